//! Proof of the promise, count by count: for each truly small one a data set in which it is 0, and one in which it is
//! k or more, both in agreement with all that is published and known.
//!
//! A witness is searched near the truth and then checked by substitution, by code that knows nothing of the search.
//! The truth satisfies every relation, so only those are looked at in which something changed. One witness proves
//! something for every small count that is 0 or at least k in it.

use super::{
    bounds::{Bounds, NO_LIMIT},
    dive::Dive,
    model::{Kind, Model},
    plan::{Context, Plan},
    program::Program,
    search::{Changes, Search},
    settings::{Progress, Step},
};

/// Steps of the quick searches for one count, one search after another: most need few.
const STEPS: [u32; 3] = [40, 200, 1_000];
/// Steps of one long search, for the few counts where neither those nor a program nor a dive find anything.
const LONG: u32 = 40_000;
/// Progress is told after so many counts.
const TOLD_EVERY: usize = 1_000;

/// What has been proved so far. Proofs stay valid when more is withheld, since that only lets more data sets in.
pub(super) struct Certificates {
    zero: Vec<bool>,
    many: Vec<bool>,
}

/// How long to search before something is withheld.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    /// Long searches for one count.
    pub each: u32,
    /// Long searches for all together.
    pub all: u32,
    /// Counts without a witness, after which no more are looked at: what is withheld for them may help the others.
    pub failures: usize,
}

/// A small count without a witness.
pub(super) struct Uncertified {
    pub class: u32,
    /// The relations that stayed broken.
    pub relations: Vec<u32>,
    /// What is published and stands in the way.
    pub hindrances: Vec<u32>,
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
    plan: &'a Plan,
    bounds: &'a Bounds,
    /// What each count must be within: as told, and by the facts.
    told: Vec<(u32, u32)>,
    certificates: &'a mut Certificates,
    /// The truth, except while a witness is substituted.
    values: Vec<u32>,
    /// Without it nothing would be proved.
    truth_holds: bool,
    search: Search<'a>,
    /// Made when it is needed, which is seldom.
    dive: Option<Dive<'a, 'c>>,
    small: Vec<u32>,
    patience: Patience,
}

impl<'a, 'c> Certification<'a, 'c> {
    pub fn new(
        context: &'a Context<'c>,
        plan: &'a Plan,
        bounds: &'a Bounds,
        certificates: &'a mut Certificates,
        patience: Patience,
    ) -> Self {
        let k = context.settings.k;
        let told = |class: u32| {
            let (low, high) = plan.told(context, class);
            (if bounds.low[class as usize] >= k { low.max(k) } else { low }, high)
        };
        let model = context.model;
        Self {
            context,
            plan,
            bounds,
            told: model.classes().map(told).collect(),
            certificates,
            values: model.truth.clone(),
            truth_holds: false,
            search: Search::new(model, bounds),
            dive: None,
            small: model.classes().filter(|&class| context.is_small(class)).collect(),
            patience,
        }
    }

    /// Proves what can be proved; what could not be.
    pub fn run(mut self, progress: &mut dyn FnMut(Progress)) -> Vec<Uncertified> {
        self.take_truth();
        let mut failures = Vec::new();
        for goal in [Goal::Zero, Goal::Many] {
            let mut tried = vec![None; self.context.model.truth.len()];
            for done in 0..self.small.len() {
                let _proved = self.settle(self.small[done], goal, &mut tried, &mut failures);
                if done % TOLD_EVERY == 0 {
                    progress(self.progress(goal, done));
                }
            }
        }
        progress(self.progress(Goal::Many, self.small.len()));
        failures
    }

    /// Proves a count, those first without which it cannot be: a part is not k or more unless its whole is, nor a whole
    /// 0 unless its parts are. Where one of them fails, that one alone is told, and nothing is searched in vain.
    fn settle(
        &mut self,
        class: u32,
        goal: Goal,
        tried: &mut [Option<bool>],
        failures: &mut Vec<Uncertified>,
    ) -> bool {
        if !self.certificates.lacks(class, goal) {
            return true;
        }
        if let Some(proved) = tried[class as usize] {
            return proved;
        }
        if failures.len() >= self.patience.failures {
            return false;
        }
        // Also against going round in circles.
        tried[class as usize] = Some(true);
        let needed = self.needed(class, goal);
        let mut proved = true;
        for other in needed {
            proved &= self.settle(other, goal, tried, failures);
        }
        if proved
            && self.certificates.lacks(class, goal)
            && let Err(uncertified) = self.prove(class, goal)
        {
            failures.push(uncertified);
            proved = false;
        }
        tried[class as usize] = Some(proved);
        proved
    }

    /// The small counts that have to reach the same goal for this one to.
    fn needed(&self, class: u32, goal: Goal) -> Vec<u32> {
        let model = self.context.model;
        let relations = model.touching(class).iter();
        let mut needed: Vec<u32> = match goal {
            Goal::Many => relations.map(|&relation| model.whole[relation as usize]).collect(),
            Goal::Zero => relations
                .filter(|&&relation| model.whole[relation as usize] == class)
                .flat_map(|&relation| model.parts(relation))
                .copied()
                .collect(),
        };
        needed.retain(|&other| other != class && self.context.is_small(other));
        needed.sort_unstable();
        needed.dedup();
        needed
    }

    /// The truth itself is a witness for all that is 0 in it, and what every other witness is measured against.
    fn take_truth(&mut self) {
        let model = self.context.model;
        let agrees = model.classes().all(|class| self.agrees(class));
        self.truth_holds = agrees && model.relations().all(|relation| holds(model, &self.values, relation));
        if self.truth_holds {
            for &class in self.small.iter().filter(|&&class| model.truth(class) == 0) {
                self.certificates.zero[class as usize] = true;
            }
        }
    }

    fn prove(&mut self, class: u32, goal: Goal) -> Result<(), Uncertified> {
        let (low, high) = match goal {
            Goal::Zero => (0, 0),
            Goal::Many => (self.context.settings.k, NO_LIMIT),
        };
        let wanted = (class, low, high);
        let mut quick = (1..).zip(STEPS);
        if quick.any(|(seed, steps)| self.searched(wanted, goal, (steps, seed)).is_ok()) {
            return Ok(());
        }
        let program = Program::new(self.context, self.plan, self.bounds);
        let witness = program.witness(class, low, high, spread(class, 0));
        if self.proves(witness, (class, goal)) {
            return Ok(());
        }
        let dive = self.dive.get_or_insert_with(|| Dive::new(self.context, self.bounds));
        let found = dive.find(class, low, high, spread(class, 0));
        if self.proves(found, (class, goal)) {
            return Ok(());
        }
        let mut relations = Vec::new();
        for seed in 0..self.patience.each.min(self.patience.all) {
            self.patience.all -= 1;
            let seed = STEPS.len() as u64 + 1 + u64::from(seed);
            match self.searched(wanted, goal, (LONG, seed)) {
                Ok(()) => return Ok(()),
                Err(broken) => relations = broken,
            }
        }
        Err(Uncertified { class, relations, hindrances: program.hindrances(class, low, high) })
    }

    /// One search; if it finds nothing, the relations that stayed broken.
    fn searched(
        &mut self,
        (class, low, high): (u32, u32, u32),
        goal: Goal,
        (steps, seed): (u32, u64),
    ) -> Result<(), Vec<u32>> {
        let changes = self.search.find(class, low, high, steps, spread(class, seed))?;
        if self.proves(Some(changes), (class, goal)) { Ok(()) } else { Err(Vec::new()) }
    }

    fn proves(&mut self, changes: Option<Changes>, (class, goal): (u32, Goal)) -> bool {
        if let Some(changes) = changes {
            self.substitute(&changes);
        }
        !self.certificates.lacks(class, goal)
    }

    /// Takes a data set for a witness if it is one.
    fn substitute(&mut self, changes: &Changes) {
        let model = self.context.model;
        for &(class, value) in changes {
            self.values[class as usize] = value;
        }
        let mut relations: Vec<u32> =
            changes.iter().flat_map(|&(class, _)| model.touching(class)).copied().collect();
        relations.sort_unstable();
        relations.dedup();
        if self.truth_holds
            && changes.iter().all(|&(class, _)| self.agrees(class))
            && relations.iter().all(|&relation| holds(model, &self.values, relation))
        {
            for &(class, _) in changes {
                let value = self.values[class as usize];
                self.certificates.zero[class as usize] |= value == 0;
                self.certificates.many[class as usize] |= value >= self.context.settings.k;
            }
        }
        for &(class, _) in changes {
            self.values[class as usize] = model.truth(class);
        }
    }

    /// Whether the present value of a class is within what was told of it.
    fn agrees(&self, class: u32) -> bool {
        let (low, high) = self.told[class as usize];
        (low..=high).contains(&self.values[class as usize])
    }

    fn progress(&self, goal: Goal, done: usize) -> Progress {
        let all = self.small.len();
        let done = match goal {
            Goal::Zero => done,
            Goal::Many => all + done,
        };
        Progress { step: Step::Certify, done, of: 2 * all }
    }
}

/// Any spread will do: the searches are no secret and only have to be the same each time.
fn spread(class: u32, seed: u64) -> u64 {
    u64::from(class + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_mul(2 * seed + 1)
}

/// Whether some values satisfy a relation.
fn holds(model: &Model, values: &[u32], relation: u32) -> bool {
    let value = |class: u32| u64::from(values[class as usize]);
    let whole = value(model.whole[relation as usize]);
    let parts = model.parts(relation);
    let sum: u64 = parts.iter().map(|&part| value(part)).sum();
    let most = parts.iter().map(|&part| value(part)).max().unwrap_or(0);
    match model.kind[relation as usize] {
        Kind::Sum => whole == sum,
        Kind::Union => most <= whole && whole <= sum,
        Kind::AtMost => most <= whole,
    }
}
