//! Who sees what: every operation of the served document, asked by those who may not.

pub(crate) mod operations;
mod readonly;
pub(crate) mod recipes;
pub(crate) mod walk;
