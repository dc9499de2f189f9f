//! The audit: propagation, closure and linear programming in turns, until nothing changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::build::Built;
use crate::figures;
use crate::lp::{Batch, Limits, Nearby, Open, Points, Program, components};
use crate::propagate::{Cause, Empty, Propagator};
use crate::publication::{CellName, Publication};
use crate::report::{Decided, FormError, Narrowest, Report, Violation, ViolationKind};
use crate::system::{Range, Said, Var};

/// How much linear programming may be done. Propagation and closure are always done in full.
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    /// The most unknowns of a component over which linear programs are solved as a whole.
    pub component: usize,
    /// The most programs that ask many questions at once, for each component and round.
    pub batches: usize,
    /// The most programs that ask one question, for each component and round.
    pub singles: usize,
    /// About how many members the relations may have that are looked at together where a component is too large.
    pub near: usize,
    /// The programs over such blocks of relations after which no further ones are begun.
    pub near_programs: usize,
    /// Asked between programs: whether it is time to stop. What was not decided by then is reported as such.
    pub stop: &'a dyn Fn() -> bool,
}

impl Default for Budget<'_> {
    fn default() -> Self {
        Self {
            component: 1_000_000,
            batches: 40,
            singles: 2_000,
            near: 3_000,
            near_programs: 200_000,
            stop: &|| false,
        }
    }
}

/// What can be concluded from a publication.
#[derive(Debug, Clone)]
pub struct Conclusion {
    /// The report.
    pub report: Report,
    /// The range of each count in scope; equal counts once, by the first of their names.
    pub ranges: Vec<Known>,
}

/// What is known of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The count.
    pub cell: CellName,
    /// The least value that it can have.
    pub lo: i64,
    /// The greatest value that it can have.
    pub hi: i64,
}

/// Audits a publication.
#[must_use]
pub fn audit(publication: &Publication, budget: &Budget) -> Report {
    audited(publication, budget, false).report
}

/// Audits a publication, and says what is known of each count.
#[must_use]
pub fn conclude(publication: &Publication, budget: &Budget) -> Conclusion {
    audited(publication, budget, true)
}

fn audited(publication: &Publication, budget: &Budget, with_ranges: bool) -> Conclusion {
    let mut built = Built::of(publication);
    let reading = figures::read(publication, &mut built);
    let mut report = Report {
        inside: publication.smalls.is_some(),
        figures: reading.tallies,
        form: reading.form,
        ..Report::default()
    };
    let small = smalls(publication, &built, &mut report.form);
    let propagator = Propagator::new(&built.system);
    let len = built.system.len();
    let mut audit = Audit {
        built,
        k: i64::from(publication.k),
        small,
        propagator,
        violations: BTreeMap::new(),
        facts: 0,
        moved_by_program: vec![false; len],
        open: Open::new(len, &[]),
        near: Nearby::new(len),
        decided: Decided::default(),
        points: Points::default(),
        // The same publication is asked the same questions.
        random: fastrand::Rng::with_seed(publication.releases.len() as u64),
    };
    audit.run(budget);
    let ranges = if with_ranges { audit.ranges() } else { vec![] };
    Conclusion { report: audit.finish(report), ranges }
}

/// The unknowns that are truly small, if that is known.
fn smalls(publication: &Publication, built: &Built, form: &mut Vec<FormError>) -> Option<Vec<bool>> {
    let names = publication.smalls.as_ref()?;
    let mut small = vec![false; built.system.len()];
    for cell in names {
        match built.find(cell) {
            Some(var) => small[var as usize] = true,
            None => form.push(FormError::Unknown { cell: cell.clone() }),
        }
    }
    Some(small)
}

struct Audit {
    built: Built,
    k: i64,
    small: Option<Vec<bool>>,
    propagator: Propagator,
    violations: BTreeMap<Var, ViolationKind>,
    facts: usize,
    moved_by_program: Vec<bool>,
    open: Open,
    near: Nearby,
    decided: Decided,
    points: Points,
    random: fastrand::Rng,
}

impl Audit {
    fn run(&mut self, budget: &Budget) {
        loop {
            self.decided.rounds += 1;
            if let Err(Empty { var }) = self.close() {
                self.violations.insert(var, ViolationKind::Contradiction);
                // Whatever was decided before does not count: ranges have changed since.
                self.open = Open::new(self.built.system.len(), &self.targets());
                self.near.open = self.open.clone();
                (self.decided.components, self.decided.components_left) = (0, 0);
                return;
            }
            match self.program(budget) {
                Ok(true) => {}
                Ok(false) => return,
                Err(Empty { var }) => {
                    self.violations.insert(var, ViolationKind::Contradiction);
                    return;
                }
            }
        }
    }

    /// Propagation to the fixpoint, closure facts, and again until there are no new ones.
    fn close(&mut self) -> Result<(), Empty> {
        let empty = self.built.system.ranges.iter().position(|range| range.lo > range.hi);
        if let Some(var) = empty {
            return Err(Empty { var: var as Var });
        }
        loop {
            self.propagator.run(&mut self.built.system)?;
            let mut new = Vec::new();
            for var in 0..self.built.system.len() {
                if self.built.system.in_scope[var] && self.judge(var) {
                    new.push(var as Var);
                }
            }
            if new.is_empty() {
                return Ok(());
            }
            self.facts += new.len();
            for var in new {
                let fact = Range { lo: self.k, hi: i64::MAX };
                self.propagator.narrow(&mut self.built.system, var, fact, Cause::Closure)?;
            }
        }
    }

    /// Notes a violation. Answers whether a client now concludes that the count is `k` or more.
    fn judge(&mut self, var: usize) -> bool {
        let range = self.built.system.ranges[var];
        let is_small = self.small.as_ref().is_some_and(|small| small[var]);
        if range.hi < self.k {
            self.violations.insert(var as Var, ViolationKind::CertainlySmall);
        } else if range.lo >= 1 && is_small {
            self.violations.entry(var as Var).or_insert(ViolationKind::CertainlyNotZero);
        } else {
            return range.lo >= 1 && range.lo < self.k;
        }
        false
    }

    /// Counts of which it is open whether they are small. One that is in no relation can be whatever its range holds.
    fn targets(&self) -> Vec<Var> {
        let system = &self.built.system;
        let is_open = |var: &Var| {
            let range = system.ranges[*var as usize];
            let is_bound = !system.touching(*var).is_empty();
            system.in_scope[*var as usize] && is_bound && range.lo == 0 && range.hi >= self.k
        };
        (0..system.len() as Var).filter(is_open).collect()
    }

    /// Linear programming over what propagation leaves open. Answers whether ranges have changed.
    fn program(&mut self, budget: &Budget) -> Result<bool, Empty> {
        let targets = self.targets();
        self.open = Open::new(self.built.system.len(), &targets);
        self.near.open = self.open.clone();
        self.points.begin();
        (self.decided.components, self.decided.components_left) = (0, 0);
        let mut found = Vec::new();
        for component in components(&self.built.system, &targets) {
            if component.model.columns.len() > budget.component || (budget.stop)() {
                self.decided.components_left += 1;
                continue;
            }
            let program = Program::new(&component.model);
            let mut batch = Batch {
                system: &self.built.system,
                component: &component,
                k: self.k,
                open: &mut self.open,
                points: &mut self.points,
                random: &mut self.random,
                programs: 0,
                found: vec![],
                contradiction: false,
            };
            batch.recall();
            batch.ask_many(&program, budget.batches, budget.stop);
            batch.ask_each(&program, budget.singles, budget.stop);
            self.decided.programs += batch.programs;
            found.append(&mut batch.found);
            if batch.contradiction {
                return Err(Empty { var: component.targets[0] });
            }
            let done = component.targets.iter().all(|var| !self.open.is_open(*var));
            self.decided.components += usize::from(done);
            self.decided.components_left += usize::from(!done);
        }
        if found.is_empty() {
            let limits = Limits { size: budget.near, programs: budget.near_programs, stop: budget.stop };
            found = self.near.ask(&self.built.system, self.k, self.open.clone(), limits)?;
            self.decided.near_programs = self.near.programs;
        }
        self.take(found)
    }

    fn take(&mut self, found: Vec<(Var, Range)>) -> Result<bool, Empty> {
        let mut changed = false;
        for (var, range) in found {
            self.moved_by_program[var as usize] = true;
            changed |= self.propagator.narrow(&mut self.built.system, var, range, Cause::Program)?;
        }
        Ok(changed)
    }

    fn ranges(&self) -> Vec<Known> {
        let system = &self.built.system;
        let known = |var: usize| {
            let Range { lo, hi } = system.ranges[var];
            Known { cell: self.built.name(var as Var), lo, hi }
        };
        (0..system.len()).filter(|var| system.in_scope[*var]).map(known).collect()
    }

    fn finish(mut self, mut report: Report) -> Report {
        self.decided.propagation_cut = self.propagator.stopped_early;
        for var in 0..self.built.system.len() {
            if self.built.system.in_scope[var] {
                report.in_scope += 1;
                report.latent += usize::from(self.built.is_latent(var as Var));
                self.count(var);
            }
        }
        report.relations = self.built.system.relations.len();
        report.violations = self.violations.iter().map(|(var, kind)| self.violation(*var, *kind)).collect();
        report.narrowest = self.narrowest();
        report.closure_facts = self.facts;
        report.decided = self.decided;
        report
    }

    fn count(&mut self, var: usize) {
        let range = self.built.system.ranges[var];
        let decided = &mut self.decided;
        let is_bound = !self.built.system.touching(var as Var).is_empty();
        let target = is_bound && range.lo == 0 && range.hi >= self.k;
        let counter = if !target && self.moved_by_program[var] {
            &mut decided.narrowed_by_program
        } else if !target {
            &mut decided.by_propagation
        } else if !self.open.is_open(var as Var) {
            &mut decided.by_program
        } else if !self.near.open.is_open(var as Var) {
            &mut decided.near_only
        } else {
            &mut decided.undecided
        };
        *counter += 1;
    }

    fn violation(&self, var: Var, kind: ViolationKind) -> Violation {
        let Range { lo, hi } = self.built.system.ranges[var as usize];
        Violation { cell: self.built.name(var), kind, lo, hi, binding: self.binding(var) }
    }

    /// The relations that moved the bounds of a count, and those that moved the bounds of their members.
    fn binding(&self, var: Var) -> Vec<String> {
        let mut found: Vec<u32> = Vec::new();
        let mut by_program = false;
        let mut next = vec![var];
        for _ in 0..2 {
            let causes = next.iter().flat_map(|var| {
                [self.propagator.why_lo[*var as usize], self.propagator.why_hi[*var as usize]]
            });
            let mut moved = Vec::new();
            for cause in causes {
                match cause {
                    Cause::Relation(id) if !found.contains(&id) && found.len() < 8 => {
                        found.push(id);
                        moved.extend(self.built.system.relations[id as usize].members());
                    }
                    Cause::Program => by_program = true,
                    _ => {}
                }
            }
            next = moved;
        }
        let mut words: Vec<String> = found.into_iter().map(|id| self.built.describe(id)).collect();
        if by_program {
            words.push("linear programming over many relations".to_owned());
        }
        words
    }

    fn narrowest(&self) -> Option<Narrowest> {
        let system = &self.built.system;
        let candidates = (0..system.len()).filter(|var| {
            let range = system.ranges[*var];
            system.in_scope[*var]
                && system.said[*var] == Said::Withheld
                && (range.lo == 0 && range.hi >= self.k)
        });
        let var = candidates.min_by_key(|var| system.ranges[*var].hi)?;
        let Range { lo, hi } = system.ranges[var];
        Some(Narrowest { cell: self.built.name(var as Var), lo, hi })
    }
}
