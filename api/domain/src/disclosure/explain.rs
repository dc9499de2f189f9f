//! Which published classes a conclusion rests on.

use std::collections::{BTreeSet, VecDeque};

use super::{
    bounds::{Bounds, TOLD},
    model::Kind,
    plan::{Context, Plan},
};

/// One of the two bounds of a class.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Low,
    High,
}

/// A published class that can still be changed, and whether it is a total in the relation that led to it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Culprit {
    pub class: u32,
    pub is_total: bool,
}

/// The nearest movable classes that the bounds of a violated class rest on; empty if they rest on frozen ones alone.
pub(super) fn culprits(context: &Context<'_>, plan: &Plan, bounds: &Bounds, class: u32) -> Vec<Culprit> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut level = vec![];
    if bounds.low[class as usize] >= 1 {
        level.push((class, Side::Low, false));
    }
    if bounds.high[class as usize] < context.settings.k {
        level.push((class, Side::High, false));
    }
    while found.is_empty() && !level.is_empty() {
        let mut next = Vec::new();
        for (class, side, is_total) in level {
            if seen.insert((class, side)) {
                match reason(bounds, class, side) {
                    TOLD => found.extend(tellers(context, plan, class, side, is_total)),
                    relation => premises(context, relation, class, side, &mut next),
                }
            }
        }
        level = next;
    }
    found
}

fn reason(bounds: &Bounds, class: u32, side: Side) -> u32 {
    match side {
        Side::Low => bounds.why_low[class as usize],
        Side::High => bounds.why_high[class as usize],
    }
}

/// Whose publication told the bound: the class itself, or for a complement the parts that are its counterparts.
fn tellers(context: &Context<'_>, plan: &Plan, class: u32, side: Side, is_total: bool) -> Vec<Culprit> {
    if plan.is_movable(context, class) {
        return vec![Culprit { class, is_total }];
    }
    let counterparts = if side == Side::Low { context.model.complemented(class) } else { &[] };
    let movable = counterparts.iter().filter(|&&part| plan.is_movable(context, part));
    movable.map(|&class| Culprit { class, is_total: false }).collect()
}

/// The bounds from which a relation concluded a bound of `class`.
fn premises(context: &Context<'_>, relation: u32, class: u32, side: Side, next: &mut Vec<(u32, Side, bool)>) {
    let model = context.model;
    if let Some(cover) = model.as_cover(relation) {
        let others = model.covers.terms(cover).filter(|&(other, _)| other != class);
        next.extend(others.map(|(other, added)| (other, if added { Side::High } else { Side::Low }, false)));
        return;
    }
    let (kind, whole) = (model.kind[relation as usize], model.whole[relation as usize]);
    let parts = model.parts(relation);
    if class == whole {
        next.extend(parts.iter().map(|&part| (part, side, false)));
        return;
    }
    next.push((whole, side, true));
    let others = parts.iter().filter(|&&part| part != class);
    match (kind, side) {
        (Kind::Sum, Side::High) => next.extend(others.map(|&part| (part, Side::Low, false))),
        (Kind::Sum | Kind::Union, Side::Low) => next.extend(others.map(|&part| (part, Side::High, false))),
        (Kind::Union, Side::High) | (Kind::AtMost, _) => {}
    }
}

/// The movable classes nearest to `class` over any relation; empty if nothing of this release is connected to it.
pub(super) fn nearest(context: &Context<'_>, plan: &Plan, class: u32) -> Vec<Culprit> {
    let model = context.model;
    let mut seen = BTreeSet::from([class]);
    let mut queue = VecDeque::from([class]);
    while let Some(class) = queue.pop_front() {
        let found = around(context, plan, model.touching(class));
        if !found.is_empty() {
            return found;
        }
        for &relation in model.touching(class) {
            queue.extend(model.members(relation).filter(|&member| seen.insert(member)));
        }
    }
    Vec::new()
}

/// The movable members of some relations.
pub(super) fn around(context: &Context<'_>, plan: &Plan, relations: &[u32]) -> Vec<Culprit> {
    let model = context.model;
    let mut found = Vec::new();
    for &relation in relations {
        let whole = model.whole[relation as usize];
        let movable = model.members(relation).filter(|&member| plan.is_movable(context, member));
        found.extend(movable.map(|class| Culprit { class, is_total: class == whole }));
    }
    found
}

/// The order in which culprits are given up: the cheapest first, siblings before totals, ties by the key.
pub(super) fn rank(context: &Context<'_>, culprit: Culprit) -> (u32, bool, u64) {
    (context.model.weight(culprit.class), culprit.is_total, context.draw("repair", culprit.class, 0))
}
