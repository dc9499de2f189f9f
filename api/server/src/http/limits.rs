//! Rate limits, a bucket a client and two buckets an address, and the header fields that tell of them
//! (draft-ietf-httpapi-ratelimit-headers).

use std::{net::IpAddr, num::NonZero, time::Duration};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DefaultKeyedStateStore,
};
use uuid::Uuid;

use super::{
    exports::{Exports, Place},
    problem::{Problem, RATE_LIMITED},
};
use crate::config::LimitsConfig;

type Buckets<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// All rate limits of the process. Each instance of the server counts for itself.
pub struct Limits {
    clients: Policy<Uuid>,
    addresses: Policy<IpAddr>,
    failed_tokens: Policy<IpAddr>,
    public: Policy<IpAddr>,
    exports: Exports,
}

struct Policy<K: std::hash::Hash + Eq + Clone> {
    name: &'static str,
    per_minute: u32,
    burst: u32,
    buckets: Buckets<K>,
}

/// What is left to a caller after this request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    name: &'static str,
    per_minute: u32,
    burst: u32,
    remaining: u32,
}

impl Standing {
    /// `RateLimit-Policy`: what the policy allows.
    #[must_use]
    pub fn policy(self) -> String {
        format!("\"{}\";q={};w=60;burst={}", self.name, self.per_minute, self.burst)
    }

    /// `RateLimit`: how many requests may be made at once now, and after how many seconds all may again.
    #[must_use]
    pub fn limit(self) -> String {
        let missing = self.burst.saturating_sub(self.remaining);
        let refill = (u64::from(missing) * 60).div_ceil(u64::from(self.per_minute));
        format!("\"{}\";r={};t={refill}", self.name, self.remaining)
    }
}

impl Limits {
    /// Limits as configured.
    #[must_use]
    pub fn new(config: &LimitsConfig) -> Self {
        Self {
            clients: Policy::new("client", config.requests_per_minute, config.burst),
            addresses: Policy::new(
                "address",
                config.token_requests_per_minute,
                config.token_requests_per_minute,
            ),
            failed_tokens: Policy::new(
                "failed_tokens",
                config.failed_tokens_per_minute,
                config.failed_tokens_per_minute,
            ),
            public: Policy::new("public", config.requests_per_minute, config.burst),
            exports: Exports::new(config),
        }
    }

    /// Counts a request of a client, or of a device, which has a bucket of its own.
    ///
    /// # Errors
    /// A 429 problem that names the policy.
    pub fn client(&self, principal: Uuid) -> Result<Standing, Problem> {
        self.clients.check(principal)
    }

    /// Counts an unauthenticated request from an address.
    ///
    /// # Errors
    /// A 429 problem that names the policy.
    pub fn address(&self, address: IpAddr) -> Result<Standing, Problem> {
        self.addresses.check(address)
    }

    /// Counts a request from an address for what everybody may read.
    ///
    /// # Errors
    /// A 429 problem that names the policy.
    pub fn public(&self, address: IpAddr) -> Result<Standing, Problem> {
        self.public.check(address)
    }

    /// Counts a request to the API from an address that carries no valid access token.
    ///
    /// # Errors
    /// A 429 problem that names the policy.
    pub fn failed_token(&self, address: IpAddr) -> Result<Standing, Problem> {
        self.failed_tokens.check(address)
    }

    /// A place for the export of a client or a device among those that may stream at the same time.
    ///
    /// # Errors
    /// A 429 problem if the client has as many as it may, a 503 problem if all places are taken.
    pub fn export(&self, principal: Uuid) -> Result<Place, Problem> {
        self.exports.begin(principal)
    }

    /// Forgets the buckets that are full again.
    pub fn sweep(&self) {
        self.clients.buckets.retain_recent();
        self.addresses.buckets.retain_recent();
        self.failed_tokens.buckets.retain_recent();
        self.public.buckets.retain_recent();
    }
}

impl<K: std::hash::Hash + Eq + Clone> Policy<K> {
    fn new(name: &'static str, per_minute: u32, burst: u32) -> Self {
        let rate = NonZero::new(per_minute).unwrap_or(NonZero::<u32>::MIN);
        let burst = NonZero::new(burst).unwrap_or(NonZero::<u32>::MIN);
        let quota = Quota::per_minute(rate).allow_burst(burst);
        let buckets = RateLimiter::keyed(quota).with_middleware::<StateInformationMiddleware>();
        Self { name, per_minute: rate.get(), burst: burst.get(), buckets }
    }

    fn check(&self, key: K) -> Result<Standing, Problem> {
        let standing = |remaining| Standing {
            name: self.name,
            per_minute: self.per_minute,
            burst: self.burst,
            remaining,
        };
        match self.buckets.check_key(&key) {
            Ok(snapshot) => Ok(standing(snapshot.remaining_burst_capacity())),
            Err(until) => {
                let wait = until.wait_time_from(DefaultClock::default().now());
                let standing = standing(0);
                Err(Problem::new(
                    RATE_LIMITED,
                    format!("The policy \"{}\" allows {} requests a minute.", self.name, self.per_minute),
                )
                .with_member("policy", self.name)
                .with_header("retry-after", seconds(wait))
                .with_header("ratelimit-policy", standing.policy())
                .with_header("ratelimit", standing.limit()))
            }
        }
    }
}

/// Whole seconds, rounded up, at least one: a client that waits so long is not refused again for this.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0).max(u64::from(wait.is_zero()))
}
