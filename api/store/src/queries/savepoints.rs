//! A part of a transaction that can be undone by itself.

use diesel::connection::SimpleConnection;

use super::Conn;
use crate::StoreError;

/// Marks the place to come back to.
///
/// # Errors
/// If the database fails.
pub fn begin(conn: &mut Conn) -> Result<(), StoreError> {
    Ok(conn.batch_execute("SAVEPOINT part")?)
}

/// Keeps what was done since.
///
/// # Errors
/// If the database fails.
pub fn keep(conn: &mut Conn) -> Result<(), StoreError> {
    Ok(conn.batch_execute("RELEASE SAVEPOINT part")?)
}

/// Undoes what was done since.
///
/// # Errors
/// If the database fails.
pub fn undo(conn: &mut Conn) -> Result<(), StoreError> {
    Ok(conn.batch_execute("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part")?)
}
