//! The result: one Markdown table, a column a database.

use std::fmt;

/// What was measured, line by line.
pub struct Table {
    columns: Vec<&'static str>,
    lines: Vec<(String, Vec<String>)>,
}

impl Table {
    /// An empty one.
    pub fn new(columns: impl Iterator<Item = &'static str>) -> Self {
        Self { columns: columns.collect(), lines: Vec::new() }
    }

    /// Adds a line with a cell a column.
    pub fn line(&mut self, what: impl Into<String>, cells: impl IntoIterator<Item = impl fmt::Display>) {
        self.lines.push((what.into(), cells.into_iter().map(|cell| cell.to_string()).collect()));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| | {} |", self.columns.join(" | "))?;
        writeln!(f, "|---|{}", "---|".repeat(self.columns.len()))?;
        self.lines.iter().try_for_each(|(what, cells)| writeln!(f, "| {what} | {} |", cells.join(" | ")))
    }
}
