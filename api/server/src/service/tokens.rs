//! The authorization server's use cases: who a client is, what it is granted, and taking a token back.

use palier_domain::{
    caller::{Act, Actor, Caller},
    client::{Client, ClientSecret},
    ids::{ClientId, SecretId},
    organisation::Organisation,
    scope::Scope,
    secret::Secret,
    time::Instant,
};
use palier_store::{Change, Recorded, Store, StoreError, Tx, Violation, query};
use serde_json::json;

use super::ServiceError;
use crate::auth::{
    Access, Auth,
    assertions::{self, ClientKey},
    revocations, secrets,
};

/// What a client shows to prove who it is. Not `Debug`: it must not get into a log.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// `client_secret_basic` or `client_secret_post`.
    Secret {
        /// Who it says it is.
        client_id: String,
        /// The secret.
        secret: String,
    },
    /// `private_key_jwt`.
    Assertion {
        /// Who it says it is, if it says so outside the assertion too.
        client_id: Option<String>,
        /// The signed JWT.
        assertion: String,
    },
}

/// Why a client is not let in.
#[derive(Debug, thiserror::Error)]
pub enum NotAuthenticated {
    /// Its credentials are wrong; the sentence tells nothing that only the client may know.
    #[error("{0}")]
    Refused(&'static str),
    /// It can't be found out.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for NotAuthenticated {
    fn from(error: StoreError) -> Self {
        Self::Service(error.into())
    }
}

const WRONG_SECRET: NotAuthenticated =
    NotAuthenticated::Refused("The client does not exist, is revoked, or has another secret.");
const WRONG_KEY: NotAuthenticated = NotAuthenticated::Refused(assertions::UNSIGNED);

/// A client that proved who it is.
#[derive(Clone, Debug)]
pub struct Authenticated {
    /// The client.
    pub client: Client,
    /// Whose it is.
    pub organisation: Organisation,
    /// The secret that it used, if it used one.
    pub secret: Option<ClientSecret>,
}

impl Authenticated {
    /// The client as a caller.
    #[must_use]
    pub fn caller(&self) -> Caller {
        Caller {
            client_id: self.client.id,
            organisation_id: self.organisation.id,
            kind: self.organisation.kind,
            commune_codes: self.organisation.commune_codes.clone(),
            mode: self.client.mode,
            scopes: self.scopes().collect(),
            device: None,
        }
    }

    /// What it may hold: what it was given, as far as its organisation's kind still allows it.
    pub fn scopes(&self) -> impl Iterator<Item = Scope> {
        let kind = self.organisation.kind;
        self.client.scopes.iter().copied().filter(move |scope| scope.allowed_for(kind))
    }
}

/// Finds out who a client is. Takes its time if it shows a secret: call it on a thread made for that.
///
/// # Errors
/// See [`NotAuthenticated`].
pub fn authenticate(
    (store, auth, longest_assertion): (&Store, &Auth, u32),
    credentials: &Credentials,
    now: Instant,
) -> Result<Authenticated, NotAuthenticated> {
    match credentials {
        Credentials::Secret { client_id, secret } => by_secret(store, auth, (client_id, secret), now),
        Credentials::Assertion { client_id, assertion } => {
            let claimed = assertions::claimed_client(assertion).map_err(NotAuthenticated::Refused)?;
            if client_id.as_ref().is_some_and(|id| id.parse() != Ok(claimed)) {
                return Err(NotAuthenticated::Refused("The client_id is not the assertion's sub."));
            }
            by_assertion(store, (auth.issuer(), longest_assertion), (claimed, assertion), now)
        }
    }
}

/// Finds out whom a client calls itself, where that is enough: of a phone, which can't keep a secret.
///
/// # Errors
/// See [`NotAuthenticated`].
pub fn identify(store: &Store, client_id: &str, now: Instant) -> Result<Authenticated, NotAuthenticated> {
    const UNKNOWN: NotAuthenticated = NotAuthenticated::Refused("The client does not exist or is revoked.");
    let id = client_id.parse().map_err(|_| UNKNOWN)?;
    find(store, id, now)?.map(|(found, _)| found).ok_or(UNKNOWN)
}

fn by_secret(
    store: &Store,
    auth: &Auth,
    (client_id, secret): (&str, &str),
    now: Instant,
) -> Result<Authenticated, NotAuthenticated> {
    // The checksum tells what can't be a secret, whoever shows it: nothing is learned from a quick answer.
    let secret = Secret::parse(secret).map_err(|_| WRONG_SECRET)?;
    let found = match client_id.parse() {
        Ok(id) => find(store, id, now)?,
        Err(_) => None,
    };
    let (found, working) = match found {
        Some((found, working)) if found.client.mode == secret.mode() => (Some(found), working),
        _ => (None, vec![]),
    };
    let used = secrets::find(&secret, &working, auth.decoy()).cloned();
    match (found, used) {
        (Some(found), Some(used)) => Ok(Authenticated { secret: Some(used), ..found }),
        _ => Err(WRONG_SECRET),
    }
}

fn by_assertion(
    store: &Store,
    (issuer, longest): (&str, u32),
    (id, assertion): (ClientId, &str),
    now: Instant,
) -> Result<Authenticated, NotAuthenticated> {
    let (found, _) = find(store, id, now)?.ok_or(WRONG_KEY)?;
    let key = found.client.jwk.as_ref().and_then(ClientKey::parse).ok_or(WRONG_KEY)?;
    let taken = assertions::verify(assertion, (id, &key), (issuer, longest), now)
        .map_err(NotAuthenticated::Refused)?;
    // Taken before the answer: whoever sends it again, to whichever server of this database, is refused.
    let result = store.write(|tx| {
        query!(tx, clients::take_assertion(id, &taken.jti, taken.expires_at)).map(Recorded::unchanged)
    });
    match result {
        Ok(()) => Ok(found),
        Err(StoreError::Violation(Violation::AssertionReplayed)) => {
            Err(NotAuthenticated::Refused("The assertion was used before; make a new one, with another jti."))
        }
        Err(error) => Err(error.into()),
    }
}

type Found = (Authenticated, Vec<ClientSecret>);

/// A client that is not revoked, and its working secrets.
fn find(store: &Store, id: ClientId, now: Instant) -> Result<Option<Found>, StoreError> {
    store.snapshot(|tx| {
        let client = match query!(tx, clients::to_authenticate(id)) {
            Err(StoreError::NotFound) => return Ok(None),
            client => client?,
        };
        if client.revoked_at.is_some() {
            return Ok(None);
        }
        let organisation = query!(tx, organisations::find(&Actor::CommandLine, client.organisation_id))?;
        let working = query!(tx, clients::working_secrets(id, now))?;
        Ok(Some((Authenticated { client, organisation, secret: None }, working)))
    })
}

/// The scopes that a token gets: those asked for, or all that its client or its device holds.
///
/// # Errors
/// A sentence that names what it does not hold.
pub fn grant(held: Vec<Scope>, asked: Option<&str>) -> Result<Vec<Scope>, String> {
    let Some(asked) = asked else { return Ok(held) };
    let mut granted = Vec::new();
    for text in asked.split(' ') {
        // Only known names are repeated: anything else is the caller's own text.
        let scope = Scope::parse(text).ok_or_else(|| {
            "A scope that was asked for does not exist; scopes_supported lists those that do.".to_owned()
        })?;
        if !held.contains(&scope) {
            return Err(format!("The client or the device does not hold {scope}."));
        }
        granted.push(scope);
    }
    granted.sort_unstable();
    granted.dedup();
    Ok(granted)
}

/// Notes that a secret was used.
///
/// # Errors
/// If the database fails.
pub fn touch(store: &Store, secret: SecretId, now: Instant) -> Result<(), StoreError> {
    store.write(|tx| query!(tx, clients::touch_secret(secret, now)).map(Recorded::unchanged))
}

/// Takes a token back before its time.
///
/// # Errors
/// If the database fails.
pub fn revoke(tx: &mut Tx<'_>, act: &Act, access: &Access) -> Result<Recorded<()>, ServiceError> {
    // A while longer than the token, since servers' clocks differ.
    let until = access.expires_at.plus_seconds(60);
    query!(tx, revocations::insert(act, &revocations::token_subject(access.token_id), until))?;
    let change = Change {
        action: "token.revoked",
        subject_type: "token",
        subject_id: access.token_id.to_string(),
        payload: json!({"id": access.token_id, "client_id": access.caller.client_id}),
    };
    Ok(tx.record(act, change)?)
}
