//! Held items on the wire.

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    caller::Act,
    ids::{DeviceId, HeldItemId},
    sync::HeldStatus,
    time::Instant,
};
use palier_store::{filters, query, rows};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::WaitsFor;
use crate::{
    app::App,
    http::{
        extract::{Authorized, Empty, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, Columns, Item, PageOf},
        problem::{Problem, ProblemDocument},
        reply, run,
        v1::same_names,
    },
    service::{
        ServiceError,
        field::Field,
        sync::{self, Decision},
    },
};

/// Where a held item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeldItemStatus {
    /// It waits for what it refers to.
    Waiting,
    /// It came from a device that had been revoked, and waits for the operator.
    Aside,
    /// It was taken later.
    Applied,
    /// What it waited for came, and it was refused then.
    Refused,
    /// The operator discarded it.
    Discarded,
}

same_names!(HeldStatus, HeldItemStatus { Waiting, Aside, Applied, Refused, Discarded });

/// An item of a sync that was not taken when it arrived.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-999999999999", "kind": "household_edit",
    "item_id": "019ab0f2-6b1e-7c40-9d5e-777777777777", "device_id": "019ab0f2-6b1e-7c40-9d5e-121212121212",
    "sequence": 7, "position": 1, "status": "waiting", "overdue": false,
    "waits_for": {"kind": "household", "id": "019ab0f2-6b1e-7c40-9d5e-888888888888"},
    "received_at": "2026-11-24T18:02:11.000412Z", "deadline": "2026-12-08T18:02:11.000412Z",
    "updated_at": "2026-11-24T18:02:11.000412Z",
}))]
pub struct HeldItem {
    /// Its id as a held item.
    pub id: Uuid,
    /// What it is.
    pub kind: String,
    /// The id that the device gave it.
    pub item_id: Uuid,
    /// The device that sent it.
    pub device_id: Uuid,
    /// In which of the device's batches.
    #[schema(minimum = 1)]
    pub sequence: i64,
    /// Its place in that batch, from 0.
    #[schema(minimum = 0)]
    pub position: i32,
    /// Where it stands.
    pub status: HeldItemStatus,
    /// Whether its time is over: only the operator can still have it taken.
    pub overdue: bool,
    /// What it waits for.
    pub waits_for: Option<WaitsFor>,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
    /// Until when it waits by itself.
    #[schema(value_type = String, format = DateTime)]
    pub deadline: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl HeldItem {
    fn new(held: &rows::HeldItem, now: Instant) -> Self {
        Self {
            id: held.id.0,
            kind: held.kind.as_str().to_owned(),
            item_id: held.item_id,
            device_id: held.device_id.0,
            sequence: held.sequence,
            position: held.position,
            status: held.status.into(),
            overdue: held.status == HeldStatus::Waiting && held.deadline <= now,
            waits_for: held
                .waits_for
                .as_ref()
                .map(|waits| WaitsFor { kind: waits.kind.clone(), id: waits.id }),
            received_at: held.received_at,
            deadline: held.deadline,
            updated_at: held.updated_at,
        }
    }
}

impl Item for HeldItem {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("kind", "/kind"),
        ("item_id", "/item_id"),
        ("device_id", "/device_id"),
        ("sequence", "/sequence"),
        ("position", "/position"),
        ("status", "/status"),
        ("overdue", "/overdue"),
        ("waits_for_kind", "/waits_for/kind"),
        ("waits_for_id", "/waits_for/id"),
        ("received_at", "/received_at"),
        ("deadline", "/deadline"),
        ("updated_at", "/updated_at"),
    ];
}

/// A held item with what is in it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-999999999999", "kind": "household_edit",
    "item_id": "019ab0f2-6b1e-7c40-9d5e-777777777777", "device_id": "019ab0f2-6b1e-7c40-9d5e-121212121212",
    "sequence": 7, "position": 1, "status": "waiting", "overdue": false,
    "waits_for": {"kind": "household", "id": "019ab0f2-6b1e-7c40-9d5e-888888888888"},
    "received_at": "2026-11-24T18:02:11.000412Z", "deadline": "2026-12-08T18:02:11.000412Z",
    "updated_at": "2026-11-24T18:02:11.000412Z", "item": {
        "id": "019ab0f2-6b1e-7c40-9d5e-777777777777", "household_id": "019ab0f2-6b1e-7c40-9d5e-888888888888",
        "base_version": 3, "edited_at": "2026-11-24T10:05:00Z", "changes": {"floor": 5, "note": null},
    },
    "problem": null,
}))]
pub struct OpenedHeldItem {
    /// Where it stands.
    #[serde(flatten)]
    pub held: HeldItem,
    /// The item as the server understood it.
    #[schema(value_type = Object)]
    pub item: Value,
    /// Why it was refused, if it was.
    #[schema(value_type = Option<ProblemDocument>)]
    pub problem: Option<Value>,
}

impl OpenedHeldItem {
    fn new(field: Field<'_>, held: &rows::HeldItem, now: Instant) -> Result<Self, ServiceError> {
        let (item, problem) = sync::open(field, held)?;
        let item = serde_json::to_value(&item).map_err(|error| ServiceError::Internal(error.to_string()))?;
        Ok(Self { held: HeldItem::new(held, now), item: item["item"].clone(), problem })
    }
}

/// Narrows the list of held items.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HeldItemFilter {
    /// Only those that stand so.
    #[param(inline)]
    pub status: Option<HeldItemStatus>,
    /// Only those of this device.
    pub device_id: Option<Uuid>,
    /// With `true`, only those whose time is over: they wait for the operator.
    pub overdue: Option<bool>,
}

/// List held items
///
/// Items of syncs that were not taken when they arrived, oldest first, whatever became of them later. A device sees those
/// of its field worker, the operator all.
#[utoipa::path(
    tag = "sync",
    params(HeldItemFilter),
    security(("oauth2" = ["sync:read"])),
    responses((status = 200, description = "A page of held items.", body = PageOf<HeldItem>)),
)]
#[get("/sync/held")]
pub async fn list_held_items(
    app: Data<App>,
    caller: Authorized<scopes::SyncRead>,
    filter: Query<HeldItemFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (who, now) = (caller.actor().clone(), caller.act().at);
    let filter = filters::HeldItems {
        status: filter.0.status.map(Into::into),
        device_id: filter.0.device_id.map(DeviceId),
        overdue_at: filter.0.overdue.unwrap_or_default().then_some(now),
    };
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, held_items::list(&who, &filter, start))?.map(|held| HeldItem::new(&held, now)))
    })
    .await
}

/// Get a held item
///
/// With the item itself.
#[utoipa::path(
    tag = "sync",
    params(("id" = Uuid, Path, description = "The held item's id.")),
    security(("oauth2" = ["sync:read"])),
    responses((status = 200, description = "The held item.", body = OpenedHeldItem)),
)]
#[get("/sync/held/{id}")]
pub async fn get_held_item(
    app: Data<App>,
    caller: Authorized<scopes::SyncRead>,
    id: Id<HeldItemId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let held = run::read(&app, move |tx| Ok(query!(tx, held_items::find(&who, id.0))?)).await?;
    let opened = OpenedHeldItem::new(app.field(), &held, caller.act().at)?;
    reply::conditional(&known, held.version, &opened)
}

/// Take a held item now
///
/// In the name of the device that sent it, whether or not its time is over or the device was revoked. If it can't be
/// taken the problem says why, and it stays held.
#[utoipa::path(
    tag = "sync",
    params(("id" = Uuid, Path, description = "The held item's id.")),
    security(("oauth2" = ["sync:write"])),
    responses((status = 200, description = "The held item, applied.", body = HeldItem)),
)]
#[post("/sync/held/{id}/apply")]
pub async fn apply_held_item(
    app: Data<App>,
    caller: Authorized<scopes::SyncWrite>,
    id: Id<HeldItemId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    decide(app, caller.act(), (id.0, Decision::Apply), (write, body)).await
}

/// Discard a held item
///
/// It is never taken, also if the device sends it again while it can't be taken. It stays readable.
#[utoipa::path(
    tag = "sync",
    params(("id" = Uuid, Path, description = "The held item's id.")),
    security(("oauth2" = ["sync:write"])),
    responses((status = 200, description = "The held item, discarded.", body = HeldItem)),
)]
#[post("/sync/held/{id}/discard")]
pub async fn discard_held_item(
    app: Data<App>,
    caller: Authorized<scopes::SyncWrite>,
    id: Id<HeldItemId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    decide(app, caller.act(), (id.0, Decision::Discard), (write, body)).await
}

async fn decide(
    app: Data<App>,
    act: &Act,
    (id, decision): (HeldItemId, Decision),
    (write, body): (Write, Empty),
) -> Result<HttpResponse, Problem> {
    let (expected, now) = (write.0.expected.clone(), act.at);
    let writer = Data::clone(&app);
    run::write(
        &app,
        (act, write.0, body.fingerprint),
        move |tx, act| sync::decide(tx, act, writer.field(), (id, &expected, decision)),
        move |held| reply::representation(200, held.version, &HeldItem::new(&held, now)),
    )
    .await
}
