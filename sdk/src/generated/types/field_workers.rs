// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `field-workers`.

use super::*;

/// A resident whom the association employs to go from door to door, known here by a pseudonym.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FieldWorker {
    /// Its id.
    pub id: FieldWorkerId,
    /// A pseudonym, such as the name of a bird: never a person's own name.
    pub display_name: String,
    /// Whether they go to the doors.
    pub status: FieldWorkerStatus,
    /// What they speak, best first: a round's package holds the messages in these languages.
    pub languages: Vec<LanguageTag>,
    /// Where they are at home.
    pub neighbourhood_codes: Vec<NeighbourhoodCode>,
    /// What was agreed on.
    pub contract: FieldWorkerContract,
    /// The campaigns that they were trained for.
    pub trained_for: Vec<Uuid>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FieldWorker {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b\",\"display_name\":\"Mésange\",\"status\":\"active\",\"languages\":[\"fr\",\"ar\"],\"neighbourhood_codes\":[\"QN09901N\"],\"contract\":{\"starts_on\":\"2026-09-01\",\"ends_on\":null,\"hours_per_month\":16},\"trained_for\":[\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\"],\"created_at\":\"2026-09-01T08:00:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}";
}

/// What was agreed on with a field worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FieldWorkerContract {
    /// Its first day.
    pub starts_on: Date,
    /// Its last day; most contracts have none.
    pub ends_on: Option<Date>,
    /// Hours a month; 16 is usual. 1 to 200.
    pub hours_per_month: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FieldWorkerContract {
    const EXAMPLE: &'static str = "{\"starts_on\":\"2026-09-01\",\"ends_on\":null,\"hours_per_month\":16}";
}

/// What was agreed on with a field worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FieldWorkerContractInput {
    /// Its first day.
    pub starts_on: Date,
    /// Its last day; most contracts have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
    /// Hours a month; 16 is usual. 1 to 200.
    pub hours_per_month: i32,
}

impl FieldWorkerContractInput {
    /// With all that is required.
    pub fn new(starts_on: Date, hours_per_month: i32) -> Self {
        Self { starts_on, ends_on: Default::default(), hours_per_month }
    }

    /// Its last day; most contracts have none.
    #[must_use]
    pub fn ends_on(mut self, ends_on: Date) -> Self {
        self.ends_on = Some(ends_on);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FieldWorkerContractInput {
    const EXAMPLE: &'static str = "{\"starts_on\":\"2026-09-01\",\"ends_on\":null,\"hours_per_month\":16}";
}

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FieldWorkerContractPatch {
    /// Its first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Date>,
    /// Its last day; most contracts have none.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub ends_on: Field<Date>,
    /// Hours a month; 16 is usual. 1 to 200.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_month: Option<i32>,
}

impl FieldWorkerContractPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            starts_on: Default::default(),
            ends_on: Default::default(),
            hours_per_month: Default::default(),
        }
    }

    /// Its first day.
    #[must_use]
    pub fn starts_on(mut self, starts_on: Date) -> Self {
        self.starts_on = Some(starts_on);
        self
    }

    /// Its last day; most contracts have none.
    #[must_use]
    pub fn ends_on(mut self, ends_on: Date) -> Self {
        self.ends_on = Field::Value(ends_on);
        self
    }

    /// Clears `ends_on`.
    #[must_use]
    pub fn clear_ends_on(mut self) -> Self {
        self.ends_on = Field::Null;
        self
    }

    /// Hours a month; 16 is usual. 1 to 200.
    #[must_use]
    pub fn hours_per_month(mut self, hours_per_month: i32) -> Self {
        self.hours_per_month = Some(hours_per_month);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FieldWorkerContractPatch {
    const EXAMPLE: &'static str = "{\"hours_per_month\":16}";
}

/// What a field worker worked in a year, beside the contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FieldWorkerHours {
    /// Whose hours.
    pub field_worker_id: FieldWorkerId,
    /// Of which year.
    pub year: i32,
    /// Its twelve months.
    pub months: Vec<MonthOfWork>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FieldWorkerHours {
    const EXAMPLE: &'static str = "{\"field_worker_id\":\"019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b\",\"year\":2026,\"months\":[{\"month\":9,\"hours_contracted\":16,\"hours_worked\":14.25,\"days\":6,\"rounds\":6,\"visits\":118}]}";
}

/// What an operator says of a field worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FieldWorkerInput {
    /// A pseudonym, such as the name of a bird: never a person's own name. 1 to 80 characters.
    pub display_name: String,
    /// Whether they go to the doors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<FieldWorkerStatus>,
    /// What they speak, best first. 1 to 30 items.
    pub languages: Vec<LanguageTag>,
    /// Where they are at home. At most 50 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub neighbourhood_codes: Option<Vec<NeighbourhoodCode>>,
    /// What was agreed on.
    pub contract: FieldWorkerContractInput,
    /// The campaigns that they were trained for; only for these are rounds planned. At most 500 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trained_for: Option<Vec<Uuid>>,
}

impl FieldWorkerInput {
    /// With all that is required.
    pub fn new(
        display_name: impl Into<String>,
        languages: impl IntoIterator<Item = impl Into<LanguageTag>>,
        contract: impl Into<FieldWorkerContractInput>,
    ) -> Self {
        Self {
            display_name: display_name.into(),
            status: Default::default(),
            languages: languages.into_iter().map(Into::into).collect(),
            neighbourhood_codes: Default::default(),
            contract: contract.into(),
            trained_for: Default::default(),
        }
    }

    /// Whether they go to the doors.
    #[must_use]
    pub fn status(mut self, status: impl Into<FieldWorkerStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Where they are at home. At most 50 items.
    #[must_use]
    pub fn neighbourhood_codes(
        mut self,
        neighbourhood_codes: impl IntoIterator<Item = impl Into<NeighbourhoodCode>>,
    ) -> Self {
        self.neighbourhood_codes = Some(neighbourhood_codes.into_iter().map(Into::into).collect());
        self
    }

    /// The campaigns that they were trained for; only for these are rounds planned. At most 500 items.
    #[must_use]
    pub fn trained_for(mut self, trained_for: impl IntoIterator<Item = impl Into<Uuid>>) -> Self {
        self.trained_for = Some(trained_for.into_iter().map(Into::into).collect());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FieldWorkerInput {
    const EXAMPLE: &'static str = "{\"display_name\":\"Mésange\",\"status\":\"active\",\"languages\":[\"fr\",\"ar\"],\"neighbourhood_codes\":[\"QN09901N\"],\"contract\":{\"starts_on\":\"2026-09-01\",\"ends_on\":null,\"hours_per_month\":16},\"trained_for\":[\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\"]}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FieldWorkerPage {
    /// The items, in the list's order.
    pub items: Vec<FieldWorker>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FieldWorkerPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b\",\"display_name\":\"Mésange\",\"status\":\"active\",\"languages\":[\"fr\",\"ar\"],\"neighbourhood_codes\":[\"QN09901N\"],\"contract\":{\"starts_on\":\"2026-09-01\",\"ends_on\":null,\"hours_per_month\":16},\"trained_for\":[\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\"],\"created_at\":\"2026-09-01T08:00:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(FieldWorkerPage, FieldWorker);

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FieldWorkerPatch {
    /// A pseudonym, such as the name of a bird: never a person's own name. 1 to 80 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Whether they go to the doors.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub status: Field<FieldWorkerStatus>,
    /// What they speak, best first. 1 to 30 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<Vec<LanguageTag>>,
    /// Where they are at home. At most 50 items.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub neighbourhood_codes: Field<Vec<NeighbourhoodCode>>,
    /// What was agreed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<FieldWorkerContractPatch>,
    /// The campaigns that they were trained for; only for these are rounds planned. At most 500 items.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub trained_for: Field<Vec<Uuid>>,
}

impl FieldWorkerPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            display_name: Default::default(),
            status: Default::default(),
            languages: Default::default(),
            neighbourhood_codes: Default::default(),
            contract: Default::default(),
            trained_for: Default::default(),
        }
    }

    /// A pseudonym, such as the name of a bird: never a person's own name. 1 to 80 characters.
    #[must_use]
    pub fn display_name(mut self, display_name: impl Into<String>) -> Self {
        self.display_name = Some(display_name.into());
        self
    }

    /// Whether they go to the doors.
    #[must_use]
    pub fn status(mut self, status: impl Into<FieldWorkerStatus>) -> Self {
        self.status = Field::Value(status.into());
        self
    }

    /// Clears `status`.
    #[must_use]
    pub fn clear_status(mut self) -> Self {
        self.status = Field::Null;
        self
    }

    /// What they speak, best first. 1 to 30 items.
    #[must_use]
    pub fn languages(mut self, languages: impl IntoIterator<Item = impl Into<LanguageTag>>) -> Self {
        self.languages = Some(languages.into_iter().map(Into::into).collect());
        self
    }

    /// Where they are at home. At most 50 items.
    #[must_use]
    pub fn neighbourhood_codes(
        mut self,
        neighbourhood_codes: impl IntoIterator<Item = impl Into<NeighbourhoodCode>>,
    ) -> Self {
        self.neighbourhood_codes = Field::Value(neighbourhood_codes.into_iter().map(Into::into).collect());
        self
    }

    /// Clears `neighbourhood_codes`.
    #[must_use]
    pub fn clear_neighbourhood_codes(mut self) -> Self {
        self.neighbourhood_codes = Field::Null;
        self
    }

    /// What was agreed on.
    #[must_use]
    pub fn contract(mut self, contract: impl Into<FieldWorkerContractPatch>) -> Self {
        self.contract = Some(contract.into());
        self
    }

    /// The campaigns that they were trained for; only for these are rounds planned. At most 500 items.
    #[must_use]
    pub fn trained_for(mut self, trained_for: impl IntoIterator<Item = impl Into<Uuid>>) -> Self {
        self.trained_for = Field::Value(trained_for.into_iter().map(Into::into).collect());
        self
    }

    /// Clears `trained_for`.
    #[must_use]
    pub fn clear_trained_for(mut self) -> Self {
        self.trained_for = Field::Null;
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for FieldWorkerPatch {
    const EXAMPLE: &'static str = "{\"trained_for\":[\"019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a\"]}";
}

/// Whether a field worker goes to the doors.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FieldWorkerStatus {
    /// `active`
    Active,
    /// `on_leave`
    OnLeave,
    /// `left`
    Left,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    FieldWorkerStatus { Active = "active", OnLeave = "on_leave", Left = "left", }
);

/// A month of a field worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MonthOfWork {
    /// Which month of the year, from 1. 1 to 12.
    pub month: i32,
    /// Hours of the contract; those of a full month as soon as the contract runs on one day of it. At least 0.
    pub hours_contracted: i32,
    /// Hours worked at the doors, derived from visits.
    pub hours_worked: f64,
    /// On how many days. At least 0.
    pub days: i32,
    /// Rounds in which a visit was made. At least 0.
    pub rounds: i32,
    /// Visits made, corrected ones once. At least 0.
    pub visits: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for MonthOfWork {
    const EXAMPLE: &'static str =
        "{\"month\":9,\"hours_contracted\":16,\"hours_worked\":14.25,\"days\":6,\"rounds\":6,\"visits\":118}";
}
