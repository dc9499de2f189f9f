//! How much one client may ask, and how long answers are kept for a retry.

use serde::{Deserialize, Serialize};

/// Rate limits and limits of concurrency.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// Requests that one client may make a minute, in the long run. Default: 600.
    pub requests_per_minute: u32,
    /// Requests that one client may make at once before the rate applies. Default: 100.
    pub burst: u32,
    /// Requests a minute that one IP address may make to the token endpoints. Default: 60.
    pub token_requests_per_minute: u32,
    /// Requests a minute without a valid access token that one IP address may make to the API. Default: 300.
    pub failed_tokens_per_minute: u32,
    /// Exports that may stream at the same time; one more is answered with 503. Default: 4.
    pub export_max_concurrent: usize,
    /// Of these, exports of one client; one more is answered with 429. Default: 2.
    pub exports_per_client: usize,
    /// Seconds after which an export is given up if its caller takes nothing of it. Default: 30.
    pub export_stall_seconds: u64,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            requests_per_minute: 600,
            burst: 100,
            token_requests_per_minute: 60,
            failed_tokens_per_minute: 300,
            export_max_concurrent: 4,
            exports_per_client: 2,
            export_stall_seconds: 30,
        }
    }
}

/// Replays of writes.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct IdempotencyConfig {
    /// Hours for which the answer to an `Idempotency-Key` is kept. Default: 24.
    pub retention_hours: u32,
}

impl Default for IdempotencyConfig {
    fn default() -> Self {
        Self { retention_hours: 24 }
    }
}
