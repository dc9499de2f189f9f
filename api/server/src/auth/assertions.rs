//! Client assertions: a client proves who it is with its own key (`private_key_jwt`, RFC 7523).

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ED25519, ParsedPublicKey};
use jsonwebtoken::{
    Algorithm, DecodingKey, Validation,
    errors::ErrorKind,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse},
};
use palier_domain::{ids::ClientId, time::Instant};
use serde::Deserialize;
use serde_json::Value;

/// Seconds by which a client's clock may differ from ours.
const CLOCK_SKEW_SECONDS: i64 = 5;

/// The same for a client that does not exist, so that nobody learns which ids are clients.
pub const UNSIGNED: &str = "The assertion is not signed with a key that its client has registered.";

/// Longest `jti`.
const JTI_MAX: usize = 255;

/// An assertion that its client's key signed and that is good now; whether it was taken before is not asked here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// Names it among those of its client.
    pub jti: String,
    /// Until when it could be taken again if nobody remembered it.
    pub expires_at: Instant,
}

/// The claims of RFC 7523, section 3. Times are NumericDates, which may have decimals.
#[derive(Debug, Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Value,
    exp: f64,
    nbf: Option<f64>,
    iat: Option<f64>,
    jti: String,
}

/// A client's registered public key.
pub struct ClientKey {
    algorithm: Algorithm,
    decoding: DecodingKey,
}

impl ClientKey {
    /// Reads an Ed25519 or P-256 key (RFC 7517); `None` if it is another one, damaged, or for another use.
    #[must_use]
    pub fn parse(jwk: &Value) -> Option<Self> {
        let jwk: Jwk = serde_json::from_value(jwk.clone()).ok()?;
        let algorithm = match &jwk.algorithm {
            AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => Algorithm::EdDSA,
            AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => Algorithm::ES256,
            _ => return None,
        };
        let named = match jwk.common.key_algorithm {
            None => algorithm,
            Some(KeyAlgorithm::EdDSA) => Algorithm::EdDSA,
            Some(KeyAlgorithm::ES256) => Algorithm::ES256,
            Some(_) => return None,
        };
        let signs = jwk.common.public_key_use.as_ref().is_none_or(|usage| *usage == PublicKeyUse::Signature);
        let decoding = DecodingKey::from_jwk(&jwk).ok()?;
        let bytes = decoding.try_get_as_bytes().ok()?.len();
        // Ed25519: 32 bytes; P-256: an uncompressed point of 65.
        let whole = bytes == if algorithm == Algorithm::EdDSA { 32 } else { 65 };
        (named == algorithm && signs && whole).then_some(Self { algorithm, decoding })
    }

    /// Whether the key is a point that only who has the private key can sign for. Asked once, when it is registered:
    /// the answer takes some milliseconds.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let Ok(point) = self.decoding.try_get_as_bytes() else { return false };
        match self.algorithm {
            Algorithm::EdDSA => ParsedPublicKey::new(&ED25519, point).is_ok_and(|key| !is_small(&key)),
            // Parsing finds out whether the point lies on the curve; there are no small ones on this curve.
            _ => ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).is_ok(),
        }
    }
}

/// Whether an Ed25519 key is one of the few points of small order, for which anybody can sign. The library does not
/// tell, so that is what is tried: the neutral point and zero are a signature of at least one message in eight then,
/// and of none otherwise.
fn is_small(key: &ParsedPublicKey) -> bool {
    let mut forged = [0; 64];
    forged[0] = 1;
    (0..=u8::MAX).any(|message| key.verify_sig(&[message], &forged).is_ok())
}

/// The client that an assertion says it is of: only to find the key that it is then verified with. Checks what
/// needs no key.
///
/// # Errors
/// What is wrong with it; nothing of its text.
pub fn claimed_client(assertion: &str) -> Result<ClientId, &'static str> {
    let decoded = jsonwebtoken::dangerous::insecure_decode::<Value>(assertion)
        .map_err(|_| "The assertion is not a JWT signed by EdDSA or ES256.")?;
    if decoded.header.crit.is_some() {
        return Err("The assertion has critical extensions, which this server does not know.");
    }
    if !decoded.header.typ.as_deref().is_none_or(is_assertion) {
        return Err("The assertion's typ must be client-authentication+jwt or JWT, or left out.");
    }
    let sub = decoded.claims["sub"].as_str().and_then(|sub| sub.parse().ok());
    sub.ok_or("The assertion's sub must be the client_id.")
}

/// Verifies an assertion of `client` for `issuer`.
///
/// # Errors
/// What is wrong with it; nothing of its text.
pub fn verify(
    assertion: &str,
    (client, key): (ClientId, &ClientKey),
    (issuer, longest): (&str, u32),
    now: Instant,
) -> Result<Assertion, &'static str> {
    let mut validation = Validation::new(key.algorithm);
    // Audience and times are checked below, more strictly than the library would.
    validation.validate_aud = false;
    validation.validate_exp = false;
    validation.required_spec_claims.clear();
    let claims = jsonwebtoken::decode::<Claims>(assertion, &key.decoding, &validation)
        .map_err(|error| match error.kind() {
            ErrorKind::InvalidSignature | ErrorKind::InvalidAlgorithm => UNSIGNED,
            _ => "The assertion lacks one of iss, sub, aud, exp and jti, or has it in another form.",
        })?
        .claims;
    check(claims, client, (issuer, longest), now)
}

fn check(
    claims: Claims,
    client: ClientId,
    (issuer, longest): (&str, u32),
    now: Instant,
) -> Result<Assertion, &'static str> {
    let id = client.to_string();
    if claims.iss != id || claims.sub != id {
        return Err("The assertion's iss and sub must both be the client_id.");
    }
    // Anything wider, such as the token endpoint or a list, lets an assertion made for one server be used at
    // another.
    if claims.aud.as_str() != Some(issuer) {
        return Err("The assertion's aud must be exactly this server's issuer, as one string.");
    }
    let seconds = now.micros() as f64 / 1e6;
    let skew = CLOCK_SKEW_SECONDS as f64;
    if claims.exp <= seconds {
        return Err("The assertion has expired.");
    }
    if claims.exp > seconds + f64::from(longest) + skew {
        return Err("The assertion lasts too long: its exp must be within a few minutes.");
    }
    if [claims.nbf, claims.iat].into_iter().flatten().any(|at| at > seconds + skew) {
        return Err("The assertion is dated in the future.");
    }
    if claims.jti.is_empty() || claims.jti.len() > JTI_MAX || claims.jti.chars().any(char::is_control) {
        return Err("The assertion's jti must have 1 to 255 bytes and no control character.");
    }
    // Remembered beyond its end, since servers' clocks differ.
    let expires_at = Instant::from_micros((claims.exp * 1e6) as i64).plus_seconds(60);
    Ok(Assertion { jti: claims.jti, expires_at })
}

fn is_assertion(typ: &str) -> bool {
    let name = typ.strip_prefix("application/").unwrap_or(typ);
    ["jwt", "client-authentication+jwt"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
#[path = "assertions_tests.rs"]
mod tests;
