//! Turns: who is about to write a thing of the field, or what refers to it, waits for those who began before.

use palier_domain::caller::Act;
use uuid::Uuid;

use super::{Conn, take_lock};
use crate::StoreError;

/// Ids fall into so many queues: enough that two field workers rarely meet, and few enough that a sync of a thousand
/// items does not fill the database's table of locks.
const QUEUES: u8 = 64;

/// Where the numbers of these locks begin, among all advisory locks of the database.
const FIRST: i64 = 0x7061_6c69_6572_0000;

/// Takes the turns of all these ids, in an order that is the same for everybody.
///
/// # Errors
/// If the database fails.
pub fn take(conn: &mut Conn, _act: &Act, ids: &[Uuid]) -> Result<(), StoreError> {
    // The last byte of a UUID is random in every version that is made here.
    let queues: std::collections::BTreeSet<u8> = ids.iter().map(|id| id.as_bytes()[15] % QUEUES).collect();
    for queue in queues {
        take_lock(conn, FIRST + i64::from(queue))?;
    }
    Ok(())
}
