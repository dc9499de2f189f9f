//! What runs beside the requests: threads of their own, since the threads that wait for the database may all
//! be waiting.

pub mod geography;
pub mod held;
pub mod live;
pub mod sweep;
pub mod webhooks;
pub mod work;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use actix_web::web::Data;
use palier_store::StoreError;

use crate::{app::App, auth::revocations::WATCH_EVERY};

/// Time between two looks at the key file and at the boundaries.
const CHORES_EVERY: Duration = Duration::from_secs(1);

/// Time between two sweeps.
const SWEEP_EVERY: Duration = Duration::from_secs(300);

/// Time between two looks at whether a job has ended.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// The running jobs; they end when this is stopped or dropped.
pub struct Jobs {
    threads: Vec<(Sender<()>, JoinHandle<()>)>,
}

impl Jobs {
    /// Ends them, and waits a while for what they are at. A thread that sits in a database call that does not return
    /// is left behind, and ends with the process: what it had not committed is undone.
    pub async fn stop(self, patience: Duration) {
        let (senders, handles): (Vec<_>, Vec<_>) = self.threads.into_iter().unzip();
        drop(senders);
        let until = Instant::now() + patience;
        for handle in handles {
            while !handle.is_finished() && Instant::now() < until {
                actix_web::rt::time::sleep(LOOK_EVERY).await;
            }
            if !handle.is_finished() {
                tracing::warn!(job = handle.thread().name(), "a job did not end in time and is left behind");
            } else if handle.join().is_err() {
                tracing::error!("a job had panicked");
            }
        }
    }
}

/// Does once what requests rely on from the first one on.
///
/// # Errors
/// If the database fails.
pub fn prime(app: &App) -> Result<(), StoreError> {
    let (_, index) = geography::load(&app.store)?;
    app.geography.store(Arc::new(index));
    Ok(())
}

/// Starts all jobs.
pub fn start(app: &Data<App>) -> Jobs {
    let mut revocations = Reported::new("the revocations can't be read");
    let mut boundaries = Reported::new("the boundaries can't be read; those in use stay");
    let mut holding = Reported::new("items of syncs that wait can't be looked at");
    let mut sweeping = Reported::new("what has expired can't be swept");
    let mut geography = geography::Geography::default();
    let mut progress = Reported::new("running campaigns can't be looked at");
    let mut live = live::Live::default();
    let mut working = Reported::new("jobs can't be taken");
    let mut swept = Instant::now();
    let watch = each("revocations", WATCH_EVERY, Data::clone(app), move |app| {
        revocations.note(app.auth.watch_revocations(&app.store, app.now()));
    });
    let chores = each("chores", CHORES_EVERY, Data::clone(app), move |app| {
        reload_keys(app);
        boundaries.note(geography.refresh(app));
        holding.note(held::release(app));
        if swept.elapsed() >= SWEEP_EVERY {
            swept = Instant::now();
            sweeping.note(sweep::sweep(app));
        }
    });
    let work = each("jobs", CHORES_EVERY, Data::clone(app), move |app| {
        progress.note(live.tick(app));
        working.note(work::work(app));
    });
    let sender = {
        let app = Data::clone(app);
        spawn("webhooks", move |stopped| webhooks::run(&app, stopped))
    };
    Jobs { threads: [watch, chores, work, sender].into_iter().flatten().collect() }
}

fn reload_keys(app: &App) {
    match app.keys.reload_if_changed() {
        Ok(false) => {}
        Ok(true) => tracing::info!("the key file changed and was loaded again"),
        Err(error) => tracing::error!(%error, "the key file changed and can't be used; the keys in use stay"),
    }
}

/// Runs `work` at once and then after every pause, on a thread of its own, until the sender is dropped.
fn each(
    name: &'static str,
    pause: Duration,
    app: Data<App>,
    mut work: impl FnMut(&App) + Send + 'static,
) -> Option<(Sender<()>, JoinHandle<()>)> {
    spawn(name, move |stopped| {
        loop {
            // What failed this time is tried again the next; the other jobs of the thread go on.
            if catch_unwind(AssertUnwindSafe(|| work(&app))).is_err() {
                tracing::error!(job = name, "a job panicked");
            }
            if stopped.recv_timeout(pause) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    })
}

/// Runs `run` on a thread of its own; it ends by itself when the sender is dropped.
fn spawn(
    name: &'static str,
    run: impl FnOnce(Receiver<()>) + Send + 'static,
) -> Option<(Sender<()>, JoinHandle<()>)> {
    let (sender, stopped) = mpsc::channel();
    match std::thread::Builder::new().name(format!("palier-{name}")).spawn(move || run(stopped)) {
        Ok(handle) => Some((sender, handle)),
        Err(error) => {
            tracing::error!(job = name, %error, "a job could not be started");
            None
        }
    }
}

/// Says once that something fails, and once that it works again.
struct Reported {
    text: &'static str,
    failing: bool,
}

impl Reported {
    fn new(text: &'static str) -> Self {
        Self { text, failing: false }
    }

    fn note<T, E: std::fmt::Display>(&mut self, result: Result<T, E>) -> Option<T> {
        match result {
            Ok(value) => {
                if std::mem::take(&mut self.failing) {
                    tracing::info!("over: {}", self.text);
                }
                Some(value)
            }
            Err(error) => {
                if !std::mem::replace(&mut self.failing, true) {
                    tracing::warn!(%error, "{}", self.text);
                }
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_job_that_hangs_is_left_behind() {
        let job = |work: fn()| {
            let (sender, stopped) = mpsc::channel();
            let run = move || {
                let _ = stopped.recv();
                work();
            };
            (sender, std::thread::spawn(run))
        };
        let jobs = Jobs { threads: vec![job(|| std::thread::sleep(Duration::from_secs(60))), job(|| {})] };
        let begun = Instant::now();
        jobs.stop(Duration::from_millis(50)).await;
        assert!((Duration::from_millis(50)..Duration::from_secs(10)).contains(&begun.elapsed()));
    }
}
