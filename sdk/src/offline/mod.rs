//! An outbox for field apps: what was done without a network is kept, and sent when there is one.
//!
//! [`SyncQueue`] takes visits and whatever else a device does, also while offline and through crashes; [`SyncQueue::flush`]
//! sends it in numbered batches. A batch is written down with its number and its very bytes before it is sent, so that
//! sending it again, after a crash at any point, is sending the same. An item that was taken once never goes out with
//! another content. A file belongs to one field worker: enrolled anew, on another device, the queue goes on under new
//! numbers; another field worker's it refuses to send.
//!
//! ```no_run
//! # use palier_sdk::{Client, offline::SyncQueue, types::*};
//! # async fn example(client: Client, visit: VisitInput) -> Result<(), palier_sdk::Error> {
//! let queue = SyncQueue::open("outbox.db")?;
//! queue.add(SyncItemInputVisit::new(visit))?;
//! let sent = queue.flush(&client).await?;
//! println!("{} taken, {} to look at", sent.applied, sent.refused.len() + sent.conflicts.len());
//! # Ok(())
//! # }
//! ```

mod outbox;
mod queue;
mod sqlite;

pub use outbox::{Batch, Entry, Item, Outbox, OutboxError, Sender, Settled};
pub use queue::{Sent, SyncQueue};
pub use sqlite::SqliteOutbox;
