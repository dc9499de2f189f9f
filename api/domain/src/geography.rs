//! Which neighbourhoods a point lies in, and which lie near it.

use geo::{BoundingRect, Coord, Distance, Haversine, Intersects, MultiPolygon, Point};
use rstar::{AABB, Envelope, RTree, RTreeObject};

use crate::code::NeighbourhoodCode;

/// An immutable index over boundaries; built anew after an import.
pub struct GeographyIndex {
    tree: RTree<Place>,
}

struct Place {
    code: NeighbourhoodCode,
    boundary: MultiPolygon<f64>,
    envelope: AABB<[f64; 2]>,
}

impl RTreeObject for Place {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

impl GeographyIndex {
    /// Builds the index; empty boundaries are left out.
    #[must_use]
    pub fn new(boundaries: impl IntoIterator<Item = (NeighbourhoodCode, MultiPolygon<f64>)>) -> Self {
        let places = boundaries.into_iter().filter_map(|(code, boundary)| {
            let rect = boundary.bounding_rect()?;
            let envelope = AABB::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
            Some(Place { code, boundary, envelope })
        });
        Self { tree: RTree::bulk_load(places.collect()) }
    }

    /// How many boundaries it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tree.size()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The neighbourhoods that the point lies in, sorted by code. A point on a boundary, of a hole too, lies in.
    #[must_use]
    pub fn containing(&self, lat: f64, lon: f64) -> Vec<NeighbourhoodCode> {
        let point = Point::new(lon, lat);
        let candidates = self.tree.locate_in_envelope_intersecting(&AABB::from_point([lon, lat]));
        let mut codes: Vec<_> = candidates
            .filter(|place| place.boundary.intersects(&point))
            .map(|place| place.code.clone())
            .collect();
        codes.sort();
        codes
    }

    /// All neighbourhoods with their distance from the point in metres, by distance and then by code. It is 0
    /// inside, else the distance to the boundary, true to about 1 % up to 100 km.
    #[must_use]
    pub fn nearest(&self, lat: f64, lon: f64) -> Vec<(NeighbourhoodCode, f64)> {
        let from = Point::new(lon, lat);
        let mut found: Vec<_> =
            self.tree.iter().map(|place| (place.code.clone(), metres(from, place))).collect();
        found.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
        found
    }
}

/// The closest point of the boundary is sought in a plane about `from`, its distance then taken on the sphere:
/// a closest point that is a little off changes the distance to it only in the second order.
fn metres(from: Point<f64>, place: &Place) -> f64 {
    if place.envelope.contains_point(&[from.x(), from.y()]) && place.boundary.intersects(&from) {
        return 0.0;
    }
    let mut best = (f64::INFINITY, from);
    for polygon in &place.boundary {
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            // The scale of the middle latitude keeps the plane true far from its origin.
            let Some(first) = ring.0.first() else { continue };
            let scale = ((from.y() + first.y) / 2.0).to_radians().cos();
            for line in ring.lines() {
                let (squared, point) = closest(from, scale, line.start, line.end);
                if squared < best.0 {
                    best = (squared, point);
                }
            }
        }
    }
    Haversine.distance(from, best.1)
}

/// The squared plane distance to a segment, and the point of the segment that is so far away.
fn closest(from: Point<f64>, scale: f64, start: Coord<f64>, end: Coord<f64>) -> (f64, Point<f64>) {
    let plane = |c: Coord<f64>| Coord { x: wrapped(c.x - from.x()) * scale, y: c.y - from.y() };
    let (a, b) = (plane(start), plane(end));
    let along = Coord { x: b.x - a.x, y: b.y - a.y };
    let length = along.x * along.x + along.y * along.y;
    let part = if length > 0.0 { (-(a.x * along.x + a.y * along.y) / length).clamp(0.0, 1.0) } else { 0.0 };
    let at = Coord { x: a.x + part * along.x, y: a.y + part * along.y };
    let point = Point::new(start.x + part * (end.x - start.x), start.y + part * (end.y - start.y));
    (at.x * at.x + at.y * at.y, point)
}

/// A difference of longitudes the short way round the earth.
fn wrapped(degrees: f64) -> f64 {
    (degrees + 540.0).rem_euclid(360.0) - 180.0
}

#[cfg(test)]
mod tests;
