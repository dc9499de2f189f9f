//! The step rule: when the figures of counts that still grow may move.
//!
//! Figures that moved each on its own would tell of those few who came between two looks. So they move all together or
//! not at all, and only if each has grown by k and a little more, and so have the differences between them. How much
//! more is drawn anew for each step, so that neither a step nor its absence tells how many there are exactly.

use super::{
    count::Count,
    evidence::{Evidence, Fate, Trace},
    plan::{below, rounded},
    settings::{Draws, Settings},
    system::rest_name,
};

/// Counts at one time, each of households that are among those of the one before.
pub struct Growing {
    /// The name of what grows, the same at all times.
    pub of: String,
    /// Their names at this time, and how many households they are.
    pub counts: Vec<(String, Count)>,
}

/// The step before: the names that the counts had, in the same order, and what is behind its figures.
#[derive(Clone, Copy)]
pub struct LastStep<'l> {
    /// How many steps there were, with this one.
    pub number: u32,
    /// The names.
    pub names: &'l [String],
    /// What is behind them.
    pub evidence: &'l Evidence,
}

/// What may be told from now on.
pub struct Stepped {
    /// The rounded values, in the order of the counts.
    pub values: Vec<u32>,
    /// What later steps and the release of the period must know of this one.
    pub evidence: Evidence,
}

/// Decides whether the figures may move.
pub fn step(
    growing: &Growing,
    last: Option<LastStep<'_>>,
    settings: &Settings,
    draws: &dyn Draws,
) -> Option<Stepped> {
    let counts: Vec<u32> = growing.counts.iter().map(|(_, count)| count.get()).collect();
    let before = last.map(|last| last.counts()).unwrap_or_else(|| vec![0; counts.len()]);
    let number = last.map_or(0, |last| last.number);
    let slack = below(draws.draw("step", &growing.of, number), settings.k);
    if settings.protections.steps && !is_large(&counts, &before, (settings.k, slack)) {
        return None;
    }
    let value =
        |(name, count): &(String, Count)| rounded(count.get(), settings.base, draws.draw("round", name, 0));
    let values: Vec<u32> = growing.counts.iter().map(value).collect();
    let told = counts
        .iter()
        .zip(&values)
        .all(|(count, value)| *count >= settings.k && *value >= settings.least_published);
    let last = last.map(|last| (last.names, &before[..]));
    told.then(|| Stepped { evidence: traced(growing, &values, last, settings), values })
}

/// Whether every count, and what each has beside the smaller ones, has grown by `k` and some more, and is at least `k`.
fn is_large(counts: &[u32], before: &[u32], (k, slack): (u32, u32)) -> bool {
    let grown = |now: u32, then: u32| now.checked_sub(then).is_some_and(|more| more >= k + slack);
    let mut all = (0..counts.len()).flat_map(|of| (of..counts.len()).map(move |part| (of, part)));
    all.all(|(of, part)| {
        if of == part {
            return grown(counts[of], before[of]);
        }
        // How many are in the one and not in the other can shrink: somebody opened at last.
        let rest = |at: &[u32]| at[of].checked_sub(at[part]);
        match (rest(counts), rest(before)) {
            (Some(now), Some(then)) => now >= k && grown(now, then),
            _ => false,
        }
    })
}

impl LastStep<'_> {
    fn counts(&self) -> Vec<u32> {
        let count = |name: &String| self.evidence.find(name).map_or(u32::MAX, |trace| trace.truth);
        self.names.iter().map(count).collect()
    }
}

/// The counts, what each has beside the smaller ones, and what came since the last step. Of these the rule says `k` or
/// more.
fn traced(
    growing: &Growing,
    values: &[u32],
    last: Option<(&[String], &[u32])>,
    settings: &Settings,
) -> Evidence {
    let withheld = Fate::Withheld { known_at_least_k: settings.protections.steps };
    let counts = &growing.counts;
    let mut traces: Vec<(String, Trace)> = Vec::new();
    for (at, (name, count)) in counts.iter().enumerate() {
        let truth = count.get();
        traces.push((name.clone(), Trace { truth, fate: Fate::Published(values[at]) }));
        for (of, whole) in &counts[..at] {
            let rest = whole.get().saturating_sub(truth);
            traces.push((rest_name(name, of), Trace { truth: rest, fate: withheld }));
        }
        if let Some((names, before)) = last {
            let since = truth.saturating_sub(before[at]);
            traces.push((rest_name(&names[at], name), Trace { truth: since, fate: withheld }));
        }
    }
    Evidence::new(traces.into_iter())
}
