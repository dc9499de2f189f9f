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

/// Up to which writer everything is committed that ever will be: there is one, so that nothing appears late.
pub(crate) fn frontier(_conn: &mut Conn) -> QueryResult<i64> {
    Ok(i64::MAX)
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
