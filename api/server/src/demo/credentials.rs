//! The town's credentials, in a file beside its database, so that the next start can print them again.

use std::{collections::BTreeMap, fs, io, path::Path};

use palier_domain::ids::ClientId;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::DemoError;

/// One client's.
#[derive(Clone, Serialize, Deserialize)]
pub struct Login {
    /// Its id.
    pub client_id: ClientId,
    /// Its secret.
    pub client_secret: String,
}

/// Where the town is served, and the credentials of each of its clients by the client's name in the roster.
#[derive(Clone, Serialize, Deserialize)]
pub struct Credentials {
    /// The server's URL.
    pub url: String,
    /// The clients.
    #[serde(flatten)]
    pub logins: BTreeMap<String, Login>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("url", &self.url).finish_non_exhaustive()
    }
}

impl Credentials {
    /// Reads the file; `None` if there is none, or if it is another program's.
    pub fn read(file: &Path) -> Result<Option<Self>, DemoError> {
        match fs::read(file) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(DemoError::File { path: file.to_owned(), cause }),
        }
    }

    /// Writes the file, mode 0600, as a whole or not at all.
    pub fn write(&self, file: &Path) -> Result<(), DemoError> {
        self.replace(file).map_err(|cause| DemoError::File { path: file.to_owned(), cause })
    }

    fn replace(&self, file: &Path) -> io::Result<()> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // A temporary file is its owner's alone from the moment it is made.
        let mut temporary = NamedTempFile::with_prefix_in(".palier-demo-", folder)?;
        serde_json::to_writer_pretty(&mut temporary, self)?;
        io::Write::write_all(&mut temporary, b"\n")?;
        temporary.as_file().sync_all()?;
        temporary.persist(file)?;
        Ok(())
    }
}
