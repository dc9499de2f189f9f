//! Systems so small that all data sets can be looked at: the promise itself, without witnesses of our own.

use proptest::prelude::*;

use super::{
    attack::{Link, World},
    *,
};

/// Two neighbourhoods and their town: households met, with a need, and without. Free are the first four counts.
const NAMES: [&str; 6] = ["met 1", "met 2", "need 1", "need 2", "met", "need"];
const MOST: i64 = 44;

fn all_of(met: [i64; 2], need: [i64; 2]) -> [i64; 9] {
    let (all, needs) = (met[0] + met[1], need[0] + need[1]);
    [met[0], met[1], need[0], need[1], all, needs, met[0] - need[0], met[1] - need[1], all - needs]
}

fn publish(truth: [i64; 9], latent: bool, seed: u64) -> World {
    let mut builder = SystemBuilder::new();
    let role = |cell| match cell {
        2 | 3 if latent => Role::Latent,
        0..4 => CANDIDATE,
        _ => Role::Candidate { weight: 3 },
    };
    let cells: Vec<CellId> = NAMES
        .iter()
        .enumerate()
        .map(|(i, name)| builder.cell(*name, count(truth[i] as usize), role(i)))
        .collect();
    builder.sum(cells[4], &cells[0..2]);
    builder.sum(cells[5], &cells[2..4]);
    for (part, of) in [(2, 0), (3, 1), (5, 4)] {
        builder.complement(cells[part], cells[of]);
    }
    let protection = run(builder, &Seeded(seed));
    World {
        names: protection.iter().map(|(name, _)| name.to_owned()).collect(),
        truth: truth.to_vec(),
        told: protection.iter().map(|(_, outcome)| Some(outcome)).collect(),
        relations: vec![
            (Link::Sum, 4, vec![0, 1]),
            (Link::Sum, 5, vec![2, 3]),
            (Link::Sum, 0, vec![2, 6]),
            (Link::Sum, 1, vec![3, 7]),
            (Link::Sum, 4, vec![5, 8]),
        ],
        complements: vec![(2, 6), (3, 7), (5, 8)],
    }
}

/// For each cell whether some data set within the ranges gives it 0, and whether some gives it k or more.
fn possible(ranges: &[(i64, i64)]) -> [(bool, bool); 9] {
    let mut seen = [(false, false); 9];
    for met_1 in ranges[0].0..=ranges[0].1.min(MOST) {
        for met_2 in ranges[1].0..=ranges[1].1.min(MOST) {
            for need_1 in ranges[2].0..=ranges[2].1.min(met_1) {
                for need_2 in ranges[3].0..=ranges[3].1.min(met_2) {
                    let values = all_of([met_1, met_2], [need_1, need_2]);
                    if values.iter().zip(ranges).all(|(v, (low, high))| (low..=high).contains(&v)) {
                        for (seen, value) in seen.iter_mut().zip(values) {
                            *seen = (seen.0 || value == 0, seen.1 || value >= 11);
                        }
                    }
                }
            }
        }
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn among_all_data_sets_some_give_zero_and_some_give_k(
        met in [0_i64..30, 0_i64..30], share in [0_i64..=100, 0_i64..=100], latent in any::<bool>(), seed in any::<u64>()
    ) {
        let need = [met[0] * share[0] / 100, met[1] * share[1] / 100];
        let world = publish(all_of(met, need), latent, seed);
        let found = world.attack();
        prop_assert!(found.violations.is_empty());
        let possible = possible(&found.ranges);
        for (cell, (zero, many)) in possible.into_iter().enumerate().filter(|(cell, _)| world.truth[*cell] < 11) {
            prop_assert!(zero && many, "{}: 0 {zero}, k {many}", world.names[cell]);
        }
    }
}
