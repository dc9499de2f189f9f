//! Refresh tokens of devices. The authorization server asks on nobody's behalf but the device's own; whoever changes
//! anything here has the device's row to itself (`devices::find_to_authorize`, `devices::find_to_change`).

use diesel::prelude::*;
use palier_domain::{
    caller::Act,
    device::RefreshToken,
    ids::{DeviceId, RefreshTokenId},
    time::Instant,
};

use super::{Conn, Db};
use crate::{
    StoreError,
    rows::{scopes_from_document, scopes_to_document},
    schema::refresh_tokens as tokens,
    types::{At, Json, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = tokens, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    device_id: Key,
    family_id: Key,
    scopes: Json,
    created_at: At,
    expires_at: At,
    used_at: Option<At>,
    successor_id: Option<Key>,
    revoked_at: Option<At>,
}

impl From<Row> for RefreshToken {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            device_id: row.device_id.into(),
            family_id: row.family_id.into(),
            scopes: scopes_from_document(&row.scopes.0),
            created_at: row.created_at.0,
            expires_at: row.expires_at.0,
            used_at: row.used_at.map(|at| at.0),
            successor_id: row.successor_id.map(Into::into),
            revoked_at: row.revoked_at.map(|at| at.0),
        }
    }
}

/// One token.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none.
pub fn find(conn: &mut Conn, id: RefreshTokenId) -> Result<RefreshToken, StoreError> {
    Ok(tokens::table.find(key(id)).select(Row::as_select()).first(conn)?.into())
}

/// The first token that a device was given.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none any more.
pub fn first_of(conn: &mut Conn, device: DeviceId) -> Result<RefreshToken, StoreError> {
    let row: Row = tokens::table
        .filter(tokens::device_id.eq(key(device)))
        .filter(tokens::id.eq(tokens::family_id))
        .order(tokens::id)
        .select(Row::as_select())
        .first(conn)?;
    Ok(row.into())
}

/// Adds a token.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, token: &RefreshToken) -> Result<(), StoreError> {
    let row = Row {
        id: key(token.id),
        device_id: key(token.device_id),
        family_id: key(token.family_id),
        scopes: Json(scopes_to_document(&token.scopes)),
        created_at: At(token.created_at),
        expires_at: At(token.expires_at),
        used_at: token.used_at.map(At),
        successor_id: token.successor_id.map(key),
        revoked_at: token.revoked_at.map(At),
    };
    diesel::insert_into(tokens::table).values(&row).execute(conn)?;
    Ok(())
}

/// Notes that a token was used, and which one was given for it.
///
/// # Errors
/// If the database fails.
pub fn use_up(
    conn: &mut Conn,
    act: &Act,
    id: RefreshTokenId,
    successor: RefreshTokenId,
) -> Result<(), StoreError> {
    diesel::update(tokens::table.find(key(id)))
        .set((tokens::used_at.eq(At(act.at)), tokens::successor_id.eq(key(successor))))
        .execute(conn)?;
    Ok(())
}

/// Makes one token void.
///
/// # Errors
/// If the database fails.
pub fn revoke(conn: &mut Conn, act: &Act, id: RefreshTokenId) -> Result<(), StoreError> {
    diesel::update(tokens::table.find(key(id))).set(tokens::revoked_at.eq(At(act.at))).execute(conn)?;
    Ok(())
}

/// Makes all tokens of a device void that are not yet, and says how many.
///
/// # Errors
/// If the database fails.
pub fn revoke_all(conn: &mut Conn, act: &Act, device: DeviceId) -> Result<usize, StoreError> {
    let working =
        tokens::table.filter(tokens::device_id.eq(key(device))).filter(tokens::revoked_at.is_null());
    Ok(diesel::update(working).set(tokens::revoked_at.eq(At(act.at))).execute(conn)?)
}

/// Forgets the tokens whose time is over.
///
/// # Errors
/// If the database fails.
pub fn sweep(conn: &mut Conn, now: Instant) -> Result<usize, StoreError> {
    Ok(diesel::delete(tokens::table.filter(tokens::expires_at.le(At(now)))).execute(conn)?)
}
