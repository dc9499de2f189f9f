//! Boundaries: WGS84 multipolygons, and their one canonical GeoJSON text.

use geo::{Coord, LineString, MultiPolygon, Orient, Polygon, orient::Direction};
use geojson::{Geometry, GeometryValue, Position};

use crate::error::Invalid;

/// The most positions of a boundary; the largest official one has a few thousand.
pub const MAX_POSITIONS: usize = 100_000;

/// Coordinates are kept to 1e-7 degrees, about a centimetre.
const DECIMALS: f64 = 1e7;

/// Reads the polygon or multipolygon of a GeoJSON geometry, in canonical form.
///
/// # Errors
/// Everything that is wrong, each located by a pointer into the geometry: `geometry_type`, `ring_too_short`,
/// `ring_not_closed`, `longitude`, `latitude`, `position`, `empty`, `too_many`.
pub fn from_geometry(geometry: &Geometry) -> Result<MultiPolygon<f64>, Invalid> {
    match &geometry.value {
        GeometryValue::Polygon { coordinates } => {
            from_positions(std::slice::from_ref(coordinates), |_| "/coordinates".to_owned())
        }
        GeometryValue::MultiPolygon { coordinates } => {
            from_positions(coordinates, |i| format!("/coordinates/{i}"))
        }
        _ => Err(Invalid::one("/type", "geometry_type", "A boundary is a Polygon or a MultiPolygon.")),
    }
}

/// Reads the GeoJSON text of a boundary, such as [`to_geojson`] writes.
///
/// # Errors
/// `geojson` if it is none, else see [`from_geometry`].
pub fn from_geojson(text: &str) -> Result<MultiPolygon<f64>, Invalid> {
    let geometry: Geometry =
        text.parse().map_err(|error: geojson::Error| Invalid::one("", "geojson", error.to_string()))?;
    from_geometry(&geometry)
}

/// The compact GeoJSON text of a boundary. Equal boundaries have equal texts, and reading one back and writing
/// it again changes nothing, so that an import can tell what is unchanged by comparing texts.
#[must_use]
pub fn to_geojson(boundary: &MultiPolygon<f64>) -> String {
    let boundary = canonical(boundary);
    let ring = |ring: &LineString<f64>| ring.coords().map(|c| Position::from([c.x, c.y])).collect::<Vec<_>>();
    let rings = |polygon: &Polygon<f64>| {
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect::<Vec<_>>()
    };
    Geometry::new(GeometryValue::MultiPolygon { coordinates: boundary.iter().map(rings).collect() })
        .to_string()
}

/// The boundary with coordinates rounded to a centimetre, exterior rings counterclockwise and holes clockwise,
/// as RFC 7946, section 3.1.6 asks.
#[must_use]
pub fn canonical(boundary: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let oriented = boundary.orient(Direction::Default);
    geo::MapCoords::map_coords(&oriented, |c| Coord { x: round(c.x), y: round(c.y) })
}

fn round(degrees: f64) -> f64 {
    // Adding zero turns -0 into 0, which would else be another text for the same place.
    (degrees * DECIMALS).round() / DECIMALS + 0.0
}

/// Checks a boundary that was built elsewhere; pointers as in a GeoJSON MultiPolygon.
///
/// # Errors
/// See [`from_geometry`].
pub fn check(boundary: &MultiPolygon<f64>) -> Result<(), Invalid> {
    let mut invalid = Invalid::default();
    if boundary.0.is_empty() {
        invalid.push("/coordinates", "empty", "A boundary has at least one polygon.");
    }
    for (i, polygon) in boundary.iter().enumerate() {
        for (j, ring) in std::iter::once(polygon.exterior()).chain(polygon.interiors()).enumerate() {
            check_ring(&mut invalid, &format!("/coordinates/{i}/{j}"), &ring.0);
        }
    }
    invalid.or(())
}

fn from_positions(
    polygons: &[Vec<Vec<Position>>],
    locate: impl Fn(usize) -> String,
) -> Result<MultiPolygon<f64>, Invalid> {
    let mut invalid = Invalid::default();
    if polygons.is_empty() {
        invalid.push("/coordinates", "empty", "A boundary has at least one polygon.");
    }
    if polygons.iter().flatten().map(Vec::len).sum::<usize>() > MAX_POSITIONS {
        return Err(Invalid::one(
            "/coordinates",
            "too_many",
            format!("At most {MAX_POSITIONS} positions are taken."),
        ));
    }
    let built = polygons.iter().enumerate().map(|(i, rings)| polygon(&mut invalid, &locate(i), rings));
    let boundary = MultiPolygon::new(built.collect());
    invalid.or(()).map(|()| canonical(&boundary))
}

fn polygon(invalid: &mut Invalid, at: &str, rings: &[Vec<Position>]) -> Polygon<f64> {
    if rings.is_empty() {
        invalid.push(at, "empty", "A polygon has at least its exterior ring.");
    }
    let mut built = Vec::with_capacity(rings.len());
    for (j, ring) in rings.iter().enumerate() {
        let at = format!("{at}/{j}");
        let positions: Option<Vec<_>> = ring.iter().map(coord).collect();
        if let Some(coords) = positions {
            // Before geo closes it: it closes every ring without a word.
            check_ring(invalid, &at, &coords);
            built.push(LineString::new(coords));
        } else {
            invalid.push(&at, "position", "A position is a longitude and a latitude.");
        }
    }
    let mut rings = built.into_iter();
    Polygon::new(rings.next().unwrap_or_else(|| LineString::new(Vec::new())), rings.collect())
}

/// The first two numbers of a position; a height may follow and is dropped.
fn coord(position: &Position) -> Option<Coord<f64>> {
    let [x, y, ..] = *position.as_slice() else { return None };
    Some(Coord { x, y })
}

fn check_ring(invalid: &mut Invalid, at: &str, ring: &[Coord<f64>]) {
    if ring.len() < 4 {
        invalid.push(
            at,
            "ring_too_short",
            "A ring has at least four positions, the last one equal to the first.",
        );
        return;
    }
    if ring.first() != ring.last() {
        invalid.push(at, "ring_not_closed", "A ring's last position is equal to its first.");
    }
    // One error a ring is enough: a file with swapped coordinates would else give thousands.
    if let Some(i) = ring.iter().position(|c| !(-180.0..=180.0).contains(&c.x)) {
        invalid.push(format!("{at}/{i}/0"), "longitude", "A longitude lies between -180 and 180 degrees.");
    }
    if let Some(i) = ring.iter().position(|c| !(-90.0..=90.0).contains(&c.y)) {
        invalid.push(format!("{at}/{i}/1"), "latitude", "A latitude lies between -90 and 90 degrees.");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes(text: &str) -> Vec<(String, &'static str)> {
        from_geojson(text).err().unwrap_or_default().0.into_iter().map(|e| (e.pointer, e.code)).collect()
    }

    #[test]
    fn one_text_for_one_boundary() {
        let clockwise = r#"{"type":"Polygon","coordinates":[[[2,48],[2,49.00000001],[3,49],[3,48],[2,48]]]}"#;
        let boundary = from_geojson(clockwise).expect("a boundary");
        let text = to_geojson(&boundary);
        let canonical = r#"{"type":"MultiPolygon","coordinates":[[[[2.0,48.0],[3.0,48.0],[3.0,49.0],[2.0,49.0],[2.0,48.0]]]]}"#;
        assert_eq!(text, canonical);
        assert_eq!(from_geojson(&text).expect("reads"), boundary);
    }

    #[test]
    fn problems_are_located() {
        let ring = |positions: &str| format!(r#"{{"type":"MultiPolygon","coordinates":[[[{positions}]]]}}"#);
        let at = |pointer: &str, code| vec![(format!("/coordinates{pointer}"), code)];
        assert_eq!(codes(&ring("[2,48],[3,48],[2,48]")), at("/0/0", "ring_too_short"));
        assert_eq!(codes(&ring("[2,48],[3,48],[3,49],[2,49]")), at("/0/0", "ring_not_closed"));
        assert_eq!(codes(&ring("[2,48],[300,48],[3,49],[2,48]")), at("/0/0/1/0", "longitude"));
        assert_eq!(codes(&ring("[2,48],[3,48],[3,94],[2,48]")), at("/0/0/2/1", "latitude"));
        assert_eq!(codes(&ring("[2],[3,48],[3,49],[2]")), at("/0/0", "position"));
        assert_eq!(codes(r#"{"type":"MultiPolygon","coordinates":[]}"#), at("", "empty"));
        assert_eq!(
            codes(r#"{"type":"Point","coordinates":[2,48]}"#),
            [("/type".to_owned(), "geometry_type")]
        );
        assert_eq!(codes("{"), [(String::new(), "geojson")]);
    }

    proptest! {
        #[test]
        fn writing_is_stable(points in prop::collection::vec((-180.0..180.0, -90.0..90.0), 3..9)) {
            let exterior = LineString::from(points);
            let text = to_geojson(&MultiPolygon::new(vec![Polygon::new(exterior, vec![])]));
            let read = from_geojson(&text).expect("reads");
            prop_assert_eq!(to_geojson(&read), text);
        }
    }
}
