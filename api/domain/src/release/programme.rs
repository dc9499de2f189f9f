//! Programmes of a release: campaigns with a control group, whose effect on a utility is told once.

use serde::{Deserialize, Serialize};

use crate::{
    code::NeighbourhoodCode,
    consumption::Quality,
    control_group::Arm,
    ids::CampaignId,
    meter_reading::Utility,
    theme::ThemeCode,
    time::{Day, Instant},
};

use super::Period;

/// Days after a campaign's last one on which its effect is told: from then on every household can have been read in the
/// season in which it was read before.
const TOLD_AFTER_DAYS: i64 = 365;

/// A campaign whose effect on a utility a release tells, or tells not to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseProgramme {
    /// Which campaign.
    pub campaign_id: CampaignId,
    /// On what.
    pub utility: Utility,
    /// The campaign's first day.
    pub starts_on: Day,
    /// Its last one.
    pub ends_on: Day,
    /// Where stairwells were drawn, as far as the vintage has them.
    pub neighbourhoods: Vec<NeighbourhoodCode>,
}

impl ReleaseProgramme {
    /// Whether the effect of a campaign that ends on this day is told in a period: in one quarter and no other one, so
    /// that nobody learns from the difference of two looks who was read between them.
    #[must_use]
    pub fn is_told_in(ends_on: Day, period: Period) -> bool {
        let Period::Quarter(_) = period else { return false };
        let (from, to) = period.instants();
        let due = Instant::start_of(ends_on).plus_seconds(TOLD_AFTER_DAYS * 24 * 3600);
        from <= due && due < to
    }

    /// What a campaign about these themes means to save.
    #[must_use]
    pub fn utilities(themes: &[ThemeCode]) -> Vec<Utility> {
        let about = |parent: &str| themes.iter().any(|code| code.theme().is_some_and(|t| t.parent == parent));
        let mut utilities = Vec::new();
        if about("palier:eau") {
            utilities.push(Utility::Water);
        }
        if about("palier:energie") {
            utilities.extend([Utility::Electricity, Utility::Gas]);
        }
        utilities
    }
}

/// The item of the households of an arm that have a pair of a source quality: `water/measured/treatment`.
#[must_use]
pub fn pairs_item(utility: Utility, quality: Quality, arm: Arm) -> String {
    format!("{}/{}/{}", utility.as_str(), quality.as_str(), arm.as_str())
}

/// All such items of a utility.
#[must_use]
pub fn pairs_items(utility: Utility) -> Vec<String> {
    let of =
        |quality: &Quality| Arm::ALL.iter().map(move |arm| pairs_item(utility, *quality, *arm)).collect();
    Quality::ALL.iter().map(of).collect::<Vec<Vec<String>>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_is_told_in_one_quarter_a_year_after_the_campaign() {
        let told = |period: &str| {
            ReleaseProgramme::is_told_in(Day::constant(2025, 9, 30), period.parse().expect("a period"))
        };
        let all = ["2025-Q3", "2026-Q2", "2026-Q3", "2026-Q4", "2026"];
        assert_eq!(all.map(told), [false, false, true, false, false]);
    }

    #[test]
    fn a_campaign_saves_what_it_is_about() {
        let of = |themes: &[&str]| {
            let themes: Vec<_> = themes.iter().map(|code| ThemeCode::trusted((*code).to_owned())).collect();
            ReleaseProgramme::utilities(&themes)
        };
        assert_eq!(of(&["palier:eau--fuite", "palier:eau--compteur"]), [Utility::Water]);
        assert_eq!(of(&["palier:energie--chauffage"]), [Utility::Electricity, Utility::Gas]);
        assert_eq!(of(&["numerique--utiliser-le-numerique"]), []);
    }

    #[test]
    fn pairs_are_by_source_quality_and_arm() {
        let items = pairs_items(Utility::Water);
        assert_eq!((items.len(), items[0].as_str()), (6, "water/measured/treatment"));
    }
}
