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

/// Waits for a number's lock and keeps it until the transaction ends.
pub(crate) fn lock(conn: &mut Conn, lock: i64) -> QueryResult<()> {
    let query = diesel::sql_query("SELECT pg_advisory_xact_lock($1)");
    query.bind::<diesel::sql_types::BigInt, _>(lock).execute(conn).map(drop)
}

/// Makes other writers of a table wait until the transaction ends; readers don't.
pub(crate) fn exclude_writers(conn: &mut Conn, table: &'static str) -> QueryResult<()> {
    diesel::sql_query(format!("LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")).execute(conn).map(drop)
}
