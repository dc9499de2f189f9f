//! A campaign's way, one sub-resource a transition. Who may go it when is the domain's table
//! (`palier_domain::campaign::after`); a refusal lists what is allowed instead.

use actix_web::{HttpResponse, post, web::Data};
use palier_domain::{campaign::Action, ids::CampaignId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{Campaign, seen};
use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Empty, Id, Write, scopes},
        problem::Problem,
        reply, run, text,
    },
    service::campaigns,
};

/// Why a campaign is rejected.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "The Arabic message says Monday, the French one Tuesday."}))]
pub struct RejectionInput {
    /// What the partner should change; the partner reads it.
    #[schema(min_length = 1, max_length = 2000)]
    #[validate(custom(function = text::paragraph))]
    pub reason: String,
}

async fn go<S>(
    app: &Data<App>,
    caller: &Authorized<S>,
    (id, write, fingerprint): (CampaignId, Write, Vec<u8>),
    (action, reason): (Action, Option<String>),
) -> Result<HttpResponse, Problem> {
    let seen = seen(caller.actor());
    let expected = write.0.expected.clone();
    run::write(
        app,
        (caller.act(), write.0, fingerprint),
        move |tx, act| campaigns::act_on(tx, act, (id, &expected), (action, reason)),
        move |campaign| reply::representation(200, campaign.version, &seen(campaign)),
    )
    .await
}

macro_rules! transitions {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident = $path:literal, $action:ident, $scope:ident, $security:literal;
    )+) => {$(
        $(#[doc = $doc])+
        #[utoipa::path(
            tag = "campaigns",
            params(("id" = Uuid, Path, description = "The campaign's id.")),
            security(("oauth2" = [$security])),
            responses((status = 200, description = "The campaign in its new state.", body = Campaign)),
        )]
        #[post($path)]
        pub async fn $name(
            app: Data<App>,
            caller: Authorized<scopes::$scope>,
            id: Id<CampaignId>,
            write: Write,
            body: Empty,
        ) -> Result<HttpResponse, Problem> {
            go(&app, &caller, (id.0, write, body.fingerprint), (Action::$action, None)).await
        }
    )+};
}

transitions! {
    /// Submit a campaign
    ///
    /// Asks the operator to decide. The draft must have a purpose, a theme, a neighbourhood and a message; a 422 lists
    /// what is missing. From here on its content is fixed.
    submit_campaign = "/campaigns/{id}/submit", Submit, CampaignsWrite, "campaigns:write";

    /// Approve a campaign
    ///
    /// The operator accepts a submitted campaign.
    approve_campaign = "/campaigns/{id}/approve", Approve, CampaignsApprove, "campaigns:approve";

    /// Start a campaign
    ///
    /// The operator sends the field workers out: an approved campaign runs, a paused one runs again.
    start_campaign = "/campaigns/{id}/start", Start, CampaignsApprove, "campaigns:approve";

    /// Pause a campaign
    ///
    /// The partner or the operator interrupts a running campaign; the operator starts it again.
    pause_campaign = "/campaigns/{id}/pause", Pause, CampaignsWrite, "campaigns:write";

    /// Close a campaign
    ///
    /// The partner or the operator ends an approved, running or paused campaign for good.
    close_campaign = "/campaigns/{id}/close", Close, CampaignsWrite, "campaigns:write";
}

/// Reject a campaign
///
/// The operator refuses a submitted campaign and says why. The partner edits it, which makes it a draft again.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = Uuid, Path, description = "The campaign's id.")),
    security(("oauth2" = ["campaigns:approve"])),
    request_body = RejectionInput,
    responses((status = 200, description = "The campaign, rejected.", body = Campaign)),
)]
#[post("/campaigns/{id}/reject")]
pub async fn reject_campaign(
    app: Data<App>,
    caller: Authorized<scopes::CampaignsApprove>,
    id: Id<CampaignId>,
    write: Write,
    body: Body<RejectionInput>,
) -> Result<HttpResponse, Problem> {
    let reason = Some(body.value.reason);
    go(&app, &caller, (id.0, write, body.fingerprint), (Action::Reject, reason)).await
}
