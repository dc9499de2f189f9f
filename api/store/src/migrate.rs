//! Migrations: run at start, under a lock, so that several servers may start at once.

use std::collections::HashSet;

use diesel::{
    Connection, QueryableByName, RunQueryDsl, connection::SimpleConnection, migration::MigrationSource,
    query_builder::SqlQuery, query_dsl::LoadQuery,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{Store, StoreError, backend::postgres, store::Connection as Backend};

const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

/// Any number will do, as long as every Palier uses the same one ("palier" in ASCII).
const LOCK: i64 = 0x70_61_6c_69_65_72;

/// Diesel's boxed error. What the database says of itself (gone, busy, full) stays what it is.
fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    let text = format!("migration failed, nothing was changed: {error}");
    match error.downcast::<diesel::result::Error>().map(|error| StoreError::from(*error)) {
        Ok(known @ (StoreError::Unavailable(_) | StoreError::Disconnected(_) | StoreError::Full(_))) => known,
        _ => StoreError::Internal(text),
    }
}

/// Makes whoever else migrates or reverts wait until the transaction ends.
fn lock(conn: &mut postgres::Conn) -> diesel::QueryResult<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock($1)")
        .bind::<diesel::sql_types::BigInt, _>(LOCK)
        .execute(conn)
        .map(drop)
}

impl Store {
    /// Brings the schema up to date and returns the names of the migrations that were run.
    ///
    /// # Errors
    /// If the database can't be reached or a migration fails; it is then as it was before.
    pub fn migrate(&self) -> Result<Vec<String>, StoreError> {
        self.exclusive(|backend| match backend {
            Backend::Postgres(conn) => conn.transaction(|conn| {
                lock(conn)?;
                let done = conn.run_pending_migrations(POSTGRES).map_err(failed)?;
                Ok(done.iter().map(ToString::to_string).collect())
            }),
            Backend::Sqlite(conn) => {
                let done = conn.immediate_transaction(|conn| {
                    let done = conn.run_pending_migrations(SQLITE).map_err(failed)?;
                    Ok::<Vec<String>, StoreError>(done.iter().map(ToString::to_string).collect())
                })?;
                conn.batch_execute("PRAGMA optimize").map_err(StoreError::from)?;
                Ok(done)
            }
        })
    }

    /// Takes every migration back, newest first.
    ///
    /// # Errors
    /// As [`Store::migrate`].
    pub fn revert_all(&self) -> Result<Vec<String>, StoreError> {
        self.exclusive(|backend| match backend {
            Backend::Postgres(conn) => conn.transaction(|conn| {
                lock(conn)?;
                let done = conn.revert_all_migrations(POSTGRES).map_err(failed)?;
                Ok(done.iter().map(ToString::to_string).collect())
            }),
            Backend::Sqlite(conn) => conn.immediate_transaction(|conn| {
                let done = conn.revert_all_migrations(SQLITE).map_err(failed)?;
                Ok(done.iter().map(ToString::to_string).collect())
            }),
        })
    }

    /// How many migrations this program knows that the database has not run. Only reads, and not on a connection
    /// that requests wait for: a probe must get its answer while somebody else holds the write lock.
    ///
    /// # Errors
    /// If the database can't be reached.
    pub fn pending_migrations(&self) -> Result<usize, StoreError> {
        self.watch(|tx| match tx.connection() {
            Backend::Postgres(conn) => pending(conn, POSTGRES, "to_regclass('__diesel_schema_migrations')"),
            Backend::Sqlite(conn) => {
                let named = "(SELECT name FROM sqlite_schema WHERE name = '__diesel_schema_migrations')";
                pending(conn, SQLITE, named)
            }
        })
    }
}

/// The migrations of `known` that are not in diesel's table, which `table` finds: diesel's own look at it would make
/// the table if it is missing, and so write.
fn pending<C, DB>(conn: &mut C, known: EmbeddedMigrations, table: &str) -> Result<usize, StoreError>
where
    DB: diesel::backend::Backend,
    C: Connection<Backend = DB>,
    EmbeddedMigrations: MigrationSource<DB>,
    SqlQuery: for<'q> LoadQuery<'q, C, Present> + for<'q> LoadQuery<'q, C, Run>,
{
    let present: Present =
        diesel::sql_query(format!("SELECT {table} IS NOT NULL AS present")).get_result(conn)?;
    let run: Vec<Run> = match present.present {
        true => diesel::sql_query("SELECT version FROM __diesel_schema_migrations").load(conn)?,
        false => Vec::new(),
    };
    let run: HashSet<String> = run.into_iter().map(|run| run.version).collect();
    let known = known.migrations().map_err(failed)?;
    Ok(known.iter().filter(|known| !run.contains(&known.name().version().to_string())).count())
}

#[derive(QueryableByName)]
struct Present {
    #[diesel(sql_type = diesel::sql_types::Bool)]
    present: bool,
}

#[derive(QueryableByName)]
struct Run {
    #[diesel(sql_type = diesel::sql_types::Text)]
    version: String,
}

#[cfg(test)]
mod tests {
    use diesel::result::{DatabaseErrorKind, Error};

    use super::*;

    #[test]
    fn a_connection_that_broke_is_no_fault_of_the_migration() {
        let gone = Error::DatabaseError(DatabaseErrorKind::ClosedConnection, Box::new("gone".to_owned()));
        assert!(matches!(failed(gone.into()), StoreError::Disconnected(_)));
        assert!(matches!(failed(Error::NotInTransaction.into()), StoreError::Internal(_)));
        assert!(matches!(failed("no such file".into()), StoreError::Internal(_)));
    }
}
