//! The two databases. Each module compiles the whole query tree for its own connection type.

pub mod postgres;
pub mod sqlite;
