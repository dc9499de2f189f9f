use geo::{LineString, Polygon};
use proptest::prelude::*;

use super::*;

fn code(number: usize) -> NeighbourhoodCode {
    NeighbourhoodCode::new(format!("QN099{number:02}N")).expect("a code of department 99")
}

fn square(x: f64, y: f64, side: f64) -> LineString<f64> {
    LineString::from(vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)])
}

fn texts(codes: &[NeighbourhoodCode]) -> Vec<&str> {
    codes.iter().map(NeighbourhoodCode::as_str).collect()
}

/// 01: a square with a hole; 02: two squares apart, one in that hole; 03: a square beside 01, sharing a side.
fn town() -> GeographyIndex {
    let ring = Polygon::new(square(2.0, 48.0, 1.0), vec![square(2.25, 48.25, 0.5)]);
    let island = Polygon::new(square(2.375, 48.375, 0.25), vec![]);
    let far = Polygon::new(square(6.0, 45.0, 1.0), vec![]);
    let beside = Polygon::new(square(3.0, 48.0, 1.0), vec![]);
    GeographyIndex::new([
        (code(3), beside.into()),
        (code(2), MultiPolygon::new(vec![island, far])),
        (code(1), ring.into()),
        (code(4), MultiPolygon::new(vec![])),
    ])
}

#[test]
fn holes_islands_parts_and_borders() {
    let town = town();
    assert_eq!(town.len(), 3);
    let cases: [(f64, f64, &[&str]); 8] = [
        (48.1, 2.1, &["QN09901N"]),
        (48.3, 2.3, &[]),
        (48.5, 2.5, &["QN09902N"]),
        (45.5, 6.5, &["QN09902N"]),
        (48.5, 2.25, &["QN09901N"]),
        (48.5, 3.0, &["QN09901N", "QN09903N"]),
        (48.0, 2.0, &["QN09901N"]),
        (50.0, 2.0, &[]),
    ];
    for (lat, lon, expected) in cases {
        assert_eq!(texts(&town.containing(lat, lon)), expected, "{lat},{lon}");
    }
}

#[test]
fn distances_grow_and_are_zero_inside() {
    let near = town().nearest(48.3, 2.3);
    assert_eq!(
        texts(&near.iter().map(|n| n.0.clone()).collect::<Vec<_>>()),
        ["QN09901N", "QN09902N", "QN09903N"]
    );
    // From 48.3,2.3 the hole's western side is 0.05 degrees of longitude away.
    let west = 0.05 * 111_195.0 * 48.3_f64.to_radians().cos();
    assert!((near[0].1 - west).abs() < west * 0.01, "{} {west}", near[0].1);
    assert_eq!(town().nearest(48.1, 2.1)[0], (code(1), 0.0));
    assert_eq!(town().nearest(f64::NAN, 2.1).len(), 3);
}

#[test]
fn a_hundred_kilometres_are_true_to_one_percent() {
    let place = GeographyIndex::new([(code(1), Polygon::new(square(2.0, 48.0, 0.01), vec![]).into())]);
    let corner = Point::new(2.0, 48.0);
    for (lat, lon) in [(47.1, 2.0), (48.0, 0.66), (47.4, 1.0), (47.9999, 1.9999)] {
        let exact = Haversine.distance(Point::new(lon, lat), corner);
        let found = place.nearest(lat, lon)[0].1;
        assert!((found - exact).abs() <= exact * 0.01, "{lat},{lon}: {found} {exact}");
    }
}

/// A point on a ring, or inside it by the crossing rule; exact, as all coordinates are small whole numbers.
fn within(ring: &[(i64, i64)], (x, y): (i64, i64)) -> bool {
    let mut inside = false;
    for pair in ring.windows(2) {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
        let between = (ax.min(bx)..=ax.max(bx)).contains(&x) && (ay.min(by)..=ay.max(by)).contains(&y);
        if cross == 0 && between {
            return true;
        }
        if (ay > y) != (by > y) && (cross > 0) == (by > ay) {
            inside = !inside;
        }
    }
    inside
}

type Triangle = [(i64, i64); 4];

fn triangles() -> impl Strategy<Value = Vec<Triangle>> {
    let corner = || (-20_i64..20, -20_i64..20);
    let triangle = (corner(), corner(), corner()).prop_filter_map("flat", |(a, b, c)| {
        let area = (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
        (area != 0).then_some([a, b, c, a])
    });
    prop::collection::vec(triangle, 0..30)
}

fn polygon(triangle: &Triangle) -> Polygon<f64> {
    let ring = triangle.iter().map(|&(x, y)| (x as f64, y as f64)).collect::<Vec<_>>();
    Polygon::new(LineString::from(ring), vec![])
}

proptest! {
    #[test]
    fn containing_agrees_with_a_count_of_crossings(triangles in triangles(), x in -20_i64..20, y in -20_i64..20) {
        let places = triangles.iter().enumerate().map(|(i, triangle)| (code(i), polygon(triangle).into()));
        let index = GeographyIndex::new(places);
        let expected: Vec<_> = (0..triangles.len()).filter(|&i| within(&triangles[i], (x, y))).map(code).collect();
        prop_assert_eq!(index.containing(y as f64, x as f64), expected);
    }

    #[test]
    fn nearest_starts_with_what_contains(triangles in triangles(), x in -20.0..20.0, y in -20.0..20.0) {
        let places = triangles.iter().enumerate().map(|(i, triangle)| (code(i), polygon(triangle).into()));
        let index = GeographyIndex::new(places);
        let near = index.nearest(y, x);
        prop_assert_eq!(near.len(), triangles.len());
        prop_assert!(near.is_sorted_by(|a, b| (a.1, &a.0) <= (b.1, &b.0)));
        let inside: Vec<_> = near.into_iter().filter(|n| n.1 == 0.0).map(|n| n.0).collect();
        let containing = index.containing(y, x);
        prop_assert!(containing.iter().all(|code| inside.contains(code)));
    }
}
