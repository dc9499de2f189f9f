//! Campaigns as they are read.

use std::collections::BTreeMap;

use palier_domain::{
    campaign::{self, Action, allowed},
    organisation::OrganisationKind,
    time::{Day, Instant},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::http::{
    list::{Columns, Item},
    v1::{codes, same_names},
};

/// Where a campaign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CampaignStatus {
    /// Being written.
    Draft,
    /// Waits for the operator's decision.
    Submitted,
    /// Accepted, not started yet.
    Approved,
    /// Refused, with a reason; edit it and submit it again.
    Rejected,
    /// Doors are tried.
    Running,
    /// Interrupted.
    Paused,
    /// Over for good.
    Closed,
}

same_names!(
    campaign::CampaignStatus,
    CampaignStatus { Draft, Submitted, Approved, Rejected, Running, Paused, Closed }
);

/// What kind of information a campaign carries to the doors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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

same_names!(campaign::InformationKind, InformationKind { Right, Event, MunicipalProject, Service, Advice });

/// A transition that a campaign can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Transition {
    /// Change its content (PATCH or PUT).
    Edit,
    /// Ask the operator to decide.
    Submit,
    /// Accept it.
    Approve,
    /// Refuse it, with a reason.
    Reject,
    /// Send the field workers out, for the first time or again.
    Start,
    /// Interrupt it.
    Pause,
    /// End it for good.
    Close,
}

same_names!(Action, Transition { Edit, Submit, Approve, Reject, Start, Pause, Close });

/// A short text in each language it was written in, by language tag: `{"fr": "Bonjour", "ar": "مرحبا"}`.
pub type Texts = BTreeMap<String, String>;

/// One version of a message in one language. Once a campaign is submitted no version changes any more; a correction
/// is a new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Message {
    /// The language of the text.
    #[schema(value_type = codes::LanguageTag)]
    pub language: String,
    /// Counts the versions in this language: 1, 2, …
    #[schema(minimum = 1)]
    pub version: i32,
    /// What is said at the door.
    pub text: String,
    /// When this version was written.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
}

/// A question that is asked at the door; its answers are coded, never free text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Names the question among the campaign's; results are given by it.
    #[schema(value_type = codes::Slug)]
    pub code: String,
    /// What is asked, by language; at least one.
    #[schema(value_type = codes::Texts)]
    pub text: Texts,
    /// What can be answered.
    pub answer: AnswerKind,
}

/// The answers that a question takes, told apart by `kind`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerKind {
    /// Exactly one of the options.
    SingleChoice {
        /// What there is to choose from.
        #[schema(min_items = 2, max_items = 30)]
        options: Vec<AnswerOption>,
    },
    /// Any number of the options, possibly bounded.
    MultipleChoice {
        /// What there is to choose from.
        #[schema(min_items = 2, max_items = 30)]
        options: Vec<AnswerOption>,
        /// How many may be chosen at most; all, if nothing is said.
        #[schema(minimum = 1, maximum = 30)]
        max_choices: Option<u32>,
    },
    /// A whole number from `min` to `max`.
    Scale {
        /// The lowest answer.
        min: i32,
        /// The highest answer, 1 to 100 above the lowest.
        max: i32,
    },
    /// Yes or no.
    YesNo {},
    /// A number of something.
    Quantity {
        /// What is counted or measured: `m3`, `persons`.
        #[schema(min_length = 1, max_length = 32)]
        unit: String,
    },
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerOption {
    /// Names the option within its question.
    #[schema(value_type = codes::Slug)]
    pub code: String,
    /// What the option says, by language; at least one.
    #[schema(value_type = codes::ShortTexts)]
    pub label: Texts,
}

/// Something a resident can commit to do after the visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionOption {
    /// Names the action among the campaign's.
    #[schema(value_type = codes::Slug)]
    pub code: String,
    /// What it is to do, by language; at least one.
    #[schema(value_type = codes::ShortTexts)]
    pub label: Texts,
}

/// What the partner pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"currency": "EUR", "per_door_cents": 250, "per_interview_cents": 900}))]
pub struct PriceTerms {
    /// The currency of both amounts.
    #[serde(default = "euro")]
    #[schema(value_type = codes::Currency)]
    pub currency: String,
    /// Cents for each door that is tried.
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub per_door_cents: i64,
    /// Cents for each interview that is held.
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub per_interview_cents: i64,
}

fn euro() -> String {
    "EUR".to_owned()
}

/// Spares a household: at most so many campaigns in so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"campaigns": 2, "days": 90}))]
pub struct ContactCap {
    /// How many campaigns may visit a household …
    #[schema(minimum = 1, maximum = 100)]
    pub campaigns: u32,
    /// … within this many days.
    #[schema(minimum = 1, maximum = 3660)]
    pub days: u32,
}

/// A campaign: what a partner brings to the doors of some neighbourhoods.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-111111111111", "organisation_id": "019ab0f2-6b1e-7c40-9d5e-222222222222",
    "external_id": "EAU-2026-07", "status": "draft", "title": "Eau solidaire aux Tilleuls",
    "purpose": "Households read their meter, find leaks and know whom to call about a bill.",
    "themes": ["palier:eau--facture"], "information_kind": "service",
    "messages": [{
        "language": "fr", "version": 1, "text": "Bonjour, je suis votre voisine. Je viens pour l'eau.",
        "created_at": "2026-11-23T09:30:00.000000Z",
    }],
    "questions": [{
        "code": "reads_own_meter", "text": {"fr": "Savez-vous lire votre compteur ?"}, "answer": {"kind": "yes_no"},
    }],
    "actions": [{"code": "repair_leak", "label": {"fr": "Faire réparer une fuite"}}],
    "neighbourhood_codes": ["QN09901N"], "target_doors": 550, "starts_on": "2027-01-04", "ends_on": "2027-03-26",
    "price": {"currency": "EUR", "per_door_cents": 250, "per_interview_cents": 900},
    "contact_cap": {"campaigns": 2, "days": 90}, "rejection_reason": null, "transitions": ["edit", "submit"],
    "created_at": "2026-11-23T09:30:00.000000Z", "updated_at": "2026-11-23T09:30:00.000000Z",
}))]
pub struct Campaign {
    /// Its id.
    pub id: Uuid,
    /// The partner whose it is.
    pub organisation_id: Uuid,
    /// The partner's own name for it.
    #[schema(value_type = Option<codes::ExternalId>)]
    pub external_id: Option<String>,
    /// Where it stands.
    pub status: CampaignStatus,
    /// A short title.
    pub title: String,
    /// What the campaign is to achieve.
    pub purpose: String,
    /// What it is about.
    #[schema(value_type = Vec<codes::ThemeCode>)]
    pub themes: Vec<String>,
    /// What kind of information it carries.
    pub information_kind: InformationKind,
    /// All versions of its messages, by language and version.
    pub messages: Vec<Message>,
    /// What is asked at the door.
    pub questions: Vec<Question>,
    /// What residents can commit to.
    pub actions: Vec<ActionOption>,
    /// Where it runs.
    #[schema(value_type = Vec<codes::NeighbourhoodCode>)]
    pub neighbourhood_codes: Vec<String>,
    /// How many doors are to be tried.
    pub target_doors: u32,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub starts_on: Day,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub ends_on: Day,
    /// What the partner pays. Absent for municipalities: prices are between the partner and the operator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<PriceTerms>)]
    pub price: Option<Option<PriceTerms>>,
    /// How far households are spared.
    pub contact_cap: Option<ContactCap>,
    /// Why the operator rejected it, while it is rejected.
    pub rejection_reason: Option<String>,
    /// What the caller may do with it now.
    pub transitions: Vec<Transition>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl Campaign {
    /// A campaign as this kind of organisation sees it.
    pub fn seen_by(kind: OrganisationKind, prices: bool, campaign: campaign::Campaign) -> Self {
        let content = campaign.content;
        Self {
            id: campaign.id.0,
            organisation_id: campaign.organisation_id.0,
            external_id: content.external_id,
            status: campaign.status.into(),
            title: content.title,
            purpose: content.purpose,
            themes: content.themes.iter().map(|code| code.as_str().to_owned()).collect(),
            information_kind: content.information_kind.into(),
            messages: campaign.messages.into_iter().map(Message::from).collect(),
            questions: content.questions.into_iter().map(Question::from).collect(),
            actions: content.actions.into_iter().map(ActionOption::from).collect(),
            neighbourhood_codes: content.neighbourhood_codes.iter().map(ToString::to_string).collect(),
            target_doors: content.target_doors,
            starts_on: content.starts_on,
            ends_on: content.ends_on,
            price: prices.then(|| content.price.map(PriceTerms::from)),
            contact_cap: content.contact_cap.map(ContactCap::from),
            rejection_reason: campaign.rejection_reason,
            transitions: allowed(campaign.status, kind).into_iter().map(Transition::from).collect(),
            created_at: campaign.created_at,
            updated_at: campaign.updated_at,
        }
    }
}

impl Item for Campaign {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("organisation_id", "/organisation_id"),
        ("external_id", "/external_id"),
        ("status", "/status"),
        ("title", "/title"),
        ("purpose", "/purpose"),
        ("themes", "/themes"),
        ("information_kind", "/information_kind"),
        ("neighbourhood_codes", "/neighbourhood_codes"),
        ("target_doors", "/target_doors"),
        ("starts_on", "/starts_on"),
        ("ends_on", "/ends_on"),
        ("currency", "/price/currency"),
        ("per_door_cents", "/price/per_door_cents"),
        ("per_interview_cents", "/price/per_interview_cents"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}
