//! Jobs on the wire.

use actix_web::{HttpResponse, get, web::Data};
use palier_domain::{ids::JobId, job, time::Instant};
use palier_store::query;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::same_names;
use crate::{
    app::App,
    http::{
        extract::{Authorized, Id, IfNoneMatch, scopes},
        problem::Problem,
        reply, run,
    },
};

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Counts, protects and audits a release.
    PrepareRelease,
}

same_names!(job::JobKind, JobKind { PrepareRelease });

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    /// It waits for its turn.
    Queued,
    /// It runs.
    Running,
    /// It ended with its result.
    Succeeded,
    /// It ended with a problem.
    Failed,
}

same_names!(job::JobStatus, JobStatus { Queued, Running, Succeeded, Failed });

/// Why a job failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct JobProblem {
    /// Stable code, as of problems: `disclosure_found`.
    pub code: String,
    /// One sentence for a person.
    pub detail: String,
}

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct JobProgress {
    /// What it does at the moment, such as `counting`.
    pub step: String,
    /// How much of the step is done …
    pub done: u64,
    /// … of how much; 0 if that is not known.
    pub total: u64,
}

/// Work that takes longer than a request. Ask again until it has succeeded or failed: once a second is often enough. A
/// server that ends in the middle does not end the job: another one takes it up again.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-616161616161", "kind": "prepare_release", "status": "succeeded",
    "progress": {"step": "writing", "done": 0, "total": 3228}, "problem": null,
    "result_url": "/v1/releases/019ab0f2-6b1e-7c40-9d5e-626262626262",
    "started_at": "2027-01-15T09:00:00.412000Z", "ended_at": "2027-01-15T09:00:03.120000Z",
    "created_at": "2027-01-15T09:00:00.000000Z",
}))]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What it does.
    pub kind: JobKind,
    /// Where it stands.
    pub status: JobStatus,
    /// How far it is.
    pub progress: JobProgress,
    /// Why it failed.
    pub problem: Option<JobProblem>,
    /// What it makes, or has made.
    pub result_url: String,
    /// When it began, the last time.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub started_at: Option<Instant>,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Instant>,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
}

impl From<job::Job> for Job {
    fn from(job: job::Job) -> Self {
        let job::Progress { step, done, total } = job.progress;
        let collection = match job.kind {
            job::JobKind::PrepareRelease => "releases",
        };
        Self {
            id: job.id.0,
            kind: job.kind.into(),
            status: job.status.into(),
            progress: JobProgress { step, done, total },
            problem: job.problem.map(|problem| JobProblem { code: problem.code, detail: problem.detail }),
            result_url: format!("/v1/{collection}/{}", job.subject_id),
            started_at: job.started_at,
            ended_at: job.ended_at,
            created_at: job.created_at,
        }
    }
}

/// Get a job
///
/// How far it is, and, at its end, where its result is or why it failed.
#[utoipa::path(
    tag = "jobs",
    params(("id" = Uuid, Path, description = "The job's id.")),
    security(("oauth2" = ["jobs:read"])),
    responses((status = 200, description = "The job.", body = Job)),
)]
#[get("/jobs/{id}")]
pub async fn get_job(
    app: Data<App>,
    caller: Authorized<scopes::JobsRead>,
    id: Id<JobId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let job = run::read(&app, move |tx| Ok(query!(tx, jobs::find(&who, id.0))?)).await?;
    reply::conditional(&known, job.version, &Job::from(job))
}
