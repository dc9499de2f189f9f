//! Campaigns on the wire.

mod batch;
mod input;
mod transitions;
mod wire;

use actix_web::{HttpRequest, HttpResponse, get, patch, post, put, web::Data};
use palier_domain::{
    caller::Actor,
    campaign::{self, CampaignDraft, MessageDraft},
    code::{CommuneCode, NeighbourhoodCode},
    error::Invalid,
    ids::{CampaignId, OrganisationId},
    time::Day,
};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

pub use batch::*;
pub use input::{CampaignInput, MessageInput};
pub use transitions::*;
pub use wire::{ActionOption, Campaign, CampaignStatus, ContactCap, Message, PriceTerms, Question};

use super::codes;
use crate::{
    app::App,
    http::{
        extract::{
            Authorized, Body, Id, IfMatch, IfNoneMatch, Listing, MergePatch, Named, Query, Write, Writes,
            scopes,
        },
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{
        campaigns::{self, Pushed},
        policy,
    },
};

/// Narrows the list of campaigns.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CampaignFilter {
    /// Only campaigns in this state.
    #[param(inline)]
    pub status: Option<CampaignStatus>,
    /// Only campaigns of this partner.
    pub organisation_id: Option<Uuid>,
    /// Only the campaign that its partner calls so.
    #[param(value_type = Option<codes::ExternalId>, inline)]
    pub external_id: Option<String>,
    /// Only campaigns whose period holds this day.
    #[param(value_type = Option<String>, format = Date)]
    pub on: Option<Day>,
    /// Only campaigns with a neighbourhood in this commune.
    #[param(value_type = Option<codes::CommuneCode>, inline)]
    pub commune_code: Option<String>,
    /// Only campaigns with this neighbourhood.
    #[param(value_type = Option<codes::NeighbourhoodCode>, inline)]
    pub neighbourhood_code: Option<String>,
}

impl TryFrom<CampaignFilter> for filters::Campaigns {
    type Error = Problem;

    fn try_from(filter: CampaignFilter) -> Result<Self, Problem> {
        let refused = |name: &'static str| {
            move |_: Invalid| Problem::parameter(name, "malformed", "No such code can be.")
        };
        Ok(Self {
            status: filter.status.map(Into::into),
            organisation_id: filter.organisation_id.map(OrganisationId),
            external_id: filter.external_id,
            on: filter.on,
            commune_code: filter
                .commune_code
                .map(CommuneCode::new)
                .transpose()
                .map_err(refused("commune_code"))?,
            neighbourhood_code: filter
                .neighbourhood_code
                .map(NeighbourhoodCode::new)
                .transpose()
                .map_err(refused("neighbourhood_code"))?,
        })
    }
}

/// How a campaign looks to the caller.
fn seen(who: &Actor) -> impl Fn(campaign::Campaign) -> Campaign + Send + Sync + 'static {
    let (kind, prices) = (who.kind(), policy::sees_prices(who));
    move |campaign| Campaign::seen_by(kind, prices, campaign)
}

/// List campaigns
///
/// Oldest first. The operator sees all campaigns, a partner its own, a municipality those that run or ran in its
/// neighbourhoods (running, paused or closed), without prices.
#[utoipa::path(
    tag = "campaigns",
    params(CampaignFilter),
    security(("oauth2" = ["campaigns:read"])),
    responses((status = 200, description = "A page of campaigns.", body = PageOf<Campaign>)),
)]
#[get("/campaigns")]
pub async fn list_campaigns(
    app: Data<App>,
    caller: Authorized<scopes::CampaignsRead>,
    filter: Query<CampaignFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let seen = seen(&who);
    let filter = filters::Campaigns::try_from(filter.0)?;
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, campaigns::list(&who, &filter, start))?.map(&seen))
    })
    .await
}

/// Create a campaign
///
/// Makes a draft. Submit it with `POST /v1/campaigns/{id}/submit` when it has messages, themes, neighbourhoods and a
/// purpose. To push campaigns from a system of your own, `PUT /v1/campaigns/by-external-id/{external_id}` is easier:
/// it creates or replaces.
#[utoipa::path(
    tag = "campaigns",
    security(("oauth2" = ["campaigns:write"])),
    request_body = CampaignInput,
    responses((status = 201, description = "The draft was created.", body = Campaign)),
)]
#[post("/campaigns")]
pub async fn create_campaign(
    app: Data<App>,
    caller: Authorized<scopes::CampaignsWrite>,
    write: Write,
    body: Body<CampaignInput>,
) -> Result<HttpResponse, Problem> {
    let draft = CampaignDraft::try_from(body.value)?;
    let seen = seen(caller.actor());
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| campaigns::create(tx, act, draft),
        move |campaign| created(&seen, campaign),
    )
    .await
}

fn created(
    seen: &impl Fn(campaign::Campaign) -> Campaign,
    campaign: campaign::Campaign,
) -> Result<crate::service::once::Reply, crate::service::ServiceError> {
    let (id, version) = (campaign.id, campaign.version);
    reply::created(&format!("/v1/campaigns/{id}"), version, &seen(campaign))
}

/// Get a campaign
///
/// A campaign that the caller may not see answers 404, as one that does not exist.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = Uuid, Path, description = "The campaign's id.")),
    security(("oauth2" = ["campaigns:read"])),
    responses((status = 200, description = "The campaign.", body = Campaign)),
)]
#[get("/campaigns/{id}")]
pub async fn get_campaign(
    app: Data<App>,
    caller: Authorized<scopes::CampaignsRead>,
    id: Id<CampaignId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let seen = seen(&who);
    let campaign = run::read(&app, move |tx| Ok(query!(tx, campaigns::find(&who, id.0))?)).await?;
    reply::conditional(&known, campaign.version, &seen(campaign))
}

/// Change a campaign
///
/// A JSON Merge Patch of a draft, or of a rejected campaign, which becomes a draft again. Lists such as `messages`
/// are replaced as a whole.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = Uuid, Path, description = "The campaign's id.")),
    security(("oauth2" = ["campaigns:write"])),
    request_body(content = CampaignInput, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The campaign as it is now.", body = Campaign)),
)]
#[patch("/campaigns/{id}")]
pub async fn update_campaign(
    app: Data<App>,
    caller: Authorized<scopes::CampaignsWrite>,
    id: Id<CampaignId>,
    expected: IfMatch,
    writes: Writes,
    patch: MergePatch,
) -> Result<HttpResponse, Problem> {
    let contract = app.contract.clone();
    let seen = seen(caller.actor());
    let fingerprint = patch.fingerprint.clone();
    run::write(
        &app,
        (caller.act(), writes, fingerprint),
        move |tx, act| {
            campaigns::update(tx, act, (id.0, &expected.0), |current| {
                patch.apply(&contract, "CampaignInput", &CampaignInput::from(current))?.try_into()
            })
        },
        move |campaign| reply::representation(200, campaign.version, &seen(campaign)),
    )
    .await
}

/// Push a campaign by your own id
///
/// Creates the campaign that you call `external_id`, or replaces its content while it is a draft (or rejected).
/// Pushing the same content again changes nothing, whatever its status; so a system can push all its campaigns as
/// often as it likes. Two that push the same id at the same moment make one campaign.
#[utoipa::path(
    tag = "campaigns",
    params(("external_id" = inline(codes::ExternalId), Path, description = "Your own name for the campaign.")),
    security(("oauth2" = ["campaigns:write"])),
    request_body = CampaignInput,
    responses(
        (status = 200, description = "The campaign was there, and is now as pushed.", body = Campaign),
        (status = 201, description = "The draft was created.", body = Campaign),
    ),
)]
#[put("/campaigns/by-external-id/{external_id}")]
pub async fn push_campaign(
    app: Data<App>,
    caller: Authorized<scopes::CampaignsWrite>,
    external_id: Named,
    writes: Writes,
    body: Body<CampaignInput>,
) -> Result<HttpResponse, Problem> {
    let mut input = body.value;
    if input.external_id.as_ref().is_some_and(|inside| *inside != external_id.0) {
        let detail = "The body names another external id than the path.";
        return Err(Invalid::one("/external_id", "contradiction", detail).into());
    }
    input.external_id = Some(external_id.0);
    let draft = CampaignDraft::try_from(input)?;
    let seen = seen(caller.actor());
    let (expected, only_new) = (writes.expected.clone(), writes.only_new);
    run::write(
        &app,
        (caller.act(), writes, body.fingerprint),
        move |tx, act| campaigns::push(tx, act, (&expected, only_new), draft),
        move |pushed| match pushed {
            Pushed::Created(campaign) => created(&seen, campaign),
            Pushed::Updated(campaign) => reply::representation(200, campaign.version, &seen(campaign)),
        },
    )
    .await
}

/// Add a version of a message
///
/// Once a campaign is approved its messages never change; this adds the next version in a language, or the first in
/// a new one. Visits tell which version was heard.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = Uuid, Path, description = "The campaign's id.")),
    security(("oauth2" = ["campaigns:write"])),
    request_body = MessageInput,
    responses((status = 201, description = "The campaign with its new message version.", body = Campaign)),
)]
#[post("/campaigns/{id}/messages")]
pub async fn add_campaign_message(
    app: Data<App>,
    caller: Authorized<scopes::CampaignsWrite>,
    id: Id<CampaignId>,
    write: Write,
    body: Body<MessageInput>,
) -> Result<HttpResponse, Problem> {
    let draft = MessageDraft::try_from(body.value)?;
    let seen = seen(caller.actor());
    let expected = write.0.expected.clone();
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| campaigns::add_message(tx, act, (id.0, &expected), draft),
        move |campaign| created(&seen, campaign),
    )
    .await
}
