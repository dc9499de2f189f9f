//! Finds PostgreSQL's server programs, or installs them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::process::{captured, find_in_path};
use crate::system_packages;

/// The folder that holds `initdb` and `postgres`; installs PostgreSQL where there is none.
pub fn programs() -> Outcome<PathBuf> {
    if let Some(folder) = present() {
        return Ok(folder);
    }
    system_packages::install(&["postgresql"], "to run the tests on PostgreSQL")?;
    present()
        .ok_or_else(|| "PostgreSQL was installed, but no folder with initdb and postgres was found".into())
}

fn present() -> Option<PathBuf> {
    newest_of_debian().or_else(in_path).or_else(named_by_pg_config)
}

fn complete(folder: &Path) -> bool {
    folder.join("initdb").is_file() && folder.join("postgres").is_file()
}

/// Debian keeps each major version in a folder of its own, outside PATH.
fn newest_of_debian() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.filter_map(|entry| Some(entry.ok()?.path()));
    let numbered = folders.filter_map(|folder| {
        let version: u32 = folder.file_name()?.to_str()?.parse().ok()?;
        Some((version, folder.join("bin")))
    });
    numbered.filter(|(_, folder)| complete(folder)).max().map(|(_, folder)| folder)
}

fn in_path() -> Option<PathBuf> {
    // initdb looks for postgres beside itself, where a link leads.
    let initdb = find_in_path("initdb")?.canonicalize().ok()?;
    initdb.parent().filter(|folder| complete(folder)).map(Path::to_path_buf)
}

fn named_by_pg_config() -> Option<PathBuf> {
    let answer = captured(Command::new("pg_config").arg("--bindir")).ok()?;
    let folder = PathBuf::from(String::from_utf8(answer.stdout).ok()?.trim());
    complete(&folder).then_some(folder)
}
