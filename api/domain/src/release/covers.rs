//! What is known because all cells count sets: a set within another one, at a location and at those that it is made of.

use std::borrow::Cow;

use crate::disclosure::{CellId, SystemBuilder};

use super::{
    ReleaseCampaign, Table,
    cells::{Location, slots},
    counting::Index,
    tables::{AT_MOST, InTable, SPLITS, unions_of_campaign, unions_of_places},
};

/// Covers of a location's cells.
pub(super) struct Covering<'c> {
    location: &'c Location,
    campaign: Option<&'c ReleaseCampaign>,
}

/// Part and whole at the same location.
type Nested = (InTable, InTable);

/// Where a cell is told at the locations, or in the periods, that make up another one.
pub(super) type Told<'t> = Vec<(&'t Index, Cow<'t, Location>)>;

impl<'c> Covering<'c> {
    pub fn of(location: &'c Location, campaign: Option<&'c ReleaseCampaign>) -> Self {
        Self { location, campaign }
    }

    /// Two sets that are told by the same items, one within the other.
    pub fn by_items(&self, system: &mut SystemBuilder, index: &Index) {
        for ((inner, by_inner), (outer, by_outer)) in SPLITS {
            let cell = |table: Table, item: &str| find(index, self.location, &(table, item.to_owned()));
            let (Some(outer), Some(inner)) = (cell(*outer, ""), cell(*inner, "")) else { continue };
            let items = by_outer.items(self.campaign);
            let parts = items.iter().filter_map(|item| Some((cell(*by_outer, item)?, cell(*by_inner, item))));
            let parts: Vec<_> = parts.collect();
            if !parts.is_empty() {
                system.cover((outer, inner), &parts);
            }
        }
    }

    /// This location's sets, and those of the locations that it is made of, or of other periods that it is made of: where
    /// the outer one of two is `told`.
    pub fn by_parts<'t>(
        &self,
        system: &mut SystemBuilder,
        index: &Index,
        told: impl Fn(&InTable) -> Told<'t>,
    ) {
        for (inner, outer) in self.nested() {
            let pair = |index: &Index, location: &Location| {
                Some((find(index, location, &outer)?, find(index, location, &inner)))
            };
            let of: Vec<(CellId, Option<CellId>)> =
                told(&outer).iter().filter_map(|(index, location)| pair(index, location)).collect();
            match pair(index, self.location) {
                // Where no part tells the inner set, nothing is known of what is beside it.
                Some((outer, Some(inner))) if of.iter().any(|(_, inner)| inner.is_some()) => {
                    system.cover((outer, inner), &of);
                }
                _ => {}
            }
        }
    }

    /// What is beside shares, where this location is the sum of others.
    pub fn sums(&self, system: &mut SystemBuilder, index: &Index, parts: &[Location]) {
        for (inner, outer) in self.nested() {
            let pair =
                |location: &Location| Some((find(index, location, &outer)?, find(index, location, &inner)?));
            let of: Option<Vec<(CellId, CellId)>> = parts.iter().map(pair).collect();
            if let (Some(whole), Some(of)) = (pair(self.location), of) {
                system.rests_add_up(whole, &of);
            }
        }
    }

    /// All sets that are within another one here.
    fn nested(&self) -> Vec<Nested> {
        let shares = slots(self.location, self.campaign).into_iter().flat_map(|slot| {
            let (table, item) = slot.cell;
            table.denominators(&item).into_iter().map(move |of| ((table, item.clone()), of))
        });
        let unions = match self.location {
            Location::Programme(..) => vec![],
            _ => self.campaign.map_or_else(unions_of_places, unions_of_campaign),
        };
        let parts = unions
            .into_iter()
            .flat_map(|(whole, parts)| parts.into_iter().map(move |part| (part, whole.clone())));
        let at_most = AT_MOST.iter().map(|&(part, of)| ((part, String::new()), (of, String::new())));
        let mut nested: Vec<Nested> = shares.chain(parts).chain(at_most).collect();
        nested.sort();
        nested.dedup();
        nested
    }
}

fn find(index: &Index, location: &Location, cell: &InTable) -> Option<CellId> {
    index.get(&(location.clone(), cell.clone())).copied()
}
