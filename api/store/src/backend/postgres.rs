//! PostgreSQL 14 and later, through libpq.

use diesel::prelude::*;

/// The backend that the queries are compiled for.
pub type Db = diesel::pg::Pg;
/// Its connection.
pub type Conn = diesel::PgConnection;

#[path = "../queries/mod.rs"]
pub mod queries;

/// Takes the right to run one keyed request until the transaction ends; false if another holds it, on this
/// instance of the server or any other.
pub(crate) fn try_lock(conn: &mut Conn, lock: i64) -> QueryResult<bool> {
    diesel::select(
        diesel::dsl::sql::<diesel::sql_types::Bool>("pg_try_advisory_xact_lock(")
            .bind::<diesel::sql_types::BigInt, _>(lock)
            .sql(")"),
    )
    .get_result(conn)
}

/// Makes other writers of a table wait until the transaction ends; readers don't.
pub(crate) fn exclude_writers(conn: &mut Conn, table: &'static str) -> QueryResult<()> {
    diesel::sql_query(format!("LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")).execute(conn).map(drop)
}

/// Makes others who mean to change this row wait until the transaction ends; readers don't. (READ COMMITTED would
/// otherwise let two read one version, and refuse the later for the other's change.)
pub(crate) fn lock_row(conn: &mut Conn, table: &'static str, id: uuid::Uuid) -> QueryResult<()> {
    diesel::sql_query(format!("SELECT 1 FROM {table} WHERE id = $1 FOR NO KEY UPDATE"))
        .bind::<crate::types::Uid, _>(crate::types::Key(id))
        .execute(conn)
        .map(drop)
}
