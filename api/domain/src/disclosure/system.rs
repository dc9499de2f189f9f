//! The cells and relations of a release, as the caller declares them.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    count::Count,
    covers::Cover,
    evidence::{Evidence, Fate},
    merge,
    model::{Kind, Model, Relation},
};

/// A cell of the [`SystemBuilder`] that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellId(pub(super) u32);

impl CellId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What may become of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It may be published.
    Candidate {
        /// How dear it is to withhold it for the sake of another; the cheapest go first, so give totals and higher
        /// levels more.
        weight: u32,
    },
    /// Never published, but in scope: an unpublished crossing, a complement.
    Latent,
    /// From an earlier release. It never moves, whatever is found.
    Frozen {
        /// The value that was published, or nothing if it was withheld.
        published: Option<u32>,
        /// A client of the earlier releases could already conclude that it is at least k.
        known_at_least_k: bool,
    },
    /// Publicly empty (no campaign there): a declared zero, which hides nothing and never serves as cover.
    StructuralZero,
}

/// What is wrong with a declared system. Each is a mistake in counting or declaring and must stop the release.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Two cells have one name.
    #[error("two cells are named {0:?}")]
    Name(String),
    /// The true counts break a relation.
    #[error("the counts break the relation {0}")]
    Relation(String),
    /// A cell must be empty by its declaration or by the relations, and is not.
    #[error("{0:?} is declared empty and is not")]
    NotZero(String),
    /// What was told of a cell before is not known.
    #[error("what was told of {0:?} is not there")]
    Missing(String),
}

/// Collects cells and relations. All relations are public: clients know them.
#[derive(Default)]
pub struct SystemBuilder {
    pub(super) names: Vec<String>,
    pub(super) truth: Vec<Count>,
    pub(super) roles: Vec<Role>,
    pub(super) is_complement: Vec<bool>,
    pub(super) relations: Vec<Relation>,
    pub(super) covers: Vec<Cover>,
    /// By a cell and its part the cell of what is beside it.
    pub(super) rests: HashMap<(u32, u32), u32>,
    /// Pairs of a part and the complement that its publication tells something about.
    pub(super) complements: Vec<(u32, u32)>,
}

impl SystemBuilder {
    /// No cells, no relations.
    pub fn new() -> Self {
        Self::default()
    }

    /// Declares a cell. `name` says which households are counted, is unique, and is the same in all releases.
    pub fn cell(&mut self, name: impl Into<String>, count: Count, role: Role) -> CellId {
        let id = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.into());
        self.truth.push(count);
        self.roles.push(role);
        self.is_complement.push(false);
        CellId(id)
    }

    /// Declares the cell `name` as an earlier release left it; nothing if that release did not have it.
    ///
    /// All that was ever told has to come back with its relations, as far as relations connect it to a new cell;
    /// what is not connected to any can be left out, since nothing new can be concluded of it.
    pub fn frozen(&mut self, evidence: &Evidence, name: &str) -> Option<CellId> {
        let trace = evidence.find(name)?;
        let role = match trace.fate {
            Fate::Published(value) => Role::Frozen { published: Some(value), known_at_least_k: true },
            Fate::Withheld { known_at_least_k } => Role::Frozen { published: None, known_at_least_k },
            Fate::StructuralZero => Role::StructuralZero,
        };
        Some(self.cell(name, Count::new(trace.truth), role))
    }

    /// `total` is the sum of `parts`, which share no household.
    pub fn sum(&mut self, total: CellId, parts: &[CellId]) {
        self.relate(Kind::Sum, total, parts);
    }

    /// All households of `part` are among those of `of`.
    pub fn at_most(&mut self, part: CellId, of: CellId) {
        self.relate(Kind::AtMost, of, &[part]);
    }

    /// `whole` is the union of `parts`, which may share households: max ≤ whole ≤ sum.
    pub fn union(&mut self, whole: CellId, parts: &[CellId]) {
        self.relate(Kind::Union, whole, parts);
    }

    /// Of both unions, one within the other, the parts are known: whoever is in the outer one and not in the inner one is
    /// so in one of the parts. `whole` and each of `parts` is `(outer, inner)`; a part without an inner set has nobody in
    /// it.
    pub fn cover(&mut self, whole: (CellId, CellId), parts: &[(CellId, Option<CellId>)]) {
        let part = |&(outer, inner): &(CellId, Option<CellId>)| (outer.0, inner.map(|inner| inner.0));
        let whole = (whole.0.0, whole.1.0);
        self.covers.push(Cover { whole, parts: parts.iter().map(part).collect(), exact: false });
    }

    /// Of both sums, one within the other, the parts are known: what is beside the inner one adds up, too. It is of use
    /// only where all of these rests are cells, and left out elsewhere.
    pub fn rests_add_up(&mut self, whole: (CellId, CellId), parts: &[(CellId, CellId)]) {
        let parts = parts.iter().map(|part| (part.0.0, Some(part.1.0))).collect();
        self.covers.push(Cover { whole: (whole.0.0, whole.1.0), parts, exact: true });
    }

    /// Declares the households of `of` that are not in `part` as a latent cell, and the sum of both. Publishing `part`
    /// then needs at least k there, and says so.
    pub fn complement(&mut self, part: CellId, of: CellId) -> CellId {
        self.declare_complement(part, of, Role::Latent)
    }

    /// [`Self::complement`] between cells of an earlier release: takes over what was known of the complement.
    pub fn frozen_complement(&mut self, evidence: &Evidence, part: CellId, of: CellId) -> CellId {
        let role = self.told_of_rest(evidence, part, of);
        self.declare_complement(part, of, role)
    }

    /// Declares the households of `after` that were not yet in `before`, the same count at an earlier time, as a latent
    /// cell, and the sum of both. That either is published says nothing of it by itself.
    pub fn increase(&mut self, before: CellId, after: CellId) -> CellId {
        self.declare_rest(before, after, Role::Latent)
    }

    /// [`Self::increase`] between cells of an earlier release: takes over what was known of it.
    pub fn frozen_increase(&mut self, evidence: &Evidence, before: CellId, after: CellId) -> CellId {
        let role = self.told_of_rest(evidence, before, after);
        self.declare_rest(before, after, role)
    }

    fn told_of_rest(&self, evidence: &Evidence, part: CellId, of: CellId) -> Role {
        let trace = evidence.find(&rest_name(&self.names[part.index()], &self.names[of.index()]));
        match trace.map(|trace| trace.fate) {
            // Part and denominator were one set: there is nobody beside it, and its value tells nothing of a rest.
            Some(Fate::StructuralZero) => Role::StructuralZero,
            Some(Fate::Withheld { known_at_least_k }) => Role::Frozen { published: None, known_at_least_k },
            _ => Role::Frozen { published: None, known_at_least_k: false },
        }
    }

    fn declare_complement(&mut self, part: CellId, of: CellId, role: Role) -> CellId {
        let id = self.declare_rest(part, of, role);
        self.is_complement[id.index()] = true;
        self.complements.push((part.0, id.0));
        id
    }

    fn declare_rest(&mut self, part: CellId, of: CellId, role: Role) -> CellId {
        // If the part is larger, the sum's relation does not hold, and the build says so.
        let rest = self.truth[of.index()].get().saturating_sub(self.truth[part.index()].get());
        let name = rest_name(&self.names[part.index()], &self.names[of.index()]);
        let id = self.cell(name, Count::new(rest), role);
        self.rests.insert((of.0, part.0), id.0);
        self.sum(of, &[part, id]);
        id
    }

    fn relate(&mut self, kind: Kind, whole: CellId, parts: &[CellId]) {
        self.relations.push(Relation { kind, whole: whole.0, parts: parts.iter().map(|p| p.0).collect() });
    }

    /// Checks the names and the counts, and merges the cells that are one set of households.
    pub fn build(self) -> Result<System, Vec<Fault>> {
        let mut faults = self.twice_named();
        faults.extend(self.relations.iter().filter(|r| !self.holds(r)).map(|r| self.broken(r)));
        faults.extend(self.covers.iter().filter_map(|cover| cover.fault(&self)));
        if !faults.is_empty() {
            return Err(faults);
        }
        let merged = merge::merge(&self);
        faults.extend(merged.not_empty(&self).map(|cell| Fault::NotZero(self.names[cell].clone())));
        if !faults.is_empty() {
            return Err(faults);
        }
        let model = Model::new(&self, &merged);
        let Self { names, truth, .. } = self;
        Ok(System { names: Arc::new(names), truth, class_of: merged.class_of, model })
    }

    fn twice_named(&self) -> Vec<Fault> {
        let mut seen = HashSet::with_capacity(self.names.len());
        self.names.iter().filter(|name| !seen.insert(name.as_str())).cloned().map(Fault::Name).collect()
    }

    fn holds(&self, relation: &Relation) -> bool {
        let count = |cell: u32| u64::from(self.truth[cell as usize].get());
        let whole = count(relation.whole);
        let sum: u64 = relation.parts.iter().map(|&p| count(p)).sum();
        let most = relation.parts.iter().map(|&p| count(p)).max().unwrap_or(0);
        match relation.kind {
            Kind::Sum => whole == sum,
            Kind::Union => most <= whole && whole <= sum,
            Kind::AtMost => most <= whole,
        }
    }

    fn broken(&self, relation: &Relation) -> Fault {
        let parts: Vec<&str> =
            relation.parts.iter().take(4).map(|&p| self.names[p as usize].as_str()).collect();
        let more = if relation.parts.len() > parts.len() { ", …" } else { "" };
        let whole = &self.names[relation.whole as usize];
        Fault::Relation(format!("{whole} {} [{}{more}]", relation.kind.words(), parts.join(", ")))
    }
}

/// What the cell of the households of `of` that are not in `part` is called, by the names of both.
#[must_use]
pub fn rest_name(part: &str, of: &str) -> String {
    format!("{of} without {part}")
}

/// A checked system, ready for [`protect`](super::protect).
pub struct System {
    pub(super) names: Arc<Vec<String>>,
    pub(super) truth: Vec<Count>,
    pub(super) class_of: Vec<u32>,
    pub(super) model: Model,
}

impl System {
    /// How many cells were declared, and how many different sets of households they are.
    pub fn size(&self) -> (usize, usize) {
        (self.names.len(), self.model.truth.len())
    }
}
