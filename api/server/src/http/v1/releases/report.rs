//! What is told of how a release was made. It is kept as it was written, with the release; these types say what is in it.

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::super::{codes, jobs::JobProblem};

/// How a release came about: what the audit found and, for the operator, what the protection did, or why there is none.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = example)]
pub struct ReleaseReport {
    /// What the protection did. It tells of the data: the operator's alone, and left out for everybody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub protection: Option<ProtectionReport>,
    /// What the auditor found, who looks at what would be public by means of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub audit: Option<AuditReport>,
    /// Why the release could not be made; the operator's alone, instead of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub problem: Option<JobProblem>,
}

/// That of a quarter, as everybody reads it.
pub(super) fn example() -> Value {
    json!({"audit": {
        "violations": 0, "form_errors": 0,
        "figures": [{
            "table": "doors_tried", "level": "neighbourhood", "by_campaign": false, "published": 4, "withheld": 1,
            "structural": 0,
        }],
        "in_scope": 3120, "latent": 1904, "relations": 2210, "narrowest": {"lo": 0, "hi": 18},
        "decided": {"by_propagation": 2904, "by_program": 216, "by_program_nearby": 0}, "programs": 64, "seconds": 1.4,
    }})
}

/// What the protection did.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProtectionReport {
    /// Counts of the release and of those that it hangs together with.
    pub cells: u64,
    /// Different sets of households among them.
    pub sets: u64,
    /// Sets that may be published.
    pub candidates: u64,
    /// Sets that are protected and never published: crossings and complements.
    pub latent: u64,
    /// Sets that are published.
    pub published: u64,
    /// Withheld because they, or what is beside them, are few.
    pub withheld_primary: u64,
    /// Withheld without need, so that "withheld" never proves "small".
    pub withheld_for_cover: u64,
    /// Withheld because others could be worked out.
    pub withheld_secondary: u64,
    /// Counts below the threshold that are not told.
    pub small: u64,
    /// Those of which it is proved that they may be none, and that they may be the threshold or more: all of them.
    pub certified: u64,
    /// Roundings that were drawn anew.
    pub redraws: u64,
    /// How often it was worked out what can be concluded.
    pub closures: u64,
    /// How often the audit found something, which was then withheld around.
    pub audit_rounds: u64,
}

/// What the auditor found at its last look.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditReport {
    /// Small counts that can be worked out: none, or there were no draft.
    pub violations: u64,
    /// Figures that the method cannot have told: none.
    pub form_errors: u64,
    /// What is published and withheld, by table and level.
    pub figures: Vec<AuditedTable>,
    /// Counts that were looked at, equal ones once.
    pub in_scope: u64,
    /// Those of them that are never published: crossings and complements.
    pub latent: u64,
    /// Relations between them.
    pub relations: u64,
    /// The narrowest range that is left to a withheld figure that may be small; null if none may.
    pub narrowest: Option<NarrowestRange>,
    /// By what the counts were decided.
    pub decided: Decided,
    /// Linear programs that were solved.
    pub programs: u64,
    /// Seconds that it took.
    pub seconds: f64,
}

/// Figures of a table at a level.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditedTable {
    /// The table.
    pub table: String,
    /// The level; `nation` for campaigns as a whole.
    #[schema(value_type = codes::Level)]
    pub level: String,
    /// Whether they are of single campaigns.
    pub by_campaign: bool,
    /// Published figures.
    pub published: u64,
    /// Withheld figures.
    pub withheld: u64,
    /// Structural zeros.
    pub structural: u64,
}

/// What a count may be.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NarrowestRange {
    /// The least.
    pub lo: i64,
    /// The most; null where nothing bounds it.
    pub hi: Option<i64>,
}

/// How many counts were decided by what.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Decided {
    /// By bounds that are carried along the relations.
    pub by_propagation: u64,
    /// By linear programs over all relations that hang together with them.
    pub by_program: u64,
    /// By linear programs over the relations near them alone, where too many hang together.
    pub by_program_nearby: u64,
}
