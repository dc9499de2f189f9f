//! What is counted of one household in a quarter.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{coded::coded, ids::CampaignId};

use super::Table;

coded! {
    /// When a door was tried, by the clock of the deployment's time zone.
    HourBand {
        /// Monday to Friday, before noon.
        WeekdayMorning = "weekday_morning",
        /// Monday to Friday, from noon to five.
        WeekdayAfternoon = "weekday_afternoon",
        /// Monday to Friday, from five on.
        WeekdayEvening = "weekday_evening",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

impl HourBand {
    /// The band of a local date and time.
    #[must_use]
    pub fn of(local: jiff::civil::DateTime) -> Self {
        use jiff::civil::Weekday;
        match (local.weekday(), local.hour()) {
            (Weekday::Saturday, _) => Self::Saturday,
            (Weekday::Sunday, _) => Self::Sunday,
            (_, ..12) => Self::WeekdayMorning,
            (_, 12..17) => Self::WeekdayAfternoon,
            (_, _) => Self::WeekdayEvening,
        }
    }
}

/// The cells of tables that a household stands in, once each: a table and its item (empty where it has none).
pub type CampaignFacts = BTreeSet<(Table, String)>;

/// A household in a quarter. It is known by a keyed digest alone: the facts are kept until the year is published, and
/// what has been erased must not be found by them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Where each campaign found it: in the tables that are by campaign, and in those of places that are told as shares of
    /// the households met.
    pub by_campaign: BTreeMap<CampaignId, CampaignFacts>,
    /// Where it stands in the other tables, whoever told it.
    pub overall: CampaignFacts,
}

impl Facts {
    /// Whether it stands nowhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_campaign.values().all(BTreeSet::is_empty) && self.overall.is_empty()
    }

    /// Adds those of another quarter: a year counts a household once, wherever it stood in any quarter.
    pub fn merge(&mut self, other: Self) {
        for (campaign, facts) in other.by_campaign {
            self.by_campaign.entry(campaign).or_default().extend(facts);
        }
        self.overall.extend(other.overall);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_fall_into_bands() {
        let band = |text: &str| HourBand::of(text.parse().expect("a date and time"));
        // 2026-11-25 is a Wednesday.
        assert_eq!(band("2026-11-25T11:59:59"), HourBand::WeekdayMorning);
        assert_eq!(band("2026-11-25T12:00:00"), HourBand::WeekdayAfternoon);
        assert_eq!(band("2026-11-25T17:00:00"), HourBand::WeekdayEvening);
        assert_eq!(
            (band("2026-11-28T18:00:00"), band("2026-11-29T09:00:00")),
            (HourBand::Saturday, HourBand::Sunday)
        );
    }
}
