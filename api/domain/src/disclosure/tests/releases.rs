//! Five releases of an invented town, one after another, against the attacker.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{attack::World, town::Town, *};

/// What became of a town: the attacker's view after the last release, and all that was told by release.
struct Played {
    world: World,
    told: Vec<BTreeMap<String, Outcome>>,
    certified: bool,
}

/// Releases the four quarters, each with all before it frozen, then the year.
fn play(seed: u64, settings: &Settings) -> Played {
    let town = Town::new(seed);
    let mut evidence = Evidence::default();
    let mut told = Vec::new();
    let mut last = (World::default(), true);
    for release in 1..=5_usize {
        let mut declared = town.declare(release.min(4), release == 5, &evidence);
        let system = declared.builder.build().expect("the town's counts are sound");
        let draws = Seeded(mix(seed) ^ release as u64);
        let protection = protect(system, settings, &draws, &mut |_| {}).expect("earlier releases are safe");
        let outcomes: Vec<(String, Outcome)> =
            protection.iter().map(|(name, outcome)| (name.to_owned(), outcome)).collect();
        declared.world.told = outcomes.iter().map(|(_, outcome)| Some(*outcome)).collect();
        told.push(outcomes.into_iter().collect());
        let report = protection.report();
        last = (declared.world, last.1 && report.certified == report.small);
        evidence = Evidence::from_bytes(&protection.evidence().to_bytes()).expect("just written");
    }
    Played { world: last.0, told, certified: last.1 }
}

fn without(protections: Protections) -> Settings {
    Settings { protections, ..Settings::default() }
}

/// How many of some towns have violations.
fn broken(settings: &Settings) -> usize {
    (0..30).filter(|&seed| !play(seed, settings).world.attack().violations.is_empty()).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_small_count_can_be_worked_out(seed in any::<u64>()) {
        let played = play(seed, &Settings::default());
        prop_assert!(played.certified, "each small count has both witnesses");
        let found = played.world.attack();
        prop_assert_eq!(&found.violations, &Vec::<String>::new());
        for (cell, &(low, high)) in found.ranges.iter().enumerate() {
            let truth = played.world.truth[cell];
            prop_assert!((low..=high).contains(&truth), "{} is not {low}..{high}", played.world.names[cell]);
        }
    }

    #[test]
    fn what_was_told_stays_and_is_near_the_count(seed in any::<u64>()) {
        let played = play(seed, &Settings::default());
        for pair in played.told.windows(2) {
            for (name, outcome) in &pair[0] {
                prop_assert_eq!(pair[1].get(name), Some(outcome), "{}", name);
            }
        }
        for (cell, told) in played.world.told.iter().enumerate() {
            if let Some(Outcome::Published(value)) = told {
                prop_assert!(value % 5 == 0 && *value >= 15);
                prop_assert!((i64::from(*value) - played.world.truth[cell]).abs() <= 4);
                prop_assert!(played.world.truth[cell] >= 11);
            }
        }
    }

    #[test]
    fn the_same_town_is_told_the_same(seed in any::<u64>()) {
        let (one, two) = (play(seed, &Settings::default()), play(seed, &Settings::default()));
        prop_assert_eq!(one.told, two.told);
    }
}

#[test]
fn something_is_published() {
    let share = |seed| {
        let told = play(seed, &Settings::default()).world.told;
        told.iter().filter(|told| matches!(told, Some(Outcome::Published(_)))).count() * 100 / told.len()
    };
    let mean = (0..20).map(share).sum::<usize>() / 20;
    assert!(mean >= 10, "{mean} % of all cells, latent ones included");
}

#[test]
fn the_attacker_finds_something_as_soon_as_a_protection_is_missing() {
    assert_eq!(broken(&Settings::default()), 0);
    assert!(
        broken(&without(Protections { secondary: false, complement: true, steps: true })) > 0,
        "no secondary protection"
    );
    assert!(
        broken(&without(Protections { secondary: true, complement: false, steps: true })) > 0,
        "no complements"
    );
}
