//! The tables of a release, one record each: what is counted, by what, and how tables hang together. Counting,
//! protection, answers and documentation all read them from here.

use crate::{
    coded::coded,
    meter_reading::Utility,
    theme::{parents, themes},
};

use super::{HourBand, Level, ReleaseCampaign, pairs_items};

/// The languages that interviews are counted by; all others together are `other`. The list is fixed, so that it never
/// tells which languages are spoken somewhere.
pub const LANGUAGES: &[&str] = &[
    "ar", "ber", "bm", "bn", "de", "en", "es", "fa", "ff", "fr", "hy", "it", "ka", "kab", "ku", "ln", "mg",
    "nl", "pl", "ps", "pt", "rcf", "ro", "ru", "snk", "so", "sq", "sr", "sw", "ta", "ti", "tr", "uk", "ur",
    "vi", "wo", "zh",
];

/// What all languages that are not listed are counted as, and interviews whose language is not known.
const OTHER: &str = "other";

/// The item of a language tag: its language, without region and script, if it is listed.
#[must_use]
pub fn language_item(tag: Option<&str>) -> &'static str {
    let primary = tag.and_then(|tag| tag.split('-').next()).unwrap_or_default();
    LANGUAGES.iter().copied().find(|listed| *listed == primary).unwrap_or(OTHER)
}

coded! {
    /// A table of a release.
    Table {
        /// Households whose door was tried.
        DoorsTried = "doors_tried",
        /// Households whose door was opened.
        DoorsOpened = "doors_opened",
        /// Households interviewed at their door.
        DoorsInterviewed = "doors_interviewed",
        /// Households interviewed, wherever.
        HouseholdsMet = "households_met",
        /// Households met by how many residents took part.
        ResidentsPresent = "residents_present",
        /// Households that found an interview useful.
        FoundUseful = "found_useful",
        /// Households that learned something.
        LearnedSomething = "learned_something",
        /// Households that meant to act.
        IntendsToAct = "intends_to_act",
        /// Households of which it is known what became of an action they meant to take.
        FollowedUp = "followed_up",
        /// Households that took one.
        Acted = "acted",
        /// Households met by language of the interview.
        Languages = "languages",
        /// Households with a need.
        Needs = "needs",
        /// Households with a need, by parent theme.
        NeedsParent = "needs_parent",
        /// Households with a need, by theme.
        NeedsTheme = "needs_theme",
        /// Households of which a need came to an end.
        NeedsEnded = "needs_ended",
        /// Households of which a referral came to an end.
        ReferralsEnded = "referrals_ended",
        /// Households with a resolved referral, by how long it took.
        ReferralDays = "referral_days",
        /// Households by their answers to a campaign's questions.
        Answers = "answers",
        /// Households met by the message that they heard.
        Messages = "messages",
        /// Of these, those that found it useful.
        MessagesUseful = "messages_useful",
        /// Of these, those that meant to act.
        MessagesIntend = "messages_intend",
        /// Households whose door was tried, by hour.
        HoursTried = "hours_tried",
        /// Households whose door was opened, by hour.
        HoursOpened = "hours_opened",
        /// Households of a programme with a pair of readings, by utility, source quality and arm.
        SavingsPairs = "savings_pairs",
    }
}

/// At which locations a table has cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// At places, all campaigns together.
    Places,
    /// By campaign, for each of its neighbourhoods and as a whole.
    Campaigns,
    /// Both.
    Both,
    /// By programme, as a whole.
    Programmes,
}

/// At which of its locations a table is published. At the others its cells are counted and protected, since they add up to
/// those that are published, but never told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// Wherever it has cells.
    Everywhere,
    /// Not at the finest places: neither at neighbourhoods nor of a campaign in one of them.
    Larger,
    /// Of the whole country, all campaigns together, and of whole campaigns.
    Wholes,
}

/// What a cell is a part of, so that the rest is a count in scope too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denominator {
    /// The one cell of another table.
    Whole(Table),
    /// The cell `any` of a table.
    Any(Table),
    /// The cell of one item of a table.
    Of(Table, &'static str),
    /// The cell of the same item of another table.
    Same(Table),
    /// `any` of the table's own other cells, and another table for `any` itself.
    AnyOf(Table),
}

/// All that there is to say of a table.
#[derive(Clone, Copy, Debug)]
pub struct TableRecord {
    /// Which table.
    pub table: Table,
    /// What it counts, exactly, for whoever reads a figure. Always distinct households of the period.
    pub definition: &'static str,
    /// Where it has cells.
    pub scope: Scope,
    /// At which of these locations it is published.
    pub published: Published,
    /// What its cells are parts of.
    pub denominators: &'static [Denominator],
}

use Denominator::{Any, AnyOf, Of, Same, Whole};
use Table as T;

macro_rules! records {
    ($($table:ident $scope:ident $published:ident [$($of:expr),*] $definition:literal;)+) => {
        static RECORDS: &[TableRecord] = &[$(TableRecord {
            table: T::$table,
            definition: $definition,
            scope: Scope::$scope,
            published: Published::$published,
            denominators: &[$($of),*],
        },)+];
    };
}

records! {
    DoorsTried Both Everywhere [] "Distinct households whose door was tried in the period.";
    DoorsOpened Both Everywhere [Whole(T::DoorsTried)] "Of the households whose door was tried, those where somebody opened.";
    DoorsInterviewed Both Everywhere [Whole(T::DoorsOpened), Whole(T::DoorsTried)]
        "Of the households whose door was opened, those interviewed at the door.";
    HouseholdsMet Both Everywhere []
        "Distinct households interviewed in the period, at the door, at the building's entrance, by phone or at an event.";
    ResidentsPresent Places Everywhere [Whole(T::HouseholdsMet)]
        "Of the households met, those interviewed with so many residents taking part.";
    FoundUseful Both Everywhere [Whole(T::HouseholdsMet)] "Of the households met, those that found an interview useful.";
    LearnedSomething Both Everywhere [Whole(T::HouseholdsMet)] "Of the households met, those that learned something.";
    IntendsToAct Both Everywhere [Whole(T::HouseholdsMet)]
        "Of the households met, those that meant to take an action of the campaign.";
    FollowedUp Both Everywhere []
        "Distinct households of which it was told in the period whether an intended action was taken.";
    Acted Both Everywhere [Whole(T::FollowedUp)] "Of the households followed up, those that took an intended action.";
    Languages Both Everywhere [Whole(T::HouseholdsMet)]
        "Of the households met, those interviewed in this language; `other` holds unlisted and unknown ones.";
    Needs Places Everywhere [Whole(T::HouseholdsMet)] "Of the households met, those that raised a need.";
    NeedsParent Places Everywhere [Whole(T::HouseholdsMet)] "Of the households met, those that raised a need of this group of themes.";
    NeedsTheme Places Larger [Whole(T::HouseholdsMet)]
        "Of the households met, those that raised a need of this theme; from communes upwards.";
    NeedsEnded Places Everywhere [Any(T::NeedsEnded)]
        "Distinct households of which a need was met, or found not to be met, in the period.";
    ReferralsEnded Places Everywhere [Any(T::ReferralsEnded)]
        "Distinct households of which a referral ended in the period, by outcome.";
    ReferralDays Places Everywhere [Of(T::ReferralsEnded, RESOLVED)]
        "Of the households with a referral resolved in the period, by the days that it took.";
    Answers Campaigns Everywhere [AnyOf(T::HouseholdsMet)]
        "Of the households met, those that chose at least one answer to the question; of these, those that chose this one.";
    Messages Campaigns Wholes [Whole(T::HouseholdsMet)] "Of the households met, those that heard this message and version.";
    MessagesUseful Campaigns Wholes [Same(T::Messages)] "Of the households that heard this message, those that found it useful.";
    MessagesIntend Campaigns Wholes [Same(T::Messages)] "Of the households that heard this message, those that meant to act.";
    HoursTried Both Wholes [Whole(T::DoorsTried)] "Of the households whose door was tried, those where it was in these hours.";
    HoursOpened Both Wholes [Same(T::HoursTried)] "Of the households whose door was tried in these hours, those where somebody opened.";
    SavingsPairs Programmes Everywhere []
        "Distinct households of the programme that were read, or told their meter, before and after, by source quality and arm.";
}

/// Items of [`Table::ResidentsPresent`].
const RESIDENTS: &[&str] = &["1", "2", "3", "4", "5_or_more", "unknown"];
/// Items of [`Table::ReferralDays`].
const DAYS: &[&str] = &["up_to_7", "8_to_30", "31_to_90", "more_than_90"];
/// The cell of all items together.
const ANY: &str = "any";
/// The referrals that ended well.
const RESOLVED: &str = "resolved";
/// The message of those that heard none.
const NONE: &str = "none";

/// A cell within a location: a table and its item, empty where it has none.
pub type InTable = (Table, String);

fn one(table: Table, item: &str) -> InTable {
    (table, item.to_owned())
}

fn all<'a>(table: Table, items: impl IntoIterator<Item = &'a str>) -> Vec<InTable> {
    items.into_iter().map(|item| one(table, item)).collect()
}

impl Table {
    /// Its record.
    #[must_use]
    pub fn record(self) -> &'static TableRecord {
        // The test below holds that each table has its record, in the order of the enumeration.
        &RECORDS[self as usize]
    }

    /// Whether its cells at a place of that level are published.
    #[must_use]
    pub fn is_published_at(self, level: Level) -> bool {
        match self.record().published {
            Published::Everywhere => true,
            Published::Larger => level != Level::Neighbourhood,
            Published::Wholes => level == Level::Nation,
        }
    }

    /// Its items at a location; a campaign's own lists are needed by some.
    #[must_use]
    pub fn items(self, campaign: Option<&ReleaseCampaign>) -> Vec<String> {
        let owned = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect();
        match self {
            Self::Languages => LANGUAGES.iter().chain([&OTHER]).map(|item| (*item).to_owned()).collect(),
            Self::ResidentsPresent => owned(RESIDENTS),
            Self::Needs => owned(&[ANY]),
            Self::NeedsParent => parents().iter().map(|parent| parent.code.to_owned()).collect(),
            Self::NeedsTheme => themes().iter().map(|theme| theme.code.to_owned()).collect(),
            Self::NeedsEnded => owned(&[ANY, "met", "not_met"]),
            Self::ReferralsEnded => owned(&[ANY, RESOLVED, "not_resolved", "refused", "withdrawn"]),
            Self::ReferralDays => owned(DAYS),
            Self::Answers => campaign.into_iter().flat_map(answers).collect(),
            Self::Messages | Self::MessagesUseful | Self::MessagesIntend => {
                let messages = campaign.into_iter().flat_map(|campaign| &campaign.messages).cloned();
                messages.chain([NONE.to_owned()]).collect()
            }
            Self::SavingsPairs => Utility::ALL.iter().flat_map(|utility| pairs_items(*utility)).collect(),
            Self::HoursTried | Self::HoursOpened => {
                HourBand::ALL.iter().map(|band| band.as_str().to_owned()).collect()
            }
            _ => vec![String::new()],
        }
    }

    /// The cells that this item's cell is a part of, at the same location.
    #[must_use]
    pub fn denominators(self, item: &str) -> Vec<InTable> {
        let of = |denominator: &Denominator| match denominator {
            Whole(table) => Some(one(*table, "")),
            Any(table) => (item != ANY).then(|| one(*table, ANY)),
            Of(table, of) => Some(one(*table, of)),
            Same(table) => Some(one(*table, item)),
            AnyOf(table) => Some(match item.split_once('/') {
                Some((question, _)) => one(self, question),
                None => one(*table, ""),
            }),
        };
        self.record().denominators.iter().filter_map(of).collect()
    }
}

/// Its questions, and each with its options.
fn answers(campaign: &ReleaseCampaign) -> impl Iterator<Item = String> {
    campaign.questions.iter().flat_map(|(question, options)| {
        let options = options.iter().map(move |option| format!("{question}/{option}"));
        std::iter::once(question.clone()).chain(options)
    })
}

/// The cells of places that are the union of others: `(whole, parts)`.
#[must_use]
pub fn unions_of_places() -> Vec<(InTable, Vec<InTable>)> {
    let items = |table: Table, except: &str| -> Vec<InTable> {
        let all = table.items(None).into_iter().filter(|item| item != except);
        all.map(|item| (table, item)).collect()
    };
    let mut unions = vec![
        (one(T::HouseholdsMet, ""), items(T::Languages, "")),
        (one(T::HouseholdsMet, ""), items(T::ResidentsPresent, "")),
        (one(T::Needs, ANY), items(T::NeedsParent, "")),
        (one(T::NeedsEnded, ANY), items(T::NeedsEnded, ANY)),
        (one(T::ReferralsEnded, ANY), items(T::ReferralsEnded, ANY)),
        (one(T::ReferralsEnded, RESOLVED), items(T::ReferralDays, "")),
        (one(T::DoorsTried, ""), items(T::HoursTried, "")),
        (one(T::DoorsOpened, ""), items(T::HoursOpened, "")),
    ];
    for parent in parents() {
        let children = themes().iter().filter(|theme| theme.parent == parent.code).map(|theme| theme.code);
        unions.push((one(T::NeedsParent, parent.code), all(T::NeedsTheme, children)));
    }
    unions
}

/// The cells of a campaign that are the union of others.
#[must_use]
pub fn unions_of_campaign(campaign: &ReleaseCampaign) -> Vec<(InTable, Vec<InTable>)> {
    let items = |table: Table| -> Vec<InTable> {
        table.items(Some(campaign)).into_iter().map(|item| (table, item)).collect()
    };
    let mut unions = vec![
        (one(T::HouseholdsMet, ""), items(T::Languages)),
        (one(T::HouseholdsMet, ""), items(T::Messages)),
        (one(T::FoundUseful, ""), items(T::MessagesUseful)),
        (one(T::IntendsToAct, ""), items(T::MessagesIntend)),
        (one(T::DoorsTried, ""), items(T::HoursTried)),
        (one(T::DoorsOpened, ""), items(T::HoursOpened)),
    ];
    for (question, options) in &campaign.questions {
        let options = options.iter().map(|option| (T::Answers, format!("{question}/{option}")));
        unions.push((one(T::Answers, question), options.collect()));
    }
    unions
}

/// A set, and the table that tells it by items.
pub type ByItems = (Table, Table);

/// Sets within others that are both told by the same items: `(inner, outer)`.
pub const SPLITS: &[(ByItems, ByItems)] = &[
    ((T::FoundUseful, T::MessagesUseful), (T::HouseholdsMet, T::Messages)),
    ((T::IntendsToAct, T::MessagesIntend), (T::HouseholdsMet, T::Messages)),
    ((T::DoorsOpened, T::HoursOpened), (T::DoorsTried, T::HoursTried)),
];

/// What is at most something else without being told as a share of it. Nearly everybody is met at the door, so that the
/// interviews at doors could hardly ever be told if the rest were in scope.
pub const AT_MOST: &[(Table, Table)] = &[(T::DoorsInterviewed, T::HouseholdsMet)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_record() {
        for table in Table::ALL {
            assert_eq!(table.record().table, *table);
        }
        assert_eq!(RECORDS.len(), Table::ALL.len());
    }

    #[test]
    fn hours_are_told_of_the_country_and_of_whole_campaigns() {
        let told =
            |table: Table| Level::ALL.iter().filter(move |level| table.is_published_at(**level)).count();
        assert_eq!([T::HoursTried, T::HoursOpened, T::NeedsTheme, T::DoorsTried].map(told), [1, 1, 3, 4]);
        assert!(T::HoursOpened.is_published_at(Level::Nation));
    }

    #[test]
    fn languages_are_counted_without_region_and_script() {
        assert_eq!((language_item(Some("pt-BR")), language_item(Some("fr"))), ("pt", "fr"));
        assert_eq!((language_item(Some("tlh")), language_item(None)), ("other", "other"));
    }

    #[test]
    fn an_answer_is_a_part_of_those_who_answered_and_they_of_those_met() {
        assert_eq!(T::Answers.denominators("reads_own_meter/yes"), [one(T::Answers, "reads_own_meter")]);
        assert_eq!(T::Answers.denominators("reads_own_meter"), [one(T::HouseholdsMet, "")]);
        assert_eq!(T::ReferralsEnded.denominators("any"), []);
        assert_eq!(T::MessagesUseful.denominators("fr/1"), [one(T::Messages, "fr/1")]);
    }
}
