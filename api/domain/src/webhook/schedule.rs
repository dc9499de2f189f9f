//! What follows an attempt: the whole of the rules of retrying, in one table and one function.

use super::DeliveryFailure;
use crate::time::Instant;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// Seconds from a failed attempt to the next: the first that fails is followed by the first of these. After the last
/// attempt, which is more than three days after the first, a delivery is given up.
pub const RETRY_AFTER_SECONDS: [i64; 9] =
    [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/// The longest that an answer's `Retry-After` is honoured.
const LONGEST_ASKED_FOR: i64 = 24 * HOUR;

/// Seconds after which an endpoint at which every delivery failed is disabled.
const FAILING_TOO_LONG: i64 = 5 * 24 * HOUR;

/// The most that a pause is lengthened, in thousandths, so that what failed together is not tried again together.
pub const MOST_JITTER: u32 = 100;

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There was an answer.
    Answered {
        /// Its status.
        status: u16,
        /// The seconds of its `Retry-After`, if it had one.
        retry_after: Option<i64>,
    },
    /// There was none.
    Unanswered(DeliveryFailure),
}

impl Outcome {
    /// The status of the answer.
    #[must_use]
    pub fn status(self) -> Option<u16> {
        match self {
            Self::Answered { status, .. } => Some(status),
            Self::Unanswered(_) => None,
        }
    }

    /// Why it came to nothing, if it did.
    #[must_use]
    pub fn failure(self) -> Option<DeliveryFailure> {
        match self {
            Self::Answered { status: 200..=299, .. } => None,
            Self::Answered { .. } => Some(DeliveryFailure::UnsuccessfulStatus),
            Self::Unanswered(failure) => Some(failure),
        }
    }
}

/// What follows an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// It arrived: nothing.
    Delivered,
    /// The endpoint is gone (410): it is disabled.
    Gone,
    /// It is tried again.
    Again(Instant),
    /// It was tried often enough.
    GivenUp,
}

/// What follows the attempt that came after `attempts` others; `jitter` in thousandths, [`MOST_JITTER`] at most.
#[must_use]
pub fn follows(outcome: Outcome, attempts: i32, (now, jitter): (Instant, u32)) -> Follows {
    let retry_after = match outcome {
        Outcome::Answered { status: 200..=299, .. } => return Follows::Delivered,
        Outcome::Answered { status: 410, .. } => return Follows::Gone,
        Outcome::Answered { retry_after, .. } => retry_after.unwrap_or_default(),
        Outcome::Unanswered(_) => 0,
    };
    let pause = usize::try_from(attempts).ok().and_then(|attempts| RETRY_AFTER_SECONDS.get(attempts));
    let Some(pause) = pause else { return Follows::GivenUp };
    let lengthened = pause * 1_000_000 + pause * 1_000 * i64::from(jitter.min(MOST_JITTER));
    let asked = retry_after.clamp(0, LONGEST_ASKED_FOR) * 1_000_000;
    Follows::Again(Instant::from_micros(now.micros() + lengthened.max(asked)))
}

/// Whether an endpoint at which every delivery failed since an instant is to be told nothing more.
#[must_use]
pub fn has_failed_too_long(failing_since: Instant, now: Instant) -> bool {
    failing_since.plus_seconds(FAILING_TOO_LONG) <= now
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Instant = Instant::from_micros(1_795_426_200_000_000);

    fn answered(status: u16, retry_after: Option<i64>) -> Outcome {
        Outcome::Answered { status, retry_after }
    }

    fn pause(outcome: Outcome, attempts: i32, jitter: u32) -> i64 {
        match follows(outcome, attempts, (NOW, jitter)) {
            Follows::Again(at) => (at.micros() - NOW.micros()) / 1_000_000,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_schedule_is_the_published_one() {
        let pauses: Vec<_> = (0..9).map(|attempts| pause(answered(500, None), attempts, 0)).collect();
        assert_eq!(pauses, [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
        assert_eq!(follows(answered(500, None), 9, (NOW, 0)), Follows::GivenUp);
        let unanswered = Outcome::Unanswered(DeliveryFailure::TimedOut);
        assert_eq!(pause(unanswered, 0, 0), 5);
        assert_eq!(follows(unanswered, 9, (NOW, 0)), Follows::GivenUp);
    }

    #[test]
    fn any_2xx_is_delivered_a_redirect_is_not_and_410_is_the_end() {
        for status in [200, 201, 202, 204, 299] {
            assert_eq!(follows(answered(status, Some(60)), 9, (NOW, 0)), Follows::Delivered);
            assert_eq!(answered(status, None).failure(), None);
        }
        for status in [100, 301, 308, 400, 404, 429, 500] {
            assert_eq!(pause(answered(status, None), 0, 0), 5, "{status}");
            assert_eq!(answered(status, None).failure(), Some(DeliveryFailure::UnsuccessfulStatus));
        }
        assert_eq!(follows(answered(410, None), 0, (NOW, 0)), Follows::Gone);
    }

    #[test]
    fn a_longer_retry_after_is_honoured_up_to_a_day() {
        assert_eq!(pause(answered(503, Some(120)), 0, 0), 120);
        assert_eq!(pause(answered(503, Some(1)), 0, 0), 5);
        assert_eq!(pause(answered(429, Some(i64::MAX)), 0, 0), 86_400);
        assert_eq!(pause(answered(429, Some(-7)), 1, 0), 300);
    }

    #[test]
    fn five_days_of_failures_are_too_long() {
        let day = 86_400;
        assert!(!has_failed_too_long(NOW, NOW.plus_seconds(5 * day - 1)));
        assert!(has_failed_too_long(NOW, NOW.plus_seconds(5 * day)));
        let whole: i64 = RETRY_AFTER_SECONDS.iter().sum();
        assert!(whole * 11 / 10 < 5 * day, "one event that can't be delivered disables nobody");
    }

    proptest! {
        #[test]
        fn jitter_only_lengthens_and_by_a_tenth_at_most(attempts in 0_i32..9, jitter: u32) {
            let least = RETRY_AFTER_SECONDS[attempts as usize];
            let pause = pause(answered(500, None), attempts, jitter);
            prop_assert!(pause >= least && pause <= least + least / 10);
        }
    }
}
