//! What households agree to.

use palier_tests::{
    both,
    field::{
        devices, households,
        referrals::{consent, decide, decision, referral_of},
        sync, workers,
    },
};
use serde_json::json;
use uuid::Uuid;

both! {
    async fn decisions_are_kept_and_the_last_one_is_in_force(app) {
        let household = households::household(app).await;
        let granted = decide(app, &decision(&household, "meter_data", "granted")).await;
        let path = format!("/v1/consents/{granted}/withdraw");
        let withdrawn = app.as_operator().post_empty(&path).await.expect(200).json();
        assert_eq!(withdrawn["decision"], "withdrawn");
        assert_ne!(withdrawn["id"], granted.as_str());
        // Once more: nothing more to take back.
        let again = app.as_operator().post_empty(&path).await.expect(200).json();
        assert_eq!(again, withdrawn);
        let history = app.as_operator().all(&format!("/v1/households/{household}/consents"), 10).await;
        let decisions: Vec<_> = history.iter().map(|entry| entry["decision"].clone()).collect();
        assert_eq!(decisions, ["granted", "withdrawn"]);
        let kept = app.as_operator().get(&format!("/v1/consents/{granted}")).await.expect(200).json();
        assert_eq!(kept["decision"], "granted", "the one before stays as it was");
    }

    async fn a_withdrawal_by_sync_ends_the_consent_that_it_names_even_if_the_phone_s_clock_is_slow(app) {
        let household = households::household(app).await;
        let planned = workers::round(app, &[&household]).await;
        let phone = devices::enrol(app, &planned.worker).await;
        let granted = consent(app, &household);
        decide(app, &granted).await;
        let referral = referral_of(app, &household, granted["id"].as_str().expect("an id"));
        let sent = app.as_operator().post("/v1/referrals", referral).await.expect(201).id();
        let mut withdrawn = consent(app, &household);
        withdrawn["decision"] = json!("withdrawn");
        withdrawn["occurred_at"] = json!("2020-01-01T00:00:00Z");
        withdrawn["withdraws_id"] = granted["id"].clone();
        let results = sync::send(app, &phone, 1, &[sync::item("consent", withdrawn.clone())]).await;
        assert_eq!(sync::statuses(&results), ["applied"]);
        let seen = app.as_operator().get(&format!("/v1/referrals/{sent}")).await.expect(200).json();
        assert_eq!(seen["status"], "withdrawn");
        let path = format!("/v1/rounds/{}/package", planned.round);
        let package = app.as_device(&phone).get(&path).await.expect(200).json();
        let told = &package["doors"][0]["consents"][0];
        assert_eq!((&told["id"], &told["decision"]), (&withdrawn["id"], &json!("withdrawn")));
    }

    async fn a_yes_from_a_clock_that_is_ahead_does_not_undo_a_withdrawal(app) {
        let household = households::household(app).await;
        let granted = decide(app, &consent(app, &household)).await;
        app.as_operator().post_empty(&format!("/v1/consents/{granted}/withdraw")).await.expect(200);
        let mut ahead = consent(app, &household);
        ahead["occurred_at"] = json!("2999-01-01T00:00:00Z");
        let ahead = decide(app, &ahead).await;
        app.as_operator()
            .post("/v1/referrals", referral_of(app, &household, &ahead))
            .await
            .problem(409, "conflict");
    }

    async fn refusing_is_a_decision_like_any_other(app) {
        let household = households::household(app).await;
        let sent = decision(&household, "contact_by_phone", "refused");
        decide(app, &sent).await;
        let path = format!("/v1/households/{household}/consents");
        let again = app.as_operator().post(&path, &sent).await.expect(200).json();
        assert_eq!(again["decision"], "refused");
        let mut other = sent;
        other["decision"] = json!("granted");
        app.as_operator().post(&path, other).await.problem(409, "content_differs");
    }

    async fn a_decision_says_what_can_be(app) {
        let household = households::household(app).await;
        let path = format!("/v1/households/{household}/consents");
        let found = async |name: &str, value: serde_json::Value| {
            let mut sent = consent(app, &household);
            sent[name] = value;
            app.as_operator().post(&path, sent).await.invalid()
        };
        let one = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
        assert_eq!(found("organisation_id", json!(null)).await, one("/organisation_id", "required"));
        assert_eq!(found("withdraws_id", json!(Uuid::now_v7())).await, one("/withdraws_id", "not_applicable"));
        let nobody = found("organisation_id", json!(Uuid::now_v7())).await;
        assert_eq!(nobody, one("/organisation_id", "unknown_reference"));
        let town = found("organisation_id", json!(app.seed().municipality.id)).await;
        assert_eq!(town, one("/organisation_id", "unknown_reference"));
        assert_eq!(found("purpose", json!("meter_data")).await, one("/organisation_id", "not_applicable"));
        assert_eq!(found("household_id", json!(Uuid::now_v7())).await, one("/household_id", "contradiction"));
        let none = format!("/v1/households/{}/consents", Uuid::now_v7());
        app.as_operator().post(&none, consent(app, &household)).await.problem(404, "not_found");
        app.as_operator().get(&none).await.problem(404, "not_found");
    }

    async fn a_health_need_is_kept_only_with_consent(app) {
        let household = households::household(app).await;
        let need = json!({
            "id": Uuid::now_v7(), "household_id": household, "theme": "sante--acces-aux-soins", "urgency": "normal",
            "occurred_at": "2026-11-20T16:20:00Z",
        });
        let refused = app.as_operator().post("/v1/needs", &need).await.invalid();
        assert_eq!(refused, [("/theme".to_owned(), "consent_required".to_owned())]);
        decide(app, &decision(&household, "health_themes", "granted")).await;
        app.as_operator().post("/v1/needs", &need).await.expect(201);
    }
}
