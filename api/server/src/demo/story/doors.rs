//! Which doors a campaign tries, who goes, on which days, and how each door ends.

use std::collections::BTreeSet;

use aws_lc_rs::digest::{SHA256, digest};
use jiff::civil::{Date, Weekday};
use palier_domain::control_group::{self, Arm, Stairwell};

use super::{
    Household, Mission, Round, Scale, Story, Worker, days_after,
    draw::{Draw, part_of},
};

/// The most doors of a round: a late afternoon.
const DOORS_OF_A_ROUND: usize = 18;

/// The doors of a round that is planned.
const DOORS_TO_COME: usize = 12;

/// What is to be found at a door, attempt by attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// How the last attempt ends.
    pub outcome: &'static str,
    /// How many attempts it takes: up to three.
    pub attempts: u32,
}

/// A round as it was planned, with what is to be found at each of its doors.
pub struct Planned {
    /// The place in the list of missions.
    pub mission: usize,
    /// The place in the list of workers.
    pub worker: usize,
    /// When.
    pub day: Date,
    /// The household, how its door ends, and which attempt this is.
    pub doors: Vec<(usize, Fate, u32)>,
}

type Town<'a> = (&'a [Mission], &'a [Worker], &'a [Household]);

/// All rounds until yesterday, in order.
pub fn rounds(
    seed: u64,
    today: Date,
    (missions, workers, households): Town<'_>,
    scale: Scale,
) -> Vec<Planned> {
    let mut all = Vec::new();
    for (index, mission) in missions.iter().enumerate() {
        let mut draw = Draw::new(seed, mission.content.external_id.as_deref().unwrap_or_default());
        let doors = territory(&mut draw, mission, households, scale);
        let fates = fates(&mut draw, doors.len());
        let doors: Vec<_> = doors.into_iter().zip(fates).collect();
        for (worker, own) in shared_out(&doors, workers, households) {
            all.extend(walks(today, (index, mission), worker, &own));
        }
    }
    all.sort_by_key(|round| (round.day, round.mission, round.worker));
    all
}

/// Doors next to each other, in each of the campaign's neighbourhoods.
fn territory(draw: &mut Draw, mission: &Mission, households: &[Household], scale: Scale) -> Vec<usize> {
    let waiting = waiting(mission, households);
    let there: Vec<Vec<usize>> = mission
        .content
        .neighbourhood_codes
        .iter()
        .map(|code| {
            let here = households
                .iter()
                .enumerate()
                .filter(|(_, household)| household.neighbourhood == code.as_str())
                .filter(|(_, household)| !waiting.contains(&household.stairwell()));
            here.map(|(index, _)| index).collect()
        })
        .collect();
    let people: usize = there.iter().map(Vec::len).sum();
    let wanted = scale.of(mission.doors_tried).min(people);
    let mut doors = Vec::new();
    for mut here in there {
        let share = wanted * here.len() / people.max(1);
        let first = draw.between(0, u32::try_from(here.len().saturating_sub(share)).unwrap_or_default());
        doors.extend(here.drain(first as usize..).take(share));
    }
    doors
}

/// The stairwells that wait for a campaign, drawn as the API draws them.
fn waiting(mission: &Mission, households: &[Household]) -> BTreeSet<Stairwell> {
    let Some(draft) = &mission.control_group else { return BTreeSet::new() };
    let codes = &mission.content.neighbourhood_codes;
    let here = households.iter().filter(|of| codes.iter().any(|code| code.as_str() == of.neighbourhood));
    let drawn = control_group::draw(draft, here.map(Household::stairwell).collect(), |bytes| {
        digest(&SHA256, bytes).as_ref().to_vec()
    });
    drawn.into_iter().filter(|(_, arm)| *arm == Arm::Control).map(|(well, _)| well).collect()
}

/// How so many doors end. Between 38 and 55 of a hundred doors end in an interview; there is no official rate.
fn fates(draw: &mut Draw, doors: usize) -> Vec<Fate> {
    let rate = draw.share(0.43, 0.52);
    let interviews = draw.exactly(part_of(doors, rate), doors);
    let others =
        [("declined", 34), ("opened", 8), ("no_answer", 53), ("moved_out", 4), ("not_a_dwelling", 1)];
    let fate = |interviewed: bool| {
        let outcome = if interviewed { "interviewed" } else { draw.weighted(&others) };
        let attempts = match outcome {
            "interviewed" => draw.weighted(&[(1, 58), (2, 28), (3, 14)]),
            "no_answer" => 3,
            "not_a_dwelling" => 1,
            _ => draw.weighted(&[(1, 65), (2, 25), (3, 10)]),
        };
        Fate { outcome, attempts }
    };
    interviews.into_iter().map(fate).collect()
}

/// Each door to one of those who are at home there, side by side.
fn shared_out(
    doors: &[(usize, Fate)],
    workers: &[Worker],
    households: &[Household],
) -> Vec<(usize, Vec<(usize, Fate)>)> {
    let mut shares: Vec<(usize, Vec<(usize, Fate)>)> = Vec::new();
    for run in doors.chunk_by(|one, next| households[one.0].neighbourhood == households[next.0].neighbourhood)
    {
        let here = households[run[0].0].neighbourhood;
        let home: Vec<usize> =
            (0..workers.len()).filter(|index| workers[*index].neighbourhoods.contains(&here)).collect();
        for (worker, own) in home.iter().zip(run.chunks(run.len().div_ceil(home.len().max(1)))) {
            shares.push((*worker, own.to_vec()));
        }
    }
    shares
}

/// A worker's rounds for a campaign: all doors once, then those that are left, and again; spread over its days.
fn walks(
    today: Date,
    (index, mission): (usize, &Mission),
    worker: usize,
    doors: &[(usize, Fate)],
) -> Vec<Planned> {
    let mut walks: Vec<Vec<(usize, Fate, u32)>> = Vec::new();
    for attempt in 1..=3 {
        let left: Vec<_> = doors
            .iter()
            .filter(|(_, fate)| fate.attempts >= attempt)
            .map(|(door, fate)| (*door, *fate, attempt))
            .collect();
        walks.extend(left.chunks(DOORS_OF_A_ROUND).map(<[_]>::to_vec));
    }
    let last = mission.content.ends_on.min(days_after(today, -1));
    let days: Vec<Date> = working_days(mission.content.starts_on, last);
    let count = walks.len();
    let day = |number: usize| days.get(number * days.len() / count.max(1)).copied();
    let walks = walks.into_iter().enumerate();
    walks
        .filter_map(|(number, doors)| Some(Planned { mission: index, worker, day: day(number)?, doors }))
        .collect()
}

/// All days but Sundays.
fn working_days(first: Date, last: Date) -> Vec<Date> {
    let days = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last);
    days.filter(|day| day.weekday() != Weekday::Sunday).collect()
}

/// What is planned from today on, for the campaigns that run: a round a campaign, with doors that it has not tried yet;
/// those that others have tried before it come first, since there is something to tell of them.
pub fn to_come(seed: u64, today: Date, missions: &[Mission], story: &Story) -> Vec<Round> {
    let mut draw = Draw::new(seed, "to come");
    let known: BTreeSet<usize> = story.visits().map(|visit| visit.household).collect();
    let running = missions.iter().enumerate().filter(|(_, mission)| mission.runs);
    let mut rounds = Vec::new();
    for (ahead, (index, mission)) in (0..).zip(running) {
        let own = story.rounds.iter().filter(|round| round.mission == index);
        let tried: BTreeSet<usize> = own.flat_map(|round| &round.doors).copied().collect();
        let code = draw.one(&mission.content.neighbourhood_codes).as_str();
        let here = |door: &usize| story.households[*door].neighbourhood == code && !tried.contains(door);
        let mut doors: Vec<usize> = (0..story.households.len()).filter(here).collect();
        doors.sort_by_key(|door| !known.contains(door));
        doors.truncate(DOORS_TO_COME);
        doors.sort_unstable();
        let home = story.workers.iter().position(|worker| worker.neighbourhoods.contains(&code));
        if let Some(worker) = home.filter(|_| !doors.is_empty()) {
            let day = days_after(today, ahead % 4);
            rounds.push(Round { closed: false, ..Round::planned((index, worker), day, doors) });
        }
    }
    rounds
}
