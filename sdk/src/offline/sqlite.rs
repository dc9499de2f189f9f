//! Items in a SQLite file.

use std::fmt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::{Batch, Entry, Item, Outbox, OutboxError, Sender, Settled};
use crate::types::SyncItemStatus;

/// `place` is the order in which items came and go; `sequence` the batch that they are in.
const SCHEMA: &str = "
CREATE TABLE batches (sequence INTEGER PRIMARY KEY AUTOINCREMENT, settled INTEGER NOT NULL) STRICT;
CREATE TABLE items (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    sequence INTEGER REFERENCES batches ON UPDATE CASCADE,
    status TEXT,
    problem TEXT
) STRICT;
CREATE TABLE sender (device_id TEXT NOT NULL, field_worker_id TEXT NOT NULL) STRICT;
CREATE INDEX items_by_batch ON items (sequence, place);
PRAGMA user_version = 1;
";

/// A file that keeps items through crashes and power cuts.
pub struct SqliteOutbox {
    connection: Mutex<Connection>,
}

impl fmt::Debug for SqliteOutbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SqliteOutbox")
    }
}

impl From<rusqlite::Error> for OutboxError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Storage(error.into())
    }
}

impl SqliteOutbox {
    /// In this file; it is made if it is not there.
    ///
    /// # Errors
    /// If the file can't be opened, or is of a later version of the SDK.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OutboxError> {
        make(path.as_ref()).map_err(|error| OutboxError::Storage(error.into()))?;
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // What was taken has to outlive an empty battery.
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        match change.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))? {
            0 => change.execute_batch(SCHEMA)?,
            1 => {}
            later => return Err(OutboxError::Storage(format!("the file is of version {later}").into())),
        }
        change.commit()?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One change, done or not.
    fn change<T>(
        &self,
        with: impl FnOnce(&Transaction<'_>) -> Result<T, OutboxError>,
    ) -> Result<T, OutboxError> {
        let mut connection = self.connection();
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = with(&change)?;
        change.commit()?;
        Ok(value)
    }
}

impl Outbox for SqliteOutbox {
    fn add(&self, items: &[Item]) -> Result<(), OutboxError> {
        self.change(|change| items.iter().try_for_each(|item| add(change, item)))
    }

    fn sent_by(&self, sender: Sender) -> Result<(), OutboxError> {
        self.change(|change| sent_by(change, sender))
    }

    fn next(&self, most_items: usize, most_bytes: usize) -> Result<Option<Batch>, OutboxError> {
        self.change(|change| {
            let open = "SELECT min(sequence) FROM batches WHERE NOT settled";
            let begun: Option<i64> = change.query_row(open, [], |row| row.get(0))?;
            if let Some(sequence) = begun {
                return Ok(Some(Batch::new(sequence, of_batch(change, sequence)?)));
            }
            begin(change, most_items, most_bytes)
        })
    }

    fn settle(&self, sequence: i64, results: &[Settled]) -> Result<(), OutboxError> {
        self.change(|change| {
            change.execute("UPDATE batches SET settled = 1 WHERE sequence = ?1", [sequence])?;
            for result in results {
                let update = "UPDATE items SET status = ?2, problem = ?3 WHERE id = ?1";
                change.execute(
                    update,
                    params![result.id.to_string(), result.status.as_str(), result.problem],
                )?;
            }
            // What the server did not speak of waits for the next batch.
            let rest = "UPDATE items SET sequence = NULL WHERE sequence = ?1 AND status IS NULL";
            change.execute(rest, [sequence])?;
            Ok(())
        })
    }

    fn refuse(&self, sequence: i64, result: &Settled) -> Result<(), OutboxError> {
        self.change(|change| {
            let update = "UPDATE items SET status = ?2, problem = ?3, sequence = NULL WHERE id = ?1";
            change.execute(update, params![result.id.to_string(), result.status.as_str(), result.problem])?;
            change.execute("UPDATE batches SET settled = 1 WHERE sequence = ?1", [sequence])?;
            Ok(())
        })
    }

    fn renumber(&self, sequence: i64) -> Result<(), OutboxError> {
        self.change(|change| {
            let next = number(change)?;
            change.execute("UPDATE items SET sequence = ?2 WHERE sequence = ?1", [sequence, next])?;
            change.execute("DELETE FROM batches WHERE sequence = ?1", [sequence])?;
            Ok(())
        })
    }

    fn shorten(&self, sequence: i64, items: usize) -> Result<(), OutboxError> {
        self.change(|change| {
            let rest = "UPDATE items SET sequence = NULL WHERE sequence = ?1 AND place NOT IN \
                        (SELECT place FROM items WHERE sequence = ?1 ORDER BY place LIMIT ?2)";
            change.execute(rest, params![sequence, i64::try_from(items).unwrap_or(i64::MAX)])?;
            Ok(())
        })
    }

    fn reopen(&self, first: i64, last: i64) -> Result<(), OutboxError> {
        self.change(|change| {
            let reopen = "UPDATE batches SET settled = 0 WHERE sequence BETWEEN ?1 AND ?2 \
                          AND EXISTS (SELECT 1 FROM items WHERE items.sequence = batches.sequence)";
            change.execute(reopen, [first, last])?;
            Ok(())
        })
    }

    fn entries(&self, status: Option<&SyncItemStatus>) -> Result<Vec<Entry>, OutboxError> {
        let connection = self.connection();
        let mut select = connection.prepare(
            "SELECT id, kind, body, status, problem FROM items WHERE ?1 IS NULL OR status = ?1 ORDER BY place",
        )?;
        let entries = select.query_map([status.map(SyncItemStatus::as_str)], |row| {
            let status: Option<String> = row.get(3)?;
            Ok(Entry { item: item(row)?, status: status.map(SyncItemStatus::from), problem: row.get(4)? })
        })?;
        Ok(entries.collect::<Result<_, _>>()?)
    }

    fn waiting(&self) -> Result<usize, OutboxError> {
        let select = "SELECT count(*) FROM items WHERE status IS NULL";
        let count: i64 = self.connection().query_row(select, [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    fn forget(&self, up_to: i64) -> Result<(), OutboxError> {
        self.change(|change| {
            let old = "SELECT sequence FROM batches WHERE settled AND sequence <= ?1";
            let items = "DELETE FROM items WHERE sequence IS NULL AND status IS NOT NULL OR sequence IN";
            change.execute(&format!("{items} ({old})"), [up_to])?;
            Ok(())
        })
    }
}

/// What is in it is about people: a file that only its owner may read.
fn make(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn sent_by(change: &Transaction<'_>, sender: Sender) -> Result<(), OutboxError> {
    let (device, worker) = (sender.device_id.to_string(), sender.field_worker_id.to_string());
    let select = "SELECT device_id, field_worker_id FROM sender";
    let known = change.query_row(select, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let known: Option<(String, String)> = known;
    match known {
        Some((_, other)) if other != worker => return Err(OutboxError::OtherFieldWorker),
        Some((same, _)) if same == device => return Ok(()),
        // Another device: the server knows none of its batches.
        Some(_) => change.execute_batch(
            "UPDATE items SET sequence = NULL; DELETE FROM batches; \
             DELETE FROM sqlite_sequence WHERE name = 'batches'; DELETE FROM sender",
        )?,
        None => {}
    }
    change.execute("INSERT INTO sender VALUES (?1, ?2)", [device, worker])?;
    Ok(())
}

fn add(change: &Transaction<'_>, item: &Item) -> Result<(), OutboxError> {
    let id = item.id.to_string();
    let select = "SELECT body FROM items WHERE id = ?1";
    let kept: Option<String> = change.query_row(select, [&id], |row| row.get(0)).optional()?;
    match kept {
        Some(body) if body == item.body => Ok(()),
        Some(_) => Err(OutboxError::Different(item.id)),
        None => {
            let insert = "INSERT INTO items (id, kind, body) VALUES (?1, ?2, ?3)";
            change.execute(insert, params![id, item.kind, item.body])?;
            Ok(())
        }
    }
}

/// Numbers the oldest items that are in no batch.
fn begin(
    change: &Transaction<'_>,
    most_items: usize,
    most_bytes: usize,
) -> Result<Option<Batch>, OutboxError> {
    let mut select = change.prepare(
        "SELECT id, kind, body FROM items WHERE sequence IS NULL AND status IS NULL ORDER BY place LIMIT ?1",
    )?;
    let most = i64::try_from(most_items).unwrap_or(i64::MAX);
    let (mut items, mut bytes) = (Vec::new(), 0);
    for found in select.query_map([most], item)? {
        let found = found?;
        bytes += found.body.len() + 1;
        if bytes > most_bytes && !items.is_empty() {
            break;
        }
        items.push(found);
    }
    if items.is_empty() {
        return Ok(None);
    }
    let sequence = number(change)?;
    for item in &items {
        change.execute(
            "UPDATE items SET sequence = ?2 WHERE id = ?1",
            params![item.id.to_string(), sequence],
        )?;
    }
    Ok(Some(Batch::new(sequence, items)))
}

/// The next number; none is given twice, even after its batch is forgotten.
fn number(change: &Transaction<'_>) -> Result<i64, OutboxError> {
    change.execute("INSERT INTO batches (settled) VALUES (0)", [])?;
    Ok(change.last_insert_rowid())
}

fn of_batch(change: &Transaction<'_>, sequence: i64) -> Result<Vec<Item>, OutboxError> {
    let mut select = change.prepare("SELECT id, kind, body FROM items WHERE sequence = ?1 ORDER BY place")?;
    let items = select.query_map([sequence], item)?;
    Ok(items.collect::<Result<_, _>>()?)
}

fn item(row: &Row<'_>) -> rusqlite::Result<Item> {
    let id: String = row.get(0)?;
    let id = id.parse::<Uuid>().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error.into())
    })?;
    Ok(Item::new(id, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
}
