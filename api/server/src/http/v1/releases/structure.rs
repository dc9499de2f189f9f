//! The public structure of a release: what everybody may reckon with.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, get, web::Data};
use palier_domain::{
    caller::Actor,
    ids::{CampaignId, ReleaseId},
    release::{Frame, HourBand, LANGUAGES, LiveStep, Place, ReleaseCampaign, ReleaseProgramme},
    theme::{parents, themes},
    time::Day,
};
use palier_store::{StoreError, Tx, query};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    app::App,
    http::{
        extract::{Authorized, Id, IfNoneMatch, scopes},
        problem::Problem,
        reply, run,
    },
    service::ServiceError,
};

/// A place of a release.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StructurePlace {
    /// Its code: `FR`, a department's, a commune's, a neighbourhood's.
    pub code: String,
    /// How large it is: `nation`, `department`, `commune`, `neighbourhood`.
    pub level: String,
    /// The place that it is counted in; null for the country. A neighbourhood of several communes is counted in the first
    /// of them, by code, alone.
    pub parent: Option<String>,
    /// Whether any campaign of the release is active there. Where none is there is nothing to count, and no figure.
    pub active: bool,
}

/// A question whose answers a release counts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StructureQuestion {
    /// Its code.
    pub code: String,
    /// The codes of its options.
    pub options: Vec<String>,
}

/// A campaign of a release.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StructureCampaign {
    /// Its id.
    pub id: Uuid,
    /// The neighbourhoods that it is active in.
    pub neighbourhood_codes: Vec<String>,
    /// Its questions whose answers are counted.
    pub questions: Vec<StructureQuestion>,
    /// Its messages by language and version, `fr/1`; who heard none is counted under `none`.
    pub messages: Vec<String>,
}

/// A campaign with a control group, whose effect on a utility the release tells: that is public.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StructureProgramme {
    /// The campaign.
    pub campaign_id: Uuid,
    /// `water`, `electricity` or `gas`.
    pub utility: String,
}

/// Live progress that was told of a campaign before the quarter was over.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StructureStep {
    /// The campaign.
    pub campaign_id: Uuid,
    /// The day on which it was told.
    #[schema(value_type = String, format = Date)]
    pub told_on: Day,
    /// Distinct households whose door was tried since the quarter began, rounded.
    pub doors_tried: u32,
    /// Those where somebody opened, rounded.
    pub doors_opened: u32,
    /// Those that were interviewed at the door, rounded.
    pub doors_interviewed: u32,
}

/// A theme, with the parent theme that it is counted in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StructureTheme {
    /// Its code.
    pub code: String,
    /// Its parent theme; null for a parent theme itself.
    pub parent: Option<String>,
}

/// What a release is made of, whatever was counted: with its figures all that an auditor needs.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "places": [
        {"code": "FR", "level": "nation", "parent": null, "active": true},
        {"code": "99", "level": "department", "parent": "FR", "active": true},
        {"code": "99001", "level": "commune", "parent": "99", "active": true},
        {"code": "QN09901N", "level": "neighbourhood", "parent": "99001", "active": true},
    ],
    "campaigns": [{
        "id": "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a", "neighbourhood_codes": ["QN09901N"],
        "questions": [{"code": "reads_own_meter", "options": ["yes", "no"]}], "messages": ["ar/1", "fr/1"],
    }],
    "campaigns_complete": false,
    "programmes": [{"campaign_id": "019ab0f2-6b1e-7c40-9d5e-222222222222", "utility": "water"}],
    "steps": [{
        "campaign_id": "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a", "told_on": "2026-08-14", "doors_tried": 60,
        "doors_opened": 40, "doors_interviewed": 20,
    }],
    "themes": [{"code": "energie", "parent": null}, {"code": "palier:energie--impayes", "parent": "energie"}],
    "languages": ["ar", "fr", "other"], "hours": ["weekday_evening", "saturday"],
}))]
pub struct ReleaseStructure {
    /// Its places, larger ones first.
    pub places: Vec<StructurePlace>,
    /// Its campaigns, as far as the caller may know them, by id.
    pub campaigns: Vec<StructureCampaign>,
    /// Whether those are all.
    pub campaigns_complete: bool,
    /// Its programmes, all of them.
    pub programmes: Vec<StructureProgramme>,
    /// The live progress of those campaigns that was told before it, by campaign and day.
    pub steps: Vec<StructureStep>,
    /// The themes that needs are counted by.
    pub themes: Vec<StructureTheme>,
    /// The languages that interviews are counted by.
    pub languages: Vec<String>,
    /// The bands of hours that doors are counted by, of the country and of whole campaigns. Releases from before the country's
    /// hours were told have such figures of campaigns alone.
    pub hours: Vec<String>,
}

impl From<Place> for StructurePlace {
    fn from(place: Place) -> Self {
        let level = place.level.as_str().to_owned();
        Self { code: place.code, level, parent: place.parent, active: place.active }
    }
}

impl From<ReleaseCampaign> for StructureCampaign {
    fn from(campaign: ReleaseCampaign) -> Self {
        let question = |(code, options)| StructureQuestion { code, options };
        Self {
            id: campaign.id.0,
            neighbourhood_codes: campaign.neighbourhoods.iter().map(ToString::to_string).collect(),
            questions: campaign.questions.into_iter().map(question).collect(),
            messages: campaign.messages,
        }
    }
}

impl From<ReleaseProgramme> for StructureProgramme {
    fn from(programme: ReleaseProgramme) -> Self {
        let utility = programme.utility.as_str().to_owned();
        Self { campaign_id: programme.campaign_id.0, utility }
    }
}

impl From<LiveStep> for StructureStep {
    fn from(step: LiveStep) -> Self {
        Self {
            campaign_id: step.campaign_id.0,
            told_on: step.on,
            doors_tried: step.doors_tried,
            doors_opened: step.doors_opened,
            doors_interviewed: step.doors_interviewed,
        }
    }
}

fn all_themes() -> Vec<StructureTheme> {
    let wide = parents().iter().map(|parent| StructureTheme { code: parent.code.to_owned(), parent: None });
    let narrow = themes()
        .iter()
        .map(|theme| StructureTheme { code: theme.code.to_owned(), parent: Some(theme.parent.to_owned()) });
    wide.chain(narrow).collect()
}

fn seen(frame: Frame, known: &BTreeSet<CampaignId>) -> ReleaseStructure {
    let all = frame.campaigns.len();
    let campaigns = frame.campaigns.into_iter().filter(|campaign| known.contains(&campaign.id));
    let campaigns: Vec<StructureCampaign> = campaigns.map(Into::into).collect();
    ReleaseStructure {
        places: frame.places.into_iter().map(Into::into).collect(),
        campaigns_complete: campaigns.len() == all,
        campaigns,
        steps: frame
            .steps
            .into_iter()
            .filter(|step| known.contains(&step.campaign_id))
            .map(Into::into)
            .collect(),
        programmes: frame.programmes.into_iter().map(Into::into).collect(),
        themes: all_themes(),
        languages: LANGUAGES.iter().map(|language| (*language).to_owned()).collect(),
        hours: HourBand::ALL.iter().map(|band| band.as_str().to_owned()).collect(),
    }
}

/// Those of the release's campaigns that the caller may read.
fn known(tx: &mut Tx<'_>, who: &Actor, frame: &Frame) -> Result<BTreeSet<CampaignId>, ServiceError> {
    let mut known = BTreeSet::new();
    for campaign in &frame.campaigns {
        match query!(tx, campaigns::find(who, campaign.id)) {
            Ok(_) => known.insert(campaign.id),
            Err(StoreError::NotFound) => false,
            Err(error) => return Err(error.into()),
        };
    }
    Ok(known)
}

/// Get a release's structure
///
/// Its places, and its campaigns as far as you may know them: which figures there can be, whatever was counted. With the
/// figures it is all that `palier audit-release` needs to look for small counts that could be worked out.
#[utoipa::path(
    tag = "releases",
    params(("id" = Uuid, Path, description = "The release's id.")),
    security(("oauth2" = ["releases:read"])),
    responses((status = 200, description = "The structure.", body = ReleaseStructure)),
)]
#[get("/releases/{id}/structure")]
pub async fn get_release_structure(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesRead>,
    id: Id<ReleaseId>,
    etag: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let structure = run::read(&app, move |tx| {
        let release = query!(tx, releases::find(&who, id.0))?;
        let frame = release.frame.unwrap_or_default();
        let known = known(tx, &who, &frame)?;
        Ok(seen(frame, &known))
    })
    .await?;
    reply::conditional_by_content(&etag, &structure)
}
