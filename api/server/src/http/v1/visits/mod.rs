//! Visits on the wire.

mod input;
mod wire;

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    ids::{CampaignId, FieldWorkerId, HouseholdId, RoundId, VisitId},
    time::Day,
    visit::{self, VisitDraft},
};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

pub use input::VisitInput;
pub use wire::{Channel, Outcome, Visit};

use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{ServiceError, field::Put, once::Reply, visits},
};

/// Narrows the list of visits.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VisitFilter {
    /// Only visits to this household.
    pub household_id: Option<Uuid>,
    /// Only visits for this campaign.
    pub campaign_id: Option<Uuid>,
    /// Only visits on this round.
    pub round_id: Option<Uuid>,
    /// Only visits by this field worker.
    pub field_worker_id: Option<Uuid>,
    /// Only visits that went so.
    #[param(inline)]
    pub outcome: Option<Outcome>,
    /// Only visits that took place there.
    #[param(inline)]
    pub channel: Option<Channel>,
    /// Only visits that the operator should look at; `false`: only those without flags.
    pub flagged: Option<bool>,
    /// Only visits that another one corrects; `false`: only those that stand.
    pub superseded: Option<bool>,
    /// Only visits from this day on (UTC), by the clock of the device.
    #[param(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// Only visits up to this day (UTC), by the clock of the device.
    #[param(value_type = Option<String>, format = Date)]
    pub to: Option<Day>,
}

impl From<VisitFilter> for filters::Visits {
    fn from(filter: VisitFilter) -> Self {
        Self {
            household_id: filter.household_id.map(HouseholdId),
            campaign_id: filter.campaign_id.map(CampaignId),
            round_id: filter.round_id.map(RoundId),
            field_worker_id: filter.field_worker_id.map(FieldWorkerId),
            outcome: filter.outcome.map(Into::into),
            channel: filter.channel.map(Into::into),
            flagged: filter.flagged,
            superseded: filter.superseded,
            from: filter.from,
            to: filter.to,
        }
    }
}

/// The answer to a visit that was put.
fn told(put: Put<visit::Visit>) -> Result<Reply, ServiceError> {
    match put {
        Put::Created(visit) => {
            reply::created(&format!("/v1/visits/{}", visit.id), visit.version(), &Visit::from(visit))
        }
        Put::Unchanged(visit) => reply::representation(200, visit.version(), &Visit::from(visit)),
    }
}

/// List visits
///
/// By id, which is mostly the order in which they were made. The operator sees all visits, a device those of its field
/// worker. With `superseded=false` each stands as it was last corrected.
#[utoipa::path(
    tag = "visits",
    params(VisitFilter),
    security(("oauth2" = ["visits:read"])),
    responses((status = 200, description = "A page of visits.", body = PageOf<Visit>)),
)]
#[get("/visits")]
pub async fn list_visits(
    app: Data<App>,
    caller: Authorized<scopes::VisitsRead>,
    filter: Query<VisitFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::Visits::from(filter.0);
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, visits::list(&who, &filter, start))?.map(Visit::from))
    })
    .await
}

/// Record a visit
///
/// You choose its id. The same visit sent again, even much later, answers 200 and changes nothing; another one under the
/// same id is refused with `content_differs`. A visit never changes: to correct one, record another with `supersedes_id`.
/// Answers are checked against the questions that belong to the message that was heard. Whatever rule a visit broke, it
/// is recorded, and flagged for the operator. Without a network, collect visits and send them with `POST /v1/sync`.
#[utoipa::path(
    tag = "visits",
    security(("oauth2" = ["visits:write"])),
    request_body = VisitInput,
    responses(
        (status = 201, description = "The visit was recorded.", body = Visit),
        (status = 200, description = "It was there already.", body = Visit),
    ),
)]
#[post("/visits")]
pub async fn create_visit(
    app: Data<App>,
    caller: Authorized<scopes::VisitsWrite>,
    write: Write,
    body: Body<VisitInput>,
) -> Result<HttpResponse, Problem> {
    let draft = VisitDraft::try_from(body.value)?;
    let writer = Data::clone(&app);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| visits::create(tx, act, writer.field(), draft),
        told,
    )
    .await
}

/// Get a visit
///
/// With the visits that correct it, if any do. A visit that the caller may not see answers 404, as one that does not
/// exist.
#[utoipa::path(
    tag = "visits",
    params(("id" = Uuid, Path, description = "The visit's id.")),
    security(("oauth2" = ["visits:read"])),
    responses((status = 200, description = "The visit.", body = Visit)),
)]
#[get("/visits/{id}")]
pub async fn get_visit(
    app: Data<App>,
    caller: Authorized<scopes::VisitsRead>,
    id: Id<VisitId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let visit = run::read(&app, move |tx| Ok(query!(tx, visits::find(&who, id.0))?)).await?;
    reply::conditional(&known, visit.version(), &Visit::from(visit))
}
