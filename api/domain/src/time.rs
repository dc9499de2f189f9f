//! Instants as the API and both databases keep them: UTC, whole microseconds.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A day of the civil calendar, without a time zone.
pub use jiff::civil::Date as Day;

/// A moment in UTC, to the microsecond.
///
/// PostgreSQL's `timestamptz` keeps microseconds; anything finer would be lost on a round trip and make two
/// readings of one row differ. On the wire: RFC 3339 with exactly six decimals, `2026-11-23T09:30:00.000000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The instant that lies `micros` microseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, as JWT's NumericDate counts them (RFC 7519, section 2).
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The instant `seconds` later (or earlier, if negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Midnight UTC at the start of a day.
    #[must_use]
    pub fn start_of(day: Day) -> Self {
        let midnight = jiff::tz::Offset::UTC.to_timestamp(day.at(0, 0, 0, 0));
        Self(midnight.map_or(0, Timestamp::as_microsecond))
    }

    /// The day of this instant in UTC.
    #[must_use]
    pub fn day(self) -> Day {
        jiff::tz::Offset::UTC.to_datetime(self.timestamp()).date()
    }

    /// The date and time that clocks of a zone show at this instant.
    #[must_use]
    pub fn local(self, zone: &jiff::tz::TimeZone) -> jiff::civil::DateTime {
        zone.to_datetime(self.timestamp())
    }

    fn timestamp(self) -> Timestamp {
        // Out of jiff's range (years -9999 to 9999) only for values no clock gives; the epoch is a visible answer.
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl From<Timestamp> for Instant {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.6}", self.timestamp())
    }
}

impl std::str::FromStr for Instant {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<Timestamp>().map(Self::from)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Instant;

    #[test]
    fn six_decimals_whatever_the_value() {
        let instant = Instant::from_micros(1_795_426_200_000_000);
        assert_eq!(instant.to_string(), "2026-11-23T09:30:00.000000Z");
        assert_eq!(instant.to_string().parse::<Instant>().expect("parses"), instant);
    }
}
