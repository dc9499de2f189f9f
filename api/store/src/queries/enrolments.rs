//! One-time codes by which devices are enrolled: a keyed hash of each, never the code.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    device::Enrolment,
    ids::{DeviceId, EnrolmentId},
};

use super::{Conn, Db, lock_row};
use crate::{
    StoreError,
    rows::{EnrolmentByCode, stored},
    schema::device_enrolments as enrolments,
    types::{At, Key, key},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = enrolments, check_for_backend(Db))]
struct Row {
    id: Key,
    mode: String,
    field_worker_id: Key,
    created_at: At,
    expires_at: At,
    used_at: Option<At>,
    device_id: Option<Key>,
    cancelled_at: Option<At>,
}

impl Row {
    fn enrolment(self) -> Result<Enrolment, StoreError> {
        Ok(Enrolment {
            id: self.id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            field_worker_id: self.field_worker_id.into(),
            created_at: self.created_at.0,
            expires_at: self.expires_at.0,
            used_at: self.used_at.map(|at| at.0),
            device_id: self.device_id.map(Into::into),
            cancelled_at: self.cancelled_at.map(|at| at.0),
        })
    }
}

type Visible<'a> = enrolments::BoxedQuery<'a, Db>;

/// The operator sees those of its mode; nobody else sees any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = enrolments::table.filter(enrolments::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::Partner | Role::Municipality | Role::AppPublisher | Role::FieldWorker(_) => {
            all.filter(enrolments::mode.eq(""))
        }
    }
}

/// One enrolment.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: EnrolmentId) -> Result<Enrolment, StoreError> {
    visible(who).filter(enrolments::id.eq(key(id))).select(Row::as_select()).first(conn)?.enrolment()
}

/// One enrolment, to be changed: who uses its code at this moment waits until this transaction ends.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: EnrolmentId) -> Result<Enrolment, StoreError> {
    lock_row(conn, "device_enrolments", id.0)?;
    find(conn, &act.actor, id)
}

/// The enrolment of a code, for the authorization server, which asks on nobody's behalf: who else presents the same
/// code waits until this transaction ends.
///
/// # Errors
/// [`StoreError::NotFound`] if no code of this mode has this hash.
pub fn find_by_code(conn: &mut Conn, mode: Mode, code_hash: &[u8]) -> Result<EnrolmentByCode, StoreError> {
    let id: Key = enrolments::table
        .filter(enrolments::mode.eq(mode.as_str()))
        .filter(enrolments::code_hash.eq(code_hash))
        .select(enrolments::id)
        .first(conn)?;
    lock_row(conn, "device_enrolments", id.0)?;
    let (row, nonce_hash): (Row, Option<Vec<u8>>) =
        enrolments::table.find(id).select((Row::as_select(), enrolments::nonce_hash)).first(conn)?;
    Ok(EnrolmentByCode { enrolment: row.enrolment()?, nonce_hash })
}

/// Adds an enrolment.
///
/// # Errors
/// If the database fails.
pub fn insert(
    conn: &mut Conn,
    _act: &Act,
    enrolment: &Enrolment,
    code_hash: &[u8],
) -> Result<(), StoreError> {
    diesel::insert_into(enrolments::table)
        .values((
            enrolments::id.eq(key(enrolment.id)),
            enrolments::mode.eq(enrolment.mode.as_str()),
            enrolments::field_worker_id.eq(key(enrolment.field_worker_id)),
            enrolments::code_hash.eq(code_hash),
            enrolments::created_at.eq(At(enrolment.created_at)),
            enrolments::expires_at.eq(At(enrolment.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Uses an enrolment up.
///
/// # Errors
/// If the database fails.
pub fn use_up(
    conn: &mut Conn,
    act: &Act,
    id: EnrolmentId,
    (device, nonce_hash): (DeviceId, Option<&[u8]>),
) -> Result<(), StoreError> {
    diesel::update(enrolments::table.find(key(id)))
        .set((
            enrolments::used_at.eq(At(act.at)),
            enrolments::device_id.eq(key(device)),
            enrolments::nonce_hash.eq(nonce_hash),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes an enrolment back.
///
/// # Errors
/// If the database fails.
pub fn cancel(conn: &mut Conn, act: &Act, id: EnrolmentId) -> Result<Enrolment, StoreError> {
    diesel::update(enrolments::table.find(key(id)))
        .set(enrolments::cancelled_at.eq(At(act.at)))
        .execute(conn)?;
    find(conn, &act.actor, id)
}
