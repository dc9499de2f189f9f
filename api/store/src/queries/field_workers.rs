//! Field workers.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    field_worker::{FieldWorker, FieldWorkerContent, FieldWorkerStatus},
    ids::FieldWorkerId,
    paging::{From as Start, Page},
    time::Day,
};

use super::{Conn, Db, lock_row};
use crate::{
    StoreError, filters,
    rows::{document, stored, to_document},
    schema::field_workers,
    types::{At, Json, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = field_workers, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    display_name: String,
    status: String,
    content: Json,
    version: i32,
    created_at: At,
    updated_at: At,
}

impl Row {
    fn new(worker: &FieldWorker) -> Result<Self, StoreError> {
        Ok(Self {
            id: key(worker.id),
            mode: worker.mode.as_str().to_owned(),
            display_name: worker.display_name.clone(),
            status: worker.status.as_str().to_owned(),
            content: Json(to_document(&worker.content)?),
            version: worker.version,
            created_at: At(worker.created_at),
            updated_at: At(worker.updated_at),
        })
    }

    fn field_worker(self) -> Result<FieldWorker, StoreError> {
        Ok(FieldWorker {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            display_name: self.display_name,
            status: stored("field worker's status", FieldWorkerStatus::parse(&self.status))?,
            content: document::<FieldWorkerContent>("field worker's content", self.content.0)?,
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

type Visible<'a> = field_workers::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a field worker's device its own; nobody else sees any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = field_workers::table.filter(field_workers::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::FieldWorker(worker) => all.filter(field_workers::id.eq(key(worker))),
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(field_workers::mode.eq("")),
    }
}

/// One field worker.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: FieldWorkerId) -> Result<FieldWorker, StoreError> {
    visible(who).filter(field_workers::id.eq(key(id))).select(Row::as_select()).first(conn)?.field_worker()
}

/// One field worker, to be changed: who else means to change it waits until this transaction ends.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: FieldWorkerId) -> Result<FieldWorker, StoreError> {
    lock_row(conn, "field_workers", id.0)?;
    find(conn, &act.actor, id)
}

/// Whether a field worker still works, for the authorization server, which asks on nobody's behalf.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none in this mode.
pub fn status(conn: &mut Conn, mode: Mode, id: FieldWorkerId) -> Result<FieldWorkerStatus, StoreError> {
    let text: String = field_workers::table
        .find(key(id))
        .filter(field_workers::mode.eq(mode.as_str()))
        .select(field_workers::status)
        .first(conn)?;
    stored("status of a field worker", FieldWorkerStatus::parse(&text))
}

/// The same while a device of theirs is enrolled: nobody changes the field worker until this transaction ends, so that no
/// device is enrolled for one who leaves at this moment.
///
/// # Errors
/// As [`status`].
pub fn status_to_enrol(
    conn: &mut Conn,
    mode: Mode,
    id: FieldWorkerId,
) -> Result<FieldWorkerStatus, StoreError> {
    lock_row(conn, "field_workers", id.0)?;
    status(conn, mode, id)
}

/// A page of field workers, oldest first.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::FieldWorkers,
    start: &Start<FieldWorkerId>,
) -> Result<Page<FieldWorker, FieldWorkerId>, StoreError> {
    let mut query = visible(who).order(field_workers::id).limit(start.limit as i64 + 1);
    if let Some(status) = filter.status {
        query = query.filter(field_workers::status.eq(status.as_str()));
    }
    if let Some(after) = start.after {
        query = query.filter(field_workers::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let rows = rows.into_iter().map(Row::field_worker).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |worker| worker.id))
}

/// The field workers of a mode who are under contract on any of some days, from a first one through a last one, by id.
/// How many they are is told to everybody, so that nothing is looked at but their contracts.
///
/// # Errors
/// If the database fails.
pub fn under_contract(
    conn: &mut Conn,
    mode: Mode,
    days: (Day, Day),
) -> Result<Vec<FieldWorkerId>, StoreError> {
    let rows: Vec<(Key, Json)> = field_workers::table
        .filter(field_workers::mode.eq(mode.as_str()))
        .order(field_workers::id)
        .select((field_workers::id, field_workers::content))
        .load(conn)?;
    let mut found = Vec::new();
    for (id, content) in rows {
        let content = document::<FieldWorkerContent>("field worker's content", content.0)?;
        if content.contract.overlaps(days) {
            found.push(id.into());
        }
    }
    Ok(found)
}

/// Adds a field worker.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, worker: &FieldWorker) -> Result<(), StoreError> {
    diesel::insert_into(field_workers::table).values(&Row::new(worker)?).execute(conn)?;
    Ok(())
}

/// Writes what is now known of a field worker, if it is still of the version before.
///
/// # Errors
/// [`StoreError::Stale`] if it is not.
pub fn update(conn: &mut Conn, act: &Act, worker: &FieldWorker) -> Result<(), StoreError> {
    let row = Row::new(worker)?;
    let changed = diesel::update(field_workers::table)
        .filter(field_workers::id.eq(row.id))
        .filter(field_workers::version.eq(worker.version))
        .set((
            field_workers::display_name.eq(row.display_name),
            field_workers::status.eq(row.status),
            field_workers::content.eq(row.content),
            field_workers::version.eq(worker.version + 1),
            field_workers::updated_at.eq(At(act.at)),
        ))
        .execute(conn)?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}
