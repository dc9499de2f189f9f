//! The running server: opens what it needs, listens, and stops in peace.

use std::{net::SocketAddr, path::Path, sync::Arc, time::Duration};

use actix_cors::Cors;
use actix_web::{
    App as ActixApp, Error, HttpServer,
    body::MessageBody,
    dev::{ServerHandle, ServiceFactory, ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::{Compress, from_fn},
    web::Data,
};
use palier_store::{Settings, Store, StoreError, Target};
use secrecy::ExposeSecret;

use crate::{
    app::{App, WRITERS},
    config::{Config, ConfigError, CorsConfig},
    http,
    http::middleware::{finish::finish, observe::observe},
    jobs,
    keys::{KeyError, KeyRing, SharedKeyRing, Vault},
    signals::Signals,
    telemetry::metrics::Metrics,
    tls::{Certificate, TlsError},
};

/// How long jobs and store each may take to end, once no request is running.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why the server can't start; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The certificate.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The database.
    #[error(
        "The database can't be used: {0}. Check database.url (PALIER_DATABASE_URL, --database): that the server \
             runs and takes this user, or that the file's folder exists and can be written."
    )]
    Store(#[from] StoreError),
    /// The address.
    #[error(
        "Nothing can listen on {address}: {cause}. Another program may use the port; choose one with --listen."
    )]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What is wrong.
        cause: std::io::Error,
    },
    /// Anything else the operating system refuses.
    #[error("The server failed: {0}")]
    Io(#[from] std::io::Error),
    /// Metrics that can't be recorded.
    #[error("Metrics can't be recorded: {0}")]
    Metrics(String),
}

/// Opens the configured store; no connection is made yet.
///
/// # Errors
/// If the configuration names no database that can be.
pub fn open_store(config: &Config) -> Result<Store, StartError> {
    let database = &config.database;
    let target = Target::parse(database.url.expose_secret());
    if let Target::Sqlite(file) = &target {
        make_private(Path::new(file));
    }
    Ok(Store::open(&Settings {
        target,
        pool_size: database.pool_size,
        acquire_timeout: Duration::from_millis(database.acquire_timeout_ms),
        busy_timeout: Duration::from_millis(database.busy_timeout_ms.into()),
        statement_cache: database.statement_cache,
    }))
}

/// Makes a database that does not exist yet, empty, for nobody else to read; SQLite gives the files beside it the same
/// mode. If that fails, SQLite will fail too, and says why.
fn make_private(file: &Path) {
    use std::os::unix::fs::OpenOptionsExt;
    let _ = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
}

/// The vault: made on first run beside the embedded database; with PostgreSQL the file must exist.
///
/// # Errors
/// [`StartError::Keys`].
pub fn open_vault(config: &Config, store_is_embedded: bool) -> Result<Arc<Vault>, StartError> {
    let file = config.vault_file()?;
    let vault = if store_is_embedded {
        Vault::load_or_generate(&file, jiff::Timestamp::now().into())?
    } else {
        Vault::load(&file)?
    };
    Ok(Arc::new(vault))
}

/// The signing keys: made on first run beside the embedded database; with PostgreSQL the file must exist.
///
/// # Errors
/// If they can't be read, or made.
pub fn open_keys(config: &Config, store_is_embedded: bool) -> Result<Arc<SharedKeyRing>, StartError> {
    let file = config.keys_file()?;
    if store_is_embedded {
        KeyRing::load_or_generate(&file, config.auth.signing_algorithm, jiff::Timestamp::now().into())?;
    }
    Ok(Arc::new(SharedKeyRing::load(file)?))
}

/// A server that listens.
pub struct Running {
    /// What its requests share.
    pub app: Data<App>,
    /// Where it listens.
    pub address: SocketAddr,
    server: actix_web::dev::Server,
    jobs: jobs::Jobs,
    signals: Signals,
}

impl Running {
    /// Stops it from elsewhere.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Serves until it is stopped (SIGTERM, SIGINT, or the handle), then closes the store. Threads that a database
    /// call holds may be left behind.
    ///
    /// # Errors
    /// What the operating system refuses.
    pub async fn serve(self) -> std::io::Result<()> {
        let Self { app, server, jobs, signals, .. } = self;
        actix_web::rt::spawn(stop_on_signals(server.handle(), signals));
        let result = server.await;
        jobs.stop(PATIENCE).await;
        let store = app.store.clone();
        let closing = actix_web::rt::task::spawn_blocking(move || store.close());
        if actix_web::rt::time::timeout(PATIENCE, closing).await.is_err() {
            tracing::warn!("the database did not close in time");
        }
        tracing::info!("stopped");
        result
    }
}

/// Migrates, binds and starts; the answer is there as soon as the port is. `signals` are what this process listens for
/// already, if it does.
///
/// # Errors
/// [`StartError`], which says what to do.
pub fn start(config: Config, signals: Option<Signals>) -> Result<Running, StartError> {
    config.check_serving()?;
    let store = open_store(&config)?;
    let migrated = store.migrate()?;
    if !migrated.is_empty() {
        tracing::info!(count = migrated.len(), "migrated the database");
    }
    let embedded = matches!(Target::parse(config.database.url.expose_secret()), Target::Sqlite(_));
    let keys = open_keys(&config, embedded)?;
    let vault = open_vault(&config, embedded)?;
    let metrics = match config.telemetry.metrics_enabled {
        true => Some(Metrics::install().map_err(|error| StartError::Metrics(error.to_string()))?),
        false => None,
    };
    let certificate = match (&config.tls.cert, &config.tls.key) {
        (Some(cert), Some(key)) => Some(Certificate::load(cert, key)?),
        _ => None,
    };
    // Bound before the App is made: with port 0 the public URL is known only now.
    let cause = |cause| StartError::Listen { address: config.server.listen, cause };
    let listener = std::net::TcpListener::bind(config.server.listen).map_err(cause)?;
    let address = listener.local_addr()?;
    let mut config = config;
    config.server.listen = address;
    let public_url = config.public_url();
    let app = Data::new(App::new(store, config, (keys, vault), (public_url, metrics)));
    // Before the first request, so that no look-up by position misses what is there.
    jobs::prime(&app)?;
    // Before the workers run, any of which would take a signal that nobody listens for, and before a caller is told.
    let signals = signals.map_or_else(Signals::listen, Ok)?;
    let server = listen(&app, listener, certificate)?;
    let jobs = jobs::start(&app);
    Ok(Running { app, address, server, jobs, signals })
}

/// The application as it is served: all its routes, with everything that stands around them.
pub fn application(
    app: &Data<App>,
) -> ActixApp<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    ActixApp::new()
        .wrap(Compress::default())
        .wrap(cors(&app.config.cors))
        .wrap(from_fn(finish))
        .wrap(from_fn(observe))
        .configure(http::configure(Data::clone(app)))
}

fn listen(
    app: &Data<App>,
    listener: std::net::TcpListener,
    certificate: Option<Arc<Certificate>>,
) -> Result<actix_web::dev::Server, StartError> {
    let config = app.config.server.clone();
    let workers = config.workers.max(1);
    // The largest effect that was measured: more blocking threads than connections only wait for each other.
    // Where writers wait for each other, one thread more than they may hold is left for reads.
    let least = if app.store.single_writer() { WRITERS + 1 } else { 2 };
    let blocking = (app.config.database.pool_size as usize + 2).div_ceil(workers).max(least);
    let data = Data::clone(app);
    let server = HttpServer::new(move || application(&data))
        .workers(workers)
        .disable_signals()
        .worker_max_blocking_threads(blocking)
        .shutdown_timeout(config.shutdown_timeout_seconds)
        .client_request_timeout(Duration::from_secs(config.request_timeout_seconds.max(1)));
    let server = match certificate {
        None => server.listen_auto_h2c(listener)?,
        Some(certificate) => {
            let tls = certificate.server_config()?;
            actix_web::rt::spawn(certificate.reload_on_hangup());
            server.listen_rustls_0_23(listener, tls)?
        }
    };
    Ok(server.run())
}

/// SIGTERM and SIGINT (Ctrl-C) let the running requests finish, for as long as is configured; a second one does not.
async fn stop_on_signals(server: ServerHandle, mut signals: Signals) {
    let mut graceful = true;
    loop {
        signals.next().await;
        tracing::info!(graceful, "stopping");
        drop(actix_web::rt::spawn(server.stop(graceful)));
        graceful = false;
    }
}

fn cors(config: &CorsConfig) -> Cors {
    let cors = Cors::default()
        .allowed_methods([
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ])
        .allowed_headers([
            header::AUTHORIZATION,
            header::ACCEPT,
            header::CONTENT_TYPE,
            header::IF_MATCH,
            header::IF_NONE_MATCH,
            header::HeaderName::from_static("idempotency-key"),
            header::HeaderName::from_static("prefer"),
            header::HeaderName::from_static("x-request-id"),
        ])
        .expose_headers([
            "deprecation",
            "etag",
            "link",
            "location",
            "preference-applied",
            "ratelimit",
            "ratelimit-policy",
            "retry-after",
            "sunset",
            "www-authenticate",
            "x-request-id",
        ])
        .block_on_origin_mismatch(false)
        .max_age(config.max_age_seconds);
    if config.allowed_origins.iter().any(|origin| origin == "*") {
        return cors.allow_any_origin();
    }
    config.allowed_origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::{Config, open_store};

    #[test]
    fn nobody_else_reads_a_new_database() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::default();
        config.database.url = folder.path().join("p.db").display().to_string().into();
        let store = open_store(&config).expect("opened");
        store.migrate().expect("migrated");
        for name in ["p.db", "p.db-wal", "p.db-shm"] {
            let metadata = std::fs::metadata(folder.path().join(name)).expect("a file");
            assert_eq!(metadata.permissions().mode() & 0o777, 0o600, "{name}");
        }
    }
}
