//! `palier serve --demo`: a fictional town (department 99, which is nobody's) to try the API with.
//!
//! The town is loaded in one transaction by the use cases that the API itself calls, so that every rule holds and
//! every change is recorded; an interrupted load has changed nothing. Its credentials are written to a file beside
//! the database before that transaction is committed: a database that holds the town always has them.

mod announce;
mod content;
mod credentials;
#[cfg(test)]
mod tests;
mod town;

use std::{io::Write, path::PathBuf};

use palier_store::{Store, StoreError};

use crate::{
    config::{Config, DatabaseTarget},
    server::{self, StartError},
    service::ServiceError,
};
use credentials::Credentials;

/// Why there is no town to serve; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database is PostgreSQL.
    #[error(
        "--demo loads its town into the embedded database only, never into PostgreSQL. Name a file instead: \
         palier serve --demo --database demo.db"
    )]
    Postgres,
    /// The database holds something else.
    #[error(
        "The database {database} holds data already, and the fictional town is never mixed into it. Name another \
         file: palier serve --demo --database demo.db. (If {database} is an older demo, its credentials are no \
         longer in {file}; delete {database} to load the town again.)"
    )]
    NotEmpty {
        /// The database.
        database: String,
        /// Where the town's credentials would stand.
        file: String,
    },
    /// The configuration, or the database.
    #[error(transparent)]
    Start(#[from] StartError),
    /// A use case refused what the town is made of.
    #[error("The fictional town could not be loaded, and nothing was changed: {0}")]
    Service(#[from] ServiceError),
    /// What the town is made of can't be read.
    #[error("The fictional town could not be loaded, and nothing was changed: {0}")]
    Content(String),
    /// The credentials.
    #[error("The town's credentials can't be kept in {}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        cause: std::io::Error,
    },
    /// Standard output.
    #[error("The output can't be written: {0}")]
    Output(#[from] std::io::Error),
}

impl From<StoreError> for DemoError {
    fn from(error: StoreError) -> Self {
        Self::Start(error.into())
    }
}

/// A database that holds the town.
#[derive(Debug)]
pub struct Demo {
    credentials: Credentials,
    file: PathBuf,
}

impl Demo {
    /// Loads the town, unless the configured database holds it already.
    ///
    /// # Errors
    /// [`DemoError`]; nothing was changed then.
    pub fn prepare(config: &Config, out: &mut dyn Write) -> Result<Self, DemoError> {
        let DatabaseTarget::Sqlite(database) = config.database.target().map_err(DemoError::Content)? else {
            return Err(DemoError::Postgres);
        };
        let store = server::open_store(config)?;
        store.migrate()?;
        let file = database.with_extension("demo.json");
        let credentials = Self::found_or_loaded(&store, config, (&database, &file), out)?;
        Ok(Self { credentials, file })
    }

    fn found_or_loaded(
        store: &Store,
        config: &Config,
        (database, file): (&PathBuf, &PathBuf),
        out: &mut dyn Write,
    ) -> Result<Credentials, DemoError> {
        if store.snapshot(town::is_empty)? {
            writeln!(out, "Loading a fictional town into {} …", database.display())?;
            out.flush()?;
            if let Some(loaded) = town::load(store, &config.auth, file, &config.public_url())? {
                return Ok(loaded);
            }
            // Another start of the same database was faster; what it loaded is served.
        }
        let kept = Credentials::read(file)?;
        let kept = kept.map(|kept| store.snapshot(|tx| town::holds(tx, &kept)).map(|holds| (kept, holds)));
        match kept.transpose()? {
            Some((kept, true)) => Ok(kept),
            _ => Err(DemoError::NotEmpty {
                database: database.display().to_string(),
                file: file.display().to_string(),
            }),
        }
    }

    /// Tells where the town is served, how to log in and what to try first.
    ///
    /// # Errors
    /// If it can't be printed, or the file's URL can't be brought up to date.
    pub fn announce(mut self, url: &str, out: &mut dyn Write) -> Result<(), DemoError> {
        if self.credentials.url != url {
            self.credentials.url = url.to_owned();
            self.credentials.write(&self.file)?;
        }
        announce::print(&self.credentials, &self.file, out)?;
        Ok(())
    }
}
