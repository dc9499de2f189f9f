//! Tokens of any header and claims: good ones, and all those that have to be refused.

use aws_lc_rs::{
    hmac, rand,
    signature::{Ed25519KeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::App;

/// A pair of Ed25519 keys.
pub struct Key(Ed25519KeyPair);

impl Key {
    /// A new pair.
    #[must_use]
    pub fn generate() -> Self {
        let mut seed = [0; 32];
        rand::fill(&mut seed).expect("randomness");
        Self(Ed25519KeyPair::from_seed_unchecked(&seed).expect("a key"))
    }

    /// The key that the server signs with, taken from its file.
    #[must_use]
    pub fn of_server(app: &App) -> Self {
        let file = std::fs::read(app.folder().join("keys.json")).expect("the key file");
        let file: Value = serde_json::from_slice(&file).expect("JSON");
        let pkcs8 =
            BASE64_STANDARD.decode(file["keys"][0]["pkcs8"].as_str().expect("a key")).expect("base64");
        Self(Ed25519KeyPair::from_pkcs8(&pkcs8).expect("an Ed25519 key"))
    }

    /// The public key, as a client registers it.
    #[must_use]
    pub fn public_jwk(&self) -> Value {
        let x = URL_SAFE_NO_PAD.encode(self.0.public_key().as_ref());
        json!({"kty": "OKP", "crv": "Ed25519", "x": x})
    }

    /// The bytes of the public key.
    #[must_use]
    pub fn public(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }

    /// Signs whatever it is given.
    #[must_use]
    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let text = signing_input(header, claims);
        let signature = self.0.sign(text.as_bytes());
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }
}

fn signing_input(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

/// A token without a signature.
#[must_use]
pub fn unsigned(header: &Value, claims: &Value) -> String {
    format!("{}.", signing_input(header, claims))
}

/// A token by HMAC-SHA-256.
#[must_use]
pub fn hs256(secret: &[u8], header: &Value, claims: &Value) -> String {
    let text = signing_input(header, claims);
    let code = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), text.as_bytes());
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(code.as_ref()))
}

/// The header and the claims of a token.
#[must_use]
pub fn parts(token: &str) -> (Value, Value) {
    let part = |text: &str| {
        let bytes = URL_SAFE_NO_PAD.decode(text).expect("base64url");
        serde_json::from_slice(&bytes).expect("JSON")
    };
    let mut parts = token.split('.');
    let mut next = || part(parts.next().expect("three parts"));
    (next(), next())
}
