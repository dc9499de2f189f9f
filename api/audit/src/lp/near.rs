//! Where all relations are too many: linear programming over blocks of relations near a count.

use std::collections::{HashSet, VecDeque};

use super::batch::{Batch, Points};
use super::component::{Component, columns};
use super::model::{Model, rows};
use super::program::Program;
use super::{Open, Question};
use crate::system::{Kind, Range, RelationId, System, Var};

/// What relations near a count say.
#[derive(Debug, Default)]
pub(crate) struct Near {
    /// What can be within the block.
    pub possible: Vec<Question>,
    /// What cannot; that holds over all relations too, since more relations only say more.
    pub narrowed: Vec<(Var, Range)>,
    /// Whether the block contradicts itself.
    pub contradiction: bool,
    /// Programs solved.
    pub programs: usize,
    /// All counts of the block: if the range of one changes, what is possible has to be asked again.
    pub members: Vec<Var>,
}

impl Near {
    /// Asks all that is open of the counts whose relations are all within a block of about `size` members around one.
    pub fn ask(
        system: &System,
        var: Var,
        k: i64,
        size: usize,
        open: &Open,
        random: &mut fastrand::Rng,
    ) -> Near {
        let around = around(system, var, size);
        let mut all = Vec::new();
        around.iter().for_each(|id| rows(system, *id, &mut all));
        let mut members: Vec<Var> =
            around.iter().flat_map(|id| system.relations[*id as usize].members()).chain([var]).collect();
        members.sort_unstable();
        members.dedup();
        let is_inside = |other: &Var| {
            *other == var
                || system.touching(*other).iter().all(|id| is_implied(system, *id) || around.contains(id))
        };
        let targets: Vec<Var> =
            members.iter().copied().filter(|at| open.is_open(*at) && is_inside(at)).collect();
        let also: Vec<Var> = targets.iter().flat_map(|target| columns(system, *target)).collect();
        let component = Component { model: Model::new(system, all, also), targets };
        let mut own = open.clone();
        let mut batch = Batch {
            system,
            component: &component,
            k,
            open: &mut own,
            points: &mut Points::none(),
            random,
            programs: 0,
            found: vec![],
            contradiction: false,
        };
        let program = Program::new(&component.model);
        batch.ask_many(&program, 30, &|| false);
        batch.ask_each(&program, usize::MAX, &|| false);
        let (programs, contradiction) = (batch.programs, batch.contradiction);
        let narrowed = std::mem::take(&mut batch.found);
        let is_possible = |question: &Question| {
            !own.is_question(*question) && !narrowed.iter().any(|(other, _)| *other == question.0)
        };
        let possible = open.questions(&component.targets).into_iter().filter(is_possible).collect();
        Near { possible, narrowed, contradiction, programs, members }
    }
}

fn is_implied(system: &System, id: RelationId) -> bool {
    system.relations[id as usize].kind == Kind::Implied
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
            if is_implied(system, *id) || found.contains(id) {
                continue;
            }
            members += relation.parts.len() + 1;
            if members > size && at != var {
                return found;
            }
            found.insert(*id);
            queue.extend(relation.members().filter(|member| seen.insert(*member)));
        }
    }
    found
}
