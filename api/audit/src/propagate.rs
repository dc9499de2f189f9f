//! Bounds carried along relations until nothing changes.

use std::collections::VecDeque;

use crate::system::{Kind, Range, Relation, RelationId, System, Var};

/// How often one bound may be moved by propagation. Bounds that creep in small steps are left to linear programming;
/// to stop early is sound, ranges are then only wider than they might be.
const MOST_MOVES: u16 = 2_000;

/// What moved a bound last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Nothing: it follows from the count being a count, or from what is published of it.
    Given,
    /// A relation.
    Relation(RelationId),
    /// Of a range with its lower end in `1..k` and its upper end at `k` or more, a client concludes `k`.
    Closure,
    /// Linear programming, over many relations.
    Program,
}

/// A count whose range has become empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Empty {
    pub var: Var,
}

/// Carries bounds along relations, and remembers why they moved.
#[derive(Debug)]
pub(crate) struct Propagator {
    pub why_lo: Vec<Cause>,
    pub why_hi: Vec<Cause>,
    moves: Vec<u16>,
    queue: VecDeque<RelationId>,
    waiting: Vec<bool>,
    /// Whether a bound was moved too often to go on.
    pub stopped_early: bool,
}

impl Propagator {
    /// Begins with every relation waiting.
    pub fn new(system: &System) -> Self {
        let relations = system.relations.len();
        Self {
            why_lo: vec![Cause::Given; system.len()],
            why_hi: vec![Cause::Given; system.len()],
            moves: vec![0; system.len()],
            queue: (0..relations as RelationId).collect(),
            waiting: vec![true; relations],
            stopped_early: false,
        }
    }

    /// Runs to the fixpoint, or to the first count that can have no value.
    pub fn run(&mut self, system: &mut System) -> Result<(), Empty> {
        let mut found = Vec::new();
        while let Some(id) = self.queue.pop_front() {
            self.waiting[id as usize] = false;
            found.clear();
            tightened(&system.relations[id as usize], &system.ranges, &mut found);
            for (var, range) in &found {
                self.narrow(system, *var, *range, Cause::Relation(id))?;
            }
        }
        Ok(())
    }

    /// Narrows a range to what it has in common with another one, and wakes the relations of the count.
    pub fn narrow(&mut self, system: &mut System, var: Var, to: Range, why: Cause) -> Result<bool, Empty> {
        let at = var as usize;
        let old = system.ranges[at];
        let new = Range { lo: old.lo.max(to.lo), hi: old.hi.min(to.hi) };
        if new == old {
            return Ok(false);
        }
        if matches!(why, Cause::Relation(_)) && new.lo <= new.hi {
            if self.moves[at] == MOST_MOVES {
                self.stopped_early = true;
                return Ok(false);
            }
            self.moves[at] += 1;
        }
        if new.lo > old.lo {
            self.why_lo[at] = why;
        }
        if new.hi < old.hi {
            self.why_hi[at] = why;
        }
        if new.lo > new.hi {
            return Err(Empty { var });
        }
        system.ranges[at] = new;
        for id in system.touching(var) {
            if !std::mem::replace(&mut self.waiting[*id as usize], true) {
                self.queue.push_back(*id);
            }
        }
        Ok(true)
    }
}

/// The ranges that a relation leaves to its members, where they are narrower.
fn tightened(relation: &Relation, ranges: &[Range], found: &mut Vec<(Var, Range)>) {
    let whole = ranges[relation.whole as usize];
    let (mut lows, mut highs, mut greatest) = (0, 0, 0);
    for part in &relation.parts {
        let part = ranges[*part as usize];
        lows += part.lo;
        highs += part.hi;
        greatest = greatest.max(part.lo);
    }
    let covers = relation.kind != Kind::Within;
    let new = Range {
        lo: whole.lo.max(match relation.kind {
            Kind::Complement | Kind::Sum | Kind::Implied => lows,
            Kind::Union | Kind::Within => greatest,
            Kind::Cover => 0,
        }),
        hi: if covers { whole.hi.min(highs) } else { whole.hi },
    };
    if new != whole {
        found.push((relation.whole, new));
    }
    for var in &relation.parts {
        let own = ranges[*var as usize];
        let hi = match relation.kind {
            Kind::Complement | Kind::Sum | Kind::Implied => whole.hi - (lows - own.lo),
            Kind::Union | Kind::Within => whole.hi,
            Kind::Cover => own.hi,
        };
        let lo = if covers { whole.lo - (highs - own.hi) } else { 0 };
        let new = Range { lo: own.lo.max(lo), hi: own.hi.min(hi) };
        if new != own {
            found.push((*var, new));
        }
    }
}
