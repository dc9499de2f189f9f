//! The public structure of a release.

use std::collections::{BTreeMap, BTreeSet};

use palier_domain::{
    code::{CommuneCode, NeighbourhoodCode},
    ids::{CampaignId, FieldWorkerId},
    release::{Frame, Period, Places, Release, ReleaseCampaign},
};
use palier_store::{Tx, query};

use super::{ServiceError, savings};

type Neighbourhoods = Vec<(NeighbourhoodCode, Vec<CommuneCode>)>;

/// Of a quarter: the campaigns that are active in it, in the neighbourhoods of the vintage.
///
/// # Errors
/// If the database fails.
pub fn of_quarter(tx: &mut Tx<'_>, release: &Release) -> Result<Frame, ServiceError> {
    let neighbourhoods: Neighbourhoods = query!(tx, counted::neighbourhoods(release.vintage))?;
    let known: BTreeSet<&NeighbourhoodCode> = neighbourhoods.iter().map(|(code, _)| code).collect();
    let started = query!(tx, counted::started_campaigns(release.mode))?;
    let programmes = savings::programmes(tx, release, (&started, &known))?;
    let active = started.into_iter().filter(|campaign| {
        ReleaseCampaign::is_active(campaign.content.starts_on, campaign.content.ends_on, release.period)
    });
    let campaigns = active.map(|campaign| {
        let whose = (campaign.id, campaign.organisation_id);
        let mut campaign = ReleaseCampaign::new(whose, &campaign.content, campaign.messages);
        campaign.neighbourhoods.retain(|code| known.contains(code));
        campaign
    });
    let campaigns = campaigns.filter(|campaign| !campaign.neighbourhoods.is_empty()).collect();
    let days = (release.period.first_day(), release.period.last_day());
    let field_workers = query!(tx, field_workers::under_contract(release.mode, days))?;
    Ok(Frame { programmes, ..framed(&neighbourhoods, campaigns, field_workers) })
}

/// Of a year: all that stands in any of its quarters, but no programmes: their effect is told once, in a quarter.
///
/// # Errors
/// If the database fails.
pub fn of_year(
    tx: &mut Tx<'_>,
    release: &Release,
    quarters: &[(Period, Frame)],
) -> Result<Frame, ServiceError> {
    let neighbourhoods: Neighbourhoods = query!(tx, counted::neighbourhoods(release.vintage))?;
    let mut campaigns: BTreeMap<CampaignId, ReleaseCampaign> = BTreeMap::new();
    for campaign in quarters.iter().flat_map(|(_, frame)| &frame.campaigns) {
        let whole = campaigns.entry(campaign.id).or_insert_with(|| campaign.clone());
        join(&mut whole.neighbourhoods, &campaign.neighbourhoods);
        join(&mut whole.messages, &campaign.messages);
        join(&mut whole.questions, &campaign.questions);
    }
    let workers: BTreeSet<FieldWorkerId> =
        quarters.iter().flat_map(|(_, frame)| frame.field_workers.iter().copied()).collect();
    Ok(framed(&neighbourhoods, campaigns.into_values().collect(), workers.into_iter().collect()))
}

fn join<T: Clone + Ord>(all: &mut Vec<T>, others: &[T]) {
    let missing: Vec<T> = others.iter().filter(|other| !all.contains(other)).cloned().collect();
    all.extend(missing);
    all.sort();
}

fn framed(
    neighbourhoods: &Neighbourhoods,
    campaigns: Vec<ReleaseCampaign>,
    field_workers: Vec<FieldWorkerId>,
) -> Frame {
    let active = campaigns.iter().flat_map(|campaign| campaign.neighbourhoods.iter().cloned()).collect();
    let places = Places::new(neighbourhoods, &active).iter().cloned().collect();
    Frame { places, campaigns, field_workers, programmes: vec![], steps: vec![] }
}
