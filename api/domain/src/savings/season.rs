//! Whether two spans of time cover comparable days of the year.
//!
//! The year is a circle of 365.2425 days. A span lays its days on it; one that is longer than a year lays some of them
//! twice. Two spans are comparable by the share of days that they have in common: the sum, over all days of the year, of
//! the smaller of the two shares that a day has in each span. It is 1 if both cover the same days of the year alike,
//! however many years lie between them, 1 too for two whole years that begin on different days, 0 for a summer and a
//! winter, and 0.25 for a quarter and a whole year. What the seasons alone can make of a difference between the daily means
//! of the two spans is at most 1 minus that share, times the swing between the thirstiest day and the least thirsty one.

use crate::time::Instant;

/// Days of a year, as the Gregorian calendar has them on the mean.
pub const DAYS_PER_YEAR: f64 = 365.2425;

const MICROS_PER_DAY: f64 = 86_400_000_000.0;

/// A span as it lies on the circle.
#[derive(Clone, Copy)]
struct Laid {
    /// How often it covers all of the year.
    whole: f64,
    /// Where on the circle the rest begins, in days.
    start: f64,
    /// How long the rest is, in days.
    rest: f64,
    /// How long it is in all, in days.
    days: f64,
}

impl Laid {
    fn of((from, to): (Instant, Instant)) -> Self {
        let (start, end) = (days(from), days(to));
        let length = end - start;
        let whole = (length / DAYS_PER_YEAR).floor();
        Self {
            whole,
            start: start.rem_euclid(DAYS_PER_YEAR),
            rest: length - whole * DAYS_PER_YEAR,
            days: length,
        }
    }

    /// The share that a day of the year has in it: one that the rest covers, and one that it does not.
    fn shares(self) -> (f64, f64) {
        ((self.whole + 1.0) / self.days, self.whole / self.days)
    }

    /// How many days of the circle both rests cover.
    fn common(self, other: Self) -> f64 {
        [-DAYS_PER_YEAR, 0.0, DAYS_PER_YEAR]
            .iter()
            .map(|turn| {
                let start = other.start + turn;
                let end = (start + other.rest).min(self.start + self.rest);
                (end - start.max(self.start)).max(0.0)
            })
            .sum()
    }
}

#[expect(clippy::cast_precision_loss, reason = "centuries of microseconds fit into a double")]
fn days(at: Instant) -> f64 {
    at.micros() as f64 / MICROS_PER_DAY
}

/// The share of days of the year that two spans have in common, from 0 to 1; 0 for an empty span.
#[must_use]
pub fn common_season(one: (Instant, Instant), other: (Instant, Instant)) -> f64 {
    if one.0 >= one.1 || other.0 >= other.1 {
        return 0.0;
    }
    let (one, other) = (Laid::of(one), Laid::of(other));
    let both = one.common(other);
    let (only_one, only_other) = (one.rest - both, other.rest - both);
    let neither = DAYS_PER_YEAR - both - only_one - only_other;
    let ((one_in, one_out), (other_in, other_out)) = (one.shares(), other.shares());
    both * one_in.min(other_in)
        + only_one * one_in.min(other_out)
        + only_other * one_out.min(other_in)
        + neither * one_out.min(other_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> (Instant, Instant) {
        let at = |day: &str| Instant::start_of(day.parse().expect("a day"));
        (at(from), at(to))
    }

    fn assert_common(one: (&str, &str), other: (&str, &str), expected: f64) {
        let (one, other) = (span(one.0, one.1), span(other.0, other.1));
        assert!((common_season(one, other) - expected).abs() < 0.01, "{}", common_season(one, other));
        assert!((common_season(one, other) - common_season(other, one)).abs() < 1e-12);
    }

    #[test]
    fn the_same_days_a_year_or_two_apart_are_one_season() {
        assert_common(("2024-03-01", "2024-07-01"), ("2025-03-01", "2025-07-01"), 1.0);
        assert_common(("2023-11-15", "2024-02-15"), ("2025-11-15", "2026-02-15"), 1.0);
    }

    #[test]
    fn two_whole_years_are_comparable_wherever_they_begin() {
        assert_common(("2023-01-01", "2024-01-01"), ("2024-06-01", "2025-06-01"), 1.0);
        assert_common(("2022-01-01", "2024-01-01"), ("2024-06-01", "2025-06-01"), 1.0);
    }

    #[test]
    fn a_summer_is_no_winter_and_a_quarter_no_year() {
        assert_common(("2024-06-01", "2024-09-01"), ("2024-12-01", "2025-03-01"), 0.0);
        assert_common(("2024-01-01", "2024-04-01"), ("2024-04-01", "2025-04-01"), 0.25);
        assert_common(("2024-01-01", "2024-01-01"), ("2024-04-01", "2025-04-01"), 0.0);
    }

    #[test]
    fn spans_that_are_a_little_off_have_most_in_common() {
        // 100 days, of which 80 are shared.
        assert_common(("2023-01-01", "2023-04-11"), ("2025-01-21", "2025-05-01"), 0.8);
        // Over the turn of the year.
        assert_common(("2022-12-01", "2023-03-11"), ("2025-12-11", "2026-03-21"), 0.9);
    }
}
