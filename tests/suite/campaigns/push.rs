//! Pushing campaigns by one's own id.

use palier_tests::{
    both,
    samples::{self, campaign_with},
};
use serde_json::{Value, json};

const PATH: &str = "/v1/campaigns/by-external-id/EAU-2026-07";

fn body(changes: Value) -> Value {
    campaign_with(changes)
}

both! {
    async fn a_push_creates_then_replaces_then_changes_nothing(app) {
        let put = |changes: Value| app.as_partner().put(PATH, body(changes));
        let made = put(json!({})).await.expect(201);
        assert_eq!(made.json()["external_id"], "EAU-2026-07");
        assert_eq!(made.header("location"), format!("/v1/campaigns/{}", made.id()));
        let changed = put(json!({"title": "Autre"})).await.expect(200);
        assert_eq!((changed.id(), changed.json()["title"].as_str()), (made.id(), Some("Autre")));
        let same = put(json!({"title": "Autre"})).await.expect(200);
        assert_eq!((same.etag(), same.body), (changed.etag(), changed.body));
        // It replaces: what is left out goes.
        let mut without = body(json!({"title": "Autre"}));
        without.as_object_mut().expect("an object").remove("contact_cap");
        let replaced = app.as_partner().put(PATH, without).await.expect(200);
        assert!(replaced.json()["contact_cap"].is_null());
        assert_eq!(app.connect().count("campaigns"), 1);
    }

    async fn two_that_push_at_once_make_one(app) {
        let elsewhere = app.another_instance();
        let (_here, _there) = (app.as_partner().token().await, elsewhere.as_partner().token().await);
        let put = |n: usize| {
            let caller = if n.is_multiple_of(2) { app.as_partner() } else { elsewhere.as_partner() };
            async move { caller.put(PATH, body(json!({}))).await }
        };
        let answers = futures_util::future::join_all((0..8).map(put)).await;
        let statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
        assert!(statuses.iter().all(|status| matches!(status, 200 | 201)), "{statuses:?}");
        let first = answers[0].id();
        assert!(answers.iter().all(|answer| answer.id() == first));
        assert_eq!(app.connect().count("campaigns"), 1);
    }

    async fn a_running_campaign_is_pushed_again_only_as_it_is(app) {
        let put = |changes: Value| app.as_partner().put(PATH, body(changes));
        let id = put(json!({})).await.expect(201).id();
        for (caller, step) in
            [(app.as_partner(), "submit"), (app.as_operator(), "approve"), (app.as_operator(), "start")]
        {
            let _moved = caller.post_empty(&format!("/v1/campaigns/{id}/{step}")).await.expect(200);
        }
        assert_eq!(put(json!({})).await.expect(200).json()["status"], "running");
        put(json!({"title": "Autre"})).await.problem(409, "transition_refused");
    }

    async fn an_external_id_is_one_campaigns(app) {
        let _first = app.as_partner().put(PATH, body(json!({}))).await.expect(201);
        let again = app.as_partner().post("/v1/campaigns", body(json!({"external_id": "EAU-2026-07"}))).await;
        assert_eq!(again.invalid(), [("/external_id".to_owned(), "taken".to_owned())]);
        let other = format!("/v1/campaigns/{}", samples::draft(app).await);
        let taken = app.as_partner().patch(&other, json!({"external_id": "EAU-2026-07"})).if_match("*").await;
        assert_eq!(taken.invalid(), [("/external_id".to_owned(), "taken".to_owned())]);
        let contradiction = app.as_partner().put(PATH, body(json!({"external_id": "OTHER"}))).await;
        assert_eq!(contradiction.invalid()[0].0, "/external_id");
    }

    async fn external_ids_of_any_shape(app) {
        let longest = "x".repeat(128);
        let longer = "x".repeat(129);
        let good = ["a", "1.2-3_4", "x:y", "a~b", longest.as_str()];
        let bad = ["EAU 2026", "50%", "a+b", "a&b=c", "-a", "~a", "#7", "é", "a/b", longer.as_str()];
        for id in good.into_iter().chain(bad) {
            let encoded: String = id.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let path = format!("/v1/campaigns/by-external-id/{encoded}");
            let answer = app.as_partner().put(&path, body(json!({}))).await;
            if good.contains(&id) {
                assert_eq!(answer.expect(201).json()["external_id"], id);
                let found = app.as_partner().all(&format!("/v1/campaigns?external_id={encoded}"), 50).await;
                assert_eq!(found.len(), 1, "{id}");
            } else {
                assert_eq!(answer.invalid()[0].0, "/external_id", "{id}");
            }
        }
    }
}
