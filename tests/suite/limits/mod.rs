//! Rate limits.

mod rates;
