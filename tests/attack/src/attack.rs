//! The attack: everything that was published, everything that is known, everything that follows.

use std::collections::BTreeSet;

use crate::{
    BASE, K,
    bounds::{Bounds, OPEN},
    lp,
    making::Publication,
    system::System,
};

/// Rows around a cell that a linear program looks at.
const PROGRAM_ROWS: usize = 90;

/// What an attacker does.
#[derive(Clone, Copy, Debug)]
pub struct Attack {
    /// It knows that the promise is kept, and concludes from it.
    pub closure: bool,
    /// It knows that nothing is published whose rest is small.
    pub rests_told: bool,
    /// How many cells it tries linear programs on.
    pub programs: usize,
}

/// All that is allowed to an attacker.
pub const FULL: Attack = Attack { closure: true, rests_told: true, programs: 12 };
/// Arithmetic alone, which is right whether the promise is kept or not.
pub const PLAIN: Attack = Attack { closure: false, ..FULL };

/// A cell and what was concluded of it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Which cell.
    pub cell: String,
    /// How many households there are.
    pub truth: i64,
    /// At least so many.
    pub low: i64,
    /// At most so many.
    pub high: i64,
}

/// What came of an attack.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Small counts that can't be 0 any more, or can't be large.
    pub violations: Vec<Finding>,
    /// Counts outside of the range that was concluded: the attacker reckoned with something that is not so.
    pub wrong: Vec<Finding>,
    /// Small counts.
    pub small: usize,
    /// Linear programs that were tried, and those that told something new.
    pub programs: (usize, usize),
}

impl Attack {
    /// Attacks what was published; `truth` tells afterwards how well it went, and where to look closer.
    ///
    /// # Panics
    /// If something is published that the attacker's tables do not have.
    #[must_use]
    pub fn run(&self, system: &System, publications: &[&Publication], truth: &[i64]) -> Outcome {
        let mut bounds = Bounds::new(system, self.closure);
        for publication in publications {
            self.read(system, &mut bounds, publication);
        }
        bounds.propagate();
        let programs = self.program(system, &mut bounds, truth);
        let mut outcome = Outcome { programs, ..Outcome::default() };
        for (cell, &count) in truth.iter().enumerate() {
            let (low, high) = (bounds.low[cell], bounds.high[cell]);
            let finding = || Finding { cell: system.name(cell as u32), truth: count, low, high };
            if count < K {
                outcome.small += 1;
                if low >= 1 || high < K {
                    outcome.violations.push(finding());
                }
            }
            if count < low || count > high {
                outcome.wrong.push(finding());
            }
        }
        outcome
    }

    /// What a figure tells by itself.
    fn read(&self, system: &System, bounds: &mut Bounds<'_>, publication: &Publication) {
        let edition = &publication.edition;
        let figures = publication.figures.iter().map(|(key, value)| (format!("{edition}|{key}"), *value));
        let steps = publication.frame.steps.iter().flat_map(|step| {
            step.figures().map(|(table, value)| {
                let at = format!("{edition}@{}|campaign:{}", step.on, step.campaign_id);
                (format!("{at}|{}/", table.as_str()), value)
            })
        });
        for (name, value) in figures.chain(steps) {
            let cell = system.find(&name);
            let cell = cell.unwrap_or_else(|| panic!("the attacker does not know the figure {name}"));
            bounds.at_least(cell, (i64::from(value) - BASE + 1).max(K));
            bounds.at_most(cell, i64::from(value) + BASE - 1);
            if self.rests_told {
                for &rest in &system.told_by[cell as usize] {
                    bounds.at_least(rest, K);
                }
            }
        }
    }

    /// Linear programs on the small counts that are nearest to being known and on what is next to them.
    fn program(&self, system: &System, bounds: &mut Bounds<'_>, truth: &[i64]) -> (usize, usize) {
        let (mut tried, mut news) = (0, 0);
        let mut seen = BTreeSet::new();
        while tried < self.programs && bounds.broken.is_none() {
            let targets = targets(system, bounds, truth, &seen);
            let Some(cell) = targets.first().copied() else { break };
            seen.insert(cell);
            tried += 1;
            let (low, high) = lp::range(system, bounds, cell, PROGRAM_ROWS);
            let told = bounds.at_least(cell, low) | bounds.at_most(cell, high);
            if told {
                news += 1;
                bounds.propagate();
            }
        }
        (tried, news)
    }
}

/// Cells that are not known to be large, the most narrowly known ones first: small ones, and their neighbours.
fn targets(system: &System, bounds: &Bounds<'_>, truth: &[i64], seen: &BTreeSet<u32>) -> Vec<u32> {
    let open = |cell: u32| {
        let at = cell as usize;
        bounds.high[at] != OPEN && bounds.low[at] < K.min(bounds.high[at]) && !seen.contains(&cell)
    };
    let small =
        (0..truth.len() as u32).filter(|&cell| truth[cell as usize] < K && bounds.high[cell as usize] < OPEN);
    let mut targets = BTreeSet::new();
    for cell in small {
        targets.insert(cell);
        for &row in &bounds.rows_of[cell as usize] {
            targets.extend(system.row(row as usize).0.iter().map(|(cell, _)| *cell));
        }
    }
    let mut targets: Vec<u32> = targets.into_iter().filter(|&cell| open(cell)).collect();
    targets.sort_by_key(|&cell| bounds.high[cell as usize]);
    targets
}
