//! What lists can be narrowed by. (Here and not in the query files, which are compiled twice.)

use palier_domain::{
    code::{CommuneCode, NeighbourhoodCode},
    ids::OrganisationId,
    organisation::OrganisationKind,
};

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

/// Which neighbourhoods to list.
#[derive(Clone, Debug, Default)]
pub struct Neighbourhoods {
    /// Only those that lie in this commune, wholly or in part.
    pub commune_code: Option<CommuneCode>,
    /// Only those of the list of this year.
    pub vintage: Option<i32>,
    /// Only those whose name or code contains this, whatever its case and accents.
    pub q: Option<String>,
    /// Only these.
    pub codes: Option<Vec<NeighbourhoodCode>>,
}
