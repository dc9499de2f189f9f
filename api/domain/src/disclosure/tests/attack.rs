//! A client who knows the method, the relations and everything that was published, and reasons over the declared cells
//! in the plainest way. It shares no code with the protector: it sweeps over all relations until nothing moves.

use super::*;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Link {
    Sum,
    Union,
    AtMost,
    /// The whole has at most what its parts have together, and they need not be in it.
    Cover,
}

/// The declared cells, by their position, and what was told of them.
#[derive(Default)]
pub struct World {
    pub names: Vec<String>,
    pub truth: Vec<i64>,
    pub told: Vec<Option<Outcome>>,
    pub relations: Vec<(Link, usize, Vec<usize>)>,
    pub complements: Vec<(usize, usize)>,
}

pub struct Found {
    pub ranges: Vec<(i64, i64)>,
    /// Names of small counts that are certainly not 0, or certainly not k.
    pub violations: Vec<String>,
}

const K: i64 = 11;
const FAR: i64 = 1_000_000;

impl World {
    /// The ranges before any reasoning.
    fn told(&self) -> Vec<(i64, i64)> {
        let mut ranges: Vec<(i64, i64)> = self
            .told
            .iter()
            .map(|told| match told {
                Some(Outcome::Published(value)) => ((i64::from(*value) - 4).max(K), i64::from(*value) + 4),
                Some(Outcome::StructuralZero) => (0, 0),
                Some(Outcome::Withheld) | None => (0, FAR),
            })
            .collect();
        for &(part, rest) in &self.complements {
            let published = matches!(self.told[part], Some(Outcome::Published(_)));
            if published && self.told[rest] != Some(Outcome::StructuralZero) {
                ranges[rest].0 = ranges[rest].0.max(K);
            }
        }
        ranges
    }

    pub fn attack(&self) -> Found {
        let mut ranges = self.told();
        // Where a protection is missing the promise is broken, and reasoning with it ends in contradictions.
        let sound = |ranges: &[(i64, i64)]| ranges.iter().all(|(low, high)| low <= high);
        loop {
            let moved = self.relations.iter().filter(|relation| sweep(relation, &mut ranges)).count() > 0;
            if !sound(&ranges) || (!moved && !conclude(&mut ranges)) {
                break;
            }
        }
        let bad = |&cell: &usize| {
            let (low, high) = ranges[cell];
            let in_scope = self.told[cell] != Some(Outcome::StructuralZero);
            in_scope && self.truth[cell] < K && (low >= 1 || high < K)
        };
        let violations = (0..ranges.len()).filter(bad).map(|cell| self.names[cell].clone()).collect();
        Found { ranges, violations }
    }
}

/// Small counts can always be 0: what is at least 1 is at least k.
fn conclude(ranges: &mut [(i64, i64)]) -> bool {
    let mut facts = false;
    for range in ranges.iter_mut().filter(|range| (1..K).contains(&range.0) && range.1 >= K) {
        range.0 = K;
        facts = true;
    }
    facts
}

fn sweep((link, whole, parts): &(Link, usize, Vec<usize>), ranges: &mut [(i64, i64)]) -> bool {
    let before: Vec<(i64, i64)> = parts.iter().chain([whole]).map(|&cell| ranges[cell]).collect();
    let low: i64 = parts.iter().map(|&p| ranges[p].0).sum();
    let high: i64 = parts.iter().map(|&p| ranges[p].1).sum();
    let most = parts.iter().map(|&p| ranges[p].0).max().unwrap_or(0);
    let top = &mut ranges[*whole];
    top.0 = top.0.max(match link {
        Link::Sum => low,
        Link::Union | Link::AtMost => most,
        Link::Cover => 0,
    });
    if *link != Link::AtMost {
        top.1 = top.1.min(high);
    }
    let top = *top;
    for &part in parts {
        let (own_low, own_high) = ranges[part];
        let at_most = match link {
            Link::Sum => top.1 - (low - own_low),
            Link::Union | Link::AtMost => top.1,
            Link::Cover => own_high,
        };
        let at_least = if *link == Link::AtMost { 0 } else { top.0 - (high - own_high) };
        ranges[part] = (own_low.max(at_least), own_high.min(at_most));
    }
    before != parts.iter().chain([whole]).map(|&cell| ranges[cell]).collect::<Vec<_>>()
}
