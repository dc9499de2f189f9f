//! Releases on the wire.

pub mod report;
pub mod structure;
mod wire;

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    ids::{CampaignId, ReleaseId},
    release::{self, Period},
};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

pub use wire::{Release, ReleaseFigure, ReleaseInput, ReleaseMethod, ReleaseStatus, ReleaseTable};

use super::{codes, jobs::Job};
use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Empty, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{
        figures,
        releases::{self, ReleaseDraft},
    },
};

/// Narrows the list of releases.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReleaseFilter {
    /// Only releases of this period.
    #[param(value_type = Option<codes::Period>, inline)]
    pub period: Option<String>,
    /// Only releases that stand so; all but the operator see published ones alone.
    #[param(inline)]
    pub status: Option<ReleaseStatus>,
}

/// The period of a query parameter.
pub(super) fn period(text: Option<String>) -> Result<Option<Period>, Problem> {
    text.map(|text| text.parse::<Period>())
        .transpose()
        .map_err(|wrong| Problem::parameter("period", "period", wrong.0[0].detail.clone()))
}

/// List releases
///
/// Oldest first. Published ones are everybody's; the operator also sees those that are prepared, drafts, and those that
/// came to nothing.
#[utoipa::path(
    tag = "releases",
    params(ReleaseFilter),
    security(("oauth2" = ["releases:read"])),
    responses((status = 200, description = "A page of releases.", body = PageOf<Release>)),
)]
#[get("/releases")]
pub async fn list_releases(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesRead>,
    filter: Query<ReleaseFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter =
        filters::Releases { period: period(filter.0.period)?, status: filter.0.status.map(Into::into) };
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, releases::list(&who, &filter, start))?
            .map(|release| Release::seen(release, who.is_operator())))
    })
    .await
}

/// Prepare a release
///
/// Answers 202 with a job at once; `Location` is where it can be followed. It counts what the field recorded of the
/// period, protects all figures together, and lets an independent program audit what would become public. If that finds
/// anything that discloses a small count, the job fails and there is no draft. Else there is a draft, which only the
/// operator sees, to be published or discarded. The same period prepared again gives the same rounding.
#[utoipa::path(
    tag = "releases",
    security(("oauth2" = ["releases:publish"])),
    request_body = ReleaseInput,
    responses((status = 202, description = "A job prepares the release.", body = Job)),
)]
#[post("/releases")]
pub async fn create_release(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesPublish>,
    write: Write,
    body: Body<ReleaseInput>,
) -> Result<HttpResponse, Problem> {
    let draft = ReleaseDraft::try_from(body.value)?;
    let method = app.config.disclosure.method(&app.vault);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| releases::create(tx, act, (draft, method)),
        |(_, job)| reply::accepted(&format!("/v1/jobs/{}", job.id), &Job::from(job)),
    )
    .await
}

/// Get a release
///
/// With how it was protected and what the audit found.
#[utoipa::path(
    tag = "releases",
    params(("id" = Uuid, Path, description = "The release's id.")),
    security(("oauth2" = ["releases:read"])),
    responses((status = 200, description = "The release.", body = Release)),
)]
#[get("/releases/{id}")]
pub async fn get_release(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesRead>,
    id: Id<ReleaseId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let by_operator = who.is_operator();
    let release = run::read(&app, move |tx| Ok(query!(tx, releases::find(&who, id.0))?)).await?;
    reply::conditional(&known, release.version, &Release::seen(release, by_operator))
}

/// Narrows the list of a release's figures.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReleaseFigureFilter {
    /// Only figures of this table.
    #[param(inline)]
    pub table: Option<ReleaseTable>,
    /// Only figures of the place with this code.
    #[param(min_length = 1, max_length = 16, pattern = "^[0-9A-Z]+$")]
    pub place: Option<String>,
    /// Only figures of this campaign.
    pub campaign_id: Option<Uuid>,
}

/// List the figures of a release
///
/// All that the caller may read, in the order of places, campaigns and tables: the operator everything, a municipality
/// its neighbourhoods, its communes, their departments and the country, a partner its campaigns and the country. Which
/// rows there are is public structure and never depends on a count.
#[utoipa::path(
    tag = "releases",
    params(("id" = Uuid, Path, description = "The release's id."), ReleaseFigureFilter),
    security(("oauth2" = ["releases:read"])),
    responses((status = 200, description = "A page of figures.", body = PageOf<ReleaseFigure>)),
)]
#[get("/releases/{id}/figures")]
pub async fn list_release_figures(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesRead>,
    id: Id<ReleaseId>,
    filter: Query<ReleaseFigureFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::ReleaseFigures {
        table: filter.0.table.map(Into::into),
        place: filter.0.place,
        campaign_id: filter.0.campaign_id.map(CampaignId),
    };
    list::respond(&app, &request, listing, move |tx, start| {
        let release = query!(tx, releases::find(&who, id.0))?;
        let places = figures::own_places(tx, &who, release.frame.as_ref())?;
        let page = releases::figures(tx, (&who, &places), (&release, &filter), start)?;
        Ok(page.map(ReleaseFigure::from))
    })
    .await
}

/// Publish a release
///
/// For ever: nothing of a published period changes again, whatever arrives later.
#[utoipa::path(
    tag = "releases",
    params(("id" = Uuid, Path, description = "The release's id.")),
    security(("oauth2" = ["releases:publish"])),
    responses((status = 200, description = "The release as it is now.", body = Release)),
)]
#[post("/releases/{id}/publish")]
pub async fn publish_release(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesPublish>,
    id: Id<ReleaseId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    turn(app, caller, (id, write, body), releases::publish).await
}

/// Discard a release
///
/// Throws a draft away; its period can be prepared again.
#[utoipa::path(
    tag = "releases",
    params(("id" = Uuid, Path, description = "The release's id.")),
    security(("oauth2" = ["releases:publish"])),
    responses((status = 200, description = "The release as it is now.", body = Release)),
)]
#[post("/releases/{id}/discard")]
pub async fn discard_release(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesPublish>,
    id: Id<ReleaseId>,
    write: Write,
    body: Empty,
) -> Result<HttpResponse, Problem> {
    turn(app, caller, (id, write, body), releases::discard).await
}

type Turning = fn(
    &mut palier_store::Tx<'_>,
    &palier_domain::caller::Act,
    (ReleaseId, &crate::service::Expected),
) -> Result<palier_store::Recorded<release::Release>, crate::service::ServiceError>;

async fn turn(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesPublish>,
    (id, write, body): (Id<ReleaseId>, Write, Empty),
    turning: Turning,
) -> Result<HttpResponse, Problem> {
    let expected = write.0.expected.clone();
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| turning(tx, act, (id.0, &expected)),
        |release| reply::representation(200, release.version, &Release::seen(release, true)),
    )
    .await
}
