//! What a release keeps useful: how much of it is published, and how far that is from the truth.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use crate::{
    making::Made,
    scene::truth,
    system::{Knowledge, System},
    town::Town,
};

/// Writes what is published of all figures, by table and level, and the rounding error.
///
/// # Errors
/// If it can't be written.
pub fn write(out: &mut impl Write, town: &Town, made: &Made) -> io::Result<()> {
    let mut by: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for key in &made.publishable {
        let (location, cell) = key.split_once('|').unwrap_or((key, ""));
        let level = match location.split(':').collect::<Vec<_>>().as_slice() {
            ["campaign", _, _] => "campaign in a neighbourhood",
            [level, ..] => level,
            [] => "",
        };
        let table = cell.split('/').next().unwrap_or_default();
        let share = by.entry((table.to_owned(), level.to_owned())).or_default();
        share.0 += usize::from(made.publication.figures.contains_key(key));
        share.1 += 1;
    }
    for ((table, level), (published, all)) in by {
        writeln!(out, "{table:20} {level:28} {published:7} of {all:7} {:5.1} %", percent(published, all))?;
    }
    let (published, all) = (made.publication.figures.len(), made.publishable.len());
    writeln!(out, "all together: {published} of {all}, {:.1} %", percent(published, all))?;
    writeln!(out, "rounding error: {:.2} households (RMSE)", rounding_error(town, made))
}

fn percent(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of as f64
}

/// The root of the mean square of what published figures are off the truth by.
fn rounding_error(town: &Town, made: &Made) -> f64 {
    let edition = (made.publication.edition.as_str(), &made.publication.frame);
    let system = System::of(&[edition], Knowledge::Listed);
    let truth = truth(town, &system, std::slice::from_ref(made));
    let off = made.publication.figures.iter().filter_map(|(key, value)| {
        let cell = system.find(&format!("{}|{key}", edition.0))?;
        Some((truth[cell as usize] - i64::from(*value)) as f64)
    });
    let (sum, many) = off.fold((0.0, 0), |(sum, many), off| (sum + off * off, many + 1));
    (sum / f64::from(many.max(1))).sqrt()
}
