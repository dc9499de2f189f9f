//! Rounds: planned by the operator, gone by field workers.
//!
//! A round stays its field worker's for good. What somebody did at its doors may be on a phone that has no network yet,
//! and is theirs to send as long as the round is theirs; so another field worker gets another round, and this one is
//! cancelled.

use std::collections::HashMap;

use palier_domain::{
    caller::Act,
    campaign::Campaign,
    code::NeighbourhoodCode,
    error::Invalid,
    ids::{CampaignId, FieldWorkerId, HouseholdId, RoundId},
    round::{Action, Door, Round, RoundDraft, RoundStatus, after},
};
use palier_store::{Change, Recorded, StoreError, Touched, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{Expected, ServiceError};

/// A round with its doors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The round.
    pub round: Round,
    /// Its doors in their order, then those that were taken off.
    pub doors: Vec<Door>,
}

impl Planned {
    /// The doors to be tried, in their order.
    #[must_use]
    pub fn household_ids(&self) -> Vec<HouseholdId> {
        let there = self.doors.iter().filter(|door| door.removed_at.is_none());
        there.map(|door| door.household_id).collect()
    }
}

/// One round.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none for the caller.
pub fn find(
    tx: &mut Tx<'_>,
    who: &palier_domain::caller::Actor,
    id: RoundId,
) -> Result<Planned, ServiceError> {
    let round = query!(tx, rounds::find(who, id))?;
    let doors = query!(tx, rounds::doors(who, id))?;
    Ok(Planned { round, doors })
}

/// Plans a round.
///
/// # Errors
/// [`ServiceError::Invalid`] if its field worker can't go, its campaign is not one to go for on that day, or a door
/// does not exist or lies elsewhere.
pub fn create(tx: &mut Tx<'_>, act: &Act, draft: RoundDraft) -> Result<Recorded<Planned>, ServiceError> {
    let draft = draft.check()?;
    possible(tx, act, &draft, &[])?;
    let round = Round {
        id: RoundId(Uuid::now_v7()),
        mode: act.actor.mode(),
        field_worker_id: draft.field_worker_id,
        campaign_id: draft.campaign_id,
        day: draft.day,
        status: RoundStatus::Planned,
        version: 1,
        created_at: act.at,
        updated_at: act.at,
    };
    let doors = in_order(&draft.household_ids, &[], act);
    query!(tx, rounds::insert(act, &round, &doors))?;
    record(tx, act, "round.created", Planned { round, doors })
}

/// Replaces a planned round's day and doors by what `change` makes of them.
///
/// # Errors
/// [`ServiceError::Stale`] if it changed since the caller read it; [`ServiceError::Transition`] if it is over;
/// [`ServiceError::Invalid`] as for a new one, and if its field worker or its campaign would change.
pub fn update(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (RoundId, &Expected),
    change: impl FnOnce(&Planned) -> Result<RoundDraft, Invalid>,
) -> Result<Recorded<Planned>, ServiceError> {
    let round = query!(tx, rounds::find_to_change(act, id))?;
    expected.check(round.version)?;
    after(round.status, Action::Edit)?;
    let doors = query!(tx, rounds::doors(&act.actor, id))?;
    let before = Planned { round, doors };
    let draft = change(&before)?.check()?;
    same_way(&before.round, &draft)?;
    let there = before.household_ids();
    if draft.day == before.round.day && draft.household_ids == there {
        return Ok(Recorded::unchanged(before));
    }
    possible(tx, act, &draft, &there)?;
    let doors = in_order(&draft.household_ids, &before.doors, act);
    query!(tx, rounds::update(act, &Round { day: draft.day, ..before.round }))?;
    query!(tx, rounds::replace_doors(act, id, &doors))?;
    reread(tx, act, "round.updated", id)
}

/// Ends a round.
///
/// # Errors
/// [`ServiceError::Transition`] if it is over already; [`ServiceError::Stale`] if it changed since the caller read it.
pub fn act_on(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (RoundId, &Expected),
    action: Action,
) -> Result<Recorded<Planned>, ServiceError> {
    let before = query!(tx, rounds::find_to_change(act, id))?;
    expected.check(before.version)?;
    let status = after(before.status, action)?;
    query!(tx, rounds::update(act, &Round { status, ..before }))?;
    let event = match status {
        RoundStatus::Planned => "round.updated",
        RoundStatus::Closed => "round.closed",
        RoundStatus::Cancelled => "round.cancelled",
    };
    reread(tx, act, event, id)
}

/// Who goes, and for what, is fixed for life.
fn same_way(round: &Round, draft: &RoundDraft) -> Result<(), Invalid> {
    let mut invalid = Invalid::default();
    if draft.field_worker_id != round.field_worker_id {
        let detail =
            "A round stays its field worker's, who may have knocked already: cancel it and plan another one.";
        invalid.push("/field_worker_id", "immutable", detail);
    }
    if draft.campaign_id != round.campaign_id {
        invalid.push(
            "/campaign_id",
            "immutable",
            "A round's campaign is fixed: cancel it and plan another one.",
        );
    }
    invalid.or(())
}

/// Whether a draft can be gone. Doors that stood there `before` are not checked again: a household may have moved into
/// another neighbourhood's list since.
fn possible(
    tx: &mut Tx<'_>,
    act: &Act,
    draft: &RoundDraft,
    before: &[HouseholdId],
) -> Result<(), ServiceError> {
    let mut invalid = Invalid::default();
    let unknown = |invalid: &mut Invalid, pointer: &str, what: &str, id: Uuid| {
        invalid.push(pointer, "unknown_reference", format!("There is no {what} {id}."));
    };
    match found(query!(tx, field_workers::find(&act.actor, draft.field_worker_id)))? {
        Some(worker) => draft.suits(&mut invalid, &worker),
        None => unknown(&mut invalid, "/field_worker_id", "field worker", draft.field_worker_id.0),
    }
    match found(query!(tx, campaigns::find(&act.actor, draft.campaign_id)))? {
        Some(campaign) => {
            draft.belongs(&mut invalid, &campaign);
            doors(tx, act, (draft, before), &campaign, &mut invalid)?;
        }
        None => unknown(&mut invalid, "/campaign_id", "campaign", draft.campaign_id.0),
    }
    Ok(invalid.or(())?)
}

fn found<T>(result: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Notes each new door that does not exist, or is in none of the campaign's neighbourhoods.
fn doors(
    tx: &mut Tx<'_>,
    act: &Act,
    (draft, before): (&RoundDraft, &[HouseholdId]),
    campaign: &Campaign,
    invalid: &mut Invalid,
) -> Result<(), ServiceError> {
    let before: std::collections::HashSet<_> = before.iter().collect();
    let new = || draft.household_ids.iter().enumerate().filter(|(_, id)| !before.contains(id));
    let ids: Vec<HouseholdId> = new().map(|(_, id)| *id).collect();
    let places: HashMap<HouseholdId, NeighbourhoodCode> =
        query!(tx, rounds::places(act, &ids))?.into_iter().collect();
    for (index, id) in new() {
        let pointer = format!("/household_ids/{index}");
        match places.get(id) {
            None => invalid.push(pointer, "unknown_reference", format!("There is no household {id}.")),
            Some(code) if !campaign.content.neighbourhood_codes.contains(code) => {
                let detail = format!("The campaign does not go to {code}, where this household is.");
                invalid.push(pointer, "outside_campaign", detail);
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// The doors in their new order; those of before that are not among them were taken off now, if not already.
fn in_order(ids: &[HouseholdId], before: &[Door], act: &Act) -> Vec<Door> {
    let there: std::collections::HashSet<_> = ids.iter().collect();
    let taken_off = before.iter().filter(|door| !there.contains(&door.household_id));
    let taken_off = taken_off.map(|door| Door { removed_at: door.removed_at.or(Some(act.at)), ..*door });
    (0..)
        .zip(ids)
        .map(|(position, id)| Door { household_id: *id, position, removed_at: None })
        .chain(taken_off)
        .collect()
}

fn reread(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &'static str,
    id: RoundId,
) -> Result<Recorded<Planned>, ServiceError> {
    let planned = find(tx, &act.actor, id)?;
    record(tx, act, action, planned)
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &'static str,
    planned: Planned,
) -> Result<Recorded<Planned>, ServiceError> {
    let round = &planned.round;
    let (worker, campaign): (FieldWorkerId, CampaignId) = (round.field_worker_id, round.campaign_id);
    let change = Change {
        action,
        subject_type: "round",
        subject_id: round.id.to_string(),
        payload: json!({
            "id": round.id,
            "field_worker_id": worker,
            "campaign_id": campaign,
            "day": round.day,
            "status": round.status.as_str(),
            "version": round.version,
        }),
    };
    let id = round.id;
    Ok(tx.record_for_devices(act, (change, id.0), &Touched::round(id))?.map(|()| planned))
}
