//! Attacks many small towns: `cargo run --release -p palier-attack --example towns [first seed] [last seed]`. Prints a
//! line a town: households, what it took to protect, what was published, what was found.

use std::{
    io::{self, Write},
    time::Instant,
};

use palier_attack::{attack::FULL, life::SOME, scene::Scene};
use palier_domain::disclosure::Protections;

fn main() -> io::Result<()> {
    let seeds: Vec<u64> = std::env::args().skip(1).filter_map(|seed| seed.parse().ok()).collect();
    let (first, last) = (seeds.first().copied().unwrap_or(0), seeds.get(1).copied().unwrap_or(20));
    for seed in first..=last {
        town(seed)?;
    }
    Ok(())
}

fn town(seed: u64) -> io::Result<()> {
    let scene = Scene::random(seed, SOME);
    let made = scene.maker(Protections::default()).all(&scene.life);
    let protecting: f64 = made.iter().map(|made| made.protecting.as_secs_f64()).sum();
    let (published, of) = made.iter().fold((0, 0), |(published, of), made| {
        (published + made.publication.figures.len(), of + made.publishable.len())
    });
    let steps: usize = made.iter().map(|made| made.publication.frame.steps.len()).sum();
    let open: usize = made.iter().map(|made| made.report.small - made.report.certified).sum();
    let started = Instant::now();
    let outcome = scene.attacked(&made, FULL);
    writeln!(
        io::stdout(),
        "{seed}: {} households; protected in {protecting:.1} s, {open} small counts without witnesses; {published} \
         of {of} and {steps} steps published; attacked in {:.1} s with {} programs ({} told more); {} small, {} violations, {} wrong",
        scene.town.households.len(),
        started.elapsed().as_secs_f64(),
        outcome.programs.0,
        outcome.programs.1,
        outcome.small,
        outcome.violations.len(),
        outcome.wrong.len(),
    )?;
    for finding in outcome.violations.iter().chain(&outcome.wrong).take(8) {
        writeln!(io::stdout(), "  {finding:?}")?;
    }
    Ok(())
}
