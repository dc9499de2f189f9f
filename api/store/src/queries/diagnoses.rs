//! Diagnoses. They are added and read; no row ever changes.

use std::collections::HashSet;

use diesel::{dsl::exists, prelude::*};
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    code::NeighbourhoodCode,
    diagnosis::{Diagnosis, DiagnosisContent},
    ids::{DiagnosisId, HouseholdId},
    meter_reading::Utility,
    paging::{From as Start, Page},
    time::Instant,
};

use super::{Conn, Db};
use crate::{
    StoreError, filters,
    rows::{document, stored, to_document},
    schema::{diagnoses, households, meter_readings},
    types::{At, Json, Key, On, key},
};

mod alias {
    use crate::schema::diagnoses;

    diesel::alias!(diagnoses as later_diagnoses: LaterDiagnoses);
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = diagnoses, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    household_id: Key,
    campaign_id: Option<Key>,
    visit_id: Option<Key>,
    utility: String,
    content: Json,
    follow_up_due_on: On,
    follow_up_opens_at: At,
    field_worker_id: Option<Key>,
    device_id: Option<Key>,
    occurred_at: At,
    received_at: At,
    supersedes_id: Option<Key>,
    fingerprint: Vec<u8>,
}

impl Row {
    fn new(diagnosis: &Diagnosis) -> Result<Self, StoreError> {
        Ok(Self {
            id: key(diagnosis.id),
            mode: diagnosis.mode.as_str().to_owned(),
            household_id: key(diagnosis.household_id),
            campaign_id: diagnosis.campaign_id.map(key),
            visit_id: diagnosis.visit_id.map(key),
            utility: diagnosis.utility.as_str().to_owned(),
            content: Json(to_document(&diagnosis.content)?),
            follow_up_due_on: On(diagnosis.follow_up_due_on),
            follow_up_opens_at: At(diagnosis.follow_up_opens_at),
            field_worker_id: diagnosis.field_worker_id.map(key),
            device_id: diagnosis.device_id.map(key),
            occurred_at: At(diagnosis.occurred_at),
            received_at: At(diagnosis.received_at),
            supersedes_id: diagnosis.supersedes_id.map(key),
            fingerprint: diagnosis.fingerprint.clone(),
        })
    }

    fn diagnosis(self, superseded: bool) -> Result<Diagnosis, StoreError> {
        Ok(Diagnosis {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            household_id: self.household_id.into(),
            campaign_id: self.campaign_id.map(Into::into),
            visit_id: self.visit_id.map(Into::into),
            utility: stored("utility", Utility::parse(&self.utility))?,
            content: document::<DiagnosisContent>("diagnosis", self.content.0)?,
            follow_up_due_on: self.follow_up_due_on.0,
            follow_up_opens_at: self.follow_up_opens_at.0,
            field_worker_id: self.field_worker_id.map(Into::into),
            device_id: self.device_id.map(Into::into),
            occurred_at: self.occurred_at.0,
            received_at: self.received_at.0,
            supersedes_id: self.supersedes_id.map(Into::into),
            superseded,
            fingerprint: self.fingerprint,
        })
    }
}

type Visible<'a> = diagnoses::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a field worker those that it made; nobody else sees any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = diagnoses::table.filter(diagnoses::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::FieldWorker(worker) => all.filter(diagnoses::field_worker_id.eq(key(worker))),
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(diagnoses::mode.eq("")),
    }
}

/// Diagnoses in the order of the rows, with whether a later one corrects them, in one query more.
fn with_corrections(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Diagnosis>, StoreError> {
    let ids: Vec<Key> = rows.iter().map(|row| row.id).collect();
    let corrected: HashSet<Key> = diagnoses::table
        .filter(diagnoses::supersedes_id.eq_any(ids))
        .select(diagnoses::supersedes_id.assume_not_null())
        .load(conn)?
        .into_iter()
        .collect();
    rows.into_iter()
        .map(|row| {
            let superseded = corrected.contains(&row.id);
            row.diagnosis(superseded)
        })
        .collect()
}

/// One diagnosis.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: DiagnosisId) -> Result<Diagnosis, StoreError> {
    let row: Row = visible(who).filter(diagnoses::id.eq(key(id))).select(Row::as_select()).first(conn)?;
    with_corrections(conn, vec![row])?.pop().ok_or(StoreError::NotFound)
}

/// The digest of what was sent under this id, if anything was, whoever sent it.
///
/// # Errors
/// If the database fails.
pub fn taken(conn: &mut Conn, _act: &Act, id: DiagnosisId) -> Result<Option<Vec<u8>>, StoreError> {
    let row = diagnoses::table.filter(diagnoses::id.eq(key(id))).select(diagnoses::fingerprint);
    Ok(row.first(conn).optional()?)
}

/// A page of diagnoses, by id.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Diagnoses,
    start: &Start<DiagnosisId>,
) -> Result<Page<Diagnosis, DiagnosisId>, StoreError> {
    let mut query = visible(who).order(diagnoses::id).limit(start.limit as i64 + 1);
    if let Some(household) = filter.household_id {
        query = query.filter(diagnoses::household_id.eq(key(household)));
    }
    if let Some(campaign) = filter.campaign_id {
        query = query.filter(diagnoses::campaign_id.eq(key(campaign)));
    }
    if let Some(utility) = filter.utility {
        query = query.filter(diagnoses::utility.eq(utility.as_str()));
    }
    if let Some(day) = filter.follow_up_due_by {
        // Due, and neither corrected by another diagnosis nor done: the meter was not read since.
        let corrected = alias::later_diagnoses
            .filter(alias::later_diagnoses.field(diagnoses::supersedes_id).eq(diagnoses::id.nullable()));
        let read = meter_readings::table
            .filter(meter_readings::household_id.eq(diagnoses::household_id))
            .filter(meter_readings::utility.eq(diagnoses::utility))
            .filter(meter_readings::source.eq_any(["read", "bill"]))
            .filter(meter_readings::occurred_at.ge(diagnoses::follow_up_opens_at));
        query = query
            .filter(diagnoses::follow_up_due_on.le(On(day)))
            .filter(diesel::dsl::not(exists(corrected)))
            .filter(diesel::dsl::not(exists(read)));
    }
    if let Some(after) = start.after {
        query = query.filter(diagnoses::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    Ok(Page::cut(with_corrections(conn, rows)?, start.limit, |diagnosis| diagnosis.id))
}

/// All diagnoses of a household about one utility that no other corrects, oldest first, whoever made them.
///
/// # Errors
/// If the database fails.
pub fn all_of(
    conn: &mut Conn,
    who: &Actor,
    household: HouseholdId,
    utility: Utility,
) -> Result<Vec<Diagnosis>, StoreError> {
    let rows: Vec<Row> = diagnoses::table
        .filter(diagnoses::mode.eq(who.mode().as_str()))
        .filter(diagnoses::household_id.eq(key(household)))
        .filter(diagnoses::utility.eq(utility.as_str()))
        .order((diagnoses::occurred_at, diagnoses::id))
        .select(Row::as_select())
        .load(conn)?;
    let mut all = with_corrections(conn, rows)?;
    all.retain(|diagnosis| !diagnosis.superseded);
    Ok(all)
}

/// The diagnoses of one utility in a neighbourhood that had arrived by then and that no other one corrects, oldest first,
/// for the job of a release.
///
/// # Errors
/// If the database fails.
pub fn of_neighbourhood(
    conn: &mut Conn,
    mode: Mode,
    (code, utility): (&NeighbourhoodCode, Utility),
    arrived: Instant,
) -> Result<Vec<Diagnosis>, StoreError> {
    let rows: Vec<Row> = diagnoses::table
        .inner_join(households::table.on(households::id.eq(diagnoses::household_id)))
        .filter(households::mode.eq(mode.as_str()).and(households::neighbourhood_code.eq(code.as_str())))
        .filter(diagnoses::utility.eq(utility.as_str()))
        .filter(diagnoses::received_at.le(At(arrived)))
        .order((diagnoses::occurred_at, diagnoses::id))
        .select(Row::as_select())
        .load(conn)?;
    let mut all = with_corrections(conn, rows)?;
    all.retain(|diagnosis| !diagnosis.superseded);
    Ok(all)
}

/// Adds a diagnosis.
///
/// # Errors
/// If the database fails, and [`StoreError::Violation`] if the id is taken: look first, with the turn of the id taken.
pub fn insert(conn: &mut Conn, _act: &Act, diagnosis: &Diagnosis) -> Result<(), StoreError> {
    diesel::insert_into(diagnoses::table).values(Row::new(diagnosis)?).execute(conn)?;
    Ok(())
}
