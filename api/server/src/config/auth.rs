//! Tokens, keys and secrets.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// How access tokens are signed and credentials verified.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthConfig {
    /// Seconds an access token is valid. Default: 900 (15 minutes).
    pub access_token_seconds: u32,
    /// The algorithm of a newly made signing key: `EdDSA` or `ES256`. Default: `EdDSA`.
    pub signing_algorithm: SigningAlgorithm,
    /// The file with the signing keys, of mode 0600. Default: on SQLite beside the database (`palier.keys.json` for `palier.db`),
    /// made on first run; with PostgreSQL it must be set.
    pub keys_file: Option<PathBuf>,
    /// Seconds a client's old secret still works after a rotation. Default: 86400 (a day).
    pub secret_overlap_seconds: u32,
    /// KiB of memory that argon2id uses to hash a client's secret. Default: 19456 (19 MiB).
    pub argon2_memory_kib: u32,
    /// Passes that argon2id makes over that memory. Default: 2.
    pub argon2_iterations: u32,
    /// Longest life of a client assertion (`private_key_jwt`), in seconds. Default: 300.
    pub assertion_max_seconds: u32,
    /// The audience of access tokens. Default: the public URL.
    pub audience: Option<String>,
}

impl Default for AuthConfig {
    fn default() -> Self {
        Self {
            access_token_seconds: 900,
            signing_algorithm: SigningAlgorithm::EdDsa,
            keys_file: None,
            secret_overlap_seconds: 86_400,
            argon2_memory_kib: 19_456,
            argon2_iterations: 2,
            assertion_max_seconds: 300,
            audience: None,
        }
    }
}

/// An asymmetric signature algorithm, by its JWA name (RFC 7518, RFC 8037).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, clap::ValueEnum)]
pub enum SigningAlgorithm {
    /// Ed25519.
    #[default]
    #[serde(rename = "EdDSA")]
    #[value(name = "EdDSA")]
    EdDsa,
    /// ECDSA on P-256 with SHA-256.
    #[serde(rename = "ES256")]
    #[value(name = "ES256")]
    Es256,
}

impl std::fmt::Display for SigningAlgorithm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::EdDsa => "EdDSA",
            Self::Es256 => "ES256",
        })
    }
}
