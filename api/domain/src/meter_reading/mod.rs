//! Meter readings: what a meter of a household showed, or was said to show. A reading never changes; a correction is
//! another one, which supersedes it. Whether readings agree with each other is worked out from all of a meter's readings
//! (see `chain`), so that the order in which they arrive never matters.

mod amount;
mod chain;
mod draft;

pub use amount::{Amount, MAX_INDEX};
pub use chain::{Observed, Step, Unusable, flags, step};
pub use draft::{MeterEvent, MeterReadingDraft, ReadingSource, Utility};

use crate::{
    caller::Mode,
    coded::coded,
    ids::{DeviceId, FieldWorkerId, HouseholdId, MeterReadingId, VisitId},
    time::Instant,
};

coded! {
    /// Something about a reading that the operator should look at.
    ReadingFlag {
        /// The index is lower than an earlier one, and nothing says that the meter was replaced or rolled over.
        IndexWentDown = "index_went_down",
        /// More would have flowed since the reading before than such a meter lets through.
        ImpossibleFlow = "impossible_flow",
        /// Another reading of the same instant shows another index.
        SameInstant = "same_instant",
        /// By the clock of the device it lies in the future.
        ClockAhead = "clock_ahead",
        /// A later one corrects it.
        Superseded = "superseded",
    }
}

/// A reading as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeterReading {
    /// Its id.
    pub id: MeterReadingId,
    /// Live or test data.
    pub mode: Mode,
    /// Whose meter it is.
    pub household_id: HouseholdId,
    /// What it measures.
    pub utility: Utility,
    /// What it showed.
    pub index: Amount,
    /// How that is known.
    pub source: ReadingSource,
    /// What happened to the meter.
    pub meter_event: Option<MeterEvent>,
    /// In which visit.
    pub visit_id: Option<VisitId>,
    /// Who took it down.
    pub field_worker_id: Option<FieldWorkerId>,
    /// By which device.
    pub device_id: Option<DeviceId>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// The reading that it corrects.
    pub supersedes_id: Option<MeterReadingId>,
    /// What the operator should look at.
    pub flags: Vec<ReadingFlag>,
    /// Counts the changes of its flags.
    pub version: i32,
    /// Keyed digest of what was sent.
    pub fingerprint: Vec<u8>,
}

impl MeterReading {
    /// What the chain of a meter's readings needs of it.
    #[must_use]
    pub fn observed(&self) -> Observed {
        Observed {
            id: self.id,
            index: self.index,
            source: self.source,
            meter_event: self.meter_event,
            occurred_at: self.occurred_at,
            received_at: self.received_at,
            supersedes_id: self.supersedes_id,
        }
    }
}
