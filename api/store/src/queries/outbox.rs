//! The outbox: what others are to be told, kept with the change itself until it is delivered.

use diesel::prelude::*;
use palier_domain::caller::{Act, Actor};
use uuid::Uuid;

use super::Conn;
use crate::{
    StoreError,
    record::Change,
    rows::OutboxEvent,
    schema::outbox_events,
    types::{At, Json, Key},
};

/// Puts an event into the outbox.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, act: &Act, id: Uuid, change: &Change) -> Result<(), StoreError> {
    diesel::insert_into(outbox_events::table)
        .values((
            outbox_events::id.eq(Key(id)),
            outbox_events::at.eq(At(act.at)),
            outbox_events::type_.eq(change.action),
            outbox_events::mode.eq(act.actor.mode().as_str()),
            outbox_events::subject_type.eq(change.subject_type),
            outbox_events::subject_id.eq(&change.subject_id),
            outbox_events::payload.eq(Json(change.payload.clone())),
        ))
        .execute(conn)?;
    Ok(())
}

/// The events of one thing, oldest first; the operator alone may ask.
///
/// # Errors
/// If the database fails.
pub fn of_subject(conn: &mut Conn, who: &Actor, subject_id: &str) -> Result<Vec<OutboxEvent>, StoreError> {
    if !who.is_operator() {
        return Err(StoreError::NotFound);
    }
    let rows: Vec<(Key, String, Json)> = outbox_events::table
        .filter(outbox_events::subject_id.eq(subject_id))
        .order(outbox_events::id)
        .select((outbox_events::id, outbox_events::type_, outbox_events::payload))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, event_type, payload)| OutboxEvent { id: id.0, event_type, payload: payload.0 })
        .collect())
}
