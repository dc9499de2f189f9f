//! Other intervals of the same estimate, and fewer stairwells than the estimator takes: what the thresholds and the choice
//! of the method stand on.

use std::collections::BTreeMap;

use fastrand::Rng;
use palier_domain::{
    consumption::Quality,
    control_group::{Arm, Stairwell},
    savings::{REPLICATES, Statistic, Sums, interval, pair},
};

use super::{
    generator::{Shape, programme},
    run::{covers, each},
    truth::truth,
};

/// How often each interval of the effect in cubic metres has the truth in it, of 1, and how wide the first is over the last.
pub struct Coverage {
    /// The one that is used: bootstrap-t by stairwell.
    pub bootstrap_t: f64,
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
        let [treated, control] = sums(shape, seed);
        judged(&treated, &control, seed, truth)
    });
    let told: Vec<[bool; 4]> = found.into_iter().flatten().collect();
    let share = |of: usize| {
        let right = told.iter().filter(|right| right[of]).count();
        ratio(right, told.len())
    };
    Coverage { bootstrap_t: share(0), percentile: share(1), normal: share(2), naive: share(3) }
}

/// A share of a whole, of 1.
pub fn ratio(part: usize, whole: usize) -> f64 {
    let double = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    double(part) / double(whole)
}

fn judged(treated: &Wells, control: &Wells, seed: u64, truth: f64) -> Option<[bool; 4]> {
    let (t, c) = (sums_of(treated), sums_of(control));
    let used = interval(Statistic::Difference, &t, &c, seed)?;
    let within = |error: f64| (used.value - truth).abs() <= 1.96 * error;
    let naive = (variance(treated) + variance(control)).sqrt();
    let (low, high) = percentiles(&t, &c, seed);
    let right =
        [covers(&used, truth), (low..=high).contains(&truth), within(used.standard_error), within(naive)];
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

fn sums(shape: &Shape, seed: u64) -> [Wells; 2] {
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
    wells
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
