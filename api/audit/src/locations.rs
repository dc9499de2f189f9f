//! Where counts stand, which locations hold the same households, and how locations make up one another.

use std::collections::{HashMap, HashSet};

use crate::measures::Where;
use crate::publication::{Campaign, Level, Programme, Publication, Release, Step};
use crate::sets::Sets;

/// A location of one release.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Spot {
    Area(Level, String),
    Part {
        campaign: String,
        neighbourhood: String,
    },
    Campaign(String),
    Programme {
        campaign: String,
        utility: String,
    },
    /// A campaign up to a day of its live progress.
    Step {
        campaign: String,
        on: String,
    },
    /// A campaign after such a day, up to the next one or the end.
    Since {
        campaign: String,
        on: String,
    },
}

impl Spot {
    pub fn at(&self) -> Where {
        match self {
            Spot::Area(level, _) => Where::Area(*level),
            Spot::Part { .. } => Where::Part,
            Spot::Campaign(_) | Spot::Programme { .. } | Spot::Step { .. } => Where::Campaign,
            Spot::Since { .. } => Where::Since,
        }
    }
}

/// The number of a location.
pub(crate) type Location = u32;

/// How a location is made up of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Makeup {
    /// Each household of the whole is in exactly one part.
    Sum,
    /// Each household of the whole is in some part; one beside a share in the whole is beside it in some part.
    Union,
    /// Each part is in the whole, which may hold more.
    Within,
}

/// A location made up of others.
#[derive(Debug, Clone)]
pub(crate) struct Composition {
    pub makeup: Makeup,
    pub whole: Location,
    pub parts: Vec<Location>,
}

/// All locations that can hold a household.
#[derive(Debug)]
pub(crate) struct Locations {
    pub spots: Vec<(usize, Spot)>,
    numbers: HashMap<(usize, Spot), Location>,
    pub compositions: Vec<Composition>,
    /// For each location, the least number of those that hold the same households.
    pub same: Vec<Location>,
}

impl Locations {
    pub fn of(publication: &Publication) -> Self {
        let mut made = Self { spots: vec![], numbers: HashMap::new(), compositions: vec![], same: vec![] };
        for (index, release) in publication.releases.iter().enumerate() {
            made.add_spots(index, release);
        }
        for (index, release) in publication.releases.iter().enumerate() {
            made.compose_places(index, release);
            made.compose_campaigns(index, release);
            made.compose_time(publication, index);
            made.compose_steps(index, release);
        }
        made.merge();
        made
    }

    /// The location, if households can be counted there.
    pub fn find(&self, release: usize, spot: &Spot) -> Option<Location> {
        self.numbers.get(&(release, spot.clone())).copied()
    }

    fn add(&mut self, release: usize, spot: Spot) {
        if !self.numbers.contains_key(&(release, spot.clone())) {
            self.numbers.insert((release, spot.clone()), self.spots.len() as Location);
            self.spots.push((release, spot));
        }
    }

    fn add_spots(&mut self, index: usize, release: &Release) {
        for (level, code) in active(release) {
            self.add(index, Spot::Area(level, code.to_owned()));
        }
        for campaign in &release.campaigns {
            self.add(index, Spot::Campaign(campaign.id.clone()));
            for code in &campaign.neighbourhoods {
                let campaign = campaign.id.clone();
                self.add(index, Spot::Part { campaign, neighbourhood: code.clone() });
            }
        }
        for Programme { campaign, utility } in &release.programmes {
            self.add(index, Spot::Programme { campaign: campaign.clone(), utility: utility.clone() });
        }
        for step in &release.steps {
            let (campaign, on) = (step.campaign.clone(), step.on.clone());
            self.add(index, Spot::Step { campaign: campaign.clone(), on: on.clone() });
            self.add(index, Spot::Since { campaign, on });
        }
    }

    fn compose(&mut self, makeup: Makeup, whole: Option<Location>, parts: Vec<Location>) {
        if let (Some(whole), false) = (whole, parts.is_empty()) {
            self.compositions.push(Composition { makeup, whole, parts });
        }
    }

    /// A parent is the sum of its active children, as far as the tree is without gaps.
    fn compose_places(&mut self, index: usize, release: &Release) {
        let mut children: HashMap<(Level, &str), Vec<Location>> = HashMap::new();
        for place in &release.places {
            let own = self.find(index, &Spot::Area(place.level, place.code.clone()));
            if let (Some(own), Some(parent), Some(level)) = (own, &place.parent, above(place.level)) {
                children.entry((level, parent)).or_default().push(own);
            }
        }
        let mut sums: Vec<_> = children.into_iter().collect();
        sums.sort();
        for ((level, code), parts) in sums {
            let whole = self.find(index, &Spot::Area(level, code.to_owned()));
            self.compose(Makeup::Sum, whole, parts);
        }
    }

    /// A campaign is the sum of its parts; a neighbourhood is the union of the parts that lie in it.
    fn compose_campaigns(&mut self, index: usize, release: &Release) {
        let mut held: HashMap<&str, Vec<Location>> = HashMap::new();
        for campaign in &release.campaigns {
            let whole = self.find(index, &Spot::Campaign(campaign.id.clone()));
            let mut parts = Vec::new();
            for code in campaign.neighbourhoods.iter().collect::<HashSet<_>>() {
                let spot = Spot::Part { campaign: campaign.id.clone(), neighbourhood: code.clone() };
                let Some(part) = self.find(index, &spot) else { continue };
                parts.push(part);
                held.entry(code).or_default().push(part);
            }
            parts.sort_unstable();
            self.compose(Makeup::Sum, whole, parts);
        }
        let makeup = if release.campaigns_complete { Makeup::Union } else { Makeup::Within };
        let mut held: Vec<_> = held.into_iter().collect();
        held.sort();
        for (code, parts) in held {
            let whole = self.find(index, &Spot::Area(Level::Neighbourhood, code.to_owned()));
            self.compose(makeup, whole, parts);
        }
    }

    /// A step is the step before and what came since, a campaign's period is its last step and what came since.
    fn compose_steps(&mut self, index: usize, release: &Release) {
        for (step, next) in in_order(release) {
            let (campaign, on) = (step.campaign.clone(), step.on.clone());
            let whole = match next {
                Some(next) => Spot::Step { campaign: campaign.clone(), on: next.on.clone() },
                None => Spot::Campaign(campaign.clone()),
            };
            let parts =
                [Spot::Step { campaign: campaign.clone(), on: on.clone() }, Spot::Since { campaign, on }];
            let parts = parts.iter().filter_map(|part| self.find(index, part)).collect();
            self.compose(Makeup::Sum, self.find(index, &whole), parts);
        }
    }

    /// A year is the union of its quarters, a campaign's life that of the quarters in which it was active.
    fn compose_time(&mut self, publication: &Publication, index: usize) {
        let release = &publication.releases[index];
        let is_once =
            |spot: &Spot| matches!(spot, Spot::Programme { .. } | Spot::Step { .. } | Spot::Since { .. });
        let whole = |(release, spot): &(usize, Spot)| *release == index && !is_once(spot);
        let wholes: Vec<Location> =
            (0..self.spots.len() as Location).filter(|at| whole(&self.spots[*at as usize])).collect();
        for whole in wholes {
            let spot = self.spots[whole as usize].1.clone();
            let Some(quarters) = quarters_of(release, &spot) else { continue };
            let mut parts = Vec::new();
            let mut complete = true;
            for quarter in quarters {
                match self.in_quarter(publication, &quarter, release, &spot) {
                    Known::At(part) => parts.push(part),
                    Known::Empty => {}
                    Known::Nothing => complete = false,
                }
            }
            self.compose(if complete { Makeup::Union } else { Makeup::Within }, Some(whole), parts);
        }
    }

    fn in_quarter(&self, publication: &Publication, quarter: &str, of: &Release, spot: &Spot) -> Known {
        let found = publication.releases.iter().position(|release| release.period == quarter);
        let Some(index) = found else { return Known::Nothing };
        let release = &publication.releases[index];
        if release.vintage != of.vintage && !matches!(spot, Spot::Campaign(_)) {
            return Known::Nothing;
        }
        match self.find(index, spot) {
            Some(part) => Known::At(part),
            None if is_public_zero(release, spot) => Known::Empty,
            None => Known::Nothing,
        }
    }

    /// A sum or a union of one part is that part.
    fn merge(&mut self) {
        let mut sets = Sets::new(self.spots.len());
        for made in &self.compositions {
            if let (Makeup::Sum | Makeup::Union, [part]) = (made.makeup, made.parts.as_slice()) {
                sets.join(made.whole, *part);
            }
        }
        self.same = (0..self.spots.len() as Location).map(|at| sets.find(at)).collect();
    }
}

/// What is known of a location in an earlier period.
enum Known {
    At(Location),
    Empty,
    Nothing,
}

/// Whether the release says that nobody could be counted there.
fn is_public_zero(release: &Release, spot: &Spot) -> bool {
    match spot {
        Spot::Programme { .. } | Spot::Step { .. } | Spot::Since { .. } => false,
        Spot::Area(level, code) => {
            release.places.iter().any(|place| place.level == *level && place.code == *code)
        }
        Spot::Campaign(_) => release.campaigns_complete,
        Spot::Part { campaign, .. } => {
            release.campaigns_complete || release.campaigns.iter().any(|known| known.id == *campaign)
        }
    }
}

/// The active places of a release: active neighbourhoods and all that lies above them.
pub(crate) fn active(release: &Release) -> Vec<(Level, &str)> {
    let parents: HashMap<(Level, &str), Option<&str>> = release
        .places
        .iter()
        .map(|place| ((place.level, place.code.as_str()), place.parent.as_deref()))
        .collect();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for place in &release.places {
        if !place.active || place.level != Level::Neighbourhood {
            continue;
        }
        let mut at = Some((place.level, place.code.as_str()));
        while let Some(own) = at.filter(|own| parents.contains_key(own) && seen.insert(*own)) {
            found.push(own);
            at = above(own.0).zip(parents[&own]);
        }
    }
    found
}

/// The steps of each campaign, each with the next one.
pub(crate) fn in_order(release: &Release) -> Vec<(&Step, Option<&Step>)> {
    let mut steps: Vec<&Step> = release.steps.iter().collect();
    steps.sort_by_key(|step| (&step.campaign, &step.on));
    let next = |at: usize| steps.get(at + 1).copied().filter(|next| next.campaign == steps[at].campaign);
    steps.iter().enumerate().map(|(at, step)| (*step, next(at))).collect()
}

fn above(level: Level) -> Option<Level> {
    match level {
        Level::Nation => None,
        Level::Department => Some(Level::Nation),
        Level::Commune => Some(Level::Department),
        Level::Neighbourhood => Some(Level::Commune),
    }
}

/// The quarters that make up the period at that location; none if the period is a quarter itself.
fn quarters_of(release: &Release, spot: &Spot) -> Option<Vec<String>> {
    let period = release.period.as_str();
    if period.len() == 4 && period.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((1..=4).map(|number| format!("{period}-Q{number}")).collect());
    }
    if period != "lifetime" {
        return None;
    }
    let id = match spot {
        Spot::Part { campaign, .. } | Spot::Campaign(campaign) => campaign,
        _ => return None,
    };
    let known = |campaign: &&Campaign| campaign.id == *id && !campaign.quarters.is_empty();
    release.campaigns.iter().find(known).map(|campaign| campaign.quarters.clone())
}
