//! Search for whole-number data sets near the truth: from a change of one count to a set of counts that again
//! satisfies every relation.
//!
//! A broken relation is mended by changing the member whose change breaks the least elsewhere, again and again, with a
//! short memory against going in circles (min-conflicts). The propagated bounds keep every step within what is
//! possible at all, so most searches end after a few steps. What lies far from the truth is often near to where another
//! search ended, so one may begin there.

use super::{
    bounds::{Bounds, NO_LIMIT},
    model::{Kind, Model},
};

/// Classes with their values in a data set, where they may differ from the truth.
pub(super) type Changes = Vec<(u32, u32)>;

const NONE: u32 = u32::MAX;
/// A class that was just changed rests for so many steps.
const REST: u32 = 5;
/// Members of long relations that are looked at in one step.
const LOOKED_AT: usize = 24;

pub(super) struct Search<'a> {
    model: &'a Model,
    values: Vec<u32>,
    /// The bounds that hold while searching: the closure, and narrower for what is to be found.
    low: Vec<u32>,
    high: Vec<u32>,
    /// For each relation the sum of its parts without the slack.
    sums: Vec<i64>,
    /// For each sum a part that is in no other relation: it takes what the others leave, within its bounds.
    slack: Vec<u32>,
    is_slack: Vec<bool>,
    trail: Vec<(u32, u32)>,
    broken: Vec<u32>,
    is_broken: Vec<bool>,
    changed_at: Vec<u32>,
    step: u32,
    random: u64,
}

impl<'a> Search<'a> {
    pub fn new(model: &'a Model, bounds: &Bounds) -> Self {
        let relations = model.relations().len();
        let mut search = Self {
            model,
            values: model.truth.clone(),
            low: bounds.low.clone(),
            high: bounds.high.clone(),
            sums: vec![0; relations],
            slack: vec![NONE; relations],
            is_slack: vec![false; model.truth.len()],
            trail: Vec::new(),
            broken: Vec::new(),
            is_broken: vec![false; relations],
            changed_at: vec![0; model.truth.len()],
            step: REST,
            random: 0,
        };
        for relation in model.relations() {
            search.choose_slack(relation);
            let parts = model.parts(relation).iter().filter(|&&part| !search.is_slack[part as usize]);
            search.sums[relation as usize] = parts.map(|&part| i64::from(model.truth(part))).sum();
        }
        search
    }

    fn choose_slack(&mut self, relation: u32) {
        if self.model.kind[relation as usize] == Kind::Sum {
            let lonely = |&&part: &&u32| self.model.touching(part).len() == 1;
            if let Some(&part) = self.model.parts(relation).iter().find(lonely) {
                self.slack[relation as usize] = part;
                self.is_slack[part as usize] = true;
            }
        }
    }

    /// Looks for a data set in which `class` is within `low..=high`: what is different in it from the truth. If none
    /// is found, the relations that stayed broken. It begins `from` what is different in a data set that satisfies every
    /// relation; at the truth, if nothing is.
    pub fn find(
        &mut self,
        (class, low, high): (u32, u32, u32),
        (steps, seed): (u32, u64),
        from: &[(u32, u32)],
    ) -> Result<Changes, Vec<u32>> {
        let at = class as usize;
        let before = (self.low[at], self.high[at]);
        let (low, high) = (low.max(before.0), high.min(before.1));
        if low > high {
            return Err(Vec::new());
        }
        (self.low[at], self.high[at]) = (low, high);
        self.random = seed | 1;
        // What an earlier search changed no longer rests.
        self.step += REST;
        self.start(from);
        if self.is_slack[at] {
            self.note_broken(class);
        } else {
            self.change(class, self.values[at].clamp(low, high));
        }
        let result = if self.mend(steps) { Ok(self.changes()) } else { Err(self.broken.clone()) };
        (self.low[at], self.high[at]) = before;
        self.back_to_truth();
        result
    }

    fn start(&mut self, from: &[(u32, u32)]) {
        for &(class, value) in from {
            // What the slack takes follows from the others.
            if !self.is_slack[class as usize] {
                self.trail.push((class, self.values[class as usize]));
                self.put(class, value);
            }
        }
    }

    /// The changed classes, and the slack that follows from them.
    fn changes(&self) -> Changes {
        let mut changes: Changes =
            self.trail.iter().map(|&(class, _)| (class, self.values[class as usize])).collect();
        for index in 0..changes.len() {
            for &relation in self.model.touching(changes[index].0) {
                let slack = self.slack[relation as usize];
                if slack != NONE {
                    changes.push((slack, self.rest(relation).try_into().unwrap_or(NO_LIMIT)));
                }
            }
        }
        changes.sort_unstable();
        changes.dedup();
        changes
    }

    fn value(&self, class: u32) -> i64 {
        i64::from(self.values[class as usize])
    }

    /// What the whole leaves for the slack, or should not leave at all.
    fn rest(&self, relation: u32) -> i64 {
        self.value(self.model.whole[relation as usize]) - self.sums[relation as usize]
    }

    fn back_to_truth(&mut self) {
        for relation in self.broken.drain(..) {
            self.is_broken[relation as usize] = false;
        }
        while let Some((class, value)) = self.trail.pop() {
            self.put(class, value);
        }
    }

    fn put(&mut self, class: u32, value: u32) {
        let shift = i64::from(value) - self.value(class);
        self.values[class as usize] = value;
        for &relation in self.model.touching(class) {
            if self.model.whole[relation as usize] != class {
                self.sums[relation as usize] += shift;
            }
        }
    }

    fn change(&mut self, class: u32, value: u32) {
        self.trail.push((class, self.values[class as usize]));
        self.put(class, value);
        self.changed_at[class as usize] = self.step;
        self.note_broken(class);
    }

    fn note_broken(&mut self, class: u32) {
        for &relation in self.model.touching(class) {
            if !self.is_broken[relation as usize] && self.penalty(relation) > 0 {
                self.is_broken[relation as usize] = true;
                self.broken.push(relation);
            }
        }
    }

    fn mend(&mut self, steps: u32) -> bool {
        let end = self.step + steps;
        while !self.broken.is_empty() {
            let at = self.below(self.broken.len());
            let relation = self.broken[at];
            if self.penalty(relation) == 0 {
                self.broken.swap_remove(at);
                self.is_broken[relation as usize] = false;
                continue;
            }
            self.step += 1;
            if self.step > end {
                return false;
            }
            // Without a move the step still counts: those that rest can be moved again later.
            if let Some((class, value)) = self.best_move(relation) {
                self.change(class, value);
            }
        }
        true
    }

    fn below(&mut self, length: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random % length as u64) as usize
    }

    /// By how much a relation is broken.
    fn penalty(&self, relation: u32) -> i64 {
        let whole = self.value(self.model.whole[relation as usize]);
        let sum = self.sums[relation as usize];
        self.outside(relation, whole, sum) + self.beneath(relation, whole)
    }

    /// By how much whole and sum of the parts miss each other.
    fn outside(&self, relation: u32, whole: i64, sum: i64) -> i64 {
        match self.model.kind[relation as usize] {
            Kind::Sum => self.excess(relation, whole - sum).abs(),
            Kind::Union => (whole - sum).max(0),
            Kind::AtMost => 0,
        }
    }

    /// What is left of a difference after the slack took what it can.
    fn excess(&self, relation: u32, rest: i64) -> i64 {
        match self.slack[relation as usize] {
            NONE => rest,
            slack => {
                let high = match self.high[slack as usize] {
                    NO_LIMIT => i64::MAX,
                    high => i64::from(high),
                };
                rest - rest.clamp(i64::from(self.low[slack as usize]), high)
            }
        }
    }

    /// By how much the parts exceed a whole that they are subsets of.
    fn beneath(&self, relation: u32, whole: i64) -> i64 {
        if self.model.kind[relation as usize] == Kind::Sum {
            return 0;
        }
        self.model.parts(relation).iter().map(|&part| (self.value(part) - whole).max(0)).sum()
    }

    /// By how much a change would break more than it mends, over all relations of the class. It stops where that is
    /// plainly more than `most`: what is broken altogether is all that can be mended.
    fn cost(&self, class: u32, value: u32, most: i64) -> i64 {
        let (old, new) = (self.value(class), i64::from(value));
        let mut cost = 0;
        for &relation in self.model.touching(class) {
            if cost > most {
                break;
            }
            let whole_is = self.model.whole[relation as usize];
            let (whole, sum) = (self.value(whole_is), self.sums[relation as usize]);
            if whole_is == class {
                cost += self.outside(relation, new, sum) - self.outside(relation, old, sum);
                cost += self.beneath(relation, new) - self.beneath(relation, old);
            } else {
                cost += self.outside(relation, whole, sum + new - old) - self.outside(relation, whole, sum);
                if self.model.kind[relation as usize] != Kind::Sum {
                    cost += (new - whole).max(0) - (old - whole).max(0);
                }
            }
        }
        cost
    }

    fn best_move(&mut self, relation: u32) -> Option<(u32, u32)> {
        let model = self.model;
        let (whole, parts) = (model.whole[relation as usize], model.parts(relation));
        let shift = match model.kind[relation as usize] {
            Kind::Sum => self.excess(relation, self.rest(relation)),
            Kind::Union => self.rest(relation).max(0),
            Kind::AtMost => 0,
        };
        let most = parts.iter().map(|&part| self.value(part)).max().unwrap_or(0);
        let subset = model.kind[relation as usize] != Kind::Sum;
        let mendable: i64 = self.broken.iter().map(|&relation| self.penalty(relation)).sum();
        let mut best = None;
        let target = if subset && shift == 0 { most } else { self.value(whole) - shift };
        self.consider(whole, target, &mut best, mendable);
        let start = self.below(parts.len());
        let mut looked_at = 0;
        for &part in parts[start..].iter().chain(&parts[..start]) {
            let over = subset && self.value(part) > self.value(whole);
            let target = if over { self.value(whole) } else { self.value(part) + shift };
            looked_at += usize::from(self.consider(part, target, &mut best, mendable));
            if looked_at == LOOKED_AT {
                break;
            }
        }
        best.map(|(_, _, class, value)| (class, value))
    }

    /// Weighs the change of a class towards `target`; whether it can move there at all.
    fn consider(
        &mut self,
        class: u32,
        target: i64,
        best: &mut Option<(i64, u64, u32, u32)>,
        mendable: i64,
    ) -> bool {
        let at = class as usize;
        let value = target.clamp(i64::from(self.low[at]), i64::from(self.high[at])) as u32;
        let rests = self.changed_at[at] + REST > self.step;
        if value == self.values[at] || self.is_slack[at] || rests {
            return false;
        }
        let most = best.map_or(i64::MAX, |(least, ..)| least + mendable);
        let cost = self.cost(class, value, most);
        let tie = self.below(1 << 16) as u64;
        if best.is_none_or(|(least, lowest, ..)| (cost, tie) < (least, lowest)) {
            *best = Some((cost, tie, class, value));
        }
        true
    }
}
