//! Rounds on the wire.

mod wire;

use actix_web::{HttpRequest, HttpResponse, get, patch, post, web::Data};
use palier_domain::{
    ids::{CampaignId, FieldWorkerId, RoundId},
    round::{Action, RoundDraft},
    time::Day,
};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

pub use wire::{Round, RoundInput, RoundStatus, RoundSummary};

use crate::{
    app::App,
    http::{
        extract::{
            Authorized, Body, Empty, Id, IfMatch, IfNoneMatch, Listing, MergePatch, Query, Write, Writes,
            scopes,
        },
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::rounds,
};

/// Narrows the list of rounds.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RoundFilter {
    /// Only this field worker's rounds.
    pub field_worker_id: Option<Uuid>,
    /// Only rounds for this campaign.
    pub campaign_id: Option<Uuid>,
    /// Only rounds of this day.
    #[param(value_type = Option<String>, format = Date)]
    pub day: Option<Day>,
    /// Only rounds of this day and later.
    #[param(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// Only rounds of this day and earlier.
    #[param(value_type = Option<String>, format = Date)]
    pub to: Option<Day>,
    /// Only rounds that stand so.
    #[param(inline)]
    pub status: Option<RoundStatus>,
}

impl From<RoundFilter> for filters::Rounds {
    fn from(filter: RoundFilter) -> Self {
        Self {
            field_worker_id: filter.field_worker_id.map(FieldWorkerId),
            campaign_id: filter.campaign_id.map(CampaignId),
            from: filter.day.max(filter.from),
            to: filter.day.into_iter().chain(filter.to).min(),
            status: filter.status.map(Into::into),
        }
    }
}

/// List rounds
///
/// In the order in which they were planned, without their doors. A field worker's device sees its own, whatever their
/// status.
#[utoipa::path(
    tag = "rounds",
    params(RoundFilter),
    security(("oauth2" = ["rounds:read"])),
    responses((status = 200, description = "A page of rounds.", body = PageOf<RoundSummary>)),
)]
#[get("/rounds")]
pub async fn list_rounds(
    app: Data<App>,
    caller: Authorized<scopes::RoundsRead>,
    filter: Query<RoundFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::Rounds::from(filter.0);
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, rounds::list(&who, &filter, start))?.map(RoundSummary::from))
    })
    .await
}

/// Plan a round
///
/// Sends a field worker to some doors on a day. The field worker must be active, under contract on that day and trained
/// for the campaign; another neighbourhood than their own is no obstacle. The campaign runs, or was approved and has
/// the day within its period. Every door is a household in one of the campaign's neighbourhoods. Doors that the
/// contact rules spare may stand in a round: the package leaves them out, and tells why.
#[utoipa::path(
    tag = "rounds",
    security(("oauth2" = ["rounds:write"])),
    request_body = RoundInput,
    responses((status = 201, description = "The round was planned.", body = Round)),
)]
#[post("/rounds")]
pub async fn create_round(
    app: Data<App>,
    caller: Authorized<scopes::RoundsWrite>,
    write: Write,
    body: Body<RoundInput>,
) -> Result<HttpResponse, Problem> {
    let draft = RoundDraft::try_from(body.value)?;
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| rounds::create(tx, act, draft),
        |planned| {
            let (id, version) = (planned.round.id, planned.round.version);
            reply::created(&format!("/v1/rounds/{id}"), version, &Round::from(planned))
        },
    )
    .await
}

/// Get a round
///
/// A field worker's device reads its own; any other id answers 404.
#[utoipa::path(
    tag = "rounds",
    params(("id" = Uuid, Path, description = "The round's id.")),
    security(("oauth2" = ["rounds:read"])),
    responses((status = 200, description = "The round.", body = Round)),
)]
#[get("/rounds/{id}")]
pub async fn get_round(
    app: Data<App>,
    caller: Authorized<scopes::RoundsRead>,
    id: Id<RoundId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let planned = run::read(&app, move |tx| rounds::find(tx, &who, id.0)).await?;
    reply::conditional(&known, planned.round.version, &Round::from(planned))
}

/// Change a round
///
/// A JSON Merge Patch of a planned round's day and doors; `household_ids` is replaced as a whole. A door that is taken
/// off stays known to its field worker, who may have knocked already. The field worker and the campaign are fixed, for
/// the same reason: to send somebody else, cancel the round and plan another one.
#[utoipa::path(
    tag = "rounds",
    params(("id" = Uuid, Path, description = "The round's id.")),
    security(("oauth2" = ["rounds:write"])),
    request_body(content = RoundInput, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The round as it is now.", body = Round)),
)]
#[patch("/rounds/{id}")]
pub async fn update_round(
    app: Data<App>,
    caller: Authorized<scopes::RoundsWrite>,
    id: Id<RoundId>,
    expected: IfMatch,
    writes: Writes,
    patch: MergePatch,
) -> Result<HttpResponse, Problem> {
    let contract = app.contract.clone();
    let fingerprint = patch.fingerprint.clone();
    run::write(
        &app,
        (caller.act(), writes, fingerprint),
        move |tx, act| {
            rounds::update(tx, act, (id.0, &expected.0), |current| {
                patch.apply(&contract, "RoundInput", &RoundInput::from(current))?.try_into()
            })
        },
        |planned| reply::representation(200, planned.round.version, &Round::from(planned)),
    )
    .await
}

async fn go<S>(
    app: &Data<App>,
    caller: &Authorized<S>,
    (id, write, fingerprint): (RoundId, Write, Vec<u8>),
    action: Action,
) -> Result<HttpResponse, Problem> {
    let expected = write.0.expected.clone();
    run::write(
        app,
        (caller.act(), write.0, fingerprint),
        move |tx, act| rounds::act_on(tx, act, (id, &expected), action),
        |planned| reply::representation(200, planned.round.version, &Round::from(planned)),
    )
    .await
}

/// Close a round
///
/// The round is over. What its field worker did and has not sent yet is still taken.
#[utoipa::path(
    tag = "rounds",
    params(("id" = Uuid, Path, description = "The round's id.")),
    security(("oauth2" = ["rounds:write"])),
    responses((status = 200, description = "The round, closed.", body = Round)),
)]
#[post("/rounds/{id}/close")]
pub async fn close_round(
    app: Data<App>,
    caller: Authorized<scopes::RoundsWrite>,
    id: Id<RoundId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    go(&app, &caller, (id.0, write, body.fingerprint), Action::Close).await
}

/// Cancel a round
///
/// The round will not be gone. Should its field worker have gone already, what they did is still taken.
#[utoipa::path(
    tag = "rounds",
    params(("id" = Uuid, Path, description = "The round's id.")),
    security(("oauth2" = ["rounds:write"])),
    responses((status = 200, description = "The round, cancelled.", body = Round)),
)]
#[post("/rounds/{id}/cancel")]
pub async fn cancel_round(
    app: Data<App>,
    caller: Authorized<scopes::RoundsWrite>,
    id: Id<RoundId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    go(&app, &caller, (id.0, write, body.fingerprint), Action::Cancel).await
}
