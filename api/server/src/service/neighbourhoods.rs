//! Neighbourhoods: everyone reads them, an import from the command line changes them.

use std::collections::HashMap;

use palier_domain::{caller::Act, code::NeighbourhoodCode, neighbourhood::NeighbourhoodDraft};
use palier_store::{Change, Recorded, StoreError, Tx, query, rows::Outcome};
use serde_json::json;

use crate::import::{
    Place, Row,
    neighbourhoods::unknown_communes,
    report::{Note, Report},
    successions::Succession,
};

/// Rows between two signs of progress.
const STEP: usize = 250;

/// Brings the neighbourhoods to what the good rows of a list say. A commune that no imported edition of the COG
/// has is a warning, unless no edition was imported at all. `progress` hears how many rows are done.
///
/// # Errors
/// If the store fails.
pub fn import(
    tx: &mut Tx<'_>,
    act: &Act,
    rows: Vec<Row<NeighbourhoodDraft>>,
    mut progress: impl FnMut(usize),
) -> Result<Recorded<Report>, StoreError> {
    let mut report = Report::default();
    let good = report.sort_out(rows);
    let known = query!(tx, communes::known_codes())?;
    if !known.is_empty() {
        for (place, draft) in &good {
            if let Some(reason) = unknown_communes(draft, &known) {
                report.warnings.push(Note { place: *place, code: Some(draft.code.to_string()), reason });
            }
        }
    }
    let mut drafts: Vec<_> = good.into_iter().map(|(_, draft)| draft).collect();
    // Two imports at once wait for each other's rows: in the same order they only queue.
    drafts.sort_by(|a, b| a.code.cmp(&b.code));
    for drafts in drafts.chunks(STEP) {
        report.count(query!(tx, neighbourhoods::upsert(act, drafts))?);
        progress(drafts.len());
    }
    record(tx, act, "neighbourhoods.imported", report)
}

/// Adds which neighbourhoods took over which. A pair is refused if one of the two is unknown, or if the successor
/// is not of a later vintage.
///
/// # Errors
/// If the store fails.
pub fn import_successions(
    tx: &mut Tx<'_>,
    act: &Act,
    rows: Vec<Row<Succession>>,
    mut progress: impl FnMut(usize),
) -> Result<Recorded<Report>, StoreError> {
    let mut report = Report::default();
    let vintages = query!(tx, neighbourhoods::vintages())?;
    let mut pairs = Vec::new();
    for (place, pair) in report.sort_out(rows) {
        match objection(&vintages, &pair) {
            Some(reason) => report.refused.push(note(place, &pair, reason)),
            None => pairs.push((pair.predecessor, pair.successor)),
        }
    }
    report.refused.sort_by_key(|note| note.place.number());
    report.count(query!(tx, neighbourhood_parts::insert_successions(act, &pairs))?);
    progress(pairs.len());
    record(tx, act, "neighbourhoods.successions_imported", report)
}

fn note(place: Place, pair: &Succession, reason: String) -> Note {
    Note { place, code: Some(format!("{} to {}", pair.predecessor, pair.successor)), reason }
}

fn objection(vintages: &HashMap<NeighbourhoodCode, i32>, pair: &Succession) -> Option<String> {
    let unknown =
        |code: &NeighbourhoodCode| Some(format!("There is no neighbourhood {code}; import its list first."));
    let Some(before) = vintages.get(&pair.predecessor) else { return unknown(&pair.predecessor) };
    let Some(after) = vintages.get(&pair.successor) else { return unknown(&pair.successor) };
    (before >= after)
        .then(|| format!("The predecessor is of {before}, the successor of {after}, which is not later."))
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &'static str,
    report: Report,
) -> Result<Recorded<Report>, StoreError> {
    if !report.changed() {
        return Ok(Recorded::unchanged(report));
    }
    let change = Change {
        action,
        subject_type: "neighbourhoods",
        subject_id: act.request_id.clone(),
        payload: json!({
            "inserted": report.inserted,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "refused": report.refused.len(),
        }),
    };
    Ok(tx.record(act, change)?.map(|()| report))
}

impl Report {
    /// Adds what rows did.
    pub(super) fn count(&mut self, outcomes: Vec<Outcome>) {
        for outcome in outcomes {
            match outcome {
                Outcome::Inserted => self.inserted += 1,
                Outcome::Updated => self.updated += 1,
                Outcome::Unchanged => self.unchanged += 1,
            }
        }
    }
}
