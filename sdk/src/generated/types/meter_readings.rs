// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `meter-readings`.

use super::*;

/// What a household uses, by its own meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HouseholdConsumption {
    /// Whose it is.
    pub household_id: HouseholdId,
    /// Of what.
    pub utility: Utility,
    /// The unit of amounts: `m3` or `kWh`.
    pub unit: String,
    /// How many people live there, by the last diagnosis or else by what is known of the household. At least 0.
    pub occupants: Option<i32>,
    /// Between readings, oldest first. Periods of different qualities overlap: `measured` ones lie between measured
    /// readings, whatever was declared or estimated between them.
    pub periods: Vec<ConsumptionPeriod>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for HouseholdConsumption {
    const EXAMPLE: &'static str = "{\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"utility\":\"water\",\"unit\":\"m3\",\"occupants\":3,\"periods\":[{\"from\":\"2026-10-12T16:25:00.000000Z\",\"to\":\"2027-01-12T16:25:00.000000Z\",\"from_reading_id\":\"019ab0f2-6b1e-7c40-9d5e-292929292929\",\"to_reading_id\":\"019ab0f2-6b1e-7c40-9d5e-303030303030\",\"quality\":\"measured\",\"days\":92.0,\"amount\":40.848,\"per_day\":0.444,\"per_person_per_day\":0.148}]}";
}

/// What happened to the meter, told apart by `kind`.
///
/// More kinds may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum MeterEvent {
    /// `replaced`
    Replaced(MeterEventReplaced),
    /// `rolled_over`
    RolledOver(MeterEventRolledOver),
    /// A kind that this version does not know, as it came.
    Unknown(Value),
}

crate::values::union!(
    MeterEvent, "kind", kind_name, { "replaced" => Replaced(MeterEventReplaced),
    "rolled_over" => RolledOver(MeterEventRolledOver), }
);

/// It was replaced: `index` is the first one of the new meter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeterEventReplaced {
    kind: MeterEventReplacedKind,
    /// The last index of the old one; without it, what flowed since the reading before is not known. 0 to 99999999.999.
    pub old_index: Option<f64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(MeterEventReplacedKind = "replaced");

/// It went from its greatest index back to 0 since the reading before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeterEventRolledOver {
    kind: MeterEventRolledOverKind,
    /// How many digits it has before the decimal point. 4 to 8.
    pub digits: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(MeterEventRolledOverKind = "rolled_over");

/// What a meter showed. A reading never changes; a correction is another one, which supersedes it. Its `flags` are worked
/// out from all readings of the meter, in whatever order they arrive, so that they can come and go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeterReading {
    /// Its id.
    pub id: MeterReadingId,
    /// Whose meter it is.
    pub household_id: HouseholdId,
    /// What it measures.
    pub utility: Utility,
    /// The unit of the index: `m3` or `kWh`.
    pub unit: String,
    /// What it showed.
    pub index: f64,
    /// How that is known.
    pub source: ReadingSource,
    /// What happened to the meter.
    pub meter_event: Option<MeterEvent>,
    /// In which visit.
    pub visit_id: Option<VisitId>,
    /// Who took it down.
    pub field_worker_id: Option<FieldWorkerId>,
    /// The device that sent it; null: the operator.
    pub device_id: Option<DeviceId>,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
    /// When it arrived, by the clock of the server.
    pub received_at: Timestamp,
    /// What the operator should look at.
    pub flags: Vec<ReadingFlag>,
    /// The reading that it corrects.
    pub supersedes_id: Option<MeterReadingId>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for MeterReading {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-303030303030\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"utility\":\"water\",\"unit\":\"m3\",\"index\":1284.512,\"source\":\"read\",\"meter_event\":null,\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"device_id\":null,\"occurred_at\":\"2027-01-12T16:25:00.000000Z\",\"received_at\":\"2027-01-12T18:05:12.345678Z\",\"flags\":[],\"supersedes_id\":null}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeterReadingPage {
    /// The items, in the list's order.
    pub items: Vec<MeterReading>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for MeterReadingPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-303030303030\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"utility\":\"water\",\"unit\":\"m3\",\"index\":1284.512,\"source\":\"read\",\"meter_event\":null,\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"device_id\":null,\"occurred_at\":\"2027-01-12T16:25:00.000000Z\",\"received_at\":\"2027-01-12T18:05:12.345678Z\",\"flags\":[],\"supersedes_id\":null}],\"next_cursor\":null}";
}

crate::call::page!(MeterReadingPage, MeterReading);

/// Something about a reading that the operator should look at.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReadingFlag {
    /// `index_went_down`
    IndexWentDown,
    /// `impossible_flow`
    ImpossibleFlow,
    /// `same_instant`
    SameInstant,
    /// `clock_ahead`
    ClockAhead,
    /// `superseded`
    Superseded,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ReadingFlag { IndexWentDown = "index_went_down", ImpossibleFlow = "impossible_flow",
    SameInstant = "same_instant", ClockAhead = "clock_ahead", Superseded = "superseded",
    }
);
