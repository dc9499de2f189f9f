//! Visits. They are added and read; but for the flags, no row ever changes.

use std::collections::HashMap;

use diesel::{dsl::exists, prelude::*};
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    hours::Worked,
    ids::{FieldWorkerId, HouseholdId, VisitId},
    language::LanguageTag,
    paging::{From as Start, Page},
    time::{Day, Instant},
    visit::{Channel, Flag, JudgedVisit, MessageHeard, Outcome, Visit, VisitContent, version},
};
use serde_json::json;

use super::{Conn, Db};
use crate::{
    StoreError, filters,
    rows::{document, stored, to_document},
    schema::visits,
    types::{At, Json, Key, key},
};

mod alias {
    use crate::schema::visits;

    diesel::alias!(visits as later_visits: LaterVisits);
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = visits, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    household_id: Key,
    campaign_id: Key,
    round_id: Option<Key>,
    field_worker_id: Key,
    device_id: Option<Key>,
    channel: String,
    outcome: String,
    language: Option<String>,
    message_language: Option<String>,
    message_version: Option<i32>,
    occurred_at: At,
    received_at: At,
    duration_seconds: Option<i32>,
    content: Json,
    flags: Json,
    supersedes_id: Option<Key>,
    fingerprint: Vec<u8>,
}

impl Row {
    fn new(visit: &Visit) -> Result<Self, StoreError> {
        Ok(Self {
            id: key(visit.id),
            mode: visit.mode.as_str().to_owned(),
            household_id: key(visit.household_id),
            campaign_id: key(visit.campaign_id),
            round_id: visit.round_id.map(key),
            field_worker_id: key(visit.field_worker_id),
            device_id: visit.device_id.map(key),
            channel: visit.channel.as_str().to_owned(),
            outcome: visit.outcome.as_str().to_owned(),
            language: visit.language.as_ref().map(ToString::to_string),
            message_language: visit.message.as_ref().map(|heard| heard.language.to_string()),
            message_version: visit.message.as_ref().map(|heard| heard.version),
            occurred_at: At(visit.occurred_at),
            received_at: At(visit.received_at),
            duration_seconds: visit.duration_seconds.and_then(|seconds| i32::try_from(seconds).ok()),
            content: Json(to_document(&visit.content)?),
            flags: Json(to_document(&visit.flags)?),
            supersedes_id: visit.supersedes_id.map(key),
            fingerprint: visit.fingerprint.clone(),
        })
    }

    fn visit(self, superseded_by: Vec<VisitId>) -> Result<Visit, StoreError> {
        let message = self.message_language.zip(self.message_version);
        Ok(Visit {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            household_id: self.household_id.into(),
            campaign_id: self.campaign_id.into(),
            round_id: self.round_id.map(Into::into),
            field_worker_id: self.field_worker_id.into(),
            device_id: self.device_id.map(Into::into),
            channel: stored("channel", Channel::parse(&self.channel))?,
            outcome: stored("outcome", Outcome::parse(&self.outcome))?,
            language: self.language.map(LanguageTag::trusted),
            message: message.map(|(language, version)| MessageHeard {
                language: LanguageTag::trusted(language),
                version,
            }),
            occurred_at: self.occurred_at.0,
            received_at: self.received_at.0,
            duration_seconds: self.duration_seconds.and_then(|seconds| u32::try_from(seconds).ok()),
            content: document::<VisitContent>("visit's content", self.content.0)?,
            flags: document("list of flags", self.flags.0)?,
            supersedes_id: self.supersedes_id.map(Into::into),
            superseded_by,
            fingerprint: self.fingerprint,
        })
    }
}

type Visible<'a> = visits::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a field worker its own; nobody else sees any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = visits::table.filter(visits::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::FieldWorker(worker) => all.filter(visits::field_worker_id.eq(key(worker))),
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(visits::mode.eq("")),
    }
}

/// One visit.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: VisitId) -> Result<Visit, StoreError> {
    let row: Row = visible(who).filter(visits::id.eq(key(id))).select(Row::as_select()).first(conn)?;
    with_corrections(conn, who, vec![row])?.pop().ok_or(StoreError::NotFound)
}

/// Those of these visits that there are for the caller.
///
/// # Errors
/// If the database fails.
pub fn find_many(conn: &mut Conn, who: &Actor, ids: &[VisitId]) -> Result<Vec<Visit>, StoreError> {
    let keys: Vec<Key> = ids.iter().map(|id| key(*id)).collect();
    let rows = visible(who).filter(visits::id.eq_any(keys)).select(Row::as_select()).load(conn)?;
    with_corrections(conn, who, rows)
}

/// What was sent under this id, if anything was (whoever may see it), as its keyed digest, and its version.
///
/// # Errors
/// If the database fails.
pub fn taken(conn: &mut Conn, _act: &Act, id: VisitId) -> Result<Option<(Vec<u8>, i32)>, StoreError> {
    let found: Option<Vec<u8>> =
        visits::table.filter(visits::id.eq(key(id))).select(visits::fingerprint).first(conn).optional()?;
    let Some(fingerprint) = found else { return Ok(None) };
    let later: i64 = visits::table.filter(visits::supersedes_id.eq(key(id))).count().get_result(conn)?;
    Ok(Some((fingerprint, version(usize::try_from(later).unwrap_or_default()))))
}

/// A page of visits, by id.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Visits,
    start: &Start<VisitId>,
) -> Result<Page<Visit, VisitId>, StoreError> {
    let mut query = narrowed(visible(who), filter).order(visits::id).limit(start.limit as i64 + 1);
    if let Some(after) = start.after {
        query = query.filter(visits::id.gt(key(after)));
    }
    let rows = query.select(Row::as_select()).load(conn)?;
    Ok(Page::cut(with_corrections(conn, who, rows)?, start.limit, |visit| visit.id))
}

fn narrowed<'a>(mut query: Visible<'a>, filter: &filters::Visits) -> Visible<'a> {
    if let Some(household) = filter.household_id {
        query = query.filter(visits::household_id.eq(key(household)));
    }
    if let Some(campaign) = filter.campaign_id {
        query = query.filter(visits::campaign_id.eq(key(campaign)));
    }
    if let Some(round) = filter.round_id {
        query = query.filter(visits::round_id.eq(key(round)));
    }
    if let Some(worker) = filter.field_worker_id {
        query = query.filter(visits::field_worker_id.eq(key(worker)));
    }
    if let Some(outcome) = filter.outcome {
        query = query.filter(visits::outcome.eq(outcome.as_str()));
    }
    if let Some(channel) = filter.channel {
        query = query.filter(visits::channel.eq(channel.as_str()));
    }
    if let Some(from) = filter.from {
        query = query.filter(visits::occurred_at.ge(At(Instant::start_of(from))));
    }
    if let Some(end) = filter.to.and_then(|to: Day| to.tomorrow().ok()) {
        query = query.filter(visits::occurred_at.lt(At(Instant::start_of(end))));
    }
    let none = || Json(json!([]));
    match filter.flagged {
        Some(true) => query = query.filter(visits::flags.ne(none())),
        Some(false) => query = query.filter(visits::flags.eq(none())),
        None => {}
    }
    let corrected = || {
        exists(
            alias::later_visits
                .filter(alias::later_visits.field(visits::supersedes_id).eq(visits::id.nullable())),
        )
    };
    match filter.superseded {
        Some(true) => query.filter(corrected()),
        Some(false) => query.filter(diesel::dsl::not(corrected())),
        None => query,
    }
}

/// Visits with the ids of those that correct them, in the order of the rows, in one query more.
fn with_corrections(conn: &mut Conn, who: &Actor, rows: Vec<Row>) -> Result<Vec<Visit>, StoreError> {
    let ids: Vec<Key> = rows.iter().map(|row| row.id).collect();
    let found: Vec<(Option<Key>, Key)> = visible(who)
        .filter(visits::supersedes_id.eq_any(ids))
        .order(visits::id)
        .select((visits::supersedes_id, visits::id))
        .load(conn)?;
    let mut by: HashMap<Key, Vec<VisitId>> = HashMap::new();
    for (of, id) in found {
        by.entry(of.unwrap_or(id)).or_default().push(id.into());
    }
    rows.into_iter()
        .map(|row| {
            let corrected_by = by.remove(&row.id).unwrap_or_default();
            row.visit(corrected_by)
        })
        .collect()
}

/// Adds a visit.
///
/// # Errors
/// If the database fails, and [`StoreError::Violation`] if the id is taken: look first, with the turn of the id taken.
pub fn insert(conn: &mut Conn, _act: &Act, visit: &Visit) -> Result<(), StoreError> {
    diesel::insert_into(visits::table).values(Row::new(visit)?).execute(conn)?;
    Ok(())
}

/// What hours worked are derived from: the visits of a field worker between two instants that no other one corrects.
///
/// # Errors
/// If the database fails.
pub fn worked(
    conn: &mut Conn,
    who: &Actor,
    worker: FieldWorkerId,
    (from, to): (Instant, Instant),
) -> Result<Vec<Worked>, StoreError> {
    let corrected = alias::later_visits
        .filter(alias::later_visits.field(visits::supersedes_id).eq(visits::id.nullable()))
        .select(alias::later_visits.field(visits::id));
    let rows: Vec<(Option<Key>, At, Option<i32>)> = visible(who)
        .filter(visits::field_worker_id.eq(key(worker)))
        .filter(visits::occurred_at.ge(At(from)).and(visits::occurred_at.lt(At(to))))
        .filter(diesel::dsl::not(exists(corrected)))
        .order(visits::occurred_at)
        .select((visits::round_id, visits::occurred_at, visits::duration_seconds))
        .load(conn)?;
    let worked = |(round, at, seconds): (Option<Key>, At, Option<i32>)| Worked {
        round_id: round.map(Into::into),
        from: at.0,
        seconds: seconds.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(worked).collect())
}

/// What the contact rules ask of all visits to a household, whoever made them, by campaign.
///
/// # Errors
/// If the database fails.
pub fn to_judge(
    conn: &mut Conn,
    act: &Act,
    household: HouseholdId,
    since: Option<Instant>,
) -> Result<Vec<JudgedVisit>, StoreError> {
    let mut judged = visits::table
        .filter(visits::mode.eq(act.actor.mode().as_str()))
        .filter(visits::household_id.eq(key(household)))
        .into_boxed();
    if let Some(since) = since {
        judged = judged.filter(visits::occurred_at.ge(At(since)));
    }
    let rows: Vec<(Key, Key, String, At, Json)> = judged
        .order((visits::campaign_id, visits::id))
        .select((visits::id, visits::campaign_id, visits::channel, visits::occurred_at, visits::flags))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, campaign, channel, at, flags)| {
            Ok(JudgedVisit {
                id: id.into(),
                campaign_id: campaign.into(),
                channel: stored("channel", Channel::parse(&channel))?,
                occurred_at: at.0,
                flags: document("list of flags", flags.0)?,
            })
        })
        .collect()
}

/// Writes a visit's flags anew: what happened stays as it was told, what the operator should look at may grow.
///
/// # Errors
/// If the database fails.
pub fn flag(conn: &mut Conn, _act: &Act, id: VisitId, flags: &[Flag]) -> Result<(), StoreError> {
    diesel::update(visits::table.filter(visits::id.eq(key(id))))
        .set(visits::flags.eq(Json(to_document(&flags)?)))
        .execute(conn)?;
    Ok(())
}
