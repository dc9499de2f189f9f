//! A write that happens once, however often it is sent.
//!
//! The key's claim, the change, its record and the answer that will be replayed are one transaction. Cut the
//! server at any moment: either all of it stands, and the same request gets the same answer, or none of it does,
//! and the request runs as if for the first time.

use palier_domain::{caller::Act, ids::ClientId, time::Instant};
use palier_store::{Recorded, Store, Tx, query, rows::KeptReply};
use serde::{Deserialize, Serialize};

use super::ServiceError;
use crate::keys::SealingKey;

/// An answer as it is sent and kept: status, headers of the operation's own, body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body, possibly empty.
    pub body: Vec<u8>,
}

/// The key of a write and what it may be used for.
#[derive(Clone, Debug)]
pub struct Once {
    /// Keys belong to the client that made them.
    pub client: ClientId,
    /// The value of `Idempotency-Key`, after the device's id if it is a device's.
    pub key: String,
    /// Digest of method, path and body: the same key with another one is refused.
    pub fingerprint: Vec<u8>,
    /// Until when the answer is kept.
    pub expires_at: Instant,
}

/// What separates this use of the sealing key from its others.
const PURPOSE: &str = "idempotent replies";

/// Carries out a change, or replays the answer to the same request.
///
/// # Errors
/// What `change` returns; [`ServiceError::KeyReused`]; [`KeyInUse`](palier_store::StoreError::KeyInUse).
pub fn write<T>(
    store: &Store,
    sealing: &SealingKey,
    (act, once): (&Act, Option<&Once>),
    change: impl FnOnce(&mut Tx<'_>) -> Result<Recorded<T>, ServiceError>,
    render: impl FnOnce(T) -> Result<Reply, ServiceError>,
) -> Result<Reply, ServiceError> {
    store.write(|tx| {
        let Some(once) = once else { return change(tx)?.map(render).transpose() };
        if let Some(kept) = query!(tx, idempotency::claim(once.client, &once.key, act.at))? {
            return replay(sealing, once, &kept).map(Recorded::unchanged);
        }
        let reply = change(tx)?.map(render).transpose()?;
        let kept =
            KeptReply { fingerprint: once.fingerprint.clone(), reply: seal(sealing, once, reply.value())? };
        query!(tx, idempotency::keep(once.client, &once.key, &kept, (act.at, once.expires_at)))?;
        Ok(reply)
    })
}

fn replay(sealing: &SealingKey, once: &Once, kept: &KeptReply) -> Result<Reply, ServiceError> {
    if kept.fingerprint != once.fingerprint {
        return Err(ServiceError::KeyReused);
    }
    let text = sealing
        .open(PURPOSE, &kept.reply, associated(once).as_bytes())
        .map_err(|_| ServiceError::Internal("a kept reply was sealed with another key".to_owned()))?;
    serde_json::from_slice(&text).map_err(|error| ServiceError::Internal(error.to_string()))
}

fn seal(sealing: &SealingKey, once: &Once, reply: &Reply) -> Result<Vec<u8>, ServiceError> {
    let text = serde_json::to_vec(reply).map_err(|error| ServiceError::Internal(error.to_string()))?;
    sealing
        .seal(PURPOSE, &text, associated(once).as_bytes())
        .map_err(|_| ServiceError::Internal("a reply could not be sealed".to_owned()))
}

/// Binds a sealed reply to its row, so that rows can't be exchanged for one another.
fn associated(once: &Once) -> String {
    format!("{}/{}", once.client, once.key)
}
