//! The tables as they are documented: which counts there are at a place and of a campaign, what each is a declared part
//! of, and which sets of households are made of which. Written anew; only the lists of languages and themes are shared.

use palier_domain::{
    release::{LANGUAGES, ReleaseCampaign},
    theme::{parents, themes},
};

/// A count at a location: `<table>/<item>`.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its key.
    pub key: String,
    /// What it is told as a share of: the rest must not be small either.
    pub shares: Vec<String>,
}

/// All counts of one kind of location.
#[derive(Default)]
pub struct Measures {
    /// The counts.
    pub all: Vec<Measure>,
    /// Sets that are all of their parts together: `(whole, parts)`.
    pub unions: Vec<(String, Vec<String>)>,
    /// Sets within others that are not told as shares of them: `(inner, outer)`.
    pub within: Vec<(String, String)>,
    /// Splits of two sets, one within the other, by the same items: `(inner, outer, their parts)`.
    pub splits: Vec<Split>,
}

/// `(inner, outer)` and, item by item, the parts of both.
pub type Split = ((String, String), Vec<(String, String)>);

const BANDS: [&str; 5] = ["weekday_morning", "weekday_afternoon", "weekday_evening", "saturday", "sunday"];
const MET: &str = "households_met/";

impl Measures {
    fn add(&mut self, key: &str, shares: &[&str]) {
        let shares = shares.iter().map(|of| (*of).to_owned()).collect();
        self.all.push(Measure { key: key.to_owned(), shares });
    }

    fn items(&mut self, table: &str, items: impl IntoIterator<Item = String>, of: &str) -> Vec<String> {
        let keys: Vec<String> = items.into_iter().map(|item| format!("{table}/{item}")).collect();
        keys.iter().for_each(|key| self.add(key, &[of]));
        keys
    }

    fn union(&mut self, whole: &str, parts: Vec<String>) {
        self.unions.push((whole.to_owned(), parts));
    }

    /// What there is both at places and by campaign.
    fn common() -> Self {
        let mut all = Self::default();
        all.add("doors_tried/", &[]);
        all.add("doors_opened/", &["doors_tried/"]);
        all.add("doors_interviewed/", &["doors_opened/", "doors_tried/"]);
        all.add(MET, &[]);
        for of_those_met in ["found_useful/", "learned_something/", "intends_to_act/"] {
            all.add(of_those_met, &[MET]);
        }
        all.add("followed_up/", &[]);
        all.add("acted/", &["followed_up/"]);
        let languages = LANGUAGES.iter().copied().chain(["other"]).map(str::to_owned);
        let languages = all.items("languages", languages, MET);
        all.union(MET, languages);
        all.within.push(("doors_interviewed/".to_owned(), MET.to_owned()));
        all
    }

    /// At a place, all campaigns together.
    #[must_use]
    pub fn at_places() -> Self {
        let mut all = Self::common();
        let texts = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        let residents = texts(&["1", "2", "3", "4", "5_or_more", "unknown"]);
        let residents = all.items("residents_present", residents, MET);
        all.union(MET, residents);
        all.needs();
        all.add("needs_ended/any", &[]);
        let ended = all.items("needs_ended", texts(&["met", "not_met"]), "needs_ended/any");
        all.union("needs_ended/any", ended);
        all.add("referrals_ended/any", &[]);
        let outcomes = texts(&["resolved", "not_resolved", "refused", "withdrawn"]);
        let outcomes = all.items("referrals_ended", outcomes, "referrals_ended/any");
        all.union("referrals_ended/any", outcomes);
        let days = texts(&["up_to_7", "8_to_30", "31_to_90", "more_than_90"]);
        let days = all.items("referral_days", days, "referrals_ended/resolved");
        all.union("referrals_ended/resolved", days);
        // They are told of the country alone, but there are such households in each place that it is made of.
        all.hours();
        all
    }

    fn needs(&mut self) {
        self.add("needs/any", &[MET]);
        let groups: Vec<String> = parents().iter().map(|parent| parent.code.to_owned()).collect();
        let groups = self.items("needs_parent", groups, MET);
        self.union("needs/any", groups);
        for parent in parents() {
            let codes = themes().iter().filter(|theme| theme.code.split("--").next() == Some(parent.code));
            let codes: Vec<String> = codes.map(|theme| theme.code.to_owned()).collect();
            let codes = self.items("needs_theme", codes, MET);
            self.union(&format!("needs_parent/{}", parent.code), codes);
        }
    }

    /// Of a campaign, as a whole and in each of its neighbourhoods.
    #[must_use]
    pub fn of_campaign(campaign: &ReleaseCampaign) -> Self {
        let mut all = Self::common();
        for (question, options) in &campaign.questions {
            let answered = format!("answers/{question}");
            all.add(&answered, &[MET]);
            let options = options.iter().map(|option| format!("{question}/{option}"));
            let options = all.items("answers", options, &answered);
            all.union(&answered, options);
        }
        all.messages(campaign);
        all.hours();
        all
    }

    fn messages(&mut self, campaign: &ReleaseCampaign) {
        let heard: Vec<String> = campaign.messages.iter().cloned().chain(["none".to_owned()]).collect();
        let messages = self.items("messages", heard.clone(), MET);
        self.union(MET, messages);
        for (table, whole) in [("messages_useful", "found_useful/"), ("messages_intend", "intends_to_act/")] {
            self.split_by(("messages", MET), (table, whole), &heard);
        }
    }

    fn hours(&mut self) {
        let bands: Vec<String> = BANDS.iter().map(|band| (*band).to_owned()).collect();
        let tried = self.items("hours_tried", bands.clone(), "doors_tried/");
        self.union("doors_tried/", tried);
        self.split_by(("hours_tried", "doors_tried/"), ("hours_opened", "doors_opened/"), &bands);
    }

    /// The inner of two sets, by the items that the outer one is told by.
    fn split_by(&mut self, outer: (&str, &str), inner: (&str, &str), items: &[String]) {
        let mut pairs = Vec::new();
        for item in items {
            let (part, of) = (format!("{}/{item}", inner.0), format!("{}/{item}", outer.0));
            self.add(&part, &[&of]);
            pairs.push((part, of));
        }
        self.union(inner.1, pairs.iter().map(|(part, _)| part.clone()).collect());
        self.splits.push(((inner.1.to_owned(), outer.1.to_owned()), pairs));
    }

    /// All pairs of a set within another.
    #[must_use]
    pub fn nested(&self) -> Vec<(String, String)> {
        let shares = self.all.iter().flat_map(|m| m.shares.iter().map(|of| (m.key.clone(), of.clone())));
        let unions = self.unions.iter();
        let parts = unions.flat_map(|(whole, parts)| parts.iter().map(|part| (part.clone(), whole.clone())));
        let mut all: Vec<_> = shares.chain(parts).chain(self.within.iter().cloned()).collect();
        all.sort();
        all.dedup();
        all
    }
}
