//! Events: what organisations are told of when it happens, by a feed that they read and by webhooks that they register.
//!
//! An event says what happened to which thing, by ids, codes and statuses: no personal data of a household, and nothing
//! that its reader could not read over the API at that moment. Visits, needs and households have no events: how many
//! there are of them is for [releases](crate::release) to tell.

use serde_json::Value;

use crate::{
    ids::{EventId, OrganisationId},
    time::Instant,
};

macro_rules! events {
    ($($variant:ident = $text:literal, $about:ident, $description:literal;)+) => {
        /// What can happen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EventType { $(#[doc = $description] $variant,)+ }

        impl EventType {
            /// All of them, in the order in which they are documented.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// `campaign.approved`: the thing, and what happened to it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// What it means, for whoever is told.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description,)+ }
            }

            /// The kind of thing it is about.
            #[must_use]
            pub const fn about(self) -> About {
                match self { $(Self::$variant => About::$about,)+ }
            }
        }
    };
}

/// The kinds of things that events are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// Told to the partner whose campaign it is.
    Campaign,
    /// Told to the organisation that the referral is addressed to.
    Referral,
    /// Told to everybody.
    Release,
    /// Told to the organisation itself.
    Organisation,
    /// Told to the organisation whose client it is.
    Client,
    /// Told to the organisation whose endpoint it is.
    WebhookEndpoint,
}

impl About {
    /// `campaign`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Campaign => "campaign",
            Self::Referral => "referral",
            Self::Release => "release",
            Self::Organisation => "organisation",
            Self::Client => "client",
            Self::WebhookEndpoint => "webhook_endpoint",
        }
    }
}

events! {
    CampaignCreated = "campaign.created", Campaign, "A campaign was drafted.";
    CampaignUpdated = "campaign.updated", Campaign, "What a campaign says was changed; it is a draft now.";
    CampaignSubmitted = "campaign.submitted", Campaign, "A campaign was submitted to the operator.";
    CampaignApproved = "campaign.approved", Campaign, "The operator approved a campaign.";
    CampaignRejected = "campaign.rejected", Campaign, "The operator rejected a campaign; the campaign tells the reason.";
    CampaignStarted = "campaign.started", Campaign, "A campaign is running, for the first time or again.";
    CampaignPaused = "campaign.paused", Campaign, "A campaign was paused.";
    CampaignClosed = "campaign.closed", Campaign, "A campaign was closed; what it brought stands in the releases from now on.";
    CampaignMessageAdded = "campaign.message_added", Campaign, "A campaign has a new version of a message.";
    ReferralSent = "referral.sent", Referral, "A blocked case was handed to an organisation.";
    ReferralAccepted = "referral.accepted", Referral, "The organisation took a referral on.";
    ReferralRefused = "referral.refused", Referral, "The organisation did not take a referral on.";
    ReferralStarted = "referral.started", Referral, "The organisation is at work on a referral.";
    ReferralResolved = "referral.resolved", Referral, "A referral was resolved.";
    ReferralNotResolved = "referral.not_resolved", Referral, "A referral came to an end and was not resolved.";
    ReferralWithdrawn = "referral.withdrawn", Referral, "A referral was withdrawn, or the household's consent to it.";
    ReferralMessageSent = "referral.message_sent", Referral, "One side wrote to the other about a referral.";
    ReleasePublished = "release.published", Release, "The protected figures of a period were published.";
    OrganisationCreated = "organisation.created", Organisation, "An organisation joined.";
    OrganisationUpdated = "organisation.updated", Organisation, "What is known of an organisation was changed.";
    ClientCreated = "client.created", Client, "An organisation got a client of the API.";
    ClientSecretRotated = "client.secret_rotated", Client, "A client's secret was replaced.";
    ClientRevoked = "client.revoked", Client, "A client was revoked: its secrets and tokens work no more.";
    WebhookEndpointPinged = "webhook_endpoint.pinged", WebhookEndpoint, "Somebody asked for a trial of an endpoint; it alone is told.";
    WebhookEndpointDisabled = "webhook_endpoint.disabled", WebhookEndpoint, "An endpoint is told nothing more: it answered 410, or failed for days.";
}

impl EventType {
    /// Reads what [`EventType::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|event| event.as_str() == text)
    }
}

impl std::fmt::Display for EventType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The same in the feed, in every delivery and in the audit trail.
    pub id: EventId,
    /// What it was.
    pub event_type: EventType,
    /// When, by the server's clock.
    pub at: Instant,
    /// Whom it concerns beside the operator; `None`: everybody.
    pub organisation_id: Option<OrganisationId>,
    /// Which thing, and how it is now: ids, codes and statuses.
    pub data: Value,
}

#[cfg(test)]
mod tests {
    use super::EventType;

    #[test]
    fn a_type_names_the_thing_first_and_is_read_as_it_is_written() {
        for event in EventType::ALL {
            let (about, _) = event.as_str().split_once('.').expect("two words");
            assert_eq!(about, event.about().as_str(), "{event}");
            assert_eq!(EventType::parse(event.as_str()), Some(*event));
        }
        assert_eq!(EventType::parse("visit.recorded"), None);
    }
}
