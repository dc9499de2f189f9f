//! API clients: made and revoked by the operator, their secrets rotated by whom they belong to.

use palier_domain::{
    caller::{Act, Mode},
    client::{AuthMethod, Client, ClientSecret},
    event::EventType,
    ids::{ClientId, OrganisationId, SecretId},
    scope::Scope,
    secret::Secret,
};
use palier_store::{Announcement, Recorded, Tx, query};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Expected, ServiceError, policy};

/// A secret that was just made, and the hash that is kept of it. Hashing is slow by design, so it is done before
/// the transaction begins.
#[derive(Debug)]
pub struct NewSecret {
    /// Shown once.
    pub secret: Secret,
    /// The argon2id hash in PHC string format.
    pub hash: String,
}

/// What an operator says of a new client.
#[derive(Clone, Debug)]
pub struct ClientDraft {
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// What people call it.
    pub name: String,
    /// Live or test data.
    pub mode: Mode,
    /// How it authenticates.
    pub auth_method: AuthMethod,
    /// Its public key, for `private_key_jwt`.
    pub jwk: Option<Value>,
    /// What its tokens may be used for; `None`: all that its organisation's kind may hold.
    pub scopes: Option<Vec<Scope>>,
}

/// A client, its working secrets, and the one secret that may be shown now.
#[derive(Debug)]
pub struct ClientView {
    /// The client.
    pub client: Client,
    /// Hints and times of its working secrets, newest first.
    pub secrets: Vec<ClientSecret>,
    /// The new secret, after a creation or a rotation.
    pub shown: Option<Secret>,
}

/// One client with its working secrets.
///
/// # Errors
/// Not found, or not for this caller.
pub fn view(tx: &mut Tx<'_>, act: &Act, id: ClientId) -> Result<ClientView, ServiceError> {
    let client = query!(tx, clients::find(&act.actor, id))?;
    let secrets = query!(tx, clients::working_secrets(id, act.at))?;
    Ok(ClientView { client, secrets, shown: None })
}

/// Adds a client; `secret` is there exactly if it authenticates by secret.
///
/// # Errors
/// [`ServiceError::Invalid`] if the organisation does not exist or may not hold a scope.
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: ClientDraft,
    secret: Option<NewSecret>,
) -> Result<Recorded<ClientView>, ServiceError> {
    let organisation = match query!(tx, organisations::find(&act.actor, draft.organisation_id)) {
        Err(palier_store::StoreError::NotFound) => {
            return Err(palier_domain::error::Invalid::one(
                "/organisation_id",
                "unknown_reference",
                "No organisation has this id.",
            )
            .into());
        }
        found => found?,
    };
    policy::may_make(&act.actor, draft.mode)?;
    let scopes = draft.scopes.unwrap_or_else(|| Scope::all_for(organisation.kind).collect());
    policy::may_hold(&organisation, &scopes)?;
    let client = Client {
        id: ClientId(Uuid::now_v7()),
        organisation_id: organisation.id,
        name: draft.name,
        mode: draft.mode,
        auth_method: draft.auth_method,
        jwk: draft.jwk,
        scopes,
        version: 1,
        created_at: act.at,
        updated_at: act.at,
        revoked_at: None,
    };
    query!(tx, clients::insert(act, &client))?;
    let shown = keep_secret(tx, act, client.id, secret)?;
    finish(tx, act, EventType::ClientCreated, client, shown)
}

/// Replaces a client's secret; the old one works on for `overlap` seconds, and of three only two.
///
/// # Errors
/// A conflict if the client is revoked or has no secret.
pub fn rotate(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (ClientId, &Expected),
    secret: NewSecret,
    overlap: u32,
) -> Result<Recorded<ClientView>, ServiceError> {
    let client = query!(tx, clients::find_to_change(act, id))?;
    expected.check(client.version)?;
    policy::not_revoked(&client)?;
    policy::may_rotate(&act.actor, &client)?;
    if client.auth_method != AuthMethod::ClientSecret {
        return Err(ServiceError::Conflict {
            code: "client_has_no_secret",
            detail: "The client authenticates with its own key; there is no secret to rotate.".to_owned(),
        });
    }
    for extra in query!(tx, clients::working_secrets(id, act.at))?.iter().skip(1) {
        query!(tx, clients::expire_secret(act, extra.id))?;
    }
    query!(tx, clients::expire_secrets(act, id, act.at.plus_seconds(i64::from(overlap))))?;
    let shown = keep_secret(tx, act, id, Some(secret))?;
    let client = query!(tx, clients::update(act, &client))?;
    finish(tx, act, EventType::ClientSecretRotated, client, shown)
}

/// Ends a client: its secrets at once, its tokens within a second on every instance.
///
/// # Errors
/// A conflict if it is revoked already.
pub fn revoke(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (ClientId, &Expected),
    lifetime: u32,
) -> Result<Recorded<ClientView>, ServiceError> {
    let mut client = query!(tx, clients::find_to_change(act, id))?;
    expected.check(client.version)?;
    policy::not_revoked(&client)?;
    client.revoked_at = Some(act.at);
    query!(tx, clients::expire_secrets(act, id, act.at))?;
    // For good: a token that is being issued at this moment, dated later than this act, must not slip through.
    let end = Act { at: act.at.plus_seconds(i64::from(lifetime)), ..act.clone() };
    stop_tokens(tx, &end, id, lifetime)?;
    let client = query!(tx, clients::update(act, &client))?;
    finish(tx, act, EventType::ClientRevoked, client, None)
}

/// Stops the tokens that a client holds; it can get new ones, unless it is revoked.
fn stop_tokens(tx: &mut Tx<'_>, act: &Act, id: ClientId, lifetime: u32) -> Result<(), ServiceError> {
    let until = act.at.plus_seconds(i64::from(lifetime) + 60);
    Ok(query!(tx, revocations::insert(act, &format!("client:{id}"), until))?)
}

fn keep_secret(
    tx: &mut Tx<'_>,
    act: &Act,
    client_id: ClientId,
    secret: Option<NewSecret>,
) -> Result<Option<Secret>, ServiceError> {
    let Some(NewSecret { secret, hash }) = secret else { return Ok(None) };
    let row = ClientSecret {
        id: SecretId(Uuid::now_v7()),
        client_id,
        hash,
        hint: secret.hint().to_owned(),
        created_at: act.at,
        expires_at: None,
        last_used_at: None,
    };
    query!(tx, clients::insert_secret(act, &row))?;
    Ok(Some(secret))
}

fn finish(
    tx: &mut Tx<'_>,
    act: &Act,
    event_type: EventType,
    client: Client,
    shown: Option<Secret>,
) -> Result<Recorded<ClientView>, ServiceError> {
    let secrets = query!(tx, clients::working_secrets(client.id, act.at))?;
    let announcement = Announcement {
        event_type,
        subject_id: client.id.to_string(),
        organisation_id: Some(client.organisation_id),
        data: json!({
            "client_id": client.id,
            "organisation_id": client.organisation_id,
            "mode": client.mode.as_str(),
            "version": client.version,
        }),
    };
    Ok(tx.announce(act, announcement)?.map(|_event| ClientView { client, secrets, shown }))
}
