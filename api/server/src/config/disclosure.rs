//! How published figures are protected.

use palier_domain::release::Method;
use serde::{Deserialize, Serialize};

use crate::{keys::Vault, service::releases::key_fingerprint};

/// The constants of disclosure control. They are public; a release says by which it was made.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct DisclosureConfig {
    /// Counts of fewer distinct households are never told apart from zero. It can be raised, never lowered: 11 is
    /// INSEE's threshold for fiscal data on persons. A raised one holds from the first calendar year of which nothing was
    /// told yet; a year's figures have one threshold. Default: 11.
    pub threshold: u32,
    /// The time zone whose clocks tell the hours of visits (IANA name). Default: `Europe/Paris`.
    pub time_zone: String,
}

/// Published values are multiples of this.
const BASE: u32 = 5;
/// Withheld without need, of ten thousand.
const WITHHELD: u32 = 50;

impl Default for DisclosureConfig {
    fn default() -> Self {
        Self { threshold: 11, time_zone: "Europe/Paris".to_owned() }
    }
}

impl DisclosureConfig {
    /// The method of a release that is made now.
    #[must_use]
    pub fn method(&self, vault: &Vault) -> Method {
        let method = Method {
            threshold: self.threshold,
            base: BASE,
            least_published: self.threshold,
            withheld_per_10_000: WITHHELD,
            key_fingerprint: key_fingerprint(vault),
        };
        method.with_threshold(self.threshold)
    }
}
