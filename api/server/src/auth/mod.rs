//! Who a caller is: access tokens and what has been revoked before its time.

pub mod secrets;

use palier_domain::{caller::Actor, caller::Caller, scope::Scope, time::Instant};

/// What a valid access token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Who calls.
    pub caller: Caller,
    /// What the token may be used for.
    pub scopes: Vec<Scope>,
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

/// Access tokens: made, verified, remembered.
#[derive(Debug)]
pub struct Auth;

impl Auth {
    /// As configured.
    #[must_use]
    pub fn new(_config: &crate::config::Config, _public_url: &str) -> Self {
        Self
    }

    /// What a token says, if it holds.
    ///
    /// # Errors
    /// A 401 problem.
    pub fn verify(
        &self,
        _app: &crate::app::App,
        _token: &str,
    ) -> Result<std::sync::Arc<Access>, crate::http::problem::Problem> {
        Err(crate::http::extract::invalid_token("No token is issued yet."))
    }
}
