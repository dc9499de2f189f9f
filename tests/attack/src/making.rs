//! Makes releases as the server's job does, from facts instead of the database. Here alone the product is at work.

use std::{
    collections::{BTreeMap, HashMap},
    time::{Duration, Instant},
};

use palier_domain::{
    disclosure::{Draws, Evidence, Outcome, Report, Settings, protect},
    release::{Counting, Earlier, Facts, Frame, Named, Period},
};

use crate::{
    life::Life,
    town::{QUARTERS, Town},
};

/// Of which year everything is.
const YEAR: i16 = 2026;

/// What everybody can read of a release.
pub struct Publication {
    /// Its name: `2026-Q1`, `2026`.
    pub edition: String,
    /// Its public structure.
    pub frame: Frame,
    /// Its published values, by `<location>|<table>/<item>`; all others are withheld.
    pub figures: HashMap<String, u32>,
}

/// A release with what nobody may read.
pub struct Made {
    /// Its period.
    pub period: Period,
    /// What is public.
    pub publication: Publication,
    /// The facts of each household that it was counted from, and that its year will be counted from.
    pub kept: BTreeMap<usize, Facts>,
    /// What later releases have to know.
    pub evidence: Evidence,
    /// What the protector did.
    pub report: Report,
    /// How long it took.
    pub protecting: Duration,
    /// The keys of the figures that there are, published or withheld.
    pub publishable: Vec<String>,
    /// How long the counting took.
    pub counting: Duration,
}

/// A secret key: a mixing function will do where nobody tries to invert it.
#[derive(Clone, Copy, Debug)]
pub struct Key(pub u64);

impl Key {
    /// The key of a period: the server's draws name it, so that each has its own.
    fn of(self, period: Period) -> Self {
        Self(period.to_string().bytes().fold(self.0, |key, byte| {
            key.rotate_left(7).wrapping_add(u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        }))
    }
}

impl Draws for Key {
    fn draw(&self, purpose: &str, cell: &str, round: u32) -> u64 {
        let text = purpose.bytes().chain([0xFF]).chain(cell.bytes()).chain(round.to_be_bytes());
        let hash = text.fold(self.0 ^ 0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(29)
        });
        fastrand::Rng::with_seed(hash).u64(..)
    }
}

/// How releases are made.
pub struct Maker<'t> {
    /// Of which town.
    pub town: &'t Town,
    /// With which constants and protections.
    pub settings: Settings,
    /// With which key.
    pub key: Key,
}

impl Maker<'_> {
    /// A quarter, from what was there when it was published.
    #[must_use]
    pub fn quarter(&self, life: &Life, quarter: i8, as_of: i8) -> Made {
        let period = period(&format!("{YEAR}-Q{quarter}"));
        self.make(period, self.town.frame(quarter), life.facts(quarter, as_of), &[])
    }

    /// The year, from the facts that were kept of its quarters, whatever became of their records.
    #[must_use]
    pub fn year(&self, quarters: &[Made]) -> Made {
        let mut kept: BTreeMap<usize, Facts> = BTreeMap::new();
        for (household, facts) in quarters.iter().flat_map(|quarter| &quarter.kept) {
            kept.entry(*household).or_default().merge(facts.clone());
        }
        self.make(period(&YEAR.to_string()), self.town.frame_of_year(), kept, quarters)
    }

    /// Four quarters, each published before the next one ends, and their year.
    #[must_use]
    pub fn all(&self, life: &Life) -> Vec<Made> {
        let mut made: Vec<Made> =
            QUARTERS.iter().map(|&quarter| self.quarter(life, quarter, quarter)).collect();
        made.push(self.year(&made));
        made
    }

    fn make(&self, period: Period, frame: Frame, kept: BTreeMap<usize, Facts>, before: &[Made]) -> Made {
        let started = Instant::now();
        let mut counting = Counting::new(period, &frame);
        for (household, facts) in &kept {
            counting.add(self.town.neighbourhood_of(*household), facts);
        }
        let earlier: Vec<Earlier<'_>> = before
            .iter()
            .map(|made| Earlier {
                period: made.period,
                frame: &made.publication.frame,
                evidence: &made.evidence,
            })
            .collect();
        let laid = counting.lay(&earlier).expect("the generator's facts agree with each other");
        let key = self.key.of(period);
        let counting = started.elapsed();
        let started = Instant::now();
        let protection =
            protect(laid.system, &self.settings, &key, &mut |_| {}).expect("the release can be protected");
        let protecting = started.elapsed();
        let figures = laid.own.iter().filter_map(|(name, id)| match protection.outcome(*id) {
            Outcome::Published(value) => Some((key_of(name), value)),
            Outcome::Withheld | Outcome::StructuralZero => None,
        });
        Made {
            period,
            kept,
            protecting,
            evidence: protection.evidence(),
            report: protection.report().clone(),
            publishable: laid.own.iter().map(|(name, _)| key_of(name)).collect(),
            counting,
            publication: Publication { edition: period.to_string(), figures: figures.collect(), frame },
        }
    }
}

/// The key of a figure: its location, its table, its item.
fn key_of(name: &Named) -> String {
    let (table, item) = &name.cell;
    format!("{}|{}/{item}", name.location, table.as_str())
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}
