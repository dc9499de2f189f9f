//! Many questions at once: a point that is pulled in many directions answers most of them; what remains is asked one
//! by one.

use super::component::Component;
use super::model::Model;
use super::program::{Objective, Program, Solved};
use super::{CLOSE, End, Open, Question};
use crate::system::{Range, System, Var};

/// How many points are kept to be looked at again when ranges have changed.
const MOST_LAYERS: usize = 64;

/// The answers from which on a program that asks many questions is worth more than programs that ask one each.
const WORTHWHILE: usize = 3;

/// Points that were found earlier. Components share no unknowns, so each layer holds one point of each of them.
#[derive(Debug, Default)]
pub(crate) struct Points {
    layers: Vec<Vec<f64>>,
    /// The first layer that this round may write to.
    first: usize,
    /// Whether nothing is kept.
    none: bool,
}

impl Points {
    /// Keeps nothing.
    pub fn none() -> Self {
        Self { none: true, ..Self::default() }
    }

    /// Begins a round: what is kept is kept, new points go to new layers.
    pub fn begin(&mut self) {
        self.first = self.layers.len();
    }

    fn keep(&mut self, model: &Model, nth: usize, point: &[f64], len: usize) {
        let layer = self.first + nth;
        if layer >= MOST_LAYERS || self.none {
            return;
        }
        if self.layers.len() <= layer {
            self.layers.resize(layer + 1, vec![]);
        }
        if self.layers[layer].is_empty() {
            self.layers[layer] = vec![f64::NAN; len];
        }
        model.columns.iter().zip(point).for_each(|(var, at)| self.layers[layer][*var as usize] = *at);
    }
}

/// A component at work.
pub(crate) struct Batch<'a> {
    pub system: &'a System,
    pub component: &'a Component,
    pub k: i64,
    pub open: &'a mut Open,
    pub points: &'a mut Points,
    pub random: &'a mut fastrand::Rng,
    /// Programs solved.
    pub programs: usize,
    /// Ranges that are proven to be narrower.
    pub found: Vec<(Var, Range)>,
    /// Whether the rows are proven to have no solution.
    pub contradiction: bool,
}

impl Batch<'_> {
    /// Points of earlier rounds answer what they still answer.
    pub fn recall(&mut self) {
        let model = &self.component.model;
        for layer in 0..self.points.layers.len().min(self.points.first) {
            let kept = &self.points.layers[layer];
            if kept.is_empty() {
                continue;
            }
            let point: Vec<f64> = model.columns.iter().map(|var| kept[*var as usize]).collect();
            if point.iter().all(|at| at.is_finite()) && model.keeps(&point) {
                self.witness(&point);
            }
        }
    }

    /// Asks many questions at once, as long as that answers enough of them.
    pub fn ask_many(&mut self, program: &Program, most: usize, stop: &dyn Fn() -> bool) {
        let mut idle = 0;
        for round in 0..most {
            let questions = self.open.questions(&self.component.targets);
            if questions.is_empty() || idle == 2 || questions.len() <= 4 || self.contradiction || stop() {
                return;
            }
            let objective = self.pull(&questions, round);
            let Some(solved) = self.solve(program, &objective) else { return };
            // A pull in which the solver lost its way tells nothing of the next one.
            if self.note(&solved) {
                let answered = questions.len() - self.open.questions(&self.component.targets).len();
                idle = if answered < WORTHWHILE { idle + 1 } else { 0 };
            }
        }
    }

    /// Asks what is left, one by one.
    pub fn ask_each(&mut self, program: &Program, most: usize, stop: &dyn Fn() -> bool) {
        let questions = self.open.questions(&self.component.targets);
        for question in questions.into_iter().take(most) {
            if self.contradiction || stop() {
                return;
            }
            if self.open.is_question(question) {
                self.ask(program, question);
            }
        }
    }

    /// Asks one question. The answer is a witness, a proof of a narrower range, or nothing that could be believed.
    pub fn ask(&mut self, program: &Program, question: Question) {
        let (var, end) = question;
        let terms = self.terms(var, end.sign());
        // No further up than is asked for: some counts have no end there.
        let objective = match end {
            End::Low => Objective { terms: terms.clone(), ..Objective::default() },
            End::High => Objective {
                capped: vec![(self.terms(var, 1.0), 1.0)],
                cap: self.k as f64,
                ..Objective::default()
            },
        };
        let Some(solved) = self.solve(program, &objective) else { return };
        self.note(&solved);
        if !self.open.is_question(question) {
            return;
        }
        let range = self.system.ranges[var as usize];
        if let Some(proven) = end.narrowed(range, program.proven_least(&terms, &solved), self.k) {
            self.found.push((var, proven));
            self.open.close(question);
        }
    }

    fn solve(&mut self, program: &Program, objective: &Objective) -> Option<Solved> {
        self.programs += 1;
        let solved = program.solve(objective)?;
        if solved.infeasible && program.proven_least(&[], &solved) > 1e-6 {
            self.contradiction = true;
        }
        Some(solved)
    }

    /// A count as terms over columns.
    fn terms(&self, var: Var, sign: f64) -> Vec<(usize, f64)> {
        self.component.model.terms(self.system, var, sign)
    }

    /// All up, then all down, then each in a direction and with a force of its own, so that the parts of a whole do
    /// not share what would be enough for one.
    fn pull(&mut self, questions: &[Question], round: usize) -> Objective {
        let mut objective = Objective { cap: self.k as f64, ..Objective::default() };
        let mut before = None;
        for (var, end) in questions {
            let force = if round < 2 { 0.5 + self.random.f64() } else { (6.0 * self.random.f64()).exp() };
            let wanted = match round {
                0 => *end == End::High,
                1 => *end == End::Low,
                _ => true,
            };
            if !wanted || before == Some(*var) {
                continue;
            }
            if *end == End::High {
                objective.capped.push((self.terms(*var, 1.0), force));
            } else {
                // Of a count that is asked for both ends, one is pulled at.
                if round > 1 && self.open.high[*var as usize] && self.random.bool() {
                    continue;
                }
                before = Some(*var);
                objective.terms.extend(self.terms(*var, force));
            }
        }
        objective
    }

    /// Keeps a point that is one, and closes what it answers. Answers whether it is.
    fn note(&mut self, solved: &Solved) -> bool {
        let is_point = !solved.infeasible && self.component.model.keeps(&solved.point);
        if is_point {
            self.witness(&solved.point);
            self.points.keep(&self.component.model, self.programs - 1, &solved.point, self.system.len());
        }
        is_point
    }

    fn witness(&mut self, point: &[f64]) {
        let enough = self.k as f64 - CLOSE;
        for target in &self.component.targets {
            if !self.open.is_open(*target) {
                continue;
            }
            let value: f64 =
                self.terms(*target, 1.0).iter().map(|(column, sign)| sign * point[*column]).sum();
            if value <= CLOSE {
                self.open.close((*target, End::Low));
            }
            if value >= enough {
                self.open.close((*target, End::High));
            }
        }
    }
}
