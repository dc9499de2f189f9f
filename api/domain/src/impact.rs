//! What everybody is told of the whole country in a closed period. It is reckoned from published figures and from
//! campaigns and contracts alone, so that it says of households no more than these figures do.

use crate::release::{FigureStatus, Frame, Level, Method, ReleaseFigure, Table};

/// A table and an item of it.
type Counted = (Table, &'static str);

/// A protected figure: a value, or that there is none to tell.
pub type Cell = (Option<u32>, FigureStatus);

/// A number that is told as it is: it is made of campaigns and contracts, and no visit changes it.
#[derive(Clone, Copy, Debug)]
pub struct Total {
    /// Its name.
    pub name: &'static str,
    /// What it counts, exactly.
    pub definition: &'static str,
    /// The version of the definition; it changes when what is counted does.
    pub version: u32,
    /// How many there are.
    pub of: fn(&Frame) -> usize,
}

/// A protected count of households, and what it is a share of.
#[derive(Clone, Copy, Debug)]
pub struct Indicator {
    /// Its name.
    pub name: &'static str,
    /// What it counts, exactly.
    pub definition: &'static str,
    /// The version of the definition; it changes when what is counted does.
    pub version: u32,
    /// The count.
    pub numerator: Counted,
    /// What it is a share of.
    pub denominator: Option<Counted>,
}

/// The numbers that are told as they are.
pub const TOTALS: [Total; 4] = [
    Total {
        name: "partnerships",
        definition: "Organisations that had a campaign which was active in the period.",
        version: 1,
        of: partnerships,
    },
    Total {
        name: "campaigns",
        definition: "Campaigns that were active in the period: they ran in it, or had ended at most 182 days before.",
        version: 1,
        of: |frame| frame.campaigns.len(),
    },
    Total {
        name: "neighbourhoods",
        definition: "Neighbourhoods in which a campaign was active in the period.",
        version: 1,
        of: |frame| {
            frame.places.iter().filter(|place| place.active && place.level == Level::Neighbourhood).count()
        },
    },
    Total {
        name: "field_workers",
        definition: "Field workers under contract on a day of the period, whether they went to a door or not; of a year, those of its quarters together.",
        version: 1,
        of: |frame| frame.field_workers.len(),
    },
];

fn partnerships(frame: &Frame) -> usize {
    let mut partners: Vec<_> = frame.campaigns.iter().map(|campaign| campaign.organisation_id).collect();
    partners.sort();
    partners.dedup();
    partners.len()
}

const fn indicator(
    (name, definition): (&'static str, &'static str),
    numerator: Counted,
    denominator: Option<Counted>,
) -> Indicator {
    Indicator { name, definition, version: 1, numerator, denominator }
}

const MET: Counted = (Table::HouseholdsMet, "");
const RESOLVED: Counted = (Table::ReferralsEnded, "resolved");

/// The protected counts, in the order of what happens at a door and after it.
pub const INDICATORS: [Indicator; 10] = [
    indicator(
        ("doors_tried", "Distinct households whose door was tried in the period."),
        (Table::DoorsTried, ""),
        None,
    ),
    indicator(
        (
            "doors_opened",
            "Of the households whose door was tried, those where somebody opened at least once.",
        ),
        (Table::DoorsOpened, ""),
        Some((Table::DoorsTried, "")),
    ),
    indicator(
        (
            "households_met",
            "Distinct households interviewed in the period, at the door, at the building's entrance, by phone or at an event.",
        ),
        MET,
        None,
    ),
    indicator(
        ("found_useful", "Of the households met, those that found an interview useful."),
        (Table::FoundUseful, ""),
        Some(MET),
    ),
    indicator(
        ("learned_something", "Of the households met, those that learned something."),
        (Table::LearnedSomething, ""),
        Some(MET),
    ),
    indicator(
        ("intends_to_act", "Of the households met, those that meant to take an action of the campaign."),
        (Table::IntendsToAct, ""),
        Some(MET),
    ),
    indicator(
        (
            "acted",
            "Of the households of which it was told in the period whether an intended action was taken, those that took one.",
        ),
        (Table::Acted, ""),
        Some((Table::FollowedUp, "")),
    ),
    indicator(
        ("needs_raised", "Of the households met, those that raised a need."),
        (Table::Needs, "any"),
        Some(MET),
    ),
    indicator(
        (
            "needs_met",
            "Of the households of which a need came to an end in the period, met or found not to be met, those of which one was met.",
        ),
        (Table::NeedsEnded, "met"),
        Some((Table::NeedsEnded, "any")),
    ),
    indicator(
        (
            "referrals_resolved",
            "Of the households of which a referral ended in the period, with whatever outcome, those of which one was resolved.",
        ),
        RESOLVED,
        Some((Table::ReferralsEnded, "any")),
    ),
];

/// The days that resolved referrals took: a share of the households with one, by each of the table's items.
pub const REFERRAL_DAYS: Indicator = indicator(
    (
        "referral_days",
        "Of the households of which a referral was resolved in the period, those of which one was resolved within so many days of being sent. A household with two of them may stand in two ranges.",
    ),
    (Table::ReferralDays, ""),
    Some(RESOLVED),
);

/// The name, the definition and the version of the least number of residents.
pub const RESIDENTS: (&str, &str, u32) = (
    "residents_reached",
    "Residents who took part in interviews of the period, of each household as many as took part at once.",
    1,
);

/// Items of the table of residents, by how many they are at least.
const PRESENT: [(&str, u32); 5] = [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5_or_more", 5)];

/// What a release tells of the country.
#[derive(Clone, Copy, Debug)]
pub struct Told<'t> {
    /// Its public structure.
    pub frame: &'t Frame,
    /// How it was protected.
    pub method: &'t Method,
    /// The figures of the country.
    pub figures: &'t [ReleaseFigure],
}

impl Told<'_> {
    /// Whether any campaign was active in the period; that is public.
    fn is_active(&self) -> bool {
        self.frame.places.iter().any(|place| place.level == Level::Nation && place.active)
    }

    /// A cell; where no campaign is active there is nothing to count, and that is public.
    #[must_use]
    pub fn cell(&self, (table, item): (Table, &str)) -> Cell {
        if !self.is_active() {
            return (Some(0), FigureStatus::StructuralZero);
        }
        let found = self.figures.iter().find(|figure| figure.table == table && figure.item == item);
        found.map_or((None, FigureStatus::Withheld), |figure| (figure.value, figure.status))
    }

    /// How many residents took part, at least; `None` where no figure of them is published.
    #[must_use]
    pub fn residents_at_least(&self) -> Option<u32> {
        let least = PRESENT.map(|(item, residents)| match self.cell((Table::ResidentsPresent, item)) {
            (Some(value), FigureStatus::Published) => (residents, Some(self.method.bounds(value).0)),
            (value, _) => (residents, value),
        });
        residents(&least)
    }
}

/// The least number of residents by the least numbers of households in which so many of them, or more, took part in an
/// interview; `None`: it is not told of them.
///
/// A household that was met twice may stand in two items, so that they are not added up. But whoever stands in item j has
/// n residents or more for each n up to j: there are at least as many such households as the largest of these items
/// holds. The sum of that over n is at most the sum of residents, however the items overlap.
fn residents(least: &[(u32, Option<u32>)]) -> Option<u32> {
    least.iter().find_map(|(_, households)| *households)?;
    let layer = |n: u32| {
        let from = least.iter().filter(|(residents, _)| *residents >= n);
        from.filter_map(|(_, households)| *households).max().unwrap_or(0)
    };
    Some((1..=PRESENT.len() as u32).map(layer).fold(0, u32::saturating_add))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_told_once_and_every_definition_is_of_what_is_counted() {
        let mut names: Vec<&str> = INDICATORS.iter().map(|of| of.name).collect();
        names.extend(TOTALS.iter().map(|of| of.name));
        names.extend([REFERRAL_DAYS.name, RESIDENTS.0]);
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        for of in &INDICATORS {
            let (table, item) = of.numerator;
            assert!(table.items(None).iter().any(|known| known == item), "{}", of.name);
            assert!(!of.definition.is_empty());
        }
    }

    /// Households by how many took part in each of their interviews, and what is told of them if nothing is rounded.
    fn told(households: &[&[u32]]) -> (u32, Option<u32>) {
        let truth = households.iter().map(|met| met.iter().copied().max().unwrap_or(0)).sum();
        let in_item = |of: u32| households.iter().filter(|met| met.iter().any(|n| (*n).min(5) == of)).count();
        let least: Vec<_> = (1..=5).map(|n| (n, Some(in_item(n) as u32))).collect();
        (truth, residents(&least))
    }

    #[test]
    fn who_was_met_twice_with_different_numbers_is_not_counted_twice() {
        assert_eq!(told(&[&[2, 3], &[2, 3]]), (6, Some(6)));
        assert_eq!(told(&[&[1, 2, 3, 4, 5]]), (5, Some(5)));
        // Adding the items up would tell 15 of these.
        assert_eq!(told(&[&[5], &[1], &[1]]), (7, Some(6)));
    }

    #[test]
    fn it_is_never_more_than_there_are() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..500 {
            let households: Vec<Vec<u32>> = (0..random.usize(1..40))
                .map(|_| (0..random.usize(1..4)).map(|_| random.u32(1..9)).collect())
                .collect();
            let (truth, told) = told(&households.iter().map(Vec::as_slice).collect::<Vec<_>>());
            assert!(told.is_some_and(|told| told <= truth), "{told:?} of {truth}: {households:?}");
        }
    }

    #[test]
    fn each_published_figure_counts_at_its_least_and_what_is_withheld_not_at_all() {
        let frame: Frame = serde_json::from_value(serde_json::json!({
            "places": [{"code": "FR", "level": "nation", "parent": null, "active": true}], "campaigns": [],
        }))
        .expect("a frame");
        let method = Method {
            threshold: 11,
            base: 5,
            least_published: 15,
            withheld_per_10_000: 50,
            key_fingerprint: String::new(),
        };
        let figure = |item: &str, value: Option<u32>| ReleaseFigure {
            position: 0,
            table: Table::ResidentsPresent,
            level: Some(Level::Nation),
            place: Some("FR".to_owned()),
            campaign_id: None,
            item: item.to_owned(),
            status: if value.is_some() { FigureStatus::Published } else { FigureStatus::Withheld },
            value,
        };
        let least =
            |figures: &[ReleaseFigure]| Told { frame: &frame, method: &method, figures }.residents_at_least();
        // 15 is told of 11 and more, 40 of 36 and more: 36 have two residents, 11 have three.
        assert_eq!(
            least(&[figure("2", Some(40)), figure("3", Some(15)), figure("1", None)]),
            Some(36 + 36 + 11)
        );
        assert_eq!(least(&[figure("2", None)]), None);
        let nowhere = Frame::default();
        let idle = Told { frame: &nowhere, method: &method, figures: &[] };
        assert_eq!(idle.cell((Table::HouseholdsMet, "")), (Some(0), FigureStatus::StructuralZero));
        assert_eq!(idle.residents_at_least(), Some(0));
    }
}
