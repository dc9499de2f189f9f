//! Pools and transactions.
//!
//! SQLite: one writer and a pool of readers, WAL, IMMEDIATE transactions (deferred ones fail with "locked" as
//! soon as two of them write). PostgreSQL: one pool. Both: a connection that failed is dropped, and a
//! transaction that could not even begin is begun again on another one, so that a database that went away and
//! came back is met by a fresh connection and not by an error.

use std::{sync::Arc, time::Duration};

use diesel::connection::SimpleConnection;
use r2d2::{Pool, PooledConnection};

use crate::{
    Failure, StoreError,
    backend::{postgres, sqlite},
    manager::{Manager, Slot},
    record::Recorded,
};

/// Which database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file.
    Sqlite(String),
    /// A connection string.
    Postgres(String),
}

impl Target {
    /// `postgres://…` and `postgresql://…` are PostgreSQL; anything else is a file's path, `sqlite:` optional.
    #[must_use]
    pub fn parse(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::Postgres(url.to_owned());
        }
        let path = url.strip_prefix("sqlite:").unwrap_or(url);
        Self::Sqlite(path.strip_prefix("//").unwrap_or(path).to_owned())
    }
}

/// How to open a store.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which database.
    pub target: Target,
    /// Connections (PostgreSQL) or readers (SQLite).
    pub pool_size: u32,
    /// How long a request waits for a connection before it gives up.
    pub acquire_timeout: Duration,
    /// How long SQLite waits for another process's lock.
    pub busy_timeout: Duration,
    /// Off for pgbouncer before 1.21 in transaction mode, which breaks prepared statements.
    pub statement_cache: bool,
}

/// What the pools hold at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// Open connections.
    pub connections: u32,
    /// Open connections that nobody uses.
    pub idle: u32,
}

type PostgresPool = Pool<Manager<postgres::Conn>>;
type SqlitePool = Pool<Manager<sqlite::Conn>>;

enum Pools {
    Postgres { pool: PostgresPool, watch: PostgresPool },
    Sqlite { writer: SqlitePool, readers: SqlitePool, watch: SqlitePool },
}

/// The database, shared by all threads; a clone is another handle on the same pools.
#[derive(Clone)]
pub struct Store {
    pools: Arc<Pools>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match *self.pools {
            Pools::Postgres { .. } => "Store(PostgreSQL)",
            Pools::Sqlite { .. } => "Store(SQLite)",
        })
    }
}

/// A connection of either kind; only [`query!`](crate::query) looks inside.
#[doc(hidden)]
pub enum Connection<'c> {
    Postgres(&'c mut postgres::Conn),
    Sqlite(&'c mut sqlite::Conn),
}

/// A running transaction or reading, that queries are called on.
pub struct Tx<'c> {
    connection: Connection<'c>,
}

impl Tx<'_> {
    #[doc(hidden)]
    pub fn connection(&mut self) -> Connection<'_> {
        match &mut self.connection {
            Connection::Postgres(conn) => Connection::Postgres(conn),
            Connection::Sqlite(conn) => Connection::Sqlite(conn),
        }
    }
}

impl Store {
    /// Prepares the pools; no connection is made before it is needed.
    #[must_use]
    pub fn open(settings: &Settings) -> Self {
        let pools = match &settings.target {
            Target::Postgres(url) => Pools::Postgres {
                pool: pool(settings, settings.pool_size, Manager::postgres(url, settings)),
                watch: pool(settings, 1, Manager::postgres(url, settings)),
            },
            Target::Sqlite(path) => Pools::Sqlite {
                writer: pool(settings, 1, Manager::sqlite(path, settings)),
                readers: pool(settings, settings.pool_size, Manager::sqlite(path, settings)),
                watch: pool(settings, 1, Manager::sqlite(path, settings)),
            },
        };
        Self { pools: Arc::new(pools) }
    }

    /// Reads without a transaction of its own: each query sees what is committed when it runs.
    ///
    /// # Errors
    /// What `f` returns, or [`StoreError::Unavailable`] or [`StoreError::Disconnected`].
    pub fn read<T, E: Failure>(&self, mut f: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        match &*self.pools {
            Pools::Postgres { pool, .. } => {
                lend(pool, |conn| f(&mut Tx { connection: Connection::Postgres(conn) }))
            }
            Pools::Sqlite { readers, .. } => {
                lend(readers, |conn| f(&mut Tx { connection: Connection::Sqlite(conn) }))
            }
        }
    }

    /// As [`Store::read`], on a connection of its own that requests never hold: for the watch that must see a
    /// revocation within a second however busy the pool is.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn watch<T, E: Failure>(&self, mut f: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        match &*self.pools {
            Pools::Postgres { watch, .. } => {
                lend(watch, |conn| f(&mut Tx { connection: Connection::Postgres(conn) }))
            }
            Pools::Sqlite { watch, .. } => {
                lend(watch, |conn| f(&mut Tx { connection: Connection::Sqlite(conn) }))
            }
        }
    }

    /// Reads in one snapshot: all queries of `f` see the same moment.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn snapshot<T, E: From<StoreError>>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match &*self.pools {
            Pools::Postgres { pool, .. } => {
                transact(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", |conn| {
                    f(&mut Tx { connection: Connection::Postgres(conn) })
                })
            }
            Pools::Sqlite { readers, .. } => {
                transact(readers, "BEGIN", |conn| f(&mut Tx { connection: Connection::Sqlite(conn) }))
            }
        }
    }

    /// Changes something: everything that `f` does and records is committed together, or nothing is.
    ///
    /// # Errors
    /// What `f` returns, or [`StoreError::Unavailable`] or [`StoreError::Full`]; the change is then undone. Or
    /// [`StoreError::Disconnected`]: undone too, unless the connection broke during the COMMIT itself.
    pub fn write<T, E: From<StoreError>>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<Recorded<T>, E>,
    ) -> Result<T, E> {
        match &*self.pools {
            Pools::Postgres { pool, .. } => transact(pool, "BEGIN", |conn| {
                f(&mut Tx { connection: Connection::Postgres(conn) }).map(Recorded::into_inner)
            }),
            Pools::Sqlite { writer, .. } => transact(writer, "BEGIN IMMEDIATE", |conn| {
                f(&mut Tx { connection: Connection::Sqlite(conn) }).map(Recorded::into_inner)
            }),
        }
    }

    /// The writing connection, outside any transaction: for migrations.
    pub(crate) fn exclusive<T>(
        &self,
        mut f: impl FnMut(Connection<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match &*self.pools {
            Pools::Postgres { pool, .. } => lend(pool, |conn| f(Connection::Postgres(conn))),
            Pools::Sqlite { writer, .. } => lend(writer, |conn| f(Connection::Sqlite(conn))),
        }
    }

    /// Whether only one connection can write, and every other writer holds its thread while it waits.
    #[must_use]
    pub fn single_writer(&self) -> bool {
        matches!(*self.pools, Pools::Sqlite { .. })
    }

    /// What the pools hold at this moment.
    #[must_use]
    pub fn health(&self) -> Health {
        let state = match &*self.pools {
            Pools::Postgres { pool, .. } => pool.state(),
            Pools::Sqlite { readers, .. } => readers.state(),
        };
        Health { connections: state.connections, idle: state.idle_connections }
    }

    /// Writes SQLite's log back into its file, as a server should that stops in peace.
    pub fn close(&self) {
        if let Pools::Sqlite { writer, .. } = &*self.pools {
            let result = lend(writer, |conn| {
                conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").map_err(StoreError::from)
            });
            if let Err(error) = result {
                tracing::warn!(%error, "the write-ahead log stays beside the database; the next start reads it");
            }
        }
    }
}

fn pool<C: diesel::Connection + Send + 'static>(
    settings: &Settings,
    size: u32,
    manager: Manager<C>,
) -> Pool<Manager<C>> {
    Pool::builder()
        .max_size(size.max(1))
        .min_idle(Some(0))
        .test_on_check_out(false)
        .connection_timeout(settings.acquire_timeout)
        .error_handler(Box::new(LogErrors))
        .build_unchecked(manager)
}

#[derive(Debug)]
struct LogErrors;

impl<E: std::fmt::Display> r2d2::HandleError<E> for LogErrors {
    fn handle_error(&self, error: E) {
        tracing::warn!(%error, "no connection to the database");
    }
}

fn acquire<C: diesel::Connection + Send + 'static>(
    pool: &Pool<Manager<C>>,
) -> Result<PooledConnection<Manager<C>>, StoreError> {
    pool.get().map_err(|error| StoreError::Unavailable(error.to_string()))
}

/// Runs `f` on a connection of the pool. Only for what changes nothing: on a connection that turns out to be
/// dead, `f` runs again on another one.
fn lend<C, T, E>(pool: &Pool<Manager<C>>, mut f: impl FnMut(&mut C) -> Result<T, E>) -> Result<T, E>
where
    C: diesel::Connection + Send + 'static,
    E: Failure,
{
    let mut attempts = pool.max_size() + 1;
    loop {
        let mut slot = acquire(pool)?;
        let Slot { conn, broken } = &mut *slot;
        *broken = true; // Stays so if `f` panics.
        let result = f(conn);
        attempts -= 1;
        match result {
            Err(error) if error.spoils_connection() => {
                if attempts == 0 || !error.is_disconnected() {
                    return Err(error);
                }
            }
            result => {
                *broken = false;
                return result;
            }
        }
    }
}

fn transact<C, T, E>(
    pool: &Pool<Manager<C>>,
    begin: &'static str,
    f: impl FnOnce(&mut C) -> Result<T, E>,
) -> Result<T, E>
where
    C: diesel::Connection + Send + 'static,
    E: From<StoreError>,
{
    let mut slot = begun(pool, begin)?;
    let Slot { conn, broken } = &mut *slot;
    *broken = true; // Stays so if `f` panics; the connection's end is then the rollback.
    let result = f(conn);
    let ended = match &result {
        // PostgreSQL answers the COMMIT of a failed transaction with a silent ROLLBACK; a statement before it fails
        // aloud, so that nothing is acknowledged that was not kept.
        Ok(_) => conn.batch_execute("SELECT 1; COMMIT"),
        Err(_) => conn.batch_execute("ROLLBACK"),
    };
    match (result, ended) {
        (Ok(value), Ok(())) => {
            *broken = false;
            Ok(value)
        }
        (Ok(_), Err(error)) => Err(StoreError::from(error).into()),
        (Err(error), rolled_back) => {
            *broken = rolled_back.is_err();
            Err(error)
        }
    }
}

/// A connection on which a transaction has begun. Beginning changes nothing, so it may be tried on one stale
/// connection after the other until a fresh one is made.
fn begun<C: diesel::Connection + Send + 'static>(
    pool: &Pool<Manager<C>>,
    begin: &'static str,
) -> Result<PooledConnection<Manager<C>>, StoreError> {
    let mut attempts = pool.max_size() + 1;
    loop {
        let mut slot = acquire(pool)?;
        match slot.conn.batch_execute(begin) {
            Ok(()) => return Ok(slot),
            Err(error) => {
                slot.broken = true;
                attempts -= 1;
                let error = StoreError::from(error);
                if attempts == 0 || !error.is_disconnected() {
                    return Err(error);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("palier.db").to_string_lossy().into_owned();
        let store = Store::open(&Settings {
            target: Target::Sqlite(path),
            pool_size: 4,
            acquire_timeout: Duration::from_secs(1),
            busy_timeout: Duration::from_millis(50),
            statement_cache: true,
        });
        (folder, store)
    }

    #[test]
    fn a_reading_is_repeated_for_a_dead_connection_and_not_for_a_timeout() {
        let (_folder, store) = store();
        let times = |error: fn(String) -> StoreError| {
            let mut times = 0;
            let result = store.read(|_| {
                times += 1;
                Err::<(), _>(error("so".to_owned()))
            });
            assert!(result.is_err());
            times
        };
        assert_eq!(times(StoreError::Unavailable), 1);
        assert_eq!(times(StoreError::Disconnected), 5);
    }

    #[test]
    fn migrations_are_looked_at_without_writing_and_past_a_writer() {
        let (_folder, store) = store();
        assert!(store.pending_migrations().expect("counted") > 0, "nothing has run");
        assert!(!store.migrate().expect("migrated").is_empty());
        let pending = store.write(|_| {
            let pending = store.pending_migrations()?;
            Ok::<_, StoreError>(Recorded::unchanged(pending))
        });
        assert_eq!(pending.expect("a writer does not matter"), 0);
        assert!(!store.revert_all().expect("reverted").is_empty());
        assert!(store.pending_migrations().expect("counted") > 0);
    }
}
