//! What became of actions that residents meant to take. Nothing told ever changes; the last word of each action is found
//! as it is read.

use std::collections::HashMap;

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    follow_up_action::{ActionStatus, FollowUpAction, KnownBy, ReportedBy},
    ids::FollowUpActionId,
    paging::{From as Start, Page},
};

use super::{Conn, Db};
use crate::{
    StoreError, filters,
    rows::stored,
    schema::follow_up_actions,
    types::{At, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = follow_up_actions, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    visit_id: Key,
    household_id: Key,
    action_code: String,
    status: String,
    reported_by: String,
    known_by: String,
    field_worker_id: Option<Key>,
    device_id: Option<Key>,
    occurred_at: At,
    received_at: At,
    fingerprint: Vec<u8>,
}

impl Row {
    fn new(told: &FollowUpAction) -> Self {
        Self {
            id: key(told.id),
            mode: told.mode.as_str().to_owned(),
            visit_id: key(told.visit_id),
            household_id: key(told.household_id),
            action_code: told.action_code.clone(),
            status: told.status.as_str().to_owned(),
            reported_by: told.reported_by.as_str().to_owned(),
            known_by: told.known_by.as_str().to_owned(),
            field_worker_id: told.field_worker_id.map(key),
            device_id: told.device_id.map(key),
            occurred_at: At(told.occurred_at),
            received_at: At(told.received_at),
            fingerprint: told.fingerprint.clone(),
        }
    }

    fn told(self, current: bool) -> Result<FollowUpAction, StoreError> {
        Ok(FollowUpAction {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            visit_id: self.visit_id.into(),
            household_id: self.household_id.into(),
            action_code: self.action_code,
            status: stored("status of an action", ActionStatus::parse(&self.status))?,
            reported_by: stored("reporter", ReportedBy::parse(&self.reported_by))?,
            known_by: stored("way of knowing", KnownBy::parse(&self.known_by))?,
            field_worker_id: self.field_worker_id.map(Into::into),
            device_id: self.device_id.map(Into::into),
            occurred_at: self.occurred_at.0,
            received_at: self.received_at.0,
            current,
            fingerprint: self.fingerprint,
        })
    }
}

type Visible<'a> = follow_up_actions::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a field worker those that it took down; nobody else sees any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = follow_up_actions::table.filter(follow_up_actions::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::FieldWorker(worker) => all.filter(follow_up_actions::field_worker_id.eq(key(worker))),
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(follow_up_actions::mode.eq("")),
    }
}

/// Tells of each row whether it is the last word on its action, whoever told it.
fn with_last_words(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<FollowUpAction>, StoreError> {
    let visits: Vec<Key> = rows.iter().map(|row| row.visit_id).collect();
    let all: Vec<(Key, String, At, Key)> = follow_up_actions::table
        .filter(follow_up_actions::visit_id.eq_any(visits))
        .order((follow_up_actions::occurred_at, follow_up_actions::id))
        .select((
            follow_up_actions::visit_id,
            follow_up_actions::action_code,
            follow_up_actions::occurred_at,
            follow_up_actions::id,
        ))
        .load(conn)?;
    let last: HashMap<(Key, String), Key> =
        all.into_iter().map(|(visit, action, _, id)| ((visit, action), id)).collect();
    rows.into_iter()
        .map(|row| {
            let current = last.get(&(row.visit_id, row.action_code.clone())) == Some(&row.id);
            row.told(current)
        })
        .collect()
}

/// One.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: FollowUpActionId) -> Result<FollowUpAction, StoreError> {
    let row: Row =
        visible(who).filter(follow_up_actions::id.eq(key(id))).select(Row::as_select()).first(conn)?;
    with_last_words(conn, vec![row])?.pop().ok_or(StoreError::NotFound)
}

/// What was sent under this id, if anything was (whoever may see it), as its keyed digest.
///
/// # Errors
/// If the database fails.
pub fn taken(conn: &mut Conn, _act: &Act, id: FollowUpActionId) -> Result<Option<Vec<u8>>, StoreError> {
    let row = follow_up_actions::table.filter(follow_up_actions::id.eq(key(id)));
    Ok(row.select(follow_up_actions::fingerprint).first(conn).optional()?)
}

/// A page of them, by id.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::FollowUpActions,
    start: &Start<FollowUpActionId>,
) -> Result<Page<FollowUpAction, FollowUpActionId>, StoreError> {
    let mut query = visible(who).order(follow_up_actions::id).limit(start.limit as i64 + 1);
    if let Some(visit) = filter.visit_id {
        query = query.filter(follow_up_actions::visit_id.eq(key(visit)));
    }
    if let Some(household) = filter.household_id {
        query = query.filter(follow_up_actions::household_id.eq(key(household)));
    }
    if let Some(status) = filter.status {
        query = query.filter(follow_up_actions::status.eq(status.as_str()));
    }
    if let Some(after) = start.after {
        query = query.filter(follow_up_actions::id.gt(key(after)));
    }
    let rows = query.select(Row::as_select()).load(conn)?;
    let rows = with_last_words(conn, rows)?;
    Ok(Page::cut(rows, start.limit, |told| told.id))
}

/// Adds what was told.
///
/// # Errors
/// If the database fails, and [`StoreError::Violation`] if the id is taken: look first, with the turn of the id taken.
pub fn insert(conn: &mut Conn, _act: &Act, told: &FollowUpAction) -> Result<(), StoreError> {
    diesel::insert_into(follow_up_actions::table).values(Row::new(told)).execute(conn)?;
    Ok(())
}
