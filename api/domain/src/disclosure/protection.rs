//! The result of a run.

use std::sync::Arc;

use super::{
    count::Count,
    evidence::{Evidence, Fate, Trace},
    system::CellId,
};

/// What may be told of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// This rounded value, in distinct households.
    Published(u32),
    /// Nothing: small, or near something small, or cover. Which of them is not told.
    Withheld,
    /// Publicly empty.
    StructuralZero,
}

/// A protected release. It is complete: each declared cell has an outcome.
pub struct Protection {
    pub(super) names: Arc<Vec<String>>,
    pub(super) truth: Vec<Count>,
    pub(super) class_of: Vec<u32>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) k: u32,
    /// By class: clients can conclude k or more.
    pub(super) known: Vec<bool>,
    pub(super) report: Report,
}

impl Protection {
    /// What may be told of a cell.
    pub fn outcome(&self, cell: CellId) -> Outcome {
        self.outcomes[self.class_of[cell.index()] as usize]
    }

    /// Whether clients can conclude that the cell counts at least k: always where it is published, and where the
    /// closure says so although it is withheld.
    pub fn known_at_least_k(&self, cell: CellId) -> bool {
        self.known[self.class_of[cell.index()] as usize]
    }

    /// All cells by name, in the order of their declaration.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Outcome)> {
        (0_u32..).zip(self.names.iter()).map(|(cell, name)| (name.as_str(), self.outcome(CellId(cell))))
    }

    /// The names of the cells whose count is below `k`, structural zeros excepted: for an auditor inside, who must know
    /// what may not be told. It must not leave.
    pub fn small_names(&self) -> impl Iterator<Item = &str> {
        let cells = (0_u32..).zip(self.names.iter());
        let small = cells.filter(|(cell, _)| {
            let zero = self.outcome(CellId(*cell)) == Outcome::StructuralZero;
            !zero && self.truth[*cell as usize].get() < self.k
        });
        small.map(|(_, name)| name.as_str())
    }

    /// What was done. It tells of the data, so it is for operators and not for clients.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What later releases must know of this one.
    pub fn evidence(&self) -> Evidence {
        Evidence::new((0_u32..).zip(self.names.iter()).map(|(cell, name)| {
            let id = CellId(cell);
            let fate = match self.outcome(id) {
                Outcome::Published(value) => Fate::Published(value),
                Outcome::Withheld => Fate::Withheld { known_at_least_k: self.known_at_least_k(id) },
                Outcome::StructuralZero => Fate::StructuralZero,
            };
            (name.clone(), Trace { truth: self.truth[id.index()].get(), fate })
        }))
    }
}

/// Figures of a run. All but `cells` are numbers of different sets of households, not of declared cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Declared cells.
    pub cells: usize,
    /// Different sets of households among them.
    pub sets: usize,
    /// Sets that could be published by this release.
    pub candidates: usize,
    /// Sets that are never published and still protected.
    pub latent: usize,
    /// Sets in scope whose true count is below k: what the promise is about.
    pub small: usize,
    /// Small ones among them that have both witnesses. Equal to `small` unless nothing of this release is left near
    /// those without, so that it adds nothing to what was known of them.
    pub certified: usize,
    /// Candidates withheld because they, their complements or their rounded values are small.
    pub primary: usize,
    /// Candidates withheld by the keyed draw, for cover.
    pub keyed: usize,
    /// Candidates withheld to protect others.
    pub secondary: usize,
    /// Candidates that are published.
    pub published: usize,
    /// Roundings that were drawn anew.
    pub redraws: usize,
    /// Closures that were computed.
    pub closures: usize,
    /// Rounds of withholding after a search for witnesses.
    pub certification_rounds: usize,
    /// Rounds of withholding around what the auditor found.
    pub audit_rounds: usize,
    /// Withheld sets that clients can conclude to be at least k.
    pub facts: usize,
}
