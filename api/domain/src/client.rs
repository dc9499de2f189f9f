//! API clients: the programs of an organisation, as OAuth names them.

use crate::{
    caller::Mode,
    ids::{ClientId, OrganisationId, SecretId},
    scope::Scope,
    time::Instant,
};

/// How a client proves who it is at the token endpoint (names of RFC 7591, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthMethod {
    /// A secret, sent as `client_secret_basic` or `client_secret_post`.
    ClientSecret,
    /// An assertion signed with the client's own key (RFC 7523).
    PrivateKeyJwt,
}

impl AuthMethod {
    /// `client_secret` or `private_key_jwt`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientSecret => "client_secret",
            Self::PrivateKeyJwt => "private_key_jwt",
        }
    }

    /// Reads what [`AuthMethod::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::ClientSecret, Self::PrivateKeyJwt].into_iter().find(|method| method.as_str() == text)
    }
}

/// A client as it is stored; its secrets are kept apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// The OAuth `client_id`.
    pub id: ClientId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// What people call it.
    pub name: String,
    /// Live or test data; fixed for life.
    pub mode: Mode,
    /// How it authenticates; fixed for life.
    pub auth_method: AuthMethod,
    /// Its public key, for `private_key_jwt` (RFC 7517).
    pub jwk: Option<serde_json::Value>,
    /// What its tokens may be used for, at most.
    pub scopes: Vec<Scope>,
    /// Counts its changes; the `ETag` is made of it.
    pub version: i32,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// When it was revoked; it stays, so that the audit trail keeps its name.
    pub revoked_at: Option<Instant>,
}

/// One of a client's secrets: its hash, never itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientSecret {
    /// Its id.
    pub id: SecretId,
    /// Whose it is.
    pub client_id: ClientId,
    /// The argon2id hash in PHC string format.
    pub hash: String,
    /// The last four characters, so that a person can tell two secrets apart.
    pub hint: String,
    /// When it was made.
    pub created_at: Instant,
    /// When it stops working; `None`: until rotated out.
    pub expires_at: Option<Instant>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Instant>,
}
