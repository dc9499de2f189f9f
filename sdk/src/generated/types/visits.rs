// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `visits`.

use super::*;

/// What was answered, told apart by `kind`: the kind that the question takes.
///
/// More kinds may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum AnswerValue {
    /// `single_choice`
    SingleChoice(AnswerValueSingleChoice),
    /// `multiple_choice`
    MultipleChoice(AnswerValueMultipleChoice),
    /// `scale`
    Scale(AnswerValueScale),
    /// `yes_no`
    YesNo(AnswerValueYesNo),
    /// `quantity`
    Quantity(AnswerValueQuantity),
    /// A kind that this version does not know, as it came.
    Unknown(Value),
}

crate::values::union!(
    AnswerValue, "kind", kind_name, { "single_choice" =>
    SingleChoice(AnswerValueSingleChoice), "multiple_choice" =>
    MultipleChoice(AnswerValueMultipleChoice), "scale" => Scale(AnswerValueScale),
    "yes_no" => YesNo(AnswerValueYesNo), "quantity" => Quantity(AnswerValueQuantity), }
);

/// Any of the options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerValueMultipleChoice {
    kind: AnswerValueMultipleChoiceKind,
    /// Their codes, possibly none. At most 30 items.
    pub choices: Vec<Slug>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(AnswerValueMultipleChoiceKind = "multiple_choice");

/// A number of the question's unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerValueQuantity {
    kind: AnswerValueQuantityKind,
    /// How much or how many. 0 to 1000000000.
    pub amount: f64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(AnswerValueQuantityKind = "quantity");

/// A step of the scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerValueScale {
    kind: AnswerValueScaleKind,
    /// Which one.
    pub step: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(AnswerValueScaleKind = "scale");

/// One of the options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerValueSingleChoice {
    kind: AnswerValueSingleChoiceKind,
    /// Its code.
    pub choice: Slug,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(AnswerValueSingleChoiceKind = "single_choice");

/// Yes or no.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerValueYesNo {
    kind: AnswerValueYesNoKind,
    /// Whether it was yes.
    pub yes: bool,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

crate::values::constant!(AnswerValueYesNoKind = "yes_no");

/// What a visit counts as: a door attempt, an opened door and an interview are different things.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Funnel {
    /// The door of a dwelling was tried. A door that turns out to be none, and whatever happens off the door, is no attempt.
    pub door_attempt: bool,
    /// It was opened.
    pub door_opened: bool,
    /// There was an interview.
    pub interview: bool,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Funnel {
    const EXAMPLE: &'static str = "{\"door_attempt\":true,\"door_opened\":true,\"interview\":true}";
}

/// The message that was heard: one version of one of the campaign's messages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MessageHeard {
    /// The language in which it was written.
    pub language: LanguageTag,
    /// Which version in this language. At least 1.
    pub version: i32,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for MessageHeard {
    const EXAMPLE: &'static str = "{\"language\":\"fr\",\"version\":1}";
}

/// The answer to one of the campaign's questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QuestionAnswer {
    /// Which question.
    pub question_code: Slug,
    /// What was answered, coded as the question asks.
    pub answer: AnswerValue,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for QuestionAnswer {
    const EXAMPLE: &'static str =
        "{\"question_code\":\"reads_own_meter\",\"answer\":{\"kind\":\"yes_no\",\"yes\":true}}";
}

/// A need that was raised in a visit; it becomes a need of its own (`GET /v1/needs/{id}`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RaisedNeed {
    /// The need's id, a UUIDv7 of your own making.
    pub id: NeedId,
    /// What it is about.
    pub theme: ThemeCode,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for RaisedNeed {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\",\"theme\":\"palier:eau--facture\",\"urgency\":\"normal\"}";
}

/// What happened at a door: an event that never changes. A correction is another visit, which supersedes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// Who was visited.
    pub household_id: HouseholdId,
    /// For which campaign.
    pub campaign_id: CampaignId,
    /// On which round.
    pub round_id: Option<RoundId>,
    /// By whom.
    pub field_worker_id: FieldWorkerId,
    /// The device that sent it; `null`: the operator.
    pub device_id: Option<DeviceId>,
    /// Where it took place.
    pub channel: Channel,
    /// How it went.
    pub outcome: Outcome,
    /// What it counts as.
    pub funnel: Funnel,
    /// The language of the interview.
    pub language: Option<LanguageTag>,
    /// The message that was heard.
    pub message: Option<MessageHeard>,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
    /// When it arrived, by the server's clock.
    pub received_at: Timestamp,
    /// How long it took. At least 0.
    pub duration_seconds: Option<i32>,
    /// How many residents were there. At least 0.
    pub residents_present: Option<i32>,
    /// What was answered to the campaign's questions.
    pub answers: Vec<QuestionAnswer>,
    /// Whether the residents found it useful; `null`: not asked, or not known.
    pub found_useful: Option<bool>,
    /// Whether they learned something; `null`: not asked, or not known.
    pub learned_something: Option<bool>,
    /// The campaign's actions that they mean to take. What became of them is told by follow-up actions.
    pub actions_intended: Vec<Slug>,
    /// The needs that were raised, as they were then.
    pub needs: Vec<RaisedNeed>,
    /// What the operator should look at. A visit that broke a rule is recorded all the same.
    pub flags: Vec<VisitFlag>,
    /// The visit that this one corrects.
    pub supersedes_id: Option<VisitId>,
    /// The visits that correct this one, oldest first.
    pub superseded_by: Vec<VisitId>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Visit {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"round_id\":null,\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"device_id\":null,\"channel\":\"door\",\"outcome\":\"interviewed\",\"funnel\":{\"door_attempt\":true,\"door_opened\":true,\"interview\":true},\"language\":\"ar\",\"message\":{\"language\":\"ar\",\"version\":1},\"occurred_at\":\"2027-01-12T16:20:00.000000Z\",\"received_at\":\"2027-01-12T18:05:12.345678Z\",\"duration_seconds\":900,\"residents_present\":2,\"answers\":[{\"question_code\":\"reads_own_meter\",\"answer\":{\"kind\":\"yes_no\",\"yes\":true}}],\"found_useful\":true,\"learned_something\":true,\"actions_intended\":[\"repair_leak\"],\"needs\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\",\"theme\":\"palier:eau--facture\",\"urgency\":\"normal\"}],\"flags\":[],\"supersedes_id\":null,\"superseded_by\":[]}";
}

/// Something about a visit that the operator should look at.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum VisitFlag {
    /// `contact_cap`
    ContactCap,
    /// `do_not_disturb`
    DoNotDisturb,
    /// `consent_withdrawn`
    ConsentWithdrawn,
    /// `control_group`
    ControlGroup,
    /// `clock_ahead`
    ClockAhead,
    /// `campaign_not_running`
    CampaignNotRunning,
    /// `not_in_round`
    NotInRound,
    /// `superseded_twice`
    SupersededTwice,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    VisitFlag { ContactCap = "contact_cap", DoNotDisturb = "do_not_disturb",
    ConsentWithdrawn = "consent_withdrawn", ControlGroup = "control_group", ClockAhead =
    "clock_ahead", CampaignNotRunning = "campaign_not_running", NotInRound =
    "not_in_round", SupersededTwice = "superseded_twice", }
);

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct VisitPage {
    /// The items, in the list's order.
    pub items: Vec<Visit>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for VisitPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-777777777777\",\"household_id\":\"019ab0f2-6b1e-7c40-9d5e-555555555555\",\"campaign_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"round_id\":null,\"field_worker_id\":\"019ab0f2-6b1e-7c40-9d5e-444444444444\",\"device_id\":null,\"channel\":\"door\",\"outcome\":\"interviewed\",\"funnel\":{\"door_attempt\":true,\"door_opened\":true,\"interview\":true},\"language\":\"ar\",\"message\":{\"language\":\"ar\",\"version\":1},\"occurred_at\":\"2027-01-12T16:20:00.000000Z\",\"received_at\":\"2027-01-12T18:05:12.345678Z\",\"duration_seconds\":900,\"residents_present\":2,\"answers\":[{\"question_code\":\"reads_own_meter\",\"answer\":{\"kind\":\"yes_no\",\"yes\":true}}],\"found_useful\":true,\"learned_something\":true,\"actions_intended\":[\"repair_leak\"],\"needs\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-888888888888\",\"theme\":\"palier:eau--facture\",\"urgency\":\"normal\"}],\"flags\":[],\"supersedes_id\":null,\"superseded_by\":[]}],\"next_cursor\":null}";
}

crate::call::page!(VisitPage, Visit);
