//! Consumption: what flowed between readings, a day and a person. What was measured, declared and estimated is kept apart,
//! and never added up.

use crate::{
    coded::coded,
    ids::MeterReadingId,
    meter_reading::{Amount, MeterReading, Observed, ReadingFlag, ReadingSource, Utility, step},
    time::Instant,
};

/// The shortest period, in days, that says how a household lives: two weeks. A shorter one still shows a leak.
pub const TELLING_DAYS: f64 = 14.0;

const MICROS_PER_DAY: f64 = 86_400_000_000.0;

coded! {
    /// How well a period is known: as well as the worse of its two readings.
    Quality {
        /// Somebody saw both indexes on the meter, or they stand on a bill as read.
        Measured = "measured",
        /// The household told at least one of them.
        Declared = "declared",
        /// At least one of them is an estimate.
        Estimated = "estimated",
    }
}

impl Quality {
    fn of(source: ReadingSource) -> Self {
        match source {
            ReadingSource::Read | ReadingSource::Bill => Self::Measured,
            ReadingSource::Declared => Self::Declared,
            ReadingSource::Estimated => Self::Estimated,
        }
    }
}

/// What flowed between two readings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// The first reading.
    pub from: (MeterReadingId, Instant),
    /// The second one.
    pub to: (MeterReadingId, Instant),
    /// How much flowed.
    pub amount: Amount,
    /// In how many days.
    pub days: f64,
    /// How well it is known.
    pub quality: Quality,
}

impl Period {
    /// How much a day, in the utility's unit.
    #[must_use]
    pub fn per_day(&self) -> f64 {
        self.amount.units() / self.days
    }

    /// How much a person and day; `None` if nobody lives there, as far as is known.
    #[must_use]
    pub fn per_person_per_day(&self, occupants: u32) -> Option<f64> {
        self.per_mean_person_per_day(f64::from(occupants))
    }

    /// The same, of a household whose number changed meanwhile: by the mean of it over the days of the period.
    #[must_use]
    pub fn per_mean_person_per_day(&self, occupants: f64) -> Option<f64> {
        (occupants > 0.0).then(|| self.per_day() / occupants)
    }

    /// Whether it is measured, and long enough to say how a household lives.
    #[must_use]
    pub fn is_telling(&self) -> bool {
        self.quality == Quality::Measured && self.days >= TELLING_DAYS
    }
}

/// All periods of one meter, oldest first, of each quality by itself: measured ones lie between measured readings that
/// follow each other, whatever was declared or estimated between them. Readings that are corrected, lie in the future or
/// contradict each other make no period.
#[must_use]
pub fn periods(utility: Utility, readings: &[MeterReading]) -> Vec<Period> {
    let off = |reading: &&MeterReading| {
        !reading.flags.iter().any(|flag| matches!(flag, ReadingFlag::ClockAhead | ReadingFlag::Superseded))
    };
    let mut chain: Vec<Observed> = readings.iter().filter(off).map(MeterReading::observed).collect();
    chain.sort_unstable_by_key(|reading| (reading.occurred_at, reading.id));
    let mut found: Vec<Period> =
        Quality::ALL.iter().flat_map(|quality| of_quality(utility, &chain, *quality)).collect();
    found.sort_by_key(|period| (period.from.1, period.to.1, period.quality));
    found
}

/// The periods of one quality, between readings that are at least as good.
fn of_quality(utility: Utility, chain: &[Observed], quality: Quality) -> Vec<Period> {
    let good: Vec<usize> = (0..chain.len()).filter(|i| Quality::of(chain[*i].source) <= quality).collect();
    good.windows(2)
        .filter(|pair| {
            let worse = Quality::of(chain[pair[0]].source).max(Quality::of(chain[pair[1]].source));
            // A meter that was replaced between the two counts something else since.
            let same_meter = chain[pair[0] + 1..pair[1]].iter().all(|skipped| skipped.meter_event.is_none());
            worse == quality && same_meter
        })
        .filter_map(|pair| period(utility, &chain[pair[0]], &chain[pair[1]], quality))
        .collect()
}

fn period(utility: Utility, from: &Observed, to: &Observed, quality: Quality) -> Option<Period> {
    let flowed = step(utility, from, to).ok()?;
    #[expect(clippy::cast_precision_loss, reason = "centuries of microseconds fit into a double")]
    let days = flowed.micros as f64 / MICROS_PER_DAY;
    Some(Period {
        from: (from.id, from.occurred_at),
        to: (to.id, to.occurred_at),
        amount: flowed.amount,
        days,
        quality,
    })
}

/// Of the periods that say how a household lives, the last one that ends by then.
#[must_use]
pub fn latest_telling(periods: &[Period], by: Instant) -> Option<&Period> {
    periods.iter().filter(|period| period.is_telling() && period.to.1 <= by).max_by_key(|period| period.to.1)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{caller::Mode, ids::HouseholdId, meter_reading::MeterEvent};

    const DAY: i64 = 86_400_000_000;

    fn reading(day: i64, index: i64, source: ReadingSource) -> MeterReading {
        MeterReading {
            id: MeterReadingId(Uuid::from_u128(u128::from(day.unsigned_abs()))),
            mode: Mode::Live,
            household_id: HouseholdId(Uuid::nil()),
            utility: Utility::Water,
            index: Amount(index),
            source,
            meter_event: None,
            visit_id: None,
            field_worker_id: None,
            device_id: None,
            occurred_at: Instant::from_micros(day * DAY),
            received_at: Instant::from_micros(10_000 * DAY),
            supersedes_id: None,
            flags: vec![],
            version: 1,
            fingerprint: vec![],
        }
    }

    fn found(readings: &[MeterReading]) -> Vec<(i64, i64, i64, Quality)> {
        let day = |at: Instant| at.micros() / DAY;
        let periods = periods(Utility::Water, readings);
        let told = |p: &Period| (day(p.from.1), day(p.to.1), p.amount.0, p.quality);
        periods.iter().map(told).collect()
    }

    #[test]
    fn what_was_measured_is_kept_apart_from_what_was_told() {
        use ReadingSource::{Bill, Declared, Estimated, Read};
        let readings = [
            reading(0, 1_000, Read),
            reading(10, 5_000, Declared),
            reading(20, 9_000, Estimated),
            reading(30, 7_000, Bill),
        ];
        let expected = [
            (0, 10, 4_000, Quality::Declared),
            (0, 30, 6_000, Quality::Measured),
            (10, 20, 4_000, Quality::Estimated),
            (10, 30, 2_000, Quality::Declared),
        ];
        assert_eq!(found(&readings), expected);
    }

    #[test]
    fn nothing_is_measured_across_a_meter_that_somebody_says_was_replaced() {
        use ReadingSource::{Declared, Read};
        let event = Some(MeterEvent::Replaced { old_index: None });
        let declared = MeterReading { meter_event: event, ..reading(10, 0, Declared) };
        let readings = [reading(0, 1_000, Read), declared, reading(30, 7_000, Read)];
        assert_eq!(found(&readings), [(10, 30, 7_000, Quality::Declared)]);
    }

    #[test]
    fn a_contradiction_is_no_consumption() {
        use ReadingSource::Read;
        let readings = [reading(0, 9_000, Read), reading(20, 4_000, Read), reading(40, 6_000, Read)];
        assert_eq!(found(&readings), [(20, 40, 2_000, Quality::Measured)]);
    }

    #[test]
    fn a_day_and_a_person() {
        use ReadingSource::Read;
        let readings = [reading(0, 0, Read), reading(100, 44_400, Read), reading(101, 44_900, Read)];
        let periods = periods(Utility::Water, &readings);
        let last = latest_telling(&periods, Instant::from_micros(200 * DAY)).expect("is telling");
        assert!((last.per_day() - 0.444).abs() < 1e-12);
        assert!((last.per_person_per_day(3).expect("three") - 0.148).abs() < 1e-12);
        assert_eq!(last.per_person_per_day(0), None);
        assert_eq!(latest_telling(&periods, Instant::from_micros(99 * DAY)), None, "not over yet");
    }
}
