//! What everybody knows: the counts that there must be, and what must hold among them, as rows of whole-number
//! inequalities. Nothing in here comes from data.

use std::collections::{BTreeMap, HashMap};

use palier_domain::release::{Frame, Level, Place, ReleaseCampaign};

use crate::{programmes, tables::Measures};

/// What a cell counts.
#[derive(Clone, Debug)]
pub enum Cell {
    /// The households of one name.
    Count(String),
    /// Those of one cell that are not in another: a declared complement, or what came between two editions.
    Rest {
        /// The cell that they are in.
        of: u32,
        /// The cell that they are not in.
        part: u32,
    },
}

/// How much the attacker makes of what it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Knowledge {
    /// The relations that the documentation of the method lists.
    Listed,
    /// Also that the counts are counts of sets: who is in a union and not in the union of its parts' inner sets is in
    /// one of the parts and not in its inner set.
    Sets,
    /// Also that steps of live progress are large, and so are the steps of what is beside their parts.
    Steps,
}

/// What live progress tells, each a part of those before.
const LIVE: [&str; 3] = ["doors_tried/", "doors_opened/", "doors_interviewed/"];

/// Cells and rows. A row says that the sum of its terms, each with its sign, is at least 0, or equal to 0.
#[derive(Default)]
pub struct System {
    /// The cells.
    pub cells: Vec<Cell>,
    index: HashMap<String, u32>,
    rests: HashMap<(u32, u32), u32>,
    /// The terms of all rows: a cell, and whether it is added.
    terms: Vec<(u32, bool)>,
    starts: Vec<usize>,
    exact: Vec<bool>,
    /// By cell: what publishing it says `k` or more of.
    pub told_by: Vec<Vec<u32>>,
}

/// Where counts are told, what it is made of, and its campaign.
struct Spot<'f> {
    name: String,
    parts: Vec<String>,
    /// Its parts share households.
    overlapping: bool,
    campaign: Option<&'f ReleaseCampaign>,
}

impl System {
    /// Everything that there is to know of some editions: quarters, and the year that they make up.
    #[must_use]
    pub fn of(editions: &[(&str, &Frame)], knowledge: Knowledge) -> Self {
        let mut system = Self::default();
        for (edition, frame) in editions {
            system.edition(edition, frame, knowledge);
        }
        for (year, frame) in editions.iter().filter(|(edition, _)| !edition.contains('-')) {
            let quarters: Vec<&str> =
                editions.iter().map(|(edition, _)| *edition).filter(|q| is_quarter_of(q, year)).collect();
            system.year(year, &quarters, frame, knowledge);
        }
        system
    }

    /// The cell of a name, if there is one.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }

    /// What a cell is called.
    #[must_use]
    pub fn name(&self, cell: u32) -> String {
        match &self.cells[cell as usize] {
            Cell::Count(name) => name.clone(),
            Cell::Rest { of, part } => format!("{} without {}", self.name(*of), self.name(*part)),
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.exact.len()
    }

    /// The terms of a row, and whether it is exact.
    #[must_use]
    pub fn row(&self, row: usize) -> (&[(u32, bool)], bool) {
        let end = self.starts.get(row + 1).copied().unwrap_or(self.terms.len());
        (&self.terms[self.starts[row]..end], self.exact[row])
    }

    /// By cell the rows that it stands in.
    #[must_use]
    pub fn rows_of(&self) -> Vec<Vec<u32>> {
        let mut rows = vec![Vec::new(); self.cells.len()];
        for row in 0..self.rows() {
            for (cell, _) in self.row(row).0 {
                rows[*cell as usize].push(row as u32);
            }
        }
        rows
    }

    fn push(&mut self, terms: impl IntoIterator<Item = (u32, bool)>, exact: bool) {
        self.starts.push(self.terms.len());
        self.terms.extend(terms);
        self.exact.push(exact);
    }

    fn count(&mut self, name: String) {
        let id = self.cells.len() as u32;
        self.index.insert(name.clone(), id);
        self.cells.push(Cell::Count(name));
        self.told_by.push(Vec::new());
    }

    /// The rest of a cell beside a part, one cell a pair.
    pub fn rest(&mut self, of: u32, part: u32) -> u32 {
        if let Some(rest) = self.rests.get(&(of, part)) {
            return *rest;
        }
        let rest = self.cells.len() as u32;
        self.rests.insert((of, part), rest);
        self.cells.push(Cell::Rest { of, part });
        self.told_by.push(Vec::new());
        self.push([(of, true), (part, false), (rest, false)], true);
        rest
    }

    /// Two editions of one period count the same, or the second one more, and then what came in between is a count, too.
    pub fn again(&mut self, first: &str, second: &str, same: bool) {
        let key = |name: &String| name.strip_prefix(first)?.strip_prefix('|').map(ToOwned::to_owned);
        let keys: Vec<(u32, String)> =
            self.index.iter().filter_map(|(name, cell)| Some((*cell, key(name)?))).collect();
        for (before, key) in keys {
            let Some(after) = self.find(&format!("{second}|{key}")) else { continue };
            if same {
                self.push([(after, true), (before, false)], true);
            } else {
                self.rest(after, before);
            }
        }
    }

    fn within(&mut self, inner: u32, outer: u32) {
        self.push([(outer, true), (inner, false)], false);
    }

    /// The whole has at most what its parts have together.
    fn covered(&mut self, whole: u32, parts: &[u32]) {
        self.push(parts.iter().map(|&part| (part, true)).chain([(whole, false)]), false);
    }

    fn union(&mut self, whole: u32, parts: &[u32]) {
        parts.iter().for_each(|&part| self.within(part, whole));
        self.covered(whole, parts);
    }

    fn edition(&mut self, edition: &str, frame: &Frame, knowledge: Knowledge) {
        let at_places = Measures::at_places();
        let of_campaigns: BTreeMap<_, _> =
            frame.campaigns.iter().map(|campaign| (campaign.id, Measures::of_campaign(campaign))).collect();
        let spots = spots(frame);
        let measures =
            |spot: &Spot<'_>| spot.campaign.map_or(&at_places, |campaign| &of_campaigns[&campaign.id]);
        for spot in &spots {
            self.at_spot(&format!("{edition}|{}", spot.name), measures(spot));
        }
        for spot in &spots {
            let measures = measures(spot);
            let whole = format!("{edition}|{}", spot.name);
            if knowledge >= Knowledge::Sets {
                self.split(&whole, measures);
            }
            let parts: Vec<String> = spot.parts.iter().map(|part| format!("{edition}|{part}")).collect();
            self.made_of((&whole, spot.overlapping), &parts, measures, knowledge);
        }
        for campaign in &frame.campaigns {
            self.live(edition, frame, campaign, knowledge);
        }
        for programme in &frame.programmes {
            programmes::names(edition, programme).into_iter().for_each(|name| self.count(name));
        }
    }

    /// The steps of a campaign's live progress, what came between them, and what came after the last one.
    fn live(&mut self, edition: &str, frame: &Frame, campaign: &ReleaseCampaign, knowledge: Knowledge) {
        let mut before: Option<[u32; 3]> = None;
        for step in frame.steps.iter().filter(|step| step.campaign_id == campaign.id) {
            let name = |key: &str| format!("{edition}@{}|campaign:{}|{key}", step.on, campaign.id);
            let now = LIVE.map(|key| {
                self.count(name(key));
                self.find(&name(key)).expect("it was just declared")
            });
            for (at, after) in now.iter().enumerate() {
                if let Some(before) = before {
                    let increase = self.rest(*after, before[at]);
                    self.told_by[*after as usize].push(increase);
                }
                for (outer, of) in now[..at].iter().enumerate() {
                    let rest = self.rest(*of, *after);
                    self.told_by[*after as usize].push(rest);
                    if let (Some(before), Knowledge::Steps) = (before, knowledge) {
                        let rest_before = self.rest(before[outer], before[at]);
                        let increase = self.rest(rest, rest_before);
                        self.told_by[*after as usize].push(increase);
                    }
                }
            }
            before = Some(now);
        }
        for (key, before) in LIVE.into_iter().zip(before.into_iter().flatten()) {
            let whole = self.find(&format!("{edition}|campaign:{}|{key}", campaign.id));
            whole.into_iter().for_each(|whole| {
                self.rest(whole, before);
            });
        }
    }

    /// The cells of a location and what holds among them.
    fn at_spot(&mut self, spot: &str, measures: &Measures) {
        let name = |key: &str| format!("{spot}|{key}");
        measures.all.iter().for_each(|measure| self.count(name(&measure.key)));
        // A set that is all of another leaves nobody: no count, and nothing to protect.
        let is_all = |part: &String, of: &String| {
            measures.unions.iter().any(|(whole, parts)| whole == of && parts.as_slice() == [part.clone()])
        };
        for measure in &measures.all {
            for of in measure.shares.iter().filter(|of| !is_all(&measure.key, of)) {
                if let (Some(part), Some(of)) = (self.find(&name(&measure.key)), self.find(&name(of))) {
                    let rest = self.rest(of, part);
                    self.told_by[part as usize].push(rest);
                }
            }
        }
        for (whole, parts) in &measures.unions {
            let parts: Vec<u32> = parts.iter().filter_map(|part| self.find(&name(part))).collect();
            if let Some(whole) = self.find(&name(whole)) {
                self.union(whole, &parts);
            }
        }
        for (inner, outer) in &measures.within {
            if let (Some(inner), Some(outer)) = (self.find(&name(inner)), self.find(&name(outer))) {
                self.within(inner, outer);
            }
        }
    }

    /// Who is in the outer set and not in the inner one is so for one of the items.
    fn split(&mut self, spot: &str, measures: &Measures) {
        let name = |key: &str| format!("{spot}|{key}");
        for ((inner, outer), parts) in &measures.splits {
            let pair = |system: &Self, pair: &(String, String)| {
                Some((system.find(&name(&pair.0))?, system.find(&name(&pair.1))?))
            };
            let whole = pair(self, &(inner.clone(), outer.clone()));
            let parts: Vec<_> = parts.iter().filter_map(|part| pair(self, part)).collect();
            if let Some(whole) = whole {
                self.differences_covered(whole, &parts);
            }
        }
    }

    /// `outer - inner` of the whole is at most the sum of those of its parts; a part without an inner set is all rest.
    fn differences_covered(&mut self, (inner, outer): (u32, u32), parts: &[(u32, u32)]) {
        let parts = parts.iter().flat_map(|&(inner, outer)| self.difference(inner, outer, true));
        let terms: Vec<_> = parts.chain(self.difference(inner, outer, false)).collect();
        self.push(terms, false);
    }

    /// `outer - inner` as one term where it is a cell, as two where it is none.
    fn difference(&self, inner: u32, outer: u32, added: bool) -> Vec<(u32, bool)> {
        match self.rests.get(&(outer, inner)) {
            Some(rest) => vec![(*rest, added)],
            None => vec![(outer, added), (inner, !added)],
        }
    }

    /// What holds between a location and those that it is made of, or between a year and its quarters.
    fn made_of(
        &mut self,
        (whole, overlapping): (&str, bool),
        parts: &[String],
        measures: &Measures,
        knowledge: Knowledge,
    ) {
        let name = |spot: &str, key: &str| format!("{spot}|{key}");
        let find = |system: &Self, key: &str| -> Vec<u32> {
            parts.iter().filter_map(|part| system.find(&name(part, key))).collect()
        };
        for measure in &measures.all {
            let of = find(self, &measure.key);
            let Some(total) = self.find(&name(whole, &measure.key)).filter(|_| !of.is_empty()) else {
                continue;
            };
            if overlapping {
                self.union(total, &of);
            } else {
                self.push(of.iter().map(|&part| (part, true)).chain([(total, false)]), true);
            }
        }
        for (inner, outer) in measures.nested() {
            let pairs = parts
                .iter()
                .filter_map(|part| Some((self.find(&name(part, &inner)), self.find(&name(part, &outer))?)));
            let pairs: Vec<(Option<u32>, u32)> = pairs.collect();
            let whole = self.find(&name(whole, &inner)).zip(self.find(&name(whole, &outer)));
            match whole {
                Some(whole) if pairs.iter().any(|(inner, _)| inner.is_some()) => {
                    self.rests_of(whole, &pairs, overlapping, knowledge)
                }
                _ => {}
            }
        }
    }

    fn rests_of(
        &mut self,
        (inner, outer): (u32, u32),
        parts: &[(Option<u32>, u32)],
        overlapping: bool,
        knowledge: Knowledge,
    ) {
        let rest = |part: &(Option<u32>, u32)| match *part {
            (Some(inner), outer) => self.difference(inner, outer, true),
            (None, outer) => vec![(outer, true)],
        };
        let total = self.difference(inner, outer, false);
        let declared = total.len() == 1;
        let terms: Vec<_> = parts.iter().flat_map(rest).chain(total).collect();
        if declared && (!overlapping || parts.len() == 1) {
            // It follows from the other rows, but propagation does not see that.
            self.push(terms, true);
        } else if overlapping && knowledge >= Knowledge::Sets {
            self.push(terms, false);
        }
    }

    /// Each cell of a year is the union of its quarters'.
    fn year(&mut self, year: &str, quarters: &[&str], frame: &Frame, knowledge: Knowledge) {
        for spot in spots(frame) {
            let measures = spot.campaign.map_or_else(Measures::at_places, Measures::of_campaign);
            let parts: Vec<String> =
                quarters.iter().map(|quarter| format!("{quarter}|{}", spot.name)).collect();
            self.made_of((&format!("{year}|{}", spot.name), true), &parts, &measures, knowledge);
        }
    }
}

fn is_quarter_of(edition: &str, year: &str) -> bool {
    edition.strip_prefix(year).is_some_and(|rest| rest.len() == 3 && rest.starts_with("-Q"))
}

fn area(place: &Place) -> String {
    format!("{}:{}", place.level.as_str(), place.code)
}

/// All locations of a frame.
fn spots(frame: &Frame) -> Vec<Spot<'_>> {
    let active = || frame.places.iter().filter(|place| place.active);
    let below = |of: &Place| -> Vec<String> {
        let is_part = |place: &&Place| {
            place.parent.as_deref() == Some(of.code.as_str()) && place.level as u8 == of.level as u8 + 1
        };
        active().filter(is_part).map(area).collect()
    };
    let here = |code: &str| -> Vec<String> {
        let of = frame.campaigns.iter();
        let of = of.filter(|campaign| campaign.neighbourhoods.iter().any(|other| other.as_str() == code));
        of.map(|campaign| format!("campaign:{}:{code}", campaign.id)).collect()
    };
    let places = active().map(|place| {
        let overlapping = place.level == Level::Neighbourhood;
        let parts = if overlapping { here(&place.code) } else { below(place) };
        Spot { name: area(place), parts, overlapping, campaign: None }
    });
    let campaigns = frame.campaigns.iter().flat_map(|campaign| {
        let codes = campaign.neighbourhoods.iter();
        let parts: Vec<String> = codes.map(|code| format!("campaign:{}:{code}", campaign.id)).collect();
        let spot = |name: String, parts| Spot { name, parts, overlapping: false, campaign: Some(campaign) };
        let each: Vec<_> = parts.iter().map(|part| spot(part.clone(), vec![])).collect();
        std::iter::once(spot(format!("campaign:{}", campaign.id), parts)).chain(each)
    });
    places.chain(campaigns).collect()
}
