//! What is said of a visit.

use serde::{Deserialize, Serialize};

use super::{Channel, Outcome};
use crate::{
    ids::{CampaignId, FieldWorkerId, HouseholdId, NeedId, RoundId, VisitId},
    language::LanguageTag,
    need::Urgency,
    theme::ThemeCode,
    time::Instant,
};

/// A visit as its field worker tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitDraft {
    /// Its id, a UUIDv7 that its maker chose.
    pub id: VisitId,
    /// Who was visited.
    pub household_id: HouseholdId,
    /// For which campaign.
    pub campaign_id: CampaignId,
    /// On which round, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_id: Option<RoundId>,
    /// By whom; a device says it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// Where it took place.
    pub channel: Channel,
    /// How it went.
    pub outcome: Outcome,
    /// The language of the interview. It belongs to the visit and never to the household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// The message that was heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageHeard>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
    /// How long it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<u32>,
    /// What came of it.
    #[serde(flatten)]
    pub content: VisitContent,
    /// The visit that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes_id: Option<VisitId>,
}

/// One version of one of the campaign's messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageHeard {
    /// The language in which it was written.
    pub language: LanguageTag,
    /// Which version in this language.
    pub version: i32,
}

/// What came of a visit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VisitContent {
    /// How many residents were there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residents_present: Option<u32>,
    /// What was answered to the campaign's questions, at most once each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// Whether the residents found it useful; `None`: not asked, or not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_useful: Option<bool>,
    /// Whether they learned something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learned_something: Option<bool>,
    /// The campaign's actions that they mean to take.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions_intended: Vec<String>,
    /// The needs that they raised; each becomes a need of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<RaisedNeed>,
}

/// The answer to one question, coded as the question asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Which of the campaign's questions.
    pub question_code: String,
    /// What was answered.
    pub answer: AnswerValue,
}

/// What was answered; of the kind that the question takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerValue {
    /// One of the options.
    SingleChoice {
        /// Its code.
        choice: String,
    },
    /// Any of the options.
    MultipleChoice {
        /// Their codes, possibly none.
        choices: Vec<String>,
    },
    /// A step of the scale.
    Scale {
        /// Which one.
        step: i32,
    },
    /// Yes or no.
    YesNo {
        /// Whether it was yes.
        yes: bool,
    },
    /// A number of the question's unit.
    Quantity {
        /// How much or how many.
        amount: f64,
    },
}

/// A need that was raised in a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaisedNeed {
    /// The id of the need, a UUIDv7 that its maker chose.
    pub id: NeedId,
    /// What it is about.
    pub theme: ThemeCode,
    /// How urgent it is.
    pub urgency: Urgency,
}
