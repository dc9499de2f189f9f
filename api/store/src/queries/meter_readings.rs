//! Meter readings. They are added and read; but for the flags, no row ever changes.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    code::NeighbourhoodCode,
    ids::{HouseholdId, MeterReadingId},
    meter_reading::{Amount, MeterEvent, MeterReading, ReadingFlag, ReadingSource, Utility},
    paging::{From as Start, Page},
    time::Instant,
};
use serde_json::json;

use super::{Conn, Db};
use crate::{
    StoreError, filters,
    rows::{document, stored, to_document},
    schema::{households, meter_readings},
    types::{At, Json, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = meter_readings, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    household_id: Key,
    utility: String,
    index_milli: i64,
    source: String,
    meter_event: Option<String>,
    old_index_milli: Option<i64>,
    meter_digits: Option<i32>,
    visit_id: Option<Key>,
    field_worker_id: Option<Key>,
    device_id: Option<Key>,
    occurred_at: At,
    received_at: At,
    supersedes_id: Option<Key>,
    flags: Json,
    version: i32,
    fingerprint: Vec<u8>,
}

const REPLACED: &str = "replaced";
const ROLLED_OVER: &str = "rolled_over";

impl Row {
    fn new(reading: &MeterReading) -> Result<Self, StoreError> {
        let (meter_event, old_index, digits) = match reading.meter_event {
            None => (None, None, None),
            Some(MeterEvent::Replaced { old_index }) => (Some(REPLACED), old_index, None),
            Some(MeterEvent::RolledOver { digits }) => (Some(ROLLED_OVER), None, Some(digits)),
        };
        Ok(Self {
            id: key(reading.id),
            mode: reading.mode.as_str().to_owned(),
            household_id: key(reading.household_id),
            utility: reading.utility.as_str().to_owned(),
            index_milli: reading.index.0,
            source: reading.source.as_str().to_owned(),
            meter_event: meter_event.map(ToOwned::to_owned),
            old_index_milli: old_index.map(|amount| amount.0),
            meter_digits: digits.map(i32::from),
            visit_id: reading.visit_id.map(key),
            field_worker_id: reading.field_worker_id.map(key),
            device_id: reading.device_id.map(key),
            occurred_at: At(reading.occurred_at),
            received_at: At(reading.received_at),
            supersedes_id: reading.supersedes_id.map(key),
            flags: Json(to_document(&reading.flags)?),
            version: reading.version,
            fingerprint: reading.fingerprint.clone(),
        })
    }

    fn meter_event(&self) -> Result<Option<MeterEvent>, StoreError> {
        let event = match self.meter_event.as_deref() {
            None => return Ok(None),
            Some(REPLACED) => Some(MeterEvent::Replaced { old_index: self.old_index_milli.map(Amount) }),
            Some(ROLLED_OVER) => self
                .meter_digits
                .and_then(|digits| u8::try_from(digits).ok())
                .map(|digits| MeterEvent::RolledOver { digits }),
            Some(_) => None,
        };
        stored("event of a meter", event).map(Some)
    }

    fn reading(self) -> Result<MeterReading, StoreError> {
        Ok(MeterReading {
            meter_event: self.meter_event()?,
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            household_id: self.household_id.into(),
            utility: stored("utility", Utility::parse(&self.utility))?,
            index: Amount(self.index_milli),
            source: stored("source of a reading", ReadingSource::parse(&self.source))?,
            visit_id: self.visit_id.map(Into::into),
            field_worker_id: self.field_worker_id.map(Into::into),
            device_id: self.device_id.map(Into::into),
            occurred_at: self.occurred_at.0,
            received_at: self.received_at.0,
            supersedes_id: self.supersedes_id.map(Into::into),
            flags: document("list of flags", self.flags.0)?,
            version: self.version,
            fingerprint: self.fingerprint,
        })
    }
}

type Visible<'a> = meter_readings::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a field worker those that it took down; nobody else sees any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = meter_readings::table.filter(meter_readings::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::FieldWorker(worker) => all.filter(meter_readings::field_worker_id.eq(key(worker))),
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(meter_readings::mode.eq("")),
    }
}

/// One reading.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: MeterReadingId) -> Result<MeterReading, StoreError> {
    visible(who).filter(meter_readings::id.eq(key(id))).select(Row::as_select()).first(conn)?.reading()
}

/// What was sent under this id, if anything was (whoever may see it), as its keyed digest, and its version.
///
/// # Errors
/// If the database fails.
pub fn taken(conn: &mut Conn, _act: &Act, id: MeterReadingId) -> Result<Option<(Vec<u8>, i32)>, StoreError> {
    let row = meter_readings::table.filter(meter_readings::id.eq(key(id)));
    Ok(row.select((meter_readings::fingerprint, meter_readings::version)).first(conn).optional()?)
}

/// A page of readings, by id.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::MeterReadings,
    start: &Start<MeterReadingId>,
) -> Result<Page<MeterReading, MeterReadingId>, StoreError> {
    let mut query = visible(who).order(meter_readings::id).limit(start.limit as i64 + 1);
    if let Some(household) = filter.household_id {
        query = query.filter(meter_readings::household_id.eq(key(household)));
    }
    if let Some(utility) = filter.utility {
        query = query.filter(meter_readings::utility.eq(utility.as_str()));
    }
    if let Some(source) = filter.source {
        query = query.filter(meter_readings::source.eq(source.as_str()));
    }
    let none = || Json(json!([]));
    query = match filter.flagged {
        Some(true) => query.filter(meter_readings::flags.ne(none())),
        Some(false) => query.filter(meter_readings::flags.eq(none())),
        None => query,
    };
    if let Some(after) = start.after {
        query = query.filter(meter_readings::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let rows = rows.into_iter().map(Row::reading).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |reading| reading.id))
}

/// All readings of one meter of a household, oldest first, whoever took them down: whether they agree must not depend on
/// who asks.
///
/// # Errors
/// If the database fails.
pub fn all_of(
    conn: &mut Conn,
    who: &Actor,
    household: HouseholdId,
    utility: Utility,
) -> Result<Vec<MeterReading>, StoreError> {
    let rows: Vec<Row> = meter_readings::table
        .filter(meter_readings::mode.eq(who.mode().as_str()))
        .filter(meter_readings::household_id.eq(key(household)))
        .filter(meter_readings::utility.eq(utility.as_str()))
        .order((meter_readings::occurred_at, meter_readings::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::reading).collect()
}

/// All readings of one utility in a neighbourhood that had arrived by then, for the job of a release.
///
/// # Errors
/// If the database fails.
pub fn of_neighbourhood(
    conn: &mut Conn,
    mode: Mode,
    (code, utility): (&NeighbourhoodCode, Utility),
    arrived: Instant,
) -> Result<Vec<MeterReading>, StoreError> {
    let rows: Vec<Row> = meter_readings::table
        .inner_join(households::table.on(households::id.eq(meter_readings::household_id)))
        .filter(households::mode.eq(mode.as_str()).and(households::neighbourhood_code.eq(code.as_str())))
        .filter(meter_readings::utility.eq(utility.as_str()))
        .filter(meter_readings::received_at.le(At(arrived)))
        .order((meter_readings::occurred_at, meter_readings::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::reading).collect()
}

/// Adds a reading.
///
/// # Errors
/// If the database fails, and [`StoreError::Violation`] if the id is taken: look first, with the turn of the id taken.
pub fn insert(conn: &mut Conn, _act: &Act, reading: &MeterReading) -> Result<(), StoreError> {
    diesel::insert_into(meter_readings::table).values(Row::new(reading)?).execute(conn)?;
    Ok(())
}

/// Writes a reading's flags anew: what was read stays as it was told, what the operator should look at may change.
///
/// # Errors
/// If the database fails.
pub fn flag(
    conn: &mut Conn,
    _act: &Act,
    id: MeterReadingId,
    flags: &[ReadingFlag],
) -> Result<(), StoreError> {
    diesel::update(meter_readings::table.filter(meter_readings::id.eq(key(id))))
        .set((
            meter_readings::flags.eq(Json(to_document(&flags)?)),
            meter_readings::version.eq(meter_readings::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}
