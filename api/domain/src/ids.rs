//! Identifiers: UUIDs of version 7 (RFC 9562, section 5.7), which sort by the time they were made.
//!
//! One newtype a resource, so that a campaign's id cannot be handed where an organisation's is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Invalid;

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }
    )+};
}

uuid_ids! {
    /// Names an organisation.
    OrganisationId;
    /// Names an API client; it is the OAuth `client_id`.
    ClientId;
    /// Names one of a client's secrets.
    SecretId;
    /// Names a campaign.
    CampaignId;
    /// Names a field worker.
    FieldWorkerId;
    /// Names a household.
    HouseholdId;
    /// Names one edit of a household, made by whoever edited it.
    EditId;
    /// Names a device of a field worker.
    DeviceId;
    /// Names the one-time code with which a device is enrolled.
    EnrolmentId;
    /// Names a refresh token of a device.
    RefreshTokenId;
    /// Names a round.
    RoundId;
    /// Names a visit.
    VisitId;
    /// Names what became of an action that a resident meant to take.
    FollowUpActionId;
    /// Names a need.
    NeedId;
    /// Names one decision about a consent.
    ConsentId;
    /// Names a referral.
    ReferralId;
    /// Names a reading of a meter.
    MeterReadingId;
    /// Names a diagnosis.
    DiagnosisId;
    /// Names a tariff.
    TariffId;
    /// Names the draw of a campaign's control group.
    ControlGroupId;
    /// Names an item of a sync that waits.
    HeldItemId;
    /// Names a job: work that takes longer than a request.
    JobId;
    /// Names a release.
    ReleaseId;
    /// Names an event.
    EventId;
    /// Names where an organisation wants to be told of events.
    WebhookEndpointId;
    /// Names what became of one event at one endpoint.
    WebhookDeliveryId;
}

/// Notes that an id that its maker chose is no UUIDv7: those sort by the time at which they were made.
pub fn made_by_caller(invalid: &mut Invalid, pointer: &str, id: Uuid) {
    if id.get_version_num() != 7 {
        invalid.push(pointer, "uuid_version", "The id is a UUID of version 7.");
    }
}
