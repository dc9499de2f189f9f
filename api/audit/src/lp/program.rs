//! One linear program, given to the solver.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettings, DefaultSolver, IPSolver, NonnegativeConeT, SolverStatus, ZeroConeT};

use super::model::Model;
use crate::system::MOST;

/// A bound that comes from nothing but the number of households there are at most. It is no row: numbers of such different
/// sizes let the solver believe that there is no least value.
const BOUND: i64 = MOST / 2;

/// What is to be made least: a sum over columns, and sums that count no further than a cap.
#[derive(Debug, Default)]
pub(crate) struct Objective {
    /// Column and weight.
    pub terms: Vec<(usize, f64)>,
    /// Columns with signs; the weight with which the lesser of their sum and the cap is to be made great.
    pub capped: Vec<(Vec<(usize, f64)>, f64)>,
    /// The cap.
    pub cap: f64,
}

/// What the solver answered. Nothing of it is certain.
#[derive(Debug)]
pub(crate) struct Solved {
    pub point: Vec<f64>,
    pub infeasible: bool,
    /// Of each side of each row, in the order of [`Sides`].
    duals: Vec<f64>,
}

/// A model as matrix: equal rows first, then sides of rows as `terms <= right`.
#[derive(Debug)]
pub(crate) struct Program<'a> {
    model: &'a Model,
    sides: Vec<Side>,
    equal: usize,
}

/// A side of a row: `sign * terms <= right`, or equal to it.
#[derive(Debug)]
struct Side {
    row: u32,
    sign: f64,
    right: f64,
}

impl<'a> Program<'a> {
    pub fn new(model: &'a Model) -> Self {
        let mut sides = Vec::with_capacity(model.rows.len());
        let is_equal = |row: &super::model::Row| row.lo.is_some() && row.lo == row.hi;
        for (at, row) in model.rows.iter().enumerate().filter(|(_, row)| is_equal(row)) {
            sides.extend(row.hi.map(|hi| Side { row: at as u32, sign: 1.0, right: hi as f64 }));
        }
        let equal = sides.len();
        for (at, row) in model.rows.iter().enumerate().filter(|(_, row)| !is_equal(row)) {
            sides.extend(row.hi.map(|hi| Side { row: at as u32, sign: 1.0, right: hi as f64 }));
            sides.extend(row.lo.map(|lo| Side { row: at as u32, sign: -1.0, right: -lo as f64 }));
        }
        Self { model, sides, equal }
    }

    /// Asks the solver.
    pub fn solve(&self, objective: &Objective) -> Option<Solved> {
        let columns = self.model.columns.len();
        let mut matrix = Triplets::default();
        for side in &self.sides {
            let terms = self.model.rows[side.row as usize].terms.iter();
            let terms = terms.map(|(var, sign)| (self.model.number[var], side.sign * f64::from(*sign)));
            matrix.add(terms, side.right);
        }
        for (column, range) in self.model.bounds.iter().enumerate() {
            matrix.add([(column, -1.0)], -(range.lo as f64));
            if range.hi < BOUND {
                matrix.add([(column, 1.0)], range.hi as f64);
            }
        }
        let mut goal = vec![0.0; columns + objective.capped.len()];
        objective.terms.iter().for_each(|(column, weight)| goal[*column] += weight);
        for (at, (terms, weight)) in objective.capped.iter().enumerate() {
            goal[columns + at] = -weight;
            let negated = terms.iter().map(|(column, sign)| (*column, -sign));
            matrix.add(negated.chain([(columns + at, 1.0)]), 0.0);
            matrix.add([(columns + at, 1.0)], objective.cap);
        }
        self.run(matrix, &goal)
    }

    fn run(&self, matrix: Triplets, goal: &[f64]) -> Option<Solved> {
        let Triplets { rows, columns, values, right } = matrix;
        let cones = [ZeroConeT(self.equal), NonnegativeConeT(right.len() - self.equal)];
        let matrix = CscMatrix::new_from_triplets(right.len(), goal.len(), rows, columns, values);
        let quadratic = CscMatrix::zeros((goal.len(), goal.len()));
        let settings =
            DefaultSettings { verbose: false, max_iter: 100, max_threads: 1, ..Default::default() };
        let mut solver = DefaultSolver::new(&quadratic, goal, &matrix, &right, &cones, settings).ok()?;
        solver.solve();
        let solution = &solver.solution;
        let mut duals = solution.z.clone();
        duals.truncate(self.sides.len());
        let mut point = solution.x.clone();
        point.truncate(self.model.columns.len());
        let infeasible =
            matches!(solution.status, SolverStatus::PrimalInfeasible | SolverStatus::AlmostPrimalInfeasible);
        point.iter().chain(&duals).all(|value| value.is_finite()).then_some(Solved {
            point,
            infeasible,
            duals,
        })
    }

    /// The least value that the terms can have, as the duals prove it by weak duality: for any duals it is a bound, for
    /// good ones a good bound.
    pub fn proven_least(&self, terms: &[(usize, f64)], solved: &Solved) -> f64 {
        let mut reduced = vec![0.0; self.model.columns.len()];
        terms.iter().for_each(|(column, weight)| reduced[*column] += weight);
        let mut bound = 0.0;
        for (at, (side, dual)) in self.sides.iter().zip(&solved.duals).enumerate() {
            let dual = if at < self.equal { *dual } else { dual.max(0.0) };
            bound -= dual * side.right;
            for (var, sign) in &self.model.rows[side.row as usize].terms {
                reduced[self.model.number[var]] += dual * side.sign * f64::from(*sign);
            }
        }
        for (cost, range) in reduced.iter().zip(&self.model.bounds) {
            bound += cost * if *cost > 0.0 { range.lo } else { range.hi } as f64;
        }
        bound
    }
}

/// Rows of a matrix as they come.
#[derive(Debug, Default)]
struct Triplets {
    rows: Vec<usize>,
    columns: Vec<usize>,
    values: Vec<f64>,
    right: Vec<f64>,
}

impl Triplets {
    fn add(&mut self, terms: impl IntoIterator<Item = (usize, f64)>, right: f64) {
        for (column, value) in terms {
            self.rows.push(self.right.len());
            self.columns.push(column);
            self.values.push(value);
        }
        self.right.push(right);
    }
}
