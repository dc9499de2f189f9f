//! A campaign's way, and who may move it on.
//!
//! | action    | from                      | to        | partner (its own) | operator |
//! |-----------|---------------------------|-----------|-------------------|----------|
//! | `edit`    | draft, rejected           | draft     | yes               | yes      |
//! | `submit`  | draft                     | submitted | yes               | yes      |
//! | `approve` | submitted                 | approved  | no                | yes      |
//! | `reject`  | submitted                 | rejected  | no                | yes      |
//! | `start`   | approved, paused          | running   | no                | yes      |
//! | `pause`   | running                   | paused    | yes               | yes      |
//! | `close`   | approved, running, paused | closed    | yes               | yes      |
//!
//! A rejected campaign becomes a draft again by being edited, so that nobody submits unchanged what was
//! rejected. Only the operator starts one, since it sends the field workers out; that holds for a paused one
//! too, which it may have paused for a reason of its own. An operator may write and submit a campaign of its
//! own, or one on a partner's behalf. Municipalities and app publishers move nothing. Closed is the end.

use crate::{error::TransitionRefused, organisation::OrganisationKind};

/// Where a campaign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CampaignStatus {
    /// Being written.
    Draft,
    /// Waits for the operator's decision.
    Submitted,
    /// Accepted, not started yet.
    Approved,
    /// Refused, with a reason; it can be edited and submitted again.
    Rejected,
    /// Doors are tried.
    Running,
    /// Interrupted.
    Paused,
    /// Over for good.
    Closed,
}

impl CampaignStatus {
    /// All states.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Submitted,
        Self::Approved,
        Self::Rejected,
        Self::Running,
        Self::Paused,
        Self::Closed,
    ];

    /// The wire name, such as `submitted`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Closed => "closed",
        }
    }

    /// Reads what [`CampaignStatus::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

impl std::fmt::Display for CampaignStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What can be done with a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Change its content.
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

impl Action {
    /// All actions.
    pub const ALL: [Self; 7] =
        [Self::Edit, Self::Submit, Self::Approve, Self::Reject, Self::Start, Self::Pause, Self::Close];

    /// The wire name; but for `edit`, also the last segment of the transition's path.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Submit => "submit",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Start => "start",
            Self::Pause => "pause",
            Self::Close => "close",
        }
    }

    /// Reads what [`Action::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == text)
    }

    const fn by(self, kind: OrganisationKind) -> bool {
        match kind {
            OrganisationKind::Operator => true,
            OrganisationKind::Partner => {
                matches!(self, Self::Edit | Self::Submit | Self::Pause | Self::Close)
            }
            OrganisationKind::Municipality | OrganisationKind::AppPublisher => false,
        }
    }

    const fn from(self, status: CampaignStatus) -> Option<CampaignStatus> {
        use CampaignStatus::{Approved, Closed, Draft, Paused, Rejected, Running, Submitted};
        match (self, status) {
            (Self::Edit, Draft | Rejected) => Some(Draft),
            (Self::Submit, Draft) => Some(Submitted),
            (Self::Approve, Submitted) => Some(Approved),
            (Self::Reject, Submitted) => Some(Rejected),
            (Self::Start, Approved | Paused) => Some(Running),
            (Self::Pause, Running) => Some(Paused),
            (Self::Close, Approved | Running | Paused) => Some(Closed),
            _ => None,
        }
    }
}

/// What an organisation of that kind may do with a campaign in that state.
#[must_use]
pub fn allowed(status: CampaignStatus, kind: OrganisationKind) -> Vec<Action> {
    Action::ALL.into_iter().filter(|action| action.by(kind) && action.from(status).is_some()).collect()
}

/// The state after an action.
///
/// # Errors
/// The action is not allowed from here to an organisation of that kind; the error lists those that are.
pub fn after(
    status: CampaignStatus,
    action: Action,
    kind: OrganisationKind,
) -> Result<CampaignStatus, TransitionRefused> {
    action.from(status).filter(|_| action.by(kind)).ok_or_else(|| TransitionRefused {
        action: action.as_str(),
        from: status.as_str(),
        allowed: allowed(status, kind).into_iter().map(Action::as_str).collect(),
    })
}

/// Whether the content, with its messages, may still be changed in place.
#[must_use]
pub const fn editable(status: CampaignStatus) -> bool {
    Action::Edit.from(status).is_some()
}

/// Whether content and messages stay as they are from here on, but for versions that are added: what was heard at the
/// doors can be named for good.
#[must_use]
pub const fn settled(status: CampaignStatus) -> bool {
    use CampaignStatus::{Approved, Closed, Paused, Running};
    matches!(status, Approved | Running | Paused | Closed)
}

/// The state after an edit: a rejected campaign is a draft again.
///
/// # Errors
/// The campaign is not [`editable`], or not by an organisation of that kind.
pub fn edited(status: CampaignStatus, kind: OrganisationKind) -> Result<CampaignStatus, TransitionRefused> {
    after(status, Action::Edit, kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use CampaignStatus::{Approved, Closed, Draft, Paused, Rejected, Running, Submitted};
    use OrganisationKind::{AppPublisher, Municipality, Operator, Partner};

    fn names(status: CampaignStatus, kind: OrganisationKind) -> Vec<&'static str> {
        allowed(status, kind).into_iter().map(Action::as_str).collect()
    }

    #[test]
    fn the_table_at_the_top_of_this_file() {
        let table: [(CampaignStatus, &[&str], &[&str]); 7] = [
            (Draft, &["edit", "submit"], &["edit", "submit"]),
            (Submitted, &[], &["approve", "reject"]),
            (Approved, &["close"], &["start", "close"]),
            (Rejected, &["edit"], &["edit"]),
            (Running, &["pause", "close"], &["pause", "close"]),
            (Paused, &["close"], &["start", "close"]),
            (Closed, &[], &[]),
        ];
        for (status, partner, operator) in table {
            assert_eq!(names(status, Partner), partner, "{status}");
            assert_eq!(names(status, Operator), operator, "{status}");
            assert!(names(status, Municipality).is_empty() && names(status, AppPublisher).is_empty());
            assert_eq!(editable(status), operator.contains(&"edit"));
        }
    }

    #[test]
    fn a_refusal_lists_what_this_caller_may_do() {
        let refused = after(Running, Action::Submit, Partner).expect_err("refused");
        assert_eq!((refused.action, refused.from), ("submit", "running"));
        assert_eq!(refused.allowed, ["pause", "close"]);
        assert!(after(Approved, Action::Start, Partner).is_err());
        assert_eq!(after(Approved, Action::Start, Operator), Ok(Running));
        assert_eq!(edited(Rejected, Partner), Ok(Draft));
    }

    #[test]
    fn what_is_settled_stays_settled() {
        for status in CampaignStatus::ALL.into_iter().filter(|status| settled(*status)) {
            assert!(!editable(status), "{status}");
            for action in allowed(status, Operator) {
                let next = after(status, action, Operator).expect("allowed");
                assert!(settled(next), "{status} becomes {next}");
            }
        }
    }

    #[test]
    fn names_are_read_back() {
        for status in CampaignStatus::ALL {
            assert_eq!(CampaignStatus::parse(status.as_str()), Some(status));
        }
        for action in Action::ALL {
            assert_eq!(Action::parse(action.as_str()), Some(action));
        }
    }
}
