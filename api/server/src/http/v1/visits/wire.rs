//! Visits as they are read, and the parts that are written the same way.

use palier_domain::{time::Instant, visit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::http::{
    list::{Columns, Item},
    v1::{codes, needs::Urgency, same_names},
};

/// Where a visit took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// At the door of the dwelling.
    Door,
    /// At the foot of the building.
    BuildingEntrance,
    /// By telephone.
    Phone,
    /// At an event in the neighbourhood.
    Event,
}

same_names!(visit::Channel, Channel { Door, BuildingEntrance, Phone, Event });

/// How a visit went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nobody answered.
    NoAnswer,
    /// Somebody answered and did not wish to talk.
    Declined,
    /// Somebody answered, and it did not come to an interview.
    Opened,
    /// The message was heard and talked about.
    Interviewed,
    /// Nobody lives behind this door: a shop, a cellar.
    NotADwelling,
    /// Those who lived there have left.
    MovedOut,
}

same_names!(visit::Outcome, Outcome { NoAnswer, Declined, Opened, Interviewed, NotADwelling, MovedOut });

/// Something about a visit that the operator should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VisitFlag {
    /// More campaigns came to the household than the caps allow.
    ContactCap,
    /// The household had asked to be left alone.
    DoNotDisturb,
    /// The household had withdrawn its consent.
    ConsentWithdrawn,
    /// The household's stairwell is of the campaign's control group.
    ControlGroup,
    /// By its own clock the visit lies in the future.
    ClockAhead,
    /// The campaign did not run then.
    CampaignNotRunning,
    /// The door was not one of the round's.
    NotInRound,
    /// More than one visit corrects this one.
    SupersededTwice,
}

same_names!(
    visit::Flag,
    VisitFlag {
        ContactCap,
        DoNotDisturb,
        ConsentWithdrawn,
        ControlGroup,
        ClockAhead,
        CampaignNotRunning,
        NotInRound,
        SupersededTwice,
    }
);

/// What a visit counts as: a door attempt, an opened door and an interview are different things.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(example = json!({"door_attempt": true, "door_opened": true, "interview": true}))]
pub struct Funnel {
    /// The door of a dwelling was tried. A door that turns out to be none, and whatever happens off the door, is no attempt.
    pub door_attempt: bool,
    /// It was opened.
    pub door_opened: bool,
    /// There was an interview.
    pub interview: bool,
}

/// The message that was heard: one version of one of the campaign's messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"language": "fr", "version": 1}))]
pub struct MessageHeard {
    /// The language in which it was written.
    #[schema(value_type = codes::LanguageTag)]
    pub language: String,
    /// Which version in this language.
    #[schema(minimum = 1)]
    pub version: i32,
}

/// The answer to one of the campaign's questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"question_code": "reads_own_meter", "answer": {"kind": "yes_no", "yes": true}}))]
pub struct QuestionAnswer {
    /// Which question.
    #[schema(value_type = codes::Slug)]
    pub question_code: String,
    /// What was answered, coded as the question asks.
    pub answer: AnswerValue,
}

/// What was answered, told apart by `kind`: the kind that the question takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerValue {
    /// One of the options.
    SingleChoice {
        /// Its code.
        #[schema(value_type = codes::Slug)]
        choice: String,
    },
    /// Any of the options.
    MultipleChoice {
        /// Their codes, possibly none.
        #[schema(value_type = Vec<codes::Slug>, max_items = 30)]
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
        #[schema(minimum = 0, maximum = 1_000_000_000)]
        amount: f64,
    },
}

/// A need that was raised in a visit; it becomes a need of its own (`GET /v1/needs/{id}`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-888888888888", "theme": "palier:eau--facture", "urgency": "normal",
}))]
pub struct RaisedNeed {
    /// The need's id, a UUIDv7 of your own making.
    pub id: Uuid,
    /// What it is about.
    #[schema(value_type = codes::ThemeCode)]
    pub theme: String,
    /// How urgent it is.
    pub urgency: Urgency,
}

/// What happened at a door: an event that never changes. A correction is another visit, which supersedes it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-777777777777", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "campaign_id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e", "round_id": null,
    "field_worker_id": "019ab0f2-6b1e-7c40-9d5e-444444444444", "device_id": null, "channel": "door",
    "outcome": "interviewed", "funnel": {"door_attempt": true, "door_opened": true, "interview": true},
    "language": "ar", "message": {"language": "ar", "version": 1},
    "occurred_at": "2027-01-12T16:20:00.000000Z", "received_at": "2027-01-12T18:05:12.345678Z",
    "duration_seconds": 900, "residents_present": 2,
    "answers": [{"question_code": "reads_own_meter", "answer": {"kind": "yes_no", "yes": true}}],
    "found_useful": true, "learned_something": true, "actions_intended": ["repair_leak"],
    "needs": [{
        "id": "019ab0f2-6b1e-7c40-9d5e-888888888888", "theme": "palier:eau--facture", "urgency": "normal",
    }],
    "flags": [], "supersedes_id": null, "superseded_by": [],
}))]
pub struct Visit {
    /// Its id.
    pub id: Uuid,
    /// Who was visited.
    pub household_id: Uuid,
    /// For which campaign.
    pub campaign_id: Uuid,
    /// On which round.
    pub round_id: Option<Uuid>,
    /// By whom.
    pub field_worker_id: Uuid,
    /// The device that sent it; `null`: the operator.
    pub device_id: Option<Uuid>,
    /// Where it took place.
    pub channel: Channel,
    /// How it went.
    pub outcome: Outcome,
    /// What it counts as.
    pub funnel: Funnel,
    /// The language of the interview.
    #[schema(value_type = Option<codes::LanguageTag>)]
    pub language: Option<String>,
    /// The message that was heard.
    pub message: Option<MessageHeard>,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// When it arrived, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
    /// How long it took.
    pub duration_seconds: Option<u32>,
    /// How many residents were there.
    pub residents_present: Option<u32>,
    /// What was answered to the campaign's questions.
    pub answers: Vec<QuestionAnswer>,
    /// Whether the residents found it useful; `null`: not asked, or not known.
    pub found_useful: Option<bool>,
    /// Whether they learned something; `null`: not asked, or not known.
    pub learned_something: Option<bool>,
    /// The campaign's actions that they mean to take. What became of them is told by follow-up actions.
    #[schema(value_type = Vec<codes::Slug>)]
    pub actions_intended: Vec<String>,
    /// The needs that were raised, as they were then.
    pub needs: Vec<RaisedNeed>,
    /// What the operator should look at. A visit that broke a rule is recorded all the same.
    pub flags: Vec<VisitFlag>,
    /// The visit that this one corrects.
    pub supersedes_id: Option<Uuid>,
    /// The visits that correct this one, oldest first.
    pub superseded_by: Vec<Uuid>,
}

impl Item for Visit {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("household_id", "/household_id"),
        ("campaign_id", "/campaign_id"),
        ("round_id", "/round_id"),
        ("field_worker_id", "/field_worker_id"),
        ("channel", "/channel"),
        ("outcome", "/outcome"),
        ("door_attempt", "/funnel/door_attempt"),
        ("door_opened", "/funnel/door_opened"),
        ("interview", "/funnel/interview"),
        ("language", "/language"),
        ("message_language", "/message/language"),
        ("message_version", "/message/version"),
        ("occurred_at", "/occurred_at"),
        ("received_at", "/received_at"),
        ("duration_seconds", "/duration_seconds"),
        ("residents_present", "/residents_present"),
        ("answers", "/answers"),
        ("found_useful", "/found_useful"),
        ("learned_something", "/learned_something"),
        ("actions_intended", "/actions_intended"),
        ("flags", "/flags"),
        ("supersedes_id", "/supersedes_id"),
        ("superseded_by", "/superseded_by"),
    ];
}
