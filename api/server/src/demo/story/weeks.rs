//! The rounds as they were gone, in the order of time, so that households are spared as the contact rules ask.

use std::collections::BTreeMap;

use jiff::Timestamp;
use palier_domain::{
    campaign::ContactCap,
    contact_rules::{Facts, Rules, broken, counts},
    household::{DoNotDisturb, DoNotDisturbReason},
    ids::CampaignId,
    time::Day,
    visit::{Channel, Outcome},
};
use serde_json::{Map, json};
use uuid::Uuid;

use super::{
    Edit, Household, Mission, Round, Visit, Worker, days_after,
    doors::{Fate, Planned},
    draw::{Draw, part_of},
    later, moment, talk,
};

type Town<'a> = (&'a [Mission], &'a [Worker], &'a [Household]);

/// Of a hundred who decline, so many ask to be left alone.
const ASK_TO_BE_LEFT_ALONE: u32 = 4;

/// What is known while time goes by.
struct Weeks<'a> {
    town: Town<'a>,
    draw: Draw,
    facts: BTreeMap<usize, Facts>,
    /// For each mission, whether the next interviews are found useful, and whether they lead to an intention.
    marks: Vec<Vec<(bool, bool)>>,
    edits: Vec<Edit>,
}

/// The rounds as they were gone, and the households that asked to be left alone.
pub fn lived(seed: u64, town: Town<'_>, planned: Vec<Planned>) -> (Vec<Round>, Vec<Edit>) {
    let mut draw = Draw::new(seed, "weeks");
    let marks = marks(&mut draw, town.0.len(), &planned);
    let mut weeks = Weeks { town, draw, facts: BTreeMap::new(), marks, edits: vec![] };
    let rounds = planned.iter().map(|planned| weeks.go(planned)).filter(|round| !round.visits.is_empty());
    (rounds.collect(), weeks.edits)
}

/// 92 to 97 of a hundred found it useful, 28 to 35 mean to act.
fn marks(draw: &mut Draw, missions: usize, planned: &[Planned]) -> Vec<Vec<(bool, bool)>> {
    let interviews = |mission: usize| {
        let rounds = planned.iter().filter(|round| round.mission == mission);
        let doors = rounds.flat_map(|round| &round.doors);
        doors.filter(|(_, fate, attempt)| fate.outcome == "interviewed" && fate.attempts == *attempt).count()
    };
    (0..missions)
        .map(|mission| {
            let count = interviews(mission);
            let (useful, intends) = (draw.share(0.935, 0.965), draw.share(0.3, 0.33));
            let useful = draw.exactly(part_of(count, useful), count);
            useful.into_iter().zip(draw.exactly(part_of(count, intends), count)).collect()
        })
        .collect()
}

impl Weeks<'_> {
    fn go(&mut self, planned: &Planned) -> Round {
        let day = planned.day;
        let starts = if day.weekday() == jiff::civil::Weekday::Saturday { 10 * 60 } else { 16 * 60 };
        let mut at = moment(day, starts + self.draw.between(0, 40));
        let mut round = Round {
            mission: planned.mission,
            worker: planned.worker,
            day,
            doors: vec![],
            visits: vec![],
            consents: vec![],
            referrals: vec![],
            closed: true,
        };
        for (household, fate, attempt) in &planned.doors {
            if self.is_spared(planned.mission, *household, day) {
                continue;
            }
            round.doors.push(*household);
            let seconds = self.visit(&mut round, *household, at, (*fate, *attempt));
            at = later(at, seconds + self.draw.between(60, 200));
        }
        round
    }

    /// Makes the visit; answers with how long it took.
    fn visit(
        &mut self,
        round: &mut Round,
        household: usize,
        at: Timestamp,
        (fate, attempt): (Fate, u32),
    ) -> u32 {
        let last = attempt == fate.attempts;
        let outcome =
            if last { fate.outcome } else { self.draw.weighted(&[("no_answer", 93), ("opened", 7)]) };
        let interviewed = outcome == "interviewed";
        let seconds = match outcome {
            "interviewed" => self.draw.between(360, 1300),
            "declined" | "opened" => self.draw.between(30, 120),
            _ => self.draw.between(15, 60),
        };
        let met = interviewed || matches!(outcome, "declined" | "opened");
        let channel =
            if interviewed { self.draw.weighted(&[("door", 97), ("building_entrance", 3)]) } else { "door" };
        let people = self.town.2[household].people.max(1);
        let present = met.then(|| if interviewed { self.draw.between(1, people.min(3)) } else { 1 });
        let mut visit = Visit {
            id: self.draw.id(at),
            household,
            at,
            channel,
            outcome,
            seconds,
            present,
            interview: None,
            supersedes: None,
        };
        if interviewed {
            let marks = self.marks[round.mission].pop().unwrap_or((true, false));
            let pair = (&self.town.0[round.mission], &self.town.1[round.worker]);
            let (interview, consents) = talk::interview(&mut self.draw, pair, (household, at), marks);
            visit.interview = Some(interview);
            round.consents.extend(consents);
        }
        self.remember(round, &visit);
        round.visits.push(visit);
        seconds
    }

    fn remember(&mut self, round: &Round, visit: &Visit) {
        let facts = self.facts.entry(visit.household).or_default();
        let (Some(channel), Some(outcome)) = (Channel::parse(visit.channel), Outcome::parse(visit.outcome))
        else {
            return;
        };
        if counts(channel, outcome) {
            facts.met.push((campaign(round.mission), round.day));
        }
        if visit.outcome == "declined" && self.draw.chance(ASK_TO_BE_LEFT_ALONE) {
            let until = self.draw.chance(40).then(|| days_after(round.day, 720));
            facts.do_not_disturb = Some(DoNotDisturb { reason: DoNotDisturbReason::Asked, until });
            let spared = json!({"reason": "asked", "until": until.map(|day| day.to_string())});
            let at = later(visit.at, 120);
            self.edits.push(Edit {
                id: self.draw.id(at),
                worker: round.worker,
                household: visit.household,
                at,
                changes: Map::from_iter([("do_not_disturb".to_owned(), spared)]),
            });
        }
    }

    /// Whether a contact rule keeps the door out of the package of a round.
    fn is_spared(&self, mission: usize, household: usize, day: Day) -> bool {
        let Some(facts) = self.facts.get(&household) else { return false };
        let cap = self.town.0[mission].content.contact_cap;
        let rules = Rules { deployment: ContactCap { campaigns: 3, days: 90 }, campaign: cap };
        !broken(&rules, facts, day, Channel::Door, campaign(mission)).is_empty()
    }
}

/// Stands for a campaign as long as there is only the story.
fn campaign(mission: usize) -> CampaignId {
    CampaignId(Uuid::from_u128(mission as u128))
}
