//! Batches that devices sent, by their own sequence numbers.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Role},
    ids::DeviceId,
};

use super::{Conn, Db};
use crate::{
    StoreError,
    rows::Batch,
    schema::{devices, sync_batches},
    types::{At, key},
};

type Visible<'a> = sync_batches::BoxedQuery<'a, Db>;

/// The operator sees those of all devices of its mode, a device its own.
fn visible<'a>(who: &Actor, device: DeviceId) -> Visible<'a> {
    let batches = sync_batches::table.filter(sync_batches::device_id.eq(key(device))).into_boxed();
    let known = devices::table.filter(devices::mode.eq(who.mode().as_str())).select(devices::id);
    match who.role() {
        Role::Operator => batches.filter(sync_batches::device_id.eq_any(known)),
        Role::FieldWorker(_) if who.device().is_some_and(|own| own.id == device) => batches,
        _ => batches.filter(sync_batches::sequence.lt(0)),
    }
}

/// One batch of a device.
///
/// # Errors
/// [`StoreError::NotFound`] if it never arrived, or is not the caller's to see.
pub fn find(conn: &mut Conn, who: &Actor, device: DeviceId, sequence: i64) -> Result<Batch, StoreError> {
    let (fingerprint, receipt, received_at): (Vec<u8>, Vec<u8>, At) = visible(who, device)
        .filter(sync_batches::sequence.eq(sequence))
        .select((sync_batches::fingerprint, sync_batches::receipt, sync_batches::received_at))
        .first(conn)?;
    Ok(Batch { sequence, fingerprint, receipt, received_at: received_at.0 })
}

/// The sequence numbers that arrived from a device, in ascending order.
///
/// # Errors
/// If the database fails.
pub fn sequences(conn: &mut Conn, who: &Actor, device: DeviceId) -> Result<Vec<i64>, StoreError> {
    Ok(visible(who, device).order(sync_batches::sequence).select(sync_batches::sequence).load(conn)?)
}

/// Keeps what was answered to a batch.
///
/// # Errors
/// If the database fails, or the batch is there already.
pub fn insert(
    conn: &mut Conn,
    _act: &Act,
    device: DeviceId,
    (batch, items): (&Batch, i32),
) -> Result<(), StoreError> {
    diesel::insert_into(sync_batches::table)
        .values((
            sync_batches::device_id.eq(key(device)),
            sync_batches::sequence.eq(batch.sequence),
            sync_batches::fingerprint.eq(&batch.fingerprint),
            sync_batches::receipt.eq(&batch.receipt),
            sync_batches::items.eq(items),
            sync_batches::received_at.eq(At(batch.received_at)),
        ))
        .execute(conn)?;
    Ok(())
}
