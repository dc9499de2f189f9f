//! Closed calendar periods: a fixed grid, so that no two of them differ by a few households.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    error::Invalid,
    time::{Day, Instant},
};

/// The first year that a release can be about.
const FIRST_YEAR: i16 = 2000;
/// The last one.
const LAST_YEAR: i16 = 2199;

/// A calendar quarter, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// Its year.
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
}

/// What a release is about: a quarter (`2026-Q3`) or a year (`2026`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// A calendar quarter.
    Quarter(Quarter),
    /// A calendar year: the union of its four quarters.
    Year(i16),
}

impl Quarter {
    fn first_day(self) -> Day {
        Day::constant(self.year, (self.number - 1) * 3 + 1, 1)
    }

    fn next(self) -> Self {
        match self.number {
            4 => Self { year: self.year + 1, number: 1 },
            number => Self { number: number + 1, ..self },
        }
    }

    /// All quarters from that of a day to that of another one; none if the other one is earlier.
    #[must_use]
    pub fn through(from: Day, to: Day) -> Vec<Self> {
        let first = Some(Self::of(from)).filter(|_| from <= to);
        std::iter::successors(first, |quarter| Some(quarter.next()).filter(|next| *next <= Self::of(to)))
            .collect()
    }

    /// The quarter that a day lies in.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }
}

impl Period {
    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Day {
        match self {
            Self::Quarter(quarter) => quarter.first_day(),
            Self::Year(year) => Day::constant(year, 1, 1),
        }
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Day {
        // Every period ends in a year that has days before it.
        self.end().yesterday().unwrap_or(self.first_day())
    }

    /// The first day after it.
    #[must_use]
    pub fn end(self) -> Day {
        match self {
            Self::Quarter(quarter) => quarter.next().first_day(),
            Self::Year(year) => Day::constant(year + 1, 1, 1),
        }
    }

    /// From its beginning (included) to its end (excluded).
    #[must_use]
    pub fn instants(self) -> (Instant, Instant) {
        (Instant::start_of(self.first_day()), Instant::start_of(self.end()))
    }

    /// Whether it is over.
    #[must_use]
    pub fn has_ended(self, now: Instant) -> bool {
        now >= Instant::start_of(self.end())
    }

    /// The calendar year that it is, or is in.
    #[must_use]
    pub fn year(self) -> i16 {
        match self {
            Self::Quarter(quarter) => quarter.year,
            Self::Year(year) => year,
        }
    }

    /// The quarters that it is made of: itself, or the four of the year.
    #[must_use]
    pub fn quarters(self) -> Vec<Quarter> {
        match self {
            Self::Quarter(quarter) => vec![quarter],
            Self::Year(year) => (1..=4).map(|number| Quarter { year, number }).collect(),
        }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Quarter(Quarter { year, number }) => write!(f, "{year}-Q{number}"),
            Self::Year(year) => write!(f, "{year}"),
        }
    }
}

impl FromStr for Period {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let wrong = || {
            Invalid::one("", "period", "A period is a quarter such as `2026-Q3` or a year such as `2026`.")
        };
        let (year, number) = match text.split_once("-Q") {
            Some((year, number)) => (year, Some(number)),
            None => (text, None),
        };
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year: i16 = year.parse().ok().filter(|_| digits).ok_or_else(wrong)?;
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(wrong());
        }
        match number {
            None => Ok(Self::Year(year)),
            Some("1" | "2" | "3" | "4") => {
                let number = number.and_then(|number| number.parse().ok()).ok_or_else(wrong)?;
                Ok(Self::Quarter(Quarter { year, number }))
            }
            Some(_) => Err(wrong()),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|_| format!("`{text}` is no period"))
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_they_are_written() {
        for text in ["2026-Q1", "2026-Q4", "2026"] {
            assert_eq!(text.parse::<Period>().expect(text).to_string(), text);
        }
        for bad in ["", "26", "2026-Q0", "2026-Q5", "2026-Q11", "2026-3", "2026-q3", "+026", "1999", "2200"] {
            assert!(bad.parse::<Period>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_quarter_ends_where_the_next_begins() {
        let period: Period = "2026-Q4".parse().expect("a period");
        assert_eq!(
            (period.first_day(), period.end()),
            (Day::constant(2026, 10, 1), Day::constant(2027, 1, 1))
        );
        assert!(!period.has_ended("2026-12-31T23:59:59.999999Z".parse().expect("an instant")));
        assert!(period.has_ended("2027-01-01T00:00:00Z".parse().expect("an instant")));
        assert_eq!(Quarter::of(Day::constant(2026, 11, 25)), Quarter { year: 2026, number: 4 });
        let through = Quarter::through(Day::constant(2026, 11, 25), Day::constant(2027, 4, 1));
        let numbers: Vec<_> = through.iter().map(|quarter| (quarter.year, quarter.number)).collect();
        assert_eq!(numbers, [(2026, 4), (2027, 1), (2027, 2)]);
        assert_eq!(Quarter::through(Day::constant(2026, 11, 25), Day::constant(2026, 11, 24)), []);
        let year: Period = "2026".parse().expect("a period");
        assert_eq!((year.quarters().len(), year.end()), (4, Day::constant(2027, 1, 1)));
    }
}
