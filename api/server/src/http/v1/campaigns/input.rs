//! Campaigns as they are written, and both ways between the wire and the domain.

use std::collections::BTreeMap;

use palier_domain::{
    campaign::{self, CampaignContent, CampaignDraft, MessageDraft},
    code::NeighbourhoodCode,
    error::Invalid,
    language::LanguageTag,
    money::Currency,
    theme::ThemeCode,
    time::Day,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::wire::{
    ActionOption, AnswerKind, AnswerOption, ContactCap, InformationKind, Message, PriceTerms, Question, Texts,
};
use crate::{
    http::{
        text,
        v1::{codes, each},
    },
    service::campaigns::drafts,
};

/// A message of a draft: at most one a language.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"language": "fr", "text": "Bonjour, je suis votre voisine. Je viens pour l'eau."}))]
pub struct MessageInput {
    /// The language of the text.
    #[schema(value_type = codes::LanguageTag)]
    pub language: String,
    /// What is said at the door.
    #[schema(min_length = 1, max_length = 10_000)]
    pub text: String,
}

/// A campaign as a partner writes it. A draft may lack messages, themes, neighbourhoods and purpose; to be submitted
/// it needs them.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "external_id": "EAU-2026-07", "title": "Eau solidaire aux Tilleuls",
    "purpose": "Households read their meter, find leaks and know whom to call about a bill.",
    "themes": ["palier:eau--facture"], "information_kind": "service",
    "messages": [{"language": "fr", "text": "Bonjour, je suis votre voisine. Je viens pour l'eau."}],
    "questions": [{
        "code": "reads_own_meter", "text": {"fr": "Savez-vous lire votre compteur ?"}, "answer": {"kind": "yes_no"},
    }],
    "actions": [{"code": "repair_leak", "label": {"fr": "Faire réparer une fuite"}}],
    "neighbourhood_codes": ["QN09901N"], "target_doors": 550, "starts_on": "2027-01-04", "ends_on": "2027-03-26",
    "price": {"currency": "EUR", "per_door_cents": 250, "per_interview_cents": 900},
    "contact_cap": {"campaigns": 2, "days": 90},
}))]
pub struct CampaignInput {
    /// Your own name for it, unique among your campaigns; with PUT it stands in the path.
    #[schema(value_type = Option<codes::ExternalId>)]
    pub external_id: Option<String>,
    /// A short title.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(custom(function = text::line))]
    pub title: String,
    /// What the campaign is to achieve.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub purpose: String,
    /// What it is about.
    #[serde(default)]
    #[schema(value_type = Vec<codes::ThemeCode>, max_items = 20)]
    pub themes: Vec<String>,
    /// What kind of information it carries.
    pub information_kind: InformationKind,
    /// What is said at the door, at most once a language.
    #[serde(default)]
    #[schema(max_items = 30)]
    #[validate(nested)]
    pub messages: Vec<MessageInput>,
    /// What is asked at the door.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub questions: Vec<Question>,
    /// What residents can commit to.
    #[serde(default)]
    #[schema(max_items = 30)]
    pub actions: Vec<ActionOption>,
    /// Where it is to run.
    #[serde(default)]
    #[schema(value_type = Vec<codes::NeighbourhoodCode>, max_items = 500)]
    pub neighbourhood_codes: Vec<String>,
    /// How many doors are to be tried.
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub target_doors: u32,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub starts_on: Day,
    /// Its last day, not before the first.
    #[schema(value_type = String, format = Date)]
    pub ends_on: Day,
    /// What you pay.
    pub price: Option<PriceTerms>,
    /// How far households are to be spared.
    pub contact_cap: Option<ContactCap>,
}

impl From<&campaign::Campaign> for CampaignInput {
    fn from(campaign: &campaign::Campaign) -> Self {
        let content = campaign.content.clone();
        let messages = drafts(&campaign.messages).into_iter();
        Self {
            external_id: content.external_id,
            title: content.title,
            purpose: content.purpose,
            themes: content.themes.iter().map(|code| code.as_str().to_owned()).collect(),
            information_kind: content.information_kind.into(),
            messages: messages
                .map(|message| MessageInput { language: message.language.to_string(), text: message.text })
                .collect(),
            questions: content.questions.into_iter().map(Question::from).collect(),
            actions: content.actions.into_iter().map(ActionOption::from).collect(),
            neighbourhood_codes: content.neighbourhood_codes.iter().map(ToString::to_string).collect(),
            target_doors: content.target_doors,
            starts_on: content.starts_on,
            ends_on: content.ends_on,
            price: content.price.map(PriceTerms::from),
            contact_cap: content.contact_cap.map(ContactCap::from),
        }
    }
}

impl TryFrom<MessageInput> for MessageDraft {
    type Error = Invalid;

    fn try_from(input: MessageInput) -> Result<Self, Invalid> {
        let language = LanguageTag::new(input.language).map_err(|wrong| within("/language", wrong))?;
        Ok(Self { language, text: input.text })
    }
}

impl TryFrom<CampaignInput> for CampaignDraft {
    type Error = Invalid;

    fn try_from(input: CampaignInput) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let themes = each(&mut invalid, "/themes", input.themes, ThemeCode::new);
        let messages = each(&mut invalid, "/messages", input.messages, MessageDraft::try_from);
        let questions = each(&mut invalid, "/questions", input.questions, campaign::Question::try_from);
        let actions = each(&mut invalid, "/actions", input.actions, campaign::ActionOption::try_from);
        let neighbourhood_codes =
            each(&mut invalid, "/neighbourhood_codes", input.neighbourhood_codes, NeighbourhoodCode::new);
        let price = match input.price.map(campaign::PriceTerms::try_from).transpose() {
            Ok(price) => price,
            Err(wrong) => {
                invalid.absorb("/price", wrong);
                None
            }
        };
        let content = CampaignContent {
            external_id: input.external_id,
            title: input.title.trim().to_owned(),
            purpose: input.purpose,
            themes,
            information_kind: input.information_kind.into(),
            questions,
            actions,
            neighbourhood_codes,
            target_doors: input.target_doors,
            starts_on: input.starts_on,
            ends_on: input.ends_on,
            price,
            contact_cap: input
                .contact_cap
                .map(|cap| campaign::ContactCap { campaigns: cap.campaigns, days: cap.days }),
        };
        invalid.or(Self { content, messages })
    }
}

fn within(at: &str, wrong: Invalid) -> Invalid {
    let mut invalid = Invalid::default();
    invalid.absorb(at, wrong);
    invalid
}

fn texts(at: &str, texts: Texts) -> Result<campaign::Texts, Invalid> {
    let mut invalid = Invalid::default();
    let mut said = BTreeMap::new();
    for (language, text) in texts {
        match LanguageTag::new(&language) {
            Ok(tag) => {
                if said.insert(tag, text).is_some() {
                    let detail = "This language is given twice, in two spellings.";
                    invalid.push(format!("{at}/{language}"), "duplicate", detail);
                }
            }
            Err(wrong) => invalid.absorb(&format!("{at}/{language}"), wrong),
        }
    }
    invalid.or(said)
}

fn plain(texts: campaign::Texts) -> Texts {
    texts.into_iter().map(|(language, text)| (language.to_string(), text)).collect()
}

impl TryFrom<Question> for campaign::Question {
    type Error = Invalid;

    fn try_from(question: Question) -> Result<Self, Invalid> {
        Ok(Self {
            code: question.code,
            text: texts("/text", question.text)?,
            answer: question.answer.try_into().map_err(|wrong| within("/answer", wrong))?,
        })
    }
}

impl TryFrom<AnswerKind> for campaign::AnswerKind {
    type Error = Invalid;

    fn try_from(answer: AnswerKind) -> Result<Self, Invalid> {
        let options = |options: Vec<AnswerOption>| {
            let mut invalid = Invalid::default();
            let options = each(&mut invalid, "/options", options, campaign::AnswerOption::try_from);
            invalid.or(options)
        };
        Ok(match answer {
            AnswerKind::SingleChoice { options: list } => Self::SingleChoice { options: options(list)? },
            AnswerKind::MultipleChoice { options: list, max_choices } => {
                Self::MultipleChoice { options: options(list)?, max_choices }
            }
            AnswerKind::Scale { min, max } => Self::Scale { min, max },
            AnswerKind::YesNo {} => Self::YesNo,
            AnswerKind::Quantity { unit } => Self::Quantity { unit },
        })
    }
}

impl TryFrom<AnswerOption> for campaign::AnswerOption {
    type Error = Invalid;

    fn try_from(option: AnswerOption) -> Result<Self, Invalid> {
        Ok(Self { code: option.code, label: texts("/label", option.label)? })
    }
}

impl TryFrom<ActionOption> for campaign::ActionOption {
    type Error = Invalid;

    fn try_from(action: ActionOption) -> Result<Self, Invalid> {
        Ok(Self { code: action.code, label: texts("/label", action.label)? })
    }
}

impl TryFrom<PriceTerms> for campaign::PriceTerms {
    type Error = Invalid;

    fn try_from(price: PriceTerms) -> Result<Self, Invalid> {
        Ok(Self {
            currency: Currency::new(price.currency).map_err(|wrong| within("/currency", wrong))?,
            per_door_cents: price.per_door_cents,
            per_interview_cents: price.per_interview_cents,
        })
    }
}

impl From<campaign::Message> for Message {
    fn from(message: campaign::Message) -> Self {
        Self {
            language: message.language.to_string(),
            version: message.version,
            text: message.text,
            created_at: message.created_at,
        }
    }
}

impl From<campaign::Question> for Question {
    fn from(question: campaign::Question) -> Self {
        Self { code: question.code, text: plain(question.text), answer: question.answer.into() }
    }
}

impl From<campaign::AnswerKind> for AnswerKind {
    fn from(answer: campaign::AnswerKind) -> Self {
        let options = |list: Vec<campaign::AnswerOption>| list.into_iter().map(AnswerOption::from).collect();
        match answer {
            campaign::AnswerKind::SingleChoice { options: list } => {
                Self::SingleChoice { options: options(list) }
            }
            campaign::AnswerKind::MultipleChoice { options: list, max_choices } => {
                Self::MultipleChoice { options: options(list), max_choices }
            }
            campaign::AnswerKind::Scale { min, max } => Self::Scale { min, max },
            campaign::AnswerKind::YesNo => Self::YesNo {},
            campaign::AnswerKind::Quantity { unit } => Self::Quantity { unit },
        }
    }
}

impl From<campaign::AnswerOption> for AnswerOption {
    fn from(option: campaign::AnswerOption) -> Self {
        Self { code: option.code, label: plain(option.label) }
    }
}

impl From<campaign::ActionOption> for ActionOption {
    fn from(action: campaign::ActionOption) -> Self {
        Self { code: action.code, label: plain(action.label) }
    }
}

impl From<campaign::PriceTerms> for PriceTerms {
    fn from(price: campaign::PriceTerms) -> Self {
        Self {
            currency: price.currency.as_str().to_owned(),
            per_door_cents: price.per_door_cents,
            per_interview_cents: price.per_interview_cents,
        }
    }
}

impl From<campaign::ContactCap> for ContactCap {
    fn from(cap: campaign::ContactCap) -> Self {
        Self { campaigns: cap.campaigns, days: cap.days }
    }
}
