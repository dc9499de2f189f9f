//! Delivering again.

use palier_tests::{
    App, Caller, Response, both,
    receiver::{Delivery, Receiver},
    samples,
};
use serde_json::{Value, json};

fn path(endpoint: &Value) -> String {
    format!("/v1/webhook-endpoints/{}", endpoint["id"].as_str().expect("an id"))
}

async fn replay(caller: &Caller<'_>, endpoint: &Value, asked: Value) -> Response {
    caller.post(&format!("{}/replay", path(endpoint)), asked).await
}

fn ids(got: &[Delivery]) -> Vec<String> {
    let mut ids: Vec<_> = got.iter().map(|one| one.header("webhook-id").to_owned()).collect();
    ids.sort_unstable();
    ids
}

async fn ids_of_feed(app: &App, query: &str) -> Vec<String> {
    let events = app.as_partner().all(&format!("/v1/events{query}"), 50).await;
    let mut ids: Vec<_> = events.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect();
    ids.sort_unstable();
    ids
}

both! {
    async fn c46_an_event_is_delivered_again_by_its_id(app) {
        let receiver = Receiver::start();
        let endpoint = receiver.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let first = receiver.deliveries(1).await.remove(0);
        let id = first.header("webhook-id");
        let answer = replay(&app.as_partner(), &endpoint, json!({"event_id": id})).await.expect(200);
        assert_eq!(answer.json(), json!({"deliveries": 1}));
        let again = receiver.deliveries(2).await.remove(1);
        assert_eq!((again.header("webhook-id"), &again.body), (id, &first.body));
        // It is the same delivery, begun anew.
        let all = app.as_partner().all(&format!("{}/deliveries?event_id={id}", path(&endpoint)), 50).await;
        assert_eq!(all.len(), 1);
        // An endpoint that came later gets what happened before it was there, also what it does not ask for.
        let later = Receiver::start();
        let other = later.register(&app.as_partner(), json!({"event_types": ["release.published"]})).await;
        let _planned = replay(&app.as_partner(), &other, json!({"event_id": id})).await.expect(200);
        assert_eq!(later.deliveries(1).await[0].header("webhook-id"), id);
    }

    async fn c46_what_happened_while_disabled_is_delivered_by_its_time(app) {
        let receiver = Receiver::start();
        let endpoint = receiver.register(&app.as_partner(), json!({"status": "disabled"})).await;
        assert_eq!(endpoint["disabled_reason"], "asked");
        let _foreign = app.as_other_partner().post("/v1/campaigns", samples::campaign()).await.expect(201);
        let _running = samples::running(app).await;
        let all = app.as_partner().all("/v1/events", 50).await;
        let first = all.iter().find(|event| event["type"] == "campaign.created").expect("one");
        let since = first["created_at"].as_str().expect("an instant");
        let asked = json!({"since": since});
        replay(&app.as_partner(), &endpoint, asked.clone()).await.refused_by("webhook_endpoint_disabled");
        let patch = app.as_partner().patch(&path(&endpoint), json!({"status": "enabled"})).if_match("*");
        let _enabled = patch.await.expect(200);
        receiver.stays_at(0).await;
        let answer = replay(&app.as_partner(), &endpoint, asked.clone()).await.expect(200);
        assert_eq!(answer.json(), json!({"deliveries": 4}));
        let got = receiver.deliveries(4).await;
        assert_eq!(ids(&got), ids_of_feed(app, &format!("?since={since}")).await);
        // Of the types that it takes, and of no more than was asked for.
        let narrowed = app.as_partner().patch(&path(&endpoint), json!({"event_types": ["campaign.started"]}));
        let _narrowed = narrowed.if_match("*").await.expect(200);
        let answer = replay(&app.as_partner(), &endpoint, asked).await.expect(200);
        assert_eq!(answer.json(), json!({"deliveries": 1}));
        assert_eq!(receiver.deliveries(5).await[4].event_type(), "campaign.started");
        let before = json!({"since": "2020-01-01T00:00:00Z", "until": since});
        let none = replay(&app.as_partner(), &endpoint, before).await.expect(200);
        assert_eq!(none.json(), json!({"deliveries": 0}));
    }

    async fn what_a_replay_can_not_be_asked_for(app) {
        let endpoint = Receiver::start().register(&app.as_partner(), json!({})).await;
        let _foreign = app.as_other_partner().post("/v1/campaigns", samples::campaign()).await.expect(201);
        let foreign = app.as_other_partner().all("/v1/events", 50).await[0]["id"].clone();
        let since = "2026-01-01T00:00:00Z";
        for (asked, pointer, code) in [
            (json!({}), "/since", "required"),
            (json!({"until": since}), "/since", "required"),
            (json!({"event_id": foreign}), "/event_id", "unknown_reference"),
            (json!({"event_id": foreign, "since": since}), "/event_id", "exclusive"),
            (json!({"since": since, "until": since}), "/until", "period_order"),
        ] {
            let answer = replay(&app.as_partner(), &endpoint, asked.clone()).await;
            assert_eq!(answer.invalid(), [(pointer.to_owned(), code.to_owned())], "{asked}");
        }
    }

    async fn c20_a_replay_that_is_repeated_with_its_key_happens_once(app) {
        let receiver = Receiver::start();
        let endpoint = receiver.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let id = receiver.deliveries(1).await[0].header("webhook-id").to_owned();
        for _ in 0..2 {
            let request = app.as_partner().post(&format!("{}/replay", path(&endpoint)), json!({"event_id": id}));
            let _same = request.key("one-replay").await.expect(200);
            let _twice = receiver.deliveries(2).await;
        }
        receiver.stays_at(2).await;
    }
}
