//! What is told of an estimate. Means and medians of few homes disclose them: nothing is told of an arm unless the numbers
//! of households of both arms are published, and what is told is rounded.

use serde::{Deserialize, Serialize};

use super::{ArmSummary, Effect, Estimate, Interval, Summary};
use crate::{consumption::Quality, control_group::Arm, meter_reading::Utility};

/// Percent are whole ones.
const PERCENT_STEP: f64 = 1.0;
/// Money is in whole euros.
const CENTS_STEP: f64 = 100.0;
/// Days are in months.
const DAYS_STEP: f64 = 30.0;

/// A rounded value with its 95 % interval, which is rounded to both sides: it never gets narrower.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldInterval {
    /// The estimate.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A rounded effect.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldEffect {
    /// In the utility's unit a person and year; negative: less.
    pub per_person_year: ToldInterval,
    /// In percent of what would have been used without.
    pub percent: ToldInterval,
    /// In cents a household and year; `None` where a commune of the programme has no tariff.
    pub cents_per_household_year: Option<ToldInterval>,
    /// Days from the programme to the end of what is compared, in the median.
    pub median_days_after: f64,
}

/// A rounded mean and median.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldSummary {
    /// The mean.
    pub mean: f64,
    /// The median.
    pub median: f64,
}

/// What an arm used, a person and year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldArm {
    /// Before.
    pub before: ToldSummary,
    /// After.
    pub after: ToldSummary,
    /// By how much that changed, household by household.
    pub change: ToldSummary,
}

/// Both arms of one source quality.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldQuality {
    /// Which one.
    pub quality: Quality,
    /// The stairwells of the programme.
    pub treatment: ToldArm,
    /// Those that waited.
    pub control: ToldArm,
}

/// All that is told of a programme, beside the published figures of its pairs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// How it was reckoned.
    pub method: String,
    /// From which the bootstrap drew.
    pub seed: u64,
    /// The effect, if there is enough to tell it.
    pub effect: Option<ToldEffect>,
    /// Means and medians, of the qualities of which they are told.
    pub described: Vec<ToldQuality>,
}

/// What is told in steps of: about a fiftieth of what a person uses in a year.
fn step(utility: Utility) -> f64 {
    match utility {
        Utility::Water => 1.0,
        Utility::Electricity | Utility::Gas => 10.0,
    }
}

/// Rounded, and never a negative zero.
fn to(step: f64, value: f64) -> f64 {
    (value / step).round() * step + 0.0
}

fn interval(step: f64, of: Interval) -> ToldInterval {
    ToldInterval {
        value: to(step, of.value),
        low: (of.low / step).floor() * step + 0.0,
        high: (of.high / step).ceil() * step + 0.0,
    }
}

fn effect(step: f64, priced: bool, of: &Effect) -> ToldEffect {
    let cents = of.cents_per_household_year.filter(|_| priced);
    ToldEffect {
        per_person_year: interval(step, of.per_person_year),
        percent: interval(PERCENT_STEP, of.percent),
        cents_per_household_year: cents.map(|cents| interval(CENTS_STEP, cents)),
        median_days_after: to(DAYS_STEP, of.median_days_after),
    }
}

fn arm(step: f64, of: &ArmSummary) -> Option<ToldArm> {
    let summary = |of: Summary| ToldSummary { mean: to(step, of.mean), median: to(step, of.median) };
    Some(ToldArm { before: summary(of.before?), after: summary(of.after?), change: summary(of.change?) })
}

impl Told {
    /// What may be told of an estimate. `is_published` says of which qualities and arms the number of households is;
    /// `priced`, which is public, whether all communes of the programme have a tariff. If not, some household may have none,
    /// and euros of fewer households would tell how many.
    #[must_use]
    pub fn new(
        estimate: &Estimate,
        (utility, priced): (Utility, bool),
        is_published: impl Fn(Quality, Arm) -> bool,
    ) -> Self {
        let step = step(utility);
        let both = |quality: Quality| Arm::ALL.iter().all(|arm| is_published(quality, *arm));
        let described = estimate.by_quality.iter().filter(|of| both(of.quality)).filter_map(|of| {
            let (treatment, control) = (arm(step, &of.treatment)?, arm(step, &of.control)?);
            Some(ToldQuality { quality: of.quality, treatment, control })
        });
        Self {
            method: estimate.method.to_owned(),
            seed: estimate.seed,
            effect: estimate
                .effect
                .as_ref()
                .ok()
                .filter(|_| both(Quality::Measured))
                .map(|of| effect(step, priced, of)),
            described: described.collect(),
        }
    }
}
