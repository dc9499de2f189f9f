//! What stopped working before its time. Read by every instance several times a second, so the rows are few:
//! they go once the tokens they stop have expired anyway.

use diesel::{dsl::case_when, prelude::*, upsert::excluded};
use palier_domain::{caller::Act, time::Instant};

use super::Conn;
use crate::{StoreError, rows::Revocation, schema::revocations, types::At};

/// Stops a subject: `client:<id>` or `device:<id>` for all its tokens issued up to now, or `token:<jti>`, or
/// `organisation:<id>:<version>` for all tokens that an earlier version of the organisation stands in. What was
/// stopped before stays stopped, by whichever clock.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, act: &Act, subject: &str, expires_at: Instant) -> Result<(), StoreError> {
    diesel::insert_into(revocations::table)
        .values((
            revocations::subject.eq(subject),
            revocations::issued_before.eq(At(act.at)),
            revocations::expires_at.eq(At(expires_at)),
        ))
        .on_conflict(revocations::subject)
        .do_update()
        .set((
            revocations::issued_before.eq(case_when(
                excluded(revocations::issued_before).gt(revocations::issued_before),
                excluded(revocations::issued_before),
            )
            .otherwise(revocations::issued_before)),
            revocations::expires_at.eq(case_when(
                excluded(revocations::expires_at).gt(revocations::expires_at),
                excluded(revocations::expires_at),
            )
            .otherwise(revocations::expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// All that is in force; for the server's own watch, which asks on nobody's behalf.
///
/// # Errors
/// If the database fails.
pub fn in_force(conn: &mut Conn, now: Instant) -> Result<Vec<Revocation>, StoreError> {
    let rows: Vec<(String, At)> = revocations::table
        .filter(revocations::expires_at.gt(At(now)))
        .select((revocations::subject, revocations::issued_before))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(subject, issued_before)| Revocation { subject, issued_before: issued_before.0 })
        .collect())
}

/// Forgets what no token can meet any more.
///
/// # Errors
/// If the database fails.
pub fn sweep(conn: &mut Conn, now: Instant) -> Result<usize, StoreError> {
    Ok(diesel::delete(revocations::table.filter(revocations::expires_at.le(At(now)))).execute(conn)?)
}
