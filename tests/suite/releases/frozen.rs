//! What is published stays as it is.

use palier_tests::{
    both,
    field::{
        releases::{published, team},
        sync::{item, send},
    },
};
use serde_json::json;

both! {
    async fn c68_what_arrives_late_changes_no_published_period(app) {
        let team = team(app).await;
        let ids = team.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
        let visits = app.as_operator().all("/v1/visits", 200).await;
        let path = published(app, "2026-Q1").await;
        let reads = [
            format!("{path}/figures"),
            "/v1/neighbourhoods/QN09901N/needs?period=2026-Q1".to_owned(),
            format!("/v1/campaigns/{}/results?period=2026-Q1", team.campaign),
            format!("/v1/campaigns/{}/statement", team.campaign),
            format!("{path}/structure"),
            "/v1/municipalities/99001/needs?period=2026-Q1".to_owned(),
            "/v1/impact?period=2026-Q1".to_owned(),
            "/v1/impact/series".to_owned(),
        ];
        let read = async || {
            let mut all = vec![];
            for path in &reads {
                all.push(app.as_operator().get(path).await.expect(200).text());
            }
            for (path, form) in [(&reads[0], "text/csv"), (&reads[1], "text/csv"), (&reads[1], "application/geo+json")] {
                all.push(app.as_operator().get(path).header("accept", form).await.expect(200).text());
            }
            all
        };
        let before = read().await;
        // A phone that had no network until now, a correction, and erasures, however they come about.
        team.meet(app, (2, 50), ("2026-03-20T16:00:00Z", json!({}))).await;
        let mut correction = team.interview(&ids[0], "2026-02-10T16:00:00Z");
        correction["supersedes_id"] = visits[0]["id"].clone();
        correction["outcome"] = json!("declined");
        for member in ["language", "message", "found_useful"] {
            correction[member] = json!(null);
        }
        send(app, &team.phone, 3, &[item("visit", correction)]).await;
        app.connect().execute("DELETE FROM needs");
        app.connect().execute("DELETE FROM visits WHERE supersedes_id IS NOT NULL");
        assert_eq!(read().await, before);
    }
}
