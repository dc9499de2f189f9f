//! Lists: pages, cursors, filters, exports.

mod cursors;
mod exports;
mod paging;
mod traversal;
