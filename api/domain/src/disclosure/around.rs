//! Which counts may have to change with one: a linear program over all of a country would take too long.

use std::collections::HashSet;

use super::{
    bounds::Bounds,
    model::{Kind, Model},
};

/// Unions of more parts than this (a household's languages, its themes) are kept, but lead no further.
const WIDE: usize = 16;

/// The counts around one, in the order in which they matter.
struct Around<'m> {
    model: &'m Model,
    bounds: &'m Bounds,
    most: usize,
    found: Vec<u32>,
    seen: HashSet<u32>,
}

/// A count with all that has to fall with it, if it is to be 0, and all that has to give way to those; then what is
/// nearest to them, until there are about `most`. Rests are not among them, unless one is asked for.
pub(super) fn around(model: &Model, bounds: &Bounds, (class, falls): (u32, bool), most: usize) -> Vec<u32> {
    let mut around = Around { model, bounds, most, found: vec![class], seen: HashSet::from([class]) };
    if falls {
        around.grow(Around::consists_of);
    }
    around.grow(Around::giving_way);
    around.grow(Around::neighbours);
    around.found
}

/// Whether a class is in no other relation than the one in question.
pub(super) fn is_rest(model: &Model, class: u32) -> bool {
    model.touching(class).len() == 1
}

impl Around<'_> {
    /// Adds what leads on from each, until there is nothing new or enough of it.
    fn grow(&mut self, leads_to: impl Fn(&Self, u32) -> Vec<u32>) {
        let mut at = 0;
        while at < self.found.len() && self.found.len() < self.most {
            for class in leads_to(self, self.found[at]) {
                let fixed = self.bounds.low[class as usize] == self.bounds.high[class as usize];
                if !fixed && !is_rest(self.model, class) && self.seen.insert(class) {
                    self.found.push(class);
                }
            }
            at += 1;
        }
    }

    /// The parts, which are 0 where a class is.
    fn consists_of(&self, class: u32) -> Vec<u32> {
        let model = self.model;
        let own = model.touching(class).iter().filter(|&&relation| model.whole[relation as usize] == class);
        own.flat_map(|&relation| model.parts(relation)).copied().collect()
    }

    /// What a class is part of, and of what it consists of the largest part each, where no rest gives way.
    fn giving_way(&self, class: u32) -> Vec<u32> {
        let model = self.model;
        let leads = |&relation: &u32| {
            let whole = model.whole[relation as usize];
            if whole != class {
                return Some(whole);
            }
            let parts = model.parts(relation);
            let by_rest = parts.iter().any(|&part| is_rest(model, part));
            let largest = parts.iter().copied().max_by_key(|&part| (model.truth(part), part));
            largest.filter(|_| !by_rest && model.kind[relation as usize] != Kind::AtMost)
        };
        model.touching(class).iter().filter_map(leads).collect()
    }

    /// What stands in a relation with a class.
    fn neighbours(&self, class: u32) -> Vec<u32> {
        let model = self.model;
        let beside = |&relation: &u32| {
            let parts = model.parts(relation);
            let wide = model.kind[relation as usize] != Kind::Sum && parts.len() > WIDE;
            let whole = std::iter::once(model.whole[relation as usize]);
            whole.chain(if wide { &[] } else { parts }.iter().copied())
        };
        model.touching(class).iter().flat_map(beside).collect()
    }
}
