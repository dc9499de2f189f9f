use palier_tests::{
    both,
    field::{
        devices, households,
        referrals::{consent, decide, decision, referral_of, willing},
        sync::{batch, item, send, statuses},
        workers,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

both! {
    async fn a_referral_without_consent_can_not_be_made_alone(app) {
        let (household, granted) = willing(app).await;
        let (neighbour, _) = willing(app).await;
        let refusal = |answer: palier_tests::Response| {
            answer.problem(409, "conflict")["errors"][0]["code"].as_str().expect("a code").to_owned()
        };
        let send = async |referral: Value| app.as_operator().post("/v1/referrals", referral).await;
        // Another household's consent, another organisation's, one for another purpose, a refusal.
        assert_eq!(refusal(send(referral_of(app, &neighbour, &granted)).await), "consent_required");
        let mut elsewhere = referral_of(app, &household, &granted);
        elsewhere["organisation_id"] = json!(app.seed().other_partner.id);
        assert_eq!(refusal(send(elsewhere).await), "consent_required");
        let other = decide(app, &decision(&household, "meter_data", "granted")).await;
        assert_eq!(refusal(send(referral_of(app, &household, &other)).await), "consent_required");
        let reluctant = households::household(app).await;
        let mut refused = consent(app, &reluctant);
        refused["decision"] = json!("refused");
        let refused = decide(app, &refused).await;
        assert_eq!(refusal(send(referral_of(app, &reluctant, &refused)).await), "consent_required");
        // None at all.
        let none = send(referral_of(app, &household, &Uuid::now_v7().to_string())).await.invalid();
        assert_eq!(none, [("/consent_id".to_owned(), "unknown_reference".to_owned())]);
        // Withdrawn.
        app.as_operator().post_empty(&format!("/v1/consents/{granted}/withdraw")).await.expect(200);
        assert_eq!(refusal(send(referral_of(app, &household, &granted)).await), "consent_required");
        assert_eq!(app.connect().count("referrals"), 0);
        // A contact way has a consent of its own.
        let (caller, granted) = willing(app).await;
        let mut referral = referral_of(app, &caller, &granted);
        referral["contact"] = json!("+33 6 99 00 00 77");
        let answer = send(referral).await.invalid();
        assert_eq!(answer, [("/contact".to_owned(), "consent_required".to_owned())]);
    }

    async fn a_referral_without_consent_can_not_be_made_by_a_sync(app) {
        let household = households::household(app).await;
        let planned = workers::round(app, &[&household]).await;
        let phone = devices::enrol(app, &planned.worker).await;
        let granted = consent(app, &household);
        let refused = decision(&household, "meter_data", "granted");
        let by = |consent: &Value| {
            item("referral", referral_of(app, &household, consent["id"].as_str().expect("an id")))
        };
        // Of another purpose, and of none that was ever sent.
        let results =
            send(app, &phone, 1, &[item("consent", refused.clone()), by(&refused), by(&granted)]).await;
        assert_eq!(statuses(&results), ["applied", "refused", "held"]);
        assert_eq!(results[1]["problem"]["errors"][0]["code"], "consent_required");
        assert_eq!(app.connect().count("referrals"), 0);
        let path = "/v1/sync?sequence=2&atomic=true";
        let atomic = app.as_device(&phone).post(path, json!({"items": [by(&refused)]})).without_key().await;
        assert_eq!(atomic.problem(409, "conflict")["errors"][0]["code"], "consent_required");
        // The consent comes as a refusal: what waited for it is refused, and not made.
        let mut no = granted;
        no["decision"] = json!("refused");
        assert_eq!(statuses(&send(app, &phone, 3, &[item("consent", no)]).await), ["applied"]);
        let held = app.as_operator().all("/v1/sync/held", 10).await;
        assert_eq!(held[0]["status"], "refused");
        assert_eq!(app.connect().count("referrals"), 0);
        // With the consent in the same batch, in any order, it is.
        let mut yes = consent(app, &household);
        // At the very moment of the refusal it does not count, whatever its id.
        let at_once = batch(app, &phone, 4, &[by(&yes), item("consent", yes.clone())]).await.expect(200).json();
        assert_eq!(statuses(at_once["items"].as_array().expect("results")), ["refused", "applied"]);
        yes = consent(app, &household);
        yes["occurred_at"] = json!("2026-11-20T16:26:00Z");
        let both = [by(&yes), item("consent", yes)];
        let answer = batch(app, &phone, 5, &both).await.expect(200).json();
        assert_eq!(statuses(answer["items"].as_array().expect("results")), ["applied", "applied"]);
    }

    async fn a_withdrawal_ends_open_referrals_at_once(app) {
        let (household, granted) = willing(app).await;
        let phone = decide(app, &decision(&household, "contact_by_phone", "granted")).await;
        let mut sent = referral_of(app, &household, &granted);
        sent["contact"] = json!("+33 6 99 00 00 77");
        let path = format!("/v1/referrals/{}", app.as_operator().post("/v1/referrals", sent).await.expect(201).id());
        app.as_operator().post_empty(&format!("/v1/consents/{phone}/withdraw")).await.expect(200);
        let seen = app.as_partner().get(&path).await.expect(200).json();
        assert_eq!((&seen["contact"], &seen["status"]), (&Value::Null, &json!("sent")));
        app.as_operator().post_empty(&format!("/v1/consents/{granted}/withdraw")).await.expect(200);
        let seen = app.as_partner().get(&path).await.expect(200).json();
        assert_eq!(seen["status"], "withdrawn");
        assert_eq!((&seen["status_reason"], &seen["waiting"]["on"]), (&json!("consent_withdrawn"), &Value::Null));
    }

    async fn a_withdrawal_and_a_referral_at_once_leave_nothing_open(app) {
        for _ in 0..8 {
            let (household, granted) = willing(app).await;
            let path = format!("/v1/consents/{granted}/withdraw");
            let withdrawal = async { app.as_operator().post_empty(&path).await };
            let referral = async {
                app.as_operator().post("/v1/referrals", referral_of(app, &household, &granted)).await
            };
            let (withdrawn, sent) = futures_util::join!(withdrawal, referral);
            assert_eq!(withdrawn.status, 200);
            assert!(matches!(sent.status, 201 | 409), "{}", sent.text());
        }
        let open = app.as_operator().all("/v1/referrals", 50).await;
        assert!(open.iter().all(|referral| referral["status"] == "withdrawn"), "{open:?}");
    }
}
