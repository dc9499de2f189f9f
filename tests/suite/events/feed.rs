//! Reading the feed.

use palier_server::jobs::sweep::sweep;
use palier_tests::{App, both, on_postgres, samples};
use serde_json::Value;

fn ids(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["id"].as_str().expect("an id")).collect()
}

fn types(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["type"].as_str().expect("a type")).collect()
}

/// The feed from now on: what was told of the partner before (it joined, and got its clients) is known.
async fn from_now(app: &App) -> String {
    let before = app.as_partner().all("/v1/events", 50).await;
    assert_eq!(types(&before), ["organisation.created", "client.created", "client.created"]);
    format!("/v1/events?after={}", ids(&before)[2])
}

both! {
    async fn a_reader_goes_on_after_the_last_event_that_it_took(app) {
        let start = from_now(app).await;
        let first = samples::draft(app).await;
        let all = app.as_partner().all(&start, 1).await;
        assert_eq!((all.len(), all[0]["data"]["campaign_id"].as_str()), (1, Some(first.as_str())));
        let after = format!("/v1/events?after={}", ids(&all)[0]);
        assert!(app.as_partner().all(&after, 1).await.is_empty());
        let _second = samples::running(app).await;
        let more = app.as_partner().all(&after, 2).await;
        assert_eq!(types(&more), ["campaign.created", "campaign.submitted", "campaign.approved", "campaign.started"]);
        let one = app.as_partner().get(&format!("/v1/events/{}", ids(&more)[3])).await.expect(200);
        assert_eq!(one.json(), more[3]);
        let same = app.as_partner().get(&format!("/v1/events/{}", ids(&more)[3]));
        same.header("if-none-match", &one.etag()).await.expect(304);
        // The whole as an export, in the same order.
        let lines = app.as_partner().get("/v1/events").header("accept", "application/x-ndjson").await.expect(200);
        let lines: Vec<Value> =
            lines.text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines, app.as_partner().all("/v1/events", 200).await);
    }

    async fn the_feed_is_narrowed_by_type_and_time(app) {
        let start = from_now(app).await;
        let _running = samples::running(app).await;
        let all = app.as_partner().all(&start, 50).await;
        let approved = app.as_partner().all("/v1/events?type=campaign.approved", 50).await;
        assert_eq!(approved, all[2..3]);
        let second = all[1]["created_at"].as_str().expect("an instant");
        let since = app.as_partner().all(&format!("/v1/events?since={second}"), 50).await;
        let until = app.as_partner().all(&format!("{start}&until={second}"), 50).await;
        assert_eq!((since.as_slice(), until.as_slice()), (&all[1..], &all[..1]));
        app.as_partner().get("/v1/events?type=visit.recorded").await.problem(400, "invalid_parameters");
        let foreign = format!("/v1/events?after={}", ids(&all)[0]);
        app.as_other_partner().get(&foreign).await.problem(400, "invalid_parameters");
    }

    async fn c46_an_event_stays_for_as_long_as_is_configured_under_the_same_id(app) {
        let _draft = samples::draft(app).await;
        let before = app.as_partner().all("/v1/events", 50).await;
        let day = match app.backend {
            palier_tests::Backend::Sqlite => "at - 86400000000 *",
            palier_tests::Backend::Postgres => "at - interval '1 day' *",
        };
        let mut rows = app.connect();
        rows.execute(&format!("UPDATE events SET at = {day} 89"));
        sweep(app.state()).expect("it sweeps");
        assert_eq!(ids(&app.as_partner().all("/v1/events", 50).await), ids(&before));
        rows.execute(&format!("UPDATE events SET at = {day} 2"));
        sweep(app.state()).expect("it sweeps");
        assert!(app.as_partner().all("/v1/events", 50).await.is_empty());
        let after = format!("/v1/events?after={}", ids(&before)[0]);
        app.as_partner().get(&after).await.problem(400, "invalid_parameters");
    }
}

on_postgres! {
    async fn an_event_that_is_committed_late_is_never_skipped(app) {
        let start = from_now(app).await;
        let mut late = app.connect();
        late.execute("BEGIN");
        late.execute(&format!(
            "INSERT INTO events (id, at, event_type, mode, organisation_id, data) VALUES \
             (gen_random_uuid(), now(), 'organisation.updated', 'live', '{id}', \
             '{{\"organisation_id\": \"{id}\", \"kind\": \"partner\", \"version\": 2}}')",
            id = app.seed().partner.id,
        ));
        let _draft = samples::draft(app).await;
        let meanwhile = app.as_partner().all(&start, 50).await;
        assert!(meanwhile.is_empty(), "what comes after one that is still being written waits for it");
        late.execute("COMMIT");
        let all = app.as_partner().all(&start, 50).await;
        assert_eq!(types(&all), ["organisation.updated", "campaign.created"]);
    }
}
