//! Migrations: run at start, under a lock, so that several servers may start at once.

use diesel::{Connection, RunQueryDsl, connection::SimpleConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{Store, StoreError, store::Connection as Backend};

const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

/// Any number will do, as long as every Palier uses the same one ("palier" in ASCII).
const LOCK: i64 = 0x70_61_6c_69_65_72;

fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    match error.downcast::<diesel::result::Error>() {
        // A connection that died, a lock that was not given: not the migration's fault.
        Ok(error) => StoreError::from(*error),
        Err(error) => StoreError::Internal(format!("migration failed, nothing was changed: {error}")),
    }
}

impl Store {
    /// Brings the schema up to date and returns the names of the migrations that were run.
    ///
    /// # Errors
    /// If the database can't be reached or a migration fails; it is then as it was before.
    pub fn migrate(&self) -> Result<Vec<String>, StoreError> {
        self.exclusive(|backend| match backend {
            Backend::Postgres(conn) => conn.transaction(|conn| {
                diesel::sql_query("SELECT pg_advisory_xact_lock($1)")
                    .bind::<diesel::sql_types::BigInt, _>(LOCK)
                    .execute(conn)?;
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
                let done = conn.revert_all_migrations(POSTGRES).map_err(failed)?;
                Ok(done.iter().map(ToString::to_string).collect())
            }),
            Backend::Sqlite(conn) => conn.immediate_transaction(|conn| {
                let done = conn.revert_all_migrations(SQLITE).map_err(failed)?;
                Ok(done.iter().map(ToString::to_string).collect())
            }),
        })
    }

    /// How many migrations this program knows that the database has not run.
    ///
    /// # Errors
    /// If the database can't be reached.
    pub fn pending_migrations(&self) -> Result<usize, StoreError> {
        self.exclusive(|backend| match backend {
            Backend::Postgres(conn) => conn.pending_migrations(POSTGRES).map(|m| m.len()).map_err(failed),
            Backend::Sqlite(conn) => conn.pending_migrations(SQLITE).map(|m| m.len()).map_err(failed),
        })
    }
}
