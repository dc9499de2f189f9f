//! Diagnoses: how a household uses water or energy, what was found, given and advised. An event that never changes; a
//! correction is another one, which supersedes it.

mod draft;
mod reference;
mod saving;

pub use draft::{
    DiagnosisContent, DiagnosisDraft, Equipment, FOLLOW_UP_DAYS, Leak, LeakPlace, MAX_GESTURES, MAX_OCCUPANTS,
};
pub use reference::{Reference, WATER_METHOD, WaterUse, reference};
pub use saving::{Baseline, KIT_EFFECT, KIT_EFFECT_HIGH, Range, Saving, cost, saving};

use crate::{
    caller::Mode,
    ids::{CampaignId, DeviceId, DiagnosisId, FieldWorkerId, HouseholdId, VisitId},
    meter_reading::Utility,
    time::{Day, Instant},
};

/// A diagnosis as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// Its id.
    pub id: DiagnosisId,
    /// Live or test data.
    pub mode: Mode,
    /// Whose it is.
    pub household_id: HouseholdId,
    /// For which campaign.
    pub campaign_id: Option<CampaignId>,
    /// In which visit.
    pub visit_id: Option<VisitId>,
    /// What it is about.
    pub utility: Utility,
    /// What was found.
    pub content: DiagnosisContent,
    /// When the meter is to be read again.
    pub follow_up_due_on: Day,
    /// Who made it.
    pub field_worker_id: Option<FieldWorkerId>,
    /// By which device.
    pub device_id: Option<DeviceId>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// The diagnosis that it corrects.
    pub supersedes_id: Option<DiagnosisId>,
    /// Whether a later one corrects it.
    pub superseded: bool,
    /// Keyed digest of what was sent.
    pub fingerprint: Vec<u8>,
}

impl Diagnosis {
    /// The `ETag` is made of it: a diagnosis never changes, but it can be superseded.
    #[must_use]
    pub fn version(&self) -> i32 {
        if self.superseded { 2 } else { 1 }
    }
}
