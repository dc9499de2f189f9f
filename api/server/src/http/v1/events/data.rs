//! What events say of the things that they are about. Written with the change, read as it was written.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::v1::{
    campaigns::CampaignStatus, clients::Mode, codes, organisations::OrganisationKind,
    referrals::ReferralStatus,
};

/// A campaign, as it was after the event. What it says stands in `GET /v1/campaigns/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "campaign_id": "019ab0f2-6b1e-7c40-9d5e-222222222222", "organisation_id": "019ab0f2-6b1e-7c40-9d5e-111111111111",
    "external_id": "eau-2026-3", "status": "approved", "version": 3,
}))]
pub struct CampaignEventData {
    /// The campaign.
    pub campaign_id: Uuid,
    /// Its partner.
    pub organisation_id: Uuid,
    /// What the partner calls it.
    pub external_id: Option<String>,
    /// Where it stood.
    pub status: CampaignStatus,
    /// Its version; its `ETag` is this number in quotes.
    pub version: i32,
}

/// A referral, as it was after the event. What it is about stands in `GET /v1/referrals/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "referral_id": "019ab0f2-6b1e-7c40-9d5e-666666666666", "organisation_id": "019ab0f2-6b1e-7c40-9d5e-111111111111",
    "status": "sent", "version": 1,
}))]
pub struct ReferralEventData {
    /// The referral.
    pub referral_id: Uuid,
    /// The organisation that it is addressed to.
    pub organisation_id: Uuid,
    /// Where it stood.
    pub status: ReferralStatus,
    /// Its version; its `ETag` is this number in quotes.
    pub version: i32,
}

/// A release. Its figures stand in `GET /v1/releases/{id}/figures`, and never change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "release_id": "019ab0f2-6b1e-7c40-9d5e-888888888888", "period": "2026-Q3", "vintage": 2024,
}))]
pub struct ReleaseEventData {
    /// The release.
    pub release_id: Uuid,
    /// What it is about.
    #[schema(value_type = codes::Period)]
    pub period: String,
    /// The year of the list of neighbourhoods that it counts by.
    pub vintage: i32,
}

/// An organisation. What is known of it stands in `GET /v1/organisations/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "organisation_id": "019ab0f2-6b1e-7c40-9d5e-111111111111", "kind": "partner", "version": 2,
}))]
pub struct OrganisationEventData {
    /// The organisation.
    pub organisation_id: Uuid,
    /// What it is to the deployment.
    pub kind: OrganisationKind,
    /// Its version; its `ETag` is this number in quotes.
    pub version: i32,
}

/// A client of the API. What is known of it stands in `GET /v1/clients/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "client_id": "019ab0f2-6b1e-7c40-9d5e-333333333333", "organisation_id": "019ab0f2-6b1e-7c40-9d5e-111111111111",
    "mode": "live", "version": 2,
}))]
pub struct ClientEventData {
    /// The client.
    pub client_id: Uuid,
    /// Its organisation.
    pub organisation_id: Uuid,
    /// Live or test data.
    pub mode: Mode,
    /// Its version; its `ETag` is this number in quotes.
    pub version: i32,
}

/// A webhook endpoint. What is known of it stands in `GET /v1/webhook-endpoints/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "webhook_endpoint_id": "019ab0f2-6b1e-7c40-9d5e-424242424242",
    "organisation_id": "019ab0f2-6b1e-7c40-9d5e-111111111111", "version": 1,
}))]
pub struct WebhookEndpointEventData {
    /// The endpoint.
    pub webhook_endpoint_id: Uuid,
    /// Its organisation.
    pub organisation_id: Uuid,
    /// Its version; its `ETag` is this number in quotes.
    pub version: i32,
}
