//! The databases: their schemas, and what is said when they are away, busy or full.

mod full;
mod migrations;
mod readiness;
mod waiting;
