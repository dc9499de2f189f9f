//! Events.

use serde::{Deserialize, Serialize};

/// How long events are there.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct EventsConfig {
    /// Days for which events stay in the feed and can be delivered again, at least 30. Default: 90.
    pub retention_days: u32,
}

impl Default for EventsConfig {
    fn default() -> Self {
        Self { retention_days: 90 }
    }
}
