//! What does not go as it should, so that the operator has something to look at: corrections, two phones that disagree,
//! a visit whose household nobody has entered, a lost phone.

use std::collections::BTreeMap;

use jiff::civil::Date;
use palier_sdk::types::HouseholdPatch;
use uuid::Uuid;

use super::{Edit, Late, Round, Story, Visit, days_after, draw::Draw, later, moment};

/// How many visits are corrected.
const CORRECTIONS: usize = 11;
/// Households of which two phones say different things.
const DISAGREEMENTS: usize = 3;
/// Visits that wait for a household.
const STRAYS: usize = 2;
/// Whose first phone was lost.
pub const LOSER: usize = 3;

/// Adds all of it.
pub fn add(seed: u64, today: Date, story: &mut Story) {
    let mut draw = Draw::new(seed, "odd");
    let corrections = corrections(&mut draw, &story.rounds);
    let disagreements = disagreements(&mut draw, story);
    let breaches = breaches(&mut draw, today, story);
    let strays = strays(&mut draw, story);
    story.lost = lost(&mut draw, story);
    story.late = [corrections, breaches, strays].concat();
    story.edits.extend(disagreements);
    story.edits.sort_by_key(|edit| edit.at);
}

/// The next day, the field worker notes that more people had been there; one visit is corrected twice.
fn corrections(draw: &mut Draw, rounds: &[Round]) -> Vec<Late> {
    let mut interviews: Vec<(usize, &Visit)> = Vec::new();
    for (index, round) in rounds.iter().enumerate() {
        interviews.extend(
            round.visits.iter().filter(|visit| visit.interview.is_some()).map(|visit| (index, visit)),
        );
    }
    draw.shuffle(&mut interviews);
    interviews.truncate(CORRECTIONS);
    let twice = interviews.first().copied();
    let mut correct = |(round, visit): (usize, &Visit)| {
        let mut interview = visit.interview.clone();
        // Needs are raised once.
        interview.iter_mut().for_each(|interview| interview.needs.clear());
        let corrected = Visit {
            id: draw.id(later(visit.at, 20 * 3600)),
            present: visit.present.map(|present| present + draw.between(1, 2)),
            interview,
            supersedes: Some(visit.id),
            ..visit.clone()
        };
        Late { round, visit: corrected, stray: None }
    };
    interviews.into_iter().chain(twice).map(&mut correct).collect()
}

/// Two who came for different campaigns, each with the door as it was in the address list before them.
fn disagreements(draw: &mut Draw, story: &Story) -> Vec<Edit> {
    let mut comers: BTreeMap<usize, Vec<(usize, &Visit)>> = BTreeMap::new();
    for round in &story.rounds {
        for visit in &round.visits {
            let known = comers.entry(visit.household).or_default();
            if known.iter().all(|(worker, _)| *worker != round.worker) {
                known.push((round.worker, visit));
            }
        }
    }
    comers.retain(|_, known| known.len() > 1);
    let mut edits = Vec::new();
    for (household, known) in comers.into_iter().step_by(7).take(DISAGREEMENTS) {
        let floor = story.households[household].floor;
        for (up, (worker, visit)) in (1..).zip(known.into_iter().take(2)) {
            let at = later(visit.at, 90);
            let changes = HouseholdPatch::new().floor(floor + up);
            edits.push(Edit { id: draw.id(at), worker, household, at, changes });
        }
    }
    edits
}

/// A door where nobody opens.
fn attempt(draw: &mut Draw, household: usize, at: jiff::Timestamp) -> Visit {
    Visit {
        id: draw.id(at),
        household,
        at,
        channel: "door",
        outcome: "no_answer",
        seconds: draw.between(15, 50),
        present: None,
        interview: None,
        supersedes: None,
    }
}

/// Whether a door may be tried once more for a campaign.
fn is_left(story: &Story, mission: usize, household: usize) -> bool {
    let rounds = story.rounds.iter().filter(|round| round.mission == mission);
    rounds.flat_map(|round| &round.visits).filter(|visit| visit.household == household).count() < 3
}

/// A door that had asked to be left alone, a door of another round, and a phone whose clock is a day ahead.
fn breaches(draw: &mut Draw, today: Date, story: &Story) -> Vec<Late> {
    let rounds = || story.rounds.iter().enumerate().rev();
    let mut late = Vec::new();
    for edit in story.edits.iter().rev().take(2) {
        let after = rounds().find(|(_, round)| {
            let at = round.visits.last().map(|visit| visit.at);
            let later = at.is_some_and(|at| at > edit.at);
            round.worker == edit.worker && later && is_left(story, round.mission, edit.household)
        });
        if let Some((index, round)) = after {
            let at = round.visits.last().map_or(edit.at, |visit| later(visit.at, visit.seconds + 180));
            late.push(Late { round: index, visit: attempt(draw, edit.household, at), stray: None });
        }
    }
    let left = rounds().find_map(|(index, round)| {
        let door = round.doors.iter().find(|door| is_left(story, round.mission, **door));
        door.map(|door| (index, *door))
    });
    if let Some((index, household)) = left {
        let ahead = moment(days_after(today, 1), 23 * 60);
        late.push(Late { round: index, visit: attempt(draw, household, ahead), stray: None });
    }
    late
}

/// Visits at doors that another phone was to enter, and never did.
fn strays(draw: &mut Draw, story: &Story) -> Vec<Late> {
    let recent = story.rounds.iter().enumerate().rev().step_by(3).take(STRAYS);
    let mut late = Vec::new();
    for (index, round) in recent {
        let Some(last) = round.visits.last() else { continue };
        let at = later(last.at, last.seconds + 240);
        let visit = attempt(draw, last.household, at);
        late.push(Late { round: index, visit, stray: Some(draw.id(at)) });
    }
    late
}

/// What stood on a phone that was lost before it was sent.
fn lost(draw: &mut Draw, story: &Story) -> Vec<Late> {
    let Some((index, round)) = story.rounds.iter().enumerate().rev().find(|(_, round)| round.worker == LOSER)
    else {
        return vec![];
    };
    let doors: Vec<usize> = round.doors.iter().rev().take(3).copied().collect();
    let last = round.visits.last().map_or(moment(round.day, 18 * 60), |visit| later(visit.at, visit.seconds));
    let visits = (1..).zip(doors).map(|(number, door)| {
        let visit = attempt(draw, door, later(last, number * 300));
        Late { round: index, visit, stray: None::<Uuid> }
    });
    visits.collect()
}
