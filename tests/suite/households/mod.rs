//! Households.

mod editing;
mod entering;
mod merging;
mod secrecy;
