//! The runtime against a server that misbehaves as told. Tests that stand for a line of the acceptance checklist begin
//! with its number.

mod answers;
mod devices;
mod errors;
mod exports;
mod fakes;
mod lists;
mod offline;
mod promises;
mod retries;
mod round_trips;
mod secrets;
mod server;
mod tokens;
#[cfg(feature = "webhooks")]
mod webhooks;
