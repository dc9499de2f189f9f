//! Client secrets: made, hashed, verified; and the public keys that stand in for them.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use palier_domain::{caller::Mode, client::ClientSecret, error::Invalid, secret::Secret};
use serde_json::{Map, Value};

use super::assertions::ClientKey;
use crate::{config::AuthConfig, service::clients::NewSecret};

/// How often the use of a secret is noted.
pub(super) const TOUCH_EVERY: Duration = Duration::from_secs(60);

/// Makes a secret and its hash.
///
/// # Errors
/// If the machine gives no randomness or no memory.
pub fn generate(config: &AuthConfig, mode: Mode) -> Result<NewSecret, String> {
    let mut random = [0; 32];
    aws_lc_rs::rand::fill(&mut random).map_err(|_| "no randomness".to_owned())?;
    let secret = Secret::from_bytes(mode, random);
    let params = Params::new(config.argon2_memory_kib, config.argon2_iterations, 1, None)
        .map_err(|error| error.to_string())?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash =
        argon2.hash_password(secret.expose().as_bytes()).map_err(|error| error.to_string())?.to_string();
    Ok(NewSecret { secret, hash })
}

/// The one of a client's working secrets that was sent. Whatever is asked, one hash is computed at least, so that
/// the time of the answer does not tell whether the client exists.
#[must_use]
pub fn find<'a>(sent: &Secret, working: &'a [ClientSecret], decoy: &Decoy) -> Option<&'a ClientSecret> {
    let mut candidates = working.iter().filter(|secret| secret.hint == sent.hint()).peekable();
    if candidates.peek().is_none() {
        decoy.verify(sent);
    }
    candidates.find(|candidate| verify(sent, &candidate.hash))
}

/// Whether a hash is of this secret, with the cost that the hash itself names.
fn verify(sent: &Secret, hash: &str) -> bool {
    Argon2::default().verify_password(sent.expose().as_bytes(), hash).is_ok()
}

/// A hash of today's cost that is no secret's.
#[derive(Debug)]
pub struct Decoy(String);

impl Decoy {
    pub(super) fn new(config: &AuthConfig) -> Self {
        let (memory, passes) = (config.argon2_memory_kib, config.argon2_iterations);
        // Salt and digest are just base64 of the right length: computing a real one would delay every start.
        let (salt, digest) = ("A".repeat(22), "A".repeat(43));
        Self(format!("$argon2id$v=19$m={memory},t={passes},p=1${salt}${digest}"))
    }

    /// Takes as long as a verification.
    fn verify(&self, sent: &Secret) {
        verify(sent, &self.0);
    }
}

/// What is kept of a public key. Anything else that stands in a JWK (certificates, say) is of no use here.
const KEPT_MEMBERS: [&str; 7] = ["kty", "crv", "x", "y", "kid", "alg", "use"];

/// Most characters of a key's own name.
const KID_MAX: usize = 200;

/// A public key as it is to be kept, once it is certain that assertions can be verified with it: Ed25519 or P-256,
/// for signatures, and not a private key.
///
/// # Errors
/// What is wrong with it, located in the key.
pub fn public_jwk(jwk: &Value) -> Result<Value, Invalid> {
    let mut invalid = Invalid::default();
    if jwk.get("d").is_some() {
        invalid.push(
            "/d",
            "private_key",
            "This is the private key; register the public one, and make a new pair.",
        );
    }
    match (jwk["kty"].as_str(), jwk["crv"].as_str()) {
        (Some("OKP"), Some("Ed25519")) | (Some("EC"), Some("P-256")) => {}
        _ => {
            invalid.push("", "unsupported_key", "The key must be an Ed25519 (OKP) or P-256 (EC) public key.")
        }
    }
    if jwk["kid"].as_str().is_some_and(|kid| kid.chars().count() > KID_MAX) {
        invalid.push("/kid", "too_long", format!("A key's name has at most {KID_MAX} characters."));
    }
    let kept: Map<String, Value> = KEPT_MEMBERS
        .iter()
        .filter_map(|name| {
            Some(((*name).to_owned(), jwk.get(name).filter(|value| !value.is_null())?.clone()))
        })
        .collect();
    let kept = Value::Object(kept);
    if invalid.0.is_empty() && !(verifies(jwk) && ClientKey::parse(&kept).is_some_and(|key| key.is_sound())) {
        invalid.push("", "malformed", "The key is no point of its curve, a weak one, or for another use.");
    }
    invalid.or(kept)
}

/// Whether the operations that a key is meant for, if it names them, include the one that it is needed for.
fn verifies(jwk: &Value) -> bool {
    match jwk.get("key_ops") {
        None => true,
        Some(operations) => {
            operations.as_array().is_some_and(|operations| operations.iter().any(|name| name == "verify"))
        }
    }
}

#[cfg(test)]
#[path = "secrets_tests.rs"]
mod tests;
