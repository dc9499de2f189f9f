//! The chain of one meter's readings: what flowed between two of them, and which contradict each other.
//!
//! Readings arrive in any order, from several phones, and may be wrong themselves. So nothing is refused for what other
//! readings say: all of them are looked at together, in the order of their instants, and of two that contradict each
//! other the later one is flagged. Once a wrong one is corrected, the flags that it brought are gone.

use super::{Amount, MeterEvent, ReadingFlag, ReadingSource, Utility};
use crate::{ids::MeterReadingId, time::Instant, visit::CLOCK_TOLERANCE_SECONDS};

/// What is needed of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    /// Its id.
    pub id: MeterReadingId,
    /// What the meter showed.
    pub index: Amount,
    /// How that is known.
    pub source: ReadingSource,
    /// What happened to the meter.
    pub meter_event: Option<MeterEvent>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// The reading that it corrects.
    pub supersedes_id: Option<MeterReadingId>,
}

impl Observed {
    /// Whether it lies in the future by the clock of the device.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.occurred_at > self.received_at.plus_seconds(CLOCK_TOLERANCE_SECONDS)
    }
}

/// What flowed from one reading to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How much.
    pub amount: Amount,
    /// In how many microseconds.
    pub micros: i64,
}

/// Why nothing can be said of what flowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The two contradict each other.
    Contradiction(ReadingFlag),
    /// The meter was replaced, and the last index of the old one is not known; or no time passed.
    NotKnown,
}

/// What flowed from one reading to the next one of the same meter.
///
/// # Errors
/// If the two contradict each other, or it can't be known.
pub fn step(utility: Utility, from: &Observed, to: &Observed) -> Result<Step, Unusable> {
    let amount = match to.meter_event {
        None => to.index.0 - from.index.0,
        Some(MeterEvent::Replaced { old_index: None }) => return Err(Unusable::NotKnown),
        // The index is that of the new meter: what flowed until now, flowed through the old one.
        Some(MeterEvent::Replaced { old_index: Some(last) }) => last.0 - from.index.0,
        Some(MeterEvent::RolledOver { digits }) => {
            let capacity = MeterEvent::capacity(digits);
            if from.index.0 >= capacity {
                return Err(Unusable::Contradiction(ReadingFlag::IndexWentDown));
            }
            capacity - from.index.0 + to.index.0
        }
    };
    let micros = to.occurred_at.micros() - from.occurred_at.micros();
    if micros <= 0 {
        return Err(if amount == 0 {
            Unusable::NotKnown
        } else {
            Unusable::Contradiction(ReadingFlag::SameInstant)
        });
    }
    if amount < 0 {
        return Err(Unusable::Contradiction(ReadingFlag::IndexWentDown));
    }
    // One unit on top: a dial that shows whole units may have been just about to turn.
    let most = i128::from(utility.most_in_an_hour()) * i128::from(micros) / 3_600_000_000 + 1_000;
    if i128::from(amount) > most {
        return Err(Unusable::Contradiction(ReadingFlag::ImpossibleFlow));
    }
    Ok(Step { amount: Amount(amount), micros })
}

/// The flags of all readings of one meter, in the order of the given ones. An estimated index is nobody's observation: it
/// neither contradicts others nor is contradicted.
#[must_use]
pub fn flags(utility: Utility, all: &[Observed]) -> Vec<Vec<ReadingFlag>> {
    let superseded = |id| all.iter().any(|other| other.supersedes_id == Some(id));
    let mut found: Vec<Vec<ReadingFlag>> = all
        .iter()
        .map(|reading| {
            let judged = [
                (ReadingFlag::ClockAhead, reading.is_ahead()),
                (ReadingFlag::Superseded, superseded(reading.id)),
            ];
            judged.into_iter().filter(|(_, raised)| *raised).map(|(flag, _)| flag).collect()
        })
        .collect();
    let mut order: Vec<usize> = (0..all.len())
        .filter(|i| found[*i].is_empty() && all[*i].source != ReadingSource::Estimated)
        .collect();
    order.sort_unstable_by_key(|i| (all[*i].occurred_at, all[*i].id));
    for pair in order.windows(2) {
        if let Err(Unusable::Contradiction(flag)) = step(utility, &all[pair[0]], &all[pair[1]]) {
            found[pair[1]].push(flag);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    const DAY: i64 = 86_400_000_000;

    fn reading(number: u128, day: i64, index: i64) -> Observed {
        Observed {
            id: MeterReadingId(Uuid::from_u128(number)),
            index: Amount(index),
            source: ReadingSource::Read,
            meter_event: None,
            occurred_at: Instant::from_micros(day * DAY),
            received_at: Instant::from_micros(1_000_000 * DAY),
            supersedes_id: None,
        }
    }

    #[test]
    fn an_index_that_goes_down_is_flagged_until_it_is_corrected() {
        let mut all = vec![reading(1, 0, 10_000), reading(2, 10, 15_000), reading(3, 20, 14_000)];
        assert_eq!(flags(Utility::Water, &all), [vec![], vec![], vec![ReadingFlag::IndexWentDown]]);
        let correction = Observed { supersedes_id: Some(all[1].id), ..reading(4, 10, 12_000) };
        all.push(correction);
        assert_eq!(flags(Utility::Water, &all), [vec![], vec![ReadingFlag::Superseded], vec![], vec![]]);
    }

    #[test]
    fn a_replaced_meter_starts_anew() {
        let from = reading(1, 0, 90_000);
        let event = Some(MeterEvent::Replaced { old_index: Some(Amount(95_000)) });
        let replaced = Observed { meter_event: event, ..reading(2, 10, 0) };
        let flowed = step(Utility::Water, &from, &replaced).map(|step| step.amount);
        assert_eq!(flowed, Ok(Amount(5_000)));
        let unknown =
            Observed { meter_event: Some(MeterEvent::Replaced { old_index: None }), ..reading(2, 10, 0) };
        assert_eq!(step(Utility::Water, &from, &unknown), Err(Unusable::NotKnown));
        assert_eq!(flags(Utility::Water, &[from, unknown]), [vec![], vec![]]);
    }

    #[test]
    fn a_meter_that_rolls_over_goes_on_counting() {
        let from = reading(1, 0, 9_999_000);
        let event = Some(MeterEvent::RolledOver { digits: 4 });
        let over = Observed { meter_event: event, ..reading(2, 10, 2_000) };
        let flowed = step(Utility::Water, &from, &over).map(|step| step.amount);
        assert_eq!(flowed, Ok(Amount(3_000)));
        let five = Observed { meter_event: event, ..reading(2, 10, 2_000) };
        let beyond = reading(1, 0, 12_000_000);
        let contradiction = Err(Unusable::Contradiction(ReadingFlag::IndexWentDown));
        assert_eq!(step(Utility::Water, &beyond, &five), contradiction);
    }

    #[test]
    fn more_than_a_meter_lets_through_is_impossible() {
        // 75 m3 a day is the overload flow of a household's water meter, with one unit of tolerance.
        let from = reading(1, 0, 0);
        assert!(step(Utility::Water, &from, &reading(2, 1, 76_000)).is_ok());
        let impossible = Err(Unusable::Contradiction(ReadingFlag::ImpossibleFlow));
        assert_eq!(step(Utility::Water, &from, &reading(2, 1, 76_001)), impossible);
        assert!(step(Utility::Electricity, &from, &reading(2, 1, 76_001)).is_ok());
    }

    #[test]
    fn two_indexes_of_one_instant_contradict_each_other_unless_they_agree() {
        let same = [reading(1, 3, 5_000), reading(2, 3, 5_000)];
        assert_eq!(flags(Utility::Water, &same), [vec![], vec![]]);
        let other = [reading(1, 3, 5_000), reading(2, 3, 6_000)];
        assert_eq!(flags(Utility::Water, &other), [vec![], vec![ReadingFlag::SameInstant]]);
    }

    #[test]
    fn an_estimate_contradicts_nobody() {
        let estimated = Observed { source: ReadingSource::Estimated, ..reading(2, 10, 99_000) };
        let all = [reading(1, 0, 10_000), estimated, reading(3, 20, 14_000)];
        assert_eq!(flags(Utility::Water, &all), [vec![], vec![], vec![]]);
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_never_matters(
            given in proptest::collection::vec((0_i64..30, 0_i64..90_000, any::<bool>()), 1..12),
            turn in 0_usize..12,
        ) {
            let mut all: Vec<Observed> = given.iter().zip(1..).map(|((day, index, ahead), number)| {
                let received = if *ahead { 0 } else { 1_000_000 * DAY };
                Observed { received_at: Instant::from_micros(received), ..reading(number, *day, *index) }
            }).collect();
            let by_id = |all: &[Observed]| {
                let mut found: Vec<_> =
                    all.iter().map(|reading| reading.id).zip(flags(Utility::Water, all)).collect();
                found.sort_unstable();
                found
            };
            let before = by_id(&all);
            let turn = turn % all.len();
            all.rotate_left(turn);
            prop_assert_eq!(by_id(&all), before);
        }
    }
}
