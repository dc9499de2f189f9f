use uuid::Uuid;

use super::*;
use crate::{campaign::CampaignContent, time::Day};

const METHOD: (u32, u32) = (5, 11);

fn method() -> Method {
    let (base, threshold) = METHOD;
    Method { threshold, base, least_published: 15, withheld_per_10_000: 50, key_fingerprint: String::new() }
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

fn delivered(value: Option<u32>) -> Delivered {
    let status = if value.is_some() { FigureStatus::Published } else { FigureStatus::Withheld };
    Delivered::new((value, status), &method())
}

/// The lines of a quarter of 2026, by the list of 2024. Doors opened and interviews are always told.
fn lines(campaign: &Campaign, number: i8, tried: Option<u32>) -> Vec<Line> {
    let line = |measure| {
        let value = if measure == Table::DoorsTried { tried } else { Some(15) };
        let told = (ReleaseId(Uuid::nil()), measure, delivered(value));
        Line::new((Quarter { year: 2026, number }, 2024), told, campaign.content.price.as_ref())
    };
    MEASURES.into_iter().map(line).collect()
}

/// What the release of 2026 tells. Of interviews it tells nothing.
fn year(tried: Option<u32>) -> Vec<YearFigure> {
    let figure = |measure| YearFigure {
        year: 2026,
        vintage: 2024,
        release_id: ReleaseId(Uuid::max()),
        measure,
        delivered: delivered(match measure {
            Table::DoorsTried => tried,
            Table::DoorsOpened => Some(25),
            _ => None,
        }),
    };
    MEASURES.into_iter().map(figure).collect()
}

fn found(lines: Vec<Line>) -> Found {
    Found { lines, ..Found::default() }
}

/// The first quarter tells 215, the second nothing, and the year what is given.
fn with_year(tried: Option<u32>) -> Statement {
    let campaign = campaign(CampaignStatus::Closed, true);
    let lines = [lines(&campaign, 1, Some(215)), lines(&campaign, 2, None)].concat();
    Statement::new(&campaign, Found { years: year(tried), ..found(lines) })
}

#[test]
fn what_is_withheld_is_neither_counted_nor_paid_until_its_year_is_told() {
    let campaign = campaign(CampaignStatus::Closed, true);
    let both = [lines(&campaign, 1, Some(215)), lines(&campaign, 2, None)].concat();
    let statement = Statement::new(&campaign, found(both));
    let [tried, opened, interviewed] = &statement.totals[..] else { panic!("three measures") };
    assert_eq!((tried.ordered, tried.value, tried.bounds), (Some(550), Some(215), Some((211, 219))));
    assert_eq!((tried.published, tried.withheld, tried.amount_cents), (1, 1, Some(53_750)));
    assert_eq!((tried.withheld_periods, tried.complete), (1, false));
    assert_eq!((opened.withheld_periods, opened.complete), (0, true));
    assert_eq!((opened.ordered, opened.value, opened.amount_cents), (None, Some(30), None));
    // 15 is published of counts from the threshold on.
    assert_eq!((interviewed.bounds, interviewed.amount_cents), (Some((22, 38)), Some(27_000)));
    assert_eq!((statement.amount_cents, statement.is_final), (Some(80_750), false));
    assert_eq!((statement.quarters_to_come, statement.years_to_come), (vec![], vec![2026]));
    assert_eq!((statement.years[0].release_id, statement.years[0].delivered), (None, None));
}

#[test]
fn a_year_stands_for_its_quarters_where_one_of_them_is_withheld() {
    let statement = with_year(Some(300));
    let [tried, opened, interviewed] = &statement.years[..] else { panic!("three measures") };
    assert_eq!(
        (tried.settled_by, tried.settled, tried.bounds),
        (SettledBy::Year, Some(300), Some((296, 304)))
    );
    assert_eq!((tried.amount_cents, tried.release_id), (Some(75_000), Some(ReleaseId(Uuid::max()))));
    // Where all quarters are told, they stay as they were, whatever the year tells.
    assert_eq!((opened.settled_by, opened.settled), (SettledBy::Quarters, Some(30)));
    assert_eq!(opened.delivered, Some(delivered(Some(25))));
    assert_eq!((interviewed.settled_by, interviewed.settled), (SettledBy::Quarters, Some(30)));
    assert_eq!(interviewed.delivered, Some(delivered(None)));
    let total = statement.totals[0];
    assert_eq!((total.value, total.bounds, total.amount_cents), (Some(300), Some((296, 304)), Some(75_000)));
    // One line is withheld as before, but nothing is left out.
    assert_eq!((total.published, total.withheld, total.withheld_periods, total.complete), (1, 1, 0, true));
    assert_eq!((statement.amount_cents, statement.is_final), (Some(102_000), true));
}

#[test]
fn a_year_never_takes_back_what_its_quarters_told() {
    for (told, by) in [(214, SettledBy::PublishedQuarters), (215, SettledBy::Year)] {
        let statement = with_year(Some(told));
        let (tried, total) = (statement.years[0], statement.totals[0]);
        assert_eq!((tried.settled_by, tried.settled, tried.bounds), (by, Some(215), Some((211, 219))));
        assert_eq!((total.complete, statement.is_final), (by == SettledBy::Year, true));
    }
}

#[test]
fn a_year_that_is_withheld_as_well_leaves_the_statement_incomplete_for_ever() {
    let statement = with_year(None);
    let (tried, total) = (statement.years[0], statement.totals[0]);
    assert_eq!((tried.settled_by, tried.settled), (SettledBy::PublishedQuarters, Some(215)));
    assert_eq!((total.withheld_periods, total.complete), (1, false));
    assert_eq!((statement.is_final, statement.years_to_come), (true, vec![]));
}

#[test]
fn a_year_may_settle_what_no_quarter_tells() {
    let campaign = campaign(CampaignStatus::Closed, true);
    let of = |years| Statement::new(&campaign, Found { years, ..found(lines(&campaign, 1, None)) });
    let before = of(vec![]);
    assert_eq!((before.years[0].settled, before.years[0].amount_cents), (None, None));
    let after = of(year(Some(40)));
    assert_eq!((after.totals[0].value, after.totals[0].complete), (Some(40), true));
}

#[test]
fn each_year_is_settled_by_itself() {
    let campaign = campaign(CampaignStatus::Closed, true);
    let before = Quarter { year: 2025, number: 4 };
    let mut all: Vec<Line> =
        lines(&campaign, 4, None).into_iter().map(|line| Line { quarter: before, ..line }).collect();
    all.extend([lines(&campaign, 1, Some(100)), lines(&campaign, 2, None)].concat());
    let statement = Statement::new(&campaign, Found { years: year(Some(180)), ..found(all) });
    let tried = |year: &&YearLine| year.measure == Table::DoorsTried;
    let tried: Vec<_> = statement.years.iter().filter(tried).map(|line| (line.year, line.settled)).collect();
    assert_eq!(tried, [(2025, None), (2026, Some(180))]);
    assert_eq!((statement.totals[0].withheld_periods, statement.totals[0].complete), (1, false));
    assert_eq!((statement.years_to_come, statement.is_final), (vec![2025], false));
}

#[test]
fn a_quarter_that_is_to_come_leaves_its_year_open() {
    let campaign = campaign(CampaignStatus::Closed, true);
    let next = Quarter { year: 2027, number: 1 };
    let to_come = vec![(Quarter { year: 2026, number: 2 }, 2024), (next, 2015), (next, 2024)];
    let found = Found { to_come, ..found(lines(&campaign, 1, Some(215))) };
    let statement = Statement::new(&campaign, found);
    assert!(statement.years.iter().all(|year| year.settled_by == SettledBy::PublishedQuarters));
    assert_eq!((statement.quarters_to_come.len(), statement.years_to_come), (2, vec![2026, 2027]));
    assert!(!statement.is_final);
}

#[test]
fn without_a_price_there_is_no_amount() {
    let campaign = campaign(CampaignStatus::Running, false);
    let of = Found { years: year(Some(300)), ..found(lines(&campaign, 1, None)) };
    let statement = Statement::new(&campaign, of);
    assert!(statement.lines.iter().all(|line| line.amount_cents.is_none()));
    assert!(statement.years.iter().all(|year| year.amount_cents.is_none()));
    assert!(statement.totals.iter().all(|total| total.amount_cents.is_none()));
    assert_eq!((statement.amount_cents, statement.is_final), (None, false));
}

#[test]
fn nothing_that_is_published_is_told_as_nothing_and_not_as_zero() {
    let campaign = campaign(CampaignStatus::Closed, true);
    let to_come = vec![(Quarter { year: 2026, number: 2 }, 2024)];
    let statement = Statement::new(&campaign, Found { to_come, ..found(lines(&campaign, 1, None)) });
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
    let tried = Statement::new(&campaign, found(both.clone())).totals[0];
    assert_eq!((tried.withheld, tried.withheld_periods, tried.complete), (2, 1, false));
    // A year is of one list: the quarter is still left out of the other one.
    let tried = Statement::new(&campaign, Found { years: year(Some(40)), ..found(both) }).totals[0];
    assert_eq!((tried.value, tried.withheld_periods, tried.complete), (Some(40), 1, false));
}

#[test]
fn a_quarter_to_come_of_one_list_does_not_open_the_year_of_another() {
    let campaign = campaign(CampaignStatus::Closed, true);
    let to_come = vec![(Quarter { year: 2026, number: 1 }, 2015)];
    let statement = Statement::new(&campaign, Found { to_come, ..found(lines(&campaign, 1, Some(215))) });
    assert_eq!(statement.years[0].settled_by, SettledBy::Quarters);
    assert_eq!((statement.totals[0].complete, statement.years_to_come), (false, vec![2026]));
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
