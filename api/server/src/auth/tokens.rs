//! Access tokens: signed JWTs by the profile of RFC 9068.

use jsonwebtoken::{Header, Validation, errors::ErrorKind};
use palier_domain::{
    caller::{Caller, Device, Mode},
    code::CommuneCode,
    ids::{ClientId, DeviceId, FieldWorkerId, OrganisationId},
    organisation::OrganisationKind,
    scope::Scope,
    time::Instant,
};
use serde::{Deserialize, Serialize};
use uuid::{NoContext, Timestamp, Uuid};

use super::Access;
use crate::keys::KeyRing;

/// The media type of access tokens (RFC 9068, section 2.1), without `application/`.
const TYPE: &str = "at+jwt";

/// Seconds by which another server's clock may be ahead.
const CLOCK_SKEW_SECONDS: i64 = 5;

/// Makes and reads tokens of one issuer.
pub(super) struct Tokens {
    issuer: String,
    audience: String,
    lifetime: u32,
}

/// A token that was just issued.
#[derive(Clone, PartialEq, Eq)]
pub struct Issued {
    /// The token.
    pub token: String,
    /// Seconds for which it is good.
    pub expires_in: u32,
    /// Its `jti`.
    pub token_id: Uuid,
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issued").field("token_id", &self.token_id).finish_non_exhaustive()
    }
}

/// Why a token is refused. No variant holds any of the token's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// It is no JWT, or lacks a claim.
    #[error("The access token can't be read.")]
    Malformed,
    /// It is a JWT of another purpose.
    #[error("The token is not an access token: its typ is not at+jwt.")]
    OtherType,
    /// Its algorithm is not its key's.
    #[error("The access token is not signed by the algorithm of its key.")]
    Algorithm,
    /// Its key is not, or no longer, one of ours.
    #[error("The access token is signed with a key that this server does not use.")]
    UnknownKey,
    /// Its signature is wrong.
    #[error("The access token's signature is wrong.")]
    Signature,
    /// Another server issued it.
    #[error("The access token was issued by another server.")]
    Issuer,
    /// It is meant for another server.
    #[error("The access token is meant for another audience.")]
    Audience,
    /// Its time is over.
    #[error("The access token has expired.")]
    Expired,
    /// Its time has not come.
    #[error("The access token is dated in the future.")]
    Future,
    /// It is a device's, and says that it may be used for what no device may do.
    #[error("The access token of a device carries a scope that no device can hold.")]
    Scope,
    /// It or its client was revoked.
    #[error("The access token has been revoked.")]
    Revoked,
}

/// The claims: those of RFC 9068, and what decides the rows a caller may see, so that no request has to look it up.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: Uuid,
    aud: String,
    client_id: Uuid,
    iat: i64,
    exp: i64,
    jti: Uuid,
    scope: String,
    organisation_id: Uuid,
    organisation_kind: String,
    /// Left out before this claim was known; no organisation has a version 0, so a change stops such a token.
    #[serde(default)]
    organisation_version: i32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    commune_codes: Vec<CommuneCode>,
    mode: String,
    /// The device that holds it, which is then its subject, and whose device that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    device_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field_worker_id: Option<Uuid>,
}

impl Tokens {
    pub(super) fn new(issuer: String, audience: String, lifetime: u32) -> Self {
        Self { issuer, audience, lifetime }
    }

    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }

    pub(super) fn audience(&self) -> &str {
        &self.audience
    }

    pub(super) fn issue(
        &self,
        keys: &KeyRing,
        (caller, organisation_version): (&Caller, i32),
        scopes: &[Scope],
        now: Instant,
    ) -> Result<Issued, jsonwebtoken::errors::Error> {
        let token_id = id_of(now);
        let claims = Claims {
            iss: self.issuer.clone(),
            sub: caller.principal(),
            aud: self.audience.clone(),
            client_id: caller.client_id.0,
            iat: now.seconds(),
            exp: now.seconds() + i64::from(self.lifetime),
            jti: token_id,
            scope: joined(scopes),
            organisation_id: caller.organisation_id.0,
            organisation_kind: caller.kind.as_str().to_owned(),
            organisation_version,
            commune_codes: caller.commune_codes.clone(),
            mode: caller.mode.as_str().to_owned(),
            device_id: caller.device.map(|device| device.id.0),
            field_worker_id: caller.device.map(|device| device.field_worker_id.0),
        };
        let key = keys.signing_key(now);
        let header = Header {
            typ: Some(TYPE.to_owned()),
            kid: Some(key.kid.clone()),
            ..Header::new(key.jwt_algorithm())
        };
        let token = jsonwebtoken::encode(&header, &claims, key.encoding_key())?;
        Ok(Issued { token, expires_in: self.lifetime, token_id })
    }

    /// What a token says, and the key that signed it; whether it has been revoked is not asked here.
    pub(super) fn read(
        &self,
        keys: &KeyRing,
        token: &str,
        now: Instant,
    ) -> Result<(Access, String), TokenFault> {
        let (claims, kid) = self.claims(keys, token, (now, true))?;
        Ok((access(claims, now)?, kid))
    }

    /// Who a token was given to, whether or not its time is over; it gives no right to anything.
    pub(super) fn read_late(&self, keys: &KeyRing, token: &str, now: Instant) -> Result<Access, TokenFault> {
        let (claims, _) = self.claims(keys, token, (now, false))?;
        holder(claims)
    }

    fn claims(
        &self,
        keys: &KeyRing,
        token: &str,
        (now, in_time): (Instant, bool),
    ) -> Result<(Claims, String), TokenFault> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| TokenFault::Malformed)?;
        if !header.typ.as_deref().is_some_and(is_access_token) {
            return Err(TokenFault::OtherType);
        }
        // We understand no critical extension, so we may accept none (RFC 7515, section 4.1.11).
        if header.crit.is_some() {
            return Err(TokenFault::Malformed);
        }
        let key = header.kid.as_deref().and_then(|kid| keys.verifying_key(kid, now));
        let key = key.ok_or(TokenFault::UnknownKey)?;
        let mut validation = Validation::new(key.jwt_algorithm());
        validation.leeway = 0;
        validation.validate_exp = in_time;
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.audience]);
        let claims = jsonwebtoken::decode::<Claims>(token, key.decoding_key(), &validation)
            .map_err(|error| fault(error.kind()))?
            .claims;
        Ok((claims, key.kid.clone()))
    }
}

/// Scopes as RFC 6749, section 3.3 writes them.
#[must_use]
pub fn joined(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
}

/// A UUIDv7 of that very millisecond.
fn id_of(now: Instant) -> Uuid {
    let micros = now.micros().max(0).cast_unsigned();
    let nanos = u32::try_from(micros % 1_000_000 * 1_000).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(NoContext, micros / 1_000_000, nanos))
}

fn is_access_token(typ: &str) -> bool {
    let name = typ.get(.."application/".len()).filter(|prefix| prefix.eq_ignore_ascii_case("application/"));
    typ[name.map_or(0, str::len)..].eq_ignore_ascii_case(TYPE)
}

fn access(claims: Claims, now: Instant) -> Result<Access, TokenFault> {
    if claims.exp <= now.seconds() {
        return Err(TokenFault::Expired);
    }
    if claims.iat > now.seconds() + CLOCK_SKEW_SECONDS {
        return Err(TokenFault::Future);
    }
    holder(claims)
}

/// Who holds a token, and for how long; whether its time is over is not asked here.
fn holder(claims: Claims) -> Result<Access, TokenFault> {
    let device = match (claims.device_id, claims.field_worker_id) {
        (Some(id), Some(worker)) => Some(Device { id: DeviceId(id), field_worker_id: FieldWorkerId(worker) }),
        (None, None) => None,
        _ => return Err(TokenFault::Malformed),
    };
    let caller = Caller {
        client_id: ClientId(claims.client_id),
        organisation_id: OrganisationId(claims.organisation_id),
        kind: OrganisationKind::parse(&claims.organisation_kind).ok_or(TokenFault::Malformed)?,
        commune_codes: claims.commune_codes,
        mode: Mode::parse(&claims.mode).ok_or(TokenFault::Malformed)?,
        // A scope that this version does not know allows nothing.
        scopes: claims.scope.split(' ').filter_map(Scope::parse).collect(),
        device,
    };
    if claims.sub != caller.principal() || claims.jti.get_version_num() != 7 {
        return Err(TokenFault::Malformed);
    }
    if device.is_some() {
        may_be_a_device(&caller)?;
    }
    let instant = |seconds| Instant::from_micros(0).plus_seconds(seconds);
    Ok(Access {
        caller,
        organisation_version: claims.organisation_version,
        token_id: claims.jti,
        issued_at: instant(claims.iat),
        expires_at: instant(claims.exp),
    })
}

/// A device acts for the operator, and does what a device may do: whatever else a token says of one is a mistake that
/// must not become a right.
fn may_be_a_device(caller: &Caller) -> Result<(), TokenFault> {
    if caller.kind != OrganisationKind::Operator {
        return Err(TokenFault::Malformed);
    }
    if caller.scopes.iter().any(|scope| !Scope::FOR_DEVICES.contains(scope)) {
        return Err(TokenFault::Scope);
    }
    Ok(())
}

fn fault(kind: &ErrorKind) -> TokenFault {
    match kind {
        ErrorKind::InvalidSignature => TokenFault::Signature,
        ErrorKind::ExpiredSignature => TokenFault::Expired,
        ErrorKind::InvalidIssuer => TokenFault::Issuer,
        ErrorKind::InvalidAudience => TokenFault::Audience,
        ErrorKind::InvalidAlgorithm => TokenFault::Algorithm,
        _ => TokenFault::Malformed,
    }
}

#[cfg(test)]
#[path = "tokens_tests.rs"]
mod tests;
