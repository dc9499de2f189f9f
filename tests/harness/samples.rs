//! Bodies that are accepted as they are; a test changes what it is about.

use serde_json::{Value, json};

/// A municipality.
#[must_use]
pub fn organisation(name: &str) -> Value {
    json!({"kind": "municipality", "name": name, "commune_codes": ["99002"]})
}
