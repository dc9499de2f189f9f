//! The OpenAPI document, against itself and against the server.

mod examples;
mod operations;
mod served;
