//! Consents: decisions of households, none ever changed.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    consent::{Consent, ConsentDecision, Purpose},
    ids::{ConsentId, HouseholdId},
    language::LanguageTag,
    paging::{From as Start, Page},
};

use super::{Conn, Db};
use crate::{
    StoreError,
    rows::stored,
    schema::{consents, devices, round_doors, rounds},
    types::{At, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = consents, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    household_id: Key,
    purpose: String,
    organisation_id: Option<Key>,
    decision: String,
    withdraws_id: Option<Key>,
    text_version: String,
    language: String,
    visit_id: Option<Key>,
    field_worker_id: Option<Key>,
    device_id: Option<Key>,
    occurred_at: At,
    received_at: At,
    fingerprint: Vec<u8>,
}

impl Row {
    fn new(consent: &Consent) -> Self {
        Self {
            id: key(consent.id),
            mode: consent.mode.as_str().to_owned(),
            household_id: key(consent.household_id),
            purpose: consent.purpose.as_str().to_owned(),
            organisation_id: consent.organisation_id.map(key),
            decision: consent.decision.as_str().to_owned(),
            withdraws_id: consent.withdraws_id.map(key),
            text_version: consent.text_version.clone(),
            language: consent.language.to_string(),
            visit_id: consent.visit_id.map(key),
            field_worker_id: consent.field_worker_id.map(key),
            device_id: consent.device_id.map(key),
            occurred_at: At(consent.occurred_at),
            received_at: At(consent.received_at),
            fingerprint: consent.fingerprint.clone(),
        }
    }

    fn consent(self) -> Result<Consent, StoreError> {
        Ok(Consent {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            household_id: self.household_id.into(),
            purpose: stored("purpose", Purpose::parse(&self.purpose))?,
            organisation_id: self.organisation_id.map(Into::into),
            decision: stored("decision", ConsentDecision::parse(&self.decision))?,
            withdraws_id: self.withdraws_id.map(Into::into),
            text_version: self.text_version,
            language: LanguageTag::trusted(self.language),
            visit_id: self.visit_id.map(Into::into),
            field_worker_id: self.field_worker_id.map(Into::into),
            device_id: self.device_id.map(Into::into),
            occurred_at: self.occurred_at.0,
            received_at: self.received_at.0,
            fingerprint: self.fingerprint,
        })
    }
}

type Visible<'a> = consents::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a field worker those of its doors and those that it took down; nobody else any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = consents::table.filter(consents::mode.eq(who.mode().as_str())).into_boxed();
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
            all.filter(
                consents::household_id.eq_any(doors).or(consents::device_id.eq_any(own).assume_not_null()),
            )
        }
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(consents::mode.eq("")),
    }
}

/// One decision.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: ConsentId) -> Result<Consent, StoreError> {
    visible(who).filter(consents::id.eq(key(id))).select(Row::as_select()).first(conn)?.consent()
}

/// The digest of what was sent under this id, if anything was, whoever sent it.
///
/// # Errors
/// If the database fails.
pub fn taken(conn: &mut Conn, _act: &Act, id: ConsentId) -> Result<Option<Vec<u8>>, StoreError> {
    let row = consents::table.filter(consents::id.eq(key(id))).select(consents::fingerprint);
    Ok(row.first(conn).optional()?)
}

/// A page of a household's decisions, by id, which is mostly the order in which they were made.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    household: HouseholdId,
    start: &Start<ConsentId>,
) -> Result<Page<Consent, ConsentId>, StoreError> {
    let mut query = visible(who)
        .filter(consents::household_id.eq(key(household)))
        .order(consents::id)
        .limit(start.limit as i64 + 1);
    if let Some(after) = start.after {
        query = query.filter(consents::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let found = rows.into_iter().map(Row::consent).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(found, start.limit, |consent| consent.id))
}

/// All decisions of a household, whoever took them down: what is in force must not depend on who asks.
///
/// # Errors
/// If the database fails.
pub fn all_of(conn: &mut Conn, who: &Actor, household: HouseholdId) -> Result<Vec<Consent>, StoreError> {
    of_households(conn, who, &[household])
}

/// All decisions of these households, in no order, whoever took them down.
///
/// # Errors
/// If the database fails.
pub fn of_households(
    conn: &mut Conn,
    who: &Actor,
    households: &[HouseholdId],
) -> Result<Vec<Consent>, StoreError> {
    let households: Vec<Key> = households.iter().map(|id| key(*id)).collect();
    let rows: Vec<Row> = consents::table
        .filter(consents::mode.eq(who.mode().as_str()))
        .filter(consents::household_id.eq_any(households))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::consent).collect()
}

/// Keeps a decision.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, consent: &Consent) -> Result<(), StoreError> {
    diesel::insert_into(consents::table).values(Row::new(consent)).execute(conn)?;
    Ok(())
}
