//! The configuration: one struct a concern, read from flags, then `PALIER_*` variables, then a TOML file, then
//! defaults; the earlier source wins.
//!
//! The names of the environment variables are not written down anywhere: `server.listen` in the file is
//! `PALIER_SERVER_LISTEN` in the environment, for every field that a default configuration has.

mod auth;
mod check;
mod database;
mod disclosure;
mod error;
mod events;
mod limits;
mod load;
mod observe;
mod privacy;
mod server;
mod show;
#[cfg(test)]
mod tests;
mod webhooks;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use auth::{AuthConfig, SigningAlgorithm};
pub use database::{DatabaseConfig, DatabaseTarget};
pub use disclosure::DisclosureConfig;
pub use error::ConfigError;
pub use events::EventsConfig;
pub use limits::{IdempotencyConfig, LimitsConfig};
pub use load::{Overrides, Sources};
pub use observe::{LogFormat, LoggingConfig, TelemetryConfig};
pub use privacy::{FieldConfig, PrivacyConfig};
pub use server::{CorsConfig, ForwardedHeader, Network, ServerConfig, TlsConfig};
pub use webhooks::WebhooksConfig;

/// Everything that can be configured.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `[server]`
    pub server: ServerConfig,
    /// `[tls]`
    pub tls: TlsConfig,
    /// `[cors]`
    pub cors: CorsConfig,
    /// `[database]`
    pub database: DatabaseConfig,
    /// `[auth]`
    pub auth: AuthConfig,
    /// `[privacy]`
    pub privacy: PrivacyConfig,
    /// `[field]`
    pub field: FieldConfig,
    /// `[disclosure]`
    pub disclosure: DisclosureConfig,
    /// `[events]`
    pub events: EventsConfig,
    /// `[limits]`
    pub limits: LimitsConfig,
    /// `[idempotency]`
    pub idempotency: IdempotencyConfig,
    /// `[webhooks]`
    pub webhooks: WebhooksConfig,
    /// `[logging]`
    pub logging: LoggingConfig,
    /// `[telemetry]`
    pub telemetry: TelemetryConfig,
}

impl Config {
    /// Reads the process's environment and `file` (or `./palier.toml`, if that exists), lets `overrides` win, and
    /// refuses what is unknown or impossible.
    pub fn load(file: Option<&Path>, overrides: Overrides) -> Result<Self, ConfigError> {
        Sources::of_process(file, overrides)?.load()
    }

    /// What is needed to serve, beyond what every command needs.
    pub fn check_serving(&self) -> Result<(), ConfigError> {
        self.keys_file()?;
        self.vault_file().map(drop)
    }

    /// The URL under which callers reach this server, without a trailing slash.
    #[must_use]
    pub fn public_url(&self) -> String {
        if let Some(url) = &self.server.public_url {
            return url.trim_end_matches('/').to_owned();
        }
        let scheme = if self.tls.cert.is_some() { "https" } else { "http" };
        let listen = self.server.listen;
        // 0.0.0.0 means "every address"; nobody can call it.
        if listen.ip().is_unspecified() {
            format!("{scheme}://localhost:{}", listen.port())
        } else {
            format!("{scheme}://{listen}")
        }
    }

    /// The audience that access tokens carry and must carry.
    #[must_use]
    pub fn audience(&self) -> String {
        self.auth.audience.clone().unwrap_or_else(|| self.public_url())
    }

    /// The file with the signing keys: the configured one, or the one beside the embedded database.
    pub fn keys_file(&self) -> Result<PathBuf, ConfigError> {
        if let Some(file) = &self.auth.keys_file {
            return Ok(file.clone());
        }
        match self.database.target() {
            Ok(DatabaseTarget::Sqlite(path)) => Ok(path.with_extension("keys.json")),
            Ok(DatabaseTarget::Postgres(_)) => Err(ConfigError::one(
                "With PostgreSQL the signing keys must be kept in a file that you choose, because every server of \
                 the same database has to read the same one. Make it once with `palier keys generate --out FILE` \
                 and set auth.keys_file (or PALIER_AUTH_KEYS_FILE) to its path on every server.",
            )),
            Err(problem) => Err(ConfigError::one(check::database_problem(&problem))),
        }
    }

    /// The file with the keys that protect personal data: the configured one, or the one beside the embedded database.
    pub fn vault_file(&self) -> Result<PathBuf, ConfigError> {
        if let Some(file) = &self.privacy.vault_file {
            return Ok(file.clone());
        }
        match self.database.target() {
            Ok(DatabaseTarget::Sqlite(path)) => Ok(path.with_extension("vault.json")),
            Ok(DatabaseTarget::Postgres(_)) => Err(ConfigError::one(
                "With PostgreSQL the keys that protect personal data must be kept in a file that you choose, because \
                 every server of the same database has to read the same one. Make it once with \
                 `palier keys generate-vault --out FILE`, set privacy.vault_file (or PALIER_PRIVACY_VAULT_FILE) to \
                 its path on every server, and back it up: without it nobody can read the personal data again.",
            )),
            Err(problem) => Err(ConfigError::one(check::database_problem(&problem))),
        }
    }
}
