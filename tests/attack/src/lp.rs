//! Ranges by linear programming, on the rows around a cell. Rows that are left out only widen a range, so it stays true.

use std::collections::{HashMap, VecDeque};

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::{
    bounds::{Bounds, OPEN},
    system::System,
};

/// How far the solver's answers may be off.
const TOLERANCE: f64 = 1e-5;

/// The least and the greatest whole value of a cell, as far as `size` rows around it tell.
#[must_use]
pub fn range(system: &System, bounds: &Bounds<'_>, cell: u32, size: usize) -> (i64, i64) {
    let rows = around(system, bounds, cell, size);
    let at = cell as usize;
    let least = solve(system, bounds, (cell, &rows), OptimizationDirection::Minimize);
    let most = solve(system, bounds, (cell, &rows), OptimizationDirection::Maximize);
    let least = least.map_or(bounds.low[at], |least| (least - TOLERANCE).ceil() as i64);
    let most = most.map_or(bounds.high[at], |most| (most + TOLERANCE).floor() as i64);
    (least.max(bounds.low[at]), most.min(bounds.high[at]))
}

/// The rows nearest to a cell.
fn around(system: &System, bounds: &Bounds<'_>, cell: u32, size: usize) -> Vec<u32> {
    let mut rows = Vec::new();
    let mut seen_rows = std::collections::HashSet::new();
    let mut seen = std::collections::HashSet::from([cell]);
    let mut queue = VecDeque::from([cell]);
    while let Some(cell) = queue.pop_front() {
        for &row in &bounds.rows_of[cell as usize] {
            if rows.len() == size {
                return rows;
            }
            if seen_rows.insert(row) {
                rows.push(row);
                let terms = system.row(row as usize).0;
                // What is known exactly connects nothing.
                let open = terms.iter().filter(|(c, _)| bounds.low[*c as usize] < bounds.high[*c as usize]);
                queue.extend(open.map(|(cell, _)| *cell).filter(|cell| seen.insert(*cell)));
            }
        }
    }
    rows
}

fn solve(
    system: &System,
    bounds: &Bounds<'_>,
    (cell, rows): (u32, &[u32]),
    direction: OptimizationDirection,
) -> Option<f64> {
    let mut problem = Problem::new(direction);
    let mut variables: HashMap<u32, Variable> = HashMap::new();
    for &row in rows {
        let (terms, exact) = system.row(row as usize);
        let mut sum = Vec::with_capacity(terms.len());
        for &(of, added) in terms {
            let variable = *variables.entry(of).or_insert_with(|| {
                let high = bounds.high[of as usize];
                let high = if high == OPEN { f64::INFINITY } else { high as f64 };
                problem.add_var(f64::from(u8::from(of == cell)), (bounds.low[of as usize] as f64, high))
            });
            sum.push((variable, if added { 1.0 } else { -1.0 }));
        }
        let operator = if exact { ComparisonOp::Eq } else { ComparisonOp::Ge };
        problem.add_constraint(&sum, operator, 0.0);
    }
    // What the solver can't tell is not known.
    Some(problem.solve().ok()?.into_solution().ok()?.objective())
}
