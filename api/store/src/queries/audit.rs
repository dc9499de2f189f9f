//! The audit trail: written in the transaction of the change it tells of.

use diesel::prelude::*;
use palier_domain::caller::{Act, Actor};
use uuid::Uuid;

use super::Conn;
use crate::{
    StoreError,
    record::Change,
    rows::AuditEvent,
    schema::audit_events,
    types::{At, Json, Key, key},
};

/// Notes who did what, when, in which request.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, act: &Act, id: Uuid, change: &Change) -> Result<(), StoreError> {
    let caller = act.actor.caller();
    diesel::insert_into(audit_events::table)
        .values((
            audit_events::id.eq(Key(id)),
            audit_events::at.eq(At(act.at)),
            audit_events::client_id.eq(caller.map(|caller| key(caller.client_id))),
            audit_events::organisation_id.eq(caller.map(|caller| key(caller.organisation_id))),
            audit_events::action.eq(change.action),
            audit_events::subject_type.eq(change.subject_type),
            audit_events::subject_id.eq(&change.subject_id),
            audit_events::request_id.eq(&act.request_id),
            audit_events::device_id.eq(act.actor.device().map(|device| key(device.id))),
            audit_events::detail.eq(Json(change.payload.clone())),
        ))
        .execute(conn)?;
    Ok(())
}

/// What happened to one thing, oldest first; the operator alone may ask.
///
/// # Errors
/// If the database fails.
pub fn of_subject(
    conn: &mut Conn,
    who: &Actor,
    subject_type: &str,
    subject_id: &str,
) -> Result<Vec<AuditEvent>, StoreError> {
    if !who.is_operator() {
        return Err(StoreError::NotFound);
    }
    type Row = (Key, At, Option<Key>, Option<Key>, String, String, Json);
    let rows: Vec<Row> = audit_events::table
        .filter(audit_events::subject_type.eq(subject_type))
        .filter(audit_events::subject_id.eq(subject_id))
        .order(audit_events::id)
        .select((
            audit_events::id,
            audit_events::at,
            audit_events::client_id,
            audit_events::organisation_id,
            audit_events::action,
            audit_events::request_id,
            audit_events::detail,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, at, client_id, organisation_id, action, request_id, detail)| AuditEvent {
            id: id.0,
            at: at.0,
            client_id: client_id.map(|key| key.0),
            organisation_id: organisation_id.map(|key| key.0),
            action,
            request_id,
            detail: detail.0,
        })
        .collect())
}
