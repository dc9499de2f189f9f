//! What meters show, exactly: thousandths of the utility's unit.

use serde::{Deserialize, Serialize};

/// The greatest index, in the utility's unit: eight digits and three decimals, more than any household's meter has.
pub const MAX_INDEX: f64 = 99_999_999.999;

/// An amount in thousandths of the utility's unit (litres of water, watt-hours), so that differences are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(pub i64);

impl Amount {
    /// An index of a meter; `None` if it is negative, greater than any meter shows, or has more than three decimals.
    #[must_use]
    pub fn index(units: f64) -> Option<Self> {
        if !(0.0..=MAX_INDEX).contains(&units) {
            return None;
        }
        let milli = (units * 1_000.0).round();
        // Eleven digits are far from what a double can't tell apart, so that equality is exact here.
        #[expect(clippy::float_cmp, clippy::cast_possible_truncation, reason = "checked to fit above")]
        (milli / 1_000.0 == units).then_some(Self(milli as i64))
    }

    /// In the utility's unit.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "eleven digits fit into a double")]
    pub fn units(self) -> f64 {
        self.0 as f64 / 1_000.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_no_meter_shows_is_none() {
        for wrong in [-0.001, 100_000_000.0, 1.0005, f64::NAN, f64::INFINITY] {
            assert_eq!(Amount::index(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn thousandths_survive_the_way_through_a_double(milli in 0_i64..=99_999_999_999) {
            prop_assert_eq!(Amount::index(Amount(milli).units()), Some(Amount(milli)));
        }
    }
}
