//! Ranges by propagation: what each row says of each of its cells, given the ranges of the others, until nothing moves.

use std::collections::VecDeque;

use crate::{K, system::System};

/// No greatest value is known.
pub const OPEN: i64 = i64::MAX;

/// What is concluded so far.
pub struct Bounds<'s> {
    system: &'s System,
    /// By cell the least value.
    pub low: Vec<i64>,
    /// By cell the greatest.
    pub high: Vec<i64>,
    /// A cell that can have no value at all: something that was reckoned with does not hold.
    pub broken: Option<u32>,
    /// Whether the promise itself is used: what may be small can be 0, so what is at least 1 is at least `K`.
    closure: bool,
    /// By cell its rows.
    pub rows_of: Vec<Vec<u32>>,
    queue: VecDeque<u32>,
    queued: Vec<bool>,
}

impl<'s> Bounds<'s> {
    /// Nothing is known but the rows.
    #[must_use]
    pub fn new(system: &'s System, closure: bool) -> Self {
        let cells = system.cells.len();
        let queue: VecDeque<u32> = (0..system.rows() as u32).collect();
        let queued = vec![true; queue.len()];
        let (low, high) = (vec![0; cells], vec![OPEN; cells]);
        Self { system, low, high, broken: None, closure, rows_of: system.rows_of(), queue, queued }
    }

    /// A cell is at least that; whether this is news.
    pub fn at_least(&mut self, cell: u32, value: i64) -> bool {
        let at = cell as usize;
        if value <= self.low[at] {
            return false;
        }
        let fact = self.closure && value < K && self.high[at] >= K;
        self.low[at] = if fact { K } else { value };
        self.changed(cell);
        true
    }

    /// A cell is at most that; whether this is news.
    pub fn at_most(&mut self, cell: u32, value: i64) -> bool {
        let at = cell as usize;
        if value >= self.high[at] {
            return false;
        }
        self.high[at] = value;
        self.changed(cell);
        true
    }

    fn changed(&mut self, cell: u32) {
        if self.low[cell as usize] > self.high[cell as usize] {
            self.broken.get_or_insert(cell);
        }
        for &row in &self.rows_of[cell as usize] {
            if !std::mem::replace(&mut self.queued[row as usize], true) {
                self.queue.push_back(row);
            }
        }
    }

    /// Until nothing moves, or nothing fits any more.
    pub fn propagate(&mut self) {
        while let Some(row) = self.queue.pop_front() {
            if self.broken.is_some() {
                return;
            }
            self.queued[row as usize] = false;
            let system = self.system;
            let (terms, exact) = system.row(row as usize);
            self.narrow(terms, true);
            if exact {
                self.narrow(terms, false);
            }
        }
    }

    /// The most that a term can add to its row; `None`: anything.
    fn most(&self, cell: u32, added: bool) -> Option<i64> {
        match added {
            true if self.high[cell as usize] == OPEN => None,
            true => Some(self.high[cell as usize]),
            false => Some(-self.low[cell as usize]),
        }
    }

    /// The terms add up to at least 0; with `straight` false, their negatives do.
    fn narrow(&mut self, terms: &[(u32, bool)], straight: bool) {
        let (mut sum, mut open) = (0, 0);
        for &(cell, added) in terms {
            match self.most(cell, added == straight) {
                Some(most) => sum += most,
                None => open += 1,
            }
        }
        if open > 1 {
            return;
        }
        for &(cell, added) in terms {
            let added = added == straight;
            let rest = match self.most(cell, added) {
                Some(most) if open == 0 => sum - most,
                None => sum,
                Some(_) => continue,
            };
            // This narrows the other side of the term than the one that is in the sum, which therefore stays right.
            if added {
                self.at_least(cell, -rest)
            } else {
                self.at_most(cell, rest)
            };
        }
    }
}
