//! Answers are checked against the message version that was heard, not against the newest.

use palier_tests::{
    App, both,
    field::visits::{Door, door},
    samples,
};
use serde_json::{Value, json};

async fn sent(app: &App, door: &Door, changes: Value) -> palier_tests::Response {
    app.as_operator().post("/v1/visits", door.interview_with(changes)).await
}

fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

both! {
    async fn a_version_that_was_heard_stays_good_when_there_is_a_newer_one(app) {
        let door = door(app).await;
        let campaign = format!("/v1/campaigns/{}", door.campaign);
        let newer = json!({"message": {"language": "fr", "version": 2}});
        let before = sent(app, &door, newer.clone()).await;
        assert_eq!(before.invalid(), one("/message/version", "unknown_reference"), "it never was");
        let first = app.as_operator().get(&campaign).await.expect(200).json();
        let message = json!({"language": "fr", "text": "Bonjour à nouveau."});
        let _added = app.as_partner().post(&format!("{campaign}/messages"), message).await.expect(201);
        let _old = sent(app, &door, json!({})).await.expect(201);
        let _new = sent(app, &door, newer).await.expect(201);
        // The questions of the newer version are those of the old one: nothing but the message was added.
        let now = app.as_operator().get(&campaign).await.expect(200).json();
        assert_eq!((&first["questions"], &first["actions"]), (&now["questions"], &now["actions"]));
        let edit = json!({"questions": []});
        let refused = app.as_partner().patch(&campaign, edit).if_match("*").await;
        refused.problem(409, "transition_refused");
    }

    async fn a_draft_is_heard_by_nobody(app) {
        let door = door(app).await;
        let campaign = samples::draft(app).await;
        let body = json!({"campaign_id": campaign, "round_id": null});
        assert_eq!(sent(app, &door, body.clone()).await.invalid(), one("/message/version", "not_settled"));
        let submit = format!("/v1/campaigns/{campaign}/submit");
        let _submitted = app.as_partner().post_empty(&submit).await.expect(200);
        assert_eq!(sent(app, &door, body.clone()).await.invalid(), one("/message/version", "not_settled"));
        let approve = format!("/v1/campaigns/{campaign}/approve");
        let _approved = app.as_operator().post_empty(&approve).await.expect(200);
        let made = sent(app, &door, body).await.expect(201).json();
        assert_eq!(made["flags"], json!(["campaign_not_running"]));
    }

    async fn answers_are_what_the_campaign_asks(app) {
        let door = door(app).await;
        let answered = async |code: &str, answer: Value| {
            sent(app, &door, json!({"answers": [{"question_code": code, "answer": answer}]})).await
        };
        let leaks = |choices: &[&str]| json!({"kind": "multiple_choice", "choices": choices});
        let _both = answered("leaks", leaks(&["tap", "toilet"])).await.expect(201);
        let _none = answered("leaks", leaks(&[])).await.expect(201);
        let at = "/answers/0/answer";
        for (code, answer, pointer, expected) in [
            ("weather", json!({"kind": "yes_no", "yes": true}), "/answers/0/question_code".to_owned(), "unknown_reference"),
            ("leaks", json!({"kind": "yes_no", "yes": true}), format!("{at}/kind"), "other_kind"),
            ("leaks", leaks(&["sink"]), format!("{at}/choices/0"), "unknown_reference"),
            ("leaks", leaks(&["tap", "tap"]), format!("{at}/choices/1"), "duplicate"),
        ] {
            assert_eq!(answered(code, answer.clone()).await.invalid(), one(&pointer, expected), "{answer}");
        }
        let twice = json!({"answers": [
            {"question_code": "reads_own_meter", "answer": {"kind": "yes_no", "yes": true}},
            {"question_code": "reads_own_meter", "answer": {"kind": "yes_no", "yes": false}},
        ]});
        assert_eq!(sent(app, &door, twice).await.invalid(), one("/answers/1/question_code", "duplicate"));
        let unknown = json!({"actions_intended": ["move_house"]});
        assert_eq!(sent(app, &door, unknown).await.invalid(), one("/actions_intended/0", "unknown_reference"));
    }
}
