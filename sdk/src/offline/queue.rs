//! The queue: takes items, sends batches, understands what becomes of them.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;
use uuid::Uuid;

use super::{Batch, Entry, Item, Outbox, OutboxError, Sender, Settled, SqliteOutbox};
use crate::call::Builder;
use crate::types::{Problem, SyncInput, SyncItemInput, SyncItemResult, SyncItemStatus, SyncReceipt};
use crate::{Client, Error, Response};

/// The server takes a thousand items, and five MiB, at once.
const MOST_ITEMS: usize = 500;
const MOST_BYTES: usize = 4 << 20;

/// How often a batch may get another number before something is wrong with more than its number.
const MOST_NUMBERS: usize = 1000;

/// Takes items at any time and sends them when asked. Clones share one outbox.
#[derive(Clone, Debug)]
pub struct SyncQueue {
    outbox: Arc<dyn Outbox>,
    /// One sends at a time.
    sending: Arc<tokio::sync::Mutex<()>>,
}

/// What became of the items of a [`SyncQueue::flush`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Sent {
    /// Taken now.
    pub applied: usize,
    /// Taken before.
    pub unchanged: usize,
    /// Kept by the server until what they refer to comes; they need not be sent again.
    pub held: Vec<SyncItemResult>,
    /// The server has their ids with another content: a correction needs an id of its own.
    pub conflicts: Vec<SyncItemResult>,
    /// Not taken: `problem` says why.
    pub refused: Vec<SyncItemResult>,
    /// Of a status that this version does not know.
    pub others: Vec<SyncItemResult>,
}

impl SyncQueue {
    /// With its items in this SQLite file; it is made if it is not there. One file belongs to one field worker.
    ///
    /// # Errors
    /// If the file can't be opened.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Ok(Self::with(SqliteOutbox::open(path)?))
    }

    /// With its items in another storage.
    pub fn with(outbox: impl Outbox) -> Self {
        Self { outbox: Arc::new(outbox), sending: Arc::default() }
    }

    /// Takes an item. When it returns, the item is kept, whatever happens. The same item again changes nothing.
    ///
    /// # Errors
    /// If an item of this id is kept with another content, or the storage fails.
    pub fn add(&self, item: impl Into<SyncItemInput>) -> Result<(), Error> {
        self.add_all([item])
    }

    /// Takes items, all or none.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn add_all(&self, items: impl IntoIterator<Item = impl Into<SyncItemInput>>) -> Result<(), Error> {
        let items: Vec<_> = items.into_iter().map(|item| as_kept(&item.into())).collect::<Result<_, _>>()?;
        Ok(self.outbox.add(&items)?)
    }

    /// How many items the server has not spoken of yet.
    ///
    /// # Errors
    /// If the storage fails.
    pub fn waiting(&self) -> Result<usize, Error> {
        Ok(self.outbox.waiting()?)
    }

    /// What is kept, oldest first: all, or what stands so.
    ///
    /// # Errors
    /// If the storage fails.
    pub fn entries(&self, status: Option<&SyncItemStatus>) -> Result<Vec<Entry>, Error> {
        Ok(self.outbox.entries(status)?)
    }

    /// Forgets settled batches up to this number, with their items: those that the server will not ask for again. Their
    /// ids are then free to be used wrongly, so do this late.
    ///
    /// # Errors
    /// If the storage fails.
    pub fn forget(&self, up_to: i64) -> Result<(), Error> {
        Ok(self.outbox.forget(up_to)?)
    }

    /// Sends what waits, batch by batch, until nothing does. After an error, and after a crash, the next flush goes on
    /// where this one stopped; nothing is lost and nothing is sent as another.
    ///
    /// # Errors
    /// If the server can't be reached or refuses the device; if the outbox is another field worker's; if the storage fails.
    pub async fn flush(&self, client: &Client) -> Result<Sent, Error> {
        let _alone = self.sending.lock().await;
        if let Some(tokens) = client.inner().auth.device()? {
            self.outbox.sent_by(Sender::new(tokens.device_id, tokens.field_worker_id))?;
        }
        let mut sent = Sent::default();
        let (mut renumbered, mut asked_for) = (0, BTreeSet::new());
        while let Some(batch) = self.outbox.next(MOST_ITEMS, MOST_BYTES)? {
            match send(client, &batch).await {
                Ok(receipt) => {
                    let missing = self.settle(&batch, receipt.into_inner(), &mut sent)?;
                    // Each once: a server that goes on missing what it got would keep a flush from ending.
                    for range in missing.into_iter().filter(|range| asked_for.insert(*range)) {
                        self.outbox.reopen(range.0, range.1)?;
                    }
                }
                Err(error) if error.code() == Some("sequence_reused") && renumbered < MOST_NUMBERS => {
                    renumbered += 1;
                    self.outbox.renumber(batch.sequence)?;
                }
                Err(error) if is_about_the_batch(&error) => self.narrow(&batch, error, &mut sent)?,
                Err(error) => return Err(error),
            }
        }
        Ok(sent)
    }

    /// Writes down what became of a batch, and gives the ranges of earlier ones that never arrived.
    fn settle(&self, batch: &Batch, receipt: SyncReceipt, sent: &mut Sent) -> Result<Vec<(i64, i64)>, Error> {
        let mut settled = Vec::new();
        for (item, result) in batch.items.iter().zip(receipt.items) {
            let problem = result.problem.as_ref().and_then(|problem| serde_json::to_string(problem).ok());
            settled.push(Settled { id: item.id, status: result.status.clone(), problem });
            match result.status {
                SyncItemStatus::Applied => sent.applied += 1,
                SyncItemStatus::Unchanged => sent.unchanged += 1,
                SyncItemStatus::Held => sent.held.push(result),
                SyncItemStatus::Conflict => sent.conflicts.push(result),
                SyncItemStatus::Refused => sent.refused.push(result),
                SyncItemStatus::Unknown(_) => sent.others.push(result),
            }
        }
        self.outbox.settle(batch.sequence, &settled)?;
        let before = receipt.missing_sequences.iter().filter(|range| range.from < batch.sequence);
        Ok(before.map(|range| (range.from, range.to.min(batch.sequence - 1))).collect())
    }

    /// A batch that is refused as a whole is halved until the item is alone that it is refused for.
    fn narrow(&self, batch: &Batch, error: Error, sent: &mut Sent) -> Result<(), Error> {
        if batch.items.len() > 1 {
            return Ok(self.outbox.shorten(batch.sequence, batch.items.len() / 2)?);
        }
        let problem = match &error {
            Error::Api(api) => api.problem.clone(),
            _ => None,
        };
        let (Some(item), Some(problem)) = (batch.items.first(), problem) else { return Err(error) };
        let text = serde_json::to_string(&problem).ok();
        let result = Settled { id: item.id, status: SyncItemStatus::Refused, problem: text };
        self.outbox.refuse(batch.sequence, &result)?;
        sent.refused.push(refused(item, problem));
        Ok(())
    }
}

/// The result that a single item would have had.
fn refused(item: &Item, problem: Problem) -> SyncItemResult {
    SyncItemResult {
        kind: Some(item.kind.clone()),
        id: Some(item.id),
        status: SyncItemStatus::Refused,
        version: None,
        merged: false,
        conflicts: Vec::new(),
        waits_for: None,
        deadline: None,
        problem: Some(problem),
        unknown_members: serde_json::Map::new(),
    }
}

/// Whether the server refused what was sent, rather than who sent it or when.
fn is_about_the_batch(error: &Error) -> bool {
    let about = [StatusCode::BAD_REQUEST, StatusCode::PAYLOAD_TOO_LARGE, StatusCode::UNPROCESSABLE_ENTITY];
    error.status().is_some_and(|status| about.contains(&status))
        && error.api().is_some_and(|api| api.operation != "token")
}

fn as_kept(item: &SyncItemInput) -> Result<Item, Error> {
    let value = serde_json::to_value(item).map_err(|error| OutboxError::Storage(error.into()))?;
    let id =
        value.pointer("/item/id").and_then(serde_json::Value::as_str).and_then(|id| id.parse::<Uuid>().ok());
    let kind = value.get("kind").and_then(serde_json::Value::as_str).unwrap_or_default();
    let id = id.ok_or(OutboxError::NoId)?;
    Ok(Item::new(id, kind, value.to_string()))
}

/// The batch, in its very bytes.
async fn send(client: &Client, batch: &Batch) -> Result<Response<SyncReceipt>, Error> {
    let items: Vec<_> = batch.items.iter().map(|item| item.body.as_str()).collect();
    let body = Bytes::from(format!("{{\"items\":[{}]}}", items.join(",")));
    let nothing = SyncInput::new(Vec::<SyncItemInput>::new());
    client.sync().batch(batch.sequence, nothing).with_body(body).await
}
