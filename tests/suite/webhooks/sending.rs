//! What is sent, to whom, and how it is signed.

use palier_domain::{
    caller::{Act, Actor},
    event::EventType,
};
use palier_store::{Announcement, StoreError};
use palier_tests::{
    App, both, field,
    receiver::{Delivery, Receiver, settled},
    samples,
};
use serde_json::{Value, json};
use standardwebhooks::Webhook;

fn secret(endpoint: &Value) -> String {
    endpoint["secret"].as_str().expect("a secret").to_owned()
}

fn verify(secret: &str, delivery: &Delivery) -> Result<(), standardwebhooks::WebhookError> {
    Webhook::new(secret).expect("a secret of the standard").verify(&delivery.body, &delivery.headers)
}

fn types(receiver: &Receiver) -> Vec<String> {
    receiver.got().iter().map(Delivery::event_type).collect()
}

/// Publishes a release without one: the event alone.
fn announce_release(app: &App) {
    let state = app.state();
    let act = Act { actor: Actor::CommandLine, request_id: "test".to_owned(), at: state.now() };
    let data = json!({"release_id": uuid::Uuid::now_v7(), "period": "2026-Q1", "vintage": 2024});
    let announced: Result<_, StoreError> = app.store().write(|tx| {
        let announcement = Announcement {
            event_type: EventType::ReleasePublished,
            subject_id: "release".to_owned(),
            organisation_id: None,
            data: data.clone(),
        };
        tx.announce(&act, announcement)
    });
    announced.expect("announced");
}

both! {
    async fn c42_the_published_library_verifies_what_is_delivered(app) {
        let receiver = Receiver::start();
        let endpoint = receiver.register(&app.as_partner(), json!({})).await;
        let campaign = samples::draft(app).await;
        let delivery = receiver.deliveries(1).await.remove(0);
        verify(&secret(&endpoint), &delivery).expect("verified");
        // It is the event of the feed, byte for byte.
        let id = delivery.header("webhook-id");
        let event = app.as_partner().get(&format!("/v1/events/{id}")).await.expect(200);
        assert_eq!(delivery.body, event.body);
        assert_eq!(delivery.json()["id"], id);
        assert_eq!(delivery.event_type(), "campaign.created");
        assert_eq!(delivery.json()["data"]["campaign_id"], campaign.as_str());
        assert_eq!(delivery.header("content-type"), "application/json");
        assert!(delivery.header("user-agent").starts_with("Palier/"));
        // Changed or signed by another secret it is not taken.
        let mut changed = delivery.clone();
        changed.body[0] = b' ';
        assert!(verify(&secret(&endpoint), &changed).is_err());
        let other = Receiver::start().register(&app.as_partner(), json!({})).await;
        assert!(verify(&secret(&other), &delivery).is_err());
    }

    async fn c43_two_signatures_while_the_secret_is_rotated(app) {
        let receiver = Receiver::start();
        let endpoint = receiver.register(&app.as_partner(), json!({})).await;
        let path = format!("/v1/webhook-endpoints/{}", endpoint["id"].as_str().expect("an id"));
        let old = secret(&endpoint);
        let rotate = |overlap: Value| app.as_partner().post(&format!("{path}/rotate"), overlap);
        let rotated = rotate(json!({})).await.expect(200).json();
        let new = secret(&rotated);
        assert_ne!(old, new);
        assert!(rotated["previous_secret_expires_at"].is_string());
        let _draft = samples::draft(app).await;
        let delivery = receiver.deliveries(1).await.remove(0);
        assert_eq!(delivery.header("webhook-signature").split(' ').count(), 2);
        for secret in [&old, &new] {
            verify(secret, &delivery).expect("either verifies");
        }
        // The third takes the place of the first, and at once if it is asked for.
        let newest = secret(&rotate(json!({"overlap_seconds": 0})).await.expect(200).json());
        let _draft = samples::draft(app).await;
        let delivery = receiver.deliveries(2).await.remove(1);
        verify(&newest, &delivery).expect("verified");
        assert_eq!(delivery.header("webhook-signature").split(' ').count(), 1);
        assert!([&old, &new].iter().all(|secret| verify(secret, &delivery).is_err()));
        let now = app.as_partner().get(&path).await.expect(200).json();
        assert!(now["previous_secret_expires_at"].is_null() && now.get("secret").is_none(), "{now}");
    }

    async fn a_trial_arrives_at_that_endpoint_alone(app) {
        let (tried, other) = (Receiver::start(), Receiver::start());
        let endpoint = tried.register(&app.as_partner(), json!({"event_types": ["release.published"]})).await;
        let _second = other.register(&app.as_partner(), json!({})).await;
        let _operators = other.register(&app.as_operator(), json!({})).await;
        let id = endpoint["id"].as_str().expect("an id");
        let planned = app.as_partner().post_empty(&format!("/v1/webhook-endpoints/{id}/ping")).await.expect(200);
        assert_eq!(planned.json()["event_type"], "webhook_endpoint.pinged");
        let delivery = tried.deliveries(1).await.remove(0);
        verify(&secret(&endpoint), &delivery).expect("verified");
        assert_eq!(delivery.json()["data"]["webhook_endpoint_id"], id);
        assert_eq!(planned.json()["event_id"], delivery.header("webhook-id"));
        let done = settled(&app.as_partner(), id, |one| one["status"] == "delivered").await;
        let told = (&done["attempts"], &done["response_status"], &done["failure"], &done["next_at"]);
        assert_eq!(told, (&json!(1), &json!(200), &json!(null), &json!(null)));
        other.stays_at(0).await;
    }

    async fn everybody_is_told_what_concerns_them_and_nothing_else(app) {
        let [operator, partner, other, trial, narrow] = std::array::from_fn(|_| Receiver::start());
        operator.register(&app.as_operator(), json!({})).await;
        partner.register(&app.as_partner(), json!({})).await;
        other.register(&app.as_other_partner(), json!({})).await;
        trial.register(&app.as_client(&app.seed().partner.test), json!({})).await;
        narrow.register(&app.as_partner(), json!({"event_types": ["campaign.approved", "release.published"]})).await;
        let id = samples::draft(app).await;
        let _submitted = app.as_partner().post_empty(&format!("/v1/campaigns/{id}/submit")).await.expect(200);
        let _approved = app.as_operator().post_empty(&format!("/v1/campaigns/{id}/approve")).await.expect(200);
        announce_release(app);
        for receiver in [&operator, &partner] {
            let _four = receiver.deliveries(4).await;
            let mut got = types(receiver);
            got.sort_unstable();
            assert_eq!(got, ["campaign.approved", "campaign.created", "campaign.submitted", "release.published"]);
        }
        let _two = narrow.deliveries(2).await;
        let _one = other.deliveries(1).await;
        assert_eq!(types(&other), ["release.published"]);
        trial.stays_at(0).await;
        assert!(types(&narrow).iter().all(|one| one == "campaign.approved" || one == "release.published"));
        // Test data is told to endpoints of test clients alone.
        let test = app.as_client(&app.seed().partner.test);
        let _draft = test.post("/v1/campaigns", samples::campaign()).await.expect(201);
        let _one = trial.deliveries(1).await;
        partner.stays_at(4).await;
    }

    async fn c49_nothing_personal_of_a_household_is_delivered(app) {
        let receiver = Receiver::start();
        receiver.register(&app.as_operator(), json!({})).await;
        let (household, consent) = field::referrals::willing(app).await;
        let body = field::referrals::referral_of(app, &household, &consent);
        let referral = app.as_operator().post("/v1/referrals", body).await.expect(201).id();
        let message = json!({"text": "Mme Dupont, porte gauche, attend votre appel."});
        let path = format!("/v1/referrals/{referral}");
        let _told = app.as_operator().post(&format!("{path}/messages"), message).await;
        let _accepted = app.as_partner().post_empty(&format!("{path}/accept")).await.expect(200);
        let visit = field::visits::interview(app).await;
        let planned = app.connect().count("webhook_deliveries");
        assert!(planned >= 2, "{planned}");
        let got = receiver.deliveries(usize::try_from(planned).expect("a count")).await;
        let personal = [
            household.as_str(), consent.as_str(), visit.id.as_str(), "porte gauche", "+33 6 99", "Sonnette",
            "wrong_bill", "Dupont", "occupants", "household", "social_tenant",
        ];
        for delivery in got {
            let text = String::from_utf8(delivery.body).expect("UTF-8");
            for one in personal {
                assert!(!text.contains(one), "{one} is told: {text}");
            }
        }
    }
}
