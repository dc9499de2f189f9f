//! A nation whose counts keep all public relations, by being counted from groups of households that say the same.

use std::collections::{BTreeMap, HashMap};

use fastrand::Rng;
use palier_audit::{Campaign, CellName, Figure, Level, Place, Publication, Question, Release, Status, Theme};

const K: u32 = 11;
const LANGUAGES: usize = 20;
const PARENTS: usize = 12;
const CHILDREN: usize = 5;
const OUTCOMES: [&str; 4] = ["resolved", "not_resolved", "refused", "withdrawn"];

/// A table and an item, `""` for none.
type Measure = (&'static str, String);

/// Counts by measure.
type Counts = BTreeMap<Measure, u32>;

/// The counts of a level, a place and a campaign.
type Counted = (Level, String, Option<String>, Counts);

/// The true counts of a publication.
pub struct Truth(HashMap<(Level, String, Option<String>), Counts>);

impl Truth {
    /// The count of that name.
    pub fn of(&self, name: &CellName) -> u32 {
        let counts = self.0.get(&(name.level, name.place.clone(), name.campaign.clone()));
        let count = |measure| counts.and_then(|counts| counts.get(&measure)).copied().unwrap_or_default();
        let tables = tables(Level::Nation, name.campaign.is_some());
        let item = name.item.clone().unwrap_or_default();
        let own = tables.iter().find(|((table, own), _)| *table == name.table && *own == item);
        let Some((measure, denominator)) = own else { return 0 };
        match (&name.complement, denominator) {
            (None, _) => count(measure.clone()),
            (Some(table), _) if table == "doors_tried" => {
                count(("doors_tried", String::new())) - count(measure.clone())
            }
            (Some(_), Some(of)) => count(of.clone()) - count(measure.clone()),
            (Some(_), None) => 0,
        }
    }
}

/// One quarter of a nation of so many neighbourhoods, 60 % of them active.
pub fn publication(neighbourhoods: usize, seed: u64) -> (Publication, Truth) {
    let mut random = Rng::with_seed(seed);
    let mut release = Release {
        period: "2026-Q3".into(),
        vintage: "2024".into(),
        places: places(neighbourhoods, &mut random),
        campaigns: vec![],
        campaigns_complete: true,
        programmes: vec![],
        steps: vec![],
        figures: vec![],
    };
    campaigns(&mut release, &mut random);
    let counted = count(&release, &mut random);
    let mut rounded = HashMap::new();
    for (level, place, campaign, counts) in &counted {
        figures_of(&mut release, &mut random, &mut rounded, (*level, place, campaign.as_deref()), counts);
    }
    let truth =
        counted.into_iter().map(|(level, place, campaign, counts)| ((level, place, campaign), counts));
    let parents = (0..PARENTS).map(|at| Theme { code: format!("p{at}"), parent: None });
    let theme = |at| Theme { code: format!("t{at}"), parent: Some(format!("p{}", at / CHILDREN)) };
    let publication = Publication {
        k: K,
        base: 5,
        least_published: 15,
        themes: parents.chain((0..PARENTS * CHILDREN).map(theme)).collect(),
        languages: (0..LANGUAGES).map(|at| format!("l{at}")).collect(),
        hours: (0..6).map(|at| format!("h{at}")).collect(),
        releases: vec![release],
        smalls: None,
    };
    (publication, Truth(truth.collect()))
}

/// About one neighbourhood in two is alone in its commune, and a department holds about nine communes.
fn places(neighbourhoods: usize, random: &mut Rng) -> Vec<Place> {
    let (mut commune, mut all) = (0, vec![]);
    for at in 0..neighbourhoods {
        commune += usize::from(random.f32() < 0.52);
        let active = random.f32() < 0.6;
        all.push((Level::Neighbourhood, format!("n{at}"), Some(format!("c{commune}")), active));
    }
    let mut places = BTreeMap::new();
    for (level, code, parent, active) in all {
        let number: usize = parent.as_deref().map_or(0, |code| code[1..].parse().unwrap_or(0));
        let above = format!("d{}", number / 9);
        for (level, code, parent) in [
            (Level::Nation, "FR".to_owned(), None),
            (Level::Department, above.clone(), Some("FR".to_owned())),
            (Level::Commune, format!("c{number}"), Some(above)),
            (level, code, parent),
        ] {
            let place = Place { code: code.clone(), level, parent, active: false };
            places.entry((level, code)).or_insert(place).active |= active;
        }
    }
    places.into_values().collect()
}

/// Campaigns of about six neighbourhoods in a row; one in six neighbourhoods has a second one.
fn campaigns(release: &mut Release, random: &mut Rng) {
    let is_held = |place: &&Place| place.level == Level::Neighbourhood && place.active;
    let held: Vec<String> = release.places.iter().filter(is_held).map(|place| place.code.clone()).collect();
    let mut at = 0;
    while at < held.len() {
        let size = random.usize(2..11);
        let from = if random.bool() { at.saturating_sub(2) } else { at };
        let neighbourhoods = held[from..(at + size).min(held.len())].to_vec();
        let question = |code: usize| Question {
            code: format!("q{code}"),
            options: (0..4).map(|option| format!("o{option}")).collect(),
        };
        release.campaigns.push(Campaign {
            id: format!("k{at}"),
            neighbourhoods,
            questions: (0..2).map(question).collect(),
            messages: vec!["fr/1".into(), "fr/2".into()],
            quarters: vec![],
        });
        at += size;
    }
}

fn count(release: &Release, random: &mut Rng) -> Vec<Counted> {
    let mut areas: HashMap<(Level, String), Counts> = HashMap::new();
    let mut counted: Vec<Counted> = vec![];
    let parents: HashMap<(Level, String), Option<String>> = release
        .places
        .iter()
        .map(|place| ((place.level, place.code.clone()), place.parent.clone()))
        .collect();
    for campaign in &release.campaigns {
        let mut whole = Counts::new();
        for code in &campaign.neighbourhoods {
            let part = households(random);
            add(&mut whole, &part);
            let mut at = Some((Level::Neighbourhood, code.clone()));
            while let Some(own) = at {
                add(areas.entry(own.clone()).or_default(), &part);
                at = above(own.0).zip(parents[&own].clone());
            }
            counted.push((Level::Neighbourhood, code.clone(), Some(campaign.id.clone()), part));
        }
        counted.push((Level::Nation, "FR".into(), Some(campaign.id.clone()), whole));
    }
    let mut areas: Vec<_> = areas.into_iter().collect();
    areas.sort_by(|a, b| a.0.cmp(&b.0));
    counted.extend(areas.into_iter().map(|((level, code), counts)| (level, code, None, counts)));
    counted
}

fn above(level: Level) -> Option<Level> {
    match level {
        Level::Nation => None,
        Level::Department => Some(Level::Nation),
        Level::Commune => Some(Level::Department),
        Level::Neighbourhood => Some(Level::Commune),
    }
}

fn add(to: &mut Counts, counts: &Counts) {
    counts.iter().for_each(|(measure, count)| *to.entry(measure.clone()).or_default() += count);
}

/// Households of one campaign in one neighbourhood. Those of two campaigns are different ones.
fn households(random: &mut Rng) -> Counts {
    let mut counts = Counts::new();
    let tried = 20 + (random.f32().powi(2) * 500.0) as usize;
    for _ in 0..tried {
        let mut say = |table, item: String| *counts.entry((table, item)).or_default() += 1;
        let band = random.usize(0..6);
        say("doors_tried", String::new());
        say("hours_tried", format!("h{band}"));
        if random.f32() < 0.6 {
            say("doors_opened", String::new());
            say("hours_opened", format!("h{band}"));
            if random.f32() < 0.8 {
                say("doors_interviewed", String::new());
                met(random, &mut say);
            }
        }
        if random.f32() < 0.1 {
            say("referrals_ended", "any".into());
            say("referrals_ended", OUTCOMES[random.usize(0..4)].into());
        }
    }
    counts
}

fn met(random: &mut Rng, say: &mut dyn FnMut(&'static str, String)) {
    let message = ["fr/1", "fr/2", "none"][random.usize(0..3)];
    say("households_met", String::new());
    say("messages", message.into());
    let skewed = |random: &mut Rng, of: usize| (random.f32().powi(3) * of as f32) as usize;
    let language = skewed(random, LANGUAGES + 1);
    say("languages", if language == LANGUAGES { "other".into() } else { format!("l{language}") });
    for (table, by_message) in [("found_useful", "messages_useful"), ("intends_to_act", "messages_intend")] {
        if random.f32() < 0.4 {
            say(table, String::new());
            say(by_message, message.into());
        }
    }
    if random.bool() {
        say("learned_something", String::new());
    }
    for question in ["q0", "q1"] {
        if random.bool() {
            say("answers", question.into());
            say("answers", format!("{question}/o{}", random.usize(0..4)));
        }
    }
    if random.f32() < 0.3 {
        say("followed_up", String::new());
        if random.bool() {
            say("acted", String::new());
        }
    }
    let mut themes: Vec<usize> =
        (0..random.usize(0..4)).map(|_| skewed(random, PARENTS * CHILDREN)).collect();
    themes.sort_unstable();
    themes.dedup();
    themes.iter().for_each(|theme| say("needs_theme", format!("t{theme}")));
    themes.iter_mut().for_each(|theme| *theme /= CHILDREN);
    themes.dedup();
    themes.iter().for_each(|parent| say("needs_parent", format!("p{parent}")));
    if !themes.is_empty() {
        say("needs", "any".into());
    }
}

/// The tables of a location, with the table and item of the denominator.
fn tables(level: Level, of_campaign: bool) -> Vec<(Measure, Option<Measure>)> {
    let met = || Some(("households_met", String::new()));
    let plain = |table| (table, String::new());
    let mut all =
        vec![(plain("doors_tried"), None), (plain("households_met"), None), (plain("followed_up"), None)];
    all.push((plain("doors_opened"), Some(plain("doors_tried"))));
    all.push((plain("doors_interviewed"), Some(plain("doors_opened"))));
    all.push((plain("acted"), Some(plain("followed_up"))));
    all.extend(["found_useful", "learned_something", "intends_to_act"].map(|table| (plain(table), met())));
    let languages = (0..LANGUAGES).map(|at| format!("l{at}")).chain(["other".into()]);
    all.extend(languages.map(|language| (("languages", language), met())));
    if !of_campaign {
        all.push((("needs", "any".into()), met()));
        all.extend((0..PARENTS).map(|at| (("needs_parent", format!("p{at}")), met())));
        if level != Level::Neighbourhood {
            all.extend((0..PARENTS * CHILDREN).map(|at| (("needs_theme", format!("t{at}")), met())));
        }
        let ended = || ("referrals_ended", "any".to_owned());
        all.push((ended(), None));
        all.extend(OUTCOMES.map(|outcome| (("referrals_ended", outcome.into()), Some(ended()))));
        if level == Level::Nation {
            by_hour(&mut all);
        }
        return all;
    }
    for question in ["q0", "q1"] {
        let answered = ("answers", question.to_owned());
        all.push((answered.clone(), met()));
        all.extend((0..4).map(|at| (("answers", format!("{question}/o{at}")), Some(answered.clone()))));
    }
    if level == Level::Nation {
        by_message(&mut all);
        by_hour(&mut all);
    }
    all
}

fn by_message(all: &mut Vec<(Measure, Option<Measure>)>) {
    for item in ["fr/1", "fr/2", "none"] {
        let message = ("messages", item.to_owned());
        all.push((message.clone(), Some(("households_met", String::new()))));
        all.push((("messages_useful", item.into()), Some(message.clone())));
        all.push((("messages_intend", item.into()), Some(message)));
    }
}

fn by_hour(all: &mut Vec<(Measure, Option<Measure>)>) {
    for band in (0..6).map(|at| format!("h{at}")) {
        all.push((("hours_tried", band.clone()), None));
        all.push((("hours_opened", band.clone()), Some(("hours_tried", band))));
    }
}

/// Adds the figures of a location: rounded at random, withheld where the count or its complement is small. Locations
/// with the same counts in the same neighbourhood's name are rounded alike.
fn figures_of(
    release: &mut Release,
    random: &mut Rng,
    rounded: &mut HashMap<(Measure, Vec<u32>), u32>,
    (level, place, campaign): (Level, &str, Option<&str>),
    counts: &Counts,
) {
    let of = |measure: &Measure| counts.get(measure).copied().unwrap_or_default();
    // What a set of households says in all stands for the set.
    let print: Vec<u32> =
        counts.iter().filter(|((table, _), _)| *table == "languages").map(|(_, count)| *count).collect();
    for (measure, denominator) in tables(level, campaign.is_some()) {
        let count = of(&measure);
        let mut value = *rounded
            .entry((measure.clone(), print.clone()))
            .or_insert_with(|| count / 5 * 5 + if random.u32(0..5) < count % 5 { 5 } else { 0 });
        let is_covered = denominator.is_none_or(|denominator| of(&denominator) - count >= K);
        // Interviews have two denominators.
        let is_covered = is_covered
            && (measure.0 != "doors_interviewed" || of(&("doors_tried", String::new())) - count >= K);
        let published = count >= K && value >= 15 && is_covered;
        if !published {
            value = 0;
        }
        let (table, item) = measure;
        release.figures.push(Figure {
            table: table.into(),
            level,
            place: place.into(),
            campaign: campaign.map(Into::into),
            item: (!item.is_empty()).then_some(item),
            value: published.then_some(value),
            status: if published { Status::Published } else { Status::Withheld },
        });
    }
}
