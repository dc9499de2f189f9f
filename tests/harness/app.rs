//! The application under test.

use std::{collections::HashMap, path::Path, sync::Arc};

use palier_server::config::Config;
use palier_store::Store;
use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::{
    database::{Backend, Database, Raw, process_folder},
    logs,
    request::{Caller, Identity},
    seed::{Credentials, Seed},
    server::Server,
};

/// A running server with a database of its own.
pub struct App {
    // The order of the fields is the order of the end: first the server, then its database, then the folder.
    server: Server,
    database: Arc<Database>,
    folder: Arc<TempDir>,
    configure: fn(&mut Config),
    seed: &'static Seed,
    pub(crate) http: reqwest::Client,
    pub(crate) tokens: Mutex<HashMap<(String, Option<String>), String>>,
    /// Which database it runs on.
    pub backend: Backend,
}

/// Runs a test against a new [`App`].
pub fn run(backend: Backend, configure: fn(&mut Config), test: impl AsyncFnOnce(&App)) {
    if !backend.is_asked_for() {
        return;
    }
    let app = App::start(backend, configure);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(test(&app));
}

impl App {
    /// Starts a server on a clone of the template.
    #[must_use]
    pub fn start(backend: Backend, configure: fn(&mut Config)) -> Self {
        logs::keep();
        let folder = TempDir::new_in(process_folder()).expect("a folder for the test");
        crate::seed::copy_keys(&folder.path().join("keys.json"));
        crate::seed::make_vault(&folder.path().join("vault.json"));
        let database = Database::clone_template(backend, folder.path());
        Self::on(backend, (Arc::new(database), Arc::new(folder)), configure)
            .unwrap_or_else(|error| panic!("the server does not start: {error}"))
    }

    fn on(
        backend: Backend,
        (database, folder): (Arc<Database>, Arc<TempDir>),
        configure: fn(&mut Config),
    ) -> Result<Self, String> {
        let mut config = configuration(&database.url(), folder.path());
        configure(&mut config);
        let server = Server::start(config)?;
        Ok(Self {
            server,
            seed: &backend.template().seed,
            http: client(),
            tokens: Mutex::default(),
            database,
            folder,
            configure,
            backend,
        })
    }

    /// Tells the server to stop: it takes nothing new and finishes what runs.
    pub fn begin_to_stop(&self) {
        self.server.begin_to_stop();
    }

    /// The configuration of a test's server, on a database file that need not exist yet.
    #[must_use]
    pub fn configuration_of(database: &Path, folder: &Path) -> Config {
        configuration(&database.display().to_string(), folder)
    }

    /// Another server on the same database, with the same keys, as behind a load balancer.
    ///
    /// # Panics
    /// If it does not start.
    #[must_use]
    pub fn another_instance(&self) -> Self {
        self.reconfigured(self.configure)
    }

    /// [`Self::another_instance`], configured in another way.
    ///
    /// # Panics
    /// If it does not start.
    #[must_use]
    pub fn reconfigured(&self, configure: fn(&mut Config)) -> Self {
        let shared = (Arc::clone(&self.database), Arc::clone(&self.folder));
        Self::on(self.backend, shared, configure).expect("another instance starts")
    }

    /// `http://127.0.0.1:…`, without a trailing slash.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.server.state.public_url
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> std::net::SocketAddr {
        self.server.address
    }

    /// What the server's requests share: its store, its configuration, its document.
    #[must_use]
    pub fn state(&self) -> &palier_server::app::App {
        &self.server.state
    }

    /// The store, to read what no operation shows (the audit trail).
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.server.state.store
    }

    /// The organisations, clients and places that every test finds.
    #[must_use]
    pub fn seed(&self) -> &'static Seed {
        self.seed
    }

    /// The test's own folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database's URL or path.
    #[must_use]
    pub fn database_url(&self) -> String {
        self.database.url()
    }

    /// The name of the PostgreSQL database.
    #[must_use]
    pub fn database_name(&self) -> Option<&str> {
        match &*self.database {
            Database::Sqlite(_) => None,
            Database::Postgres(clone) => Some(clone.name()),
        }
    }

    /// Runs statements as PostgreSQL's superuser, from outside of the test's database.
    ///
    /// # Panics
    /// If they fail.
    pub fn administer_postgres(&self, sql: &str) {
        crate::postgres::administer(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// A connection beside the server's own.
    #[must_use]
    pub fn connect(&self) -> Raw {
        self.database.connect()
    }

    fn by(&self, identity: Identity) -> Caller<'_> {
        Caller { app: self, identity }
    }

    /// A caller without credentials.
    #[must_use]
    pub fn anonymous(&self) -> Caller<'_> {
        self.by(Identity::Nobody)
    }

    /// A caller with this access token.
    pub fn with_token(&self, token: impl Into<String>) -> Caller<'_> {
        self.by(Identity::Token(token.into()))
    }

    /// A caller with the token of a client.
    #[must_use]
    pub fn as_client(&self, credentials: &Credentials) -> Caller<'_> {
        self.by(Identity::Client { credentials: credentials.clone(), scope: None })
    }

    /// The operator of the deployment.
    #[must_use]
    pub fn as_operator(&self) -> Caller<'_> {
        self.as_client(&self.seed.operator.live)
    }

    /// A partner, whose campaigns the tests push.
    #[must_use]
    pub fn as_partner(&self) -> Caller<'_> {
        self.as_client(&self.seed.partner.live)
    }

    /// Another partner, who is to see nothing of the first.
    #[must_use]
    pub fn as_other_partner(&self) -> Caller<'_> {
        self.as_client(&self.seed.other_partner.live)
    }

    /// The municipality of commune 99001.
    #[must_use]
    pub fn as_municipality(&self) -> Caller<'_> {
        self.as_client(&self.seed.municipality.live)
    }

    /// The municipality of commune 99003.
    #[must_use]
    pub fn as_other_municipality(&self) -> Caller<'_> {
        self.as_client(&self.seed.other_municipality.live)
    }

    /// A publisher of third-party applications.
    #[must_use]
    pub fn as_app_publisher(&self) -> Caller<'_> {
        self.as_client(&self.seed.app_publisher.live)
    }
}

fn configuration(database: &str, folder: &Path) -> Config {
    let mut config = Config::default();
    config.server.listen = ([127, 0, 0, 1], 0).into();
    config.server.workers = 1;
    config.server.shutdown_timeout_seconds = 5;
    config.database.url = database.into();
    config.database.pool_size = 2;
    // As many servers as tests run on a few cores, and a connection takes its time; tests of the wait set their own.
    config.database.acquire_timeout_ms = 15_000;
    config.auth = crate::seed::auth();
    config.auth.keys_file = Some(folder.join("keys.json"));
    config.privacy.vault_file = Some(folder.join("vault.json"));
    // Tests are quick and many; those of the limits set their own.
    config.limits.requests_per_minute = 600_000;
    config.limits.burst = 100_000;
    config.limits.token_requests_per_minute = 60_000;
    config.telemetry.metrics_enabled = false;
    // The receivers of webhooks in tests listen on this machine.
    config.webhooks.private_networks = vec!["127.0.0.0/8".parse().expect("a network")];
    config
}

/// A client that shows answers as they are: no redirect is followed, nothing decompressed.
fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .no_gzip()
        .no_proxy()
        // The server ends connections that nobody uses for 5 seconds, and a test that thinks that long does not notice.
        .pool_idle_timeout(std::time::Duration::from_secs(2))
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_only([])
        .build()
        .expect("an HTTP client")
}
