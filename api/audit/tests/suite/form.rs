//! The form of a publication, and what was published once.

use palier_audit::{FormError, Level, Status, compare};

use crate::support::*;

fn errors(release: palier_audit::Release) -> Vec<FormError> {
    outside(&publication(vec![release])).form
}

#[test]
fn values_are_multiples_of_the_base_and_not_too_small() {
    for value in [16, 10] {
        let cell = name("2026-Q3", "acted", "A");
        let found = errors(release("2026-Q3", &["A", "B"]).says("acted", "A", value));
        assert_eq!(found, vec![FormError::Value { cell, value }]);
    }
}

#[test]
fn c69_a_withheld_figure_has_no_value_and_a_published_one_has() {
    let mut release = release("2026-Q3", &["A", "B"]);
    release.figures.push(figure("acted", "A", Some(20), Status::Withheld));
    release.figures.push(figure("acted", "B", None, Status::Published));
    let found = errors(release);
    assert!(matches!(found[..], [FormError::ValueWithheld { .. }, FormError::NoValue { .. }]), "{found:?}");
}

#[test]
fn c69_structural_zeros_stand_exactly_where_nobody_is_active() {
    let mut release = release("2026-Q3", &["A", "B", "D"]);
    release.places[3].active = false;
    release.figures.push(figure("acted", "D", None, Status::StructuralZero));
    assert_eq!(errors(release.clone()), vec![]);
    release.figures[0].status = Status::Withheld;
    assert!(matches!(errors(release.clone())[..], [FormError::StructuralZero { .. }]));
    release.figures[0] = figure("acted", "A", None, Status::StructuralZero);
    let report = outside(&publication(vec![release]));
    assert!(matches!(report.form[..], [FormError::StructuralZero { .. }]));
    assert!(
        violates(&report, &name("2026-Q3", "acted", "A")),
        "whoever says zero of an active place gives it away"
    );
}

#[test]
fn what_the_specification_does_not_know_is_named() {
    let release = release("2026-Q3", &["A", "B"]).says("birthdays", "A", 20).says("acted", "Z", 20);
    assert!(matches!(errors(release)[..], [FormError::Unknown { .. }, FormError::Unknown { .. }]));
    let mut release = crate::support::release("2026-Q3", &["A", "B"]).has(campaign("water", &["A", "X"]));
    release.places.push(place("E", Level::Commune, None));
    let found = errors(release);
    assert!(matches!(found[..], [FormError::Active { .. }, FormError::Campaign { .. }]), "{found:?}");
}

#[test]
fn figures_are_tallied_by_table_and_level() {
    let release = release("2026-Q3", &["A", "B"])
        .says("acted", "C", 60)
        .withholds("acted", "A")
        .withholds("acted", "B");
    let report = outside(&publication(vec![release]));
    let counted: Vec<_> = report
        .figures
        .iter()
        .map(|tally| (tally.level, tally.published, tally.withheld, tally.structural))
        .collect();
    assert_eq!(counted, [(Level::Commune, 1, 0, 0), (Level::Neighbourhood, 0, 2, 0)]);
    assert_eq!(report.in_scope, report.decided.by_propagation + report.decided.by_program);
}

#[test]
fn c68_a_published_period_that_differs_is_told() {
    let before =
        publication(vec![release("2026-Q3", &["A", "B"]).says("acted", "A", 60).withholds("acted", "B")]);
    let mut after = before.clone();
    after.releases.push(release("2026-Q4", &["A", "B"]).says("acted", "A", 40));
    assert_eq!(compare(&before.releases, &after.releases), vec![], "a new period changes nothing");
    after.releases[0].figures[0].value = Some(65);
    after.releases[0].figures.remove(1);
    after.releases[0].figures.push(figure("acted", "C", None, Status::Withheld));
    let found = compare(&before.releases, &after.releases);
    let changes: Vec<_> = found
        .iter()
        .map(|difference| {
            (difference.cell.place.as_str(), difference.before.is_some(), difference.after.is_some())
        })
        .collect();
    assert_eq!(changes, [("C", false, true), ("A", true, true), ("B", true, false)]);
}

#[test]
fn the_pairs_of_a_programme_are_in_no_relation_and_decided_by_what_is_said_of_them() {
    let mut release = release("2026-Q3", &["A", "B"]);
    release.programmes = vec![palier_audit::Programme { campaign: "c".into(), utility: "water".into() }];
    release.figures = vec![
        figure("savings_pairs/water/measured/treatment", "FR@c", Some(20), Status::Published),
        figure("savings_pairs/water/measured/control", "FR@c", None, Status::Withheld),
    ];
    let mut all = publication(vec![release.clone()]);
    all.smalls = Some(vec![name("2026-Q3", "savings_pairs/water/measured/control", "FR@c")]);
    let report = outside(&all);
    assert_eq!((report.form, report.violations.len(), report.decided.undecided), (vec![], 0, 0));
    release.figures.push(figure("savings_pairs/gas/measured/control", "FR@c", None, Status::Withheld));
    assert!(matches!(errors(release)[..], [FormError::Unknown { .. }]));
}
