//! What is answered to a sync.

use palier_domain::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{problem::ProblemDocument, v1::same_names},
    service::sync,
};

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SyncItemStatus {
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

same_names!(sync::ItemStatus, SyncItemStatus { Applied, Unchanged, Held, Conflict, Refused });

/// Something that an item waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WaitsFor {
    /// What kind of thing: `household`, `visit`, `need`, `consent`, `meter_reading`, `diagnosis`; or `household_consent`,
    /// any consent of a household to what the item is about.
    pub kind: String,
    /// Its id; of a `household_consent`, the household's.
    pub id: Uuid,
}

/// What became of one item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SyncItemResult {
    /// The kind that was sent.
    pub kind: Option<String>,
    /// The item's id.
    pub id: Option<Uuid>,
    /// What became of it.
    pub status: SyncItemStatus,
    /// The version of what is here now.
    pub version: Option<i32>,
    /// Whether an edit met others that were made meanwhile.
    pub merged: bool,
    /// The members of which several values are kept now, for the operator to look at.
    pub conflicts: Vec<String>,
    /// What a held item waits for.
    pub waits_for: Option<WaitsFor>,
    /// Until when it waits by itself.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub deadline: Option<Instant>,
    /// Why it was not taken; pointers lead into the item.
    #[schema(value_type = Option<ProblemDocument>)]
    pub problem: Option<Value>,
}

impl From<sync::ItemResult> for SyncItemResult {
    fn from(result: sync::ItemResult) -> Self {
        Self {
            kind: result.kind,
            id: result.id,
            status: result.status.into(),
            version: result.version,
            merged: result.merged,
            conflicts: result.conflicts,
            waits_for: result.waits_for.map(|(kind, id)| WaitsFor { kind, id }),
            deadline: result.deadline,
            problem: result.problem,
        }
    }
}

/// A range of sequence numbers, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SequenceRange {
    /// The first.
    #[schema(minimum = 1)]
    pub from: i64,
    /// The last.
    #[schema(minimum = 1)]
    pub to: i64,
}

/// What became of a batch.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "sequence": 7, "received_at": "2026-11-24T18:02:11.000412Z", "missing_sequences": [{"from": 5, "to": 6}],
    "items": [
        {"kind": "household", "id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "status": "applied", "version": 1,
         "merged": false, "conflicts": [], "waits_for": null, "deadline": null, "problem": null},
        {"kind": "household_edit", "id": "019ab0f2-6b1e-7c40-9d5e-777777777777", "status": "held", "version": null,
         "merged": false, "conflicts": [], "problem": null, "deadline": "2026-12-08T18:02:11.000412Z",
         "waits_for": {"kind": "household", "id": "019ab0f2-6b1e-7c40-9d5e-888888888888"}},
    ],
}))]
pub struct SyncReceipt {
    /// The batch's number.
    #[schema(minimum = 1)]
    pub sequence: i64,
    /// When it arrived first, by the clock of the server.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
    /// One result for each item, in their order.
    pub items: Vec<SyncItemResult>,
    /// The batches below the highest number received that never arrived; at most 100 ranges, oldest first.
    pub missing_sequences: Vec<SequenceRange>,
}

impl From<sync::Receipt> for SyncReceipt {
    fn from(receipt: sync::Receipt) -> Self {
        let range = |(from, to)| SequenceRange { from, to };
        Self {
            sequence: receipt.sequence,
            received_at: receipt.received_at,
            items: receipt.items.into_iter().map(Into::into).collect(),
            missing_sequences: receipt.missing_sequences.into_iter().map(range).collect(),
        }
    }
}
