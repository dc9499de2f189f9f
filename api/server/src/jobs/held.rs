//! Takes items of syncs whose time of waiting is over: what they wait for may have come by another way than a sync (a
//! single request, an import, a door that joined a round).

use crate::{
    app::App,
    http::problem::Problem,
    service::{ServiceError, sync},
};

/// Tries every item that waits.
///
/// # Errors
/// If the database fails.
pub fn release(app: &App) -> Result<(), ServiceError> {
    let explain = |error| {
        let problem = Problem::from(error);
        serde_json::from_slice(&problem.body(&app.public_url, "/v1/sync", "held-items")).unwrap_or_default()
    };
    let released = sync::release_all(&app.store, (app.field(), &explain), app.now())?;
    if released > 0 {
        tracing::info!(released, "took items of syncs that had waited");
    }
    Ok(())
}
