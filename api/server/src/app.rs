//! What every request needs, made once at start.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use arc_swap::ArcSwap;
use palier_domain::{geography::GeographyIndex, ids::ClientId, time::Instant};
use palier_store::Store;

use crate::{
    auth::Auth,
    config::Config,
    http::{contract::Contract, limits::Limits},
    keys::SharedKeyRing,
    telemetry::metrics::Metrics,
};

/// The application: one a process, shared by all workers.
pub struct App {
    /// The database.
    pub store: Store,
    /// The effective configuration.
    pub config: Config,
    /// Signing keys and the sealing key.
    pub keys: Arc<SharedKeyRing>,
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
    /// The URL that callers know this server by, without a trailing slash.
    pub public_url: String,
    running: Mutex<HashSet<(ClientId, String)>>,
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        store: Store,
        config: Config,
        keys: Arc<SharedKeyRing>,
        (public_url, metrics): (String, Option<Metrics>),
    ) -> Self {
        Self {
            auth: Auth::new(&config, &public_url),
            limits: Limits::new(&config.limits),
            contract: Contract::published(),
            geography: ArcSwap::from_pointee(GeographyIndex::new([])),
            running: Mutex::default(),
            store,
            config,
            keys,
            metrics,
            public_url,
        }
    }

    /// The present, by the server's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        jiff::Timestamp::now().into()
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
