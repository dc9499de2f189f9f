//! What the auditor answers.

use serde::{Deserialize, Serialize};

use crate::publication::{CellName, Level};
use crate::system::MOST;

/// The report on a publication.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Whether the truly small counts were given (inside), or not (from outside).
    pub inside: bool,
    /// Figures by table and level.
    pub figures: Vec<Tally>,
    /// Counts in scope of which nothing is ever published: crossings and complements.
    pub latent: usize,
    /// Counts in scope, equal ones counted once.
    pub in_scope: usize,
    /// Relations that were derived, those of complements included.
    pub relations: usize,
    /// What breaks the promise. Empty: nothing was found by what `decided` says was done.
    pub violations: Vec<Violation>,
    /// What breaks the form of a publication.
    pub form: Vec<FormError>,
    /// The narrowest range that is left to a withheld figure in scope that may still be small.
    pub narrowest: Option<Narrowest>,
    /// Counts that a client concludes to be `k` or more, since otherwise the promise would not hold of them.
    pub closure_facts: usize,
    /// How it was decided what can be known of the counts in scope.
    pub decided: Decided,
    /// How long it took, by the caller's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
}

impl Report {
    /// Whether nothing was found that forbids to publish, as far as was looked. See [`Decided::is_complete`].
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty() && self.form.is_empty()
    }
}

/// Figures of one table at one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The table.
    pub table: String,
    /// The level; `nation` for campaigns as a whole.
    pub level: Level,
    /// Whether they are of single campaigns.
    pub by_campaign: bool,
    /// Published figures.
    pub published: usize,
    /// Withheld figures.
    pub withheld: usize,
    /// Structural zeros.
    pub structural: usize,
}

/// What is known of a count that nobody may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// The count.
    pub cell: CellName,
    /// Why this is a violation.
    pub kind: ViolationKind,
    /// The least value that it can have.
    pub lo: i64,
    /// The greatest value that it can have.
    pub hi: i64,
    /// The relations that bind it, in words; the nearest ones only.
    pub binding: Vec<String>,
}

/// Why something is a violation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViolationKind {
    /// The count is certainly smaller than `k`.
    CertainlySmall,
    /// The count is truly small, and certainly not zero.
    CertainlyNotZero,
    /// What was published, closed over, contradicts itself at this count: some conclusion that the promise allows a
    /// client to draw is false.
    Contradiction,
}

/// The narrowest range among withheld figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrowest {
    /// The figure.
    pub cell: CellName,
    /// The least value that it can have.
    pub lo: i64,
    /// The greatest value that it can have.
    pub hi: i64,
}

impl Narrowest {
    /// The greatest value that it can have; `None` if nothing bounds it.
    #[must_use]
    pub fn most(&self) -> Option<i64> {
        Some(self.hi).filter(|hi| *hi < MOST)
    }
}

/// How many counts in scope were decided by what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Published figures, and counts of which propagation alone says that they are small, or at least `k`.
    pub by_propagation: usize,
    /// Counts that linear programming over all relations they hang together with can make both 0 and `k`: no
    /// combination of relations says more.
    pub by_program: usize,
    /// Counts whose range linear programming has narrowed until it was decided.
    pub narrowed_by_program: usize,
    /// Counts that linear programming can make both 0 and `k` within the relations near them; over all relations it was
    /// not tried, or not ended.
    pub near_only: usize,
    /// Counts of which propagation alone says that they may be small or not, and linear programming was not tried or
    /// not ended.
    pub undecided: usize,
    /// Linear programs solved over whole components, and over the relations near a count.
    pub programs: usize,
    /// See `programs`.
    pub near_programs: usize,
    /// Components of relations that were wholly within the budget.
    pub components: usize,
    /// Components that were not.
    pub components_left: usize,
    /// Whether propagation was cut short at some bound that crept.
    pub propagation_cut: bool,
    /// Rounds of propagation, closure and programming.
    pub rounds: usize,
}

impl Decided {
    /// Whether every count was decided over all its relations.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.near_only == 0 && self.undecided == 0
    }
}

/// What is wrong with the form of a publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FormError {
    /// A value that the method cannot have published.
    #[error("{cell}: {value} is not a multiple of the base, or less than is ever published")]
    Value {
        /// The figure.
        cell: CellName,
        /// Its value.
        value: u32,
    },
    /// A published figure without a value.
    #[error("{cell}: published without a value")]
    NoValue {
        /// The figure.
        cell: CellName,
    },
    /// A withheld figure or a structural zero with a value.
    #[error("{cell}: not published, and has a value")]
    ValueWithheld {
        /// The figure.
        cell: CellName,
    },
    /// A structural zero where households can be counted, or none where they cannot.
    #[error("{cell}: structural zeros stand exactly where no campaign is active")]
    StructuralZero {
        /// The figure.
        cell: CellName,
    },
    /// A figure, or a name among the small counts, of which the specification knows nothing.
    #[error("{cell}: there is no such count")]
    Unknown {
        /// The figure.
        cell: CellName,
    },
    /// Two figures of the same households in one release that say different things.
    #[error("{cell}: another figure of the same households in the same release says something else")]
    Unequal {
        /// The figure.
        cell: CellName,
    },
    /// A place that is active without an active neighbourhood in it, or the other way round.
    #[error("{place}, {period}: a place is active exactly if a neighbourhood in it is")]
    Active {
        /// The period.
        period: String,
        /// The code of the place.
        place: String,
    },
    /// A campaign in a neighbourhood that is not active.
    #[error("{campaign}, {period}: active in {place}, which is not")]
    Campaign {
        /// The period.
        period: String,
        /// The campaign.
        campaign: String,
        /// The code of the neighbourhood.
        place: String,
    },
    /// A period that is released twice.
    #[error("{period} is released twice")]
    Period {
        /// The period.
        period: String,
    },
    /// A base, threshold or least value with which the method does not work.
    #[error("k, base and least published value are at least 1, and the least published value at least k")]
    Constants,
}
