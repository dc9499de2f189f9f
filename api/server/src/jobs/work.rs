//! Runs what takes longer than a request, one after the other. What a server that ended left behind is taken up again,
//! by this one or another.

use std::time::{Duration, Instant};

use palier_domain::{
    ids::JobId,
    job::{Job, JobKind, JobProblem, Progress},
    release::ReleaseStatus,
};
use palier_store::{Recorded, StoreError, query};
use serde_json::json;

use crate::{
    app::App,
    service::{
        ServiceError,
        releases::{self, Preparing},
    },
};

/// Time between two beats of a running job.
const BEAT_EVERY: Duration = Duration::from_secs(1);

/// Runs the jobs that wait, until none does.
///
/// # Errors
/// If the database fails.
pub fn work(app: &App) -> Result<(), StoreError> {
    while let Some(job) = take(app)? {
        tracing::info!(job = %job.id, kind = job.kind.as_str(), "a job begins");
        let begun = Instant::now();
        let outcome = match job.kind {
            JobKind::PrepareRelease => prepare_release(app, &job),
        };
        let seconds = begun.elapsed().as_secs_f64();
        match outcome {
            Ok(()) => tracing::info!(job = %job.id, seconds, "a job ended"),
            Err(error) => {
                tracing::warn!(job = %job.id, seconds, %error, "a job failed");
                fail(app, &job, &error)?;
            }
        }
    }
    Ok(())
}

/// Takes a job. Looks first, since a transaction that writes waits for all others on SQLite.
fn take(app: &App) -> Result<Option<Job>, StoreError> {
    let now = app.now();
    if !app.store.read(|tx| query!(tx, jobs::any_to_take(now)))? {
        return Ok(None);
    }
    app.store.write(|tx| query!(tx, jobs::take(now)).map(Recorded::unchanged))
}

fn prepare_release(app: &App, job: &Job) -> Result<(), ServiceError> {
    let release = app.store.read(|tx| query!(tx, releases::of_job(job.id)))?;
    let zone = app.zone()?;
    let with = Preparing { store: &app.store, vault: &app.vault, zone: &zone, now: &|| app.now() };
    let mut beat = Beat::new(app, job.id);
    releases::prepare(with, &release, &mut |progress| beat.tell(&progress))
}

/// Tells how far a job is: each step that begins and each that is done, and otherwise at most once a second. As long as it
/// does, no other server takes the job for one that was left behind.
pub struct Beat<'b> {
    app: &'b App,
    job: JobId,
    last: Option<(Instant, Progress)>,
}

impl<'b> Beat<'b> {
    /// Of a job that this server runs.
    #[must_use]
    pub fn new(app: &'b App, job: JobId) -> Self {
        Self { app, job, last: None }
    }

    /// Tells it.
    ///
    /// # Errors
    /// If the database fails.
    pub fn tell(&mut self, progress: &Progress) -> Result<(), ServiceError> {
        let is_done = progress.total > 0 && progress.done >= progress.total;
        let is_told = |(at, last): &(Instant, Progress)| {
            at.elapsed() < BEAT_EVERY && last.step == progress.step && (!is_done || last == progress)
        };
        if self.last.as_ref().is_some_and(is_told) {
            return Ok(());
        }
        self.last = Some((Instant::now(), progress.clone()));
        let now = self.app.now();
        self.app
            .store
            .write(|tx| query!(tx, jobs::beat(self.job, now, progress)).map(Recorded::unchanged))?;
        Ok(())
    }
}

/// What a job's reader is told of its end.
fn problem(error: &ServiceError) -> JobProblem {
    let (code, detail) = match error {
        ServiceError::Conflict { code, detail } => ((*code).to_owned(), detail.clone()),
        // What else goes wrong is ours, and its words are for the log.
        _ => {
            ("internal".to_owned(), "The job could not be carried out; the server's log says why.".to_owned())
        }
    };
    JobProblem { code, detail }
}

fn fail(app: &App, job: &Job, error: &ServiceError) -> Result<(), StoreError> {
    let (problem, now) = (problem(error), app.now());
    app.store.write(|tx| {
        query!(tx, jobs::end(job.id, now, Some(&problem)))?;
        let release = query!(tx, releases::of_job(job.id))?;
        if release.status == ReleaseStatus::Preparing {
            let report = json!({"problem": problem});
            query!(tx, releases::turn(&release, (ReleaseStatus::Failed, Some(&report)), now))?;
            releases::forget(tx, &release)?;
        }
        Ok(Recorded::unchanged(()))
    })
}
