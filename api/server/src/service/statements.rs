//! What was delivered of a campaign against what was ordered, from published releases alone.

use palier_domain::{
    caller::Actor,
    campaign::Campaign,
    ids::CampaignId,
    release::{FigureStatus, Period, Quarter, Release, ReleaseFigure, Table},
    statement::{Delivered, Found, Line, MEASURES, Statement, YearFigure, quarters},
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
    let published = query!(tx, releases::published(who.mode(), None))?;
    let vintages = query!(tx, neighbourhoods::vintages_of(&campaign.content.neighbourhood_codes))?;
    let quarters = quarters(&campaign);
    let mut years: Vec<i16> = quarters.iter().map(|quarter| quarter.year).collect();
    years.dedup();
    let mut found = Found::default();
    for (quarter, vintage) in each(&quarters, &vintages) {
        match of_period(&published, (Period::Quarter(quarter), vintage)) {
            Some(release) => found.lines.extend(lines(tx, who, (&campaign, quarter), release)?),
            None => found.to_come.push((quarter, vintage)),
        }
    }
    for (year, vintage) in each(&years, &vintages) {
        if let Some(release) = of_period(&published, (Period::Year(year), vintage)) {
            found.years.extend(year_figures(tx, who, (&campaign, year), release)?);
        }
    }
    let statement = Statement::new(&campaign, found);
    Ok((campaign, statement))
}

/// Each period with each list of neighbourhoods that it is counted by, in the order of time.
fn each<T: Copy>(periods: &[T], vintages: &[i32]) -> impl Iterator<Item = (T, i32)> {
    periods.iter().flat_map(|period| vintages.iter().map(|vintage| (*period, *vintage)))
}

fn of_period(published: &[Release], (period, vintage): (Period, i32)) -> Option<&Release> {
    published.iter().find(|release| release.period == period && release.vintage == vintage)
}

fn lines(
    tx: &mut Tx<'_>,
    who: &Actor,
    (campaign, quarter): (&Campaign, Quarter),
    release: &Release,
) -> Result<Vec<Line>, ServiceError> {
    let price = campaign.content.price.as_ref();
    let line =
        |(measure, delivered)| Line::new((quarter, release.vintage), (release.id, measure, delivered), price);
    Ok(told(tx, who, campaign, release)?.into_iter().map(line).collect())
}

fn year_figures(
    tx: &mut Tx<'_>,
    who: &Actor,
    (campaign, year): (&Campaign, i16),
    release: &Release,
) -> Result<Vec<YearFigure>, ServiceError> {
    let (release_id, vintage) = (release.id, release.vintage);
    let figure = |(measure, delivered)| YearFigure { year, vintage, release_id, measure, delivered };
    Ok(told(tx, who, campaign, release)?.into_iter().map(figure).collect())
}

/// What a release tells of a campaign, one measure after the other.
fn told(
    tx: &mut Tx<'_>,
    who: &Actor,
    campaign: &Campaign,
    release: &Release,
) -> Result<Vec<(Table, Delivered)>, ServiceError> {
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
    Ok(MEASURES.into_iter().map(|measure| (measure, delivered(measure))).collect())
}
