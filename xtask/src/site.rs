//! Where a task tries the server: a database of its own, a key file, a partner, and a way to start the server.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use tempfile::TempDir;

use crate::Outcome;
use crate::postgres::{Cluster, Durability, free_port};
use crate::process::{Running, output};
use crate::served::{Credentials, Setting, VAULT, palier};

/// A database Palier runs on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The embedded one.
    Sqlite,
    /// A private cluster, with PostgreSQL's own settings of durability.
    Postgres,
}

impl Kind {
    /// As it stands in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Which databases a task is to try.
#[derive(Clone, Copy, ValueEnum)]
pub enum Databases {
    /// The embedded one alone.
    Sqlite,
    /// PostgreSQL alone.
    Postgres,
    /// One after the other.
    Both,
}

impl Databases {
    /// In the order in which they are tried.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Sqlite => &[Kind::Sqlite],
            Self::Postgres => &[Kind::Postgres],
            Self::Both => &[Kind::Sqlite, Kind::Postgres],
        }
    }
}

/// A database with one partner's client in it.
pub struct Site {
    /// Which database.
    pub kind: Kind,
    /// How the server is started.
    pub setting: Setting,
    /// The partner that writes.
    pub partner: Credentials,
    _cluster: Option<Cluster>,
    _folder: TempDir,
}

impl Site {
    /// Makes the database, the keys and the client.
    pub fn open(kind: Kind, binary: &Path) -> Outcome<Self> {
        let folder = TempDir::with_prefix("palier-site-")?;
        let place = folder.path().to_path_buf();
        let cluster = match kind {
            Kind::Sqlite => None,
            Kind::Postgres => Some(Cluster::start(Durability::Durable)?),
        };
        let database = match &cluster {
            None => place.join("palier.db").display().to_string(),
            Some(cluster) => cluster.url().to_owned(),
        };
        let setting = Setting {
            binary: binary.to_path_buf(),
            database,
            port: free_port()?,
            keys: Some(generated_keys(binary, &place)?),
            folder: place,
            environment: Vec::new(),
        };
        let partner = setting.client("Waterworks", "partner")?;
        Ok(Self { kind, setting, partner, _cluster: cluster, _folder: folder })
    }

    /// Starts the server, for the first time or again.
    pub fn serve(&self) -> Outcome<Running> {
        self.setting.serve(&[])
    }
}

fn generated_keys(binary: &Path, place: &Path) -> Outcome<PathBuf> {
    let keys = place.join("keys.json");
    for (what, file) in [("generate", keys.clone()), ("generate-vault", keys.with_file_name(VAULT))] {
        let mut command = palier(binary);
        output(command.current_dir(place).args(["keys", what, "--out"]).arg(file))?;
    }
    Ok(keys)
}
