// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `webhook-endpoints`.

use super::*;

/// What became of one event at one endpoint, however often it was tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WebhookDelivery {
    /// Its id. What is sent carries the event's.
    pub id: Uuid,
    /// The event: the `webhook-id` of what is sent.
    pub event_id: EventId,
    /// What happened.
    pub event_type: EventType,
    /// Where it stands.
    pub status: WebhookDeliveryStatus,
    /// How often it was tried, since it was planned or replayed.
    pub attempts: i32,
    /// When it is tried next, if it is.
    pub next_at: Option<Timestamp>,
    /// When it was last tried.
    pub attempted_at: Option<Timestamp>,
    /// The status of the last answer, if there was one.
    pub response_status: Option<i32>,
    /// Why the last attempt came to nothing, if it did.
    pub failure: Option<WebhookDeliveryFailure>,
    /// When it was planned.
    pub created_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for WebhookDelivery {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-434343434343\",\"event_id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"event_type\":\"campaign.approved\",\"status\":\"pending\",\"attempts\":1,\"next_at\":\"2026-11-23T15:42:15.654321Z\",\"attempted_at\":\"2026-11-23T15:42:10.412000Z\",\"response_status\":503,\"failure\":\"unsuccessful_status\",\"created_at\":\"2026-11-23T15:42:10.123456Z\"}";
}

/// Why an attempt came to nothing.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WebhookDeliveryFailure {
    /// `unsuccessful_status`
    UnsuccessfulStatus,
    /// `timed_out`
    TimedOut,
    /// `not_connected`
    NotConnected,
    /// `name_not_resolved`
    NameNotResolved,
    /// `address_refused`
    AddressRefused,
    /// `endpoint_disabled`
    EndpointDisabled,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    WebhookDeliveryFailure { UnsuccessfulStatus = "unsuccessful_status", TimedOut =
    "timed_out", NotConnected = "not_connected", NameNotResolved = "name_not_resolved",
    AddressRefused = "address_refused", EndpointDisabled = "endpoint_disabled", }
);

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WebhookDeliveryPage {
    /// The items, in the list's order.
    pub items: Vec<WebhookDelivery>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for WebhookDeliveryPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-434343434343\",\"event_id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"event_type\":\"campaign.approved\",\"status\":\"pending\",\"attempts\":1,\"next_at\":\"2026-11-23T15:42:15.654321Z\",\"attempted_at\":\"2026-11-23T15:42:10.412000Z\",\"response_status\":503,\"failure\":\"unsuccessful_status\",\"created_at\":\"2026-11-23T15:42:10.123456Z\"}],\"next_cursor\":null}";
}

crate::call::page!(WebhookDeliveryPage, WebhookDelivery);

/// Where a delivery stands.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WebhookDeliveryStatus {
    /// `pending`
    Pending,
    /// `delivered`
    Delivered,
    /// `failed`
    Failed,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    WebhookDeliveryStatus { Pending = "pending", Delivered = "delivered", Failed =
    "failed", }
);

/// Why an endpoint is told nothing.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WebhookDisabledReason {
    /// `asked`
    Asked,
    /// `gone`
    Gone,
    /// `failing`
    Failing,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    WebhookDisabledReason { Asked = "asked", Gone = "gone", Failing = "failing", }
);

/// Where your organisation is told of events. Nobody else sees it, the operator neither.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WebhookEndpoint {
    /// Its id.
    pub id: WebhookEndpointId,
    /// Where events are sent to.
    pub url: String,
    /// What it is for, for people.
    pub description: Option<String>,
    /// What is told there; an empty list is everything, also types that are still to come.
    pub event_types: Vec<EventType>,
    /// Whether anything is.
    pub status: WebhookEndpointStatus,
    /// Why it is disabled, if it is.
    pub disabled_reason: Option<WebhookDisabledReason>,
    /// Since when every delivery to it failed; after five days it is disabled.
    pub failing_since: Option<Timestamp>,
    /// Until when the secret before signs as well, if it was rotated.
    pub previous_secret_expires_at: Option<Timestamp>,
    /// The new secret, shown this once: in the answer to a creation or a rotation, and in an identical replay of that
    /// answer. `whsec_` and base64, as libraries of Standard Webhooks take it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for WebhookEndpoint {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-424242424242\",\"url\":\"https://partner.example/palier\",\"description\":\"Campaign desk\",\"event_types\":[\"campaign.approved\",\"campaign.rejected\"],\"status\":\"enabled\",\"disabled_reason\":null,\"failing_since\":null,\"previous_secret_expires_at\":null,\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}";
}

/// Where you want to be told of events, and of which.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WebhookEndpointInput {
    /// Where events are sent to: `https`, without a name, a password or a fragment; what is not ASCII is encoded. The host
    /// has to be open to the world, unless the operator opened a network to you. 1 to 2000 characters.
    pub url: String,
    /// What it is for, for people. 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What is told there; an empty list is everything, also types that are still to come. At most 100 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_types: Option<Vec<EventType>>,
    /// Whether anything is. Enabled again, an endpoint starts with a clean record; what it missed can be replayed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<WebhookEndpointStatus>,
}

impl WebhookEndpointInput {
    /// With all that is required.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            description: Default::default(),
            event_types: Default::default(),
            status: Default::default(),
        }
    }

    /// What it is for, for people. 1 to 200 characters.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// What is told there; an empty list is everything, also types that are still to come. At most 100 items.
    #[must_use]
    pub fn event_types(mut self, event_types: impl IntoIterator<Item = impl Into<EventType>>) -> Self {
        self.event_types = Some(event_types.into_iter().map(Into::into).collect());
        self
    }

    /// Whether anything is. Enabled again, an endpoint starts with a clean record; what it missed can be replayed.
    #[must_use]
    pub fn status(mut self, status: impl Into<WebhookEndpointStatus>) -> Self {
        self.status = Some(status.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for WebhookEndpointInput {
    const EXAMPLE: &'static str = "{\"url\":\"https://partner.example/palier\",\"description\":\"Campaign desk\",\"event_types\":[\"campaign.approved\",\"campaign.rejected\"]}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WebhookEndpointPage {
    /// The items, in the list's order.
    pub items: Vec<WebhookEndpoint>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for WebhookEndpointPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-424242424242\",\"url\":\"https://partner.example/palier\",\"description\":\"Campaign desk\",\"event_types\":[\"campaign.approved\",\"campaign.rejected\"],\"status\":\"enabled\",\"disabled_reason\":null,\"failing_since\":null,\"previous_secret_expires_at\":null,\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(WebhookEndpointPage, WebhookEndpoint);

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WebhookEndpointPatch {
    /// Where events are sent to: `https`, without a name, a password or a fragment; what is not ASCII is encoded. The host
    /// has to be open to the world, unless the operator opened a network to you. 1 to 2000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What it is for, for people. 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub description: Field<String>,
    /// What is told there; an empty list is everything, also types that are still to come. At most 100 items.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub event_types: Field<Vec<EventType>>,
    /// Whether anything is. Enabled again, an endpoint starts with a clean record; what it missed can be replayed.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub status: Field<WebhookEndpointStatus>,
}

impl WebhookEndpointPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            url: Default::default(),
            description: Default::default(),
            event_types: Default::default(),
            status: Default::default(),
        }
    }

    /// Where events are sent to: `https`, without a name, a password or a fragment; what is not ASCII is encoded. The host
    /// has to be open to the world, unless the operator opened a network to you. 1 to 2000 characters.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// What it is for, for people. 1 to 200 characters.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Field::Value(description.into());
        self
    }

    /// Clears `description`.
    #[must_use]
    pub fn clear_description(mut self) -> Self {
        self.description = Field::Null;
        self
    }

    /// What is told there; an empty list is everything, also types that are still to come. At most 100 items.
    #[must_use]
    pub fn event_types(mut self, event_types: impl IntoIterator<Item = impl Into<EventType>>) -> Self {
        self.event_types = Field::Value(event_types.into_iter().map(Into::into).collect());
        self
    }

    /// Clears `event_types`.
    #[must_use]
    pub fn clear_event_types(mut self) -> Self {
        self.event_types = Field::Null;
        self
    }

    /// Whether anything is. Enabled again, an endpoint starts with a clean record; what it missed can be replayed.
    #[must_use]
    pub fn status(mut self, status: impl Into<WebhookEndpointStatus>) -> Self {
        self.status = Field::Value(status.into());
        self
    }

    /// Clears `status`.
    #[must_use]
    pub fn clear_status(mut self) -> Self {
        self.status = Field::Null;
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for WebhookEndpointPatch {
    const EXAMPLE: &'static str = "{\"event_types\":[\"campaign.approved\",\"campaign.rejected\"]}";
}

/// Whether an endpoint is told of events.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WebhookEndpointStatus {
    /// `enabled`
    Enabled,
    /// `disabled`
    Disabled,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    WebhookEndpointStatus { Enabled = "enabled", Disabled = "disabled", }
);

/// What will be delivered again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WebhookReplay {
    /// How many events. They are sent within seconds, each with the id that it always had. At least 0.
    pub deliveries: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for WebhookReplay {
    const EXAMPLE: &'static str = "{\"deliveries\":3}";
}

/// Which events are to be delivered again: one of them, or those of a time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WebhookReplayInput {
    /// This one, whatever types the endpoint takes. Without `since` and `until`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<EventId>,
    /// Those from this instant on, of the types that the endpoint takes; at most 10,000 events happened meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Those before this instant; until now, if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl WebhookReplayInput {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { event_id: Default::default(), since: Default::default(), until: Default::default() }
    }

    /// This one, whatever types the endpoint takes. Without `since` and `until`.
    #[must_use]
    pub fn event_id(mut self, event_id: impl Into<EventId>) -> Self {
        self.event_id = Some(event_id.into());
        self
    }

    /// Those from this instant on, of the types that the endpoint takes; at most 10,000 events happened meanwhile.
    #[must_use]
    pub fn since(mut self, since: Timestamp) -> Self {
        self.since = Some(since);
        self
    }

    /// Those before this instant; until now, if it is left out.
    #[must_use]
    pub fn until(mut self, until: Timestamp) -> Self {
        self.until = Some(until);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for WebhookReplayInput {
    const EXAMPLE: &'static str = "{\"since\":\"2026-11-20T00:00:00Z\",\"until\":\"2026-11-23T12:00:00Z\"}";
}

/// Says how long the replaced secret signs as well.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WebhookRotationInput {
    /// Seconds for which deliveries carry a signature by the old secret, too; a day if nothing is said. 0 ends it at once. 0 to 604800.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlap_seconds: Option<i32>,
}

impl WebhookRotationInput {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { overlap_seconds: Default::default() }
    }

    /// Seconds for which deliveries carry a signature by the old secret, too; a day if nothing is said. 0 ends it at once. 0 to 604800.
    #[must_use]
    pub fn overlap_seconds(mut self, overlap_seconds: i32) -> Self {
        self.overlap_seconds = Some(overlap_seconds);
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for WebhookRotationInput {
    const EXAMPLE: &'static str = "{\"overlap_seconds\":86400}";
}
