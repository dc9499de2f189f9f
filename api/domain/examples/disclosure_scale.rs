//! Protects a made-up national quarter and prints what it took: `cargo run --release -p palier-domain --example
//! disclosure_scale [seed] [share of active neighbourhoods in %] [year]`. With `year` it releases four quarters one
//! after another, each with all before it frozen, and then their year.
//!
//! 1,584 neighbourhoods in about 1,000 communes (most have one) and 100 departments; 150 measures of the statistical
//! tables with their denominators, unions and sums. All households are invented by a seeded generator.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    time::Instant,
};

use palier_domain::disclosure::{
    CellId, Count, Draws, Evidence, Outcome, Progress, Protection, Role, Settings, SystemBuilder, protect,
};

const NEIGHBOURHOODS: usize = 1_584;
const COMMUNES: usize = 1_000;
const DEPARTMENTS: usize = 100;
const LANGUAGES: usize = 13;
const PARENTS: usize = 12;
const THEMES: usize = 110;

/// A mixing function in place of the server's keyed hash: good enough to measure with, and no secret.
struct Mixed(u64);

impl Draws for Mixed {
    fn draw(&self, purpose: &str, cell: &str, round: u32) -> u64 {
        let bytes = purpose.bytes().chain([0]).chain(cell.bytes()).chain(round.to_le_bytes());
        mix(bytes.fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)))
    }
}

fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Small numbers are likely: 0 with about `1 / n.sqrt()`.
    fn skewed(&mut self, n: usize) -> usize {
        let u = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((u * u * n as f64) as usize).min(n - 1)
    }
}

/// The measures at one place, as indexes: first the plain ones, then languages, needs, referrals.
const TRIED: usize = 0;
const OPENED: usize = 1;
const INTERVIEWED: usize = 2;
const MET: usize = 3;
const USEFUL: usize = 4;
const LEARNED: usize = 5;
const INTENDS: usize = 6;
const FOLLOWED: usize = 7;
const ACTED: usize = 8;
const LANGUAGE: usize = 9;
const ANY_NEED: usize = LANGUAGE + LANGUAGES;
const PARENT: usize = ANY_NEED + 1;
const THEME: usize = PARENT + PARENTS;
const REFERRAL: usize = THEME + THEMES;
const MEASURES: usize = REFERRAL + 5;

fn parent_of(theme: usize) -> usize {
    theme % PARENTS
}

/// The counts of one active neighbourhood: by period, the quarters and then their year.
fn canvass(random: &mut Random, quarters: usize) -> Vec<Vec<u32>> {
    let mut counts = vec![vec![0; MEASURES]; quarters + 1];
    let doors = 60 + random.skewed(1_200);
    for _ in 0..doors {
        let mut ever = vec![false; MEASURES];
        for period in counts.iter_mut().take(quarters) {
            if quarters == 1 || random.chance(40) {
                let seen = knock(random);
                add(period, &seen);
                ever.iter_mut().zip(seen).for_each(|(ever, seen)| *ever |= seen);
            }
        }
        add(&mut counts[quarters], &ever);
    }
    counts
}

fn add(counts: &mut [u32], seen: &[bool]) {
    counts.iter_mut().zip(seen).for_each(|(count, &seen)| *count += u32::from(seen));
}

fn knock(random: &mut Random) -> Vec<bool> {
    let mut seen = vec![false; MEASURES];
    seen[TRIED] = true;
    seen[OPENED] = random.chance(65);
    seen[INTERVIEWED] = seen[OPENED] && random.chance(70);
    seen[MET] = seen[INTERVIEWED] || random.chance(3);
    if seen[MET] {
        meet(random, &mut seen);
    }
    seen
}

fn meet(random: &mut Random, seen: &mut [bool]) {
    seen[USEFUL] = random.chance(80);
    seen[LEARNED] = random.chance(60);
    seen[INTENDS] = random.chance(35);
    seen[FOLLOWED] = random.chance(25);
    seen[ACTED] = seen[FOLLOWED] && random.chance(50);
    seen[LANGUAGE + if random.chance(75) { 0 } else { random.skewed(LANGUAGES) }] = true;
    for _ in 0..random.below(4) {
        let theme = random.skewed(THEMES);
        seen[ANY_NEED] = true;
        seen[PARENT + parent_of(theme)] = true;
        seen[THEME + theme] = true;
        if random.chance(30) {
            seen[REFERRAL] = true;
            seen[REFERRAL + 1 + random.below(4)] = true;
        }
    }
}

/// For each level its places: the children of each, and its counts.
struct Place {
    level: &'static str,
    children: Vec<usize>,
    /// By period and measure.
    counts: Vec<Vec<u32>>,
}

/// Neighbourhoods first, then communes, departments and the nation; a parent after its children.
fn places(random: &mut Random, active: usize, quarters: usize) -> Vec<Place> {
    let mut communes = vec![Vec::new(); COMMUNES];
    let mut places = Vec::new();
    for neighbourhood in 0..NEIGHBOURHOODS {
        let commune = if neighbourhood < COMMUNES { neighbourhood } else { random.skewed(COMMUNES / 3) };
        if random.chance(active) {
            communes[commune].push(places.len());
            places.push(Place {
                level: "neighbourhood",
                children: vec![],
                counts: canvass(random, quarters),
            });
        }
    }
    let mut departments = vec![Vec::new(); DEPARTMENTS];
    for children in communes.into_iter().filter(|children| !children.is_empty()) {
        departments[random.skewed(DEPARTMENTS)].push(places.len());
        let sum = total("commune", children, &places);
        places.push(sum);
    }
    let mut nation = Vec::new();
    for children in departments.into_iter().filter(|children| !children.is_empty()) {
        nation.push(places.len());
        let sum = total("department", children, &places);
        places.push(sum);
    }
    let sum = total("nation", nation, &places);
    places.push(sum);
    places
}

fn total(level: &'static str, children: Vec<usize>, places: &[Place]) -> Place {
    let periods = children.first().map_or(0, |&child| places[child].counts.len());
    let sum = |period: usize, m: usize| children.iter().map(|&c| places[c].counts[period][m]).sum();
    let counts = (0..periods).map(|period| (0..MEASURES).map(|m| sum(period, m)).collect()).collect();
    Place { level, children, counts }
}

fn role(level: &str, measure: usize) -> Role {
    let level = ["neighbourhood", "commune", "department", "nation"].iter().position(|l| *l == level);
    let level = level.unwrap_or(0) as u32;
    let theme = (THEME..REFERRAL).contains(&measure);
    if theme && level == 0 {
        return Role::Latent;
    }
    let dear = match measure {
        TRIED..=MET => 4,
        _ if theme => 0,
        LANGUAGE.. => 1,
        _ => 2,
    };
    Role::Candidate { weight: 1 + 10 * level + dear }
}

/// What is declared, and what earlier releases had of it.
struct Declaring<'a> {
    system: SystemBuilder,
    evidence: &'a Evidence,
}

impl Declaring<'_> {
    fn cell(&mut self, name: String, count: u32, role: Role) -> CellId {
        match self.system.frozen(self.evidence, &name) {
            Some(frozen) => frozen,
            None => self.system.cell(name, Count::of_distinct(count as usize), role),
        }
    }

    fn complement(&mut self, frozen: bool, part: CellId, of: CellId) {
        if frozen {
            self.system.frozen_complement(self.evidence, part, of);
        } else {
            self.system.complement(part, of);
        }
    }
}

/// Declares one place in one period; the cells by measure.
fn declare(declaring: &mut Declaring<'_>, period: usize, number: usize, place: &Place) -> Vec<CellId> {
    let frozen = declaring.evidence.contains(&format!("{period}/{number}/0"));
    let cells: Vec<CellId> = (0..MEASURES)
        .map(|m| {
            declaring.cell(format!("{period}/{number}/{m}"), place.counts[period][m], role(place.level, m))
        })
        .collect();
    let mut complement = |part: usize, of: usize| declaring.complement(frozen, cells[part], cells[of]);
    complement(OPENED, TRIED);
    complement(INTERVIEWED, OPENED);
    complement(INTERVIEWED, TRIED);
    complement(ACTED, FOLLOWED);
    (USEFUL..=INTENDS).chain(LANGUAGE..REFERRAL).for_each(|part| complement(part, MET));
    (1..5).for_each(|outcome| complement(REFERRAL + outcome, REFERRAL));
    let system = &mut declaring.system;
    system.at_most(cells[INTERVIEWED], cells[MET]);
    system.union(cells[MET], &cells[LANGUAGE..ANY_NEED]);
    system.union(cells[ANY_NEED], &cells[PARENT..THEME]);
    for parent in 0..PARENTS {
        let themes: Vec<CellId> =
            (0..THEMES).filter(|&t| parent_of(t) == parent).map(|t| cells[THEME + t]).collect();
        system.union(cells[PARENT + parent], &themes);
    }
    system.union(cells[REFERRAL], &cells[REFERRAL + 1..MEASURES]);
    cells
}

/// The cells of a period by place and measure.
fn declare_period(declaring: &mut Declaring<'_>, period: usize, places: &[Place]) -> Vec<Vec<CellId>> {
    let mut cells: Vec<Vec<CellId>> = Vec::new();
    for (number, place) in places.iter().enumerate() {
        let own = declare(declaring, period, number, place);
        if !place.children.is_empty() {
            for measure in 0..MEASURES {
                let parts: Vec<CellId> = place.children.iter().map(|&c| cells[c][measure]).collect();
                declaring.system.sum(own[measure], &parts);
            }
        }
        cells.push(own);
    }
    cells
}

/// All periods up to `last`; the cells of the last. The period after all quarters is their year.
fn declare_all(
    declaring: &mut Declaring<'_>,
    places: &[Place],
    last: usize,
    quarters: usize,
) -> Vec<Vec<CellId>> {
    let mut periods: Vec<Vec<Vec<CellId>>> =
        (0..=last).map(|period| declare_period(declaring, period, places)).collect();
    let own = periods.pop().unwrap_or_default();
    if last == quarters {
        for (place, cells) in own.iter().enumerate() {
            for (measure, &cell) in cells.iter().enumerate() {
                let parts: Vec<CellId> = periods.iter().map(|period| period[place][measure]).collect();
                declaring.system.union(cell, &parts);
            }
        }
    }
    own
}

fn kind(measure: usize) -> &'static str {
    match measure {
        MET => "households met",
        TRIED..=INTERVIEWED => "doors",
        USEFUL..=ACTED => "outcomes",
        _ if measure < ANY_NEED => "languages",
        ANY_NEED => "any need",
        _ if measure < THEME => "parent themes",
        _ if measure < REFERRAL => "themes",
        _ => "referrals",
    }
}

fn shares(protection: &Protection, places: &[Place], cells: &[Vec<CellId>]) -> io::Result<()> {
    let mut shares: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for (place, cells) in places.iter().zip(cells) {
        for (measure, &cell) in cells.iter().enumerate() {
            if role(place.level, measure) != Role::Latent {
                let published = matches!(protection.outcome(cell), Outcome::Published(_));
                for what in [kind(measure), "all"] {
                    let share = shares.entry((place.level, what)).or_default();
                    *share = (share.0 + usize::from(published), share.1 + 1);
                }
            }
        }
    }
    let mut out = io::stdout().lock();
    for ((level, what), (published, all)) in shares {
        let percent = 100.0 * published as f64 / all as f64;
        writeln!(out, "{level:14} {what:15} {published:7} of {all:7} published, {percent:5.1} %")?;
    }
    Ok(())
}

type Failure = Box<dyn std::error::Error>;

/// Protects all up to the period `last` and prints how it went.
fn release(
    places: &[Place],
    last: usize,
    quarters: usize,
    draws: &Mixed,
    evidence: &Evidence,
) -> Result<Evidence, Failure> {
    let mut out = io::stdout();
    let start = Instant::now();
    let mut declaring = Declaring { system: SystemBuilder::new(), evidence };
    let cells = declare_all(&mut declaring, places, last, quarters);
    let system = declaring.system.build().map_err(|faults| faults[0].clone())?;
    let (declared, sets) = system.size();
    writeln!(out, "period {last}: {declared} cells, {sets} sets; declared in {:.1?}", start.elapsed())?;
    let start = Instant::now();
    let mut before = None;
    let protection = protect(system, &Settings::default(), draws, &mut |now: Progress| {
        // One line for each hundredth is enough to follow.
        let hundredth = now.done * 100 / now.of.max(1);
        if before.replace((now.step, hundredth)) != Some((now.step, hundredth)) {
            let _ =
                writeln!(io::stderr(), "{:6.1?} {:?} {} of {}", start.elapsed(), now.step, now.done, now.of);
        }
    })?;
    writeln!(out, "protected in {:.1?}\n{:#?}", start.elapsed(), protection.report())?;
    shares(&protection, places, &cells)?;
    let start = Instant::now();
    let bytes = protection.evidence().to_bytes();
    writeln!(out, "evidence: {} bytes in {:.1?}", bytes.len(), start.elapsed())?;
    Ok(Evidence::from_bytes(&bytes)?)
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let seed: u64 = arguments.next().as_deref().unwrap_or("1").parse()?;
    let active: usize = arguments.next().as_deref().unwrap_or("60").parse()?;
    let quarters = if arguments.next().is_some() { 4 } else { 1 };
    let places = places(&mut Random(seed), active, quarters);
    let last = if quarters == 1 { 0 } else { quarters };
    let mut evidence = Evidence::default();
    for period in 0..=last {
        evidence = release(&places, period, quarters, &Mixed(mix(seed) ^ period as u64), &evidence)?;
    }
    Ok(())
}
