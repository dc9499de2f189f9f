//! Syncs on the wire.

mod body;
mod changes;
mod held;
mod input;
mod sender;
mod wire;

use actix_web::{HttpResponse, get, post, web::Data};
use palier_domain::{caller::Act, caller::Device, ids::DeviceId};
use palier_store::StoreError;
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;
use uuid::Uuid;

pub use changes::*;
pub use held::*;
pub use input::*;
pub use wire::*;

use crate::{
    app::App,
    http::{
        extract::{Authorized, IfNoneMatch, Query, scopes},
        problem::{DEVICE_REVOKED, Problem},
        reply, run,
    },
    service::{
        ServiceError,
        sync::{self, Batch},
    },
};
use body::SyncBody;
use sender::Sender;

/// The most items of one sync.
pub const MOST: usize = 1_000;

/// How often a batch is tried that another one got in the way of.
const ATTEMPTS: usize = 3;

/// Which batch it is, and how it is taken.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SyncOptions {
    /// The device's own number of this batch: 1, 2, 3, … The same batch is always sent with the same number.
    #[param(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    pub sequence: i64,
    /// All or nothing: with `true` one item that can't be taken refuses them all, and nothing is changed.
    #[serde(default)]
    pub atomic: Option<bool>,
}

/// Turns a failure into the problem that an item's result carries.
fn explain(base: &str, path: &str, request_id: &str) -> impl Fn(ServiceError) -> Value {
    move |error| {
        let problem = Problem::from(error);
        serde_json::from_slice(&problem.body(base, path, request_id)).unwrap_or_default()
    }
}

/// Send what was done in the field
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
#[utoipa::path(
    tag = "sync",
    params(SyncOptions),
    security(("oauth2" = ["sync:write"])),
    request_body(content(
        (SyncInput = "application/json"),
        (SyncItemInput = "application/x-ndjson"),
    )),
    responses((status = 200, description = "One result for each item.", body = SyncReceipt)),
)]
#[post("/sync")]
pub async fn sync_batch(
    app: Data<App>,
    sender: Sender,
    options: Query<SyncOptions>,
    body: SyncBody,
) -> Result<HttpResponse, Problem> {
    let explain_in = (app.public_url.clone(), sender.act().request_id.clone());
    let batch = Batch {
        sequence: options.0.sequence,
        atomic: options.0.atomic.unwrap_or_default(),
        items: body.items,
        fingerprint: body.fingerprint,
    };
    let (act, device, refused) = match sender {
        Sender::Active(act, device) => (act, device, None),
        Sender::Late(act, device, problem) => (act, device, Some(problem)),
    };
    let shared = Data::clone(&app);
    let receipt = run::block_to_write(&shared, move || {
        let explain = explain(&explain_in.0, "/v1/sync", &explain_in.1);
        if let Some(refused) = refused {
            return Err(set_aside(&app, &act, device, batch)?.unwrap_or(refused));
        }
        match take(&app, &act, device, &batch, &explain) {
            Err(ServiceError::Conflict { code: sync::REVOKED, detail }) => {
                let problem = set_aside(&app, &act, device, batch)?;
                Err(problem.unwrap_or_else(|| Problem::new(DEVICE_REVOKED, detail)))
            }
            taken => taken.map_err(Problem::from),
        }
    })
    .await?;
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(SyncReceipt::from(receipt)))
}

/// Takes a batch, and then whatever had waited for what it brought. A batch that another one got in the way of is tried
/// again at once: nothing of it was changed.
fn take(
    app: &App,
    act: &Act,
    device: Device,
    batch: &Batch,
    explain: &dyn Fn(ServiceError) -> Value,
) -> Result<sync::Receipt, ServiceError> {
    let mut attempt = 1;
    let (receipt, provided) = loop {
        let taken = app.store.write(|tx| sync::take(tx, act, (app.field(), explain), device, batch.clone()));
        match taken {
            Err(ServiceError::Store(StoreError::Unavailable(cause)))
                if attempt < ATTEMPTS && cause.contains("deadlock") =>
            {
                attempt += 1;
            }
            taken => break taken?,
        }
    };
    // What is not released now is released by the job that looks for it every second.
    if let Err(error) = sync::release(&app.store, (app.field(), explain), provided, act.at) {
        tracing::warn!(%error, "items that waited are not taken yet");
    }
    Ok(receipt)
}

/// Keeps what a revoked device sent, and says that it is refused; `None` if the device was not revoked.
fn set_aside(app: &App, act: &Act, device: Device, batch: Batch) -> Result<Option<Problem>, Problem> {
    let kept = app.store.write(|tx| sync::set_aside(tx, act, app.field(), device, batch))?;
    Ok(kept.map(|kept| {
        let detail = format!(
            "The device was revoked. What it sent ({kept} new items) was set aside for the operator."
        );
        Problem::new(DEVICE_REVOKED, detail).with_member("set_aside", kept)
    }))
}

/// Whose batches are asked for.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReceiptFilter {
    /// The device that sent the batch; a device may leave it out.
    pub device_id: Option<Uuid>,
}

/// Get the receipt of a batch
///
/// The results as they were told when the batch arrived, and which batches are missing by now. For a device that lost
/// the answer; 404 if the batch never arrived: then send it.
#[utoipa::path(
    tag = "sync",
    params(("sequence" = i64, Path, description = "The device's number of the batch."), ReceiptFilter),
    security(("oauth2" = ["sync:read"])),
    responses((status = 200, description = "The receipt.", body = SyncReceipt)),
)]
#[get("/sync/receipts/{sequence}")]
pub async fn get_sync_receipt(
    app: Data<App>,
    caller: Authorized<scopes::SyncRead>,
    sequence: crate::http::extract::Named,
    filter: Query<ReceiptFilter>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let sequence: i64 = sequence.0.parse().map_err(|_| Problem::not_found())?;
    let own = caller.actor().device();
    let device = match (filter.0.device_id.map(DeviceId), own) {
        (Some(id), Some(own)) if id != own.id => return Err(Problem::not_found()),
        (_, Some(own)) => own.id,
        (Some(id), None) => id,
        (None, None) => {
            return Err(Problem::parameter("device_id", "required", "Say which device sent the batch."));
        }
    };
    let act = caller.act().clone();
    let reader = Data::clone(&app);
    let receipt =
        run::read(&app, move |tx| sync::receipt(tx, &act, reader.field(), (device, sequence))).await?;
    // Which batches are missing changes while the results stay: the tag is made from both.
    reply::conditional_by_content(&known, &SyncReceipt::from(receipt))
}
