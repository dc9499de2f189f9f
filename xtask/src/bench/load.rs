//! A bounded load from this process: threads that ask one request after the other, and how long each took.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use ureq::http::Response;
use ureq::{Agent, Body};

use crate::Outcome;

/// What was measured of one thing, over all rounds.
#[derive(Default)]
pub struct Sample {
    /// Requests a second, a number a round.
    rates: Vec<f64>,
    latencies: Vec<Duration>,
}

impl Sample {
    /// Adds a round: each of `requests` numbers is asked once, by one of `connections` threads.
    pub fn round(
        &mut self,
        connections: usize,
        requests: usize,
        ask: impl Fn(&Agent, usize) -> Outcome<()> + Sync,
    ) -> Outcome<()> {
        let next = AtomicUsize::new(0);
        let work = || -> Outcome<Vec<Duration>> {
            let agent = agent();
            let mut latencies = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= requests {
                    return Ok(latencies);
                }
                let start = Instant::now();
                ask(&agent, number)?;
                latencies.push(start.elapsed());
            }
        };
        let start = Instant::now();
        thread::scope(|scope| {
            let threads: Vec<_> = (0..connections).map(|_| scope.spawn(work)).collect();
            for thread in threads {
                self.latencies.extend(thread.join().map_err(|_| "a client panicked")??);
            }
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
        })?;
        self.rates.push(requests as f64 / start.elapsed().as_secs_f64());
        Ok(())
    }
}

impl std::fmt::Display for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut latencies = self.latencies.clone();
        latencies.sort_unstable();
        let at = |part: usize| {
            let index = (latencies.len() * part / 100).min(latencies.len().saturating_sub(1));
            latencies.get(index).map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
        };
        write!(f, "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms", median(&self.rates), at(50), at(99))
    }
}

/// The middle one.
pub fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// A client that takes every status for an answer and waits long enough for an export.
pub fn agent() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false);
    config.timeout_global(Some(Duration::from_secs(900))).build().into()
}

/// Reads an answer to its end; any other status than the expected one is an error.
pub fn expect(status: u16, mut answer: Response<Body>) -> Outcome<String> {
    let found = answer.status().as_u16();
    let text = answer.body_mut().with_config().limit(64 << 20).read_to_string()?;
    if found == status { Ok(text) } else { Err(format!("answered with {found}: {text}").into()) }
}
