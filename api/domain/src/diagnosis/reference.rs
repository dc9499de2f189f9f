//! What a household like this one uses, to compare with.
//!
//! Water: 148 litres a person and day, the mean of France in 2021 (54 m3 a year), shared out among uses as the Centre
//! d'information sur l'eau publishes it: 39 % bath and shower, 20 % toilet, 12 % laundry, 10 % dishes, 6 % cooking, 6 %
//! cleaning and various, 6 % garden and car, 1 % drinking. A use that the dwelling has no equipment for is taken off. A mean
//! is no norm: children use less than adults, one person alone more than a person of five, and who is often away less than
//! who is at home all day. So the answer is to be read as an order of magnitude.
//!
//! Electricity and gas: none. What a household uses depends on how the dwelling is heated and built more than on who lives
//! there, and neither is known here; it is compared with itself, a year apart.

use super::Equipment;
use crate::{coded::coded, meter_reading::Utility};

/// The name of the method, told with each answer; another way of reckoning gets another name.
pub const WATER_METHOD: &str = "water_2021_uses";

/// Cubic metres a person and day, over all uses.
const WATER_PER_PERSON: f64 = 0.148;

coded! {
    /// What water is used for in a dwelling.
    WaterUse {
        /// Bath and shower.
        Washing = "washing",
        /// The toilet.
        Toilet = "toilet",
        /// Laundry, with a washing machine.
        Laundry = "laundry",
        /// Dishes.
        Dishes = "dishes",
        /// Cooking.
        Cooking = "cooking",
        /// Cleaning and various.
        Cleaning = "cleaning",
        /// A garden or a car.
        Outdoor = "outdoor",
        /// Drinking.
        Drinking = "drinking",
    }
}

impl WaterUse {
    /// Its share of the mean, in percent.
    #[must_use]
    pub const fn percent(self) -> u32 {
        match self {
            Self::Washing => 39,
            Self::Toilet => 20,
            Self::Laundry => 12,
            Self::Dishes => 10,
            Self::Cooking | Self::Cleaning | Self::Outdoor => 6,
            Self::Drinking => 1,
        }
    }

    /// What a dwelling needs for it.
    const fn needs(self) -> Option<Equipment> {
        match self {
            Self::Laundry => Some(Equipment::WashingMachine),
            Self::Outdoor => Some(Equipment::OutdoorTap),
            _ => None,
        }
    }
}

/// What a household like this one uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// How it is reckoned.
    pub method: &'static str,
    /// In the utility's unit.
    pub per_person_per_day: f64,
    /// In the utility's unit, for all occupants.
    pub per_day: f64,
    /// What of it is for which use, a person and day.
    pub uses: Vec<(WaterUse, f64)>,
}

/// What a household of so many people, with this equipment, uses; `None` where nothing sound can be said.
#[must_use]
pub fn reference(utility: Utility, occupants: u32, equipment: &[Equipment]) -> Option<Reference> {
    if utility != Utility::Water {
        return None;
    }
    let has = |needed: Option<Equipment>| needed.is_none_or(|needed| equipment.contains(&needed));
    let uses: Vec<(WaterUse, f64)> = WaterUse::ALL
        .iter()
        .filter(|used| has(used.needs()))
        .map(|used| (*used, WATER_PER_PERSON * f64::from(used.percent()) / 100.0))
        .collect();
    let per_person_per_day: f64 = uses.iter().map(|(_, share)| share).sum();
    let per_day = per_person_per_day * f64::from(occupants);
    Some(Reference { method: WATER_METHOD, per_person_per_day, per_day, uses })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_uses_add_up_to_the_mean() {
        assert_eq!(WaterUse::ALL.iter().map(|used| used.percent()).sum::<u32>(), 100);
        let all = [Equipment::WashingMachine, Equipment::OutdoorTap];
        let found = reference(Utility::Water, 2, &all).expect("water has one");
        assert!((found.per_person_per_day - 0.148).abs() < 1e-12);
        assert!((found.per_day * 365.0 - 108.04).abs() < 0.01, "twice 54 m3 a year");
    }

    #[test]
    fn what_a_dwelling_has_no_equipment_for_is_taken_off() {
        let found = reference(Utility::Water, 1, &[]).expect("water has one");
        assert!((found.per_person_per_day - 0.148 * 0.82).abs() < 1e-12);
        assert!(!found.uses.iter().any(|(used, _)| *used == WaterUse::Laundry));
        assert_eq!(reference(Utility::Gas, 1, &[]), None);
    }
}
