//! Rounds as they are sent and received.

use palier_domain::{
    error::Invalid,
    ids::{CampaignId, FieldWorkerId, HouseholdId},
    round::{self, RoundDraft},
    time::{Day, Instant},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::{
        list::{Columns, Item},
        v1::same_names,
    },
    service::rounds::Planned,
};

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundStatus {
    /// To be gone, or being gone.
    Planned,
    /// Over.
    Closed,
    /// Not to be gone.
    Cancelled,
}

same_names!(round::RoundStatus, RoundStatus { Planned, Closed, Cancelled });

/// A round as it stands in a list: without its doors.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-8e10-7c22-9b55-6d7e8f9a0b1c", "field_worker_id": "019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b",
    "campaign_id": "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a", "day": "2027-01-12", "status": "planned",
    "created_at": "2027-01-08T08:00:00.000000Z", "updated_at": "2027-01-08T08:00:00.000000Z",
}))]
pub struct RoundSummary {
    /// Its id.
    pub id: Uuid,
    /// Who goes.
    pub field_worker_id: Uuid,
    /// For which campaign.
    pub campaign_id: Uuid,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    pub day: Day,
    /// Where it stands.
    pub status: RoundStatus,
    /// When it was planned.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl From<round::Round> for RoundSummary {
    fn from(round: round::Round) -> Self {
        Self {
            id: round.id.0,
            field_worker_id: round.field_worker_id.0,
            campaign_id: round.campaign_id.0,
            day: round.day,
            status: round.status.into(),
            created_at: round.created_at,
            updated_at: round.updated_at,
        }
    }
}

impl Item for RoundSummary {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("field_worker_id", "/field_worker_id"),
        ("campaign_id", "/campaign_id"),
        ("day", "/day"),
        ("status", "/status"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}

/// A field worker's way for a day: the doors to try, for one campaign.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-8e10-7c22-9b55-6d7e8f9a0b1c", "field_worker_id": "019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b",
    "campaign_id": "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a", "day": "2027-01-12", "status": "planned",
    "household_ids": ["019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d"],
    "created_at": "2027-01-08T08:00:00.000000Z", "updated_at": "2027-01-08T08:00:00.000000Z",
}))]
pub struct Round {
    /// Its id.
    pub id: Uuid,
    /// Who goes; fixed for life.
    pub field_worker_id: Uuid,
    /// For which campaign; fixed for life.
    pub campaign_id: Uuid,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    pub day: Day,
    /// Where it stands.
    pub status: RoundStatus,
    /// The doors, in the order in which they are to be tried. Those that were taken off, and those that the contact
    /// rules leave out, are told by `GET /v1/rounds/{id}/doors`.
    pub household_ids: Vec<Uuid>,
    /// When it was planned.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl From<Planned> for Round {
    fn from(planned: Planned) -> Self {
        let household_ids = planned.household_ids().iter().map(|id| id.0).collect();
        let round = RoundSummary::from(planned.round);
        Self {
            id: round.id,
            field_worker_id: round.field_worker_id,
            campaign_id: round.campaign_id,
            day: round.day,
            status: round.status,
            household_ids,
            created_at: round.created_at,
            updated_at: round.updated_at,
        }
    }
}

/// What an operator says of a round.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "field_worker_id": "019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b", "campaign_id": "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a",
    "day": "2027-01-12", "household_ids": ["019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d"],
}))]
pub struct RoundInput {
    /// Who goes: active, under contract on the day, and trained for the campaign.
    pub field_worker_id: Uuid,
    /// For which campaign: one that runs, or that was approved and has the day within its period.
    pub campaign_id: Uuid,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    pub day: Day,
    /// The doors, in the order in which they are to be tried: households in the campaign's neighbourhoods.
    #[schema(max_items = 500)]
    pub household_ids: Vec<Uuid>,
}

impl From<&Planned> for RoundInput {
    fn from(planned: &Planned) -> Self {
        Self {
            field_worker_id: planned.round.field_worker_id.0,
            campaign_id: planned.round.campaign_id.0,
            day: planned.round.day,
            household_ids: planned.household_ids().iter().map(|id| id.0).collect(),
        }
    }
}

impl TryFrom<RoundInput> for RoundDraft {
    type Error = Invalid;

    fn try_from(input: RoundInput) -> Result<Self, Invalid> {
        Ok(Self {
            field_worker_id: FieldWorkerId(input.field_worker_id),
            campaign_id: CampaignId(input.campaign_id),
            day: input.day,
            household_ids: input.household_ids.into_iter().map(HouseholdId).collect(),
        })
    }
}
