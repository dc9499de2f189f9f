//! What has been revoked, in memory and never older than a second.
//!
//! A watch reads the few revocations in force several times a second. If it is late, because the machine is
//! overloaded or because it does not run at all, the request itself reads them; if they can't be read, no token is
//! taken: better to let nobody in for a moment than one who was shut out.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant as Clock},
};

use arc_swap::ArcSwap;
use palier_domain::{
    ids::{DeviceId, OrganisationId},
    time::Instant,
};
use palier_store::{Store, StoreError, query, rows::Revocation};
use uuid::Uuid;

use super::Access;

/// Time between two readings.
pub const WATCH_EVERY: Duration = Duration::from_millis(250);

/// Age from which a reading no longer counts. With the time that a reading takes it stays below a second.
const STALE_AFTER: Duration = Duration::from_millis(900);

/// How long a request waits for a reading that the watch has begun.
const PATIENCE: Duration = Duration::from_millis(100);

/// What a revocation stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Subject {
    /// All tokens that a client got up to a moment.
    Client(Uuid),
    /// One token.
    Token(Uuid),
    /// All tokens that a device got up to a moment.
    Device(Uuid),
}

/// The organisation, and the first version whose tokens are good, of `organisation:<id>:<version>`. Not a time: a
/// request that read the organisation before a change was committed may date its token after it.
fn organisation_version(text: &str) -> Option<(Uuid, i32)> {
    let (id, version) = text.strip_prefix("organisation:")?.split_once(':')?;
    Some((Uuid::try_parse(id).ok()?, version.parse().ok()?))
}

impl Subject {
    fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once(':')?;
        let id = Uuid::try_parse(id).ok()?;
        match kind {
            "client" => Some(Self::Client(id)),
            "token" => Some(Self::Token(id)),
            "device" => Some(Self::Device(id)),
            _ => None,
        }
    }
}

/// The subject of a single token, as the database has it.
#[must_use]
pub fn token_subject(id: Uuid) -> String {
    format!("token:{id}")
}

/// The subject of all tokens of a device.
#[must_use]
pub fn device_subject(id: DeviceId) -> String {
    format!("device:{id}")
}

/// The subject of all tokens that were made of an organisation before it had this version.
#[must_use]
pub fn organisation_subject(id: OrganisationId, version: i32) -> String {
    format!("organisation:{id}:{version}")
}

/// One reading of the revocations in force.
#[derive(Debug, Default)]
struct InForce {
    /// When the reading began: it knows all that was committed by then.
    read_at: Option<Clock>,
    /// The last millisecond whose tokens are stopped.
    until: HashMap<Subject, i64>,
    /// The first version of an organisation whose tokens are good.
    versions: HashMap<Uuid, i32>,
}

impl InForce {
    fn new(read_at: Clock, rows: Vec<Revocation>) -> Self {
        let mut read = Self { read_at: Some(read_at), ..Self::default() };
        for row in rows {
            if let Some((organisation, version)) = organisation_version(&row.subject) {
                let first = read.versions.entry(organisation).or_insert(version);
                *first = version.max(*first);
            } else if let Some(subject) = Subject::parse(&row.subject) {
                read.until.insert(subject, row.issued_before.micros().div_euclid(1_000));
            } else {
                tracing::error!(subject = row.subject, "a revocation can't be read and stops nothing");
            }
        }
        read
    }

    fn is_fresh(&self) -> bool {
        self.read_at.is_some_and(|at| at.elapsed() < STALE_AFTER)
    }

    fn stop(&self, access: &Access) -> bool {
        let organisation = access.caller.organisation_id.0;
        if self.versions.get(&organisation).is_some_and(|first| access.organisation_version < *first) {
            return true;
        }
        // The id of a token is its own: when it was issued does not matter, and neither do other servers' clocks.
        if self.until.contains_key(&Subject::Token(access.token_id)) {
            return true;
        }
        let device = access.caller.device.map(|device| Subject::Device(device.id.0));
        let holders = [Some(Subject::Client(access.caller.client_id.0)), device];
        let issued = issued_millisecond(access);
        holders.iter().flatten().any(|holder| self.until.get(holder).is_some_and(|until| issued <= *until))
    }
}

/// The millisecond in a UUIDv7: its first 48 bits (RFC 9562, section 5.7).
fn issued_millisecond(access: &Access) -> i64 {
    i64::try_from(access.token_id.as_u128() >> 80).unwrap_or(i64::MAX)
}

/// Marks a reading as running, also if it ends by a panic.
struct Reading<'a>(&'a AtomicBool);

impl<'a> Reading<'a> {
    fn begin(flag: &'a AtomicBool) -> Self {
        flag.store(true, Ordering::Release);
        Self(flag)
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// The revocations in force, as this process knows them.
#[derive(Default)]
pub(super) struct Revocations {
    current: ArcSwap<InForce>,
    /// Whether the watch is reading at this moment.
    reading: AtomicBool,
    /// Whether the watch's last reading failed.
    failing: AtomicBool,
    /// One request reads for all that wait.
    gate: Mutex<()>,
}

impl Revocations {
    /// Whether a revocation stops this token.
    pub(super) fn stop(&self, store: &Store, access: &Access, now: Instant) -> Result<bool, StoreError> {
        let current = self.current.load();
        if current.is_fresh() { Ok(current.stop(access)) } else { Ok(self.late(store, now)?.stop(access)) }
    }

    /// Reads what is in force.
    pub(super) fn refresh(&self, store: &Store, now: Instant) -> Result<(), StoreError> {
        let read_at = Clock::now();
        let rows = store.watch(|tx| query!(tx, revocations::in_force(now)))?;
        self.publish(InForce::new(read_at, rows));
        Ok(())
    }

    /// Reads what is in force, for the watch.
    pub(super) fn watch(&self, store: &Store, now: Instant) -> Result<(), StoreError> {
        let _reading = Reading::begin(&self.reading);
        let result = self.refresh(store, now);
        self.failing.store(result.is_err(), Ordering::Release);
        result
    }

    /// Of two readings, the later one stands, whichever ends first.
    fn publish(&self, new: InForce) {
        let new = Arc::new(new);
        self.current.rcu(
            |current| {
                if current.read_at > new.read_at { Arc::clone(current) } else { Arc::clone(&new) }
            },
        );
    }

    /// The watch is late: waits for it if it reads, else reads oneself.
    fn late(&self, store: &Store, now: Instant) -> Result<Arc<InForce>, StoreError> {
        let since = Clock::now();
        while self.reading.load(Ordering::Acquire) && since.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(5));
        }
        let _one = self.gate.lock().unwrap_or_else(PoisonError::into_inner);
        let current = self.current.load_full();
        if current.is_fresh() {
            return Ok(current);
        }
        // The watch is trying and can't: to try here as well would only hold up the thread that others wait for.
        if self.reading.load(Ordering::Acquire) || self.failing.load(Ordering::Acquire) {
            return Err(StoreError::Unavailable("the revocations can't be read".to_owned()));
        }
        self.refresh(store, now)?;
        Ok(self.current.load_full())
    }
}

#[cfg(test)]
#[path = "revocations_tests.rs"]
mod tests;
