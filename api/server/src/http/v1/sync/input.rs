//! Items as they are sent.

use palier_domain::{
    error::Invalid,
    household::HouseholdEdit,
    ids::{EditId, HouseholdId},
    sync::ItemKind,
    time::Instant,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::{
        contract::Contract,
        extract::judge,
        v1::{
            consents::ConsentInput, diagnoses::DiagnosisInput, follow_up_actions::FollowUpActionInput,
            households::HouseholdInput, meter_readings::MeterReadingInput, needs::NeedInput,
            referrals::ReferralInput, visits::VisitInput,
        },
    },
    service::sync::Item,
};

/// A batch of items.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"items": [{"kind": "household", "item": {
    "id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "occurred_at": "2026-11-23T15:40:00Z",
    "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2", "floor": 4,
}}]}))]
pub struct SyncInput {
    /// The items, in any order.
    #[schema(min_items = 1, max_items = 1000)]
    pub items: Vec<SyncItemInput>,
}

/// One item; `kind` says what it is.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"kind": "household", "item": {
    "id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "occurred_at": "2026-11-23T15:40:00Z",
    "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2", "floor": 4,
}}))]
#[serde(tag = "kind", content = "item", rename_all = "snake_case")]
pub enum SyncItemInput {
    /// A new household.
    Household(HouseholdInput),
    /// An edit of a household.
    HouseholdEdit(HouseholdEditInput),
    /// A visit, with the needs that it raised.
    Visit(VisitInput),
    /// What became of an action.
    FollowUpAction(FollowUpActionInput),
    /// A need that no visit raised.
    Need(NeedInput),
    /// A decision about a consent.
    Consent(ConsentInput),
    /// A blocked case, handed on.
    Referral(ReferralInput),
    /// A reading of a meter.
    MeterReading(MeterReadingInput),
    /// A diagnosis.
    Diagnosis(DiagnosisInput),
}

/// An edit of a household, made on what the editor knew of it. Edits that were made at the same time are merged: those
/// of different members all hold, and of the same member the latest holds while the others are kept beside it for the
/// operator to look at.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-777777777777", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "base_version": 3, "edited_at": "2026-11-24T10:05:00Z", "changes": {"floor": 5, "note": null},
}))]
pub struct HouseholdEditInput {
    /// Names the edit: a UUIDv7 of your own making.
    pub id: Uuid,
    /// The household.
    pub household_id: Uuid,
    /// The version of the household that the editor had read.
    #[schema(minimum = 1)]
    pub base_version: i32,
    /// When it was edited, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub edited_at: Instant,
    /// A JSON Merge Patch (RFC 7396) of the household: null clears, absent keeps.
    #[schema(value_type = Object)]
    pub changes: Map<String, Value>,
}

impl TryFrom<HouseholdEditInput> for HouseholdEdit {
    type Error = Invalid;

    fn try_from(input: HouseholdEditInput) -> Result<Self, Invalid> {
        Ok(Self {
            id: EditId(input.id),
            household_id: HouseholdId(input.household_id),
            base_version: input.base_version,
            edited_at: input.edited_at,
            changes: input.changes,
        })
    }
}

/// As it arrives.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    kind: String,
    item: Value,
}

/// An item that its schema and its type accept; what is wrong is located in the item.
pub(super) fn item(contract: &Contract, value: Value) -> Result<Item, Invalid> {
    let envelope: Envelope = serde_json::from_value(value).map_err(|error| {
        Invalid::one("", "malformed", format!("An item is {{\"kind\": …, \"item\": {{…}}}}: {error}."))
    })?;
    let kind = ItemKind::parse(&envelope.kind).ok_or_else(|| {
        let known: Vec<_> = ItemKind::ALL.iter().map(|kind| kind.as_str()).collect();
        Invalid::one(
            "",
            "unknown_kind",
            format!("No item is a {}; known are {}.", envelope.kind, known.join(", ")),
        )
    })?;
    macro_rules! judged {
        ($kind:ident, $input:ident) => {
            Item::$kind(judge::<$input>(contract, stringify!($input), envelope.item)?.try_into()?)
        };
    }
    Ok(match kind {
        ItemKind::Household => judged!(Household, HouseholdInput),
        ItemKind::HouseholdEdit => judged!(HouseholdEdit, HouseholdEditInput),
        ItemKind::Visit => judged!(Visit, VisitInput),
        ItemKind::Need => judged!(Need, NeedInput),
        ItemKind::Consent => judged!(Consent, ConsentInput),
        ItemKind::Referral => judged!(Referral, ReferralInput),
        ItemKind::MeterReading => judged!(MeterReading, MeterReadingInput),
        ItemKind::Diagnosis => judged!(Diagnosis, DiagnosisInput),
        ItemKind::FollowUpAction => judged!(FollowUpAction, FollowUpActionInput),
    })
}
