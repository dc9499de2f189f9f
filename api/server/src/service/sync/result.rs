//! What is told of a batch.

use palier_domain::{sync::WaitsFor, time::Instant};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemStatus {
    /// It was taken.
    Applied,
    /// The same was here already.
    Unchanged,
    /// It waits for what it refers to.
    Held,
    /// Its id is here already, with another content.
    Conflict,
    /// It can't be taken as it is.
    Refused,
}

/// The result of an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemResult {
    /// What was said to be sent.
    pub kind: Option<String>,
    /// Its id.
    pub id: Option<Uuid>,
    /// What became of it.
    pub status: ItemStatus,
    /// The version of what is here now.
    pub version: Option<i32>,
    /// Whether it was merged with what others had changed meanwhile.
    pub merged: bool,
    /// The members of which several values stand beside each other now.
    pub conflicts: Vec<String>,
    /// What it waits for: kind and id.
    pub waits_for: Option<(String, Uuid)>,
    /// Until when it waits.
    pub deadline: Option<Instant>,
    /// Why it was not taken.
    pub problem: Option<Value>,
}

impl ItemResult {
    /// A result that says nothing more than what became of the item.
    #[must_use]
    pub fn new(kind: Option<String>, id: Option<Uuid>, status: ItemStatus) -> Self {
        Self {
            kind,
            id,
            status,
            version: None,
            merged: false,
            conflicts: vec![],
            waits_for: None,
            deadline: None,
            problem: None,
        }
    }

    pub(super) fn held(mut self, waits_for: Option<&WaitsFor>, deadline: Instant) -> Self {
        self.status = ItemStatus::Held;
        self.waits_for = waits_for.map(|waits| (waits.kind.clone(), waits.id));
        self.deadline = Some(deadline);
        self
    }

    pub(super) fn because(mut self, status: ItemStatus, problem: Value) -> Self {
        self.status = status;
        self.problem = Some(problem);
        self
    }
}

/// What is answered to a batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The batch's number.
    pub sequence: i64,
    /// When it arrived first.
    pub received_at: Instant,
    /// One result for each item, in their order.
    pub items: Vec<ItemResult>,
    /// Ranges of numbers below the highest one received that never arrived: send those batches (again).
    pub missing_sequences: Vec<(i64, i64)>,
}
