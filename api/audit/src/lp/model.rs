//! The linear rows of relations, without those that the bounds imply anyway.

use std::collections::HashMap;

use super::{CLOSE, expression};
use crate::system::{Kind, Range, RelationId, System, Var};

/// A row: `lo <= sum of terms <= hi`, over unknowns.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub terms: Box<[(Var, i8)]>,
    pub lo: Option<i64>,
    pub hi: Option<i64>,
}

impl Row {
    fn of(terms: impl IntoIterator<Item = (Var, i8)>, lo: Option<i64>, hi: Option<i64>) -> Self {
        Self { terms: terms.into_iter().collect(), lo, hi }
    }

    /// The row without fixed counts, and without sides that the bounds imply. None if nothing is left.
    fn reduced(mut self, ranges: &[Range]) -> Option<Self> {
        let (mut least, mut most, mut fixed) = (0, 0, 0);
        for (var, sign) in &self.terms {
            let range = ranges[*var as usize];
            let (low, high) = if *sign > 0 { (range.lo, range.hi) } else { (-range.hi, -range.lo) };
            least += low;
            most += high;
            fixed += if low == high { low } else { 0 };
        }
        self.lo = self.lo.filter(|lo| least < *lo).map(|lo| lo - fixed);
        self.hi = self.hi.filter(|hi| most > *hi).map(|hi| hi - fixed);
        if self.lo.is_none() && self.hi.is_none() {
            return None;
        }
        let free = |(var, _): &&(Var, i8)| ranges[*var as usize].lo < ranges[*var as usize].hi;
        self.terms = self.terms.iter().filter(free).copied().collect();
        (!self.terms.is_empty()).then_some(self)
    }
}

/// The rows of a relation that bind within the bounds.
pub(crate) fn rows(system: &System, id: RelationId, into: &mut Vec<Row>) {
    let relation = &system.relations[id as usize];
    let (whole, parts) = (relation.whole, &relation.parts);
    let ranges = &system.ranges;
    match relation.kind {
        Kind::Implied | Kind::Cover => {}
        Kind::Complement => {
            let rest = ranges[parts[1] as usize];
            into.extend(Row::of([(whole, 1), (parts[0], -1)], Some(rest.lo), Some(rest.hi)).reduced(ranges));
        }
        Kind::Sum => {
            let terms = parts.iter().map(|part| (*part, -1)).chain([(whole, 1)]);
            into.extend(Row::of(terms, Some(0), Some(0)).reduced(ranges));
        }
        Kind::Union | Kind::Within => {
            for part in parts {
                into.extend(Row::of([(whole, 1), (*part, -1)], Some(0), None).reduced(ranges));
            }
            if relation.kind == Kind::Union {
                let terms = parts.iter().map(|part| (*part, 1)).chain([(whole, -1)]);
                into.extend(Row::of(terms, Some(0), None).reduced(ranges));
            }
        }
    }
}

/// Rows over columns, with the bounds of the columns.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub columns: Vec<Var>,
    pub number: HashMap<Var, usize>,
    pub bounds: Vec<Range>,
    pub rows: Vec<Row>,
}

impl Model {
    /// Rows, and columns that have to be there although no row names them.
    pub fn new(system: &System, rows: Vec<Row>, also: impl IntoIterator<Item = Var>) -> Self {
        let mut columns: Vec<Var> =
            rows.iter().flat_map(|row| row.terms.iter().map(|(var, _)| *var)).collect();
        columns.extend(also);
        columns.sort_unstable();
        columns.dedup();
        let bounds = columns.iter().map(|var| system.ranges[*var as usize]).collect();
        let number = columns.iter().enumerate().map(|(at, var)| (*var, at)).collect();
        Self { columns, number, bounds, rows }
    }

    /// A count as terms over columns.
    pub fn terms(&self, system: &System, var: Var, sign: f64) -> Vec<(usize, f64)> {
        let (whole, part) = expression(system, var);
        let part = part.map(|part| (self.number[&part], -sign));
        std::iter::once((self.number[&whole], sign)).chain(part).collect()
    }

    /// Whether a point keeps all bounds and rows, but for what arithmetic loses.
    pub fn keeps(&self, point: &[f64]) -> bool {
        let within = self.bounds.iter().zip(point).all(|(range, at)| {
            let slack = CLOSE + 1e-7 * at.abs();
            *at >= range.lo as f64 - slack && *at <= range.hi as f64 + slack
        });
        within && self.rows.iter().all(|row| self.keeps_row(row, point))
    }

    fn keeps_row(&self, row: &Row, point: &[f64]) -> bool {
        let (mut sum, mut size) = (0.0, 0.0);
        for (var, sign) in &row.terms {
            let at = point[self.number[var]];
            sum += f64::from(*sign) * at;
            size += at.abs();
        }
        let slack = CLOSE + 1e-7 * size;
        row.lo.is_none_or(|lo| sum >= lo as f64 - slack) && row.hi.is_none_or(|hi| sum <= hi as f64 + slack)
    }
}
