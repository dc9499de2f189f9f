//! Jobs. A server takes a job by writing its beat; one that ended in the middle leaves a beat that grows old.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    ids::JobId,
    job::{Job, JobKind, JobProblem, JobStatus, LEFT_BEHIND_AFTER_SECONDS, Progress},
    time::Instant,
};

use super::{Conn, Db, take_lock};
use crate::{
    StoreError,
    rows::{document, stored, to_document},
    schema::jobs,
    types::{At, Json, Key, key},
};

/// The number of the lock of whoever takes a job, among all advisory locks of the database.
const TAKING: i64 = 0x7061_6c69_6a6f_6273;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = jobs, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    kind: String,
    subject_id: Key,
    status: String,
    step: String,
    done: i64,
    total: i64,
    problem: Option<Json>,
    started_at: Option<At>,
    ended_at: Option<At>,
    version: i32,
    created_at: At,
    updated_at: At,
}

impl Row {
    fn new(job: &Job) -> Result<Self, StoreError> {
        let progress = &job.progress;
        Ok(Self {
            id: key(job.id),
            mode: job.mode.as_str().to_owned(),
            kind: job.kind.as_str().to_owned(),
            subject_id: key(job.subject_id),
            status: job.status.as_str().to_owned(),
            step: progress.step.clone(),
            done: i64::try_from(progress.done).unwrap_or(i64::MAX),
            total: i64::try_from(progress.total).unwrap_or(i64::MAX),
            problem: job.problem.as_ref().map(to_document).transpose()?.map(Json),
            started_at: job.started_at.map(At),
            ended_at: job.ended_at.map(At),
            version: job.version,
            created_at: At(job.created_at),
            updated_at: At(job.updated_at),
        })
    }

    fn job(self) -> Result<Job, StoreError> {
        let number = |value: i64| u64::try_from(value).unwrap_or_default();
        Ok(Job {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            kind: stored("kind of job", JobKind::parse(&self.kind))?,
            subject_id: self.subject_id.0,
            status: stored("status of a job", JobStatus::parse(&self.status))?,
            progress: Progress { step: self.step, done: number(self.done), total: number(self.total) },
            problem: self.problem.map(|problem| document::<JobProblem>("problem", problem.0)).transpose()?,
            started_at: self.started_at.map(|at| at.0),
            ended_at: self.ended_at.map(|at| at.0),
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

/// A job.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or the caller is not the operator.
pub fn find(conn: &mut Conn, who: &Actor, id: JobId) -> Result<Job, StoreError> {
    if who.role() != Role::Operator {
        return Err(StoreError::NotFound);
    }
    let own = jobs::table.filter(jobs::mode.eq(who.mode().as_str())).filter(jobs::id.eq(key(id)));
    own.select(Row::as_select()).first::<Row>(conn)?.job()
}

/// Adds a job to those that wait.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, job: &Job) -> Result<(), StoreError> {
    diesel::insert_into(jobs::table).values(Row::new(job)?).execute(conn)?;
    Ok(())
}

/// Whether a job waits or was left behind.
///
/// # Errors
/// If the database fails.
pub fn any_to_take(conn: &mut Conn, now: Instant) -> Result<bool, StoreError> {
    Ok(diesel::select(diesel::dsl::exists(to_take(now))).get_result(conn)?)
}

type ToTake<'a> = jobs::BoxedQuery<'a, Db>;

fn to_take<'a>(now: Instant) -> ToTake<'a> {
    let queued = jobs::status.eq(JobStatus::Queued.as_str());
    let running = jobs::status.eq(JobStatus::Running.as_str());
    let old = At(now.plus_seconds(-LEFT_BEHIND_AFTER_SECONDS));
    let left_behind = running.and(jobs::beat_at.is_null().or(jobs::beat_at.lt(old)));
    jobs::table.filter(queued.or(left_behind.assume_not_null())).into_boxed()
}

/// The oldest job that waits or was left behind, of nobody in particular; it is the caller's to run from then on.
///
/// # Errors
/// If the database fails.
pub fn take(conn: &mut Conn, now: Instant) -> Result<Option<Job>, StoreError> {
    take_lock(conn, TAKING)?;
    let found: Option<Row> = to_take(now).order(jobs::id).select(Row::as_select()).first(conn).optional()?;
    let Some(mut row) = found else { return Ok(None) };
    (row.status, row.started_at, row.updated_at) =
        (JobStatus::Running.as_str().to_owned(), Some(At(now)), At(now));
    row.version += 1;
    diesel::update(jobs::table.filter(jobs::id.eq(row.id)))
        .set((
            jobs::status.eq(&row.status),
            jobs::started_at.eq(row.started_at),
            jobs::beat_at.eq(Some(At(now))),
            jobs::updated_at.eq(row.updated_at),
            jobs::version.eq(row.version),
        ))
        .execute(conn)?;
    row.job().map(Some)
}

/// Tells how far a job is, by whoever runs it.
///
/// # Errors
/// If the database fails.
pub fn beat(conn: &mut Conn, id: JobId, now: Instant, progress: &Progress) -> Result<(), StoreError> {
    diesel::update(jobs::table.filter(jobs::id.eq(key(id))))
        .set((
            jobs::step.eq(&progress.step),
            jobs::done.eq(i64::try_from(progress.done).unwrap_or(i64::MAX)),
            jobs::total.eq(i64::try_from(progress.total).unwrap_or(i64::MAX)),
            jobs::beat_at.eq(Some(At(now))),
            jobs::updated_at.eq(At(now)),
            jobs::version.eq(jobs::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends a job, by whoever ran it.
///
/// # Errors
/// If the database fails.
pub fn end(conn: &mut Conn, id: JobId, now: Instant, problem: Option<&JobProblem>) -> Result<(), StoreError> {
    let status = if problem.is_some() { JobStatus::Failed } else { JobStatus::Succeeded };
    diesel::update(jobs::table.filter(jobs::id.eq(key(id))))
        .set((
            jobs::status.eq(status.as_str()),
            jobs::problem.eq(problem.map(to_document).transpose()?.map(Json)),
            jobs::ended_at.eq(Some(At(now))),
            jobs::updated_at.eq(At(now)),
            jobs::version.eq(jobs::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}
