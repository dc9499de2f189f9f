// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `impact`.

use super::*;

/// Resolved referrals by the days that they took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DaysTaken {
    /// `up_to_7`, `8_to_30`, `31_to_90` or `more_than_90`.
    pub days: String,
    /// Distinct households whose referral was resolved within them.
    pub households: Figure,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// The impact of the whole network in a closed period. Households that were met are those that opened and talked; nothing
/// is extrapolated to others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Impact {
    /// The quarter or year.
    pub period: Period,
    /// The release that holds it.
    pub release_id: ReleaseId,
    /// Up to when what had arrived was counted.
    pub as_of: Option<Timestamp>,
    /// Organisations that had a campaign. At least 0.
    pub partnerships: i64,
    /// Campaigns that were active: they ran, or had ended within two quarters. At least 0.
    pub campaigns: i64,
    /// Neighbourhoods that they were active in. At least 0.
    pub neighbourhoods: i64,
    /// Field workers who went to doors. At least 0.
    pub field_workers: i64,
    /// Residents who took part in interviews, at least: by the published figures of households by residents present;
    /// null where none is published. At least 0.
    pub residents_reached_at_least: Option<i32>,
    /// Doors, households, needs, referrals and outcomes.
    pub indicators: Vec<Indicator>,
    /// How long resolved referrals took.
    pub referral_days: Vec<DaysTaken>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Impact {
    const EXAMPLE: &'static str = "{\"period\":\"2026-Q3\",\"release_id\":\"019ab0f2-6b1e-7c40-9d5e-626262626262\",\"as_of\":\"2027-01-15T09:00:00.412000Z\",\"partnerships\":6,\"campaigns\":9,\"neighbourhoods\":5,\"field_workers\":12,\"residents_reached_at_least\":310,\"indicators\":[{\"name\":\"found_useful\",\"definition\":\"Of the households met, those that found an interview useful.\",\"version\":1,\"numerator\":{\"value\":265,\"status\":\"published\"},\"denominator\":{\"value\":290,\"status\":\"published\"},\"share\":0.914}],\"referral_days\":[{\"days\":\"8_to_30\",\"households\":{\"value\":null,\"status\":\"withheld\"}}]}";
}

/// The impact by period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ImpactSeries {
    /// The country's code.
    pub place: String,
    /// All that were published, oldest first. Quarters and years stand beside each other: a year counts a household once,
    /// so that quarters do not add up to it.
    pub periods: Vec<Impact>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ImpactSeries {
    const EXAMPLE: &'static str = "{\"place\":\"FR\",\"periods\":[]}";
}

/// What came of door-to-door outreach, as a protected count of distinct households.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Indicator {
    /// Its name, such as `found_useful`.
    pub name: String,
    /// What it counts, exactly.
    pub definition: String,
    /// The version of the definition. At least 0.
    pub version: i32,
    /// The count.
    pub numerator: Figure,
    /// What it is a part of, if it is a share.
    pub denominator: Option<Figure>,
    /// The share, where both are published. 0 to 1.
    pub share: Option<f64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}
