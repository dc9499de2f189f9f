// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `households`.

use super::*;

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DoNotDisturbPatch {
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<DoNotDisturbReason>,
    /// The last day of it; `null`: without end.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub until: Field<Date>,
}

impl DoNotDisturbPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { reason: Default::default(), until: Default::default() }
    }

    /// Why.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<DoNotDisturbReason>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// The last day of it; `null`: without end.
    #[must_use]
    pub fn until(mut self, until: Date) -> Self {
        self.until = Field::Value(until);
        self
    }

    /// Clears `until`.
    #[must_use]
    pub fn clear_until(mut self) -> Self {
        self.until = Field::Null;
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for DoNotDisturbPatch {
    const EXAMPLE: &'static str = "{\"until\":\"2027-06-30\"}";
}

/// A door.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct HouseholdLookUpInput {
    /// The neighbourhood in which it lies.
    pub neighbourhood_code: NeighbourhoodCode,
    /// The building, if it was entered with one. 1 to 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// The stairwell, if it was entered with one. 1 to 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stairwell: Option<String>,
    /// The floor, if it was entered with one. -9 to 99.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<i32>,
    /// What tells the door from others of its floor. 1 to 60 characters.
    pub door_label: String,
}

impl HouseholdLookUpInput {
    /// With all that is required.
    pub fn new(neighbourhood_code: impl Into<NeighbourhoodCode>, door_label: impl Into<String>) -> Self {
        Self {
            neighbourhood_code: neighbourhood_code.into(),
            building: Default::default(),
            stairwell: Default::default(),
            floor: Default::default(),
            door_label: door_label.into(),
        }
    }

    /// The building, if it was entered with one. 1 to 60 characters.
    #[must_use]
    pub fn building(mut self, building: impl Into<String>) -> Self {
        self.building = Some(building.into());
        self
    }

    /// The stairwell, if it was entered with one. 1 to 60 characters.
    #[must_use]
    pub fn stairwell(mut self, stairwell: impl Into<String>) -> Self {
        self.stairwell = Some(stairwell.into());
        self
    }

    /// The floor, if it was entered with one. -9 to 99.
    #[must_use]
    pub fn floor(mut self, floor: i32) -> Self {
        self.floor = Some(floor);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HouseholdLookUpInput {
    const EXAMPLE: &'static str = "{\"neighbourhood_code\":\"QN09901N\",\"building\":\"B\",\"stairwell\":\"2\",\"floor\":4,\"door_label\":\"porte gauche\"}";
}

/// The households behind a door.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HouseholdMatches {
    /// None, one, or several if the door was entered more than once; oldest first, and at most 100.
    pub items: Vec<HouseholdSummary>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HouseholdMatches {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"neighbourhood_code\":\"QN09901N\",\"building\":\"B\",\"stairwell\":\"2\",\"floor\":4,\"occupants\":null,\"tenure\":\"social_tenant\",\"water_billing\":null,\"heating_billing\":null,\"do_not_disturb\":null,\"conflict_count\":0,\"occurred_at\":\"2026-11-23T15:40:00.000000Z\",\"created_at\":\"2026-11-23T18:30:00.000000Z\",\"updated_at\":\"2026-11-23T18:30:00.000000Z\"}]}";
}

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct HouseholdPatch {
    /// Its id, a UUIDv7 of your own making: the same household sent again under it changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<HouseholdId>,
    /// When it was entered, by the clock of the device; fixed for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<Timestamp>,
    /// The round whose doors it joins, as the last one: a device names one of its own. Only when it is entered.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub round_id: Field<RoundId>,
    /// The neighbourhood in which it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub neighbourhood_code: Option<NeighbourhoodCode>,
    /// The building. 1 to 60 characters.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub building: Field<String>,
    /// The stairwell. 1 to 60 characters.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub stairwell: Field<String>,
    /// The floor; 0 is the ground floor. -9 to 99.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub floor: Field<i32>,
    /// What tells the door from others of its floor: a number, a side. Not the name on the bell. 1 to 60 characters.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub door_label: Field<String>,
    /// A way to reach the household: a telephone number, an e-mail address. 1 to 120 characters.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub contact: Field<String>,
    /// A short note on how to find or approach the door. Nothing about persons; what was answered belongs to a visit. 1 to 280 characters.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub note: Field<String>,
    /// Who lives there.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub occupants: Field<OccupantsPatch>,
    /// By what right.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub tenure: Field<Tenure>,
    /// How water is paid for.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub water_billing: Field<BillingMode>,
    /// How heating is paid for.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub heating_billing: Field<BillingMode>,
    /// Whether it is to be left alone.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub do_not_disturb: Field<DoNotDisturbPatch>,
}

impl HouseholdPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            id: Default::default(),
            occurred_at: Default::default(),
            round_id: Default::default(),
            neighbourhood_code: Default::default(),
            building: Default::default(),
            stairwell: Default::default(),
            floor: Default::default(),
            door_label: Default::default(),
            contact: Default::default(),
            note: Default::default(),
            occupants: Default::default(),
            tenure: Default::default(),
            water_billing: Default::default(),
            heating_billing: Default::default(),
            do_not_disturb: Default::default(),
        }
    }

    /// Its id, a UUIDv7 of your own making: the same household sent again under it changes nothing.
    #[must_use]
    pub fn id(mut self, id: impl Into<HouseholdId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// When it was entered, by the clock of the device; fixed for life.
    #[must_use]
    pub fn occurred_at(mut self, occurred_at: Timestamp) -> Self {
        self.occurred_at = Some(occurred_at);
        self
    }

    /// The round whose doors it joins, as the last one: a device names one of its own. Only when it is entered.
    #[must_use]
    pub fn round_id(mut self, round_id: impl Into<RoundId>) -> Self {
        self.round_id = Field::Value(round_id.into());
        self
    }

    /// Clears `round_id`.
    #[must_use]
    pub fn clear_round_id(mut self) -> Self {
        self.round_id = Field::Null;
        self
    }

    /// The neighbourhood in which it lies.
    #[must_use]
    pub fn neighbourhood_code(mut self, neighbourhood_code: impl Into<NeighbourhoodCode>) -> Self {
        self.neighbourhood_code = Some(neighbourhood_code.into());
        self
    }

    /// The building. 1 to 60 characters.
    #[must_use]
    pub fn building(mut self, building: impl Into<String>) -> Self {
        self.building = Field::Value(building.into());
        self
    }

    /// Clears `building`.
    #[must_use]
    pub fn clear_building(mut self) -> Self {
        self.building = Field::Null;
        self
    }

    /// The stairwell. 1 to 60 characters.
    #[must_use]
    pub fn stairwell(mut self, stairwell: impl Into<String>) -> Self {
        self.stairwell = Field::Value(stairwell.into());
        self
    }

    /// Clears `stairwell`.
    #[must_use]
    pub fn clear_stairwell(mut self) -> Self {
        self.stairwell = Field::Null;
        self
    }

    /// The floor; 0 is the ground floor. -9 to 99.
    #[must_use]
    pub fn floor(mut self, floor: i32) -> Self {
        self.floor = Field::Value(floor);
        self
    }

    /// Clears `floor`.
    #[must_use]
    pub fn clear_floor(mut self) -> Self {
        self.floor = Field::Null;
        self
    }

    /// What tells the door from others of its floor: a number, a side. Not the name on the bell. 1 to 60 characters.
    #[must_use]
    pub fn door_label(mut self, door_label: impl Into<String>) -> Self {
        self.door_label = Field::Value(door_label.into());
        self
    }

    /// Clears `door_label`.
    #[must_use]
    pub fn clear_door_label(mut self) -> Self {
        self.door_label = Field::Null;
        self
    }

    /// A way to reach the household: a telephone number, an e-mail address. 1 to 120 characters.
    #[must_use]
    pub fn contact(mut self, contact: impl Into<String>) -> Self {
        self.contact = Field::Value(contact.into());
        self
    }

    /// Clears `contact`.
    #[must_use]
    pub fn clear_contact(mut self) -> Self {
        self.contact = Field::Null;
        self
    }

    /// A short note on how to find or approach the door. Nothing about persons; what was answered belongs to a visit. 1 to 280 characters.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Field::Value(note.into());
        self
    }

    /// Clears `note`.
    #[must_use]
    pub fn clear_note(mut self) -> Self {
        self.note = Field::Null;
        self
    }

    /// Who lives there.
    #[must_use]
    pub fn occupants(mut self, occupants: impl Into<OccupantsPatch>) -> Self {
        self.occupants = Field::Value(occupants.into());
        self
    }

    /// Clears `occupants`.
    #[must_use]
    pub fn clear_occupants(mut self) -> Self {
        self.occupants = Field::Null;
        self
    }

    /// By what right.
    #[must_use]
    pub fn tenure(mut self, tenure: impl Into<Tenure>) -> Self {
        self.tenure = Field::Value(tenure.into());
        self
    }

    /// Clears `tenure`.
    #[must_use]
    pub fn clear_tenure(mut self) -> Self {
        self.tenure = Field::Null;
        self
    }

    /// How water is paid for.
    #[must_use]
    pub fn water_billing(mut self, water_billing: impl Into<BillingMode>) -> Self {
        self.water_billing = Field::Value(water_billing.into());
        self
    }

    /// Clears `water_billing`.
    #[must_use]
    pub fn clear_water_billing(mut self) -> Self {
        self.water_billing = Field::Null;
        self
    }

    /// How heating is paid for.
    #[must_use]
    pub fn heating_billing(mut self, heating_billing: impl Into<BillingMode>) -> Self {
        self.heating_billing = Field::Value(heating_billing.into());
        self
    }

    /// Clears `heating_billing`.
    #[must_use]
    pub fn clear_heating_billing(mut self) -> Self {
        self.heating_billing = Field::Null;
        self
    }

    /// Whether it is to be left alone.
    #[must_use]
    pub fn do_not_disturb(mut self, do_not_disturb: impl Into<DoNotDisturbPatch>) -> Self {
        self.do_not_disturb = Field::Value(do_not_disturb.into());
        self
    }

    /// Clears `do_not_disturb`.
    #[must_use]
    pub fn clear_do_not_disturb(mut self) -> Self {
        self.do_not_disturb = Field::Null;
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HouseholdPatch {
    const EXAMPLE: &'static str = "{\"heating_billing\":\"unknown\"}";
}

/// A household as lists show it: without anything personal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HouseholdSummary {
    /// Its id.
    pub id: HouseholdId,
    /// The neighbourhood in which it lies.
    pub neighbourhood_code: NeighbourhoodCode,
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
    /// Of how many members different values stand; `GET /v1/households/{id}` shows them. At least 0.
    pub conflict_count: i32,
    /// When it was entered, by the clock of the device.
    pub occurred_at: Timestamp,
    /// When it arrived here.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HouseholdSummary {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"neighbourhood_code\":\"QN09901N\",\"building\":\"B\",\"stairwell\":\"2\",\"floor\":4,\"occupants\":{\"under_3\":1,\"from_3_to_17\":2,\"from_18_to_64\":2,\"from_65\":0},\"tenure\":\"social_tenant\",\"water_billing\":\"service_charges\",\"heating_billing\":\"unknown\",\"do_not_disturb\":{\"reason\":\"asked\",\"until\":\"2027-06-30\"},\"conflict_count\":0,\"occurred_at\":\"2026-11-23T15:40:00.000000Z\",\"created_at\":\"2026-11-23T18:30:00.000000Z\",\"updated_at\":\"2026-11-23T18:30:00.000000Z\"}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HouseholdSummaryPage {
    /// The items, in the list's order.
    pub items: Vec<HouseholdSummary>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HouseholdSummaryPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"neighbourhood_code\":\"QN09901N\",\"building\":\"B\",\"stairwell\":\"2\",\"floor\":4,\"occupants\":{\"under_3\":1,\"from_3_to_17\":2,\"from_18_to_64\":2,\"from_65\":0},\"tenure\":\"social_tenant\",\"water_billing\":\"service_charges\",\"heating_billing\":\"unknown\",\"do_not_disturb\":{\"reason\":\"asked\",\"until\":\"2027-06-30\"},\"conflict_count\":0,\"occurred_at\":\"2026-11-23T15:40:00.000000Z\",\"created_at\":\"2026-11-23T18:30:00.000000Z\",\"updated_at\":\"2026-11-23T18:30:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(HouseholdSummaryPage, HouseholdSummary);

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OccupantsPatch {
    /// Younger than 3. 0 to 30.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub under_3: Field<i32>,
    /// From 3 to 17. 0 to 30.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub from_3_to_17: Field<i32>,
    /// From 18 to 64. 0 to 30.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub from_18_to_64: Field<i32>,
    /// 65 and older. 0 to 30.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub from_65: Field<i32>,
}

impl OccupantsPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            under_3: Default::default(),
            from_3_to_17: Default::default(),
            from_18_to_64: Default::default(),
            from_65: Default::default(),
        }
    }

    /// Younger than 3. 0 to 30.
    #[must_use]
    pub fn under_3(mut self, under_3: i32) -> Self {
        self.under_3 = Field::Value(under_3);
        self
    }

    /// Clears `under_3`.
    #[must_use]
    pub fn clear_under_3(mut self) -> Self {
        self.under_3 = Field::Null;
        self
    }

    /// From 3 to 17. 0 to 30.
    #[must_use]
    pub fn from_3_to_17(mut self, from_3_to_17: i32) -> Self {
        self.from_3_to_17 = Field::Value(from_3_to_17);
        self
    }

    /// Clears `from_3_to_17`.
    #[must_use]
    pub fn clear_from_3_to_17(mut self) -> Self {
        self.from_3_to_17 = Field::Null;
        self
    }

    /// From 18 to 64. 0 to 30.
    #[must_use]
    pub fn from_18_to_64(mut self, from_18_to_64: i32) -> Self {
        self.from_18_to_64 = Field::Value(from_18_to_64);
        self
    }

    /// Clears `from_18_to_64`.
    #[must_use]
    pub fn clear_from_18_to_64(mut self) -> Self {
        self.from_18_to_64 = Field::Null;
        self
    }

    /// 65 and older. 0 to 30.
    #[must_use]
    pub fn from_65(mut self, from_65: i32) -> Self {
        self.from_65 = Field::Value(from_65);
        self
    }

    /// Clears `from_65`.
    #[must_use]
    pub fn clear_from_65(mut self) -> Self {
        self.from_65 = Field::Null;
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for OccupantsPatch {
    const EXAMPLE: &'static str = "{\"from_65\":0}";
}
