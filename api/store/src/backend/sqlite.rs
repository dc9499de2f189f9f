//! SQLite, bundled.

use diesel::prelude::*;

/// The backend that the queries are compiled for.
pub type Db = diesel::sqlite::Sqlite;
/// Its connection.
pub type Conn = diesel::SqliteConnection;

#[path = "../queries/mod.rs"]
pub mod queries;

/// There is one writer, and this transaction is it: nobody else can hold the right.
pub(crate) fn try_lock(_conn: &mut Conn, _lock: i64) -> QueryResult<bool> {
    Ok(true)
}

/// Others wait already: there is one writer.
pub(crate) fn take_lock(_conn: &mut Conn, _lock: i64) -> QueryResult<()> {
    Ok(())
}

/// Other writers wait already: there is one at a time.
pub(crate) fn exclude_writers(_conn: &mut Conn, _table: &'static str) -> QueryResult<()> {
    Ok(())
}

/// Others wait already: there is one writer.
pub(crate) fn lock_row(_conn: &mut Conn, _table: &'static str, _id: uuid::Uuid) -> QueryResult<()> {
    Ok(())
}
