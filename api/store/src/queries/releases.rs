//! Releases. The operator sees all of its mode, everybody else those that are published.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    ids::{JobId, ReleaseId},
    paging::{From as Start, Page},
    release::{Frame, Method, Period, Release, ReleaseStatus},
    time::Instant,
};
use serde_json::Value;

use super::{Conn, Db, take_lock};
use crate::{
    StoreError, filters,
    rows::{PreparedRelease, document, stored, to_document},
    schema::{release_facts, releases},
    types::{At, Json, Key, key},
};

/// The number of the lock of whoever publishes, among all advisory locks of the database.
const PUBLISHING: i64 = 0x7061_6c69_7075_626c;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = releases, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    period: String,
    vintage: i32,
    status: String,
    job_id: Key,
    based_on: Json,
    method: Json,
    frame: Option<Json>,
    report: Option<Json>,
    counted_at: Option<At>,
    published_at: Option<At>,
    version: i32,
    created_at: At,
    updated_at: At,
}

impl Row {
    fn release(self) -> Result<Release, StoreError> {
        Ok(Release {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            period: stored("period", self.period.parse::<Period>().ok())?,
            vintage: self.vintage,
            status: stored("status of a release", ReleaseStatus::parse(&self.status))?,
            job_id: self.job_id.into(),
            based_on: document("list of releases", self.based_on.0)?,
            method: document::<Method>("method", self.method.0)?,
            frame: self.frame.map(|frame| document::<Frame>("frame", frame.0)).transpose()?,
            report: self.report.map(|report| report.0),
            counted_at: self.counted_at.map(|at| at.0),
            published_at: self.published_at.map(|at| at.0),
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }

    fn new(release: &Release) -> Result<Self, StoreError> {
        Ok(Self {
            id: key(release.id),
            mode: release.mode.as_str().to_owned(),
            period: release.period.to_string(),
            vintage: release.vintage,
            status: release.status.as_str().to_owned(),
            job_id: key(release.job_id),
            based_on: Json(to_document(&release.based_on)?),
            method: Json(to_document(&release.method)?),
            frame: release.frame.as_ref().map(to_document).transpose()?.map(Json),
            report: release.report.clone().map(Json),
            counted_at: release.counted_at.map(At),
            published_at: release.published_at.map(At),
            version: release.version,
            created_at: At(release.created_at),
            updated_at: At(release.updated_at),
        })
    }
}

type Visible<'a> = releases::BoxedQuery<'a, Db>;

fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = releases::table.filter(releases::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        _ => all.filter(releases::status.eq(ReleaseStatus::Published.as_str())),
    }
}

/// A release.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: ReleaseId) -> Result<Release, StoreError> {
    visible(who).filter(releases::id.eq(key(id))).select(Row::as_select()).first::<Row>(conn)?.release()
}

/// A page of releases, by id.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Releases,
    start: &Start<ReleaseId>,
) -> Result<Page<Release, ReleaseId>, StoreError> {
    let mut query = visible(who).order(releases::id).limit(start.limit as i64 + 1);
    if let Some(period) = filter.period {
        query = query.filter(releases::period.eq(period.to_string()));
    }
    if let Some(status) = filter.status {
        query = query.filter(releases::status.eq(status.as_str()));
    }
    if let Some(after) = start.after {
        query = query.filter(releases::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let rows = rows.into_iter().map(Row::release).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |release| release.id))
}

/// All that were published of a vintage, by period. (Whoever asks: they are everybody's.)
///
/// # Errors
/// If the database fails.
pub fn published(conn: &mut Conn, mode: Mode, vintage: Option<i32>) -> Result<Vec<Release>, StoreError> {
    let mut query = releases::table
        .filter(releases::mode.eq(mode.as_str()))
        .filter(releases::status.eq(ReleaseStatus::Published.as_str()))
        .order((releases::period, releases::vintage))
        .into_boxed();
    if let Some(vintage) = vintage {
        query = query.filter(releases::vintage.eq(vintage));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    rows.into_iter().map(Row::release).collect()
}

/// Adds a release that is to be prepared.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, release: &Release) -> Result<(), StoreError> {
    diesel::insert_into(releases::table).values(Row::new(release)?).execute(conn)?;
    Ok(())
}

/// The release that a job prepares, whoever asked for it.
///
/// # Errors
/// [`StoreError::NotFound`] if it is gone.
pub fn of_job(conn: &mut Conn, job: JobId) -> Result<Release, StoreError> {
    let own = releases::table.filter(releases::job_id.eq(key(job)));
    own.select(Row::as_select()).first::<Row>(conn)?.release()
}

/// Makes a release that was prepared a draft.
///
/// # Errors
/// If the database fails, and [`StoreError::Stale`] if it is not being prepared any more.
pub fn prepared(
    conn: &mut Conn,
    id: ReleaseId,
    now: Instant,
    found: &PreparedRelease<'_>,
) -> Result<(), StoreError> {
    let preparing = releases::table
        .filter(releases::id.eq(key(id)))
        .filter(releases::status.eq(ReleaseStatus::Preparing.as_str()));
    let changed = diesel::update(preparing)
        .set((
            releases::status.eq(ReleaseStatus::Draft.as_str()),
            releases::frame.eq(Some(Json(to_document(found.frame)?))),
            releases::report.eq(Some(Json(found.report.clone()))),
            releases::evidence.eq(Some(found.evidence)),
            releases::based_on.eq(Json(to_document(&found.based_on)?)),
            releases::counted_at.eq(Some(At(found.counted_at))),
            releases::updated_at.eq(At(now)),
            releases::version.eq(releases::version + 1),
        ))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Moves a release on.
///
/// # Errors
/// If the database fails, [`StoreError::Violation`] if the period was published already, and [`StoreError::Stale`] if
/// the release is of another version by now.
pub fn turn(
    conn: &mut Conn,
    release: &Release,
    (status, report): (ReleaseStatus, Option<&Value>),
    now: Instant,
) -> Result<(), StoreError> {
    let published_at =
        (status == ReleaseStatus::Published).then_some(At(now)).or(release.published_at.map(At));
    let same = releases::table
        .filter(releases::id.eq(key(release.id)))
        .filter(releases::version.eq(release.version));
    let report = report.cloned().or_else(|| release.report.clone()).map(Json);
    let changed = diesel::update(same)
        .set((
            releases::status.eq(status.as_str()),
            releases::report.eq(report),
            releases::published_at.eq(published_at),
            releases::updated_at.eq(At(now)),
            releases::version.eq(releases::version + 1),
        ))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Whoever is about to publish waits for those who began before.
///
/// # Errors
/// If the database fails.
pub fn take_turn_to_publish(conn: &mut Conn, _act: &Act) -> Result<(), StoreError> {
    Ok(take_lock(conn, PUBLISHING)?)
}

/// What later releases must reckon with of one, sealed.
///
/// # Errors
/// If the database fails.
pub fn evidence(conn: &mut Conn, id: ReleaseId) -> Result<Vec<u8>, StoreError> {
    let own = releases::table.filter(releases::id.eq(key(id)));
    let evidence: Option<Vec<u8>> = own.select(releases::evidence).first(conn)?;
    stored("evidence", evidence)
}

/// Keeps what was counted of the households of neighbourhoods, sealed.
///
/// # Errors
/// If the database fails.
pub fn keep_facts(conn: &mut Conn, id: ReleaseId, facts: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
    for (code, sealed) in facts {
        diesel::insert_into(release_facts::table)
            .values((
                release_facts::release_id.eq(key(id)),
                release_facts::neighbourhood_code.eq(code),
                release_facts::facts.eq(sealed),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// What was counted of a neighbourhood's households in these releases.
///
/// # Errors
/// If the database fails.
pub fn facts(
    conn: &mut Conn,
    ids: &[ReleaseId],
    neighbourhood: &str,
) -> Result<Vec<(ReleaseId, Vec<u8>)>, StoreError> {
    let keys: Vec<Key> = ids.iter().map(|id| key(*id)).collect();
    let rows: Vec<(Key, Vec<u8>)> = release_facts::table
        .filter(release_facts::release_id.eq_any(keys))
        .filter(release_facts::neighbourhood_code.eq(neighbourhood))
        .order(release_facts::release_id)
        .select((release_facts::release_id, release_facts::facts))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, facts)| (id.into(), facts)).collect())
}

/// Forgets what was counted of households in these releases.
///
/// # Errors
/// If the database fails.
pub fn forget_facts(conn: &mut Conn, ids: &[ReleaseId]) -> Result<usize, StoreError> {
    let keys: Vec<Key> = ids.iter().map(|id| key(*id)).collect();
    Ok(diesel::delete(release_facts::table.filter(release_facts::release_id.eq_any(keys))).execute(conn)?)
}
