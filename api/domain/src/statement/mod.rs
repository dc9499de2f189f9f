//! What a partner is told that it ordered, got and owes. It is reckoned from published figures alone, so that it says
//! nothing that they do not: what was ordered and the prices are exact, what was delivered is as rounded as everywhere.
//!
//! - [`Line`]: what is told of a quarter.
//! - [`YearLine`]: by what a calendar year is settled: its quarters, or the figure of its own release.
//! - [`Total`]: the sum of the years.

mod year;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::{
    campaign::{Campaign, CampaignStatus, PriceTerms},
    ids::ReleaseId,
    release::{FigureStatus, Method, Quarter, Table},
};

pub use year::{SettledBy, YearFigure, YearLine};

/// What is told of each quarter. Doors tried and interviews at the door have a price.
pub const MEASURES: [Table; 3] = [Table::DoorsTried, Table::DoorsOpened, Table::DoorsInterviewed];

/// What was delivered, as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// The protected value.
    pub value: Option<u32>,
    /// What it tells.
    pub status: FigureStatus,
    /// Between which counts the true one lies; `None`: nothing is told.
    pub bounds: Option<(u32, u32)>,
}

impl Delivered {
    /// Where the campaign was not active, so that nothing could be delivered.
    pub const NOTHING: Self =
        Self { value: Some(0), status: FigureStatus::StructuralZero, bounds: Some((0, 0)) };

    /// A figure of a release, with what the release's method leaves open.
    #[must_use]
    pub fn new((value, status): (Option<u32>, FigureStatus), method: &Method) -> Self {
        Self { value, status, bounds: value.map(|value| method.bounds(value)) }
    }
}

/// One measure of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The quarter.
    pub quarter: Quarter,
    /// The neighbourhoods' vintage.
    pub vintage: i32,
    /// The release that holds it.
    pub release_id: ReleaseId,
    /// What is counted.
    pub measure: Table,
    /// How much of it.
    pub delivered: Delivered,
    /// What that costs; `None` if it is withheld or has no price.
    pub amount_cents: Option<i64>,
}

/// One measure over all that is settled of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// What is counted.
    pub measure: Table,
    /// How much was ordered; `None`: of this nothing was ordered by number.
    pub ordered: Option<u32>,
    /// The sum of what the years are settled by; `None` if nothing is told.
    pub value: Option<u32>,
    /// Between which counts the true sum of these lies.
    pub bounds: Option<(u32, u32)>,
    /// How many lines are published.
    pub published: usize,
    /// How many are withheld.
    pub withheld: usize,
    /// Of how many quarters what was delivered is left out: a line is withheld, and its year's figure does not stand for it.
    pub withheld_periods: usize,
    /// Whether all of the campaign is in the sum: each year is settled by all its quarters or by its own figure, and nothing
    /// is to come. Only then may it be held against what was ordered.
    pub complete: bool,
    /// What the sum costs; `None` if it has no price.
    pub amount_cents: Option<i64>,
}

/// A campaign's statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// By quarter and measure, in the order of time.
    pub lines: Vec<Line>,
    /// By calendar year and measure, in the order of time: those of which a quarter is published.
    pub years: Vec<YearLine>,
    /// By measure.
    pub totals: Vec<Total>,
    /// What is to be paid for what is settled; `None` without price terms.
    pub amount_cents: Option<i64>,
    /// Quarters that it touches and that are not released yet.
    pub quarters_to_come: Vec<Quarter>,
    /// Years that are not released yet and whose release may still settle them: a quarter is withheld or to come.
    pub years_to_come: Vec<i16>,
    /// Whether it will never change: the campaign is closed, and neither a quarter nor such a year is to come.
    pub is_final: bool,
}

/// The quarters that a campaign touches: from its first day to its last one, or to the day on which it was closed, if
/// that was earlier.
#[must_use]
pub fn quarters(campaign: &Campaign) -> Vec<Quarter> {
    let content = &campaign.content;
    let last = match campaign.status {
        // Nothing changes a closed campaign any more.
        CampaignStatus::Closed => content.ends_on.min(campaign.updated_at.day()),
        _ => content.ends_on,
    };
    Quarter::through(content.starts_on, last)
}

/// What one of it costs.
#[must_use]
pub fn unit_cents(price: Option<&PriceTerms>, measure: Table) -> Option<i64> {
    match measure {
        Table::DoorsTried => price.map(|price| price.per_door_cents),
        Table::DoorsInterviewed => price.map(|price| price.per_interview_cents),
        _ => None,
    }
}

/// The highest price times the greatest count is far below what the number holds.
fn amount(unit_cents: Option<i64>, value: Option<u32>) -> Option<i64> {
    Some(unit_cents?.saturating_mul(i64::from(value?)))
}

/// What published releases tell of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Of its quarters, in the order of time.
    pub lines: Vec<Line>,
    /// Of calendar years that it touches.
    pub years: Vec<YearFigure>,
    /// Quarters that are not released yet, each with the vintage of which it is not, in the order of time.
    pub to_come: Vec<(Quarter, i32)>,
}

impl Line {
    /// What a release tells of a measure of a quarter.
    #[must_use]
    pub fn new(
        (quarter, vintage): (Quarter, i32),
        (release_id, measure, delivered): (ReleaseId, Table, Delivered),
        price: Option<&PriceTerms>,
    ) -> Self {
        let amount_cents = amount(unit_cents(price, measure), delivered.value);
        Self { quarter, vintage, release_id, measure, delivered, amount_cents }
    }
}

impl Statement {
    /// Settles each year, and sums them up.
    #[must_use]
    pub fn new(campaign: &Campaign, found: Found) -> Self {
        let price = campaign.content.price.as_ref();
        let years = year::settle(&found, price);
        let totals: Vec<Total> =
            MEASURES.into_iter().map(|measure| total(campaign, (&found, &years), measure)).collect();
        let amounts = totals.iter().filter_map(|total| total.amount_cents);
        let mut quarters_to_come: Vec<Quarter> = found.to_come.iter().map(|(quarter, _)| *quarter).collect();
        quarters_to_come.dedup();
        let years_to_come = year::to_come(&found, &years);
        let nothing_to_come = quarters_to_come.is_empty() && years_to_come.is_empty();
        Self {
            amount_cents: price.map(|_| amounts.sum()),
            is_final: campaign.status == CampaignStatus::Closed && nothing_to_come,
            totals,
            years,
            lines: found.lines,
            quarters_to_come,
            years_to_come,
        }
    }
}

/// A sum, and the bounds of it. What is not told is left out; `None`: nothing is told.
type Sum = (Option<u32>, Option<(u32, u32)>);

fn sum(of: impl Iterator<Item = Sum>) -> Sum {
    let (values, bounds): (Vec<_>, Vec<_>) = of.unzip();
    let bounds = bounds.into_iter().flatten();
    (
        values.into_iter().flatten().reduce(u32::saturating_add),
        bounds.reduce(|a, b| (a.0.saturating_add(b.0), a.1.saturating_add(b.1))),
    )
}

fn total(campaign: &Campaign, (found, years): (&Found, &[YearLine]), measure: Table) -> Total {
    let years = || years.iter().filter(|year| year.measure == measure);
    let (value, bounds) = sum(years().map(|year| (year.settled, year.bounds)));
    let incomplete = |year: &&YearLine| year.settled_by == SettledBy::PublishedQuarters;
    let lines = || found.lines.iter().filter(|line| line.measure == measure);
    let withheld = || lines().filter(|line| line.delivered.value.is_none());
    let left_out = |line: &&Line| years().filter(incomplete).any(|year| year.holds(line));
    // A campaign over neighbourhoods of two lists has two lines a quarter.
    let withheld_periods: BTreeSet<Quarter> = withheld().filter(left_out).map(|line| line.quarter).collect();
    let unit = unit_cents(campaign.content.price.as_ref(), measure);
    Total {
        measure,
        ordered: (measure == Table::DoorsTried).then_some(campaign.content.target_doors),
        value,
        bounds,
        published: lines().count() - withheld().count(),
        withheld: withheld().count(),
        withheld_periods: withheld_periods.len(),
        complete: found.to_come.is_empty() && !years().any(|year| incomplete(&year)),
        amount_cents: amount(unit, Some(value.unwrap_or(0))),
    }
}
