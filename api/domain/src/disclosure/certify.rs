//! Proof of the promise, count by count: for each truly small one a data set in which it is 0, and one in which it is
//! k or more, both in agreement with all that is published and known.
//!
//! A witness is searched near the truth and then checked by substitution, by code that knows nothing of the search.
//! One witness proves something for every small count that is 0 or at least k in it, so searches are done in batches
//! that keep what they have shown.

use super::{
    bounds::{Bounds, NO_LIMIT},
    dive::Dive,
    model::{Kind, Model},
    plan::{Context, Plan},
    search::Search,
    settings::{Progress, Step},
};

/// Steps of one search within a batch: most need few, and the next batch begins afresh.
const BATCH_STEPS: u32 = 30;
/// Searches that may fail at one relation before its other members are left to the next batch.
const HOPELESS: u8 = 1;
/// Batches go on while each proves at least this share, one in so many, of what is left.
const WORTHWHILE: usize = 50;
/// Steps of the searches for one count alone, one after another.
const SOLO_STEPS: [u32; 3] = [200, 1_000, 4_000];

/// What has been proved so far. Proofs stay valid when more is withheld, since that only lets more data sets in.
pub(super) struct Certificates {
    zero: Vec<bool>,
    many: Vec<bool>,
}

/// A small count without a witness, and the relations that stood in the way.
pub(super) struct Uncertified {
    pub class: u32,
    pub relations: Vec<u32>,
}

#[derive(Clone, Copy)]
enum Goal {
    Zero,
    Many,
}

impl Certificates {
    pub fn none(context: &Context<'_>) -> Self {
        let none = vec![false; context.model.truth.len()];
        Self { zero: none.clone(), many: none }
    }

    fn lacks(&self, class: u32, goal: Goal) -> bool {
        match goal {
            Goal::Zero => !self.zero[class as usize],
            Goal::Many => !self.many[class as usize],
        }
    }

    /// How many of the small counts have both witnesses.
    pub fn count(&self, context: &Context<'_>) -> usize {
        let proved =
            |&class: &u32| context.is_small(class) && self.zero[class as usize] && self.many[class as usize];
        context.model.classes().filter(proved).count()
    }
}

/// One search for proofs under a plan whose closure is clean.
pub(super) struct Certification<'a, 'c> {
    context: &'a Context<'c>,
    bounds: &'a Bounds,
    /// What each count must be within: as told, and by the facts.
    told: Vec<(u32, u32)>,
    certificates: &'a mut Certificates,
    search: Search<'a>,
    /// Made when it is needed, which is seldom.
    dive: Option<Dive<'a, 'c>>,
    small: Vec<u32>,
}

impl<'a, 'c> Certification<'a, 'c> {
    pub fn new(
        context: &'a Context<'c>,
        plan: &Plan,
        bounds: &'a Bounds,
        certificates: &'a mut Certificates,
    ) -> Self {
        let k = context.settings.k;
        let told = |class: u32| {
            let (low, high) = plan.told(context, class);
            (if bounds.low[class as usize] >= k { low.max(k) } else { low }, high)
        };
        let model = context.model;
        Self {
            context,
            bounds,
            told: model.classes().map(told).collect(),
            certificates,
            search: Search::new(model, bounds),
            dive: None,
            small: model.classes().filter(|&class| context.is_small(class)).collect(),
        }
    }

    /// Proves what can be proved; what could not be.
    pub fn run(mut self, progress: &mut dyn FnMut(Progress)) -> Vec<Uncertified> {
        // The truth itself is a witness for all that is 0 in it.
        self.substitute(&self.context.model.truth.clone());
        let mut failed = Vec::new();
        for goal in [Goal::Zero, Goal::Many] {
            self.batches(goal, progress);
            failed.extend(self.one_by_one(goal, progress));
        }
        failed
    }

    fn left(&self, goal: Goal) -> Vec<u32> {
        self.small.iter().copied().filter(|&class| self.certificates.lacks(class, goal)).collect()
    }

    fn batches(&mut self, goal: Goal, progress: &mut dyn FnMut(Progress)) {
        let mut left = self.left(goal);
        while !left.is_empty() {
            self.search.reset(self.bounds);
            self.batch(&left, goal);
            self.substitute(&self.search.data_set());
            let still = self.left(goal);
            progress(self.progress(goal, still.len()));
            if (left.len() - still.len()) * WORTHWHILE < left.len() {
                return;
            }
            left = still;
        }
    }

    /// Shows as many as go together. What fails is tried again in the next batch, against less; so are the neighbours
    /// of failures, unseen: where a total has no room left, each would fail only after all its steps.
    fn batch(&mut self, left: &[u32], goal: Goal) {
        let model = self.context.model;
        let mut failures = vec![0_u8; model.relations().len()];
        for &class in left {
            let hopeless = |&relation: &u32| failures[relation as usize] >= HOPELESS;
            if model.touching(class).iter().any(hopeless) {
                continue;
            }
            if let Err(broken) = self.show(class, goal, BATCH_STEPS, 1) {
                for relation in broken {
                    failures[relation as usize] = failures[relation as usize].saturating_add(1);
                }
            }
        }
    }

    fn one_by_one(&mut self, goal: Goal, progress: &mut dyn FnMut(Progress)) -> Vec<Uncertified> {
        let mut failed = Vec::new();
        let left = self.left(goal);
        for (done, &class) in left.iter().enumerate() {
            if self.certificates.lacks(class, goal) {
                failed.extend(self.alone(class, goal));
                progress(self.progress(goal, left.len() - done - 1));
            }
        }
        failed
    }

    fn alone(&mut self, class: u32, goal: Goal) -> Option<Uncertified> {
        let mut relations = Vec::new();
        self.search.reset(self.bounds);
        for (seed, steps) in (2..).zip(SOLO_STEPS) {
            match self.show(class, goal, steps, seed) {
                Ok(()) => {
                    self.substitute(&self.search.data_set());
                    return self.certificates.lacks(class, goal).then_some(Uncertified { class, relations });
                }
                Err(broken) => relations = broken,
            }
        }
        let (low, high) = self.wanted(goal);
        let dive = self.dive.get_or_insert_with(|| Dive::new(self.context, self.bounds));
        if let Some(values) = dive.find(class, low, high, spread(class, 1)) {
            self.substitute(&values);
        }
        self.certificates.lacks(class, goal).then_some(Uncertified { class, relations })
    }

    fn wanted(&self, goal: Goal) -> (u32, u32) {
        match goal {
            Goal::Zero => (0, 0),
            Goal::Many => (self.context.settings.k, NO_LIMIT),
        }
    }

    fn show(&mut self, class: u32, goal: Goal, steps: u32, seed: u64) -> Result<(), Vec<u32>> {
        let (low, high) = self.wanted(goal);
        self.search.show(class, low, high, steps, spread(class, seed))
    }

    /// Takes a data set for a witness if it is one.
    fn substitute(&mut self, values: &[u32]) {
        if !is_witness(self.context.model, &self.told, values) {
            return;
        }
        for &class in &self.small {
            let value = values[class as usize];
            self.certificates.zero[class as usize] |= value == 0;
            self.certificates.many[class as usize] |= value >= self.context.settings.k;
        }
    }

    fn progress(&self, goal: Goal, left: usize) -> Progress {
        let all = self.small.len();
        let done = match goal {
            Goal::Zero => all - left,
            Goal::Many => 2 * all - left,
        };
        Progress { step: Step::Certify, done, of: 2 * all }
    }
}

/// Any spread will do: the searches are no secret and only have to be the same each time.
fn spread(class: u32, seed: u64) -> u64 {
    u64::from(class + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_mul(2 * seed + 1)
}

/// Whether a data set agrees with all that was told and satisfies every relation.
fn is_witness(model: &Model, told: &[(u32, u32)], values: &[u32]) -> bool {
    let value = |class: u32| u64::from(values[class as usize]);
    let agrees = values.iter().zip(told).all(|(value, (low, high))| (low..=high).contains(&value));
    agrees
        && model.relations().all(|relation| {
            let whole = value(model.whole[relation as usize]);
            let parts = model.parts(relation);
            let sum: u64 = parts.iter().map(|&part| value(part)).sum();
            let most = parts.iter().map(|&part| value(part)).max().unwrap_or(0);
            match model.kind[relation as usize] {
                Kind::Sum => whole == sum,
                Kind::Union => most <= whole && whole <= sum,
                Kind::AtMost => most <= whole,
            }
        })
}
