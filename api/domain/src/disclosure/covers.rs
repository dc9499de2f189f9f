//! What is known because counts are counts of sets: whoever is in a union, and not in the union of its parts' inner
//! sets, is so in one of the parts.
//!
//! The closure reckons with it, and so does the repair; the witnesses do not.

use std::collections::HashMap;

use super::{
    merge::Merged,
    model::Lists,
    system::{Fault, SystemBuilder, rest_name},
};

/// A set of which another one is left out, if there is one.
pub(super) type Outside = (u32, Option<u32>);

/// Who is in the first set of the whole and not in the second one is so in one of the parts.
pub(super) struct Cover {
    pub whole: (u32, u32),
    pub parts: Vec<Outside>,
    /// And only once: the parts share nobody. That follows from the sums of both sets, but bounds that are carried from
    /// relation to relation do not see it.
    pub exact: bool,
}

/// A count of a cover, and whether it is added.
type Term = (u32, bool);

/// The covers between classes: the sum of the terms of each, with their signs, is at least 0.
pub(super) struct Covers {
    terms: Lists,
    touching: Lists,
    count: u32,
}

impl Cover {
    /// The terms: a rest that is a cell of its own is one, any other is the difference of two.
    fn terms(&self, rests: &HashMap<(u32, u32), u32>) -> Vec<Term> {
        let difference = |&(outer, inner): &Outside, added: bool| match inner {
            None => vec![(outer, added)],
            Some(inner) => match rests.get(&(outer, inner)) {
                Some(rest) => vec![(*rest, added)],
                None => vec![(outer, added), (inner, !added)],
            },
        };
        let parts = self.parts.iter().flat_map(|part| difference(part, true));
        parts.chain(difference(&(self.whole.0, Some(self.whole.1)), false)).collect()
    }

    /// Whether it tells anything that the other relations do not tell as well.
    fn is_of_use(&self, rests: &HashMap<(u32, u32), u32>) -> bool {
        let is_cell =
            |&(outer, inner): &Outside| inner.is_some_and(|inner| rests.contains_key(&(outer, inner)));
        !self.exact || (rests.contains_key(&self.whole) && self.parts.iter().all(is_cell))
    }

    /// What is wrong, if the counts of the cells break it.
    pub fn fault(&self, built: &SystemBuilder) -> Option<Fault> {
        let count = |cell: u32| i64::from(built.truth[cell as usize].get());
        let terms = self.terms(&built.rests);
        let sum: i64 =
            terms.iter().map(|&(cell, added)| if added { count(cell) } else { -count(cell) }).sum();
        let name = |cell: u32| built.names[cell as usize].as_str();
        let whole = rest_name(name(self.whole.1), name(self.whole.0));
        (sum < 0 || (self.exact && sum > 0))
            .then(|| Fault::Relation(format!("{whole} is covered by what its parts have")))
    }
}

impl Covers {
    pub fn new(built: &SystemBuilder, merged: &Merged) -> Self {
        let class = |(cell, added): Term| (merged.class_of[cell as usize], added);
        let of_classes = |cover: &Cover| {
            let terms = cover.terms(&built.rests).into_iter().map(class);
            let terms = reduced(terms.filter(|&(class, _)| !merged.zero[class as usize]).collect());
            let other_way =
                cover.exact.then(|| terms.iter().map(|&(class, added)| (class, !added)).collect());
            [Some(terms), other_way].into_iter().flatten()
        };
        let of_use = built.covers.iter().filter(|cover| cover.is_of_use(&built.rests));
        let covers: Vec<Vec<Term>> =
            of_use.flat_map(of_classes).filter(|terms| says_something(terms)).collect();
        let numbered =
            || (0_u32..).zip(&covers).flat_map(|(at, terms)| terms.iter().map(move |term| (at, *term)));
        Self {
            terms: Lists::collect(
                covers.len(),
                numbered().map(|(at, (class, added))| (at, class << 1 | u32::from(added))),
            ),
            touching: Lists::collect(merged.first.len(), numbered().map(|(at, (class, _))| (class, at))),
            count: covers.len() as u32,
        }
    }

    pub fn count(&self) -> u32 {
        self.count
    }

    pub fn terms(&self, cover: u32) -> impl Iterator<Item = Term> + '_ {
        self.terms.of(cover).iter().map(|term| (term >> 1, term & 1 == 1))
    }

    /// The covers that a class stands in.
    pub fn touching(&self, class: u32) -> &[u32] {
        self.touching.of(class)
    }
}

/// Without what is both added and taken away.
fn reduced(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_unstable();
    let mut left: Vec<Term> = Vec::with_capacity(terms.len());
    for (class, added) in terms {
        match left.last() {
            Some(&last) if last == (class, !added) => {
                left.pop();
            }
            _ => left.push((class, added)),
        }
    }
    left
}

/// Counts that are only added are at least 0 anyway.
fn says_something(terms: &[Term]) -> bool {
    terms.iter().any(|(_, added)| !added)
}
