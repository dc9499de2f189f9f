//! What a household may save, estimated: never to be added to what was measured, and always told with its range.
//!
//! A kit, installed: 11.5 %, as measured over 60,000 households; at the least nothing (one study found its effect gone two
//! months after the campaign), at the most 30 %, the lower of the figures that laboratories promise. A kit that was given,
//! and of which nobody knows whether it is installed: from nothing to 11.5 %, with nothing in between to be preferred. A
//! leak: what is lost in a year, as measured; from nothing, as long as it is not repaired.

use super::DiagnosisContent;
use crate::meter_reading::Utility;

/// What water kits save at scale, as a share of consumption.
pub const KIT_EFFECT: f64 = 0.115;
/// The most that a kit saves, as a share of consumption.
pub const KIT_EFFECT_HIGH: f64 = 0.30;

const DAYS_PER_YEAR: f64 = 365.0;

/// What the estimate stands on: how much is used in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Baseline {
    /// As the household's own meter shows.
    Measured(f64),
    /// As a household like it uses.
    Reference(f64),
}

impl Baseline {
    /// In the utility's unit, a year.
    #[must_use]
    pub const fn per_year(self) -> f64 {
        match self {
            Self::Measured(per_year) | Self::Reference(per_year) => per_year,
        }
    }
}

/// An estimate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// At the least.
    pub low: f64,
    /// What is most likely; `None` where nothing is.
    pub central: Option<f64>,
    /// At the most.
    pub high: f64,
}

impl Range {
    fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            central: self.central.zip(other.central).map(|(a, b)| a + b),
            high: self.high + other.high,
        }
    }

    fn at_most(self, most: f64) -> Self {
        Self {
            low: self.low.min(most),
            central: self.central.map(|c| c.min(most)),
            high: self.high.min(most),
        }
    }
}

/// What may be saved in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Saving {
    /// What it stands on.
    pub baseline: Baseline,
    /// How much, in the utility's unit.
    pub per_year: Range,
}

/// What a household may save by what was done; `None` if nothing was done that has a known effect.
#[must_use]
pub fn saving(utility: Utility, content: &DiagnosisContent, baseline: Baseline) -> Option<Saving> {
    if utility != Utility::Water {
        return None;
    }
    let used = baseline.per_year();
    let parts: Vec<Range> = kit(content, used).into_iter().chain(leak(content)).collect();
    let first = *parts.first()?;
    let sum = parts.into_iter().skip(1).fold(first, Range::plus);
    Some(Saving { baseline, per_year: sum.at_most(used) })
}

fn kit(content: &DiagnosisContent, used: f64) -> Option<Range> {
    let likely = used * KIT_EFFECT;
    match (content.kit_installed, content.kit_given) {
        (Some(true), _) => Some(Range { low: 0.0, central: Some(likely), high: used * KIT_EFFECT_HIGH }),
        (None, Some(true)) => Some(Range { low: 0.0, central: None, high: likely }),
        _ => None,
    }
}

fn leak(content: &DiagnosisContent) -> Option<Range> {
    let leak = content.leak?;
    let lost = f64::from(leak.litres_per_day?) / 1_000.0 * DAYS_PER_YEAR;
    Some(if leak.repaired {
        Range { low: lost, central: Some(lost), high: lost }
    } else {
        Range { low: 0.0, central: None, high: lost }
    })
}

/// What a range of amounts is worth, in cents, at these prices of a unit (millionths of the currency's unit): the least
/// at the lowest price, the most at the highest, and what is likely at their mean. `None` without a price.
#[must_use]
pub fn cost(amounts: Range, prices_micros: &[i64]) -> Option<Range> {
    let (lowest, highest) = (prices_micros.iter().min()?, prices_micros.iter().max()?);
    #[expect(clippy::cast_precision_loss, reason = "prices are far below 2^53")]
    let cents = |units: f64, micros: i64| units * micros as f64 / 10_000.0;
    let likely = |units: f64| (cents(units, *lowest) + cents(units, *highest)) / 2.0;
    Some(Range {
        low: cents(amounts.low, *lowest),
        central: amounts.central.map(likely),
        high: cents(amounts.high, *highest),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::{Leak, LeakPlace};

    fn content() -> DiagnosisContent {
        DiagnosisContent {
            occupants: 3,
            equipment: vec![],
            leak_found: None,
            leak: None,
            kit_given: None,
            kit_installed: None,
            advised_gestures: vec![],
        }
    }

    #[test]
    fn a_kit_that_is_given_and_one_that_is_installed_are_two_facts() {
        let measured = Baseline::Measured(100.0);
        let given = DiagnosisContent { kit_given: Some(true), ..content() };
        let found = saving(Utility::Water, &given, measured).expect("something was done").per_year;
        assert_eq!(found, Range { low: 0.0, central: None, high: 11.5 });
        let installed = DiagnosisContent { kit_installed: Some(true), ..given.clone() };
        let found = saving(Utility::Water, &installed, measured).expect("something was done").per_year;
        assert_eq!(found, Range { low: 0.0, central: Some(11.5), high: 30.0 });
        let thrown_away = DiagnosisContent { kit_installed: Some(false), ..given };
        assert_eq!(saving(Utility::Water, &thrown_away, measured), None);
        assert_eq!(saving(Utility::Gas, &installed, measured), None);
    }

    #[test]
    fn no_more_is_saved_than_is_used() {
        let leak = Leak { place: LeakPlace::Toilet, litres_per_day: Some(600), repaired: true };
        let found = DiagnosisContent { leak_found: Some(true), leak: Some(leak), ..content() };
        let saved = saving(Utility::Water, &found, Baseline::Reference(120.0)).expect("a leak").per_year;
        assert_eq!(saved, Range { low: 120.0, central: Some(120.0), high: 120.0 });
        let running = DiagnosisContent { leak: Some(Leak { repaired: false, ..leak }), ..found };
        let saved = saving(Utility::Water, &running, Baseline::Reference(500.0)).expect("a leak").per_year;
        assert_eq!(saved, Range { low: 0.0, central: None, high: 219.0 });
    }

    #[test]
    fn money_by_the_tariffs_of_all_communes() {
        let amounts = Range { low: 0.0, central: Some(10.0), high: 20.0 };
        let found = cost(amounts, &[2_480_000, 5_870_000]).expect("two prices");
        assert_eq!(found.low, 0.0);
        assert!((found.central.expect("likely") - 4_175.0).abs() < 1e-6);
        assert!((found.high - 11_740.0).abs() < 1e-6);
        assert_eq!(cost(amounts, &[]), None);
    }
}
