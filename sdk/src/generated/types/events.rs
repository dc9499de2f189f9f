// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `events`.

use super::*;

/// A campaign, as it was after the event. What it says stands in `GET /v1/campaigns/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CampaignEventData {
    /// The campaign.
    pub campaign_id: CampaignId,
    /// Its partner.
    pub organisation_id: OrganisationId,
    /// What the partner calls it.
    pub external_id: Option<String>,
    /// Where it stood.
    pub status: CampaignStatus,
    /// Its version; its `ETag` is this number in quotes.
    pub version: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for CampaignEventData {
    const EXAMPLE: &'static str = "{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"approved\",\"version\":3}";
}

/// A client of the API. What is known of it stands in `GET /v1/clients/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClientEventData {
    /// The client.
    pub client_id: ClientId,
    /// Its organisation.
    pub organisation_id: OrganisationId,
    /// Live or test data.
    pub mode: Mode,
    /// Its version; its `ETag` is this number in quotes.
    pub version: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ClientEventData {
    const EXAMPLE: &'static str = "{\"client_id\":\"019ab0f2-6b1e-7c40-9d5e-333333333333\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"mode\":\"live\",\"version\":2}";
}

/// Something that happened; `type` says what, and what `data` is about.
///
/// More kinds may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Event {
    /// `campaign.created`
    CampaignCreated(EventCampaignCreated),
    /// `campaign.updated`
    CampaignUpdated(EventCampaignUpdated),
    /// `campaign.submitted`
    CampaignSubmitted(EventCampaignSubmitted),
    /// `campaign.approved`
    CampaignApproved(EventCampaignApproved),
    /// `campaign.rejected`
    CampaignRejected(EventCampaignRejected),
    /// `campaign.started`
    CampaignStarted(EventCampaignStarted),
    /// `campaign.paused`
    CampaignPaused(EventCampaignPaused),
    /// `campaign.closed`
    CampaignClosed(EventCampaignClosed),
    /// `campaign.message_added`
    CampaignMessageAdded(EventCampaignMessageAdded),
    /// `referral.sent`
    ReferralSent(EventReferralSent),
    /// `referral.accepted`
    ReferralAccepted(EventReferralAccepted),
    /// `referral.refused`
    ReferralRefused(EventReferralRefused),
    /// `referral.started`
    ReferralStarted(EventReferralStarted),
    /// `referral.resolved`
    ReferralResolved(EventReferralResolved),
    /// `referral.not_resolved`
    ReferralNotResolved(EventReferralNotResolved),
    /// `referral.withdrawn`
    ReferralWithdrawn(EventReferralWithdrawn),
    /// `referral.message_sent`
    ReferralMessageSent(EventReferralMessageSent),
    /// `release.published`
    ReleasePublished(EventReleasePublished),
    /// `organisation.created`
    OrganisationCreated(EventOrganisationCreated),
    /// `organisation.updated`
    OrganisationUpdated(EventOrganisationUpdated),
    /// `client.created`
    ClientCreated(EventClientCreated),
    /// `client.secret_rotated`
    ClientSecretRotated(EventClientSecretRotated),
    /// `client.revoked`
    ClientRevoked(EventClientRevoked),
    /// `webhook_endpoint.pinged`
    WebhookEndpointPinged(EventWebhookEndpointPinged),
    /// `webhook_endpoint.disabled`
    WebhookEndpointDisabled(EventWebhookEndpointDisabled),
    /// A kind that this version does not know, as it came.
    Unknown(Value),
}

crate::values::union!(
    Event, "type", type_name, { "campaign.created" =>
    CampaignCreated(EventCampaignCreated), "campaign.updated" =>
    CampaignUpdated(EventCampaignUpdated), "campaign.submitted" =>
    CampaignSubmitted(EventCampaignSubmitted), "campaign.approved" =>
    CampaignApproved(EventCampaignApproved), "campaign.rejected" =>
    CampaignRejected(EventCampaignRejected), "campaign.started" =>
    CampaignStarted(EventCampaignStarted), "campaign.paused" =>
    CampaignPaused(EventCampaignPaused), "campaign.closed" =>
    CampaignClosed(EventCampaignClosed), "campaign.message_added" =>
    CampaignMessageAdded(EventCampaignMessageAdded), "referral.sent" =>
    ReferralSent(EventReferralSent), "referral.accepted" =>
    ReferralAccepted(EventReferralAccepted), "referral.refused" =>
    ReferralRefused(EventReferralRefused), "referral.started" =>
    ReferralStarted(EventReferralStarted), "referral.resolved" =>
    ReferralResolved(EventReferralResolved), "referral.not_resolved" =>
    ReferralNotResolved(EventReferralNotResolved), "referral.withdrawn" =>
    ReferralWithdrawn(EventReferralWithdrawn), "referral.message_sent" =>
    ReferralMessageSent(EventReferralMessageSent), "release.published" =>
    ReleasePublished(EventReleasePublished), "organisation.created" =>
    OrganisationCreated(EventOrganisationCreated), "organisation.updated" =>
    OrganisationUpdated(EventOrganisationUpdated), "client.created" =>
    ClientCreated(EventClientCreated), "client.secret_rotated" =>
    ClientSecretRotated(EventClientSecretRotated), "client.revoked" =>
    ClientRevoked(EventClientRevoked), "webhook_endpoint.pinged" =>
    WebhookEndpointPinged(EventWebhookEndpointPinged), "webhook_endpoint.disabled" =>
    WebhookEndpointDisabled(EventWebhookEndpointDisabled), }
);
impl Event {
    /// The same in the feed and in each delivery: take one that you know for done.
    ///
    /// Nothing, if a kind that this version does not know has none.
    #[must_use]
    pub fn id(&self) -> Option<EventId> {
        match self {
            Self::CampaignCreated(known) => Some(known.id),
            Self::CampaignUpdated(known) => Some(known.id),
            Self::CampaignSubmitted(known) => Some(known.id),
            Self::CampaignApproved(known) => Some(known.id),
            Self::CampaignRejected(known) => Some(known.id),
            Self::CampaignStarted(known) => Some(known.id),
            Self::CampaignPaused(known) => Some(known.id),
            Self::CampaignClosed(known) => Some(known.id),
            Self::CampaignMessageAdded(known) => Some(known.id),
            Self::ReferralSent(known) => Some(known.id),
            Self::ReferralAccepted(known) => Some(known.id),
            Self::ReferralRefused(known) => Some(known.id),
            Self::ReferralStarted(known) => Some(known.id),
            Self::ReferralResolved(known) => Some(known.id),
            Self::ReferralNotResolved(known) => Some(known.id),
            Self::ReferralWithdrawn(known) => Some(known.id),
            Self::ReferralMessageSent(known) => Some(known.id),
            Self::ReleasePublished(known) => Some(known.id),
            Self::OrganisationCreated(known) => Some(known.id),
            Self::OrganisationUpdated(known) => Some(known.id),
            Self::ClientCreated(known) => Some(known.id),
            Self::ClientSecretRotated(known) => Some(known.id),
            Self::ClientRevoked(known) => Some(known.id),
            Self::WebhookEndpointPinged(known) => Some(known.id),
            Self::WebhookEndpointDisabled(known) => Some(known.id),
            Self::Unknown(value) => value.get("id").and_then(|value| Deserialize::deserialize(value).ok()),
        }
    }

    /// When it happened.
    ///
    /// Nothing, if a kind that this version does not know has none.
    #[must_use]
    pub fn created_at(&self) -> Option<Timestamp> {
        match self {
            Self::CampaignCreated(known) => Some(known.created_at),
            Self::CampaignUpdated(known) => Some(known.created_at),
            Self::CampaignSubmitted(known) => Some(known.created_at),
            Self::CampaignApproved(known) => Some(known.created_at),
            Self::CampaignRejected(known) => Some(known.created_at),
            Self::CampaignStarted(known) => Some(known.created_at),
            Self::CampaignPaused(known) => Some(known.created_at),
            Self::CampaignClosed(known) => Some(known.created_at),
            Self::CampaignMessageAdded(known) => Some(known.created_at),
            Self::ReferralSent(known) => Some(known.created_at),
            Self::ReferralAccepted(known) => Some(known.created_at),
            Self::ReferralRefused(known) => Some(known.created_at),
            Self::ReferralStarted(known) => Some(known.created_at),
            Self::ReferralResolved(known) => Some(known.created_at),
            Self::ReferralNotResolved(known) => Some(known.created_at),
            Self::ReferralWithdrawn(known) => Some(known.created_at),
            Self::ReferralMessageSent(known) => Some(known.created_at),
            Self::ReleasePublished(known) => Some(known.created_at),
            Self::OrganisationCreated(known) => Some(known.created_at),
            Self::OrganisationUpdated(known) => Some(known.created_at),
            Self::ClientCreated(known) => Some(known.created_at),
            Self::ClientSecretRotated(known) => Some(known.created_at),
            Self::ClientRevoked(known) => Some(known.created_at),
            Self::WebhookEndpointPinged(known) => Some(known.created_at),
            Self::WebhookEndpointDisabled(known) => Some(known.created_at),
            Self::Unknown(value) => {
                value.get("created_at").and_then(|value| Deserialize::deserialize(value).ok())
            }
        }
    }
}

/// The operator approved a campaign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventCampaignApproved {
    r#type: EventCampaignApprovedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: CampaignEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventCampaignApprovedType = "campaign.approved");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventCampaignApproved {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"campaign.approved\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"approved\",\"version\":3}}";
}

/// A campaign was closed; what it brought stands in the releases from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventCampaignClosed {
    r#type: EventCampaignClosedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: CampaignEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventCampaignClosedType = "campaign.closed");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventCampaignClosed {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"campaign.closed\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"closed\",\"version\":3}}";
}

/// A campaign was drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventCampaignCreated {
    r#type: EventCampaignCreatedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: CampaignEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventCampaignCreatedType = "campaign.created");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventCampaignCreated {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"campaign.created\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"draft\",\"version\":3}}";
}

/// A campaign has a new version of a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventCampaignMessageAdded {
    r#type: EventCampaignMessageAddedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: CampaignEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventCampaignMessageAddedType = "campaign.message_added");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventCampaignMessageAdded {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"campaign.message_added\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"running\",\"version\":3}}";
}

/// A campaign was paused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventCampaignPaused {
    r#type: EventCampaignPausedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: CampaignEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventCampaignPausedType = "campaign.paused");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventCampaignPaused {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"campaign.paused\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"paused\",\"version\":3}}";
}

/// The operator rejected a campaign; the campaign tells the reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventCampaignRejected {
    r#type: EventCampaignRejectedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: CampaignEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventCampaignRejectedType = "campaign.rejected");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventCampaignRejected {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"campaign.rejected\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"rejected\",\"version\":3}}";
}

/// A campaign is running, for the first time or again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventCampaignStarted {
    r#type: EventCampaignStartedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: CampaignEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventCampaignStartedType = "campaign.started");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventCampaignStarted {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"campaign.started\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"running\",\"version\":3}}";
}

/// A campaign was submitted to the operator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventCampaignSubmitted {
    r#type: EventCampaignSubmittedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: CampaignEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventCampaignSubmittedType = "campaign.submitted");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventCampaignSubmitted {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"campaign.submitted\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"submitted\",\"version\":3}}";
}

/// What a campaign says was changed; it is a draft now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventCampaignUpdated {
    r#type: EventCampaignUpdatedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: CampaignEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventCampaignUpdatedType = "campaign.updated");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventCampaignUpdated {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"campaign.updated\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"draft\",\"version\":3}}";
}

/// An organisation got a client of the API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventClientCreated {
    r#type: EventClientCreatedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ClientEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventClientCreatedType = "client.created");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventClientCreated {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"client.created\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"client_id\":\"019ab0f2-6b1e-7c40-9d5e-333333333333\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"mode\":\"live\",\"version\":2}}";
}

/// A client was revoked: its secrets and tokens work no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventClientRevoked {
    r#type: EventClientRevokedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ClientEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventClientRevokedType = "client.revoked");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventClientRevoked {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"client.revoked\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"client_id\":\"019ab0f2-6b1e-7c40-9d5e-333333333333\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"mode\":\"live\",\"version\":2}}";
}

/// A client's secret was replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventClientSecretRotated {
    r#type: EventClientSecretRotatedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ClientEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventClientSecretRotatedType = "client.secret_rotated");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventClientSecretRotated {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"client.secret_rotated\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"client_id\":\"019ab0f2-6b1e-7c40-9d5e-333333333333\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"mode\":\"live\",\"version\":2}}";
}

/// An organisation joined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventOrganisationCreated {
    r#type: EventOrganisationCreatedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: OrganisationEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventOrganisationCreatedType = "organisation.created");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventOrganisationCreated {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"organisation.created\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"kind\":\"partner\",\"version\":2}}";
}

/// What is known of an organisation was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventOrganisationUpdated {
    r#type: EventOrganisationUpdatedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: OrganisationEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventOrganisationUpdatedType = "organisation.updated");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventOrganisationUpdated {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"organisation.updated\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"kind\":\"partner\",\"version\":2}}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventPage {
    /// The items, in the list's order.
    pub items: Vec<Event>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for EventPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"campaign.approved\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-222222222222\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"external_id\":\"eau-2026-3\",\"status\":\"approved\",\"version\":3}}],\"next_cursor\":null}";
}

crate::call::page!(EventPage, Event);

/// The organisation took a referral on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventReferralAccepted {
    r#type: EventReferralAcceptedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ReferralEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventReferralAcceptedType = "referral.accepted");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventReferralAccepted {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"referral.accepted\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"referral_id\":\"019ab0f2-6b1e-7c40-9d5e-666666666666\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"status\":\"accepted\",\"version\":1}}";
}

/// One side wrote to the other about a referral.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventReferralMessageSent {
    r#type: EventReferralMessageSentType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ReferralEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventReferralMessageSentType = "referral.message_sent");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventReferralMessageSent {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"referral.message_sent\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"referral_id\":\"019ab0f2-6b1e-7c40-9d5e-666666666666\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"status\":\"in_progress\",\"version\":1}}";
}

/// A referral came to an end and was not resolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventReferralNotResolved {
    r#type: EventReferralNotResolvedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ReferralEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventReferralNotResolvedType = "referral.not_resolved");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventReferralNotResolved {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"referral.not_resolved\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"referral_id\":\"019ab0f2-6b1e-7c40-9d5e-666666666666\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"status\":\"not_resolved\",\"version\":1}}";
}

/// The organisation did not take a referral on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventReferralRefused {
    r#type: EventReferralRefusedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ReferralEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventReferralRefusedType = "referral.refused");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventReferralRefused {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"referral.refused\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"referral_id\":\"019ab0f2-6b1e-7c40-9d5e-666666666666\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"status\":\"refused\",\"version\":1}}";
}

/// A referral was resolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventReferralResolved {
    r#type: EventReferralResolvedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ReferralEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventReferralResolvedType = "referral.resolved");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventReferralResolved {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"referral.resolved\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"referral_id\":\"019ab0f2-6b1e-7c40-9d5e-666666666666\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"status\":\"resolved\",\"version\":1}}";
}

/// A blocked case was handed to an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventReferralSent {
    r#type: EventReferralSentType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ReferralEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventReferralSentType = "referral.sent");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventReferralSent {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"referral.sent\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"referral_id\":\"019ab0f2-6b1e-7c40-9d5e-666666666666\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"status\":\"sent\",\"version\":1}}";
}

/// The organisation is at work on a referral.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventReferralStarted {
    r#type: EventReferralStartedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ReferralEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventReferralStartedType = "referral.started");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventReferralStarted {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"referral.started\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"referral_id\":\"019ab0f2-6b1e-7c40-9d5e-666666666666\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"status\":\"in_progress\",\"version\":1}}";
}

/// A referral was withdrawn, or the household's consent to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventReferralWithdrawn {
    r#type: EventReferralWithdrawnType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ReferralEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventReferralWithdrawnType = "referral.withdrawn");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventReferralWithdrawn {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"referral.withdrawn\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"referral_id\":\"019ab0f2-6b1e-7c40-9d5e-666666666666\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"status\":\"withdrawn\",\"version\":1}}";
}

/// The protected figures of a period were published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventReleasePublished {
    r#type: EventReleasePublishedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: ReleaseEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventReleasePublishedType = "release.published");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventReleasePublished {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"release.published\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\",\"period\":\"2026-Q3\",\"vintage\":2024}}";
}

/// An endpoint is told nothing more: it answered 410, or failed for days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventWebhookEndpointDisabled {
    r#type: EventWebhookEndpointDisabledType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: WebhookEndpointEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventWebhookEndpointDisabledType = "webhook_endpoint.disabled");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventWebhookEndpointDisabled {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"webhook_endpoint.disabled\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"webhook_endpoint_id\":\"019ab0f2-6b1e-7c40-9d5e-424242424242\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"version\":1}}";
}

/// Somebody asked for a trial of an endpoint; it alone is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventWebhookEndpointPinged {
    r#type: EventWebhookEndpointPingedType,
    /// The same in the feed and in each delivery: take one that you know for done.
    pub id: EventId,
    /// When it happened.
    pub created_at: Timestamp,
    /// Which thing, and how it was then.
    pub data: WebhookEndpointEventData,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(EventWebhookEndpointPingedType = "webhook_endpoint.pinged");
#[cfg(feature = "testing")]
impl crate::testing::Example for EventWebhookEndpointPinged {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-414141414141\",\"type\":\"webhook_endpoint.pinged\",\"created_at\":\"2026-11-23T15:42:10.123456Z\",\"data\":{\"webhook_endpoint_id\":\"019ab0f2-6b1e-7c40-9d5e-424242424242\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"version\":1}}";
}

/// An organisation. What is known of it stands in `GET /v1/organisations/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OrganisationEventData {
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// What it is to the deployment.
    pub kind: OrganisationKind,
    /// Its version; its `ETag` is this number in quotes.
    pub version: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for OrganisationEventData {
    const EXAMPLE: &'static str =
        "{\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"kind\":\"partner\",\"version\":2}";
}

/// A referral, as it was after the event. What it is about stands in `GET /v1/referrals/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReferralEventData {
    /// The referral.
    pub referral_id: ReferralId,
    /// The organisation that it is addressed to.
    pub organisation_id: OrganisationId,
    /// Where it stood.
    pub status: ReferralStatus,
    /// Its version; its `ETag` is this number in quotes.
    pub version: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReferralEventData {
    const EXAMPLE: &'static str = "{\"referral_id\":\"019ab0f2-6b1e-7c40-9d5e-666666666666\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"status\":\"sent\",\"version\":1}";
}

/// A release. Its figures stand in `GET /v1/releases/{id}/figures`, and never change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReleaseEventData {
    /// The release.
    pub release_id: ReleaseId,
    /// What it is about.
    pub period: Period,
    /// The year of the list of neighbourhoods that it counts by.
    pub vintage: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReleaseEventData {
    const EXAMPLE: &'static str =
        "{\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\",\"period\":\"2026-Q3\",\"vintage\":2024}";
}

/// A webhook endpoint. What is known of it stands in `GET /v1/webhook-endpoints/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WebhookEndpointEventData {
    /// The endpoint.
    pub webhook_endpoint_id: WebhookEndpointId,
    /// Its organisation.
    pub organisation_id: OrganisationId,
    /// Its version; its `ETag` is this number in quotes.
    pub version: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for WebhookEndpointEventData {
    const EXAMPLE: &'static str = "{\"webhook_endpoint_id\":\"019ab0f2-6b1e-7c40-9d5e-424242424242\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-111111111111\",\"version\":1}";
}
