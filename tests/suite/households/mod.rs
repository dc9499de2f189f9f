//! Households.

mod editing;
mod entering;
mod merging;
pub(crate) mod secrecy;
