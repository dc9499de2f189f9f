//! Palier's SQL: pools, transactions, queries, and what every change carries with it (audit, events,
//! idempotency), on SQLite and PostgreSQL in one binary.
//!
//! Queries are written once, in `queries/`, and compiled twice: `backend/postgres.rs` and
//! `backend/sqlite.rs` each name that tree by `#[path]` and give it their `Conn` and `Db`. Above this crate
//! nobody sees a backend: a service gets a [`Tx`] and calls [`query!`] with it.

// Compiling one query tree for two backends is the point (see `backend`).
#![allow(clippy::duplicate_mod)]

mod backend;
pub mod error;
pub mod filters;
mod manager;
pub mod migrate;
mod record;
pub mod rows;
mod schema;
mod store;
mod types;

pub use backend::{postgres, sqlite};
pub use error::{Failure, StoreError, Violation};
pub use record::{Announcement, Change, Recorded, Touched};
pub use store::{Health, Settings, Store, Target, Tx};

#[doc(hidden)]
pub use store::Connection;

/// Calls a query on whichever database the transaction runs on:
/// `query!(tx, campaigns::find(&actor, id))?`.
#[macro_export]
macro_rules! query {
    ($tx:expr, $module:ident :: $name:ident ( $($argument:expr),* $(,)? )) => {
        match $tx.connection() {
            $crate::Connection::Postgres(connection) => {
                $crate::postgres::queries::$module::$name(connection, $($argument),*)
            }
            $crate::Connection::Sqlite(connection) => {
                $crate::sqlite::queries::$module::$name(connection, $($argument),*)
            }
        }
    };
}
