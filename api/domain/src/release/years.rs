//! What holds between a year and its quarters, as they were published.

use std::borrow::Cow;

use crate::disclosure::{CellId, SystemBuilder};

use super::{
    Earlier, Frame, Location, Places, Table,
    cells::locations,
    counting::{Index, Layer, Source},
    covers::{Covering, Told},
    tables::InTable,
};

/// A quarter that was published before: its cells, and what its locations are made of.
pub(super) struct Before<'q> {
    /// The cells that it had.
    pub index: Index,
    layer: Layer<'q>,
}

impl<'q> Before<'q> {
    /// Puts what was published of a quarter into the system, as it is.
    pub fn freeze(system: &mut SystemBuilder, release: &Earlier<'q>, places: &'q Places) -> Self {
        let source = Source::Published(release.evidence);
        let layer = Layer { period: release.period, frame: release.frame, places, source };
        Self { index: layer.lay(system).0, layer }
    }

    /// Where the quarter has what it counted for a cell of the year. A table may be told of larger places since later than
    /// this quarter: then it is what they are made of, at the places where the table was counted already.
    fn told_at<'l>(&self, location: &'l Location, cell: &InTable) -> Vec<Cow<'l, Location>> {
        if self.has(location, cell) {
            return vec![Cow::Borrowed(location)];
        }
        if !matches!(location, Location::Area(..)) || !self.has(location, &(Table::DoorsTried, String::new()))
        {
            return vec![];
        }
        let (parts, _) = self.layer.parts(location, None);
        let told = |part: &Location| -> Vec<_> {
            self.told_at(part, cell).into_iter().map(|at| Cow::Owned(at.into_owned())).collect()
        };
        parts.iter().flat_map(told).collect()
    }

    fn has(&self, location: &Location, cell: &InTable) -> bool {
        self.index.contains_key(&(location.clone(), cell.clone()))
    }

    fn cells(&self, of_year: &(Location, InTable)) -> Vec<CellId> {
        if let Some(id) = self.index.get(of_year) {
            return vec![*id];
        }
        let (location, cell) = of_year;
        let told = self.told_at(location, cell).into_iter();
        told.filter_map(|at| self.index.get(&(at.into_owned(), cell.clone())).copied()).collect()
    }
}

/// Relates the year's cells to those of its quarters.
pub(super) fn unite(
    system: &mut SystemBuilder,
    (index, frame, places): (&Index, &Frame, &Places),
    quarters: &[Before<'_>],
) {
    for (of_year, id) in index {
        let parts: Vec<CellId> = quarters.iter().flat_map(|quarter| quarter.cells(of_year)).collect();
        if !parts.is_empty() {
            system.union(*id, &parts);
        }
    }
    for (location, campaign) in locations(frame, places).iter().filter(|_| !quarters.is_empty()) {
        let told = |outer: &InTable| -> Told<'_> {
            let quarters = quarters.iter();
            quarters
                .flat_map(|quarter| {
                    quarter.told_at(location, outer).into_iter().map(move |at| (&quarter.index, at))
                })
                .collect()
        };
        Covering::of(location, *campaign).by_parts(system, index, told);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use uuid::Uuid;

    use super::*;
    use crate::{
        code::{CommuneCode, NeighbourhoodCode},
        disclosure::{Draws, Evidence, Settings, protect},
        ids::{CampaignId, OrganisationId},
        release::{Counting, Facts, Level, NATION, Period, ReleaseCampaign},
    };

    struct Up;

    impl Draws for Up {
        fn draw(&self, _: &str, _: &str, _: u32) -> u64 {
            u64::MAX
        }
    }

    fn code(number: usize) -> NeighbourhoodCode {
        NeighbourhoodCode::new(format!("QN0990{number}N")).expect("a code")
    }

    fn campaign(number: u128, neighbourhoods: &[usize]) -> ReleaseCampaign {
        ReleaseCampaign {
            id: CampaignId(Uuid::from_u128(number)),
            organisation_id: OrganisationId(Uuid::nil()),
            neighbourhoods: neighbourhoods.iter().map(|number| code(*number)).collect(),
            questions: vec![],
            messages: vec![],
        }
    }

    /// Two campaigns, of which the second one goes to one of the neighbourhoods alone.
    fn frame() -> Frame {
        let all = [1, 2].map(|number| (code(number), vec![CommuneCode::new("99001").expect("a code")]));
        let places = Places::new(&all, &all.iter().map(|(code, _)| code.clone()).collect::<BTreeSet<_>>());
        Frame {
            places: places.iter().cloned().collect(),
            campaigns: vec![campaign(1, &[1, 2]), campaign(2, &[2])],
            ..Frame::default()
        }
    }

    /// In each neighbourhood some doors are tried on a Saturday, all by the first campaign, and in the second one all by
    /// the second one, too.
    fn counted(period: Period, frame: &Frame, doors: usize) -> Counting<'_> {
        let tried: BTreeSet<InTable> =
            [(Table::DoorsTried, String::new()), (Table::HoursTried, "saturday".to_owned())].into();
        let mut counting = Counting::new(period, frame);
        let by = |campaigns: &[ReleaseCampaign]| Facts {
            by_campaign: campaigns.iter().map(|campaign| (campaign.id, tried.clone())).collect(),
            overall: BTreeSet::new(),
        };
        for _ in 0..doors {
            counting.add(&code(1), &by(&frame.campaigns[..1]));
            counting.add(&code(2), &by(&frame.campaigns));
        }
        counting
    }

    fn period(text: &str) -> Period {
        text.parse().expect("a period")
    }

    fn kept(period: Period, frame: &Frame, doors: usize) -> Evidence {
        let laid = counted(period, frame, doors).lay(&[], &Evidence::default()).expect("it is laid");
        protect(laid.system, &Settings::default(), &Up, &mut |_| ()).expect("it is protected").evidence()
    }

    /// What is kept of a quarter that was published before hours were told of places.
    fn old_quarter(frame: &Frame) -> Evidence {
        let of_places = |name: &str| name.contains("/hours_") && !name.contains("/campaign:");
        kept(period("2026-Q1"), frame, 40).without(of_places)
    }

    fn hours_of_nation() -> (Location, InTable) {
        (Location::Area(Level::Nation, NATION.to_owned()), (Table::HoursTried, "saturday".to_owned()))
    }

    #[test]
    fn where_a_quarter_did_not_tell_a_table_of_places_yet_its_campaigns_stand_for_it() {
        let (frame, places) = (frame(), Places::from_list(&frame().places));
        let evidence = old_quarter(&frame);
        let release = Earlier { period: period("2026-Q1"), frame: &frame, evidence: &evidence };
        let before = Before::freeze(&mut SystemBuilder::new(), &release, &places);
        let (nation, hours) = hours_of_nation();
        let told = |cell: &InTable| -> Vec<Location> {
            before.told_at(&nation, cell).into_iter().map(Cow::into_owned).collect()
        };
        let part = |campaign: usize, number| Location::Part(frame.campaigns[campaign].id, code(number));
        assert_eq!(told(&(Table::DoorsTried, String::new())), std::slice::from_ref(&nation));
        assert_eq!(told(&hours), [part(0, 1), part(0, 2), part(1, 2)]);
        assert_eq!(before.cells(&hours_of_nation()).len(), 3);
    }

    #[test]
    fn a_year_is_made_of_quarters_that_did_not_tell_a_table_of_places_yet() {
        let frame = frame();
        let (first, second) = (old_quarter(&frame), kept(period("2026-Q2"), &frame, 20));
        let quarter = |name, evidence| Earlier { period: period(name), frame: &frame, evidence };
        let quarters = [quarter("2026-Q1", &first), quarter("2026-Q2", &second)];
        // Half of them were counted in the first quarter alone: more than all quarters tell that have such a cell.
        let laid = counted(period("2026"), &frame, 40).lay(&quarters, &Evidence::default());
        let laid = laid.map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>());
        let own: Vec<_> = laid.expect("it is laid").own.into_iter().map(|(name, _)| name).collect();
        let (nation, hours) = hours_of_nation();
        assert!(own.iter().any(|name| name.location == nation && name.cell == hours));
    }
}
