//! Other intervals of the same estimate, and fewer stairwells than the estimator takes: what the thresholds and the choice
//! of the method stand on.

use std::collections::BTreeMap;

use fastrand::Rng;
use palier_domain::{
    consumption::Quality,
    control_group::{Arm, Stairwell},
    savings::{Draws, REPLICATES, Statistic, Sums, pair},
};

use super::{
    generator::{Shape, programme},
    run::{covers, each},
    truth::truth,
};

/// How often each interval of the effect in cubic metres has the truth in it, of 1.
pub struct Coverage {
    /// Bootstrap-t by stairwell, symmetric.
    pub symmetric: f64,
    /// Bootstrap-t by stairwell, with equal tails.
    pub equal_tails: f64,
    /// The plain percentiles of the same draws.
    pub percentile: f64,
    /// 1.96 standard errors by stairwell.
    pub normal: f64,
    /// 1.96 standard errors as if households were drawn one by one.
    pub naive: f64,
}

/// Compares them.
pub fn compare(shape: &Shape, first_seed: u64, programmes: usize) -> Coverage {
    let truth = truth(shape, 6_000).volume;
    let found = each(programmes, |number| {
        let seed = first_seed + number;
        let ([treated, control], seed) = sums(shape, seed);
        judged(&treated, &control, seed, truth)
    });
    let told: Vec<[bool; 5]> = found.into_iter().flatten().collect();
    let share = |of: usize| {
        let right = told.iter().filter(|right| right[of]).count();
        ratio(right, told.len())
    };
    Coverage {
        symmetric: share(0),
        equal_tails: share(1),
        percentile: share(2),
        normal: share(3),
        naive: share(4),
    }
}

/// A share of a whole, of 1.
pub fn ratio(part: usize, whole: usize) -> f64 {
    let double = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    double(part) / double(whole)
}

fn judged(treated: &Wells, control: &Wells, seed: u64, truth: f64) -> Option<[bool; 5]> {
    let (t, c) = (sums_of(treated), sums_of(control));
    let draws = Draws::of(Statistic::Difference, &t, &c, seed)?;
    let within = |error: f64| (draws.value - truth).abs() <= 1.96 * error;
    let naive = (variance(treated) + variance(control)).sqrt();
    let (low, high) = percentiles(&t, &c, seed);
    // Of 1,999 distances in their order, the 2.5 % and 97.5 % points.
    let end = |place: usize| draws.value - draws.distances[place] * draws.standard_error;
    let (low_t, high_t) = (end(1_949), end(49));
    let right = [
        covers(&draws.interval(), truth),
        (low_t..=high_t).contains(&truth),
        (low..=high).contains(&truth),
        within(draws.standard_error),
        within(naive),
    ];
    Some(right)
}

fn percentiles(treated: &[Sums], control: &[Sums], seed: u64) -> (f64, f64) {
    let mut rng = Rng::with_seed(seed);
    let mut draw = |from: &[Sums]| from.iter().map(|_| from[rng.usize(..from.len())]).collect::<Vec<Sums>>();
    let mut values: Vec<f64> =
        (0..REPLICATES).filter_map(|_| Statistic::Difference.value(&draw(treated), &draw(control))).collect();
    values.sort_unstable_by(f64::total_cmp);
    let at = |share: usize| values[(values.len() * share / 1_000).min(values.len() - 1)];
    (at(25), at(975))
}

/// Before and change of each household, by stairwell.
type Wells = BTreeMap<Stairwell, Vec<[f64; 2]>>;

/// Of both arms, and the seed to draw them with.
fn sums(shape: &Shape, seed: u64) -> ([Wells; 2], u64) {
    let (programme, households) = programme(shape, seed);
    let arms: BTreeMap<&Stairwell, Arm> = programme.arms.iter().map(|(well, arm)| (well, *arm)).collect();
    let mut wells = [Wells::new(), Wells::new()];
    for household in &households {
        let Ok(found) = pair(&programme, household) else { continue };
        if found.quality == Quality::Measured {
            let arm = usize::from(arms[&household.stairwell] == Arm::Control);
            let of = [found.before, found.after - found.before];
            wells[arm].entry(household.stairwell.clone()).or_default().push(of);
        }
    }
    (wells, programme.seed)
}

fn sums_of(wells: &Wells) -> Vec<Sums> {
    let sum = |households: &Vec<[f64; 2]>| {
        households.iter().fold(Sums::default(), |sum, [before, change]| Sums {
            count: sum.count + 1.0,
            before: sum.before + before,
            change: sum.change + change,
        })
    };
    wells.values().map(sum).collect()
}

/// Of the mean change, as if each household had been drawn by itself.
fn variance(wells: &Wells) -> f64 {
    let changes: Vec<f64> = wells.values().flatten().map(|household| household[1]).collect();
    let count = f64::from(u32::try_from(changes.len()).unwrap_or(u32::MAX));
    let mean = changes.iter().sum::<f64>() / count;
    changes.iter().map(|change| (change - mean).powi(2)).sum::<f64>() / (count - 1.0) / count
}
