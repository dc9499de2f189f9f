//! What the field records in a town: visits and what follows from them, some of which arrives late, is corrected, or is
//! erased with its household.

use std::collections::BTreeMap;

use fastrand::Rng;
use palier_domain::{
    ids::CampaignId,
    release::{CampaignFacts, Facts, HourBand, Table},
    theme::themes,
};

use crate::{
    rates::{Rates, happens},
    town::{Campaign, QUARTERS, Town},
};

/// What may befall records after their quarter was published.
#[derive(Clone, Copy, Debug)]
pub struct Changes {
    /// Visits arrive after their quarter was published.
    pub late: f64,
    /// What was recorded is corrected later.
    pub corrected: f64,
    /// Households are erased.
    pub erased: f64,
    /// Households are visited for a campaign that is not active there.
    pub strays: f64,
}

/// Some of everything.
pub const SOME: Changes = Changes { late: 0.08, corrected: 0.05, erased: 0.03, strays: 0.1 };

/// The days of a quarter, at the end of each of which everything is looked at.
pub const DAYS: i8 = 90;

/// What one record says of its household.
#[derive(Clone, Debug, Default)]
struct Said {
    by_campaign: CampaignFacts,
    overall: CampaignFacts,
}

/// A record of the field. Quarters stand for the time just before they are published.
struct Record {
    household: usize,
    campaign: CampaignId,
    quarter: i8,
    arrived: i8,
    said: Said,
    corrected: Option<(i8, Said)>,
    /// The days, of the quarters in which they arrive, of itself and of its correction.
    days: (i8, i8),
}

/// All records of a town.
pub struct Life {
    records: Vec<Record>,
    /// By household: the quarter after whose publication it was erased.
    erased: BTreeMap<usize, i8>,
}

impl Life {
    /// A year of a town.
    #[must_use]
    pub fn random(rng: &mut Rng, town: &Town, changes: Changes) -> Self {
        let mut life = Self { records: Vec::new(), erased: BTreeMap::new() };
        for household in 0..town.households.len() {
            if happens(rng, changes.erased) {
                life.erased.insert(household, rng.i8(1..=4));
            }
            for campaign in &town.campaigns {
                if campaign.public.neighbourhoods.contains(town.neighbourhood_of(household)) {
                    life.visits(rng, household, campaign, changes);
                }
            }
        }
        life.spread_over_days();
        life.stray(town, changes);
        life
    }

    /// Visits for campaigns where they are not active, or when they are not: of them nothing is counted. A generator of its
    /// own: without them a town is the same.
    fn stray(&mut self, town: &Town, changes: Changes) {
        let mut rng = Rng::with_seed(self.records.len() as u64 + 1);
        for household in 0..town.households.len() {
            if !happens(&mut rng, changes.strays) {
                continue;
            }
            let campaign = &town.campaigns[rng.usize(..town.campaigns.len())];
            let quarter = rng.i8(1..=4);
            let is_here = campaign.public.neighbourhoods.contains(town.neighbourhood_of(household));
            if !is_here || !campaign.active.contains(&quarter) {
                let said = visit(&mut rng, campaign, quarter);
                let days = (rng.i8(1..=DAYS), 1);
                let campaign = campaign.public.id;
                self.records.push(Record {
                    household,
                    campaign,
                    quarter,
                    arrived: quarter,
                    said,
                    corrected: None,
                    days,
                });
            }
        }
    }

    /// A generator of its own: without days a town is the same.
    fn spread_over_days(&mut self) {
        let mut rng = Rng::with_seed(self.records.len() as u64);
        for record in &mut self.records {
            record.days = (rng.i8(1..=DAYS), rng.i8(1..=DAYS));
        }
    }

    fn visits(&mut self, rng: &mut Rng, household: usize, campaign: &Campaign, changes: Changes) {
        for quarter in QUARTERS.into_iter().filter(|quarter| campaign.active.contains(quarter)) {
            let mut visited = happens(rng, campaign.rates.visited);
            while visited {
                let said = visit(rng, campaign, quarter);
                let arrived = if happens(rng, changes.late) { quarter + rng.i8(1..=3) } else { quarter };
                let corrected = happens(rng, changes.corrected)
                    .then(|| (quarter + rng.i8(0..=2), visit(rng, campaign, quarter)));
                let campaign_id = campaign.public.id;
                let days = (1, 1);
                let record =
                    Record { household, campaign: campaign_id, quarter, arrived, said, corrected, days };
                self.records.push(record);
                visited = happens(rng, campaign.rates.again);
            }
        }
    }

    /// The facts of a quarter's households, from what there was when a quarter was published.
    #[must_use]
    pub fn facts(&self, quarter: i8, as_of: i8) -> BTreeMap<usize, Facts> {
        self.facts_of(quarter, (as_of, DAYS), |after| after < as_of)
    }

    /// The facts of a quarter's households, from what there was at the end of one of its days. Who is erased before the
    /// quarter is published was still there in the first half of it.
    #[must_use]
    pub fn facts_on(&self, quarter: i8, day: i8) -> BTreeMap<usize, Facts> {
        let gone = |after| after < quarter - 1 || (after == quarter - 1 && day > DAYS / 2);
        self.facts_of(quarter, (quarter, day), gone)
    }

    /// How many interviews at doors of a campaign had been recorded by the end of a day, those included that are no more:
    /// the most that can be told.
    #[must_use]
    pub fn interviews(&self, campaign: CampaignId, quarter: i8, day: i8) -> usize {
        let interview = (Table::DoorsInterviewed, String::new());
        let there = |record: &&Record| {
            let own = record.campaign == campaign && record.quarter == quarter;
            own && (record.arrived, record.days.0) <= (quarter, day)
        };
        let says = |said: &Said| said.by_campaign.contains(&interview);
        let may = |record: &&Record| {
            says(&record.said) || record.corrected.as_ref().is_some_and(|(_, said)| says(said))
        };
        self.records.iter().filter(there).filter(may).count()
    }

    fn facts_of(&self, quarter: i8, at: (i8, i8), gone: impl Fn(i8) -> bool) -> BTreeMap<usize, Facts> {
        let mut all: BTreeMap<usize, Facts> = BTreeMap::new();
        let there = |record: &&Record| {
            let erased = self.erased.get(&record.household).is_some_and(|after| gone(*after));
            record.quarter == quarter && (record.arrived, record.days.0) <= at && !erased
        };
        for record in self.records.iter().filter(there) {
            let corrected = record.corrected.as_ref();
            let corrected = corrected.filter(|(arrived, _)| (*arrived, record.days.1) <= at);
            let said = corrected.map_or(&record.said, |(_, said)| said);
            let facts = all.entry(record.household).or_default();
            facts.overall.extend(said.overall.iter().cloned());
            let of_campaign = facts.by_campaign.entry(record.campaign).or_default();
            of_campaign.extend(said.by_campaign.iter().cloned());
        }
        all
    }
}

impl Said {
    fn campaign(&mut self, table: Table, item: &str) {
        self.by_campaign.insert((table, item.to_owned()));
    }

    fn overall(&mut self, table: Table, item: &str) {
        self.overall.insert((table, item.to_owned()));
    }
}

/// One visit, or one that was corrected.
fn visit(rng: &mut Rng, campaign: &Campaign, quarter: i8) -> Said {
    let rates = &campaign.rates;
    let mut said = Said::default();
    follow_up(rng, rates, &mut said);
    let by_phone = happens(rng, rates.by_phone);
    if !by_phone {
        let band = HourBand::ALL[rng.usize(..HourBand::ALL.len())].as_str();
        said.campaign(Table::DoorsTried, "");
        said.campaign(Table::HoursTried, band);
        if !happens(rng, rates.opened) {
            return said;
        }
        said.campaign(Table::DoorsOpened, "");
        said.campaign(Table::HoursOpened, band);
    }
    if happens(rng, rates.interviewed) {
        if !by_phone {
            said.campaign(Table::DoorsInterviewed, "");
        }
        interview(rng, campaign, quarter, &mut said);
    }
    said
}

fn interview(rng: &mut Rng, campaign: &Campaign, quarter: i8, said: &mut Said) {
    let rates = &campaign.rates;
    let message = message(rng, campaign, quarter);
    said.campaign(Table::HouseholdsMet, "");
    said.campaign(Table::Languages, rates.language(rng));
    said.campaign(Table::Messages, &message);
    let residents = ["1", "1", "2", "2", "3", "4", "5_or_more", "unknown"];
    said.campaign(Table::ResidentsPresent, residents[rng.usize(..residents.len())]);
    if happens(rng, rates.useful) {
        said.campaign(Table::FoundUseful, "");
        said.campaign(Table::MessagesUseful, &message);
    }
    if happens(rng, rates.learned) {
        said.campaign(Table::LearnedSomething, "");
    }
    if happens(rng, rates.intends) {
        said.campaign(Table::IntendsToAct, "");
        said.campaign(Table::MessagesIntend, &message);
    }
    for (question, options) in &campaign.public.questions {
        if happens(rng, rates.answers) {
            let option = &options[rng.usize(..options.len())];
            said.campaign(Table::Answers, question);
            said.campaign(Table::Answers, &format!("{question}/{option}"));
        }
    }
    needs(rng, rates, said);
}

fn message(rng: &mut Rng, campaign: &Campaign, quarter: i8) -> String {
    let later = campaign.later_message.iter().filter(|(_, from)| *from <= quarter);
    let mut known: Vec<&String> = campaign.public.messages.iter().collect();
    known.extend(later.map(|(message, _)| message));
    match known.as_slice() {
        [] => "none".to_owned(),
        known if happens(rng, campaign.rates.message) => known[rng.usize(..known.len())].clone(),
        _ => "none".to_owned(),
    }
}

fn needs(rng: &mut Rng, rates: &Rates, said: &mut Said) {
    while happens(rng, rates.need.min(0.8)) {
        let code = rates.theme(rng);
        let theme = themes().iter().find(|theme| theme.code == code).expect("it was taken from the list");
        said.campaign(Table::Needs, "any");
        said.campaign(Table::NeedsParent, theme.parent);
        said.campaign(Table::NeedsTheme, theme.code);
    }
}

/// What is told in a quarter of what began earlier; it need not be about the same visit.
fn follow_up(rng: &mut Rng, rates: &Rates, said: &mut Said) {
    if happens(rng, rates.followed) {
        said.campaign(Table::FollowedUp, "");
        if happens(rng, rates.acted) {
            said.campaign(Table::Acted, "");
        }
    }
    if happens(rng, rates.ended) {
        said.overall(Table::NeedsEnded, "any");
        said.overall(Table::NeedsEnded, if happens(rng, rates.acted) { "met" } else { "not_met" });
    }
    if happens(rng, rates.referred) {
        let outcomes = ["resolved", "resolved", "resolved", "not_resolved", "refused", "withdrawn"];
        let outcome = outcomes[rng.usize(..outcomes.len())];
        said.overall(Table::ReferralsEnded, "any");
        said.overall(Table::ReferralsEnded, outcome);
        if outcome == "resolved" {
            let days = ["up_to_7", "8_to_30", "8_to_30", "31_to_90", "more_than_90"];
            said.overall(Table::ReferralDays, days[rng.usize(..days.len())]);
        }
    }
}
