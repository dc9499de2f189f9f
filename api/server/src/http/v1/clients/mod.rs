//! API clients on the wire.

mod wire;

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    caller,
    client::AuthMethod,
    ids::{ClientId, OrganisationId},
};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

pub use wire::{ApiClient, ClientInput, Mode, RotationInput};

use crate::{
    app::App,
    auth::secrets,
    http::{
        extract::{Authorized, Body, Empty, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{
        ServiceError,
        clients::{self, ClientDraft, ClientView},
    },
};

/// Narrows the list of clients.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClientFilter {
    /// Only clients of this organisation.
    pub organisation_id: Option<Uuid>,
}

/// List API clients
///
/// Oldest first. The operator sees all clients; everyone else those of its own organisation. Secrets are not part
/// of the list: read one client for their hints.
#[utoipa::path(
    tag = "clients",
    params(ClientFilter),
    security(("oauth2" = ["clients:read"])),
    responses((status = 200, description = "A page of clients.", body = PageOf<ApiClient>)),
)]
#[get("/clients")]
pub async fn list_clients(
    app: Data<App>,
    caller: Authorized<scopes::ClientsRead>,
    filter: Query<ClientFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::Clients { organisation_id: filter.0.organisation_id.map(OrganisationId) };
    list::respond(&app, &request, listing, move |tx, start| {
        let page = query!(tx, clients::list(&who, &filter, start))?;
        Ok(page.map(|client| ApiClient::from(ClientView { client, secrets: vec![], shown: None })))
    })
    .await
}

/// Create an API client
///
/// The operator gives an organisation credentials. The answer holds the secret, `client_secret`, this once: hand
/// it over by a safe way. (An identical repetition with the same `Idempotency-Key` gets the identical answer for as
/// long as keys are kept; it is kept encrypted.)
#[utoipa::path(
    tag = "clients",
    security(("oauth2" = ["clients:manage"])),
    request_body = ClientInput,
    responses((status = 201, description = "The client was created; its secret is shown this once.", body = ApiClient)),
)]
#[post("/clients")]
pub async fn create_client(
    app: Data<App>,
    caller: Authorized<scopes::ClientsManage>,
    write: Write,
    body: Body<ClientInput>,
) -> Result<HttpResponse, Problem> {
    let draft = ClientDraft::try_from(body.value)?;
    let secret = match draft.auth_method {
        AuthMethod::PrivateKeyJwt => None,
        AuthMethod::ClientSecret => Some(new_secret(&app, draft.mode).await?),
    };
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| clients::create(tx, act, draft, secret),
        |view| {
            let (id, version) = (view.client.id, view.client.version);
            reply::created(&format!("/v1/clients/{id}"), version, &ApiClient::from(view))
                .map(reply::never_stored)
        },
    )
    .await
}

/// Get an API client
///
/// With the hints and times of its secrets that still work.
#[utoipa::path(
    tag = "clients",
    params(("id" = Uuid, Path, description = "The client's id, its OAuth `client_id`.")),
    security(("oauth2" = ["clients:read"])),
    responses((status = 200, description = "The client.", body = ApiClient)),
)]
#[get("/clients/{id}")]
pub async fn get_client(
    app: Data<App>,
    caller: Authorized<scopes::ClientsRead>,
    id: Id<ClientId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let act = caller.act().clone();
    let view = run::read(&app, move |tx| clients::view(tx, &act, id.0)).await?;
    reply::conditional(&known, view.client.version, &ApiClient::from(view))
}

/// Rotate a client's secret
///
/// Makes a new secret, shown this once; the old one works on for the overlap, so that a program can be moved over
/// without a gap. At most two secrets work at a time. An organisation rotates the secrets of its own clients.
#[utoipa::path(
    tag = "clients",
    params(("id" = Uuid, Path, description = "The client's id.")),
    security(("oauth2" = ["clients:write"])),
    request_body = RotationInput,
    responses((status = 200, description = "The client with its new secret.", body = ApiClient)),
)]
#[post("/clients/{id}/rotate")]
pub async fn rotate_client(
    app: Data<App>,
    caller: Authorized<scopes::ClientsWrite>,
    id: Id<ClientId>,
    write: Write,
    body: Body<RotationInput>,
) -> Result<HttpResponse, Problem> {
    let overlap = body.value.overlap_seconds.unwrap_or(app.config.auth.secret_overlap_seconds);
    let who = caller.actor().clone();
    let client = run::read(&app, move |tx| Ok(query!(tx, clients::find(&who, id.0))?)).await?;
    let secret = new_secret(&app, client.mode).await?;
    let expected = write.0.expected.clone();
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| clients::rotate(tx, act, (client.id, &expected), secret, overlap),
        |view| {
            reply::representation(200, view.client.version, &ApiClient::from(view)).map(reply::never_stored)
        },
    )
    .await
}

/// Revoke an API client
///
/// Ends the client for good: its secrets at once, its access tokens within a second on every instance of the
/// server. It stays readable, so that the audit trail keeps its name.
#[utoipa::path(
    tag = "clients",
    params(("id" = Uuid, Path, description = "The client's id.")),
    security(("oauth2" = ["clients:manage"])),
    responses((status = 200, description = "The client, revoked.", body = ApiClient)),
)]
#[post("/clients/{id}/revoke")]
pub async fn revoke_client(
    app: Data<App>,
    caller: Authorized<scopes::ClientsManage>,
    id: Id<ClientId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    let lifetime = app.config.auth.access_token_seconds;
    let expected = write.0.expected.clone();
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| clients::revoke(tx, act, (id.0, &expected), lifetime),
        |view| reply::representation(200, view.client.version, &ApiClient::from(view)),
    )
    .await
}

/// Hashing takes its time, so it is done on a thread made for waiting.
async fn new_secret(app: &Data<App>, mode: caller::Mode) -> Result<clients::NewSecret, Problem> {
    let config = app.config.auth.clone();
    run::block(move || secrets::generate(&config, mode).map_err(ServiceError::Internal)).await
}
