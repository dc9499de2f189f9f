//! The one token that all calls share.

use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::platform::{Instant, within};
use crate::{Error, Secret};

/// How long a call waits at most for a token that it does not need yet.
const EARLY: Duration = Duration::from_secs(5);

/// A token, and for how long it is good.
#[derive(Debug)]
pub(crate) struct Issued {
    pub token: Secret,
    pub lifetime: Duration,
}

#[derive(Clone, Debug)]
struct Kept {
    token: Secret,
    refresh_at: Instant,
    ends_at: Instant,
}

/// Keeps a token, and lets one caller at a time get the next.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    kept: Mutex<Option<Kept>>,
    flight: tokio::sync::Mutex<()>,
}

impl Cache {
    /// The token that is kept, or a new one. Whoever comes while it is got waits for the same; whoever comes while the
    /// old one is still good uses that.
    pub(crate) async fn token<F>(&self, fetch: impl Fn() -> F) -> Result<Secret, Error>
    where
        F: Future<Output = Result<Issued, Error>>,
    {
        let seen = self.kept();
        if let Some(kept) = &seen {
            let now = Instant::now();
            if now < kept.refresh_at {
                return Ok(kept.token.clone());
            }
            if now < kept.ends_at {
                return Ok(self.early(fetch, kept).await);
            }
        }
        let _flight = self.flight.lock().await;
        match self.kept().filter(|kept| Instant::now() < kept.refresh_at) {
            Some(kept) => Ok(kept.token),
            None => self.fetch(fetch).await,
        }
    }

    /// One caller gets the next token before the old one ends; the others, and it too if that fails, use the old one.
    async fn early<F>(&self, fetch: impl Fn() -> F, old: &Kept) -> Secret
    where
        F: Future<Output = Result<Issued, Error>>,
    {
        let Ok(_flight) = self.flight.try_lock() else { return old.token.clone() };
        match self.kept().filter(|kept| Instant::now() < kept.refresh_at) {
            Some(kept) => kept.token,
            None => match within(EARLY, self.fetch(fetch)).await {
                Some(Ok(token)) => token,
                failed => {
                    let error = failed.and_then(Result::err).map(|error| error.to_string());
                    let error = error.as_deref().unwrap_or("no answer in time");
                    tracing::warn!(error, "no early access token; the old one is still good");
                    self.put_off(&old.token);
                    old.token.clone()
                }
            },
        }
    }

    /// The next early try is not at the very next call: calls would wait for it one after another.
    fn put_off(&self, token: &Secret) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.as_mut().filter(|kept| kept.token == *token) {
            kept.refresh_at = Instant::now() + EARLY;
        }
    }

    async fn fetch<F>(&self, fetch: impl Fn() -> F) -> Result<Secret, Error>
    where
        F: Future<Output = Result<Issued, Error>>,
    {
        let asked_at = Instant::now();
        let issued = fetch().await?;
        let token = issued.token.clone();
        self.keep(issued, asked_at);
        Ok(token)
    }

    /// Keeps a token that was asked for then.
    pub(crate) fn keep(&self, Issued { token, lifetime }: Issued, asked_at: Instant) {
        // A fifth of its life early, a minute at most: time enough to try again.
        let early = (lifetime / 5).min(Duration::from_secs(60));
        let kept = Kept { token, refresh_at: asked_at + (lifetime - early), ends_at: asked_at + lifetime };
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    }

    /// Forgets a token that was refused, unless another one came meanwhile.
    pub(crate) fn forget(&self, token: &Secret) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_some_and(|kept| kept.token == *token) {
            *kept = None;
        }
    }

    fn kept(&self) -> Option<Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
