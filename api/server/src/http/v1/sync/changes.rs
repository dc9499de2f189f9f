//! What changed for a device.

use actix_web::{HttpResponse, get, web::Data};
use jiff::ToSpan;
use palier_domain::time::{Day, Instant};
use palier_store::{
    query,
    rows::{DeviceChange, Position},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::sender::device_of;
use crate::{
    app::App,
    http::{
        cursor,
        extract::{Authorized, Query, scopes},
        problem::Problem,
        run,
    },
    service::ServiceError,
};

/// The changes of a page, if nothing is said.
const DEFAULT_LIMIT: i64 = 200;

/// From where on, and how much.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChangeOptions {
    /// The `next_cursor` of the last answer. Without it, from the beginning.
    pub cursor: Option<String>,
    /// The most changes to answer with. Default: 200.
    #[param(minimum = 1, maximum = 1000)]
    pub limit: Option<i64>,
}

/// Something changed. What it is now stands in the round's package, which takes a `since` of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SyncChange {
    /// What kind of thing: `household`, `visit`, `consent`, `need`, `referral`, `round`, `campaign`, …
    pub kind: String,
    /// Its id.
    pub id: Uuid,
    /// The household whose door shows it.
    pub household_id: Option<Uuid>,
    /// The round that it is about.
    pub round_id: Option<Uuid>,
    /// The campaign that it is about.
    pub campaign_id: Option<Uuid>,
    /// When it changed, by the clock of the server.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
}

impl From<DeviceChange> for SyncChange {
    fn from(change: DeviceChange) -> Self {
        Self {
            kind: change.kind,
            id: change.subject_id,
            household_id: change.household_id,
            round_id: change.round_id,
            campaign_id: change.campaign_id,
            at: change.at,
        }
    }
}

/// Changes, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({
    "changes": [{
        "kind": "visit", "id": "019ab0f2-6b1e-7c40-9d5e-131313131313",
        "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "round_id": null, "campaign_id": null,
        "at": "2026-11-24T18:02:11.000412Z",
    }],
    "next_cursor": "c29tZSBjdXJzb3I", "has_more": false,
}))]
pub struct SyncChanges {
    /// What changed, oldest first; of several changes of one thing each is told.
    pub changes: Vec<SyncChange>,
    /// Always there: keep it, and ask with it the next time.
    pub next_cursor: String,
    /// Whether there is more already: ask again at once.
    pub has_more: bool,
}

/// List what changed for a device
///
/// What touches the rounds of the device's field worker, from some weeks ago on: the rounds themselves,
/// their doors with visits, needs and consents, and their campaigns with messages. Never the whole base. What changed is
/// named, and the package of its round, asked for with `since`, tells how it is now.
///
/// Nothing is ever skipped: a change that is committed late appears late, after the cursor of whoever asked before.
#[utoipa::path(
    tag = "sync",
    params(ChangeOptions),
    security(("oauth2" = ["sync:read"])),
    responses((status = 200, description = "The changes after the cursor.", body = SyncChanges)),
)]
#[get("/sync/changes")]
pub async fn list_sync_changes(
    app: Data<App>,
    caller: Authorized<scopes::SyncRead>,
    options: Query<ChangeOptions>,
) -> Result<HttpResponse, Problem> {
    let device = device_of(caller.actor())?;
    let (mode, now) = (caller.actor().mode(), caller.act().at);
    let binding = format!("changes of {}", device.field_worker_id);
    let after: Position = match &options.0.cursor {
        Some(text) => cursor::open(&app, &binding, text)?,
        None => Position::default(),
    };
    let limit = options.0.limit.unwrap_or(DEFAULT_LIMIT);
    let from = first_day(now.day(), app.config.field.round_window_days)?;
    let worker = (mode, device.field_worker_id);
    let (mut changes, end) =
        run::read(&app, move |tx| Ok(query!(tx, changes::list(worker, from, (after, limit + 1)))?)).await?;
    let has_more = changes.len() as i64 > limit;
    changes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let last = changes.last().map(|change| change.position).filter(|_| has_more);
    let next_cursor = cursor::seal(&app, &binding, &last.unwrap_or(end))?;
    let changes = changes.into_iter().map(Into::into).collect();
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(SyncChanges {
        changes,
        next_cursor,
        has_more,
    }))
}

fn first_day(today: Day, days: u32) -> Result<Day, ServiceError> {
    let span = i64::from(days).days();
    today.checked_sub(span).map_err(|error| ServiceError::Internal(error.to_string()))
}
