//! How pools make, judge and drop connections.

use std::{fmt::Display, marker::PhantomData, sync::Once};

use diesel::{
    Connection,
    connection::{CacheSize, SimpleConnection},
};

use crate::{
    Settings,
    backend::{postgres, sqlite},
};

/// A connection and whether it has been seen to fail: r2d2 asks on return, and a failed one is not kept.
pub(crate) struct Slot<C> {
    pub(crate) conn: C,
    pub(crate) broken: bool,
}

/// Why no connection could be made; its text may hold a host, never a password.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct ConnectError(String);

impl ConnectError {
    pub(crate) fn new(error: impl Display) -> Self {
        Self(error.to_string())
    }
}

type Setup<C> = Box<dyn Fn(&mut C) -> diesel::QueryResult<()> + Send + Sync>;

/// Makes connections of one kind, each prepared by `setup` before its first use.
pub(crate) struct Manager<C> {
    url: String,
    setup: Setup<C>,
    statement_cache: bool,
    kind: PhantomData<fn() -> C>,
}

impl<C> Manager<C> {
    pub(crate) fn new(
        url: &str,
        statement_cache: bool,
        setup: impl Fn(&mut C) -> diesel::QueryResult<()> + Send + Sync + 'static,
    ) -> Self {
        Self { url: url.to_owned(), setup: Box::new(setup), statement_cache, kind: PhantomData }
    }
}

impl Manager<postgres::Conn> {
    /// Connections to PostgreSQL.
    pub(crate) fn postgres(url: &str, settings: &Settings) -> Self {
        let told = Once::new();
        let url = postgres::with_defaults(url);
        Self::new(&url, settings.statement_cache, move |conn: &mut postgres::Conn| {
            // What went wrong is told apart by PostgreSQL's texts (`error`), which have to be the English ones.
            if let Err(error) = conn.batch_execute(postgres::ENGLISH) {
                told.call_once(|| tracing::warn!(%error, "{}", postgres::NOT_ENGLISH));
            }
            Ok(())
        })
    }
}

impl Manager<sqlite::Conn> {
    /// Connections to a SQLite file.
    pub(crate) fn sqlite(path: &str, settings: &Settings) -> Self {
        let busy = settings.busy_timeout.as_millis();
        // The busy timeout comes first: switching to WAL itself may have to wait for another process.
        let pragmas = format!(
            "PRAGMA busy_timeout = {busy}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; \
             PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
        );
        Self::new(path, settings.statement_cache, move |conn: &mut sqlite::Conn| conn.batch_execute(&pragmas))
    }
}

impl<C: Connection + Send + 'static> r2d2::ManageConnection for Manager<C> {
    type Connection = Slot<C>;
    type Error = ConnectError;

    fn connect(&self) -> Result<Slot<C>, ConnectError> {
        let mut conn = C::establish(&self.url).map_err(ConnectError::new)?;
        if !self.statement_cache {
            conn.set_prepared_statement_cache_size(CacheSize::Disabled);
        }
        (self.setup)(&mut conn).map_err(ConnectError::new)?;
        Ok(Slot { conn, broken: false })
    }

    fn is_valid(&self, slot: &mut Slot<C>) -> Result<(), ConnectError> {
        slot.conn.batch_execute("SELECT 1").map_err(ConnectError::new)
    }

    fn has_broken(&self, slot: &mut Slot<C>) -> bool {
        slot.broken || std::thread::panicking()
    }
}
