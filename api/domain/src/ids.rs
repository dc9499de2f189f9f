//! Identifiers: UUIDs of version 7 (RFC 9562, section 5.7), which sort by the time they were made.
//!
//! One newtype a resource, so that a campaign's id cannot be handed where an organisation's is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
}
