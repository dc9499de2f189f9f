//! Chance that can be played again.

use std::time::{SystemTime, UNIX_EPOCH};

/// Names the seed to play again.
const SEED: &str = "TEST_SYNC_SEED";

/// A number from the environment.
///
/// # Panics
/// If it is none.
#[must_use]
pub fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

/// The seed to play again, if one is asked for.
#[must_use]
pub fn seed() -> Option<u64> {
    number(SEED)
}

/// Random choices of a seed that is told if the test fails: `TEST_SYNC_SEED`, or another one in every run.
#[derive(Debug)]
pub struct Chance {
    seed: u64,
    /// The choices.
    pub rng: fastrand::Rng,
}

impl Default for Chance {
    fn default() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
        let seed = seed().unwrap_or_else(|| u64::from(now));
        Self { seed, rng: fastrand::Rng::with_seed(seed) }
    }
}

impl Drop for Chance {
    #[allow(clippy::print_stderr)] // That of a failed test is shown.
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("play it again with {SEED}={}", self.seed);
        }
    }
}
