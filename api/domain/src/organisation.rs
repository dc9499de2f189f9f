//! Organisations: the tenants of a deployment.

use crate::{code::CommuneCode, error::Invalid, ids::OrganisationId, time::Instant};

/// What an organisation is to the deployment; it decides which scopes its clients may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrganisationKind {
    /// The association that runs the deployment. It sees everything.
    Operator,
    /// Buys campaigns and pushes their content.
    Partner,
    /// A commune or a group of communes; reads what concerns its neighbourhoods.
    Municipality,
    /// Publishes third-party applications.
    AppPublisher,
}

impl OrganisationKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Operator, Self::Partner, Self::Municipality, Self::AppPublisher];

    /// The wire name: `operator`, `partner`, `municipality`, `app_publisher`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Partner => "partner",
            Self::Municipality => "municipality",
            Self::AppPublisher => "app_publisher",
        }
    }

    /// Reads what [`OrganisationKind::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// An organisation as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// What it is to the deployment; fixed for life.
    pub kind: OrganisationKind,
    /// Its public name.
    pub name: String,
    /// The communes that a municipality answers for.
    pub commune_codes: Vec<CommuneCode>,
    /// Counts its changes; the `ETag` is made of it.
    pub version: i32,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// What an operator says of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationDraft {
    /// What it is to the deployment.
    pub kind: OrganisationKind,
    /// Its public name.
    pub name: String,
    /// The communes that a municipality answers for.
    pub commune_codes: Vec<CommuneCode>,
}

impl OrganisationDraft {
    /// Checks what the kind and the communes demand of each other.
    ///
    /// # Errors
    /// `required` if a municipality names no commune; `not_applicable` if another kind names one.
    pub fn check(mut self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        self.commune_codes.sort();
        self.commune_codes.dedup();
        match (self.kind, self.commune_codes.is_empty()) {
            (OrganisationKind::Municipality, true) => {
                invalid.push(
                    "/commune_codes",
                    "required",
                    "A municipality names the communes it answers for.",
                );
            }
            (OrganisationKind::Municipality, false) | (_, true) => {}
            (_, false) => {
                invalid.push("/commune_codes", "not_applicable", "Only a municipality is bound to communes.");
            }
        }
        invalid.or(self)
    }
}
