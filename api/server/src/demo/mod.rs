//! `palier serve --demo`: a fictional town (department 99, which is nobody's) to try the API with.
//!
//! The town is made through the API itself, request by request and by the SDK, so that every rule holds and every change
//! is recorded: the association enters households and plans rounds, phones sync what was done at the doors, partners push
//! campaigns and answer referrals. What happened is a story that is told from a fixed seed, and ends yesterday.
//!
//! It is made in a file of its own beside the database, which takes the database's name only when the town is whole and
//! its credentials are written: an interrupted start has changed nothing, and the next one begins anew.

mod announce;
mod content;
mod credentials;
mod in_process;
mod making;
mod phones;
mod progress;
mod releases;
mod story;
mod tell;
#[cfg(test)]
mod tests;
mod town;
mod wire;

use std::{
    fs::{File, TryLockError},
    io::Write,
    path::PathBuf,
};

use palier_store::StoreError;

use crate::{
    config::{Config, DatabaseTarget},
    server::{self, StartError},
    service::ServiceError,
    signals::Signals,
};
use credentials::Credentials;
use story::Scale;

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
    /// The API refused what it was asked.
    #[error("The fictional town could not be loaded, and nothing was changed: {0}")]
    Api(#[from] palier_sdk::Error),
    /// What the town is made of can't be read.
    #[error("The fictional town could not be loaded, and nothing was changed: {0}")]
    Content(String),
    /// Ctrl-C, or SIGTERM.
    #[error(
        "The making of the fictional town was interrupted, and nothing was changed. The next start makes it anew."
    )]
    Interrupted,
    /// The database's folder, or a file in it.
    #[error("The fictional town can't be kept in {}: {cause}", path.display())]
    Folder {
        /// What can't be used.
        path: PathBuf,
        /// What the operating system says.
        cause: std::io::Error,
    },
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
    signals: Option<Signals>,
}

impl Demo {
    /// Makes the town, unless the configured database holds it already. Not to be called inside of a running system of
    /// actix.
    ///
    /// # Errors
    /// [`DemoError`]; nothing was changed then.
    pub fn prepare(config: &Config, out: &mut dyn Write) -> Result<Self, DemoError> {
        Self::prepare_of(config, Scale::WHOLE, out)
    }

    fn prepare_of(config: &Config, scale: Scale, out: &mut dyn Write) -> Result<Self, DemoError> {
        let DatabaseTarget::Sqlite(database) = config.database.target().map_err(DemoError::Content)? else {
            return Err(DemoError::Postgres);
        };
        let file = database.with_extension("demo.json");
        let _turn = turn(&database, out)?;
        if making::is_missing(config, &database)? {
            writeln!(out, "Making a fictional town in {} …", database.display())?;
            out.flush()?;
            let (credentials, signals) = making::make(config, (&database, &file), scale, out)?;
            return Ok(Self { credentials, file, signals: Some(signals) });
        }
        let store = server::open_store(config)?;
        store.migrate()?;
        let kept = Credentials::read(&file)?;
        let kept = kept.map(|kept| store.snapshot(|tx| town::holds(tx, &kept)).map(|holds| (kept, holds)));
        match kept.transpose()? {
            Some((credentials, true)) => Ok(Self { credentials, file, signals: None }),
            _ => Err(DemoError::NotEmpty {
                database: database.display().to_string(),
                file: file.display().to_string(),
            }),
        }
    }

    /// What this process listens for since the town was made, if it was made just now; for the server, which is to listen
    /// on.
    pub fn signals(&mut self) -> Option<Signals> {
        self.signals.take()
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

/// Locks the database's folder until this is dropped: of several starts at once one makes the town, and the others wait
/// for it.
fn turn(database: &std::path::Path, out: &mut dyn Write) -> Result<File, DemoError> {
    let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), PathBuf::from);
    let failed = |cause| DemoError::Folder { path: folder.clone(), cause };
    let opened = File::open(&folder).map_err(failed)?;
    match opened.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            writeln!(out, "Waiting for another start to make the town …")?;
            out.flush()?;
            opened.lock().map_err(failed)?;
        }
        Err(TryLockError::Error(cause)) => return Err(failed(cause)),
    }
    Ok(opened)
}
