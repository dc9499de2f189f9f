//! Hours, derived from visits.

use palier_tests::{
    both,
    field::{visits::door, workers},
};
use serde_json::{Value, json};

both! {
    async fn hours_are_derived_from_visits_beside_the_contract(app) {
        let door = door(app).await;
        for (at, seconds) in [("16:00", 60), ("17:15", 900)] {
            let sent = door.interview_with(json!({
                "occurred_at": format!("2026-01-12T{at}:00Z"), "duration_seconds": seconds,
            }));
            app.as_operator().post("/v1/visits", sent).await.expect(201);
        }
        let outside = door.interview_with(json!({
            "round_id": null, "occurred_at": "2026-01-20T10:00:00Z", "duration_seconds": 1_800,
        }));
        let corrected = app.as_operator().post("/v1/visits", &outside).await.expect(201).id();
        let correction = door.interview_with(json!({
            "round_id": null, "occurred_at": "2026-01-20T10:00:00Z", "duration_seconds": 3_600, "supersedes_id": corrected,
        }));
        app.as_operator().post("/v1/visits", correction).await.expect(201);
        let path = format!("/v1/field-workers/{}/hours?year=2026", door.worker);
        let hours = app.as_operator().get(&path).await.expect(200).json();
        let months = hours["months"].as_array().expect("months");
        assert_eq!(months.len(), 12);
        let contracted = months[0]["hours_contracted"].clone();
        assert_eq!(months[0], json!({
            "month": 1, "hours_contracted": contracted, "hours_worked": 2.5, "days": 2, "rounds": 1, "visits": 3,
        }));
        assert_eq!(months[1]["hours_worked"], json!(0.0));
    }

    async fn a_year_is_a_year(app) {
        let worker = workers::worker(app, &[]).await;
        let path = format!("/v1/field-workers/{worker}/hours");
        let this_year: Value = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!(this_year["months"].as_array().map(Vec::len), Some(12));
        app.as_operator().get(&format!("{path}?year=99")).await.problem(400, "invalid_parameters");
    }
}
