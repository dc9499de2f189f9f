//! Hours are told of the country and of campaigns, and counted in all places that these are made of.

use palier_audit::{Budget, Level, Publication, Release, conclude};

use crate::support::*;

const TOGETHER: [&[&str]; 2] = [&["A", "B"], &["B"]];
const APART: [&[&str]; 2] = [&["A"], &["B"]];
const QUARTERS: [&str; 4] = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];

/// A country of one commune, with the neighbourhoods that two campaigns go to.
fn country(period: &str, [water, health]: [&[&str]; 2]) -> Release {
    let release = release(period, &["A", "B"]);
    let mut release = release.has(campaign("water", water)).has(campaign("health", health));
    release.places[0].parent = Some("D".into());
    release.places.push(place("D", Level::Department, Some("FR")));
    release.places.push(place("FR", Level::Nation, None));
    release
}

fn of_hours(releases: Vec<Release>) -> Publication {
    Publication { hours: vec!["saturday".into(), "sunday".into()], ..publication(releases) }
}

#[test]
fn the_hours_of_the_country_give_away_those_of_a_campaign() {
    let told = |nation: u32| {
        let release = country("2026-Q3", TOGETHER)
            .says("hours_tried/saturday", "FR", nation)
            .says("hours_tried/saturday", "FR@water", 60)
            .withholds("hours_tried/saturday", "FR@health");
        let cell = name("2026-Q3", "hours_tried/saturday", "FR@health");
        let mut publication = of_hours(vec![release]);
        publication.smalls = Some(vec![cell.clone()]);
        violates(&outside(&publication), &cell)
    };
    // At least 66 Saturdays' households of the country, at most 64 of water: some of them are of health.
    assert!(told(70));
    assert!(!told(65), "61 may all be of water");
}

#[test]
fn hours_of_places_between_are_counted_and_never_told() {
    let release = country("2026-Q3", TOGETHER).says("hours_tried/saturday", "FR", 60);
    assert_eq!(outside(&of_hours(vec![release.clone()])).form, vec![]);
    let ranges = conclude(&of_hours(vec![release]), &Budget::default()).ranges;
    let inside = |cell: &palier_audit::CellName| {
        cell.table == "hours_tried"
            && cell.place == "B"
            && cell.campaign.is_none()
            && cell.complement.is_none()
    };
    assert_eq!(ranges.iter().filter(|known| inside(&known.cell)).count(), 2);
}

#[test]
fn a_year_of_quarters_that_told_hours_of_campaigns_alone_is_bounded_by_them() {
    let quarter = |period: &&str| {
        let release = country(period, APART).says("hours_tried/saturday", "FR@water", 20);
        release.says("hours_tried/saturday", "FR@health", 20)
    };
    let mut releases: Vec<Release> = QUARTERS.iter().map(quarter).collect();
    let last = releases.remove(3);
    releases.push(last.says("hours_tried/saturday", "FR", 40));
    releases.push(country("2026", APART).withholds("hours_tried/saturday", "FR"));
    let ranges = conclude(&of_hours(releases), &Budget::default()).ranges;
    let of = |period: &str| {
        // One set of households is named by the smallest of its places, and the country is its only commune.
        let cell = name(period, "hours_tried/saturday", "C");
        ranges.iter().find(|known| known.cell == cell).map(|known| (known.lo, known.hi))
    };
    // Three quarters of two campaigns with at most 24 each, and the last one, of the country.
    assert_eq!(of("2026"), Some((36, 3 * 2 * 24 + 44)));
    assert_eq!(of("2026-Q4"), Some((36, 44)));
    assert_eq!(of("2026-Q1"), None, "nothing was promised of it");
}
