//! Communes of the Code officiel géographique (COG), by the version they were imported with.

use crate::{code::CommuneCode, error::Invalid, text};

/// The longest name of a commune; the longest official one has 45 characters.
pub const MAX_COMMUNE_NAME: usize = 200;

/// A commune as one version of the COG knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Commune {
    /// Its INSEE code.
    pub code: CommuneCode,
    /// Its name.
    pub name: String,
    /// Its department: `93`, `2A`, `974`.
    pub department: String,
    /// Latitude of its centre in WGS84 degrees, where the file tells it.
    pub lat: Option<f64>,
    /// Longitude of its centre in WGS84 degrees, where the file tells it.
    pub lon: Option<f64>,
}

impl Commune {
    /// Checks what the code alone cannot show.
    ///
    /// # Errors
    /// `required`, `too_long`, `null_character`, `department`, `latitude`, `longitude`, each at its field.
    pub fn check(mut self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        self.name = self.name.trim().to_owned();
        text::required(&mut invalid, "/name", &self.name, MAX_COMMUNE_NAME);
        if !(self.code.as_str().starts_with(&self.department) && matches!(self.department.len(), 2 | 3)) {
            invalid.push(
                "/department",
                "department",
                "A department is the first two or three characters of the code.",
            );
        }
        if self.lat.is_some() != self.lon.is_some() {
            invalid.push(
                "/lat",
                "incomplete_position",
                "A position is a latitude and a longitude, or neither.",
            );
        }
        if self.lat.is_some_and(|lat| !(-90.0..=90.0).contains(&lat)) {
            invalid.push("/lat", "latitude", "A latitude lies between -90 and 90 degrees.");
        }
        if self.lon.is_some_and(|lon| !(-180.0..=180.0).contains(&lon)) {
            invalid.push("/lon", "longitude", "A longitude lies between -180 and 180 degrees.");
        }
        invalid.or(self)
    }
}

/// The department that a commune's code tells: three characters overseas (`974`), else two.
#[must_use]
pub fn department_of(code: &CommuneCode) -> &str {
    let text = code.as_str();
    if text.starts_with("97") || text.starts_with("98") { &text[..3] } else { &text[..2] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commune(code: &str) -> Commune {
        let code = CommuneCode::new(code).expect("a code");
        let department = department_of(&code).to_owned();
        Commune { code, name: " Vallebelle ".to_owned(), department, lat: Some(48.0), lon: Some(2.0) }
    }

    #[test]
    fn departments() {
        for (code, department) in [("93008", "93"), ("2A004", "2A"), ("97411", "974"), ("99001", "99")] {
            let checked = commune(code).check().expect("valid");
            assert_eq!((checked.department.as_str(), checked.name.as_str()), (department, "Vallebelle"));
        }
    }

    #[test]
    fn every_problem_is_located() {
        let wrong = Commune {
            name: String::new(),
            department: "75".to_owned(),
            lat: Some(f64::NAN),
            ..commune("99001")
        };
        let pointers: Vec<_> = wrong.check().expect_err("invalid").0.into_iter().map(|e| e.pointer).collect();
        assert_eq!(pointers, ["/name", "/department", "/lat"]);
    }
}
