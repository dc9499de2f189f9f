//! Households.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    code::NeighbourhoodCode,
    household::{BillingMode, DoNotDisturb, DoNotDisturbReason, Household, HouseholdEdit, Sealed, Tenure},
    ids::{EditId, FieldWorkerId, HouseholdId, RoundId},
    paging::{From as Start, Page},
};

use super::{Conn, Db, lock_row, take_lock};
use crate::{
    StoreError, filters,
    rows::{document, stored, to_document},
    schema::{devices, household_edits, households, round_doors, rounds},
    types::{At, Json, Key, On, key},
};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = households, check_for_backend(Db), treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row {
    id: Key,
    mode: String,
    neighbourhood_code: String,
    building: Option<String>,
    stairwell: Option<String>,
    floor: Option<i32>,
    occupants: Option<Json>,
    tenure: Option<String>,
    water_billing: Option<String>,
    heating_billing: Option<String>,
    do_not_disturb_reason: Option<String>,
    do_not_disturb_until: Option<On>,
    do_not_disturb_since: Option<At>,
    data_key: Vec<u8>,
    door_label: Option<Vec<u8>>,
    contact: Option<Vec<u8>>,
    note: Option<Vec<u8>>,
    door_key: Option<Vec<u8>>,
    registers: Vec<u8>,
    conflicts: i32,
    fingerprint: Vec<u8>,
    device_id: Option<Key>,
    occurred_at: At,
    version: i32,
    created_at: At,
    updated_at: At,
}

impl Row {
    fn new(household: &Household) -> Result<Self, StoreError> {
        let Sealed { data_key, door_label, contact, note, door_key, registers } = household.sealed.clone();
        let text = |code: &'static str| code.to_owned();
        Ok(Self {
            id: key(household.id),
            mode: household.mode.as_str().to_owned(),
            neighbourhood_code: household.neighbourhood_code.to_string(),
            building: household.building.clone(),
            stairwell: household.stairwell.clone(),
            floor: household.floor,
            occupants: household.occupants.map(|some| to_document(&some)).transpose()?.map(Json),
            tenure: household.tenure.map(Tenure::as_str).map(text),
            water_billing: household.water_billing.map(BillingMode::as_str).map(text),
            heating_billing: household.heating_billing.map(BillingMode::as_str).map(text),
            do_not_disturb_reason: household.do_not_disturb.map(|spared| spared.reason.as_str().to_owned()),
            do_not_disturb_until: household.do_not_disturb.and_then(|spared| spared.until).map(On),
            do_not_disturb_since: household.do_not_disturb_since.map(At),
            data_key,
            door_label,
            contact,
            note,
            door_key,
            registers,
            conflicts: i32::try_from(household.conflicts).unwrap_or(i32::MAX),
            fingerprint: household.fingerprint.clone(),
            device_id: household.device_id.map(key),
            occurred_at: At(household.occurred_at),
            version: household.version,
            created_at: At(household.created_at),
            updated_at: At(household.updated_at),
        })
    }

    fn household(self) -> Result<Household, StoreError> {
        let billing = |text: Option<String>| code("billing mode", text, BillingMode::parse);
        let reason = code("reason", self.do_not_disturb_reason, DoNotDisturbReason::parse)?;
        let until = self.do_not_disturb_until.map(|day| day.0);
        Ok(Household {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            neighbourhood_code: NeighbourhoodCode::trusted(self.neighbourhood_code),
            building: self.building,
            stairwell: self.stairwell,
            floor: self.floor,
            occupants: self.occupants.map(|counts| document("count of occupants", counts.0)).transpose()?,
            tenure: code("tenure", self.tenure, Tenure::parse)?,
            water_billing: billing(self.water_billing)?,
            heating_billing: billing(self.heating_billing)?,
            do_not_disturb: reason.map(|reason| DoNotDisturb { reason, until }),
            do_not_disturb_since: self.do_not_disturb_since.map(|at| at.0),
            sealed: Sealed {
                data_key: self.data_key,
                door_label: self.door_label,
                contact: self.contact,
                note: self.note,
                door_key: self.door_key,
                registers: self.registers,
            },
            conflicts: u32::try_from(self.conflicts).unwrap_or_default(),
            fingerprint: self.fingerprint,
            device_id: self.device_id.map(Into::into),
            occurred_at: self.occurred_at.0,
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

fn code<T>(
    what: &str,
    text: Option<String>,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    text.map(|text| stored(what, parse(&text))).transpose()
}

/// The number of the lock that an import holds, beyond those of `turns`.
const IMPORT: i64 = 0x7061_6c69_6572_0100;

type Visible<'a> = households::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a field worker the doors of its rounds and those that it entered itself; nobody
/// else sees any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = households::table.filter(households::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::FieldWorker(worker) => {
            let doors = round_doors::table
                .inner_join(rounds::table)
                .filter(rounds::field_worker_id.eq(key(worker)))
                .select(round_doors::household_id);
            let own = devices::table
                .filter(devices::field_worker_id.eq(key(worker)))
                .select(devices::id.nullable());
            all.filter(households::id.eq_any(doors).or(households::device_id.eq_any(own)))
        }
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(households::mode.eq("")),
    }
}

/// Which of these households there are for the caller.
///
/// # Errors
/// If the database fails.
pub fn known(conn: &mut Conn, who: &Actor, ids: &[HouseholdId]) -> Result<Vec<HouseholdId>, StoreError> {
    let keys: Vec<_> = ids.iter().map(|id| key(*id)).collect();
    let found: Vec<Key> =
        visible(who).filter(households::id.eq_any(keys)).select(households::id).load(conn)?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// One household.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: HouseholdId) -> Result<Household, StoreError> {
    visible(who).filter(households::id.eq(key(id))).select(Row::as_select()).first(conn)?.household()
}

/// Those of these households that there are for the caller, in the order of their ids.
///
/// # Errors
/// If the database fails.
pub fn find_many(conn: &mut Conn, who: &Actor, ids: &[HouseholdId]) -> Result<Vec<Household>, StoreError> {
    let keys: Vec<_> = ids.iter().map(|id| key(*id)).collect();
    let query = visible(who).filter(households::id.eq_any(keys)).order(households::id);
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    rows.into_iter().map(Row::household).collect()
}

/// One household, to be changed: who else means to change it waits until this transaction ends.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: HouseholdId) -> Result<Household, StoreError> {
    lock_row(conn, "households", id.0)?;
    find(conn, &act.actor, id)
}

/// The fingerprint and the version of the household that has this id, whoever may see it: an id is taken once, in
/// both modes together.
///
/// # Errors
/// If the database fails.
pub fn taken(conn: &mut Conn, _act: &Act, id: HouseholdId) -> Result<Option<(Vec<u8>, i32)>, StoreError> {
    let query = households::table.filter(households::id.eq(key(id)));
    Ok(query.select((households::fingerprint, households::version)).first(conn).optional()?)
}

/// Which of these doors, by their keyed hashes, there are already for the caller.
///
/// # Errors
/// If the database fails.
pub fn doors(conn: &mut Conn, who: &Actor, door_keys: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, StoreError> {
    let query = visible(who).filter(households::door_key.eq_any(door_keys.to_vec()));
    let found: Vec<Option<Vec<u8>>> = query.select(households::door_key).load(conn)?;
    Ok(found.into_iter().flatten().collect())
}

/// Makes other imports wait until this one is committed, so that no door is added by both.
///
/// # Errors
/// If the database fails.
pub fn import_alone(conn: &mut Conn, _act: &Act) -> Result<(), StoreError> {
    Ok(take_lock(conn, IMPORT)?)
}

/// A page of households, by id.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Households,
    start: &Start<HouseholdId>,
) -> Result<Page<Household, HouseholdId>, StoreError> {
    let mut query = visible(who).order(households::id).limit(start.limit as i64 + 1);
    if let Some(code) = &filter.neighbourhood_code {
        query = query.filter(households::neighbourhood_code.eq(code.as_str().to_owned()));
    }
    if let Some(building) = &filter.building {
        query = query.filter(households::building.eq(building.clone()));
    }
    if let Some(stairwell) = &filter.stairwell {
        query = query.filter(households::stairwell.eq(stairwell.clone()));
    }
    query = match filter.conflicts {
        Some(true) => query.filter(households::conflicts.gt(0)),
        Some(false) => query.filter(households::conflicts.eq(0)),
        None => query,
    };
    let open = households::do_not_disturb_reason.is_null();
    let ended = households::do_not_disturb_until.lt(On(filter.on));
    let endless = households::do_not_disturb_until.is_null();
    query = match filter.do_not_disturb {
        Some(true) => query
            .filter(households::do_not_disturb_reason.is_not_null())
            .filter(endless.or(households::do_not_disturb_until.ge(On(filter.on)))),
        Some(false) => query.filter(open.or(households::do_not_disturb_until.is_not_null().and(ended))),
        None => query,
    };
    if let Some(door_key) = &filter.door_key {
        query = query.filter(households::door_key.eq(door_key.clone()));
    }
    if let Some(after) = start.after {
        query = query.filter(households::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let rows = rows.into_iter().map(Row::household).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |household| household.id))
}

/// Adds households.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, new: &[Household]) -> Result<(), StoreError> {
    let rows = new.iter().map(Row::new).collect::<Result<Vec<_>, _>>()?;
    diesel::insert_into(households::table).values(&rows).execute(conn)?;
    Ok(())
}

/// Puts a household in the place of the version before it.
///
/// # Errors
/// [`StoreError::Stale`] if that is no longer what stands.
pub fn update(conn: &mut Conn, _act: &Act, household: &Household) -> Result<(), StoreError> {
    let changed = diesel::update(households::table)
        .filter(households::id.eq(key(household.id)))
        .filter(households::version.eq(household.version - 1))
        .set(&Row::new(household)?)
        .execute(conn)?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// The household, the fingerprint and the version that the edit of this id was taken with, whoever may see it.
///
/// # Errors
/// If the database fails.
pub fn edit_taken(
    conn: &mut Conn,
    _act: &Act,
    id: EditId,
) -> Result<Option<(HouseholdId, Vec<u8>, i32)>, StoreError> {
    let columns = (household_edits::household_id, household_edits::fingerprint, household_edits::version);
    let query = household_edits::table.filter(household_edits::id.eq(key(id)));
    let found: Option<(Key, Vec<u8>, i32)> = query.select(columns).first(conn).optional()?;
    Ok(found.map(|(household, fingerprint, version)| (household.into(), fingerprint, version)))
}

/// Notes that an edit was taken, and which version the household had with it.
///
/// # Errors
/// If the database fails.
pub fn insert_edit(
    conn: &mut Conn,
    act: &Act,
    edit: &HouseholdEdit,
    (fingerprint, version): (&[u8], i32),
) -> Result<(), StoreError> {
    let values = (
        household_edits::id.eq(key(edit.id)),
        household_edits::household_id.eq(key(edit.household_id)),
        household_edits::device_id.eq(act.actor.device().map(|device| key(device.id))),
        household_edits::base_version.eq(edit.base_version),
        household_edits::version.eq(version),
        household_edits::fingerprint.eq(fingerprint),
        household_edits::edited_at.eq(At(edit.edited_at)),
        household_edits::received_at.eq(At(act.at)),
    );
    diesel::insert_into(household_edits::table).values(values).execute(conn)?;
    Ok(())
}

/// Whether there is such a round for the caller: any for the operator, its own for a field worker. It stays as it is
/// until this transaction ends.
///
/// # Errors
/// If the database fails.
pub fn round_is_open_to(conn: &mut Conn, act: &Act, round: RoundId) -> Result<bool, StoreError> {
    lock_row(conn, "rounds", round.0)?;
    let found = rounds::table.filter(rounds::id.eq(key(round)));
    let found = found.filter(rounds::mode.eq(act.actor.mode().as_str()));
    let worker: Option<Key> = found.select(rounds::field_worker_id).first(conn).optional()?;
    Ok(match (act.actor.role(), worker) {
        (Role::Operator, Some(_)) => true,
        (Role::FieldWorker(own), Some(worker)) => own == FieldWorkerId::from(worker),
        _ => false,
    })
}

/// Adds a household as the last door of a round.
///
/// # Errors
/// If the database fails.
pub fn join_round(
    conn: &mut Conn,
    act: &Act,
    round: RoundId,
    household: HouseholdId,
) -> Result<(), StoreError> {
    let doors = round_doors::table.filter(round_doors::round_id.eq(key(round)));
    let last: Option<i32> = doors.select(diesel::dsl::max(round_doors::position)).first(conn)?;
    let values = (
        round_doors::round_id.eq(key(round)),
        round_doors::household_id.eq(key(household)),
        round_doors::position.eq(last.map_or(0, |last| last + 1)),
    );
    diesel::insert_into(round_doors::table).values(values).execute(conn)?;
    let counted = rounds::version.eq(rounds::version + 1);
    let change = diesel::update(rounds::table).filter(rounds::id.eq(key(round)));
    change.set((counted, rounds::updated_at.eq(At(act.at)))).execute(conn)?;
    Ok(())
}
