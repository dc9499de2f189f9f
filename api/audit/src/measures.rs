//! The measures of the specification and the relations between them at one location.

use std::collections::{BTreeSet, HashMap};

use crate::publication::{Campaign, Level, Publication};

/// A measure: a table and an item of it, as a number.
pub(crate) type Measure = u32;

/// How many residents took part in an interview.
const RESIDENTS: [&str; 6] = ["1", "2", "3", "4", "5_or_more", "unknown"];

/// The outcomes of a need that has ended.
const NEEDS_ENDED: [&str; 2] = ["met", "not_met"];

/// The days that a resolved referral took.
const DAYS: [&str; 4] = ["up_to_7", "8_to_30", "31_to_90", "more_than_90"];

/// The outcomes of a referral that has ended.
const OUTCOMES: [&str; 4] = ["resolved", "not_resolved", "refused", "withdrawn"];

/// The table of households with a pair of readings.
pub(crate) const SAVINGS: &str = "savings_pairs";

/// Gives measures their numbers.
#[derive(Debug, Default)]
pub(crate) struct Measures {
    names: Vec<(&'static str, Option<String>)>,
    numbers: HashMap<(String, Option<String>), Measure>,
}

impl Measures {
    fn number(&mut self, table: &'static str, item: Option<&str>) -> Measure {
        let key = (table.to_owned(), item.map(str::to_owned));
        if let Some(known) = self.numbers.get(&key) {
            return *known;
        }
        let number = self.names.len() as Measure;
        self.names.push((table, key.1.clone()));
        self.numbers.insert(key, number);
        number
    }

    pub fn find(&self, table: &str, item: Option<&str>) -> Option<Measure> {
        self.numbers.get(&(table.to_owned(), item.map(str::to_owned))).copied()
    }

    pub fn table(&self, of: Measure) -> &'static str {
        self.names[of as usize].0
    }

    pub fn item(&self, of: Measure) -> Option<&str> {
        self.names[of as usize].1.as_deref()
    }
}

/// A count at a location: a measure, or what a denominator holds beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Slot {
    Count(Measure),
    Rest { part: Measure, of: Measure },
}

/// Where a count stands: an area, a campaign within a neighbourhood, or a campaign as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Where {
    Area(Level),
    Part,
    Campaign,
    /// A campaign between two steps of its live progress.
    Since,
}

/// Whether a cell of this table is ever published there. If not, it is a latent crossing.
pub(crate) fn is_published(table: &str, at: Where) -> bool {
    match at {
        Where::Area(Level::Nation) | Where::Campaign => true,
        Where::Area(Level::Neighbourhood) => table != "needs_theme" && !is_by_hour(table),
        Where::Area(_) => !is_by_hour(table),
        Where::Since => false,
        Where::Part => !table.starts_with("messages") && !is_by_hour(table),
    }
}

/// Whether a table tells when doors were tried. Releases from before it did so for areas have such figures of campaigns
/// alone.
pub(crate) fn is_by_hour(table: &str) -> bool {
    table.starts_with("hours")
}

/// A whole made up of parts that may overlap.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Together {
    pub whole: Measure,
    pub parts: Vec<Measure>,
    /// Whether the parts make up the whole, or may leave some of it out.
    pub complete: bool,
}

/// A share and its denominator, both made up of the parts of the same items.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Split {
    pub whole: (Measure, Measure),
    pub parts: Vec<(Measure, Measure)>,
}

/// The counts at a location and the relations between them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub counts: BTreeSet<Measure>,
    /// A part and its denominator; their difference is a count in scope.
    pub shares: BTreeSet<(Measure, Measure)>,
    /// A part and what it can never exceed, where the difference is not in scope by itself.
    pub below: BTreeSet<(Measure, Measure)>,
    pub unions: BTreeSet<Together>,
    pub splits: BTreeSet<Split>,
}

impl Plan {
    pub fn join(&mut self, other: &Plan) {
        self.counts.extend(&other.counts);
        self.shares.extend(&other.shares);
        self.below.extend(&other.below);
        self.unions.extend(other.unions.iter().cloned());
        self.splits.extend(other.splits.iter().cloned());
    }

    /// All counts: measures first, complements after them.
    pub fn slots(&self) -> Vec<Slot> {
        let counts = self.counts.iter().map(|measure| Slot::Count(*measure));
        counts.chain(self.shares.iter().map(|(part, of)| Slot::Rest { part: *part, of: *of })).collect()
    }
}

/// Writes plans.
struct Writer<'a> {
    measures: &'a mut Measures,
    plan: Plan,
}

impl Writer<'_> {
    fn count(&mut self, table: &'static str, item: Option<&str>) -> Measure {
        let measure = self.measures.number(table, item);
        self.plan.counts.insert(measure);
        measure
    }

    fn share(&mut self, table: &'static str, item: Option<&str>, of: Measure) -> Measure {
        let measure = self.count(table, item);
        self.plan.shares.insert((measure, of));
        measure
    }

    fn union(&mut self, whole: Measure, parts: Vec<Measure>, complete: bool) {
        if !parts.is_empty() {
            self.plan.unions.insert(Together { whole, parts, complete });
        }
    }

    /// Two unions of the same items, the one's parts shares of the other's.
    fn split(&mut self, whole: (Measure, Measure), parts: (&[Measure], &[Measure])) {
        let parts = parts.0.iter().copied().zip(parts.1.iter().copied()).collect();
        self.plan.splits.insert(Split { whole, parts });
    }
}

/// What areas and campaigns have in common. Answers the measure of households met.
fn core(writer: &mut Writer, publication: &Publication) -> Measure {
    let tried = writer.count("doors_tried", None);
    let opened = writer.share("doors_opened", None, tried);
    let interviewed = writer.share("doors_interviewed", None, opened);
    writer.plan.shares.insert((interviewed, tried));
    let met = writer.count("households_met", None);
    writer.plan.below.insert((interviewed, met));
    for table in ["found_useful", "learned_something", "intends_to_act"] {
        writer.share(table, None, met);
    }
    let followed = writer.count("followed_up", None);
    writer.share("acted", None, followed);
    let mut spoken: BTreeSet<&str> = publication.languages.iter().map(String::as_str).collect();
    spoken.insert("other");
    let parts = spoken.into_iter().map(|language| writer.share("languages", Some(language), met)).collect();
    writer.union(met, parts, true);
    met
}

/// The counts of an area.
pub(crate) fn area(publication: &Publication, measures: &mut Measures) -> Plan {
    let mut writer = Writer { measures, plan: Plan::default() };
    let met = core(&mut writer, publication);
    let any = writer.share("needs", Some("any"), met);
    let mut parents = Vec::new();
    for theme in publication.themes.iter().filter(|theme| theme.parent.is_none()) {
        let parent = writer.share("needs_parent", Some(&theme.code), met);
        parents.push(parent);
        let children = publication.themes.iter().filter(|child| child.parent.as_ref() == Some(&theme.code));
        let children = children.map(|child| writer.share("needs_theme", Some(&child.code), met)).collect();
        writer.union(parent, children, true);
    }
    writer.union(any, parents, true);
    let present = RESIDENTS.map(|residents| writer.share("residents_present", Some(residents), met));
    writer.union(met, present.to_vec(), true);
    hours(&mut writer, publication);
    ended(&mut writer, "needs_ended", &NEEDS_ENDED);
    let [resolved, ..] = ended(&mut writer, "referrals_ended", &OUTCOMES)[..] else { return writer.plan };
    let days = DAYS.map(|days| writer.share("referral_days", Some(days), resolved));
    writer.union(resolved, days.to_vec(), true);
    writer.plan
}

/// What came to an end, by outcome. Answers the measures of the outcomes.
fn ended(writer: &mut Writer, table: &'static str, outcomes: &[&str]) -> Vec<Measure> {
    let any = writer.count(table, Some("any"));
    let outcomes: Vec<Measure> =
        outcomes.iter().map(|outcome| writer.share(table, Some(outcome), any)).collect();
    writer.union(any, outcomes.clone(), true);
    outcomes
}

/// The counts of a programme: its households with a pair of readings, in no relation to any others.
pub(crate) fn programme(utility: &str, measures: &mut Measures) -> Plan {
    let mut writer = Writer { measures, plan: Plan::default() };
    for quality in ["measured", "declared", "estimated"] {
        for arm in ["treatment", "control"] {
            writer.count(SAVINGS, Some(&format!("{utility}/{quality}/{arm}")));
        }
    }
    writer.plan
}

/// The counts of live progress: those of a step with what each has beside its parts, and those that came after it.
pub(crate) fn live(measures: &mut Measures) -> (Plan, Plan) {
    let mut writer = Writer { measures, plan: Plan::default() };
    let tried = writer.count("doors_tried", None);
    let opened = writer.share("doors_opened", None, tried);
    let interviewed = writer.share("doors_interviewed", None, opened);
    writer.plan.shares.insert((interviewed, tried));
    let since = Plan { counts: writer.plan.counts.clone(), ..Plan::default() };
    (writer.plan, since)
}

/// The counts of a campaign, as a whole or in one neighbourhood.
pub(crate) fn campaign(publication: &Publication, campaign: &Campaign, measures: &mut Measures) -> Plan {
    let mut writer = Writer { measures, plan: Plan::default() };
    let met = core(&mut writer, publication);
    for question in &campaign.questions {
        let answered = writer.share("answers", Some(&question.code), met);
        let named = question.options.iter().map(|option| format!("{}/{option}", question.code));
        let options = named.map(|item| writer.share("answers", Some(&item), answered)).collect();
        writer.union(answered, options, true);
    }
    messages(&mut writer, campaign, met);
    hours(&mut writer, publication);
    writer.plan
}

fn messages(writer: &mut Writer, campaign: &Campaign, met: Measure) {
    let mut items: BTreeSet<&str> = campaign.messages.iter().map(String::as_str).collect();
    items.insert("none");
    let [mut said, mut useful, mut intend] = [Vec::new(), Vec::new(), Vec::new()];
    for item in items {
        let message = writer.share("messages", Some(item), met);
        said.push(message);
        useful.push(writer.share("messages_useful", Some(item), message));
        intend.push(writer.share("messages_intend", Some(item), message));
    }
    writer.union(met, said.clone(), true);
    let found_useful = writer.count("found_useful", None);
    writer.split((found_useful, met), (&useful, &said));
    writer.union(found_useful, useful, true);
    let intends = writer.count("intends_to_act", None);
    writer.split((intends, met), (&intend, &said));
    writer.union(intends, intend, true);
}

fn hours(writer: &mut Writer, publication: &Publication) {
    let (complete, bands) = hour_bands(publication);
    let [mut tried, mut opened] = [Vec::new(), Vec::new()];
    let all_tried = writer.count("doors_tried", None);
    for band in bands {
        let knocked = writer.share("hours_tried", Some(band), all_tried);
        tried.push(knocked);
        opened.push(writer.share("hours_opened", Some(band), knocked));
    }
    let all_opened = writer.count("doors_opened", None);
    if complete {
        writer.split((all_opened, all_tried), (&opened, &tried));
    }
    writer.union(all_tried, tried, complete);
    writer.union(all_opened, opened, complete);
}

/// The bands of hours: the list, or without a list those that figures name, of which no total can be relied on.
fn hour_bands(publication: &Publication) -> (bool, BTreeSet<&str>) {
    if !publication.hours.is_empty() {
        return (true, publication.hours.iter().map(String::as_str).collect());
    }
    let figures = publication.releases.iter().flat_map(|release| &release.figures);
    let hours = figures.filter(|figure| is_by_hour(&figure.table));
    (false, hours.filter_map(|figure| figure.item.as_deref()).collect())
}
