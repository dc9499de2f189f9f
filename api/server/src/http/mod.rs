//! The HTTP surface.

pub mod middleware;
