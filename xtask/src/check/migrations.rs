//! The two databases have the same migrations, each with its way back.

use std::collections::BTreeSet;
use std::path::Path;

use super::Findings;
use crate::Outcome;
use crate::process::root;

const DATABASES: [&str; 2] = ["sqlite", "postgres"];

/// Migrations that only one database has, or that cannot be reverted.
pub fn findings() -> Outcome<Findings> {
    let folder = root().join("migrations");
    let mut findings = Findings::new();
    let mut every_name = BTreeSet::new();
    for database in DATABASES {
        let names = names(&folder.join(database))?;
        if names.is_empty() {
            findings.push(format!("migrations/{database}: there is no migration"));
        }
        every_name.extend(names);
    }
    for name in &every_name {
        for database in DATABASES {
            let files = ["up.sql", "down.sql"].map(|file| format!("{database}/{name}/{file}"));
            let missing = files.iter().filter(|file| !folder.join(file).is_file());
            findings.extend(missing.map(|file| format!("migrations/{file}: is missing")));
        }
    }
    Ok(findings)
}

fn names(folder: &Path) -> Outcome<BTreeSet<String>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(BTreeSet::new()) };
    let mut names = BTreeSet::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.insert(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}
