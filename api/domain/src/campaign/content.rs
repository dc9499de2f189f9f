//! What a partner writes of a campaign.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{code::NeighbourhoodCode, language::LanguageTag, money::Currency, theme::ThemeCode, time::Day};

/// One short text in each language it was written in.
pub type Texts = BTreeMap<LanguageTag, String>;

/// What kind of information a campaign carries to the doors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InformationKind {
    /// A right that residents may not know or use.
    Right,
    /// Something that takes place on a date.
    Event,
    /// A project of the municipality.
    MunicipalProject,
    /// A service that residents can use.
    Service,
    /// Something worth knowing or doing.
    Advice,
}

impl InformationKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Right, Self::Event, Self::MunicipalProject, Self::Service, Self::Advice];

    /// The wire name, such as `municipal_project`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Event => "event",
            Self::MunicipalProject => "municipal_project",
            Self::Service => "service",
            Self::Advice => "advice",
        }
    }

    /// Reads what [`InformationKind::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A message to be read or said at the door, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageDraft {
    /// The language of the text.
    pub language: LanguageTag,
    /// The text itself.
    pub text: String,
}

/// A question that is asked at the door; its answers are coded, never free text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Names the question among the campaign's; results are given by it.
    pub code: String,
    /// What is asked, by language.
    pub text: Texts,
    /// What can be answered.
    pub answer: AnswerKind,
}

/// The answers that a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerKind {
    /// Exactly one of the options.
    SingleChoice {
        /// What there is to choose from.
        options: Vec<AnswerOption>,
    },
    /// Any number of the options, possibly bounded.
    MultipleChoice {
        /// What there is to choose from.
        options: Vec<AnswerOption>,
        /// How many may be chosen at most; all if nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_choices: Option<u32>,
    },
    /// A whole number from `min` to `max`.
    Scale {
        /// The lowest answer.
        min: i32,
        /// The highest answer.
        max: i32,
    },
    /// Yes or no.
    YesNo,
    /// A number of something.
    Quantity {
        /// What is counted or measured: `m3`, `persons`.
        unit: String,
    },
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    /// Names the option within its question.
    pub code: String,
    /// What the option says, by language.
    pub label: Texts,
}

/// Something a resident can commit to do after the visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionOption {
    /// Names the action among the campaign's.
    pub code: String,
    /// What it is to do, by language.
    pub label: Texts,
}

/// What the partner pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceTerms {
    /// The currency of both amounts.
    #[serde(default)]
    pub currency: Currency,
    /// Cents for each door that is tried.
    pub per_door_cents: i64,
    /// Cents for each interview that is held.
    pub per_interview_cents: i64,
}

/// Spares a household: at most so many campaigns in so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCap {
    /// How many campaigns may visit a household …
    pub campaigns: u32,
    /// … within this many days.
    pub days: u32,
}

/// All that a partner says of a campaign, but its messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignContent {
    /// The partner's own name for it, unique among the partner's campaigns.
    pub external_id: Option<String>,
    /// A short title.
    pub title: String,
    /// What the campaign is to achieve; may still be empty in a draft.
    pub purpose: String,
    /// What it is about.
    pub themes: Vec<ThemeCode>,
    /// What kind of information it carries.
    pub information_kind: InformationKind,
    /// What is asked at the door.
    pub questions: Vec<Question>,
    /// What residents can commit to.
    pub actions: Vec<ActionOption>,
    /// Where it runs.
    pub neighbourhood_codes: Vec<NeighbourhoodCode>,
    /// How many doors are to be tried.
    pub target_doors: u32,
    /// Its first day.
    pub starts_on: Day,
    /// Its last day.
    pub ends_on: Day,
    /// What the partner pays; municipalities never see it.
    pub price: Option<PriceTerms>,
    /// How far households are spared.
    pub contact_cap: Option<ContactCap>,
}

/// A campaign as a partner writes it: its content and at most one message a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignDraft {
    /// All but the messages.
    #[serde(flatten)]
    pub content: CampaignContent,
    /// The messages, at most one a language.
    pub messages: Vec<MessageDraft>,
}
