//! Deliveries: planned in the transaction of the event, then the sender's. Whoever may see an endpoint sees what was
//! delivered to it.

use std::collections::HashMap;

use diesel::{dsl::sql, prelude::*, sql_types::Bool};
use palier_domain::{
    caller::{Act, Actor},
    event::{Event, EventType},
    ids::{WebhookDeliveryId, WebhookEndpointId},
    organisation::OrganisationKind,
    paging::{From as Start, Page},
    time::Instant,
    webhook::{DeliveryFailure, DeliveryStatus, WebhookDelivery, WebhookEndpoint},
};
use uuid::Uuid;

use super::{Conn, Db, events, take_lock, webhook_endpoints as endpoints};
use crate::{
    StoreError, filters,
    rows::{Busy, Due, Settled, stored},
    schema::{events as told, organisations, webhook_deliveries, webhook_endpoints},
    types::{At, Key, key},
};

/// The number of the lock of whoever claims deliveries, among all advisory locks of the database.
const CLAIMING: i64 = 0x7061_6c69_686f_6f6b;

#[derive(Queryable, Selectable)]
#[diesel(table_name = webhook_deliveries, check_for_backend(Db))]
struct Row {
    id: Key,
    event_id: Key,
    status: String,
    attempts: i32,
    next_at: At,
    attempted_at: Option<At>,
    response_status: Option<i32>,
    failure: Option<String>,
    created_at: At,
}

impl Row {
    fn delivery(self, event_type: &str) -> Result<WebhookDelivery, StoreError> {
        let status = stored("status of a delivery", DeliveryStatus::parse(&self.status))?;
        let failure = self.failure.map(|text| stored("failure", DeliveryFailure::parse(&text)));
        Ok(WebhookDelivery {
            id: self.id.into(),
            event_id: self.event_id.into(),
            event_type: stored("event type", EventType::parse(event_type))?,
            status,
            attempts: self.attempts,
            next_at: (status == DeliveryStatus::Pending).then_some(self.next_at.0),
            attempted_at: self.attempted_at.map(|At(at)| at),
            response_status: self.response_status,
            failure: failure.transpose()?,
            created_at: self.created_at.0,
        })
    }
}

/// Plans the deliveries of an event that was just written: to every enabled endpoint that takes its type, of whoever may
/// read it. An endpoint's own trial goes to that endpoint alone, whatever it takes.
///
/// # Errors
/// If the database fails.
pub fn plan(conn: &mut Conn, act: &Act, event: &Event, subject_id: &str) -> Result<(), StoreError> {
    if event.event_type == EventType::WebhookEndpointPinged {
        let id = stored("id of an endpoint", Uuid::parse_str(subject_id).ok())?;
        return again(conn, act, WebhookEndpointId(id), &[Key(event.id.0)]);
    }
    let mut listening = webhook_endpoints::table
        .filter(webhook_endpoints::mode.eq(act.actor.mode().as_str()))
        .filter(sql::<Bool>("webhook_endpoints.status = 'enabled'"))
        .into_boxed();
    if let Some(organisation) = event.organisation_id {
        let operators = organisations::table
            .filter(organisations::kind.eq(OrganisationKind::Operator.as_str()))
            .select(organisations::id);
        listening = listening.filter(
            webhook_endpoints::organisation_id
                .eq(key(organisation))
                .or(webhook_endpoints::organisation_id.eq_any(operators)),
        );
    }
    let ids: Vec<Key> = listening.select(webhook_endpoints::id).load(conn)?;
    if ids.is_empty() {
        return Ok(());
    }
    for endpoint in endpoints::by_ids(conn, &ids)?.iter().filter(|one| one.takes(event.event_type)) {
        again(conn, act, endpoint.id, &[Key(event.id.0)])?;
    }
    Ok(())
}

/// Delivers events to an endpoint as if for the first time, whatever became of them there before.
///
/// # Errors
/// If the database fails.
pub fn replay(
    conn: &mut Conn,
    act: &Act,
    endpoint: WebhookEndpointId,
    events: &[Event],
) -> Result<(), StoreError> {
    let ids: Vec<Key> = events.iter().map(|event| key(event.id)).collect();
    again(conn, act, endpoint, &ids)
}

/// Events written at once.
const BATCH: usize = 500;

fn again(conn: &mut Conn, act: &Act, endpoint: WebhookEndpointId, events: &[Key]) -> Result<(), StoreError> {
    for batch in events.chunks(BATCH) {
        let rows: Vec<_> = batch
            .iter()
            .map(|event| {
                (
                    webhook_deliveries::id.eq(key(WebhookDeliveryId(Uuid::now_v7()))),
                    webhook_deliveries::endpoint_id.eq(key(endpoint)),
                    webhook_deliveries::event_id.eq(*event),
                    webhook_deliveries::status.eq(DeliveryStatus::Pending.as_str()),
                    webhook_deliveries::attempts.eq(0),
                    webhook_deliveries::next_at.eq(At(act.at)),
                    webhook_deliveries::created_at.eq(At(act.at)),
                )
            })
            .collect();
        diesel::insert_into(webhook_deliveries::table)
            .values(rows)
            .on_conflict((webhook_deliveries::endpoint_id, webhook_deliveries::event_id))
            .do_update()
            .set((
                webhook_deliveries::status.eq(DeliveryStatus::Pending.as_str()),
                webhook_deliveries::attempts.eq(0),
                webhook_deliveries::next_at.eq(At(act.at)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// A page of what was delivered to an endpoint that the caller may see, oldest first.
///
/// # Errors
/// [`StoreError::NotFound`] if the caller has no such endpoint.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    (endpoint, filter): (WebhookEndpointId, &filters::WebhookDeliveries),
    start: &Start<WebhookDeliveryId>,
) -> Result<Page<WebhookDelivery, WebhookDeliveryId>, StoreError> {
    let endpoint = endpoints::find(conn, who, endpoint)?;
    let mut query = webhook_deliveries::table
        .inner_join(told::table.on(told::id.eq(webhook_deliveries::event_id)))
        .filter(webhook_deliveries::endpoint_id.eq(key(endpoint.id)))
        .into_boxed();
    if let Some(status) = filter.status {
        query = query.filter(webhook_deliveries::status.eq(status.as_str()));
    }
    if let Some(event) = filter.event_id {
        query = query.filter(webhook_deliveries::event_id.eq(key(event)));
    }
    if let Some(after) = start.after {
        query = query.filter(webhook_deliveries::id.gt(key(after)));
    }
    let rows: Vec<(Row, String)> = query
        .order(webhook_deliveries::id)
        .limit(start.limit as i64 + 1)
        .select((Row::as_select(), told::event_type))
        .load(conn)?;
    let rows = rows.into_iter().map(|(row, event_type)| row.delivery(&event_type));
    Ok(Page::cut(rows.collect::<Result<Vec<_>, _>>()?, start.limit, |delivery| delivery.id))
}

/// Waits for the right to claim deliveries, which lasts until the transaction ends.
///
/// # Errors
/// If the database fails.
pub fn take_turn_to_claim(conn: &mut Conn) -> Result<(), StoreError> {
    Ok(take_lock(conn, CLAIMING)?)
}

type DueRows<'a> = webhook_deliveries::BoxedQuery<'a, Db>;

/// Those that are due, but for those whose turn it is not, since enough is being sent to the same place.
fn due_rows<'a>(now: Instant, busy: &Busy) -> DueRows<'a> {
    // As the index has it, and not as a parameter, of which a plan that is made beforehand can't know that it fits.
    let mut query = webhook_deliveries::table
        .filter(sql::<Bool>("webhook_deliveries.status = 'pending'"))
        .filter(webhook_deliveries::next_at.le(At(now)))
        .into_boxed();
    if !busy.endpoints.is_empty() {
        let full: Vec<Key> = busy.endpoints.iter().map(|id| key(*id)).collect();
        query = query.filter(webhook_deliveries::endpoint_id.ne_all(full));
    }
    if !busy.organisations.is_empty() {
        let full: Vec<Key> = busy.organisations.iter().map(|id| key(*id)).collect();
        let theirs = webhook_endpoints::table
            .filter(webhook_endpoints::organisation_id.eq_any(full))
            .select(webhook_endpoints::id);
        query = query.filter(webhook_deliveries::endpoint_id.ne_all(theirs));
    }
    query
}

/// Whether anything is due.
///
/// # Errors
/// If the database fails.
pub fn any_due(conn: &mut Conn, now: Instant, busy: &Busy) -> Result<bool, StoreError> {
    Ok(diesel::select(diesel::dsl::exists(due_rows(now, busy))).get_result(conn)?)
}

/// What is due, the longest first, of nobody in particular; what belongs to an endpoint that was removed is forgotten.
///
/// # Errors
/// If the database fails.
pub fn due(conn: &mut Conn, (now, busy): (Instant, &Busy), limit: usize) -> Result<Vec<Due>, StoreError> {
    let rows: Vec<(Key, Key, Key, i32)> = due_rows(now, busy)
        .order(webhook_deliveries::next_at)
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select((
            webhook_deliveries::id,
            webhook_deliveries::endpoint_id,
            webhook_deliveries::event_id,
            webhook_deliveries::attempts,
        ))
        .load(conn)?;
    let ids: Vec<Key> = rows.iter().map(|(_, endpoint, ..)| *endpoint).collect();
    let known: HashMap<Uuid, WebhookEndpoint> =
        endpoints::by_ids(conn, &ids)?.into_iter().map(|endpoint| (endpoint.id.0, endpoint)).collect();
    let ids: Vec<Key> = rows.iter().map(|(_, _, event, _)| *event).collect();
    let events: HashMap<Uuid, Event> =
        events::by_ids(conn, &ids)?.into_iter().map(|event| (event.id.0, event)).collect();
    let mut due = Vec::new();
    for (id, endpoint, event, attempts) in rows {
        match (known.get(&endpoint.0), events.get(&event.0)) {
            (Some(endpoint), Some(event)) => {
                due.push(Due { id: id.into(), attempts, endpoint: endpoint.clone(), event: event.clone() })
            }
            _ => {
                diesel::delete(webhook_deliveries::table.filter(webhook_deliveries::id.eq(id)))
                    .execute(conn)?;
            }
        }
    }
    Ok(due)
}

/// Keeps deliveries for whoever sends them now: others find them due again only after `until`.
///
/// # Errors
/// If the database fails.
pub fn lease(conn: &mut Conn, ids: &[WebhookDeliveryId], until: Instant) -> Result<(), StoreError> {
    let ids: Vec<Key> = ids.iter().map(|id| key(*id)).collect();
    let pending = webhook_deliveries::table
        .filter(webhook_deliveries::id.eq_any(ids))
        .filter(webhook_deliveries::status.eq(DeliveryStatus::Pending.as_str()));
    diesel::update(pending).set(webhook_deliveries::next_at.eq(At(until))).execute(conn)?;
    Ok(())
}

/// Writes what came of an attempt, if nobody wrote it or asked for a new beginning meanwhile; tells whether it did.
///
/// # Errors
/// If the database fails.
pub fn settle(conn: &mut Conn, id: WebhookDeliveryId, settled: &Settled) -> Result<bool, StoreError> {
    let same = webhook_deliveries::table
        .filter(webhook_deliveries::id.eq(key(id)))
        .filter(webhook_deliveries::status.eq(DeliveryStatus::Pending.as_str()))
        .filter(webhook_deliveries::attempts.eq(settled.attempts));
    let changed = diesel::update(same)
        .set((
            webhook_deliveries::status.eq(settled.status.as_str()),
            webhook_deliveries::attempts.eq(settled.attempts + 1),
            webhook_deliveries::next_at.eq(At(settled.next_at)),
            webhook_deliveries::attempted_at.eq(Some(At(settled.at))),
            webhook_deliveries::response_status.eq(settled.response_status),
            webhook_deliveries::failure.eq(settled.failure.map(DeliveryFailure::as_str)),
        ))
        .execute(conn)?;
    Ok(changed > 0)
}

/// Gives up what is pending for an endpoint that is disabled.
///
/// # Errors
/// If the database fails.
pub fn give_up(conn: &mut Conn, endpoint: WebhookEndpointId) -> Result<(), StoreError> {
    let pending = webhook_deliveries::table
        .filter(webhook_deliveries::endpoint_id.eq(key(endpoint)))
        .filter(webhook_deliveries::status.eq(DeliveryStatus::Pending.as_str()));
    diesel::update(pending)
        .set((
            webhook_deliveries::status.eq(DeliveryStatus::Failed.as_str()),
            webhook_deliveries::failure.eq(Some(DeliveryFailure::EndpointDisabled.as_str())),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets all that was delivered to an endpoint, or is to be.
///
/// # Errors
/// If the database fails.
pub fn delete(conn: &mut Conn, _act: &Act, endpoint: WebhookEndpointId) -> Result<(), StoreError> {
    let theirs = webhook_deliveries::table.filter(webhook_deliveries::endpoint_id.eq(key(endpoint)));
    diesel::delete(theirs).execute(conn)?;
    Ok(())
}
