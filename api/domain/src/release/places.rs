//! The tree of places of a release.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    code::{CommuneCode, NeighbourhoodCode},
    coded::coded,
    commune::department_of,
};

/// The code of the whole country (ISO 3166-1).
pub const NATION: &str = "FR";

coded! {
    /// How large a place is.
    Level {
        /// The whole country.
        Nation = "nation",
        /// A department.
        Department = "department",
        /// A commune.
        Commune = "commune",
        /// A priority neighbourhood.
        Neighbourhood = "neighbourhood",
    }
}

/// A place of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its code: `FR`, a department's, a commune's, a neighbourhood's.
    pub code: String,
    /// How large it is.
    pub level: Level,
    /// The place that it is a part of; `None` for the country.
    pub parent: Option<String>,
    /// Whether any campaign of the release is active there. Where none is, nothing is counted, and that is public.
    pub active: bool,
}

/// All places of a release: a tree, since a neighbourhood that spans communes is counted in the first of them (by
/// code) alone. Its households are not known to be of one commune or another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    places: BTreeMap<(Level, String), Place>,
}

impl Places {
    /// The tree over these neighbourhoods, each with its communes; `active` are those that a campaign is active in.
    #[must_use]
    pub fn new(
        neighbourhoods: &[(NeighbourhoodCode, Vec<CommuneCode>)],
        active: &BTreeSet<NeighbourhoodCode>,
    ) -> Self {
        let mut tree = Self::default();
        tree.add(Level::Nation, NATION, None, !active.is_empty());
        for (code, communes) in neighbourhoods {
            let Some(commune) = communes.iter().min() else { continue };
            let department = department_of(commune).to_owned();
            let is_active = active.contains(code);
            tree.add(Level::Department, &department, Some(NATION), is_active);
            tree.add(Level::Commune, commune.as_str(), Some(&department), is_active);
            tree.add(Level::Neighbourhood, code.as_str(), Some(commune.as_str()), is_active);
        }
        tree
    }

    fn add(&mut self, level: Level, code: &str, parent: Option<&str>, active: bool) {
        let place = self.places.entry((level, code.to_owned())).or_insert_with(|| Place {
            code: code.to_owned(),
            level,
            parent: parent.map(ToOwned::to_owned),
            active: false,
        });
        place.active |= active;
    }

    /// The tree of a list that [`Places::iter`] gave.
    #[must_use]
    pub fn from_list(places: &[Place]) -> Self {
        let entry = |place: &Place| ((place.level, place.code.clone()), place.clone());
        Self { places: places.iter().map(entry).collect() }
    }

    /// The place that a place is a part of.
    #[must_use]
    pub fn parent(&self, of: &Place) -> Option<&Place> {
        let above = match of.level {
            Level::Nation => return None,
            Level::Department => Level::Nation,
            Level::Commune => Level::Department,
            Level::Neighbourhood => Level::Commune,
        };
        self.find(above, of.parent.as_deref()?)
    }

    /// All places, larger ones first, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    /// One place.
    #[must_use]
    pub fn find(&self, level: Level, code: &str) -> Option<&Place> {
        self.places.get(&(level, code.to_owned()))
    }

    /// The active places that a place is directly made of.
    pub fn active_parts(&self, of: &Place) -> impl Iterator<Item = &Place> {
        let code = of.code.clone();
        let below = match of.level {
            Level::Nation => Some(Level::Department),
            Level::Department => Some(Level::Commune),
            Level::Commune => Some(Level::Neighbourhood),
            Level::Neighbourhood => None,
        };
        self.places.values().filter(move |place| {
            Some(place.level) == below && place.active && place.parent.as_deref() == Some(&code)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_neighbourhood_of_two_communes_is_counted_in_the_first() {
        let code = |text: &str| NeighbourhoodCode::new(text).expect(text);
        let commune = |text: &str| CommuneCode::new(text).expect(text);
        let all = [
            (code("QN09901N"), vec![commune("99002"), commune("99001")]),
            (code("QN09902N"), vec![commune("99002")]),
            (code("QN97401N"), vec![commune("97411")]),
        ];
        let places = Places::new(&all, &BTreeSet::from([code("QN09901N"), code("QN97401N")]));
        let of = |level, code: &str| places.find(level, code).expect(code);
        assert_eq!(of(Level::Neighbourhood, "QN09901N").parent.as_deref(), Some("99001"));
        assert_eq!(of(Level::Commune, "97411").parent.as_deref(), Some("974"));
        assert!(of(Level::Commune, "99001").active && !of(Level::Commune, "99002").active);
        let nation = of(Level::Nation, NATION);
        let parts: Vec<_> = places.active_parts(nation).map(|place| place.code.as_str()).collect();
        assert_eq!(parts, ["974", "99"]);
    }
}
