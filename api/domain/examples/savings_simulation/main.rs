//! Simulates programmes with a known effect and counts how often the estimator of `palier_domain::savings` is right.
//!
//! `cargo run --release -p palier-domain --example savings_simulation [programmes a row] [series]`; the tables of `docs/impact.md`
//! are its output with 2,000. Progress goes to the error stream, the tables in Markdown to the output. The same
//! numbers give the same tables; another series makes up other programmes.

mod generator;
mod methods;
mod run;
mod truth;

use std::io::{Result, Write};

use generator::Shape;
use methods::{compare, ratio};
use run::{Tally, tally};

const PROGRAMMES: usize = 2_000;
const EFFECTS: [f64; 3] = [0.0, -0.05, -0.115];
const USUAL: Shape = Shape { treated: 20, control: 20, metered: 1.0, shared_shock: 0.04, effect: -0.05 };
/// Each row has a million seeds of its own, and each series a thousand rows.
const SEEDS: u64 = 1_000_000;
const ROWS: u64 = 1_000;

fn main() -> Result<()> {
    let asked = |place: usize| std::env::args().nth(place);
    let programmes = asked(1).and_then(|text| text.parse().ok()).unwrap_or(PROGRAMMES);
    let series: u64 = asked(2).and_then(|text| text.parse().ok()).unwrap_or_default();
    let (out, log) = (&mut std::io::stdout().lock(), &mut std::io::stderr().lock());
    writeln!(out, "{programmes} programmes a row.\n")?;
    estimates(out, log, programmes, series * ROWS)?;
    writeln!(out)?;
    comparison(out, log, programmes, series * ROWS)
}

fn rows() -> Vec<(String, Shape)> {
    let mut rows = Vec::new();
    for size in [10, 20, 40] {
        for effect in EFFECTS {
            rows.push((format!("{size} + {size}"), Shape { treated: size, control: size, effect, ..USUAL }));
        }
    }
    for effect in EFFECTS {
        let few = Shape { treated: 8, control: 8, effect, ..USUAL };
        let uneven = Shape { treated: 40, control: 10, effect, ..USUAL };
        let shared = Shape { shared_shock: 0.12, effect, ..USUAL };
        let own = Shape { treated: 40, control: 40, metered: 0.13, effect, ..USUAL };
        rows.push(("8 + 8".to_owned(), few));
        rows.push(("40 + 10".to_owned(), uneven));
        rows.push(("20 + 20, neighbours alike".to_owned(), shared));
        rows.push(("40 + 40, 13 % have a meter".to_owned(), own));
    }
    rows[9..].sort_by(|one, other| one.0.cmp(&other.0));
    rows
}

fn estimates(out: &mut impl Write, log: &mut impl Write, programmes: usize, first_row: u64) -> Result<()> {
    writeln!(
        out,
        "| stairwells, programme + control | effect | told | pairs | covers m3 | covers % | covers euros | claims an effect | mean estimate | mean width |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|---|---|")?;
    for ((name, shape), number) in rows().into_iter().zip(first_row + 1..) {
        writeln!(log, "{name}, effect {:.1} %", shape.effect * 100.0)?;
        row(out, &name, &shape, &tally(&shape, SEEDS * number, programmes))?;
    }
    Ok(())
}

fn row(out: &mut impl Write, name: &str, shape: &Shape, tally: &Tally) -> Result<()> {
    let told = tally.told;
    let percent = |part: usize| format!("{:.1} %", ratio(part, told) * 100.0);
    let each = |sum: f64| sum * ratio(1, told);
    let [volume, share, cents] = tally.covered;
    writeln!(
        out,
        "| {name} | {:.1} % | {told} | {:.0} | {} | {} | {} | {} | {:.2} % | {:.1} points |",
        shape.effect * 100.0,
        ratio(tally.pairs, told),
        percent(volume),
        percent(share),
        percent(cents),
        percent(tally.claimed),
        each(tally.percent),
        each(tally.width),
    )
}

fn comparison(out: &mut impl Write, log: &mut impl Write, programmes: usize, first_row: u64) -> Result<()> {
    writeln!(
        out,
        "| stairwells, programme + control | bootstrap-t, symmetric | bootstrap-t, equal tails | percentile bootstrap | 1.96 errors by stairwell | 1.96 errors by household |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for ((name, shape), number) in few().into_iter().zip(first_row + 101..) {
        writeln!(log, "methods, {name}")?;
        let found = compare(&shape, SEEDS * number, programmes);
        let all = [found.symmetric, found.equal_tails, found.percentile, found.normal, found.naive];
        let cells: Vec<String> = all.iter().map(|share| format!("{:.1} %", share * 100.0)).collect();
        writeln!(out, "| {name} | {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// From fewer stairwells than the estimator takes to many.
fn few() -> Vec<(String, Shape)> {
    let mut rows = Vec::new();
    for size in [3, 4, 5, 6, 8, 10, 20, 40] {
        rows.push((format!("{size} + {size}"), Shape { treated: size, control: size, ..USUAL }));
    }
    for size in [3, 4, 5, 6, 8, 10] {
        let alike = Shape { treated: size, control: size, shared_shock: 0.12, ..USUAL };
        rows.push((format!("{size} + {size}, neighbours alike"), alike));
    }
    for size in [3, 4, 5, 6, 8, 10] {
        rows.push((format!("40 + {size}"), Shape { treated: 40, control: size, ..USUAL }));
    }
    rows
}
