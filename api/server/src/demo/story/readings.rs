//! What meters showed, what was found in a diagnosis, and what became of what people meant to do.

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{Household, Interview, Mission, Round, Visit, days_after, draw::Draw, later, moment};

/// Litres of water that a person uses a day, in the mean of France.
const LITRES: f64 = 148.0;
/// Kilowatt-hours of electricity that a household of these houses uses a day.
const KILOWATT_HOURS: f64 = 8.4;

/// What a meter showed.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its id.
    pub id: Uuid,
    /// In which round the household was met: the place in the list of rounds.
    pub round: usize,
    /// Whose meter: the place in the list of households.
    pub household: usize,
    /// `water`, `electricity`.
    pub utility: &'static str,
    /// What it showed, in thousandths of the unit.
    pub index: i64,
    /// How that is known.
    pub source: &'static str,
    /// The meter was replaced then, and had shown this last.
    pub replaced_at: Option<i64>,
    /// The visit in which it was read, if it was one.
    pub visit: Option<Uuid>,
    /// When.
    pub at: Timestamp,
}

/// What was found, given and advised.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// Its id.
    pub id: Uuid,
    /// In which round: the place in the list of rounds.
    pub round: usize,
    /// Whose: the place in the list of households.
    pub household: usize,
    /// The visit in which it was made.
    pub visit: Uuid,
    /// How many people live there.
    pub people: u32,
    /// What there is.
    pub equipment: Vec<&'static str>,
    /// Where water leaks, how many litres a day, and whether that was repaired at once.
    pub leak: Option<(&'static str, u32, bool)>,
    /// Whether a kit was given, and whether it was installed.
    pub kit: (bool, bool),
    /// What was advised.
    pub gestures: Vec<&'static str>,
    /// When.
    pub at: Timestamp,
}

/// What became of something that somebody meant to do.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// Its id.
    pub id: Uuid,
    /// In which round it was meant: the place in the list of rounds.
    pub round: usize,
    /// In which visit.
    pub visit: Uuid,
    /// What.
    pub action: String,
    /// `done`, `not_done` or `unknown`.
    pub status: &'static str,
    /// Who told it, and how it is known.
    pub known: (&'static str, &'static str),
    /// When.
    pub at: Timestamp,
}

/// All of it.
#[derive(Debug, Default, PartialEq)]
pub struct Measured {
    /// Readings, those of a household in the order of time.
    pub readings: Vec<Reading>,
    /// Diagnoses.
    pub diagnoses: Vec<Diagnosis>,
    /// What became of intentions.
    pub follow_ups: Vec<FollowUp>,
}

/// What is known of an interview.
struct Talk<'a> {
    round: usize,
    visit: &'a Visit,
    interview: &'a Interview,
    household: &'a Household,
}

/// Which meters a campaign is about, if any.
pub fn metered(mission: &Mission) -> Option<&'static str> {
    let about = |parent: &str| mission.content.themes.iter().any(|theme| theme.as_str().starts_with(parent));
    match (about("palier:eau"), about("palier:energie")) {
        (true, _) => Some("water"),
        (_, true) => Some("electricity"),
        _ => None,
    }
}

/// Readings where the household agreed to them, diagnoses for the water company, and what became of intentions.
pub fn measured(
    seed: u64,
    today: Date,
    (missions, households): (&[Mission], &[Household]),
    rounds: &[Round],
) -> Measured {
    let mut draw = Draw::new(seed, "meters");
    let mut measured = Measured::default();
    let mut read = std::collections::BTreeSet::new();
    for (index, round) in rounds.iter().enumerate() {
        let agreed = |visit: &Visit| {
            let about = |consent: &&super::Consent| {
                consent.household == visit.household && consent.purpose == "meter_data"
            };
            round.consents.iter().find(about).is_some_and(|consent| consent.decision == "granted")
        };
        for visit in &round.visits {
            let Some(interview) = &visit.interview else { continue };
            let household = &households[visit.household];
            let talk = Talk { round: index, visit, interview, household };
            measured.follow_ups.extend(follow_up(&mut draw, today, &talk));
            // Of a household that is met for two campaigns, the meter is read for the first.
            if !agreed(visit) || !read.insert(visit.household) {
                continue;
            }
            let Some(utility) = metered(&missions[round.mission]) else { continue };
            let mut saved = 1.0;
            if utility == "water" {
                let diagnosis = diagnosis(&mut draw, &talk);
                if diagnosis.kit.1 {
                    // At scale a kit saves some 11.5 %, where laboratories promise 30 to 40.
                    saved = draw.share(0.8, 0.97);
                }
                measured.diagnoses.push(diagnosis);
            }
            measured.readings.extend(readings(&mut draw, today, &talk, (utility, saved)));
        }
    }
    odd(&mut draw, &mut measured.readings);
    measured
}

/// The last bill, the day of the visit, and once or twice later.
fn readings(
    draw: &mut Draw,
    today: Date,
    talk: &Talk<'_>,
    (utility, saved): (&'static str, f64),
) -> Vec<Reading> {
    let people = f64::from(talk.household.people.max(1));
    // What flows a day, and what flowed before, both in thousandths of the unit.
    let (mean, before) = match utility {
        "water" => (LITRES * people, draw.between(400_000, 1_900_000)),
        _ => (KILOWATT_HOURS * 1_000.0, draw.between(4_000_000, 48_000_000)),
    };
    let (a_day, base) = (mean * draw.share(0.7, 1.3), i64::from(before));
    let at = later(talk.visit.at, talk.visit.seconds / 2);
    let visit = Some(talk.visit.id);
    let reading = |draw: &mut Draw, days: i64, rate: f64, (source, visit)| {
        let at =
            if days == 0 { at } else { Timestamp::from_second(at.as_second() + days * 86_400).unwrap_or(at) };
        Reading {
            id: draw.id(at.max(talk.visit.at)),
            round: talk.round,
            household: talk.visit.household,
            utility,
            index: base + thousandths(a_day * rate, days),
            source,
            replaced_at: None,
            visit,
            at,
        }
    };
    let mut found = Vec::new();
    if draw.chance(45) {
        let days = i64::from(draw.between(120, 210));
        found.push(reading(draw, -days, 1.0, ("bill", visit)));
    }
    let source = draw.weighted(&[("read", 74), ("bill", 10), ("declared", 12), ("estimated", 4)]);
    found.push(reading(draw, 0, 1.0, (source, visit)));
    let mut days = 0;
    for _ in 0..draw.between(0, 2) {
        days += i64::from(draw.between(45, 120));
        if at < moment(days_after(today, -days - 1), 0) {
            let source = draw.weighted(&[("read", 70), ("declared", 30)]);
            found.push(reading(draw, days, saved, (source, None)));
        }
    }
    found
}

/// What flows in so many days.
fn thousandths(a_day: f64, days: i64) -> i64 {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    // Some hundred cubic metres, in litres.
    let flowed = (a_day * days as f64).round() as i64;
    flowed
}

fn diagnosis(draw: &mut Draw, talk: &Talk<'_>) -> Diagnosis {
    let at = later(talk.visit.at, talk.visit.seconds);
    let given = draw.chance(64);
    let mut equipment = vec![if draw.chance(70) { "shared_hot_water" } else { "electric_water_heater" }];
    let others = [("washing_machine", 82), ("bathtub", 55), ("dishwasher", 18)];
    equipment.extend(others.into_iter().filter(|(_, share)| draw.chance(*share)).map(|(name, _)| name));
    let gestures =
        ["close_the_tap_while_brushing", "shower_instead_of_bath", "read_the_meter_at_night", "half_flush"];
    let leak = draw.chance(19).then(|| {
        let place = draw.weighted(&[("toilet", 55), ("tap", 28), ("shower", 10), ("unknown", 7)]);
        (place, draw.between(20, 600), draw.chance(30))
    });
    Diagnosis {
        id: draw.id(at),
        round: talk.round,
        household: talk.visit.household,
        visit: talk.visit.id,
        people: talk.household.people.max(1),
        equipment,
        leak,
        kit: (given, given && draw.chance(58)),
        gestures: gestures.into_iter().filter(|_| draw.chance(45)).collect(),
        at,
    }
}

/// Some weeks later, most who meant to act are asked what came of it.
fn follow_up(draw: &mut Draw, today: Date, talk: &Talk<'_>) -> Option<FollowUp> {
    let action = talk.interview.intends.first()?.clone();
    let at = later(talk.visit.at, draw.between(18, 50) * 86_400);
    let is_over = at < moment(today, 0);
    if !draw.chance(72) || !is_over {
        return None;
    }
    Some(FollowUp {
        id: draw.id(at),
        round: talk.round,
        visit: talk.visit.id,
        action,
        status: draw.weighted(&[("done", 54), ("not_done", 34), ("unknown", 12)]),
        known: draw.weighted(&[
            (("resident", "asked"), 80),
            (("field_worker", "observed"), 14),
            (("resident", "document"), 6),
        ]),
        at,
    })
}

/// One index that went down, and one meter that was replaced.
fn odd(draw: &mut Draw, readings: &mut [Reading]) {
    let lasts: Vec<usize> = (1..readings.len())
        .filter(|at| readings[at - 1].household == readings[*at].household && readings[*at].visit.is_none())
        .collect();
    if let [down, replaced, ..] = lasts[..] {
        readings[down].source = "read";
        readings[down - 1].source = "read";
        readings[down].index = readings[down - 1].index - i64::from(draw.between(2_000, 9_000));
        readings[replaced].replaced_at = Some(readings[replaced].index);
        readings[replaced].index = 0;
    }
}
