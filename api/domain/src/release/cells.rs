//! The cells of a release: which there are, by its public structure alone.

use crate::{code::NeighbourhoodCode, ids::CampaignId};

use super::{Frame, Level, Period, Places, ReleaseCampaign, Scope, Table, tables::InTable};

/// Where a cell stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// At a place, all campaigns together.
    Area(Level, String),
    /// One campaign everywhere.
    Campaign(CampaignId),
    /// One campaign in one of its neighbourhoods.
    Part(CampaignId, NeighbourhoodCode),
}

/// A cell's full name: the same in every release, program and key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named {
    /// In which period.
    pub period: Period,
    /// Where.
    pub location: Location,
    /// In which table, and which item.
    pub cell: InTable,
}

impl std::fmt::Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Area(level, code) => write!(f, "{}:{code}", level.as_str()),
            Self::Campaign(id) => write!(f, "campaign:{id}"),
            Self::Part(id, code) => write!(f, "campaign:{id}:{code}"),
        }
    }
}

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (table, item) = &self.cell;
        write!(f, "{}/{}/{}/{item}", self.period, self.location, table.as_str())
    }
}

/// How dear it is to withhold a cell of a location, before its table is looked at: a total is worth more than a part.
fn weight(location: &Location) -> u32 {
    match location {
        Location::Area(Level::Nation, _) => 1_000,
        Location::Area(Level::Department, _) => 300,
        Location::Campaign(_) => 200,
        Location::Area(Level::Commune, _) => 100,
        Location::Area(Level::Neighbourhood, _) => 30,
        Location::Part(..) => 10,
    }
}

/// A cell that there is.
pub(super) struct Slot {
    /// Which one.
    pub cell: InTable,
    /// How dear it is to withhold it; `None`: it is never published.
    pub weight: Option<u32>,
}

/// The cells of a location, in the order of the tables.
pub(super) fn slots(location: &Location, campaign: Option<&ReleaseCampaign>) -> Vec<Slot> {
    let scope = match location {
        Location::Area(..) => Scope::Places,
        Location::Campaign(_) | Location::Part(..) => Scope::Campaigns,
    };
    let finest = matches!(location, Location::Area(Level::Neighbourhood, _) | Location::Part(..));
    let tables = Table::ALL.iter().copied().filter(|table| {
        let record = table.record();
        record.scope == scope || record.scope == Scope::Both
    });
    let slot = |table: Table| {
        let published = !finest || table.record().finest_published;
        let base = matches!(table, Table::HouseholdsMet | Table::DoorsTried | Table::DoorsOpened);
        let dear = weight(location) * if base { 3 } else { 1 };
        table
            .items(campaign)
            .into_iter()
            .map(move |item| Slot { cell: (table, item), weight: published.then_some(dear) })
    };
    tables.flat_map(slot).collect()
}

/// All locations that have cells, with the campaign where it is one's, in a fixed order.
pub(super) fn locations<'f>(
    frame: &'f Frame,
    places: &'f Places,
) -> Vec<(Location, Option<&'f ReleaseCampaign>)> {
    let areas = places.iter().filter(|place| place.active);
    let mut all: Vec<_> =
        areas.map(|place| (Location::Area(place.level, place.code.clone()), None)).collect();
    for campaign in &frame.campaigns {
        all.push((Location::Campaign(campaign.id), Some(campaign)));
        let parts = campaign.neighbourhoods.iter();
        all.extend(parts.map(|code| (Location::Part(campaign.id, code.clone()), Some(campaign))));
    }
    all
}
