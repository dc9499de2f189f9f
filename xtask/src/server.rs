//! The server's binary, built as the tests use it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::Outcome;
use crate::process::{cargo, output};

/// Names the built server: to the tests that start it as a process, and to the tasks, which then build none.
pub const BINARY: &str = "PALIER_BIN";

/// Builds `palier` and gives the absolute path of the binary; a binary that is named already, such as a release
/// build, is taken as it is.
///
/// The whole workspace is selected, so that its dependencies are built with the same features as for the
/// tests and only once.
pub fn build() -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os(BINARY) {
        let path = PathBuf::from(named);
        return path.canonicalize().map_err(|e| format!("{BINARY} names {}: {e}", path.display()).into());
    }
    let messages = output(cargo().args([
        "build",
        "--workspace",
        "--bin",
        "palier",
        "--message-format=json-render-diagnostics",
    ]))?;
    let path =
        messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).find_map(|message| {
            let named = message.pointer("/target/name")?.as_str()? == "palier";
            let executable = message.get("executable")?.as_str()?;
            named.then(|| PathBuf::from(executable))
        });
    path.ok_or_else(|| "cargo built no binary `palier`".into())
}

/// A command of the server, without the variables that speak to the tasks and tests: it reads all that start with
/// `PALIER_`, and refuses what it does not know.
pub fn command(binary: &Path) -> Command {
    let mut command = Command::new(binary);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PALIER_")) {
        command.env_remove(name);
    }
    command
}
