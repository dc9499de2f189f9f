//! The real binary, as `cargo xtask test` built it.

use std::process::{Command, Output};

use crate::App;

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
