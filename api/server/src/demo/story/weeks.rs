//! The rounds as they were gone, in the order of time, so that households are spared as the contact rules ask.

use std::collections::BTreeMap;

use jiff::Timestamp;
use palier_domain::{
    campaign::ContactCap,
    contact_rules::{Facts, Rules, When, broken, counts},
    household::{DoNotDisturb, DoNotDisturbReason},
    ids::CampaignId,
    time::Day,
    visit::{Channel, Outcome},
};
use palier_sdk::types::{DoNotDisturbPatch, HouseholdPatch};
use uuid::Uuid;

use super::{
    Edit, Household, Interview, Mission, Round, Visit, Worker, days_after,
    doors::{Fate, Planned},
    draw::{Draw, part_of},
    later, moment, talk,
};

type Town<'a> = (&'a [Mission], &'a [Worker], &'a [Household]);

/// Of a hundred who decline, so many ask to be left alone.
const ASK_TO_BE_LEFT_ALONE: u32 = 4;

/// For so many days, a message's second version is heard where there is one.
const LATELY: i64 = 12;

/// What is known while time goes by.
struct Weeks<'a> {
    town: Town<'a>,
    draw: Draw,
    today: Day,
    facts: BTreeMap<usize, Facts>,
    edits: Vec<Edit>,
}

/// The rounds as they were gone, and the households that asked to be left alone.
pub fn lived(seed: u64, today: Day, town: Town<'_>, planned: Vec<Planned>) -> (Vec<Round>, Vec<Edit>) {
    let draw = Draw::new(seed, "weeks");
    let mut weeks = Weeks { town, draw, today, facts: BTreeMap::new(), edits: vec![] };
    let rounds = planned.iter().map(|planned| weeks.go(planned)).filter(|round| !round.visits.is_empty());
    let mut rounds: Vec<Round> = rounds.collect();
    weigh(&mut weeks.draw, town.0, &mut rounds);
    (rounds, weeks.edits)
}

/// 92 to 97 of a hundred interviews of a campaign were found useful, after 28 to 35 somebody means to act.
fn weigh(draw: &mut Draw, missions: &[Mission], rounds: &mut [Round]) {
    for (index, mission) in missions.iter().enumerate() {
        let actions: Vec<&String> = mission.content.actions.iter().map(|action| &action.code).collect();
        let own = rounds.iter_mut().filter(|round| round.mission == index);
        let said = own.flat_map(|round| &mut round.visits).filter_map(|visit| visit.interview.as_mut());
        let said: Vec<&mut Interview> = said.collect();
        let (useful, intends) = (draw.share(0.935, 0.96), draw.share(0.295, 0.335));
        let useful = draw.exactly(part_of(said.len(), useful), said.len());
        let intends = draw.exactly(part_of(said.len(), intends), said.len());
        for (interview, (useful, intends)) in said.into_iter().zip(useful.into_iter().zip(intends)) {
            interview.useful = useful;
            interview.learned = useful && draw.chance(72);
            if intends && !actions.is_empty() {
                interview.intends.push((*draw.one(&actions)).clone());
            }
        }
    }
}

impl Weeks<'_> {
    fn go(&mut self, planned: &Planned) -> Round {
        let day = planned.day;
        let starts = if day.weekday() == jiff::civil::Weekday::Saturday { 10 * 60 } else { 16 * 60 };
        let mut at = moment(day, starts + self.draw.between(0, 40));
        let mut round = Round::planned((planned.mission, planned.worker), day, vec![]);
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
            let lately = round.day > days_after(self.today, -LATELY);
            let pair = (&self.town.0[round.mission], &self.town.1[round.worker]);
            let (interview, consents) = talk::interview(&mut self.draw, pair, (household, at), lately);
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
            facts.met.entry(campaign(round.mission)).or_default().insert(visit.at.into());
        }
        if visit.outcome == "declined" && self.draw.chance(ASK_TO_BE_LEFT_ALONE) {
            let until = self.draw.chance(40).then(|| days_after(round.day, 720));
            let at = later(visit.at, 120);
            let asked = DoNotDisturb { reason: DoNotDisturbReason::Asked, until };
            facts.do_not_disturb = Some((asked, at.into()));
            let spared = DoNotDisturbPatch::new().reason(asked.reason.as_str());
            let spared = until.map_or(spared.clone(), |day| spared.until(day));
            self.edits.push(Edit {
                id: self.draw.id(at),
                worker: round.worker,
                household: visit.household,
                at,
                changes: HouseholdPatch::new().do_not_disturb(spared),
            });
        }
    }

    /// Whether a contact rule keeps the door out of the package of a round.
    fn is_spared(&self, mission: usize, household: usize, day: Day) -> bool {
        let Some(facts) = self.facts.get(&household) else { return false };
        let cap = self.town.0[mission].content.contact_cap;
        let rules = Rules { deployment: ContactCap { campaigns: 3, days: 90 }, campaign: cap };
        !broken(&rules, facts, When::Planned(day), Channel::Door, campaign(mission)).is_empty()
    }
}

/// Stands for a campaign as long as there is only the story.
fn campaign(mission: usize) -> CampaignId {
    CampaignId(Uuid::from_u128(mission as u128))
}
