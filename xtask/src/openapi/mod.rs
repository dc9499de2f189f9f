//! `cargo xtask openapi`: the committed document is what the server says, and breaks no released one.

mod breaking;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::Value;

use crate::Outcome;
use crate::process::{complain, output, root, say};
use crate::{served::palier, server};

const COMMITTED: &str = "openapi/v1.json";
const RELEASED: &str = "openapi/released";

/// What to do with the document.
#[derive(Args)]
pub struct Options {
    /// Write nothing: fail if the committed document differs from what the server says.
    #[arg(long)]
    check: bool,
}

/// Writes or compares the document, then looks for breaking changes.
pub fn run(options: &Options) -> Outcome<ExitCode> {
    let mut findings = Vec::new();
    let current = current()?;
    if options.check {
        findings.extend(drift(&current)?);
    } else {
        let path = root().join(COMMITTED);
        std::fs::create_dir_all(root().join(RELEASED))?;
        std::fs::write(&path, &current)?;
        say(format_args!("wrote {COMMITTED}"));
    }
    findings.extend(broken(&current)?);
    findings.iter().for_each(say);
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What `--check` finds.
pub fn findings() -> Outcome<Vec<String>> {
    let current = current()?;
    let mut findings = drift(&current)?;
    findings.extend(broken(&current)?);
    Ok(findings)
}

fn current() -> Outcome<String> {
    output(palier(&server::build()?).arg("openapi"))
}

fn drift(current: &str) -> Outcome<Vec<String>> {
    let committed = std::fs::read_to_string(root().join(COMMITTED)).unwrap_or_default();
    if committed == current && !committed.is_empty() {
        return Ok(Vec::new());
    }
    let different = committed.lines().zip(current.lines()).position(|(old, new)| old != new);
    let line = different.unwrap_or_else(|| committed.lines().count().min(current.lines().count())) + 1;
    Ok(vec![format!("{COMMITTED}:{line}: differs from what the server says: run `cargo xtask openapi`")])
}

fn broken(current: &str) -> Outcome<Vec<String>> {
    let Some(path) = newest_released()? else {
        complain(format_args!("{RELEASED}/ is empty: no version is published yet, so nothing can break"));
        return Ok(Vec::new());
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = |text: &str, what: &str| -> Outcome<Value> {
        serde_json::from_str(text).map_err(|e| format!("{what} is no JSON: {e}").into())
    };
    let released = read(&std::fs::read_to_string(&path)?, &name)?;
    let breaks = breaking::changes(&released, &read(current, "the server's document")?);
    complain(format_args!("compared with {RELEASED}/{name}: {} breaking changes", breaks.len()));
    Ok(breaks.into_iter().map(|change| format!("breaks {name}: {change}")).collect())
}

/// The released document with the highest version in its name, numbers compared as numbers.
fn newest_released() -> Outcome<Option<PathBuf>> {
    let Ok(entries) = std::fs::read_dir(root().join(RELEASED)) else { return Ok(None) };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let documents = paths.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    Ok(documents.max_by_key(|path| numbers(&path.file_stem().unwrap_or_default().to_string_lossy())))
}

fn numbers(name: &str) -> Vec<u64> {
    name.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}
