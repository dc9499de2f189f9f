//! `palier config`: the configuration in force, as TOML, without secrets.

use super::{Config, ConfigError};

impl Config {
    /// The effective configuration as TOML; secrets are masked, and an optional setting without a value stands in
    /// a comment, so that the whole list of settings is seen.
    pub fn to_toml(&self) -> Result<String, ConfigError> {
        // Through JSON, because a TOML serializer drops what is not set.
        let cannot_show = |error: &dyn std::fmt::Display| {
            ConfigError::one(format!("The configuration cannot be shown: {error}"))
        };
        let config = serde_json::to_value(self).map_err(|error| cannot_show(&error))?;
        let mut text = String::new();
        for (section, fields) in config.as_object().into_iter().flatten() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&format!("[{section}]\n"));
            for (field, value) in fields.as_object().into_iter().flatten() {
                let line = if value.is_null() {
                    format!("# {field} is not set\n")
                } else {
                    let value = toml::Value::try_from(value).map_err(|error| cannot_show(&error))?;
                    format!("{field} = {value}\n")
                };
                text.push_str(&line);
            }
        }
        Ok(text)
    }
}
