//! Rounds: a field worker's doors of a day, for one campaign.
//!
//! | action   | from    | to        |
//! |----------|---------|-----------|
//! | `edit`   | planned | planned   |
//! | `close`  | planned | closed    |
//! | `cancel` | planned | cancelled |
//!
//! A round that is closed or cancelled is history. What its field worker did meanwhile still arrives and is taken:
//! the round, whatever its status, is what makes its doors theirs.

use crate::{
    caller::Mode,
    campaign::{Campaign, CampaignStatus},
    error::{Invalid, TransitionRefused},
    field_worker::{FieldWorker, FieldWorkerStatus},
    ids::{CampaignId, FieldWorkerId, HouseholdId, RoundId},
    text,
    time::{Day, Instant},
};

/// The most doors of a round.
pub const MAX_DOORS: usize = 500;

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RoundStatus {
    /// To be gone, or being gone.
    Planned,
    /// Over.
    Closed,
    /// Not to be gone.
    Cancelled,
}

impl RoundStatus {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Closed, Self::Cancelled];

    /// The wire name: `planned`, `closed`, `cancelled`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads what [`RoundStatus::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// What can be done with a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Change its day or its doors.
    Edit,
    /// Say that it is over.
    Close,
    /// Say that it will not be gone.
    Cancel,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 3] = [Self::Edit, Self::Close, Self::Cancel];

    /// The wire name; but for `edit`, also the last segment of the transition's path.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Close => "close",
            Self::Cancel => "cancel",
        }
    }

    const fn from(self, status: RoundStatus) -> Option<RoundStatus> {
        match (self, status) {
            (Self::Edit, RoundStatus::Planned) => Some(RoundStatus::Planned),
            (Self::Close, RoundStatus::Planned) => Some(RoundStatus::Closed),
            (Self::Cancel, RoundStatus::Planned) => Some(RoundStatus::Cancelled),
            (_, RoundStatus::Closed | RoundStatus::Cancelled) => None,
        }
    }
}

/// The state after an action.
///
/// # Errors
/// The action is not possible from here; the error lists those that are.
pub fn after(status: RoundStatus, action: Action) -> Result<RoundStatus, TransitionRefused> {
    let allowed = || Action::ALL.into_iter().filter(|action| action.from(status).is_some());
    action.from(status).ok_or_else(|| TransitionRefused {
        action: action.as_str(),
        from: status.as_str(),
        allowed: allowed().map(Action::as_str).collect(),
    })
}

/// A door of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Door {
    /// Who lives there.
    pub household_id: HouseholdId,
    /// Its place in the order, from 0; the last one that it had, if it was taken off.
    pub position: i32,
    /// When it was taken off the round.
    pub removed_at: Option<Instant>,
}

/// What an operator says of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundDraft {
    /// Who goes.
    pub field_worker_id: FieldWorkerId,
    /// For which campaign.
    pub campaign_id: CampaignId,
    /// On which day.
    pub day: Day,
    /// The doors, in the order in which they are to be tried.
    pub household_ids: Vec<HouseholdId>,
}

/// A round as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// Live or test data.
    pub mode: Mode,
    /// Who goes.
    pub field_worker_id: FieldWorkerId,
    /// For which campaign.
    pub campaign_id: CampaignId,
    /// On which day.
    pub day: Day,
    /// Where it stands.
    pub status: RoundStatus,
    /// Counts its changes; the `ETag` is made of it.
    pub version: i32,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl RoundDraft {
    /// Checks a draft by itself.
    ///
    /// # Errors
    /// `too_many` at `/household_ids`, `duplicate` at a door that stands there twice.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        text::at_most(&mut invalid, "/household_ids", self.household_ids.len(), MAX_DOORS);
        text::unique(&mut invalid, &self.household_ids, |i| format!("/household_ids/{i}"));
        invalid.or(self)
    }

    /// Notes why this field worker can't go: who is not active, not under contract on that day, or not trained for the
    /// campaign. In which neighbourhood they are at home does not matter: they help each other out.
    pub fn suits(&self, invalid: &mut Invalid, worker: &FieldWorker) {
        if worker.status != FieldWorkerStatus::Active {
            let detail = format!("The field worker is {}.", worker.status.as_str());
            invalid.push("/field_worker_id", "not_active", detail);
        }
        if !worker.content.contract.covers(self.day) {
            invalid.push("/day", "outside_contract", "The field worker is not under contract on that day.");
        }
        if !worker.content.trained_for.contains(&self.campaign_id) {
            let detail = "The field worker was not trained for the campaign.";
            invalid.push("/field_worker_id", "not_trained", detail);
        }
    }

    /// Notes why nobody goes for this campaign on that day: it must run, or be approved and have the day within its
    /// period.
    pub fn belongs(&self, invalid: &mut Invalid, campaign: &Campaign) {
        let content = &campaign.content;
        match campaign.status {
            CampaignStatus::Running => {}
            CampaignStatus::Approved if (content.starts_on..=content.ends_on).contains(&self.day) => {}
            CampaignStatus::Approved => {
                let detail = format!(
                    "The campaign does not run yet; it is to run from {} to {}.",
                    content.starts_on, content.ends_on
                );
                invalid.push("/day", "outside_period", detail);
            }
            status => {
                let detail =
                    format!("The campaign is {status}; rounds are for those that run or were approved.");
                invalid.push("/campaign_id", "campaign_status", detail);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_at_the_top_of_this_file() {
        use RoundStatus::{Cancelled, Closed, Planned};
        assert_eq!(after(Planned, Action::Edit), Ok(Planned));
        assert_eq!(after(Planned, Action::Close), Ok(Closed));
        assert_eq!(after(Planned, Action::Cancel), Ok(Cancelled));
        for over in [Closed, Cancelled] {
            for action in Action::ALL {
                let refused = after(over, action).expect_err("refused");
                assert_eq!((refused.from, refused.allowed), (over.as_str(), vec![]));
            }
        }
    }

    #[test]
    fn a_door_stands_once_in_a_round() {
        let household = HouseholdId(uuid::Uuid::from_u128(1));
        let draft = RoundDraft {
            field_worker_id: FieldWorkerId(uuid::Uuid::nil()),
            campaign_id: CampaignId(uuid::Uuid::nil()),
            day: Day::constant(2027, 1, 12),
            household_ids: vec![household, household],
        };
        let wrong = draft.check().expect_err("twice").0;
        assert_eq!((wrong[0].pointer.as_str(), wrong[0].code), ("/household_ids/1", "duplicate"));
    }
}
