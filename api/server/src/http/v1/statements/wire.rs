//! The statement of a campaign on the wire: what was delivered against what was ordered, by published figures alone.

use palier_domain::{
    campaign,
    release::{Period, Quarter},
    statement::{self, unit_cents},
    time::Day,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::example;
use crate::http::v1::{
    campaigns::{CampaignStatus, PriceTerms},
    codes,
    figures::Figure,
    same_names,
};

/// What was delivered in a quarter, of one measure.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "quarter": "2026-Q3", "vintage": 2024, "release_id": "019ab0f2-6b1e-7c40-9d5e-626262626262",
    "measure": "doors_tried", "delivered": {"value": 215, "status": "published"},
    "at_least": 211, "at_most": 219, "unit_price_cents": 250, "amount_cents": 53_750,
}))]
pub struct StatementLine {
    /// The quarter.
    #[schema(value_type = codes::Quarter)]
    pub quarter: String,
    /// The list of neighbourhoods that it was counted by. A campaign over neighbourhoods of two lists has the lines of both.
    pub vintage: i32,
    /// The release that holds the figure.
    pub release_id: Uuid,
    /// `doors_tried`, `doors_opened` or `doors_interviewed`.
    pub measure: String,
    /// Distinct households; withheld is not told and not paid.
    pub delivered: Figure,
    /// The least that the true count can be: published figures are rounded. Null where it is withheld.
    pub at_least: Option<u32>,
    /// The most that it can be.
    pub at_most: Option<u32>,
    /// The price of one, in cents; null for what has no price.
    pub unit_price_cents: Option<i64>,
    /// The published figure times the price; null if it is withheld or has no price. It is due unless the quarter's year is
    /// settled by the year's own figure: what is due in the end stands in `years`.
    pub amount_cents: Option<i64>,
}

/// By what a measure of a calendar year is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SettledBy {
    /// By all quarters of the campaign in the year, each of which is published. A household whose door was tried in two of
    /// them counts in both.
    Quarters,
    /// By the figure of the year's own release, since a quarter is withheld: each household of the year counts once. It
    /// stands instead of the year's quarters.
    Year,
    /// By those of its quarters that are published: others are withheld or to come, and the release of the year is to come,
    /// withholds its figure, too, or tells less than these quarters together. Something is left out.
    PublishedQuarters,
}

same_names!(statement::SettledBy, SettledBy { Quarters, Year, PublishedQuarters });

/// What is settled of a calendar year, of one measure: by its quarters where all of them are published, else by the figure
/// of the year's own release where that is published, else by what of its quarters is.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "year": 2026, "vintage": 2024, "release_id": "019ab0f2-6b1e-7c40-9d5e-646464646464",
    "measure": "doors_tried", "delivered": {"value": 200, "status": "published"}, "settled_by": "year", "settled": 200,
    "at_least": 196, "at_most": 204, "unit_price_cents": 250, "amount_cents": 50_000,
}))]
pub struct StatementYear {
    /// The calendar year.
    pub year: i16,
    /// The list of neighbourhoods that it was counted by. Each is settled by itself.
    pub vintage: i32,
    /// The release of the year; null while it is to come.
    pub release_id: Option<Uuid>,
    /// `doors_tried`, `doors_opened` or `doors_interviewed`.
    pub measure: String,
    /// What the release of the year tells, whether the year is settled by it or not: distinct households of the year, each
    /// once. Null while it is to come.
    pub delivered: Option<Figure>,
    /// By what it is settled.
    pub settled_by: SettledBy,
    /// How many are settled: the sum of the published quarters, or the figure of the year. Null if neither is told.
    pub settled: Option<u32>,
    /// The least that the true count of what is settled can be.
    pub at_least: Option<u32>,
    /// The most that it can be.
    pub at_most: Option<u32>,
    /// The price of one, in cents; null for what has no price.
    pub unit_price_cents: Option<i64>,
    /// What is settled times the price; null if that is nothing or has no price.
    pub amount_cents: Option<i64>,
}

/// One measure, over all years.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "measure": "doors_tried", "ordered": 550, "delivered": 430, "at_least": 422, "at_most": 438, "published": 2,
    "withheld": 1, "withheld_periods": 1, "complete": false, "unit_price_cents": 250, "amount_cents": 107_500,
}))]
pub struct StatementTotal {
    /// `doors_tried`, `doors_opened` or `doors_interviewed`.
    pub measure: String,
    /// How many were ordered: the campaign's target of doors, exactly; null for other measures.
    pub ordered: Option<u32>,
    /// The sum of what is `settled` of each year; null if nothing is told. A household counts once in a year that is settled
    /// by its own figure, else once in each quarter in which its door was tried. What is withheld or still to come is left
    /// out: unless `complete`, do not hold it against `ordered`.
    pub delivered: Option<u32>,
    /// The least that the true sum of what is settled can be.
    pub at_least: Option<u32>,
    /// The most that it can be.
    pub at_most: Option<u32>,
    /// How many lines of quarters are published.
    pub published: usize,
    /// How many lines of quarters are withheld, whether their year's figure stands for them or not.
    pub withheld: usize,
    /// Of how many quarters what was delivered is left out: a line is withheld, and its year is not settled by its own
    /// figure. It may be much or nothing, and is not invoiced.
    pub withheld_periods: usize,
    /// Whether the sum is over all of the campaign: each year is settled by all its quarters or by its own figure, and
    /// nothing is to come.
    pub complete: bool,
    /// The price of one, in cents; null for what has no price.
    pub unit_price_cents: Option<i64>,
    /// The sum times the price; null for what has no price.
    pub amount_cents: Option<i64>,
}

/// What was delivered of a campaign against what was ordered. Ordered quantities and prices are exact; what was
/// delivered are the rounded figures of published releases, and amounts are reckoned from these, never from other counts.
/// What is withheld of a quarter is settled by the figure of its year, if that is published, and else left out of every sum
/// and amount, always to the partner's favour.
///
/// In the example a campaign ran in two quarters. Of doors tried and of interviews the second is withheld, so that the year
/// stands for both once it is published: 200 doors, of which the first quarter told 180. Doors opened are told in both
/// quarters, 110 and 20; their sum stays, though the year has 125, since some opened twice.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = example::statement)]
pub struct CampaignStatement {
    /// Which campaign.
    pub campaign_id: Uuid,
    /// The partner's own name for it.
    #[schema(value_type = Option<codes::ExternalId>)]
    pub external_id: Option<String>,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub status: CampaignStatus,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub starts_on: Day,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub ends_on: Day,
    /// How many doors were ordered.
    pub target_doors: u32,
    /// What the partner pays; null if nothing was agreed, and then there are no amounts.
    pub price: Option<PriceTerms>,
    /// By quarter and measure, of the quarters that are published.
    pub lines: Vec<StatementLine>,
    /// By calendar year and measure, of the years of which a quarter is published: what is settled, and by what.
    pub years: Vec<StatementYear>,
    /// By measure, over the years.
    pub totals: Vec<StatementTotal>,
    /// What is to be paid for all that is settled, in cents of the price's currency.
    pub amount_cents: Option<i64>,
    /// Quarters from the campaign's first day to its last one (or to its close, if that was earlier) that are not published
    /// yet.
    #[schema(value_type = Vec<codes::Quarter>)]
    pub quarters_to_come: Vec<String>,
    /// Calendar years whose own release is to come and may still change something: one of their quarters is withheld or to
    /// come.
    pub years_to_come: Vec<i16>,
    /// Whether the statement will never change: the campaign is closed, and neither quarters nor years are to come.
    pub is_final: bool,
}

fn written(quarter: Quarter) -> String {
    Period::Quarter(quarter).to_string()
}

fn line(line: &statement::Line, price: Option<&campaign::PriceTerms>) -> StatementLine {
    let bounds = line.delivered.bounds;
    StatementLine {
        quarter: written(line.quarter),
        vintage: line.vintage,
        release_id: line.release_id.0,
        measure: line.measure.as_str().to_owned(),
        delivered: Figure::from((line.delivered.value, line.delivered.status)),
        at_least: bounds.map(|(least, _)| least),
        at_most: bounds.map(|(_, most)| most),
        unit_price_cents: unit_cents(price, line.measure),
        amount_cents: line.amount_cents,
    }
}

fn year(year: &statement::YearLine, price: Option<&campaign::PriceTerms>) -> StatementYear {
    StatementYear {
        year: year.year,
        vintage: year.vintage,
        release_id: year.release_id.map(|id| id.0),
        measure: year.measure.as_str().to_owned(),
        delivered: year.delivered.map(|delivered| Figure::from((delivered.value, delivered.status))),
        settled_by: year.settled_by.into(),
        settled: year.settled,
        at_least: year.bounds.map(|(least, _)| least),
        at_most: year.bounds.map(|(_, most)| most),
        unit_price_cents: unit_cents(price, year.measure),
        amount_cents: year.amount_cents,
    }
}

fn total(total: &statement::Total, price: Option<&campaign::PriceTerms>) -> StatementTotal {
    StatementTotal {
        measure: total.measure.as_str().to_owned(),
        ordered: total.ordered,
        delivered: total.value,
        at_least: total.bounds.map(|(least, _)| least),
        at_most: total.bounds.map(|(_, most)| most),
        published: total.published,
        withheld: total.withheld,
        withheld_periods: total.withheld_periods,
        complete: total.complete,
        unit_price_cents: unit_cents(price, total.measure),
        amount_cents: total.amount_cents,
    }
}

impl From<(campaign::Campaign, statement::Statement)> for CampaignStatement {
    fn from((campaign, statement): (campaign::Campaign, statement::Statement)) -> Self {
        let content = campaign.content;
        let price = content.price.as_ref();
        Self {
            campaign_id: campaign.id.0,
            external_id: content.external_id,
            title: content.title,
            status: campaign.status.into(),
            starts_on: content.starts_on,
            ends_on: content.ends_on,
            target_doors: content.target_doors,
            lines: statement.lines.iter().map(|of| line(of, price)).collect(),
            years: statement.years.iter().map(|of| year(of, price)).collect(),
            totals: statement.totals.iter().map(|of| total(of, price)).collect(),
            price: content.price.map(PriceTerms::from),
            amount_cents: statement.amount_cents,
            quarters_to_come: statement.quarters_to_come.into_iter().map(written).collect(),
            years_to_come: statement.years_to_come,
            is_final: statement.is_final,
        }
    }
}
