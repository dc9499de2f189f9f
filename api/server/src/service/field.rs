//! What the things that are made in the field have in common: their ids are made by whoever makes them, so that the
//! same can be sent any number of times, alone or in a sync, and is there once.

use palier_domain::{
    caller::Act,
    error::Invalid,
    ids::{FieldWorkerId, HouseholdId, VisitId},
};
use palier_store::{StoreError, Tx, query};
use serde::Serialize;
use uuid::Uuid;

use super::{Missing, ServiceError};
use crate::keys::Vault;

/// What became of a thing that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put<T> {
    /// It was new.
    Created(T),
    /// The same was there already; nothing was changed.
    Unchanged(T),
}

impl<T> Put<T> {
    /// The thing, whatever became of it.
    pub fn value(&self) -> &T {
        match self {
            Self::Created(value) | Self::Unchanged(value) => value,
        }
    }
}

/// What the use cases of the field need beside the transaction and the act.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// Opens and seals personal columns.
    pub vault: &'a Vault,
    /// The rules of the deployment.
    pub rules: &'a crate::config::FieldConfig,
}

/// Whose doing something is: the device's field worker, or the one whom the operator names.
///
/// # Errors
/// [`ServiceError::Invalid`] at `/field_worker_id` if a device names another one than its own.
pub fn field_worker(act: &Act, named: Option<FieldWorkerId>) -> Result<Option<FieldWorkerId>, ServiceError> {
    match (act.actor.device(), named) {
        (Some(device), Some(named)) if device.field_worker_id != named => {
            Err(Invalid::one("/field_worker_id", "not_own", "A device writes for its own field worker.")
                .into())
        }
        (Some(device), _) => Ok(Some(device.field_worker_id)),
        (None, named) => Ok(named),
    }
}

/// The field worker that was named, if there is one; another name is noted as wrong.
///
/// # Errors
/// If the database fails.
pub fn known_worker(
    tx: &mut Tx<'_>,
    act: &Act,
    named: Option<FieldWorkerId>,
    invalid: &mut Invalid,
) -> Result<Option<FieldWorkerId>, ServiceError> {
    let Some(id) = named else { return Ok(None) };
    // A device has no scope to read field workers, and its own is there.
    if act.actor.device().is_some() {
        return Ok(Some(id));
    }
    match query!(tx, field_workers::find(&act.actor, id)) {
        Ok(_) => {}
        Err(StoreError::NotFound) => {
            invalid.push("/field_worker_id", "unknown_reference", format!("There is no field worker {id}."));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(Some(id))
}

/// The keyed digest of a draft, as it is compared when the same id is sent again.
///
/// # Errors
/// If the draft can't be written as JSON.
pub fn fingerprint(field: Field<'_>, kind: &str, draft: &impl Serialize) -> Result<Vec<u8>, ServiceError> {
    let content = serde_json::to_value(draft).map_err(|error| ServiceError::Internal(error.to_string()))?;
    Ok(field.vault.fingerprint(kind, &content))
}

/// Makes everybody wait who is about to write one of these things, or what refers to them, until this transaction ends.
/// All of a request's ids are taken at once, so that two requests never wait for each other in a circle.
///
/// # Errors
/// If the database fails.
pub fn take_turns(tx: &mut Tx<'_>, act: &Act, ids: &[Uuid]) -> Result<(), ServiceError> {
    Ok(query!(tx, turns::take(act, ids))?)
}

/// The household, if there is none such for the caller (yet).
///
/// # Errors
/// If the database fails.
pub fn missing_household(tx: &mut Tx<'_>, act: &Act, id: HouseholdId) -> Result<Vec<Missing>, ServiceError> {
    let known = query!(tx, households::known(&act.actor, &[id]))?;
    let missing = Missing { pointer: "/household_id".to_owned(), kind: "household", id: id.0 };
    Ok(if known.is_empty() { vec![missing] } else { vec![] })
}

/// The visit, if one is named and there is none such for the caller (yet).
///
/// # Errors
/// If the database fails.
pub fn missing_visit(
    tx: &mut Tx<'_>,
    act: &Act,
    id: Option<VisitId>,
) -> Result<Option<Missing>, ServiceError> {
    let Some(id) = id else { return Ok(None) };
    let known = query!(tx, visits::find_many(&act.actor, &[id]))?;
    let missing = Missing { pointer: "/visit_id".to_owned(), kind: "visit", id: id.0 };
    Ok(known.is_empty().then_some(missing))
}

/// Checks that a visit, which is there, was to this household.
///
/// # Errors
/// `other_household` at `/visit_id`.
pub fn of_household(
    tx: &mut Tx<'_>,
    act: &Act,
    visit: Option<VisitId>,
    household: HouseholdId,
) -> Result<(), ServiceError> {
    let ids: Vec<VisitId> = visit.into_iter().collect();
    let found = query!(tx, visits::find_many(&act.actor, &ids))?;
    if found.iter().all(|visit| visit.household_id == household) {
        return Ok(());
    }
    Err(Invalid::one("/visit_id", "other_household", "The visit was to another household.").into())
}
