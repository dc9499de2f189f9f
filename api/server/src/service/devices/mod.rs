//! Devices: the operator makes one-time codes for them and shuts them out; they get their tokens by [`grants`].

pub mod grants;

use palier_domain::{
    caller::Act,
    device::{Device, DeviceStatus, Enrolment, EnrolmentCode, EnrolmentStatus, RevocationReason},
    field_worker::FieldWorkerStatus,
    ids::{DeviceId, EnrolmentId, FieldWorkerId},
};
use palier_store::{Change, Recorded, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{Expected, ServiceError};
use crate::{
    auth::{devices, revocations::device_subject},
    keys::SealingKey,
};

/// An enrolment as it was just made: its code can be shown now.
pub type NewEnrolment = (Enrolment, EnrolmentCode);

/// Makes a one-time code for a device of a field worker; it works for `seconds`. Several may wait at a time: each works
/// once.
///
/// # Errors
/// Not found; a conflict if the field worker left.
pub fn enrolment(
    tx: &mut Tx<'_>,
    act: &Act,
    (worker, expected): (FieldWorkerId, &Expected),
    (keys, seconds): (&SealingKey, u32),
) -> Result<Recorded<NewEnrolment>, ServiceError> {
    let worker = query!(tx, field_workers::find_to_change(act, worker))?;
    expected.check(worker.version)?;
    if worker.status == FieldWorkerStatus::Left {
        return Err(ServiceError::Conflict {
            code: "field_worker_left",
            detail: "The field worker left; a device of theirs is not enrolled any more.".to_owned(),
        });
    }
    let enrolment = Enrolment {
        id: EnrolmentId(Uuid::now_v7()),
        mode: act.actor.mode(),
        field_worker_id: worker.id,
        created_at: act.at,
        expires_at: act.at.plus_seconds(i64::from(seconds)),
        used_at: None,
        device_id: None,
        cancelled_at: None,
    };
    let code = devices::code(keys, enrolment.id);
    let hash = devices::code_hash(keys, &code);
    query!(tx, enrolments::insert(act, &enrolment, &hash))?;
    Ok(record_enrolment(tx, act, "enrolment.created", &enrolment)?.map(|()| (enrolment, code)))
}

/// Takes a code back that nobody has used. One that was taken back before, or has expired, is as it was.
///
/// # Errors
/// Not found; a conflict if a device was enrolled by it.
pub fn cancel(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (EnrolmentId, &Expected),
) -> Result<Recorded<Enrolment>, ServiceError> {
    let enrolment = query!(tx, enrolments::find_to_change(act, id))?;
    expected.check(enrolment.version(act.at))?;
    match enrolment.status(act.at) {
        EnrolmentStatus::Cancelled | EnrolmentStatus::Expired => Ok(Recorded::unchanged(enrolment)),
        EnrolmentStatus::Used => Err(ServiceError::Conflict {
            code: "enrolment_used",
            detail: "A device was enrolled by this code; revoke the device instead.".to_owned(),
        }),
        EnrolmentStatus::Waiting => {
            let enrolment = query!(tx, enrolments::cancel(act, id))?;
            Ok(record_enrolment(tx, act, "enrolment.cancelled", &enrolment)?.map(|()| enrolment))
        }
    }
}

fn record_enrolment(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &'static str,
    enrolment: &Enrolment,
) -> Result<Recorded<()>, ServiceError> {
    let change = Change {
        action,
        subject_type: "enrolment",
        subject_id: enrolment.id.to_string(),
        payload: json!({
            "id": enrolment.id,
            "field_worker_id": enrolment.field_worker_id,
            "mode": enrolment.mode.as_str(),
        }),
    };
    Ok(tx.record(act, change)?)
}

/// Shuts a device out for good: it gets no token any more, and those that it has stop within a second on every instance.
/// One that is shut out already is as it was. Access tokens live for `lifetime` seconds.
///
/// # Errors
/// Not found.
pub fn revoke(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (DeviceId, &Expected),
    (reason, lifetime): (RevocationReason, u32),
) -> Result<Recorded<Device>, ServiceError> {
    let device = query!(tx, devices::find_to_change(act, id))?;
    expected.check(device.version)?;
    if device.status == DeviceStatus::Revoked {
        return Ok(Recorded::unchanged(device));
    }
    shut_out(tx, act, device, ("device.revoked", reason, lifetime))
}

/// Shuts out all devices of a field worker who leaves; whoever calls it has the field worker's row to itself.
///
/// # Errors
/// If the database fails.
pub fn revoke_all_of(
    tx: &mut Tx<'_>,
    act: &Act,
    worker: FieldWorkerId,
    lifetime: u32,
) -> Result<(), ServiceError> {
    for id in query!(tx, devices::active_of(act, worker))? {
        let _recorded = revoke(tx, act, (id, &Expected::Nothing), (RevocationReason::Left, lifetime))?;
    }
    Ok(())
}

/// Shuts out a device that is let in, and records it as `action`.
fn shut_out(
    tx: &mut Tx<'_>,
    act: &Act,
    mut device: Device,
    (action, reason, lifetime): (&'static str, RevocationReason, u32),
) -> Result<Recorded<Device>, ServiceError> {
    device.status = DeviceStatus::Revoked;
    device.revocation_reason = Some(reason);
    device.revoked_at = Some(act.at);
    query!(tx, refresh_tokens::revoke_all(act, device.id))?;
    // For good: a token that is being issued at this moment, dated later than this act, must not slip through.
    let end = Act { at: act.at.plus_seconds(i64::from(lifetime)), ..act.clone() };
    let until = end.at.plus_seconds(i64::from(lifetime) + 60);
    query!(tx, revocations::insert(&end, &device_subject(device.id), until))?;
    let device = query!(tx, devices::update(act, &device))?;
    record(tx, act, action, device)
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &'static str,
    device: Device,
) -> Result<Recorded<Device>, ServiceError> {
    let change = Change {
        action,
        subject_type: "device",
        subject_id: device.id.to_string(),
        payload: json!({
            "id": device.id,
            "field_worker_id": device.field_worker_id,
            "client_id": device.client_id,
            "mode": device.mode.as_str(),
            "status": device.status.as_str(),
            "reason": device.revocation_reason.map(RevocationReason::as_str),
            "version": device.version,
        }),
    };
    Ok(tx.record(act, change)?.map(|()| device))
}
