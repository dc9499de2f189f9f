//! The table on top of the module, as functions.

use super::{ReferralAction, ReferralMessage, ReferralStatus, Side};
use crate::error::TransitionRefused;

impl ReferralAction {
    const fn by(self) -> Side {
        match self {
            Self::Withdraw => Side::Operator,
            _ => Side::Partner,
        }
    }

    const fn from(self, status: ReferralStatus) -> Option<ReferralStatus> {
        use ReferralStatus::{Accepted, InProgress, NotResolved, Refused, Resolved, Sent, Withdrawn};
        match (self, status) {
            (Self::Accept, Sent) => Some(Accepted),
            (Self::Refuse, Sent | Accepted) => Some(Refused),
            (Self::Start, Accepted) => Some(InProgress),
            (Self::Resolve, Accepted | InProgress) => Some(Resolved),
            (Self::NotResolve, Accepted | InProgress) => Some(NotResolved),
            (Self::Withdraw, Sent | Accepted | InProgress) => Some(Withdrawn),
            _ => None,
        }
    }
}

/// What a side may do with a referral in that state.
#[must_use]
pub fn allowed(status: ReferralStatus, side: Side) -> Vec<ReferralAction> {
    let own = ReferralAction::ALL.iter().copied().filter(|action| action.by() == side);
    own.filter(|action| action.from(status).is_some()).collect()
}

/// The state after an action.
///
/// # Errors
/// The action is not this side's, or not possible from here; the error lists those that are.
pub fn after(
    status: ReferralStatus,
    action: ReferralAction,
    side: Side,
) -> Result<ReferralStatus, TransitionRefused> {
    action.from(status).filter(|_| action.by() == side).ok_or_else(|| TransitionRefused {
        action: action.as_str(),
        from: status.as_str(),
        allowed: allowed(status, side).into_iter().map(ReferralAction::as_str).collect(),
    })
}

/// For whom an open referral waits after a message: one that asks makes it wait for the other side, one that answers
/// gives it back to the other side too, and one that only tells changes nothing.
#[must_use]
pub const fn next_waiting(message: ReferralMessage, by: Side) -> Option<Side> {
    use ReferralMessage::{
        AppointmentAgreed, AppointmentProposed, CallRequested, Called, CalledNoAnswer, Delayed, DocumentSent,
        NeedsDocument, StatusRequested,
    };
    match message {
        NeedsDocument | CallRequested | AppointmentProposed | StatusRequested | DocumentSent
        | AppointmentAgreed => Some(by.other()),
        Called | CalledNoAnswer | Delayed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ReferralStatus::{Accepted, InProgress, NotResolved, Refused, Resolved, Sent, Withdrawn};

    fn names(status: ReferralStatus, side: Side) -> Vec<&'static str> {
        allowed(status, side).into_iter().map(ReferralAction::as_str).collect()
    }

    #[test]
    fn the_table_at_the_top_of_the_module() {
        let table: [(ReferralStatus, &[&str], &[&str]); 7] = [
            (Sent, &["accept", "refuse"], &["withdraw"]),
            (Accepted, &["refuse", "start", "resolve", "not_resolve"], &["withdraw"]),
            (InProgress, &["resolve", "not_resolve"], &["withdraw"]),
            (Refused, &[], &[]),
            (Resolved, &[], &[]),
            (NotResolved, &[], &[]),
            (Withdrawn, &[], &[]),
        ];
        for (status, partner, operator) in table {
            assert_eq!(names(status, Side::Partner), partner, "{status:?}");
            assert_eq!(names(status, Side::Operator), operator, "{status:?}");
            assert_eq!(status.is_open(), !operator.is_empty());
        }
        let refused = after(Sent, ReferralAction::Accept, Side::Operator).expect_err("the partner's to say");
        assert_eq!(refused.allowed, ["withdraw"]);
    }
}
