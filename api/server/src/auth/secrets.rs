//! Client secrets: made, hashed, verified; and the public keys that stand in for them.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use palier_domain::{caller::Mode, error::Invalid, secret::Secret};
use serde_json::Value;

use crate::{config::AuthConfig, service::clients::NewSecret};

/// Makes a secret and its hash.
///
/// # Errors
/// If the machine gives no randomness or no memory.
pub fn generate(config: &AuthConfig, mode: Mode) -> Result<NewSecret, String> {
    let mut random = [0; 32];
    aws_lc_rs::rand::fill(&mut random).map_err(|_| "no randomness".to_owned())?;
    let secret = Secret::from_bytes(mode, random);
    let params = Params::new(config.argon2_memory_kib, config.argon2_iterations, 1, None)
        .map_err(|e| e.to_string())?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash =
        argon2.hash_password(secret.expose().as_bytes()).map_err(|error| error.to_string())?.to_string();
    Ok(NewSecret { secret, hash })
}

/// Checks that a public key is one that assertions can be verified with: Ed25519 or P-256, and not a private key.
///
/// # Errors
/// What is wrong with it, located in the key.
pub fn check_jwk(jwk: &Value) -> Result<(), Invalid> {
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
    let usable = serde_json::from_value::<jsonwebtoken::jwk::Jwk>(jwk.clone())
        .ok()
        .is_some_and(|jwk| jsonwebtoken::DecodingKey::from_jwk(&jwk).is_ok());
    if invalid.0.is_empty() && !usable {
        invalid.push("", "malformed", "The key's coordinates can't be read.");
    }
    invalid.or(())
}
