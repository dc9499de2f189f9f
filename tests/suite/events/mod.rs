//! What organisations are told of.

mod announced;
mod feed;
