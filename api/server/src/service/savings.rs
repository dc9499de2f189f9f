//! Reading what releases tell of programmes: nothing here estimates.

use palier_domain::{
    caller::Actor,
    meter_reading::Utility,
    release::{Release, ReleaseFigure, Table},
    savings::Told,
};
use palier_store::{Tx, query};

use super::ServiceError;

/// What a release tells of a programme.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldProgramme {
    /// The release.
    pub release: Release,
    /// The campaign and the utility.
    pub of: (palier_domain::ids::CampaignId, Utility),
    /// What is told.
    pub told: Told,
    /// The figures of its pairs.
    pub pairs: Vec<ReleaseFigure>,
}

/// All programmes of published releases, by period, campaign and utility.
///
/// # Errors
/// If the database fails.
pub fn programmes(tx: &mut Tx<'_>, who: &Actor) -> Result<Vec<ToldProgramme>, ServiceError> {
    let mut all = Vec::new();
    for release in query!(tx, releases::published(who.mode(), None))? {
        for (campaign, utility, told) in query!(tx, release_savings::of_release(release.id))? {
            let mut pairs = query!(tx, release_figures::of_campaign(who, release.id, campaign))?;
            pairs.retain(|figure| figure.table == Table::SavingsPairs);
            all.push(ToldProgramme { release: release.clone(), of: (campaign, utility), told, pairs });
        }
    }
    Ok(all)
}
