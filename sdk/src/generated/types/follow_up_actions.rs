// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `follow-up-actions`.

use super::*;

/// What became of an action that somebody meant to take in a visit. What was told never changes; whoever knows better
/// tells it again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FollowUpAction {
    /// Its id.
    pub id: FollowUpActionId,
    /// The visit in which the action was intended.
    pub visit_id: VisitId,
    /// The household of that visit.
    pub household_id: HouseholdId,
    /// Which action, by its code in the campaign.
    pub action_code: Slug,
    /// What became of it.
    pub status: ActionStatus,
    /// Who told it.
    pub reported_by: ReportedBy,
    /// How it is known.
    pub known_by: KnownBy,
    /// Whether it is the last word: of all that was told of this action of the visit, the latest by `occurred_at`.
    pub current: bool,
    /// Who took it down.
    pub field_worker_id: Option<FieldWorkerId>,
    /// The device that sent it; null: the operator.
    pub device_id: Option<DeviceId>,
    /// When it was told, by the clock of the device.
    pub occurred_at: Timestamp,
    /// When it arrived, by the clock of the server.
    pub received_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FollowUpAction {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-353535353535\",\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"action_code\":\"repair_leak\",\"status\":\"done\",\"reported_by\":\"resident\",\"known_by\":\"asked\",\"current\":true,\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"device_id\":null,\"occurred_at\":\"2027-03-02T17:10:00.000000Z\",\"received_at\":\"2027-03-02T18:05:12.345678Z\"}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FollowUpActionPage {
    /// The items, in the list's order.
    pub items: Vec<FollowUpAction>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FollowUpActionPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-353535353535\",\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"action_code\":\"repair_leak\",\"status\":\"done\",\"reported_by\":\"resident\",\"known_by\":\"asked\",\"current\":true,\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"device_id\":null,\"occurred_at\":\"2027-03-02T17:10:00.000000Z\",\"received_at\":\"2027-03-02T18:05:12.345678Z\"}],\"next_cursor\":null}";
}

crate::call::page!(FollowUpActionPage, FollowUpAction);
