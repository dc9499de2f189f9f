//! A visit that broke a rule happened all the same: it is recorded and flagged.

use palier_tests::{
    both,
    field::{
        households,
        visits::{self, door, interview},
    },
};
use serde_json::json;

both! {
    async fn a_clock_that_is_ahead_is_flagged_and_the_visit_kept(app) {
        let door = door(app).await;
        let sent = door.interview_with(json!({"occurred_at": "2099-01-01T00:00:00.000000Z"}));
        let made = app.as_operator().post("/v1/visits", &sent).await.expect(201).json();
        assert_eq!(made["flags"], json!(["clock_ahead"]));
        assert_eq!(made["occurred_at"], sent["occurred_at"]);
        assert_eq!(app.as_operator().all("/v1/visits?flagged=true", 50).await.len(), 1);
        assert!(app.as_operator().all("/v1/visits?flagged=false", 50).await.is_empty());
    }

    async fn a_visit_outside_of_the_campaigns_time_is_flagged(app) {
        let door = door(app).await;
        let flags = async |occurred_at: String| {
            let sent = door.interview_with(json!({"occurred_at": occurred_at}));
            app.as_operator().post("/v1/visits", sent).await.expect(201).json()["flags"].clone()
        };
        assert_eq!(flags("2026-01-04T23:59:59.000000Z".to_owned()).await, json!(["campaign_not_running"]));
        assert_eq!(flags("2026-01-05T00:00:00.000000Z".to_owned()).await, json!([]));
        let path = format!("/v1/campaigns/{}/close", door.campaign);
        let closed = app.as_operator().post_empty(&path).await.expect(200).json();
        let at = closed["updated_at"].as_str().expect("an instant").to_owned();
        assert_eq!(flags(at.clone()).await, json!([]), "it ran until it was closed");
        let after = at.replace(at.get(17..26).expect("seconds"), "59.999999");
        assert_eq!(flags(after).await, json!(["campaign_not_running"]));
    }

    async fn a_door_that_is_not_of_the_round_is_flagged(app) {
        let door = door(app).await;
        let other = households::household(app).await;
        let sent = door.interview_with(json!({"household_id": other}));
        let made = app.as_operator().post("/v1/visits", sent).await.expect(201).json();
        assert_eq!(made["flags"], json!(["not_in_round"]));
    }

    async fn a_round_is_of_its_field_worker_and_campaign(app) {
        let (ours, theirs) = (visits::door(app).await, visits::door(app).await);
        let sent = ours.interview_with(json!({"round_id": theirs.round}));
        let found = app.as_operator().post("/v1/visits", sent).await.invalid();
        assert_eq!(found, [("/round_id".to_owned(), "unknown_reference".to_owned())]);
        let sent = ours.interview_with(json!({"campaign_id": theirs.campaign}));
        let found = app.as_operator().post("/v1/visits", sent).await.invalid();
        assert_eq!(found, [("/round_id".to_owned(), "other_campaign".to_owned())]);
    }

    async fn two_corrections_of_one_visit_flag_it(app) {
        let made = interview(app).await;
        let path = format!("/v1/visits/{}", made.id);
        let correct = || made.door.interview_with(json!({"supersedes_id": made.id, "needs": []}));
        let first = app.as_operator().post("/v1/visits", correct()).await.expect(201);
        assert_eq!(app.as_operator().get(&path).await.expect(200).json()["flags"], json!([]));
        let second = app.as_operator().post("/v1/visits", correct()).await.expect(201);
        let now = app.as_operator().get(&path).await.expect(200);
        assert_eq!(now.json()["flags"], json!(["superseded_twice"]));
        assert_eq!(now.json()["superseded_by"], json!([first.id(), second.id()]));
        assert_eq!(now.etag(), "\"3\"");
        for correction in [first, second] {
            let path = format!("/v1/visits/{}", correction.id());
            assert_eq!(app.as_operator().get(&path).await.expect(200).json()["flags"], json!([]));
        }
    }
}
