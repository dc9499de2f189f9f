// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `referrals`.

use super::*;

/// A blocked case of a household, handed to an organisation. A partner sees no more than it needs: neither the household
/// nor its needs and consents (these members are `null` for it), and a contact way only while the household agrees to be
/// called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Referral {
    /// Its id.
    pub id: ReferralId,
    /// Who is to solve it.
    pub organisation_id: OrganisationId,
    /// Whose case it is; not for partners.
    pub household_id: Option<HouseholdId>,
    /// The decision by which the household agreed; not for partners.
    pub consent_id: Option<ConsentId>,
    /// The needs that it is to meet; not for partners.
    pub need_ids: Option<Vec<NeedId>>,
    /// Where the household lives.
    pub neighbourhood_code: NeighbourhoodCode,
    /// Why the case is handed on.
    pub reason: ReferralReason,
    /// What it is about.
    pub themes: Vec<ThemeCode>,
    /// How the household can be reached. Not in lists and exports; `null` once the referral has ended.
    pub contact: Option<String>,
    /// By when an answer is hoped for.
    pub due_on: Option<Date>,
    /// Where it stands.
    pub status: ReferralStatus,
    /// Why it ended so.
    pub status_reason: Option<ReferralStatusReason>,
    /// For whom it waits, and the clocks.
    pub waiting: ReferralWaiting,
    /// All that happened to it, oldest first.
    pub history: Vec<ReferralEvent>,
    /// What the caller may do with it now.
    pub transitions: Vec<ReferralTransition>,
    /// When it was taken down, by the clock of the device.
    pub occurred_at: Timestamp,
    /// When it was sent, by the clock of the server.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Referral {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-303030303030\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"household_id\":null,\"consent_id\":null,\"need_ids\":null,\"neighbourhood_code\":\"QN09901N\",\"reason\":\"wrong_bill\",\"themes\":[\"palier:eau--facture\"],\"contact\":\"+33 6 99 00 00 01\",\"due_on\":\"2027-02-15\",\"status\":\"accepted\",\"status_reason\":null,\"waiting\":{\"on\":\"partner\",\"partner_days\":2.4,\"operator_days\":0.0},\"history\":[{\"at\":\"2027-01-12T18:05:12.345678Z\",\"by\":\"operator\",\"status\":\"sent\",\"message\":null,\"reason\":null},{\"at\":\"2027-01-13T09:10:00.000000Z\",\"by\":\"partner\",\"status\":\"accepted\",\"message\":null,\"reason\":null}],\"transitions\":[\"refuse\",\"start\",\"resolve\",\"not_resolve\"],\"occurred_at\":\"2027-01-12T16:30:00.000000Z\",\"created_at\":\"2027-01-12T18:05:12.345678Z\",\"updated_at\":\"2027-01-13T09:10:00.000000Z\"}";
}

/// Something that happened to a referral: a step of its way, or a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReferralEvent {
    /// When.
    pub at: Timestamp,
    /// By which side.
    pub by: ReferralSide,
    /// Where the referral stood from then on.
    pub status: ReferralStatus,
    /// The message, if it was one.
    pub message: Option<ReferralMessage>,
    /// The reason of a step, if it had one.
    pub reason: Option<ReferralStatusReason>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

/// What one side tells the other. Codes only: nothing about a person is written.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReferralMessage {
    /// `needs_document`
    NeedsDocument,
    /// `document_sent`
    DocumentSent,
    /// `call_requested`
    CallRequested,
    /// `called_no_answer`
    CalledNoAnswer,
    /// `called`
    Called,
    /// `appointment_proposed`
    AppointmentProposed,
    /// `appointment_agreed`
    AppointmentAgreed,
    /// `status_requested`
    StatusRequested,
    /// `delayed`
    Delayed,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ReferralMessage { NeedsDocument = "needs_document", DocumentSent = "document_sent",
    CallRequested = "call_requested", CalledNoAnswer = "called_no_answer", Called =
    "called", AppointmentProposed = "appointment_proposed", AppointmentAgreed =
    "appointment_agreed", StatusRequested = "status_requested", Delayed = "delayed", }
);

/// A message to the other side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ReferralMessageInput {
    /// The message.
    pub message: ReferralMessage,
}

impl ReferralMessageInput {
    /// With all that is required.
    pub fn new(message: impl Into<ReferralMessage>) -> Self {
        Self { message: message.into() }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReferralMessageInput {
    const EXAMPLE: &'static str = "{\"message\":\"needs_document\"}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReferralPage {
    /// The items, in the list's order.
    pub items: Vec<Referral>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReferralPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-303030303030\",\"organisation_id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"household_id\":null,\"consent_id\":null,\"need_ids\":null,\"neighbourhood_code\":\"QN09901N\",\"reason\":\"wrong_bill\",\"themes\":[\"palier:eau--facture\"],\"contact\":\"+33 6 99 00 00 01\",\"due_on\":\"2027-02-15\",\"status\":\"accepted\",\"status_reason\":null,\"waiting\":{\"on\":\"partner\",\"partner_days\":2.4,\"operator_days\":0.0},\"history\":[{\"at\":\"2027-01-12T18:05:12.345678Z\",\"by\":\"operator\",\"status\":\"sent\",\"message\":null,\"reason\":null},{\"at\":\"2027-01-13T09:10:00.000000Z\",\"by\":\"partner\",\"status\":\"accepted\",\"message\":null,\"reason\":null}],\"transitions\":[\"refuse\",\"start\",\"resolve\",\"not_resolve\"],\"occurred_at\":\"2027-01-12T16:30:00.000000Z\",\"created_at\":\"2027-01-12T18:05:12.345678Z\",\"updated_at\":\"2027-01-13T09:10:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(ReferralPage, Referral);

/// Why a step is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ReferralReasonInput {
    /// The reason.
    pub reason: ReferralStatusReason,
}

impl ReferralReasonInput {
    /// With all that is required.
    pub fn new(reason: impl Into<ReferralStatusReason>) -> Self {
        Self { reason: reason.into() }
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ReferralReasonInput {
    const EXAMPLE: &'static str = "{\"reason\":\"not_responsible\"}";
}

/// A side of a referral.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReferralSide {
    /// `partner`
    Partner,
    /// `operator`
    Operator,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(ReferralSide { Partner = "partner", Operator = "operator", });

/// Why a referral ended so.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReferralStatusReason {
    /// `not_responsible`
    NotResponsible,
    /// `not_found`
    NotFound,
    /// `no_answer`
    NoAnswer,
    /// `not_eligible`
    NotEligible,
    /// `solved_elsewhere`
    SolvedElsewhere,
    /// `consent_withdrawn`
    ConsentWithdrawn,
    /// `household_wish`
    HouseholdWish,
    /// `mistake`
    Mistake,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ReferralStatusReason { NotResponsible = "not_responsible", NotFound = "not_found",
    NoAnswer = "no_answer", NotEligible = "not_eligible", SolvedElsewhere =
    "solved_elsewhere", ConsentWithdrawn = "consent_withdrawn", HouseholdWish =
    "household_wish", Mistake = "mistake", }
);

/// What can be done with a referral.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReferralTransition {
    /// `accept`
    Accept,
    /// `refuse`
    Refuse,
    /// `start`
    Start,
    /// `resolve`
    Resolve,
    /// `not_resolve`
    NotResolve,
    /// `withdraw`
    Withdraw,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ReferralTransition { Accept = "accept", Refuse = "refuse", Start = "start", Resolve =
    "resolve", NotResolve = "not_resolve", Withdraw = "withdraw", }
);

/// How long each side let the other wait, in days of 24 hours, rounded down to a tenth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReferralWaiting {
    /// For whom it waits now; nobody, once it has ended.
    pub on: Option<ReferralSide>,
    /// Days for which it waited for the organisation, the present ones included. At least 0.
    pub partner_days: f64,
    /// Days for which it waited for the association, the present ones included. At least 0.
    pub operator_days: f64,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}
