//! Access tokens: got once for all calls, before the old one ends, and again when one is refused.

mod cache;
pub mod device;
mod exchange;
#[cfg(feature = "private-key")]
mod private_key;

use crate::client::Inner;
use crate::platform::Instant;
use crate::{Error, Secret};
use cache::{Cache, Issued};
#[cfg(feature = "offline")]
use device::DeviceTokens;
use device::Session;
#[cfg(feature = "private-key")]
pub use private_key::PrivateKey;
#[cfg(feature = "private-key")]
pub(crate) use private_key::Signer;

/// What a client shows to get tokens.
#[derive(Debug)]
pub(crate) enum Grant {
    /// A client's own secret.
    Secret { id: String, secret: Secret },
    /// A client's private key.
    #[cfg(feature = "private-key")]
    Key(Signer),
    /// A device's refresh token.
    Device(Session),
}

/// Where the tokens of a client come from.
#[derive(Debug)]
pub(crate) enum Auth {
    /// Nowhere: requests go without.
    None,
    /// Somebody else got one.
    Fixed(Secret),
    /// The token endpoint.
    Granted(Box<Granted>),
}

/// A grant, with the token that it last gave.
#[derive(Debug)]
pub(crate) struct Granted {
    pub grant: Grant,
    pub scope: Option<String>,
    pub cache: Cache,
}

impl Auth {
    pub(crate) fn granted(grant: Grant, scope: Option<String>) -> Self {
        Self::Granted(Box::new(Granted { grant, scope, cache: Cache::default() }))
    }

    /// The token to send now.
    pub(crate) async fn token(&self, client: &Inner) -> Result<Option<Secret>, Error> {
        match self {
            Self::None => Ok(None),
            Self::Fixed(token) => Ok(Some(token.clone())),
            Self::Granted(granted) => granted.cache.token(|| granted.fetch(client)).await.map(Some),
        }
    }

    /// Takes a token that came otherwise than by asking for the next, unless calls want one of other scopes.
    fn begin(&self, issued: Issued, asked_at: Instant) {
        if let Self::Granted(granted) = self
            && granted.scope.is_none()
        {
            granted.cache.keep(issued, asked_at);
        }
    }

    /// Tells that a token was refused, so that it is not sent again; whether there can be another one.
    pub(crate) fn refuse(&self, token: Option<&Secret>) -> bool {
        match (self, token) {
            (Self::Granted(granted), Some(token)) => {
                granted.cache.forget(token);
                true
            }
            _ => false,
        }
    }

    /// The enrolled device that calls, if one does.
    #[cfg(feature = "offline")]
    pub(crate) fn device(&self) -> Result<Option<DeviceTokens>, Error> {
        match self {
            Self::Granted(granted) => match &granted.grant {
                Grant::Device(session) => session.known(),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }
}
