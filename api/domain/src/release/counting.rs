//! From facts to cells and relations. Nothing else counts, and what is counted here is known to the protection alone.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use crate::{
    code::NeighbourhoodCode,
    disclosure::{CellId, Count, Evidence, Fault, Role, System, SystemBuilder},
    ids::CampaignId,
};

use super::{
    Facts, Frame, Level, Location, Named, Period, Places, ReleaseCampaign, ReleaseProgramme, Scope, Table,
    cells::{locations, slots},
    covers::Covering,
    live::{LIVE, names},
    tables::{AT_MOST, InTable, unions_of_campaign, unions_of_places},
    years::{Before, unite},
};

/// A release that was published before, to reckon with.
pub struct Earlier<'e> {
    /// What it is about.
    pub period: Period,
    /// Its public structure.
    pub frame: &'e Frame,
    /// What is behind its figures.
    pub evidence: &'e Evidence,
}

/// Counts the households of a period.
pub struct Counting<'f> {
    period: Period,
    frame: &'f Frame,
    counts: HashMap<Location, HashMap<InTable, Count>>,
    campaigns_of: HashMap<NeighbourhoodCode, Vec<CampaignId>>,
}

/// The cells and relations of a release, and which cell is which.
pub struct Laid {
    /// For the protection.
    pub system: System,
    /// The release's own cells that may be published, in their order.
    pub own: Vec<(Named, CellId)>,
    /// All cells that have a name of their own, those never published and those of earlier releases included.
    pub all: Vec<Named>,
}

impl<'f> Counting<'f> {
    /// Nothing is counted yet.
    #[must_use]
    pub fn new(period: Period, frame: &'f Frame) -> Self {
        let mut campaigns_of: HashMap<NeighbourhoodCode, Vec<CampaignId>> = HashMap::new();
        for campaign in &frame.campaigns {
            for code in &campaign.neighbourhoods {
                campaigns_of.entry(code.clone()).or_default().push(campaign.id);
            }
        }
        Self { period, frame, counts: HashMap::new(), campaigns_of }
    }

    /// Leaves of a household's facts what is counted in that neighbourhood: what a campaign recorded that is not active
    /// there is left out, needs and residents included, since nothing is counted of it that they could be a share of. What
    /// is kept for the year has to be this: the campaign may be active there in the year.
    pub fn keep(&self, neighbourhood: &NeighbourhoodCode, facts: &mut Facts) {
        match self.campaigns_of.get(neighbourhood) {
            Some(active) => facts.by_campaign.retain(|campaign, _| active.contains(campaign)),
            None => *facts = Facts::default(),
        }
    }

    /// Counts a household of a neighbourhood, once. What does not belong to a campaign that is active there is left
    /// out: that there is nothing of it is public.
    pub fn add(&mut self, neighbourhood: &NeighbourhoodCode, facts: &Facts) {
        let Some(active) = self.campaigns_of.get(neighbourhood) else { return };
        let mut here = facts.overall.clone();
        for id in active {
            let Some(of_campaign) = facts.by_campaign.get(id) else { continue };
            let part = self.counts.entry(Location::Part(*id, neighbourhood.clone())).or_default();
            for cell in of_campaign {
                let scope = cell.0.record().scope;
                if scope != Scope::Places {
                    part.entry(cell.clone()).or_insert_with(Count::of_none).add_household();
                }
                if matches!(scope, Scope::Both | Scope::Places) {
                    here.insert(cell.clone());
                }
            }
        }
        let area = Location::Area(Level::Neighbourhood, neighbourhood.as_str().to_owned());
        let area = self.counts.entry(area).or_default();
        for cell in here {
            area.entry(cell).or_insert_with(Count::of_none).add_household();
        }
    }

    /// Counts the households of a programme that have a pair of readings, by the item of their quality and arm. They are
    /// parts of nothing else that is counted, and of no other period.
    pub fn add_programme(&mut self, programme: &ReleaseProgramme, pairs: Vec<(String, Count)>) {
        let at = Location::Programme(programme.campaign_id, programme.utility);
        let cells = pairs.into_iter().map(|(item, count)| ((Table::SavingsPairs, item), count));
        self.counts.entry(at).or_default().extend(cells);
    }

    /// The cells and relations of all that was counted, and of what was published before: earlier releases, and the
    /// frame's steps of live progress with what is behind them.
    ///
    /// # Errors
    /// What is wrong with the counts: a fault of ours, which must stop the release.
    pub fn lay(mut self, earlier: &[Earlier<'_>], live: &Evidence) -> Result<Laid, Vec<Fault>> {
        let places = Places::from_list(&self.frame.places);
        let steps = self.frame.steps.iter().flat_map(|step| names(self.period, step.campaign_id, step.on));
        let missing: Vec<Fault> = steps.filter(|name| !live.contains(name)).map(Fault::Missing).collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        self.sum_up(&places);
        let mut system = SystemBuilder::new();
        let counts = std::mem::take(&mut self.counts);
        let layer = Layer {
            period: self.period,
            frame: self.frame,
            places: &places,
            source: Source::New(&counts, live),
        };
        let (index, own) = layer.lay(&mut system);
        let named = |period: Period, index: &Index| -> Vec<Named> {
            let name = |(location, cell): &(Location, InTable)| Named {
                period,
                location: location.clone(),
                cell: cell.clone(),
            };
            index.keys().map(name).collect()
        };
        let mut all = named(self.period, &index);
        let then: Vec<Places> =
            earlier.iter().map(|release| Places::from_list(&release.frame.places)).collect();
        let with_places = earlier.iter().zip(&then);
        let quarters: Vec<Before<'_>> =
            with_places.map(|(release, places)| Before::freeze(&mut system, release, places)).collect();
        for (release, quarter) in earlier.iter().zip(&quarters) {
            all.extend(named(release.period, &quarter.index));
        }
        unite(&mut system, (&index, self.frame, &places), &quarters);
        Ok(Laid { system: system.build()?, own, all })
    }

    /// Larger places and whole campaigns are the sums of their parts: each household is in one neighbourhood.
    fn sum_up(&mut self, places: &Places) {
        let mut sums: HashMap<Location, HashMap<InTable, Count>> = HashMap::new();
        for (location, counts) in &self.counts {
            for above in above(location, places) {
                let sum = sums.entry(above).or_default();
                for (cell, count) in counts {
                    sum.entry(cell.clone()).or_insert_with(Count::of_none).add_disjoint(*count);
                }
            }
        }
        self.counts.extend(sums);
    }
}

/// The locations that one of the finest is a part of.
fn above(location: &Location, places: &Places) -> Vec<Location> {
    match location {
        Location::Area(level, code) => {
            let mut above = Vec::new();
            let mut place = places.find(*level, code);
            while let Some(next) = place.and_then(|place| places.parent(place)) {
                above.push(Location::Area(next.level, next.code.clone()));
                place = Some(next);
            }
            above
        }
        Location::Part(id, _) => vec![Location::Campaign(*id)],
        Location::Campaign(_) | Location::Programme(..) => vec![],
    }
}

/// The cells of a period.
pub(super) type Index = BTreeMap<(Location, InTable), CellId>;

/// Where the counts of a layer come from.
#[derive(Clone, Copy)]
pub(super) enum Source<'s> {
    /// They are new; only live progress was told of them.
    New(&'s HashMap<Location, HashMap<InTable, Count>>, &'s Evidence),
    /// They were published, or withheld, before.
    Published(&'s Evidence),
}

/// One period's cells and relations.
pub(super) struct Layer<'l> {
    pub period: Period,
    pub frame: &'l Frame,
    pub places: &'l Places,
    pub source: Source<'l>,
}

impl Layer<'_> {
    /// All cells by their place, and those that may be published, in their order.
    pub fn lay(&self, system: &mut SystemBuilder) -> (Index, Vec<(Named, CellId)>) {
        let (mut index, mut own) = (Index::new(), Vec::new());
        let locations = locations(self.frame, self.places);
        for (location, campaign) in &locations {
            for slot in slots(location, *campaign) {
                let name = Named { period: self.period, location: location.clone(), cell: slot.cell };
                let Some(id) = self.cell(system, &name, slot.weight) else { continue };
                if slot.weight.is_some() {
                    own.push((name.clone(), id));
                }
                index.insert((name.location, name.cell), id);
            }
        }
        for (location, campaign) in &locations {
            self.relate_within(system, &index, (location, *campaign));
            self.relate_across(system, &index, (location, *campaign));
            self.cover(system, &index, (location, *campaign));
        }
        for campaign in &self.frame.campaigns {
            self.relate_steps(system, &index, campaign.id);
        }
        (index, own)
    }

    fn cell(&self, system: &mut SystemBuilder, name: &Named, weight: Option<u32>) -> Option<CellId> {
        match self.source {
            Source::Published(evidence) => system.frozen(evidence, &name.to_string()),
            Source::New(counts, _) => {
                let counted = counts.get(&name.location).and_then(|counts| counts.get(&name.cell));
                let count = counted.copied().unwrap_or_else(Count::of_none);
                let role = weight.map_or(Role::Latent, |weight| Role::Candidate { weight });
                Some(system.cell(name.to_string(), count, role))
            }
        }
    }

    fn complement(&self, system: &mut SystemBuilder, part: CellId, of: CellId) {
        let _latent = match self.source {
            Source::Published(evidence) => system.frozen_complement(evidence, part, of),
            Source::New(..) => system.complement(part, of),
        };
    }

    /// What holds among the cells of one location.
    fn relate_within(
        &self,
        system: &mut SystemBuilder,
        index: &Index,
        (location, campaign): (&Location, Option<&ReleaseCampaign>),
    ) {
        let at = |cell: &InTable| index.get(&(location.clone(), cell.clone())).copied();
        for slot in slots(location, campaign) {
            let (table, item) = &slot.cell;
            for of in table.denominators(item) {
                if let (Some(part), Some(of)) = (at(&slot.cell), at(&of)) {
                    self.complement(system, part, of);
                }
            }
        }
        for (part, of) in AT_MOST {
            let cell = |table: &Table| at(&(*table, String::new()));
            if let (Some(part), Some(of)) = (cell(part), cell(of)) {
                system.at_most(part, of);
            }
        }
        let unions = campaign.map_or_else(unions_of_places, unions_of_campaign);
        for (whole, parts) in unions {
            let parts: Vec<CellId> = parts.iter().filter_map(at).collect();
            // A release that was published before a table was told here has none of its cells, which says nothing of the whole.
            if let (Some(whole), false) = (at(&whole), parts.is_empty()) {
                system.union(whole, &parts);
            }
        }
    }

    /// What holds between a location and those that it is made of.
    fn relate_across(
        &self,
        system: &mut SystemBuilder,
        index: &Index,
        (location, campaign): (&Location, Option<&ReleaseCampaign>),
    ) {
        let (parts, distinct) = self.parts(location, campaign);
        if parts.is_empty() {
            return;
        }
        for slot in slots(location, campaign) {
            if distinct && slot.cell.0.record().scope != Scope::Both {
                continue;
            }
            let at = |location: &Location| index.get(&(location.clone(), slot.cell.clone())).copied();
            let of: Vec<CellId> = parts.iter().filter_map(at).collect();
            match at(location) {
                Some(whole) if distinct => system.union(whole, &of),
                Some(whole) => system.sum(whole, &of),
                None => {}
            }
        }
    }

    /// What holds because all cells of the location count sets.
    fn cover(
        &self,
        system: &mut SystemBuilder,
        index: &Index,
        (location, campaign): (&Location, Option<&ReleaseCampaign>),
    ) {
        let covering = Covering::of(location, campaign);
        covering.by_items(system, index);
        match self.parts(location, campaign) {
            (parts, _) if parts.is_empty() => {}
            (parts, true) => {
                let told = |_: &InTable| parts.iter().map(|part| (index, Cow::Borrowed(part))).collect();
                covering.by_parts(system, index, told);
            }
            (parts, false) => covering.sums(system, index, &parts),
        }
    }

    /// The steps of a campaign's live progress, each within the next one, and the last one within the quarter.
    fn relate_steps(&self, system: &mut SystemBuilder, index: &Index, campaign: CampaignId) {
        let (Source::New(_, evidence) | Source::Published(evidence)) = self.source;
        let mut before: Option<Vec<CellId>> = None;
        for step in self.frame.steps_of(campaign) {
            let cells: Vec<CellId> = names(self.period, campaign, step.on)
                .iter()
                .filter_map(|name| system.frozen(evidence, name))
                .collect();
            for (at, part) in cells.iter().enumerate() {
                for of in &cells[..at] {
                    system.frozen_complement(evidence, *part, *of);
                }
            }
            for (before, after) in before.iter().flatten().zip(&cells) {
                system.frozen_increase(evidence, *before, *after);
            }
            before = Some(cells);
        }
        let whole = |table| index.get(&(Location::Campaign(campaign), (table, String::new()))).copied();
        for (before, after) in before.iter().flatten().zip(LIVE.into_iter().filter_map(whole)) {
            match self.source {
                Source::New(..) => system.increase(*before, after),
                Source::Published(evidence) => system.frozen_increase(evidence, *before, after),
            };
        }
    }

    /// What a location is made of, and whether a household may be in several of them.
    pub fn parts(&self, location: &Location, campaign: Option<&ReleaseCampaign>) -> (Vec<Location>, bool) {
        match (location, campaign) {
            (Location::Area(Level::Neighbourhood, code), _) => {
                let here = self.frame.campaigns.iter().filter_map(|campaign| {
                    let code = campaign.neighbourhoods.iter().find(|of| of.as_str() == code)?;
                    Some(Location::Part(campaign.id, code.clone()))
                });
                (here.collect(), true)
            }
            (Location::Area(level, code), _) => {
                let place = self.places.find(*level, code);
                let below = place.into_iter().flat_map(|place| self.places.active_parts(place));
                (below.map(|place| Location::Area(place.level, place.code.clone())).collect(), false)
            }
            (Location::Campaign(id), Some(campaign)) => {
                let parts = campaign.neighbourhoods.iter();
                (parts.map(|code| Location::Part(*id, code.clone())).collect(), false)
            }
            _ => (vec![], false),
        }
    }
}
