// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `diagnoses`.

use super::*;

/// What a household of so many people with this equipment uses: a mean, to compare with, and no norm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConsumptionReference {
    /// How it is reckoned. `water_2021_uses`: the mean of France in 2021, 148 litres a person and day, without the uses
    /// that the dwelling has no equipment for.
    pub method: String,
    /// How much a person and day, in the utility's unit.
    pub per_person_per_day: f64,
    /// How much a day, for all occupants.
    pub per_day: f64,
    /// What of it is for which use.
    pub uses: Vec<ReferenceUse>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ConsumptionReference {
    const EXAMPLE: &'static str = "{\"method\":\"water_2021_uses\",\"per_person_per_day\":0.13912,\"per_day\":0.41736,\"uses\":[{\"use\":\"toilet\",\"per_person_per_day\":0.0296}]}";
}

/// How a household uses water or energy, what was found, given and advised: an event that never changes. A correction, and
/// what a later visit finds, is another diagnosis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diagnosis {
    /// Its id.
    pub id: DiagnosisId,
    /// Whose it is.
    pub household_id: HouseholdId,
    /// For which campaign.
    pub campaign_id: Option<CampaignId>,
    /// In which visit.
    pub visit_id: Option<VisitId>,
    /// What it is about.
    pub utility: Utility,
    /// How many people lived there then. At least 0.
    pub occupants: i32,
    /// What the dwelling is equipped with.
    pub equipment: Vec<Equipment>,
    /// Whether there is a leak; null: not looked for.
    pub leak_found: Option<bool>,
    /// The leak.
    pub leak: Option<Leak>,
    /// Whether a water-saving or energy-saving kit was given; null: not known.
    pub kit_given: Option<bool>,
    /// Whether a kit is installed, which is another fact; null: not known.
    pub kit_installed: Option<bool>,
    /// The gestures that were advised.
    pub advised_gestures: Vec<Slug>,
    /// When the meter is to be read again.
    pub follow_up_due_on: Date,
    /// Who made it.
    pub field_worker_id: Option<FieldWorkerId>,
    /// The device that sent it; null: the operator.
    pub device_id: Option<DeviceId>,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
    /// When it arrived, by the clock of the server.
    pub received_at: Timestamp,
    /// The diagnosis that it corrects.
    pub supersedes_id: Option<DiagnosisId>,
    /// Whether another one corrects it.
    pub superseded: bool,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Diagnosis {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-313131313131\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"utility\":\"water\",\"occupants\":3,\"equipment\":[\"washing_machine\"],\"leak_found\":true,\"leak\":{\"place\":\"toilet\",\"litres_per_day\":120,\"repaired\":false},\"kit_given\":true,\"kit_installed\":null,\"advised_gestures\":[\"short_shower\"],\"follow_up_due_on\":\"2028-01-12\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"device_id\":null,\"occurred_at\":\"2027-01-12T16:25:00.000000Z\",\"received_at\":\"2027-01-12T18:05:12.345678Z\",\"supersedes_id\":null,\"superseded\":false}";
}

/// What a diagnosis comes to, with all that is known by now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DiagnosisAssessment {
    /// The diagnosis.
    pub diagnosis_id: DiagnosisId,
    /// Whose it is.
    pub household_id: HouseholdId,
    /// What it is about.
    pub utility: Utility,
    /// The unit of amounts: `m3` or `kWh`.
    pub unit: String,
    /// How many people lived there at the diagnosis. At least 0.
    pub occupants: i32,
    /// What the household used up to the diagnosis: the last measured period of two weeks or more.
    pub before: Option<ConsumptionPeriod>,
    /// What it used since: the last measured period of two weeks or more that began at the diagnosis or later.
    pub since: Option<ConsumptionPeriod>,
    /// What a household like it uses; null where nothing sound can be said (electricity and gas).
    pub reference: Option<ConsumptionReference>,
    /// What it used before, as a multiple of the reference.
    pub ratio_to_reference: Option<f64>,
    /// What it may save by what was done; null if nothing was done that has a known effect.
    pub saving: Option<EstimatedSaving>,
    /// The tariffs that held on the day of the diagnosis in the communes of the neighbourhood.
    pub tariffs: Vec<Tariff>,
    /// The day of the first diagnosis that says that a kit was given.
    pub kit_given_on: Option<Date>,
    /// The day of the first one that says that it is installed.
    pub kit_installed_on: Option<Date>,
    /// The arm of the household's stairwell in the campaign, if one was drawn.
    pub arm: Option<Arm>,
    /// When the meter is to be read again.
    pub follow_up_due_on: Date,
    /// The reading that was due, once it was made: measured, and not more than 30 days early.
    pub follow_up_reading_id: Option<Uuid>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for DiagnosisAssessment {
    const EXAMPLE: &'static str = "{\"diagnosis_id\":\"019ab0f2-6b1e-7c40-9d5e-313131313131\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"utility\":\"water\",\"unit\":\"m3\",\"occupants\":3,\"before\":null,\"since\":null,\"reference\":{\"method\":\"water_2021_uses\",\"per_person_per_day\":0.13912,\"per_day\":0.41736,\"uses\":[{\"use\":\"toilet\",\"per_person_per_day\":0.0296}]},\"ratio_to_reference\":null,\"saving\":null,\"tariffs\":[],\"kit_given_on\":\"2027-01-12\",\"kit_installed_on\":null,\"arm\":\"treatment\",\"follow_up_due_on\":\"2028-01-12\",\"follow_up_reading_id\":null}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DiagnosisPage {
    /// The items, in the list's order.
    pub items: Vec<Diagnosis>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for DiagnosisPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-313131313131\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"utility\":\"water\",\"occupants\":3,\"equipment\":[\"washing_machine\"],\"leak_found\":true,\"leak\":{\"place\":\"toilet\",\"litres_per_day\":120,\"repaired\":false},\"kit_given\":true,\"kit_installed\":null,\"advised_gestures\":[\"short_shower\"],\"follow_up_due_on\":\"2028-01-12\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"device_id\":null,\"occurred_at\":\"2027-01-12T16:25:00.000000Z\",\"received_at\":\"2027-01-12T18:05:12.345678Z\",\"supersedes_id\":null,\"superseded\":false}],\"next_cursor\":null}";
}

crate::call::page!(DiagnosisPage, Diagnosis);

/// Money, estimated with its range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EstimatedMoney {
    /// ISO 4217.
    pub currency: String,
    /// At the least, at the lowest price of the neighbourhood's communes.
    pub low_cents: Cents,
    /// What is most likely, at the mean of the lowest and highest price.
    pub central_cents: Option<Cents>,
    /// At the most, at the highest price.
    pub high_cents: Cents,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for EstimatedMoney {
    const EXAMPLE: &'static str =
        "{\"currency\":\"EUR\",\"low_cents\":0,\"central_cents\":8421,\"high_cents\":21967}";
}

/// An estimate with its range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EstimatedRange {
    /// At the least.
    pub low: f64,
    /// What is most likely; null where nothing is to be preferred.
    pub central: Option<f64>,
    /// At the most.
    pub high: f64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for EstimatedRange {
    const EXAMPLE: &'static str = "{\"low\":0.0,\"central\":18.63,\"high\":48.6}";
}

/// What a household may save in a year by what was done. It is an estimate: never add it to what was measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EstimatedSaving {
    /// On what it stands.
    pub baseline: SavingBaseline,
    /// What is used in a year without it, in the utility's unit.
    pub baseline_per_year: f64,
    /// How much less a year, in the utility's unit.
    pub per_year: EstimatedRange,
    /// What that is worth by the tariffs below; null if there is none.
    pub money_per_year: Option<EstimatedMoney>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for EstimatedSaving {
    const EXAMPLE: &'static str = "{\"baseline\":\"measured\",\"baseline_per_year\":162.06,\"per_year\":{\"low\":0.0,\"central\":18.6369,\"high\":48.618},\"money_per_year\":{\"currency\":\"EUR\",\"low_cents\":0,\"central_cents\":8424,\"high_cents\":21975}}";
}

/// A leak that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Leak {
    /// Where.
    pub place: LeakPlace,
    /// How much is lost, if that was measured (two readings of the meter while nobody uses water): litres a day. 1 to 75000.
    pub litres_per_day: Option<i32>,
    /// Whether it was repaired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repaired: Option<bool>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Leak {
    const EXAMPLE: &'static str = "{\"place\":\"toilet\",\"litres_per_day\":120,\"repaired\":false}";
}

/// One use of the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReferenceUse {
    /// What for.
    pub r#use: WaterUse,
    /// How much a person and day, in the utility's unit.
    pub per_person_per_day: f64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReferenceUse {
    const EXAMPLE: &'static str = "{\"use\":\"toilet\",\"per_person_per_day\":0.0296}";
}

/// On what an estimate stands.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SavingBaseline {
    /// `measured`
    Measured,
    /// `reference`
    Reference,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    SavingBaseline { Measured = "measured", Reference = "reference", }
);

/// What water is used for in a dwelling.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WaterUse {
    /// `washing`
    Washing,
    /// `toilet`
    Toilet,
    /// `laundry`
    Laundry,
    /// `dishes`
    Dishes,
    /// `cooking`
    Cooking,
    /// `cleaning`
    Cleaning,
    /// `outdoor`
    Outdoor,
    /// `drinking`
    Drinking,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    WaterUse { Washing = "washing", Toilet = "toilet", Laundry = "laundry", Dishes =
    "dishes", Cooking = "cooking", Cleaning = "cleaning", Outdoor = "outdoor", Drinking =
    "drinking", }
);
