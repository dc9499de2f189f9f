//! Needs as they are written and read.

use palier_domain::{
    error::Invalid,
    ids::{FieldWorkerId, HouseholdId, NeedId, VisitId},
    need::{self, NeedAction, NeedDraft, allowed},
    theme::ThemeCode,
    time::Instant,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::http::{
    list::{Columns, Item},
    v1::{codes, same_names},
};

/// How urgent a need is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// It can wait.
    Low,
    /// As most are.
    Normal,
    /// Within days.
    High,
    /// Somebody is in danger, or loses a home, water or heating now.
    Emergency,
}

same_names!(need::Urgency, Urgency { Low, Normal, High, Emergency });

/// Where a need stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NeedStatus {
    /// Somebody told of it.
    Raised,
    /// It was handed to an organisation.
    Referred,
    /// It was met.
    Met,
    /// It was not met.
    NotMet,
    /// The household does not pursue it.
    Withdrawn,
}

same_names!(need::NeedStatus, NeedStatus { Raised, Referred, Met, NotMet, Withdrawn });

/// A transition that a need can make by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NeedTransition {
    /// Tell that it was met.
    MarkMet,
    /// Tell that it was not met.
    MarkNotMet,
    /// Give it up.
    Withdraw,
    /// Take it up again.
    Reopen,
}

impl NeedTransition {
    fn by_hand(action: NeedAction) -> Option<Self> {
        Some(match action {
            NeedAction::MarkMet => Self::MarkMet,
            NeedAction::MarkNotMet => Self::MarkNotMet,
            NeedAction::Withdraw => Self::Withdraw,
            NeedAction::Reopen => Self::Reopen,
            NeedAction::Refer => return None,
        })
    }
}

/// What moved a need on, where nobody did it by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::enum_variant_names, reason = "what else moves a need on will have another prefix")]
pub enum NeedCause {
    /// A referral with it was sent.
    ReferralSent,
    /// A referral with it ended well.
    ReferralResolved,
    /// A referral with it ended without a solution.
    ReferralNotResolved,
}

same_names!(need::NeedCause, NeedCause { ReferralSent, ReferralResolved, ReferralNotResolved });

/// A step of a need's way.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"status": "raised", "at": "2027-01-12T18:05:12.345678Z", "by": "field_worker", "cause": null}))]
pub struct NeedEvent {
    /// Where the need stood from then on.
    pub status: NeedStatus,
    /// When, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// As what the one acted who did it: `operator`, `field_worker` or `partner`.
    pub by: String,
    /// What moved it on, where nobody did it by hand.
    pub cause: Option<NeedCause>,
}

/// What a household lacks, with all that happened to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-888888888888", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "visit_id": "019ab0f2-6b1e-7c40-9d5e-777777777777", "field_worker_id": "019ab0f2-6b1e-7c40-9d5e-444444444444",
    "theme": "palier:eau--facture", "urgency": "normal", "status": "raised",
    "history": [{"status": "raised", "at": "2027-01-12T18:05:12.345678Z", "by": "field_worker", "cause": null}],
    "transitions": ["mark_met", "mark_not_met", "withdraw"], "occurred_at": "2027-01-12T16:20:00.000000Z",
    "created_at": "2027-01-12T18:05:12.345678Z", "updated_at": "2027-01-12T18:05:12.345678Z",
}))]
pub struct Need {
    /// Its id.
    pub id: Uuid,
    /// Whose need it is.
    pub household_id: Uuid,
    /// The visit that it was raised in.
    pub visit_id: Option<Uuid>,
    /// Who took it down.
    pub field_worker_id: Option<Uuid>,
    /// What it is about.
    #[schema(value_type = codes::ThemeCode)]
    pub theme: String,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Where it stands.
    pub status: NeedStatus,
    /// All that happened to it, oldest first.
    pub history: Vec<NeedEvent>,
    /// What may be done with it now, by hand. (A referral refers it.)
    pub transitions: Vec<NeedTransition>,
    /// When it was raised, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// When it arrived, by the server's clock.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl From<need::Need> for Need {
    fn from(need: need::Need) -> Self {
        let history = need.history.into_iter().map(|event| NeedEvent {
            status: event.status.into(),
            at: event.at,
            by: event.by,
            cause: event.cause.map(Into::into),
        });
        Self {
            id: need.id.0,
            household_id: need.household_id.0,
            visit_id: need.visit_id.map(Uuid::from),
            field_worker_id: need.field_worker_id.map(Uuid::from),
            theme: need.theme.as_str().to_owned(),
            urgency: need.urgency.into(),
            status: need.status.into(),
            history: history.collect(),
            transitions: allowed(need.status).into_iter().filter_map(NeedTransition::by_hand).collect(),
            occurred_at: need.occurred_at,
            created_at: need.created_at,
            updated_at: need.updated_at,
        }
    }
}

impl Item for Need {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("household_id", "/household_id"),
        ("visit_id", "/visit_id"),
        ("field_worker_id", "/field_worker_id"),
        ("theme", "/theme"),
        ("urgency", "/urgency"),
        ("status", "/status"),
        ("occurred_at", "/occurred_at"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}

/// A need as somebody tells it. One that was raised in a visit is best sent with the visit.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-8a8a8a8a8a8a", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "theme": "palier:eau--facture", "urgency": "normal", "occurred_at": "2027-01-12T16:20:00Z",
}))]
pub struct NeedInput {
    /// Its id, a UUIDv7 of your own making: the same need sent again under it changes nothing.
    pub id: Uuid,
    /// Whose need it is.
    pub household_id: Uuid,
    /// The visit that it was raised in, if it was one.
    pub visit_id: Option<Uuid>,
    /// Who took it down. A device may leave it out.
    pub field_worker_id: Option<Uuid>,
    /// What it is about. A theme of health needs the household's consent for health themes, given before.
    #[schema(value_type = codes::ThemeCode)]
    pub theme: String,
    /// How urgent it is.
    pub urgency: Urgency,
    /// When it was raised, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
}

impl TryFrom<NeedInput> for NeedDraft {
    type Error = Invalid;

    fn try_from(input: NeedInput) -> Result<Self, Invalid> {
        let theme = ThemeCode::new(input.theme).map_err(|wrong| {
            let mut invalid = Invalid::default();
            invalid.absorb("/theme", wrong);
            invalid
        })?;
        Ok(Self {
            id: NeedId(input.id),
            household_id: HouseholdId(input.household_id),
            visit_id: input.visit_id.map(VisitId),
            field_worker_id: input.field_worker_id.map(FieldWorkerId),
            theme,
            urgency: input.urgency.into(),
            occurred_at: input.occurred_at,
        })
    }
}
