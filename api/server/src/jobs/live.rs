//! The daily look at running campaigns: at one time of the day, so that when something moved tells the day and no more.

use std::time::Duration;

use jiff::{civil::Time, tz::TimeZone};
use palier_domain::time::{Day, Instant};

use crate::{
    app::App,
    service::{
        ServiceError,
        releases::{self, Preparing},
    },
};

/// When a day's tick is due, in UTC: at night, when phones have long sent what the day brought.
const DUE: Time = jiff::civil::time(3, 0, 0, 0);

/// Time until a tick that failed is tried again: it counts everything anew.
const AGAIN_AFTER: Duration = Duration::from_secs(300);

/// Remembers the day that was looked at, so that the database is asked once a day.
#[derive(Default)]
pub struct Live {
    ticked: Option<Day>,
    failed: Option<std::time::Instant>,
}

impl Live {
    /// Looks, if the day's tick is due and was not yet taken, by this server or another one.
    ///
    /// # Errors
    /// If the database fails; some minutes later it is tried again.
    pub fn tick(&mut self, app: &App) -> Result<(), ServiceError> {
        let now = app.now();
        let Some(on) = due(now).filter(|on| self.ticked != Some(*on)) else { return Ok(()) };
        if self.failed.is_some_and(|at| at.elapsed() < AGAIN_AFTER) {
            return Ok(());
        }
        self.failed = Some(std::time::Instant::now());
        let steps = tick(app, on, now)?;
        (self.ticked, self.failed) = (Some(on), None);
        tracing::debug!(%on, steps, "looked at running campaigns");
        Ok(())
    }
}

/// The day whose tick is due, if one is.
fn due(now: Instant) -> Option<Day> {
    let clock = now.local(&TimeZone::UTC);
    (clock.time() >= DUE).then(|| clock.date())
}

/// The tick of a day. Answers how many campaigns moved.
///
/// # Errors
/// If the database fails.
pub fn tick(app: &App, on: Day, now: Instant) -> Result<usize, ServiceError> {
    let zone = app.zone()?;
    let with = Preparing { store: &app.store, vault: &app.vault, zone: &zone, now: &|| app.now() };
    releases::tick(with, &app.config.disclosure.method(&app.vault), (on, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_due_at_night() {
        let at = |hour: i64| Instant::start_of(Day::constant(2026, 11, 25)).plus_seconds(hour * 3600);
        assert_eq!((due(at(2)), due(at(3))), (None, Some(Day::constant(2026, 11, 25))));
    }
}
