//! Tests of the protector.

mod attack;
mod auditing;
mod evidence;
mod exhaustive;
mod programs;
mod releases;
mod rules;
mod secondary;
mod steps;
mod town;

use super::*;

/// Draws from a seed, as even as the server's keyed hash.
struct Seeded(u64);

impl Draws for Seeded {
    fn draw(&self, purpose: &str, cell: &str, round: u32) -> u64 {
        let bytes = purpose.bytes().chain([0]).chain(cell.bytes()).chain(round.to_le_bytes());
        mix(bytes.fold(self.0, |hash, byte| mix(hash ^ u64::from(byte))))
    }
}

fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Draws that a test chooses itself.
struct Chosen<F>(F);

impl<F: Fn(&str, &str, u32) -> u64 + Sync> Draws for Chosen<F> {
    fn draw(&self, purpose: &str, cell: &str, round: u32) -> u64 {
        (self.0)(purpose, cell, round)
    }
}

/// A draw that rounds up, and one that rounds down or takes nothing for cover.
const UP: u64 = 0;
const DOWN: u64 = u64::MAX;

/// Everything is rounded down, nothing is withheld for cover.
fn down() -> Chosen<fn(&str, &str, u32) -> u64> {
    Chosen(|_, _, _| DOWN)
}

const CANDIDATE: Role = Role::Candidate { weight: 1 };

fn count(households: usize) -> Count {
    Count::of_distinct(households)
}

fn run(builder: SystemBuilder, draws: &dyn Draws) -> Protection {
    let system = builder.build().expect("the test declares a sound system");
    protect(system, &Settings::default(), draws, &mut |_| {}).expect("it can be protected")
}
