// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `control-groups`.

use super::*;

/// Which stairwells of a campaign are left until later, to compare with. Drawn once and never changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ControlGroup {
    /// Its id.
    pub id: Uuid,
    /// Whose stairwells were drawn.
    pub campaign_id: CampaignId,
    /// From which the draw was made: whoever knows it and the stairwells can draw again.
    pub seed: String,
    /// The share that was asked for, in percent. At least 0.
    pub share_percent: i32,
    /// How many stairwells are tried in the campaign. At least 0.
    pub treatment: i64,
    /// How many are left until later. At least 0.
    pub control: i64,
    /// When it was drawn.
    pub created_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ControlGroup {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-343434343434\",\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"seed\":\"eau-2026-07-tirage\",\"share_percent\":25,\"treatment\":36,\"control\":12,\"created_at\":\"2026-11-24T09:00:00.000000Z\"}";
}

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ControlGroupInput {
    /// The share of the stairwells of each neighbourhood to be left until later, in percent. 5 to 50.
    pub share_percent: i32,
    /// From which to draw; the server makes one up if it is left out. To show that nobody tried seeds until one pleased,
    /// agree on it beforehand and in public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<Slug>,
}

impl ControlGroupInput {
    /// With all that is required.
    pub fn new(share_percent: i32) -> Self {
        Self { share_percent, seed: Default::default() }
    }

    /// From which to draw; the server makes one up if it is left out. To show that nobody tried seeds until one pleased,
    /// agree on it beforehand and in public.
    #[must_use]
    pub fn seed(mut self, seed: impl Into<Slug>) -> Self {
        self.seed = Some(seed.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ControlGroupInput {
    const EXAMPLE: &'static str = "{\"share_percent\":25,\"seed\":\"eau-2026-07-tirage\"}";
}

/// A stairwell with its arm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ControlGroupStairwell {
    /// Where it is.
    pub neighbourhood_code: NeighbourhoodCode,
    /// The building.
    pub building: String,
    /// The stairwell; null: the building has none.
    pub stairwell: Option<String>,
    /// Its arm.
    pub arm: Arm,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ControlGroupStairwell {
    const EXAMPLE: &'static str =
        "{\"neighbourhood_code\":\"QN09901N\",\"building\":\"B\",\"stairwell\":\"2\",\"arm\":\"control\"}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ControlGroupStairwellPage {
    /// The items, in the list's order.
    pub items: Vec<ControlGroupStairwell>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ControlGroupStairwellPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"neighbourhood_code\":\"QN09901N\",\"building\":\"B\",\"stairwell\":\"2\",\"arm\":\"control\"}],\"next_cursor\":null}";
}

crate::call::page!(ControlGroupStairwellPage, ControlGroupStairwell);
