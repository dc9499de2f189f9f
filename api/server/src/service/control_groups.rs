//! Control groups: drawn once for a campaign, before it starts.

use aws_lc_rs::digest::{SHA256, digest};
use palier_domain::{
    caller::{Act, Actor},
    campaign::CampaignStatus,
    control_group::{Arm, ControlGroup, ControlGroupDraft, Stairwell, draw},
    ids::{CampaignId, ControlGroupId},
    paging::{From as Start, Page},
};
use palier_store::{Change, Recorded, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::ServiceError;

/// A draw, with how many stairwells are of each arm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The draw.
    pub group: ControlGroup,
    /// How many stairwells are tried in the campaign.
    pub treatment: i64,
    /// How many are left until later.
    pub control: i64,
}

/// Draws the control group of a campaign among the stairwells of its neighbourhoods, as far as they are known.
///
/// # Errors
/// [`NotFound`](palier_store::StoreError::NotFound) if there is no such campaign; a conflict if it runs or ran already, has
/// a control group, or its neighbourhoods hold fewer than two stairwells.
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, draft): (CampaignId, ControlGroupDraft),
) -> Result<Recorded<Drawn>, ServiceError> {
    let draft = draft.check()?;
    let campaign = query!(tx, campaigns::find_to_change(act, id))?;
    if matches!(campaign.status, CampaignStatus::Running | CampaignStatus::Paused | CampaignStatus::Closed) {
        return Err(ServiceError::Conflict {
            code: "campaign_started",
            detail: "A control group is drawn before the campaign starts: afterwards some doors were tried already."
                .to_owned(),
        });
    }
    let codes = &campaign.content.neighbourhood_codes;
    let wells = query!(tx, control_groups::known_stairwells(&act.actor, codes))?;
    let arms = draw(&draft, wells, |bytes| digest(&SHA256, bytes).as_ref().to_vec());
    if !arms.iter().any(|(_, arm)| *arm == Arm::Control) {
        return Err(ServiceError::Conflict {
            code: "too_few_stairwells",
            detail:
                "In no neighbourhood of the campaign two stairwells are known: enter its households first."
                    .to_owned(),
        });
    }
    let group = ControlGroup {
        id: ControlGroupId(Uuid::now_v7()),
        mode: act.actor.mode(),
        campaign_id: id,
        seed: draft.seed,
        share_percent: draft.share_percent,
        created_at: act.at,
    };
    query!(tx, control_groups::insert(act, &group, &arms))?;
    let of =
        |wanted| i64::try_from(arms.iter().filter(|(_, arm)| *arm == wanted).count()).unwrap_or_default();
    let drawn = Drawn { treatment: of(Arm::Treatment), control: of(Arm::Control), group };
    record(tx, act, drawn)
}

/// The draw of a campaign.
///
/// # Errors
/// [`NotFound`](palier_store::StoreError::NotFound) if there is none for the caller.
pub fn find(tx: &mut Tx<'_>, who: &Actor, campaign: CampaignId) -> Result<Drawn, ServiceError> {
    let group = query!(tx, control_groups::find(who, campaign))?;
    let treatment = query!(tx, control_groups::count(who, group.id, Arm::Treatment))?;
    let control = query!(tx, control_groups::count(who, group.id, Arm::Control))?;
    Ok(Drawn { group, treatment, control })
}

/// A page of the stairwells that were drawn.
///
/// # Errors
/// As [`find`].
pub fn stairwells(
    tx: &mut Tx<'_>,
    who: &Actor,
    (campaign, arm): (CampaignId, Option<Arm>),
    start: &Start<Stairwell>,
) -> Result<Page<(Stairwell, Arm), Stairwell>, ServiceError> {
    let group = query!(tx, control_groups::find(who, campaign))?;
    Ok(query!(tx, control_groups::stairwells(who, (group.id, arm), start))?)
}

fn record(tx: &mut Tx<'_>, act: &Act, drawn: Drawn) -> Result<Recorded<Drawn>, ServiceError> {
    let change = Change {
        action: "control_group.drawn",
        subject_type: "control_group",
        subject_id: drawn.group.id.to_string(),
        payload: json!({
            "campaign_id": drawn.group.campaign_id,
            "seed": drawn.group.seed,
            "share_percent": drawn.group.share_percent,
            "treatment": drawn.treatment,
            "control": drawn.control,
        }),
    };
    Ok(tx.record(act, change)?.map(|()| drawn))
}
