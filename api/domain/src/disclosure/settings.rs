//! What a protector is told beside the cells: the constants of the method, the keyed draws, whom to report to.

/// The constants of the method. They are public, like the method; only the key behind [`Draws`] is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The fewest distinct households that may be told: INSEE's threshold for fiscal data on persons.
    pub k: u32,
    /// Published values are multiples of it.
    pub base: u32,
    /// The least rounded value that is published. At least `k + base - 1`, so that every published value alone
    /// already says `k` or more and nothing between can be told from it.
    pub least_published: u32,
    /// Share of publishable cells, in ten-thousandths, withheld for no reason: because of them "withheld" never proves
    /// "small".
    pub withhold_share: u32,
    /// Always the default outside tests.
    pub protections: Protections,
}

impl Default for Settings {
    fn default() -> Self {
        Self { k: 11, base: 5, least_published: 15, withhold_share: 50, protections: Protections::default() }
    }
}

impl Settings {
    /// Whether the constants fit together; the sentence says which do not.
    pub fn check(&self) -> Result<(), &'static str> {
        match self {
            Self { k: 0..=1, .. } => Err("k is at least 2"),
            Self { base: 0..=1, .. } => Err("base is at least 2"),
            Self { withhold_share: 0 | 10_000.., .. } => {
                Err("withhold_share is between 1 and 9999 ten-thousandths")
            }
            _ if self.least_published < self.k.saturating_add(self.base - 1) => {
                Err("least_published is at least k + base - 1")
            }
            _ => Ok(()),
        }
    }
}

/// Switches that take single protections away.
///
/// They exist for one reason: a test with an attacker that finds nothing proves little unless the same attacker finds
/// something as soon as a protection is missing. The server has no setting for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protections {
    /// Complements (a denominator minus its part) are protected like counts.
    pub complement: bool,
    /// Withheld cells are protected against being worked out from published ones: closure, repair and certification.
    pub secondary: bool,
    /// Figures of a count that still grows move only in steps that are large enough, all together.
    pub steps: bool,
}

impl Default for Protections {
    fn default() -> Self {
        Self { complement: true, secondary: true, steps: true }
    }
}

/// Keyed pseudorandom numbers: an HMAC, or another keyed hash, under a key of the release.
///
/// The domain has no cryptography, so the server brings it. Equal arguments must always give the same number, and
/// nobody without the key may tell the numbers from random ones.
pub trait Draws: Sync {
    /// A number evenly spread over all 64 bits, for one `purpose`, one set of households by its canonical name, and
    /// one `round`.
    fn draw(&self, purpose: &str, cell: &str, round: u32) -> u64;
}

/// Where a run is. It holds numbers of cells, never counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Cells that are settled in this step.
    pub done: usize,
    /// Cells that the step has to settle.
    pub of: usize,
}

/// The steps of a run, in their order; repair and certification alternate until nothing is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The primary rules and the rounding.
    Rules,
    /// Bound propagation, redraws and secondary withholding.
    Repair,
    /// The search for witnesses.
    Certify,
}
