//! What was delivered of a campaign against what was ordered, from published releases alone.

use palier_domain::{
    caller::Actor,
    campaign::Campaign,
    ids::CampaignId,
    release::{FigureStatus, Period, Quarter, Release, ReleaseFigure, Table},
    statement::{Delivered, Line, Released, Statement, quarters},
};
use palier_store::{Tx, query};

use super::{ServiceError, figures};

/// The statement of a campaign.
///
/// # Errors
/// [`NotFound`](palier_store::StoreError::NotFound) if the campaign is not there, or its figures are not shown to the
/// caller: they are its partner's and the operator's.
pub fn of_campaign(
    tx: &mut Tx<'_>,
    who: &Actor,
    id: CampaignId,
) -> Result<(Campaign, Statement), ServiceError> {
    let campaign = figures::campaign(tx, who, id)?;
    let vintages = query!(tx, neighbourhoods::vintages_of(&campaign.content.neighbourhood_codes))?;
    let published = query!(tx, releases::published(who.mode(), None))?;
    let (mut lines, mut to_come) = (Vec::new(), Vec::new());
    for quarter in quarters(&campaign) {
        let mut whole = true;
        for vintage in &vintages {
            match published.iter().find(|release| is_of(release, (quarter, *vintage))) {
                Some(release) => lines.extend(of_release(tx, who, (&campaign, quarter), release)?),
                None => whole = false,
            }
        }
        if !whole {
            to_come.push(quarter);
        }
    }
    let statement = Statement::new(&campaign, lines, to_come);
    Ok((campaign, statement))
}

fn is_of(release: &Release, (quarter, vintage): (Quarter, i32)) -> bool {
    release.period == Period::Quarter(quarter) && release.vintage == vintage
}

fn of_release(
    tx: &mut Tx<'_>,
    who: &Actor,
    (campaign, quarter): (&Campaign, Quarter),
    release: &Release,
) -> Result<Vec<Line>, ServiceError> {
    let mut active = release.frame.iter().flat_map(|frame| &frame.campaigns);
    let active = active.any(|active| active.id == campaign.id);
    let figures: Vec<ReleaseFigure> = match active {
        true => query!(tx, release_figures::of_campaign(who, release.id, campaign.id))?,
        false => vec![],
    };
    let delivered = |measure: Table| {
        if !active {
            return Delivered::NOTHING;
        }
        // The campaign as a whole: its neighbourhoods have a place.
        let whole = figures.iter().find(|figure| figure.table == measure && figure.place.is_none());
        let told = whole.map_or((None, FigureStatus::Withheld), |figure| (figure.value, figure.status));
        Delivered::new(told, &release.method)
    };
    let released =
        Released { quarter, vintage: release.vintage, release_id: release.id, delivered: &delivered };
    Ok(released.lines(campaign.content.price.as_ref()))
}
