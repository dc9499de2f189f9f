//! The cells of a release: which there are, by its public structure alone.

use crate::{code::NeighbourhoodCode, ids::CampaignId, meter_reading::Utility};

use super::{
    Frame, Level, Period, Places, ReleaseCampaign, Scope, Table,
    tables::{InTable, Published},
};

/// Where a cell stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// At a place, all campaigns together.
    Area(Level, String),
    /// One campaign everywhere.
    Campaign(CampaignId),
    /// One campaign in one of its neighbourhoods.
    Part(CampaignId, NeighbourhoodCode),
    /// One campaign as a programme that means to save a utility.
    Programme(CampaignId, Utility),
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
            Self::Programme(id, utility) => write!(f, "programme:{id}:{}", utility.as_str()),
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
        Location::Campaign(_) | Location::Programme(..) => 200,
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
        Location::Programme(..) => Scope::Programmes,
    };
    let is_published = |table: Table| match location {
        Location::Area(level, _) => table.is_published_at(*level),
        Location::Part(..) => table.record().published == Published::Everywhere,
        Location::Campaign(_) | Location::Programme(..) => true,
    };
    let tables = Table::ALL.iter().copied().filter(|table| {
        let record = table.record();
        record.scope == scope || (record.scope == Scope::Both && scope != Scope::Programmes)
    });
    let is_here = |item: &String| match location {
        Location::Programme(_, utility) => item.split('/').next() == Some(utility.as_str()),
        _ => true,
    };
    let slot = |table: Table| {
        let published = is_published(table);
        let base = matches!(table, Table::HouseholdsMet | Table::DoorsTried | Table::DoorsOpened);
        let dear = weight(location) * if base { 3 } else { 1 };
        table
            .items(campaign)
            .into_iter()
            .filter(is_here)
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
    let programmes = frame.programmes.iter();
    all.extend(programmes.map(|of| (Location::Programme(of.campaign_id, of.utility), None)));
    all
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn hours_are_counted_everywhere_and_told_of_the_country_and_of_whole_campaigns() {
        let campaign = CampaignId(Uuid::nil());
        let told = |location: Location| {
            let slots = slots(&location, None).into_iter();
            let hours: Vec<bool> = slots
                .filter(|slot| slot.cell.0 == Table::HoursOpened)
                .map(|slot| slot.weight.is_some())
                .collect();
            assert_eq!(hours.len(), 5, "{location}");
            hours.into_iter().all(|told| told)
        };
        let area = |level, code: &str| told(Location::Area(level, code.to_owned()));
        assert!(area(Level::Nation, "FR") && told(Location::Campaign(campaign)));
        assert!(!area(Level::Department, "99") && !area(Level::Neighbourhood, "QN09901N"));
        let neighbourhood = NeighbourhoodCode::new("QN09901N").expect("a code");
        assert!(!told(Location::Part(campaign, neighbourhood)));
    }

    #[test]
    fn a_programme_has_the_pairs_of_its_utility_alone() {
        let at = Location::Programme(CampaignId(Uuid::nil()), Utility::Electricity);
        let cells: Vec<InTable> = slots(&at, None).into_iter().map(|slot| slot.cell).collect();
        assert_eq!(cells.len(), 6);
        assert!(
            cells
                .iter()
                .all(|(table, item)| { *table == Table::SavingsPairs && item.starts_with("electricity/") })
        );
        let elsewhere = slots(&Location::Area(Level::Nation, "FR".to_owned()), None);
        assert!(elsewhere.iter().all(|slot| slot.cell.0 != Table::SavingsPairs));
    }
}
