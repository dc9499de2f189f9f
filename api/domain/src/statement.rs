//! What a partner is told that it ordered, got and owes. It is reckoned from published figures alone, so that it says
//! nothing that they do not: what was ordered and the prices are exact, what was delivered is as rounded as everywhere.

use std::collections::BTreeSet;

use crate::{
    campaign::{Campaign, CampaignStatus, PriceTerms},
    ids::ReleaseId,
    release::{FigureStatus, Method, Quarter, Table},
};

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

/// One measure over all quarters that are published of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// What is counted.
    pub measure: Table,
    /// How much was ordered; `None`: of this nothing was ordered by number.
    pub ordered: Option<u32>,
    /// The sum of what is published; `None` if nothing is.
    pub value: Option<u32>,
    /// Between which counts the true sum of these lies.
    pub bounds: Option<(u32, u32)>,
    /// Of how many lines it is the sum.
    pub published: usize,
    /// How many are withheld: they are not in the sum, and not paid.
    pub withheld: usize,
    /// Of how many quarters any is.
    pub withheld_periods: usize,
    /// Whether every quarter of the campaign is in the sum: none is withheld, and none is to come. Only then may it be held
    /// against what was ordered.
    pub complete: bool,
    /// What the sum costs; `None` if it has no price.
    pub amount_cents: Option<i64>,
}

/// A campaign's statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// By quarter and measure, in the order of time.
    pub lines: Vec<Line>,
    /// By measure.
    pub totals: Vec<Total>,
    /// What is to be paid for what is published; `None` without price terms.
    pub amount_cents: Option<i64>,
    /// Quarters that it touches and that are not released yet.
    pub to_come: Vec<Quarter>,
    /// Whether it will never change: the campaign is closed, and no quarter is to come.
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

/// What was found of a quarter's release: which one it is, and what it tells of a measure.
pub struct Released<'r> {
    /// The quarter.
    pub quarter: Quarter,
    /// The neighbourhoods' vintage.
    pub vintage: i32,
    /// The release.
    pub release_id: ReleaseId,
    /// What it tells of each measure.
    pub delivered: &'r dyn Fn(Table) -> Delivered,
}

impl Released<'_> {
    /// Its lines, one a measure.
    #[must_use]
    pub fn lines(&self, price: Option<&PriceTerms>) -> Vec<Line> {
        let line = |measure: Table| {
            let delivered = (self.delivered)(measure);
            Line {
                quarter: self.quarter,
                vintage: self.vintage,
                release_id: self.release_id,
                measure,
                delivered,
                amount_cents: amount(unit_cents(price, measure), delivered.value),
            }
        };
        MEASURES.into_iter().map(line).collect()
    }
}

impl Statement {
    /// Sums the lines up.
    #[must_use]
    pub fn new(campaign: &Campaign, lines: Vec<Line>, to_come: Vec<Quarter>) -> Self {
        let price = campaign.content.price.as_ref();
        let total = |of| total(campaign, (&lines, &to_come), of);
        let totals: Vec<Total> = MEASURES.into_iter().map(total).collect();
        let amounts = totals.iter().filter_map(|total| total.amount_cents);
        Self {
            amount_cents: price.map(|_| amounts.sum()),
            is_final: campaign.status == CampaignStatus::Closed && to_come.is_empty(),
            totals,
            lines,
            to_come,
        }
    }
}

fn total(campaign: &Campaign, (lines, to_come): (&[Line], &[Quarter]), measure: Table) -> Total {
    let lines = || lines.iter().filter(|line| line.measure == measure);
    let of: Vec<Delivered> = lines().map(|line| line.delivered).collect();
    // A campaign over neighbourhoods of two lists has two lines a quarter.
    let withheld_periods: BTreeSet<Quarter> =
        lines().filter(|line| line.delivered.value.is_none()).map(|line| line.quarter).collect();
    let value = of.iter().filter_map(|delivered| delivered.value).reduce(u32::saturating_add);
    let bounds = of.iter().filter_map(|delivered| delivered.bounds);
    let published = of.iter().filter(|delivered| delivered.value.is_some()).count();
    let unit = unit_cents(campaign.content.price.as_ref(), measure);
    Total {
        measure,
        ordered: (measure == Table::DoorsTried).then_some(campaign.content.target_doors),
        value,
        bounds: bounds.reduce(|a, b| (a.0.saturating_add(b.0), a.1.saturating_add(b.1))),
        published,
        withheld: of.len() - published,
        complete: withheld_periods.is_empty() && to_come.is_empty(),
        withheld_periods: withheld_periods.len(),
        amount_cents: amount(unit, Some(value.unwrap_or(0))),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{campaign::CampaignContent, time::Day};

    const METHOD: (u32, u32) = (5, 11);

    fn method() -> Method {
        let (base, threshold) = METHOD;
        Method {
            threshold,
            base,
            least_published: 15,
            withheld_per_10_000: 50,
            key_fingerprint: String::new(),
        }
    }

    fn campaign(status: CampaignStatus, price: bool) -> Campaign {
        let content = serde_json::json!({
            "external_id": null, "title": "", "purpose": "", "themes": [], "information_kind": "advice",
            "questions": [], "actions": [], "neighbourhood_codes": [], "target_doors": 550,
            "starts_on": "2026-02-10", "ends_on": "2026-09-30", "contact_cap": null,
            "price": price.then(|| serde_json::json!({"per_door_cents": 250, "per_interview_cents": 900})),
        });
        Campaign {
            id: crate::ids::CampaignId(Uuid::nil()),
            organisation_id: crate::ids::OrganisationId(Uuid::nil()),
            mode: crate::caller::Mode::Live,
            status,
            content: serde_json::from_value::<CampaignContent>(content).expect("a content"),
            messages: vec![],
            rejection_reason: None,
            version: 1,
            created_at: "2026-01-01T00:00:00Z".parse().expect("an instant"),
            updated_at: "2026-05-20T00:00:00Z".parse().expect("an instant"),
        }
    }

    fn lines(campaign: &Campaign, quarter: i8, tried: Option<u32>) -> Vec<Line> {
        let status = if tried.is_some() { FigureStatus::Published } else { FigureStatus::Withheld };
        let delivered = |measure: Table| match measure {
            Table::DoorsTried => Delivered::new((tried, status), &method()),
            _ => Delivered::new((Some(15), FigureStatus::Published), &method()),
        };
        let quarter = Quarter { year: 2026, number: quarter };
        let release_id = ReleaseId(Uuid::nil());
        Released { quarter, vintage: 2024, release_id, delivered: &delivered }
            .lines(campaign.content.price.as_ref())
    }

    #[test]
    fn what_is_withheld_is_neither_counted_nor_paid() {
        let campaign = campaign(CampaignStatus::Closed, true);
        let both = [lines(&campaign, 1, Some(215)), lines(&campaign, 2, None)].concat();
        let statement = Statement::new(&campaign, both, vec![]);
        let [tried, opened, interviewed] = &statement.totals[..] else { panic!("three measures") };
        assert_eq!((tried.ordered, tried.value, tried.bounds), (Some(550), Some(215), Some((211, 219))));
        assert_eq!((tried.published, tried.withheld, tried.amount_cents), (1, 1, Some(53_750)));
        assert_eq!((tried.withheld_periods, tried.complete), (1, false));
        assert_eq!((opened.withheld_periods, opened.complete), (0, true));
        assert_eq!((opened.ordered, opened.value, opened.amount_cents), (None, Some(30), None));
        // 15 is published of counts from the threshold on.
        assert_eq!((interviewed.bounds, interviewed.amount_cents), (Some((22, 38)), Some(27_000)));
        assert_eq!((statement.amount_cents, statement.is_final), (Some(80_750), true));
    }

    #[test]
    fn without_a_price_there_is_no_amount() {
        let campaign = campaign(CampaignStatus::Running, false);
        let statement = Statement::new(&campaign, lines(&campaign, 1, Some(215)), vec![]);
        assert!(statement.lines.iter().all(|line| line.amount_cents.is_none()));
        assert!(statement.totals.iter().all(|total| total.amount_cents.is_none()));
        assert_eq!((statement.amount_cents, statement.is_final), (None, false));
    }

    #[test]
    fn nothing_that_is_published_is_told_as_nothing_and_not_as_zero() {
        let campaign = campaign(CampaignStatus::Closed, true);
        let quarter = Quarter { year: 2026, number: 2 };
        let statement = Statement::new(&campaign, lines(&campaign, 1, None), vec![quarter]);
        assert_eq!((statement.totals[0].value, statement.totals[0].bounds), (None, None));
        assert_eq!((statement.totals[0].amount_cents, statement.is_final), (Some(0), false));
        // Nothing of the other measures is withheld, but a quarter of them is to come.
        assert!(statement.totals.iter().all(|total| !total.complete));
    }

    #[test]
    fn a_quarter_is_withheld_once_whatever_lists_of_neighbourhoods_it_was_counted_by() {
        let campaign = campaign(CampaignStatus::Closed, true);
        let mut both = lines(&campaign, 1, None);
        both.extend(lines(&campaign, 1, None).into_iter().map(|line| Line { vintage: 2015, ..line }));
        let tried = Statement::new(&campaign, both, vec![]).totals[0];
        assert_eq!((tried.withheld, tried.withheld_periods, tried.complete), (2, 1, false));
    }

    #[test]
    fn a_campaign_touches_quarters_until_it_ends_or_was_closed() {
        let numbers = |status| -> Vec<i8> {
            quarters(&campaign(status, true)).into_iter().map(|quarter| quarter.number).collect()
        };
        assert_eq!(numbers(CampaignStatus::Running), [1, 2, 3]);
        assert_eq!(numbers(CampaignStatus::Closed), [1, 2]);
        let mut never = campaign(CampaignStatus::Closed, true);
        never.content.starts_on = Day::constant(2026, 7, 1);
        assert_eq!(quarters(&never), []);
    }
}
