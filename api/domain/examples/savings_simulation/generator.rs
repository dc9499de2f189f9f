//! Makes up a programme with a known effect: households that differ, stairwells that differ, seasons, people who come and go,
//! leaks, meters that are replaced, and people who are not met again.

use std::f64::consts::TAU;

use fastrand::Rng;
use palier_domain::{
    caller::Mode,
    code::CommuneCode,
    control_group::{Arm, Stairwell},
    ids::{HouseholdId, MeterReadingId},
    meter_reading::{Amount, MeterEvent, MeterReading, ReadingSource, Utility},
    savings::{DAYS_PER_YEAR, HouseholdRecord, Programme},
    time::{Day, Instant},
};

/// What is made up.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Stairwells of the programme.
    pub treated: usize,
    /// Stairwells that wait.
    pub control: usize,
    /// The share of households that have a meter of their own, from 0 to 1.
    pub metered: f64,
    /// How much a stairwell's households change alike: the deviation of the logarithm of their common factor.
    pub shared_shock: f64,
    /// The mean effect on those who were drawn, as a share of what they would have used: -0.115.
    pub effect: f64,
}

/// The share of those who were drawn that take the programme up; the effect on them is greater by that.
const TAKEN_UP: f64 = 0.6;
/// Litres a person and day: the median household of one.
const MEDIAN_LITRES: f64 = 135.0;
/// The swing of the seasons around their mean.
const SEASON: f64 = 0.12;
/// The change of a year that everybody shares.
const TREND: f64 = 0.97;
const WINDOW_DAYS: f64 = 45.0;
const MICROS_PER_DAY: f64 = 86_400_000_000.0;

/// The price of a cubic metre, in millionths of the euro.
pub fn price(commune: &CommuneCode, _: Day) -> Option<i64> {
    match commune.as_str() {
        "99001" => Some(4_520_000),
        "99002" => Some(3_100_000),
        _ => None,
    }
}

/// Makes one up; the same seed, the same programme.
pub fn programme(shape: &Shape, seed: u64) -> (Programme, Vec<HouseholdRecord>) {
    let mut rng = Rng::with_seed(seed);
    let mut arms = Vec::new();
    let mut households = Vec::new();
    for number in 0..shape.treated + shape.control {
        let arm = if number < shape.treated { Arm::Treatment } else { Arm::Control };
        let stairwell = Stairwell {
            neighbourhood_code: "QN09901N".to_owned(),
            building: if rng.bool() { "A" } else { "B" }.to_owned(),
            stairwell: number.to_string(),
        };
        let common = (lognormal(&mut rng, 0.10), lognormal(&mut rng, shape.shared_shock));
        for _ in 0..rng.usize(6..=12) {
            if rng.f64() < shape.metered {
                let life = Life::draw(&mut rng, shape, arm, common);
                let id = u128::try_from(households.len()).unwrap_or_default();
                households.push(life.recorded(&mut rng, id, &stairwell, arm));
            }
        }
        arms.push((stairwell, arm));
    }
    let window = (at(0.0), at(WINDOW_DAYS));
    // Not the same seed again: what is drawn must not follow what the programme was made of.
    let seed = rng.u64(..);
    (Programme { utility: Utility::Water, window, until: at(800.0), arms, seed }, households)
}

/// Days after the programme began.
fn at(day: f64) -> Instant {
    let begun = Instant::start_of(jiff::civil::date(2024, 3, 1)).micros();
    #[expect(clippy::cast_possible_truncation, reason = "a few years of microseconds")]
    let passed = (day * MICROS_PER_DAY) as i64;
    Instant::from_micros(begun + passed)
}

/// How a household lives.
struct Life {
    /// Litres a day of the dwelling's first occupants, on the mean of the year.
    litres: f64,
    /// The day that parts before from after.
    turn: f64,
    /// By what factor it changes then.
    factor: f64,
    occupants: u32,
    /// On which day how many live there instead.
    moved: Option<(f64, u32)>,
    /// From when to when, how many litres a day.
    leak: Option<(f64, f64, f64)>,
}

impl Life {
    fn draw(rng: &mut Rng, shape: &Shape, arm: Arm, (level, shock): (f64, f64)) -> Self {
        let occupants = [1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6][rng.usize(..11)];
        let turn = (rng.f64() * WINDOW_DAYS).round();
        let taken_up = arm == Arm::Treatment && rng.f64() < TAKEN_UP;
        let effect = if taken_up { shape.effect / TAKEN_UP * (0.5 + rng.f64()) } else { 0.0 };
        let moved = (rng.f64() < 0.12).then(|| {
            let next = if occupants > 1 && rng.bool() { occupants - 1 } else { occupants + 1 };
            (turn + 30.0 + rng.f64() * 270.0, next)
        });
        let leak = (rng.f64() < 0.04).then(|| {
            let from = turn - 330.0 + rng.f64() * 600.0;
            (from, from + 20.0 + rng.f64() * 100.0, 50.0 + rng.f64() * 350.0)
        });
        Self {
            litres: MEDIAN_LITRES * level * lognormal(rng, 0.45) * persons(occupants),
            turn,
            factor: TREND * shock * lognormal(rng, 0.18) * (1.0 + effect),
            occupants,
            moved,
            leak,
        }
    }

    /// Litres from one day to another.
    fn used(&self, from: f64, to: f64) -> f64 {
        let moved = self.moved.map_or(f64::INFINITY, |(day, _)| day);
        let mut cuts = vec![from, to];
        cuts.extend([self.turn, moved].into_iter().filter(|cut| (from..to).contains(cut)));
        cuts.sort_unstable_by(f64::total_cmp);
        let part = |pair: &[f64]| {
            let live = match self.moved {
                Some((day, next)) if pair[0] >= day => persons(next) / persons(self.occupants),
                _ => 1.0,
            };
            let flows = self.litres * live * (seasonal(pair[1]) - seasonal(pair[0]));
            let leaks = self
                .leak
                .map_or(0.0, |(start, end, a_day)| a_day * (end.min(pair[1]) - start.max(pair[0])).max(0.0));
            (flows + leaks) * if pair[0] >= self.turn { self.factor } else { 1.0 }
        };
        cuts.windows(2).map(part).sum()
    }

    fn recorded(&self, rng: &mut Rng, id: u128, stairwell: &Stairwell, arm: Arm) -> HouseholdRecord {
        let household_id = HouseholdId(uuid::Uuid::from_u128(id));
        let (mut index, mut since, mut readings) = (rng.f64() * 900_000.0, -1_000.0, Vec::new());
        let mut read = |day: f64, source: ReadingSource, event: Option<bool>| {
            index += self.used(since, day);
            since = day;
            #[expect(clippy::cast_possible_truncation, reason = "litres of some years")]
            let shown = index.round() as i64;
            let meter_event =
                event.map(|known| MeterEvent::Replaced { old_index: known.then_some(Amount(shown)) });
            if event.is_some() {
                index = 0.0;
            }
            let number = id * 100 + u128::try_from(readings.len()).unwrap_or_default();
            readings.push(MeterReading {
                index: Amount(if event.is_some() { 0 } else { shown }),
                source,
                meter_event,
                ..blank(household_id, MeterReadingId(uuid::Uuid::from_u128(number)), at(day))
            });
        };
        let mut replaced = (rng.f64() < 0.04).then_some((self.turn + 100.0, rng.bool()));
        for (day, source) in calendar(rng, self.turn) {
            if let Some((change, known)) = replaced.take_if(|(change, _)| *change < day) {
                read(change, ReadingSource::Read, Some(known));
            }
            read(day, source, None);
        }
        let told = self.moved.filter(|_| rng.f64() < 0.7);
        let occupants = std::iter::once((at(self.turn), self.occupants));
        HouseholdRecord {
            household_id,
            stairwell: stairwell.clone(),
            commune_code: Some(CommuneCode::trusted(commune(stairwell).to_owned())),
            occupants: occupants.chain(told.map(|(day, next)| (at(day), next))).collect(),
            reached_at: (arm == Arm::Treatment && rng.f64() < 0.8).then(|| at(self.turn)),
            readings,
        }
    }
}

/// When the meter is read, and how: most a year before, at the turn and a year after, some in between, some never again.
fn calendar(rng: &mut Rng, turn: f64) -> Vec<(f64, ReadingSource)> {
    use ReadingSource::{Bill, Declared, Read};
    let around = |rng: &mut Rng, day: f64, spread: f64| (turn + day + normal(rng) * spread).round();
    let mut days = vec![(around(rng, -365.0, 20.0), Bill)];
    if rng.bool() {
        days.push((around(rng, -182.0, 12.0), Bill));
    }
    if rng.f64() < 0.95 {
        days.push((turn, Read));
    }
    let fate = rng.f64();
    if fate < 0.10 {
        days.push((turn + 60.0 + (rng.f64() * 140.0).round(), Read));
    } else if fate < 0.85 {
        if rng.bool() {
            days.push((around(rng, 182.0, 12.0), Read));
        }
        days.push((around(rng, 365.0, 20.0), Read));
    } else if fate < 0.92 {
        days.push((around(rng, 365.0, 20.0), Declared));
    }
    days
}

fn commune(stairwell: &Stairwell) -> &'static str {
    if stairwell.building == "A" { "99001" } else { "99002" }
}

/// People who live together use less each.
fn persons(occupants: u32) -> f64 {
    f64::from(occupants).powf(0.85)
}

/// The days until then, weighted by how much people use in that season.
fn seasonal(day: f64) -> f64 {
    day - SEASON * DAYS_PER_YEAR / TAU * (TAU * day / DAYS_PER_YEAR).cos()
}

fn normal(rng: &mut Rng) -> f64 {
    (-2.0 * (1.0 - rng.f64()).ln()).sqrt() * (TAU * rng.f64()).cos()
}

/// A factor with the mean 1.
fn lognormal(rng: &mut Rng, sigma: f64) -> f64 {
    (normal(rng) * sigma - sigma * sigma / 2.0).exp()
}

fn blank(household_id: HouseholdId, id: MeterReadingId, occurred_at: Instant) -> MeterReading {
    MeterReading {
        id,
        mode: Mode::Test,
        household_id,
        utility: Utility::Water,
        index: Amount(0),
        source: ReadingSource::Read,
        meter_event: None,
        visit_id: None,
        field_worker_id: None,
        device_id: None,
        occurred_at,
        received_at: occurred_at,
        supersedes_id: None,
        flags: vec![],
        version: 1,
        fingerprint: vec![],
    }
}
