//! Webhook endpoints as they are read and written.

use palier_domain::{error::Invalid, time::Instant, webhook};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::{
        list::{Columns, Item},
        text,
        v1::{events::EventType, same_names},
    },
    service::webhook_endpoints::{EndpointView, Replay},
};

/// Whether an endpoint is told of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WebhookEndpointStatus {
    /// It is.
    #[default]
    Enabled,
    /// It is not: nothing is kept for it meanwhile, but what happens can be replayed later.
    Disabled,
}

same_names!(webhook::EndpointStatus, WebhookEndpointStatus { Enabled, Disabled });

/// Why an endpoint is told nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WebhookDisabledReason {
    /// You asked for it.
    Asked,
    /// It answered 410 (Gone).
    Gone,
    /// Every delivery to it failed for five days.
    Failing,
}

same_names!(webhook::DisabledReason, WebhookDisabledReason { Asked, Gone, Failing });

/// Where your organisation is told of events. Nobody else sees it, the operator neither.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-424242424242", "url": "https://partner.example/palier",
    "description": "Campaign desk", "event_types": ["campaign.approved", "campaign.rejected"], "status": "enabled",
    "disabled_reason": null, "failing_since": null, "previous_secret_expires_at": null,
    "created_at": "2026-11-23T09:30:00.000000Z", "updated_at": "2026-11-23T09:30:00.000000Z",
}))]
pub struct WebhookEndpoint {
    /// Its id.
    pub id: Uuid,
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
    #[schema(value_type = Option<String>, format = DateTime)]
    pub failing_since: Option<Instant>,
    /// Until when the secret before signs as well, if it was rotated.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub previous_secret_expires_at: Option<Instant>,
    /// The new secret, shown this once: in the answer to a creation or a rotation, and in an identical replay of that
    /// answer. `whsec_` and base64, as libraries of Standard Webhooks take it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub secret: Option<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl From<EndpointView> for WebhookEndpoint {
    fn from(view: EndpointView) -> Self {
        let EndpointView { endpoint, shown } = view;
        let WebhookEndpointInput { url, description, event_types, status } =
            WebhookEndpointInput::from(&endpoint);
        Self {
            id: endpoint.id.0,
            url,
            description,
            event_types,
            status,
            disabled_reason: endpoint.disabled_reason.map(Into::into),
            failing_since: endpoint.failing_since,
            previous_secret_expires_at: endpoint.secrets.previous.map(|(_, until)| until),
            secret: shown.map(|secret| secret.expose()),
            created_at: endpoint.created_at,
            updated_at: endpoint.updated_at,
        }
    }
}

impl Item for WebhookEndpoint {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("url", "/url"),
        ("description", "/description"),
        ("event_types", "/event_types"),
        ("status", "/status"),
        ("disabled_reason", "/disabled_reason"),
        ("failing_since", "/failing_since"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}

/// Where you want to be told of events, and of which.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "url": "https://partner.example/palier", "description": "Campaign desk",
    "event_types": ["campaign.approved", "campaign.rejected"],
}))]
pub struct WebhookEndpointInput {
    /// Where events are sent to: `https`, without a name, a password or a fragment; what is not ASCII is encoded. The host
    /// has to be open to the world, unless the operator opened a network to you.
    #[schema(min_length = 1, max_length = 2000)]
    pub url: String,
    /// What it is for, for people.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(custom(function = text::line))]
    pub description: Option<String>,
    /// What is told there; an empty list is everything, also types that are still to come.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub event_types: Vec<EventType>,
    /// Whether anything is. Enabled again, an endpoint starts with a clean record; what it missed can be replayed.
    #[serde(default)]
    pub status: WebhookEndpointStatus,
}

impl From<&webhook::WebhookEndpoint> for WebhookEndpointInput {
    fn from(endpoint: &webhook::WebhookEndpoint) -> Self {
        let content = &endpoint.content;
        Self {
            url: content.url.clone(),
            description: content.description.clone(),
            event_types: content.event_types.iter().copied().map(Into::into).collect(),
            status: content.status.into(),
        }
    }
}

impl From<WebhookEndpointInput> for webhook::EndpointDraft {
    fn from(input: WebhookEndpointInput) -> Self {
        Self {
            url: input.url,
            description: input.description.map(|text| text.trim().to_owned()),
            event_types: input.event_types.into_iter().map(Into::into).collect(),
            status: input.status.into(),
        }
    }
}

/// Says how long the replaced secret signs as well.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"overlap_seconds": 86400}))]
pub struct WebhookRotationInput {
    /// Seconds for which deliveries carry a signature by the old secret, too; a day if nothing is said. 0 ends it at once.
    #[schema(minimum = 0, maximum = 604_800)]
    pub overlap_seconds: Option<u32>,
}

/// Which events are to be delivered again: one of them, or those of a time.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"since": "2026-11-20T00:00:00Z", "until": "2026-11-23T12:00:00Z"}))]
pub struct WebhookReplayInput {
    /// This one, whatever types the endpoint takes. Without `since` and `until`.
    pub event_id: Option<Uuid>,
    /// Those from this instant on, of the types that the endpoint takes; at most 10,000 events happened meanwhile.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Instant>,
    /// Those before this instant; until now, if it is left out.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Instant>,
}

impl TryFrom<WebhookReplayInput> for Replay {
    type Error = Invalid;

    fn try_from(input: WebhookReplayInput) -> Result<Self, Invalid> {
        match input {
            WebhookReplayInput { event_id: Some(id), since: None, until: None } => {
                Ok(Self::One(palier_domain::ids::EventId(id)))
            }
            WebhookReplayInput { event_id: Some(_), .. } => {
                Err(Invalid::one("/event_id", "exclusive", "Name an event, or a time, and not both."))
            }
            WebhookReplayInput { since: Some(since), until: Some(until), .. } if until <= since => {
                Err(Invalid::one("/until", "period_order", "It ends before it begins."))
            }
            WebhookReplayInput { since: Some(since), until, .. } => Ok(Self::Range(since, until)),
            _ => Err(Invalid::one("/since", "required", "Name an event, or the instant from which on.")),
        }
    }
}

/// What will be delivered again.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"deliveries": 3}))]
pub struct WebhookReplay {
    /// How many events. They are sent within seconds, each with the id that it always had.
    pub deliveries: u32,
}
