//! CHECKLIST 67: the promise holds against an attacker who knows everything that is published and how it came to be; and
//! the same attacker finds something as soon as a protection is missing.

use palier_attack::{
    attack::{Attack, FULL, Outcome, PLAIN},
    life::{Changes, SOME},
    making::Maker,
    scene::{Scene, Twice},
};
use palier_domain::disclosure::Protections;

/// Towns that each part of the test looks at.
const TOWNS: u64 = 25;

/// The towns of a part; the one to replay, where one is named.
fn seeds(part: u64) -> Vec<u64> {
    match std::env::var("TEST_ATTACK_SEED") {
        Ok(seed) if part == 0 => vec![seed.parse().expect("TEST_ATTACK_SEED is a number")],
        Ok(_) => vec![],
        Err(_) => (part * TOWNS..(part + 1) * TOWNS).collect(),
    }
}

/// Four quarters and their year of some towns, with late visits, corrections and erasures between them.
fn promise_holds(part: u64) {
    for seed in seeds(part) {
        let scene = Scene::random(seed, SOME);
        let made = scene.maker(Protections::default()).all(&scene.life);
        // Without witnesses for all there would be no release.
        let open = made.iter().filter(|made| made.report.certified < made.report.small).count();
        assert_eq!(open, 0, "releases of town {seed} can't be certified");
        let outcome = scene.attacked(&made, FULL);
        assert!(
            outcome.violations.is_empty(),
            "small counts can be worked out in {}",
            scene.replay(&outcome.violations)
        );
        assert!(outcome.wrong.is_empty(), "the attacker is wrong in {}", scene.replay(&outcome.wrong));
    }
}

macro_rules! parts {
    ($($name:ident $part:literal)*) => {$(
        #[test]
        fn $name() {
            promise_holds($part);
        }
    )*};
}

parts! {
    c67_no_small_count_of_a_small_town_can_be_worked_out_1 0
    c67_no_small_count_of_a_small_town_can_be_worked_out_2 1
    c67_no_small_count_of_a_small_town_can_be_worked_out_3 2
    c67_no_small_count_of_a_small_town_can_be_worked_out_4 3
    c67_no_small_count_of_a_small_town_can_be_worked_out_5 4
    c67_no_small_count_of_a_small_town_can_be_worked_out_6 5
    c67_no_small_count_of_a_small_town_can_be_worked_out_7 6
    c67_no_small_count_of_a_small_town_can_be_worked_out_8 7
}

/// How many of the first towns are given away; the attacker may not be wrong about any.
fn given_away(towns: u64, of: impl Fn(&Scene) -> Outcome, changes: Changes) -> usize {
    let violated = |seed: &u64| {
        let scene = Scene::random(*seed, changes);
        let outcome = of(&scene);
        assert!(outcome.wrong.is_empty(), "the attacker is wrong in {}", scene.replay(&outcome.wrong));
        !outcome.violations.is_empty()
    };
    (0..towns).filter(violated).count()
}

#[test]
fn c67_the_attacker_finds_small_counts_where_nothing_is_withheld_for_others() {
    let off = Protections { secondary: false, ..Protections::default() };
    let found =
        given_away(20, |scene| scene.attacked(&scene.maker(off.clone()).all(&scene.life), PLAIN), SOME);
    assert!(found >= 5, "{found} of 20 towns");
}

#[test]
fn c67_the_attacker_finds_small_counts_where_complements_are_not_protected() {
    let off = Protections { complement: false, ..Protections::default() };
    let attack = Attack { rests_told: false, ..PLAIN };
    let found =
        given_away(10, |scene| scene.attacked(&scene.maker(off.clone()).all(&scene.life), attack), SOME);
    assert!(found >= 5, "{found} of 10 towns");
}

/// A quarter that is not kept as it was published: counted again, rounded by another key, and seen both times.
fn thawed(scene: &Scene, as_of: i8, twice: Twice) -> Outcome {
    let mut maker = Maker { live: false, ..scene.maker(Protections::default()) };
    let first = maker.quarter(&scene.life, 1, 1);
    maker.key.0 ^= 0xFEED;
    let mut second = maker.quarter(&scene.life, 1, as_of);
    second.publication.edition.push_str(" again");
    scene.attacked_twice(&[first, second], twice, PLAIN)
}

#[test]
fn c67_the_attacker_finds_small_counts_where_a_period_is_rounded_twice() {
    let found = given_away(20, |scene| thawed(scene, 1, Twice::Same), SOME);
    assert!(found >= 5, "{found} of 20 towns");
}

#[test]
fn c67_the_attacker_finds_small_counts_where_late_visits_change_a_published_period() {
    let late = Changes { late: 0.1, corrected: 0.0, erased: 0.0, strays: 0.0 };
    let found = given_away(20, |scene| thawed(scene, 4, Twice::Grown), late);
    assert!(found >= 5, "{found} of 20 towns");
}

#[test]
fn c67_the_attacker_finds_small_counts_where_live_progress_moves_in_small_steps() {
    let off = Protections { steps: false, ..Protections::default() };
    let attack = Attack { rests_told: false, ..PLAIN };
    let found = given_away(20, |scene| scene.attacked_live(&scene.maker(off.clone()), attack), SOME);
    assert!(found >= 5, "{found} of 20 towns");
    let kept = given_away(20, |scene| scene.attacked_live(&scene.maker(Protections::default()), FULL), SOME);
    assert_eq!(kept, 0, "of 20 towns");
}
