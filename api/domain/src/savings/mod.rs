//! Savings: what a water or energy programme has changed, by the meters, against the stairwells that had to wait.
//!
//! A difference in differences over measured pairs of the same season, by the arm in which a stairwell was drawn, whatever
//! was done or installed there; the interval comes from a bootstrap that draws whole stairwells. All changes are signed: less
//! consumption is a negative change. What was declared or estimated is described by itself and never compared or added.
//! `docs/impact.md` tells the method, its limits, and how the thresholds were found by simulation.

mod bootstrap;
mod estimate;
mod pair;
mod season;

#[cfg(test)]
mod tests;

pub use bootstrap::{Draws, Interval, REPLICATES, Statistic, Sums};
pub use estimate::{
    ArmSummary, Effect, Estimate, MIN_HOUSEHOLDS, MIN_STAIRWELLS, NotEnough, QualitySummary, Summary,
    estimate,
};
pub use pair::{COMMON_SEASON, MAX_YEARS_AWAY, MIN_SPAN_DAYS, Pair, pair};
pub use season::{DAYS_PER_YEAR, common_season};

use crate::{
    code::CommuneCode,
    coded::coded,
    control_group::{Arm, Stairwell},
    ids::HouseholdId,
    meter_reading::{MeterReading, Utility},
    tariff::{Tariff, holding_on},
    time::{Day, Instant},
};

/// The name of the method, told with each answer; another way of reckoning gets another name.
pub const METHOD: &str = "did_itt_stairwell_bootstrap_t_1";

/// What is asked about: one campaign with a control group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// What is measured.
    pub utility: Utility,
    /// When the first household was reached, and when the last one.
    pub window: (Instant, Instant),
    /// Until when the arms are compared: when the control stairwells are tried at the earliest, or now. What flowed later is
    /// not looked at in either arm.
    pub until: Instant,
    /// The draw, as `control_group::draw` gives it.
    pub arms: Vec<(Stairwell, Arm)>,
    /// From which the bootstrap draws: the same seed and data, the same interval.
    pub seed: u64,
}

/// What is known of a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdRecord {
    /// Which one.
    pub household_id: HouseholdId,
    /// Where it lives; this alone decides its arm.
    pub stairwell: Stairwell,
    /// The commune whose tariff it pays.
    pub commune_code: Option<CommuneCode>,
    /// How many live there, from when on, in the order of time. The first number holds for the time before, too: it is
    /// mostly asked at the first visit.
    pub occupants: Vec<(Instant, u32)>,
    /// When the programme reached it; `None`: never, or it is in a control stairwell.
    pub reached_at: Option<Instant>,
    /// All readings of its meter of this utility, in any order.
    pub readings: Vec<MeterReading>,
}

coded! {
    /// Why a household is not among the measured pairs. If several hold, the first one in this order is told.
    Exclusion {
        /// The same household stands in the records again.
        Duplicate = "duplicate",
        /// Its stairwell was not drawn into an arm.
        NotDrawn = "not_drawn",
        /// In its neighbourhood all stairwells are of one arm, so that nothing there compares with it.
        NoCounterpart = "no_counterpart",
        /// No two readings of its meter say what flowed.
        NoReadings = "no_readings",
        /// There is a pair, but it is declared; it is described as such.
        Declared = "declared",
        /// There is a pair, but it is estimated; it is described as such.
        Estimated = "estimated",
        /// Nothing was measured long enough before.
        NoBefore = "no_before",
        /// Nothing was measured long enough after.
        NoAfter = "no_after",
        /// What was measured before and after are not the same days of the year.
        OtherSeason = "other_season",
        /// The meter was replaced between the two.
        MeterReplaced = "meter_replaced",
        /// Nobody knows how many live there, or nobody does.
        OccupantsUnknown = "occupants_unknown",
    }
}

/// The tariff of a commune that holds on a day.
#[must_use]
pub fn tariff_on<'a>(tariffs: &'a [Tariff], commune: &CommuneCode, day: Day) -> Option<&'a Tariff> {
    holding_on(tariffs, day).into_iter().find(|tariff| tariff.content.commune_code == *commune)
}
