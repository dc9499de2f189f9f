//! When and how often something is tried again.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How often a call is tried, and how long it waits between tries.
///
/// Tried again is what a connection, a time limit or a busy server prevented, and only where that can't do anything
/// twice: what changes nothing, and what carries an idempotency key, which is the same for all tries.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// The most tries, the first one included.
    pub attempts: u32,
    /// The most to wait before the second try; it doubles with each one.
    pub first_delay: Duration,
    /// The most to wait before any try.
    pub longest_delay: Duration,
    /// Tries beyond the first ones that all calls of a client may make together while nothing succeeds; each success
    /// gives back a half. It spares a server that is down.
    pub budget: u32,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 6,
            first_delay: Duration::from_millis(200),
            longest_delay: Duration::from_secs(10),
            budget: 100,
        }
    }
}

impl RetryPolicy {
    /// The usual one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One that never tries again.
    #[must_use]
    pub fn never() -> Self {
        Self { attempts: 1, ..Self::default() }
    }

    /// With at most so many tries, the first one included.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// With at most so much to wait before the second try, and at most so much before any.
    #[must_use]
    pub fn delays_between(mut self, first: Duration, longest: Duration) -> Self {
        (self.first_delay, self.longest_delay) = (first, longest);
        self
    }

    /// With at most so many tries that all calls together may add.
    #[must_use]
    pub fn budget(mut self, budget: u32) -> Self {
        self.budget = budget;
        self
    }

    /// The times to wait before the second try and those after it: by chance, below a limit that doubles.
    pub(crate) fn delays(&self) -> impl Iterator<Item = Duration> + use<> {
        let (first, longest) = (self.first_delay, self.longest_delay);
        (1..self.attempts).map(move |tries| {
            let most = first.saturating_mul(1_u32.checked_shl(tries - 1).unwrap_or(u32::MAX)).min(longest);
            // Never next to nothing, so that two tries do not meet the same moment.
            most.mul_f64(0.25 + 0.75 * fastrand::f64())
        })
    }
}

/// What all calls of a client may add in tries.
#[derive(Debug)]
pub(crate) struct Budget {
    most: f64,
    left: Mutex<f64>,
}

impl Budget {
    pub(crate) fn new(most: u32) -> Self {
        Self { most: f64::from(most), left: Mutex::new(f64::from(most)) }
    }

    /// Takes one try, if there is one.
    pub(crate) fn withdraw(&self) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let enough = *left >= 1.0;
        if enough {
            *left -= 1.0;
        }
        enough
    }

    /// Gives back a half.
    pub(crate) fn succeeded(&self) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        *left = (*left + 0.5).min(self.most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_the_longest_and_vary() {
        let policy = RetryPolicy::new()
            .attempts(7)
            .delays_between(Duration::from_millis(100), Duration::from_millis(400));
        for _ in 0..100 {
            let delays: Vec<_> = policy.delays().map(|delay| delay.as_millis()).collect();
            assert_eq!(delays.len(), 6);
            for (delay, most) in delays.into_iter().zip([100, 200, 400, 400, 400, 400]) {
                assert!((most / 4..=most).contains(&delay), "{delay} of {most}");
            }
        }
    }

    #[test]
    fn a_budget_is_used_up_and_earned_again() {
        let budget = Budget::new(2);
        assert!(budget.withdraw() && budget.withdraw() && !budget.withdraw());
        budget.succeeded();
        assert!(!budget.withdraw());
        budget.succeeded();
        assert!(budget.withdraw());
    }
}
