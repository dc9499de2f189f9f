//! A household's pair: what a person used before and after, in comparable days of the year, by the same meter.

use super::{DAYS_PER_YEAR, Exclusion, HouseholdRecord, Programme, common_season};
use crate::{
    consumption::{Period, Quality, periods},
    meter_reading::{Amount, MeterEvent, MeterReading, ReadingFlag},
    time::{Day, Instant},
};

/// The shortest span, in days, before or after: four weeks, so that a week away is no saving.
pub const MIN_SPAN_DAYS: f64 = 28.0;
/// The least share of days of the year that the spans before and after have in common (see [`common_season`]).
pub const COMMON_SEASON: f64 = 0.8;
/// How many years before and after the programme are looked at.
pub const MAX_YEARS_AWAY: f64 = 3.0;

/// A reading of the visit counts for both sides, whichever of the two the phone wrote down first: a day.
const SAME_VISIT_SECONDS: i64 = 86_400;
const SECONDS_PER_DAY: f64 = 86_400.0;

/// What a household used before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// How well it is known: as well as the worse of the two.
    pub quality: Quality,
    /// In the utility's unit a person and year, before.
    pub before: f64,
    /// In the utility's unit a person and year, after.
    pub after: f64,
    /// How many lived there after, on the mean of its days; more than 0.
    pub occupants: f64,
    /// From the programme to the end of what is looked at, in days.
    pub days_after: f64,
    /// The day on which that ends; its tariff holds.
    pub ends_on: Day,
}

/// Finds the household's pair of the best quality that it has.
///
/// # Errors
/// Why there is none; of several reasons, what stands against a measured one.
pub fn pair(programme: &Programme, household: &HouseholdRecord) -> Result<Pair, Exclusion> {
    let periods = periods(programme.utility, &household.readings);
    if periods.is_empty() {
        return Err(Exclusion::NoReadings);
    }
    let turn = turn(programme, household, &periods);
    let mut against = None;
    for quality in Quality::ALL {
        match matched(programme, household, &periods, turn, *quality) {
            Ok((before, after)) => return of_spans(household, turn, *quality, before, after),
            Err(reason) => against = against.or(Some(reason)),
        }
    }
    Err(against.unwrap_or(Exclusion::NoReadings))
}

/// What parts before from after: when the programme reached the household. Of one that it never reached, the first
/// measured reading while the programme went on, or else the programme's beginning: nothing happened to it then.
fn turn(programme: &Programme, household: &HouseholdRecord, periods: &[Period]) -> Instant {
    let (from, to) = programme.window;
    let read_then = || {
        let measured = periods.iter().filter(|period| period.quality == Quality::Measured);
        measured.flat_map(|p| [p.from.1, p.to.1]).filter(|at| (from..=to).contains(at)).min()
    };
    household.reached_at.or_else(read_then).unwrap_or(from)
}

/// The best two spans of which the worse has this quality.
fn matched(
    programme: &Programme,
    household: &HouseholdRecord,
    periods: &[Period],
    turn: Instant,
    worse: Quality,
) -> Result<(Period, Period), Exclusion> {
    let mut candidates = Vec::new();
    let (mut any_before, mut any_after) = (false, false);
    for (first, second) in sides(worse) {
        let before = spans(&chunks_before(periods, first, turn));
        let after = spans(&chunks_after(periods, second, turn, programme.until));
        any_before |= !before.is_empty();
        any_after |= !after.is_empty();
        candidates.extend(before.iter().flat_map(|b| after.iter().map(move |a| (*b, *a))));
    }
    if !any_before {
        return Err(Exclusion::NoBefore);
    }
    if !any_after {
        return Err(Exclusion::NoAfter);
    }
    candidates.retain(|(before, after)| season(before, after) >= COMMON_SEASON);
    if candidates.is_empty() {
        return Err(Exclusion::OtherSeason);
    }
    candidates.retain(|(before, after)| !replaced(&household.readings, before.from.1, after.to.1));
    let best = candidates.into_iter().max_by(|one, other| worth(one).total_cmp(&worth(other)));
    best.ok_or(Exclusion::MeterReplaced)
}

/// Which qualities before and after make a pair of this one.
fn sides(worse: Quality) -> Vec<(Quality, Quality)> {
    let better = || Quality::ALL.iter().copied().filter(move |quality| *quality <= worse);
    better().flat_map(|b| better().map(move |a| (b, a))).filter(|(b, a)| *b.max(a) == worse).collect()
}

fn season(before: &Period, after: &Period) -> f64 {
    common_season((before.from.1, before.to.1), (after.from.1, after.to.1))
}

/// How much two spans tell: the days that they have in common, of at most a year.
fn worth((before, after): &(Period, Period)) -> f64 {
    season(before, after) * before.days.min(after.days).min(DAYS_PER_YEAR)
}

/// Whether the meter was replaced after the one instant and until the other one.
fn replaced(readings: &[MeterReading], from: Instant, to: Instant) -> bool {
    readings.iter().any(|reading| {
        matches!(reading.meter_event, Some(MeterEvent::Replaced { .. }))
            && !reading.flags.contains(&ReadingFlag::Superseded)
            && reading.occurred_at > from
            && reading.occurred_at <= to
    })
}

fn years(count: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a few years of seconds")]
    let seconds = (count * DAYS_PER_YEAR * SECONDS_PER_DAY) as i64;
    seconds
}

/// Periods of one quality that end at the turn or before, latest first, put together to at least four weeks each: a meter
/// that is read daily would make a million spans otherwise. Each list is without gaps.
fn chunks_before(periods: &[Period], quality: Quality, turn: Instant) -> Vec<Vec<Period>> {
    let (earliest, latest) =
        (turn.plus_seconds(-years(MAX_YEARS_AWAY)), turn.plus_seconds(SAME_VISIT_SECONDS));
    let of = |p: &&Period| p.quality == quality && p.from.1 >= earliest && p.to.1 <= latest;
    let mut runs = chunks(periods.iter().filter(of).rev(), |later, earlier| joined(earlier, later));
    runs.iter_mut().for_each(|run| run.reverse());
    runs
}

/// The same of those that begin at the turn or after, earliest first.
fn chunks_after(periods: &[Period], quality: Quality, turn: Instant, until: Instant) -> Vec<Vec<Period>> {
    let (earliest, latest) =
        (turn.plus_seconds(-SAME_VISIT_SECONDS), turn.plus_seconds(years(MAX_YEARS_AWAY)).min(until));
    let of = |p: &&Period| p.quality == quality && p.from.1 >= earliest && p.to.1 <= latest;
    chunks(periods.iter().filter(of), joined)
}

fn chunks<'a>(
    periods: impl Iterator<Item = &'a Period>,
    join: impl Fn(&Period, &Period) -> Option<Period>,
) -> Vec<Vec<Period>> {
    let mut runs: Vec<Vec<Period>> = Vec::new();
    let mut last: Option<Period> = None;
    for period in periods {
        let follows = last.and_then(|last| join(&last, period).map(|both| (last, both)));
        match (follows, runs.last_mut()) {
            (Some((last, both)), Some(run)) if last.days < MIN_SPAN_DAYS => {
                run.pop();
                run.push(both);
            }
            (Some(_), Some(run)) => run.push(*period),
            _ => runs.push(vec![*period]),
        }
        last = runs.last().and_then(|run| run.last()).copied();
    }
    runs
}

/// Two periods of which the second begins with the reading that ends the first.
fn joined(first: &Period, second: &Period) -> Option<Period> {
    (first.to.0 == second.from.0).then(|| Period {
        from: first.from,
        to: second.to,
        amount: Amount(first.amount.0 + second.amount.0),
        days: first.days + second.days,
        quality: first.quality.max(second.quality),
    })
}

/// Every span without a gap that is long enough.
fn spans(runs: &[Vec<Period>]) -> Vec<Period> {
    let from = |run: &[Period]| {
        let mut grown = Vec::with_capacity(run.len());
        let mut span: Option<Period> = None;
        for period in run {
            span = span.map_or(Some(*period), |span| joined(&span, period));
            grown.extend(span);
        }
        grown
    };
    let all = runs.iter().flat_map(|run| (0..run.len()).flat_map(move |first| from(&run[first..])));
    all.filter(|span| span.days >= MIN_SPAN_DAYS).collect()
}

fn of_spans(
    household: &HouseholdRecord,
    turn: Instant,
    quality: Quality,
    before: Period,
    after: Period,
) -> Result<Pair, Exclusion> {
    let a_year = |span: &Period| {
        let occupants = mean_occupants(&household.occupants, span.from.1, span.to.1)?;
        Some((span.per_mean_person_per_day(occupants)? * DAYS_PER_YEAR, occupants))
    };
    let (before, _) = a_year(&before).ok_or(Exclusion::OccupantsUnknown)?;
    let ends = after.to.1;
    let (after, occupants) = a_year(&after).ok_or(Exclusion::OccupantsUnknown)?;
    #[expect(clippy::cast_precision_loss, reason = "a few years of seconds")]
    let days_after = (ends.seconds() - turn.seconds()) as f64 / SECONDS_PER_DAY;
    Ok(Pair { quality, before, after, occupants, days_after, ends_on: ends.day() })
}

/// The mean number of occupants over a time; `None` if it is not known.
#[expect(clippy::cast_precision_loss, reason = "centuries of microseconds fit into a double")]
fn mean_occupants(known: &[(Instant, u32)], from: Instant, to: Instant) -> Option<f64> {
    let (_, first) = known.first()?;
    let mut person_micros = 0.0;
    let (mut since, mut count) = (from, *first);
    for (at, next) in known.iter().filter(|(at, _)| *at < to) {
        let at = (*at).max(from);
        person_micros += f64::from(count) * (at.micros() - since.micros()) as f64;
        (since, count) = (at, *next);
    }
    person_micros += f64::from(count) * (to.micros() - since.micros()) as f64;
    Some(person_micros / (to.micros() - from.micros()) as f64)
}
