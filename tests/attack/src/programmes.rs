//! Programmes whose effect a release tells: how many of their households have a pair of readings.

use fastrand::Rng;
use palier_domain::{
    disclosure::Count,
    meter_reading::Utility,
    release::{Period, Quarter, ReleaseProgramme},
    time::Day,
};

use crate::town::Campaign;

const QUALITIES: [&str; 3] = ["measured", "declared", "estimated"];
const ARMS: [&str; 2] = ["treatment", "control"];

/// A programme.
pub struct Programme {
    /// What is public of it.
    pub public: ReleaseProgramme,
    /// The quarter in which its effect is told.
    pub told_in: i8,
    /// How many households have a pair, by item.
    pub pairs: Vec<(String, usize)>,
}

impl Programme {
    /// At most one for a campaign. The random numbers are drawn aside: a town is the same with it and without.
    #[must_use]
    pub fn random(rng: &Rng, campaigns: &[Campaign]) -> Vec<Self> {
        let mut rng = rng.clone();
        let mut programmes = Vec::new();
        for campaign in campaigns {
            if rng.bool() {
                programmes.push(Self::of(&mut rng, campaign));
            }
        }
        programmes
    }

    fn of(rng: &mut Rng, campaign: &Campaign) -> Self {
        let utility = if rng.bool() { Utility::Water } else { Utility::Gas };
        let public = ReleaseProgramme {
            campaign_id: campaign.public.id,
            utility,
            starts_on: Day::constant(2025, 1, 1),
            ends_on: Day::constant(2025, 3, 1),
            neighbourhoods: campaign.public.neighbourhoods.clone(),
        };
        // Few, about as many as may be told, or many.
        let most = [3, 14, 60];
        let pairs: Vec<(String, usize)> = items(utility)
            .map(|item| {
                let most = most[rng.usize(..most.len())];
                (item, rng.usize(..=most))
            })
            .collect();
        Self { public, told_in: rng.i8(1..=4), pairs }
    }

    /// Whether its effect is told in a period.
    #[must_use]
    pub fn is_told_in(&self, period: Period) -> bool {
        matches!(period, Period::Quarter(Quarter { number, .. }) if number == self.told_in)
    }

    /// The pairs, as they are counted.
    #[must_use]
    pub fn counted(&self) -> Vec<(String, Count)> {
        self.pairs.iter().map(|(item, households)| (item.clone(), Count::of_distinct(*households))).collect()
    }
}

fn items(utility: Utility) -> impl Iterator<Item = String> {
    let of = move |quality| ARMS.map(|arm| format!("{}/{quality}/{arm}", utility.as_str()));
    QUALITIES.into_iter().flat_map(of)
}

/// What the cells of a programme are called in an edition.
#[must_use]
pub fn names(edition: &str, programme: &ReleaseProgramme) -> Vec<String> {
    let at = format!("{edition}|programme:{}:{}", programme.campaign_id, programme.utility.as_str());
    items(programme.utility).map(|item| format!("{at}|savings_pairs/{item}")).collect()
}
