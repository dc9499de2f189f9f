//! Linear programming over the relations: the exact ranges of the system without its whole numbers.
//!
//! A [`model`] holds the linear rows of some relations, a [`program`] is solved by an interior-point method. What the
//! solver answers is never believed: a point counts as a witness if it keeps all rows ([`model::Model::keeps`]), and a
//! bound counts if its dual proves it by weak duality ([`program::Program::proven_least`]).

mod batch;
mod block;
mod component;
mod model;
mod near;
mod program;

pub(crate) use batch::{Batch, Points};
pub(crate) use component::components;
pub(crate) use near::{Limits, Nearby};
pub(crate) use program::Program;

use crate::system::{Kind, Range, System, Var};

/// How far a point may be from what it stands for.
const CLOSE: f64 = 1e-3;

/// A count as a difference of columns: of a complement, the denominator and the part.
pub(crate) fn expression(system: &System, var: Var) -> (Var, Option<Var>) {
    let rest_of = |id: &u32| {
        let relation = &system.relations[*id as usize];
        (relation.kind == Kind::Complement && relation.parts[1] == var)
            .then(|| (relation.whole, Some(relation.parts[0])))
    };
    system.touching(var).iter().find_map(rest_of).unwrap_or((var, None))
}

/// Which end of a range is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum End {
    /// Can it be 0?
    Low,
    /// Can it be `k`?
    High,
}

impl End {
    /// The sign with which a count has to be made least.
    pub fn sign(self) -> f64 {
        match self {
            End::Low => 1.0,
            End::High => -1.0,
        }
    }

    /// The range that is left if the count with that sign is at least `proven`; none if that answers nothing.
    pub fn narrowed(self, range: Range, proven: f64, k: i64) -> Option<Range> {
        let least = (proven - 1e-6).ceil() as i64;
        match self {
            End::Low => (least >= 1).then_some(Range { lo: least, hi: range.hi }),
            End::High => (-least < k).then_some(Range { lo: range.lo, hi: -least }),
        }
    }
}

/// A question about a count.
pub(crate) type Question = (Var, End);

/// What is still to be asked of each count.
#[derive(Debug, Clone, Default)]
pub(crate) struct Open {
    pub low: Vec<bool>,
    pub high: Vec<bool>,
}

impl Open {
    /// Both ends of all these counts, of so many.
    pub fn new(len: usize, targets: &[Var]) -> Self {
        let mut open = Self { low: vec![false; len], high: vec![false; len] };
        for var in targets {
            open.low[*var as usize] = true;
            open.high[*var as usize] = true;
        }
        open
    }

    pub fn is_open(&self, var: Var) -> bool {
        self.low[var as usize] || self.high[var as usize]
    }

    pub fn is_question(&self, (var, end): Question) -> bool {
        match end {
            End::Low => self.low[var as usize],
            End::High => self.high[var as usize],
        }
    }

    pub fn close(&mut self, (var, end): Question) {
        match end {
            End::Low => self.low[var as usize] = false,
            End::High => self.high[var as usize] = false,
        }
    }

    /// The open questions about these counts.
    pub fn questions(&self, targets: &[Var]) -> Vec<Question> {
        let low = targets.iter().filter(|var| self.low[**var as usize]).map(|var| (*var, End::Low));
        let high = targets.iter().filter(|var| self.high[**var as usize]).map(|var| (*var, End::High));
        low.chain(high).collect()
    }
}
