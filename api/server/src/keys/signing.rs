//! A key pair that signs access tokens.

use aws_lc_rs::{
    digest,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use palier_domain::time::Instant;
use secrecy::{ExposeSecret, SecretSlice};
use serde_json::json;

use super::KeyError;
use crate::config::SigningAlgorithm;

/// A signing key with its public half and its times.
pub struct SigningKey {
    /// The key's name: its JWK thumbprint (RFC 7638).
    pub kid: String,
    /// The algorithm it signs by.
    pub algorithm: SigningAlgorithm,
    /// When it was made and published.
    pub created_at: Instant,
    /// When it signs its first token.
    pub activates_at: Instant,
    /// From when on its tokens are refused; not set for a key that is not being replaced.
    pub retires_at: Option<Instant>,
    pub(super) pkcs8: SecretSlice<u8>,
    public: PublicKey,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// The public half, as JWK members in base64url.
enum PublicKey {
    Ed25519 { x: String },
    P256 { x: String, y: String },
}

impl SigningKey {
    pub(super) fn generate(
        algorithm: SigningAlgorithm,
        now: Instant,
        activates_at: Instant,
    ) -> Result<Self, KeyError> {
        let pkcs8 = match algorithm {
            SigningAlgorithm::EdDsa => Ed25519KeyPair::generate().and_then(|pair| pair.to_pkcs8()),
            SigningAlgorithm::Es256 => {
                EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).and_then(|pair| pair.to_pkcs8v1())
            }
        };
        let pkcs8 = pkcs8.map_err(|_| KeyError::Crypto("make a signing key"))?.as_ref().to_vec();
        let times = (now, activates_at, None);
        Self::from_pkcs8(algorithm, pkcs8, times).ok_or(KeyError::Crypto("read the signing key it made"))
    }

    /// Reads a private key; `None` if it is none of that algorithm.
    pub(super) fn from_pkcs8(
        algorithm: SigningAlgorithm,
        pkcs8: Vec<u8>,
        (created_at, activates_at, retires_at): (Instant, Instant, Option<Instant>),
    ) -> Option<Self> {
        let (public, encoding, decoding) = match algorithm {
            SigningAlgorithm::EdDsa => {
                let pair = Ed25519KeyPair::from_pkcs8(&pkcs8).ok()?;
                let bytes = pair.public_key().as_ref();
                let public = PublicKey::Ed25519 { x: BASE64_URL_SAFE_NO_PAD.encode(bytes) };
                (public, EncodingKey::from_ed_der(&pkcs8), DecodingKey::from_ed_der(bytes))
            }
            SigningAlgorithm::Es256 => {
                let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &pkcs8).ok()?;
                let point = pair.public_key().as_ref();
                // An uncompressed point (SEC 1): 0x04, then x and y of 32 bytes each.
                let (x, y) = point.strip_prefix(&[0x04])?.split_at_checked(32)?;
                let encode = |coordinate: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(coordinate);
                let public = PublicKey::P256 { x: encode(x), y: encode(y) };
                (public, EncodingKey::from_ec_der(&pkcs8), DecodingKey::from_ec_der(point))
            }
        };
        let kid = public.thumbprint();
        let pkcs8 = SecretSlice::from(pkcs8);
        Some(Self { kid, algorithm, created_at, activates_at, retires_at, pkcs8, public, encoding, decoding })
    }

    /// What `jsonwebtoken` signs with.
    #[must_use]
    pub fn encoding_key(&self) -> &EncodingKey {
        &self.encoding
    }

    /// What `jsonwebtoken` verifies with.
    #[must_use]
    pub fn decoding_key(&self) -> &DecodingKey {
        &self.decoding
    }

    /// The algorithm as `jsonwebtoken` names it.
    #[must_use]
    pub fn jwt_algorithm(&self) -> Algorithm {
        match self.algorithm {
            SigningAlgorithm::EdDsa => Algorithm::EdDSA,
            SigningAlgorithm::Es256 => Algorithm::ES256,
        }
    }

    /// Whether tokens of this key are no longer accepted.
    #[must_use]
    pub fn is_retired(&self, now: Instant) -> bool {
        self.retires_at.is_some_and(|retired| retired <= now)
    }

    /// The public key as a JWK (RFC 7517, RFC 7518, RFC 8037).
    #[must_use]
    pub fn jwk(&self) -> serde_json::Value {
        let (kid, alg) = (&self.kid, self.algorithm.to_string());
        match &self.public {
            PublicKey::Ed25519 { x } => {
                json!({"kty": "OKP", "crv": "Ed25519", "x": x, "use": "sig", "alg": alg, "kid": kid})
            }
            PublicKey::P256 { x, y } => {
                json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": alg, "kid": kid})
            }
        }
    }

    pub(super) fn pkcs8(&self) -> &[u8] {
        self.pkcs8.expose_secret()
    }
}

impl PublicKey {
    /// The digest of the required members in lexicographic order, without white space (RFC 7638, section 3).
    fn thumbprint(&self) -> String {
        let members = match self {
            Self::Ed25519 { x } => format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#),
            Self::P256 { x, y } => format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#),
        };
        BASE64_URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, members.as_bytes()))
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey")
            .field("kid", &self.kid)
            .field("algorithm", &self.algorithm)
            .field("activates_at", &self.activates_at)
            .field("retires_at", &self.retires_at)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::PublicKey;

    #[test]
    fn thumbprint_of_rfc_8037() {
        // Appendix A.3 of RFC 8037.
        let key = PublicKey::Ed25519 { x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".to_owned() };
        assert_eq!(key.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
