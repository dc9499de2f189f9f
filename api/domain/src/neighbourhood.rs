//! Priority neighbourhoods: the places where campaigns run.

use geo::MultiPolygon;

use crate::{
    boundary,
    code::{CommuneCode, NeighbourhoodCode},
    error::Invalid,
    text,
    time::Instant,
};

/// The longest name of a neighbourhood.
pub const MAX_NEIGHBOURHOOD_NAME: usize = 300;
/// The most communes of a neighbourhood; the official list goes up to 5.
pub const MAX_NEIGHBOURHOOD_COMMUNES: usize = 30;
/// The years in which a list can have been published.
pub const VINTAGES: std::ops::RangeInclusive<i32> = 2015..=2100;

/// A neighbourhood as a list gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighbourhoodDraft {
    /// Its official code.
    pub code: NeighbourhoodCode,
    /// Its name.
    pub name: String,
    /// The year of the list it stands in.
    pub vintage: i32,
    /// The communes it lies in, sorted: at least one.
    pub commune_codes: Vec<CommuneCode>,
    /// Its boundary in WGS84 degrees, where the list has one.
    pub boundary: Option<MultiPolygon<f64>>,
}

impl NeighbourhoodDraft {
    /// Checks a neighbourhood and brings it into canonical form: communes sorted and once each, the boundary as
    /// [`boundary::canonical`] makes it.
    ///
    /// # Errors
    /// Everything that is wrong, each located: `required` at `/commune_codes`, `ring_not_closed` at
    /// `/boundary/coordinates/0/0`.
    pub fn check(mut self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        self.name = self.name.trim().to_owned();
        text::required(&mut invalid, "/name", &self.name, MAX_NEIGHBOURHOOD_NAME);
        if !VINTAGES.contains(&self.vintage) {
            invalid.push("/vintage", "out_of_range", "A vintage is a year from 2015 on.");
        }
        self.commune_codes.sort();
        self.commune_codes.dedup();
        if self.commune_codes.is_empty() {
            invalid.push("/commune_codes", "required", "A neighbourhood lies in at least one commune.");
        }
        text::at_most(&mut invalid, "/commune_codes", self.commune_codes.len(), MAX_NEIGHBOURHOOD_COMMUNES);
        if let Some(Err(wrong)) = self.boundary.as_ref().map(boundary::check) {
            invalid.absorb("/boundary", wrong);
        }
        invalid.or(())?;
        self.boundary = self.boundary.as_ref().map(boundary::canonical);
        Ok(self)
    }

    /// The canonical GeoJSON text of the boundary.
    #[must_use]
    pub fn boundary_geojson(&self) -> Option<String> {
        self.boundary.as_ref().map(boundary::to_geojson)
    }
}

/// A neighbourhood as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbourhood {
    /// Its official code.
    pub code: NeighbourhoodCode,
    /// Its name.
    pub name: String,
    /// The year of the list it stands in.
    pub vintage: i32,
    /// The communes it lies in, sorted.
    pub commune_codes: Vec<CommuneCode>,
    /// Its boundary in WGS84 degrees, where the list had one.
    pub boundary: Option<MultiPolygon<f64>>,
    /// The neighbourhoods of the vintage before that it took over, wholly or in part.
    pub predecessors: Vec<NeighbourhoodCode>,
    /// The neighbourhoods of the vintage after that took it over, wholly or in part.
    pub successors: Vec<NeighbourhoodCode>,
    /// Counts its changes; the `ETag` is made of it.
    pub version: i32,
    /// When it was first imported.
    pub created_at: Instant,
    /// When an import last changed it.
    pub updated_at: Instant,
}

#[cfg(test)]
mod tests {
    use geo::{LineString, Polygon};

    use super::*;

    fn draft() -> NeighbourhoodDraft {
        let commune = |code| CommuneCode::new(code).expect("a commune code");
        NeighbourhoodDraft {
            code: NeighbourhoodCode::new("QN09901N").expect("a code"),
            name: " Les Tilleuls ".to_owned(),
            vintage: 2024,
            commune_codes: vec![commune("99002"), commune("99001"), commune("99002")],
            boundary: None,
        }
    }

    #[test]
    fn a_checked_neighbourhood_is_canonical() {
        let checked = draft().check().expect("valid");
        let communes: Vec<_> = checked.commune_codes.iter().map(CommuneCode::as_str).collect();
        assert_eq!((checked.name.as_str(), communes), ("Les Tilleuls", vec!["99001", "99002"]));
        assert_eq!(checked.boundary_geojson(), None);
    }

    #[test]
    fn every_problem_is_located() {
        let boundary = Polygon::new(LineString::from(vec![(2.0, 48.0), (200.0, 48.0), (3.0, 49.0)]), vec![]);
        let wrong = NeighbourhoodDraft {
            name: "a\0".to_owned(),
            vintage: 1999,
            commune_codes: vec![],
            boundary: Some(boundary.into()),
            ..draft()
        };
        let pointers: Vec<_> = wrong.check().expect_err("invalid").0.into_iter().map(|e| e.pointer).collect();
        assert_eq!(pointers, ["/name", "/vintage", "/commune_codes", "/boundary/coordinates/0/0/1/0"]);
    }
}
