//! What protects residents, and the rules of the field.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// How personal data is protected.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct PrivacyConfig {
    /// The file with the key-encryption keys, of mode 0600. Default: on SQLite beside the database (`palier.vault.json`
    /// for `palier.db`), made on first run; with PostgreSQL it must be set. Without it nobody can read the personal
    /// data again: back it up, apart from the database.
    pub vault_file: Option<PathBuf>,
}

/// The rules of the field that hold for the whole deployment.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldConfig {
    /// At most so many campaigns may visit a household … Default: 3.
    pub contact_cap_campaigns: u32,
    /// … within so many days. A campaign may set a stricter cap of its own. Default: 90.
    pub contact_cap_days: u32,
    /// Seconds for which a device's one-time code is good. Default: 900 (15 minutes).
    pub enrolment_code_seconds: u32,
    /// Days for which an unused refresh token of a device is good. Default: 60.
    pub refresh_token_days: u32,
    /// Days for which an item of a sync waits for what it refers to; after that the operator decides. Default: 14.
    pub held_days: u32,
    /// Bytes that a sync may have, uncompressed. Default: 5242880 (5 MiB).
    pub sync_body_limit_bytes: usize,
    /// Days after a round's own for which its device is still told of changes. Default: 30.
    pub round_window_days: u32,
}

impl Default for FieldConfig {
    fn default() -> Self {
        Self {
            contact_cap_campaigns: 3,
            contact_cap_days: 90,
            enrolment_code_seconds: 900,
            refresh_token_days: 60,
            held_days: 14,
            sync_body_limit_bytes: 5 * 1024 * 1024,
            round_window_days: 30,
        }
    }
}
