//! The primary rules, the rounding, the merging of equal sets, the checks of what is declared.

use super::*;

fn alone(households: usize, draws: &dyn Draws) -> Outcome {
    let mut builder = SystemBuilder::new();
    let cell = builder.cell("met", count(households), CANDIDATE);
    run(builder, draws).outcome(cell)
}

#[test]
fn a_count_shows_no_number() {
    assert_eq!(format!("{:?}", count(7)), "Count(..)");
    let mut tally = Tally::new();
    tally.extend(["a", "b", "a"]);
    tally.see("b");
    assert_eq!(tally.count().get(), 2);
}

#[test]
fn counts_below_k_are_withheld_and_the_others_are_rounded_at_random() {
    let up = Chosen(|purpose: &str, _: &str, _| if purpose == "round" { UP } else { DOWN });
    for households in 0..11 {
        assert_eq!(alone(households, &up), Outcome::Withheld, "{households}");
    }
    assert_eq!(alone(11, &up), Outcome::Published(15));
    assert_eq!(alone(11, &down()), Outcome::Withheld, "10 is less than what is published");
    assert_eq!(alone(17, &up), Outcome::Published(20));
    assert_eq!(alone(17, &down()), Outcome::Published(15));
    assert_eq!(alone(20, &up), Outcome::Published(20));
}

#[test]
fn rounding_keeps_the_expectation() {
    let rounded = |seed| match alone(1_003, &Seeded(seed)) {
        Outcome::Published(value) => Some(value),
        _ => None,
    };
    let values: Vec<u32> = (0..2_000).filter_map(rounded).collect();
    assert!((1_980..=2_000).contains(&values.len()), "about one in 200 is withheld for cover");
    let mean = values.iter().sum::<u32>() as f64 / values.len() as f64;
    assert!((mean - 1_003.0).abs() < 0.3, "{mean}");
}

#[test]
fn some_are_withheld_for_cover() {
    let cover = Chosen(|purpose: &str, _: &str, _| if purpose == "withhold" { UP } else { DOWN });
    assert_eq!(alone(500, &cover), Outcome::Withheld);
}

#[test]
fn a_small_complement_withholds_its_part() {
    for (opened, outcome) in [(90, Outcome::Withheld), (85, Outcome::Published(85)), (100, Outcome::Withheld)]
    {
        let mut builder = SystemBuilder::new();
        let tried = builder.cell("tried", count(100), CANDIDATE);
        let part = builder.cell("opened", count(opened), CANDIDATE);
        let rest = builder.complement(part, tried);
        let protection = run(builder, &down());
        assert_eq!(protection.outcome(part), outcome, "{opened}");
        assert_eq!(protection.outcome(tried), Outcome::Published(100));
        assert_eq!(protection.outcome(rest), Outcome::Withheld);
        assert_eq!(protection.known_at_least_k(rest), outcome != Outcome::Withheld);
    }
}

#[test]
fn the_parts_of_a_total_that_is_too_small_are_withheld() {
    let mut builder = SystemBuilder::new();
    let total = builder.cell("town", count(13), CANDIDATE);
    let part = builder.cell("north", count(12), CANDIDATE);
    let other = builder.cell("south", count(1), CANDIDATE);
    builder.sum(total, &[part, other]);
    let draws = Chosen(|_: &str, cell: &str, _| if cell == "north" { UP / 2 } else { DOWN });
    let system = builder.build().expect("sound");
    let plain = Settings {
        protections: Protections { secondary: false, complement: true, steps: true },
        ..Settings::default()
    };
    let never = Chosen(|purpose: &str, cell: &str, round| match purpose {
        "round" => draws.draw(purpose, cell, round),
        _ => DOWN,
    });
    let protection = protect(system, &plain, &never, &mut |_| {}).expect("protected");
    assert_eq!(protection.outcome(part), Outcome::Withheld);
}

#[test]
fn one_set_of_households_is_one_cell() {
    let mut builder = SystemBuilder::new();
    let nation = builder.cell("nation", count(57), CANDIDATE);
    let town = builder.cell("town", count(57), CANDIDATE);
    let crossing = builder.cell("crossing", count(57), Role::Latent);
    let empty = builder.cell("elsewhere", count(0), Role::StructuralZero);
    builder.sum(nation, &[town, empty]);
    builder.union(town, &[crossing]);
    for seed in 0..50 {
        let draws = Chosen(
            move |p: &str, c: &str, r| if p == "withhold" { DOWN } else { Seeded(seed).draw(p, c, r) },
        );
        let mut again = SystemBuilder::new();
        again.names.clone_from(&builder.names);
        again.truth.clone_from(&builder.truth);
        again.roles.clone_from(&builder.roles);
        again.is_complement.clone_from(&builder.is_complement);
        again.relations.clone_from(&builder.relations);
        let protection = run(again, &draws);
        let Outcome::Published(value) = protection.outcome(nation) else { panic!("57 is published") };
        assert!([55, 60].contains(&value));
        assert_eq!(protection.outcome(town), Outcome::Published(value));
        assert_eq!(protection.outcome(crossing), Outcome::Published(value));
        assert_eq!(protection.outcome(empty), Outcome::StructuralZero);
        assert_eq!((protection.report().cells, protection.report().sets), (4, 2));
    }
}

#[test]
fn what_is_merged_with_a_frozen_cell_is_frozen() {
    for (published, outcome) in [(Some(60), Outcome::Published(60)), (None, Outcome::Withheld)] {
        let mut builder = SystemBuilder::new();
        let year = builder.cell("year", count(57), CANDIDATE);
        let frozen = Role::Frozen { published, known_at_least_k: false };
        let quarter = builder.cell("quarter", count(57), frozen);
        builder.union(year, &[quarter]);
        let protection = run(builder, &down());
        assert_eq!(protection.outcome(year), outcome);
        assert_eq!(protection.outcome(quarter), outcome);
    }
}

#[test]
fn two_frozen_cells_stay_as_they_are_even_if_they_are_one_set() {
    let mut builder = SystemBuilder::new();
    let frozen = |value| Role::Frozen { published: Some(value), known_at_least_k: true };
    let a = builder.cell("a", count(57), frozen(60));
    let b = builder.cell("b", count(57), frozen(55));
    builder.union(a, &[b]);
    let protection = run(builder, &down());
    assert_eq!(protection.outcome(a), Outcome::Published(60));
    assert_eq!(protection.outcome(b), Outcome::Published(55));
}

#[test]
fn emptiness_follows_the_relations() {
    let mut builder = SystemBuilder::new();
    let met = builder.cell("met", count(0), Role::StructuralZero);
    let need = builder.cell("need", count(0), CANDIDATE);
    let theme = builder.cell("theme", count(0), Role::Latent);
    let towns = builder.cell("towns", count(0), CANDIDATE);
    builder.at_most(need, met);
    builder.union(need, &[theme]);
    builder.sum(towns, &[need, theme]);
    let protection = run(builder, &down());
    for cell in [met, need, theme, towns] {
        assert_eq!(protection.outcome(cell), Outcome::StructuralZero);
    }
}

#[test]
fn a_mistake_in_counting_stops_the_release() {
    let mut builder = SystemBuilder::new();
    let total = builder.cell("total", count(30), CANDIDATE);
    let a = builder.cell("a", count(10), CANDIDATE);
    let b = builder.cell("b", count(19), CANDIDATE);
    builder.sum(total, &[a, b]);
    builder.union(total, &[a, b]);
    builder.complement(total, a);
    let faults = builder.build().err().expect("the sums do not hold");
    let texts: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert_eq!(
        texts,
        [
            "the counts break the relation total is the sum of [a, b]",
            "the counts break the relation total is the union of [a, b]",
            "the counts break the relation a is the sum of [total, a without total]",
        ]
    );
}

#[test]
fn names_are_unique_and_declared_zeros_are_zero() {
    let mut builder = SystemBuilder::new();
    builder.cell("a", count(1), CANDIDATE);
    builder.cell("a", count(2), CANDIDATE);
    assert_eq!(builder.build().err(), Some(vec![Fault::Name("a".to_owned())]));
    let mut builder = SystemBuilder::new();
    builder.cell("a", count(1), Role::StructuralZero);
    assert_eq!(builder.build().err(), Some(vec![Fault::NotZero("a".to_owned())]));
}

#[test]
fn constants_that_do_not_fit_are_refused() {
    let refused = |settings: Settings| settings.check().is_err();
    assert_eq!(Settings::default().check(), Ok(()));
    assert!(refused(Settings { k: 12, ..Settings::default() }), "15 - 4 is less than 12");
    assert!(refused(Settings { k: 0, ..Settings::default() }));
    assert!(refused(Settings { base: 1, ..Settings::default() }));
    assert!(refused(Settings { withhold_share: 0, ..Settings::default() }), "cover is part of the promise");
    assert!(refused(Settings { withhold_share: 10_000, ..Settings::default() }));
}
