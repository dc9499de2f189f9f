//! Rounds, with their doors.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    code::NeighbourhoodCode,
    ids::{HouseholdId, RoundId},
    paging::{From as Start, Page},
    round::{Door, Round, RoundStatus},
};

use super::{Conn, Db, lock_row};
use crate::{
    StoreError, filters,
    rows::stored,
    schema::{households, round_doors, rounds},
    types::{At, Key, On, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = rounds, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    field_worker_id: Key,
    campaign_id: Key,
    day: On,
    status: String,
    version: i32,
    created_at: At,
    updated_at: At,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = round_doors, check_for_backend(Db), treat_none_as_default_value = false)]
struct DoorRow {
    round_id: Key,
    household_id: Key,
    position: i32,
    removed_at: Option<At>,
}

impl Row {
    fn new(round: &Round) -> Self {
        Self {
            id: key(round.id),
            mode: round.mode.as_str().to_owned(),
            field_worker_id: key(round.field_worker_id),
            campaign_id: key(round.campaign_id),
            day: On(round.day),
            status: round.status.as_str().to_owned(),
            version: round.version,
            created_at: At(round.created_at),
            updated_at: At(round.updated_at),
        }
    }

    fn round(self) -> Result<Round, StoreError> {
        Ok(Round {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            field_worker_id: self.field_worker_id.into(),
            campaign_id: self.campaign_id.into(),
            day: self.day.0,
            status: stored("round's status", RoundStatus::parse(&self.status))?,
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

type Visible<'a> = rounds::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a field worker its own, whatever their status; nobody else sees any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = rounds::table.filter(rounds::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::FieldWorker(worker) => all.filter(rounds::field_worker_id.eq(key(worker))),
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(rounds::mode.eq("")),
    }
}

/// One round.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: RoundId) -> Result<Round, StoreError> {
    visible(who).filter(rounds::id.eq(key(id))).select(Row::as_select()).first(conn)?.round()
}

/// One round, to be changed: who else means to change it waits until this transaction ends.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: RoundId) -> Result<Round, StoreError> {
    lock_row(conn, "rounds", id.0)?;
    find(conn, &act.actor, id)
}

/// A page of rounds, oldest first.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Rounds,
    start: &Start<RoundId>,
) -> Result<Page<Round, RoundId>, StoreError> {
    let mut query = visible(who).order(rounds::id).limit(start.limit as i64 + 1);
    if let Some(worker) = filter.field_worker_id {
        query = query.filter(rounds::field_worker_id.eq(key(worker)));
    }
    if let Some(campaign) = filter.campaign_id {
        query = query.filter(rounds::campaign_id.eq(key(campaign)));
    }
    if let Some(day) = filter.from {
        query = query.filter(rounds::day.ge(On(day)));
    }
    if let Some(day) = filter.to {
        query = query.filter(rounds::day.le(On(day)));
    }
    if let Some(status) = filter.status {
        query = query.filter(rounds::status.eq(status.as_str()));
    }
    if let Some(after) = start.after {
        query = query.filter(rounds::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let rows = rows.into_iter().map(Row::round).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |round| round.id))
}

/// The doors of a round: those to be tried in their order, then those that were taken off.
///
/// # Errors
/// If the database fails.
pub fn doors(conn: &mut Conn, who: &Actor, id: RoundId) -> Result<Vec<Door>, StoreError> {
    let rows: Vec<DoorRow> = round_doors::table
        .filter(round_doors::round_id.eq_any(visible(who).filter(rounds::id.eq(key(id))).select(rounds::id)))
        .select(DoorRow::as_select())
        .load(conn)?;
    let mut doors: Vec<Door> = rows
        .into_iter()
        .map(|row| Door {
            household_id: row.household_id.into(),
            position: row.position,
            removed_at: row.removed_at.map(|at| at.0),
        })
        .collect();
    doors.sort_by_key(|door| (door.removed_at.is_some(), door.position, door.household_id));
    Ok(doors)
}

/// Where these households are; those that the operator does not know are left out.
///
/// # Errors
/// If the database fails.
pub fn places(
    conn: &mut Conn,
    act: &Act,
    ids: &[HouseholdId],
) -> Result<Vec<(HouseholdId, NeighbourhoodCode)>, StoreError> {
    let keys: Vec<Key> = ids.iter().map(|id| key(*id)).collect();
    let rows: Vec<(Key, String)> = households::table
        .filter(households::mode.eq(act.actor.mode().as_str()))
        .filter(households::id.eq_any(keys))
        .select((households::id, households::neighbourhood_code))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, code)| (id.into(), NeighbourhoodCode::trusted(code))).collect())
}

/// Adds a round with its doors.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, round: &Round, doors: &[Door]) -> Result<(), StoreError> {
    diesel::insert_into(rounds::table).values(&Row::new(round)).execute(conn)?;
    insert_doors(conn, round.id, doors)
}

/// Writes a round's day and state, if it is still of the version before.
///
/// # Errors
/// [`StoreError::Stale`] if it is not.
pub fn update(conn: &mut Conn, act: &Act, round: &Round) -> Result<(), StoreError> {
    let changed = diesel::update(rounds::table)
        .filter(rounds::id.eq(key(round.id)))
        .filter(rounds::version.eq(round.version))
        .set((
            rounds::day.eq(On(round.day)),
            rounds::status.eq(round.status.as_str()),
            rounds::version.eq(round.version + 1),
            rounds::updated_at.eq(At(act.at)),
        ))
        .execute(conn)?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Puts these doors in the place of those before; the caller holds the round's row.
///
/// # Errors
/// If the database fails.
pub fn replace_doors(conn: &mut Conn, _act: &Act, id: RoundId, doors: &[Door]) -> Result<(), StoreError> {
    diesel::delete(round_doors::table.filter(round_doors::round_id.eq(key(id)))).execute(conn)?;
    insert_doors(conn, id, doors)
}

fn insert_doors(conn: &mut Conn, id: RoundId, doors: &[Door]) -> Result<(), StoreError> {
    let rows: Vec<DoorRow> = doors
        .iter()
        .map(|door| DoorRow {
            round_id: key(id),
            household_id: key(door.household_id),
            position: door.position,
            removed_at: door.removed_at.map(At),
        })
        .collect();
    diesel::insert_into(round_doors::table).values(rows).execute(conn)?;
    Ok(())
}
