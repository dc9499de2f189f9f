//! What every request needs, made once at start.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use arc_swap::ArcSwap;
use jiff::tz::TimeZone;
use palier_domain::{geography::GeographyIndex, ids::ClientId, time::Instant};
use palier_store::{Store, StoreError};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use crate::{
    auth::Auth,
    config::Config,
    http::{contract::Contract, limits::Limits},
    keys::{SharedKeyRing, Vault},
    service::{ServiceError, field::Field},
    telemetry::metrics::Metrics,
    webhooks::{Webhooks, address::Reach},
};

/// Writers that may hold a thread at once where only one can write: the one that does, and the next.
pub const WRITERS: usize = 2;

/// The application: one a process, shared by all workers.
pub struct App {
    /// The database.
    pub store: Store,
    /// The effective configuration.
    pub config: Config,
    /// Signing keys and the sealing key.
    pub keys: Arc<SharedKeyRing>,
    /// The keys that protect personal data.
    pub vault: Arc<Vault>,
    /// Access tokens and what has been revoked.
    pub auth: Auth,
    /// Rate limits.
    pub limits: Limits,
    /// The published document, as it is enforced.
    pub contract: Arc<Contract>,
    /// Boundaries in memory.
    pub geography: ArcSwap<GeographyIndex>,
    /// Prometheus metrics, if they are enabled.
    pub metrics: Option<Metrics>,
    /// Which addresses webhooks may be sent to.
    pub reach: Reach,
    /// The URL that callers know this server by, without a trailing slash.
    pub public_url: String,
    running: Mutex<HashSet<(ClientId, String)>>,
    writers: Option<Arc<Semaphore>>,
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        store: Store,
        config: Config,
        (keys, vault): (Arc<SharedKeyRing>, Arc<Vault>),
        (public_url, metrics): (String, Option<Metrics>),
    ) -> Self {
        Self {
            auth: Auth::new(&config, &public_url),
            limits: Limits::new(&config.limits),
            contract: Contract::published(),
            geography: ArcSwap::from_pointee(GeographyIndex::new([])),
            running: Mutex::default(),
            writers: store.single_writer().then(|| Arc::new(Semaphore::new(WRITERS))),
            reach: Reach::new(&config.webhooks.private_networks),
            store,
            config,
            keys,
            vault,
            metrics,
            public_url,
        }
    }

    /// What the use cases of the field need.
    #[must_use]
    pub fn field(&self) -> Field<'_> {
        Field { vault: &self.vault, rules: &self.config.field }
    }

    /// What the use cases of webhook endpoints need.
    #[must_use]
    pub fn webhooks(&self) -> Webhooks<'_> {
        Webhooks { vault: &self.vault, reach: &self.reach }
    }

    /// Whose clocks tell the hours of visits.
    ///
    /// # Errors
    /// If it is not known any more: the configuration was checked at the start.
    pub fn zone(&self) -> Result<TimeZone, ServiceError> {
        TimeZone::get(&self.config.disclosure.time_zone)
            .map_err(|error| ServiceError::Internal(error.to_string()))
    }

    /// The present, by the server's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        jiff::Timestamp::now().into()
    }

    /// The turn to write, to be held until that is done; with PostgreSQL everybody's. Writers that wait for each other
    /// wait here, and not on the threads that reads need as well.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if the turn does not come within `database.acquire_timeout_ms`.
    pub async fn turn_to_write(&self) -> Result<Option<OwnedSemaphorePermit>, StoreError> {
        let Some(writers) = &self.writers else { return Ok(None) };
        let patience = Duration::from_millis(self.config.database.acquire_timeout_ms);
        match timeout(patience, Arc::clone(writers).acquire_owned()).await {
            Ok(Ok(turn)) => Ok(Some(turn)),
            _ => Err(StoreError::Unavailable("other writers took too long".to_owned())),
        }
    }

    /// Marks a keyed request as running; `None` if it is already. (PostgreSQL's advisory lock says the same across
    /// instances; this one answers before a connection is taken.)
    pub fn begin(self: &Arc<Self>, client: ClientId, key: &str) -> Option<Running> {
        let entry = (client, key.to_owned());
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.insert(entry.clone()).then(|| Running { app: Arc::clone(self), entry })
    }
}

/// A keyed request that is running; ends when dropped.
pub struct Running {
    app: Arc<App>,
    entry: (ClientId, String),
}

impl Drop for Running {
    fn drop(&mut self) {
        self.app.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.entry);
    }
}
