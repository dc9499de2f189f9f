//! Attacks a national quarter: `cargo run --release -p palier-attack --example national [households a neighbourhood]`.
//!
//! 1,584 neighbourhoods in up to 1,000 communes of up to 97 departments (both are drawn), 60 % of them in one of a dozen campaigns or several.
//! By propagation alone: linear programs are for small towns.

use std::{
    io::{self, Write},
    time::Instant,
};

use fastrand::Rng;
use palier_attack::{
    attack::{Attack, FULL, Outcome},
    life::{Life, SOME},
    making::{Key, Made, Maker},
    scene::truth,
    shares,
    system::{Knowledge, System},
    town::{Size, Town},
};
use palier_domain::disclosure::Settings;

const NEIGHBOURHOODS: usize = 1_584;
const CAMPAIGNS: usize = 12;

fn main() -> io::Result<()> {
    let each = std::env::args().nth(1).and_then(|each| each.parse().ok()).unwrap_or(200);
    let mut rng = Rng::with_seed(1);
    let town = nation(&mut rng, each);
    let life = Life::random(&mut rng, &town, SOME);
    let mut out = io::stdout();
    writeln!(out, "{} households", town.households.len())?;
    let maker = Maker { town: &town, settings: Settings::default(), key: Key(1), live: true };
    let made = maker.quarter(&life, 1, 1);
    writeln!(out, "{} of them counted", made.kept.len())?;
    writeln!(out, "counted in {:.1} s", made.counting.as_secs_f64())?;
    writeln!(out, "protected in {:.1} s: {:?}", made.protecting.as_secs_f64(), made.report)?;
    shares::write(&mut out, &town, &made)?;
    writeln!(out, "memory up to here: {}", memory())?;
    for knowledge in [Knowledge::Listed, Knowledge::Sets] {
        let started = Instant::now();
        let (outcome, cells, rows) = attacked(&town, &made, knowledge);
        let seconds = started.elapsed().as_secs_f64();
        writeln!(
            out,
            "attacked in {seconds:.1} s by what is known ({knowledge:?}): {cells} cells, {rows} rows"
        )?;
        let (found, wrong) = (outcome.violations.len(), outcome.wrong.len());
        writeln!(out, "{} small counts, {found} violations, {wrong} wrong conclusions", outcome.small)?;
        for finding in outcome.violations.iter().chain(&outcome.wrong).take(10) {
            writeln!(out, "  {finding:?}")?;
        }
    }
    writeln!(out, "memory at the end: {}", memory())
}

/// A nation's neighbourhoods; campaigns take 60 % of them in turns, and some of each other's.
fn nation(rng: &mut Rng, each: usize) -> Town {
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

fn attacked(town: &Town, made: &Made, knowledge: Knowledge) -> (Outcome, usize, usize) {
    let edition = (made.publication.edition.as_str(), &made.publication.frame);
    let system = System::of(&[edition], knowledge);
    let truth = truth(town, &system, std::slice::from_ref(made));
    let attack = Attack { programs: 0, ..FULL };
    let outcome = attack.run(&system, &[&made.publication], &truth);
    (outcome, system.cells.len(), system.rows())
}

/// The most memory that was needed, as Linux tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "not known".to_owned(), |peak| peak.trim().to_owned())
}
