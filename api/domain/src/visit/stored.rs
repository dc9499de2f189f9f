//! A visit as it is stored.

use super::{Channel, Flag, Funnel, MessageHeard, Outcome, VisitContent};
use crate::{
    caller::Mode,
    ids::{CampaignId, DeviceId, FieldWorkerId, HouseholdId, RoundId, VisitId},
    language::LanguageTag,
    time::Instant,
};

/// What the contact rules ask of a visit that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedVisit {
    /// Its id.
    pub id: VisitId,
    /// For which campaign.
    pub campaign_id: CampaignId,
    /// How the household was sought.
    pub channel: Channel,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
    /// Its flags as they stand.
    pub flags: Vec<Flag>,
}

/// A visit, and what became of it since.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// Live or test data.
    pub mode: Mode,
    /// Who was visited.
    pub household_id: HouseholdId,
    /// For which campaign.
    pub campaign_id: CampaignId,
    /// On which round.
    pub round_id: Option<RoundId>,
    /// By whom.
    pub field_worker_id: FieldWorkerId,
    /// The device that sent it; `None`: the operator.
    pub device_id: Option<DeviceId>,
    /// Where it took place.
    pub channel: Channel,
    /// How it went.
    pub outcome: Outcome,
    /// The language of the interview.
    pub language: Option<LanguageTag>,
    /// The message that was heard.
    pub message: Option<MessageHeard>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
    /// When it arrived, by the server's clock.
    pub received_at: Instant,
    /// How long it took.
    pub duration_seconds: Option<u32>,
    /// What came of it.
    pub content: VisitContent,
    /// What the operator should look at.
    pub flags: Vec<Flag>,
    /// The visit that it corrects.
    pub supersedes_id: Option<VisitId>,
    /// The visits that correct it, oldest first.
    pub superseded_by: Vec<VisitId>,
    /// Keyed digest of what was sent.
    pub fingerprint: Vec<u8>,
}

impl Visit {
    /// What it counts as.
    #[must_use]
    pub fn funnel(&self) -> Funnel {
        self.outcome.funnel(self.channel)
    }

    /// The `ETag` is made of it: a visit never changes, but what supersedes it is shown with it.
    #[must_use]
    pub fn version(&self) -> i32 {
        version(self.superseded_by.len())
    }
}

/// The version of a visit that so many others correct.
#[must_use]
pub fn version(corrections: usize) -> i32 {
    i32::try_from(corrections).unwrap_or(i32::MAX - 1) + 1
}
