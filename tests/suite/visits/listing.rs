//! Lists and exports.

use palier_tests::{
    both,
    field::visits::{door, interview},
};
use serde_json::json;

both! {
    async fn lists_are_narrowed(app) {
        let made = interview(app).await;
        let door = door(app).await;
        let quiet = app.as_operator().post("/v1/visits", door.no_answer()).await.expect(201).id();
        let by_phone = door.interview_with(json!({
            "channel": "phone", "round_id": null, "occurred_at": "2026-02-01T23:59:59.999999Z", "needs": [],
        }));
        let by_phone = app.as_operator().post("/v1/visits", by_phone).await.expect(201).id();
        let ids = async |query: &str| {
            let items = app.as_operator().all(&format!("/v1/visits?{query}"), 1).await;
            let mut ids: Vec<_> =
                items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect();
            ids.sort();
            ids
        };
        let sorted = |ids: &[&String]| {
            let mut ids: Vec<String> = ids.iter().map(|id| (*id).clone()).collect();
            ids.sort();
            ids
        };
        assert_eq!(ids(&format!("household_id={}", door.household)).await, sorted(&[&quiet, &by_phone]));
        assert_eq!(ids(&format!("campaign_id={}", made.door.campaign)).await, sorted(&[&made.id]));
        assert_eq!(ids(&format!("round_id={}", door.round)).await, sorted(&[&quiet]));
        assert_eq!(ids(&format!("field_worker_id={}", made.door.worker)).await, sorted(&[&made.id]));
        assert_eq!(ids("outcome=no_answer").await, sorted(&[&quiet]));
        assert_eq!(ids("channel=phone").await, sorted(&[&by_phone]));
        assert_eq!(ids("from=2026-02-01&to=2026-02-01").await, sorted(&[&by_phone]));
        assert_eq!(ids("to=2026-01-31").await, sorted(&[&made.id, &quiet]));
        assert_eq!(ids("from=2026-02-02").await, Vec::<String>::new());
        app.as_operator().get("/v1/visits?outcome=slept").await.problem(400, "invalid_parameters");
    }

    async fn an_export_has_the_whole_funnel(app) {
        let door = door(app).await;
        let _quiet = app.as_operator().post("/v1/visits", door.no_answer()).await.expect(201);
        let csv = app.as_operator().get("/v1/visits").accept("text/csv").await.expect(200).text();
        let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let (head, row) = (lines.next().expect("a header"), lines.next().expect("a row"));
        let cell = |name: &str| row[head.iter().position(|column| *column == name).expect("a column")];
        assert_eq!((cell("outcome"), cell("door_attempt")), ("no_answer", "true"));
        assert_eq!((cell("door_opened"), cell("interview")), ("false", "false"));
    }
}
