//! Devices of field workers.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    device::{Device, DeviceDetails, DeviceStatus, RevocationReason},
    ids::{DeviceId, FieldWorkerId},
    paging::{From as Start, Page},
};

use super::{Conn, Db, lock_row};
use crate::{
    StoreError, filters,
    rows::stored,
    schema::devices,
    types::{At, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = devices, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    field_worker_id: Key,
    client_id: Key,
    label: Option<String>,
    platform: Option<String>,
    app_version: Option<String>,
    status: String,
    revocation_reason: Option<String>,
    revoked_at: Option<At>,
    last_seen_at: Option<At>,
    version: i32,
    created_at: At,
    updated_at: At,
}

impl Row {
    fn new(device: &Device) -> Self {
        Self {
            id: key(device.id),
            mode: device.mode.as_str().to_owned(),
            field_worker_id: key(device.field_worker_id),
            client_id: key(device.client_id),
            label: device.details.label.clone(),
            platform: device.details.platform.clone(),
            app_version: device.details.app_version.clone(),
            status: device.status.as_str().to_owned(),
            revocation_reason: device.revocation_reason.map(|reason| reason.as_str().to_owned()),
            revoked_at: device.revoked_at.map(At),
            last_seen_at: device.last_seen_at.map(At),
            version: device.version,
            created_at: At(device.created_at),
            updated_at: At(device.updated_at),
        }
    }

    fn device(self) -> Result<Device, StoreError> {
        let reason = self
            .revocation_reason
            .map(|text| stored("reason of a revocation", RevocationReason::parse(&text)));
        Ok(Device {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            field_worker_id: self.field_worker_id.into(),
            client_id: self.client_id.into(),
            details: DeviceDetails {
                label: self.label,
                platform: self.platform,
                app_version: self.app_version,
            },
            status: stored("status of a device", DeviceStatus::parse(&self.status))?,
            revocation_reason: reason.transpose()?,
            revoked_at: self.revoked_at.map(|at| at.0),
            last_seen_at: self.last_seen_at.map(|at| at.0),
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

type Visible<'a> = devices::BoxedQuery<'a, Db>;

/// The operator sees those of its mode; nobody else sees any, a device not even itself.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = devices::table.filter(devices::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::Partner | Role::Municipality | Role::AppPublisher | Role::FieldWorker(_) => {
            all.filter(devices::mode.eq(""))
        }
    }
}

/// One device.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: DeviceId) -> Result<Device, StoreError> {
    visible(who).filter(devices::id.eq(key(id))).select(Row::as_select()).first(conn)?.device()
}

/// One device, to be changed: who else means to change it, or asks for a token of its, waits until this transaction
/// ends.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: DeviceId) -> Result<Device, StoreError> {
    lock_row(conn, "devices", id.0)?;
    find(conn, &act.actor, id)
}

/// One device, to be changed by the authorization server, which asks on nobody's behalf but the device's own.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none.
pub fn find_to_authorize(conn: &mut Conn, id: DeviceId) -> Result<Device, StoreError> {
    lock_row(conn, "devices", id.0)?;
    to_authorize(conn, id)
}

/// One device, for the authorization server, which asks on nobody's behalf.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none.
pub fn to_authorize(conn: &mut Conn, id: DeviceId) -> Result<Device, StoreError> {
    devices::table.find(key(id)).select(Row::as_select()).first(conn)?.device()
}

/// A page of devices, oldest first.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Devices,
    start: &Start<DeviceId>,
) -> Result<Page<Device, DeviceId>, StoreError> {
    let mut query = visible(who).order(devices::id).limit(start.limit as i64 + 1);
    if let Some(worker) = filter.field_worker_id {
        query = query.filter(devices::field_worker_id.eq(key(worker)));
    }
    if let Some(status) = filter.status {
        query = query.filter(devices::status.eq(status.as_str()));
    }
    if let Some(after) = start.after {
        query = query.filter(devices::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let rows = rows.into_iter().map(Row::device).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |device| device.id))
}

/// The devices of a field worker that are let in.
///
/// # Errors
/// If the database fails.
pub fn active_of(conn: &mut Conn, act: &Act, worker: FieldWorkerId) -> Result<Vec<DeviceId>, StoreError> {
    let ids: Vec<Key> = visible(&act.actor)
        .filter(devices::field_worker_id.eq(key(worker)))
        .filter(devices::status.eq(DeviceStatus::Active.as_str()))
        .order(devices::id)
        .select(devices::id)
        .load(conn)?;
    Ok(ids.into_iter().map(Into::into).collect())
}

/// Adds a device.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, device: &Device) -> Result<(), StoreError> {
    diesel::insert_into(devices::table).values(Row::new(device)).execute(conn)?;
    Ok(())
}

/// Writes the new state of a device that was found to be changed.
///
/// # Errors
/// If the database fails.
pub fn update(conn: &mut Conn, act: &Act, device: &Device) -> Result<Device, StoreError> {
    let row = Row::new(device);
    diesel::update(devices::table.find(row.id))
        .set((
            devices::status.eq(row.status),
            devices::revocation_reason.eq(row.revocation_reason),
            devices::revoked_at.eq(row.revoked_at),
            devices::last_seen_at.eq(row.last_seen_at),
            devices::version.eq(device.version + 1),
            devices::updated_at.eq(At(act.at)),
        ))
        .returning(Row::as_returning())
        .get_result::<Row>(conn)?
        .device()
}
