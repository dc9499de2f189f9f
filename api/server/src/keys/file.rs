//! The key file: JSON of mode 0600, replaced as a whole.

use std::{
    fs::{self, File},
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use palier_domain::time::Instant;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::{KeyError, KeyRing, SealingKey, SigningKey};
use crate::config::SigningAlgorithm;

/// The file as written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    /// The version of this form.
    version: u32,
    /// 32 random bytes in base64.
    sealing_key: String,
    keys: Vec<KeyEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyEntry {
    kid: String,
    alg: SigningAlgorithm,
    /// The private key (PKCS #8) in base64.
    pkcs8: String,
    created_at: Instant,
    activates_at: Instant,
    retires_at: Option<Instant>,
}

const VERSION: u32 = 1;

pub(super) fn read(path: &Path) -> Result<KeyRing, KeyError> {
    parse(&read_private(path)?).map_err(|problem| KeyError::Invalid { path: path.to_owned(), problem })
}

/// The text of a file that only its owner may read.
pub(super) fn read_private(path: &Path) -> Result<String, KeyError> {
    let failed = |cause| KeyError::File { path: path.to_owned(), action: "read", cause };
    // The opened file is asked for its mode, not the path: what is read is what was checked.
    let file = File::open(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => KeyError::Missing(path.to_owned()),
        _ => failed(cause),
    })?;
    let mode = file.metadata().map_err(failed)?.permissions().mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(KeyError::Permissions { path: path.to_owned(), mode });
    }
    io::read_to_string(file).map_err(failed)
}

fn parse(text: &str) -> Result<KeyRing, String> {
    // serde_json's message could quote a value; its place is enough.
    let file: KeyFile = serde_json::from_str(text)
        .map_err(|error| format!("line {} column {} is not as expected", error.line(), error.column()))?;
    if file.version != VERSION {
        return Err(format!("its version is {}, and this program reads version {VERSION}", file.version));
    }
    let root = BASE64_STANDARD.decode(&file.sealing_key).ok().and_then(|bytes| bytes.try_into().ok());
    let sealing = SealingKey::new(root.ok_or("sealing_key is not 32 bytes in base64")?);
    let mut keys = file.keys.into_iter().map(parse_key).collect::<Result<Vec<_>, _>>()?;
    if keys.is_empty() {
        return Err("it holds no signing key".to_owned());
    }
    keys.sort_by_key(|key| key.activates_at);
    Ok(KeyRing { keys, sealing })
}

fn parse_key(entry: KeyEntry) -> Result<SigningKey, String> {
    let times = (entry.created_at, entry.activates_at, entry.retires_at);
    BASE64_STANDARD
        .decode(&entry.pkcs8)
        .ok()
        .and_then(|pkcs8| SigningKey::from_pkcs8(entry.alg, pkcs8, times))
        .filter(|key| key.kid == entry.kid)
        .ok_or_else(|| format!("the key {} is damaged", entry.kid))
}

pub(super) fn create(ring: &KeyRing, path: &Path) -> Result<(), KeyError> {
    create_private(&entries(ring), path)
}

/// Writes a new file of mode 0600; an existing one is left alone.
pub(super) fn create_private(content: &impl Serialize, path: &Path) -> Result<(), KeyError> {
    let failed = |cause| KeyError::File { path: path.to_owned(), action: "written", cause };
    match written_beside(content, path).map_err(failed)?.persist_noclobber(path) {
        Ok(_) => sync_folder(path).map_err(failed),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(KeyError::Exists(path.to_owned()))
        }
        Err(error) => Err(failed(error.error)),
    }
}

pub(super) fn update(
    path: &Path,
    change: impl FnOnce(&mut KeyRing) -> Result<(), KeyError>,
) -> Result<KeyRing, KeyError> {
    replace_private(path, || {
        let mut ring = read(path)?;
        change(&mut ring)?;
        Ok((entries(&ring), ring))
    })
}

/// Replaces a file by what `change` makes of it, in one step that no other process can interleave.
pub(super) fn replace_private<C: Serialize, T>(
    path: &Path,
    change: impl FnOnce() -> Result<(C, T), KeyError>,
) -> Result<T, KeyError> {
    let failed = |cause| KeyError::File { path: path.to_owned(), action: "written", cause };
    // A lock on the file itself would be lost with its replacement; its folder stays.
    let folder = File::open(folder(path)).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => KeyError::Missing(path.to_owned()),
        _ => failed(cause),
    })?;
    folder.lock().map_err(failed)?;
    let (content, value) = change()?;
    written_beside(&content, path).map_err(failed)?.persist(path).map_err(|error| failed(error.error))?;
    folder.sync_all().map_err(failed)?;
    Ok(value)
}

fn entries(ring: &KeyRing) -> KeyFile {
    let keys = ring.keys.iter().map(|key| KeyEntry {
        kid: key.kid.clone(),
        alg: key.algorithm,
        pkcs8: BASE64_STANDARD.encode(key.pkcs8()),
        created_at: key.created_at,
        activates_at: key.activates_at,
        retires_at: key.retires_at,
    });
    KeyFile {
        version: VERSION,
        sealing_key: BASE64_STANDARD.encode(ring.sealing.root()),
        keys: keys.collect(),
    }
}

/// The content in a temporary file of the same folder, safe on disk. Its mode is 0600 from the start.
fn written_beside(content: &impl Serialize, path: &Path) -> io::Result<NamedTempFile> {
    let mut temporary = NamedTempFile::with_prefix_in(".palier-keys-", folder(path))?;
    temporary.as_file().set_permissions(fs::Permissions::from_mode(0o600))?;
    serde_json::to_writer_pretty(&mut temporary, content)?;
    temporary.write_all(b"\n")?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(folder(path))?.sync_all()
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
