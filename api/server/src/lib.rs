//! The server of Palier: configuration, keys, HTTP, use cases, jobs and command line.

pub mod config;
//! x
pub mod import;
pub mod http;
pub mod keys;
pub mod telemetry;
