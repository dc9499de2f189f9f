//! Secrets of endpoints: `whsec_` and 32 random bytes in base64, as Standard Webhooks has them.

use base64::{Engine, prelude::BASE64_STANDARD};

/// A secret by which deliveries are signed; shown once, kept sealed, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret([u8; 32]);

impl WebhookSecret {
    /// A secret of 32 random bytes, which the caller brings.
    #[must_use]
    pub const fn from_bytes(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// The bytes: the key of the signature, and what is sealed.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The text that is shown once.
    #[must_use]
    pub fn expose(&self) -> String {
        format!("whsec_{}", BASE64_STANDARD.encode(self.0))
    }
}

impl std::fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebhookSecret([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::WebhookSecret;

    #[test]
    fn it_is_shown_as_the_standard_has_it_and_never_by_debug() {
        let secret = WebhookSecret::from_bytes([7; 32]);
        assert_eq!(secret.expose(), "whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=");
        assert_eq!(format!("{secret:?}"), "WebhookSecret([redacted])");
    }
}
