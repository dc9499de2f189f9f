//! The PostgreSQL template and its clones: databases of one server, named after this process.

use std::sync::{
    Condvar, Mutex, PoisonError,
    atomic::{AtomicU32, Ordering},
};

use diesel::{Connection, PgConnection, RunQueryDsl, connection::SimpleConnection};
use palier_store::Target;

use crate::{
    database::{Template, has_ended},
    seed, sqlite,
};

const PREFIX: &str = "palier_test_";

/// The server's superuser URL.
fn admin_url() -> String {
    std::env::var("TEST_POSTGRES_URL").unwrap_or_else(|_| {
        panic!(
            "no PostgreSQL to test on: run `cargo xtask test`, which starts one (or `cargo xtask test --only sqlite`), \
             or set TEST_POSTGRES_URL to the superuser's URL of a server that is for tests alone"
        )
    })
}

/// Runs statements as the superuser, outside a transaction.
pub(crate) fn administer(sql: &str) -> diesel::QueryResult<()> {
    let mut conn = PgConnection::establish(&admin_url()).expect("TEST_POSTGRES_URL can be reached");
    conn.batch_execute(sql)
}

/// The admin's URL with another database.
fn url_of(database: &str) -> String {
    let admin = admin_url();
    let (address, query) = match admin.split_once('?') {
        Some((address, query)) => (address.to_owned(), format!("?{query}")),
        None => (admin, String::new()),
    };
    let host = address.rsplit_once('/').map_or(address.as_str(), |(host, _)| host);
    format!("{host}/{database}{query}")
}

#[derive(diesel::QueryableByName)]
struct Name {
    #[diesel(sql_type = diesel::sql_types::Text)]
    datname: String,
}

/// Drops what processes left behind that have ended.
fn sweep() {
    let mut conn = PgConnection::establish(&admin_url()).expect("TEST_POSTGRES_URL can be reached");
    let names: Vec<Name> = diesel::sql_query("SELECT datname::text AS datname FROM pg_database")
        .load(&mut conn)
        .expect("databases");
    for Name { datname } in names {
        let process = datname.strip_prefix(PREFIX).and_then(|rest| rest.split('_').next());
        if process.is_some_and(has_ended) {
            // Another process may be sweeping too.
            let _gone = conn.batch_execute(&format!("DROP DATABASE IF EXISTS {datname} WITH (FORCE)"));
        }
    }
}

pub(crate) fn template() -> Template {
    sweep();
    let source = format!("{PREFIX}{}_template", std::process::id());
    // A first attempt may have failed half-way.
    administer(&format!("DROP DATABASE IF EXISTS {source} WITH (FORCE)")).expect("a database can be dropped");
    administer(&format!("CREATE DATABASE {source}")).expect("a database can be made");
    let store = sqlite::open(Target::Postgres(url_of(&source)));
    let seed = seed::plant(&store);
    drop(store);
    // A database can only be cloned while nobody is connected to it.
    administer(&format!("ALTER DATABASE {source} ALLOW_CONNECTIONS false"))
        .expect("a database can be closed");
    administer(&format!(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{source}'"
    ))
    .expect("connections can be ended");
    Template { source, seed }
}

/// At most so many servers have connections at a time, however many tests the runner starts.
const MOST: u32 = 24;
static LIVE: (Mutex<u32>, Condvar) = (Mutex::new(0), Condvar::new());

/// A cloned database, dropped with the test.
pub(crate) struct Clone {
    name: String,
}

impl Clone {
    pub(crate) fn of(template: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let live = LIVE.0.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |live: &mut u32| *live >= MOST;
        *LIVE.1.wait_while(live, full).unwrap_or_else(PoisonError::into_inner) += 1;
        let name = format!("{PREFIX}{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let clone = Self { name };
        administer(&format!("CREATE DATABASE {} TEMPLATE {template}", clone.name))
            .expect("a template can be cloned");
        clone
    }

    pub(crate) fn url(&self) -> String {
        url_of(&self.name)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Clone {
    fn drop(&mut self) {
        // The next process sweeps what could not be dropped.
        let _dropped = administer(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        *LIVE.0.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        LIVE.1.notify_one();
    }
}
