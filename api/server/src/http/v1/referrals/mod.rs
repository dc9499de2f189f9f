//! Referrals on the wire.

mod codes;
mod transitions;
mod wire;

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    caller::{Actor, Role},
    ids::{HouseholdId, OrganisationId, ReferralId},
    referral::{self, ReferralDraft, Side},
    time::Instant,
};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

pub use codes::*;
pub use transitions::*;
pub use wire::*;

use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{ServiceError, field::Field, field::Put, once::Reply, referrals},
};

/// Narrows the list of referrals.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReferralFilter {
    /// Only referrals to this organisation.
    pub organisation_id: Option<Uuid>,
    /// Only referrals of this household. Partners can't ask by it.
    pub household_id: Option<Uuid>,
    /// Only referrals that stand so.
    #[param(inline)]
    pub status: Option<ReferralStatus>,
    /// Only referrals for this reason.
    #[param(inline)]
    pub reason: Option<ReferralReason>,
    /// Only referrals that wait for this side.
    #[param(inline)]
    pub waiting_on: Option<ReferralSide>,
    /// With `true`, only open referrals whose day is over.
    pub overdue: Option<bool>,
}

/// The side that the caller is on.
fn side(who: &Actor) -> Side {
    if who.role() == Role::Partner { Side::Partner } else { Side::Operator }
}

/// A single referral, with its contact way.
fn shown(
    field: Field<'_>,
    (side, now): (Side, Instant),
    referral: referral::Referral,
) -> Result<(i32, Referral), ServiceError> {
    let contact = referrals::contact(field, &referral)?;
    Ok((referral.version, Referral::seen(side, now, referral, contact)))
}

/// List referrals
///
/// By id, which is mostly the order in which they were sent, without contact ways. The operator sees all referrals, a
/// partner those addressed to it, a device those that its field worker took down.
#[utoipa::path(
    tag = "referrals",
    params(ReferralFilter),
    security(("oauth2" = ["referrals:read"])),
    responses((status = 200, description = "A page of referrals.", body = PageOf<Referral>)),
)]
#[get("/referrals")]
pub async fn list_referrals(
    app: Data<App>,
    caller: Authorized<scopes::ReferralsRead>,
    filter: Query<ReferralFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (who, now) = (caller.actor().clone(), caller.act().at);
    let filter = filter.0;
    if filter.household_id.is_some() && side(&who) == Side::Partner {
        let detail = "Partners don't know households.";
        return Err(Problem::parameter("household_id", "not_applicable", detail));
    }
    let filter = filters::Referrals {
        organisation_id: filter.organisation_id.map(OrganisationId),
        household_id: filter.household_id.map(HouseholdId),
        status: filter.status.map(Into::into),
        reason: filter.reason.map(Into::into),
        waiting_on: filter.waiting_on.map(Into::into),
        overdue_on: filter.overdue.unwrap_or_default().then(|| now.day()),
    };
    list::respond(&app, &request, listing, move |tx, start| {
        let page = query!(tx, referrals::list(&who, &filter, start))?;
        Ok(page.map(|referral| Referral::seen(side(&who), now, referral, None)))
    })
    .await
}

/// Send a referral
///
/// Hands a blocked case to a partner. The household's consent to a referral to this partner must be in force, or the
/// answer is 409 with `consent_required`, by whatever way the referral comes. You choose its id; the same referral sent
/// again answers 200 and changes nothing.
#[utoipa::path(
    tag = "referrals",
    security(("oauth2" = ["referrals:write"])),
    request_body = ReferralInput,
    responses(
        (status = 201, description = "The referral was sent.", body = Referral),
        (status = 200, description = "It was there already.", body = Referral),
    ),
)]
#[post("/referrals")]
pub async fn create_referral(
    app: Data<App>,
    caller: Authorized<scopes::ReferralsWrite>,
    write: Write,
    body: Body<ReferralInput>,
) -> Result<HttpResponse, Problem> {
    let draft = ReferralDraft::try_from(body.value)?;
    let (writer, teller) = (Data::clone(&app), Data::clone(&app));
    let seen = (side(caller.actor()), caller.act().at);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| referrals::create(tx, act, writer.field(), draft),
        move |put| told(teller.field(), seen, put),
    )
    .await
}

fn told(
    field: Field<'_>,
    seen: (Side, Instant),
    put: Put<referral::Referral>,
) -> Result<Reply, ServiceError> {
    match put {
        Put::Created(referral) => {
            let (version, shown) = shown(field, seen, referral)?;
            reply::created(&format!("/v1/referrals/{}", shown.id), version, &shown)
        }
        Put::Unchanged(referral) => {
            let (version, shown) = shown(field, seen, referral)?;
            reply::representation(200, version, &shown)
        }
    }
}

/// Get a referral
///
/// With its contact way, where there is one, and all that happened to it.
#[utoipa::path(
    tag = "referrals",
    params(("id" = Uuid, Path, description = "The referral's id.")),
    security(("oauth2" = ["referrals:read"])),
    responses((status = 200, description = "The referral.", body = Referral)),
)]
#[get("/referrals/{id}")]
pub async fn get_referral(
    app: Data<App>,
    caller: Authorized<scopes::ReferralsRead>,
    id: Id<ReferralId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let seen = (side(&who), caller.act().at);
    let referral = run::read(&app, move |tx| Ok(query!(tx, referrals::find(&who, id.0))?)).await?;
    let (version, shown) = shown(app.field(), seen, referral)?;
    reply::conditional(&known, version, &shown)
}
