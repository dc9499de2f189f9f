//! The estimate: from households to arms, their summaries, and the effect.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Exclusion, HouseholdRecord, Interval, METHOD, Pair, Programme,
    bootstrap::{Draws, Statistic, Sums},
    pair,
};
use crate::{
    code::CommuneCode,
    coded::coded,
    consumption::Quality,
    control_group::{Arm, Stairwell},
    disclosure::Count,
    time::Day,
};

/// The fewest households with a measured pair in each arm, and the fewest of which a mean or median is told: INSEE's
/// threshold for fiscal data on persons.
pub const MIN_HOUSEHOLDS: usize = 11;
/// The fewest stairwells with a measured pair in each arm: from these on, simulated intervals are right as often as with many.
pub const MIN_STAIRWELLS: usize = 8;

coded! {
    /// Why no effect is told.
    NotEnough {
        /// No stairwell was left to compare with.
        NoControlGroup = "no_control_group",
        /// Fewer than [`MIN_HOUSEHOLDS`] households have a measured pair in one of the arms.
        TooFewHouseholds = "too_few_households",
        /// Fewer than [`MIN_STAIRWELLS`] stairwells have one in one of the arms.
        TooFewStairwells = "too_few_stairwells",
        /// All stairwells of the arms changed by the same, or what there would have been without is no consumption.
        NoVariation = "no_variation",
    }
}

/// What is told.
#[derive(Clone, Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub struct Estimate {
    /// How it was reckoned.
    pub method: &'static str,
    /// From which the bootstrap drew.
    pub seed: u64,
    /// The effect by measured pairs, or why there is none to tell.
    pub effect: Result<Effect, NotEnough>,
    /// Descriptions by source quality, each of them by itself: measured, declared, estimated. A household stands in one.
    pub by_quality: Vec<QualitySummary>,
    /// How many households are not among the measured pairs, and why; reasons that nobody has are left out.
    pub exclusions: BTreeMap<Exclusion, Count>,
}

/// What the programme has changed, by intention to treat.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub struct Effect {
    /// In the utility's unit a person and year; negative: less.
    pub per_person_year: Interval,
    /// In percent of what the treated would have used without; negative: less.
    pub percent: Interval,
    /// In cents a household and year, at the tariff of its commune on the last day of its pair; negative: saved. `None`
    /// if too few of the households have a tariff.
    pub cents_per_household_year: Option<Interval>,
    /// Households with a measured pair and without a tariff.
    pub without_tariff: Count,
    /// From the programme to the end of the pair, in days, the median over the treated: what came later is not known.
    pub median_days_after: f64,
}

/// One source quality, described.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub struct QualitySummary {
    /// Which one.
    pub quality: Quality,
    /// The stairwells of the programme.
    pub treatment: ArmSummary,
    /// Those that wait.
    pub control: ArmSummary,
}

/// One arm, described.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub struct ArmSummary {
    /// Stairwells with a pair: exact, and never told.
    pub stairwells: usize,
    /// Households with a pair.
    pub households: Count,
    /// What a household used a person and year before; `None` under [`MIN_HOUSEHOLDS`], like the others.
    pub before: Option<Summary>,
    /// What it used after.
    pub after: Option<Summary>,
    /// By how much that changed, household by household.
    pub change: Option<Summary>,
}

/// A mean and a median over households, each of which counts once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// The mean.
    pub mean: f64,
    /// The median.
    pub median: f64,
}

/// A household's pair and where it counts.
struct Placed<'a> {
    arm: Arm,
    stairwell: &'a Stairwell,
    commune: Option<&'a CommuneCode>,
    pair: Pair,
}

/// Estimates what a programme has changed. `price` gives the price of a unit in a commune on a day, in millionths of the
/// euro (see [`super::tariff_on`]).
#[must_use]
pub fn estimate(
    programme: &Programme,
    households: &[HouseholdRecord],
    price: impl Fn(&CommuneCode, Day) -> Option<i64>,
) -> Estimate {
    let mut exclusions = BTreeMap::new();
    let placed = place(programme, households, &mut exclusions);
    Estimate {
        method: METHOD,
        seed: programme.seed,
        effect: effect(programme, &placed, price),
        by_quality: Quality::ALL.iter().map(|quality| described(&placed, *quality)).collect(),
        exclusions,
    }
}

fn place<'a>(
    programme: &Programme,
    households: &'a [HouseholdRecord],
    exclusions: &mut BTreeMap<Exclusion, Count>,
) -> Vec<Placed<'a>> {
    let arms: BTreeMap<&Stairwell, Arm> = programme.arms.iter().map(|(well, arm)| (well, *arm)).collect();
    let drawn: BTreeSet<(&str, Arm)> =
        arms.iter().map(|(well, arm)| (well.neighbourhood_code.as_str(), *arm)).collect();
    let mut seen = BTreeSet::new();
    let mut placed = Vec::with_capacity(households.len());
    for household in households {
        let judged = if seen.insert(household.household_id) {
            arm_of(&arms, &drawn, &household.stairwell)
                .and_then(|arm| pair(programme, household).map(|pair| (arm, pair)))
        } else {
            Err(Exclusion::Duplicate)
        };
        let reason = match judged {
            Ok((arm, pair)) => {
                let (stairwell, commune) = (&household.stairwell, household.commune_code.as_ref());
                placed.push(Placed { arm, stairwell, commune, pair });
                match pair.quality {
                    Quality::Measured => continue,
                    Quality::Declared => Exclusion::Declared,
                    Quality::Estimated => Exclusion::Estimated,
                }
            }
            Err(reason) => reason,
        };
        exclusions.entry(reason).or_insert_with(Count::of_none).add_household();
    }
    placed
}

fn arm_of(
    arms: &BTreeMap<&Stairwell, Arm>,
    drawn: &BTreeSet<(&str, Arm)>,
    stairwell: &Stairwell,
) -> Result<Arm, Exclusion> {
    let arm = *arms.get(stairwell).ok_or(Exclusion::NotDrawn)?;
    let both = Arm::ALL.iter().all(|arm| drawn.contains(&(stairwell.neighbourhood_code.as_str(), *arm)));
    if both { Ok(arm) } else { Err(Exclusion::NoCounterpart) }
}

fn effect(
    programme: &Programme,
    placed: &[Placed],
    price: impl Fn(&CommuneCode, Day) -> Option<i64>,
) -> Result<Effect, NotEnough> {
    if !programme.arms.iter().any(|(_, arm)| *arm == Arm::Control) {
        return Err(NotEnough::NoControlGroup);
    }
    let measured = || placed.iter().filter(|placed| placed.pair.quality == Quality::Measured);
    let volumes = measured().map(|placed| (placed, 1.0));
    let [treated, control] = enough(volumes)?;
    let of = |statistic| told(statistic, &treated, &control, programme.seed);
    let priced = measured().filter_map(|placed| Some((placed, a_household_cents(placed, &price)?)));
    let without_tariff = Count::of_distinct(measured().count() - priced.clone().count());
    let cents = enough(priced)
        .ok()
        .and_then(|[treated, control]| told(Statistic::Difference, &treated, &control, programme.seed));
    let mut days: Vec<f64> = measured()
        .filter(|placed| placed.arm == Arm::Treatment)
        .map(|placed| placed.pair.days_after)
        .collect();
    Ok(Effect {
        per_person_year: of(Statistic::Difference).ok_or(NotEnough::NoVariation)?,
        percent: of(Statistic::Percent).ok_or(NotEnough::NoVariation)?,
        cents_per_household_year: cents,
        without_tariff,
        median_days_after: median(&mut days),
    })
}

fn told(statistic: Statistic, treated: &[Sums], control: &[Sums], seed: u64) -> Option<Interval> {
    Draws::of(statistic, treated, control, seed).map(|draws| draws.interval())
}

/// What a unit a person is worth to the household: one price for before and after, so that a dearer tariff is no loss.
fn a_household_cents(placed: &Placed, price: impl Fn(&CommuneCode, Day) -> Option<i64>) -> Option<f64> {
    let micros = price(placed.commune?, placed.pair.ends_on)?;
    #[expect(clippy::cast_precision_loss, reason = "prices are far below 2^53")]
    let cents = micros as f64 / 10_000.0;
    Some(cents * placed.pair.occupants)
}

/// The sums by stairwell of the treated and of the controls, each pair multiplied by its factor, in the stairwells' order:
/// the order of the records never matters.
fn enough<'a>(pairs: impl Iterator<Item = (&'a Placed<'a>, f64)>) -> Result<[Vec<Sums>; 2], NotEnough> {
    let mut arms = [BTreeMap::<&Stairwell, Vec<[f64; 2]>>::new(), BTreeMap::new()];
    for (placed, factor) in pairs {
        let Pair { before, after, .. } = placed.pair;
        let of = [before * factor, (after - before) * factor];
        arms[usize::from(placed.arm == Arm::Control)].entry(placed.stairwell).or_default().push(of);
    }
    if arms.iter().any(|arm| arm.values().map(Vec::len).sum::<usize>() < MIN_HOUSEHOLDS) {
        return Err(NotEnough::TooFewHouseholds);
    }
    if arms.iter().any(|arm| arm.len() < MIN_STAIRWELLS) {
        return Err(NotEnough::TooFewStairwells);
    }
    Ok(arms.map(|arm| arm.into_values().map(summed).collect()))
}

fn summed(mut households: Vec<[f64; 2]>) -> Sums {
    // Sums of doubles depend on their order.
    households.sort_unstable_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    households.iter().fold(Sums::default(), |sum, [before, change]| Sums {
        count: sum.count + 1.0,
        before: sum.before + before,
        change: sum.change + change,
    })
}

fn described(placed: &[Placed], quality: Quality) -> QualitySummary {
    let arm = |arm: Arm| {
        let of: Vec<&Placed> = placed.iter().filter(|p| p.pair.quality == quality && p.arm == arm).collect();
        let summary = |value: fn(&Pair) -> f64| {
            (of.len() >= MIN_HOUSEHOLDS).then(|| summary(of.iter().map(|p| value(&p.pair)).collect()))
        };
        ArmSummary {
            stairwells: of.iter().map(|p| p.stairwell).collect::<BTreeSet<_>>().len(),
            households: Count::of_distinct(of.len()),
            before: summary(|pair| pair.before),
            after: summary(|pair| pair.after),
            change: summary(|pair| pair.after - pair.before),
        }
    };
    QualitySummary { quality, treatment: arm(Arm::Treatment), control: arm(Arm::Control) }
}

fn summary(mut values: Vec<f64>) -> Summary {
    let median = median(&mut values);
    #[expect(clippy::cast_precision_loss, reason = "there are some million households")]
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    Summary { mean, median }
}

/// The median of a list that is not empty; of an even number the mean of the middle two.
fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) {
        f64::midpoint(values[middle - 1], values[middle])
    } else {
        values[middle]
    }
}
