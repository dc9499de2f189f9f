//! Proof of the promise, count by count: for each truly small one a data set in which it is 0, and one in which it is
//! k or more, both in agreement with all that is published and known.
//!
//! One witness proves something for every small count that is 0 or at least k in it. Most are found at once; the others
//! are searched for by all processors, a batch at a time, from where the last ones were found. What comes of it does not
//! depend on how many processors they are.

use std::{
    collections::{HashSet, VecDeque},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::{
    ground::{Ground, Substitution},
    plan::Context,
    prover::{Goal, Prover, Uncertified},
    search::Changes,
    settings::{Progress, Step},
};

/// Counts that are searched for side by side before the witnesses found for some are tried on the others.
const BATCH: usize = 32;
/// So many of the last witnesses that were not found at once are kept for other searches to begin from.
const RECENT: usize = 16;
/// Progress is told after so many counts.
const TOLD_EVERY: usize = 1_000;

/// What has been proved so far. Proofs stay valid when more is withheld, since that only lets more data sets in.
#[cfg_attr(test, derive(Debug, PartialEq, Eq))]
pub(super) struct Certificates {
    zero: Vec<bool>,
    many: Vec<bool>,
    /// The last witnesses that were not found at once.
    recent: VecDeque<Changes>,
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
    /// Whether what stands in a relation with a count without a witness is not looked at.
    pub waits: bool,
}

impl Certificates {
    pub fn none(context: &Context<'_>) -> Self {
        let none = vec![false; context.model.truth.len()];
        Self { zero: none.clone(), many: none, recent: VecDeque::new() }
    }

    fn lacks(&self, class: u32, goal: Goal) -> bool {
        match goal {
            Goal::Zero => !self.zero[class as usize],
            Goal::Many => !self.many[class as usize],
        }
    }

    /// Keeps a witness for the next searches to begin from.
    fn keep(&mut self, witness: Changes) {
        self.recent.truncate(RECENT - 1);
        self.recent.push_front(witness);
    }

    /// How many of the small counts have both witnesses.
    pub fn count(&self, context: &Context<'_>) -> usize {
        let proved =
            |&class: &u32| context.is_small(class) && self.zero[class as usize] && self.many[class as usize];
        context.model.classes().filter(proved).count()
    }
}

/// Proves what can be proved under a plan whose closure is clean; what could not be.
pub(super) fn certify(
    ground: &Ground<'_, '_>,
    certificates: &mut Certificates,
    patience: Patience,
    progress: &mut dyn FnMut(Progress),
) -> Vec<Uncertified> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    certify_by(threads, (ground, certificates), patience, progress)
}

/// [`certify`], by so many threads.
pub(super) fn certify_by(
    threads: usize,
    (ground, certificates): (&Ground<'_, '_>, &mut Certificates),
    patience: Patience,
    progress: &mut dyn FnMut(Progress),
) -> Vec<Uncertified> {
    let context = ground.context;
    let mut certification = Certification {
        ground,
        certificates,
        substitution: Substitution::new(ground),
        small: context.model.classes().filter(|&class| context.is_small(class)).collect(),
        provers: (0..threads.min(BATCH)).map(|_| Prover::new(ground)).collect(),
        patience,
        failures: Vec::new(),
    };
    certification.take_truth();
    for goal in [Goal::Zero, Goal::Many] {
        certification.pursue(goal, progress);
    }
    certification.failures
}

struct Certification<'g, 'a, 'c> {
    ground: &'g Ground<'a, 'c>,
    certificates: &'g mut Certificates,
    substitution: Substitution<'g, 'a, 'c>,
    small: Vec<u32>,
    provers: Vec<Prover<'g, 'a, 'c>>,
    patience: Patience,
    failures: Vec<Uncertified>,
}

impl Certification<'_, '_, '_> {
    /// The truth itself is a witness for all that is 0 in it, and what every other witness is measured against.
    fn take_truth(&mut self) {
        let model = self.ground.context.model;
        if self.ground.truth_holds {
            for &class in self.small.iter().filter(|&&class| model.truth(class) == 0) {
                self.certificates.zero[class as usize] = true;
            }
        }
    }

    fn pursue(&mut self, goal: Goal, progress: &mut dyn FnMut(Progress)) {
        let order = self.order(goal);
        let skipped = self.small.len() - order.len();
        let mut left = Vec::new();
        for (done, &class) in order.iter().enumerate() {
            if self.certificates.lacks(class, goal) {
                let proved = !self.needs_more(class, goal)
                    && self.provers[0].quick(class, goal).is_some_and(|witness| self.take(&witness));
                if !proved {
                    left.push(class);
                }
            }
            if done % TOLD_EVERY == 0 {
                progress(self.progress(goal, skipped + done + 1 - left.len()));
            }
        }
        let mut stuck = vec![false; self.ground.context.model.relations().len()];
        loop {
            progress(self.progress(goal, self.small.len() - left.len()));
            let (batch, later) = self.batch(left, goal, &stuck);
            if batch.is_empty() || self.failures.len() >= self.patience.failures {
                break;
            }
            self.work_at(&batch, goal, &mut stuck);
            left = later;
        }
        progress(self.progress(goal, self.small.len()));
    }

    /// The first of those that still lack a proof and stand in no relation with each other, and those that come later.
    /// Where one failed, the others of its relations wait for the next round: the same may stand in their way, and be
    /// withheld by then.
    fn batch(&self, left: Vec<u32>, goal: Goal, stuck: &[bool]) -> (Vec<u32>, Vec<u32>) {
        let touching = |class: u32| self.ground.context.model.touching(class);
        let (mut batch, mut later) = (Vec::new(), Vec::new());
        let mut taken: HashSet<u32> = HashSet::new();
        for class in left {
            let waits = touching(class).iter().any(|&relation| stuck[relation as usize]);
            if waits || !self.certificates.lacks(class, goal) {
                continue;
            }
            if batch.len() < BATCH && !touching(class).iter().any(|relation| taken.contains(relation)) {
                taken.extend(touching(class));
                batch.push(class);
            } else {
                later.push(class);
            }
        }
        (batch, later)
    }

    /// The small counts that lack a proof, each after those without which it cannot be: a part is not k or more unless
    /// its whole is, nor a whole 0 unless its parts are. Where one of them fails, that one alone is told.
    fn order(&self, goal: Goal) -> Vec<u32> {
        let mut seen = vec![false; self.ground.context.model.truth.len()];
        let mut order = Vec::new();
        let lacks = |class: u32| self.certificates.lacks(class, goal);
        for &first in self.small.iter().filter(|&&class| lacks(class)) {
            let mut path = vec![(first, false)];
            while let Some((class, needed_done)) = path.pop() {
                if needed_done {
                    order.push(class);
                } else if !std::mem::replace(&mut seen[class as usize], true) {
                    path.push((class, true));
                    let needed = self.needed(class, goal).into_iter().rev();
                    path.extend(needed.filter(|&other| lacks(other)).map(|other| (other, false)));
                }
            }
        }
        order
    }

    /// The small counts that have to reach the same goal for this one to.
    fn needed(&self, class: u32, goal: Goal) -> Vec<u32> {
        let model = self.ground.context.model;
        let relations = model.touching(class).iter();
        let mut needed: Vec<u32> = match goal {
            Goal::Many => relations.map(|&relation| model.whole[relation as usize]).collect(),
            Goal::Zero => relations
                .filter(|&&relation| model.whole[relation as usize] == class)
                .flat_map(|&relation| model.parts(relation))
                .copied()
                .collect(),
        };
        needed.retain(|&other| other != class && self.ground.context.is_small(other));
        needed.sort_unstable();
        needed.dedup();
        needed
    }

    fn work_at(&mut self, batch: &[u32], goal: Goal, stuck: &mut [bool]) {
        let recent = &self.certificates.recent;
        let found = side_by_side(&mut self.provers, batch, |prover, &class| {
            prover.onwards((class, goal), recent.iter()).or_else(|| prover.thorough(class, goal))
        });
        for witness in found.into_iter().flatten() {
            if self.take(&witness) {
                self.certificates.keep(witness);
            }
        }
        let open = batch.iter().copied().filter(|&class| self.certificates.lacks(class, goal));
        let open: Vec<u32> = open.collect();
        let searches: Vec<(u32, u32)> = open.into_iter().map(|class| (class, self.grant())).collect();
        let found = side_by_side(&mut self.provers, &searches, |prover, &(class, searches)| {
            prover.patient(class, goal, searches)
        });
        for ((class, granted), (made, result)) in searches.into_iter().zip(found) {
            self.patience.all += granted - made;
            match result {
                Ok(witness) => {
                    self.take(&witness);
                }
                Err(_) if !self.certificates.lacks(class, goal) => {}
                Err(uncertified) => {
                    self.failures.push(uncertified);
                    if self.patience.waits {
                        let relations = self.ground.context.model.touching(class);
                        relations.iter().for_each(|&relation| stuck[relation as usize] = true);
                    }
                }
            }
        }
    }

    /// Whether those are still to be proved without which this one cannot be.
    fn needs_more(&self, class: u32, goal: Goal) -> bool {
        self.needed(class, goal).iter().any(|&needed| self.certificates.lacks(needed, goal))
    }

    /// The long searches for one more count.
    fn grant(&mut self) -> u32 {
        let searches = self.patience.each.min(self.patience.all);
        self.patience.all -= searches;
        searches
    }

    /// Takes a data set for a witness if it is one.
    fn take(&mut self, witness: &Changes) -> bool {
        let agrees = self.substitution.agrees(witness);
        if agrees {
            for &(class, value) in witness {
                self.certificates.zero[class as usize] |= value == 0;
                self.certificates.many[class as usize] |= value >= self.ground.context.settings.k;
            }
        }
        agrees
    }

    fn progress(&self, goal: Goal, done: usize) -> Progress {
        let all = self.small.len();
        let done = if goal == Goal::Zero { done } else { all + done };
        Progress { step: Step::Certify, done, of: 2 * all }
    }
}

/// What each item leads to, in their order; one thread for each worker takes one item after another.
fn side_by_side<W: Send, I: Sync, O: Send>(
    workers: &mut [W],
    items: &[I],
    work: impl Fn(&mut W, &I) -> O + Sync,
) -> Vec<O> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Option<O>>> = items.iter().map(|_| Mutex::new(None)).collect();
    let take_turns = |worker: &mut W| {
        while let Some((item, done)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            items.get(at).zip(done.get(at))
        } {
            *done.lock().unwrap_or_else(PoisonError::into_inner) = Some(work(worker, item));
        }
    };
    thread::scope(|scope| {
        let (first, others) = workers.split_at_mut(1.min(workers.len()));
        if items.len() > 1 {
            for worker in others {
                scope.spawn(|| take_turns(worker));
            }
        }
        first.iter_mut().for_each(take_turns);
    });
    done.into_iter().filter_map(|done| done.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}
