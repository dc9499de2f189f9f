//! Items that are held: sealed until they are taken, or the operator decides.

use palier_domain::{
    caller::{Act, Device},
    device::DeviceStatus,
    ids::{DeviceId, HeldItemId},
    sync::{HeldStatus, WaitsFor},
};
use palier_store::{Change, Recorded, StoreError, Tx, query, rows::HeldItem};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Batch, Item, release::act_of};
use crate::service::{
    Expected, ServiceError,
    field::{self, Field},
};

const ITEMS: &str = "held items";
const PROBLEMS: &str = "problems of held items";

/// The most items that are set aside for one revoked device: it may be in a thief's hands.
const MOST_ASIDE: i64 = 5_000;

pub(super) fn fingerprint(field: Field<'_>, item: &Item) -> Result<Vec<u8>, ServiceError> {
    Ok(field.vault.fingerprint("held item", &to_value(item)?))
}

fn to_value(item: &Item) -> Result<Value, ServiceError> {
    serde_json::to_value(item).map_err(|error| ServiceError::Internal(error.to_string()))
}

pub(super) fn new(
    act: &Act,
    field: Field<'_>,
    (device_id, sequence, position): (DeviceId, i64, usize),
    (item, status, waits_for): (&Item, HeldStatus, Option<WaitsFor>),
) -> Result<HeldItem, ServiceError> {
    let id = HeldItemId(Uuid::now_v7());
    let text = to_value(item)?.to_string();
    let sealed = field.vault.seal(ITEMS, text.as_bytes(), id.0.as_bytes());
    let days = i64::from(field.rules.held_days);
    Ok(HeldItem {
        id,
        mode: act.actor.mode(),
        device_id,
        sequence,
        position: i32::try_from(position).unwrap_or(i32::MAX),
        kind: item.kind(),
        item_id: item.id(),
        waits_for,
        status,
        item: sealed.map_err(|error| ServiceError::Internal(error.to_string()))?,
        fingerprint: fingerprint(field, item)?,
        problem: None,
        received_at: act.at,
        deadline: act.at.plus_seconds(days * 86_400),
        version: 1,
        updated_at: act.at,
    })
}

/// The item inside, and why it was refused, if it was.
///
/// # Errors
/// If the vault does not hold the key that sealed it.
pub fn open(field: Field<'_>, held: &HeldItem) -> Result<(Item, Option<Value>), ServiceError> {
    let unreadable = || ServiceError::Internal("a held item can't be read".to_owned());
    let context = held.id.0;
    let text = field.vault.open(ITEMS, &held.item, context.as_bytes()).map_err(|_| unreadable())?;
    let item = serde_json::from_slice(&text).map_err(|_| unreadable())?;
    let problem = held.problem.as_ref().map(|sealed| {
        let text = field.vault.open(PROBLEMS, sealed, context.as_bytes()).map_err(|_| unreadable())?;
        serde_json::from_slice(&text).map_err(|_| unreadable())
    });
    Ok((item, problem.transpose()?))
}

/// The same item with what became of it.
pub(super) fn become_(
    field: Field<'_>,
    held: HeldItem,
    status: HeldStatus,
    problem: Option<&Value>,
) -> Result<HeldItem, ServiceError> {
    let context = held.id.0;
    let sealed = problem.map(|problem| {
        let text = problem.to_string();
        field.vault.seal(PROBLEMS, text.as_bytes(), context.as_bytes())
    });
    let problem = sealed.transpose().map_err(|error| ServiceError::Internal(error.to_string()))?;
    let waits_for = held.waits_for.filter(|_| status == HeldStatus::Waiting);
    Ok(HeldItem { status, problem, waits_for, ..HeldItem { waits_for: None, ..held } })
}

/// Keeps what a revoked device sent, without taking any of it: it may be real visits. Says how many items are new: none,
/// if the batch was taken before the device was revoked, and only its answer was lost. `None`, and nothing is kept, if the
/// device was not revoked.
///
/// # Errors
/// If the database fails.
pub fn set_aside(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    device: Device,
    batch: Batch,
) -> Result<Recorded<Option<usize>>, ServiceError> {
    if query!(tx, devices::find_to_authorize(device.id))?.status != DeviceStatus::Revoked {
        return Ok(Recorded::unchanged(None));
    }
    field::take_turns(tx, act, &[device.id.0])?;
    let sequence = batch.sequence;
    match query!(tx, sync::find(&act.actor, device.id, sequence)) {
        Ok(kept) if kept.fingerprint == batch.fingerprint => return Ok(Recorded::unchanged(Some(0))),
        Ok(_) | Err(StoreError::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    let numbered = batch.items.into_iter().enumerate();
    let items: Vec<_> = numbered.filter_map(|(place, received)| Some((place, received.item.ok()?))).collect();
    let mut room = MOST_ASIDE - query!(tx, held_items::aside(device.id))?;
    let ids: Vec<Uuid> = items.iter().map(|(_, item)| item.id()).collect();
    let mut known = query!(tx, held_items::of_items(act, device.id, &ids))?;
    let mut kept = 0;
    for (position, item) in &items {
        let digest = fingerprint(field, item)?;
        if room == 0 || known.iter().any(|held| held.item_id == item.id() && held.fingerprint == digest) {
            continue;
        }
        let held = new(act, field, (device.id, sequence, *position), (item, HeldStatus::Aside, None))?;
        query!(tx, held_items::insert(act, &held))?;
        known.push(held);
        (room, kept) = (room - 1, kept + 1);
    }
    if kept == 0 {
        return Ok(Recorded::unchanged(Some(0)));
    }
    let change = Change {
        action: "sync.set_aside",
        subject_type: "device",
        subject_id: device.id.to_string(),
        payload: json!({"device_id": device.id, "sequence": sequence, "items": kept}),
    };
    Ok(tx.record(act, change)?.map(|()| Some(kept)))
}

/// What the operator decides about a held item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Take it now, whether or not its time is over or its device was revoked.
    Apply,
    /// Never take it.
    Discard,
}

/// Carries out the operator's decision.
///
/// # Errors
/// A conflict if it is decided already; applying it, whatever is wrong with the item.
pub fn decide(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    (id, expected, decision): (HeldItemId, &Expected, Decision),
) -> Result<Recorded<HeldItem>, ServiceError> {
    if !act.actor.is_operator() {
        return Err(StoreError::NotFound.into());
    }
    let found = query!(tx, held_items::find(&act.actor, id))?;
    let (item, _) = open(field, &found)?;
    let mut turns = item.turns();
    turns.push(found.device_id.0);
    field::take_turns(tx, act, &turns)?;
    let held = query!(tx, held_items::find(&act.actor, id))?;
    expected.check(held.version)?;
    if !held.status.is_open() {
        return Err(ServiceError::Conflict {
            code: "decided_already",
            detail: format!("The item is {} already.", held.status.as_str()),
        });
    }
    let status = match decision {
        Decision::Discard => HeldStatus::Discarded,
        Decision::Apply => {
            let act = act_of(tx, act, held.device_id)?;
            let _taken = item.put(tx, &act, field)?.value().clone();
            HeldStatus::Applied
        }
    };
    let decided = become_(field, held, status, None)?;
    query!(tx, held_items::update(act, &decided))?;
    let change = Change {
        action: if status == HeldStatus::Applied { "held_item.applied" } else { "held_item.discarded" },
        subject_type: "held_item",
        subject_id: id.to_string(),
        payload: json!({"id": id, "kind": decided.kind.as_str(), "status": status.as_str()}),
    };
    let recorded = tx.record(act, change)?;
    let now = query!(tx, held_items::find(&act.actor, id))?;
    Ok(recorded.map(|()| now))
}
