//! A release as it is stored.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    caller::Mode,
    coded::coded,
    error::TransitionRefused,
    ids::{CampaignId, FieldWorkerId, JobId, ReleaseId},
    time::Instant,
};

use super::{Level, LiveStep, Period, Place, ReleaseCampaign, ReleaseProgramme, Table};

coded! {
    /// Where a release stands.
    ///
    /// | from | to | by |
    /// |---|---|---|
    /// | `preparing` | `draft`, `failed` | its job |
    /// | `draft` | `published`, `discarded` | the operator |
    ReleaseStatus {
        /// Its job is still to count, protect and audit it.
        Preparing = "preparing",
        /// The operator may inspect it; nobody else sees it.
        Draft = "draft",
        /// Everybody reads it, for ever, as it is.
        Published = "published",
        /// The operator did not want it.
        Discarded = "discarded",
        /// It could not be made, or the audit stopped it.
        Failed = "failed",
    }

    /// What a figure tells.
    FigureStatus {
        /// Its value.
        Published = "published",
        /// Nothing: the count may be zero or not.
        Withheld = "withheld",
        /// That no campaign is active there, so that there is nothing to count.
        StructuralZero = "structural_zero",
    }
}

/// The public structure of a release: what everybody may reckon with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Its places, larger ones first.
    pub places: Vec<Place>,
    /// The campaigns that are active in it, by id.
    pub campaigns: Vec<ReleaseCampaign>,
    /// The field workers who are under contract in it, whether they went to a door or not: how many they are is public,
    /// and must not say whether anybody was visited.
    #[serde(default)]
    pub field_workers: Vec<FieldWorkerId>,
    /// The programmes whose effect it tells, by campaign and utility.
    #[serde(default)]
    pub programmes: Vec<ReleaseProgramme>,
    /// The live progress of its campaigns that was told before it, by campaign and day.
    #[serde(default)]
    pub steps: Vec<LiveStep>,
}

/// How a release was protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// Counts below this many distinct households are never told apart from zero.
    pub threshold: u32,
    /// Published values are multiples of this.
    pub base: u32,
    /// The least value that is published.
    pub least_published: u32,
    /// Withheld without need, of ten thousand.
    pub withheld_per_10_000: u32,
    /// Names the key of the rounding, without telling it.
    pub key_fingerprint: String,
}

impl Method {
    /// The same with another threshold, and the least value that goes with it.
    #[must_use]
    pub fn with_threshold(self, threshold: u32) -> Self {
        let least = threshold.saturating_add(self.base.saturating_sub(1));
        Self { threshold, least_published: least.next_multiple_of(self.base.max(1)), ..self }
    }

    /// Between which counts lies the one behind a published value: it was rounded up or down to the next multiple of the
    /// base, and what is below the threshold is never published.
    #[must_use]
    pub fn bounds(&self, value: u32) -> (u32, u32) {
        let off = self.base.saturating_sub(1);
        (value.saturating_sub(off).max(self.threshold), value.saturating_add(off))
    }
}

/// A release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its id.
    pub id: ReleaseId,
    /// Live or test data.
    pub mode: Mode,
    /// What it is about.
    pub period: Period,
    /// The neighbourhoods' vintage.
    pub vintage: i32,
    /// Where it stands.
    pub status: ReleaseStatus,
    /// The job that prepares it.
    pub job_id: JobId,
    /// The releases that had been published when it was prepared and that it was protected together with.
    pub based_on: Vec<ReleaseId>,
    /// How it is protected.
    pub method: Method,
    /// Its public structure, once prepared.
    pub frame: Option<Frame>,
    /// What the protection and the audit did and found, once prepared.
    pub report: Option<Value>,
    /// Up to when what had arrived was counted.
    pub counted_at: Option<Instant>,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// Counts its changes.
    pub version: i32,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl Release {
    /// What the operator may do with it from here.
    #[must_use]
    pub fn allowed(&self) -> Vec<&'static str> {
        match self.status {
            ReleaseStatus::Draft => vec!["publish", "discard"],
            _ => vec![],
        }
    }

    /// Whether the operator may decide on it now.
    ///
    /// # Errors
    /// If it is not a draft.
    pub fn decide(&self, action: &'static str) -> Result<(), TransitionRefused> {
        match self.status {
            ReleaseStatus::Draft => Ok(()),
            from => Err(TransitionRefused { action, from: from.as_str(), allowed: self.allowed() }),
        }
    }
}

/// A figure of a release, as it leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseFigure {
    /// Its place in the release's order.
    pub position: i32,
    /// Which table.
    pub table: Table,
    /// How large the place is; `None` for a campaign as a whole.
    pub level: Option<Level>,
    /// The place's code.
    pub place: Option<String>,
    /// Of which campaign; `None`: all together.
    pub campaign_id: Option<CampaignId>,
    /// Which item of the table; empty where it has none.
    pub item: String,
    /// The protected value.
    pub value: Option<u32>,
    /// What it tells.
    pub status: FigureStatus,
}
