//! Needs, with all that happened to them.

use std::collections::HashMap;

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    ids::NeedId,
    need::{Need, NeedCause, NeedEvent, NeedStatus, Urgency},
    paging::{From as Start, Page},
    theme::ThemeCode,
};

use super::{Conn, Db, lock_row};
use crate::{
    StoreError, filters,
    rows::stored,
    schema::{households, need_events, needs},
    types::{At, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = needs, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    household_id: Key,
    visit_id: Option<Key>,
    theme: String,
    urgency: String,
    status: String,
    field_worker_id: Option<Key>,
    device_id: Option<Key>,
    occurred_at: At,
    fingerprint: Vec<u8>,
    version: i32,
    created_at: At,
    updated_at: At,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = need_events, check_for_backend(Db), treat_none_as_default_value = false)]
struct EventRow {
    need_id: Key,
    version: i32,
    status: String,
    at: At,
    by_kind: String,
    reason: Option<String>,
}

impl Row {
    fn new(need: &Need) -> Self {
        Self {
            id: key(need.id),
            mode: need.mode.as_str().to_owned(),
            household_id: key(need.household_id),
            visit_id: need.visit_id.map(key),
            theme: need.theme.as_str().to_owned(),
            urgency: need.urgency.as_str().to_owned(),
            status: need.status.as_str().to_owned(),
            field_worker_id: need.field_worker_id.map(key),
            device_id: need.device_id.map(key),
            occurred_at: At(need.occurred_at),
            fingerprint: need.fingerprint.clone(),
            version: need.version,
            created_at: At(need.created_at),
            updated_at: At(need.updated_at),
        }
    }

    fn need(self, history: Vec<NeedEvent>) -> Result<Need, StoreError> {
        Ok(Need {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            household_id: self.household_id.into(),
            visit_id: self.visit_id.map(Into::into),
            field_worker_id: self.field_worker_id.map(Into::into),
            device_id: self.device_id.map(Into::into),
            theme: ThemeCode::trusted(self.theme),
            urgency: stored("urgency", Urgency::parse(&self.urgency))?,
            status: stored("status of a need", NeedStatus::parse(&self.status))?,
            history,
            occurred_at: self.occurred_at.0,
            fingerprint: self.fingerprint,
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

impl EventRow {
    fn new(id: NeedId, event: &NeedEvent) -> Self {
        Self {
            need_id: key(id),
            version: event.version,
            status: event.status.as_str().to_owned(),
            at: At(event.at),
            by_kind: event.by.clone(),
            reason: event.cause.map(|cause| cause.as_str().to_owned()),
        }
    }

    fn event(self) -> Result<NeedEvent, StoreError> {
        let cause = self.reason.map(|text| stored("cause of a step", NeedCause::parse(&text)));
        Ok(NeedEvent {
            version: self.version,
            status: stored("status of a need", NeedStatus::parse(&self.status))?,
            at: self.at.0,
            by: self.by_kind,
            cause: cause.transpose()?,
        })
    }
}

type Visible<'a> = needs::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a field worker those that it took down; nobody else sees any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = needs::table.filter(needs::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::FieldWorker(worker) => all.filter(needs::field_worker_id.eq(key(worker))),
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(needs::mode.eq("")),
    }
}

/// One need.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: NeedId) -> Result<Need, StoreError> {
    let row: Row = visible(who).filter(needs::id.eq(key(id))).select(Row::as_select()).first(conn)?;
    with_history(conn, vec![row])?.pop().ok_or(StoreError::NotFound)
}

/// One need, to be changed: who else means to change it waits until this transaction ends.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: NeedId) -> Result<Need, StoreError> {
    lock_row(conn, "needs", id.0)?;
    find(conn, &act.actor, id)
}

/// Those of these needs that there are for the caller.
///
/// # Errors
/// If the database fails.
pub fn find_many(conn: &mut Conn, who: &Actor, ids: &[NeedId]) -> Result<Vec<Need>, StoreError> {
    let keys: Vec<Key> = ids.iter().map(|id| key(*id)).collect();
    let rows = visible(who).filter(needs::id.eq_any(keys)).select(Row::as_select()).load(conn)?;
    with_history(conn, rows)
}

/// The needs that a referral carries, to be moved on by what happens to it: also by its partner, who sees the referral
/// and never the needs. Others wait, in the order of the ids.
///
/// # Errors
/// If the database fails.
pub fn of_referral(conn: &mut Conn, act: &Act, ids: &[NeedId]) -> Result<Vec<Need>, StoreError> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    for id in &ids {
        lock_row(conn, "needs", id.0)?;
    }
    let keys: Vec<Key> = ids.iter().map(|id| key(*id)).collect();
    let rows: Vec<Row> = needs::table
        .filter(needs::mode.eq(act.actor.mode().as_str()))
        .filter(needs::id.eq_any(keys))
        .order(needs::id)
        .select(Row::as_select())
        .load(conn)?;
    with_history(conn, rows)
}

/// What was sent under this id, if anything was (whoever may see it), as its keyed digest, and its version.
///
/// # Errors
/// If the database fails.
pub fn taken(conn: &mut Conn, _act: &Act, id: NeedId) -> Result<Option<(Vec<u8>, i32)>, StoreError> {
    let row = needs::table.filter(needs::id.eq(key(id)));
    Ok(row.select((needs::fingerprint, needs::version)).first(conn).optional()?)
}

/// A page of needs, by id.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Needs,
    start: &Start<NeedId>,
) -> Result<Page<Need, NeedId>, StoreError> {
    let mut query = visible(who).order(needs::id).limit(start.limit as i64 + 1);
    if let Some(household) = filter.household_id {
        query = query.filter(needs::household_id.eq(key(household)));
    }
    if let Some(status) = filter.status {
        query = query.filter(needs::status.eq(status.as_str()));
    }
    if let Some(theme) = &filter.theme {
        query = query.filter(needs::theme.eq(theme.as_str().to_owned()));
    }
    if let Some(urgency) = filter.urgency {
        query = query.filter(needs::urgency.eq(urgency.as_str()));
    }
    if let Some(code) = &filter.neighbourhood_code {
        let there = households::table
            .filter(households::neighbourhood_code.eq(code.to_string()))
            .select(households::id);
        query = query.filter(needs::household_id.eq_any(there));
    }
    if let Some(after) = start.after {
        query = query.filter(needs::id.gt(key(after)));
    }
    let rows = query.select(Row::as_select()).load(conn)?;
    Ok(Page::cut(with_history(conn, rows)?, start.limit, |need| need.id))
}

/// Needs with all that happened to them, in the order of the rows, in one query more.
fn with_history(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Need>, StoreError> {
    let ids: Vec<Key> = rows.iter().map(|row| row.id).collect();
    let events: Vec<EventRow> = need_events::table
        .filter(need_events::need_id.eq_any(ids))
        .order((need_events::need_id, need_events::version))
        .select(EventRow::as_select())
        .load(conn)?;
    let mut histories: HashMap<Key, Vec<NeedEvent>> = HashMap::new();
    for row in events {
        histories.entry(row.need_id).or_default().push(row.event()?);
    }
    rows.into_iter()
        .map(|row| {
            let history = histories.remove(&row.id).unwrap_or_default();
            row.need(history)
        })
        .collect()
}

/// Adds a need with the first step of its history.
///
/// # Errors
/// If the database fails, and [`StoreError::Violation`] if the id is taken: look first, with the turn of the id taken.
pub fn insert(conn: &mut Conn, _act: &Act, need: &Need) -> Result<(), StoreError> {
    diesel::insert_into(needs::table).values(Row::new(need)).execute(conn)?;
    let events: Vec<EventRow> = need.history.iter().map(|event| EventRow::new(need.id, event)).collect();
    diesel::insert_into(need_events::table).values(events).execute(conn)?;
    Ok(())
}

/// Moves a need on to what the step says, if it is still of the version before.
///
/// # Errors
/// [`StoreError::Stale`] if it is not.
pub fn go_on(conn: &mut Conn, act: &Act, id: NeedId, step: &NeedEvent) -> Result<(), StoreError> {
    let changed = diesel::update(needs::table)
        .filter(needs::id.eq(key(id)))
        .filter(needs::version.eq(step.version - 1))
        .set((
            needs::status.eq(step.status.as_str()),
            needs::version.eq(step.version),
            needs::updated_at.eq(At(act.at)),
        ))
        .execute(conn)?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    diesel::insert_into(need_events::table).values(EventRow::new(id, step)).execute(conn)?;
    Ok(())
}
