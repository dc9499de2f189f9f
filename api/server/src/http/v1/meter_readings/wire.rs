//! Meter readings as they are read and written.

use palier_domain::{
    error::Invalid,
    ids::{FieldWorkerId, HouseholdId, MeterReadingId, VisitId},
    meter_reading::{self, Amount, MeterReadingDraft},
    time::Instant,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::http::{
    list::{Columns, Item},
    v1::same_names,
};

/// What a meter measures: water in cubic metres, electricity and gas in kilowatt-hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Utility {
    /// Water, in m3.
    Water,
    /// Electricity, in kWh.
    Electricity,
    /// Gas, in kWh.
    Gas,
}

same_names!(meter_reading::Utility, Utility { Water, Electricity, Gas });

/// How an index is known. Only between two readings that are `read` or from a `bill` something counts as measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadingSource {
    /// Read from the meter.
    Read,
    /// From a bill that says that the meter was read.
    Bill,
    /// Told by the household.
    Declared,
    /// Estimated, by a supplier for instance.
    Estimated,
}

same_names!(meter_reading::ReadingSource, ReadingSource { Read, Bill, Declared, Estimated });

/// Something about a reading that the operator should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadingFlag {
    /// The index is lower than an earlier one, and nothing says that the meter was replaced or rolled over.
    IndexWentDown,
    /// More would have flowed since the reading before than such a meter lets through.
    ImpossibleFlow,
    /// Another reading of the same instant shows another index.
    SameInstant,
    /// By the clock of the device it lies in the future.
    ClockAhead,
    /// A later one corrects it.
    Superseded,
}

same_names!(
    meter_reading::ReadingFlag,
    ReadingFlag { IndexWentDown, ImpossibleFlow, SameInstant, ClockAhead, Superseded }
);

/// What happened to the meter, told apart by `kind`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum MeterEvent {
    /// It was replaced: `index` is the first one of the new meter.
    Replaced {
        /// The last index of the old one; without it, what flowed since the reading before is not known.
        #[schema(minimum = 0, maximum = 99_999_999.999)]
        old_index: Option<f64>,
    },
    /// It went from its greatest index back to 0 since the reading before.
    RolledOver {
        /// How many digits it has before the decimal point.
        #[schema(minimum = 4, maximum = 8)]
        digits: u8,
    },
}

impl From<meter_reading::MeterEvent> for MeterEvent {
    fn from(event: meter_reading::MeterEvent) -> Self {
        match event {
            meter_reading::MeterEvent::Replaced { old_index } => {
                Self::Replaced { old_index: old_index.map(Amount::units) }
            }
            meter_reading::MeterEvent::RolledOver { digits } => Self::RolledOver { digits },
        }
    }
}

/// What a meter showed. A reading never changes; a correction is another one, which supersedes it. Its `flags` are worked
/// out from all readings of the meter, in whatever order they arrive, so that they can come and go.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-303030303030", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "utility": "water", "unit": "m3", "index": 1284.512, "source": "read", "meter_event": null,
    "visit_id": "019ab0f2-6b1e-7c40-9d5e-777777777777",
    "field_worker_id": "019ab0f2-6b1e-7c40-9d5e-444444444444", "device_id": null,
    "occurred_at": "2027-01-12T16:25:00.000000Z", "received_at": "2027-01-12T18:05:12.345678Z", "flags": [],
    "supersedes_id": null,
}))]
pub struct MeterReading {
    /// Its id.
    pub id: Uuid,
    /// Whose meter it is.
    pub household_id: Uuid,
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
    pub visit_id: Option<Uuid>,
    /// Who took it down.
    pub field_worker_id: Option<Uuid>,
    /// The device that sent it; null: the operator.
    pub device_id: Option<Uuid>,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// When it arrived, by the clock of the server.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
    /// What the operator should look at.
    pub flags: Vec<ReadingFlag>,
    /// The reading that it corrects.
    pub supersedes_id: Option<Uuid>,
}

impl From<meter_reading::MeterReading> for MeterReading {
    fn from(reading: meter_reading::MeterReading) -> Self {
        Self {
            id: reading.id.0,
            household_id: reading.household_id.0,
            utility: reading.utility.into(),
            unit: reading.utility.unit().to_owned(),
            index: reading.index.units(),
            source: reading.source.into(),
            meter_event: reading.meter_event.map(Into::into),
            visit_id: reading.visit_id.map(Uuid::from),
            field_worker_id: reading.field_worker_id.map(Uuid::from),
            device_id: reading.device_id.map(Uuid::from),
            occurred_at: reading.occurred_at,
            received_at: reading.received_at,
            flags: reading.flags.into_iter().map(Into::into).collect(),
            supersedes_id: reading.supersedes_id.map(Uuid::from),
        }
    }
}

impl Item for MeterReading {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("household_id", "/household_id"),
        ("utility", "/utility"),
        ("unit", "/unit"),
        ("index", "/index"),
        ("source", "/source"),
        ("meter_event", "/meter_event/kind"),
        ("visit_id", "/visit_id"),
        ("field_worker_id", "/field_worker_id"),
        ("device_id", "/device_id"),
        ("occurred_at", "/occurred_at"),
        ("received_at", "/received_at"),
        ("flags", "/flags"),
        ("supersedes_id", "/supersedes_id"),
    ];
}

/// A reading as it is taken down.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-303030303030", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "utility": "water", "index": 1284.512, "source": "read", "occurred_at": "2027-01-12T16:25:00Z",
}))]
pub struct MeterReadingInput {
    /// Its id, a UUIDv7 of your own making: the same reading sent again under it changes nothing.
    pub id: Uuid,
    /// Whose meter it is; with its consent for `meter_data`.
    pub household_id: Uuid,
    /// What it measures.
    pub utility: Utility,
    /// What it showed, in m3 or kWh, with three decimals at most.
    #[schema(minimum = 0, maximum = 99_999_999.999)]
    pub index: f64,
    /// How that is known.
    pub source: ReadingSource,
    /// What happened to the meter, if anything did.
    pub meter_event: Option<MeterEvent>,
    /// In which visit, if it was one.
    pub visit_id: Option<Uuid>,
    /// Who took it down. A device may leave it out.
    pub field_worker_id: Option<Uuid>,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// The reading of the same meter that this one corrects. Both stay.
    pub supersedes_id: Option<Uuid>,
}

impl TryFrom<MeterReadingInput> for MeterReadingDraft {
    type Error = Invalid;

    fn try_from(input: MeterReadingInput) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let index = amount(&mut invalid, "/index", input.index);
        let meter_event = input.meter_event.map(|event| match event {
            MeterEvent::Replaced { old_index } => meter_reading::MeterEvent::Replaced {
                old_index: old_index.map(|index| amount(&mut invalid, "/meter_event/old_index", index)),
            },
            MeterEvent::RolledOver { digits } => meter_reading::MeterEvent::RolledOver { digits },
        });
        invalid.or(Self {
            id: MeterReadingId(input.id),
            household_id: HouseholdId(input.household_id),
            utility: input.utility.into(),
            index,
            source: input.source.into(),
            meter_event,
            visit_id: input.visit_id.map(VisitId),
            field_worker_id: input.field_worker_id.map(FieldWorkerId),
            occurred_at: input.occurred_at,
            supersedes_id: input.supersedes_id.map(MeterReadingId),
        })
    }
}

fn amount(invalid: &mut Invalid, pointer: &str, units: f64) -> Amount {
    Amount::index(units).unwrap_or_else(|| {
        invalid.push(
            pointer,
            "precision",
            "An index has three decimals at most, and eight digits before them.",
        );
        Amount::default()
    })
}
