//! Control groups on the wire.

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    control_group::{self, ControlGroupDraft},
    ids::CampaignId,
    time::Instant,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::codes;
use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, Columns, Item, PageOf},
        problem::Problem,
        reply, run,
    },
    service::control_groups::{self, Drawn},
};

/// The version of a draw, which never changes.
const VERSION: i32 = 1;

/// The arm of a stairwell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Arm {
    /// Tried in the campaign.
    Treatment,
    /// Left until later, to compare with.
    Control,
}

super::same_names!(control_group::Arm, Arm { Treatment, Control });

/// Which stairwells of a campaign are left until later, to compare with. Drawn once and never changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-343434343434", "campaign_id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e",
    "seed": "eau-2026-07-tirage", "share_percent": 25, "treatment": 36, "control": 12,
    "created_at": "2026-11-24T09:00:00.000000Z",
}))]
pub struct ControlGroup {
    /// Its id.
    pub id: Uuid,
    /// Whose stairwells were drawn.
    pub campaign_id: Uuid,
    /// From which the draw was made: whoever knows it and the stairwells can draw again.
    pub seed: String,
    /// The share that was asked for, in percent.
    pub share_percent: u32,
    /// How many stairwells are tried in the campaign.
    pub treatment: u64,
    /// How many are left until later.
    pub control: u64,
    /// When it was drawn.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
}

impl From<Drawn> for ControlGroup {
    fn from(drawn: Drawn) -> Self {
        let Drawn { group, treatment, control } = drawn;
        Self {
            id: group.id.0,
            campaign_id: group.campaign_id.0,
            seed: group.seed,
            share_percent: group.share_percent,
            treatment: treatment.unsigned_abs(),
            control: control.unsigned_abs(),
            created_at: group.created_at,
        }
    }
}

/// A stairwell with its arm.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "neighbourhood_code": "QN09901N", "building": "B", "stairwell": "2", "arm": "control",
}))]
pub struct ControlGroupStairwell {
    /// Where it is.
    #[schema(value_type = codes::NeighbourhoodCode)]
    pub neighbourhood_code: String,
    /// The building.
    pub building: String,
    /// The stairwell; null: the building has none.
    pub stairwell: Option<String>,
    /// Its arm.
    pub arm: Arm,
}

impl From<(control_group::Stairwell, control_group::Arm)> for ControlGroupStairwell {
    fn from((well, arm): (control_group::Stairwell, control_group::Arm)) -> Self {
        Self {
            neighbourhood_code: well.neighbourhood_code,
            building: well.building,
            stairwell: Some(well.stairwell).filter(|stairwell| !stairwell.is_empty()),
            arm: arm.into(),
        }
    }
}

impl Item for ControlGroupStairwell {
    const COLUMNS: Columns = &[
        ("neighbourhood_code", "/neighbourhood_code"),
        ("building", "/building"),
        ("stairwell", "/stairwell"),
        ("arm", "/arm"),
    ];
}

/// What is to be drawn.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"share_percent": 25, "seed": "eau-2026-07-tirage"}))]
pub struct ControlGroupInput {
    /// The share of the stairwells of each neighbourhood to be left until later, in percent.
    #[schema(minimum = 5, maximum = 50)]
    pub share_percent: u32,
    /// From which to draw; the server makes one up if it is left out. To show that nobody tried seeds until one pleased,
    /// agree on it beforehand and in public.
    #[schema(value_type = Option<codes::Slug>)]
    pub seed: Option<String>,
}

impl From<ControlGroupInput> for ControlGroupDraft {
    fn from(input: ControlGroupInput) -> Self {
        let seed = input.seed.unwrap_or_else(|| Uuid::new_v4().simple().to_string());
        Self { seed, share_percent: input.share_percent }
    }
}

/// Narrows the list of stairwells.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StairwellFilter {
    /// Only stairwells of this arm.
    #[param(inline)]
    pub arm: Option<Arm>,
}

/// Draw a control group
///
/// Before the campaign starts, and once: whom to leave until later, so that what the campaign changes can be told from
/// what changes anyway. Stairwells are drawn, not households, since neighbours talk. In each neighbourhood they are put in
/// the order of the SHA-256 of seed, neighbourhood code, building and stairwell (joined by U+001F; the stairwell is empty
/// where a building has none), and the first share of them, rounded to the nearest number and at least one of two, is the
/// control group. Only stairwells of households that are known by then are drawn; enter the address list first. Packages
/// leave the doors of the control group out.
#[utoipa::path(
    tag = "control-groups",
    params(("id" = Uuid, Path, description = "The campaign's id.")),
    security(("oauth2" = ["control-groups:write"])),
    request_body = ControlGroupInput,
    responses((status = 201, description = "The control group was drawn.", body = ControlGroup)),
)]
#[post("/campaigns/{id}/control-group")]
pub async fn draw_control_group(
    app: Data<App>,
    caller: Authorized<scopes::ControlGroupsWrite>,
    id: Id<CampaignId>,
    write: Write,
    body: Body<ControlGroupInput>,
) -> Result<HttpResponse, Problem> {
    let draft = ControlGroupDraft::from(body.value);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| control_groups::create(tx, act, (id.0, draft)),
        |drawn| {
            let place = format!("/v1/campaigns/{}/control-group", drawn.group.campaign_id);
            reply::created(&place, VERSION, &ControlGroup::from(drawn))
        },
    )
    .await
}

/// Get a campaign's control group
///
/// The draw with its seed.
#[utoipa::path(
    tag = "control-groups",
    params(("id" = Uuid, Path, description = "The campaign's id.")),
    security(("oauth2" = ["control-groups:read"])),
    responses((status = 200, description = "The control group.", body = ControlGroup)),
)]
#[get("/campaigns/{id}/control-group")]
pub async fn get_control_group(
    app: Data<App>,
    caller: Authorized<scopes::ControlGroupsRead>,
    id: Id<CampaignId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let drawn = run::read(&app, move |tx| control_groups::find(tx, &who, id.0)).await?;
    reply::conditional(&known, VERSION, &ControlGroup::from(drawn))
}

/// List the stairwells of a control group
///
/// All that were drawn, with their arms, by neighbourhood, building and stairwell.
#[utoipa::path(
    tag = "control-groups",
    params(("id" = Uuid, Path, description = "The campaign's id."), StairwellFilter),
    security(("oauth2" = ["control-groups:read"])),
    responses((status = 200, description = "A page of stairwells.", body = PageOf<ControlGroupStairwell>)),
)]
#[get("/campaigns/{id}/control-group/stairwells")]
pub async fn list_control_group_stairwells(
    app: Data<App>,
    caller: Authorized<scopes::ControlGroupsRead>,
    id: Id<CampaignId>,
    filter: Query<StairwellFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let arm = filter.0.arm.map(Into::into);
    list::respond(&app, &request, listing, move |tx, start| {
        let page = control_groups::stairwells(tx, &who, (id.0, arm), start)?;
        Ok(page.map(ControlGroupStairwell::from))
    })
    .await
}
