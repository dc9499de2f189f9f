//! The codes of what is known of a household.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $text:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$about])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The wire name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// Reads what `as_str` writes.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text)
            }
        }
    )+};
}

codes! {
    /// By what right a household lives in its dwelling.
    Tenure {
        /// Rents from a social landlord.
        SocialTenant = "social_tenant",
        /// Rents from anyone else.
        PrivateTenant = "private_tenant",
        /// Owns the dwelling.
        Owner = "owner",
        /// Is put up by somebody else.
        Lodged = "lodged",
        /// Anything else.
        Other = "other",
        /// Asked, and not known.
        Unknown = "unknown",
    }

    /// How a household pays for its water or heating.
    BillingMode {
        /// A contract of its own, with a bill of its own.
        OwnContract = "own_contract",
        /// With the charges of the building.
        ServiceCharges = "service_charges",
        /// Anything else.
        Other = "other",
        /// Asked, and not known.
        Unknown = "unknown",
    }

    /// Why a household is to be left alone.
    DoNotDisturbReason {
        /// It asked for it.
        Asked = "asked",
        /// It complained.
        Complaint = "complaint",
        /// A field worker would not be safe there.
        Safety = "safety",
        /// A dispute is going on.
        Dispute = "dispute",
        /// Anything else.
        Other = "other",
    }
}
