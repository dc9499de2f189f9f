//! Webhook endpoints on the wire.

mod deliveries;
mod wire;

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web::Data};
use palier_domain::{ids::WebhookEndpointId, webhook::EndpointDraft};
use palier_store::query;

pub use deliveries::*;
pub use wire::{
    WebhookEndpoint, WebhookEndpointInput, WebhookReplay, WebhookReplayInput, WebhookRotationInput,
};

use crate::{
    app::App,
    http::{
        extract::{
            Authorized, Body, Empty, Id, IfMatch, IfNoneMatch, Listing, MergePatch, Write, Writes, scopes,
        },
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::webhook_endpoints::{self, EndpointView},
};

/// Seconds for which a rotated secret signs as well, if nothing is said.
const OVERLAP_SECONDS: u32 = 86_400;

/// List webhook endpoints
///
/// Your organisation's, of the mode of the client that asks, oldest first. Secrets are never part of it.
#[utoipa::path(
    tag = "webhook-endpoints",
    security(("oauth2" = ["webhook-endpoints:read"])),
    responses((status = 200, description = "A page of endpoints.", body = PageOf<WebhookEndpoint>)),
)]
#[get("/webhook-endpoints")]
pub async fn list_webhook_endpoints(
    app: Data<App>,
    caller: Authorized<scopes::WebhookEndpointsRead>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    list::respond(&app, &request, listing, move |tx, start| {
        let page = query!(tx, webhook_endpoints::list(&who, start))?;
        Ok(page.map(|endpoint| WebhookEndpoint::from(EndpointView::from(endpoint))))
    })
    .await
}

/// Register a webhook endpoint
///
/// From now on the events that your organisation may read, of the types that you name, are sent there as they happen: at
/// least once, in no promised order, signed as Standard Webhooks has it. A test client's
/// endpoint is told of test data alone. The answer holds the secret, `secret`, this once. Your organisation has at most
/// 20 endpoints in each mode.
///
/// Answer a delivery with any 2xx at once, and do the work afterwards. Verify the signature over the bytes as they came,
/// refuse timestamps older than five minutes, and remember `webhook-id`: it is the same when an event comes again. What is
/// missed is in the feed, `GET /v1/events`, under the same ids.
#[utoipa::path(
    tag = "webhook-endpoints",
    security(("oauth2" = ["webhook-endpoints:write"])),
    request_body = WebhookEndpointInput,
    responses((status = 201, description = "The endpoint was registered; its secret is shown this once.", body = WebhookEndpoint)),
)]
#[post("/webhook-endpoints")]
pub async fn create_webhook_endpoint(
    app: Data<App>,
    caller: Authorized<scopes::WebhookEndpointsWrite>,
    write: Write,
    body: Body<WebhookEndpointInput>,
) -> Result<HttpResponse, Problem> {
    let (draft, shared) = (EndpointDraft::from(body.value), Data::clone(&app));
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| webhook_endpoints::create(tx, act, draft, shared.webhooks()),
        |view| {
            let (id, version) = (view.endpoint.id, view.endpoint.version);
            reply::created(&format!("/v1/webhook-endpoints/{id}"), version, &WebhookEndpoint::from(view))
                .map(reply::never_stored)
        },
    )
    .await
}

/// Get a webhook endpoint
///
/// Where it is, what it is told, and whether deliveries to it arrive.
#[utoipa::path(
    tag = "webhook-endpoints",
    params(("id" = Uuid, Path, description = "The endpoint's id.")),
    security(("oauth2" = ["webhook-endpoints:read"])),
    responses((status = 200, description = "The endpoint.", body = WebhookEndpoint)),
)]
#[get("/webhook-endpoints/{id}")]
pub async fn get_webhook_endpoint(
    app: Data<App>,
    caller: Authorized<scopes::WebhookEndpointsRead>,
    id: Id<WebhookEndpointId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let endpoint = run::read(&app, move |tx| Ok(query!(tx, webhook_endpoints::find(&who, id.0))?)).await?;
    reply::conditional(&known, endpoint.version, &WebhookEndpoint::from(EndpointView::from(endpoint)))
}

/// Change a webhook endpoint
///
/// A JSON Merge Patch. `{"status": "disabled"}` stops it, and gives up what is still to be sent;
/// `{"status": "enabled"}` starts it again, also after it was disabled for its failures.
#[utoipa::path(
    tag = "webhook-endpoints",
    params(("id" = Uuid, Path, description = "The endpoint's id.")),
    security(("oauth2" = ["webhook-endpoints:write"])),
    request_body(content = WebhookEndpointInput, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The endpoint as it is now.", body = WebhookEndpoint)),
)]
#[patch("/webhook-endpoints/{id}")]
pub async fn update_webhook_endpoint(
    app: Data<App>,
    caller: Authorized<scopes::WebhookEndpointsWrite>,
    id: Id<WebhookEndpointId>,
    expected: IfMatch,
    writes: Writes,
    patch: MergePatch,
) -> Result<HttpResponse, Problem> {
    let (shared, fingerprint) = (Data::clone(&app), patch.fingerprint.clone());
    run::write(
        &app,
        (caller.act(), writes, fingerprint),
        move |tx, act| {
            let change = |current: &_| {
                let current = WebhookEndpointInput::from(current);
                patch.apply(&shared.contract, "WebhookEndpointInput", &current).map(EndpointDraft::from)
            };
            webhook_endpoints::update(tx, act, (id.0, &expected.0), change, shared.webhooks())
        },
        |view| reply::representation(200, view.endpoint.version, &WebhookEndpoint::from(view)),
    )
    .await
}

/// Remove a webhook endpoint
///
/// Nothing more is sent there, and what was sent is forgotten; a delivery that is under way at this moment may still
/// arrive. To stop it for a while, disable it instead.
#[utoipa::path(
    tag = "webhook-endpoints",
    params(("id" = Uuid, Path, description = "The endpoint's id.")),
    security(("oauth2" = ["webhook-endpoints:write"])),
    responses((status = 204, description = "The endpoint is removed.")),
)]
#[delete("/webhook-endpoints/{id}")]
pub async fn delete_webhook_endpoint(
    app: Data<App>,
    caller: Authorized<scopes::WebhookEndpointsWrite>,
    id: Id<WebhookEndpointId>,
    writes: Writes,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    let expected = writes.expected.clone();
    run::write(
        &app,
        (caller.act(), writes.without_preference(), body.fingerprint),
        move |tx, act| webhook_endpoints::delete(tx, act, (id.0, &expected)),
        |()| Ok(reply::nothing()),
    )
    .await
}

/// Rotate a webhook endpoint's secret
///
/// Makes a new secret, shown this once. For the overlap, a day if nothing is said, each delivery carries two signatures,
/// by the new secret and the old one, so that a receiver can be moved over without a gap. Of three only two sign.
#[utoipa::path(
    tag = "webhook-endpoints",
    params(("id" = Uuid, Path, description = "The endpoint's id.")),
    security(("oauth2" = ["webhook-endpoints:write"])),
    request_body = WebhookRotationInput,
    responses((status = 200, description = "The endpoint with its new secret.", body = WebhookEndpoint)),
)]
#[post("/webhook-endpoints/{id}/rotate")]
pub async fn rotate_webhook_endpoint(
    app: Data<App>,
    caller: Authorized<scopes::WebhookEndpointsWrite>,
    id: Id<WebhookEndpointId>,
    write: Write,
    body: Body<WebhookRotationInput>,
) -> Result<HttpResponse, Problem> {
    let overlap = body.value.overlap_seconds.unwrap_or(OVERLAP_SECONDS);
    let (shared, expected) = (Data::clone(&app), write.0.expected.clone());
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| webhook_endpoints::rotate(tx, act, (id.0, &expected), overlap, shared.webhooks()),
        |view| {
            let version = view.endpoint.version;
            reply::representation(200, version, &WebhookEndpoint::from(view)).map(reply::never_stored)
        },
    )
    .await
}
