//! Taking held items when what they wait for has come: each in a transaction of its own, so that the turns of each are
//! taken in the same order by everybody.

use palier_domain::{
    caller::{Act, Actor, Caller, Device},
    ids::{DeviceId, HeldItemId},
    scope::Scope,
    sync::{HeldStatus, WaitsFor},
    time::Instant,
};
use palier_store::{Change, Recorded, Store, StoreError, Tx, query, rows::HeldItem};
use serde_json::json;
use uuid::Uuid;

use super::{
    batch::{Explain, is_fatal},
    held,
};
use crate::service::{
    ServiceError,
    field::{self, Field},
};

/// How many are looked at in one reading.
const BATCH: i64 = 500;

/// What makes requests of the server's own.
const REQUEST: &str = "held-items";

/// The act of a device, as if it sent the item now.
///
/// # Errors
/// If the device does not exist.
pub fn act_of(tx: &mut Tx<'_>, act: &Act, device: DeviceId) -> Result<Act, ServiceError> {
    let device = query!(tx, devices::find_to_authorize(device))?;
    let operator = query!(tx, organisations::operator())?;
    let caller = Caller {
        client_id: device.client_id,
        organisation_id: operator.id,
        kind: operator.kind,
        commune_codes: vec![],
        mode: device.mode,
        scopes: Scope::FOR_DEVICES.to_vec(),
        device: Some(Device { id: device.id, field_worker_id: device.field_worker_id }),
    };
    Ok(Act { actor: Actor::Client(caller), request_id: act.request_id.clone(), at: act.at })
}

/// Takes what waits for these, and what waits for that in turn.
///
/// # Errors
/// If the database fails; what was taken by then stays, and the rest is taken by [`release_all`].
pub fn release(
    store: &Store,
    (field, explain): (Field<'_>, Explain<'_>),
    mut provided: Vec<Uuid>,
    now: Instant,
) -> Result<usize, ServiceError> {
    let mut released = 0;
    while !provided.is_empty() {
        let ids = std::mem::take(&mut provided);
        let waiting = store.read(|tx| query!(tx, held_items::waiting((None, BATCH), Some(&ids), now)))?;
        for held in waiting {
            let new = tried(held.id, one(store, (field, explain), held.id, now))?;
            released += usize::from(!new.is_empty());
            provided.extend(new);
        }
    }
    Ok(released)
}

/// Tries everything that waits: what it waits for may have come by another way than a sync.
///
/// # Errors
/// If the database fails.
pub fn release_all(
    store: &Store,
    (field, explain): (Field<'_>, Explain<'_>),
    now: Instant,
) -> Result<usize, ServiceError> {
    let (mut after, mut released): (Option<HeldItemId>, usize) = (None, 0);
    loop {
        let waiting = store.read(|tx| query!(tx, held_items::waiting((after, BATCH), None, now)))?;
        let Some(last) = waiting.last() else { return Ok(released) };
        after = Some(last.id);
        for held in &waiting {
            let new = tried(held.id, one(store, (field, explain), held.id, now))?;
            released += usize::from(!new.is_empty());
        }
    }
}

/// What came of trying one item. A fault of this item (it can't be opened, say) must not keep the others waiting; a
/// database that is away would fail them all.
fn tried(id: HeldItemId, result: Result<Vec<Uuid>, ServiceError>) -> Result<Vec<Uuid>, ServiceError> {
    match result {
        Err(error) if away(&error) => Err(error),
        Err(error) => {
            tracing::error!(%error, held_item = %id, "a held item can't be tried");
            Ok(vec![])
        }
        tried => tried,
    }
}

/// Whether whatever is tried next would fail in the same way.
fn away(error: &ServiceError) -> bool {
    matches!(
        error,
        ServiceError::Store(StoreError::Unavailable(_) | StoreError::Disconnected(_) | StoreError::Full(_))
    )
}

/// Tries one item; answers with what exists since.
fn one(
    store: &Store,
    (field, explain): (Field<'_>, Explain<'_>),
    id: HeldItemId,
    now: Instant,
) -> Result<Vec<Uuid>, ServiceError> {
    let system = Act { actor: Actor::CommandLine, request_id: format!("{REQUEST}-{id}"), at: now };
    store.write(|tx| {
        let found = query!(tx, held_items::by_id(id))?;
        let (item, _) = held::open(field, &found)?;
        let mut turns = item.turns();
        turns.push(found.device_id.0);
        field::take_turns(tx, &system, &turns)?;
        let waiting = query!(tx, held_items::by_id(id))?;
        if waiting.status != HeldStatus::Waiting {
            return Ok(Recorded::unchanged(vec![]));
        }
        let act = act_of(tx, &system, waiting.device_id)?;
        match tx.attempt(|tx| Ok::<_, ServiceError>(item.put(tx, &act, field)?.value().clone())) {
            Ok(taken) => {
                let applied = held::become_(field, waiting, HeldStatus::Applied, None)?;
                Ok(record(tx, &act, &applied)?.map(|()| taken.provides))
            }
            Err(error) if is_fatal(&error) => Err(error),
            Err(ServiceError::Missing(missing)) => {
                let next = missing.into_iter().next();
                let waits_for = next.map(|next| WaitsFor { kind: next.kind.to_owned(), id: next.id });
                if waits_for == waiting.waits_for {
                    return Ok(Recorded::unchanged(vec![]));
                }
                query!(tx, held_items::update(&act, &HeldItem { waits_for, ..waiting }))?;
                Ok(Recorded::unchanged(vec![]))
            }
            Err(error @ (ServiceError::Internal(_) | ServiceError::Store(StoreError::Internal(_)))) => {
                tracing::error!(%error, held_item = %id, "a held item can't be taken");
                Ok(Recorded::unchanged(vec![]))
            }
            Err(error) => {
                let problem = explain(error);
                let refused = held::become_(field, waiting, HeldStatus::Refused, Some(&problem))?;
                Ok(record(tx, &act, &refused)?.map(|()| vec![]))
            }
        }
    })
}

fn record(tx: &mut Tx<'_>, act: &Act, held: &HeldItem) -> Result<Recorded<()>, ServiceError> {
    query!(tx, held_items::update(act, held))?;
    let change = Change {
        action: if held.status == HeldStatus::Applied { "held_item.applied" } else { "held_item.refused" },
        subject_type: "held_item",
        subject_id: held.id.to_string(),
        payload: json!({"id": held.id, "kind": held.kind.as_str(), "status": held.status.as_str()}),
    };
    Ok(tx.record(act, change)?)
}
