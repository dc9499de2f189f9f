//! One answer a client and key. Claim, change and answer are one transaction: a crash leaves all or nothing.

use diesel::{prelude::*, upsert::excluded};
use palier_domain::{ids::ClientId, time::Instant};

use super::{Conn, try_lock};
use crate::{
    StoreError,
    rows::KeptReply,
    schema::idempotency_keys as keys,
    types::{At, key},
};

/// Takes the key for this transaction, and looks up what was answered to it before.
///
/// # Errors
/// [`StoreError::KeyInUse`] if a request with this key is running; if the database fails.
pub fn claim(
    conn: &mut Conn,
    client: ClientId,
    name: &str,
    now: Instant,
) -> Result<Option<KeptReply>, StoreError> {
    if !try_lock(conn, lock_number(client, name))? {
        return Err(StoreError::KeyInUse);
    }
    let kept: Option<(Vec<u8>, Vec<u8>)> = keys::table
        .filter(keys::client_id.eq(key(client)))
        .filter(keys::key.eq(name))
        .filter(keys::expires_at.gt(At(now)))
        .select((keys::fingerprint, keys::reply))
        .first(conn)
        .optional()?;
    Ok(kept.map(|(fingerprint, reply)| KeptReply { fingerprint, reply }))
}

/// Keeps the answer; an expired one under the same key gives way.
///
/// # Errors
/// If the database fails.
pub fn keep(
    conn: &mut Conn,
    client: ClientId,
    name: &str,
    reply: &KeptReply,
    (now, expires_at): (Instant, Instant),
) -> Result<(), StoreError> {
    diesel::insert_into(keys::table)
        .values((
            keys::client_id.eq(key(client)),
            keys::key.eq(name),
            keys::fingerprint.eq(&reply.fingerprint),
            keys::reply.eq(&reply.reply),
            keys::created_at.eq(At(now)),
            keys::expires_at.eq(At(expires_at)),
        ))
        .on_conflict((keys::client_id, keys::key))
        .do_update()
        .set((
            keys::fingerprint.eq(excluded(keys::fingerprint)),
            keys::reply.eq(excluded(keys::reply)),
            keys::created_at.eq(excluded(keys::created_at)),
            keys::expires_at.eq(excluded(keys::expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets the keys whose time is over, and says how many.
///
/// # Errors
/// If the database fails.
pub fn sweep(conn: &mut Conn, now: Instant) -> Result<usize, StoreError> {
    Ok(diesel::delete(keys::table.filter(keys::expires_at.le(At(now)))).execute(conn)?)
}

/// A number for PostgreSQL's advisory locks. Two keys that share one merely wait for each other as if equal.
fn lock_number(client: ClientId, name: &str) -> i64 {
    use std::hash::{DefaultHasher, Hasher};
    // DefaultHasher::new() has fixed keys; all instances run the same build of the server, or for the minutes of
    // an upgrade at worst lose a 409 and meet the primary key instead.
    let mut hasher = DefaultHasher::new();
    hasher.write(client.0.as_bytes());
    hasher.write(name.as_bytes());
    i64::from_ne_bytes(hasher.finish().to_ne_bytes())
}
