//! Referrals as they are written and read.

use palier_domain::{
    error::Invalid,
    ids::{ConsentId, FieldWorkerId, HouseholdId, NeedId, OrganisationId, ReferralId},
    referral::{self, ReferralDraft, ReferralEventKind, Side, allowed},
    theme::ThemeCode,
    time::{Day, Instant},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::codes::{
    ReferralMessage, ReferralReason, ReferralSide, ReferralStatus, ReferralStatusReason, ReferralTransition,
};
use crate::http::{
    list::{Columns, Item},
    text,
    v1::{codes, each},
};

/// Something that happened to a referral: a step of its way, or a message.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReferralEvent {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// By which side.
    pub by: ReferralSide,
    /// Where the referral stood from then on.
    pub status: ReferralStatus,
    /// The message, if it was one.
    pub message: Option<ReferralMessage>,
    /// The reason of a step, if it had one.
    pub reason: Option<ReferralStatusReason>,
}

/// How long each side let the other wait, in days of 24 hours, rounded down to a tenth.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReferralWaiting {
    /// For whom it waits now; nobody, once it has ended.
    pub on: Option<ReferralSide>,
    /// Days for which it waited for the organisation, the present ones included.
    #[schema(minimum = 0)]
    pub partner_days: f64,
    /// Days for which it waited for the association, the present ones included.
    #[schema(minimum = 0)]
    pub operator_days: f64,
}

/// A blocked case of a household, handed to an organisation. A partner sees no more than it needs: neither the household
/// nor its needs and consents (these members are `null` for it), and a contact way only while the household agrees to be
/// called.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-303030303030", "organisation_id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e",
    "household_id": null, "consent_id": null, "need_ids": null, "neighbourhood_code": "QN09901N",
    "reason": "wrong_bill", "themes": ["palier:eau--facture"], "contact": "+33 6 99 00 00 01", "due_on": "2027-02-15",
    "status": "accepted", "status_reason": null, "waiting": {"on": "partner", "partner_days": 2.4, "operator_days": 0.0},
    "history": [
        {"at": "2027-01-12T18:05:12.345678Z", "by": "operator", "status": "sent", "message": null, "reason": null},
        {"at": "2027-01-13T09:10:00.000000Z", "by": "partner", "status": "accepted", "message": null, "reason": null},
    ],
    "transitions": ["refuse", "start", "resolve", "not_resolve"], "occurred_at": "2027-01-12T16:30:00.000000Z",
    "created_at": "2027-01-12T18:05:12.345678Z", "updated_at": "2027-01-13T09:10:00.000000Z",
}))]
pub struct Referral {
    /// Its id.
    pub id: Uuid,
    /// Who is to solve it.
    pub organisation_id: Uuid,
    /// Whose case it is; not for partners.
    pub household_id: Option<Uuid>,
    /// The decision by which the household agreed; not for partners.
    pub consent_id: Option<Uuid>,
    /// The needs that it is to meet; not for partners.
    pub need_ids: Option<Vec<Uuid>>,
    /// Where the household lives.
    #[schema(value_type = codes::NeighbourhoodCode)]
    pub neighbourhood_code: String,
    /// Why the case is handed on.
    pub reason: ReferralReason,
    /// What it is about.
    #[schema(value_type = Vec<codes::ThemeCode>)]
    pub themes: Vec<String>,
    /// How the household can be reached. Not in lists and exports; `null` once the referral has ended.
    pub contact: Option<String>,
    /// By when an answer is hoped for.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Day>,
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
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// When it was sent, by the clock of the server.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

fn days(seconds: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // A tenth of a day, over centuries.
    let tenths = (seconds / 8_640) as f64;
    tenths / 10.0
}

impl Referral {
    /// A referral as a side sees it at a moment, with its contact way where that is shown.
    pub fn seen(side: Side, now: Instant, referral: referral::Referral, contact: Option<String>) -> Self {
        let own = side == Side::Operator;
        let (partner, operator) = referral.waited.by(now);
        let themes = referral.themes.iter().map(|theme| theme.as_str().to_owned()).collect();
        Self {
            id: referral.id.0,
            organisation_id: referral.organisation_id.0,
            household_id: own.then_some(referral.household_id.0),
            consent_id: own.then_some(referral.consent_id.0),
            need_ids: own.then(|| referral.need_ids.iter().map(|need| need.0).collect()),
            neighbourhood_code: referral.neighbourhood_code.to_string(),
            reason: referral.reason.into(),
            themes,
            contact,
            due_on: referral.due_on,
            status: referral.status.into(),
            status_reason: referral.status_reason.map(Into::into),
            waiting: ReferralWaiting {
                on: referral.waited.on.map(|(side, _)| side.into()),
                partner_days: days(partner),
                operator_days: days(operator),
            },
            transitions: allowed(referral.status, side).into_iter().map(Into::into).collect(),
            history: referral.history.into_iter().map(Into::into).collect(),
            occurred_at: referral.occurred_at,
            created_at: referral.created_at,
            updated_at: referral.updated_at,
        }
    }
}

impl From<referral::ReferralEvent> for ReferralEvent {
    fn from(event: referral::ReferralEvent) -> Self {
        let code = event.code.as_deref();
        let is_message = event.kind == ReferralEventKind::Message;
        let message = code.filter(|_| is_message).and_then(referral::ReferralMessage::parse);
        let reason = code.filter(|_| !is_message).and_then(referral::ReferralStatusReason::parse);
        Self {
            at: event.at,
            by: event.by.into(),
            status: event.status.into(),
            message: message.map(Into::into),
            reason: reason.map(Into::into),
        }
    }
}

impl Item for Referral {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("organisation_id", "/organisation_id"),
        ("household_id", "/household_id"),
        ("neighbourhood_code", "/neighbourhood_code"),
        ("reason", "/reason"),
        ("themes", "/themes"),
        ("due_on", "/due_on"),
        ("status", "/status"),
        ("status_reason", "/status_reason"),
        ("waiting_on", "/waiting/on"),
        ("partner_days", "/waiting/partner_days"),
        ("operator_days", "/waiting/operator_days"),
        ("occurred_at", "/occurred_at"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}

/// A referral as it is sent.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-303030303030", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "organisation_id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e", "consent_id": "019ab0f2-6b1e-7c40-9d5e-202020202020",
    "reason": "wrong_bill", "themes": ["palier:eau--facture"], "due_on": "2027-02-15",
    "occurred_at": "2027-01-12T16:30:00Z",
}))]
pub struct ReferralInput {
    /// Its id, a UUIDv7 of your own making: the same referral sent again under it changes nothing.
    pub id: Uuid,
    /// Whose case it is; the organisation never learns it.
    pub household_id: Uuid,
    /// Who is to solve it: a partner.
    pub organisation_id: Uuid,
    /// The decision by which the household agreed to a referral to this organisation; it must be in force.
    pub consent_id: Uuid,
    /// Why the case is handed on.
    pub reason: ReferralReason,
    /// What it is about.
    #[serde(default)]
    #[schema(value_type = Vec<codes::ThemeCode>, max_items = 5)]
    pub themes: Vec<String>,
    /// The needs that it is to meet; they follow it to its end.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub need_ids: Vec<Uuid>,
    /// How the household can be reached; only if its consent to be called is in force.
    #[schema(min_length = 1, max_length = 120)]
    #[validate(custom(function = text::line))]
    pub contact: Option<String>,
    /// By when an answer is hoped for.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Day>,
    /// Who took it down. A device may leave it out.
    pub field_worker_id: Option<Uuid>,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
}

impl TryFrom<ReferralInput> for ReferralDraft {
    type Error = Invalid;

    fn try_from(input: ReferralInput) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let themes = each(&mut invalid, "/themes", input.themes, ThemeCode::new);
        invalid.or(Self {
            id: ReferralId(input.id),
            household_id: HouseholdId(input.household_id),
            organisation_id: OrganisationId(input.organisation_id),
            consent_id: ConsentId(input.consent_id),
            reason: input.reason.into(),
            themes,
            need_ids: input.need_ids.into_iter().map(NeedId).collect(),
            contact: input.contact,
            due_on: input.due_on,
            field_worker_id: input.field_worker_id.map(FieldWorkerId),
            occurred_at: input.occurred_at,
        })
    }
}

/// Why a step is made.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "not_responsible"}))]
pub struct ReferralReasonInput {
    /// The reason.
    pub reason: ReferralStatusReason,
}

/// A message to the other side.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"message": "needs_document"}))]
pub struct ReferralMessageInput {
    /// The message.
    pub message: ReferralMessage,
}
