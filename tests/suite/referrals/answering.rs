use palier_tests::{
    both,
    field::referrals::{decide, decision, referral, referral_of, willing},
};
use serde_json::{Value, json};

both! {
    async fn a_partner_answers_its_own_and_sees_no_more_than_it_needs(app) {
        let (household, consent) = willing(app).await;
        decide(app, &decision(&household, "contact_by_phone", "granted")).await;
        let mut sent = referral_of(app, &household, &consent);
        sent["contact"] = json!("+33 6 99 00 00 77");
        let made = app.as_operator().post("/v1/referrals", &sent).await.expect(201).json();
        assert_eq!((&made["household_id"], &made["status"]), (&json!(household), &json!("sent")));
        let path = format!("/v1/referrals/{}", made["id"].as_str().expect("an id"));
        let seen = app.as_partner().get(&path).await.expect(200);
        assert!(!seen.text().contains(&household), "{}", seen.text());
        let seen = seen.json();
        for hidden in ["household_id", "consent_id", "need_ids"] {
            assert_eq!(seen[hidden], Value::Null, "{hidden}");
        }
        assert_eq!(seen["contact"], "+33 6 99 00 00 77");
        assert_eq!(seen["transitions"], json!(["accept", "refuse"]));
        let listed = app.as_partner().get("/v1/referrals").await.expect(200);
        assert!(!listed.text().contains("+33 6 99"), "lists hold no contact way");
        assert_eq!(app.as_other_partner().all("/v1/referrals", 10).await.len(), 0);
        app.as_other_partner().get(&path).await.problem(404, "not_found");
        let asked = format!("/v1/referrals?household_id={household}");
        app.as_partner().get(&asked).await.problem(400, "invalid_parameters");
        app.as_partner().post_empty(&format!("{path}/accept")).await.expect(200);
        app.as_partner().post_empty(&format!("{path}/start")).await.expect(200);
        let resolved = app.as_partner().post_empty(&format!("{path}/resolve")).await.expect(200).json();
        assert_eq!((&resolved["status"], &resolved["transitions"]), (&json!("resolved"), &json!([])));
        assert_eq!(resolved["contact"], Value::Null, "the end takes the contact way back");
        let history = resolved["history"].as_array().expect("history").iter();
        let steps: Vec<_> = history.map(|event| event["status"].as_str().expect("a status")).collect();
        assert_eq!(steps, ["sent", "accepted", "in_progress", "resolved"]);
    }

    async fn each_side_makes_its_own_steps(app) {
        let path = format!("/v1/referrals/{}", referral(app).await);
        let refused = app.as_operator().post_empty(&format!("{path}/accept")).await.problem(409, "transition_refused");
        assert_eq!(refused["allowed"], json!(["withdraw"]));
        let mistake = json!({"reason": "mistake"});
        let refused = app.as_partner().post(&format!("{path}/withdraw"), &mistake).await;
        assert_eq!(refused.problem(409, "transition_refused")["allowed"], json!(["accept", "refuse"]));
        let withdrawn = app.as_operator().post(&format!("{path}/withdraw"), &mistake).await.expect(200).json();
        assert_eq!((&withdrawn["status"], &withdrawn["status_reason"]), (&json!("withdrawn"), &json!("mistake")));
        let late = app.as_partner().post(&format!("{path}/messages"), json!({"message": "delayed"})).await;
        assert_eq!(late.problem(409, "conflict")["errors"][0]["code"], "referral_ended");
    }

    async fn the_clock_goes_over_with_the_word(app) {
        let path = format!("/v1/referrals/{}", referral(app).await);
        let on = async || app.as_operator().get(&path).await.expect(200).json()["waiting"]["on"].clone();
        assert_eq!(on().await, "partner");
        let say = async |caller: palier_tests::Caller<'_>, message: &str| {
            caller.post(&format!("{path}/messages"), json!({"message": message})).await.expect(200).json()
        };
        say(app.as_partner(), "delayed").await;
        assert_eq!(on().await, "partner", "to tell is not to ask");
        say(app.as_partner(), "needs_document").await;
        assert_eq!(on().await, "operator");
        let waiting = app.as_operator().get("/v1/referrals?waiting_on=operator").await.expect(200).json();
        assert_eq!(waiting["items"].as_array().expect("items").len(), 1);
        let told = say(app.as_operator(), "document_sent").await;
        assert_eq!(told["waiting"]["on"], "partner");
        let messages: Vec<_> = told["history"].as_array().expect("history").iter()
            .filter_map(|event| event["message"].as_str()).collect();
        assert_eq!(messages, ["delayed", "needs_document", "document_sent"]);
    }

    async fn needs_follow_their_referral(app) {
        let (household, consent) = willing(app).await;
        let need = json!({
            "id": uuid::Uuid::now_v7(), "household_id": household, "theme": "palier:eau--facture",
            "urgency": "normal", "occurred_at": "2026-11-20T16:20:00Z",
        });
        let need = app.as_operator().post("/v1/needs", need).await.expect(201).id();
        let status = async || {
            app.as_operator().get(&format!("/v1/needs/{need}")).await.expect(200).json()["status"].clone()
        };
        let mut sent = referral_of(app, &household, &consent);
        sent["need_ids"] = json!([need]);
        let id = app.as_operator().post("/v1/referrals", sent).await.expect(201).id();
        assert_eq!(status().await, "referred");
        app.as_partner().post_empty(&format!("/v1/referrals/{id}/accept")).await.expect(200);
        app.as_partner().post_empty(&format!("/v1/referrals/{id}/resolve")).await.expect(200);
        assert_eq!(status().await, "met");
    }
}
