//! Webhook endpoints: each organisation registers its own, of its own mode.

use palier_domain::{
    caller::Act,
    error::Invalid,
    event::{Event, EventType},
    ids::{EventId, OrganisationId, WebhookEndpointId},
    paging::From as Start,
    time::Instant,
    webhook::{
        DisabledReason, EndpointDraft, EndpointStatus, MAX_ENDPOINTS, SealedSecrets, WebhookDelivery,
        WebhookEndpoint, WebhookSecret,
    },
};
use palier_store::{Announcement, Change, Recorded, StoreError, Tx, filters, query};
use serde_json::json;
use uuid::Uuid;

use super::{Expected, ServiceError};
use crate::webhooks::{Webhooks, secrets, target};

/// The most events that are replayed at once.
pub const MOST_REPLAYED: usize = 10_000;

/// An endpoint, and the one secret that may be shown now.
#[derive(Debug)]
pub struct EndpointView {
    /// The endpoint.
    pub endpoint: WebhookEndpoint,
    /// The new secret, after a creation or a rotation.
    pub shown: Option<WebhookSecret>,
}

impl From<WebhookEndpoint> for EndpointView {
    fn from(endpoint: WebhookEndpoint) -> Self {
        Self { endpoint, shown: None }
    }
}

/// Which events are to be delivered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    /// This one.
    One(EventId),
    /// Those from one instant on, until before another; until now, if none is given.
    Range(Instant, Option<Instant>),
}

/// Registers an endpoint.
///
/// # Errors
/// [`ServiceError::Invalid`] if it says what can't be; a conflict if the organisation has too many.
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: EndpointDraft,
    with: Webhooks<'_>,
) -> Result<Recorded<EndpointView>, ServiceError> {
    let content = draft.check()?;
    target::check(&content.url, with.reach).map_err(|wrong| wrong.within("/url"))?;
    let organisation_id = owner(act)?;
    room(tx, act, organisation_id)?;
    let id = WebhookEndpointId(Uuid::now_v7());
    let (secret, sealed) = secrets::generate(with.vault, id)?;
    let endpoint = WebhookEndpoint {
        id,
        organisation_id,
        mode: act.actor.mode(),
        disabled_reason: match content.status {
            EndpointStatus::Enabled => None,
            EndpointStatus::Disabled => Some(DisabledReason::Asked),
        },
        content,
        failing_since: None,
        secrets: SealedSecrets { current: sealed, previous: None },
        version: 1,
        created_at: act.at,
        updated_at: act.at,
    };
    query!(tx, webhook_endpoints::insert(act, &endpoint))?;
    record(tx, act, "webhook_endpoint.created", EndpointView { endpoint, shown: Some(secret) })
}

fn owner(act: &Act) -> Result<OrganisationId, ServiceError> {
    let caller = act.actor.caller().filter(|caller| caller.device.is_none());
    let caller = caller.ok_or_else(|| ServiceError::Internal("an endpoint is a client's".to_owned()))?;
    Ok(caller.organisation_id)
}

/// Two at the same time may not both be the last one.
fn room(tx: &mut Tx<'_>, act: &Act, organisation_id: OrganisationId) -> Result<(), ServiceError> {
    query!(tx, turns::take(act, &[organisation_id.0]))?;
    if query!(tx, webhook_endpoints::count(&act.actor))? < MAX_ENDPOINTS {
        return Ok(());
    }
    Err(ServiceError::Conflict {
        code: "too_many_webhook_endpoints",
        detail: format!("An organisation has at most {MAX_ENDPOINTS} endpoints; remove or change one."),
    })
}

/// Replaces what an endpoint says by what `change` makes of it.
///
/// # Errors
/// [`ServiceError::Stale`] if it changed since the caller read it; else as for a new one.
pub fn update(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (WebhookEndpointId, &Expected),
    change: impl FnOnce(&WebhookEndpoint) -> Result<EndpointDraft, Invalid>,
    with: Webhooks<'_>,
) -> Result<Recorded<EndpointView>, ServiceError> {
    let before = query!(tx, webhook_endpoints::find_to_change(act, id))?;
    expected.check(before.version)?;
    let content = change(&before)?.check()?;
    if content == before.content {
        return Ok(Recorded::unchanged(before.into()));
    }
    target::check(&content.url, with.reach).map_err(|wrong| wrong.within("/url"))?;
    let after = query!(tx, webhook_endpoints::update(act, before.changed(content)))?;
    if !after.is_enabled() {
        give_up(tx, id)?;
    }
    record(tx, act, "webhook_endpoint.updated", after.into())
}

/// What waits for an endpoint that is disabled is not sent. Whoever claims deliveries waits until it is done, or the other
/// way round: both write many rows.
fn give_up(tx: &mut Tx<'_>, id: WebhookEndpointId) -> Result<(), StoreError> {
    query!(tx, webhook_deliveries::take_turn_to_claim())?;
    query!(tx, webhook_deliveries::give_up(id))
}

/// Disables an endpoint for what came of its deliveries, and tells its organisation.
///
/// # Errors
/// If the database fails.
pub fn disable(
    tx: &mut Tx<'_>,
    act: &Act,
    id: WebhookEndpointId,
    reason: DisabledReason,
) -> Result<Recorded<()>, ServiceError> {
    let before = match query!(tx, webhook_endpoints::of_sender(id)) {
        Err(StoreError::NotFound) => return Ok(Recorded::unchanged(())),
        found => found?,
    };
    give_up(tx, id)?;
    if !before.is_enabled() {
        return Ok(Recorded::unchanged(()));
    }
    let endpoint = query!(tx, webhook_endpoints::update(act, before.disabled(reason)))?;
    Ok(announce(tx, act, EventType::WebhookEndpointDisabled, &endpoint)?.map(drop))
}

/// Removes an endpoint, with all that was delivered to it.
///
/// # Errors
/// Not found, or not the caller's; [`ServiceError::Stale`].
pub fn delete(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (WebhookEndpointId, &Expected),
) -> Result<Recorded<()>, ServiceError> {
    let endpoint = query!(tx, webhook_endpoints::find_to_change(act, id))?;
    expected.check(endpoint.version)?;
    query!(tx, webhook_deliveries::take_turn_to_claim())?;
    query!(tx, webhook_deliveries::delete(act, id))?;
    query!(tx, webhook_endpoints::delete(act, id))?;
    Ok(record(tx, act, "webhook_endpoint.deleted", endpoint.into())?.map(drop))
}

/// Replaces an endpoint's secret; the old one signs as well for `overlap` seconds, and of three only two.
///
/// # Errors
/// Not found, or not the caller's; [`ServiceError::Stale`].
pub fn rotate(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (WebhookEndpointId, &Expected),
    overlap: u32,
    with: Webhooks<'_>,
) -> Result<Recorded<EndpointView>, ServiceError> {
    let before = query!(tx, webhook_endpoints::find_to_change(act, id))?;
    expected.check(before.version)?;
    let (secret, sealed) = secrets::generate(with.vault, id)?;
    let secrets = before.secrets.clone().rotated(sealed, (act.at, overlap));
    let endpoint = query!(tx, webhook_endpoints::update(act, WebhookEndpoint { secrets, ..before }))?;
    record(tx, act, "webhook_endpoint.secret_rotated", EndpointView { endpoint, shown: Some(secret) })
}

/// Sends an endpoint a trial.
///
/// # Errors
/// A conflict if it is disabled.
pub fn ping(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (WebhookEndpointId, &Expected),
) -> Result<Recorded<(WebhookDelivery, i32)>, ServiceError> {
    let endpoint = to_be_told(tx, act, (id, expected))?;
    let told = announce(tx, act, EventType::WebhookEndpointPinged, &endpoint)?;
    let filter = filters::WebhookDeliveries { event_id: Some(told.value().id), status: None };
    let first = Start { after: None, limit: 1 };
    let planned = query!(tx, webhook_deliveries::list(&act.actor, (id, &filter), &first))?;
    let delivery = planned.items.into_iter().next().ok_or(StoreError::NotFound)?;
    Ok(told.map(|_event| (delivery, endpoint.version)))
}

/// Delivers events again, with the ids that they had. Answers how many.
///
/// # Errors
/// A conflict if the endpoint is disabled; [`ServiceError::Invalid`] if there is no such event, or there are too many.
pub fn replay(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (WebhookEndpointId, &Expected),
    asked: Replay,
) -> Result<Recorded<(usize, i32)>, ServiceError> {
    let endpoint = to_be_told(tx, act, (id, expected))?;
    let own = |event: &Event| {
        event.event_type != EventType::WebhookEndpointPinged
            || event.data["webhook_endpoint_id"] == json!(endpoint.id)
    };
    let events = match asked {
        Replay::One(event) => vec![one(tx, act, event, own)?],
        Replay::Range(since, until) => {
            let mut events = range(tx, act, (since, until.unwrap_or(act.at)))?;
            events.retain(|event| endpoint.takes(event.event_type) && own(event));
            events
        }
    };
    query!(tx, webhook_deliveries::take_turn_to_claim())?;
    query!(tx, webhook_deliveries::replay(act, id, &events))?;
    let change = Change {
        action: "webhook_endpoint.replayed",
        subject_type: "webhook_endpoint",
        subject_id: id.to_string(),
        payload: json!({"id": id, "events": events.len()}),
    };
    Ok(tx.record(act, change)?.map(|()| (events.len(), endpoint.version)))
}

fn one(
    tx: &mut Tx<'_>,
    act: &Act,
    id: EventId,
    own: impl FnOnce(&Event) -> bool,
) -> Result<Event, ServiceError> {
    match query!(tx, events::find(&act.actor, id)) {
        Ok(event) if own(&event) => Ok(event),
        Ok(_) | Err(StoreError::NotFound) => {
            Err(Invalid::one("/event_id", "unknown_reference", "There is no such event, or no more.").into())
        }
        Err(error) => Err(error.into()),
    }
}

fn range(tx: &mut Tx<'_>, act: &Act, range: (Instant, Instant)) -> Result<Vec<Event>, ServiceError> {
    let events = query!(tx, events::between(&act.actor, range, MOST_REPLAYED + 1))?;
    if events.len() <= MOST_REPLAYED {
        return Ok(events);
    }
    let detail = format!("There are more than {MOST_REPLAYED} events in this time: ask for it in parts.");
    Err(Invalid::one("/until", "too_many", detail).into())
}

fn to_be_told(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (WebhookEndpointId, &Expected),
) -> Result<WebhookEndpoint, ServiceError> {
    let endpoint = query!(tx, webhook_endpoints::find_to_change(act, id))?;
    expected.check(endpoint.version)?;
    if endpoint.is_enabled() {
        return Ok(endpoint);
    }
    Err(ServiceError::Conflict {
        code: "webhook_endpoint_disabled",
        detail: "The endpoint is disabled: enable it first, by a PATCH of its status.".to_owned(),
    })
}

fn announce(
    tx: &mut Tx<'_>,
    act: &Act,
    event_type: EventType,
    endpoint: &WebhookEndpoint,
) -> Result<Recorded<Event>, ServiceError> {
    let announcement = Announcement {
        event_type,
        subject_id: endpoint.id.to_string(),
        organisation_id: Some(endpoint.organisation_id),
        data: json!({
            "webhook_endpoint_id": endpoint.id,
            "organisation_id": endpoint.organisation_id,
            "version": endpoint.version,
        }),
    };
    Ok(tx.announce(act, announcement)?)
}

/// The URL is not recorded: it may hold what only its owner should know.
fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &'static str,
    view: EndpointView,
) -> Result<Recorded<EndpointView>, ServiceError> {
    let endpoint = &view.endpoint;
    let change = Change {
        action,
        subject_type: "webhook_endpoint",
        subject_id: endpoint.id.to_string(),
        payload: json!({
            "id": endpoint.id,
            "organisation_id": endpoint.organisation_id,
            "status": endpoint.content.status.as_str(),
            "version": endpoint.version,
        }),
    };
    Ok(tx.record(act, change)?.map(|()| view))
}
