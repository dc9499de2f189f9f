//! The interval: a studentised bootstrap (bootstrap-t) that draws whole stairwells, each arm by itself.
//!
//! With few stairwells the plain percentile bootstrap is too narrow: it takes the spread of the draws for the spread of the
//! estimate, and knows nothing of how badly that spread is known. Here each draw is measured in its own standard error,
//! so that what is read off is the distribution of a t statistic, fitted to these very data. The interval is symmetric: by
//! simulation it is right more often than one with equal tails (`docs/impact.md`).

use fastrand::Rng;

/// How many draws: 1,999, so that 95 % of them is the 1,900th, without interpolation.
pub const REPLICATES: usize = 1_999;
const FARTHEST: usize = 1_899;

/// A value with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The standard error, by stairwell.
    pub standard_error: f64,
}

impl Interval {
    /// Whether it lies on one side of nothing: only then is there an effect to speak of.
    #[must_use]
    pub fn excludes_zero(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The sums of one stairwell over its households with a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Households.
    pub count: f64,
    /// What a person used in a year before, or its worth.
    pub before: f64,
    /// By how much that changed.
    pub change: f64,
}

/// What is estimated of the two arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    /// The difference of the mean changes.
    Difference,
    /// The same in percent of what the treated would have used without: their mean before plus the controls' mean change.
    Percent,
}

#[derive(Clone, Copy)]
struct Point {
    value: f64,
    error: f64,
}

impl Statistic {
    /// The estimate without an interval; `None` like [`Draws::of`].
    #[must_use]
    pub fn value(self, treated: &[Sums], control: &[Sums]) -> Option<f64> {
        self.of(treated, control).map(|point| point.value)
    }

    fn of(self, treated: &[Sums], control: &[Sums]) -> Option<Point> {
        let (t, c) = (total(treated), total(control));
        let (changed, anyway) = (t.change / t.count, c.change / c.count);
        let difference = changed - anyway;
        let (value, scale, ratio) = match self {
            Self::Difference => (difference, 1.0, 0.0),
            Self::Percent => {
                let without = t.before / t.count + anyway;
                (difference / without, without, difference / without)
            }
        };
        if scale <= 0.0 {
            return None;
        }
        // Both are differences of two means, a ratio of means after its linearisation (Taylor).
        let of_treated = variance(treated, t.count, |s| (s.change - ratio * s.before) / scale);
        let of_control = variance(control, c.count, |s| (1.0 + ratio) * s.change / scale);
        let error = (of_treated + of_control).sqrt();
        let factor = if matches!(self, Self::Percent) { 100.0 } else { 1.0 };
        (error > 0.0 && error.is_finite()).then_some(Point { value: value * factor, error: error * factor })
    }
}

fn total(stairwells: &[Sums]) -> Sums {
    stairwells.iter().fold(Sums::default(), |sum, s| Sums {
        count: sum.count + s.count,
        before: sum.before + s.before,
        change: sum.change + s.change,
    })
}

/// The variance of a mean over households, by stairwell: how far each one's sum is from what its size would make it.
fn variance(stairwells: &[Sums], households: f64, sum: impl Fn(&Sums) -> f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a campaign has some thousand stairwells")]
    let count = stairwells.len() as f64;
    let mean = stairwells.iter().map(&sum).sum::<f64>() / households;
    let squares: f64 = stairwells.iter().map(|s| ((sum(s) - mean * s.count) / households).powi(2)).sum();
    squares * count / (count - 1.0)
}

/// An estimate, and how it came out in draws of the stairwells.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    /// The estimate.
    pub value: f64,
    /// Its standard error, by stairwell.
    pub standard_error: f64,
    /// How far the estimate of each draw is from this one, in standard errors of that draw; smallest first, and as many as
    /// [`REPLICATES`].
    pub distances: Vec<f64>,
}

impl Draws {
    /// Draws whole stairwells with replacement, as many in each arm as there are; `None` if they do not differ at all, or
    /// are fewer than two in an arm.
    #[must_use]
    pub fn of(statistic: Statistic, treated: &[Sums], control: &[Sums], seed: u64) -> Option<Self> {
        let found = statistic.of(treated, control)?;
        let mut rng = Rng::with_seed(seed);
        let (mut drawn_t, mut drawn_c) = (treated.to_vec(), control.to_vec());
        let mut distances: Vec<f64> = Vec::with_capacity(REPLICATES);
        // A draw of one stairwell again and again has no standard error; it is drawn anew, up to a bound.
        for _ in 0..REPLICATES * 2 {
            draw(&mut rng, treated, &mut drawn_t);
            draw(&mut rng, control, &mut drawn_c);
            if let Some(point) = statistic.of(&drawn_t, &drawn_c) {
                distances.push((point.value - found.value) / point.error);
            }
            if distances.len() == REPLICATES {
                break;
            }
        }
        if distances.len() < REPLICATES {
            return None;
        }
        distances.sort_unstable_by(f64::total_cmp);
        Some(Self { value: found.value, standard_error: found.error, distances })
    }

    /// The symmetric 95 % interval: as far to both sides as 95 % of the draws are away.
    #[must_use]
    pub fn interval(&self) -> Interval {
        let mut far: Vec<f64> = self.distances.iter().map(|distance| distance.abs()).collect();
        far.sort_unstable_by(f64::total_cmp);
        let half = far[FARTHEST] * self.standard_error;
        let (low, high) = (self.value - half, self.value + half);
        Interval { value: self.value, low, high, standard_error: self.standard_error }
    }
}

fn draw(rng: &mut Rng, from: &[Sums], into: &mut [Sums]) {
    into.iter_mut().for_each(|place| *place = from[rng.usize(..from.len())]);
}
