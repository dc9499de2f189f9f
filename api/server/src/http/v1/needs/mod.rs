//! Needs on the wire.

mod wire;

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    code::NeighbourhoodCode,
    ids::{HouseholdId, NeedId},
    need::{self, NeedAction, NeedDraft},
    theme::ThemeCode,
};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

pub use wire::{Need, NeedInput, NeedStatus, Urgency};

use super::codes;
use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Empty, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{ServiceError, field::Put, needs, once::Reply},
};

/// Narrows the list of needs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NeedFilter {
    /// Only needs of this household.
    pub household_id: Option<Uuid>,
    /// Only needs that stand so.
    #[param(inline)]
    pub status: Option<NeedStatus>,
    /// Only needs about this.
    #[param(value_type = Option<codes::ThemeCode>, inline)]
    pub theme: Option<String>,
    /// Only needs of this urgency.
    #[param(inline)]
    pub urgency: Option<Urgency>,
    /// Only needs of households in this neighbourhood.
    #[param(value_type = Option<codes::NeighbourhoodCode>, inline)]
    pub neighbourhood_code: Option<String>,
}

impl TryFrom<NeedFilter> for filters::Needs {
    type Error = Problem;

    fn try_from(filter: NeedFilter) -> Result<Self, Problem> {
        let theme = filter.theme.map(ThemeCode::new).transpose();
        let code = filter.neighbourhood_code.map(NeighbourhoodCode::new).transpose();
        Ok(Self {
            household_id: filter.household_id.map(HouseholdId),
            status: filter.status.map(Into::into),
            theme: theme.map_err(|wrong| Problem::parameter("theme", "theme", wrong.0[0].detail.clone()))?,
            urgency: filter.urgency.map(Into::into),
            neighbourhood_code: code.map_err(|wrong| {
                Problem::parameter("neighbourhood_code", "neighbourhood_code", wrong.0[0].detail.clone())
            })?,
        })
    }
}

/// The answer to a need that was put.
fn told(put: Put<need::Need>) -> Result<Reply, ServiceError> {
    match put {
        Put::Created(need) => {
            reply::created(&format!("/v1/needs/{}", need.id), need.version, &Need::from(need))
        }
        Put::Unchanged(need) => reply::representation(200, need.version, &Need::from(need)),
    }
}

/// List needs
///
/// By id, which is mostly the order in which they were raised. The operator sees all needs, a device those that its
/// field worker took down.
#[utoipa::path(
    tag = "needs",
    params(NeedFilter),
    security(("oauth2" = ["needs:read"])),
    responses((status = 200, description = "A page of needs.", body = PageOf<Need>)),
)]
#[get("/needs")]
pub async fn list_needs(
    app: Data<App>,
    caller: Authorized<scopes::NeedsRead>,
    filter: Query<NeedFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::Needs::try_from(filter.0)?;
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, needs::list(&who, &filter, start))?.map(Need::from))
    })
    .await
}

/// Raise a need
///
/// You choose its id. The same need sent again, even much later, answers 200 and changes nothing; another one under the
/// same id is refused with `content_differs`. Needs that were raised in a visit are best sent with the visit.
#[utoipa::path(
    tag = "needs",
    security(("oauth2" = ["needs:write"])),
    request_body = NeedInput,
    responses(
        (status = 201, description = "The need was raised.", body = Need),
        (status = 200, description = "It was there already.", body = Need),
    ),
)]
#[post("/needs")]
pub async fn create_need(
    app: Data<App>,
    caller: Authorized<scopes::NeedsWrite>,
    write: Write,
    body: Body<NeedInput>,
) -> Result<HttpResponse, Problem> {
    let draft = NeedDraft::try_from(body.value)?;
    let writer = Data::clone(&app);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| needs::create(tx, act, writer.field(), draft),
        told,
    )
    .await
}

/// Get a need
///
/// With all that happened to it.
#[utoipa::path(
    tag = "needs",
    params(("id" = Uuid, Path, description = "The need's id.")),
    security(("oauth2" = ["needs:read"])),
    responses((status = 200, description = "The need.", body = Need)),
)]
#[get("/needs/{id}")]
pub async fn get_need(
    app: Data<App>,
    caller: Authorized<scopes::NeedsRead>,
    id: Id<NeedId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let need = run::read(&app, move |tx| Ok(query!(tx, needs::find(&who, id.0))?)).await?;
    reply::conditional(&known, need.version, &Need::from(need))
}

macro_rules! transitions {
    ($($(#[doc = $doc:literal])+ $name:ident = $path:literal, $action:ident;)+) => {$(
        $(#[doc = $doc])+
        #[utoipa::path(
            tag = "needs",
            params(("id" = Uuid, Path, description = "The need's id.")),
            security(("oauth2" = ["needs:write"])),
            responses((status = 200, description = "The need in its new state.", body = Need)),
        )]
        #[post($path)]
        pub async fn $name(
            app: Data<App>,
            caller: Authorized<scopes::NeedsWrite>,
            id: Id<NeedId>,
            write: Write,
            body: Empty,
        ) -> Result<HttpResponse, Problem> {
            let expected = write.0.expected.clone();
            run::write(
                &app,
                (caller.act(), write.0, body.fingerprint),
                move |tx, act| needs::act_on(tx, act, (id.0, &expected), NeedAction::$action),
                |need| reply::representation(200, need.version, &Need::from(need)),
            )
            .await
        }
    )+};
}

transitions! {
    /// Mark a need as met
    ///
    /// What the household lacked is there. Also for a need that was referred, if that is known before the referral ends.
    mark_need_met = "/needs/{id}/mark-met", MarkMet;

    /// Mark a need as not met
    ///
    /// What was tried did not help. The need can be referred again, or taken up again.
    mark_need_not_met = "/needs/{id}/mark-not-met", MarkNotMet;

    /// Withdraw a need
    ///
    /// The household does not pursue it, or it was taken down by mistake. Its history stays.
    withdraw_need = "/needs/{id}/withdraw", Withdraw;

    /// Reopen a need
    ///
    /// A need that was met, not met or withdrawn is raised again.
    reopen_need = "/needs/{id}/reopen", Reopen;
}
