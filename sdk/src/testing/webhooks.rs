//! Deliveries of webhooks as the server sends them, for the tests of what receives them.

use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;
use serde::Serialize;

use crate::Secret;
use crate::generated::webhooks::EXAMPLES;
use crate::webhooks::{Event, signature};

/// An event of each kind, by the document's examples, in its order.
///
/// # Panics
/// Never: the SDK's own tests read every example.
#[must_use]
pub fn events() -> Vec<Event> {
    let read = |example: &&str| {
        serde_json::from_str(example).expect("the document's examples are of the types they stand for")
    };
    EXAMPLES.iter().map(read).collect()
}

/// The headers and the body of a delivery that is sent now. The event may be one that the document doesn't have.
///
/// ```
/// use palier_sdk::testing::webhooks;
/// use palier_sdk::webhooks::Verifier;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// for event in webhooks::events() {
///     let (headers, body) = webhooks::signed(secret, &event);
///     // In your tests, what receives deliveries stands here.
///     assert_eq!(Verifier::new(secret)?.verify(&headers, &body)?.event()?, event);
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Panics
/// If the secret is none of webhooks, or the event has no `id`.
pub fn signed(secret: impl Into<Secret>, event: &impl Serialize) -> (HeaderMap, Vec<u8>) {
    signed_at(secret, event, Timestamp::now())
}

/// The same, sent at another time: an old delivery is not to be taken.
///
/// # Panics
/// If the secret is none of webhooks, or the event has no `id`.
pub fn signed_at(
    secret: impl Into<Secret>,
    event: &impl Serialize,
    sent_at: Timestamp,
) -> (HeaderMap, Vec<u8>) {
    let event = serde_json::to_value(event).expect("the event can be written as JSON");
    let id = event["id"].as_str().expect("an event has an `id`");
    let (time, body) = (sent_at.as_second().to_string(), event.to_string().into_bytes());
    let signature = signature(&secret.into(), id, &time, &body).expect("it is a secret of webhooks");
    let all = [
        ("content-type", "application/json"),
        ("webhook-id", id),
        ("webhook-timestamp", &time),
        ("webhook-signature", &signature),
    ];
    let headers = all.into_iter().map(|(name, value)| {
        (HeaderName::from_static(name), HeaderValue::from_str(value).expect("it fits into a header"))
    });
    (headers.collect(), body)
}
