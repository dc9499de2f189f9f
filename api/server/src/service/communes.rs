//! Communes: an import from the command line brings an edition of the Code officiel géographique.

use palier_domain::{caller::Act, commune::Commune};
use palier_store::{Change, Recorded, StoreError, Tx, query};
use serde_json::json;

use crate::import::{Row, report::Report};

/// Rows between two signs of progress.
const STEP: usize = 5_000;

/// Brings one edition's communes to what the good rows of a list say. `progress` hears how many rows are done.
///
/// # Errors
/// If the store fails.
pub fn import(
    tx: &mut Tx<'_>,
    act: &Act,
    edition: i32,
    rows: Vec<Row<Commune>>,
    mut progress: impl FnMut(usize),
) -> Result<Recorded<Report>, StoreError> {
    query!(tx, communes::import_alone(act))?;
    let mut report = Report::default();
    let communes: Vec<_> = report.sort_out(rows).into_iter().map(|(_, commune)| commune).collect();
    for communes in communes.chunks(STEP) {
        report.count(query!(tx, communes::upsert(act, edition, communes))?);
        progress(communes.len());
    }
    if !report.changed() {
        return Ok(Recorded::unchanged(report));
    }
    let change = Change {
        action: "communes.imported",
        subject_type: "communes",
        subject_id: edition.to_string(),
        payload: json!({
            "edition": edition,
            "inserted": report.inserted,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "refused": report.refused.len(),
        }),
    };
    Ok(tx.record(act, change)?.map(|()| report))
}
