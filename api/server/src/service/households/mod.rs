//! Households: entered at their doors or from a list of addresses, and changed by whoever knows better.

mod edits;
mod import;
mod vault;

use palier_domain::{
    caller::Act,
    code::NeighbourhoodCode,
    error::Invalid,
    household::{Household, HouseholdDetails, HouseholdDraft, Member, Registers, Sibling},
    ids::{EditId, HouseholdId, RoundId},
    paging::From as Start,
};
use palier_store::{Change, Recorded, Touched, Tx, filters, query};
use serde_json::json;
use uuid::Uuid;

use super::{
    ServiceError,
    field::{Field, Put, take_turns},
};

pub use edits::{Edited, edit, turns_of_edit, update};
pub use import::import;
use vault::Door;
pub use vault::open;

/// The most households that a look-up gives.
const MOST_BEHIND: usize = 100;

/// The ids that are written, or referred to, when this household is put.
#[must_use]
pub fn turns(draft: &HouseholdDraft) -> Vec<Uuid> {
    vec![draft.id.0]
}

/// Enters a household; the same again changes nothing.
///
/// # Errors
/// As [`put`].
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: HouseholdDraft,
) -> Result<Recorded<Put<Household>>, ServiceError> {
    take_turns(tx, act, &turns(&draft))?;
    put(tx, act, field, draft)
}

/// Enters a household whose turn was taken; the same again changes nothing.
///
/// # Errors
/// [`ServiceError::Differs`] if its id is another one's; [`ServiceError::Invalid`] if it says what can't be.
pub fn put(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    draft: HouseholdDraft,
) -> Result<Recorded<Put<Household>>, ServiceError> {
    let draft = draft.check()?;
    let fingerprint = field.vault.fingerprint("household", &vault::document(&draft)?);
    if let Some((known, version)) = query!(tx, households::taken(act, draft.id))? {
        return unchanged(tx, act, draft.id, (known == fingerprint, version));
    }
    neighbourhood_is_known(tx, act, "/neighbourhood_code", draft.details.neighbourhood_code.as_str())?;
    if let Some(round) = draft.round_id {
        round_is_open(tx, act, round)?;
    }
    let household = new(act, field, &draft, fingerprint)?;
    query!(tx, households::insert(act, std::slice::from_ref(&household)))?;
    if let Some(round) = draft.round_id {
        join(tx, act, round, draft.id)?;
    }
    let touched = Touched::household(household.id);
    Ok(record(tx, act, ("household.created", &touched), household)?.map(Put::Created))
}

fn unchanged(
    tx: &mut Tx<'_>,
    act: &Act,
    id: HouseholdId,
    (same, version): (bool, i32),
) -> Result<Recorded<Put<Household>>, ServiceError> {
    let seen = query!(tx, households::find_many(&act.actor, &[id]))?.pop();
    match seen {
        Some(household) if same => Ok(Recorded::unchanged(Put::Unchanged(household))),
        _ => Err(ServiceError::Differs { kind: "household", id: id.0, version }),
    }
}

/// The households behind a door, which is found without its label being kept anywhere: one, unless it was entered
/// twice.
///
/// # Errors
/// [`ServiceError::Invalid`] if the door is not told from its neighbours.
pub fn behind(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    door: HouseholdDetails,
) -> Result<Vec<Household>, ServiceError> {
    let door_key = vault::look_up(field, act.actor.mode(), &door.check()?)
        .ok_or_else(|| Invalid::one("/door_label", "required", "A door is found by its label."))?;
    let filter = filters::Households { door_key: Some(door_key), ..filters::Households::all(act.at.day()) };
    let start = Start { after: None, limit: MOST_BEHIND };
    Ok(query!(tx, households::list(&act.actor, &filter, &start))?.items)
}

/// A household of a checked draft.
fn new(
    act: &Act,
    field: Field<'_>,
    draft: &HouseholdDraft,
    fingerprint: Vec<u8>,
) -> Result<Household, ServiceError> {
    let device_id = act.actor.device().map(|device| device.id);
    let mut registers = Registers::default();
    for (member, value) in vault::known(&draft.details.members()) {
        // What a household is entered with is the edit that all others know.
        let (edit_id, edited_at) = (EditId(draft.id.0), draft.occurred_at);
        registers.take(member, 0, Sibling { edit_id, edited_at, value, version_added: 1, device_id });
    }
    let (door, data_key) = Door::new(field, draft.id)?;
    let details = draft.details.clone();
    Ok(Household {
        id: draft.id,
        mode: act.actor.mode(),
        sealed: door.seal(act.actor.mode(), data_key, &details, &registers)?,
        neighbourhood_code: details.neighbourhood_code,
        building: details.building,
        stairwell: details.stairwell,
        floor: details.floor,
        occupants: details.occupants,
        tenure: details.tenure,
        water_billing: details.water_billing,
        heating_billing: details.heating_billing,
        do_not_disturb: details.do_not_disturb,
        do_not_disturb_since: registers.said_at(Member::DoNotDisturb),
        conflicts: 0,
        fingerprint,
        device_id,
        occurred_at: draft.occurred_at,
        version: 1,
        created_at: act.at,
        updated_at: act.at,
    })
}

fn neighbourhood_is_known(tx: &mut Tx<'_>, act: &Act, pointer: &str, code: &str) -> Result<(), ServiceError> {
    let codes = Some(vec![NeighbourhoodCode::trusted(code.to_owned())]);
    let filter = filters::Neighbourhoods { codes, ..Default::default() };
    if !query!(tx, neighbourhoods::codes(&act.actor, &filter))?.is_empty() {
        return Ok(());
    }
    let detail = format!("No neighbourhood has the code {code}.");
    Err(Invalid::one(pointer, "unknown_reference", detail).into())
}

fn round_is_open(tx: &mut Tx<'_>, act: &Act, round: RoundId) -> Result<(), ServiceError> {
    if query!(tx, households::round_is_open_to(act, round))? {
        return Ok(());
    }
    let detail = format!("There is no round {round} of this field worker.");
    Err(Invalid::one("/round_id", "unknown_reference", detail).into())
}

/// Adds the household to the doors of a round, for whoever has the round on a device.
fn join(tx: &mut Tx<'_>, act: &Act, round: RoundId, id: HouseholdId) -> Result<(), ServiceError> {
    query!(tx, households::join_round(act, round, id))?;
    let change = Change {
        action: "round.door_added",
        subject_type: "round",
        subject_id: round.to_string(),
        payload: json!({"id": round, "household_id": id}),
    };
    let _recorded = tx.record_for_devices(act, (change, round.0), &Touched::round(round))?;
    Ok(())
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    (action, touched): (&'static str, &Touched),
    household: Household,
) -> Result<Recorded<Household>, ServiceError> {
    let change = Change {
        action,
        subject_type: "household",
        subject_id: household.id.to_string(),
        payload: json!({
            "id": household.id,
            "neighbourhood_code": household.neighbourhood_code,
            "conflicts": household.conflicts,
            "version": household.version,
        }),
    };
    let recorded = tx.record_for_devices(act, (change, household.id.0), touched)?;
    Ok(recorded.map(|()| household))
}
