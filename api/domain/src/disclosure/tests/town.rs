//! Small invented towns: households, visits in four quarters, themes; what a caller would declare of them.

use std::collections::BTreeSet;

use super::{
    attack::{Link, World},
    *,
};

/// tried ⊇ met ⊇ any need = the union of three themes.
const MEASURES: [&str; 6] = ["tried", "met", "any", "health", "energy", "rights"];
/// What is a share of what.
const SHARES: [(usize, usize); 5] = [(1, 0), (2, 1), (3, 1), (4, 1), (5, 1)];
const QUARTERS: usize = 4;

pub struct Town {
    /// For each quarter and each neighbourhood and each measure the households.
    sets: Vec<Vec<[BTreeSet<u32>; 6]>>,
    active: Vec<Vec<bool>>,
    /// The commune of each neighbourhood.
    commune: Vec<usize>,
    communes: usize,
}

/// A number that depends on the seed and on where it is used.
fn pick(seed: u64, salt: &[usize], below: usize) -> usize {
    (salt.iter().fold(mix(seed), |hash, &s| mix(hash ^ s as u64)) % below as u64) as usize
}

impl Town {
    pub fn new(seed: u64) -> Self {
        let neighbourhoods = 2 + pick(seed, &[1], 5);
        let communes = 1 + pick(seed, &[2], 3).min(neighbourhoods - 1);
        let place = |n: usize| if n < communes { n } else { pick(seed, &[3, n], communes) };
        let mut town = Self {
            sets: vec![vec![Default::default(); neighbourhoods]; QUARTERS],
            active: vec![vec![false; neighbourhoods]; QUARTERS],
            commune: (0..neighbourhoods).map(place).collect(),
            communes,
        };
        for quarter in 0..QUARTERS {
            for place in 0..neighbourhoods {
                if pick(seed, &[4, quarter, place], 10) < 7 {
                    town.active[quarter][place] = true;
                    town.visit(seed, quarter, place);
                }
            }
        }
        town
    }

    fn visit(&mut self, seed: u64, quarter: usize, place: usize) {
        // From a handful of households to a hundred, partly the same ones in each quarter.
        let households = 3 + pick(seed, &[5, place], 10) * pick(seed, &[6, quarter, place], 11);
        let rate = |measure: usize| 10 + pick(seed, &[7, place, measure], 60);
        for household in 0..households {
            let chance =
                |what: usize, percent| pick(seed, &[8, quarter, place, household, what], 100) < percent;
            if chance(0, 20) {
                continue;
            }
            let met = chance(1, 75);
            let themes = [2, 3, 4].map(|theme| met && chance(theme, rate(theme) / 2));
            let any = themes.contains(&true);
            let seen = [true, met, any, themes[0], themes[1], themes[2]];
            for (set, _) in self.sets[quarter][place].iter_mut().zip(seen).filter(|(_, seen)| *seen) {
                set.insert((place * 1_000 + household) as u32);
            }
        }
    }

    /// Declares quarters `0..quarters`, and the year if there are all; what `evidence` has is frozen.
    pub fn declare<'a>(&'a self, quarters: usize, year: bool, evidence: &'a Evidence) -> Declared<'a> {
        let mut declared =
            Declared { town: self, evidence, builder: SystemBuilder::new(), world: World::default() };
        let mut by_period: Vec<Vec<Vec<CellId>>> = Vec::new();
        for quarter in 0..quarters {
            let period = declared.period(&format!("Q{quarter}"), quarter..quarter + 1);
            by_period.push(period);
        }
        if year {
            let whole = declared.period("year", 0..QUARTERS);
            for place in 0..whole.len() {
                for measure in 0..MEASURES.len() {
                    let parts: Vec<CellId> =
                        by_period.iter().map(|quarter| quarter[place][measure]).collect();
                    declared.relate(Link::Union, whole[place][measure], &parts);
                }
                let quarters: Vec<&[CellId]> =
                    by_period.iter().map(|quarter| quarter[place].as_slice()).collect();
                declared.cover(&whole[place], &quarters);
            }
        }
        declared
    }

    /// The households of a measure at a place; places are neighbourhoods, then communes, then the whole.
    fn count(&self, quarters: std::ops::Range<usize>, place: usize, measure: usize) -> Option<usize> {
        let mut households: BTreeSet<u32> = BTreeSet::new();
        let mut active = false;
        for quarter in quarters {
            for inner in self.inside(place) {
                active |= self.active[quarter][inner];
                households.extend(&self.sets[quarter][inner][measure]);
            }
        }
        active.then_some(households.len())
    }

    fn inside(&self, place: usize) -> Vec<usize> {
        let neighbourhoods = self.commune.len();
        let within = |n: &usize| {
            place == *n
                || place == neighbourhoods + self.communes
                || place == neighbourhoods + self.commune[*n]
        };
        (0..neighbourhoods).filter(within).collect()
    }
}

pub struct Declared<'a> {
    town: &'a Town,
    evidence: &'a Evidence,
    pub builder: SystemBuilder,
    /// The same for the attacker.
    pub world: World,
}

impl Declared<'_> {
    fn period(&mut self, name: &str, quarters: std::ops::Range<usize>) -> Vec<Vec<CellId>> {
        let neighbourhoods = self.town.commune.len();
        let places = neighbourhoods + self.town.communes + 1;
        let cells: Vec<Vec<CellId>> =
            (0..places).map(|place| self.place(name, quarters.clone(), place)).collect();
        for measure in 0..MEASURES.len() {
            for commune in 0..self.town.communes {
                let inside = self.town.inside(neighbourhoods + commune);
                let parts: Vec<CellId> = inside.into_iter().map(|n| cells[n][measure]).collect();
                self.relate(Link::Sum, cells[neighbourhoods + commune][measure], &parts);
            }
            let communes: Vec<CellId> =
                cells[neighbourhoods..places - 1].iter().map(|cells| cells[measure]).collect();
            self.relate(Link::Sum, cells[places - 1][measure], &communes);
        }
        cells
    }

    fn place(&mut self, period: &str, quarters: std::ops::Range<usize>, place: usize) -> Vec<CellId> {
        let neighbourhood = place < self.town.commune.len();
        let mut cells = Vec::new();
        for (measure, what) in MEASURES.iter().enumerate() {
            let role = match measure {
                3.. if neighbourhood => Role::Latent,
                _ => Role::Candidate { weight: if neighbourhood { 1 } else { 2 } + u32::from(measure < 3) },
            };
            let count = self.town.count(quarters.clone(), place, measure);
            cells.push(self.cell(format!("{period}/{place}/{what}"), count, role));
        }
        for (part, of) in SHARES {
            self.complement(cells[part], cells[of]);
        }
        self.relate(Link::AtMost, cells[0], &cells[2..3]);
        self.relate(Link::Union, cells[2], &cells[3..]);
        cells
    }

    fn cell(&mut self, name: String, count: Option<usize>, role: Role) -> CellId {
        self.world.names.push(name.clone());
        self.world.truth.push(count.unwrap_or(0) as i64);
        self.world.told.push(None);
        let role = if count.is_none() { Role::StructuralZero } else { role };
        match self.builder.frozen(self.evidence, &name) {
            Some(cell) => cell,
            None => self.builder.cell(name, Count::of_distinct(count.unwrap_or(0)), role),
        }
    }

    fn complement(&mut self, part: CellId, of: CellId) {
        let (p, o) = (part.index(), of.index());
        let known = self.evidence.contains(&self.world.names[p]);
        let rest = match known {
            true => self.builder.frozen_complement(self.evidence, part, of),
            false => self.builder.complement(part, of),
        };
        self.world.names.push(format!("{} without {}", self.world.names[o], self.world.names[p]));
        self.world.truth.push(self.world.truth[o] - self.world.truth[p]);
        self.world.told.push(None);
        self.world.complements.push((p, rest.index()));
        self.world.relations.push((Link::Sum, o, vec![p, rest.index()]));
    }

    /// Who is beside a share in the year is so in one of the quarters.
    fn cover(&mut self, year: &[CellId], quarters: &[&[CellId]]) {
        for (part, of) in SHARES {
            let parts: Vec<_> = quarters.iter().map(|cells| (cells[of], Some(cells[part]))).collect();
            self.builder.cover((year[of], year[part]), &parts);
            let rest = |of: CellId, part: CellId| self.builder.rests[&(of.0, part.0)] as usize;
            let parts = parts.iter().filter_map(|&(of, part)| Some(rest(of, part?))).collect();
            self.world.relations.push((Link::Cover, rest(year[of], year[part]), parts));
        }
    }

    fn relate(&mut self, link: Link, whole: CellId, parts: &[CellId]) {
        match link {
            Link::Sum => self.builder.sum(whole, parts),
            Link::Union => self.builder.union(whole, parts),
            Link::AtMost => parts.iter().for_each(|&part| self.builder.at_most(part, whole)),
            Link::Cover => unreachable!("covers are of pairs of cells"),
        }
        self.world.relations.push((link, whole.index(), parts.iter().map(|p| p.index()).collect()));
    }
}
