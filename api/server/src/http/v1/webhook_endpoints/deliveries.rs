//! What was delivered to an endpoint: the list, and asking for more of it.

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    ids::{EventId, WebhookEndpointId},
    time::Instant,
    webhook,
};
use palier_store::{filters, query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::wire::{WebhookReplay, WebhookReplayInput};
use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Empty, Id, Listing, Query, Write, scopes},
        list::{self, Columns, Item, PageOf},
        problem::Problem,
        reply, run,
        v1::{events::EventType, same_names},
    },
    service::webhook_endpoints::{self, Replay},
};

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WebhookDeliveryStatus {
    /// It is still to be sent, for the first time or again.
    Pending,
    /// It arrived: the answer was one of the 2xx.
    Delivered,
    /// It was given up; a replay sends it again.
    Failed,
}

same_names!(webhook::DeliveryStatus, WebhookDeliveryStatus { Pending, Delivered, Failed });

/// Why an attempt came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WebhookDeliveryFailure {
    /// The answer was none of the 2xx; a redirect is not followed.
    UnsuccessfulStatus,
    /// There was no answer within 15 seconds.
    TimedOut,
    /// No connection, one that broke, or one whose certificate can't be trusted.
    NotConnected,
    /// The name of the host is not known.
    NameNotResolved,
    /// The host is at an address that is not open to the world.
    AddressRefused,
    /// The endpoint was disabled before it arrived.
    EndpointDisabled,
}

same_names!(
    webhook::DeliveryFailure,
    WebhookDeliveryFailure {
        UnsuccessfulStatus,
        TimedOut,
        NotConnected,
        NameNotResolved,
        AddressRefused,
        EndpointDisabled,
    }
);

/// What became of one event at one endpoint, however often it was tried.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-434343434343", "event_id": "019ab0f2-6b1e-7c40-9d5e-414141414141",
    "event_type": "campaign.approved", "status": "pending", "attempts": 1,
    "next_at": "2026-11-23T15:42:15.654321Z", "attempted_at": "2026-11-23T15:42:10.412000Z", "response_status": 503,
    "failure": "unsuccessful_status", "created_at": "2026-11-23T15:42:10.123456Z",
}))]
pub struct WebhookDelivery {
    /// Its id. What is sent carries the event's.
    pub id: Uuid,
    /// The event: the `webhook-id` of what is sent.
    pub event_id: Uuid,
    /// What happened.
    pub event_type: EventType,
    /// Where it stands.
    pub status: WebhookDeliveryStatus,
    /// How often it was tried, since it was planned or replayed.
    pub attempts: i32,
    /// When it is tried next, if it is.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_at: Option<Instant>,
    /// When it was last tried.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub attempted_at: Option<Instant>,
    /// The status of the last answer, if there was one.
    pub response_status: Option<i32>,
    /// Why the last attempt came to nothing, if it did.
    pub failure: Option<WebhookDeliveryFailure>,
    /// When it was planned.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
}

impl From<webhook::WebhookDelivery> for WebhookDelivery {
    fn from(delivery: webhook::WebhookDelivery) -> Self {
        Self {
            id: delivery.id.0,
            event_id: delivery.event_id.0,
            event_type: delivery.event_type.into(),
            status: delivery.status.into(),
            attempts: delivery.attempts,
            next_at: delivery.next_at,
            attempted_at: delivery.attempted_at,
            response_status: delivery.response_status,
            failure: delivery.failure.map(Into::into),
            created_at: delivery.created_at,
        }
    }
}

impl Item for WebhookDelivery {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("event_id", "/event_id"),
        ("event_type", "/event_type"),
        ("status", "/status"),
        ("attempts", "/attempts"),
        ("next_at", "/next_at"),
        ("attempted_at", "/attempted_at"),
        ("response_status", "/response_status"),
        ("failure", "/failure"),
        ("created_at", "/created_at"),
    ];
}

/// Narrows the list of deliveries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WebhookDeliveryFilter {
    /// Only deliveries that stand here.
    #[param(inline)]
    pub status: Option<WebhookDeliveryStatus>,
    /// Only that of this event.
    pub event_id: Option<Uuid>,
}

/// List the deliveries to a webhook endpoint
///
/// What was sent, is to be sent, or was given up, oldest first, for as long as the events themselves are kept. What is
/// answered by anything but 2xx within 15 seconds is tried again, up to ten times in some three days, with the same
/// `webhook-id`.
#[utoipa::path(
    tag = "webhook-endpoints",
    params(("id" = Uuid, Path, description = "The endpoint's id."), WebhookDeliveryFilter),
    security(("oauth2" = ["webhook-endpoints:read"])),
    responses((status = 200, description = "A page of deliveries.", body = PageOf<WebhookDelivery>)),
)]
#[get("/webhook-endpoints/{id}/deliveries")]
pub async fn list_webhook_deliveries(
    app: Data<App>,
    caller: Authorized<scopes::WebhookEndpointsRead>,
    id: Id<WebhookEndpointId>,
    filter: Query<WebhookDeliveryFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let WebhookDeliveryFilter { status, event_id } = filter.0;
    let filter =
        filters::WebhookDeliveries { status: status.map(Into::into), event_id: event_id.map(EventId) };
    list::respond(&app, &request, listing, move |tx, start| {
        let page = query!(tx, webhook_deliveries::list(&who, (id.0, &filter), start))?;
        Ok(page.map(WebhookDelivery::from))
    })
    .await
}

/// Try a webhook endpoint
///
/// Sends it the event `webhook_endpoint.pinged`, within a second, whatever types it takes: see whether it arrives and
/// whether you can verify its signature. Follow the delivery by its `event_id` in the list of deliveries.
#[utoipa::path(
    tag = "webhook-endpoints",
    params(("id" = Uuid, Path, description = "The endpoint's id.")),
    security(("oauth2" = ["webhook-endpoints:write"])),
    responses((status = 200, description = "The delivery, which is on its way.", body = WebhookDelivery)),
)]
#[post("/webhook-endpoints/{id}/ping")]
pub async fn ping_webhook_endpoint(
    app: Data<App>,
    caller: Authorized<scopes::WebhookEndpointsWrite>,
    id: Id<WebhookEndpointId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    let expected = write.0.expected.clone();
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| webhook_endpoints::ping(tx, act, (id.0, &expected)),
        |(delivery, version)| reply::representation(200, version, &WebhookDelivery::from(delivery)),
    )
    .await
}

/// Deliver events again
///
/// Either one, by its id, or all of a time that your organisation may read and the endpoint takes, whether they arrived
/// before or not: after a fault of yours, or for what happened while the endpoint was disabled. Each has the id that it
/// always had, so that whoever remembers ids takes none twice.
#[utoipa::path(
    tag = "webhook-endpoints",
    params(("id" = Uuid, Path, description = "The endpoint's id.")),
    security(("oauth2" = ["webhook-endpoints:write"])),
    request_body = WebhookReplayInput,
    responses((status = 200, description = "How many events are delivered again.", body = WebhookReplay)),
)]
#[post("/webhook-endpoints/{id}/replay")]
pub async fn replay_webhook_events(
    app: Data<App>,
    caller: Authorized<scopes::WebhookEndpointsWrite>,
    id: Id<WebhookEndpointId>,
    write: Write,
    body: Body<WebhookReplayInput>,
) -> Result<HttpResponse, Problem> {
    let asked = Replay::try_from(body.value)?;
    let expected = write.0.expected.clone();
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| webhook_endpoints::replay(tx, act, (id.0, &expected), asked),
        |(count, version)| {
            let deliveries = u32::try_from(count).unwrap_or(u32::MAX);
            reply::representation(200, version, &WebhookReplay { deliveries })
        },
    )
    .await
}
