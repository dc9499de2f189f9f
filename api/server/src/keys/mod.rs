//! The keys of this server: those that sign access tokens, and the one that seals what only the server reads.
//!
//! A ring holds several signing keys, because a verifier somewhere has read the key set a while ago. A new key is
//! published before its first use, and the old one verifies until its last token has expired:
//!
//! ```text
//! rotate            activates_at                 retires_at
//!   |-- published ------|-- new key signs ----------|---->
//!   |-- old key signs --|-- old key only verifies --|
//! ```

mod file;
mod sealing;
mod shared;
mod signing;
#[cfg(test)]
mod tests;
mod vault;

use std::path::{Path, PathBuf};

use palier_domain::time::Instant;

use crate::config::SigningAlgorithm;

pub use sealing::{SealingKey, Unsealable};
pub use shared::SharedKeyRing;
pub use signing::SigningKey;
pub use vault::{DataKey, Vault};

/// Seconds for which a new key is published before it signs, unless another time is asked for.
pub const PUBLISH_BEFORE_SECONDS: u32 = 600;

/// Seconds by which the clocks of two servers may differ.
const CLOCK_SKEW_SECONDS: i64 = 60;

/// Seconds for which a retired key is still listed in the file, so that an operator sees what happened.
const KEEP_RETIRED_SECONDS: i64 = 30 * 86_400;

/// Why keys cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("The key file {} cannot be {action}: {cause}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// `read` or `written`.
        action: &'static str,
        /// What the system says.
        cause: std::io::Error,
    },
    /// There is no such file.
    #[error("There is no key file {}. `palier keys generate --out {}` makes one.", .0.display(), .0.display())]
    Missing(PathBuf),
    /// There is a file already where a new one is asked for.
    #[error("{} exists already and is not overwritten; `palier keys rotate` adds a key to it.", .0.display())]
    Exists(PathBuf),
    /// Others than its owner may read the file.
    #[error(
        "The key file {} can be read by others (mode {mode:04o}). Whoever reads it can sign tokens: run `chmod 600 {}`, \
         and rotate the keys if somebody may have read it.",
        .path.display(), .path.display()
    )]
    Permissions {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file does not hold what a key file holds.
    #[error(
        "The key file {} is not valid: {problem}. Restore it from a backup; a new one (`palier keys generate`) makes \
         all tokens, cursors and stored replies invalid.",
        .path.display()
    )]
    Invalid {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// There is no such vault's file.
    #[error(
        "There is no vault's file {}. Restore it from a backup if there was one: without it nobody can read the personal \
         data in the database. `palier keys generate-vault --out {}` makes one for a new database.",
        .0.display(), .0.display()
    )]
    MissingVault(PathBuf),
    /// There is a vault's file already where a new one is asked for.
    #[error("{} exists already and is not overwritten; `palier keys rotate-vault` adds a key to it.", .0.display())]
    VaultExists(PathBuf),
    /// Others than its owner may read the vault's file.
    #[error(
        "The vault's file {} can be read by others (mode {mode:04o}). With it and a copy of the database they read \
         personal data: run `chmod 600 {}`.",
        .path.display(), .path.display()
    )]
    VaultPermissions {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file does not hold what a vault's file holds.
    #[error(
        "The vault's file {} is not valid: {problem}. Restore it from a backup: without it nobody can read the \
         personal data in the database.",
        .path.display()
    )]
    InvalidVault {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The cryptographic library refused.
    #[error("The cryptographic library could not {0}.")]
    Crypto(&'static str),
}

/// The server's keys.
#[derive(Debug)]
pub struct KeyRing {
    /// Never empty, by order of activation.
    keys: Vec<SigningKey>,
    sealing: SealingKey,
}

impl KeyRing {
    /// A new ring with one signing key that is used at once.
    pub fn generate(algorithm: SigningAlgorithm, now: Instant) -> Result<Self, KeyError> {
        Ok(Self { keys: vec![SigningKey::generate(algorithm, now, now)?], sealing: SealingKey::generate()? })
    }

    /// Reads a key file; it must belong to its owner alone.
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        file::read(path)
    }

    /// Reads the key file, or makes it if there is none. Several processes may do so at once: one makes the file
    /// and all use it.
    pub fn load_or_generate(
        path: &Path,
        algorithm: SigningAlgorithm,
        now: Instant,
    ) -> Result<Self, KeyError> {
        match Self::load(path) {
            Err(KeyError::Missing(_)) => {}
            loaded => return loaded,
        }
        match Self::generate(algorithm, now)?.create(path) {
            Ok(()) | Err(KeyError::Exists(_)) => Self::load(path),
            Err(error) => Err(error),
        }
    }

    /// Writes the ring to a new file of mode 0600; an existing file is left alone.
    pub fn create(&self, path: &Path) -> Result<(), KeyError> {
        file::create(self, path)
    }

    /// Changes the file at `path` in one step that no other process can interleave, and gives back the ring as it
    /// stands there now.
    pub fn update(
        path: &Path,
        change: impl FnOnce(&mut Self) -> Result<(), KeyError>,
    ) -> Result<Self, KeyError> {
        file::update(path, change)
    }

    /// Adds a key that is published from now on and signs after `publish_before_seconds`; every older key stays
    /// until its last token, of `token_seconds`, has expired.
    pub fn rotate(
        &mut self,
        algorithm: SigningAlgorithm,
        now: Instant,
        publish_before_seconds: u32,
        token_seconds: u32,
    ) -> Result<(), KeyError> {
        // A key that an earlier rotation published goes first: order of activation is order of signing.
        let latest = self.keys.iter().map(|key| key.activates_at).max().unwrap_or(now);
        let activates_at = now.plus_seconds(publish_before_seconds.into()).max(latest);
        let new = SigningKey::generate(algorithm, now, activates_at)?;
        let retires_at = activates_at.plus_seconds(i64::from(token_seconds) + CLOCK_SKEW_SECONDS);
        for key in &mut self.keys {
            key.retires_at.get_or_insert(retires_at);
        }
        self.keys.push(new);
        self.prune(now);
        Ok(())
    }

    /// Forgets keys that were retired long ago.
    pub fn prune(&mut self, now: Instant) {
        let keep_since = now.plus_seconds(-KEEP_RETIRED_SECONDS);
        self.keys.retain(|key| key.retires_at.is_none_or(|retired| retired > keep_since));
    }

    /// The key that signs tokens now.
    #[must_use]
    pub fn signing_key(&self, now: Instant) -> &SigningKey {
        // With a clock before every activation, the oldest key is the one that verifiers know.
        self.keys.iter().rev().find(|key| key.activates_at <= now).unwrap_or(&self.keys[0])
    }

    /// The key that a token names, unless it is retired.
    #[must_use]
    pub fn verifying_key(&self, kid: &str, now: Instant) -> Option<&SigningKey> {
        self.keys.iter().find(|key| key.kid == kid && !key.is_retired(now))
    }

    /// The published key set (RFC 7517).
    #[must_use]
    pub fn jwks(&self, now: Instant) -> serde_json::Value {
        let keys: Vec<_> = self.keys.iter().filter(|key| !key.is_retired(now)).map(SigningKey::jwk).collect();
        serde_json::json!({ "keys": keys })
    }

    /// All signing keys in the file, by order of activation.
    #[must_use]
    pub fn keys(&self) -> &[SigningKey] {
        &self.keys
    }

    /// The key for what the server seals for itself.
    #[must_use]
    pub fn sealing_key(&self) -> &SealingKey {
        &self.sealing
    }
}
