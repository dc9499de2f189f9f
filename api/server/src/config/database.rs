//! Which database holds the data, and how it is used.

use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

/// The database and its pool of connections.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseConfig {
    /// A SQLite file (`palier.db`, `sqlite:/var/lib/palier/palier.db`) or a PostgreSQL URL (`postgres://…`).
    /// Default: `palier.db`.
    #[serde(serialize_with = "redacted")]
    pub url: SecretString,
    /// Connections for requests: on PostgreSQL all of them, on SQLite the readers, beside the one writer. One more
    /// is the server's own watch. Default: 8.
    pub pool_size: u32,
    /// Milliseconds a request waits for a connection before it is answered with 503. Default: 2000.
    pub acquire_timeout_ms: u64,
    /// Whether statements are prepared once a connection and kept. Set to false behind a pgbouncer older than
    /// 1.21 in transaction mode. Default: true.
    pub statement_cache: bool,
    /// Milliseconds that SQLite waits for another process's lock. Default: 5000.
    pub busy_timeout_ms: u32,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self {
            url: SecretString::from("palier.db"),
            pool_size: 8,
            acquire_timeout_ms: 2000,
            statement_cache: true,
            busy_timeout_ms: 5000,
        }
    }
}

/// What a database URL points to.
#[derive(Clone, Debug)]
pub enum DatabaseTarget {
    /// A file of the embedded database.
    Sqlite(PathBuf),
    /// A connection URL of a PostgreSQL server.
    Postgres(SecretString),
}

impl DatabaseConfig {
    /// Reads the URL; the error says what it may be.
    pub fn target(&self) -> Result<DatabaseTarget, String> {
        let url = self.url.expose_secret();
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(DatabaseTarget::Postgres(self.url.clone()));
        }
        let path = match url.split_once(':') {
            Some(("sqlite", rest)) => rest.strip_prefix("//").unwrap_or(rest),
            Some((scheme, rest)) if rest.starts_with("//") => {
                return Err(format!("the scheme \"{scheme}\" is not supported"));
            }
            // libpq's other form, `host=… dbname=…`, would silently become the name of a file.
            _ if url.contains('=') => {
                return Err("it looks like a list of connection parameters".to_owned());
            }
            _ => url,
        };
        if path.is_empty() { Err("it is empty".to_owned()) } else { Ok(DatabaseTarget::Sqlite(path.into())) }
    }

    /// The URL with its password masked: fit for a log line or a message.
    #[must_use]
    pub fn redacted_url(&self) -> String {
        redact_url(self.url.expose_secret())
    }
}

fn redacted<S: Serializer>(url: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&redact_url(url.expose_secret()))
}

/// Masks the password of the authority and every query parameter whose name speaks of a password.
///
/// The last `@` before the query ends the user's part, so that a password with an unescaped `@` or `/` is
/// masked whole.
pub(super) fn redact_url(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    // An unescaped `?` in the password would start the query early: only one after the last `@` counts.
    let host_start = rest.rfind('@').map_or(0, |at| at + 1);
    let (head, query) = match rest[host_start..].find('?') {
        Some(at) => (&rest[..host_start + at], Some(&rest[host_start + at + 1..])),
        None => (rest, None),
    };
    let mut masked = format!("{scheme}://");
    match head.rsplit_once('@') {
        Some((user, host)) => {
            masked.push_str(match user.split_once(':') {
                Some((name, _)) => name,
                None => user,
            });
            masked.push_str(if user.contains(':') { ":***@" } else { "@" });
            masked.push_str(host);
        }
        None => masked.push_str(head),
    }
    if let Some(query) = query {
        let parameters: Vec<String> = query.split('&').map(redact_parameter).collect();
        masked.push('?');
        masked.push_str(&parameters.join("&"));
    }
    masked
}

fn redact_parameter(parameter: &str) -> String {
    match parameter.split_once('=') {
        Some((name, _)) if name.to_ascii_lowercase().contains("pass") => format!("{name}=***"),
        _ => parameter.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(url: &str) -> Result<DatabaseTarget, String> {
        DatabaseConfig { url: url.into(), ..DatabaseConfig::default() }.target()
    }

    #[test]
    fn reads_each_form() {
        for (url, path) in [
            ("palier.db", "palier.db"),
            ("sqlite:palier.db", "palier.db"),
            ("sqlite://data/palier.db", "data/palier.db"),
            ("sqlite:///var/palier.db", "/var/palier.db"),
        ] {
            assert!(
                matches!(target(url), Ok(DatabaseTarget::Sqlite(found)) if found.as_os_str() == path),
                "{url}"
            );
        }
        assert!(matches!(target("postgresql://db/palier"), Ok(DatabaseTarget::Postgres(_))));
        for refused in ["mysql://db/palier", "host=db dbname=palier", "", "sqlite:"] {
            assert!(target(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn masks_every_password() {
        for (url, shown) in [
            ("palier.db", "palier.db"),
            ("postgres://db/palier", "postgres://db/palier"),
            ("postgres://ana@db/palier", "postgres://ana@db/palier"),
            ("postgres://ana:s3cret@db/palier", "postgres://ana:***@db/palier"),
            ("postgres://ana:s3@c/r?et@db:5432/palier?a=1", "postgres://ana:***@db:5432/palier?a=1"),
            (
                "postgres://db/palier?user=a&password=s3cret&sslpassword=x",
                "postgres://db/palier?user=a&password=***&sslpassword=***",
            ),
        ] {
            assert_eq!(redact_url(url), shown);
        }
    }
}
