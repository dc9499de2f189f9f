//! Needs: what a household lacks, and its way from being raised to being met.
//!
//! | action          | from                       | to        | by                        |
//! |-----------------|----------------------------|-----------|---------------------------|
//! | `refer`         | raised, not_met            | referred  | a referral that is sent   |
//! | `mark_met`      | raised, referred, not_met  | met       | a person, or the referral |
//! | `mark_not_met`  | raised, referred           | not_met   | a person, or the referral |
//! | `withdraw`      | raised, referred, not_met  | withdrawn | a person                  |
//! | `reopen`        | met, not_met, withdrawn    | raised    | a person                  |
//!
//! Who may see a need may move it: the operator any, a device those that its field worker raised. A referral moves the
//! needs that it carries by being sent and by ending; what a person has decided since stays as it is.

mod stored;

use serde::{Deserialize, Serialize};

pub use stored::{Need, NeedEvent};

use crate::{
    coded::coded,
    error::{Invalid, TransitionRefused},
    ids::{FieldWorkerId, HouseholdId, NeedId, VisitId, made_by_caller},
    theme::ThemeCode,
    time::Instant,
};

coded! {
    /// How urgent a need is.
    Urgency {
        /// It can wait.
        Low = "low",
        /// As most are.
        Normal = "normal",
        /// Within days.
        High = "high",
        /// Somebody is in danger, or loses a home, water or heating now.
        Emergency = "emergency",
    }

    /// Where a need stands.
    NeedStatus {
        /// Somebody told of it.
        Raised = "raised",
        /// It was handed to an organisation.
        Referred = "referred",
        /// It was met.
        Met = "met",
        /// It was not met.
        NotMet = "not_met",
        /// The household does not pursue it.
        Withdrawn = "withdrawn",
    }

    /// What can be done with a need.
    NeedAction {
        /// Hand it to an organisation.
        Refer = "refer",
        /// Tell that it was met.
        MarkMet = "mark_met",
        /// Tell that it was not met.
        MarkNotMet = "mark_not_met",
        /// Give it up.
        Withdraw = "withdraw",
        /// Take it up again.
        Reopen = "reopen",
    }

    /// What moved a need on, where nobody did it by hand.
    NeedCause {
        /// A referral with it was sent.
        ReferralSent = "referral_sent",
        /// A referral with it ended well.
        ReferralResolved = "referral_resolved",
        /// A referral with it ended without a solution.
        ReferralNotResolved = "referral_not_resolved",
    }
}

impl NeedAction {
    const fn from(self, status: NeedStatus) -> Option<NeedStatus> {
        use NeedStatus::{Met, NotMet, Raised, Referred, Withdrawn};
        match (self, status) {
            (Self::Refer, Raised | NotMet) => Some(Referred),
            (Self::MarkMet, Raised | Referred | NotMet) => Some(Met),
            (Self::MarkNotMet, Raised | Referred) => Some(NotMet),
            (Self::Withdraw, Raised | Referred | NotMet) => Some(Withdrawn),
            (Self::Reopen, Met | NotMet | Withdrawn) => Some(Raised),
            _ => None,
        }
    }
}

/// What a person may do with a need in that state. (Only a referral refers it.)
#[must_use]
pub fn allowed(status: NeedStatus) -> Vec<NeedAction> {
    let by_hand = NeedAction::ALL.iter().copied().filter(|action| *action != NeedAction::Refer);
    by_hand.filter(|action| action.from(status).is_some()).collect()
}

/// The state after an action.
///
/// # Errors
/// The action is not possible from here; the error lists what a person may do instead.
pub fn after(status: NeedStatus, action: NeedAction) -> Result<NeedStatus, TransitionRefused> {
    action.from(status).ok_or_else(|| TransitionRefused {
        action: action.as_str(),
        from: status.as_str(),
        allowed: allowed(status).into_iter().map(NeedAction::as_str).collect(),
    })
}

/// What a referral makes of a need that it carries: `None` if the need stays as it is. A referral ends a need only as
/// long as that is [`NeedStatus::Referred`]; what a person has said of it since counts more.
#[must_use]
pub fn moved_by(status: NeedStatus, cause: NeedCause) -> Option<NeedStatus> {
    let action = match (cause, status) {
        (NeedCause::ReferralSent, _) => NeedAction::Refer,
        (NeedCause::ReferralResolved, NeedStatus::Referred) => NeedAction::MarkMet,
        (NeedCause::ReferralNotResolved, NeedStatus::Referred) => NeedAction::MarkNotMet,
        _ => return None,
    };
    action.from(status)
}

/// A need as somebody tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedDraft {
    /// Its id, a UUIDv7 that its maker chose.
    pub id: NeedId,
    /// Whose need it is.
    pub household_id: HouseholdId,
    /// The visit that it was raised in, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_id: Option<VisitId>,
    /// Who took it down; a device says it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// What it is about.
    pub theme: ThemeCode,
    /// How urgent it is.
    pub urgency: Urgency,
    /// When it was raised, by the clock of the device.
    pub occurred_at: Instant,
}

impl NeedDraft {
    /// Checks it.
    ///
    /// # Errors
    /// `uuid_version` at `/id`.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        made_by_caller(&mut invalid, "/id", self.id.0);
        invalid.or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use NeedStatus::{Met, NotMet, Raised, Referred, Withdrawn};

    #[test]
    fn the_table_at_the_top_of_this_file() {
        let table: [(NeedStatus, &[&str], bool); 5] = [
            (Raised, &["mark_met", "mark_not_met", "withdraw"], true),
            (Referred, &["mark_met", "mark_not_met", "withdraw"], false),
            (Met, &["reopen"], false),
            (NotMet, &["mark_met", "withdraw", "reopen"], true),
            (Withdrawn, &["reopen"], false),
        ];
        for (status, by_hand, can_be_referred) in table {
            let names: Vec<_> = allowed(status).into_iter().map(NeedAction::as_str).collect();
            assert_eq!(names, by_hand, "{status:?}");
            let referred = moved_by(status, NeedCause::ReferralSent);
            assert_eq!(referred, can_be_referred.then_some(Referred), "{status:?}");
        }
        let refused = after(Met, NeedAction::Withdraw).expect_err("refused");
        assert_eq!((refused.action, refused.from, refused.allowed), ("withdraw", "met", vec!["reopen"]));
    }

    #[test]
    fn a_referral_ends_only_what_it_still_holds() {
        for status in NeedStatus::ALL.iter().copied() {
            let ended = (
                moved_by(status, NeedCause::ReferralResolved),
                moved_by(status, NeedCause::ReferralNotResolved),
            );
            let expected = if status == Referred { (Some(Met), Some(NotMet)) } else { (None, None) };
            assert_eq!(ended, expected, "{status:?}");
        }
    }
}
