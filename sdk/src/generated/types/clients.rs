// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `clients`.

use super::*;

/// An API client: a program of an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ApiClient {
    /// The OAuth `client_id`.
    pub id: ClientId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// What people call it.
    pub name: String,
    /// Live or test data.
    pub mode: Mode,
    /// How it authenticates.
    pub authentication: ClientAuthentication,
    /// What its tokens may be used for, at most.
    pub scopes: Vec<String>,
    /// Its public key (RFC 7517), for `private_key_jwt`.
    pub jwk: Option<Map<String, Value>>,
    /// Its secrets that still work, newest first: what tells them apart, never the secrets.
    pub secrets: Vec<SecretInfo>,
    /// The new secret, shown this once: in the answer to a creation or a rotation, and in an identical replay of
    /// that answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<Secret>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ApiClient {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-aaaaaaaaaaaa\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"name\":\"Campaign desk\",\"mode\":\"live\",\"authentication\":\"client_secret\",\"scopes\":[\"campaigns:read\",\"campaigns:write\"],\"jwk\":null,\"secrets\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-bbbbbbbbbbbb\",\"hint\":\"x7Qf\",\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"expires_at\":null,\"last_used_at\":null}],\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\",\"revoked_at\":null}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ApiClientPage {
    /// The items, in the list's order.
    pub items: Vec<ApiClient>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ApiClientPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-aaaaaaaaaaaa\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"name\":\"Campaign desk\",\"mode\":\"live\",\"authentication\":\"client_secret\",\"scopes\":[\"campaigns:read\",\"campaigns:write\"],\"jwk\":null,\"secrets\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-bbbbbbbbbbbb\",\"hint\":\"x7Qf\",\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"expires_at\":null,\"last_used_at\":null}],\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\",\"revoked_at\":null}],\"next_cursor\":null}";
}

crate::call::page!(ApiClientPage, ApiClient);

/// How a client proves who it is at the token endpoint.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// `client_secret`
    ClientSecret,
    /// `private_key_jwt`
    PrivateKeyJwt,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ClientAuthentication { ClientSecret = "client_secret", PrivateKeyJwt =
    "private_key_jwt", }
);

/// What an operator says of a new client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ClientInput {
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// What people call it. 1 to 200 characters.
    pub name: String,
    /// Live or test data; fixed for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// What its tokens may be used for, at most; all that its organisation's kind may hold, if nothing is said. 1 to 100 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
    /// The client's public key (RFC 7517: Ed25519 or P-256). With it the client authenticates by
    /// `private_key_jwt` and gets no secret. Of its members `kty`, `crv`, `x`, `y`, `kid` (200 characters at most),
    /// `alg` and `use` are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jwk: Option<Map<String, Value>>,
}

impl ClientInput {
    /// With all that is required.
    pub fn new(organisation_id: impl Into<OrganisationId>, name: impl Into<String>) -> Self {
        Self {
            organisation_id: organisation_id.into(),
            name: name.into(),
            mode: Default::default(),
            scopes: Default::default(),
            jwk: Default::default(),
        }
    }

    /// Live or test data; fixed for life.
    #[must_use]
    pub fn mode(mut self, mode: impl Into<Mode>) -> Self {
        self.mode = Some(mode.into());
        self
    }

    /// What its tokens may be used for, at most; all that its organisation's kind may hold, if nothing is said. 1 to 100 items.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// The client's public key (RFC 7517: Ed25519 or P-256). With it the client authenticates by
    /// `private_key_jwt` and gets no secret. Of its members `kty`, `crv`, `x`, `y`, `kid` (200 characters at most),
    /// `alg` and `use` are kept.
    #[must_use]
    pub fn jwk(mut self, jwk: Map<String, Value>) -> Self {
        self.jwk = Some(jwk);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ClientInput {
    const EXAMPLE: &'static str = "{\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"name\":\"Campaign desk\",\"scopes\":[\"campaigns:read\",\"campaigns:write\"]}";
}

/// Says how long the replaced secret works on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RotationInput {
    /// Seconds for which the old secret still works; the server's setting (a day, by default) if nothing is said.
    /// 0 ends it at once. 0 to 604800.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlap_seconds: Option<i32>,
}

impl RotationInput {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { overlap_seconds: Default::default() }
    }

    /// Seconds for which the old secret still works; the server's setting (a day, by default) if nothing is said.
    /// 0 ends it at once. 0 to 604800.
    #[must_use]
    pub fn overlap_seconds(mut self, overlap_seconds: i32) -> Self {
        self.overlap_seconds = Some(overlap_seconds);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RotationInput {
    const EXAMPLE: &'static str = "{\"overlap_seconds\":86400}";
}

/// What may be told of a secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SecretInfo {
    /// Its id.
    pub id: Uuid,
    /// Its last four characters.
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stops working, if it was rotated out.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}
