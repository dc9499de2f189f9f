//! What a client can conclude: ranges of the true counts, by propagation over all relations until nothing moves.
//!
//! Besides arithmetic a client may use the promise itself: small counts always can be 0, so a count whose least value
//! is 1 or more is at least k. Both steps only ever narrow, so their order does not matter and one run of a work list
//! reaches the fixpoint of both.

use std::collections::VecDeque;

use super::{
    model::{Kind, Model},
    plan::{Context, Plan},
};

/// No greatest value is known.
pub(super) const NO_LIMIT: u32 = u32::MAX;

/// The bound was told, not concluded.
pub(super) const TOLD: u32 = u32::MAX;

#[derive(Clone)]
pub(super) struct Bounds {
    pub low: Vec<u32>,
    pub high: Vec<u32>,
    /// For each bound the relation that gave it last, or [`TOLD`].
    pub why_low: Vec<u32>,
    pub why_high: Vec<u32>,
}

impl Bounds {
    /// The closure of what the plan would tell together with all that was told before.
    pub fn close(context: &Context<'_>, plan: &Plan) -> Self {
        let classes = context.model.classes();
        let (low, high) = classes.clone().map(|class| plan.told(context, class)).unzip();
        let why = vec![TOLD; classes.len()];
        let bounds = Self { low, high, why_low: why.clone(), why_high: why };
        let mut propagation = Propagation::new(context, bounds);
        // Facts that follow from what was told alone.
        for class in classes {
            let at = class as usize;
            propagation.bounds.low[at] = propagation.with_fact(class, propagation.bounds.low[at]);
        }
        propagation.fixpoint();
        propagation.bounds
    }

    /// Small counts that are no longer possibly 0 or no longer possibly k.
    pub fn violations(&self, context: &Context<'_>) -> Vec<u32> {
        let bad = |&class: &u32| {
            let at = class as usize;
            context.is_small(class) && (self.low[at] >= 1 || self.high[at] < context.settings.k)
        };
        context.model.classes().filter(bad).collect()
    }
}

fn at_least_none(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

struct Propagation<'a, 'c> {
    context: &'a Context<'c>,
    model: &'a Model,
    bounds: Bounds,
    queue: VecDeque<u32>,
    queued: Vec<bool>,
}

impl<'a, 'c> Propagation<'a, 'c> {
    fn new(context: &'a Context<'c>, bounds: Bounds) -> Self {
        let model = context.model;
        let rules = model.relations().end + model.covers.count();
        Self { context, model, bounds, queue: (0..rules).collect(), queued: vec![true; rules as usize] }
    }

    /// Concludes all there is to conclude.
    fn fixpoint(&mut self) {
        while let Some(relation) = self.queue.pop_front() {
            self.queued[relation as usize] = false;
            if let Some(cover) = self.model.as_cover(relation) {
                self.cover(relation, cover);
                continue;
            }
            match self.model.kind[relation as usize] {
                Kind::Sum => self.sum(relation),
                Kind::Union => self.union(relation),
                Kind::AtMost => self.at_most(relation),
            }
        }
    }

    /// The promise as a client's rule. A client applies it where the greatest value is k or more; where it is not,
    /// the count is small, and a least value of 1 is a violation that the repair has to see as it is.
    fn with_fact(&self, class: u32, low: u32) -> u32 {
        let k = self.context.settings.k;
        let fact = low >= 1 && low < k && self.model.truth(class) >= k && self.context.in_scope(class);
        if fact { k } else { low }
    }

    fn raise(&mut self, class: u32, low: u64, relation: u32) {
        let at = class as usize;
        if low > u64::from(self.bounds.low[at]) {
            let low = u32::try_from(low).unwrap_or(NO_LIMIT - 1);
            self.bounds.low[at] = self.with_fact(class, low);
            self.bounds.why_low[at] = relation;
            self.wake(class);
        }
    }

    fn lower(&mut self, class: u32, high: u64, relation: u32) {
        let at = class as usize;
        if high < u64::from(self.bounds.high[at]) {
            self.bounds.high[at] = high as u32;
            self.bounds.why_high[at] = relation;
            self.wake(class);
        }
    }

    fn wake(&mut self, class: u32) {
        for relation in self.model.rules(class) {
            if !std::mem::replace(&mut self.queued[relation as usize], true) {
                self.queue.push_back(relation);
            }
        }
    }

    fn low(&self, class: u32) -> u64 {
        u64::from(self.bounds.low[class as usize])
    }

    /// The greatest value, or so much that no sum of others matters beside it.
    fn high(&self, class: u32) -> u64 {
        match self.bounds.high[class as usize] {
            NO_LIMIT => 1 << 62,
            high => u64::from(high),
        }
    }

    /// The sums of the least and of the greatest values of the parts, and how many parts have no greatest value.
    fn sums(&self, parts: &[u32]) -> (u64, u64, usize) {
        let (mut low, mut high, mut open) = (0, 0, 0);
        for &part in parts {
            low += self.low(part);
            match self.bounds.high[part as usize] {
                NO_LIMIT => open += 1,
                finite => high += u64::from(finite),
            }
        }
        (low, high, open)
    }

    fn sum(&mut self, relation: u32) {
        let model = self.model;
        let (whole, parts) = (model.whole[relation as usize], model.parts(relation));
        let (low, high, open) = self.sums(parts);
        self.raise(whole, low, relation);
        if open == 0 {
            self.lower(whole, high, relation);
        }
        let (least, most) = (self.low(whole), self.high(whole));
        for &part in parts {
            self.lower(part, (most + self.low(part)).saturating_sub(low), relation);
        }
        self.raise_to_cover(relation, least, high, open);
    }

    fn union(&mut self, relation: u32) {
        let model = self.model;
        let (whole, parts) = (model.whole[relation as usize], model.parts(relation));
        self.at_most(relation);
        let (_, high, open) = self.sums(parts);
        if open == 0 {
            self.lower(whole, high, relation);
        }
        self.raise_to_cover(relation, self.low(whole), high, open);
    }

    fn at_most(&mut self, relation: u32) {
        let model = self.model;
        let (whole, parts) = (model.whole[relation as usize], model.parts(relation));
        let least = parts.iter().map(|&part| self.low(part)).max().unwrap_or(0);
        self.raise(whole, least, relation);
        let most = self.high(whole);
        for &part in parts {
            self.lower(part, most, relation);
        }
    }

    /// The terms add up to at least 0: what the others can't give, each that is added must, and each that is taken away
    /// takes at most what the others give.
    fn cover(&mut self, relation: u32, cover: u32) {
        let model = self.model;
        let (mut most, mut open) = (0_i64, 0);
        for (class, added) in model.covers.terms(cover) {
            match (added, self.bounds.high[class as usize]) {
                (true, NO_LIMIT) => open += 1,
                (true, high) => most += i64::from(high),
                (false, _) => most -= i64::from(self.bounds.low[class as usize]),
            }
        }
        for (class, added) in model.covers.terms(cover) {
            let at = class as usize;
            // Each bound that this narrows is not among those that were added up, so the sum stays right.
            match (added, self.bounds.high[at], open) {
                (true, NO_LIMIT, 1) => self.raise(class, at_least_none(-most), relation),
                (true, NO_LIMIT, _) => {}
                (true, high, 0) => self.raise(class, at_least_none(i64::from(high) - most), relation),
                (false, _, 0) => {
                    self.lower(class, at_least_none(most + i64::from(self.bounds.low[at])), relation);
                }
                _ => {}
            }
        }
    }

    /// What the other parts cannot give, each part must: `high` and `open` are the sums over all of them, taken
    /// before this relation narrowed any. Narrowed ones wake it again.
    fn raise_to_cover(&mut self, relation: u32, least: u64, high: u64, open: usize) {
        let model = self.model;
        if open > 1 || least == 0 {
            return;
        }
        for &part in model.parts(relation) {
            let others = match self.bounds.high[part as usize] {
                NO_LIMIT if open == 1 => high,
                _ if open == 1 => continue,
                finite => high.saturating_sub(u64::from(finite)),
            };
            self.raise(part, least.saturating_sub(others), relation);
        }
    }
}
