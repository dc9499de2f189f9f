//! Webhooks: where organisations want to be told of [events](crate::event), and what becomes of each event there.
//!
//! An endpoint is told of what its organisation may read in the feed, at least once, and in no promised order. A delivery
//! is one event at one endpoint, however often it is tried.

mod delivery;
mod endpoint;
mod schedule;
mod secret;

pub use delivery::{DeliveryFailure, DeliveryStatus, WebhookDelivery};
pub use endpoint::{
    DisabledReason, EndpointDraft, EndpointStatus, MAX_ENDPOINTS, SealedSecrets, WebhookEndpoint,
};
pub use schedule::{Follows, MOST_JITTER, Outcome, RETRY_AFTER_SECONDS, follows, has_failed_too_long};
pub use secret::WebhookSecret;
