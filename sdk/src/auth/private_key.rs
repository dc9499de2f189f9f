//! `private_key_jwt` (RFC 7523): a client that proves who it is by a signature.

use std::fmt;

use bytes::Bytes;
use http::Request;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;

use super::exchange::{Form, read};
use crate::Error;
use crate::client::Inner;

/// Seconds for which an assertion is good; the server takes at most five minutes.
const LIFETIME: i64 = 120;

/// A private key whose public half the server knows.
#[derive(Clone)]
pub struct PrivateKey {
    key: EncodingKey,
    algorithm: Algorithm,
    name: Option<String>,
}

impl PrivateKey {
    /// A P-256 key in PKCS#8 PEM; it signs by ES256.
    ///
    /// # Errors
    /// If the text is no such key.
    pub fn es256_pem(pem: impl AsRef<[u8]>) -> Result<Self, Error> {
        Self::of(EncodingKey::from_ec_pem(pem.as_ref()), Algorithm::ES256)
    }

    /// An Ed25519 key in PKCS#8 PEM; it signs by EdDSA.
    ///
    /// # Errors
    /// If the text is no such key.
    pub fn eddsa_pem(pem: impl AsRef<[u8]>) -> Result<Self, Error> {
        Self::of(EncodingKey::from_ed_pem(pem.as_ref()), Algorithm::EdDSA)
    }

    fn of(
        key: Result<EncodingKey, jsonwebtoken::errors::Error>,
        algorithm: Algorithm,
    ) -> Result<Self, Error> {
        // The error's text could show a part of the key.
        let key =
            key.map_err(|_| Error::Setup(format!("this is no private key for {algorithm:?} in PKCS#8 PEM")))?;
        Ok(Self { key, algorithm, name: None })
    }

    /// The key's `kid`.
    #[must_use]
    pub fn named(mut self, kid: impl Into<String>) -> Self {
        self.name = Some(kid.into());
        self
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateKey").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

/// Signs for one client.
#[derive(Debug)]
pub(crate) struct Signer {
    pub id: String,
    pub key: PrivateKey,
    issuer: OnceCell<String>,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    jti: String,
    iat: i64,
    exp: i64,
}

#[derive(Deserialize)]
struct Metadata {
    issuer: String,
}

impl Signer {
    pub(crate) fn new(id: String, key: PrivateKey) -> Self {
        Self { id, key, issuer: OnceCell::new() }
    }

    /// Whom the assertions are for: what the server calls itself.
    pub(super) async fn issuer(&self, client: &Inner) -> Result<String, Error> {
        let ask = || async {
            let uri = format!("{}/.well-known/oauth-authorization-server", client.base);
            let request =
                Request::get(uri).body(Bytes::new()).map_err(|error| Error::Token(error.to_string()))?;
            let body = read(client, request).await?;
            let metadata: Result<Metadata, _> = serde_json::from_slice(&body);
            Ok(metadata.map_err(|error| Error::Token(format!("the server's metadata: {error}")))?.issuer)
        };
        self.issuer.get_or_try_init(ask).await.cloned()
    }

    /// The parameters, with a new assertion.
    pub(super) fn form(&self, issuer: &str) -> Result<Form, Error> {
        let now = jiff::Timestamp::now().as_second();
        let jti = uuid::Uuid::now_v7().to_string();
        let claims = Claims { iss: &self.id, sub: &self.id, aud: issuer, jti, iat: now, exp: now + LIFETIME };
        let header = Header { kid: self.key.name.clone(), ..Header::new(self.key.algorithm) };
        let assertion = encode(&header, &claims, &self.key.key)
            .map_err(|error| Error::Token(format!("the assertion can't be signed: {error}")))?;
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        Ok(vec![
            ("grant_type", "client_credentials".to_owned()),
            ("client_id", self.id.clone()),
            ("client_assertion_type", kind.to_owned()),
            ("client_assertion", assertion),
        ])
    }
}
