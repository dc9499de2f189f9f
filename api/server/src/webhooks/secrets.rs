//! The secrets of endpoints: sealed by the vault, each bound to its endpoint.

use aws_lc_rs::rand;
use palier_domain::{ids::WebhookEndpointId, webhook::WebhookSecret};

use crate::{keys::Vault, service::ServiceError};

/// What separates this use of the vault from its others.
const PURPOSE: &str = "webhook secrets";

/// A new secret, and the same sealed, to be stored.
///
/// # Errors
/// If there is no randomness.
pub fn generate(vault: &Vault, id: WebhookEndpointId) -> Result<(WebhookSecret, Vec<u8>), ServiceError> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).map_err(|_| ServiceError::Internal("there is no randomness".to_owned()))?;
    let sealed = vault.seal(PURPOSE, &bytes, id.0.as_bytes());
    let sealed = sealed.map_err(|error| ServiceError::Internal(error.to_string()))?;
    Ok((WebhookSecret::from_bytes(bytes), sealed))
}

/// The secret of an endpoint, from what was stored.
///
/// # Errors
/// If it was sealed for another endpoint, or by another vault.
pub fn open(vault: &Vault, id: WebhookEndpointId, sealed: &[u8]) -> Result<WebhookSecret, ServiceError> {
    let bytes = vault.open(PURPOSE, sealed, id.0.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    let unreadable = || ServiceError::Internal("a webhook secret was sealed by another vault".to_owned());
    bytes.map(WebhookSecret::from_bytes).ok_or_else(unreadable)
}

#[cfg(test)]
mod tests {
    use palier_domain::time::Instant;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_secret_is_of_its_endpoint_alone() {
        let vault = Vault::generate(Instant::from_micros(0)).expect("a vault");
        let [one, other] = [1, 2].map(|number| WebhookEndpointId(Uuid::from_u128(number)));
        let (secret, sealed) = generate(&vault, one).expect("a secret");
        assert_eq!(open(&vault, one, &sealed).expect("opened"), secret);
        assert!(open(&vault, other, &sealed).is_err());
        assert!(!sealed.windows(32).any(|part| part == secret.bytes()));
    }
}
