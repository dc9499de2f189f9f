//! What is sent: the event as the feed has it, with the headers of Standard Webhooks (<https://www.standardwebhooks.com>).

use aws_lc_rs::hmac;
use base64::{Engine, prelude::BASE64_STANDARD};
use palier_domain::{
    event::Event,
    ids::EventId,
    time::Instant,
    webhook::{WebhookEndpoint, WebhookSecret},
};

use super::secrets;
use crate::{http::v1::events, keys::Vault, service::ServiceError};

/// A request to an endpoint, as it is sent at one moment.
#[derive(Clone, Debug)]
pub struct Message {
    /// Where it goes.
    pub url: String,
    /// `webhook-id`: that of the event, the same at every attempt, by which receivers know a repetition.
    pub id: EventId,
    /// `webhook-timestamp`: seconds since 1970, of this attempt.
    pub timestamp: i64,
    /// `webhook-signature`: one for each secret, the newest first.
    pub signature: String,
    /// The event.
    pub body: Vec<u8>,
}

impl Message {
    /// Writes and signs it.
    ///
    /// # Errors
    /// If the endpoint's secrets can't be opened.
    pub fn new(
        vault: &Vault,
        (endpoint, event): (&WebhookEndpoint, &Event),
        now: Instant,
    ) -> Result<Self, ServiceError> {
        let opened = endpoint.secrets.signing(now).map(|sealed| secrets::open(vault, endpoint.id, sealed));
        let opened = opened.collect::<Result<Vec<_>, _>>()?;
        let body = body(event)?;
        let (id, timestamp) = (event.id, now.seconds());
        let signatures: Vec<_> = opened.iter().map(|secret| sign(secret, (id, timestamp), &body)).collect();
        Ok(Self { url: endpoint.content.url.clone(), id, timestamp, signature: signatures.join(" "), body })
    }
}

/// The event, as `GET /v1/events/{id}` answers it.
fn body(event: &Event) -> Result<Vec<u8>, ServiceError> {
    let event = events::Event::try_from(event.clone())?;
    serde_json::to_vec(&event).map_err(|error| ServiceError::Internal(error.to_string()))
}

/// A signature: HMAC-SHA-256 of id, timestamp and body.
fn sign(secret: &WebhookSecret, (id, timestamp): (EventId, i64), body: &[u8]) -> String {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, secret.bytes()));
    context.update(format!("{id}.{timestamp}.").as_bytes());
    context.update(body);
    format!("v1,{}", BASE64_STANDARD.encode(context.sign()))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// Made with Python's `hmac`.
    #[test]
    fn a_signature_is_the_standards() {
        let secret = WebhookSecret::from_bytes([7; 32]);
        let id = EventId(Uuid::from_u128(1));
        let signed = sign(&secret, (id, 1_795_426_200), br#"{"id":"x"}"#);
        assert_eq!(signed, "v1,xjBwE0LmqC4z31i+BAdCNuoOsxq690pyG1XlnXyu6e4=");
    }
}
