//! A database that is too busy.

use std::time::Duration;

use palier_server::config::Config;
use palier_tests::{
    both,
    samples::{self, campaign},
};

fn impatient(config: &mut Config) {
    config.database.pool_size = 1;
    config.database.acquire_timeout_ms = 300;
    config.database.busy_timeout_ms = 20_000;
}

both! {
    async fn no_connection_in_time_is_503_with_retry_after(app, impatient) {

        app.as_partner().settle().await;
        let mut lock = app.connect();
        lock.stop_writes();
        let mut first = app.as_partner().post("/v1/campaigns", campaign()).into_future();
        assert!(tokio::time::timeout(Duration::from_millis(300), &mut first).await.is_err());
        // The only connection that writes is taken: the second one waits in vain.
        let second = app.as_partner().post("/v1/campaigns", campaign()).await;
        second.problem(503, "unavailable");
        assert!(second.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds >= 1));
        lock.execute("ROLLBACK");
        let _made = first.await.expect(201);
        let _next = app.as_partner().post("/v1/campaigns", campaign()).await.expect(201);
        assert_eq!(app.connect().count("campaigns"), 2);
    }

    async fn a_lock_that_is_not_given_up_is_503_or_504_and_nothing_is_written(app, |config| {
        impatient(config);
        config.database.busy_timeout_ms = 1_000;
        config.server.request_timeout_seconds = 3;
    }) {

        app.as_partner().settle().await;
        let mut lock = app.connect();
        lock.stop_writes();
        let answer = app.as_partner().post("/v1/campaigns", campaign()).key("k").await;
        match app.backend {
            // SQLite gives up waiting for the lock; PostgreSQL waits, and the server gives up waiting for it.
            palier_tests::Backend::Sqlite => drop(answer.problem(503, "unavailable")),
            palier_tests::Backend::Postgres => drop(answer.problem(504, "timeout")),
        }
        lock.execute("ROLLBACK");
        drop(lock);
        let mut status = 0;
        for _ in 0..50 {
            status = app.as_partner().post("/v1/campaigns", campaign()).key("k").await.status;
            if status == 201 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(status, 201);
        assert_eq!(app.connect().count("campaigns"), 1, "one key, one campaign");
    }

    async fn reading_goes_on_while_a_write_waits(app) {
        app.as_partner().settle().await;
        let id = samples::draft(app).await;
        let mut lock = app.connect();
        lock.stop_writes();
        let mut write = app.as_partner().post("/v1/campaigns", campaign()).into_future();
        assert!(tokio::time::timeout(Duration::from_millis(200), &mut write).await.is_err());
        for _ in 0..5 {
            let read = app.as_partner().get(&format!("/v1/campaigns/{id}")).into_future();
            let _read =
                tokio::time::timeout(Duration::from_secs(1), read).await.expect("at once").expect(200);
        }
        lock.execute("ROLLBACK");
        let _made = write.await.expect(201);
    }

    async fn many_clients_are_served_by_few_connections(app) {
        app.as_partner().settle().await;
        let writes = (0..40).map(|_| app.as_partner().post("/v1/campaigns", campaign()).into_future());
        let answers = futures_util::future::join_all(writes).await;
        let statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
        assert!(statuses.iter().all(|status| *status == 201), "{statuses:?}");
        assert_eq!(app.connect().count("campaigns"), 40);
    }
}
