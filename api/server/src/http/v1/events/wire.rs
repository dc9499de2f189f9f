//! Events on the wire: one variant a type, the same in the feed and in a webhook's body.

use palier_domain::{event, time::Instant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::data::{
    CampaignEventData, ClientEventData, OrganisationEventData, ReferralEventData, ReleaseEventData,
    WebhookEndpointEventData,
};
use crate::{
    http::{
        list::{Columns, Item},
        v1::same_names,
    },
    service::ServiceError,
};

macro_rules! events {
    ($($variant:ident = $text:tt, $data:ident;)+) => {
        /// What can happen: the thing, and what happened to it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[schema(example = "campaign.approved")]
        pub enum EventType { $(#[doc = $text] #[serde(rename = $text)] $variant,)+ }

        same_names!(event::EventType, EventType { $($variant),+ });

        /// Something that happened; `type` says what, and what `data` is about.
        #[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
        #[serde(tag = "type")]
        #[schema(example = json!({
            "id": "019ab0f2-6b1e-7c40-9d5e-414141414141", "type": "campaign.approved",
            "created_at": "2026-11-23T15:42:10.123456Z",
            "data": {
                "campaign_id": "019ab0f2-6b1e-7c40-9d5e-222222222222",
                "organisation_id": "019ab0f2-6b1e-7c40-9d5e-111111111111",
                "external_id": "eau-2026-3", "status": "approved", "version": 3,
            },
        }))]
        pub enum Event {
            $(
                #[doc = $text]
                #[serde(rename = $text)]
                $variant {
                    /// The same in the feed and in each delivery: take one that you know for done.
                    id: Uuid,
                    /// When it happened.
                    #[schema(value_type = String, format = DateTime)]
                    created_at: Instant,
                    /// Which thing, and how it was then.
                    data: $data,
                },
            )+
        }

        impl TryFrom<event::Event> for Event {
            type Error = ServiceError;

            fn try_from(event: event::Event) -> Result<Self, ServiceError> {
                let (id, created_at) = (event.id.0, event.at);
                let wrong = |error| ServiceError::Internal(format!("event {id}: {error}"));
                Ok(match event.event_type {
                    $(event::EventType::$variant => {
                        let data = serde_json::from_value(event.data).map_err(wrong)?;
                        Self::$variant { id, created_at, data }
                    })+
                })
            }
        }
    };
}

events! {
    CampaignCreated = "campaign.created", CampaignEventData;
    CampaignUpdated = "campaign.updated", CampaignEventData;
    CampaignSubmitted = "campaign.submitted", CampaignEventData;
    CampaignApproved = "campaign.approved", CampaignEventData;
    CampaignRejected = "campaign.rejected", CampaignEventData;
    CampaignStarted = "campaign.started", CampaignEventData;
    CampaignPaused = "campaign.paused", CampaignEventData;
    CampaignClosed = "campaign.closed", CampaignEventData;
    CampaignMessageAdded = "campaign.message_added", CampaignEventData;
    ReferralSent = "referral.sent", ReferralEventData;
    ReferralAccepted = "referral.accepted", ReferralEventData;
    ReferralRefused = "referral.refused", ReferralEventData;
    ReferralStarted = "referral.started", ReferralEventData;
    ReferralResolved = "referral.resolved", ReferralEventData;
    ReferralNotResolved = "referral.not_resolved", ReferralEventData;
    ReferralWithdrawn = "referral.withdrawn", ReferralEventData;
    ReferralMessageSent = "referral.message_sent", ReferralEventData;
    ReleasePublished = "release.published", ReleaseEventData;
    OrganisationCreated = "organisation.created", OrganisationEventData;
    OrganisationUpdated = "organisation.updated", OrganisationEventData;
    ClientCreated = "client.created", ClientEventData;
    ClientSecretRotated = "client.secret_rotated", ClientEventData;
    ClientRevoked = "client.revoked", ClientEventData;
    WebhookEndpointPinged = "webhook_endpoint.pinged", WebhookEndpointEventData;
    WebhookEndpointDisabled = "webhook_endpoint.disabled", WebhookEndpointEventData;
}

impl Item for Event {
    const COLUMNS: Columns =
        &[("id", "/id"), ("type", "/type"), ("created_at", "/created_at"), ("data", "/data")];
}
