//! What lists can be narrowed by. (Here and not in the query files, which are compiled twice.)

use palier_domain::{ids::OrganisationId, organisation::OrganisationKind};

/// Which organisations to list.
#[derive(Clone, Debug, Default)]
pub struct Organisations {
    /// Only this kind.
    pub kind: Option<OrganisationKind>,
}

/// Which clients to list.
#[derive(Clone, Debug, Default)]
pub struct Clients {
    /// Only those of this organisation.
    pub organisation_id: Option<OrganisationId>,
}
