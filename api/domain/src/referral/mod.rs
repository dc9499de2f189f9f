//! Referrals: a blocked case of a household, handed to an organisation and followed by both sides to its end.
//!
//! | action        | from                        | to           | partner | operator | then waits for |
//! |---------------|-----------------------------|--------------|---------|----------|----------------|
//! | `accept`      | sent                        | accepted     | yes     | no       | partner        |
//! | `refuse`      | sent, accepted              | refused      | yes     | no       | nobody         |
//! | `start`       | accepted                    | in_progress  | yes     | no       | partner        |
//! | `resolve`     | accepted, in_progress       | resolved     | yes     | no       | nobody         |
//! | `not_resolve` | accepted, in_progress       | not_resolved | yes     | no       | nobody         |
//! | `withdraw`    | sent, accepted, in_progress | withdrawn    | no      | yes      | nobody         |
//!
//! A referral waits for the partner from the moment in which it is sent. A message that asks something of the other side
//! makes it wait for that side; a message that answers gives it back. Seconds are counted for each side, and stop at the
//! end.

mod lifecycle;
mod stored;

use serde::{Deserialize, Serialize};

pub use lifecycle::{after, allowed, next_waiting};
pub use stored::{Referral, ReferralEvent, ReferralEventKind, Waited};

use crate::{
    coded::coded,
    error::Invalid,
    ids::{ConsentId, FieldWorkerId, HouseholdId, NeedId, OrganisationId, ReferralId, made_by_caller},
    text,
    theme::ThemeCode,
    time::{Day, Instant},
};

/// The most needs of a referral.
pub const MAX_NEEDS: usize = 20;
/// The most themes of a referral.
pub const MAX_THEMES: usize = 5;
/// The longest contact way.
pub const MAX_CONTACT: usize = 120;

coded! {
    /// Why a case is handed on.
    ReferralReason {
        /// Bills that can't be paid.
        Arrears = "arrears",
        /// Water, electricity or gas was cut off, or will be.
        SupplyCut = "supply_cut",
        /// The meter is closed, broken or can't be reached.
        MeterBlocked = "meter_blocked",
        /// A bill that seems wrong.
        WrongBill = "wrong_bill",
        /// A leak that somebody else has to mend.
        Leak = "leak",
        /// Heating or hot water that does not work.
        HeatingFailure = "heating_failure",
        /// A repair in the dwelling or the building.
        Repair = "repair",
        /// There is no contract, or in another name.
        NoContract = "no_contract",
        /// A letter or parcel that does not arrive.
        Delivery = "delivery",
        /// A right or a service that is not used or not granted.
        NonTakeUp = "non_take_up",
        /// Another blocked case.
        Other = "other",
    }

    /// Where a referral stands.
    ReferralStatus {
        /// The organisation has not answered yet.
        Sent = "sent",
        /// The organisation takes the case.
        Accepted = "accepted",
        /// The organisation does not take the case.
        Refused = "refused",
        /// The organisation works on it.
        InProgress = "in_progress",
        /// The case is solved.
        Resolved = "resolved",
        /// The case ended without a solution.
        NotResolved = "not_resolved",
        /// The household or the association took it back.
        Withdrawn = "withdrawn",
    }

    /// What can be done with a referral.
    ReferralAction {
        /// Take the case.
        Accept = "accept",
        /// Not take it, with a reason.
        Refuse = "refuse",
        /// Begin to work on it.
        Start = "start",
        /// Tell that it is solved.
        Resolve = "resolve",
        /// Tell that it ended without a solution, with a reason.
        NotResolve = "not_resolve",
        /// Take it back.
        Withdraw = "withdraw",
    }

    /// Why a referral ended so.
    ReferralStatusReason {
        /// It is another organisation's matter.
        NotResponsible = "not_responsible",
        /// There is nothing under this contact or contract.
        NotFound = "not_found",
        /// What was needed did not come.
        NoAnswer = "no_answer",
        /// The rules do not allow it.
        NotEligible = "not_eligible",
        /// It was solved elsewhere.
        SolvedElsewhere = "solved_elsewhere",
        /// The household took its consent back.
        ConsentWithdrawn = "consent_withdrawn",
        /// The household does not want it any more.
        HouseholdWish = "household_wish",
        /// It was sent by mistake.
        Mistake = "mistake",
    }

    /// What one side tells the other. Codes only: nothing about a person is written.
    ReferralMessage {
        /// A paper is needed.
        NeedsDocument = "needs_document",
        /// The paper was sent.
        DocumentSent = "document_sent",
        /// Somebody should call.
        CallRequested = "call_requested",
        /// Nobody answered the call.
        CalledNoAnswer = "called_no_answer",
        /// They talked.
        Called = "called",
        /// A day for an appointment was proposed.
        AppointmentProposed = "appointment_proposed",
        /// The appointment is agreed.
        AppointmentAgreed = "appointment_agreed",
        /// How far it is, please.
        StatusRequested = "status_requested",
        /// It takes longer than planned.
        Delayed = "delayed",
    }

    /// A side of a referral.
    Side {
        /// The organisation that it was sent to.
        Partner = "partner",
        /// The association.
        Operator = "operator",
    }
}

impl ReferralStatus {
    /// Whether something may still become of it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted | Self::InProgress)
    }
}

impl Side {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Partner => Self::Operator,
            Self::Operator => Self::Partner,
        }
    }
}

/// A referral as somebody tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralDraft {
    /// Its id, a UUIDv7 that its maker chose.
    pub id: ReferralId,
    /// Whose case it is; the organisation never learns it.
    pub household_id: HouseholdId,
    /// Who is to solve it.
    pub organisation_id: OrganisationId,
    /// The decision by which the household agreed.
    pub consent_id: ConsentId,
    /// Why.
    pub reason: ReferralReason,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<ThemeCode>,
    /// The needs that it is to meet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub need_ids: Vec<NeedId>,
    /// How the household can be reached; only if it agreed to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// By when an answer is hoped for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// Who took it down; a device says it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
}

impl ReferralDraft {
    /// Checks a draft by itself.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        made_by_caller(&mut invalid, "/id", self.id.0);
        text::at_most(&mut invalid, "/themes", self.themes.len(), MAX_THEMES);
        text::unique(&mut invalid, &self.themes, |index| format!("/themes/{index}"));
        text::at_most(&mut invalid, "/need_ids", self.need_ids.len(), MAX_NEEDS);
        text::unique(&mut invalid, &self.need_ids, |index| format!("/need_ids/{index}"));
        if let Some(contact) = &self.contact {
            text::required(&mut invalid, "/contact", contact, MAX_CONTACT);
        }
        invalid.or(self)
    }
}
