//! Decisions about rows that the queries' own view does not take: everything else about who sees what stands in
//! the `visible` function on top of each query file. Scopes stand in the handlers' signatures.

use palier_domain::{
    caller::Actor,
    client::Client,
    error::Invalid,
    organisation::{Organisation, OrganisationKind},
    scope::Scope,
};

use super::ServiceError;

/// Price terms are between a partner and the operator.
#[must_use]
pub fn sees_prices(who: &Actor) -> bool {
    matches!(who.kind(), OrganisationKind::Operator | OrganisationKind::Partner)
}

/// A client is granted only what its organisation's kind may hold.
///
/// # Errors
/// One error for each scope that is too much, located in `/scopes`.
pub fn may_hold(organisation: &Organisation, scopes: &[Scope]) -> Result<(), Invalid> {
    let mut invalid = Invalid::default();
    for (index, scope) in scopes.iter().enumerate().filter(|(_, scope)| !scope.allowed_for(organisation.kind))
    {
        invalid.push(
            format!("/scopes/{index}"),
            "scope_not_allowed",
            format!("Clients of a {} can't hold {scope}.", organisation.kind.as_str()),
        );
    }
    invalid.or(())
}

/// A revoked client is history: nothing is changed about it.
///
/// # Errors
/// A conflict that says so.
pub fn not_revoked(client: &Client) -> Result<(), ServiceError> {
    match client.revoked_at {
        None => Ok(()),
        Some(at) => Err(ServiceError::Conflict {
            code: "client_revoked",
            detail: format!("The client was revoked at {at}; create another one."),
        }),
    }
}
