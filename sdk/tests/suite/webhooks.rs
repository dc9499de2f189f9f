//! What an app's tests send to its receiver of webhooks.

use palier_sdk::jiff::{Timestamp, ToSpan};
use palier_sdk::testing::webhooks::{events, signed, signed_at};
use palier_sdk::webhooks::{Event, Verifier, WebhookError};
use serde_json::{Value, json};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

fn verifier() -> Verifier {
    Verifier::new(SECRET).expect("it is a secret")
}

#[test]
fn c42_a_delivery_of_an_apps_tests_is_taken_by_its_receiver() {
    let event = json!({"id": "event-1", "type": "campaign.painted", "data": {"colour": "bleu «ciel»"}});
    let (headers, body) = signed(SECRET, &event);
    assert_eq!(headers["content-type"], "application/json");
    let delivery = verifier().verify(&headers, &body).expect("it is signed");
    assert_eq!((delivery.id, delivery.json::<Value>().expect("it is JSON")), ("event-1", event));
}

#[test]
fn c42_a_delivery_of_another_secret_a_changed_one_and_an_old_one_are_not_taken() {
    let event = json!({"id": "event-1", "type": "campaign.painted"});
    let (headers, body) = signed("whsec_b3RoZXI=", &event);
    assert_eq!(verifier().verify(&headers, &body).err(), Some(WebhookError::Signature));
    let (headers, mut body) = signed(SECRET, &event);
    body.push(b' ');
    assert_eq!(verifier().verify(&headers, &body).err(), Some(WebhookError::Signature));
    let (headers, body) = signed_at(SECRET, &event, Timestamp::now() - 6.minutes());
    assert!(matches!(verifier().verify(&headers, &body), Err(WebhookError::Time(_))));
}

#[test]
fn c42_every_webhook_of_the_document_has_an_example_that_arrives_as_its_event() {
    let document = include_str!("../../../openapi/v1.json");
    let document: Value = serde_json::from_str(document).expect("it is JSON");
    let mut wanted: Vec<_> = document["webhooks"].as_object().expect("there are some").keys().collect();
    let mut seen = Vec::new();
    for event in events() {
        let (headers, body) = signed(SECRET, &event);
        let delivery = verifier().verify(&headers, &body).expect("it is signed");
        let arrived = delivery.event().expect("it is an event");
        assert_eq!(arrived, event);
        assert!(!matches!(arrived, Event::Unknown(_)), "{arrived:?}");
        assert_eq!(arrived.id().map(|id| id.to_string()).as_deref(), Some(delivery.id));
        assert!(arrived.created_at().is_some(), "{arrived:?}");
        seen.push(arrived.type_name().to_owned());
    }
    wanted.sort();
    seen.sort();
    assert_eq!(seen.iter().collect::<Vec<_>>(), wanted);
}

#[test]
fn c57_an_event_of_a_kind_that_is_not_known_survives() {
    let id = "019ab0f2-6b1e-7c40-9d5e-999999999999";
    let painted = json!({
        "id": id, "type": "campaign.painted", "created_at": "2026-11-24T18:02:11.5Z", "data": {"deep": [null, 1.5]},
    });
    let (headers, body) = signed(SECRET, &painted);
    let delivery = verifier().verify(&headers, &body).expect("it is signed");
    let event = delivery.event().expect("it is an event");
    assert!(matches!(event, Event::Unknown(_)), "{event:?}");
    assert_eq!(
        (event.type_name(), event.id().map(|id| id.to_string()).as_deref()),
        ("campaign.painted", Some(id))
    );
    assert_eq!(event.created_at().map(|at| at.to_string()).as_deref(), Some("2026-11-24T18:02:11.5Z"));
    assert_eq!(serde_json::to_value(&event).expect("it is written"), painted);
    let bare = serde_json::from_value::<Event>(json!({"type": "campaign.painted"})).expect("it is an event");
    assert_eq!((bare.id(), bare.created_at()), (None, None));
    assert!(serde_json::from_value::<Event>(json!({"id": id})).is_err(), "an event says its type");
}
