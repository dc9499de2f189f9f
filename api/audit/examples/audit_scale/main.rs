//! Makes a synthetic national publication, audits it, and prints seconds and memory.
//!
//! `cargo run --release -p palier-audit --example audit_scale -- [neighbourhoods] [component, unknowns]
//! [minutes]`
//!
//! The counts come from a model in which every relation holds at every level; they are published by random rounding
//! and primary withholding alone, without repair. So violations are to be expected: what is measured is the auditor.

mod nation;

use std::io::Write;
use std::time::{Duration, Instant};

use palier_audit::{Budget, audit, conclude};

fn main() -> std::io::Result<()> {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let number = |at: usize, or: usize| numbers.get(at).copied().unwrap_or(or);
    let mut out = std::io::stdout().lock();
    let started = Instant::now();
    let (mut publication, truth) = nation::publication(number(0, 1_584), 1);
    let figures: usize = publication.releases.iter().map(|release| release.figures.len()).sum();
    writeln!(out, "{figures} figures made in {:.1} s", started.elapsed().as_secs_f64())?;
    // What is truly small is told, as it is before publishing.
    let none = Budget { component: 0, near_programs: 0, ..Budget::default() };
    let counts = conclude(&publication, &none).ranges.into_iter().map(|known| known.cell);
    publication.smalls = Some(counts.filter(|cell| truth.of(cell) < publication.k).collect());
    for component in [0, number(1, 20_000)] {
        let started = Instant::now();
        let limit = Duration::from_secs(60 * number(2, 5) as u64);
        let stop = || started.elapsed() > limit;
        let near_programs = if component == 0 { 0 } else { 100_000 };
        let budget = Budget { component, near_programs, stop: &stop, ..Budget::default() };
        let report = audit(&publication, &budget);
        let seconds = started.elapsed().as_secs_f64();
        writeln!(out, "\ncomponents of up to {component} unknowns: {seconds:.1} s, {}", memory())?;
        writeln!(out, "{} counts in scope, {} relations", report.in_scope, report.relations)?;
        writeln!(out, "{} violations, {} errors of form", report.violations.len(), report.form.len())?;
        writeln!(out, "{} closure facts, {:#?}", report.closure_facts, report.decided)?;
    }
    Ok(())
}

/// The most memory that was in use, as Linux says.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    peak.unwrap_or("memory unknown").replace('\t', " ")
}
