//! What became of the actions that residents meant to take. Told later, possibly several times, by different people; no
//! telling changes another one.

use serde::{Deserialize, Serialize};

use crate::{
    caller::Mode,
    coded::coded,
    error::Invalid,
    ids::{DeviceId, FieldWorkerId, FollowUpActionId, HouseholdId, VisitId, made_by_caller},
    text,
    time::Instant,
    visit::Visit,
};

coded! {
    /// What became of an action.
    ActionStatus {
        /// It was taken.
        Done = "done",
        /// It was not taken.
        NotDone = "not_done",
        /// That was asked, and is not known.
        Unknown = "unknown",
    }

    /// Who told it.
    ReportedBy {
        /// Somebody of the household.
        Resident = "resident",
        /// The field worker, of what was seen.
        FieldWorker = "field_worker",
        /// The organisation that the action was about.
        Partner = "partner",
        /// The association.
        Operator = "operator",
    }

    /// How it is known.
    KnownBy {
        /// Somebody was asked.
        Asked = "asked",
        /// Somebody saw it.
        Observed = "observed",
        /// A document shows it.
        Document = "document",
        /// It was measured, with a meter for instance.
        Measured = "measured",
        /// A system of the organisation shows it.
        System = "system",
    }
}

/// What became of an action, as somebody tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpActionDraft {
    /// Its id, a UUIDv7 that its maker chose.
    pub id: FollowUpActionId,
    /// The visit in which the action was intended.
    pub visit_id: VisitId,
    /// Which action.
    pub action_code: String,
    /// What became of it.
    pub status: ActionStatus,
    /// Who told it.
    pub reported_by: ReportedBy,
    /// How it is known.
    pub known_by: KnownBy,
    /// Who took it down; a device says it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// When it was told, by the clock of the device.
    pub occurred_at: Instant,
}

impl FollowUpActionDraft {
    /// Checks it by itself.
    ///
    /// # Errors
    /// `uuid_version` at `/id`, `slug` at `/action_code`.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        made_by_caller(&mut invalid, "/id", self.id.0);
        text::slug(&mut invalid, "/action_code", &self.action_code, crate::campaign::MAX_CODE);
        invalid.or(self)
    }

    /// Checks that the action was intended in the visit.
    ///
    /// # Errors
    /// `not_intended` at `/action_code`.
    pub fn check_against(&self, visit: &Visit) -> Result<(), Invalid> {
        if visit.content.actions_intended.contains(&self.action_code) {
            return Ok(());
        }
        let detail = "Nobody meant to take this action in that visit.";
        Err(Invalid::one("/action_code", "not_intended", detail))
    }
}

/// What became of an action, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpAction {
    /// Its id.
    pub id: FollowUpActionId,
    /// Live or test data.
    pub mode: Mode,
    /// The visit in which the action was intended.
    pub visit_id: VisitId,
    /// The household of that visit.
    pub household_id: HouseholdId,
    /// Which action.
    pub action_code: String,
    /// What became of it.
    pub status: ActionStatus,
    /// Who told it.
    pub reported_by: ReportedBy,
    /// How it is known.
    pub known_by: KnownBy,
    /// Who took it down.
    pub field_worker_id: Option<FieldWorkerId>,
    /// The device that sent it; `None`: the operator.
    pub device_id: Option<DeviceId>,
    /// When it was told, by the clock of the device.
    pub occurred_at: Instant,
    /// When it arrived, by the server's clock.
    pub received_at: Instant,
    /// Whether it is the last word: of all that was told of this action of the visit, the latest by `occurred_at`, then by
    /// id.
    pub current: bool,
    /// Keyed digest of what was sent.
    pub fingerprint: Vec<u8>,
}

impl FollowUpAction {
    /// The `ETag` is made of it: what was told never changes, but it can cease to be the last word.
    #[must_use]
    pub fn version(&self) -> i32 {
        if self.current { 1 } else { 2 }
    }
}
