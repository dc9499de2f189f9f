//! Counts that hang together by rows that bind.

use std::collections::HashMap;

use super::expression;
use super::model::{Model, Row, rows};
use crate::sets::Sets;
use crate::system::{RelationId, System, Var};

/// Rows that hang together, and the counts that are asked for.
#[derive(Debug)]
pub(crate) struct Component {
    pub model: Model,
    pub targets: Vec<Var>,
}

/// Splits the rows of all relations into components that share no unknown.
pub(crate) fn components(system: &System, targets: &[Var]) -> Vec<Component> {
    let mut all = Vec::new();
    (0..system.relations.len() as RelationId).for_each(|id| rows(system, id, &mut all));
    let mut sets = Sets::new(system.len());
    for row in &all {
        row.terms.iter().for_each(|(var, _)| sets.join(row.terms[0].0, *var));
    }
    let mut parts: HashMap<Var, (Vec<Row>, Vec<Var>)> = HashMap::new();
    let mut homes = Vec::with_capacity(targets.len());
    for target in targets {
        // What is fixed ties nothing together.
        let mut free = columns(system, *target).filter(|var| is_free(system, *var));
        let home = free.next().unwrap_or(*target);
        free.for_each(|other| sets.join(home, other));
        homes.push(home);
    }
    for (target, home) in targets.iter().zip(homes) {
        parts.entry(sets.find(home)).or_default().1.push(*target);
    }
    for row in all {
        // Where nothing is asked, nothing is to be done.
        if let Some((rows, _)) = parts.get_mut(&sets.find(row.terms[0].0)) {
            rows.push(row);
        }
    }
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by_key(|(var, _)| *var);
    let component = |(_, (rows, targets)): (Var, (Vec<Row>, Vec<Var>))| {
        let also: Vec<Var> = targets.iter().flat_map(|target| columns(system, *target)).collect();
        Component { model: Model::new(system, rows, also), targets }
    };
    parts.into_iter().map(component).collect()
}

fn is_free(system: &System, var: Var) -> bool {
    let range = system.ranges[var as usize];
    range.lo < range.hi
}

/// The columns that an expression needs.
pub(crate) fn columns(system: &System, target: Var) -> impl Iterator<Item = Var> {
    let (whole, part) = expression(system, target);
    std::iter::once(whole).chain(part)
}
