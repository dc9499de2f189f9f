//! Whether what was once published still stands.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::publication::{CellName, Release, Status};

/// A figure that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The figure.
    pub cell: CellName,
    /// What was said of it. None: the period had been released without it.
    pub before: Option<Stated>,
    /// What is said of it now. None: nothing.
    pub after: Option<Stated>,
}

/// What is said of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Whether it is published.
    pub status: Status,
    /// Its value.
    pub value: Option<u32>,
}

/// The figures of periods released before that differ now: changed, gone, or added. An empty list says that a
/// published period has not changed. Both sides have to be collected with the same credentials.
#[must_use]
pub fn compare(before: &[Release], after: &[Release]) -> Vec<Difference> {
    let (old, new) = (stated(before), stated(after));
    let changed = old.iter().filter(|(cell, stated)| new.get(*cell) != Some(*stated));
    let changed = changed.map(|(cell, stated)| Difference {
        cell: cell.clone(),
        before: Some(*stated),
        after: new.get(cell).copied(),
    });
    let was_released = |period: &str| before.iter().any(|release| release.period == period);
    let added = new.iter().filter(|(cell, _)| !old.contains_key(*cell) && was_released(&cell.period));
    let added =
        added.map(|(cell, stated)| Difference { cell: cell.clone(), before: None, after: Some(*stated) });
    let mut found: Vec<Difference> = changed.chain(added).collect();
    found.sort_by(|a, b| a.cell.cmp(&b.cell));
    found
}

fn stated(releases: &[Release]) -> HashMap<CellName, Stated> {
    let figures = releases.iter().flat_map(|release| {
        release.figures.iter().map(|figure| {
            let stated = Stated { status: figure.status, value: figure.value };
            (CellName::of(&release.period, figure), stated)
        })
    });
    let steps = releases.iter().flat_map(|release| {
        release.steps.iter().flat_map(|step| {
            step.values().map(|(table, value)| {
                let stated = Stated { status: Status::Published, value: Some(value) };
                (CellName::of_step(&release.period, step, table), stated)
            })
        })
    });
    figures.chain(steps).collect()
}
