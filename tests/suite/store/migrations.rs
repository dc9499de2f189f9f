//! Migrations, forth and back and forth again, on both databases.

use palier_tests::{App, Backend, both, samples};

/// The columns of every table: `campaigns.title`, sorted. What each database keeps for itself is left out.
fn columns(app: &App) -> Vec<String> {
    let sql = match app.backend {
        Backend::Sqlite => {
            "SELECT t.name || '.' || c.name AS text FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\'"
        }
        Backend::Postgres => {
            "SELECT table_name || '.' || column_name AS text FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%'"
        }
    };
    let mut columns = app.connect().texts(sql);
    columns.sort();
    columns
}

/// Which columns must have a value; a key of SQLite's must have one even if it does not say so.
fn required(app: &App) -> Vec<String> {
    let sql = match app.backend {
        Backend::Sqlite => {
            "SELECT t.name || '.' || c.name AS text FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' \
             AND (c.\"notnull\" = 1 OR c.pk > 0)"
        }
        Backend::Postgres => {
            "SELECT table_name || '.' || column_name AS text FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%' AND is_nullable = 'NO'"
        }
    };
    let mut columns = app.connect().texts(sql);
    columns.sort();
    columns
}

fn indexes(app: &App) -> Vec<String> {
    let sql = match app.backend {
        Backend::Sqlite => {
            "SELECT name AS text FROM sqlite_schema WHERE type = 'index' AND name LIKE '%\\_idx' ESCAPE '\\'"
        }
        Backend::Postgres => {
            "SELECT indexname::text AS text FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE '%\\_idx'"
        }
    };
    let mut names = app.connect().texts(sql);
    names.sort();
    names
}

both! {
    async fn migrations_run_revert_and_run_again(app) {
        let (columns_before, indexes_before) = (columns(app), indexes(app));
        assert!(
            columns_before.len() > 60 && indexes_before.len() > 5,
            "{columns_before:?} {indexes_before:?}"
        );
        assert_eq!(app.store().pending_migrations().expect("asked"), 0);
        let reverted = app.store().revert_all().expect("reverted");
        assert!(!reverted.is_empty());
        assert_eq!((columns(app), indexes(app)), (vec![], vec![]), "down.sql leaves nothing");
        assert_eq!(app.store().pending_migrations().expect("asked"), reverted.len());
        app.anonymous().get("/readyz").await.problem(503, "unavailable");
        let again = app.store().migrate().expect("migrated");
        assert_eq!(again.len(), reverted.len());
        assert_eq!((columns(app), indexes(app)), (columns_before, indexes_before));
        assert!(app.store().migrate().expect("nothing to do").is_empty());
        let _ready = app.anonymous().get("/readyz").await.expect(200);
    }

    /// Each change is recorded with foreign keys on: nothing points at nothing.
    async fn references_hold(app) {
        let _id = samples::running(app).await;
        let orphan = "INSERT INTO campaign_neighbourhoods SELECT id, 'QN09999N' FROM campaigns";
        let mut rows = app.connect();
        if app.backend == Backend::Sqlite {
            rows.execute("PRAGMA foreign_keys = ON");
        }
        let tried = rows.try_execute(orphan);
        assert!(tried.is_err(), "an orphan was taken");
    }
}

/// Both databases have the same tables, columns and indexes.
#[test]
fn both_schemas_are_the_same() {
    if !(Backend::Sqlite.is_asked_for() && Backend::Postgres.is_asked_for()) {
        return;
    }
    let (sqlite, postgres) = (App::start(Backend::Sqlite, |_| {}), App::start(Backend::Postgres, |_| {}));
    assert_eq!(columns(&sqlite), columns(&postgres));
    assert_eq!(required(&sqlite), required(&postgres));
    assert_eq!(indexes(&sqlite), indexes(&postgres));
    let names = |kind: &str| {
        let folder = format!("{}/../migrations/{kind}", env!("CARGO_MANIFEST_DIR"));
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

/// Many servers may start at once on an empty database.
#[test]
fn simultaneous_starts_migrate_once() {
    for backend in [Backend::Sqlite, Backend::Postgres].into_iter().filter(|backend| backend.is_asked_for()) {
        let app = App::start(backend, |_| {});
        let _reverted = app.store().revert_all().expect("reverted");
        let all = app.store().pending_migrations().expect("asked");
        let ran: usize = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..4).map(|_| scope.spawn(|| app.another_instance())).collect();
            let instances: Vec<_> =
                starts.into_iter().map(|start| start.join().expect("it starts")).collect();
            instances.len()
        });
        assert_eq!(ran, 4);
        assert_eq!(app.store().pending_migrations().expect("asked"), 0);
        assert_eq!(app.connect().count("__diesel_schema_migrations"), i64::try_from(all).expect("few"));
    }
}
