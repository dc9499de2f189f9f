//! A private PostgreSQL for the tests: found or installed, started in a temporary directory, and removed.

mod cluster;
mod find;

pub use cluster::{Cluster, Durability, free_port};
