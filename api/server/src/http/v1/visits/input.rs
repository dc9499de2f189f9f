//! Visits as they are written, and both ways between the wire and the domain.

use palier_domain::{
    error::Invalid,
    ids::{CampaignId, FieldWorkerId, HouseholdId, NeedId, RoundId, VisitId},
    language::LanguageTag,
    theme::ThemeCode,
    time::Instant,
    visit::{self, VisitContent, VisitDraft},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::wire::{AnswerValue, Channel, Funnel, MessageHeard, Outcome, QuestionAnswer, RaisedNeed, Visit};
use crate::http::v1::{codes, each};

/// A visit as its field worker tells it.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-777777777777", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "campaign_id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e",
    "field_worker_id": "019ab0f2-6b1e-7c40-9d5e-444444444444", "channel": "door", "outcome": "interviewed",
    "language": "ar", "message": {"language": "ar", "version": 1}, "occurred_at": "2027-01-12T16:20:00Z",
    "duration_seconds": 900, "residents_present": 2,
    "answers": [{"question_code": "reads_own_meter", "answer": {"kind": "yes_no", "yes": true}}],
    "found_useful": true, "learned_something": true, "actions_intended": ["repair_leak"],
    "needs": [{
        "id": "019ab0f2-6b1e-7c40-9d5e-888888888888", "theme": "palier:eau--facture", "urgency": "normal",
    }],
}))]
pub struct VisitInput {
    /// Its id, a UUIDv7 of your own making: the same visit sent again under it changes nothing.
    pub id: Uuid,
    /// Who was visited.
    pub household_id: Uuid,
    /// For which campaign.
    pub campaign_id: Uuid,
    /// On which round, if it was one; it is the same field worker's, for the same campaign.
    pub round_id: Option<Uuid>,
    /// By whom. A device may leave it out; the operator names the field worker.
    pub field_worker_id: Option<Uuid>,
    /// Where it took place.
    pub channel: Channel,
    /// How it went.
    pub outcome: Outcome,
    /// The language of the interview. Only with an interview.
    #[schema(value_type = Option<codes::LanguageTag>)]
    pub language: Option<String>,
    /// The message that was heard: needed for an interview, possible where somebody was met. Name the version that the
    /// field worker had, also when there is a newer one by now.
    #[validate(nested)]
    pub message: Option<MessageHeard>,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// How long it took: 12 hours at most.
    #[schema(minimum = 0, maximum = 43_200)]
    pub duration_seconds: Option<u32>,
    /// How many residents were there.
    #[schema(minimum = 0, maximum = 50)]
    pub residents_present: Option<u32>,
    /// What was answered to the campaign's questions, at most once each. Only with an interview; a question that was not
    /// answered is left out.
    #[serde(default)]
    #[schema(max_items = 50)]
    #[validate(nested)]
    pub answers: Vec<QuestionAnswer>,
    /// Whether the residents found it useful. Only with an interview.
    pub found_useful: Option<bool>,
    /// Whether they learned something. Only with an interview.
    pub learned_something: Option<bool>,
    /// The campaign's actions that they mean to take. Only with an interview.
    #[serde(default)]
    #[schema(value_type = Vec<codes::Slug>, max_items = 30)]
    pub actions_intended: Vec<String>,
    /// The needs that were raised; where somebody was met.
    #[serde(default)]
    #[schema(max_items = 20)]
    #[validate(nested)]
    pub needs: Vec<RaisedNeed>,
    /// The visit that this one corrects: to the same household. Both stay.
    pub supersedes_id: Option<Uuid>,
}

impl TryFrom<VisitInput> for VisitDraft {
    type Error = Invalid;

    fn try_from(input: VisitInput) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let needs = each(&mut invalid, "/needs", input.needs, visit::RaisedNeed::try_from);
        let language = tag(&mut invalid, "/language", input.language);
        let heard = input.message.map(|heard| (heard.version, heard.language));
        let message = heard.and_then(|(version, language)| {
            let language = tag(&mut invalid, "/message/language", Some(language))?;
            Some(visit::MessageHeard { language, version })
        });
        let content = VisitContent {
            residents_present: input.residents_present,
            answers: input.answers.into_iter().map(visit::Answer::from).collect(),
            found_useful: input.found_useful,
            learned_something: input.learned_something,
            actions_intended: input.actions_intended,
            needs,
        };
        invalid.or(Self {
            id: VisitId(input.id),
            household_id: HouseholdId(input.household_id),
            campaign_id: CampaignId(input.campaign_id),
            round_id: input.round_id.map(RoundId),
            field_worker_id: input.field_worker_id.map(FieldWorkerId),
            channel: input.channel.into(),
            outcome: input.outcome.into(),
            language,
            message,
            occurred_at: input.occurred_at,
            duration_seconds: input.duration_seconds,
            content,
            supersedes_id: input.supersedes_id.map(VisitId),
        })
    }
}

fn tag(invalid: &mut Invalid, pointer: &str, text: Option<String>) -> Option<LanguageTag> {
    let tag = text.map(LanguageTag::new).transpose();
    tag.unwrap_or_else(|wrong| {
        invalid.absorb(pointer, wrong);
        None
    })
}

impl TryFrom<RaisedNeed> for visit::RaisedNeed {
    type Error = Invalid;

    fn try_from(need: RaisedNeed) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        match ThemeCode::new(need.theme) {
            Ok(theme) => Ok(Self { id: NeedId(need.id), theme, urgency: need.urgency.into() }),
            Err(wrong) => {
                invalid.absorb("/theme", wrong);
                Err(invalid)
            }
        }
    }
}

impl From<QuestionAnswer> for visit::Answer {
    fn from(answer: QuestionAnswer) -> Self {
        Self { question_code: answer.question_code, answer: answer.answer.into() }
    }
}

impl From<visit::Answer> for QuestionAnswer {
    fn from(answer: visit::Answer) -> Self {
        Self { question_code: answer.question_code, answer: answer.answer.into() }
    }
}

impl From<AnswerValue> for visit::AnswerValue {
    fn from(value: AnswerValue) -> Self {
        match value {
            AnswerValue::SingleChoice { choice } => Self::SingleChoice { choice },
            AnswerValue::MultipleChoice { choices } => Self::MultipleChoice { choices },
            AnswerValue::Scale { step } => Self::Scale { step },
            AnswerValue::YesNo { yes } => Self::YesNo { yes },
            AnswerValue::Quantity { amount } => Self::Quantity { amount },
        }
    }
}

impl From<visit::AnswerValue> for AnswerValue {
    fn from(value: visit::AnswerValue) -> Self {
        match value {
            visit::AnswerValue::SingleChoice { choice } => Self::SingleChoice { choice },
            visit::AnswerValue::MultipleChoice { choices } => Self::MultipleChoice { choices },
            visit::AnswerValue::Scale { step } => Self::Scale { step },
            visit::AnswerValue::YesNo { yes } => Self::YesNo { yes },
            visit::AnswerValue::Quantity { amount } => Self::Quantity { amount },
        }
    }
}

impl From<visit::Visit> for Visit {
    fn from(visit: visit::Visit) -> Self {
        let visit::Funnel { door_attempt, door_opened, interview } = visit.funnel();
        let content = visit.content;
        let needs = content.needs.into_iter().map(|need| RaisedNeed {
            id: need.id.0,
            theme: need.theme.as_str().to_owned(),
            urgency: need.urgency.into(),
        });
        Self {
            id: visit.id.0,
            household_id: visit.household_id.0,
            campaign_id: visit.campaign_id.0,
            round_id: visit.round_id.map(Uuid::from),
            field_worker_id: visit.field_worker_id.0,
            device_id: visit.device_id.map(Uuid::from),
            channel: visit.channel.into(),
            outcome: visit.outcome.into(),
            funnel: Funnel { door_attempt, door_opened, interview },
            language: visit.language.as_ref().map(ToString::to_string),
            message: visit
                .message
                .map(|heard| MessageHeard { language: heard.language.to_string(), version: heard.version }),
            occurred_at: visit.occurred_at,
            received_at: visit.received_at,
            duration_seconds: visit.duration_seconds,
            residents_present: content.residents_present,
            answers: content.answers.into_iter().map(QuestionAnswer::from).collect(),
            found_useful: content.found_useful,
            learned_something: content.learned_something,
            actions_intended: content.actions_intended,
            needs: needs.collect(),
            flags: visit.flags.into_iter().map(Into::into).collect(),
            supersedes_id: visit.supersedes_id.map(Uuid::from),
            superseded_by: visit.superseded_by.into_iter().map(Uuid::from).collect(),
        }
    }
}
