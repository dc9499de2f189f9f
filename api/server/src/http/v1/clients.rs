//! API clients on the wire.

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    caller,
    client::{self, AuthMethod},
    error::Invalid,
    ids::{ClientId, OrganisationId},
    scope::Scope,
    time::Instant,
};
use palier_store::{filters, query};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::{
    app::App,
    auth::secrets,
    http::{
        extract::{Authorized, Body, Empty, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, Columns, Item, PageOf},
        problem::Problem,
        reply, run, text,
    },
    service::{
        ServiceError,
        clients::{self, ClientDraft, ClientView},
        once::Reply,
    },
};

/// Whether a client works on live data or on test data; the two never meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The real field; secrets start with `palier_live_`.
    #[default]
    Live,
    /// A sandbox beside it; secrets start with `palier_test_`.
    Test,
}

super::same_names!(caller::Mode, Mode { Live, Test });

/// How a client proves who it is at the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuthentication {
    /// With a secret, as `client_secret_basic` or `client_secret_post`.
    ClientSecret,
    /// With an assertion signed by its own key (RFC 7523).
    PrivateKeyJwt,
}

super::same_names!(AuthMethod, ClientAuthentication { ClientSecret, PrivateKeyJwt });

/// An API client: a program of an organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-aaaaaaaaaaaa", "organisation_id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e",
    "name": "Campaign desk", "mode": "live", "authentication": "client_secret",
    "scopes": ["campaigns:read", "campaigns:write"], "jwk": null,
    "secrets": [{
        "id": "019ab0f2-6b1e-7c40-9d5e-bbbbbbbbbbbb", "hint": "x7Qf", "created_at": "2026-11-23T09:30:00.000000Z",
        "expires_at": null, "last_used_at": null,
    }],
    "created_at": "2026-11-23T09:30:00.000000Z", "updated_at": "2026-11-23T09:30:00.000000Z", "revoked_at": null,
}))]
pub struct Client {
    /// The OAuth `client_id`.
    pub id: Uuid,
    /// Whose it is.
    pub organisation_id: Uuid,
    /// What people call it.
    pub name: String,
    /// Live or test data.
    pub mode: Mode,
    /// How it authenticates.
    pub authentication: ClientAuthentication,
    /// What its tokens may be used for, at most.
    pub scopes: Vec<String>,
    /// Its public key (RFC 7517), for `private_key_jwt`.
    #[schema(value_type = Option<Object>)]
    pub jwk: Option<Value>,
    /// Its secrets that still work, newest first: what tells them apart, never the secrets.
    pub secrets: Vec<SecretInfo>,
    /// The new secret, shown this once: in the answer to a creation or a rotation, and in an identical replay of
    /// that answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub client_secret: Option<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
    /// When it was revoked.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Instant>,
}

/// What may be told of a secret.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SecretInfo {
    /// Its id.
    pub id: Uuid,
    /// Its last four characters.
    pub hint: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it stops working, if it was rotated out.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Instant>,
    /// When it was last used, to the minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_used_at: Option<Instant>,
}

impl From<ClientView> for Client {
    fn from(view: ClientView) -> Self {
        let ClientView { client, secrets, shown } = view;
        Self {
            id: client.id.0,
            organisation_id: client.organisation_id.0,
            name: client.name,
            mode: client.mode.into(),
            authentication: client.auth_method.into(),
            scopes: client.scopes.iter().map(ToString::to_string).collect(),
            jwk: client.jwk,
            secrets: secrets.into_iter().map(SecretInfo::from).collect(),
            client_secret: shown.map(|secret| secret.expose().to_owned()),
            created_at: client.created_at,
            updated_at: client.updated_at,
            revoked_at: client.revoked_at,
        }
    }
}

impl From<client::ClientSecret> for SecretInfo {
    fn from(secret: client::ClientSecret) -> Self {
        Self {
            id: secret.id.0,
            hint: secret.hint,
            created_at: secret.created_at,
            expires_at: secret.expires_at,
            last_used_at: secret.last_used_at,
        }
    }
}

impl Item for Client {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("organisation_id", "/organisation_id"),
        ("name", "/name"),
        ("mode", "/mode"),
        ("authentication", "/authentication"),
        ("scopes", "/scopes"),
        ("created_at", "/created_at"),
        ("revoked_at", "/revoked_at"),
    ];
}

/// What an operator says of a new client.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "organisation_id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e", "name": "Campaign desk",
    "scopes": ["campaigns:read", "campaigns:write"],
}))]
pub struct ClientInput {
    /// Whose it is.
    pub organisation_id: Uuid,
    /// What people call it.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(custom(function = text::line))]
    pub name: String,
    /// Live or test data; fixed for life.
    #[serde(default)]
    pub mode: Mode,
    /// What its tokens may be used for, at most; all that its organisation's kind may hold, if nothing is said.
    #[schema(min_items = 1, max_items = 100)]
    pub scopes: Option<Vec<String>>,
    /// The client's public key (RFC 7517: Ed25519 or P-256). With it the client authenticates by
    /// `private_key_jwt` and gets no secret.
    #[schema(value_type = Option<Object>)]
    pub jwk: Option<Value>,
}

impl TryFrom<ClientInput> for ClientDraft {
    type Error = Invalid;

    fn try_from(input: ClientInput) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let scopes = input.scopes.map(|texts| scopes_of(&mut invalid, texts));
        if let Some(Err(wrong)) = input.jwk.as_ref().map(secrets::check_jwk) {
            invalid.absorb("/jwk", wrong);
        }
        let auth_method =
            if input.jwk.is_some() { AuthMethod::PrivateKeyJwt } else { AuthMethod::ClientSecret };
        invalid.or(Self {
            organisation_id: OrganisationId(input.organisation_id),
            name: input.name.trim().to_owned(),
            mode: input.mode.into(),
            auth_method,
            jwk: input.jwk,
            scopes,
        })
    }
}

fn scopes_of(invalid: &mut Invalid, texts: Vec<String>) -> Vec<Scope> {
    let scopes = super::each(invalid, "/scopes", texts, |text| {
        Scope::parse(&text).ok_or_else(|| Invalid::one("", "unknown_value", "There is no such scope."))
    });
    for (index, scope) in scopes.iter().enumerate() {
        if scopes[..index].contains(scope) {
            invalid.push(format!("/scopes/{index}"), "duplicate", "The scope is listed twice.");
        }
    }
    scopes
}

/// Narrows the list of clients.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClientFilter {
    /// Only clients of this organisation.
    pub organisation_id: Option<Uuid>,
}

/// Says how long the replaced secret works on.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"overlap_seconds": 86400}))]
pub struct RotationInput {
    /// Seconds for which the old secret still works; the server's setting (a day, by default) if nothing is said.
    /// 0 ends it at once.
    #[schema(minimum = 0, maximum = 604_800)]
    pub overlap_seconds: Option<u32>,
}

/// List API clients
///
/// Oldest first. The operator sees all clients; everyone else those of its own organisation. Secrets are not part
/// of the list: read one client for their hints.
#[utoipa::path(
    tag = "clients",
    params(ClientFilter),
    security(("oauth2" = ["clients:read"])),
    responses((status = 200, description = "A page of clients.", body = PageOf<Client>)),
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
        Ok(page.map(|client| Client::from(ClientView { client, secrets: vec![], shown: None })))
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
    responses((status = 201, description = "The client was created; its secret is shown this once.", body = Client)),
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
            reply::created(&format!("/v1/clients/{id}"), version, &Client::from(view)).map(never_stored)
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
    responses((status = 200, description = "The client.", body = Client)),
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
    reply::conditional(&known, view.client.version, &Client::from(view))
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
    responses((status = 200, description = "The client with its new secret.", body = Client)),
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
    let expected = write.0.expected;
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| clients::rotate(tx, act, (client.id, expected), secret, overlap),
        |view| reply::representation(200, view.client.version, &Client::from(view)).map(never_stored),
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
    responses((status = 200, description = "The client, revoked.", body = Client)),
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
    let expected = write.0.expected;
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| clients::revoke(tx, act, (id.0, expected), lifetime),
        |view| reply::representation(200, view.client.version, &Client::from(view)),
    )
    .await
}

/// Hashing takes its time, so it is done on a thread made for waiting.
async fn new_secret(app: &Data<App>, mode: caller::Mode) -> Result<clients::NewSecret, Problem> {
    let config = app.config.auth.clone();
    run::block(move || secrets::generate(&config, mode).map_err(ServiceError::Internal)).await
}

/// No cache may keep an answer with a secret in it.
fn never_stored(mut reply: Reply) -> Reply {
    for (name, value) in &mut reply.headers {
        if name == "cache-control" {
            "no-store".clone_into(value);
        }
    }
    reply
}
