//! Attacks a national quarter: `cargo run --release -p palier-attack --example national [households a neighbourhood]`.

use std::{
    io::{self, Write},
    time::Instant,
};

use fastrand::Rng;
use palier_attack::{
    life::{Life, SOME},
    making::{Key, Maker},
    nation::{attacked, nation},
    shares,
    system::Knowledge,
};
use palier_domain::disclosure::Settings;

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

/// The most memory that was needed, as Linux tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "not known".to_owned(), |peak| peak.trim().to_owned())
}
