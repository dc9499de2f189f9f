//! Households.
