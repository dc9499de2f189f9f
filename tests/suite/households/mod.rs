//! Households.

mod devices;
mod editing;
mod entering;
mod importing;
mod looking_up;
mod merging;
pub(crate) mod secrecy;
