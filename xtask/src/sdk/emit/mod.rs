//! Writes the SDK's generated files from the model.

mod calls;
mod docs;
mod examples;
mod files;
mod fixtures;
mod objects;
mod tokens;
mod types;
mod unions;
mod webhooks;

use std::collections::BTreeMap;

use super::model::Api;

/// The generated files: their paths below `sdk/src/generated/`, and their text.
pub type Files = BTreeMap<String, String>;

/// All files, formatted.
pub fn emit(api: &Api) -> Result<Files, String> {
    files::all(api)
}
