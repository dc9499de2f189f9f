//! Which events there are, and what they say.

use palier_domain::event::EventType;
use palier_tests::{
    App, both,
    conformance::compile,
    field::{referrals, releases},
    samples,
};
use serde_json::{Value, json};

/// Things happen that are told of: to a campaign, to referrals, to a client, to an organisation, and a release.
async fn happen(app: &App) {
    let id = samples::running(app).await;
    let message = json!({"language": "fr", "text": "Bonjour, encore une fois."});
    let _told = app.as_partner().post(&format!("/v1/campaigns/{id}/messages"), message).await.expect(201);
    for steps in [&["accept", "start", "resolve"][..], &["refuse"]] {
        let referral = referrals::referral(app).await;
        for step in steps {
            let body = if *step == "refuse" { json!({"reason": "not_competent"}) } else { json!({}) };
            let _moved = app.as_partner().post(&format!("/v1/referrals/{referral}/{step}"), body).await;
        }
    }
    let body = json!({"organisation_id": app.seed().partner.id, "name": "New"});
    let client = app.as_operator().post("/v1/clients", body).await.expect(201).id();
    let _revoked = app.as_operator().post_empty(&format!("/v1/clients/{client}/revoke")).await.expect(200);
    let _made = app.as_operator().post("/v1/organisations", samples::organisation("Ville")).await.expect(201);
    releases::published(app, "2026-Q1").await;
}

both! {
    async fn c48_every_event_stands_in_the_webhooks_and_what_happens_is_as_they_say(app) {
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        let webhooks = document["webhooks"].as_object().expect("webhooks");
        let mut known: Vec<_> = EventType::ALL.iter().map(|event| event.as_str()).collect();
        let mut told: Vec<_> = webhooks.keys().map(String::as_str).collect();
        known.sort_unstable();
        told.sort_unstable();
        assert_eq!(told, known);
        for (name, webhook) in webhooks {
            let media = &webhook["post"]["requestBody"]["content"]["application/json"];
            assert!(compile(&document, &media["schema"]).is_valid(&media["example"]), "the example of {name}");
        }
        happen(app).await;
        let events = app.as_operator().all("/v1/events", 200).await;
        let mut seen: Vec<_> = events.iter().map(|event| event["type"].as_str().expect("a type")).collect();
        for event in &events {
            let name = event["type"].as_str().expect("a type");
            let schema = &webhooks[name]["post"]["requestBody"]["content"]["application/json"]["schema"];
            let errors: Vec<_> =
                compile(&document, schema).iter_errors(event).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{name}: {errors:?} in {event}");
        }
        seen.sort_unstable();
        seen.dedup();
        assert!(seen.len() >= 13, "{seen:?}");
    }

    async fn c49_no_event_holds_what_is_personal(app) {
        happen(app).await;
        let known = [
            "campaign_id", "organisation_id", "external_id", "status", "version", "referral_id", "release_id",
            "period", "vintage", "kind", "client_id", "mode",
        ];
        let events = app.as_operator().all("/v1/events", 200).await;
        for data in events.iter().map(|event| event["data"].as_object().expect("an object")) {
            for (name, value) in data {
                assert!(known.contains(&name.as_str()), "an event tells {name}");
                assert!(!value.is_object() && !value.is_array(), "{name} is {value}");
            }
        }
        let rows = app.connect().count("events");
        assert_eq!(usize::try_from(rows), Ok(events.len()), "visits, needs and households have no events");
    }

    async fn an_event_is_read_by_those_whom_it_concerns(app) {
        happen(app).await;
        let about = |events: &[Value]| {
            let kinds = events.iter().map(|event| event["type"].as_str().expect("a type"));
            let mut kinds: Vec<_> = kinds.filter_map(|kind| Some(kind.split_once('.')?.0.to_owned())).collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds
        };
        let partner = app.as_partner().all("/v1/events", 50).await;
        assert_eq!(about(&partner), ["campaign", "client", "organisation", "referral", "release"]);
        let ours = json!(app.seed().partner.id);
        for event in partner.iter().filter(|event| event["type"] != "release.published") {
            assert_eq!(event["data"]["organisation_id"], ours, "{event}");
        }
        for caller in [app.as_other_partner(), app.as_municipality(), app.as_app_publisher()] {
            assert_eq!(about(&caller.all("/v1/events", 50).await), ["client", "organisation", "release"]);
        }
        let test = app.as_client(&app.seed().operator.test).all("/v1/events", 50).await;
        assert!(test.is_empty(), "what happens to live data is told to nobody of the test data: {test:?}");
    }
}
