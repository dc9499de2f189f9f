//! Neighbourhoods: everyone reads them, an import from the command line changes them.

use std::collections::{HashMap, HashSet};

use palier_domain::{
    caller::{Act, Actor},
    code::NeighbourhoodCode,
    geography::GeographyIndex,
    neighbourhood::{Neighbourhood, NeighbourhoodDraft},
    paging::{From as Start, Page},
};
use palier_store::{Change, Recorded, StoreError, Tx, filters, query, rows::Outcome};
use serde_json::json;

use crate::import::{
    Place, Row,
    neighbourhoods::unknown_communes,
    report::{Note, Report},
    successions::Succession,
};

/// Rows between two signs of progress.
const STEP: usize = 250;

/// A place on the earth, in WGS84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}

/// Where a neighbourhood stands in a list by distance: decimetres, then code. Whole numbers, so that a cursor gives
/// back exactly what went into it.
pub type NearKey = (u64, NeighbourhoodCode);

/// A page of neighbourhoods with their distances in metres, nearest first. Those without a boundary have none, and
/// are left out.
///
/// # Errors
/// If the store fails.
pub fn near(
    tx: &mut Tx<'_>,
    who: &Actor,
    (index, from): (&GeographyIndex, Position),
    filter: &filters::Neighbourhoods,
    start: &Start<NearKey>,
    boundaries: bool,
) -> Result<Page<(Neighbourhood, f64), NearKey>, StoreError> {
    let left: HashSet<_> = query!(tx, neighbourhoods::codes(who, filter))?.into_iter().collect();
    let mut ranked: Vec<NearKey> = index
        .nearest(from.lat, from.lon)
        .into_iter()
        .filter(|(code, _)| left.contains(code))
        .map(|(code, metres)| ((metres * 10.0).round() as u64, code))
        .filter(|key| start.after.as_ref().is_none_or(|after| key > after))
        .collect();
    ranked.sort();
    ranked.truncate(start.limit + 1);
    let keys = Page::cut(ranked, start.limit, NearKey::clone);
    let codes = Some(keys.items.iter().map(|(_, code)| code.clone()).collect());
    let these = filters::Neighbourhoods { codes, ..Default::default() };
    let all = Start { after: None, limit: start.limit };
    let rows = query!(tx, neighbourhoods::list(who, &these, &all, boundaries))?.items;
    let mut rows: HashMap<_, _> = rows.into_iter().map(|row| (row.code.clone(), row)).collect();
    let found = |(decimetres, code): &NearKey| Some((rows.remove(code)?, *decimetres as f64 / 10.0));
    Ok(Page { items: keys.items.iter().filter_map(found).collect(), next: keys.next })
}

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
    query!(tx, neighbourhoods::import_alone(act))?;
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
    let drafts: Vec<_> = good.into_iter().map(|(_, draft)| draft).collect();
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
    query!(tx, neighbourhoods::import_alone(act))?;
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

#[cfg(test)]
mod tests;
