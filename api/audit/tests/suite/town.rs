//! Random towns, counted household by household, and published by rounding and primary withholding alone.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use fastrand::Rng;
use palier_audit::{Campaign, CellName, Figure, Level, Place, Publication, Question, Release, Status};

use crate::support::{place, theme};

/// What came of all visits of one campaign to one household in one quarter.
struct Record {
    household: usize,
    quarter: usize,
    campaign: usize,
    neighbourhood: usize,
    /// Tables and items in which the household is counted.
    says: BTreeSet<(&'static str, String)>,
}

/// A town.
pub struct Town {
    records: Vec<Record>,
    /// The commune of each neighbourhood.
    communes: Vec<usize>,
    /// The neighbourhoods of each campaign in each quarter.
    active: Vec<[BTreeSet<usize>; 4]>,
    seed: u64,
}

const THEMES: [(&str, &str); 4] = [("a1", "a"), ("a2", "a"), ("b1", "b"), ("b2", "b")];
const PERIODS: [&str; 5] = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2026"];

impl Town {
    pub fn new(seed: u64) -> Self {
        let mut random = Rng::with_seed(seed);
        let communes: Vec<usize> = (0..random.usize(1..5)).map(|_| random.usize(0..3)).collect();
        let mut town = Self { records: vec![], active: vec![], seed, communes };
        for campaign in 0..random.usize(1..4) {
            let mut active: [BTreeSet<usize>; 4] = Default::default();
            for quarter in &mut active {
                for neighbourhood in 0..town.communes.len() {
                    if random.f32() < 0.4 {
                        quarter.insert(neighbourhood);
                    }
                }
            }
            for (quarter, held) in active.iter().enumerate() {
                for neighbourhood in held {
                    town.visit(&mut random, campaign, quarter, *neighbourhood);
                }
            }
            town.active.push(active);
        }
        town
    }

    fn visit(&mut self, random: &mut Rng, campaign: usize, quarter: usize, neighbourhood: usize) {
        let share = random.f32();
        for number in 0..random.usize(5..90) {
            if random.f32() < share {
                let says = says(random);
                self.records.push(Record {
                    household: neighbourhood * 1000 + number,
                    quarter,
                    campaign,
                    neighbourhood,
                    says,
                });
            }
        }
    }

    /// The households of a count.
    pub fn households(&self, name: &CellName) -> BTreeSet<usize> {
        if let Some(denominator) = &name.complement {
            let of = self.counted(name, denominator, denominator_item(name, denominator).as_deref());
            return &of - &self.counted(name, &name.table, name.item.as_deref());
        }
        self.counted(name, &name.table, name.item.as_deref())
    }

    fn counted(&self, at: &CellName, table: &str, item: Option<&str>) -> BTreeSet<usize> {
        let is_there = |record: &&Record| {
            let in_time = at.period == "2026" || at.period == PERIODS[record.quarter];
            let in_campaign = at.campaign.as_ref().is_none_or(|id| *id == format!("c{}", record.campaign));
            let in_place = match at.level {
                Level::Nation => true,
                Level::Department => at.place == department(self.communes[record.neighbourhood]),
                Level::Commune => at.place == commune(self.communes[record.neighbourhood]),
                Level::Neighbourhood => at.place == format!("n{}", record.neighbourhood),
            };
            in_time && in_campaign && in_place
        };
        let is_counted = |record: &&Record| {
            record.says.iter().any(|said| said.0 == table && said.1 == item.unwrap_or_default())
        };
        self.records.iter().filter(is_there).filter(is_counted).map(|record| record.household).collect()
    }

    /// The town as published by rounding and primary withholding. With everything that is in scope and small.
    pub fn publication(&self) -> Publication {
        Publication {
            k: 11,
            base: 5,
            least_published: 15,
            themes: ["a", "b"].map(|code| theme(code, None)).into_iter().chain(themes()).collect(),
            languages: vec!["fr".into(), "ar".into()],
            hours: vec!["morning".into(), "evening".into()],
            releases: (0..5).map(|period| self.release(period)).collect(),
            smalls: None,
        }
    }

    fn quarters(period: usize) -> std::ops::Range<usize> {
        if period == 4 { 0..4 } else { period..period + 1 }
    }

    fn release(&self, period: usize) -> Release {
        let held = |campaign: &[BTreeSet<usize>; 4]| -> BTreeSet<usize> {
            Self::quarters(period).flat_map(|quarter| campaign[quarter].clone()).collect()
        };
        let campaigns: Vec<BTreeSet<usize>> = self.active.iter().map(held).collect();
        let active: BTreeSet<usize> = campaigns.iter().flatten().copied().collect();
        let campaigns = campaigns.iter().enumerate().filter(|(_, held)| !held.is_empty());
        let mut release = Release {
            period: PERIODS[period].into(),
            vintage: "2024".into(),
            places: self.places(&active),
            campaigns: campaigns.map(|(id, held)| campaign(id, held)).collect(),
            campaigns_complete: true,
            programmes: vec![],
            steps: vec![],
            figures: vec![],
        };
        release.figures = self.figures(&release);
        release
    }

    fn places(&self, active: &BTreeSet<usize>) -> Vec<Place> {
        let mut places = vec![place("FR", Level::Nation, None)];
        for number in 0..3 {
            places.push(place(&commune(number), Level::Commune, Some(&department(number))));
        }
        places.push(place("d0", Level::Department, Some("FR")));
        places.push(place("d1", Level::Department, Some("FR")));
        for (number, of) in self.communes.iter().enumerate() {
            places.push(place(&format!("n{number}"), Level::Neighbourhood, Some(&commune(*of))));
        }
        let is_held = |code: &str| {
            active.iter().any(|number| {
                let of = self.communes[*number];
                code == "FR" || [format!("n{number}"), commune(of), department(of)].contains(&code.to_owned())
            })
        };
        places.iter_mut().for_each(|place| place.active = is_held(&place.code));
        places
    }

    fn figures(&self, release: &Release) -> Vec<Figure> {
        let mut figures = Vec::new();
        for place in &release.places {
            for (table, item) in area_cells(place.level) {
                figures.push(self.figure(release, table, item, place, None));
            }
        }
        for campaign in &release.campaigns {
            let whole = place("FR", Level::Nation, None);
            for (table, item) in campaign_cells(true) {
                figures.push(self.figure(release, table, item, &whole, Some(&campaign.id)));
            }
            for code in &campaign.neighbourhoods {
                let part = place(code, Level::Neighbourhood, None);
                for (table, item) in campaign_cells(false) {
                    figures.push(self.figure(release, table, item, &part, Some(&campaign.id)));
                }
            }
        }
        figures
    }

    fn figure(
        &self,
        release: &Release,
        table: &str,
        item: &str,
        at: &Place,
        campaign: Option<&str>,
    ) -> Figure {
        let mut figure = Figure {
            table: table.into(),
            level: at.level,
            place: at.code.clone(),
            campaign: campaign.map(Into::into),
            item: (!item.is_empty()).then(|| item.into()),
            value: None,
            status: Status::Withheld,
        };
        if !at.active {
            figure.status = Status::StructuralZero;
            return figure;
        }
        let mut name = CellName::of(&release.period, &figure);
        let households = self.households(&name);
        let value = self.rounded(&households);
        let covered = denominators(table, item).iter().all(|denominator| {
            name.complement = Some((*denominator).to_owned());
            self.households(&name).len() >= 11
        });
        if households.len() >= 11 && value >= 15 && covered {
            figure.status = Status::Published;
            figure.value = Some(value);
        }
        figure
    }

    /// Up or down to a multiple of five, the same for the same households.
    fn rounded(&self, households: &BTreeSet<usize>) -> u32 {
        let mut hasher = DefaultHasher::new();
        (self.seed, households).hash(&mut hasher);
        let up = hasher.finish() % 5 < households.len() as u64 % 5;
        (households.len() as u32 / 5 + u32::from(up)) * 5
    }
}

fn commune(number: usize) -> String {
    format!("m{number}")
}

fn department(commune: usize) -> String {
    format!("d{}", commune / 2)
}

fn campaign(id: usize, held: &BTreeSet<usize>) -> Campaign {
    Campaign {
        id: format!("c{id}"),
        neighbourhoods: held.iter().map(|number| format!("n{number}")).collect(),
        questions: vec![Question { code: "q".into(), options: vec!["yes".into(), "no".into()] }],
        messages: vec!["fr/1".into()],
        quarters: vec![],
    }
}

fn themes() -> impl Iterator<Item = palier_audit::Theme> {
    THEMES.into_iter().map(|(code, parent)| theme(code, Some(parent)))
}

/// What is counted of a household.
fn says(random: &mut Rng) -> BTreeSet<(&'static str, String)> {
    let mut says = BTreeSet::new();
    let mut say = |table: &'static str, item: &str| says.insert((table, item.to_owned()));
    let band = *random.choice(["morning", "evening"].iter()).expect("there are two");
    say("doors_tried", "");
    say("hours_tried", band);
    if random.f32() < 0.7 {
        say("doors_opened", "");
        say("hours_opened", band);
        if random.f32() < 0.8 {
            say("doors_interviewed", "");
            met(random, &mut say);
        }
    }
    for outcome in ["resolved", "not_resolved", "refused"] {
        if random.f32() < 0.1 {
            say("referrals_ended", outcome);
            say("referrals_ended", "any");
        }
    }
    says
}

fn met(random: &mut Rng, say: &mut dyn FnMut(&'static str, &str) -> bool) {
    say("households_met", "");
    say("languages", ["fr", "fr", "ar", "other"][random.usize(0..4)]);
    let message = ["fr/1", "none"][random.usize(0..2)];
    say("messages", message);
    if random.f32() < 0.5 {
        say("found_useful", "");
        say("messages_useful", message);
    }
    if random.f32() < 0.3 {
        say("intends_to_act", "");
        say("messages_intend", message);
    }
    if random.bool() {
        say("learned_something", "");
        say("answers", "q");
        say("answers", ["q/yes", "q/no"][random.usize(0..2)]);
    }
    if random.f32() < 0.3 {
        say("followed_up", "");
        if random.bool() {
            say("acted", "");
        }
    }
    for (code, parent) in THEMES {
        if random.f32() < 0.3 {
            say("needs_theme", code);
            say("needs_parent", parent);
            say("needs", "any");
        }
    }
}

/// The tables that hold a count's complement.
fn denominators(table: &str, item: &str) -> &'static [&'static str] {
    match table {
        "doors_opened" => &["doors_tried"],
        "doors_interviewed" => &["doors_opened", "doors_tried"],
        "acted" => &["followed_up"],
        "referrals_ended" if item != "any" => &["referrals_ended"],
        "referral_days" => &["referrals_ended"],
        "answers" if item.contains('/') => &["answers"],
        "messages_useful" | "messages_intend" => &["messages"],
        "hours_tried" => &["doors_tried"],
        "hours_opened" => &["hours_tried"],
        "doors_tried" | "households_met" | "followed_up" | "referrals_ended" => &[],
        _ => &["households_met"],
    }
}

/// The item of the denominator.
fn denominator_item(name: &CellName, denominator: &str) -> Option<String> {
    let item = name.item.clone()?;
    match denominator {
        "referrals_ended" if name.table == "referral_days" => Some("resolved".into()),
        "referrals_ended" => Some("any".into()),
        "answers" => item.split_once('/').map(|(question, _)| question.into()),
        "messages" | "hours_tried" => Some(item),
        _ => None,
    }
}

type Cells = Vec<(&'static str, &'static str)>;

fn core_cells() -> Cells {
    let tables = [
        "doors_tried",
        "doors_opened",
        "doors_interviewed",
        "households_met",
        "found_useful",
        "learned_something",
        "intends_to_act",
        "followed_up",
        "acted",
    ];
    let languages = ["fr", "ar", "other"].map(|item| ("languages", item));
    tables.into_iter().map(|table| (table, "")).chain(languages).collect()
}

fn area_cells(level: Level) -> Cells {
    let mut cells = core_cells();
    cells.push(("needs", "any"));
    cells.extend(["a", "b"].map(|code| ("needs_parent", code)));
    cells.extend(
        ["any", "resolved", "not_resolved", "refused", "withdrawn"].map(|item| ("referrals_ended", item)),
    );
    if level != Level::Neighbourhood {
        cells.extend(THEMES.map(|(code, _)| ("needs_theme", code)));
    }
    if level == Level::Nation {
        cells.extend(hour_cells());
    }
    cells
}

fn hour_cells() -> Cells {
    let of = |table| ["morning", "evening"].map(move |item| (table, item));
    ["hours_tried", "hours_opened"].into_iter().flat_map(of).collect()
}

fn campaign_cells(whole: bool) -> Cells {
    let mut cells = core_cells();
    cells.extend(["q", "q/yes", "q/no"].map(|item| ("answers", item)));
    if whole {
        for item in ["fr/1", "none"] {
            cells.extend(["messages", "messages_useful", "messages_intend"].map(|table| (table, item)));
        }
        cells.extend(hour_cells());
    }
    cells
}
