//! Live progress: what a partner may see of its running campaign before the quarter is over. Totals of the campaign
//! alone, in steps that move all figures together (`disclosure::step`), each kept for the release of the quarter.

use serde::{Deserialize, Serialize};

use crate::{
    disclosure::{Count, Draws, Evidence, Growing, LastStep, Settings, rest_name, step},
    ids::CampaignId,
    time::{Day, Instant},
};

use super::{Facts, Frame, Location, Named, Period, Quarter, Table};

/// The tables that are told live, each a part of the one before.
pub const LIVE: [Table; 3] = [Table::DoorsTried, Table::DoorsOpened, Table::DoorsInterviewed];

/// So many days before the quarter, or the campaign, is over there are no more steps: what comes after the last one is
/// mostly large enough then for the quarter's own figures to be published.
const QUIET_DAYS: i64 = 14;

/// A step of a campaign's live progress: rounded values, told for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveStep {
    /// Of which campaign.
    pub campaign_id: CampaignId,
    /// The day of its tick.
    pub on: Day,
    /// Distinct households whose door was tried since the quarter began.
    pub doors_tried: u32,
    /// Those where somebody opened.
    pub doors_opened: u32,
    /// Those that were interviewed at the door.
    pub doors_interviewed: u32,
}

impl LiveStep {
    /// Its figures by table.
    #[must_use]
    pub fn figures(&self) -> [(Table, u32); 3] {
        let values = [self.doors_tried, self.doors_opened, self.doors_interviewed];
        [0, 1, 2].map(|at| (LIVE[at], values[at]))
    }
}

/// The first day without live progress of a campaign in a quarter. It depends on what is public alone.
#[must_use]
pub fn quiet_from(quarter: Quarter, campaign_ends_on: Day) -> Day {
    let last = Period::Quarter(quarter).end().min(campaign_ends_on.saturating_add(jiff::Span::new().days(1)));
    Instant::start_of(last).plus_seconds(-QUIET_DAYS * 24 * 3600).day()
}

/// The name of a figure of a step.
fn name(period: Period, (campaign, on): (CampaignId, Day), table: Table) -> String {
    format!("{period}@{on}/{}/{}/", Location::Campaign(campaign), table.as_str())
}

/// The names of a step's figures, in the order of [`LIVE`].
pub(super) fn names(period: Period, campaign: CampaignId, on: Day) -> [String; 3] {
    LIVE.map(|table| name(period, (campaign, on), table))
}

/// What came between the last step of a campaign and the end of the quarter.
pub struct LastIncrease {
    /// What it is called by the protection.
    pub name: String,
    /// Of which campaign.
    pub campaign_id: CampaignId,
    /// Of which table.
    pub table: Table,
    /// The day of the last step.
    pub since: Day,
}

impl Frame {
    /// The steps of a campaign, in their order.
    pub fn steps_of(&self, campaign: CampaignId) -> impl Iterator<Item = &LiveStep> {
        self.steps.iter().filter(move |step| step.campaign_id == campaign)
    }

    /// What came after the last steps, of all campaigns: counts in scope.
    #[must_use]
    pub fn last_increases(&self, period: Period) -> Vec<LastIncrease> {
        let mut all = Vec::new();
        for campaign in &self.campaigns {
            let Some(last) = self.steps_of(campaign.id).last() else { continue };
            for table in LIVE {
                let location = Location::Campaign(campaign.id);
                let whole = Named { period, location, cell: (table, String::new()) };
                let before = name(period, (campaign.id, last.on), table);
                let name = rest_name(&before, &whole.to_string());
                all.push(LastIncrease { name, campaign_id: campaign.id, table, since: last.on });
            }
        }
        all
    }
}

impl Facts {
    /// What live progress keeps of a household: what one campaign recorded, as far as figures of it hang together.
    #[must_use]
    pub fn of_campaign(&self, campaign: CampaignId) -> Option<Self> {
        let facts = self.by_campaign.get(&campaign)?;
        if !LIVE.iter().any(|table| stands(facts, *table)) {
            return None;
        }
        // Needs are no part of any of these figures, and households met need not have one.
        let is_need = |table: Table| matches!(table, Table::Needs | Table::NeedsParent | Table::NeedsTheme);
        let facts = facts.iter().filter(|(table, _)| !is_need(*table)).cloned().collect();
        Some(Self { by_campaign: [(campaign, facts)].into(), overall: [].into() })
    }

    /// What was told is not taken back: a household that live progress counted, and that the records have no more as it
    /// was (a correction, an erasure), stands where it stood.
    pub fn hold(&mut self, told: Self) {
        let lost = told.by_campaign.iter().any(|(campaign, told)| {
            let now = self.by_campaign.get(campaign);
            let is_lost = |table: &Table| stands(told, *table) && !now.is_some_and(|now| stands(now, *table));
            LIVE.iter().any(is_lost)
        });
        if lost {
            self.merge(told);
        }
    }
}

fn stands(facts: &super::CampaignFacts, table: Table) -> bool {
    facts.contains(&(table, String::new()))
}

/// Counts a campaign's households while its quarter runs.
pub struct LiveCounting {
    period: Period,
    campaign: CampaignId,
    counts: [Count; 3],
}

/// The step before.
#[derive(Clone, Copy)]
pub struct StepBefore<'s> {
    /// How many there were, with it.
    pub number: u32,
    /// The day of its tick.
    pub on: Day,
    /// What is behind its figures.
    pub evidence: &'s Evidence,
}

impl LiveCounting {
    /// Nobody is counted yet.
    #[must_use]
    pub fn new(quarter: Quarter, campaign: CampaignId) -> Self {
        Self { period: Period::Quarter(quarter), campaign, counts: [Count::of_none(); 3] }
    }

    /// Counts a household, once.
    pub fn add(&mut self, facts: &Facts) {
        let Some(facts) = facts.by_campaign.get(&self.campaign) else { return };
        for (count, table) in self.counts.iter_mut().zip(LIVE) {
            if stands(facts, table) {
                count.add_household();
            }
        }
    }

    /// The figures that may be told from this day on, and what is behind them; nothing if they may not move.
    #[must_use]
    pub fn step(
        self,
        on: Day,
        before: Option<StepBefore<'_>>,
        settings: &Settings,
        draws: &dyn Draws,
    ) -> Option<(LiveStep, Evidence)> {
        let (period, campaign) = (self.period, self.campaign);
        let named = names(period, campaign, on).into_iter().zip(self.counts).collect();
        let growing = Growing { of: format!("{period}/{}", Location::Campaign(campaign)), counts: named };
        let known = before.map(|before| names(period, campaign, before.on));
        let last = before.zip(known.as_ref()).map(|(before, names)| LastStep {
            number: before.number,
            names,
            evidence: before.evidence,
        });
        let stepped = step(&growing, last, settings, draws)?;
        let [doors_tried, doors_opened, doors_interviewed] = stepped.values[..] else { return None };
        let step = LiveStep { campaign_id: campaign, on, doors_tried, doors_opened, doors_interviewed };
        Some((step, stepped.evidence))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn there_are_no_steps_in_the_last_two_weeks() {
        let quarter = Quarter { year: 2026, number: 1 };
        assert_eq!(quiet_from(quarter, Day::constant(2026, 6, 30)), Day::constant(2026, 3, 18));
        assert_eq!(quiet_from(quarter, Day::constant(2026, 2, 28)), Day::constant(2026, 2, 15));
    }

    #[test]
    fn what_was_told_is_held_and_nothing_else() {
        let campaign = CampaignId(Uuid::nil());
        let item = |table: &Table| match table {
            Table::Needs => "any",
            Table::ResidentsPresent => "2",
            _ => "",
        };
        let facts = |tables: &[Table]| Facts {
            by_campaign: [(campaign, tables.iter().map(|table| (*table, item(table).to_owned())).collect())]
                .into(),
            overall: [(Table::NeedsEnded, "any".to_owned())].into(),
        };
        let met = [Table::DoorsTried, Table::DoorsOpened, Table::FoundUseful, Table::ResidentsPresent];
        let told = facts(&[&met[..], &[Table::Needs]].concat());
        let kept = told.of_campaign(campaign).expect("its door was tried");
        assert_eq!(kept, Facts { overall: [].into(), ..facts(&met) });
        let mut same = facts(&[Table::DoorsTried, Table::DoorsOpened]);
        same.hold(kept.clone());
        assert_eq!(same, facts(&[Table::DoorsTried, Table::DoorsOpened]), "nothing that was told is lost");
        let mut lost = Facts::default();
        lost.hold(kept.clone());
        assert_eq!(lost, kept);
        assert_eq!(facts(&[Table::HouseholdsMet]).of_campaign(campaign), None);
    }
}
