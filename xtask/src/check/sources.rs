//! The project's own files, as git sees them: committed ones and new ones, never ignored ones.

use std::process::Command;

use crate::Outcome;
use crate::process::{output, root};

/// One file: its path from the root of the workspace, and its text.
pub struct Source {
    /// With forward slashes, as git writes it.
    pub path: String,
    /// The whole content.
    pub text: String,
}

impl Source {
    /// The lines with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// The text files that end in one of `endings`.
pub fn with_endings(endings: &[&str]) -> Outcome<Vec<Source>> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root());
    let listing = output(&mut git)?;
    let wanted = listing.split('\0').filter(|path| endings.iter().any(|ending| path.ends_with(ending)));
    // A file that git still lists but that was just deleted is no source.
    let read = wanted.filter_map(|path| {
        let text = std::fs::read_to_string(root().join(path)).ok()?;
        Some(Source { path: path.to_owned(), text })
    });
    Ok(read.collect())
}
