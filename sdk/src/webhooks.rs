//! Webhooks: whether a delivery comes from the server, by [Standard Webhooks](https://www.standardwebhooks.com), and
//! which event it is.
//!
//! ```
//! # fn receive(headers: &http::HeaderMap, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! use palier_sdk::webhooks::{Event, Verifier};
//!
//! let verifier = Verifier::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
//! let delivery = verifier.verify(headers, body)?;
//! // Each event is delivered at least once: take one whose id you know for done.
//! match delivery.event()? {
//!     Event::CampaignApproved(event) => println!("{} is approved", event.data.campaign_id),
//!     // Others are of no interest here, and more kinds may come.
//!     other => println!("{} {}", delivery.id, other.type_name()),
//! }
//! # Ok(())
//! # }
//! ```
//!
#![doc = include_str!("generated/webhooks.md")]

use std::fmt;
use std::time::Duration;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;

use crate::Secret;
#[doc(inline)]
pub use crate::generated::webhooks::Event;

/// How far the clocks of sender and receiver may be apart, unless said otherwise.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Why a delivery is not taken. Answer it with 400; the server sends it again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret is not one of Standard Webhooks.
    #[error("a secret of webhooks is `whsec_` and base64")]
    Secret,
    /// A header is missing or can't be read.
    #[error("the header `{0}` is missing or can't be read")]
    Header(&'static str),
    /// It was sent too long ago, or the clocks differ: it may be an old delivery that somebody recorded.
    #[error("it was sent at {0}, too far from now")]
    Time(Timestamp),
    /// No signature is by a secret that is known.
    #[error("no signature is by a known secret")]
    Signature,
}

/// Tells deliveries of the server from others. It knows the endpoint's secret, or two of them during a rotation.
#[derive(Clone)]
pub struct Verifier {
    keys: Vec<hmac::Key>,
    tolerance: Duration,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("secrets", &self.keys.len()).finish_non_exhaustive()
    }
}

/// A delivery whose sender is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivery<'a> {
    /// Names the event: the same in each delivery of it.
    pub id: &'a str,
    /// When this delivery was sent.
    pub sent_at: Timestamp,
    /// What was sent.
    pub body: &'a [u8],
}

impl Delivery<'_> {
    /// The event that was sent; one of a kind that this version does not know is kept as it is.
    ///
    /// # Errors
    /// If it is no event.
    pub fn event(&self) -> Result<Event, serde_json::Error> {
        self.json()
    }

    /// What was sent, as a value.
    ///
    /// # Errors
    /// If it is no JSON, or not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.body)
    }
}

impl Verifier {
    /// With the endpoint's secret.
    ///
    /// # Errors
    /// If it is none.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, WebhookError> {
        Self { keys: Vec::new(), tolerance: TOLERANCE }.and(secret)
    }

    /// And with another one, while the endpoint's secret is rotated.
    ///
    /// # Errors
    /// If it is none.
    pub fn and(mut self, secret: impl Into<Secret>) -> Result<Self, WebhookError> {
        self.keys.push(key(&secret.into())?);
        Ok(self)
    }

    /// With another difference of clocks than five minutes.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// The delivery, if it comes from the server and is not an old one. The body is taken as it arrived, byte for byte.
    ///
    /// # Errors
    /// If a header is missing, the time is another, or nobody who knows the secret signed it.
    pub fn verify<'a>(&self, headers: &'a HeaderMap, body: &'a [u8]) -> Result<Delivery<'a>, WebhookError> {
        self.verify_at(headers, body, Timestamp::now())
    }

    fn verify_at<'a>(
        &self,
        headers: &'a HeaderMap,
        body: &'a [u8],
        now: Timestamp,
    ) -> Result<Delivery<'a>, WebhookError> {
        let id = header(headers, "webhook-id")?;
        let time = header(headers, "webhook-timestamp")?;
        let seconds = time.parse().map_err(|_| WebhookError::Header("webhook-timestamp"));
        let sent_at =
            Timestamp::from_second(seconds?).map_err(|_| WebhookError::Header("webhook-timestamp"))?;
        let signatures = header(headers, "webhook-signature")?;
        let signed = signed(id, time, body);
        let ours = |signature: &str| {
            let Some(bytes) = signature.strip_prefix("v1,").and_then(|text| STANDARD.decode(text).ok())
            else {
                return false;
            };
            self.keys.iter().any(|key| hmac::verify(key, &signed, &bytes).is_ok())
        };
        if !signatures.split(' ').any(ours) {
            return Err(WebhookError::Signature);
        }
        let tolerance = SignedDuration::try_from(self.tolerance).unwrap_or(SignedDuration::MAX);
        if now.duration_since(sent_at).abs() > tolerance {
            return Err(WebhookError::Time(sent_at));
        }
        Ok(Delivery { id, sent_at, body })
    }
}

/// The signature of a delivery, as its header has it.
#[cfg(feature = "testing")]
pub(crate) fn signature(secret: &Secret, id: &str, time: &str, body: &[u8]) -> Result<String, WebhookError> {
    let tag = hmac::sign(&key(secret)?, &signed(id, time, body));
    Ok(format!("v1,{}", STANDARD.encode(tag)))
}

fn key(secret: &Secret) -> Result<hmac::Key, WebhookError> {
    let encoded = secret.expose().strip_prefix("whsec_").ok_or(WebhookError::Secret)?;
    let bytes = STANDARD.decode(encoded).map_err(|_| WebhookError::Secret)?;
    if bytes.is_empty() {
        return Err(WebhookError::Secret);
    }
    Ok(hmac::Key::new(hmac::HMAC_SHA256, &bytes))
}

/// What a signature is of.
fn signed(id: &str, time: &str, body: &[u8]) -> Vec<u8> {
    [id.as_bytes(), b".", time.as_bytes(), b".", body].concat()
}

fn header<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, WebhookError> {
    headers.get(name).and_then(|value| value.to_str().ok()).ok_or(WebhookError::Header(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's own libraries.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const SENT: i64 = 1_614_265_330;

    fn headers(signature: &str) -> HeaderMap {
        let time = SENT.to_string();
        let all = [
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            ("webhook-timestamp", &time),
            ("webhook-signature", signature),
        ];
        all.into_iter()
            .map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")))
            .collect()
    }

    fn verdict(signature: &str, body: &[u8], seconds_later: i64) -> Result<String, WebhookError> {
        let now = Timestamp::from_second(SENT + seconds_later).expect("a time");
        let verifier = Verifier::new(SECRET).expect("it is a secret");
        verifier.verify_at(&headers(signature), body, now).map(|delivery| delivery.id.to_owned())
    }

    #[test]
    fn c42_the_example_of_the_specification_is_taken_and_what_differs_is_not() {
        assert_eq!(verdict(SIGNATURE, BODY, 0).as_deref(), Ok("msg_p5jXN8AQM9LWM0D4loKWxJek"));
        assert_eq!(verdict(SIGNATURE, br#"{"test": 2432232315}"#, 0), Err(WebhookError::Signature));
        for other in ["", "v1,", "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,AAAA"] {
            assert_eq!(verdict(other, BODY, 0), Err(WebhookError::Signature), "{other}");
        }
        assert_eq!(verdict(SIGNATURE, BODY, 300).as_deref(), Ok("msg_p5jXN8AQM9LWM0D4loKWxJek"));
        for late in [301, -301] {
            assert!(matches!(verdict(SIGNATURE, BODY, late), Err(WebhookError::Time(_))), "{late}");
        }
    }

    #[test]
    fn c43_during_a_rotation_either_signature_and_either_secret_will_do() {
        let two = format!("v1,b2xkIG9uZQ== {SIGNATURE}");
        assert!(verdict(&two, BODY, 0).is_ok());
        let now = Timestamp::from_second(SENT).expect("a time");
        let other = Verifier::new("whsec_b3RoZXI=").expect("it is a secret");
        let (headers, both) = (headers(SIGNATURE), other.clone().and(SECRET).expect("it is a secret"));
        assert_eq!(other.verify_at(&headers, BODY, now), Err(WebhookError::Signature));
        assert!(both.verify_at(&headers, BODY, now).is_ok());
    }

    #[test]
    fn c60_a_verifier_shows_no_secret_and_takes_no_other() {
        let shown = format!("{:?}", Verifier::new(SECRET).expect("it is a secret"));
        assert!(!shown.contains("MfKQ") && shown.contains("secrets: 1"), "{shown}");
        for bad in ["", "whsec_", "whsec_?", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] {
            assert_eq!(Verifier::new(bad).err(), Some(WebhookError::Secret), "{bad}");
        }
        let mut headers = headers(SIGNATURE);
        headers.remove("webhook-id");
        let verifier = Verifier::new(SECRET).expect("it is a secret");
        assert_eq!(verifier.verify(&headers, BODY), Err(WebhookError::Header("webhook-id")));
    }
}
