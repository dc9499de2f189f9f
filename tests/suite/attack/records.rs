//! What is true of the town: where each household stands, by the records that there are at a moment. Written anew, by what
//! the documentation says is counted.

use std::collections::{BTreeMap, HashSet};

use palier_domain::{
    ids::CampaignId,
    release::{CampaignFacts, Facts, LANGUAGES, Table},
    theme::themes,
};
use uuid::Uuid;

use super::plan::{BANDS, Interview, Plan, Referral, Visit, quarter_of};

/// What live progress tells.
const LIVE: [Table; 3] = [Table::DoorsTried, Table::DoorsOpened, Table::DoorsInterviewed];

/// By household.
pub type Town = BTreeMap<usize, Facts>;

/// The facts of a quarter, by the records that there are at a moment.
pub fn facts(plan: &Plan, ids: &[CampaignId], (quarter, moment): (i8, u16)) -> Town {
    let mut town = Town::new();
    let there = |household: usize, arrives: u16| arrives <= moment && plan.is_there(household, moment);
    let arrived = plan.visits.iter().filter(|visit| visit.arrives <= moment);
    let corrected: HashSet<Uuid> = arrived.filter_map(|visit| visit.corrects).collect();
    let mut campaign_facts = |household: usize, campaign: usize, facts: CampaignFacts| {
        if plan.is_counted(campaign, household, quarter) {
            let all = &mut town.entry(household).or_default().by_campaign;
            all.entry(ids[campaign]).or_default().extend(facts);
        }
    };
    for visit in plan.visits.iter().filter(|visit| visit.quarter == quarter) {
        if there(visit.household, visit.arrives) && !corrected.contains(&visit.id) {
            campaign_facts(visit.household, visit.campaign, of_visit(visit));
        }
    }
    for told in plan.follow_ups.iter().filter(|told| told.quarter == quarter) {
        if there(told.household, told.arrives) {
            let mut facts = set([(Table::FollowedUp, "")]);
            facts.extend(told.done.then(|| (Table::Acted, String::new())));
            campaign_facts(told.household, told.campaign, facts);
        }
    }
    // Where no campaign is active nothing is counted at all.
    let counted = |household: usize| (0..ids.len()).any(|id| plan.is_counted(id, household, quarter));
    for ended in plan.needs_ended.iter().filter(|ended| quarter_of(ended.moment) == quarter) {
        if there(ended.household, ended.moment) && counted(ended.household) {
            let status = if ended.met { "met" } else { "not_met" };
            let facts = set([(Table::NeedsEnded, "any"), (Table::NeedsEnded, status)]);
            town.entry(ended.household).or_default().overall.extend(facts);
        }
    }
    for referral in plan.referrals.iter().filter(|referral| quarter_of(referral.moment) == quarter) {
        if there(referral.household, referral.moment) && counted(referral.household) {
            town.entry(referral.household).or_default().overall.extend(of_referral(referral));
        }
    }
    town
}

/// What live progress of a campaign keeps of its households.
pub fn of_campaign(town: &Town, campaign: CampaignId) -> BTreeMap<usize, CampaignFacts> {
    let own = |(household, facts): (&usize, &Facts)| {
        let facts = facts.by_campaign.get(&campaign)?;
        let kept = facts.iter().filter(|(table, _)| !table.as_str().starts_with("needs")).cloned();
        LIVE.iter().any(|table| tells(facts, *table)).then(|| (*household, kept.collect()))
    };
    town.iter().filter_map(own).collect()
}

/// What was told of a household stands where the records have it no more.
pub fn hold(now: &mut CampaignFacts, told: &CampaignFacts) {
    if LIVE.iter().any(|table| tells(told, *table) && !tells(now, *table)) {
        now.extend(told.iter().cloned());
    }
}

fn tells(facts: &CampaignFacts, table: Table) -> bool {
    facts.contains(&(table, String::new()))
}

fn set<const N: usize>(facts: [(Table, &str); N]) -> CampaignFacts {
    facts.into_iter().map(|(table, item)| (table, item.to_owned())).collect()
}

fn of_visit(visit: &Visit) -> CampaignFacts {
    let (band, ..) = BANDS[visit.band];
    let mut facts = CampaignFacts::new();
    if !visit.by_phone {
        facts.extend(set([(Table::DoorsTried, ""), (Table::HoursTried, band)]));
        if visit.outcome != "no_answer" {
            facts.extend(set([(Table::DoorsOpened, ""), (Table::HoursOpened, band)]));
        }
        if visit.interview.is_some() {
            facts.extend(set([(Table::DoorsInterviewed, "")]));
        }
    }
    visit.interview.iter().for_each(|interview| of_interview(interview, &mut facts));
    facts
}

fn of_interview(interview: &Interview, facts: &mut CampaignFacts) {
    let mut stands = |table: Table, item: &str| {
        facts.insert((table, item.to_owned()));
    };
    let message = format!("fr/{}", interview.message);
    let residents = match interview.residents {
        None => "unknown".to_owned(),
        Some(5..) => "5_or_more".to_owned(),
        Some(present) => present.to_string(),
    };
    let listed = LANGUAGES.contains(&interview.language);
    stands(Table::HouseholdsMet, "");
    stands(Table::Languages, if listed { interview.language } else { "other" });
    stands(Table::ResidentsPresent, &residents);
    stands(Table::Messages, &message);
    if interview.useful {
        stands(Table::FoundUseful, "");
        stands(Table::MessagesUseful, &message);
    }
    if interview.learned {
        stands(Table::LearnedSomething, "");
    }
    if interview.intends {
        stands(Table::IntendsToAct, "");
        stands(Table::MessagesIntend, &message);
    }
    if let Some(yes) = interview.reads_meter {
        stands(Table::Answers, "reads_own_meter");
        stands(Table::Answers, if yes { "reads_own_meter/yes" } else { "reads_own_meter/no" });
    }
    for leak in &interview.leaks {
        stands(Table::Answers, "leaks");
        stands(Table::Answers, &format!("leaks/{leak}"));
    }
    for (_, code) in &interview.needs {
        let theme = themes().iter().find(|theme| theme.code == *code).expect("it was taken from the list");
        stands(Table::Needs, "any");
        stands(Table::NeedsParent, theme.parent);
        stands(Table::NeedsTheme, theme.code);
    }
}

fn of_referral(referral: &Referral) -> CampaignFacts {
    let mut facts = set([(Table::ReferralsEnded, "any"), (Table::ReferralsEnded, referral.outcome)]);
    if referral.outcome == "resolved" {
        let days = match referral.days {
            ..=7 => "up_to_7",
            8..=30 => "8_to_30",
            31..=90 => "31_to_90",
            _ => "more_than_90",
        };
        facts.extend(set([(Table::ReferralDays, days)]));
    }
    facts
}
