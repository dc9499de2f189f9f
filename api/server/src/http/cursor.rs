//! Cursors: the key of the last row, authenticated together with the list and the filters it belongs to. They
//! hide nothing and need no storage; one that was changed, or is used elsewhere, is refused.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};

use super::problem::{INVALID_CURSOR, Problem};
use crate::app::App;

const PURPOSE: &str = "cursors";
/// Half of HMAC-SHA-256 is enough (RFC 2104, section 5) and keeps URLs short.
const MAC: usize = 16;

fn mac(app: &App, binding: &str, key: &[u8]) -> Vec<u8> {
    let mut data = (binding.len() as u64).to_be_bytes().to_vec();
    data.extend_from_slice(binding.as_bytes());
    data.extend_from_slice(key);
    app.keys.current().sealing_key().mac(PURPOSE, &data)[..MAC].to_vec()
}

/// Writes the cursor that continues after `key`.
pub fn seal<K: Serialize>(app: &App, binding: &str, key: &K) -> Result<String, Problem> {
    let key = serde_json::to_vec(key).map_err(Problem::internal)?;
    let mut text = mac(app, binding, &key);
    text.extend_from_slice(&key);
    Ok(URL_SAFE_NO_PAD.encode(text))
}

/// Reads a cursor.
///
/// # Errors
/// A 400 problem if it was not made for this list and these filters.
pub fn open<K: DeserializeOwned>(app: &App, binding: &str, text: &str) -> Result<K, Problem> {
    let refused =
        || Problem::new(INVALID_CURSOR, "The cursor was not made for this list with these parameters.");
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| refused())?;
    let (sum, key) = bytes.split_at_checked(MAC).ok_or_else(refused)?;
    aws_lc_rs::constant_time::verify_slices_are_equal(sum, &mac(app, binding, key)).map_err(|_| refused())?;
    serde_json::from_slice(key).map_err(|_| refused())
}
