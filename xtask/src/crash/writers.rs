//! Clients that write without pause and never give up a write.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;

use crate::Outcome;
use crate::served::agent;
use crate::site::Site;

/// How long a write may stay without its 201 before its key counts as stuck.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two attempts of one write.
const PAUSE: Duration = Duration::from_millis(5);

/// What the writers were promised.
#[derive(Default)]
pub struct Written {
    /// Title to id, of every write that was acknowledged.
    pub acknowledged: BTreeMap<String, String>,
    /// Titles whose key never led to a 201.
    pub stuck: Vec<String>,
    /// How many requests were sent again after they stayed unanswered.
    pub resent: usize,
}

/// Running writers.
pub struct Load {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<Outcome<Written>>>,
}

struct Shared {
    url: String,
    token: Mutex<String>,
    acknowledged: AtomicUsize,
    stop: AtomicBool,
}

impl Load {
    /// Starts the writers against a server that runs.
    pub fn start(site: &Site, writers: usize) -> Outcome<Self> {
        let shared = Arc::new(Shared {
            url: site.setting.url("/v1/campaigns"),
            token: Mutex::new(site.setting.token(&site.partner)?),
            acknowledged: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
        });
        let threads = (0..writers).map(|number| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || Writer { shared, number, agent: agent() }.write_until_stopped())
        });
        let threads = threads.collect();
        Ok(Self { shared, threads })
    }

    /// Waits until the server has acknowledged something anew, so that every kill meets a writing server.
    /// False if it no longer does.
    pub fn progresses(&self) -> bool {
        let before = self.acknowledged();
        let end = Instant::now() + PATIENCE;
        while self.acknowledged() == before {
            if Instant::now() > end || self.threads.iter().all(JoinHandle::is_finished) {
                return false;
            }
            thread::sleep(Duration::from_millis(1));
        }
        true
    }

    /// How many writes were acknowledged so far.
    pub fn acknowledged(&self) -> usize {
        self.shared.acknowledged.load(Ordering::Relaxed)
    }

    /// Lets each writer bring its last write to an end.
    pub fn finish(self) -> Outcome<Written> {
        self.shared.stop.store(true, Ordering::Relaxed);
        let mut all = Written::default();
        for thread in self.threads {
            let written = thread.join().map_err(|_| "a writer panicked")??;
            all.acknowledged.extend(written.acknowledged);
            all.stuck.extend(written.stuck);
            all.resent += written.resent;
        }
        Ok(all)
    }
}

struct Writer {
    shared: Arc<Shared>,
    number: usize,
    agent: Agent,
}

/// How one attempt ended.
enum Attempt {
    Acknowledged(String),
    /// Nobody knows whether it was done: send it again under the same key.
    Unknown,
    Refused(String),
}

impl Writer {
    fn write_until_stopped(self) -> Outcome<Written> {
        let mut written = Written::default();
        let mut count = 0;
        while !self.shared.stop.load(Ordering::Relaxed) {
            count += 1;
            let title = format!("Crash {}-{count}", self.number);
            self.write(title, &mut written)?;
        }
        Ok(written)
    }

    /// Sends one write until it is acknowledged.
    fn write(&self, title: String, written: &mut Written) -> Outcome<()> {
        let key = format!("crash-{}", title.replace(' ', "-"));
        let body = campaign(&title);
        let end = Instant::now() + PATIENCE;
        loop {
            match self.attempt(&key, &body) {
                Attempt::Acknowledged(id) => {
                    self.shared.acknowledged.fetch_add(1, Ordering::Relaxed);
                    written.acknowledged.insert(title, id);
                    return Ok(());
                }
                Attempt::Refused(why) => return Err(format!("POST /v1/campaigns: {why}").into()),
                Attempt::Unknown if Instant::now() > end => {
                    written.stuck.push(title);
                    return Ok(());
                }
                Attempt::Unknown => {
                    written.resent += 1;
                    thread::sleep(PAUSE);
                }
            }
        }
    }

    fn attempt(&self, key: &str, body: &Value) -> Attempt {
        let token = self.shared.token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let request = self.agent.post(&self.shared.url).header("Authorization", format!("Bearer {token}"));
        let Ok(mut answer) = request.header("Idempotency-Key", key).send_json(body) else {
            return Attempt::Unknown;
        };
        let status = answer.status().as_u16();
        // An answer that was cut off is no acknowledgement.
        let Ok(text) = answer.body_mut().read_to_string() else { return Attempt::Unknown };
        let id = || serde_json::from_str::<Value>(&text).ok()?.get("id")?.as_str().map(str::to_owned);
        match (status, id()) {
            (201, Some(id)) => Attempt::Acknowledged(id),
            // 409: the first one still runs. 429 and 5xx: later.
            (201 | 409 | 429 | 500.., _) => Attempt::Unknown,
            _ => Attempt::Refused(format!("{status} {text}")),
        }
    }
}

/// A small draft, without an external id.
pub fn campaign(title: &str) -> Value {
    json!({
        "title": title,
        "purpose": "Shows that a crash neither loses nor doubles a write.",
        "themes": ["palier:eau--facture"],
        "information_kind": "advice",
        "messages": [{ "language": "fr", "text": "Relevez votre compteur." }],
        "questions": [],
        "actions": [],
        "neighbourhood_codes": [],
        "target_doors": 100,
        "starts_on": "2027-01-04",
        "ends_on": "2027-03-26"
    })
}
