//! Households.

mod entering;
