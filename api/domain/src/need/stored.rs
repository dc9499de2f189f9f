//! A need as it is stored.

use super::{NeedCause, NeedStatus, Urgency};
use crate::{
    caller::Mode,
    ids::{DeviceId, FieldWorkerId, HouseholdId, NeedId, VisitId},
    theme::ThemeCode,
    time::Instant,
};

/// A need with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Its id.
    pub id: NeedId,
    /// Live or test data.
    pub mode: Mode,
    /// Whose need it is.
    pub household_id: HouseholdId,
    /// The visit that it was raised in.
    pub visit_id: Option<VisitId>,
    /// Who took it down.
    pub field_worker_id: Option<FieldWorkerId>,
    /// The device that sent it; `None`: the operator.
    pub device_id: Option<DeviceId>,
    /// What it is about.
    pub theme: ThemeCode,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Where it stands.
    pub status: NeedStatus,
    /// All that happened to it, oldest first.
    pub history: Vec<NeedEvent>,
    /// When it was raised, by the clock of the device.
    pub occurred_at: Instant,
    /// Keyed digest of what was sent.
    pub fingerprint: Vec<u8>,
    /// Counts its changes; the `ETag` is made of it.
    pub version: i32,
    /// When it arrived, by the server's clock.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A step of a need's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedEvent {
    /// The version of the need that it made.
    pub version: i32,
    /// Where the need stood from then on.
    pub status: NeedStatus,
    /// When, by the server's clock.
    pub at: Instant,
    /// As what the one acted who did it: `operator`, `field_worker`, `partner`.
    pub by: String,
    /// What moved it on, where nobody did it by hand.
    pub cause: Option<NeedCause>,
}
