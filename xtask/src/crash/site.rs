//! Where the crashes happen: a database, a key file, a client, and a way to start the server again.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Outcome;
use crate::postgres::{Cluster, Durability, free_port};
use crate::process::{Running, output};
use crate::served::{Credentials, Setting};

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
        let folder = TempDir::with_prefix("palier-crash-")?;
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
        };
        let partner = partner(&setting)?;
        Ok(Self { kind, setting, partner, _cluster: cluster, _folder: folder })
    }

    /// Starts the server, for the first time or again.
    pub fn serve(&self) -> Outcome<Running> {
        self.setting.serve(&[])
    }
}

fn generated_keys(binary: &Path, place: &Path) -> Outcome<PathBuf> {
    let keys = place.join("keys.json");
    let mut command = crate::server::command(binary);
    output(command.current_dir(place).args(["keys", "generate", "--out"]).arg(&keys))?;
    Ok(keys)
}

/// Makes the partner's client and reads its credentials from what the command shows.
fn partner(setting: &Setting) -> Outcome<Credentials> {
    output(setting.command().arg("migrate"))?;
    let mut create = setting.command();
    let shown =
        output(create.args(["client", "create", "--organisation", "Waterworks", "--kind", "partner"]))?;
    let words = || shown.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
    let secret = words().find(|word| word.starts_with("palier_live_"));
    // The organisation has an id too: the client's own follows its name.
    let after = shown.split("client_id").nth(1).unwrap_or(&shown);
    let id = after.split(|c: char| !c.is_ascii_hexdigit() && c != '-').find(|word| word.len() == 36);
    match (id, secret) {
        (Some(id), Some(secret)) => Ok(Credentials { id: id.to_owned(), secret: secret.to_owned() }),
        _ => Err("`palier client create` shows no client_id and secret where they were expected".into()),
    }
}
