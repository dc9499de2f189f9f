//! Control groups: which stairwells of a campaign are tried first and which later, to compare with. Drawn once, by
//! stairwell, so that neighbours who talk to each other are of one arm; from a recorded seed, so that anybody can draw again.
//!
//! In each neighbourhood the stairwells are put in the order of SHA-256(seed, neighbourhood, building, stairwell), and the
//! first share of them, rounded to the nearest number and at least one if there are two or more, is the control group. The
//! parts are joined by U+001F, which no name of a building holds.

use crate::{
    caller::Mode,
    coded::coded,
    error::Invalid,
    ids::{CampaignId, ControlGroupId},
    time::Instant,
};

/// The smallest and the greatest share of the control group, in percent.
pub const SHARE_PERCENT: std::ops::RangeInclusive<u32> = 5..=50;
/// The longest seed.
pub const MAX_SEED: usize = 64;

coded! {
    /// The arm of a stairwell.
    Arm {
        /// Tried in the campaign.
        Treatment = "treatment",
        /// Left until later, to compare with.
        Control = "control",
    }
}

/// What an operator asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlGroupDraft {
    /// From which the draw is made.
    pub seed: String,
    /// The share of stairwells to be left until later, in percent.
    pub share_percent: u32,
}

impl ControlGroupDraft {
    /// Checks it.
    ///
    /// # Errors
    /// `out_of_range` at `/share_percent`, or what is wrong with the seed.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        if !SHARE_PERCENT.contains(&self.share_percent) {
            let (least, most) = SHARE_PERCENT.into_inner();
            invalid.push("/share_percent", "out_of_range", format!("From {least} to {most} percent."));
        }
        crate::text::slug(&mut invalid, "/seed", &self.seed, MAX_SEED);
        invalid.or(self)
    }
}

/// A stairwell; a building without stairwells is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stairwell {
    /// The neighbourhood's code.
    pub neighbourhood_code: String,
    /// The building.
    pub building: String,
    /// The stairwell; empty: the building has none.
    pub stairwell: String,
}

/// What is hashed to find a stairwell's place in the draw.
#[must_use]
pub fn ticket(seed: &str, stairwell: &Stairwell) -> String {
    let Stairwell { neighbourhood_code, building, stairwell } = stairwell;
    [seed, neighbourhood_code, building, stairwell].join("\u{1f}")
}

/// Shares the stairwells out. `hash` is SHA-256.
#[must_use]
pub fn draw(
    draft: &ControlGroupDraft,
    stairwells: Vec<Stairwell>,
    hash: impl Fn(&[u8]) -> Vec<u8>,
) -> Vec<(Stairwell, Arm)> {
    let mut drawn: Vec<(String, Vec<u8>, Stairwell)> = stairwells
        .into_iter()
        .map(|well| (well.neighbourhood_code.clone(), hash(ticket(&draft.seed, &well).as_bytes()), well))
        .collect();
    drawn.sort();
    drawn.dedup();
    let mut arms = Vec::with_capacity(drawn.len());
    for neighbourhood in drawn.chunk_by(|a, b| a.0 == b.0) {
        let control = controls(neighbourhood.len(), draft.share_percent);
        for (place, (_, _, well)) in neighbourhood.iter().enumerate() {
            arms.push((well.clone(), if place < control { Arm::Control } else { Arm::Treatment }));
        }
    }
    arms
}

/// How many of so many stairwells are the control group.
fn controls(stairwells: usize, share_percent: u32) -> usize {
    if stairwells < 2 {
        return 0;
    }
    let share = usize::try_from(share_percent).unwrap_or_default();
    ((stairwells * share + 50) / 100).max(1)
}

/// A draw as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlGroup {
    /// Its id.
    pub id: ControlGroupId,
    /// Live or test data.
    pub mode: Mode,
    /// Whose stairwells were drawn.
    pub campaign_id: CampaignId,
    /// The seed.
    pub seed: String,
    /// The share that was asked for, in percent.
    pub share_percent: u32,
    /// When it was drawn.
    pub created_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stairwells(count: usize) -> Vec<Stairwell> {
        (0..count)
            .map(|number| Stairwell {
                neighbourhood_code: if number % 3 == 0 { "QN09901N" } else { "QN09902N" }.to_owned(),
                building: format!("B{}", number / 4),
                stairwell: (number % 4).to_string(),
            })
            .collect()
    }

    fn drawn(seed: &str, wells: Vec<Stairwell>) -> Vec<(Stairwell, Arm)> {
        let draft = ControlGroupDraft { seed: seed.to_owned(), share_percent: 30 };
        let hash = |bytes: &[u8]| {
            bytes.iter().fold(7_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
                .to_be_bytes().to_vec()
        };
        draw(&draft, wells, hash)
    }

    #[test]
    fn the_same_seed_draws_the_same_in_whatever_order_the_stairwells_come() {
        let mut turned = stairwells(40);
        turned.reverse();
        turned.push(stairwells(1)[0].clone());
        assert_eq!(drawn("a", stairwells(40)), drawn("a", turned));
        assert_ne!(drawn("a", stairwells(40)), drawn("b", stairwells(40)));
    }

    #[test]
    fn each_neighbourhood_has_its_share() {
        let arms = drawn("a", stairwells(60));
        for (code, expected) in [("QN09901N", 6), ("QN09902N", 12)] {
            let of = |(well, arm): &&(Stairwell, Arm)| {
                well.neighbourhood_code == code && *arm == Arm::Control
            };
            assert_eq!(arms.iter().filter(of).count(), expected, "{code}");
        }
        assert_eq!((controls(1, 50), controls(2, 5), controls(2, 50), controls(10, 25)), (0, 1, 1, 3));
    }
}
