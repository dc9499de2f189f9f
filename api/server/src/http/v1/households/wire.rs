//! Households as they are read.

use palier_domain::{
    household::{self, Personal},
    time::{Day, Instant},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::http::{
    list::{Columns, Item},
    v1::{codes, same_names},
};

/// By what right a household lives in its dwelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tenure {
    /// Rents from a social landlord.
    SocialTenant,
    /// Rents from anyone else.
    PrivateTenant,
    /// Owns the dwelling.
    Owner,
    /// Is put up by somebody else.
    Lodged,
    /// Anything else.
    Other,
    /// Asked, and not known.
    Unknown,
}

same_names!(household::Tenure, Tenure { SocialTenant, PrivateTenant, Owner, Lodged, Other, Unknown });

/// How a household pays for its water or heating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BillingMode {
    /// A contract of its own, with a bill of its own.
    OwnContract,
    /// With the charges of the building.
    ServiceCharges,
    /// Anything else.
    Other,
    /// Asked, and not known.
    Unknown,
}

same_names!(household::BillingMode, BillingMode { OwnContract, ServiceCharges, Other, Unknown });

/// Why a household is to be left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DoNotDisturbReason {
    /// It asked for it.
    Asked,
    /// It complained.
    Complaint,
    /// A field worker would not be safe there.
    Safety,
    /// A dispute is going on.
    Dispute,
    /// Anything else.
    Other,
}

same_names!(household::DoNotDisturbReason, DoNotDisturbReason { Asked, Complaint, Safety, Dispute, Other });

/// How many people live in a household, by broad band of age.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"under_3": 1, "from_3_to_17": 2, "from_18_to_64": 2, "from_65": 0}))]
pub struct Occupants {
    /// Younger than 3.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 30)]
    pub under_3: u8,
    /// From 3 to 17.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 30)]
    pub from_3_to_17: u8,
    /// From 18 to 64.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 30)]
    pub from_18_to_64: u8,
    /// 65 and older.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 30)]
    pub from_65: u8,
}

impl From<household::Occupants> for Occupants {
    fn from(occupants: household::Occupants) -> Self {
        let household::Occupants { under_3, from_3_to_17, from_18_to_64, from_65 } = occupants;
        Self { under_3, from_3_to_17, from_18_to_64, from_65 }
    }
}

impl From<Occupants> for household::Occupants {
    fn from(occupants: Occupants) -> Self {
        let Occupants { under_3, from_3_to_17, from_18_to_64, from_65 } = occupants;
        Self { under_3, from_3_to_17, from_18_to_64, from_65 }
    }
}

/// That a household is to be left alone: its door stands in no round's package meanwhile.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "asked", "until": "2027-06-30"}))]
pub struct DoNotDisturb {
    /// Why.
    pub reason: DoNotDisturbReason,
    /// The last day of it; `null`: without end.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
}

impl From<household::DoNotDisturb> for DoNotDisturb {
    fn from(spared: household::DoNotDisturb) -> Self {
        Self { reason: spared.reason.into(), until: spared.until }
    }
}

impl From<DoNotDisturb> for household::DoNotDisturb {
    fn from(spared: DoNotDisturb) -> Self {
        Self { reason: spared.reason.into(), until: spared.until }
    }
}

/// One of several values that were said of a member by edits that did not know of each other.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConflictingValue {
    /// What was said; `null`: that nothing is known.
    pub value: Value,
    /// The edit that said so; the household's own id stands for what it was entered with.
    pub edit_id: Uuid,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub edited_at: Instant,
    /// The device; `null`: it was the operator.
    pub device_id: Option<Uuid>,
}

/// A member of which different values stand beside each other, until somebody who knows them changes it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"member": "floor", "values": [
    {"value": 4, "edit_id": "019ab0f2-6b1e-7c40-9d5e-222222222222", "edited_at": "2026-11-23T16:05:00.000000Z",
     "device_id": "019ab0f2-6b1e-7c40-9d5e-333333333333"},
    {"value": 3, "edit_id": "019ab0f2-6b1e-7c40-9d5e-444444444444", "edited_at": "2026-11-23T15:40:00.000000Z",
     "device_id": null},
]}))]
pub struct HouseholdConflict {
    /// Which member.
    pub member: String,
    /// Its values, latest first; the first one is shown as the member's value.
    pub values: Vec<ConflictingValue>,
}

impl From<household::Conflict> for HouseholdConflict {
    fn from(conflict: household::Conflict) -> Self {
        let value = |sibling: household::Sibling| ConflictingValue {
            value: sibling.value,
            edit_id: sibling.edit_id.0,
            edited_at: sibling.edited_at,
            device_id: sibling.device_id.map(Into::into),
        };
        Self {
            member: conflict.member.as_str().to_owned(),
            values: conflict.values.into_iter().map(value).collect(),
        }
    }
}

/// A household: a dwelling and who lives there. There is no member for a person's name, and none should be written into
/// the others.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2",
    "floor": 4, "door_label": "porte gauche", "contact": "+33 6 99 00 00 01", "note": "Sonnette en panne, frapper.",
    "occupants": {"under_3": 1, "from_3_to_17": 2, "from_18_to_64": 2, "from_65": 0}, "tenure": "social_tenant",
    "water_billing": "service_charges", "heating_billing": "unknown", "do_not_disturb": null, "conflicts": [],
    "occurred_at": "2026-11-23T15:40:00.000000Z",
    "created_at": "2026-11-23T18:30:00.000000Z", "updated_at": "2026-11-23T18:30:00.000000Z",
}))]
pub struct Household {
    /// Its id.
    pub id: Uuid,
    /// The neighbourhood in which it lies.
    #[schema(value_type = codes::NeighbourhoodCode)]
    pub neighbourhood_code: String,
    /// The building.
    pub building: Option<String>,
    /// The stairwell.
    pub stairwell: Option<String>,
    /// The floor; 0 is the ground floor.
    pub floor: Option<i32>,
    /// What tells the door from others of its floor. Encrypted at rest, and in no list or export.
    pub door_label: Option<String>,
    /// A way to reach the household. Encrypted at rest, and in no list or export.
    pub contact: Option<String>,
    /// A short note. Encrypted at rest, and in no list or export.
    pub note: Option<String>,
    /// Who lives there.
    pub occupants: Option<Occupants>,
    /// By what right.
    pub tenure: Option<Tenure>,
    /// How water is paid for.
    pub water_billing: Option<BillingMode>,
    /// How heating is paid for.
    pub heating_billing: Option<BillingMode>,
    /// Whether it is to be left alone.
    pub do_not_disturb: Option<DoNotDisturb>,
    /// The members of which different values stand. A change of such a member by somebody who has read this version
    /// resolves it.
    pub conflicts: Vec<HouseholdConflict>,
    /// When it was entered, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// When it arrived here.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl Household {
    /// A household with what is personal.
    pub fn opened(household: household::Household, personal: Personal) -> Self {
        let conflicts = personal.conflicts().into_iter().map(HouseholdConflict::from).collect();
        Self {
            id: household.id.0,
            neighbourhood_code: household.neighbourhood_code.to_string(),
            building: household.building,
            stairwell: household.stairwell,
            floor: household.floor,
            door_label: personal.door_label,
            contact: personal.contact,
            note: personal.note,
            occupants: household.occupants.map(Into::into),
            tenure: household.tenure.map(Into::into),
            water_billing: household.water_billing.map(Into::into),
            heating_billing: household.heating_billing.map(Into::into),
            do_not_disturb: household.do_not_disturb.map(Into::into),
            conflicts,
            occurred_at: household.occurred_at,
            created_at: household.created_at,
            updated_at: household.updated_at,
        }
    }
}

/// A household as lists show it: without anything personal.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2",
    "floor": 4, "occupants": {"under_3": 1, "from_3_to_17": 2, "from_18_to_64": 2, "from_65": 0},
    "tenure": "social_tenant", "water_billing": "service_charges", "heating_billing": "unknown",
    "do_not_disturb": {"reason": "asked", "until": "2027-06-30"}, "conflict_count": 0,
    "occurred_at": "2026-11-23T15:40:00.000000Z",
    "created_at": "2026-11-23T18:30:00.000000Z", "updated_at": "2026-11-23T18:30:00.000000Z",
}))]
pub struct HouseholdSummary {
    /// Its id.
    pub id: Uuid,
    /// The neighbourhood in which it lies.
    #[schema(value_type = codes::NeighbourhoodCode)]
    pub neighbourhood_code: String,
    /// The building.
    pub building: Option<String>,
    /// The stairwell.
    pub stairwell: Option<String>,
    /// The floor; 0 is the ground floor.
    pub floor: Option<i32>,
    /// Who lives there.
    pub occupants: Option<Occupants>,
    /// By what right.
    pub tenure: Option<Tenure>,
    /// How water is paid for.
    pub water_billing: Option<BillingMode>,
    /// How heating is paid for.
    pub heating_billing: Option<BillingMode>,
    /// Whether it is to be left alone.
    pub do_not_disturb: Option<DoNotDisturb>,
    /// Of how many members different values stand; `GET /v1/households/{id}` shows them.
    pub conflict_count: u32,
    /// When it was entered, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// When it arrived here.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl From<household::Household> for HouseholdSummary {
    fn from(household: household::Household) -> Self {
        Self {
            id: household.id.0,
            neighbourhood_code: household.neighbourhood_code.to_string(),
            building: household.building,
            stairwell: household.stairwell,
            floor: household.floor,
            occupants: household.occupants.map(Into::into),
            tenure: household.tenure.map(Into::into),
            water_billing: household.water_billing.map(Into::into),
            heating_billing: household.heating_billing.map(Into::into),
            do_not_disturb: household.do_not_disturb.map(Into::into),
            conflict_count: household.conflicts,
            occurred_at: household.occurred_at,
            created_at: household.created_at,
            updated_at: household.updated_at,
        }
    }
}

impl Item for HouseholdSummary {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("neighbourhood_code", "/neighbourhood_code"),
        ("building", "/building"),
        ("stairwell", "/stairwell"),
        ("floor", "/floor"),
        ("under_3", "/occupants/under_3"),
        ("from_3_to_17", "/occupants/from_3_to_17"),
        ("from_18_to_64", "/occupants/from_18_to_64"),
        ("from_65", "/occupants/from_65"),
        ("tenure", "/tenure"),
        ("water_billing", "/water_billing"),
        ("heating_billing", "/heating_billing"),
        ("do_not_disturb_reason", "/do_not_disturb/reason"),
        ("do_not_disturb_until", "/do_not_disturb/until"),
        ("conflict_count", "/conflict_count"),
        ("occurred_at", "/occurred_at"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}
