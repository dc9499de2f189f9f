//! Chance with a fixed seed: the same seed tells the same story.

use jiff::Timestamp;
use uuid::{Builder, Uuid};

/// A source of chance. Each part of the story has a stream of its own, so that a change of one part leaves the others as
/// they were.
pub struct Draw(fastrand::Rng);

impl Draw {
    /// The stream of a part.
    pub fn new(seed: u64, part: &str) -> Self {
        // FNV-1a: spreads the name over the seed.
        let mixed = part.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(fastrand::Rng::with_seed(mixed))
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        self.0.u32(low..=high)
    }

    /// A share from `low` to `high`.
    pub fn share(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.f64()
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.0.u32(0..100) < percent
    }

    /// One of several.
    ///
    /// # Panics
    /// If there are none: the town's own lists have some.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.0.usize(0..of.len())]
    }

    /// One of several, by their weights.
    ///
    /// # Panics
    /// If there are none: the town's own lists have some.
    pub fn weighted<T: Copy>(&mut self, of: &[(T, u32)]) -> T {
        let mut left = self.0.u32(0..of.iter().map(|(_, weight)| weight).sum());
        for (value, weight) in of {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        of[0].0
    }

    /// Puts them in any order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        self.0.shuffle(items);
    }

    /// So many trues among so many, in any order: a share that is met exactly.
    pub fn exactly(&mut self, trues: usize, of: usize) -> Vec<bool> {
        let mut marks: Vec<bool> = (0..of).map(|index| index < trues).collect();
        self.shuffle(&mut marks);
        marks
    }

    /// A UUIDv7 as a device would have made it at that moment.
    pub fn id(&mut self, at: Timestamp) -> Uuid {
        let mut random = [0; 10];
        self.0.fill(&mut random);
        let millis = u64::try_from(at.as_millisecond()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

/// So many of a whole, rounded.
pub fn part_of(whole: usize, share: f64) -> usize {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // A town's numbers are small, and shares are not negative.
    let part = (whole as f64 * share).round() as usize;
    part
}
