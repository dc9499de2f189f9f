//! Events. The operator sees all of its mode, everybody else those that concern its organisation, or everybody.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Role},
    event::{Event, EventType},
    ids::{EventId, OrganisationId},
    paging::{From as Start, Page},
    time::Instant,
};

use super::{Conn, Db, frontier};
use crate::{
    StoreError, filters,
    rows::{Position, stored},
    schema::events,
    types::{At, Json, Key, key},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = events, check_for_backend(Db))]
struct Row {
    id: Key,
    at: At,
    event_type: String,
    organisation_id: Option<Key>,
    data: Json,
}

impl Row {
    fn event(self) -> Result<Event, StoreError> {
        Ok(Event {
            id: self.id.into(),
            event_type: stored("event_type", EventType::parse(&self.event_type))?,
            at: self.at.0,
            organisation_id: self.organisation_id.map(|Key(id)| OrganisationId(id)),
            data: self.data.0,
        })
    }
}

type Visible<'a> = events::BoxedQuery<'a, Db>;

fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = events::table.filter(events::mode.eq(who.mode().as_str())).into_boxed();
    match (who.role(), who.caller()) {
        (Role::Operator, _) => all,
        (Role::FieldWorker(_), _) | (_, None) => all.filter(events::mode.eq("")),
        (Role::Partner | Role::Municipality | Role::AppPublisher, Some(caller)) => all.filter(
            events::organisation_id
                .is_null()
                .or(events::organisation_id.eq(key(caller.organisation_id)).assume_not_null()),
        ),
    }
}

/// One event.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: EventId) -> Result<Event, StoreError> {
    visible(who).filter(events::id.eq(key(id))).select(Row::as_select()).first(conn)?.event()
}

/// A page of events, in an order in which none appears late.
///
/// # Errors
/// If the database fails. After an event that was forgotten meanwhile comes all that was not.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Events,
    start: &Start<EventId>,
) -> Result<Page<Event, EventId>, StoreError> {
    let after = match start.after.or(filter.after) {
        Some(id) => position(conn, who, id)?,
        None => None,
    };
    let mut query = visible(who).filter(events::writer.lt(frontier(conn)?));
    if let Some(Position { writer, position }) = after {
        query = query.filter(
            events::writer.gt(writer).or(events::writer.eq(writer).and(events::position.gt(position))),
        );
    }
    if let Some(event_type) = filter.event_type {
        query = query.filter(events::event_type.eq(event_type.as_str()));
    }
    if let Some(since) = filter.since {
        query = query.filter(events::at.ge(At(since)));
    }
    if let Some(until) = filter.until {
        query = query.filter(events::at.lt(At(until)));
    }
    let rows: Vec<Row> = query
        .order((events::writer, events::position))
        .limit(start.limit as i64 + 1)
        .select(Row::as_select())
        .load(conn)?;
    let rows = rows.into_iter().map(Row::event).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |event| event.id))
}

/// Where an event stands in the order. Cursors hold its id and not this: numbers of transactions tell how much is written.
fn position(conn: &mut Conn, who: &Actor, id: EventId) -> Result<Option<Position>, StoreError> {
    let one = visible(who).filter(events::id.eq(key(id))).select((events::writer, events::position));
    let found: Option<(i64, i64)> = one.first(conn).optional()?;
    Ok(found.map(|(writer, position)| Position { writer, position }))
}

/// Puts an event into the feed.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, act: &Act, event: &Event) -> Result<(), StoreError> {
    diesel::insert_into(events::table)
        .values((
            events::id.eq(key(event.id)),
            events::at.eq(At(event.at)),
            events::event_type.eq(event.event_type.as_str()),
            events::mode.eq(act.actor.mode().as_str()),
            events::organisation_id.eq(event.organisation_id.map(key)),
            events::data.eq(Json(event.data.clone())),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets events from before an instant, with what became of them.
///
/// # Errors
/// If the database fails.
pub fn sweep(conn: &mut Conn, before: Instant) -> Result<usize, StoreError> {
    Ok(diesel::delete(events::table.filter(events::at.lt(At(before)))).execute(conn)?)
}

/// The oldest events of a time that the caller may see, also those that the feed does not show yet.
///
/// # Errors
/// If the database fails.
pub fn between(
    conn: &mut Conn,
    who: &Actor,
    (since, until): (Instant, Instant),
    limit: usize,
) -> Result<Vec<Event>, StoreError> {
    let rows: Vec<Row> = visible(who)
        .filter(events::at.ge(At(since)))
        .filter(events::at.lt(At(until)))
        .order((events::at, events::id))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::event).collect()
}

/// Events by their ids, for the sender of webhooks.
///
/// # Errors
/// If the database fails.
pub(super) fn by_ids(conn: &mut Conn, ids: &[Key]) -> Result<Vec<Event>, StoreError> {
    let rows: Vec<Row> = events::table.filter(events::id.eq_any(ids)).select(Row::as_select()).load(conn)?;
    rows.into_iter().map(Row::event).collect()
}
