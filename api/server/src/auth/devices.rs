//! What lets a device in: one-time codes and refresh tokens. Both are made of the id of their row and the server's key
//! whenever they are needed, so that nothing is stored that would let anyone in: a copy of the database makes none.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use palier_domain::{
    device::EnrolmentCode,
    ids::{EnrolmentId, RefreshTokenId},
};
use uuid::Uuid;

use crate::keys::SealingKey;

/// What refresh tokens begin with, so that secret scanners find a leaked one.
pub const REFRESH_PREFIX: &str = "palier_refresh_";

// What separates these uses of the sealing key from its others, and from each other.
const CODES: &str = "enrolment codes";
const CODE_LOOK_UP: &str = "enrolment codes, look-up";
const NONCES: &str = "enrolment nonces";
const REFRESH_TOKENS: &str = "refresh tokens";

/// The code of an enrolment.
#[must_use]
pub fn code(keys: &SealingKey, id: EnrolmentId) -> EnrolmentCode {
    let mac = keys.mac(CODES, id.0.as_bytes());
    EnrolmentCode::from_bytes(std::array::from_fn(|index| mac[index]))
}

/// The keyed hash by which a code is looked up.
#[must_use]
pub fn code_hash(keys: &SealingKey, code: &EnrolmentCode) -> Vec<u8> {
    keys.mac(CODE_LOOK_UP, code.expose().as_bytes()).to_vec()
}

/// The keyed hash of the nonce that a code was used with.
#[must_use]
pub fn nonce_hash(keys: &SealingKey, id: EnrolmentId, nonce: &str) -> Vec<u8> {
    keys.mac(NONCES, format!("{id}/{nonce}").as_bytes()).to_vec()
}

/// Whether a code was used with this nonce.
#[must_use]
pub fn is_nonce(keys: &SealingKey, id: EnrolmentId, nonce: &str, hash: &[u8]) -> bool {
    keys.verify_mac(NONCES, format!("{id}/{nonce}").as_bytes(), hash)
}

/// The refresh token of a row.
#[must_use]
pub fn refresh_token(keys: &SealingKey, id: RefreshTokenId) -> String {
    let mut bytes = id.0.as_bytes().to_vec();
    bytes.extend(keys.mac(REFRESH_TOKENS, id.0.as_bytes()));
    format!("{REFRESH_PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The row of a refresh token, if it is one of ours.
#[must_use]
pub fn refresh_token_id(keys: &SealingKey, text: &str) -> Option<RefreshTokenId> {
    let bytes = URL_SAFE_NO_PAD.decode(text.strip_prefix(REFRESH_PREFIX)?).ok()?;
    let (id, mac) = bytes.split_at_checked(16)?;
    let id = Uuid::from_slice(id).ok()?;
    keys.verify_mac(REFRESH_TOKENS, id.as_bytes(), mac).then_some(RefreshTokenId(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refresh_token_is_its_servers_own() {
        let (keys, stranger) = (SealingKey::new([7; 32]), SealingKey::new([8; 32]));
        let id = RefreshTokenId(Uuid::now_v7());
        let token = refresh_token(&keys, id);
        assert_eq!(refresh_token_id(&keys, &token), Some(id));
        assert_eq!(refresh_token_id(&stranger, &token), None);
        let body = &token[REFRESH_PREFIX.len()..];
        for wrong in ["", body, &token[..token.len() - 1], &token[..40], &format!("{token}A"), REFRESH_PREFIX]
        {
            assert_eq!(refresh_token_id(&keys, wrong), None, "{wrong}");
        }
        let other = refresh_token(&keys, RefreshTokenId(Uuid::now_v7()));
        let exchanged = format!("{}{}", &token[..36], &other[36..]);
        assert_eq!(refresh_token_id(&keys, &exchanged), None);
    }

    #[test]
    fn a_code_is_its_enrolments_own() {
        let keys = SealingKey::new([7; 32]);
        let (one, other) = (EnrolmentId(Uuid::now_v7()), EnrolmentId(Uuid::now_v7()));
        assert!(code(&keys, one) == code(&keys, one));
        assert!(code(&keys, one) != code(&keys, other));
        let typed = EnrolmentCode::parse(&code(&keys, one).grouped().to_lowercase()).expect("a code");
        assert_eq!(code_hash(&keys, &typed), code_hash(&keys, &code(&keys, one)));
        let hash = nonce_hash(&keys, one, "n");
        assert!(is_nonce(&keys, one, "n", &hash));
        assert!(!is_nonce(&keys, other, "n", &hash) && !is_nonce(&keys, one, "m", &hash));
    }
}
