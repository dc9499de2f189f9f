//! What is said of a reading.

use serde::{Deserialize, Serialize};

use super::Amount;
use crate::{
    coded::coded,
    error::Invalid,
    ids::{FieldWorkerId, HouseholdId, MeterReadingId, VisitId, made_by_caller},
    time::Instant,
};

coded! {
    /// What a meter measures.
    Utility {
        /// Water, in cubic metres.
        Water = "water",
        /// Electricity, in kilowatt-hours.
        Electricity = "electricity",
        /// Gas, in kilowatt-hours.
        Gas = "gas",
    }

    /// How an index is known.
    ReadingSource {
        /// Read from the meter by a field worker, or by the meter itself.
        Read = "read",
        /// From a bill that says that the meter was read.
        Bill = "bill",
        /// Told by the household.
        Declared = "declared",
        /// Estimated, by a supplier for instance.
        Estimated = "estimated",
    }
}

impl Utility {
    /// The unit of its indexes and amounts.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Water => "m3",
            Self::Electricity | Self::Gas => "kWh",
        }
    }

    /// The most that a household's meter lets through in an hour, in thousandths of the unit. Water: the overload flow
    /// rate of the usual meter, Q4 = 1.25 × 2.5 m3/h (directive 2014/32/EU, annex III). Electricity: the largest
    /// connection of a household in France, 36 kVA. Gas: a G6 meter, 10 m3/h at 11.2 kWh/m3.
    #[must_use]
    pub const fn most_in_an_hour(self) -> i64 {
        match self {
            Self::Water => 3_125,
            Self::Electricity => 36_000,
            Self::Gas => 112_000,
        }
    }
}

impl ReadingSource {
    /// Whether somebody saw the index on the meter: only between two such readings something was measured.
    #[must_use]
    pub const fn is_measured(self) -> bool {
        matches!(self, Self::Read | Self::Bill)
    }
}

/// What happened to the meter at the moment of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MeterEvent {
    /// It was replaced: the index is the first one of the new meter.
    Replaced {
        /// The last index of the old one; without it, what flowed since the reading before is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        old_index: Option<Amount>,
    },
    /// It went from its greatest index back to 0 since the reading before.
    RolledOver {
        /// How many digits it has before the decimal point.
        digits: u8,
    },
}

impl MeterEvent {
    /// The greatest index of so many digits, and one thousandth more.
    #[must_use]
    pub fn capacity(digits: u8) -> i64 {
        10_i64.saturating_pow(u32::from(digits)).saturating_mul(1_000)
    }
}

/// A reading as somebody tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterReadingDraft {
    /// Its id, a UUIDv7 that its maker chose.
    pub id: MeterReadingId,
    /// Whose meter it is.
    pub household_id: HouseholdId,
    /// What it measures.
    pub utility: Utility,
    /// What it showed.
    pub index: Amount,
    /// How that is known.
    pub source: ReadingSource,
    /// What happened to the meter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meter_event: Option<MeterEvent>,
    /// In which visit, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_id: Option<VisitId>,
    /// Who took it down; a device says it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
    /// The reading that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes_id: Option<MeterReadingId>,
}

impl MeterReadingDraft {
    /// Checks it by itself.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        made_by_caller(&mut invalid, "/id", self.id.0);
        if self.supersedes_id == Some(self.id) {
            invalid.push("/supersedes_id", "own_id", "A reading can't correct itself.");
        }
        match self.meter_event {
            Some(MeterEvent::RolledOver { digits }) if !(4..=8).contains(&digits) => {
                let detail = "Meters have 4 to 8 digits before the decimal point.";
                invalid.push("/meter_event/digits", "out_of_range", detail);
            }
            Some(MeterEvent::RolledOver { digits }) if self.index.0 >= MeterEvent::capacity(digits) => {
                let detail = format!("A meter of {digits} digits can't show this index.");
                invalid.push("/index", "out_of_range", detail);
            }
            _ => {}
        }
        invalid.or(self)
    }
}
