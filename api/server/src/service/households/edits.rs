//! Edits of households: taken in any order, merged by registers (see the domain's `household::Registers`).

use palier_domain::{
    caller::Act,
    error::Invalid,
    household::{Household, HouseholdDetails, HouseholdEdit, Member, Personal, Registers, Sibling},
    ids::{EditId, HouseholdId},
};
use palier_store::{Recorded, StoreError, Touched, Tx, query};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{neighbourhood_is_known, record, vault};
use crate::service::{
    Expected, ServiceError, contact_flags,
    field::{Field, Put, take_turns},
};

/// What became of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The household as it is now.
    pub household: Household,
    /// Whether the household had changed since the editor read it, so that the edit was merged.
    pub merged: bool,
    /// The members of the edit of which different values stand now.
    pub conflicts: Vec<Member>,
}

/// The members that the contact rules ask of: do not disturb, and the stairwell for control groups.
const JUDGED_BY: [Member; 4] =
    [Member::DoNotDisturb, Member::NeighbourhoodCode, Member::Building, Member::Stairwell];

/// The ids that are written, or referred to, when this edit is taken.
#[must_use]
pub fn turns_of_edit(edit: &HouseholdEdit) -> Vec<Uuid> {
    vec![edit.id.0, edit.household_id.0]
}

/// Takes an edit whose turns were taken; the same again changes nothing.
///
/// # Errors
/// [`ServiceError::Differs`] if its id is another one's; [`ServiceError::Missing`] if the household is not there;
/// [`ServiceError::Invalid`] if it says what can't be, or knows a version that never was.
pub fn edit(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    edit: HouseholdEdit,
) -> Result<Recorded<Put<Edited>>, ServiceError> {
    let edit = edit.check()?;
    let fingerprint = field.vault.fingerprint("household_edit", &vault::document(&edit)?);
    if let Some((household, known, version)) = query!(tx, households::edit_taken(act, edit.id))? {
        let same = known == fingerprint;
        return unchanged(tx, act, field, (&edit, household, same, version));
    }
    let before = match query!(tx, households::find_to_change(act, edit.household_id)) {
        Err(StoreError::NotFound) => {
            return Err(ServiceError::missing("/household_id", "household", edit.household_id));
        }
        found => found?,
    };
    if edit.base_version > before.version {
        let detail = format!("The household is of version {}.", before.version);
        return Err(Invalid::one("/base_version", "unknown_version", detail).into());
    }
    neighbourhood(tx, act, "/changes", &edit.changes)?;
    let personal = vault::open(field, &before)?;
    Ok(take(tx, act, field, (before, personal), (&edit, &fingerprint))?.map(Put::Created))
}

fn unchanged(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    (edit, household, same, version): (&HouseholdEdit, HouseholdId, bool, i32),
) -> Result<Recorded<Put<Edited>>, ServiceError> {
    let Some(household) = query!(tx, households::find_many(&act.actor, &[household]))?.pop() else {
        return Err(ServiceError::Differs { kind: "household_edit", id: edit.id.0, version });
    };
    if !same {
        let version = household.version;
        return Err(ServiceError::Differs { kind: "household_edit", id: edit.id.0, version });
    }
    let registers = vault::open(field, &household)?.registers;
    let merged = edit.base_version < version - 1;
    let conflicts = conflicts_of(edit, &registers);
    Ok(Recorded::unchanged(Put::Unchanged(Edited { household, merged, conflicts })))
}

/// Changes a household that its editor has just read: an edit that knows all there is to know.
///
/// # Errors
/// [`ServiceError::Stale`] if it changed since; [`ServiceError::Invalid`] if `change` makes what can't be.
pub fn update(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    (id, expected): (HouseholdId, &Expected),
    change: impl FnOnce((&Household, &Personal)) -> Result<Map<String, Value>, Invalid>,
) -> Result<Recorded<Household>, ServiceError> {
    take_turns(tx, act, &[id.0])?;
    let before = query!(tx, households::find_to_change(act, id))?;
    expected.check(before.version)?;
    let personal = vault::open(field, &before)?;
    let changes = Member::check_all(&change((&before, &personal))?)?;
    neighbourhood(tx, act, "", &changes)?;
    if says_nothing_new(&changes, &personal.registers) {
        return Ok(Recorded::unchanged(before));
    }
    let edit = HouseholdEdit {
        id: EditId(Uuid::now_v7()),
        household_id: id,
        base_version: before.version,
        edited_at: act.at,
        changes,
    };
    let fingerprint = field.vault.fingerprint("household_edit", &vault::document(&edit)?);
    Ok(take(tx, act, field, (before, personal), (&edit, &fingerprint))?.map(|edited| edited.household))
}

/// Whether these values are shown already, and nothing is resolved by saying them again.
fn says_nothing_new(changes: &Map<String, Value>, registers: &Registers) -> bool {
    let shown = registers.shown();
    let conflicts = registers.conflicts();
    changes.iter().all(|(name, value)| {
        shown.get(name).unwrap_or(&Value::Null) == value
            && conflicts.iter().all(|conflict| conflict.member.as_str() != name)
    })
}

fn neighbourhood(
    tx: &mut Tx<'_>,
    act: &Act,
    at: &str,
    changes: &Map<String, Value>,
) -> Result<(), ServiceError> {
    let name = Member::NeighbourhoodCode.as_str();
    match changes.get(name).and_then(Value::as_str) {
        Some(code) => neighbourhood_is_known(tx, act, &format!("{at}/{name}"), code),
        None => Ok(()),
    }
}

/// Takes a checked edit into the registers, and shows what stands now.
fn take(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    (before, personal): (Household, Personal),
    (edit, fingerprint): (&HouseholdEdit, &[u8]),
) -> Result<Recorded<Edited>, ServiceError> {
    let version = before.version + 1;
    let mut registers = personal.registers;
    for (member, value) in vault::known(&edit.changes) {
        let sibling = Sibling {
            edit_id: edit.id,
            edited_at: edit.edited_at,
            value,
            version_added: version,
            device_id: act.actor.device().map(|device| device.id),
        };
        registers.take(member, edit.base_version, sibling);
    }
    let details = HouseholdDetails::from_members(registers.shown())?;
    let merged = edit.base_version < before.version;
    let sealed = vault::Door::of(field, &before)?.seal(
        before.mode,
        before.sealed.data_key.clone(),
        &details,
        &registers,
    )?;
    let conflicts = u32::try_from(registers.conflicts().len()).unwrap_or(u32::MAX);
    let mut household = Household { sealed, conflicts, version, updated_at: act.at, ..before };
    household.show(&details);
    household.do_not_disturb_since = registers.said_at(Member::DoNotDisturb);
    query!(tx, households::update(act, &household))?;
    query!(tx, households::insert_edit(act, edit, (fingerprint, version)))?;
    if JUDGED_BY.iter().any(|member| edit.changes.contains_key(member.as_str())) {
        contact_flags::judge(tx, act, field, (household.id, None))?;
    }
    let touched = Touched::household(household.id);
    let conflicts = conflicts_of(edit, &registers);
    let recorded = record(tx, act, ("household.updated", &touched), household)?;
    Ok(recorded.map(|household| Edited { household, merged, conflicts }))
}

fn conflicts_of(edit: &HouseholdEdit, registers: &Registers) -> Vec<Member> {
    let all = registers.conflicts().into_iter().map(|conflict| conflict.member);
    all.filter(|member| edit.changes.contains_key(member.as_str())).collect()
}
