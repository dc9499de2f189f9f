//! Decisions about rows that the queries' own view does not take: everything else about who sees what stands in
//! the `visible` function on top of each query file. Scopes stand in the handlers' signatures.

use palier_domain::{
    caller::{Actor, Mode, Role},
    client::Client,
    error::Invalid,
    organisation::Organisation,
    scope::Scope,
};

use super::ServiceError;

/// Price terms are between a partner and the operator.
#[must_use]
pub fn sees_prices(who: &Actor) -> bool {
    matches!(who.role(), Role::Operator | Role::Partner)
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

/// Organisations are the same for live and test data, so that only live clients change them.
///
/// # Errors
/// A conflict that says so.
pub fn live(who: &Actor) -> Result<(), ServiceError> {
    match who.mode() {
        Mode::Live => Ok(()),
        Mode::Test => Err(ServiceError::Conflict {
            code: "test_mode",
            detail: "A test client works on test data; this would change live data.".to_owned(),
        }),
    }
}

/// A test client makes test clients only.
///
/// # Errors
/// One error, at `/mode`.
pub fn may_make(who: &Actor, mode: Mode) -> Result<(), Invalid> {
    match (who.mode(), mode) {
        (Mode::Test, Mode::Live) => {
            Err(Invalid::one("/mode", "test_mode", "A test client makes test clients only."))
        }
        _ => Ok(()),
    }
}

/// Who gets a client's secret can act as that client. So a client is given the secret of another one only if that one
/// is of its own organisation and can do nothing that it can't do itself, or if it manages clients anyway.
///
/// # Errors
/// A conflict that says what is missing.
pub fn may_rotate(who: &Actor, client: &Client) -> Result<(), ServiceError> {
    let Some(caller) = who.caller() else { return Ok(()) };
    let own = caller.organisation_id == client.organisation_id;
    let within = client.scopes.iter().all(|scope| caller.scopes.contains(scope));
    if caller.scopes.contains(&Scope::ClientsManage) || caller.client_id == client.id || (own && within) {
        return Ok(());
    }
    Err(ServiceError::Conflict {
        code: "client_out_of_reach",
        detail: "The client can do more than the one that asks, or is another organisation's: clients:manage is needed."
            .to_owned(),
    })
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
