//! What keeps the items, and what it promises.

use std::fmt;

use uuid::Uuid;

use crate::http_client::MaybeSend;
use crate::types::{DeviceId, FieldWorkerId, SyncItemStatus};

/// An item as it is sent.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// Its id.
    pub id: Uuid,
    /// Its kind.
    pub kind: String,
    /// It, as JSON: these bytes are sent each time.
    pub body: String,
}

impl Item {
    /// An item that was kept.
    #[must_use]
    pub fn new(id: Uuid, kind: impl Into<String>, body: impl Into<String>) -> Self {
        Self { id, kind: kind.into(), body: body.into() }
    }
}

/// Without its body, which is about people.
impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Item").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Who sends what an outbox keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sender {
    /// The enrolled device: batches are numbered for it.
    pub device_id: DeviceId,
    /// Whose it is: what the device did is this field worker's.
    pub field_worker_id: FieldWorkerId,
}

impl Sender {
    /// An enrolled device of a field worker.
    #[must_use]
    pub fn new(device_id: DeviceId, field_worker_id: FieldWorkerId) -> Self {
        Self { device_id, field_worker_id }
    }
}

/// A batch with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Batch {
    /// The device's own number of it.
    pub sequence: i64,
    /// Its items, in their order.
    pub items: Vec<Item>,
}

impl Batch {
    /// A batch that was written down.
    #[must_use]
    pub fn new(sequence: i64, items: Vec<Item>) -> Self {
        Self { sequence, items }
    }
}

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settled {
    /// The item.
    pub id: Uuid,
    /// What became of it.
    pub status: SyncItemStatus,
    /// Why it was not taken, as the server's problem in JSON.
    pub problem: Option<String>,
}

/// An item and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The item.
    pub item: Item,
    /// What became of it; nothing as long as the server has not said.
    pub status: Option<SyncItemStatus>,
    /// Why it was not taken, as the server's problem in JSON.
    pub problem: Option<String>,
}

/// Why something can't be kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutboxError {
    /// An item of this id is kept with another content: what happened never changes, a correction has an id of its own.
    #[error("item {0} is kept with another content")]
    Different(Uuid),
    /// The outbox is another field worker's: sent by this one, visits would become its own.
    #[error("the outbox belongs to another field worker")]
    OtherFieldWorker,
    /// The item has no id of its own.
    #[error("the item has no id")]
    NoId,
    /// The storage failed.
    #[error("the storage failed: {0}")]
    Storage(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Keeps items. Each method is done at once or not at all, and what it did is there after a crash.
pub trait Outbox: MaybeSend + fmt::Debug + 'static {
    /// Keeps items. One that is kept already changes nothing; with another content none of them is kept.
    ///
    /// # Errors
    /// [`OutboxError::Different`]; or if the storage fails.
    fn add(&self, items: &[Item]) -> Result<(), OutboxError>;

    /// Notes who sends from now on. On a new device of the same field worker numbers begin anew: what the server has
    /// spoken of stays as it is and is in no batch, all else waits.
    ///
    /// # Errors
    /// [`OutboxError::OtherFieldWorker`]; or if the storage fails.
    fn sent_by(&self, sender: Sender) -> Result<(), OutboxError>;

    /// The batch to send now: the oldest that was numbered and is not settled; else the oldest items that are in none,
    /// as many as allowed, under the next number.
    ///
    /// # Errors
    /// If the storage fails.
    fn next(&self, most_items: usize, most_bytes: usize) -> Result<Option<Batch>, OutboxError>;

    /// Writes down what became of a batch and its items.
    ///
    /// # Errors
    /// If the storage fails.
    fn settle(&self, sequence: i64, results: &[Settled]) -> Result<(), OutboxError>;

    /// Writes down that an item was refused together with its batch, which is then none: the server knows nothing of it.
    ///
    /// # Errors
    /// If the storage fails.
    fn refuse(&self, sequence: i64, result: &Settled) -> Result<(), OutboxError>;

    /// Gives a batch that the server knows with another content the next number.
    ///
    /// # Errors
    /// If the storage fails.
    fn renumber(&self, sequence: i64) -> Result<(), OutboxError>;

    /// Leaves in a batch, which the server did not take as a whole, its first items alone; the others wait again.
    ///
    /// # Errors
    /// If the storage fails.
    fn shorten(&self, sequence: i64, items: usize) -> Result<(), OutboxError>;

    /// Has settled batches between these numbers, both included, sent again: the server misses them.
    ///
    /// # Errors
    /// If the storage fails.
    fn reopen(&self, first: i64, last: i64) -> Result<(), OutboxError>;

    /// What is kept, oldest first: all, or what stands so.
    ///
    /// # Errors
    /// If the storage fails.
    fn entries(&self, status: Option<&SyncItemStatus>) -> Result<Vec<Entry>, OutboxError>;

    /// How many items the server has not spoken of yet.
    ///
    /// # Errors
    /// If the storage fails.
    fn waiting(&self) -> Result<usize, OutboxError>;

    /// Forgets settled batches up to this number, with their items, and all items that were refused with their batch.
    ///
    /// # Errors
    /// If the storage fails.
    fn forget(&self, up_to: i64) -> Result<(), OutboxError>;
}
