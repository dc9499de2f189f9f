//! How a device gets its tokens: by a one-time code, and from then on by refresh tokens, each good for one use. The
//! decision record `docs/decisions/0013-device-enrolment.md` has the reasons.

use palier_domain::{
    caller::{Act, Actor, Caller, Device as CallingDevice},
    client::Client,
    device::{
        Device, DeviceDetails, DeviceStatus, Enrolment, EnrolmentCode, EnrolmentStatus, Presented,
        RefreshToken, RevocationReason,
    },
    field_worker::FieldWorkerStatus,
    ids::{DeviceId, RefreshTokenId},
    organisation::{Organisation, OrganisationKind},
    scope::Scope,
    time::Instant,
};
use palier_store::{Recorded, StoreError, Tx, query};
use uuid::Uuid;

use super::{record, shut_out};
use crate::{
    auth::devices,
    keys::SealingKey,
    service::{
        ServiceError,
        tokens::{Authenticated, grant},
    },
};

/// Why a device gets no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What it presents is not, or no longer, good for one.
    Grant(&'static str),
    /// It asks for more than it holds.
    Scope(String),
}

/// What a device gets, or why not: a refusal may be a change as well, and is then committed as one.
pub type Answer = Result<Grant, Refusal>;

/// What a device gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The device as a caller; its scopes are those of the access token.
    pub caller: Caller,
    /// The version of the operator's organisation.
    pub organisation_version: i32,
    /// The refresh token.
    pub refresh_token: RefreshTokenId,
}

/// The app that asks for a device, when, in which request.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The app.
    pub app: Authenticated,
    /// The request.
    pub request_id: String,
    /// When.
    pub at: Instant,
}

impl Asking {
    /// The app on this device, as a caller.
    fn caller(&self, operator: &Organisation, device: &Device, scopes: Vec<Scope>) -> Caller {
        Caller {
            client_id: self.app.client.id,
            organisation_id: operator.id,
            kind: operator.kind,
            commune_codes: vec![],
            mode: self.app.client.mode,
            scopes,
            device: Some(CallingDevice { id: device.id, field_worker_id: device.field_worker_id }),
        }
    }

    fn act(&self, caller: &Caller) -> Act {
        let actor = Actor::Client(caller.clone());
        Act { actor, request_id: self.request_id.clone(), at: self.at }
    }
}

/// What the grants need beside the transaction.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The server's key.
    pub keys: &'a SealingKey,
    /// Days for which an unused refresh token is good.
    pub refresh_days: u32,
    /// Seconds for which an access token is good.
    pub lifetime: u32,
}

/// What an app says to enrol a device. Not `Debug`: the code must not get into a log.
#[derive(Clone)]
pub struct Exchange {
    /// The one-time code, as somebody typed it.
    pub code: String,
    /// What tells the app's own repetition from anybody else's.
    pub nonce: Option<String>,
    /// What it says of the device.
    pub details: DeviceDetails,
    /// The scopes that it asks for.
    pub scope: Option<String>,
}

const BAD_CODE: Refusal =
    Refusal::Grant("The code is unknown, was used or cancelled, or has expired; the operator makes another.");
const BAD_TOKEN: Refusal =
    Refusal::Grant("The refresh token is unknown, has expired, or is another client's.");
const SHUT_OUT: Refusal = Refusal::Grant("The device was revoked; it can be enrolled again with a new code.");
const REUSED: Refusal = Refusal::Grant(
    "The refresh token was used before by somebody who holds its successor, so the device was revoked; \
     it can be enrolled again with a new code.",
);

fn refused(refusal: Refusal) -> Result<Recorded<Answer>, ServiceError> {
    Ok(Recorded::unchanged(Err(refusal)))
}

/// What is there, or nothing.
fn found<T>(result: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match result {
        Err(StoreError::NotFound) => Ok(None),
        result => result.map(Some),
    }
}

/// Enrols a device: the code is used up. The same code with the same nonce, from the same app, gets the same once more,
/// for as long as the code would have worked and nothing was done with what it got.
///
/// # Errors
/// If the database fails.
pub fn enrol(
    tx: &mut Tx<'_>,
    asking: &Asking,
    rules: Rules<'_>,
    exchange: Exchange,
) -> Result<Recorded<Answer>, ServiceError> {
    let scopes = match grant(Scope::FOR_DEVICES.to_vec(), exchange.scope.as_deref()) {
        Ok(scopes) => scopes,
        Err(detail) => return refused(Refusal::Scope(detail)),
    };
    let Ok(code) = EnrolmentCode::parse(&exchange.code) else { return refused(BAD_CODE) };
    let hash = devices::code_hash(rules.keys, &code);
    let by_code = found(query!(tx, enrolments::find_by_code(asking.app.client.mode, &hash)))?;
    let Some(by_code) = by_code else { return refused(BAD_CODE) };
    let enrolment = by_code.enrolment;
    match (enrolment.status(asking.at), enrolment.device_id, by_code.nonce_hash, &exchange.nonce) {
        (EnrolmentStatus::Waiting, ..) => admit(tx, asking, rules, (&enrolment, exchange, scopes)),
        (EnrolmentStatus::Used, Some(device), Some(hash), Some(nonce))
            if enrolment.expires_at > asking.at
                && devices::is_nonce(rules.keys, enrolment.id, nonce, &hash) =>
        {
            Ok(Recorded::unchanged(admit_again(tx, asking, (device, exchange.scope.as_deref()))?))
        }
        _ => refused(BAD_CODE),
    }
}

/// Makes the device and its first refresh token.
fn admit(
    tx: &mut Tx<'_>,
    asking: &Asking,
    rules: Rules<'_>,
    (enrolment, exchange, scopes): (&Enrolment, Exchange, Vec<Scope>),
) -> Result<Recorded<Answer>, ServiceError> {
    let worker = query!(tx, field_workers::status_to_enrol(enrolment.mode, enrolment.field_worker_id))?;
    if worker == FieldWorkerStatus::Left {
        return refused(BAD_CODE);
    }
    let device = Device {
        id: DeviceId(Uuid::now_v7()),
        mode: enrolment.mode,
        field_worker_id: enrolment.field_worker_id,
        client_id: asking.app.client.id,
        details: exchange.details,
        status: DeviceStatus::Active,
        revocation_reason: None,
        revoked_at: None,
        last_seen_at: Some(asking.at),
        version: 1,
        created_at: asking.at,
        updated_at: asking.at,
    };
    let operator = operator(tx, &asking.app)?;
    let caller = asking.caller(&operator, &device, scopes.clone());
    let act = asking.act(&caller);
    query!(tx, devices::insert(&act, &device))?;
    let nonce = exchange.nonce.map(|nonce| devices::nonce_hash(rules.keys, enrolment.id, &nonce));
    query!(tx, enrolments::use_up(&act, enrolment.id, (device.id, nonce.as_deref())))?;
    let id = RefreshTokenId(Uuid::now_v7());
    let token = token(rules, (device.id, id, id), (scopes, asking.at));
    query!(tx, refresh_tokens::insert(&act, &token))?;
    let given = Grant { caller, organisation_version: operator.version, refresh_token: id };
    Ok(record(tx, &act, "device.enrolled", device)?.map(|_| Ok(given)))
}

/// Gives what was given before and is not used yet.
fn admit_again(
    tx: &mut Tx<'_>,
    asking: &Asking,
    (id, scope): (DeviceId, Option<&str>),
) -> Result<Answer, ServiceError> {
    let device = query!(tx, devices::find_to_authorize(id))?;
    let first = found(query!(tx, refresh_tokens::first_of(id)))?;
    let unused = first.filter(|first| first.presented(None, asking.at) == Presented::Fresh);
    let Some(first) = unused.filter(|_| is_let_in(&device, &asking.app.client)) else {
        return Ok(Err(BAD_CODE));
    };
    let scopes = match grant(held(&first), scope) {
        Ok(scopes) => scopes,
        Err(detail) => return Ok(Err(Refusal::Scope(detail))),
    };
    let operator = operator(tx, &asking.app)?;
    let caller = asking.caller(&operator, &device, scopes);
    Ok(Ok(Grant { caller, organisation_version: operator.version, refresh_token: first.id }))
}

/// Gives an access token and the next refresh token for a refresh token. What is presented by one who can't be the
/// device that was given its successor shuts the device out.
///
/// # Errors
/// If the database fails.
pub fn refresh(
    tx: &mut Tx<'_>,
    asking: &Asking,
    rules: Rules<'_>,
    (presented, scope): (&str, Option<&str>),
) -> Result<Recorded<Answer>, ServiceError> {
    let Some(id) = devices::refresh_token_id(rules.keys, presented) else { return refused(BAD_TOKEN) };
    let Some(token) = found(query!(tx, refresh_tokens::find(id)))? else { return refused(BAD_TOKEN) };
    // All tokens of the device are this request's now; what was read before may be history.
    let device = query!(tx, devices::find_to_authorize(token.device_id))?;
    let token = query!(tx, refresh_tokens::find(id))?;
    if device.client_id != asking.app.client.id {
        return refused(BAD_TOKEN);
    }
    let worker = query!(tx, field_workers::status(device.mode, device.field_worker_id))?;
    if worker == FieldWorkerStatus::Left || !is_let_in(&device, &asking.app.client) {
        return refused(SHUT_OUT);
    }
    let scopes = match grant(held(&token), scope) {
        Ok(scopes) => scopes,
        Err(detail) => return refused(Refusal::Scope(detail)),
    };
    let operator = operator(tx, &asking.app)?;
    let caller = asking.caller(&operator, &device, scopes);
    let act = asking.act(&caller);
    let refresh_token = match next(tx, &act, rules, &token)? {
        Ok(next) => next,
        Err(Presented::Reused) => {
            let how = ("device.refresh_reused", RevocationReason::RefreshReused, rules.lifetime);
            return Ok(shut_out(tx, &act, device, how)?.map(|_| Err(REUSED)));
        }
        Err(_) => return refused(BAD_TOKEN),
    };
    if device.should_touch(asking.at) {
        query!(tx, devices::update(&act, &Device { last_seen_at: Some(asking.at), ..device }))?;
    }
    Ok(Recorded::unchanged(Ok(Grant { caller, organisation_version: operator.version, refresh_token })))
}

/// The token that is given for this one.
fn next(
    tx: &mut Tx<'_>,
    act: &Act,
    rules: Rules<'_>,
    token: &RefreshToken,
) -> Result<Result<RefreshTokenId, Presented>, ServiceError> {
    let successor = match token.successor_id {
        Some(id) => found(query!(tx, refresh_tokens::find(id)))?,
        None => None,
    };
    match (token.presented(successor.as_ref(), act.at), successor) {
        (Presented::Retry, Some(successor)) => return Ok(Ok(successor.id)),
        (Presented::Late, Some(successor)) => query!(tx, refresh_tokens::revoke(act, successor.id))?,
        (Presented::Fresh, _) => {}
        (other, _) => return Ok(Err(other)),
    }
    let id = RefreshTokenId(Uuid::now_v7());
    let successor = self::token(rules, (token.device_id, token.family_id, id), (held(token), act.at));
    query!(tx, refresh_tokens::insert(act, &successor))?;
    query!(tx, refresh_tokens::use_up(act, token.id, id))?;
    Ok(Ok(id))
}

/// Shuts out a device whose app gives a refresh token of its back. Anybody else's token stays as it is.
///
/// # Errors
/// If the database fails.
pub fn sign_out(
    tx: &mut Tx<'_>,
    asking: &Asking,
    rules: Rules<'_>,
    presented: &str,
) -> Result<Recorded<()>, ServiceError> {
    let unchanged = || Ok(Recorded::unchanged(()));
    let Some(id) = devices::refresh_token_id(rules.keys, presented) else { return unchanged() };
    let Some(token) = found(query!(tx, refresh_tokens::find(id)))? else { return unchanged() };
    let device = query!(tx, devices::find_to_authorize(token.device_id))?;
    if !is_let_in(&device, &asking.app.client) {
        return unchanged();
    }
    let operator = operator(tx, &asking.app)?;
    let act = asking.act(&asking.caller(&operator, &device, vec![]));
    let how = ("device.signed_out", RevocationReason::SignedOut, rules.lifetime);
    Ok(shut_out(tx, &act, device, how)?.map(|_| ()))
}

/// A refresh token that can be used now, and its device; for introspection.
///
/// # Errors
/// If the database fails.
pub fn usable(
    tx: &mut Tx<'_>,
    keys: &SealingKey,
    (presented, now): (&str, Instant),
) -> Result<Option<(RefreshToken, Device)>, ServiceError> {
    let Some(id) = devices::refresh_token_id(keys, presented) else { return Ok(None) };
    let Some(token) = found(query!(tx, refresh_tokens::find(id)))? else { return Ok(None) };
    if token.presented(None, now) != Presented::Fresh {
        return Ok(None);
    }
    let device = query!(tx, devices::to_authorize(token.device_id))?;
    Ok((device.status == DeviceStatus::Active).then_some((token, device)))
}

/// Whether a client may be the app of devices: the operator's own, or a publisher's.
#[must_use]
pub fn may_have_devices(app: &Authenticated) -> bool {
    matches!(app.organisation.kind, OrganisationKind::Operator | OrganisationKind::AppPublisher)
}

/// The organisation that a device acts for.
fn operator(tx: &mut Tx<'_>, app: &Authenticated) -> Result<Organisation, StoreError> {
    match app.organisation.kind {
        OrganisationKind::Operator => Ok(app.organisation.clone()),
        _ => query!(tx, organisations::operator()),
    }
}

fn is_let_in(device: &Device, app: &Client) -> bool {
    device.status == DeviceStatus::Active && device.client_id == app.id
}

/// What a token was given for, as far as devices may still hold it.
fn held(token: &RefreshToken) -> Vec<Scope> {
    token.scopes.iter().copied().filter(|scope| Scope::FOR_DEVICES.contains(scope)).collect()
}

fn token(
    rules: Rules<'_>,
    (device_id, family_id, id): (DeviceId, RefreshTokenId, RefreshTokenId),
    (scopes, now): (Vec<Scope>, Instant),
) -> RefreshToken {
    RefreshToken {
        id,
        device_id,
        family_id,
        scopes,
        created_at: now,
        expires_at: now.plus_seconds(i64::from(rules.refresh_days) * 86_400),
        used_at: None,
        successor_id: None,
        revoked_at: None,
    }
}
