//! Jobs: work that takes longer than a request. A 202 names one; it ends in a result or in a problem.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{caller::Mode, coded::coded, ids::JobId, time::Instant};

/// Seconds without a beat after which a running job counts as left behind by a server that ended, and is taken again.
pub const LEFT_BEHIND_AFTER_SECONDS: i64 = 60;

coded! {
    /// What a job does.
    JobKind {
        /// Counts, protects and audits a release.
        PrepareRelease = "prepare_release",
    }

    /// Where a job stands.
    JobStatus {
        /// It waits for its turn.
        Queued = "queued",
        /// It runs.
        Running = "running",
        /// It ended with its result.
        Succeeded = "succeeded",
        /// It ended with a problem.
        Failed = "failed",
    }
}

/// How far a job is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What it does at the moment, in a few words.
    pub step: String,
    /// How much of the step is done …
    pub done: u64,
    /// … of how much; 0 if that is not known.
    pub total: u64,
}

/// Why a job failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobProblem {
    /// Stable snake_case code.
    pub code: String,
    /// One sentence for a person.
    pub detail: String,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Live or test data.
    pub mode: Mode,
    /// What it does.
    pub kind: JobKind,
    /// What it does it for: the release.
    pub subject_id: Uuid,
    /// Where it stands.
    pub status: JobStatus,
    /// How far it is.
    pub progress: Progress,
    /// Why it failed.
    pub problem: Option<JobProblem>,
    /// When it began, the last time.
    pub started_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Counts its changes.
    pub version: i32,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}
