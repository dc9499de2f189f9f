//! By what a calendar year is settled. The release of a year counts each door once, and may tell a figure where that of a
//! quarter is withheld; then it stands for all of the year.

use std::collections::BTreeSet;

use super::{Delivered, Found, Line, MEASURES, Sum, amount, sum, unit_cents};
use crate::{
    campaign::PriceTerms,
    coded::coded,
    ids::ReleaseId,
    release::{Quarter, Table},
};

coded! {
    /// By what a measure of a year is settled.
    SettledBy {
        /// By all its quarters, each of which is published.
        Quarters = "quarters",
        /// By the figure of the year's own release: a quarter is withheld.
        Year = "year",
        /// By those of its quarters that are published, which are not all, or by nothing.
        PublishedQuarters = "published_quarters",
    }
}

/// What the release of a year tells of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearFigure {
    /// The year.
    pub year: i16,
    /// The neighbourhoods' vintage.
    pub vintage: i32,
    /// The release that holds it.
    pub release_id: ReleaseId,
    /// What is counted.
    pub measure: Table,
    /// How much of it: each household once.
    pub delivered: Delivered,
}

/// One measure of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearLine {
    /// The year.
    pub year: i16,
    /// The neighbourhoods' vintage.
    pub vintage: i32,
    /// The release of the year; `None`: it is to come.
    pub release_id: Option<ReleaseId>,
    /// What is counted.
    pub measure: Table,
    /// What the release of the year tells, whether the year is settled by it or not; `None`: it is to come.
    pub delivered: Option<Delivered>,
    /// By what it is settled.
    pub settled_by: SettledBy,
    /// What is settled; `None` if nothing is told.
    pub settled: Option<u32>,
    /// Between which counts the true one of that lies.
    pub bounds: Option<(u32, u32)>,
    /// What that costs; `None` if nothing is told or has no price.
    pub amount_cents: Option<i64>,
}

impl YearLine {
    /// Whether a line is of a quarter of it.
    pub(super) fn holds(&self, line: &Line) -> bool {
        (self.year, self.vintage, self.measure) == (line.quarter.year, line.vintage, line.measure)
    }

    fn new((year, vintage, measure): (i16, i32, Table), found: &Found, price: Option<&PriceTerms>) -> Self {
        let told = found
            .years
            .iter()
            .find(|told| (told.year, told.vintage, told.measure) == (year, vintage, measure));
        let mut line = Self {
            year,
            vintage,
            release_id: told.map(|told| told.release_id),
            measure,
            delivered: told.map(|told| told.delivered),
            settled_by: SettledBy::PublishedQuarters,
            settled: None,
            bounds: None,
            amount_cents: None,
        };
        let quarters: Vec<Sum> = found
            .lines
            .iter()
            .filter(|quarter| line.holds(quarter))
            .map(|quarter| (quarter.delivered.value, quarter.delivered.bounds))
            .collect();
        let comes = |(quarter, of): &(Quarter, i32)| (quarter.year, *of) == (year, vintage);
        let whole = quarters.iter().all(|(value, _)| value.is_some()) && !found.to_come.iter().any(comes);
        (line.settled_by, (line.settled, line.bounds)) =
            settled(whole, sum(quarters.into_iter()), line.delivered);
        line.amount_cents = amount(unit_cents(price, measure), line.settled);
        line
    }
}

/// By what a year is settled, and how much that is.
fn settled(whole: bool, quarters: Sum, year: Option<Delivered>) -> (SettledBy, Sum) {
    if whole {
        return (SettledBy::Quarters, quarters);
    }
    match year {
        // What was told by quarters is not taken back: a door that was tried in two of them stands in both.
        Some(year) if year.value.is_some() && year.value >= quarters.0 => {
            (SettledBy::Year, (year.value, year.bounds))
        }
        _ => (SettledBy::PublishedQuarters, quarters),
    }
}

/// The years of which a quarter is published, each settled measure by measure, in the order of time.
pub(super) fn settle(found: &Found, price: Option<&PriceTerms>) -> Vec<YearLine> {
    let years: BTreeSet<(i16, i32)> =
        found.lines.iter().map(|line| (line.quarter.year, line.vintage)).collect();
    let each =
        |(year, vintage)| MEASURES.map(|measure| YearLine::new((year, vintage, measure), found, price));
    years.into_iter().flat_map(each).collect()
}

/// The years whose release is to come and may change what they are settled by.
pub(super) fn to_come(found: &Found, years: &[YearLine]) -> Vec<i16> {
    let open =
        |year: &&YearLine| year.release_id.is_none() && year.settled_by == SettledBy::PublishedQuarters;
    let mut all: BTreeSet<i16> = years.iter().filter(open).map(|year| year.year).collect();
    // No release of a year comes before all its quarters.
    all.extend(found.to_come.iter().map(|(quarter, _)| quarter.year));
    all.into_iter().collect()
}
