//! `cargo xtask sdk`: writes the generated part of the SDK from the committed document.

mod emit;
mod model;
mod names;
mod node;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::Value;

use crate::Outcome;
use crate::process::{root, say};
use emit::Files;

const DOCUMENT: &str = "openapi/v1.json";
const GENERATED: &str = "sdk/src/generated";

/// What to do with the SDK.
#[derive(Args)]
pub struct Options {
    /// Write nothing: fail if what is committed differs from what the document gives.
    #[arg(long)]
    check: bool,
}

/// Writes or compares the generated files.
pub fn run(options: &Options) -> Outcome<ExitCode> {
    if options.check {
        let findings = findings()?;
        findings.iter().for_each(say);
        return Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let files = current()?;
    let folder = root().join(GENERATED);
    for stale in written(&folder)?.difference(&files.keys().cloned().collect()) {
        std::fs::remove_file(folder.join(stale))?;
    }
    for (name, text) in &files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        std::fs::write(path, text)?;
    }
    let lines: usize = files.values().map(|text| text.lines().count()).sum();
    say(format_args!("wrote {GENERATED}: {} files, {lines} lines", files.len()));
    Ok(ExitCode::SUCCESS)
}

/// Generated files that differ from what the document gives.
pub fn findings() -> Outcome<Vec<String>> {
    let files = current()?;
    let folder = root().join(GENERATED);
    let mut findings = Vec::new();
    for stale in written(&folder)?.difference(&files.keys().cloned().collect()) {
        findings
            .push(format!("{GENERATED}/{stale}: nothing in the document gives it: run `cargo xtask sdk`"));
    }
    for (name, text) in &files {
        let committed = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        if committed != *text {
            let same = committed.lines().zip(text.lines()).take_while(|(old, new)| old == new).count();
            let line = same + 1;
            findings
                .push(format!("{GENERATED}/{name}:{line}: differs from {DOCUMENT}: run `cargo xtask sdk`"));
        }
    }
    Ok(findings)
}

fn current() -> Outcome<Files> {
    let text = std::fs::read_to_string(root().join(DOCUMENT))?;
    let document: Value = serde_json::from_str(&text).map_err(|error| format!("{DOCUMENT}: {error}"))?;
    generate(&document).map_err(|reason| format!("{DOCUMENT}#{reason}").into())
}

/// The generated files, or the place and the reason of a refusal.
fn generate(document: &Value) -> Result<Files, String> {
    let api = read::read(document).map_err(|refusal| refusal.to_string())?;
    emit::emit(&api)
}

/// The files that are there, with their paths below the folder.
fn written(folder: &Path) -> Outcome<BTreeSet<String>> {
    let mut open = vec![PathBuf::new()];
    let mut names = BTreeSet::new();
    while let Some(below) = open.pop() {
        let Ok(entries) = std::fs::read_dir(folder.join(&below)) else { continue };
        for entry in entries {
            let entry = entry?;
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else {
                names.insert(path.to_string_lossy().into_owned());
            }
        }
    }
    Ok(names)
}
