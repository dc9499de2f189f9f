//! The server's binary, built as the tests use it.

use std::path::PathBuf;

use serde_json::Value;

use crate::Outcome;
use crate::process::{cargo, output};

/// Builds `palier` and gives the absolute path of the binary.
///
/// The whole workspace is selected, so that its dependencies are built with the same features as for the
/// tests and only once.
pub fn build() -> Outcome<PathBuf> {
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
