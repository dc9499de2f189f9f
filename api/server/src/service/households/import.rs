//! A list of addresses becomes households.

use std::collections::HashSet;

use palier_domain::{
    caller::Act,
    household::{Household, HouseholdDetails, HouseholdDraft},
    ids::HouseholdId,
};
use palier_store::{Change, Recorded, StoreError, Tx, filters, query};
use serde_json::json;
use uuid::Uuid;

use super::{new, vault};
use crate::{
    import::{
        Place, Row,
        report::{Note, Report},
    },
    service::{ServiceError, field::Field},
};

/// Rows between two signs of progress.
const STEP: usize = 250;

/// Enters each door that is not there yet; one that is stays as it is, since who stood before it knows more than a
/// list. `progress` hears how many rows are done.
///
/// # Errors
/// If the store fails, or nothing can be sealed.
pub fn import(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    rows: Vec<Row<HouseholdDetails>>,
    mut progress: impl FnMut(usize),
) -> Result<Recorded<Report>, ServiceError> {
    query!(tx, households::import_alone(act))?;
    let mut report = Report::default();
    let doors = in_known_neighbourhoods(tx, act, rows, &mut report)?;
    for doors in doors.chunks(STEP) {
        let fresh = fresh(tx, act, field, doors)?;
        if !fresh.is_empty() {
            query!(tx, households::insert(act, &fresh))?;
        }
        report.inserted += fresh.len();
        report.unchanged += doors.len() - fresh.len();
        progress(doors.len());
    }
    record(tx, act, report)
}

/// The doors of the good rows whose neighbourhood there is.
fn in_known_neighbourhoods(
    tx: &mut Tx<'_>,
    act: &Act,
    rows: Vec<Row<HouseholdDetails>>,
    report: &mut Report,
) -> Result<Vec<HouseholdDetails>, StoreError> {
    let all = filters::Neighbourhoods::default();
    let known: HashSet<_> = query!(tx, neighbourhoods::codes(&act.actor, &all))?.into_iter().collect();
    let mut doors = Vec::with_capacity(rows.len());
    for (place, door) in report.sort_out(rows) {
        if known.contains(&door.neighbourhood_code) {
            doors.push(door);
        } else {
            report.refused.push(unknown(place, &door));
        }
    }
    report.refused.sort_by_key(|note| note.place.number());
    Ok(doors)
}

fn unknown(place: Place, door: &HouseholdDetails) -> Note {
    let code = &door.neighbourhood_code;
    let reason = format!("There is no neighbourhood {code}; import its list first.");
    Note { place, code: Some(code.to_string()), reason }
}

/// Households of those doors that are not there yet.
fn fresh(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    doors: &[HouseholdDetails],
) -> Result<Vec<Household>, ServiceError> {
    let key = |door: &HouseholdDetails| vault::look_up(field, act.actor.mode(), door).unwrap_or_default();
    let keys: Vec<_> = doors.iter().map(key).collect();
    let there: HashSet<_> = query!(tx, households::doors(&act.actor, &keys))?.into_iter().collect();
    let missing = doors.iter().zip(&keys).filter(|(_, key)| !there.contains(*key));
    missing
        .map(|(door, _)| {
            let id = HouseholdId(Uuid::now_v7());
            let draft = HouseholdDraft { id, occurred_at: act.at, round_id: None, details: door.clone() };
            let fingerprint = field.vault.fingerprint("household", &vault::document(&draft)?);
            new(act, field, &draft, fingerprint)
        })
        .collect()
}

fn record(tx: &mut Tx<'_>, act: &Act, report: Report) -> Result<Recorded<Report>, ServiceError> {
    if !report.changed() {
        return Ok(Recorded::unchanged(report));
    }
    // The doors are in no round yet: there is no device that has to know of them.
    let change = Change {
        action: "households.imported",
        subject_type: "households",
        subject_id: act.request_id.clone(),
        payload: json!({
            "inserted": report.inserted,
            "unchanged": report.unchanged,
            "refused": report.refused.len(),
        }),
    };
    Ok(tx.record(act, change)?.map(|()| report))
}
