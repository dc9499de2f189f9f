//! Linear programs for the few counts where the searches find no witness: is there none, and what stands in the way?
//!
//! Of the counts around the one in question each may differ from the truth, all others stay, but for the rests that
//! stand in one relation alone and take what the others of it leave. The least difference altogether is asked for, which mostly comes out in whole numbers; what does not is tried again with other weights. It
//! is a witness only if the substitution says so.
//!
//! Where there is none, the published counts may be outside what was told of them, at a price for each household. Those
//! that have to be are what is best withheld.

use std::collections::HashMap;

use fastrand::Rng;
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Solution, Variable};

use super::{
    around::{around, is_rest},
    bounds::{Bounds, NO_LIMIT},
    model::{Kind, Model},
    plan::{Context, Plan},
    search::Changes,
};

/// How many counts may differ from the truth.
const NEAR: usize = 400;
/// How many, where those are not enough.
const FAR: usize = 4_000;
/// A system of at most so many sets is asked as a whole instead: a town with its year. One of over 20,000 takes 0.2 s.
const TOWN: usize = 40_000;
/// How often other weights are tried where a solution is not whole.
const TRIES: usize = 4;
/// How many times k a count of a witness may be more than the truth.
const FARTHEST: u32 = 20;
/// What a household more or less costs where nothing is published.
const FREE: f64 = 0.001;
/// How far a whole number may be off as the solver gives it.
const TOLERANCE: f64 = 1e-6;

pub(super) struct Program<'a, 'c> {
    context: &'a Context<'c>,
    model: &'a Model,
    plan: &'a Plan,
    bounds: &'a Bounds,
}

/// A count as the program knows it: so much more and so much less than the truth, and so much outside what was told.
#[derive(Clone, Copy)]
struct Shift {
    more: Variable,
    less: Variable,
    outside: Option<(Variable, Variable)>,
    /// By how much it may rise and fall altogether.
    room: (f64, f64),
}

/// How far around a count a program looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Near,
    Far,
}

/// What is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    /// A data set that agrees with everything.
    Witness,
    /// One that agrees with as much as it can of what is still to be published.
    Hindrance,
}

impl<'a, 'c> Program<'a, 'c> {
    pub fn new(context: &'a Context<'c>, plan: &'a Plan, bounds: &'a Bounds) -> Self {
        Self { context, model: context.model, plan, bounds }
    }

    /// Whether to ask far is quick.
    pub fn is_of_town(&self) -> bool {
        self.model.truth.len() <= TOWN
    }

    /// The counts that may differ from the truth.
    fn free(&self, class: u32, high: u32, reach: Reach) -> Vec<u32> {
        let most = match reach {
            Reach::Near => NEAR,
            Reach::Far if self.is_of_town() => TOWN,
            Reach::Far => FAR,
        };
        around(self.model, self.bounds, (class, high == 0), most)
    }

    /// What is different from the truth in a data set in which `class` is within `low..=high`, if one is found.
    pub fn witness(&self, (class, low, high): (u32, u32, u32), reach: Reach, seed: u64) -> Option<Changes> {
        let free = self.free(class, high, reach);
        let mut rng = Rng::with_seed(seed);
        for attempt in 0..TRIES {
            let mut weight = || if attempt == 0 { 1.0 } else { 1.0 + rng.f64() };
            let (solution, shifts) = self.solve(&free, (class, low, high), Question::Witness, &mut weight)?;
            if let Some(changes) = self.whole(&free, &shifts, &solution) {
                return Some(changes);
            }
        }
        None
    }

    /// The published classes without which there might be such a data set; none if that has no solution, or takes none.
    pub fn hindrances(&self, (class, low, high): (u32, u32, u32), reach: Reach) -> Vec<u32> {
        let free = self.free(class, high, reach);
        let solved = self.solve(&free, (class, low, high), Question::Hindrance, &mut || FREE);
        let Some((solution, shifts)) = solved else { return vec![] };
        let outside = |class: &u32| {
            let shift = &shifts[class];
            shift.outside.is_some_and(|(over, under)| solution[over].max(solution[under]) > TOLERANCE)
        };
        free.into_iter().filter(outside).collect()
    }

    fn truth(&self, class: u32) -> i64 {
        i64::from(self.model.truth(class))
    }

    fn range(&self, class: u32) -> (i64, i64) {
        self.near_truth(class, self.bounds.low[class as usize], self.bounds.high[class as usize])
    }

    fn near_truth(&self, class: u32, low: u32, high: u32) -> (i64, i64) {
        let farthest = self.truth(class) + i64::from(FARTHEST * self.context.settings.k);
        let low = i64::from(low);
        match high {
            NO_LIMIT => (low, farthest.max(low)),
            high => (low, i64::from(high).min(farthest).max(low)),
        }
    }

    /// What a class may be: what is known of it, or, to find what stands in the way, what was told of it alone, since
    /// what is concluded from others falls with them.
    fn may_be(&self, class: u32, question: Question) -> (i64, i64) {
        match question {
            Question::Witness => self.range(class),
            Question::Hindrance => {
                let (low, high) = self.plan.told(self.context, class);
                self.near_truth(class, low, high)
            }
        }
    }

    fn solve(
        &self,
        free: &[u32],
        (class, low, high): (u32, u32, u32),
        question: Question,
        weight: &mut dyn FnMut() -> f64,
    ) -> Option<(Solution, HashMap<u32, Shift>)> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut shifts: HashMap<u32, Shift> = HashMap::new();
        for &one in free {
            let (mut least, mut most) = self.may_be(one, question);
            if one == class {
                (least, most) = (least.max(i64::from(low)), most.min(i64::from(high)));
            }
            if least > most {
                return None;
            }
            let outside = (question == Question::Hindrance && self.plan.is_movable(self.context, one))
                .then(|| self.outside(&mut problem, one));
            let truth = self.truth(one);
            let up = ((least - truth).max(0) as f64, (most - truth).max(0) as f64);
            let down = ((truth - most).max(0) as f64, (truth - least).max(0) as f64);
            let (more, less) = (problem.add_var(weight(), up), problem.add_var(weight(), down));
            let beyond = if outside.is_some() { self.farthest() } else { 0.0 };
            let room = (up.1 - down.0 + beyond, down.1 - up.0 + beyond);
            shifts.insert(one, Shift { more, less, outside, room });
        }
        for relation in self.relations(free.iter().copied()) {
            self.constrain(&mut problem, &shifts, (relation, question));
        }
        Some((problem.solve().ok()?.into_solution().ok()?, shifts))
    }

    fn farthest(&self) -> f64 {
        f64::from(FARTHEST * self.context.settings.k)
    }

    /// The price of each household by which a published count is outside what was told: what is dear to withhold costs
    /// more.
    fn outside(&self, problem: &mut Problem, class: u32) -> (Variable, Variable) {
        let price = f64::from(self.model.weight(class)) + 1.0;
        let over = problem.add_var(price, (0.0, self.farthest()));
        (over, problem.add_var(price, (0.0, self.truth(class) as f64)))
    }

    /// The solution's changes, if they are whole, and those of the rests that follow from them.
    fn whole(&self, free: &[u32], shifts: &HashMap<u32, Shift>, solution: &Solution) -> Option<Changes> {
        let mut changed = HashMap::new();
        for &one in free {
            let shift = solution[shifts[&one].more] - solution[shifts[&one].less];
            if (shift - shift.round()).abs() > TOLERANCE {
                return None;
            }
            if shift.round() != 0.0 {
                changed.insert(one, shift.round() as i64);
            }
        }
        for relation in self.relations(changed.keys().copied()) {
            self.take_up(relation, shifts, &mut changed);
        }
        let mut changes = Changes::new();
        for (one, shift) in changed {
            changes.push((one, u32::try_from(self.truth(one) + shift).ok()?));
        }
        changes.sort_unstable();
        Some(changes)
    }

    /// The relations of some classes.
    fn relations(&self, classes: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut relations: Vec<u32> = classes.flat_map(|class| self.model.touching(class)).copied().collect();
        relations.sort_unstable();
        relations.dedup();
        relations
    }

    /// Lets the rests of a relation take what its other members leave, one after the other.
    fn take_up(&self, relation: u32, shifts: &HashMap<u32, Shift>, changed: &mut HashMap<u32, i64>) {
        let shift = |class: &u32| changed.get(class).copied().unwrap_or(0);
        let whole = self.model.whole[relation as usize];
        let mut left = shift(&whole) - self.model.parts(relation).iter().map(shift).sum::<i64>();
        for rest in self.rests(relation, shifts) {
            let (low, high) = self.range(rest);
            let taken = left.clamp(low - self.truth(rest), high - self.truth(rest));
            if taken != 0 {
                changed.insert(rest, taken);
            }
            left -= taken;
        }
    }

    /// The parts of a sum that take what the others leave.
    fn rests(&self, relation: u32, shifts: &HashMap<u32, Shift>) -> impl Iterator<Item = u32> {
        let sum = self.model.kind[relation as usize] == Kind::Sum;
        let parts = if sum { self.model.parts(relation) } else { &[] };
        parts.iter().copied().filter(|part| is_rest(self.model, *part) && !shifts.contains_key(part))
    }

    /// What a relation demands of the shifts of its members; those that stay have none.
    fn constrain(
        &self,
        problem: &mut Problem,
        shifts: &HashMap<u32, Shift>,
        (relation, question): (u32, Question),
    ) {
        let model = self.model;
        let (kind, whole) = (model.kind[relation as usize], model.whole[relation as usize]);
        let parts = model.parts(relation);
        let mut left = LinearExpr::empty();
        add(&mut left, shifts.get(&whole), 1.0);
        for part in parts {
            add(&mut left, shifts.get(part), -1.0);
        }
        let sum: i64 = parts.iter().map(|&part| self.truth(part)).sum();
        match kind {
            Kind::Sum => self.leave_to_rests(problem, shifts, left, (relation, question)),
            Kind::Union => {
                let room = (sum - self.truth(whole)) as f64;
                problem.add_constraint(left, ComparisonOp::Le, room);
            }
            Kind::AtMost => {}
        }
        if kind != Kind::Sum {
            for &part in parts {
                self.hold_below(problem, shifts, (part, whole));
            }
        }
    }

    /// What a whole and its parts leave is no more and no less than the rests can take. Mostly they can take anything.
    fn leave_to_rests(
        &self,
        problem: &mut Problem,
        shifts: &HashMap<u32, Shift>,
        left: LinearExpr,
        (relation, question): (u32, Question),
    ) {
        let (mut more, mut less) = (0.0, 0.0);
        for rest in self.rests(relation, shifts) {
            let (low, high) = self.may_be(rest, question);
            more += (high - self.truth(rest)) as f64;
            less += (self.truth(rest) - low) as f64;
        }
        if more == 0.0 && less == 0.0 {
            problem.add_constraint(left, ComparisonOp::Eq, 0.0);
            return;
        }
        let model = self.model;
        let (mut most, mut least) = (0.0, 0.0);
        if let Some(Shift { room: (up, down), .. }) = shifts.get(&model.whole[relation as usize]) {
            (most, least) = (*up, *down);
        }
        for Shift { room: (up, down), .. } in model.parts(relation).iter().filter_map(|part| shifts.get(part))
        {
            (most, least) = (most + down, least + up);
        }
        if most > more {
            problem.add_constraint(left.clone(), ComparisonOp::Le, more);
        }
        if least > less {
            problem.add_constraint(left, ComparisonOp::Ge, -less);
        }
    }

    /// A part is no more than its whole.
    fn hold_below(&self, problem: &mut Problem, shifts: &HashMap<u32, Shift>, (part, whole): (u32, u32)) {
        let (of_part, of_whole) = (shifts.get(&part), shifts.get(&whole));
        let mut over = LinearExpr::empty();
        add(&mut over, of_part, 1.0);
        add(&mut over, of_whole, -1.0);
        problem.add_constraint(over, ComparisonOp::Le, (self.truth(whole) - self.truth(part)) as f64);
    }
}

fn add(expression: &mut LinearExpr, shift: Option<&Shift>, factor: f64) {
    let Some(Shift { more, less, outside, .. }) = shift else { return };
    expression.add(*more, factor);
    expression.add(*less, -factor);
    if let Some((over, under)) = outside {
        expression.add(*over, factor);
        expression.add(*under, -factor);
    }
}
