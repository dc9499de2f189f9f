//! The server's binary, built as the tests use it.

use std::path::PathBuf;

use serde_json::Value;

use crate::Outcome;
use crate::process::{cargo, output};

/// Names the built server: to the tests that start it as a process, and to the tasks, which then build none.
pub const BINARY: &str = "TEST_PALIER_BINARY";

/// Builds `palier` and gives the absolute path of the binary; a binary that is named already, such as a release
/// build, is taken as it is.
///
/// The whole workspace is selected, so that its dependencies are built with the same features as for the
/// tests and only once.
pub fn build() -> Outcome<PathBuf> {
    named_or_built(&["--workspace"])
}

/// The same, as it is released.
pub fn build_release() -> Outcome<PathBuf> {
    named_or_built(&["--package", "palier-server", "--release"])
}

fn named_or_built(selection: &[&str]) -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os(BINARY) {
        let path = PathBuf::from(named);
        return path.canonicalize().map_err(|e| format!("{BINARY} names {}: {e}", path.display()).into());
    }
    let mut build = cargo();
    build.args(["build", "--bin", "palier", "--message-format=json-render-diagnostics"]).args(selection);
    let messages = output(&mut build)?;
    let path =
        messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).find_map(|message| {
            let named = message.pointer("/target/name")?.as_str()? == "palier";
            let executable = message.get("executable")?.as_str()?;
            named.then(|| PathBuf::from(executable))
        });
    path.ok_or_else(|| "cargo built no binary `palier`".into())
}
