//! Deliveries: what became of one event at one endpoint.

use crate::{
    coded::coded,
    event::EventType,
    ids::{EventId, WebhookDeliveryId},
    time::Instant,
};

coded! {
    /// Where a delivery stands.
    DeliveryStatus {
        /// It is still to be sent, for the first time or again.
        Pending = "pending",
        /// It arrived.
        Delivered = "delivered",
        /// It was given up.
        Failed = "failed",
    }

    /// Why an attempt came to nothing.
    DeliveryFailure {
        /// The answer was none of the 2xx; a redirect is not followed.
        UnsuccessfulStatus = "unsuccessful_status",
        /// There was no answer in time.
        TimedOut = "timed_out",
        /// No connection, or one that broke or could not be trusted.
        NotConnected = "not_connected",
        /// The name of the host is not known.
        NameNotResolved = "name_not_resolved",
        /// The host is at an address that is not open to the world.
        AddressRefused = "address_refused",
        /// The endpoint was disabled before it arrived.
        EndpointDisabled = "endpoint_disabled",
    }
}

/// A delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookDelivery {
    /// Its id; what is delivered carries that of the event.
    pub id: WebhookDeliveryId,
    /// What is told.
    pub event_id: EventId,
    /// What kind of event that is.
    pub event_type: EventType,
    /// Where it stands.
    pub status: DeliveryStatus,
    /// How often it was tried since it was last asked for.
    pub attempts: i32,
    /// When it is tried next, if it is.
    pub next_at: Option<Instant>,
    /// When it was last tried.
    pub attempted_at: Option<Instant>,
    /// The status of the last answer, if there was one.
    pub response_status: Option<i32>,
    /// Why the last attempt came to nothing.
    pub failure: Option<DeliveryFailure>,
    /// When it was planned.
    pub created_at: Instant,
}
