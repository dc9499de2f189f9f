//! What holds of every publication, on random towns.

use palier_audit::{Budget, CellName, Publication, Violation, audit, conclude};
use proptest::prelude::*;

use crate::town::Town;

const NO_PROGRAMS: fn() -> Budget<'static> =
    || Budget { component: 0, near_programs: 0, ..Budget::default() };
const NEAR_ONLY: fn() -> Budget<'static> =
    || Budget { component: 0, near: 150, near_programs: 300, ..Budget::default() };

/// A town's publication, with the names of what is truly small.
fn inside(town: &Town) -> Publication {
    let mut publication = town.publication();
    let counts = conclude(&publication, &NO_PROGRAMS()).ranges;
    let small = counts.into_iter().filter(|known| town.households(&known.cell).len() < 11);
    publication.smalls = Some(small.map(|known| known.cell).collect());
    publication
}

fn cells(violations: &[Violation]) -> Vec<&CellName> {
    violations.iter().map(|violation| &violation.cell).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_truth_lies_in_every_range(seed in any::<u64>()) {
        let town = Town::new(seed);
        let publication = inside(&town);
        for budget in [NO_PROGRAMS(), NEAR_ONLY(), Budget::default()] {
            let concluded = conclude(&publication, &budget);
            prop_assert_eq!(&concluded.report.form, &vec![]);
            for known in concluded.ranges {
                let truth = town.households(&known.cell).len() as i64;
                prop_assert!(known.lo <= truth && truth <= known.hi, "{}: {} in {}..={}", known.cell, truth, known.lo, known.hi);
            }
        }
    }

    #[test]
    fn programs_never_widen(seed in any::<u64>()) {
        let publication = inside(&Town::new(seed));
        let wide = conclude(&publication, &NO_PROGRAMS());
        for budget in [NEAR_ONLY(), Budget::default()] {
            let narrow = conclude(&publication, &budget);
            prop_assert_eq!(narrow.ranges.len(), wide.ranges.len());
            for (narrow, wide) in narrow.ranges.iter().zip(&wide.ranges) {
                prop_assert_eq!(&narrow.cell, &wide.cell);
                prop_assert!(narrow.lo >= wide.lo && narrow.hi <= wide.hi, "{}", narrow.cell);
            }
            let found = cells(&narrow.report.violations);
            prop_assert!(cells(&wide.report.violations).iter().all(|cell| found.contains(cell)));
        }
    }

    #[test]
    fn a_small_town_is_decided_over_all_relations(seed in any::<u64>()) {
        let report = audit(&inside(&Town::new(seed)), &Budget::default());
        prop_assert!(report.decided.is_complete(), "{:?}", report.decided);
        let decided = &report.decided;
        let all = decided.by_propagation + decided.by_program + decided.narrowed_by_program;
        prop_assert_eq!(all, report.in_scope);
    }

    #[test]
    fn blocks_leave_nothing_open_and_answer_the_same_again(seed in any::<u64>()) {
        let publication = inside(&Town::new(seed));
        let budget = || Budget { component: 0, near: 150, ..Budget::default() };
        let report = audit(&publication, &budget());
        prop_assert_eq!(report.decided.undecided, 0, "{:?}", report.decided);
        prop_assert_eq!(audit(&publication, &budget()), report);
    }

    #[test]
    fn figures_that_are_not_seen_never_make_anything_certain(seed in any::<u64>(), keep in 0.2f64..0.9) {
        let town = Town::new(seed);
        let full = inside(&town);
        let mut random = fastrand::Rng::with_seed(seed);
        let mut partial = full.clone();
        for release in &mut partial.releases {
            release.figures.retain(|_| random.f64() < keep);
        }
        for known in conclude(&partial, &NO_PROGRAMS()).ranges {
            let truth = town.households(&known.cell).len() as i64;
            prop_assert!(known.lo <= truth && truth <= known.hi, "{}", known.cell);
        }
    }
}
