//! A quarter of a whole country: 1,584 neighbourhoods in up to 1,000 communes of up to 97 departments (both are drawn), 60 %
//! of them in one of a dozen campaigns or several.

use fastrand::Rng;

use crate::{
    attack::{Attack, FULL, Outcome},
    making::Made,
    scene::truth,
    system::{Knowledge, System},
    town::{Size, Town},
};

const NEIGHBOURHOODS: usize = 1_584;
const CAMPAIGNS: usize = 12;

/// A nation's neighbourhoods, of so many households each on average; campaigns take 60 % of them in turns, and some of each
/// other's.
#[must_use]
pub fn nation(rng: &mut Rng, each: usize) -> Town {
    let size = Size {
        departments: 97,
        communes: 1_000,
        neighbourhoods: NEIGHBOURHOODS..=NEIGHBOURHOODS,
        campaigns: CAMPAIGNS..=CAMPAIGNS,
        households: NEIGHBOURHOODS * each..=NEIGHBOURHOODS * each,
    };
    let mut town = Town::random(rng, &size);
    let mut codes: Vec<_> = town.neighbourhoods.iter().map(|(code, _)| code.clone()).collect();
    rng.shuffle(&mut codes);
    codes.truncate(NEIGHBOURHOODS * 6 / 10);
    for (n, campaign) in town.campaigns.iter_mut().enumerate() {
        let taken = codes.iter().enumerate().filter(|(at, _)| at % CAMPAIGNS == n || rng.u8(..20) == 0);
        campaign.public.neighbourhoods = taken.map(|(_, code)| code.clone()).collect();
        campaign.public.neighbourhoods.sort();
        campaign.active = 1..=4;
    }
    town
}

/// What is known of a quarter, and how many cells and rows it was found by. By propagation alone: linear programs are for
/// small towns.
#[must_use]
pub fn attacked(town: &Town, made: &Made, knowledge: Knowledge) -> (Outcome, usize, usize) {
    let edition = (made.publication.edition.as_str(), &made.publication.frame);
    let system = System::of(&[edition], knowledge);
    let truth = truth(town, &system, std::slice::from_ref(made));
    let attack = Attack { programs: 0, ..FULL };
    let outcome = attack.run(&system, &[&made.publication], &truth);
    (outcome, system.cells.len(), system.rows())
}
