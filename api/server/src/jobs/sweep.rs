//! Forgets what has expired.

use palier_store::{Recorded, Store, StoreError, Tx, query};

use crate::app::App;

/// Sweeps every table that holds things for a while, and the rate limits in memory.
///
/// # Errors
/// If the database fails; what was swept stays swept.
pub fn sweep(app: &App) -> Result<(), StoreError> {
    app.limits.sweep();
    let now = app.now();
    // A transaction each: none holds SQLite's one writer for long.
    let keys = each(&app.store, |tx| query!(tx, idempotency::sweep(now)))?;
    let revocations = each(&app.store, |tx| query!(tx, revocations::sweep(now)))?;
    let assertions = each(&app.store, |tx| query!(tx, clients::sweep_assertions(now)))?;
    let refresh_tokens = each(&app.store, |tx| query!(tx, refresh_tokens::sweep(now)))?;
    let kept = i64::from(app.config.events.retention_days) * 86_400;
    let events = each(&app.store, |tx| query!(tx, events::sweep(now.plus_seconds(-kept))))?;
    tracing::debug!(keys, revocations, assertions, refresh_tokens, events, "swept");
    Ok(())
}

fn each(
    store: &Store,
    f: impl FnOnce(&mut Tx<'_>) -> Result<usize, StoreError>,
) -> Result<usize, StoreError> {
    store.write(|tx| f(tx).map(Recorded::unchanged))
}
