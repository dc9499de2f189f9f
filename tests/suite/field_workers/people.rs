//! Field workers as the operator knows them.

use palier_tests::{
    both,
    field::workers::{field_worker, worker},
    samples,
};
use serde_json::json;

both! {
    async fn an_operator_keeps_its_field_workers(app) {
        let campaign = samples::draft(app).await;
        let body = field_worker(&[&campaign]);
        let made = app.as_operator().post("/v1/field-workers", &body).await.expect(201);
        let path = format!("/v1/field-workers/{}", made.id());
        assert_eq!(made.header("location"), format!("{}{path}", ""));
        for (name, value) in body.as_object().expect("an object") {
            assert_eq!(made.json()[name], *value, "{name}");
        }
        let patch = json!({"status": "on_leave", "contract": {"ends_on": "2027-06-30"}});
        let changed = app.as_operator().patch(&path, patch).if_match(&made.etag()).await.expect(200).json();
        assert_eq!(changed["status"], "on_leave");
        assert_eq!(
            changed["contract"],
            json!({"starts_on": "2026-01-01", "ends_on": "2027-06-30", "hours_per_month": 16})
        );
        app.as_operator()
            .patch(&path, json!({"status": "left"}))
            .if_match(&made.etag())
            .await
            .problem(412, "precondition_failed");
        let listed = async |query: &str| {
            app.as_operator().all(&format!("/v1/field-workers?{query}"), 50).await.len()
        };
        assert_eq!((listed("status=on_leave").await, listed("status=active").await), (1, 0));
    }

    async fn what_a_field_worker_refers_to_must_be_there(app) {
        let mut body = field_worker(&["019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a"]);
        let answer = app.as_operator().post("/v1/field-workers", &body).await;
        assert_eq!(answer.invalid(), [("/trained_for/0".to_owned(), "unknown_reference".to_owned())]);
        body["trained_for"] = json!([]);
        body["neighbourhood_codes"] = json!(["QN09901N", "QN09999N"]);
        let answer = app.as_operator().post("/v1/field-workers", &body).await;
        assert_eq!(answer.invalid(), [("/neighbourhood_codes/1".to_owned(), "unknown_reference".to_owned())]);
        body["neighbourhood_codes"] = json!([]);
        body["languages"] = json!(["fr", "FR"]);
        body["contract"]["ends_on"] = json!("2025-12-31");
        let answer = app.as_operator().post("/v1/field-workers", &body).await;
        let wrong = [("/languages/1", "duplicate"), ("/contract/ends_on", "period_order")];
        assert_eq!(answer.invalid(), wrong.map(|(at, code)| (at.to_owned(), code.to_owned())));
    }

    async fn field_workers_of_live_and_test_data_never_meet(app) {
        let id = worker(app, &[]).await;
        let trial = app.as_client(&app.seed().operator.test);
        trial.get(&format!("/v1/field-workers/{id}")).await.problem(404, "not_found");
        assert!(trial.all("/v1/field-workers", 50).await.is_empty());
    }
}
