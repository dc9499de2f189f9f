//! Hours worked, derived from rounds and visits; nobody writes them down.
//!
//! The visits of one round make one stretch of work: from the beginning of the first to the end of the last, whatever lies
//! between them. A visit outside of any round is a stretch of its own. Stretches that overlap count once, and one that goes
//! past midnight (UTC) counts for the day on which it began. Visits that another one corrects do not count. Preparation,
//! training and the way to the doors leave no trace here: what is derived is a lower bound of what was worked.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    field_worker::Contract,
    ids::RoundId,
    time::{Day, Instant},
};

/// What is needed of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worked {
    /// In which round.
    pub round_id: Option<RoundId>,
    /// When it began.
    pub from: Instant,
    /// How long it took, in seconds; 0 where that is not known.
    pub seconds: u32,
}

/// A month of a field worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthWorked {
    /// Hours of the contract: those of a full month, as soon as the contract runs on one day of it.
    pub hours_contracted: u32,
    /// Seconds worked.
    pub seconds: i64,
    /// On how many days.
    pub days: u32,
    /// Rounds on which somebody was sought.
    pub rounds: u32,
    /// Visits made.
    pub visits: u32,
}

/// The twelve months of a year.
#[must_use]
pub fn months(year: i16, contract: &Contract, visits: &[Worked]) -> Vec<MonthWorked> {
    (1..=12)
        .map(|month| {
            let own: Vec<Worked> =
                visits.iter().filter(|visit| is_in(visit.from.day(), year, month)).copied().collect();
            let stretches = stretches(&own);
            let days: BTreeSet<Day> = own.iter().map(|visit| visit.from.day()).collect();
            let rounds: BTreeSet<RoundId> = own.iter().filter_map(|visit| visit.round_id).collect();
            MonthWorked {
                hours_contracted: if runs_in(contract, year, month) { contract.hours_per_month } else { 0 },
                seconds: stretches.iter().map(|(from, to)| (to - from) / 1_000_000).sum(),
                days: count(days.len()),
                rounds: count(rounds.len()),
                visits: count(own.len()),
            }
        })
        .collect()
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn is_in(day: Day, year: i16, month: i8) -> bool {
    (day.year(), day.month()) == (year, month)
}

fn runs_in(contract: &Contract, year: i16, month: i8) -> bool {
    let month_of = |day: Day| (day.year(), day.month());
    month_of(contract.starts_on) <= (year, month)
        && contract.ends_on.is_none_or(|day| (year, month) <= month_of(day))
}

/// The stretches of work in microseconds, without overlaps.
fn stretches(visits: &[Worked]) -> Vec<(i64, i64)> {
    let mut by_round: BTreeMap<(RoundId, Day), (i64, i64)> = BTreeMap::new();
    let mut all = Vec::new();
    for visit in visits {
        let from = visit.from.micros();
        let to = from + i64::from(visit.seconds) * 1_000_000;
        match visit.round_id {
            Some(round) => {
                let whole = by_round.entry((round, visit.from.day())).or_insert((from, to));
                *whole = (whole.0.min(from), whole.1.max(to));
            }
            None => all.push((from, to)),
        }
    }
    all.extend(by_round.into_values());
    all.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for (from, to) in all {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn visit(round: Option<u128>, at: &str, minutes: u32) -> Worked {
        Worked {
            round_id: round.map(|number| RoundId(Uuid::from_u128(number))),
            from: format!("2026-{at}:00Z").parse().expect("an instant"),
            seconds: minutes * 60,
        }
    }

    fn contract() -> Contract {
        Contract {
            starts_on: Day::constant(2026, 2, 15),
            ends_on: Some(Day::constant(2026, 4, 1)),
            hours_per_month: 16,
        }
    }

    #[test]
    fn a_round_counts_from_its_first_visit_to_the_end_of_its_last() {
        let visits = [
            visit(Some(1), "03-02T16:00", 5),
            visit(Some(1), "03-02T18:50", 10),
            visit(Some(2), "03-02T18:30", 60),
            visit(None, "03-05T10:00", 30),
        ];
        let found = months(2026, &contract(), &visits);
        let march = MonthWorked { hours_contracted: 16, seconds: 4 * 3_600, days: 2, rounds: 2, visits: 4 };
        assert_eq!(found[2], march, "16:00 to 19:30, overlapping rounds once, and half an hour");
        assert_eq!(found[0], MonthWorked::default());
    }

    #[test]
    fn the_contract_counts_in_the_months_in_which_it_runs() {
        let hours: Vec<u32> =
            months(2026, &contract(), &[]).iter().map(|month| month.hours_contracted).collect();
        assert_eq!(hours, [0, 16, 16, 16, 0, 0, 0, 0, 0, 0, 0, 0]);
        let none: u32 = months(2025, &contract(), &[]).iter().map(|month| month.hours_contracted).sum();
        assert_eq!(none, 0);
    }
}
