//! `cargo xtask crash`: kills the server under load and counts what its clients were promised.
//!
//! Writers create campaigns, each under an idempotency key of its own, and send an unanswered request again
//! under the same key until it is acknowledged. The campaigns have no external id, so that nothing but the
//! idempotency of the API keeps a request that was sent twice from standing twice.

mod audit;
mod writers;

use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;

use crate::Outcome;
use crate::process::{complain, say};
use crate::server;
use crate::site::{Databases, Site};
use audit::Verdict;
use writers::Load;
pub use writers::campaign;

/// How to crash.
#[derive(Args)]
pub struct Options {
    /// How often the server is killed, on each database.
    #[arg(long, default_value_t = 200)]
    times: u32,
    /// On which database.
    #[arg(long, default_value = "both")]
    database: Databases,
    /// How many clients write at the same time.
    #[arg(long, default_value_t = 8)]
    writers: usize,
}

/// Crashes and reports; fails if anything was lost, doubled or stuck.
pub fn run(options: &Options) -> Outcome<ExitCode> {
    let binary = server::build()?;
    let mut sound = true;
    for kind in options.database.kinds() {
        let site = Site::open(*kind, &binary)?;
        let verdict = crash(&site, options)?;
        say(format_args!("{}: {verdict}", kind.name()));
        sound &= verdict.is_sound();
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn crash(site: &Site, options: &Options) -> Outcome<Verdict> {
    let mut server = site.serve()?;
    let load = Load::start(site, options.writers)?;
    let start = Instant::now();
    for kill in 1..=options.times {
        if !load.progresses() {
            // A writer that ended says why.
            load.finish()?;
            return Err("no write was acknowledged for a minute: see the server's log".into());
        }
        thread::sleep(delay(kill));
        server.kill()?;
        server = site.serve()?;
        if kill % 20 == 0 {
            let seconds = start.elapsed().as_secs();
            let written = load.acknowledged();
            complain(format_args!("{}: {kill} kills, {written} acknowledged, {seconds} s", site.kind.name()));
        }
    }
    let written = load.finish()?;
    audit::judge(site, options.times, &written)
}

/// 0 to 210 ms after a write was acknowledged, spread evenly, so that a kill meets every stage of a write.
fn delay(kill: u32) -> Duration {
    Duration::from_millis(u64::from(kill) * 37 % 211)
}
