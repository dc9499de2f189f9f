//! The town's releases: every quarter that is over is prepared and published, as an operator would.

use actix_web::{rt::task, web::Data};
use palier_domain::{
    release::{Period, Quarter},
    time::Day,
};
use palier_sdk::{
    Client,
    types::{ReleaseInput, ReleaseStatus},
};

use super::{DemoError, progress::Progress};
use crate::{app::App, jobs::work, service::ServiceError};

/// The vintage of the town's neighbourhoods.
const VINTAGE: i32 = 2024;

/// The quarters from a day on that are over on another.
fn over(from: Day, today: Day) -> Vec<Period> {
    let quarters = Quarter::through(from, today).into_iter().map(Period::Quarter);
    quarters.filter(|quarter| quarter.end() <= today).collect()
}

/// Publishes them, oldest first.
///
/// # Errors
/// [`DemoError`], also where a job comes to nothing.
pub async fn publish(
    (app, operator): (&Data<App>, &Client),
    (from, today): (Day, Day),
    progress: &mut Progress<'_>,
) -> Result<(), DemoError> {
    let quarters = over(from, today);
    let steps = progress.begin("Releases of closed quarters", quarters.len())?;
    for (done, quarter) in quarters.into_iter().enumerate() {
        steps.done(done);
        let (period, releases) = (quarter.to_string(), operator.releases());
        releases.create(ReleaseInput::new(period.as_str(), VINTAGE)).await?;
        let worker = Data::clone(app);
        let worked = task::spawn_blocking(move || work::work(&worker)).await;
        worked.map_err(|error| DemoError::Content(error.to_string()))?.map_err(ServiceError::from)?;
        let mut drafts = releases.list().period(period.as_str()).status(ReleaseStatus::Draft).stream();
        let draft = drafts.try_next().await?;
        let draft = draft.ok_or_else(|| DemoError::Content(format!("nothing came of {period}")))?;
        releases.publish(draft.id).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_over_is_released() {
        let quarters = over(Day::constant(2025, 5, 25), Day::constant(2025, 12, 31));
        let names: Vec<_> = quarters.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["2025-Q2", "2025-Q3"]);
        assert_eq!(over(Day::constant(2025, 5, 25), Day::constant(2026, 1, 1)).len(), 3);
    }
}
