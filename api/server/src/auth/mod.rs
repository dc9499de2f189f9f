//! Who a caller is: access tokens, what has been revoked before its time, and the credentials that tokens are
//! given for. Nothing here knows HTTP.

pub mod assertions;
pub mod devices;
pub mod revocations;
pub mod secrets;
pub mod tokens;

use std::sync::Arc;

use aws_lc_rs::digest;
use moka::sync::Cache;
use palier_domain::{
    caller::{Actor, Caller},
    ids::SecretId,
    scope::Scope,
    time::Instant,
};
use palier_store::{Store, StoreError};

use crate::{
    config::Config,
    keys::{KeyRing, SharedKeyRing},
};
use revocations::Revocations;
use secrets::Decoy;
use tokens::{Issued, TokenFault, Tokens};

/// Verified tokens that are remembered; one more forgets the one that was used least.
const REMEMBERED_TOKENS: u64 = 50_000;

/// What a valid access token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Who calls.
    pub caller: Caller,
    /// The version of its organisation that the token was made of.
    pub organisation_version: i32,
    /// The token's own id (`jti`), a UUIDv7: it tells the millisecond of issue, which `iat` does not.
    pub token_id: uuid::Uuid,
    /// When it was issued.
    pub issued_at: Instant,
    /// When it expires.
    pub expires_at: Instant,
}

impl Access {
    /// The caller as an actor.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::Client(self.caller.clone())
    }
}

/// Why a token does not let its bearer in.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It is not one of ours that is still good.
    #[error(transparent)]
    Token(#[from] TokenFault),
    /// It can't be known at present whether it has been revoked.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A token whose signature was verified, and the key that did.
struct Verified {
    access: Arc<Access>,
    kid: String,
}

/// Access tokens and what has been revoked: one a process.
pub struct Auth {
    tokens: Tokens,
    verified: Cache<[u8; 32], Arc<Verified>>,
    revocations: Revocations,
    decoy: Decoy,
    touched: Cache<SecretId, ()>,
}

impl Auth {
    /// Tokens as configured; `public_url` is their issuer.
    #[must_use]
    pub fn new(config: &Config, public_url: &str) -> Self {
        let lifetime = config.auth.access_token_seconds;
        let audience = config.auth.audience.clone().unwrap_or_else(|| public_url.to_owned());
        Self {
            tokens: Tokens::new(public_url.to_owned(), audience, lifetime),
            verified: Cache::builder()
                .max_capacity(REMEMBERED_TOKENS)
                .time_to_live(std::time::Duration::from_secs(lifetime.into()))
                .build(),
            revocations: Revocations::default(),
            decoy: Decoy::new(&config.auth),
            touched: Cache::builder()
                .max_capacity(REMEMBERED_TOKENS)
                .time_to_live(secrets::TOUCH_EVERY)
                .build(),
        }
    }

    /// The issuer of tokens: the URL of this server.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.tokens.issuer()
    }

    /// Whom tokens are meant for.
    #[must_use]
    pub fn audience(&self) -> &str {
        self.tokens.audience()
    }

    /// Issues a token to a caller, of this version of its organisation; `now` is a moment before the client was read,
    /// so that a revocation that comes between the reading and the issue stops the token too.
    ///
    /// # Errors
    /// If the cryptographic library fails.
    pub fn issue(
        &self,
        keys: &KeyRing,
        caller: (&Caller, i32),
        scopes: &[Scope],
        now: Instant,
    ) -> Result<Issued, jsonwebtoken::errors::Error> {
        self.tokens.issue(keys, caller, scopes, now)
    }

    /// Lets a token in, or says why not. Its signature is verified once; whether it has been revoked, whether it
    /// has expired and whether its key is still ours is asked at every use.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn verify(
        &self,
        (store, keys): (&Store, &SharedKeyRing),
        token: &str,
        now: Instant,
    ) -> Result<Arc<Access>, Refused> {
        let keys = keys.current();
        let mut digest = [0; 32];
        digest.copy_from_slice(digest::digest(&digest::SHA256, token.as_bytes()).as_ref());
        let verified = match self.verified.get(&digest) {
            Some(verified) => verified,
            None => {
                let (access, kid) = self.tokens.read(&keys, token, now)?;
                let verified = Arc::new(Verified { access: Arc::new(access), kid });
                self.verified.insert(digest, Arc::clone(&verified));
                verified
            }
        };
        if verified.access.expires_at <= now {
            return Err(TokenFault::Expired.into());
        }
        if keys.verifying_key(&verified.kid, now).is_none() {
            return Err(TokenFault::UnknownKey.into());
        }
        if self.revocations.stop(store, &verified.access, now)? {
            return Err(TokenFault::Revoked.into());
        }
        Ok(Arc::clone(&verified.access))
    }

    /// The device that a token was given to, also if the token has expired or was revoked: what a lost phone sends is
    /// kept aside, and no more. `None` if it is no token of ours, or not a device's.
    #[must_use]
    pub fn device_of(&self, keys: &SharedKeyRing, token: &str, now: Instant) -> Option<Access> {
        let access = self.tokens.read_late(&keys.current(), token, now).ok()?;
        access.caller.device.is_some().then_some(access)
    }

    /// Takes up what has been revoked in the database: after a revocation of one's own, so that it works at once.
    ///
    /// # Errors
    /// If the database fails.
    pub fn refresh_revocations(&self, store: &Store, now: Instant) -> Result<(), StoreError> {
        self.revocations.refresh(store, now)
    }

    /// The same, called several times a second by the watch.
    ///
    /// # Errors
    /// If the database fails.
    pub fn watch_revocations(&self, store: &Store, now: Instant) -> Result<(), StoreError> {
        self.revocations.watch(store, now)
    }

    /// A hash that no secret has, for clients that do not exist.
    #[must_use]
    pub fn decoy(&self) -> &Decoy {
        &self.decoy
    }

    /// Whether the use of a secret is to be noted now: at most once a minute.
    #[must_use]
    pub fn should_touch(&self, secret: SecretId, last_used_at: Option<Instant>, now: Instant) -> bool {
        let every = secrets::TOUCH_EVERY.as_secs().cast_signed();
        if last_used_at.is_some_and(|at| at.plus_seconds(every) > now) || self.touched.contains_key(&secret) {
            return false;
        }
        self.touched.insert(secret, ());
        true
    }
}

#[cfg(test)]
mod tests;
