//! What happened in the town during the eighteen months until yesterday: plain data, made from a seed, a day and the
//! town's own campaigns. Nothing here calls the API; `tell` tells it there.

mod doors;
mod draw;
mod odd;
mod people;
mod readings;
mod talk;
#[cfg(test)]
mod tests;
mod weeks;

use jiff::{Timestamp, civil::Date, tz::Offset};
use palier_domain::{campaign::CampaignContent, control_group::ControlGroupDraft};
use palier_sdk::types::{HouseholdPatch, QuestionAnswerInput};
use uuid::Uuid;

pub use odd::LOSER;
pub use people::{Household, Worker};
pub use readings::{Diagnosis, FollowUp, Measured, Reading};

/// The town's own seed: every demo of a day is the same.
pub const SEED: u64 = 0x9A11_E12E_2026;

/// A campaign for which doors were tried.
pub struct Mission {
    /// What it says.
    pub content: CampaignContent,
    /// In which languages it has a message.
    pub languages: Vec<String>,
    /// In which of them there is a second version, which was heard lately.
    pub renewed: Vec<String>,
    /// How many doors were tried until today.
    pub doors_tried: usize,
    /// How its control group is drawn, if it has one: at these doors nobody calls.
    pub control_group: Option<ControlGroupDraft>,
    /// Whether it is running now.
    pub runs: bool,
}

/// How much happens; a test is content with less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Of a hundred households, and doors, so many.
    pub percent: usize,
}

impl Scale {
    /// The whole town.
    pub const WHOLE: Self = Self { percent: 100 };

    /// So much of a number, but one at least.
    pub fn of(self, number: usize) -> usize {
        (number * self.percent / 100).max(1)
    }
}

/// A need that was raised in a visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// Its id.
    pub id: Uuid,
    /// What it is about.
    pub theme: String,
    /// How urgent it is.
    pub urgency: &'static str,
    /// What the association noted of it later.
    pub end: Option<End>,
}

/// What became of a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It was met.
    Met,
    /// It could not be met.
    NotMet,
    /// It is none any more.
    Withdrawn,
}

/// What an interview brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Interview {
    /// In which language.
    pub language: String,
    /// In which language the message was read out, and which version.
    pub message: (String, u32),
    /// Answers as the API takes them.
    pub answers: Vec<QuestionAnswerInput>,
    /// Whether it was found useful.
    pub useful: bool,
    /// Whether something was learned.
    pub learned: bool,
    /// What they mean to do.
    pub intends: Vec<String>,
    /// What they lack.
    pub needs: Vec<Need>,
}

/// A visit. Those who made it are the round's.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// Its id.
    pub id: Uuid,
    /// To whom: the place in the list of households.
    pub household: usize,
    /// When.
    pub at: Timestamp,
    /// Where it took place.
    pub channel: &'static str,
    /// How it went.
    pub outcome: &'static str,
    /// How long it took.
    pub seconds: u32,
    /// Who was there.
    pub present: Option<u32>,
    /// What was said, if anything was.
    pub interview: Option<Interview>,
    /// The visit that it corrects.
    pub supersedes: Option<Uuid>,
}

/// A decision of a household.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    /// Its id.
    pub id: Uuid,
    /// Whose: the place in the list of households.
    pub household: usize,
    /// What for.
    pub purpose: &'static str,
    /// The partner of a referral, as in the roster.
    pub partner: Option<&'static str>,
    /// `granted` or `refused`.
    pub decision: &'static str,
    /// In which language.
    pub language: String,
    /// When.
    pub at: Timestamp,
    /// Whether the household took it back later.
    pub withdrawn: bool,
}

/// What a side did with a referral, with the code of its reason or message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The partner takes it.
    Accept,
    /// The partner does not take it.
    Refuse(&'static str),
    /// The partner works on it.
    Start,
    /// The partner has done it.
    Resolve,
    /// The partner could not do it.
    NotResolve(&'static str),
    /// The operator takes it back.
    Withdraw(&'static str),
    /// Either side tells something.
    Message(&'static str),
}

/// A blocked case that was handed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Referral {
    /// Its id.
    pub id: Uuid,
    /// Whose: the place in the list of households.
    pub household: usize,
    /// To whom: the client in the roster.
    pub partner: &'static str,
    /// The decision that it rests upon.
    pub consent: Uuid,
    /// Why.
    pub reason: &'static str,
    /// What it is about.
    pub theme: String,
    /// The need that it is to meet.
    pub need: Uuid,
    /// How the household can be reached, if it agreed to that.
    pub contact: Option<String>,
    /// When.
    pub at: Timestamp,
    /// What became of it, in order; `operator` or the partner did it.
    pub course: Vec<(bool, Step)>,
}

/// A round, and what was done on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// The place in the list of missions.
    pub mission: usize,
    /// The place in the list of workers.
    pub worker: usize,
    /// When.
    pub day: Date,
    /// The doors, by their places in the list of households.
    pub doors: Vec<usize>,
    /// What was done there, in order.
    pub visits: Vec<Visit>,
    /// What was decided there.
    pub consents: Vec<Consent>,
    /// What was handed on from there.
    pub referrals: Vec<Referral>,
    /// Whether the operator has closed it since.
    pub closed: bool,
}

impl Round {
    /// A round before anybody went.
    fn planned((mission, worker): (usize, usize), day: Date, doors: Vec<usize>) -> Self {
        let (visits, consents, referrals) = (vec![], vec![], vec![]);
        Self { mission, worker, day, doors, visits, consents, referrals, closed: true }
    }
}

/// An edit of a household as it was entered, made on a phone.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Its id.
    pub id: Uuid,
    /// Whose phone: the place in the list of workers.
    pub worker: usize,
    /// The place in the list of households.
    pub household: usize,
    /// When.
    pub at: Timestamp,
    /// A merge patch.
    pub changes: HouseholdPatch,
}

/// A visit outside the way of things, by a round's worker and for its campaign.
#[derive(Clone, Debug, PartialEq)]
pub struct Late {
    /// The round that it names.
    pub round: usize,
    /// The visit; to a household that nobody entered, if `stray`.
    pub visit: Visit,
    /// Nobody has entered its household (yet).
    pub stray: Option<Uuid>,
}

/// All of it.
#[derive(Debug, PartialEq)]
pub struct Story {
    /// Who goes.
    pub workers: Vec<Worker>,
    /// Who lives there.
    pub households: Vec<Household>,
    /// What was done, oldest first; at the end what is planned.
    pub rounds: Vec<Round>,
    /// What meters showed, what was found, and what came of intentions.
    pub measured: Measured,
    /// Edits by phones, oldest first.
    pub edits: Vec<Edit>,
    /// Corrections, and visits that the operator should look at.
    pub late: Vec<Late>,
    /// Visits on a phone that was lost; they arrive after it was shut out.
    pub lost: Vec<Late>,
}

impl Story {
    /// What happened until the day before `today`.
    pub fn new(seed: u64, today: Date, missions: &[Mission], scale: Scale) -> Self {
        let workers = people::workers(today);
        let households = people::households(seed, today, scale);
        let planned = doors::rounds(seed, today, (missions, &workers, &households), scale);
        let (rounds, spared) = weeks::lived(seed, today, (missions, &workers, &households), planned);
        let rounds = talk::handed_on(seed, today, rounds, &households);
        let measured = readings::measured(seed, today, (missions, &households), &rounds);
        let mut story =
            Self { measured, workers, households, rounds, edits: spared, late: vec![], lost: vec![] };
        odd::add(seed, today, &mut story);
        story.rounds.extend(doors::to_come(seed, today, missions, &story));
        story
    }

    /// The day of its first round.
    pub fn begun(&self) -> Option<Date> {
        self.rounds.iter().map(|round| round.day).min()
    }

    /// All visits that were made on rounds.
    pub fn visits(&self) -> impl Iterator<Item = &Visit> {
        self.rounds.iter().flat_map(|round| &round.visits)
    }
}

/// A count as the API takes it.
pub fn count(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// A moment of a day, in UTC.
fn moment(day: Date, minutes: u32) -> Timestamp {
    let midnight = Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH);
    later(midnight, minutes * 60)
}

/// So many seconds after a moment.
fn later(at: Timestamp, seconds: u32) -> Timestamp {
    Timestamp::from_second(at.as_second() + i64::from(seconds)).unwrap_or(at)
}

/// So many days after a day; before it, if negative.
fn days_after(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}
