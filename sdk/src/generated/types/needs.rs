// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `needs`.

use super::*;

/// What a household lacks, with all that happened to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Need {
    /// Its id.
    pub id: NeedId,
    /// Whose need it is.
    pub household_id: HouseholdId,
    /// The visit that it was raised in.
    pub visit_id: Option<VisitId>,
    /// Who took it down.
    pub field_worker_id: Option<FieldWorkerId>,
    /// What it is about.
    pub theme: ThemeCode,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Where it stands.
    pub status: NeedStatus,
    /// All that happened to it, oldest first.
    pub history: Vec<NeedEvent>,
    /// What may be done with it now, by hand. (A referral refers it.)
    pub transitions: Vec<NeedTransition>,
    /// When it was raised, by the clock of the device.
    pub occurred_at: Timestamp,
    /// When it arrived, by the server's clock.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Need {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"theme\":\"palier:eau--facture\",\"urgency\":\"normal\",\"status\":\"raised\",\"history\":[{\"status\":\"raised\",\"at\":\"2027-01-12T18:05:12.345678Z\",\"by\":\"field_worker\",\"cause\":null}],\"transitions\":[\"mark_met\",\"mark_not_met\",\"withdraw\"],\"occurred_at\":\"2027-01-12T16:20:00.000000Z\",\"created_at\":\"2027-01-12T18:05:12.345678Z\",\"updated_at\":\"2027-01-12T18:05:12.345678Z\"}";
}

/// What moved a need on, where nobody did it by hand.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NeedCause {
    /// `referral_sent`
    ReferralSent,
    /// `referral_resolved`
    ReferralResolved,
    /// `referral_not_resolved`
    ReferralNotResolved,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    NeedCause { ReferralSent = "referral_sent", ReferralResolved = "referral_resolved",
    ReferralNotResolved = "referral_not_resolved", }
);

/// A step of a need's way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NeedEvent {
    /// Where the need stood from then on.
    pub status: NeedStatus,
    /// When, by the server's clock.
    pub at: Timestamp,
    /// As what the one acted who did it: `operator`, `field_worker` or `partner`.
    pub by: String,
    /// What moved it on, where nobody did it by hand.
    pub cause: Option<NeedCause>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for NeedEvent {
    const EXAMPLE: &'static str = "{\"status\":\"raised\",\"at\":\"2027-01-12T18:05:12.345678Z\",\"by\":\"field_worker\",\"cause\":null}";
}

/// What households of a place lacked in a closed period. Residents who open and talk are those who chose to: read the
/// doors tried and the contact rate beside each figure, and do not extrapolate to those who were not met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NeedFigures {
    /// The quarter or year.
    pub period: Period,
    /// The vintage of the neighbourhoods that were counted. A period may be told of several, each by itself: a commune's line
    /// then holds its neighbourhoods of that vintage. 2015 to 2100.
    pub vintage: i32,
    /// How large the place is.
    pub level: Level,
    /// Its code.
    pub place: String,
    /// The theme, or the group of themes (`palier:eau`); null: any need. Themes are told from communes upwards.
    pub theme: Option<String>,
    /// Distinct households with such a need.
    pub households: Figure,
    /// Distinct households that were interviewed there in the period.
    pub households_met: Figure,
    /// The share of those met, where both are published. 0 to 1.
    pub share_of_met: Option<f64>,
    /// Distinct households whose door was tried.
    pub doors_tried: Figure,
    /// Those where somebody opened.
    pub doors_opened: Figure,
    /// The share of doors tried that opened, where both are published. 0 to 1.
    pub contact_rate: Option<f64>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for NeedFigures {
    const EXAMPLE: &'static str = "{\"period\":\"2026-Q3\",\"vintage\":2024,\"level\":\"neighbourhood\",\"place\":\"QN09901N\",\"theme\":\"palier:eau\",\"households\":{\"value\":35,\"status\":\"published\"},\"households_met\":{\"value\":120,\"status\":\"published\"},\"share_of_met\":0.292,\"doors_tried\":{\"value\":215,\"status\":\"published\"},\"doors_opened\":{\"value\":130,\"status\":\"published\"},\"contact_rate\":0.605}";
}

/// Figures as a GeoJSON feature collection (RFC 7946).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NeedFiguresCollection {
    /// Always `FeatureCollection`.
    pub r#type: NeedFiguresCollectionType,
    /// One a line.
    pub features: Vec<NeedFiguresFeature>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for NeedFiguresCollection {
    const EXAMPLE: &'static str = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"2026-Q3/2024/QN09901N/palier:eau\",\"geometry\":null,\"properties\":{\"period\":\"2026-Q3\",\"vintage\":2024,\"level\":\"neighbourhood\",\"place\":\"QN09901N\",\"theme\":\"palier:eau\",\"households\":{\"value\":null,\"status\":\"withheld\"},\"households_met\":{\"value\":120,\"status\":\"published\"},\"share_of_met\":null,\"doors_tried\":{\"value\":215,\"status\":\"published\"},\"doors_opened\":{\"value\":130,\"status\":\"published\"},\"contact_rate\":0.605}}]}";
}

/// Always `FeatureCollection`.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NeedFiguresCollectionType {
    /// `FeatureCollection`
    FeatureCollection,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    NeedFiguresCollectionType { FeatureCollection = "FeatureCollection", }
);

/// Figures as a GeoJSON feature (RFC 7946): the neighbourhood's boundary with one line of its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NeedFiguresFeature {
    /// Always `Feature`.
    pub r#type: NeedFiguresFeatureType,
    /// Period, vintage, place and theme.
    pub id: String,
    /// The neighbourhood's boundary in WGS84; `null` for larger places.
    pub geometry: Option<MultiPolygon>,
    /// The figures.
    pub properties: NeedFigures,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for NeedFiguresFeature {
    const EXAMPLE: &'static str = "{\"type\":\"Feature\",\"id\":\"2026-Q3/2024/QN09901N/palier:eau\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[2.5,48.5],[2.51,48.5],[2.51,48.51],[2.5,48.51],[2.5,48.5]]]]},\"properties\":{\"period\":\"2026-Q3\",\"vintage\":2024,\"level\":\"neighbourhood\",\"place\":\"QN09901N\",\"theme\":\"palier:eau\",\"households\":{\"value\":35,\"status\":\"published\"},\"households_met\":{\"value\":120,\"status\":\"published\"},\"share_of_met\":0.292,\"doors_tried\":{\"value\":215,\"status\":\"published\"},\"doors_opened\":{\"value\":130,\"status\":\"published\"},\"contact_rate\":0.605}}";
}

/// Always `Feature`.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NeedFiguresFeatureType {
    /// `Feature`
    Feature,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(NeedFiguresFeatureType { Feature = "Feature", });

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NeedFiguresPage {
    /// The items, in the list's order.
    pub items: Vec<NeedFigures>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for NeedFiguresPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"period\":\"2026-Q3\",\"vintage\":2024,\"level\":\"neighbourhood\",\"place\":\"QN09901N\",\"theme\":\"palier:eau\",\"households\":{\"value\":35,\"status\":\"published\"},\"households_met\":{\"value\":120,\"status\":\"published\"},\"share_of_met\":0.292,\"doors_tried\":{\"value\":215,\"status\":\"published\"},\"doors_opened\":{\"value\":130,\"status\":\"published\"},\"contact_rate\":0.605}],\"next_cursor\":null}";
}

crate::call::page!(NeedFiguresPage, NeedFigures);

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NeedPage {
    /// The items, in the list's order.
    pub items: Vec<Need>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for NeedPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"visit_id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"theme\":\"palier:eau--facture\",\"urgency\":\"normal\",\"status\":\"raised\",\"history\":[{\"status\":\"raised\",\"at\":\"2027-01-12T18:05:12.345678Z\",\"by\":\"field_worker\",\"cause\":null}],\"transitions\":[\"mark_met\",\"mark_not_met\",\"withdraw\"],\"occurred_at\":\"2027-01-12T16:20:00.000000Z\",\"created_at\":\"2027-01-12T18:05:12.345678Z\",\"updated_at\":\"2027-01-12T18:05:12.345678Z\"}],\"next_cursor\":null}";
}

crate::call::page!(NeedPage, Need);

/// A transition that a need can make by hand.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NeedTransition {
    /// `mark_met`
    MarkMet,
    /// `mark_not_met`
    MarkNotMet,
    /// `withdraw`
    Withdraw,
    /// `reopen`
    Reopen,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    NeedTransition { MarkMet = "mark_met", MarkNotMet = "mark_not_met", Withdraw =
    "withdraw", Reopen = "reopen", }
);
