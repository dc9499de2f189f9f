// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `neighbourhoods`.

use super::*;

/// A priority neighbourhood (*quartier prioritaire de la politique de la ville*).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Neighbourhood {
    /// Its official code: `QN…` in the lists from 2024 on, `QP…` in those from 2015 on.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// The year of the list it stands in.
    pub vintage: i32,
    /// The communes (INSEE codes) that it lies in: at least one, and several for one neighbourhood in ten.
    pub commune_codes: Vec<String>,
    /// The neighbourhoods of an earlier list that it took over, wholly or in part.
    pub predecessors: Vec<String>,
    /// The neighbourhoods of a later list that took it over, wholly or in part.
    pub successors: Vec<String>,
    /// Metres from the position that `near` names, to a decimetre: 0 inside, else to the boundary. Only in lists
    /// with `near`. At least 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<f64>,
    /// When it was first imported.
    pub created_at: Timestamp,
    /// When an import last changed it.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Neighbourhood {
    const EXAMPLE: &'static str = "{\"code\":\"QN09901N\",\"name\":\"Les Tilleuls\",\"vintage\":2024,\"commune_codes\":[\"99001\",\"99002\"],\"predecessors\":[\"QP099001\"],\"successors\":[],\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}";
}

/// Neighbourhoods as a GeoJSON feature collection (RFC 7946).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NeighbourhoodCollection {
    /// Always `FeatureCollection`.
    pub r#type: NeighbourhoodCollectionType,
    /// The neighbourhoods.
    pub features: Vec<NeighbourhoodFeature>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for NeighbourhoodCollection {
    const EXAMPLE: &'static str = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"QN09901N\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[2.5,48.5],[2.51,48.5],[2.51,48.51],[2.5,48.51],[2.5,48.5]]]]},\"properties\":{\"code\":\"QN09901N\",\"name\":\"Les Tilleuls\",\"vintage\":2024,\"commune_codes\":[\"99001\",\"99002\"],\"predecessors\":[\"QP099001\"],\"successors\":[],\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}}]}";
}

/// Always `FeatureCollection`.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NeighbourhoodCollectionType {
    /// `FeatureCollection`
    FeatureCollection,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    NeighbourhoodCollectionType { FeatureCollection = "FeatureCollection", }
);

/// A neighbourhood as a GeoJSON feature (RFC 7946).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NeighbourhoodFeature {
    /// Always `Feature`.
    pub r#type: NeighbourhoodFeatureType,
    /// The neighbourhood's code.
    pub id: String,
    /// The boundary, a `MultiPolygon` in WGS84 (longitude before latitude); `null` where the official list has none.
    pub geometry: Option<MultiPolygon>,
    /// The neighbourhood.
    pub properties: Neighbourhood,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for NeighbourhoodFeature {
    const EXAMPLE: &'static str = "{\"type\":\"Feature\",\"id\":\"QN09901N\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[2.5,48.5],[2.51,48.5],[2.51,48.51],[2.5,48.51],[2.5,48.5]]]]},\"properties\":{\"code\":\"QN09901N\",\"name\":\"Les Tilleuls\",\"vintage\":2024,\"commune_codes\":[\"99001\",\"99002\"],\"predecessors\":[\"QP099001\"],\"successors\":[],\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}}";
}

/// Always `Feature`.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NeighbourhoodFeatureType {
    /// `Feature`
    Feature,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(NeighbourhoodFeatureType { Feature = "Feature", });

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NeighbourhoodPage {
    /// The items, in the list's order.
    pub items: Vec<Neighbourhood>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for NeighbourhoodPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"code\":\"QN09901N\",\"name\":\"Les Tilleuls\",\"vintage\":2024,\"commune_codes\":[\"99001\",\"99002\"],\"predecessors\":[\"QP099001\"],\"successors\":[],\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(NeighbourhoodPage, Neighbourhood);
