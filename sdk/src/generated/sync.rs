// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Everything that was done without a network, sent at once, once or many times.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Everything that was done without a network, sent at once, once or many times.
///
/// From [`Client::sync`].
#[derive(Clone, Debug)]
pub struct Sync {
    client: Client,
}

impl Sync {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Send what was done in the field.
    ///
    /// Takes a batch of up to 1,000 items of any mix and order (at most 5 MiB uncompressed), as JSON, or as NDJSON with an
    /// item a line; gzip is welcome. Every item has an id of your own making. So the same batch, or the same item in another
    /// batch, can be sent any number of times, before or after any answer was lost: it is there once.
    ///
    /// The answer has one result for each item, in their order:
    ///
    /// - `applied`: it was taken. An edit that met other edits was `merged`; where two set the same member, both values are
    ///   kept, and `conflicts` names the member.
    /// - `unchanged`: the same was here already.
    /// - `held`: it refers to something that is not here yet, `waits_for`. It is taken as soon as that comes, from any
    ///   device; after `deadline` the operator decides. It need not be sent again.
    /// - `conflict`: the id is here with another content, of `version`. What happened never changes: send a correction with
    ///   an id of its own.
    /// - `refused`: `problem` says what is wrong, with pointers into the item. It is not kept.
    ///
    /// One item never stops the others, unless `atomic=true` asks for all or nothing. `missing_sequences` lists the batches
    /// that never arrived: send them again. No `Idempotency-Key` is needed: the sequence number is one, and the same number
    /// with another content is refused with `sequence_reused`.
    ///
    /// For devices of field workers. From a device that was revoked everything is refused, with `device_revoked`; but what it
    /// sent is set aside for the operator, since it may be real visits.
    ///
    /// `POST /v1/sync`
    ///
    /// # Scope
    /// `sync:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 406: None of the accepted media types is offered.
    /// - 408: The body did not arrive in time.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
    /// - 413: The body exceeds the limit.
    /// - 415: The body is not of the media type that the operation takes.
    /// - 422: The body says something that can't be, or the key was used for another request.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    /// - 507: The server has no room left; nothing was changed.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<SyncReceipt> = client
    ///     .sync()
    ///     .batch(
    ///         1,
    ///         SyncInput::new([
    ///             SyncItemInput::Household(
    ///                 SyncItemInputHousehold::new(
    ///                     HouseholdInput::new(
    ///                             "019ab0f2-6b1e-7c40-9d5e-555555555555"
    ///                                 .parse::<HouseholdId>()?,
    ///                             "2026-11-23T15:40:00Z".parse()?,
    ///                             "QN09901N",
    ///                         )
    ///                         .building("B")
    ///                         .stairwell("2")
    ///                         .floor(4),
    ///                 ),
    ///             ),
    ///         ]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn batch(&self, sequence: i64, body: impl Into<SyncInput>) -> SyncBatch {
        SyncBatch {
            call: Call::new(&self.client, &SYNC_BATCH)
                .query("sequence", sequence)
                .body("application/json", &body.into()),
        }
    }

    /// Get the receipt of a batch.
    ///
    /// The results as they were told when the batch arrived, and which batches are missing by now. For a device that lost
    /// the answer; 404 if the batch never arrived: then send it.
    ///
    /// `GET /v1/sync/receipts/{sequence}`
    ///
    /// # Scope
    /// `sync:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<SyncReceipt> = client.sync().get_receipt(1).await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_receipt(&self, sequence: i64) -> GetSyncReceipt {
        GetSyncReceipt { call: Call::new(&self.client, &GET_SYNC_RECEIPT).segment("sequence", sequence) }
    }

    /// List what changed for a device.
    ///
    /// What touches the rounds of the device's field worker, from some weeks ago on: the rounds themselves,
    /// their doors with visits, needs and consents, and their campaigns with messages. Never the whole base. What changed is
    /// named, and the package of its round, asked for with `since`, tells how it is now.
    ///
    /// Nothing is ever skipped: a change that is committed late appears late, after the cursor of whoever asked before.
    ///
    /// `GET /v1/sync/changes`
    ///
    /// # Scope
    /// `sync:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<SyncChanges> = client.sync().list_changes().await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_changes(&self) -> ListSyncChanges {
        ListSyncChanges { call: Call::new(&self.client, &LIST_SYNC_CHANGES) }
    }

    /// List held items.
    ///
    /// Items of syncs that were not taken when they arrived, oldest first, whatever became of them later. A device sees those
    /// of its field worker, the operator all.
    ///
    /// `GET /v1/sync/held`
    ///
    /// # Scope
    /// `sync:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.sync().list_held_items().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: HeldItem = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_held_items(&self) -> ListHeldItems {
        ListHeldItems { call: Call::new(&self.client, &LIST_HELD_ITEMS) }
    }

    /// Get a held item.
    ///
    /// With the item itself.
    ///
    /// `GET /v1/sync/held/{id}`
    ///
    /// # Scope
    /// `sync:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<OpenedHeldItem> = client
    ///     .sync()
    ///     .get_held_item("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<HeldItemId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_held_item(&self, id: impl Into<HeldItemId>) -> GetHeldItem {
        GetHeldItem { call: Call::new(&self.client, &GET_HELD_ITEM).segment("id", id.into()) }
    }

    /// Take a held item now.
    ///
    /// In the name of the device that sent it, whether or not its time is over or the device was revoked. If it can't be
    /// taken the problem says why, and it stays held.
    ///
    /// `POST /v1/sync/held/{id}/apply`
    ///
    /// # Scope
    /// `sync:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
    /// - 422: The body says something that can't be, or the key was used for another request.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    /// - 507: The server has no room left; nothing was changed.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<HeldItem> = client
    ///     .sync()
    ///     .apply_held_item("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<HeldItemId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn apply_held_item(&self, id: impl Into<HeldItemId>) -> ApplyHeldItem {
        ApplyHeldItem { call: Call::new(&self.client, &APPLY_HELD_ITEM).segment("id", id.into()) }
    }

    /// Discard a held item.
    ///
    /// It is never taken, also if the device sends it again while it can't be taken. It stays readable.
    ///
    /// `POST /v1/sync/held/{id}/discard`
    ///
    /// # Scope
    /// `sync:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
    /// - 422: The body says something that can't be, or the key was used for another request.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    /// - 507: The server has no room left; nothing was changed.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<HeldItem> = client
    ///     .sync()
    ///     .discard_held_item("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<HeldItemId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn discard_held_item(&self, id: impl Into<HeldItemId>) -> DiscardHeldItem {
        DiscardHeldItem { call: Call::new(&self.client, &DISCARD_HELD_ITEM).segment("id", id.into()) }
    }
}

const SYNC_BATCH: Operation =
    Operation { id: "sync_batch", method: Method::POST, path: "/v1/sync", repeat: Repeat::Always };

/// A call of [`Sync::batch`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct SyncBatch {
    call: Call,
}

impl SyncBatch {
    /// All or nothing: with `true` one item that can't be taken refuses them all, and nothing is changed.
    pub fn atomic(mut self, atomic: bool) -> Self {
        self.call = self.call.query("atomic", atomic);
        self
    }
}

crate::call::common!(SyncBatch);
crate::call::json!(SyncBatch => SyncReceipt);
const GET_SYNC_RECEIPT: Operation = Operation {
    id: "get_sync_receipt",
    method: Method::GET,
    path: "/v1/sync/receipts/{sequence}",
    repeat: Repeat::Always,
};

/// A call of [`Sync::get_receipt`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetSyncReceipt {
    call: Call,
}

impl GetSyncReceipt {
    /// The device that sent the batch; a device may leave it out.
    pub fn device_id(mut self, device_id: impl Into<DeviceId>) -> Self {
        self.call = self.call.query("device_id", device_id.into());
        self
    }
}

crate::call::common!(GetSyncReceipt);
crate::call::json!(GetSyncReceipt => SyncReceipt);
crate::call::conditional!(GetSyncReceipt => SyncReceipt);
const LIST_SYNC_CHANGES: Operation = Operation {
    id: "list_sync_changes",
    method: Method::GET,
    path: "/v1/sync/changes",
    repeat: Repeat::Always,
};

/// A call of [`Sync::list_changes`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListSyncChanges {
    call: Call,
}

impl ListSyncChanges {
    /// The `next_cursor` of the last answer. Without it, from the beginning.
    pub fn cursor(mut self, cursor: impl Into<String>) -> Self {
        self.call = self.call.query("cursor", cursor.into());
        self
    }

    /// The most changes to answer with. Default: 200. 1 to 1000.
    pub fn limit(mut self, limit: i64) -> Self {
        self.call = self.call.query("limit", limit);
        self
    }
}

crate::call::common!(ListSyncChanges);
crate::call::json!(ListSyncChanges => SyncChanges);
const LIST_HELD_ITEMS: Operation =
    Operation { id: "list_held_items", method: Method::GET, path: "/v1/sync/held", repeat: Repeat::Always };

/// A call of [`Sync::list_held_items`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListHeldItems {
    call: Call,
}

impl ListHeldItems {
    /// Only those that stand so.
    pub fn status(mut self, status: impl Into<HeldItemStatus>) -> Self {
        self.call = self.call.query("status", status.into());
        self
    }

    /// Only those of this device.
    pub fn device_id(mut self, device_id: impl Into<DeviceId>) -> Self {
        self.call = self.call.query("device_id", device_id.into());
        self
    }

    /// With `true`, only those whose time is over: they wait for the operator.
    pub fn overdue(mut self, overdue: bool) -> Self {
        self.call = self.call.query("overdue", overdue);
        self
    }

    /// Items a page. More than 200 is refused with 400. Not with an export. 1 to 200. Default: `50`.
    pub fn limit(mut self, limit: i32) -> Self {
        self.call = self.call.query("limit", limit);
        self
    }

    /// `next_cursor` of the page before, with all other parameters unchanged. Not with an export. 1 to 2000 characters.
    pub fn cursor(mut self, cursor: impl Into<String>) -> Self {
        self.call = self.call.query("cursor", cursor.into());
        self
    }
}

crate::call::common!(ListHeldItems);
crate::call::json!(ListHeldItems => HeldItemPage);
crate::call::pages!(ListHeldItems => HeldItemPage, HeldItem);
crate::call::lines!(ListHeldItems => HeldItem);
crate::call::file!(ListHeldItems, write_csv, "text/csv");
const GET_HELD_ITEM: Operation = Operation {
    id: "get_held_item",
    method: Method::GET,
    path: "/v1/sync/held/{id}",
    repeat: Repeat::Always,
};

/// A call of [`Sync::get_held_item`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetHeldItem {
    call: Call,
}

impl GetHeldItem {}
crate::call::common!(GetHeldItem);
crate::call::json!(GetHeldItem => OpenedHeldItem);
crate::call::conditional!(GetHeldItem => OpenedHeldItem);
const APPLY_HELD_ITEM: Operation = Operation {
    id: "apply_held_item",
    method: Method::POST,
    path: "/v1/sync/held/{id}/apply",
    repeat: Repeat::WithKey,
};

/// A call of [`Sync::apply_held_item`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ApplyHeldItem {
    call: Call,
}

impl ApplyHeldItem {}
crate::call::common!(ApplyHeldItem);
crate::call::keyed!(ApplyHeldItem);
crate::call::matching!(ApplyHeldItem);
crate::call::json!(ApplyHeldItem => HeldItem);
crate::call::minimal!(ApplyHeldItem);
const DISCARD_HELD_ITEM: Operation = Operation {
    id: "discard_held_item",
    method: Method::POST,
    path: "/v1/sync/held/{id}/discard",
    repeat: Repeat::WithKey,
};

/// A call of [`Sync::discard_held_item`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct DiscardHeldItem {
    call: Call,
}

impl DiscardHeldItem {}
crate::call::common!(DiscardHeldItem);
crate::call::keyed!(DiscardHeldItem);
crate::call::matching!(DiscardHeldItem);
crate::call::json!(DiscardHeldItem => HeldItem);
crate::call::minimal!(DiscardHeldItem);
