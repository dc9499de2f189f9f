//! Authenticated encryption and authentication codes for what the server hands out or stores, and later reads
//! itself: stored replies, cursors.
//!
//! Each purpose has a key of its own, derived from one root key (HKDF-SHA-256), so that what was made for one purpose
//! cannot be replayed in another.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey},
    hkdf, hmac, rand,
};
use secrecy::{ExposeSecret, SecretBox};

use super::KeyError;

const NONCE_LEN: usize = 12;

/// What was sealed cannot be opened: it was changed, made for another purpose, or sealed with another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it was not sealed by this server for this purpose")]
pub struct Unsealable;

/// The root key, from which the keys of all purposes are derived.
pub struct SealingKey {
    root: SecretBox<[u8; 32]>,
    derivation: hkdf::Prk,
}

impl SealingKey {
    pub(super) fn generate() -> Result<Self, KeyError> {
        let mut root = [0; 32];
        rand::fill(&mut root).map_err(|_| KeyError::Crypto("give random bytes"))?;
        Ok(Self::new(root))
    }

    /// A key from 32 secret random bytes.
    #[must_use]
    pub fn new(root: [u8; 32]) -> Self {
        let derivation = hkdf::Salt::new(hkdf::HKDF_SHA256, b"palier").extract(&root);
        Self { root: SecretBox::new(Box::new(root)), derivation }
    }

    /// Encrypts `plain` for one purpose and binds it to `context`, which must be the same to open it.
    pub fn seal(&self, purpose: &str, plain: &[u8], context: &[u8]) -> Result<Vec<u8>, KeyError> {
        let failed = |_| KeyError::Crypto("encrypt");
        let key = RandomizedNonceKey::new(&AES_256_GCM, &self.derive("seal", purpose)).map_err(failed)?;
        let mut sealed = plain.to_vec();
        let nonce = key.seal_in_place_append_tag(Aad::from(context), &mut sealed).map_err(failed)?;
        let mut message = Vec::with_capacity(NONCE_LEN + sealed.len());
        message.extend_from_slice(nonce.as_ref());
        message.extend_from_slice(&sealed);
        Ok(message)
    }

    /// Decrypts what [`SealingKey::seal`] gave for the same purpose and context.
    pub fn open(&self, purpose: &str, message: &[u8], context: &[u8]) -> Result<Vec<u8>, Unsealable> {
        let (nonce, sealed) = message.split_at_checked(NONCE_LEN).ok_or(Unsealable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Unsealable)?;
        let key =
            RandomizedNonceKey::new(&AES_256_GCM, &self.derive("seal", purpose)).map_err(|_| Unsealable)?;
        let mut plain = sealed.to_vec();
        let len = key.open_in_place(nonce, Aad::from(context), &mut plain).map_err(|_| Unsealable)?.len();
        plain.truncate(len);
        Ok(plain)
    }

    /// The authentication code (HMAC-SHA-256) of `data` for one purpose.
    #[must_use]
    pub fn mac(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        let mut code = [0; 32];
        code.copy_from_slice(hmac::sign(&self.mac_key(purpose), data).as_ref());
        code
    }

    /// Whether `code` is the authentication code of `data` for this purpose; takes the same time for any answer.
    #[must_use]
    pub fn verify_mac(&self, purpose: &str, data: &[u8], code: &[u8]) -> bool {
        hmac::verify(&self.mac_key(purpose), data, code).is_ok()
    }

    fn mac_key(&self, purpose: &str) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &self.derive("mac", purpose))
    }

    fn derive(&self, kind: &str, purpose: &str) -> [u8; 32] {
        let info = [kind.as_bytes(), b"/1/", purpose.as_bytes()];
        let mut key = [0; 32];
        self.derivation
            .expand(&info, hkdf::HKDF_SHA256)
            .and_then(|output| output.fill(&mut key))
            .expect("HKDF gives 32 bytes for any label");
        key
    }

    pub(super) fn root(&self) -> &[u8; 32] {
        self.root.expose_secret()
    }
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey(…)")
    }
}
