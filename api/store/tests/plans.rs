//! How SQLite reads a table once it knows the statistics of it.

use diesel::{
    Connection, QueryableByName, RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_query,
    sql_types::Text,
};
use palier_store::{Settings, Store, Target};

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// A release asks of each visit whether a correction of it has arrived. Reading all visits for each would take days.
#[test]
fn corrections_of_a_visit_are_found_by_an_index_although_there_are_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("palier.db").to_str().expect("UTF-8").to_owned();
    let store = Store::open(&Settings {
        target: Target::Sqlite(path.clone()),
        pool_size: 1,
        acquire_timeout: std::time::Duration::from_secs(5),
        busy_timeout: std::time::Duration::from_secs(5),
        statement_cache: true,
    });
    store.migrate().expect("migrates");
    let mut database = SqliteConnection::establish(&path).expect("opens");
    database
        .batch_execute(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO visits (id, mode, household_id, campaign_id, field_worker_id, channel, outcome, occurred_at,
                     received_at, content, flags, fingerprint)
                 WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                 SELECT unhex(printf('%032x', i)), 'live', x'01', x'01', x'01', 'door', 'no_answer', i, i, '{}', '[]', x'00'
                 FROM n;
             ANALYZE;",
        )
        .expect("5,000 visits and their statistics");
    // Statistics are read when a connection opens.
    let mut database = SqliteConnection::establish(&path).expect("opens");
    let steps: Vec<Step> = sql_query(
        "EXPLAIN QUERY PLAN SELECT id FROM visits WHERE NOT EXISTS \
         (SELECT 1 FROM visits AS corrections WHERE corrections.supersedes_id = visits.id AND corrections.received_at <= 1)",
    )
    .load(&mut database)
    .expect("explained");
    let plan: Vec<&str> = steps.iter().map(|step| step.detail.as_str()).collect();
    assert!(
        plan.iter().any(|step| step.starts_with("SEARCH corrections USING INDEX visits_supersedes_id_idx")),
        "{plan:?}"
    );
}
