//! Households as they are written.

use palier_domain::{
    code::NeighbourhoodCode,
    error::Invalid,
    household::{Household, HouseholdDetails, HouseholdDraft, Member, Personal},
    ids::{HouseholdId, RoundId},
    time::Instant,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::wire::{BillingMode, DoNotDisturb, Occupants, Tenure};
use crate::http::{contract::Contract, extract::MergePatch, v1::codes};

/// A household as it is entered. Nothing but `id`, `neighbourhood_code` and `occurred_at` is needed. Write no names of
/// persons anywhere.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "occurred_at": "2026-11-23T15:40:00Z",
    "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2", "floor": 4, "door_label": "porte gauche",
    "contact": "+33 6 99 00 00 01", "note": "Sonnette en panne, frapper.",
    "occupants": {"under_3": 1, "from_3_to_17": 2, "from_18_to_64": 2, "from_65": 0}, "tenure": "social_tenant",
    "water_billing": "service_charges", "heating_billing": "unknown",
}))]
pub struct HouseholdInput {
    /// Its id, a UUIDv7 of your own making: the same household sent again under it changes nothing.
    pub id: Uuid,
    /// When it was entered, by the clock of the device; fixed for life.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// The round whose doors it joins, as the last one: a device names one of its own. Only when it is entered.
    pub round_id: Option<Uuid>,
    /// The neighbourhood in which it lies.
    #[schema(value_type = codes::NeighbourhoodCode)]
    pub neighbourhood_code: String,
    /// The building.
    #[schema(min_length = 1, max_length = 60)]
    pub building: Option<String>,
    /// The stairwell.
    #[schema(min_length = 1, max_length = 60)]
    pub stairwell: Option<String>,
    /// The floor; 0 is the ground floor.
    #[schema(minimum = -9, maximum = 99)]
    pub floor: Option<i32>,
    /// What tells the door from others of its floor: a number, a side. Not the name on the bell.
    #[schema(min_length = 1, max_length = 60)]
    pub door_label: Option<String>,
    /// A way to reach the household: a telephone number, an e-mail address.
    #[schema(min_length = 1, max_length = 120)]
    pub contact: Option<String>,
    /// A short note on how to find or approach the door. Nothing about persons; what was answered belongs to a visit.
    #[schema(min_length = 1, max_length = 280)]
    pub note: Option<String>,
    /// Who lives there.
    #[validate(nested)]
    pub occupants: Option<Occupants>,
    /// By what right.
    pub tenure: Option<Tenure>,
    /// How water is paid for.
    pub water_billing: Option<BillingMode>,
    /// How heating is paid for.
    pub heating_billing: Option<BillingMode>,
    /// Whether it is to be left alone.
    #[validate(nested)]
    pub do_not_disturb: Option<DoNotDisturb>,
}

impl TryFrom<HouseholdInput> for HouseholdDraft {
    type Error = Invalid;

    fn try_from(input: HouseholdInput) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let neighbourhood_code = match NeighbourhoodCode::new(input.neighbourhood_code.as_str()) {
            Ok(code) => code,
            Err(wrong) => {
                invalid.absorb("/neighbourhood_code", wrong);
                NeighbourhoodCode::trusted(input.neighbourhood_code)
            }
        };
        let details = HouseholdDetails {
            neighbourhood_code,
            building: input.building,
            stairwell: input.stairwell,
            floor: input.floor,
            door_label: input.door_label,
            contact: input.contact,
            note: input.note,
            occupants: input.occupants.map(Into::into),
            tenure: input.tenure.map(Into::into),
            water_billing: input.water_billing.map(Into::into),
            heating_billing: input.heating_billing.map(Into::into),
            do_not_disturb: input.do_not_disturb.map(Into::into),
        };
        let (id, round_id) = (HouseholdId(input.id), input.round_id.map(RoundId));
        invalid.or(Self { id, occurred_at: input.occurred_at, round_id, details })
    }
}

impl HouseholdInput {
    fn of(household: &Household, personal: &Personal) -> Self {
        let household = household.clone();
        Self {
            id: household.id.0,
            occurred_at: household.occurred_at,
            round_id: None,
            neighbourhood_code: household.neighbourhood_code.to_string(),
            building: household.building,
            stairwell: household.stairwell,
            floor: household.floor,
            door_label: personal.door_label.clone(),
            contact: personal.contact.clone(),
            note: personal.note.clone(),
            occupants: household.occupants.map(Into::into),
            tenure: household.tenure.map(Into::into),
            water_billing: household.water_billing.map(Into::into),
            heating_billing: household.heating_billing.map(Into::into),
            do_not_disturb: household.do_not_disturb.map(Into::into),
        }
    }
}

/// The members that a patch names, each with its whole new value.
///
/// # Errors
/// Everything that is wrong with the household as it would then be; `immutable` for what is fixed for life.
pub fn changes(
    contract: &Contract,
    patch: &MergePatch,
    (household, personal): (&Household, &Personal),
) -> Result<Map<String, Value>, Invalid> {
    let before = HouseholdInput::of(household, personal);
    let after = patch.apply(contract, "HouseholdInput", &before)?;
    let mut invalid = Invalid::default();
    let fixed = [
        ("/id", after.id == before.id),
        ("/occurred_at", after.occurred_at == before.occurred_at),
        ("/round_id", after.round_id.is_none()),
    ];
    for (pointer, _) in fixed.into_iter().filter(|(_, same)| !same) {
        invalid.push(pointer, "immutable", "This is said once, when the household is entered.");
    }
    let said = invalid.or(HouseholdDraft::try_from(after)?)?.details.members();
    let named = patch.names().filter(|name| Member::parse(name).is_some());
    Ok(named.map(|name| (name.to_owned(), said.get(name).cloned().unwrap_or_default())).collect())
}
