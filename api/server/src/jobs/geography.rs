//! Keeps the boundaries in memory the same as those in the database, whichever instance or command changed them.

use palier_domain::{boundary, geography::GeographyIndex, paging::From as Start};
use palier_store::{Store, StoreError, query, rows::Revision};

use crate::app::App;

/// Boundaries read at once.
const BATCH: usize = 500;

/// What the index in memory was made of; one a process.
#[derive(Debug, Default)]
pub struct Geography {
    seen: Option<Revision>,
}

impl Geography {
    /// Rebuilds the index if neighbourhoods changed since the last call, and tells whether it did. Costs next to
    /// nothing otherwise: the watch calls it each second, and once before the server takes requests.
    ///
    /// # Errors
    /// If the database fails; the index then stays as it was, and the next call tries again.
    pub fn refresh(&mut self, app: &App) -> Result<bool, StoreError> {
        let present = app.store.watch(|tx| query!(tx, neighbourhoods::revision()))?;
        if self.seen == Some(present) {
            return Ok(false);
        }
        let (revision, index) = load(&app.store)?;
        tracing::info!(boundaries = index.len(), "boundaries loaded");
        app.geography.store(std::sync::Arc::new(index));
        self.seen = Some(revision);
        Ok(true)
    }
}

/// The index over all boundaries, and the revision that it shows.
///
/// # Errors
/// If the database fails.
pub fn load(store: &Store) -> Result<(Revision, GeographyIndex), StoreError> {
    store.snapshot(|tx| {
        let revision = query!(tx, neighbourhoods::revision())?;
        let mut boundaries = Vec::new();
        let mut start = Start { after: None, limit: BATCH };
        loop {
            let page = query!(tx, neighbourhoods::boundaries(&start))?;
            for (code, text) in page.items {
                match boundary::from_geojson(&text) {
                    Ok(boundary) => boundaries.push((code, boundary)),
                    // One row that can't be read must not hide all others.
                    Err(error) => tracing::error!(%code, %error, "a stored boundary can't be read"),
                }
            }
            match page.next {
                Some(next) => start.after = Some(next),
                None => return Ok((revision, GeographyIndex::new(boundaries))),
            }
        }
    })
}
