//! Random small towns: places, campaigns, households.

use std::collections::BTreeSet;

use fastrand::Rng;
use palier_domain::{
    code::{CommuneCode, NeighbourhoodCode},
    ids::{CampaignId, OrganisationId},
    release::{Frame, Places, ReleaseCampaign},
};
use uuid::Uuid;

use crate::{programmes::Programme, rates::Rates};

/// The quarters that a town lives through.
pub const QUARTERS: [i8; 4] = [1, 2, 3, 4];

/// A town, or a few together.
pub struct Town {
    /// Its neighbourhoods with their communes.
    pub neighbourhoods: Vec<(NeighbourhoodCode, Vec<CommuneCode>)>,
    /// Its campaigns.
    pub campaigns: Vec<Campaign>,
    /// For each household the index of its neighbourhood.
    pub households: Vec<usize>,
    /// Programmes whose effect is told.
    pub programmes: Vec<Programme>,
}

/// A partner's campaign.
pub struct Campaign {
    /// What is public of it.
    pub public: ReleaseCampaign,
    /// The quarters in which it is active.
    pub active: std::ops::RangeInclusive<i8>,
    /// A message that is published later, and in which quarter.
    pub later_message: Option<(String, i8)>,
    /// How it goes.
    pub rates: Rates,
}

/// How large a random town is.
#[derive(Clone, Debug)]
pub struct Size {
    /// Departments at most.
    pub departments: usize,
    /// Communes at most.
    pub communes: usize,
    /// Neighbourhoods.
    pub neighbourhoods: std::ops::RangeInclusive<usize>,
    /// Campaigns.
    pub campaigns: std::ops::RangeInclusive<usize>,
    /// Households.
    pub households: std::ops::RangeInclusive<usize>,
}

/// The small towns of the promise's test.
pub const SMALL: Size =
    Size { departments: 2, communes: 4, neighbourhoods: 2..=6, campaigns: 1..=3, households: 40..=600 };

impl Town {
    /// A town of that size.
    #[must_use]
    pub fn random(rng: &mut Rng, size: &Size) -> Self {
        let departments = rng.usize(1..=size.departments);
        let communes: Vec<CommuneCode> =
            (0..rng.usize(1..=size.communes)).map(|n| commune(n % departments, n)).collect();
        // Smaller ones are likelier: they have more to hide, and cost less to test.
        let wanted = rng.usize(size.neighbourhoods.clone()).min(rng.usize(size.neighbourhoods.clone()));
        let partners = rng.usize(size.campaigns.clone()).min(rng.usize(size.campaigns.clone()));
        let neighbourhoods: Vec<_> = (0..wanted).map(|n| neighbourhood(rng, n, &communes)).collect();
        let campaigns: Vec<_> = (0..partners).map(|n| campaign(rng, n, &neighbourhoods)).collect();
        let weights: Vec<usize> = (0..wanted).map(|_| rng.usize(1..=8)).collect();
        let households = rng.usize(size.households.clone());
        let households = (0..households).map(|_| weighted(rng, &weights)).collect();
        let programmes = Programme::random(rng, &campaigns);
        Self { neighbourhoods, campaigns, households, programmes }
    }

    /// The public structure of a quarter.
    #[must_use]
    pub fn frame(&self, quarter: i8) -> Frame {
        let active = self.campaigns.iter().filter(|campaign| campaign.active.contains(&quarter));
        let told = self.programmes.iter().filter(|programme| programme.told_in == quarter);
        let programmes = told.map(|programme| programme.public.clone()).collect();
        Frame { programmes, ..self.framed(active.map(|campaign| campaign.known_in(quarter)).collect()) }
    }

    /// The public structure of the year: everything that stands in a quarter.
    #[must_use]
    pub fn frame_of_year(&self) -> Frame {
        let last = |campaign: &Campaign| campaign.known_in(*campaign.active.end());
        self.framed(self.campaigns.iter().map(last).collect())
    }

    fn framed(&self, campaigns: Vec<ReleaseCampaign>) -> Frame {
        let active: BTreeSet<_> = campaigns.iter().flat_map(|c| c.neighbourhoods.iter().cloned()).collect();
        let places = Places::new(&self.neighbourhoods, &active).iter().cloned().collect();
        Frame { places, campaigns, ..Frame::default() }
    }

    /// The code of a household's neighbourhood.
    #[must_use]
    pub fn neighbourhood_of(&self, household: usize) -> &NeighbourhoodCode {
        &self.neighbourhoods[self.households[household]].0
    }
}

impl Campaign {
    /// What is public of it up to a quarter.
    fn known_in(&self, quarter: i8) -> ReleaseCampaign {
        let mut known = self.public.clone();
        let later = self.later_message.iter().filter(|(_, from)| *from <= quarter);
        known.messages.extend(later.map(|(message, _)| message.clone()));
        known.messages.sort();
        known
    }
}

fn commune(department: usize, n: usize) -> CommuneCode {
    let code = match department {
        0 => format!("99{:03}", n + 1),
        1 => format!("974{:02}", n % 99 + 1),
        // Corsica's codes have letters, which nothing here depends on.
        more => format!("{:02}{:03}", if more < 21 { more - 1 } else { more }, n + 1),
    };
    CommuneCode::new(&code).expect("a commune's code is five digits")
}

fn neighbourhood(rng: &mut Rng, n: usize, communes: &[CommuneCode]) -> (NeighbourhoodCode, Vec<CommuneCode>) {
    let letter = ['N', 'M', 'I', 'C'][n / 99 % 4];
    let code = NeighbourhoodCode::new(format!("QN{:03}{:02}{letter}", 99 - n / 396, n % 99 + 1))
        .expect("a code of the usual form");
    let mut of = vec![communes[rng.usize(..communes.len())].clone()];
    if rng.u8(..8) == 0 {
        of.push(communes[rng.usize(..communes.len())].clone());
    }
    (code, of)
}

fn campaign(rng: &mut Rng, n: usize, neighbourhoods: &[(NeighbourhoodCode, Vec<CommuneCode>)]) -> Campaign {
    let mut codes: Vec<_> = neighbourhoods.iter().map(|(code, _)| code.clone()).collect();
    rng.shuffle(&mut codes);
    // Often a single one, so that the campaign's cells are a neighbourhood's, too.
    let wanted = if rng.u8(..3) == 0 { 1 } else { rng.usize(1..=codes.len()) };
    codes.truncate(wanted);
    codes.sort();
    let from = if rng.u8(..3) == 0 { rng.i8(1..=4) } else { 1 };
    let to = if rng.u8(..3) == 0 { rng.i8(from..=4) } else { 4 };
    let messages = if rng.bool() { vec!["fr/1".to_owned()] } else { vec![] };
    let later_message = (rng.u8(..3) == 0 && from < to).then(|| ("fr/2".to_owned(), rng.i8(from + 1..=to)));
    let public = ReleaseCampaign {
        id: CampaignId(Uuid::from_u128(0xCA00 + n as u128)),
        organisation_id: OrganisationId(Uuid::from_u128(0x0A00 + n as u128 / 2)),
        neighbourhoods: codes,
        questions: questions(rng),
        messages,
    };
    Campaign { public, active: from..=to, later_message, rates: Rates::random(rng) }
}

fn questions(rng: &mut Rng) -> Vec<(String, Vec<String>)> {
    let options = |options: &[&str]| options.iter().map(|option| (*option).to_owned()).collect();
    let all = [
        ("reads_meter", options(&["yes", "no"])),
        ("heating", options(&["gas", "power", "shared", "wood"])),
        ("warmth", options(&["1", "2", "3", "4", "5"])),
    ];
    let asked = rng.usize(..=all.len());
    all.into_iter().take(asked).map(|(code, options)| (code.to_owned(), options)).collect()
}

/// An index, as likely as its weight says.
pub fn weighted(rng: &mut Rng, weights: &[usize]) -> usize {
    let mut at = rng.usize(..weights.iter().sum::<usize>().max(1));
    for (index, weight) in weights.iter().enumerate() {
        if at < *weight {
            return index;
        }
        at -= weight;
    }
    0
}
