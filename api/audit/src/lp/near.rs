//! Where all relations are too many: linear programming over those near a count.

use std::collections::{HashSet, VecDeque};

use super::component::columns;
use super::model::{Model, rows};
use super::program::{Objective, Program};
use super::{CLOSE, End, Question};
use crate::system::{Kind, Range, RelationId, System, Var};

/// What relations near a count say.
#[derive(Debug)]
pub(crate) enum Near {
    /// Within the relations near it, the count can have the value asked for. So can the others that are named.
    Possible(Vec<Question>),
    /// It cannot; that holds of all relations too, since more relations only say more.
    Narrowed(Range),
    /// The relations near it contradict each other.
    Contradiction,
    /// The solver's answer proves nothing.
    Unknown,
}

impl Near {
    /// Asks a question over relations near the count, of about `size` members in all. `others` says what else is open.
    pub fn ask(
        system: &System,
        (var, end): Question,
        k: i64,
        size: usize,
        others: &dyn Fn(Question) -> bool,
    ) -> Near {
        let around = around(system, var, size);
        let mut all = Vec::new();
        around.iter().for_each(|id| rows(system, *id, &mut all));
        let model = Model::new(system, all, columns(system, var));
        let program = Program::new(&model);
        let terms = model.terms(system, var, end.sign());
        let Some(solved) = program.solve(&Objective { terms: terms.clone(), ..Objective::default() }) else {
            return Near::Unknown;
        };
        if solved.infeasible && program.proven_least(&[], &solved) > 1e-6 {
            return Near::Contradiction;
        }
        if !solved.infeasible && model.keeps(&solved.point) {
            let answers = answered(system, &model, &around, &solved.point, k);
            let answers: Vec<Question> =
                answers.into_iter().filter(|other| *other == (var, end) || others(*other)).collect();
            if answers.contains(&(var, end)) {
                return Near::Possible(answers);
            }
        }
        let proven = program.proven_least(&terms, &solved);
        end.narrowed(system.ranges[var as usize], proven, k).map_or(Near::Unknown, Near::Narrowed)
    }
}

/// What a point answers about the counts all of whose relations are in the model.
fn answered(
    system: &System,
    model: &Model,
    around: &HashSet<RelationId>,
    point: &[f64],
    k: i64,
) -> Vec<Question> {
    let mut found = Vec::new();
    let members: HashSet<Var> =
        around.iter().flat_map(|id| system.relations[*id as usize].members()).collect();
    for var in members {
        let inside =
            |id: &RelationId| system.relations[*id as usize].kind == Kind::Implied || around.contains(id);
        let has_columns = columns(system, var).all(|column| model.number.contains_key(&column));
        if !has_columns || !system.touching(var).iter().all(inside) {
            continue;
        }
        let terms = model.terms(system, var, 1.0);
        let value: f64 = terms.iter().map(|(column, sign)| sign * point[*column]).sum();
        if value <= CLOSE {
            found.push((var, End::Low));
        }
        if value >= k as f64 - CLOSE {
            found.push((var, End::High));
        }
    }
    found
}

/// Relations in the order of their distance, until they have so many members.
fn around(system: &System, var: Var, size: usize) -> HashSet<RelationId> {
    let mut found = HashSet::new();
    let mut seen = HashSet::from([var]);
    let mut queue: VecDeque<Var> = VecDeque::from([var]);
    let mut members = 0;
    while let Some(at) = queue.pop_front() {
        for id in system.touching(at) {
            let relation = &system.relations[*id as usize];
            if relation.kind == Kind::Implied || found.contains(id) {
                continue;
            }
            members += relation.parts.len() + 1;
            if members > size && !found.is_empty() {
                return found;
            }
            found.insert(*id);
            queue.extend(relation.members().filter(|member| seen.insert(*member)));
        }
    }
    found
}
