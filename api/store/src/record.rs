//! A change is not finished before it is recorded: [`Store::write`](crate::Store::write) commits nothing but a
//! [`Recorded`] value, and the only ways to one go through this file.

use palier_domain::caller::Act;
use serde_json::Value;
use uuid::Uuid;

use crate::{StoreError, Tx, query};

/// What is recorded of a change.
#[derive(Clone, Debug)]
pub struct Change {
    /// What was done, `campaign.submitted`: the audit trail's action and the event's type.
    pub action: &'static str,
    /// The kind of thing it was done to, `campaign`.
    pub subject_type: &'static str,
    /// Which one.
    pub subject_id: String,
    /// What an event's reader learns: ids, codes and statuses; no personal data, no secret.
    pub payload: Value,
}

/// A value whose change stands in the audit trail and in the outbox.
#[derive(Debug)]
#[must_use = "return it from the write, or the change is rolled back"]
pub struct Recorded<T>(T);

impl<T> Recorded<T> {
    /// A write that found everything as it was asked to be: there is no change to record.
    pub fn unchanged(value: T) -> Self {
        Self(value)
    }

    /// The same record with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Recorded<U> {
        Recorded(f(self.0))
    }

    /// The value, to go on with in the same transaction.
    pub fn value(&self) -> &T {
        &self.0
    }

    pub(crate) fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Recorded<T> {
    /// Several changes of one transaction, each recorded or refused by itself, as one.
    pub fn each<E>(results: Vec<Result<Self, E>>) -> Recorded<Vec<Result<T, E>>> {
        Recorded(results.into_iter().map(|result| result.map(|recorded| recorded.0)).collect())
    }
}

impl<T, E> Recorded<Result<T, E>> {
    /// The record of a success, or the failure.
    ///
    /// # Errors
    /// The failure inside.
    pub fn transpose(self) -> Result<Recorded<T>, E> {
        self.0.map(Recorded)
    }
}

impl Tx<'_> {
    /// Writes the audit row and the outbox row of a change.
    ///
    /// # Errors
    /// If the database fails.
    pub fn record(&mut self, act: &Act, change: Change) -> Result<Recorded<()>, StoreError> {
        let id = Uuid::now_v7();
        query!(self, audit::insert(act, id, &change))?;
        query!(self, outbox::insert(act, id, &change))?;
        Ok(Recorded(()))
    }
}
