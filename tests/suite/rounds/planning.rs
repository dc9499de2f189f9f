//! Rounds as the operator plans them.

use palier_tests::{
    both,
    field::workers::{field_worker, round, round_of, worker},
    samples,
};
use serde_json::json;

both! {
    async fn a_round_is_planned_changed_and_closed(app) {
        let planned = round(app, &[]).await;
        let path = format!("/v1/rounds/{}", planned.round);
        let etag = app.as_operator().get(&path).await.expect(200).etag();
        app.as_operator().patch(&path, json!({"day": "2027-01-13"})).await.problem(428, "precondition_required");
        let moved = app.as_operator().patch(&path, json!({"day": "2027-01-13"})).if_match(&etag).await.expect(200);
        assert_eq!(moved.json()["day"], "2027-01-13");
        let closed = app.as_operator().post_empty(&format!("{path}/close")).await.expect(200).json();
        assert_eq!(closed["status"], "closed");
        let over = app.as_operator().post_empty(&format!("{path}/cancel")).await.problem(409, "transition_refused");
        assert_eq!(over["allowed"], json!([]));
        app.as_operator().patch(&path, json!({"day": "2027-01-14"})).if_match("*").await.problem(409, "transition_refused");
        let listed = async |query: String| {
            app.as_operator().all(&format!("/v1/rounds?{query}"), 50).await.len()
        };
        for (query, count) in [
            ("day=2027-01-13".to_owned(), 1),
            ("day=2027-01-12".to_owned(), 0),
            ("from=2027-01-13&to=2027-01-13".to_owned(), 1),
            ("from=2027-01-14".to_owned(), 0),
            ("to=2027-01-12".to_owned(), 0),
            ("status=closed".to_owned(), 1),
            ("status=planned".to_owned(), 0),
            (format!("field_worker_id={}", planned.worker), 1),
            (format!("campaign_id={}", planned.campaign), 1),
            (format!("campaign_id={}", planned.worker), 0),
        ] {
            assert_eq!(listed(query.clone()).await, count, "{query}");
        }
    }

    async fn a_cancelled_round_is_over(app) {
        let planned = round(app, &[]).await;
        let path = format!("/v1/rounds/{}", planned.round);
        let cancelled = app.as_operator().post_empty(&format!("{path}/cancel")).await.expect(200).json();
        assert_eq!(cancelled["status"], "cancelled");
        app.as_operator().post_empty(&format!("{path}/close")).await.problem(409, "transition_refused");
    }

    async fn only_who_is_trained_active_and_under_contract_goes(app) {
        let campaign = samples::running(app).await;
        let invalid = async |worker: &str, campaign: &str| {
            app.as_operator().post("/v1/rounds", round_of(worker, campaign, &[])).await.invalid()
        };
        let at = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
        let untrained = worker(app, &[]).await;
        assert_eq!(invalid(&untrained, &campaign).await, [at("/field_worker_id", "not_trained")]);
        let mut body = field_worker(&[&campaign]);
        body["status"] = json!("left");
        body["contract"]["ends_on"] = json!("2026-12-31");
        let left = app.as_operator().post("/v1/field-workers", &body).await.expect(201).id();
        let both = [at("/field_worker_id", "not_active"), at("/day", "outside_contract")];
        assert_eq!(invalid(&left, &campaign).await, both);
        let nobody = "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a";
        let both = [at("/field_worker_id", "unknown_reference"), at("/campaign_id", "unknown_reference")];
        assert_eq!(invalid(nobody, nobody).await, both);
    }

    async fn a_round_is_for_a_campaign_that_runs_or_was_approved_for_that_day(app) {
        let campaign = samples::draft(app).await;
        let worker = worker(app, &[&campaign]).await;
        let mut body = round_of(&worker, &campaign, &[]);
        let at = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
        let draft = app.as_operator().post("/v1/rounds", &body).await;
        assert_eq!(draft.invalid(), [at("/campaign_id", "campaign_status")]);
        let step = |name: &str| format!("/v1/campaigns/{campaign}/{name}");
        let _submitted = app.as_partner().post_empty(&step("submit")).await.expect(200);
        let _approved = app.as_operator().post_empty(&step("approve")).await.expect(200);
        let _planned = app.as_operator().post("/v1/rounds", &body).await.expect(201);
        body["day"] = json!("2027-03-27");
        let late = app.as_operator().post("/v1/rounds", &body).await;
        assert_eq!(late.invalid(), [at("/day", "outside_period")]);
        let _started = app.as_operator().post_empty(&step("start")).await.expect(200);
        let _planned = app.as_operator().post("/v1/rounds", &body).await.expect(201);
    }

    async fn a_round_stays_its_field_workers(app) {
        let planned = round(app, &[]).await;
        let other = worker(app, &[&planned.campaign]).await;
        let path = format!("/v1/rounds/{}", planned.round);
        let patch = json!({"field_worker_id": other});
        let refused = app.as_operator().patch(&path, patch).if_match("*").await;
        assert_eq!(refused.invalid(), [("/field_worker_id".to_owned(), "immutable".to_owned())]);
    }
}
