//! What must not outlive a task (processes, temporary directories) is registered here: it is undone when
//! its guard is dropped, and also when the task is interrupted or terminated.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

type Undo = Box<dyn FnOnce() + Send>;

static REGISTERED: Mutex<BTreeMap<u64, Undo>> = Mutex::new(BTreeMap::new());

/// Undoes what it was made for when dropped.
#[must_use = "dropping the guard undoes at once"]
pub struct Guard(u64);

/// Registers what to undo. Later registrations are undone first.
pub fn register(undo: impl FnOnce() + Send + 'static) -> Guard {
    let mut registered = registered();
    let id = registered.last_key_value().map_or(0, |(id, _)| id + 1);
    registered.insert(id, Box::new(undo));
    Guard(id)
}

impl Drop for Guard {
    fn drop(&mut self) {
        let undo = registered().remove(&self.0);
        match undo {
            Some(undo) => undo(),
            // A signal took it: ending before the signal's thread has undone everything would leave the rest.
            None => loop {
                thread::park();
            },
        }
    }
}

/// From now on SIGINT, SIGTERM and SIGHUP undo everything registered, then end the task.
pub fn on_signals() {
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let all = std::mem::take(&mut *registered());
            all.into_values().rev().for_each(|undo| undo());
            std::process::exit(128 + signal);
        }
    });
}

fn registered() -> MutexGuard<'static, BTreeMap<u64, Undo>> {
    REGISTERED.lock().unwrap_or_else(PoisonError::into_inner)
}
