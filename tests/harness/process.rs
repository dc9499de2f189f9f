//! The real binary, as `cargo xtask test` built it.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::json;

use crate::{App, seed::Credentials};

/// A `palier` command on the app's database, that sees nothing of the tests' own environment.
///
/// # Panics
/// If no binary was built.
#[must_use]
pub fn palier(app: &App) -> Command {
    let binary = std::env::var("TEST_PALIER_BINARY")
        .expect("no binary to start: run `cargo xtask test`, which builds it and sets TEST_PALIER_BINARY");
    let mut command = Command::new(binary);
    settle(&mut command, app);
    command
}

/// Gives a command the app's database and keys as its only settings.
pub fn settle(command: &mut Command, app: &App) {
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("PALIER_DATABASE_URL", app.database_url())
        .env("PALIER_AUTH_KEYS_FILE", app.folder().join("keys.json"))
        .env("PALIER_PRIVACY_VAULT_FILE", app.folder().join("vault.json"))
        .current_dir(app.folder());
}

/// A file of credentials for `palier audit-release`: everybody who reads releases, and one who reads none of this mode.
///
/// # Panics
/// If it can't be written.
#[must_use]
pub fn everybody(app: &App) -> PathBuf {
    let login = |client: &Credentials| json!({"client_id": client.id, "client_secret": client.secret});
    let seed = app.seed();
    let file = app.folder().join("everybody.json");
    let all = json!({
        "url": app.url(),
        "operator": login(&seed.operator.live), "partner": login(&seed.partner.live),
        "municipality": login(&seed.municipality.live), "test": login(&seed.partner.test),
    });
    fs::write(&file, all.to_string()).expect("written");
    file
}

/// What a command printed, if it succeeded.
///
/// # Panics
/// If it failed.
#[must_use]
pub fn printed(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect("it starts");
    let errors = String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{command:?}: {status}: {errors}");
    String::from_utf8(stdout).expect("it prints UTF-8")
}
