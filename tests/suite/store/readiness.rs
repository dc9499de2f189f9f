//! The database goes away and comes back. (A file does not go away from who has it open; what can happen to it is in
//! `full` and `waiting`.)

use std::time::{Duration, Instant};

use palier_tests::{App, both, on_postgres, samples};

/// Nobody gets in, and who was in is thrown out.
fn close(app: &App) {
    if let Some(name) = app.database_name() {
        app.administer_postgres(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false"));
        cut(app);
    }
}

/// Ends all connections; new ones can be made at once.
fn cut(app: &App) {
    if let Some(name) = app.database_name() {
        app.administer_postgres(&format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"
        ));
    }
}

fn open(app: &App) {
    if let Some(name) = app.database_name() {
        app.administer_postgres(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true"));
    }
}

/// Asks until it is answered by 200; no restart is needed.
async fn until_ok(app: &App, path: &str) {
    let begun = Instant::now();
    loop {
        let answer = app.as_partner().get(path).await;
        if answer.status == 200 {
            return;
        }
        answer.problem(503, "unavailable");
        assert!(begun.elapsed() < Duration::from_secs(5), "{path} does not come back");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

both! {
    async fn probes_and_metrics(app, |config| config.telemetry.metrics_enabled = true) {

        let health = app.anonymous().get("/healthz").await.expect(200);
        assert_eq!(health.header("cache-control"), "no-store");
        let ready = app.anonymous().get("/readyz").await.expect(200);
        assert_eq!(ready.json()["status"], "ready");
        let _asked =
            app.as_partner().get("/v1/campaigns/019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e").await.expect(404);
        let metrics = app.anonymous().get("/metrics").await.expect(200);
        assert!(metrics.header("content-type").starts_with("text/plain"));
        let text = metrics.text();
        assert!(text.contains("/v1/campaigns/{id}"), "by route template: {text}");
        assert!(!text.contains("019ab0f2"), "no id is a label");
    }

    async fn metrics_can_be_switched_off(app) {
        app.anonymous().get("/metrics").await.problem(404, "not_found");
    }
}

on_postgres! {
    async fn readyz_follows_a_database_that_goes_and_comes_back(app, |config| config.database.acquire_timeout_ms = 500) {
        let id = samples::draft(app).await;
        let path = format!("/v1/campaigns/{id}");
        for _round in 0..2 {
            let _ready = app.anonymous().get("/readyz").await.expect(200);
            close(app);
            let down = app.anonymous().get("/readyz").await;
            down.problem(503, "unavailable");
            assert!(down.header("retry-after").parse::<u32>().is_ok());
            let _alive = app.anonymous().get("/healthz").await.expect(200);
            let read = app.as_partner().get(&path).await;
            read.problem(503, "unavailable");
            assert!(read.header("retry-after").parse::<u32>().is_ok());
            app.as_partner()
                .post("/v1/campaigns", samples::campaign())
                .key("again")
                .await
                .problem(503, "unavailable");
            open(app);
            until_ok(app, "/readyz").await;
            // What has been revoked is read again a moment later; nobody is let in before.
            until_ok(app, &path).await;
            let _made =
                app.as_partner().post("/v1/campaigns", samples::campaign()).key("again").await.expect(201);
        }
        assert_eq!(app.connect().count("campaigns"), 2, "both rounds sent one key");
    }

    async fn connections_that_died_unseen_are_replaced(app) {
        let id = samples::draft(app).await;
        let path = format!("/v1/campaigns/{id}");
        for round in 0..3 {
            cut(app);
            // The first request meets dead connections only, and nobody notices.
            let _read = app.as_partner().get(&path).await.expect(200);
            cut(app);
            let _made = app
                .as_partner()
                .post("/v1/campaigns", samples::campaign())
                .key(&format!("k{round}"))
                .await
                .expect(201);
        }
        assert_eq!(app.connect().count("campaigns"), 4);
    }
}
