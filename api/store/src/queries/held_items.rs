//! Items of syncs that wait: for what they refer to, or for the operator.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    ids::{DeviceId, HeldItemId},
    paging::{From as Start, Page},
    sync::{HeldStatus, ItemKind, WaitsFor},
    time::Instant,
};
use uuid::Uuid;

use super::{Conn, Db};
use crate::{
    StoreError, filters,
    rows::{HeldItem, stored},
    schema::{devices, held_items},
    types::{At, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = held_items, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    device_id: Key,
    sequence: i64,
    position: i32,
    kind: String,
    item_id: Key,
    waits_for_kind: Option<String>,
    waits_for_id: Option<Key>,
    status: String,
    item: Vec<u8>,
    fingerprint: Vec<u8>,
    problem: Option<Vec<u8>>,
    received_at: At,
    deadline: At,
    version: i32,
    updated_at: At,
}

impl Row {
    fn new(held: &HeldItem) -> Self {
        Self {
            id: key(held.id),
            mode: held.mode.as_str().to_owned(),
            device_id: key(held.device_id),
            sequence: held.sequence,
            position: held.position,
            kind: held.kind.as_str().to_owned(),
            item_id: Key(held.item_id),
            waits_for_kind: held.waits_for.as_ref().map(|waits| waits.kind.clone()),
            waits_for_id: held.waits_for.as_ref().map(|waits| Key(waits.id)),
            status: held.status.as_str().to_owned(),
            item: held.item.clone(),
            fingerprint: held.fingerprint.clone(),
            problem: held.problem.clone(),
            received_at: At(held.received_at),
            deadline: At(held.deadline),
            version: held.version,
            updated_at: At(held.updated_at),
        }
    }

    fn held_item(self) -> Result<HeldItem, StoreError> {
        let waits_for = self.waits_for_kind.zip(self.waits_for_id);
        Ok(HeldItem {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            device_id: self.device_id.into(),
            sequence: self.sequence,
            position: self.position,
            kind: stored("kind of item", ItemKind::parse(&self.kind))?,
            item_id: self.item_id.0,
            waits_for: waits_for.map(|(kind, id)| WaitsFor { kind, id: id.0 }),
            status: stored("status of a held item", HeldStatus::parse(&self.status))?,
            item: self.item,
            fingerprint: self.fingerprint,
            problem: self.problem,
            received_at: self.received_at.0,
            deadline: self.deadline.0,
            version: self.version,
            updated_at: self.updated_at.0,
        })
    }
}

type Visible<'a> = held_items::BoxedQuery<'a, Db>;

/// The operator sees those of all devices of its mode, a field worker those of its own devices.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = held_items::table.filter(held_items::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::FieldWorker(worker) => {
            let own = devices::table.filter(devices::field_worker_id.eq(key(worker))).select(devices::id);
            all.filter(held_items::device_id.eq_any(own))
        }
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(held_items::mode.eq("")),
    }
}

/// One held item.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: HeldItemId) -> Result<HeldItem, StoreError> {
    visible(who).filter(held_items::id.eq(key(id))).select(Row::as_select()).first(conn)?.held_item()
}

/// A page of held items, oldest first.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::HeldItems,
    start: &Start<HeldItemId>,
) -> Result<Page<HeldItem, HeldItemId>, StoreError> {
    let mut query = visible(who).order(held_items::id).limit(start.limit as i64 + 1);
    if let Some(status) = filter.status {
        query = query.filter(held_items::status.eq(status.as_str()));
    }
    if let Some(device) = filter.device_id {
        query = query.filter(held_items::device_id.eq(key(device)));
    }
    if let Some(now) = filter.overdue_at {
        query = query.filter(held_items::deadline.le(At(now)));
        query = query.filter(held_items::status.eq(HeldStatus::Waiting.as_str()));
    }
    if let Some(after) = start.after {
        query = query.filter(held_items::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let items = rows.into_iter().map(Row::held_item).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(items, start.limit, |held| held.id))
}

/// What a device's items are held as: the newest row of each comes last.
///
/// # Errors
/// If the database fails.
pub fn of_items(
    conn: &mut Conn,
    _act: &Act,
    device: DeviceId,
    items: &[Uuid],
) -> Result<Vec<HeldItem>, StoreError> {
    let keys: Vec<_> = items.iter().map(|id| Key(*id)).collect();
    let rows: Vec<Row> = held_items::table
        .filter(held_items::device_id.eq(key(device)))
        .filter(held_items::item_id.eq_any(keys))
        .order(held_items::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::held_item).collect()
}

/// One held item, for the server itself, which takes it in its device's name.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none.
pub fn by_id(conn: &mut Conn, id: HeldItemId) -> Result<HeldItem, StoreError> {
    held_items::table
        .filter(held_items::id.eq(key(id)))
        .select(Row::as_select())
        .first::<Row>(conn)?
        .held_item()
}

/// Items whose time is not over and that wait for one of these; or all of them, oldest first.
///
/// # Errors
/// If the database fails.
pub fn waiting(
    conn: &mut Conn,
    (after, limit): (Option<HeldItemId>, i64),
    waits_for: Option<&[Uuid]>,
    now: Instant,
) -> Result<Vec<HeldItem>, StoreError> {
    let mut query = held_items::table
        .filter(held_items::status.eq(HeldStatus::Waiting.as_str()))
        .filter(held_items::deadline.gt(At(now)))
        .order(held_items::id)
        .limit(limit)
        .into_boxed();
    if let Some(ids) = waits_for {
        let keys: Vec<Option<Key>> = ids.iter().map(|id| Some(Key(*id))).collect();
        query = query.filter(held_items::waits_for_id.eq_any(keys));
    }
    if let Some(after) = after {
        query = query.filter(held_items::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    rows.into_iter().map(Row::held_item).collect()
}

/// How many items of a device are set aside, and how many bytes they have.
///
/// # Errors
/// If the database fails.
pub fn aside(conn: &mut Conn, device: DeviceId) -> Result<i64, StoreError> {
    Ok(held_items::table
        .filter(held_items::device_id.eq(key(device)))
        .filter(held_items::status.eq(HeldStatus::Aside.as_str()))
        .count()
        .get_result(conn)?)
}

/// Keeps an item.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, held: &HeldItem) -> Result<(), StoreError> {
    diesel::insert_into(held_items::table).values(Row::new(held)).execute(conn)?;
    Ok(())
}

/// Writes where an item stands now, if it is of the version before.
///
/// # Errors
/// [`StoreError::Stale`] if it is not.
pub fn update(conn: &mut Conn, act: &Act, held: &HeldItem) -> Result<(), StoreError> {
    let row = Row::new(held);
    let changed = diesel::update(held_items::table)
        .filter(held_items::id.eq(row.id))
        .filter(held_items::version.eq(held.version))
        .set((
            held_items::status.eq(row.status),
            held_items::waits_for_kind.eq(row.waits_for_kind),
            held_items::waits_for_id.eq(row.waits_for_id),
            held_items::problem.eq(row.problem),
            held_items::version.eq(held.version + 1),
            held_items::updated_at.eq(At(act.at)),
        ))
        .execute(conn)?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}
