//! Random histories of several devices: batches that are lost, doubled, cut off by a crash of the server or of the
//! network, that arrive late and in any order. Whatever happens, the same stands in the end, and it is what a simple model
//! says.
//!
//! `TEST_SYNC_HISTORIES` is the number of histories on each database (10,000 if nothing is said), `TEST_SYNC_SEED` plays
//! the one history of that seed again.

mod cast;
mod model;
mod play;

use std::{
    io::Write,
    time::{Duration, Instant},
};

use palier_tests::{App, Backend};

/// Histories on each database, if nothing is said.
const HISTORIES: u64 = 10_000;

/// Time between two lines of progress.
const TELL_EVERY: Duration = Duration::from_secs(30);

/// A line for whoever waits. It goes past the test runner, which keeps what a test prints until its end.
fn tell(line: std::fmt::Arguments<'_>) {
    // Nobody may be reading.
    let _told = writeln!(std::io::stderr(), "{line}");
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

fn run(backend: Backend) {
    if !backend.is_asked_for() {
        return;
    }
    let app = App::start(backend, |_| ());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let campaign = runtime.block_on(palier_tests::samples::running(&app));
    if let Some(seed) = number("TEST_SYNC_SEED") {
        return play::history(&app, &campaign, seed);
    }
    let histories = number("TEST_SYNC_HISTORIES").unwrap_or(HISTORIES);
    let (begun, mut told) = (Instant::now(), Instant::now());
    for seed in 0..histories {
        play::history(&app, &campaign, seed);
        if told.elapsed() >= TELL_EVERY {
            told = Instant::now();
            tell(format_args!("{backend:?}: {seed} of {histories} histories in {:.0?}", begun.elapsed()));
        }
    }
    tell(format_args!("{backend:?}: {histories} histories in {:.0?}", begun.elapsed()));
}

#[test]
fn histories_end_as_the_model_says_sqlite() {
    run(Backend::Sqlite);
}

#[test]
fn histories_end_as_the_model_says_postgres() {
    run(Backend::Postgres);
}
