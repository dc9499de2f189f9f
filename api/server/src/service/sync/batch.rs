//! Taking a batch.

use std::collections::{HashMap, VecDeque};

use palier_domain::{
    caller::{Act, Device},
    device::DeviceStatus,
    error::Invalid,
    ids::DeviceId,
    sync::{HeldStatus, WaitsFor, missing_sequences},
};
use palier_store::{
    Change, Recorded, StoreError, Tx, query,
    rows::{self, HeldItem},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Item, ItemResult, ItemStatus, Receipt, Taken, held};
use crate::service::{
    Missing, ServiceError,
    field::{self, Field},
};

/// The most ranges of missing batches that are told at once.
const MOST_GAPS: usize = 100;

/// The code of the conflict of a device that was revoked.
pub const REVOKED: &str = "device_revoked";

/// What separates this use of the vault from its others.
const PURPOSE: &str = "sync receipts";

/// An item as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// What it is said to be.
    pub kind: Option<String>,
    /// Its id, if it has one.
    pub id: Option<Uuid>,
    /// The item, or what is wrong with it.
    pub item: Result<Item, Invalid>,
}

/// A batch as it arrived.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The device's own number of it, from 1.
    pub sequence: i64,
    /// All or nothing.
    pub atomic: bool,
    /// The items, in order.
    pub items: Vec<Received>,
    /// Keyed digest of all that was sent.
    pub fingerprint: Vec<u8>,
}

/// Says in JSON why an item was not taken.
pub type Explain<'a> = &'a dyn Fn(ServiceError) -> Value;

/// Takes a batch of a device, or tells again what became of it. Answers with what others may have waited for, too.
///
/// # Errors
/// A conflict if another batch came with this number; with `atomic` whatever is wrong with any item, located in
/// `/items`; failures of the database. Nothing was changed then.
pub fn take(
    tx: &mut Tx<'_>,
    act: &Act,
    (field, explain): (Field<'_>, Explain<'_>),
    device: Device,
    batch: Batch,
) -> Result<Recorded<(Receipt, Vec<Uuid>)>, ServiceError> {
    let mut turns: Vec<Uuid> =
        batch.items.iter().flat_map(|received| received.item.iter().flat_map(Item::turns)).collect();
    turns.push(device.id.0);
    field::take_turns(tx, act, &turns)?;
    // The token may be good for a moment longer than the device.
    if query!(tx, devices::find_to_authorize(device.id))?.status == DeviceStatus::Revoked {
        return Err(ServiceError::Conflict { code: REVOKED, detail: "The device was revoked.".to_owned() });
    }
    match query!(tx, sync::find(&act.actor, device.id, batch.sequence)) {
        Ok(kept) if kept.fingerprint == batch.fingerprint => {
            let receipt = receipt_of(tx, act, field, device.id, &kept)?;
            return Ok(Recorded::unchanged((receipt, vec![])));
        }
        Ok(_) => return Err(sequence_reused(batch.sequence)),
        Err(StoreError::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    let ids: Vec<Uuid> = batch.items.iter().filter_map(|received| received.id).collect();
    let held = query!(tx, held_items::of_items(act, device.id, &ids))?;
    let mut taking = Taking {
        field,
        explain,
        device,
        sequence: batch.sequence,
        held: held.into_iter().map(|held| (held.item_id, held)).collect(),
        results: vec![None; batch.items.len()],
        created: vec![],
    };
    let (sequence, atomic) = (batch.sequence, batch.atomic);
    let fingerprint = batch.fingerprint.clone();
    let results = if atomic { taking.all(tx, act, batch)? } else { taking.each(tx, act, batch)? };
    let provided = taking.created;
    let receipt = keep(tx, act, (field, device.id), (sequence, fingerprint, results))?;
    Ok(receipt.map(|receipt| (receipt, provided)))
}

fn sequence_reused(sequence: i64) -> ServiceError {
    ServiceError::Conflict {
        code: "sequence_reused",
        detail: format!(
            "Another batch came with the sequence number {sequence}. Send this one with a number of its own; \
             items that arrived before are unchanged."
        ),
    }
}

/// Keeps the receipt, in the transaction of the items themselves.
fn keep(
    tx: &mut Tx<'_>,
    act: &Act,
    (field, device): (Field<'_>, DeviceId),
    (sequence, fingerprint, items): (i64, Vec<u8>, Vec<ItemResult>),
) -> Result<Recorded<Receipt>, ServiceError> {
    let count = |status| items.iter().filter(|item| item.status == status).count();
    let payload = json!({
        "device_id": device, "sequence": sequence, "items": items.len(),
        "applied": count(ItemStatus::Applied), "unchanged": count(ItemStatus::Unchanged),
        "held": count(ItemStatus::Held), "conflict": count(ItemStatus::Conflict),
        "refused": count(ItemStatus::Refused),
    });
    let text = serde_json::to_vec(&items).map_err(|error| ServiceError::Internal(error.to_string()))?;
    let sealed = field.vault.seal(PURPOSE, &text, &context(device, sequence));
    let receipt = sealed.map_err(|error| ServiceError::Internal(error.to_string()))?;
    let length = i32::try_from(items.len()).unwrap_or(i32::MAX);
    let batch = rows::Batch { sequence, fingerprint, receipt, received_at: act.at };
    query!(tx, sync::insert(act, device, (&batch, length)))?;
    let change =
        Change { action: "sync.received", subject_type: "device", subject_id: device.to_string(), payload };
    let recorded = tx.record(act, change)?;
    let missing_sequences = missing(tx, act, device)?;
    Ok(recorded.map(|()| Receipt { sequence, received_at: act.at, items, missing_sequences }))
}

/// Binds a receipt to its row.
fn context(device: DeviceId, sequence: i64) -> Vec<u8> {
    format!("{}/{sequence}", device).into_bytes()
}

fn missing(tx: &mut Tx<'_>, act: &Act, device: DeviceId) -> Result<Vec<(i64, i64)>, ServiceError> {
    let received = query!(tx, sync::sequences(&act.actor, device))?;
    let gaps = missing_sequences(&received, MOST_GAPS).into_iter();
    Ok(gaps.map(|gap| (*gap.start(), *gap.end())).collect())
}

/// What was answered to a batch, with what is missing by now.
///
/// # Errors
/// [`StoreError::NotFound`] if it never arrived, or is not the caller's to see.
pub fn receipt(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    (device, sequence): (DeviceId, i64),
) -> Result<Receipt, ServiceError> {
    let kept = query!(tx, sync::find(&act.actor, device, sequence))?;
    receipt_of(tx, act, field, device, &kept)
}

fn receipt_of(
    tx: &mut Tx<'_>,
    act: &Act,
    field: Field<'_>,
    device: DeviceId,
    kept: &rows::Batch,
) -> Result<Receipt, ServiceError> {
    let unreadable = || ServiceError::Internal("a kept receipt can't be read".to_owned());
    let text = field.vault.open(PURPOSE, &kept.receipt, &context(device, kept.sequence));
    let items = serde_json::from_slice(&text.map_err(|_| unreadable())?).map_err(|_| unreadable())?;
    let missing_sequences = missing(tx, act, device)?;
    Ok(Receipt { sequence: kept.sequence, received_at: kept.received_at, items, missing_sequences })
}

/// A batch while it is taken.
struct Taking<'a> {
    field: Field<'a>,
    explain: Explain<'a>,
    device: Device,
    sequence: i64,
    /// What this device's items are held as already.
    held: HashMap<Uuid, HeldItem>,
    results: Vec<Option<ItemResult>>,
    /// What exists since this batch.
    created: Vec<Uuid>,
}

/// Whether a failure concerns the whole request and not one item of it.
pub(super) fn is_fatal(error: &ServiceError) -> bool {
    matches!(
        error,
        ServiceError::Store(
            StoreError::Unavailable(_)
                | StoreError::Disconnected(_)
                | StoreError::Full(_)
                | StoreError::KeyInUse
                | StoreError::Stale
        )
    )
}

/// The places of a batch's items in the order in which they are tried: what others rest upon (a household, a consent)
/// first, each kind in the order in which it was sent.
fn in_order(batch: &Batch) -> VecDeque<usize> {
    let mut places: Vec<usize> = (0..batch.items.len()).collect();
    places.sort_by_key(|place| batch.items[*place].item.as_ref().ok().map(Item::kind));
    places.into()
}

impl Taking<'_> {
    /// Takes what can be taken; what refers to something further down is tried again when that was taken.
    fn each(&mut self, tx: &mut Tx<'_>, act: &Act, batch: Batch) -> Result<Vec<ItemResult>, ServiceError> {
        let mut queue = in_order(&batch);
        let mut waiting: Vec<(usize, Vec<Missing>)> = vec![];
        while let Some(index) = queue.pop_front() {
            let received = &batch.items[index];
            let created = self.created.len();
            match self.attempt(tx, act, received) {
                Err(error) if is_fatal(&error) => return Err(error),
                Err(ServiceError::Missing(missing)) => waiting.push((index, missing)),
                result => self.results[index] = Some(self.told(tx, act, (index, received), result)?),
            }
            let new = self.created[created..].to_vec();
            let awaits = |missing: &[Missing]| missing.iter().any(|missing| new.contains(&missing.id));
            let (mut ready, still): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|(_, missing)| awaits(missing));
            waiting = still;
            ready.sort_by_key(|(index, _)| std::cmp::Reverse(*index));
            ready.into_iter().for_each(|(index, _)| queue.push_front(index));
        }
        for (index, missing) in waiting {
            let result = self.hold(tx, act, (index, &batch.items[index]), missing.first())?;
            self.results[index] = Some(result);
        }
        Ok(self.results.drain(..).flatten().collect())
    }

    /// Takes all, or tells everything that is wrong.
    fn all(&mut self, tx: &mut Tx<'_>, act: &Act, batch: Batch) -> Result<Vec<ItemResult>, ServiceError> {
        let mut invalid = Invalid::default();
        let mut pending: Vec<usize> = in_order(&batch).into();
        loop {
            let (before, mut missing) = (pending.len(), vec![]);
            for index in std::mem::take(&mut pending) {
                match self.attempt(tx, act, &batch.items[index]) {
                    Ok(taken) => {
                        let told = self.told(tx, act, (index, &batch.items[index]), Ok(taken))?;
                        self.results[index] = Some(told);
                    }
                    Err(ServiceError::Missing(list)) => {
                        pending.push(index);
                        missing.push((index, list));
                    }
                    Err(ServiceError::Invalid(wrong)) => {
                        invalid.absorb(&format!("/items/{index}/item"), wrong)
                    }
                    Err(error) => return Err(error),
                }
            }
            if pending.is_empty() || pending.len() == before {
                for (index, Missing { pointer, kind, id }) in
                    missing.into_iter().flat_map(|(index, list)| list.into_iter().map(move |m| (index, m)))
                {
                    let detail = format!("There is no {kind} {id} that this client may see.");
                    invalid.push(format!("/items/{index}/item{pointer}"), "unknown_reference", detail);
                }
                invalid.or(())?;
                return Ok(self.results.drain(..).flatten().collect());
            }
        }
    }

    fn attempt(&mut self, tx: &mut Tx<'_>, act: &Act, received: &Received) -> Result<Taken, ServiceError> {
        let item = received.item.clone()?;
        let field = self.field;
        let taken = tx.attempt(|tx| Ok::<_, ServiceError>(item.put(tx, act, field)?.value().clone()))?;
        self.created.extend(&taken.provides);
        Ok(taken)
    }

    fn told(
        &mut self,
        tx: &mut Tx<'_>,
        act: &Act,
        (position, received): (usize, &Received),
        result: Result<Taken, ServiceError>,
    ) -> Result<ItemResult, ServiceError> {
        let new = |status| ItemResult::new(received.kind.clone(), received.id, status);
        match result {
            Ok(taken) => {
                self.no_longer_held(tx, act, received)?;
                let status = if taken.changed { ItemStatus::Applied } else { ItemStatus::Unchanged };
                Ok(ItemResult {
                    version: Some(taken.version),
                    merged: taken.merged,
                    conflicts: taken.conflicts,
                    ..new(status)
                })
            }
            Err(error @ ServiceError::Differs { version, .. }) => {
                let result = new(ItemStatus::Conflict).because(ItemStatus::Conflict, (self.explain)(error));
                Ok(ItemResult { version: Some(version), ..result })
            }
            // A fault of ours must not cost a visit: the item is kept until it is mended.
            Err(error @ (ServiceError::Internal(_) | ServiceError::Store(StoreError::Internal(_)))) => {
                tracing::error!(%error, kind = received.kind, "an item of a sync can't be taken and is held");
                self.hold(tx, act, (position, received), None)
            }
            Err(error) => Ok(new(ItemStatus::Refused).because(ItemStatus::Refused, (self.explain)(error))),
        }
    }

    /// An item that was held from an earlier batch and came again by itself. Another one that is held under its id
    /// stays: it is tried when what it waits for has come, and what becomes of it then is told of it.
    fn no_longer_held(
        &mut self,
        tx: &mut Tx<'_>,
        act: &Act,
        received: &Received,
    ) -> Result<(), ServiceError> {
        let (Ok(item), Some(id)) = (&received.item, received.id) else { return Ok(()) };
        let Some(held) = self.held.get(&id).filter(|held| held.status.is_open()) else { return Ok(()) };
        if held.fingerprint != held::fingerprint(self.field, item)? {
            return Ok(());
        }
        let Some(held) = self.held.remove(&id) else { return Ok(()) };
        let applied = HeldItem { status: HeldStatus::Applied, waits_for: None, ..held };
        Ok(query!(tx, held_items::update(act, &applied))?)
    }

    fn hold(
        &mut self,
        tx: &mut Tx<'_>,
        act: &Act,
        (position, received): (usize, &Received),
        missing: Option<&Missing>,
    ) -> Result<ItemResult, ServiceError> {
        let new = ItemResult::new(received.kind.clone(), received.id, ItemStatus::Held);
        let (Ok(item), Some(id)) = (&received.item, received.id) else {
            return Ok(new.because(ItemStatus::Refused, Value::Null));
        };
        let waits_for = missing.map(|missing| WaitsFor { kind: missing.kind.to_owned(), id: missing.id });
        let fingerprint = held::fingerprint(self.field, item)?;
        match self.held.get(&id) {
            Some(known) if known.fingerprint == fingerprint && known.status == HeldStatus::Discarded => {
                let discarded = ServiceError::Conflict {
                    code: "discarded",
                    detail: "The operator looked at this item and discarded it.".to_owned(),
                };
                Ok(new.because(ItemStatus::Refused, (self.explain)(discarded)))
            }
            Some(known) if known.fingerprint == fingerprint && known.status.is_open() => {
                Ok(new.held(known.waits_for.as_ref(), known.deadline))
            }
            Some(known) if known.status.is_open() => {
                let differs = ServiceError::Differs { kind: item.kind().as_str(), id, version: 1 };
                Ok(new.because(ItemStatus::Conflict, (self.explain)(differs)))
            }
            _ => {
                let place = (self.device.id, self.sequence, position);
                let held = held::new(act, self.field, place, (item, HeldStatus::Waiting, waits_for))?;
                query!(tx, held_items::insert(act, &held))?;
                let result = new.held(held.waits_for.as_ref(), held.deadline);
                self.held.insert(id, held);
                Ok(result)
            }
        }
    }
}
