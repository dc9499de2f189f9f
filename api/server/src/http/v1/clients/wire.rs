//! API clients as they are read and written.

use palier_domain::{
    caller,
    client::{self, AuthMethod},
    error::Invalid,
    ids::OrganisationId,
    scope::Scope,
    time::Instant,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    auth::secrets,
    http::{
        list::{Columns, Item},
        text,
        v1::{each, same_names},
    },
    service::clients::{ClientDraft, ClientView},
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

same_names!(caller::Mode, Mode { Live, Test });

/// How a client proves who it is at the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuthentication {
    /// With a secret, as `client_secret_basic` or `client_secret_post`.
    ClientSecret,
    /// With an assertion signed by its own key (RFC 7523).
    PrivateKeyJwt,
}

same_names!(AuthMethod, ClientAuthentication { ClientSecret, PrivateKeyJwt });

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
pub struct ApiClient {
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

impl From<ClientView> for ApiClient {
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

impl Item for ApiClient {
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
    /// `private_key_jwt` and gets no secret. Of its members `kty`, `crv`, `x`, `y`, `kid` (200 characters at most),
    /// `alg` and `use` are kept.
    #[schema(value_type = Option<Object>)]
    pub jwk: Option<Value>,
}

impl TryFrom<ClientInput> for ClientDraft {
    type Error = Invalid;

    fn try_from(input: ClientInput) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let scopes = input.scopes.map(|texts| scopes_of(&mut invalid, texts));
        let jwk = input.jwk.as_ref().and_then(|jwk| match secrets::public_jwk(jwk) {
            Ok(kept) => Some(kept),
            Err(wrong) => {
                invalid.absorb("/jwk", wrong);
                None
            }
        });
        let auth_method = if jwk.is_some() { AuthMethod::PrivateKeyJwt } else { AuthMethod::ClientSecret };
        invalid.or(Self {
            organisation_id: OrganisationId(input.organisation_id),
            name: input.name.trim().to_owned(),
            mode: input.mode.into(),
            auth_method,
            jwk,
            scopes,
        })
    }
}

fn scopes_of(invalid: &mut Invalid, texts: Vec<String>) -> Vec<Scope> {
    let scopes = each(invalid, "/scopes", texts, |text| {
        Scope::parse(&text).ok_or_else(|| Invalid::one("", "unknown_value", "There is no such scope."))
    });
    for (index, scope) in scopes.iter().enumerate() {
        if scopes[..index].contains(scope) {
            invalid.push(format!("/scopes/{index}"), "duplicate", "The scope is listed twice.");
        }
    }
    scopes
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
