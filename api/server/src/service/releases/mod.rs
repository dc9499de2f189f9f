//! Releases: asked for by the operator, prepared by a job, inspected, and published for ever.

mod audit;
mod auditing;
mod facts;
mod frame;
mod keep;
mod live;
mod prepare;
mod savings;
mod thresholds;

use palier_domain::{
    caller::{Act, Actor},
    error::Invalid,
    event::EventType,
    ids::{JobId, ReleaseId},
    job::{Job, JobKind, JobStatus, Progress},
    paging::{From as Start, Page},
    release::{Method, Period, Release, ReleaseFigure, ReleaseStatus},
};
use palier_store::{
    Announcement, Change, Recorded, StoreError, Tx, Violation, filters::ReleaseFigures, query,
};
use serde_json::json;
use uuid::Uuid;

use super::{Expected, ServiceError};

pub use keep::forget;
pub use live::{CampaignProgress, progress, tick};
pub use prepare::{Preparing, key_fingerprint, prepare};

/// Told how far a preparation is; whoever listens may end it.
pub type Listener<'l> = &'l mut dyn FnMut(Progress) -> Result<(), ServiceError>;

fn step(name: &str, done: u64, total: u64) -> Progress {
    Progress { step: name.to_owned(), done, total }
}

/// What a release is to be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleaseDraft {
    /// Which period.
    pub period: Period,
    /// The neighbourhoods' vintage.
    pub vintage: i32,
}

/// Asks for a release: a job prepares it.
///
/// # Errors
/// [`ServiceError::Invalid`] if the period is not over or there are no neighbourhoods of the vintage; a conflict if it
/// was published already, is being prepared, or if a year's quarters were not all published.
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    (draft, method): (ReleaseDraft, Method),
) -> Result<Recorded<(Release, Job)>, ServiceError> {
    let mut invalid = Invalid::default();
    if !draft.period.has_ended(act.at) {
        invalid.push("/period", "not_over", format!("{} is not over yet.", draft.period));
    }
    if query!(tx, counted::neighbourhoods(draft.vintage))?.is_empty() {
        invalid.push("/vintage", "unknown_reference", "There are no neighbourhoods of this vintage.");
    }
    invalid.or(())?;
    query!(tx, releases::take_turn_to_publish(act))?;
    let published = query!(tx, releases::published(act.actor.mode(), Some(draft.vintage)))?;
    free(draft.period, &published)?;
    let method = thresholds::method_of(tx, (act.actor.mode(), draft.period), &method)?;
    let job = Job {
        id: JobId(Uuid::now_v7()),
        mode: act.actor.mode(),
        kind: JobKind::PrepareRelease,
        subject_id: Uuid::now_v7(),
        status: JobStatus::Queued,
        progress: Progress { step: "waiting".to_owned(), done: 0, total: 0 },
        problem: None,
        started_at: None,
        ended_at: None,
        version: 1,
        created_at: act.at,
        updated_at: act.at,
    };
    let release = Release {
        id: ReleaseId(job.subject_id),
        mode: act.actor.mode(),
        period: draft.period,
        vintage: draft.vintage,
        status: ReleaseStatus::Preparing,
        job_id: job.id,
        based_on: vec![],
        method,
        frame: None,
        report: None,
        counted_at: None,
        published_at: None,
        version: 1,
        created_at: act.at,
        updated_at: act.at,
    };
    query!(tx, jobs::insert(act, &job))?;
    query!(tx, releases::insert(act, &release))?;
    record(tx, act, "release.requested", release).map(|recorded| recorded.map(|release| (release, job)))
}

/// Whether a release of this period may be made beside those that were published.
fn free(period: Period, published: &[Release]) -> Result<(), ServiceError> {
    if published.iter().any(|release| release.period == period) {
        return Err(StoreError::Violation(Violation::PeriodPublished).into());
    }
    let Period::Year(year) = period else {
        // A year that was published says that its quarters were.
        return Ok(());
    };
    let missing: Vec<String> = period
        .quarters()
        .into_iter()
        .map(Period::Quarter)
        .filter(|quarter| !published.iter().any(|release| release.period == *quarter))
        .map(|quarter| quarter.to_string())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(ServiceError::Conflict {
        code: "quarters_missing",
        detail: format!("{year} is made of its quarters; publish {} first.", missing.join(", ")),
    })
}

/// Publishes a draft, for ever.
///
/// # Errors
/// [`ServiceError::Transition`] if it is no draft; a conflict if its period was published meanwhile, if what it was
/// protected together with is not what has been published by now, or if figures of its year were told under another
/// threshold.
pub fn publish(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (ReleaseId, &Expected),
) -> Result<Recorded<Release>, ServiceError> {
    query!(tx, releases::take_turn_to_publish(act))?;
    let release = query!(tx, releases::find(&act.actor, id))?;
    expected.check(release.version)?;
    release.decide("publish")?;
    let published = query!(tx, releases::published(release.mode, Some(release.vintage)))?;
    free(release.period, &published)?;
    if related(release.period, &published) != release.based_on {
        return Err(ServiceError::Conflict {
            code: "evidence_changed",
            detail: "Others were published since the draft was protected; discard it and ask for a new one."
                .to_owned(),
        });
    }
    thresholds::fix(tx, (release.mode, release.period), &release.method)?;
    query!(tx, releases::turn(&release, (ReleaseStatus::Published, None), act.at))?;
    if matches!(release.period, Period::Year(_)) {
        // Nothing is counted from them any more.
        query!(tx, releases::forget_facts(&release.based_on))?;
    }
    if let Some(quarter) = live::quarter(&release) {
        // They stand in the facts of the quarter now.
        query!(tx, live_steps::forget_facts(quarter))?;
    }
    let release = query!(tx, releases::find(&act.actor, id))?;
    let announcement = Announcement {
        event_type: EventType::ReleasePublished,
        subject_id: release.id.to_string(),
        organisation_id: None,
        data: json!({"release_id": release.id, "period": release.period, "vintage": release.vintage}),
    };
    Ok(tx.announce(act, announcement)?.map(|_event| release))
}

/// A page of a release's figures. While it is being prepared it has none, however many are written.
///
/// # Errors
/// If the database fails.
pub fn figures(
    tx: &mut Tx<'_>,
    (who, places): (&Actor, &[String]),
    (release, filter): (&Release, &ReleaseFigures),
    start: &Start<i32>,
) -> Result<Page<ReleaseFigure, i32>, ServiceError> {
    if !matches!(release.status, ReleaseStatus::Draft | ReleaseStatus::Published) {
        return Ok(Page { items: vec![], next: None });
    }
    Ok(query!(tx, release_figures::list((who, places), (release.id, filter), start))?)
}

/// Throws a draft away.
///
/// # Errors
/// [`ServiceError::Transition`] if it is no draft.
pub fn discard(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (ReleaseId, &Expected),
) -> Result<Recorded<Release>, ServiceError> {
    let release = query!(tx, releases::find(&act.actor, id))?;
    expected.check(release.version)?;
    release.decide("discard")?;
    query!(tx, releases::turn(&release, (ReleaseStatus::Discarded, None), act.at))?;
    forget(tx, &release)?;
    let release = query!(tx, releases::find(&act.actor, id))?;
    record(tx, act, "release.discarded", release)
}

/// The published releases whose figures hang together with those of a period.
fn related(period: Period, published: &[Release]) -> Vec<ReleaseId> {
    let Period::Year(_) = period else { return vec![] };
    let quarters: Vec<Period> = period.quarters().into_iter().map(Period::Quarter).collect();
    published.iter().filter(|release| quarters.contains(&release.period)).map(|release| release.id).collect()
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &'static str,
    release: Release,
) -> Result<Recorded<Release>, ServiceError> {
    let change = Change {
        action,
        subject_type: "release",
        subject_id: release.id.to_string(),
        payload: json!({
            "id": release.id, "period": release.period, "vintage": release.vintage,
            "status": release.status.as_str(),
        }),
    };
    Ok(tx.record(act, change)?.map(|()| release))
}
