//! Errors, as callers meet them.

mod everywhere;
mod ids;
mod secrecy;
mod statuses;
mod validation;
