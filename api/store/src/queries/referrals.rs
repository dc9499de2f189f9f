//! Referrals, with all that happened to them.

use std::collections::HashMap;

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    code::NeighbourhoodCode,
    ids::{HouseholdId, NeedId, OrganisationId, ReferralId},
    paging::{From as Start, Page},
    referral::{
        Referral, ReferralEvent, ReferralEventKind, ReferralReason, ReferralStatus, ReferralStatusReason,
        Side, Waited,
    },
    theme::ThemeCode,
};

use super::{Conn, Db, lock_row};
use crate::{
    StoreError, filters,
    rows::{document, stored, to_document},
    schema::{households, referral_events, referral_needs, referrals},
    types::{At, Json, Key, On, key},
};

const OPEN: [&str; 3] =
    [ReferralStatus::Sent.as_str(), ReferralStatus::Accepted.as_str(), ReferralStatus::InProgress.as_str()];

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = referrals, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    household_id: Key,
    organisation_id: Key,
    consent_id: Key,
    reason_code: String,
    content: Json,
    contact: Option<Vec<u8>>,
    due_on: Option<On>,
    status: String,
    status_reason: Option<String>,
    waiting_on: Option<String>,
    waiting_since: Option<At>,
    partner_seconds: i64,
    operator_seconds: i64,
    field_worker_id: Option<Key>,
    device_id: Option<Key>,
    occurred_at: At,
    fingerprint: Vec<u8>,
    version: i32,
    created_at: At,
    updated_at: At,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = referral_events, check_for_backend(Db), treat_none_as_default_value = false)]
struct EventRow {
    referral_id: Key,
    version: i32,
    at: At,
    by_kind: String,
    kind: String,
    status: String,
    code: Option<String>,
}

/// What stands in other tables.
#[derive(Default)]
struct Parts {
    history: Vec<ReferralEvent>,
    need_ids: Vec<NeedId>,
}

impl Row {
    fn new(referral: &Referral) -> Result<Self, StoreError> {
        Ok(Self {
            id: key(referral.id),
            mode: referral.mode.as_str().to_owned(),
            household_id: key(referral.household_id),
            organisation_id: key(referral.organisation_id),
            consent_id: key(referral.consent_id),
            reason_code: referral.reason.as_str().to_owned(),
            content: Json(to_document(&referral.themes)?),
            contact: referral.contact.clone(),
            due_on: referral.due_on.map(On),
            status: referral.status.as_str().to_owned(),
            status_reason: referral.status_reason.map(|reason| reason.as_str().to_owned()),
            waiting_on: referral.waited.on.map(|(side, _)| side.as_str().to_owned()),
            waiting_since: referral.waited.on.map(|(_, since)| At(since)),
            partner_seconds: referral.waited.partner_seconds,
            operator_seconds: referral.waited.operator_seconds,
            field_worker_id: referral.field_worker_id.map(key),
            device_id: referral.device_id.map(key),
            occurred_at: At(referral.occurred_at),
            fingerprint: referral.fingerprint.clone(),
            version: referral.version,
            created_at: At(referral.created_at),
            updated_at: At(referral.updated_at),
        })
    }

    fn referral(self, (code, data_key): (String, Vec<u8>), parts: Parts) -> Result<Referral, StoreError> {
        let side =
            self.waiting_on.map(|text| stored("side of a referral", Side::parse(&text))).transpose()?;
        let reason = self.status_reason.as_deref();
        let status_reason = reason.map(|text| stored("reason", ReferralStatusReason::parse(text)));
        Ok(Referral {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            household_id: self.household_id.into(),
            neighbourhood_code: NeighbourhoodCode::trusted(code),
            organisation_id: self.organisation_id.into(),
            consent_id: self.consent_id.into(),
            reason: stored("reason of a referral", ReferralReason::parse(&self.reason_code))?,
            themes: document::<Vec<ThemeCode>>("referral's themes", self.content.0)?,
            need_ids: parts.need_ids,
            contact: self.contact,
            data_key,
            due_on: self.due_on.map(|on| on.0),
            status: stored("status of a referral", ReferralStatus::parse(&self.status))?,
            status_reason: status_reason.transpose()?,
            waited: Waited {
                on: side.zip(self.waiting_since.map(|at| at.0)),
                partner_seconds: self.partner_seconds,
                operator_seconds: self.operator_seconds,
            },
            field_worker_id: self.field_worker_id.map(Into::into),
            device_id: self.device_id.map(Into::into),
            occurred_at: self.occurred_at.0,
            history: parts.history,
            fingerprint: self.fingerprint,
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

impl EventRow {
    fn new(id: ReferralId, event: &ReferralEvent) -> Self {
        Self {
            referral_id: key(id),
            version: event.version,
            at: At(event.at),
            by_kind: event.by.as_str().to_owned(),
            kind: event.kind.as_str().to_owned(),
            status: event.status.as_str().to_owned(),
            code: event.code.clone(),
        }
    }

    fn event(self) -> Result<ReferralEvent, StoreError> {
        Ok(ReferralEvent {
            version: self.version,
            at: self.at.0,
            by: stored("side of a referral", Side::parse(&self.by_kind))?,
            kind: stored("kind of event", ReferralEventKind::parse(&self.kind))?,
            status: stored("status of a referral", ReferralStatus::parse(&self.status))?,
            code: self.code,
        })
    }
}

type Visible<'a> = referrals::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a partner those addressed to it, a field worker those that it took down.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = referrals::table.filter(referrals::mode.eq(who.mode().as_str())).into_boxed();
    match (who.role(), who.caller()) {
        (Role::Operator, _) => all,
        (Role::Partner, Some(caller)) => {
            all.filter(referrals::organisation_id.eq(key(caller.organisation_id)))
        }
        (Role::FieldWorker(worker), _) => all.filter(referrals::field_worker_id.eq(key(worker))),
        _ => all.filter(referrals::mode.eq("")),
    }
}

/// One referral.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: ReferralId) -> Result<Referral, StoreError> {
    let row: Row = visible(who).filter(referrals::id.eq(key(id))).select(Row::as_select()).first(conn)?;
    whole(conn, vec![row])?.pop().ok_or(StoreError::NotFound)
}

/// One referral, to be changed: who else means to change it waits until this transaction ends.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: ReferralId) -> Result<Referral, StoreError> {
    lock_row(conn, "referrals", id.0)?;
    find(conn, &act.actor, id)
}

/// The digest of what was sent under this id, if anything was, and the version, whoever sent it.
///
/// # Errors
/// If the database fails.
pub fn taken(conn: &mut Conn, _act: &Act, id: ReferralId) -> Result<Option<(Vec<u8>, i32)>, StoreError> {
    let columns = (referrals::fingerprint, referrals::version);
    Ok(referrals::table.filter(referrals::id.eq(key(id))).select(columns).first(conn).optional()?)
}

/// The open referrals of a household, whoever took them down; to one organisation, or to all.
///
/// # Errors
/// If the database fails.
pub fn open_of(
    conn: &mut Conn,
    act: &Act,
    household: HouseholdId,
    organisation: Option<OrganisationId>,
) -> Result<Vec<Referral>, StoreError> {
    let mut query = referrals::table
        .filter(referrals::mode.eq(act.actor.mode().as_str()))
        .filter(referrals::household_id.eq(key(household)))
        .filter(referrals::status.eq_any(OPEN))
        .order(referrals::id)
        .into_boxed();
    if let Some(organisation) = organisation {
        query = query.filter(referrals::organisation_id.eq(key(organisation)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    for row in &rows {
        lock_row(conn, "referrals", row.id.0)?;
    }
    // Read again: what was changed before the lock was had is seen now.
    let ids: Vec<Key> = rows.iter().map(|row| row.id).collect();
    let rows: Vec<Row> = referrals::table
        .filter(referrals::id.eq_any(ids))
        .filter(referrals::status.eq_any(OPEN))
        .order(referrals::id)
        .select(Row::as_select())
        .load(conn)?;
    whole(conn, rows)
}

/// A page of referrals, by id, which is mostly the order in which they were sent.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Referrals,
    start: &Start<ReferralId>,
) -> Result<Page<Referral, ReferralId>, StoreError> {
    let mut query = visible(who).order(referrals::id).limit(start.limit as i64 + 1);
    if let Some(organisation) = filter.organisation_id {
        query = query.filter(referrals::organisation_id.eq(key(organisation)));
    }
    // Nobody learns by asking which household a referral is of, but those who may know.
    if let Some(household) = filter.household_id.filter(|_| who.role() != Role::Partner) {
        query = query.filter(referrals::household_id.eq(key(household)));
    }
    if let Some(status) = filter.status {
        query = query.filter(referrals::status.eq(status.as_str()));
    }
    if let Some(reason) = filter.reason {
        query = query.filter(referrals::reason_code.eq(reason.as_str()));
    }
    if let Some(side) = filter.waiting_on {
        query = query.filter(referrals::waiting_on.eq(side.as_str()));
    }
    if let Some(today) = filter.overdue_on {
        query = query.filter(referrals::due_on.lt(On(today))).filter(referrals::status.eq_any(OPEN));
    }
    if let Some(after) = start.after {
        query = query.filter(referrals::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let found = whole(conn, rows)?;
    Ok(Page::cut(found, start.limit, |referral| referral.id))
}

/// Referrals with what stands in other tables, in three queries however many they are.
fn whole(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Referral>, StoreError> {
    let ids: Vec<Key> = rows.iter().map(|row| row.id).collect();
    let mut parts: HashMap<Key, Parts> = HashMap::new();
    let events: Vec<EventRow> = referral_events::table
        .filter(referral_events::referral_id.eq_any(&ids))
        .order((referral_events::referral_id, referral_events::version))
        .select(EventRow::as_select())
        .load(conn)?;
    for event in events {
        parts.entry(event.referral_id).or_default().history.push(event.event()?);
    }
    let needs: Vec<(Key, Key)> = referral_needs::table
        .filter(referral_needs::referral_id.eq_any(&ids))
        .order((referral_needs::referral_id, referral_needs::need_id))
        .select((referral_needs::referral_id, referral_needs::need_id))
        .load(conn)?;
    for (referral, need) in needs {
        parts.entry(referral).or_default().need_ids.push(need.into());
    }
    let doors: Vec<Key> = rows.iter().map(|row| row.household_id).collect();
    let found: Vec<(Key, String, Vec<u8>)> = households::table
        .filter(households::id.eq_any(doors))
        .select((households::id, households::neighbourhood_code, households::data_key))
        .load(conn)?;
    let doors: HashMap<Key, (String, Vec<u8>)> =
        found.into_iter().map(|(id, code, data_key)| (id, (code, data_key))).collect();
    rows.into_iter()
        .map(|row| {
            let door = doors.get(&row.household_id).cloned().ok_or(StoreError::NotFound)?;
            let own = parts.remove(&row.id).unwrap_or_default();
            row.referral(door, own)
        })
        .collect()
}

/// Adds a referral with its first event.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, referral: &Referral) -> Result<(), StoreError> {
    diesel::insert_into(referrals::table).values(Row::new(referral)?).execute(conn)?;
    let needs: Vec<_> = referral
        .need_ids
        .iter()
        .map(|need| {
            (referral_needs::referral_id.eq(key(referral.id)), referral_needs::need_id.eq(key(*need)))
        })
        .collect();
    diesel::insert_into(referral_needs::table).values(needs).execute(conn)?;
    insert_events(conn, referral)
}

fn insert_events(conn: &mut Conn, referral: &Referral) -> Result<(), StoreError> {
    let new = referral.history.iter().filter(|event| event.version == referral.version);
    let rows: Vec<_> = new.map(|event| EventRow::new(referral.id, event)).collect();
    diesel::insert_into(referral_events::table).values(rows).execute(conn)?;
    Ok(())
}

/// Writes where a referral stands now, and the event that brought it there. Its version is the new one already.
///
/// # Errors
/// [`StoreError::Stale`] if it was not of the version before.
pub fn update(conn: &mut Conn, act: &Act, referral: &Referral) -> Result<(), StoreError> {
    let row = Row::new(referral)?;
    let changed = diesel::update(referrals::table)
        .filter(referrals::id.eq(row.id))
        .filter(referrals::version.eq(referral.version - 1))
        .set((
            referrals::contact.eq(row.contact),
            referrals::status.eq(row.status),
            referrals::status_reason.eq(row.status_reason),
            referrals::waiting_on.eq(row.waiting_on),
            referrals::waiting_since.eq(row.waiting_since),
            referrals::partner_seconds.eq(row.partner_seconds),
            referrals::operator_seconds.eq(row.operator_seconds),
            referrals::version.eq(row.version),
            referrals::updated_at.eq(At(act.at)),
        ))
        .execute(conn)?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    insert_events(conn, referral)
}
