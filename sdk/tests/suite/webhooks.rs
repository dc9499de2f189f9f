//! What an app's tests send to its receiver of webhooks.

use palier_sdk::jiff::{Timestamp, ToSpan};
use palier_sdk::testing::webhooks::{signed, signed_at};
use palier_sdk::webhooks::{Verifier, WebhookError};
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
