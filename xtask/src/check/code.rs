//! Lengths of files, and words that mean unfinished work.

use super::Findings;
use super::rules::{MAY_BE_LONGER, MOST_LINES, WORDS};
use super::sources::with_endings;
use crate::Outcome;

/// Hand-written files that are too long to be read in one go.
pub fn long_files() -> Outcome<Findings> {
    let files = with_endings(&[".rs"])?.into_iter();
    let by_hand = files.filter(|file| !MAY_BE_LONGER.iter().any(|longer| file.path.starts_with(longer)));
    let long = by_hand.filter_map(|file| {
        let lines = file.text.lines().count();
        let finding = format!("{}: {lines} lines, the most is {MOST_LINES}: split it", file.path);
        (lines > MOST_LINES).then_some(finding)
    });
    Ok(long.collect())
}

/// Lines that say that something is not done.
pub fn forbidden_words() -> Outcome<Findings> {
    let mut findings = Findings::new();
    for file in with_endings(&[".rs", ".sql", ".toml", ".md"])? {
        for (number, line) in file.lines() {
            let words = WORDS.iter().filter(|word| line.contains(**word));
            findings.extend(words.map(|word| format!("{}:{number}: `{word}`: do it or drop it", file.path)));
        }
    }
    Ok(findings)
}
