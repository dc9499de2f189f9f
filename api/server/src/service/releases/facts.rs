//! What is counted of each household: read from what the field recorded, or, for a year, from what was kept of its
//! quarters. It is kept sealed, by keyed digests of households: the key is the vault's, and who has been erased can't be
//! found by it.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use jiff::tz::TimeZone;
use palier_domain::{
    caller::Mode,
    code::NeighbourhoodCode,
    ids::{HouseholdId, ReleaseId},
    release::{Counting, Facts, Frame, Release},
};
use palier_store::{Tx, query, rows::CountedSpan};

use super::{ServiceError, live};
use crate::keys::Vault;

/// Separates what is sealed here from all else that the vault seals.
const PURPOSE: &str = "release facts";
/// Bytes of a household's digest: two of two million fall together once in many millions of years.
const DIGEST: usize = 16;

/// The facts of households, by their digests.
pub type Kept = BTreeMap<String, Facts>;

/// What is kept of each neighbourhood, sealed, by its code.
pub type Sealed = Vec<(String, Vec<u8>)>;

/// The neighbourhoods of a frame in which anything is counted.
fn active(frame: &Frame) -> BTreeSet<&NeighbourhoodCode> {
    frame.campaigns.iter().flat_map(|campaign| &campaign.neighbourhoods).collect()
}

/// What is told of how far the counting is: neighbourhoods done, of how many.
pub type Told<'t> = &'t mut dyn FnMut(u64, u64) -> Result<(), ServiceError>;

/// Counts a quarter. Answers with what is to be kept of each neighbourhood, sealed.
///
/// # Errors
/// If the database fails.
pub fn count_quarter(
    tx: &mut Tx<'_>,
    counting: &mut Counting<'_>,
    (release, frame, span): (&Release, &Frame, CountedSpan),
    (vault, zone): (&Vault, &TimeZone),
    told: Told<'_>,
) -> Result<Sealed, ServiceError> {
    let codes = active(frame);
    let total = codes.len() as u64;
    let mut sealed = Vec::new();
    for (done, code) in codes.into_iter().enumerate() {
        told(done as u64, total)?;
        let mut kept = recorded(tx, release.mode, (code, span), (vault, zone))?;
        if let Some(quarter) = live::quarter(release) {
            live::told(tx, quarter, code, vault)?.into_iter().for_each(|(_, told)| hold(&mut kept, told));
        }
        for facts in kept.values_mut() {
            counting.keep(code, facts);
            counting.add(code, facts);
        }
        kept.retain(|_, facts| !facts.is_empty());
        sealed.push((code.to_string(), seal(vault, &context(release.id, code), &kept)?));
    }
    told(total, total)?;
    Ok(sealed)
}

/// What the field recorded of the households of a neighbourhood.
///
/// # Errors
/// If the database fails.
pub fn recorded(
    tx: &mut Tx<'_>,
    mode: Mode,
    of: (&NeighbourhoodCode, CountedSpan),
    (vault, zone): (&Vault, &TimeZone),
) -> Result<Kept, ServiceError> {
    let counted = query!(tx, counted::of_neighbourhood(mode, of))?;
    Ok(counted.facts(zone).into_iter().map(|(household, facts)| (digest(vault, household), facts)).collect())
}

/// Puts back what live progress told of households and the records have no more.
pub fn hold(kept: &mut Kept, told: Kept) {
    for (household, told) in told {
        kept.entry(household).or_default().hold(told);
    }
}

/// Counts a year from what was kept of its quarters.
///
/// # Errors
/// If the database fails, or what was kept can't be opened.
pub fn count_year(
    tx: &mut Tx<'_>,
    counting: &mut Counting<'_>,
    (quarters, frame): (&[ReleaseId], &Frame),
    vault: &Vault,
    told: Told<'_>,
) -> Result<(), ServiceError> {
    let codes = active(frame);
    let total = codes.len() as u64;
    for (done, code) in codes.into_iter().enumerate() {
        told(done as u64, total)?;
        let mut year = Kept::new();
        for (quarter, sealed) in query!(tx, releases::facts(quarters, code.as_str()))? {
            for (household, facts) in open(vault, &context(quarter, code), &sealed)? {
                year.entry(household).or_default().merge(facts);
            }
        }
        for facts in year.values() {
            counting.add(code, facts);
        }
    }
    told(total, total)
}

fn digest(vault: &Vault, household: HouseholdId) -> String {
    STANDARD_NO_PAD.encode(&vault.look_up(PURPOSE, &household.to_string())[..DIGEST])
}

fn context(release: ReleaseId, code: &NeighbourhoodCode) -> Vec<u8> {
    format!("{release}/{code}").into_bytes()
}

/// Seals facts; `context` says whose they are.
///
/// # Errors
/// If they can't be sealed.
pub fn seal(vault: &Vault, context: &[u8], kept: &Kept) -> Result<Vec<u8>, ServiceError> {
    // Facts have keys that are no texts; pairs serve as well.
    let pairs: Vec<_> = kept.iter().collect();
    let plain = serde_json::to_vec(&pairs).map_err(|error| ServiceError::Internal(error.to_string()))?;
    let sealed = vault.seal(PURPOSE, &plain, context);
    sealed.map_err(|error| ServiceError::Internal(error.to_string()))
}

/// Opens what was sealed of the same.
///
/// # Errors
/// If it can't be opened.
pub fn open(vault: &Vault, context: &[u8], sealed: &[u8]) -> Result<Kept, ServiceError> {
    let opened = vault.open(PURPOSE, sealed, context);
    let plain = opened.map_err(|error| ServiceError::Internal(error.to_string()))?;
    let pairs: Vec<(String, Facts)> =
        serde_json::from_slice(&plain).map_err(|error| ServiceError::Internal(error.to_string()))?;
    Ok(pairs.into_iter().collect())
}
