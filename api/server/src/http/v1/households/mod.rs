//! Households on the wire.

mod input;
mod wire;

use actix_web::{HttpRequest, HttpResponse, get, patch, post, web::Data};
use palier_domain::{
    code::NeighbourhoodCode,
    household::{self, HouseholdDraft},
    ids::HouseholdId,
    time::Day,
};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;

pub use input::HouseholdInput;
pub use wire::{Household, HouseholdSummary};

use crate::{
    app::App,
    http::{
        extract::{
            Authorized, Body, Id, IfMatch, IfNoneMatch, Listing, MergePatch, Query, Write, Writes, scopes,
        },
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{
        ServiceError,
        field::{Field, Put},
        households,
        once::Reply,
    },
};

/// Narrows the list of households.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HouseholdFilter {
    /// Only households that lie in this neighbourhood.
    #[param(
        pattern = "^(QN(0[0-9]{2}|02[AB]|9[78][0-9])[0-9]{2}[NMIC]|QP[0-9A-Z]{3}[0-9]{3})$",
        example = "QN09901N"
    )]
    pub neighbourhood_code: Option<String>,
    /// Only households of this building.
    #[param(min_length = 1, max_length = 60, example = "B")]
    pub building: Option<String>,
    /// Only households of this stairwell.
    #[param(min_length = 1, max_length = 60, example = "2")]
    pub stairwell: Option<String>,
    /// Only households with members of which different values stand; `false`: only those without.
    pub conflicts: Option<bool>,
    /// Only households that are to be left alone today; `false`: only the others.
    pub do_not_disturb: Option<bool>,
}

impl HouseholdFilter {
    fn rows(self, on: Day) -> Result<filters::Households, Problem> {
        let code = self.neighbourhood_code.map(NeighbourhoodCode::new).transpose();
        Ok(filters::Households {
            neighbourhood_code: code.map_err(|wrong| {
                Problem::parameter("neighbourhood_code", "neighbourhood_code", wrong.0[0].detail.clone())
            })?,
            building: self.building,
            stairwell: self.stairwell,
            conflicts: self.conflicts,
            do_not_disturb: self.do_not_disturb,
            on,
            door_key: None,
        })
    }
}

/// A household with what is personal.
fn opened(field: Field<'_>, household: &household::Household) -> Result<Household, ServiceError> {
    let personal = households::open(field, household)?;
    Ok(Household::opened(household.clone(), personal))
}

/// The answer to a household that was put.
fn told(field: Field<'_>, put: &Put<household::Household>) -> Result<Reply, ServiceError> {
    let shown = opened(field, put.value())?;
    match put {
        Put::Created(household) => {
            reply::created(&format!("/v1/households/{}", household.id), household.version, &shown)
        }
        Put::Unchanged(household) => reply::representation(200, household.version, &shown),
    }
}

/// List households
///
/// By id, which is mostly the order in which they were entered. The items show nothing personal. The operator sees all
/// households, a device the doors of its field worker's rounds and those that it entered.
#[utoipa::path(
    tag = "households",
    params(HouseholdFilter),
    security(("oauth2" = ["households:read"])),
    responses((status = 200, description = "A page of households.", body = PageOf<HouseholdSummary>)),
)]
#[get("/households")]
pub async fn list_households(
    app: Data<App>,
    caller: Authorized<scopes::HouseholdsRead>,
    filter: Query<HouseholdFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filter.0.rows(caller.act().at.day())?;
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, households::list(&who, &filter, start))?.map(HouseholdSummary::from))
    })
    .await
}

/// Enter a household
///
/// You choose its id. The same household sent again, even much later, answers 200 and changes nothing; another one under
/// the same id is refused with `content_differs`. With `round_id` the door joins that round.
#[utoipa::path(
    tag = "households",
    security(("oauth2" = ["households:write"])),
    request_body = HouseholdInput,
    responses(
        (status = 201, description = "The household was entered.", body = Household),
        (status = 200, description = "It was there already.", body = Household),
    ),
)]
#[post("/households")]
pub async fn create_household(
    app: Data<App>,
    caller: Authorized<scopes::HouseholdsWrite>,
    write: Write,
    body: Body<HouseholdInput>,
) -> Result<HttpResponse, Problem> {
    let draft = HouseholdDraft::try_from(body.value)?;
    let (writer, teller) = (Data::clone(&app), Data::clone(&app));
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| households::create(tx, act, writer.field(), draft),
        move |put| told(teller.field(), &put),
    )
    .await
}

/// Get a household
///
/// With what is personal, and with all values of the members of which different ones stand.
#[utoipa::path(
    tag = "households",
    params(("id" = Uuid, Path, description = "The household's id.")),
    security(("oauth2" = ["households:read"])),
    responses((status = 200, description = "The household.", body = Household)),
)]
#[get("/households/{id}")]
pub async fn get_household(
    app: Data<App>,
    caller: Authorized<scopes::HouseholdsRead>,
    id: Id<HouseholdId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let household = run::read(&app, move |tx| Ok(query!(tx, households::find(&who, id.0))?)).await?;
    let shown = opened(app.field(), &household)?;
    reply::conditional(&known, household.version, &shown)
}

/// Change a household
///
/// A JSON Merge Patch. Members of which different values stand are resolved by it, if it names them: you have read what
/// they are. `id`, `occurred_at` and `round_id` are said once.
#[utoipa::path(
    tag = "households",
    params(("id" = Uuid, Path, description = "The household's id.")),
    security(("oauth2" = ["households:write"])),
    request_body(content = HouseholdInput, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The household as it is now.", body = Household)),
)]
#[patch("/households/{id}")]
pub async fn update_household(
    app: Data<App>,
    caller: Authorized<scopes::HouseholdsWrite>,
    id: Id<HouseholdId>,
    expected: IfMatch,
    writes: Writes,
    patch: MergePatch,
) -> Result<HttpResponse, Problem> {
    let (writer, teller) = (Data::clone(&app), Data::clone(&app));
    let fingerprint = patch.fingerprint.clone();
    run::write(
        &app,
        (caller.act(), writes, fingerprint),
        move |tx, act| {
            households::update(tx, act, writer.field(), (id.0, &expected.0), |before| {
                input::changes(&writer.contract, &patch, before)
            })
        },
        move |household| reply::representation(200, household.version, &opened(teller.field(), &household)?),
    )
    .await
}
