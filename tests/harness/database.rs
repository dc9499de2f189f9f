//! A database a test, cloned from a template, and gone with the test.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection, connection::SimpleConnection};

use palier_domain::time::Instant;
use uuid::Uuid;

use crate::{postgres, seed::Seed, sqlite};

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file.
    Sqlite,
    /// The server that `TEST_POSTGRES_URL` names.
    Postgres,
}

impl Backend {
    /// Whether this run is about this database: `cargo xtask test --only sqlite` leaves the other out.
    #[must_use]
    pub fn is_asked_for(self) -> bool {
        let name = match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        };
        std::env::var("TEST_ONLY_DATABASE").map_or(true, |only| only == name)
    }

    /// An id, as its SQL has it.
    #[must_use]
    pub fn id(self, id: Uuid) -> String {
        match self {
            Self::Sqlite => format!("x'{}'", id.simple()),
            Self::Postgres => format!("'{id}'"),
        }
    }

    /// A time, as its SQL has it.
    #[must_use]
    pub fn time(self, at: Instant) -> String {
        match self {
            Self::Sqlite => (at.seconds() * 1_000_000).to_string(),
            Self::Postgres => format!("to_timestamp({})", at.seconds()),
        }
    }

    pub(crate) fn template(self) -> &'static Template {
        static SQLITE: OnceLock<Template> = OnceLock::new();
        static POSTGRES: OnceLock<Template> = OnceLock::new();
        match self {
            Self::Sqlite => SQLITE.get_or_init(sqlite::template),
            Self::Postgres => POSTGRES.get_or_init(postgres::template),
        }
    }
}

/// A migrated and seeded database that nobody is connected to.
pub(crate) struct Template {
    /// The file's path, or the database's name.
    pub(crate) source: String,
    pub(crate) seed: Seed,
}

/// A database of one test.
pub(crate) enum Database {
    Sqlite(PathBuf),
    Postgres(postgres::Clone),
}

impl Database {
    /// A clone of the template; an SQLite file stands in `folder`.
    pub(crate) fn clone_template(backend: Backend, folder: &Path) -> Self {
        let template = backend.template();
        match backend {
            Backend::Sqlite => {
                let file = folder.join("palier.db");
                std::fs::copy(&template.source, &file).expect("the template can be copied");
                Self::Sqlite(file)
            }
            Backend::Postgres => Self::Postgres(postgres::Clone::of(&template.source)),
        }
    }

    pub(crate) fn url(&self) -> String {
        match self {
            Self::Sqlite(file) => file.display().to_string(),
            Self::Postgres(clone) => clone.url(),
        }
    }

    pub(crate) fn connect(&self) -> Raw {
        match self {
            Self::Sqlite(file) => {
                let mut conn =
                    SqliteConnection::establish(&file.display().to_string()).expect("a connection");
                conn.batch_execute("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = OFF").expect("pragmas");
                Raw::Sqlite(conn)
            }
            Self::Postgres(clone) => {
                Raw::Postgres(PgConnection::establish(&clone.url()).expect("a connection"))
            }
        }
    }
}

/// A connection of the test's own, beside the server's: to break things, to hold locks, to look at rows.
pub enum Raw {
    /// To the test's file.
    Sqlite(SqliteConnection),
    /// To the test's database.
    Postgres(PgConnection),
}

#[derive(diesel::QueryableByName)]
struct Number {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    number: i64,
}

#[derive(diesel::QueryableByName)]
struct Text {
    #[diesel(sql_type = diesel::sql_types::Text)]
    text: String,
}

impl Raw {
    /// Runs statements.
    ///
    /// # Panics
    /// If they fail.
    pub fn execute(&mut self, sql: &str) {
        self.try_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// Runs statements that may be refused.
    ///
    /// # Errors
    /// What the database says.
    pub fn try_execute(&mut self, sql: &str) -> diesel::QueryResult<()> {
        match self {
            Self::Sqlite(conn) => conn.batch_execute(sql),
            Self::Postgres(conn) => conn.batch_execute(sql),
        }
    }

    /// The one number that a query without parameters gives, such as `count(*)`.
    pub fn number(&mut self, expression: &str) -> i64 {
        let query = diesel::sql_query(format!("SELECT {expression} AS number"));
        let row: Number = match self {
            Self::Sqlite(conn) => query.get_result(conn),
            Self::Postgres(conn) => query.get_result(conn),
        }
        .unwrap_or_else(|error| panic!("{expression}: {error}"));
        row.number
    }

    /// How many rows a table has.
    pub fn count(&mut self, table: &str) -> i64 {
        self.number(&format!("(SELECT count(*) FROM {table})"))
    }

    /// The texts that a query gives in its only column, `text`.
    pub fn texts(&mut self, sql: &str) -> Vec<String> {
        let query = diesel::sql_query(sql);
        let rows: Vec<Text> = match self {
            Self::Sqlite(conn) => query.load(conn),
            Self::Postgres(conn) => query.load(conn),
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
        rows.into_iter().map(|row| row.text).collect()
    }

    /// Takes the lock that every write needs, until the connection is dropped or told to `ROLLBACK`: SQLite's write
    /// lock, or the tables that changes are recorded in.
    pub fn stop_writes(&mut self) {
        match self {
            Self::Sqlite(_) => self.execute("BEGIN IMMEDIATE"),
            Self::Postgres(_) => self.execute("BEGIN; LOCK TABLE audit_events IN EXCLUSIVE MODE"),
        }
    }
}

/// The folder of this process, for templates and tests; those of processes that have ended are removed.
pub(crate) fn process_folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let all = std::env::temp_dir();
        for entry in std::fs::read_dir(&all).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let process = name.to_str().and_then(|name| name.strip_prefix(PREFIX)).map(str::to_owned);
            if process.is_some_and(|process| has_ended(&process)) {
                // Somebody else may be removing it too.
                let _gone = std::fs::remove_dir_all(entry.path());
            }
        }
        let own = all.join(format!("{PREFIX}{}", std::process::id()));
        std::fs::create_dir_all(&own).expect("the temporary folder can be written");
        own
    })
}

const PREFIX: &str = "palier-tests-";

/// Whether a process number, as it stands in a name, is nobody's any more.
pub(crate) fn has_ended(process: &str) -> bool {
    let is_number = !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit());
    is_number && Path::new("/proc/self").exists() && !Path::new("/proc").join(process).exists()
}
