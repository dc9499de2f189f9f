//! Writing a release that was prepared: so many rows at a time, so that others who write get their turn in between.
//! Nothing of it is shown before the last step makes a draft of it.

use palier_domain::{
    ids::CampaignId,
    meter_reading::Utility,
    release::{Release, ReleaseFigure, ReleaseStatus},
    savings::Told,
};
use palier_store::{Recorded, Store, StoreError, Tx, query, rows::PreparedRelease};

use super::{Listener, Preparing, ServiceError, facts, step};

/// Figures that are written before others get a turn.
const FIGURES: usize = 5_000;
/// Neighbourhoods whose facts are.
const NEIGHBOURHOODS: usize = 50;

/// What is to be kept.
pub struct Kept<'k> {
    /// What stands in the release itself.
    pub found: PreparedRelease<'k>,
    /// Its figures, in their order.
    pub figures: &'k [ReleaseFigure],
    /// What was counted of the households of each neighbourhood; its year is counted from it.
    pub facts: &'k facts::Sealed,
    /// What is told of programmes, as rounded as it leaves.
    pub savings: Vec<(CampaignId, Utility, Told)>,
}

/// Writes all of it, and makes the release a draft. What an interrupted preparation wrote is removed first.
///
/// # Errors
/// If the database fails, if the release is not being prepared any more, and what `listener` fails with.
pub fn keep(
    with: Preparing<'_>,
    release: &Release,
    kept: &Kept<'_>,
    listener: Listener<'_>,
) -> Result<(), ServiceError> {
    let (store, all) = (with.store, kept.figures.len() as u64);
    write(store, release, |tx| forget(tx, release))?;
    for (nth, figures) in kept.figures.chunks(FIGURES).enumerate() {
        listener(step("writing", (nth * FIGURES) as u64, all))?;
        write(store, release, |tx| query!(tx, release_figures::insert(release.id, figures)))?;
    }
    for facts in kept.facts.chunks(NEIGHBOURHOODS) {
        write(store, release, |tx| query!(tx, releases::keep_facts(release.id, facts)))?;
    }
    listener(step("writing", all, all))?;
    // It ends now, and not when it was counted.
    let now = (with.now)();
    write(store, release, |tx| {
        query!(tx, release_savings::insert(release.id, &kept.savings))?;
        query!(tx, releases::prepared(release.id, now, &kept.found))?;
        query!(tx, jobs::end(release.job_id, now, None))
    })
}

/// Removes what was written of a release that came to nothing.
///
/// # Errors
/// If the database fails.
pub fn forget(tx: &mut Tx<'_>, release: &Release) -> Result<(), StoreError> {
    query!(tx, release_figures::delete(release.id))?;
    query!(tx, release_savings::delete(release.id))?;
    query!(tx, releases::forget_facts(&[release.id]))?;
    Ok(())
}

/// A transaction that only takes place while the release is being prepared.
fn write(
    store: &Store,
    release: &Release,
    mut change: impl FnMut(&mut Tx<'_>) -> Result<(), StoreError>,
) -> Result<(), ServiceError> {
    store.write(|tx| {
        if query!(tx, releases::of_job(release.job_id))?.status != ReleaseStatus::Preparing {
            return Err(StoreError::Stale);
        }
        change(tx).map(Recorded::unchanged)
    })?;
    Ok(())
}
