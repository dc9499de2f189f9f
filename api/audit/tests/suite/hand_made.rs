//! Publications whose answers are known.

use palier_audit::{Budget, Question, ViolationKind, audit, conclude};

use crate::support::*;

const Q3: &str = "2026-Q3";

/// The range of a count.
fn range(publication: &palier_audit::Publication, cell: &palier_audit::CellName) -> (i64, i64) {
    let concluded = conclude(publication, &Budget::default());
    let known = concluded.ranges.iter().find(|known| known.cell == *cell).expect("the count is in scope");
    (known.lo, known.hi)
}

#[test]
fn what_leaves_room_is_safe_and_wholly_decided() {
    let release = release(Q3, &["A", "B", "D"])
        .says("households_met", "C", 100)
        .says("households_met", "A", 50)
        .withholds("households_met", "B")
        .withholds("households_met", "D");
    let report = outside(&publication(vec![release]));
    assert_eq!(report.violations, vec![]);
    assert_eq!(report.form, vec![]);
    assert!(report.is_clean() && report.decided.is_complete(), "{:?}", report.decided);
    let narrowest = report.narrowest.expect("something is withheld");
    assert_eq!((narrowest.lo, narrowest.hi), (0, 104 - 46));
}

#[test]
fn a_lone_withheld_sibling_is_found_by_subtraction() {
    let release = release(Q3, &["A", "B"])
        .says("households_met", "C", 60)
        .says("households_met", "A", 60)
        .withholds("households_met", "B");
    let publication = publication(vec![release]);
    let report = outside(&publication);
    let cell = name(Q3, "households_met", "B");
    assert!(violates(&report, &cell));
    let violation = report.violations.iter().find(|violation| violation.cell == cell).expect("it was found");
    assert_eq!((violation.kind, violation.lo, violation.hi), (ViolationKind::CertainlySmall, 0, 8));
    assert!(violation.binding.iter().any(|relation| relation.contains("sum")), "{:?}", violation.binding);
}

#[test]
fn a_figure_that_was_not_seen_is_subtracted_like_a_withheld_one() {
    let release = release(Q3, &["A", "B"]).says("households_met", "C", 60).says("households_met", "A", 60);
    assert!(violates(&outside(&publication(vec![release])), &name(Q3, "households_met", "B")));
}

#[test]
fn a_complement_is_found_by_its_denominator() {
    let release = release(Q3, &["A", "B"]).says("doors_tried", "A", 100).says("doors_opened", "A", 110);
    let report = outside(&publication(vec![release]));
    // At least 96 tried, at least 106 opened: that is impossible already.
    assert_eq!(report.violations[0].kind, ViolationKind::Contradiction);

    let release = release_of_shares(100, 90);
    let mut cell = name(Q3, "acted", "A");
    cell.complement = Some("followed_up".into());
    // A published part says that its complement is at least 11; that stands beside the difference of 2 to 18.
    assert_eq!(range(&publication(vec![release]), &cell), (11, 18));
}

fn release_of_shares(of: u32, part: u32) -> palier_audit::Release {
    release(Q3, &["A", "B"]).says("followed_up", "A", of).says("acted", "A", part)
}

#[test]
fn a_complement_that_other_figures_give_away_is_a_violation() {
    // All languages but one are withheld at A; the sum over the commune leaves at least 91 to `fr` at A.
    let release = release(Q3, &["A", "B"])
        .says("households_met", "A", 95)
        .says("languages/fr", "C", 115)
        .says("languages/fr", "B", 15)
        .withholds("languages/fr", "A");
    let report = outside(&publication(vec![release]));
    let mut cell = name(Q3, "languages/fr", "A");
    cell.complement = Some("households_met".into());
    assert!(violates(&report, &cell), "{:#?}", report.violations);
}

#[test]
fn a_theme_is_bounded_by_its_parent_at_every_level() {
    let release = release(Q3, &["A", "B"])
        .says("needs_parent/health", "C", 30)
        .withholds("needs_theme/doctor", "C")
        .withholds("needs_theme/dentist", "C");
    let mut publication = publication(vec![release]);
    publication.themes =
        vec![theme("health", None), theme("doctor", Some("health")), theme("dentist", Some("health"))];
    assert_eq!(outside(&publication).violations, vec![]);
    assert_eq!(range(&publication, &name(Q3, "needs_theme/doctor", "C")), (0, 34));
    // No need can be met that is not a need of the parent: what is left of the parent is at most 8.
    let figures = &mut publication.releases[0].figures;
    figures[1] = figure("needs_theme/doctor", "C", Some(30), palier_audit::Status::Published);
    let mut cell = name(Q3, "needs_theme/doctor", "A");
    assert!(!violates(&outside(&publication), &cell));
    figures_of_neighbourhoods(&mut publication);
    cell.place = "B".into();
    assert!(violates(&outside(&publication), &cell), "the parent of B less than 9, so its themes as well");
}

/// Parent themes of the neighbourhoods: nearly all of the commune's are in A.
fn figures_of_neighbourhoods(publication: &mut palier_audit::Publication) {
    let release = publication.releases[0].clone();
    publication.releases[0] =
        release.says("needs_parent/health", "A", 30).withholds("needs_parent/health", "B");
}

#[test]
fn children_that_overlap_do_not_add_up() {
    // A theme of a parent may be as large as the parent, however large its sibling is.
    let release = release(Q3, &["A", "B"])
        .says("needs_parent/health", "C", 30)
        .says("needs_theme/doctor", "C", 15)
        .withholds("needs_theme/dentist", "C");
    let mut publication = publication(vec![release]);
    publication.themes =
        vec![theme("health", None), theme("doctor", Some("health")), theme("dentist", Some("health"))];
    // 26 to 34 without 11 to 19 leaves 7: the dentist is certainly not at zero, so a client concludes 11.
    assert_eq!(range(&publication, &name(Q3, "needs_theme/dentist", "C")), (11, 34));
    // If it is truly small, that is a violation.
    publication.smalls = Some(vec![name(Q3, "needs_theme/dentist", "C")]);
    let report = outside(&publication);
    assert_eq!(report.violations.len(), 1);
    assert_eq!((report.violations[0].kind, report.violations[0].lo), (ViolationKind::CertainlyNotZero, 7));
}

#[test]
fn a_year_gives_away_the_quarter_that_is_withheld() {
    let quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];
    let mut releases: Vec<_> = quarters.iter().map(|period| release(period, &["A", "B"])).collect();
    releases[0] = releases[0].clone().says("households_met", "A", 20);
    releases[1].places[1].active = false;
    releases[3].places[1].active = false;
    releases.push(release("2026", &["A", "B"]).says("households_met", "A", 35));
    let cell = name(Q3, "households_met", "A");
    // 31 and more in the year, at most 24 in the first quarter: at least 7 in the third, so a client concludes 11.
    assert_eq!(range(&publication(releases.clone()), &cell), (11, 39));
    // If the fourth quarter is not known, nothing can be concluded.
    releases.remove(3);
    assert_eq!(range(&publication(releases), &cell), (0, 39));
}

#[test]
fn a_quarter_can_hold_no_more_than_its_year() {
    let releases = vec![release(Q3, &["A", "B"]), release("2026", &["A", "B"]).says("acted", "A", 15)];
    assert_eq!(range(&publication(releases), &name(Q3, "acted", "A")), (0, 19));
}

#[test]
fn a_year_with_one_active_quarter_is_that_quarter() {
    let mut releases: Vec<_> = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
        .iter()
        .map(|period| release(period, &["A", "B"]))
        .collect();
    for at in [0, 1, 3] {
        releases[at].places[1].active = false;
    }
    releases.push(release("2026", &["A", "B"]).says("doors_tried", "A", 100).withholds("doors_opened", "A"));
    releases[2] = releases[2].clone().says("doors_opened", "A", 95);
    let mut cell = name(Q3, "doors_opened", "A");
    cell.complement = Some("doors_tried".into());
    assert_eq!(
        range(&publication(releases), &cell),
        (11, 13),
        "complements of a year are those of its one quarter"
    );
}

#[test]
fn another_vintage_is_another_neighbourhood() {
    let mut releases: Vec<_> = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
        .iter()
        .map(|period| release(period, &["A", "B"]))
        .collect();
    releases[0].vintage = "2015".into();
    releases.push(release("2026", &["A", "B"]).says("acted", "A", 15));
    assert_eq!(range(&publication(releases), &name("2026-Q1", "acted", "A")).1, 100_000_000);
}

#[test]
fn a_campaign_alone_in_a_neighbourhood_is_the_neighbourhood() {
    let figures = |release: palier_audit::Release| {
        release
            .has(campaign("water", &["A", "B"]))
            .has(campaign("health", &["B"]))
            .says("followed_up", "A", 40)
            .withholds("followed_up", "A@water")
            .says("acted", "A@water", 20)
    };
    let mut publication = publication(vec![figures(release(Q3, &["A", "B"]))]);
    let mut cell = name(Q3, "acted", "A");
    cell.complement = Some("followed_up".into());
    // The figures of the area and of its only campaign are of the same households.
    assert_eq!(range(&publication, &cell), (12, 28));
    let report = outside(&publication);
    assert!(matches!(report.form[0], palier_audit::FormError::Unequal { .. }), "one withheld, one published");
    // If there may be other campaigns, the part may be smaller than the area.
    publication.releases[0].campaigns_complete = false;
    cell.campaign = Some("water".into());
    assert_eq!(range(&publication, &cell).0, 11, "the published part says so itself");
}

#[test]
fn a_campaign_without_its_other_part_is_found() {
    let release =
        release(Q3, &["A", "B"]).has(campaign("water", &["A", "B"])).has(campaign("health", &["A", "B"]));
    let release =
        release.says("acted", "FR@water", 50).says("acted", "A@water", 50).withholds("acted", "B@water");
    assert!(violates(&outside(&publication(vec![release])), &name(Q3, "acted", "B@water")));
}

#[test]
fn closure_facts_follow_from_one_another() {
    let mut releases: Vec<_> =
        ["2026-Q1", "2026-Q2", Q3, "2026-Q4"].iter().map(|period| release(period, &["A", "B"])).collect();
    releases[0] = releases[0].clone().says("acted", "A", 20);
    releases[1].places[1].active = false;
    releases[3].places[1].active = false;
    releases[2] = releases[2].clone().says("acted", "C", 15).withholds("acted", "A").withholds("acted", "B");
    let cell = name(Q3, "acted", "B");
    let without_year = publication(releases.clone());
    assert_eq!(range(&without_year, &cell), (0, 19));
    // The year leaves 7 and more to A in the third quarter: 12 to B, which is no violation. But of 7 a client
    // concludes 11, and that leaves at most 8 to B, which is one.
    releases.push(release("2026", &["A", "B"]).says("acted", "A", 35));
    let report = outside(&publication(releases));
    assert!(report.closure_facts > 0);
    assert!(violates(&report, &cell), "{:#?}", report.violations);
}

#[test]
fn who_is_beside_a_share_is_so_in_one_of_the_campaigns() {
    let release = release(Q3, &["A", "B"])
        .has(campaign("water", &["A", "B"]))
        .has(campaign("health", &["A", "B"]))
        .says("followed_up", "A", 60)
        .says("acted", "A", 25)
        .says("followed_up", "A@health", 30)
        .says("acted", "A@health", 20)
        .withholds("acted", "A@water");
    let mut beside = name(Q3, "acted", "A@water");
    beside.complement = Some("followed_up".into());
    let mut publication = publication(vec![release]);
    publication.smalls = Some(vec![beside.clone()]);
    let report = outside(&publication);
    assert_eq!(report.violations.len(), 1, "{:#?}", report.violations);
    let violation = &report.violations[0];
    // At least 56 - 29 did not act, and at most 34 - 16 of those that health followed up.
    assert_eq!((&violation.cell, violation.lo), (&beside, 27 - 18));
    publication.releases[0].campaigns_complete = false;
    assert_eq!(outside(&publication).violations, vec![], "there may be other campaigns");
}

#[test]
fn who_is_beside_a_share_is_so_in_one_of_its_items() {
    let mut water = campaign("water", &["A", "B"]);
    water.messages = vec!["fr/1".into()];
    let release = release(Q3, &["A", "B"])
        .has(water)
        .says("households_met", "FR@water", 60)
        .says("found_useful", "FR@water", 25)
        .says("messages/fr/1", "FR@water", 30)
        .says("messages_useful/fr/1", "FR@water", 20);
    let mut beside = name(Q3, "messages_useful/none", "FR@water");
    beside.complement = Some("messages".into());
    let mut publication = publication(vec![release]);
    publication.smalls = Some(vec![beside.clone()]);
    let report = outside(&publication);
    assert!(violates(&report, &beside), "{:#?}", report.violations);
    assert_eq!(report.violations[0].lo, 27 - 18);
}

#[test]
fn programs_find_what_propagation_does_not() {
    // Two campaigns in two neighbourhoods. The commune is at most the sum of both campaigns, but no relation says so:
    // it takes the neighbourhoods, their parts and the sums of the campaigns together.
    let release = release(Q3, &["A", "B"])
        .has(campaign("water", &["A", "B"]))
        .has(campaign("health", &["A", "B"]))
        .says("acted", "C", 60)
        .says("acted", "FR@water", 50)
        .withholds("acted", "FR@health");
    let mut publication = publication(vec![release]);
    publication.smalls = Some(vec![name(Q3, "acted", "FR@health")]);
    let without = Budget { component: 0, near_programs: 0, ..Budget::default() };
    let report = audit(&publication, &without);
    assert_eq!(report.violations, vec![], "bounds alone see nothing");
    assert!(!report.decided.is_complete() && report.decided.programs == 0 && report.decided.by_program == 0);

    let near = Budget { component: 0, ..Budget::default() };
    for (budget, whole) in [(Budget::default(), true), (near, false)] {
        let report = audit(&publication, &budget);
        assert_eq!(report.violations.len(), 1, "{:#?}", report.violations);
        let violation = &report.violations[0];
        assert_eq!(violation.cell, name(Q3, "acted", "FR@health"));
        assert_eq!((violation.kind, violation.lo), (ViolationKind::CertainlyNotZero, 56 - 54));
        assert_eq!(report.decided.is_complete(), whole, "{:?}", report.decided);
        assert_eq!(report.decided.programs > 0, whole, "{:?}", report.decided);
    }
}

#[test]
fn what_is_zero_for_everybody_to_see_is_not_in_scope() {
    let mut asked = campaign("water", &["A", "B"]);
    asked.questions = vec![Question { code: "tap".into(), options: vec!["yes".into()] }];
    let release = release(Q3, &["A", "B"]).has(asked).says("answers/tap", "A@water", 40);
    let report = outside(&publication(vec![release]));
    assert_eq!(report.violations, vec![], "the only option is what was answered, its complement is empty");
}
