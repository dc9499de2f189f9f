//! Live progress: what steps say of the quarter, and it of them.

use palier_audit::{CellName, Publication, Release, Step, compare};

use crate::support::*;

const Q3: &str = "2026-Q3";

fn step(on: &str, values: [u32; 3]) -> Step {
    let [doors_tried, doors_opened, doors_interviewed] = values;
    Step { campaign: "X".to_owned(), on: on.to_owned(), doors_tried, doors_opened, doors_interviewed }
}

/// A campaign in two neighbourhoods, its steps, and of the quarter what is given.
fn quarter(steps: &[(&str, [u32; 3])], tried: Option<u32>) -> Release {
    let mut release = release(Q3, &["A", "B"]).has(campaign("X", &["A", "B"]));
    release.steps = steps.iter().map(|(on, values)| step(on, *values)).collect();
    let mut whole = figure("doors_tried", "FR@X", tried, palier_audit::Status::Withheld);
    if tried.is_some() {
        whole.status = palier_audit::Status::Published;
    }
    release.figures.push(whole);
    release
}

/// What came after a step.
fn since(on: &str) -> CellName {
    let step = CellName::of_step(Q3, &step(on, [0; 3]), "doors_tried");
    CellName { step: None, since: Some(on.to_owned()), ..step }
}

#[test]
fn large_steps_give_nothing_away() {
    let steps = [("2026-08-01", [60, 40, 20]), ("2026-09-01", [120, 80, 45])];
    for tried in [None, Some(125), Some(160)] {
        let report = outside(&publication(vec![quarter(&steps, tried)]));
        assert_eq!((&report.violations[..], &report.form[..]), (&[][..], &[][..]), "{tried:?}");
    }
}

#[test]
fn a_quarter_that_hardly_grew_after_its_last_step_is_found() {
    let report = outside(&publication(vec![quarter(&[("2026-09-01", [60, 40, 20])], Some(60))]));
    assert!(violates(&report, &since("2026-09-01")), "{:?}", report.violations);
}

#[test]
fn who_knows_what_is_small_finds_a_bounded_increase() {
    let released = quarter(&[("2026-09-01", [60, 40, 20])], Some(75));
    let inside = |smalls| Publication { smalls: Some(smalls), ..publication(vec![released.clone()]) };
    assert!(outside(&inside(vec![])).is_clean(), "7 to 23 came, of whom nobody says that they are few");
    assert!(violates(&outside(&inside(vec![since("2026-09-01")])), &since("2026-09-01")));
}

#[test]
fn a_step_below_the_one_before_is_a_contradiction() {
    let steps = [("2026-08-01", [80, 40, 20]), ("2026-09-01", [60, 45, 25])];
    assert!(!outside(&publication(vec![quarter(&steps, None)])).is_clean());
}

#[test]
fn a_step_that_was_changed_is_noticed() {
    let before = publication(vec![quarter(&[("2026-09-01", [60, 40, 20])], None)]);
    let after = publication(vec![quarter(&[("2026-09-01", [60, 45, 20])], None)]);
    assert_eq!(compare(&before.releases, &before.releases), vec![]);
    let found = compare(&before.releases, &after.releases);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].cell.to_string(), "doors_opened of X, 2026-Q3 up to 2026-09-01");
}
