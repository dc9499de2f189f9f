//! What everybody reads.

use palier_tests::{
    both,
    field::releases::{published, team, tell_truly},
};
use serde_json::{Value, json};

both! {
    async fn everybody_reads_the_impact_without_a_token(app) {
        app.anonymous().get("/v1/impact").await.problem(404, "not_found");
        let team = team(app).await;
        for residents in [2, 3] {
            let changes = json!({"residents_present": residents});
            team.meet(app, (residents, 40), ("2026-02-10T16:00:00Z", changes)).await;
        }
        published(app, "2026-Q1").await;
        let answer = app.anonymous().get("/v1/impact").await.expect(200);
        assert_eq!(answer.header("cache-control"), "public, max-age=3600");
        let impact = answer.json();
        assert_eq!((&impact["period"], &impact["partnerships"]), (&json!("2026-Q1"), &json!(1)));
        assert_eq!((&impact["field_workers"], &impact["neighbourhoods"]), (&json!(1), &json!(1)));
        // 40 of two and 40 of three, each within 4; one of them may be withheld.
        let residents = impact["residents_reached_at_least"].as_u64().expect("a number");
        assert!((72..=220).contains(&residents), "{residents}");
        let of = |name: &str| -> Value {
            let mut all = impact["indicators"].as_array().expect("a list").iter();
            all.find(|indicator| indicator["name"] == name).cloned().expect(name)
        };
        let met = of("households_met")["numerator"].clone();
        tell_truly(&[(&met, 80)]);
        // Everybody found it useful: who did not is few, and nobody is told how few.
        assert_eq!(of("found_useful")["numerator"]["status"], "withheld");
        assert_eq!(of("found_useful")["denominator"], met);
        let again = app.anonymous().get("/v1/impact").header("if-none-match", &answer.etag()).await;
        assert_eq!(again.status, 304);
        let series = app.anonymous().get("/v1/impact/series").await.expect(200).json();
        assert_eq!(series["periods"][0], impact);
        app.anonymous().get("/v1/impact?period=2025-Q1").await.problem(404, "not_found");
    }

    async fn the_public_is_held_to_the_document_and_to_a_limit(app, |config| {
        config.limits.requests_per_minute = 60;
        config.limits.burst = 5;
    }) {
        app.anonymous().get("/v1/impact?perod=2026").await.problem(400, "invalid_parameters");
        app.anonymous().get("/v1/impact?period=2026-Q7").await.problem(400, "invalid_parameters");
        let mut answered = vec![];
        for _ in 0..7 {
            answered.push(app.anonymous().get("/v1/impact").await.status);
        }
        assert!(answered.contains(&429), "{answered:?}");
    }
}
