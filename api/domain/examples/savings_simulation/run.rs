//! Runs the estimator on many programmes, and counts how often it is right.

use palier_domain::{
    consumption::Quality,
    savings::{Estimate, Interval, estimate, pair},
};

use super::{
    generator::{Shape, price, programme},
    truth::{Truth, truth},
};

/// What came of all programmes of one shape.
#[derive(Debug, Default)]
pub struct Tally {
    /// Programmes of which an effect was told, or that there is none to be seen.
    pub told: usize,
    /// Measured pairs of them, summed.
    pub pairs: usize,
    /// Of those: the interval has the truth in it, in cubic metres, in percent, in cents.
    pub covered: [usize; 3],
    /// The interval of cubic metres excludes nothing.
    pub claimed: usize,
    /// The sum of the estimates, in percent.
    pub percent: f64,
    /// The sum of the widths of the intervals, in percent.
    pub width: f64,
}

/// A number of programmes of one shape, from seeds that follow each other.
pub fn tally(shape: &Shape, first_seed: u64, programmes: usize) -> Tally {
    let truth = truth(shape, 6_000);
    let found = each(programmes, |number| {
        let (programme, households) = programme(shape, first_seed + number);
        let measured = households.iter().filter_map(|household| pair(&programme, household).ok());
        let measured = measured.filter(|pair| pair.quality == Quality::Measured).count();
        (estimate(&programme, &households, price), measured)
    });
    let mut tally = Tally::default();
    found.iter().for_each(|(estimate, pairs)| tally.add(estimate, *pairs, truth));
    tally
}

impl Tally {
    fn add(&mut self, estimate: &Estimate, pairs: usize, truth: Truth) {
        let Ok(effect) = estimate.effect else { return };
        let Some(cents) = effect.cents_per_household_year else { return };
        self.told += 1;
        self.pairs += pairs;
        let all =
            [(effect.per_person_year, truth.volume), (effect.percent, truth.percent), (cents, truth.cents)];
        for (covered, (interval, truth)) in self.covered.iter_mut().zip(all) {
            *covered += usize::from(covers(&interval, truth));
        }
        self.claimed += usize::from(effect.per_person_year.excludes_zero());
        self.percent += effect.percent.value;
        self.width += effect.percent.high - effect.percent.low;
    }
}

/// Whether the truth lies in the interval.
pub fn covers(interval: &Interval, truth: f64) -> bool {
    (interval.low..=interval.high).contains(&truth)
}

/// Runs something for each number on all cores; the answers stand in the numbers' order.
pub fn each<T: Send>(count: usize, run: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = count.div_ceil(cores).max(1);
    let numbers: Vec<u64> = (0..count).filter_map(|number| u64::try_from(number).ok()).collect();
    std::thread::scope(|scope| {
        let workers: Vec<_> = numbers
            .chunks(share)
            .map(|part| scope.spawn(|| part.iter().map(|number| run(*number)).collect::<Vec<T>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no worker panics")).collect()
    })
}
