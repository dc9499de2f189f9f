//! What is planted: the true count of every cell of the attacker's, counted anew from the facts of households.

use std::collections::{BTreeSet, HashMap};

use palier_domain::{
    code::NeighbourhoodCode,
    release::{Facts, Frame, Level, Table},
};

use crate::{
    programmes::{self, Programme},
    system::{Cell, System},
};

/// The true counts of a system's cells.
pub struct Truth<'s> {
    system: &'s System,
    counts: Vec<i64>,
    /// By edition and neighbourhood the places that it is in.
    areas: HashMap<String, Vec<String>>,
}

impl<'s> Truth<'s> {
    /// Nobody was counted yet.
    #[must_use]
    pub fn new(system: &'s System) -> Self {
        Self { system, counts: vec![0; system.cells.len()], areas: HashMap::new() }
    }

    /// Counts a household in an edition, once in each cell.
    pub fn add(
        &mut self,
        (edition, frame): (&str, &Frame),
        neighbourhood: &NeighbourhoodCode,
        facts: &Facts,
    ) {
        let mut cells: BTreeSet<u32> = BTreeSet::new();
        let of = self.areas.entry(format!("{edition}|{neighbourhood}"));
        let areas = of.or_insert_with(|| areas(frame, neighbourhood));
        let mut stands = |spot: &str, (table, item): &(Table, String)| {
            cells.extend(self.system.find(&format!("{edition}|{spot}|{}/{item}", table.as_str())));
        };
        for (campaign, of_campaign) in &facts.by_campaign {
            for cell in of_campaign {
                stands(&format!("campaign:{campaign}"), cell);
                stands(&format!("campaign:{campaign}:{neighbourhood}"), cell);
                areas.iter().for_each(|area| stands(area, cell));
            }
        }
        for cell in &facts.overall {
            areas.iter().for_each(|area| stands(area, cell));
        }
        for cell in cells {
            self.counts[cell as usize] += 1;
        }
    }

    /// Counts the households of a programme.
    pub fn add_programme(&mut self, edition: &str, programme: &Programme) {
        for (name, (_, households)) in
            programmes::names(edition, &programme.public).iter().zip(&programme.pairs)
        {
            if let Some(cell) = self.system.find(name) {
                self.counts[cell as usize] = *households as i64;
            }
        }
    }

    /// The counts, those of rests worked out.
    #[must_use]
    pub fn finish(mut self) -> Vec<i64> {
        for cell in 0..self.counts.len() {
            if let Cell::Rest { of, part } = self.system.cells[cell] {
                self.counts[cell] = self.counts[of as usize] - self.counts[part as usize];
            }
        }
        self.counts
    }
}

/// The places that a neighbourhood is in, itself included.
fn areas(frame: &Frame, neighbourhood: &NeighbourhoodCode) -> Vec<String> {
    let mut areas = Vec::new();
    let (mut level, mut code) = (Level::Neighbourhood as u8, neighbourhood.to_string());
    while let Some(place) = frame.places.iter().find(|p| p.level as u8 == level && p.code == code) {
        areas.push(format!("{}:{}", place.level.as_str(), place.code));
        let Some(parent) = &place.parent else { break };
        (level, code) = (level - 1, parent.clone());
    }
    areas
}
