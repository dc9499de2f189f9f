//! What the field recorded, as a release reads it: from records to the facts of a household.

use std::collections::{BTreeSet, HashMap};

use jiff::tz::TimeZone;

use crate::{
    follow_up_action::ActionStatus,
    ids::{CampaignId, HouseholdId, VisitId},
    need::NeedStatus,
    referral::ReferralStatus,
    theme::ThemeCode,
    time::Instant,
    visit::{AnswerValue, Channel, MessageHeard, Outcome, VisitContent},
};

use super::{CampaignFacts, Facts, HourBand, Table, language_item};

/// Seconds of a day.
const DAY: i64 = 24 * 3600;

/// A visit that counts: of the period, arrived in time, and corrected by no other that arrived in time.
#[derive(Clone, Debug)]
pub struct CountedVisit {
    /// Which one.
    pub id: VisitId,
    /// Of which household.
    pub household: HouseholdId,
    /// For which campaign.
    pub campaign: CampaignId,
    /// Where it took place.
    pub channel: Channel,
    /// How it went.
    pub outcome: Outcome,
    /// The language of the interview.
    pub language: Option<String>,
    /// The message that was heard.
    pub message: Option<MessageHeard>,
    /// When.
    pub occurred_at: Instant,
    /// What came of it.
    pub content: VisitContent,
}

/// Everything of the households of a neighbourhood in a period.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// The visits.
    pub visits: Vec<CountedVisit>,
    /// Needs that were raised in one of them and not withdrawn.
    pub needs: Vec<(VisitId, ThemeCode)>,
    /// Needs that came to an end.
    pub needs_ended: Vec<(HouseholdId, NeedStatus)>,
    /// Referrals that came to an end, and the seconds since they were sent.
    pub referrals_ended: Vec<(HouseholdId, ReferralStatus, i64)>,
    /// What was told of intended actions.
    pub follow_ups: Vec<(HouseholdId, CampaignId, ActionStatus)>,
}

impl Counted {
    /// The facts of each household; hours are those of `zone`.
    #[must_use]
    pub fn facts(&self, zone: &TimeZone) -> HashMap<HouseholdId, Facts> {
        let mut all: HashMap<HouseholdId, Facts> = HashMap::new();
        let mut interviews: HashMap<VisitId, (HouseholdId, CampaignId)> = HashMap::new();
        for visit in &self.visits {
            let facts = all.entry(visit.household).or_default();
            facts.by_campaign.entry(visit.campaign).or_default().extend(visit.facts(zone));
            if visit.outcome == Outcome::Interviewed {
                interviews.insert(visit.id, (visit.household, visit.campaign));
            }
        }
        for (visit, theme) in &self.needs {
            if let Some((household, campaign)) = interviews.get(visit) {
                let facts = all.entry(*household).or_default();
                need_facts(facts.by_campaign.entry(*campaign).or_default(), theme);
            }
        }
        for (household, status) in &self.needs_ended {
            ended(&mut all.entry(*household).or_default().overall, Table::NeedsEnded, status.as_str());
        }
        for (household, status, seconds) in &self.referrals_ended {
            let overall = &mut all.entry(*household).or_default().overall;
            ended(overall, Table::ReferralsEnded, status.as_str());
            if *status == ReferralStatus::Resolved {
                overall.insert((Table::ReferralDays, days_item(*seconds).to_owned()));
            }
        }
        for (household, campaign, status) in &self.follow_ups {
            let facts = all.entry(*household).or_default().by_campaign.entry(*campaign).or_default();
            follow_up_facts(facts, *status);
        }
        all
    }
}

fn stands(facts: &mut CampaignFacts, table: Table, item: impl Into<String>) {
    facts.insert((table, item.into()));
}

fn ended(facts: &mut CampaignFacts, table: Table, outcome: &str) {
    stands(facts, table, "any");
    stands(facts, table, outcome);
}

fn need_facts(facts: &mut CampaignFacts, theme: &ThemeCode) {
    // A theme that was withdrawn from the taxonomy has no cell.
    let Some(known) = theme.theme() else { return };
    stands(facts, Table::Needs, "any");
    stands(facts, Table::NeedsParent, known.parent);
    stands(facts, Table::NeedsTheme, known.code);
}

fn follow_up_facts(facts: &mut CampaignFacts, status: ActionStatus) {
    if status == ActionStatus::Unknown {
        return;
    }
    stands(facts, Table::FollowedUp, "");
    if status == ActionStatus::Done {
        stands(facts, Table::Acted, "");
    }
}

fn residents_item(present: Option<u32>) -> &'static str {
    match present {
        Some(1) => "1",
        Some(2) => "2",
        Some(3) => "3",
        Some(4) => "4",
        Some(5..) => "5_or_more",
        Some(0) | None => "unknown",
    }
}

fn days_item(seconds: i64) -> &'static str {
    match seconds.div_euclid(DAY) {
        ..=7 => "up_to_7",
        8..=30 => "8_to_30",
        31..=90 => "31_to_90",
        _ => "more_than_90",
    }
}

impl CountedVisit {
    fn facts(&self, zone: &TimeZone) -> BTreeSet<(Table, String)> {
        let mut facts = BTreeSet::new();
        let funnel = self.outcome.funnel(self.channel);
        let band = HourBand::of(self.occurred_at.local(zone)).as_str();
        if funnel.door_attempt {
            stands(&mut facts, Table::DoorsTried, "");
            stands(&mut facts, Table::HoursTried, band);
        }
        if funnel.door_opened {
            stands(&mut facts, Table::DoorsOpened, "");
            stands(&mut facts, Table::HoursOpened, band);
        }
        if funnel.interview {
            if funnel.door_opened {
                stands(&mut facts, Table::DoorsInterviewed, "");
            }
            self.interview_facts(&mut facts);
        }
        facts
    }

    fn interview_facts(&self, facts: &mut CampaignFacts) {
        let message = self.message.as_ref();
        let message = message.map_or_else(|| "none".to_owned(), |m| format!("{}/{}", m.language, m.version));
        stands(facts, Table::HouseholdsMet, "");
        stands(facts, Table::ResidentsPresent, residents_item(self.content.residents_present));
        stands(facts, Table::Languages, language_item(self.language.as_deref()));
        stands(facts, Table::Messages, &message);
        if self.content.found_useful == Some(true) {
            stands(facts, Table::FoundUseful, "");
            stands(facts, Table::MessagesUseful, &message);
        }
        if self.content.learned_something == Some(true) {
            stands(facts, Table::LearnedSomething, "");
        }
        if !self.content.actions_intended.is_empty() {
            stands(facts, Table::IntendsToAct, "");
            stands(facts, Table::MessagesIntend, &message);
        }
        for answer in &self.content.answers {
            let options = options(&answer.answer);
            if !options.is_empty() {
                stands(facts, Table::Answers, &answer.question_code);
            }
            for option in options {
                stands(facts, Table::Answers, format!("{}/{option}", answer.question_code));
            }
        }
    }
}

/// The options that were chosen, as [`ReleaseCampaign`](super::ReleaseCampaign) names them.
fn options(answer: &AnswerValue) -> Vec<String> {
    match answer {
        AnswerValue::SingleChoice { choice } => vec![choice.clone()],
        AnswerValue::MultipleChoice { choices } => choices.clone(),
        AnswerValue::Scale { step } => vec![step.to_string()],
        AnswerValue::YesNo { yes } => vec![if *yes { "yes" } else { "no" }.to_owned()],
        AnswerValue::Quantity { .. } => vec![],
    }
}
