//! What a quarter of a larger town keeps useful: `cargo run --release -p palier-attack --example shares
//! [neighbourhoods] [households] [seed]`. A town of 12 neighbourhoods and 20,000 households, where nothing is said; its campaign
//! goes as in DOMAIN's funnel: of ten doors six open, and six of those are interviewed.

use std::io::{self, Write};

use fastrand::Rng;
use palier_attack::{
    life::{Changes, Life},
    making::{Key, Maker},
    rates::Rates,
    shares,
    town::{Size, Town},
};
use palier_domain::disclosure::Settings;

/// Nothing befalls what was recorded.
const STILL: Changes = Changes { late: 0.0, corrected: 0.0, erased: 0.0, strays: 0.0 };

fn main() -> io::Result<()> {
    let mut wanted = std::env::args().skip(1).filter_map(|number| number.parse().ok());
    let (neighbourhoods, households) = (wanted.next().unwrap_or(12), wanted.next().unwrap_or(20_000));
    let seed = wanted.next().unwrap_or(1) as u64;
    let size = Size {
        departments: 1,
        communes: neighbourhoods / 3,
        neighbourhoods: neighbourhoods..=neighbourhoods,
        campaigns: 2..=2,
        households: households..=households,
    };
    let mut rng = Rng::with_seed(seed);
    let mut town = Town::random(&mut rng, &size);
    let codes: Vec<_> = town.neighbourhoods.iter().map(|(code, _)| code.clone()).collect();
    let third = codes.len() / 3;
    // Both go to the middle third.
    let taken = [&codes[..codes.len() - third], &codes[third..]];
    for (campaign, taken) in town.campaigns.iter_mut().zip(taken) {
        campaign.public.neighbourhoods = taken.to_vec();
        campaign.public.neighbourhoods.sort();
        campaign.active = 1..=4;
        usual(&mut campaign.rates);
    }
    let life = Life::random(&mut rng, &town, STILL);
    let maker = Maker { town: &town, settings: Settings::default(), key: Key(seed), live: true };
    let made = maker.quarter(&life, 1, 1);
    let mut out = io::stdout();
    writeln!(out, "{} households, {} of them counted", town.households.len(), made.kept.len())?;
    writeln!(out, "protected in {:.1} s: {:?}", made.protecting.as_secs_f64(), made.report)?;
    shares::write(&mut out, &town, &made)
}

/// Lets a campaign go as they usually do.
fn usual(rates: &mut Rates) {
    rates.visited = 0.5;
    rates.again = 0.1;
    rates.by_phone = 0.0;
    rates.opened = 0.6;
    rates.interviewed = 0.6;
    rates.message = 0.9;
    rates.useful = 0.85;
    rates.learned = 0.7;
    rates.intends = 0.5;
    rates.followed = 0.1;
    rates.acted = 0.5;
    rates.answers = 0.7;
    rates.need = 0.4;
    rates.ended = 0.1;
    rates.referred = 0.05;
}
