//! The codes of referrals.

use palier_domain::referral::{self, Side};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::v1::same_names;

/// Why a case is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferralReason {
    /// Bills that can't be paid.
    Arrears,
    /// Water, electricity or gas was cut off, or will be.
    SupplyCut,
    /// The meter is closed, broken or can't be reached.
    MeterBlocked,
    /// A bill that seems wrong.
    WrongBill,
    /// A leak that somebody else has to mend.
    Leak,
    /// Heating or hot water that does not work.
    HeatingFailure,
    /// A repair in the dwelling or the building.
    Repair,
    /// There is no contract, or in another name.
    NoContract,
    /// A letter or parcel that does not arrive.
    Delivery,
    /// A right or a service that is not used or not granted.
    NonTakeUp,
    /// Another blocked case.
    Other,
}

same_names!(
    referral::ReferralReason,
    ReferralReason {
        Arrears,
        SupplyCut,
        MeterBlocked,
        WrongBill,
        Leak,
        HeatingFailure,
        Repair,
        NoContract,
        Delivery,
        NonTakeUp,
        Other
    }
);

/// Where a referral stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferralStatus {
    /// The organisation has not answered yet.
    Sent,
    /// The organisation takes the case.
    Accepted,
    /// The organisation does not take the case.
    Refused,
    /// The organisation works on it.
    InProgress,
    /// The case is solved.
    Resolved,
    /// The case ended without a solution.
    NotResolved,
    /// The household or the association took it back.
    Withdrawn,
}

same_names!(
    referral::ReferralStatus,
    ReferralStatus { Sent, Accepted, Refused, InProgress, Resolved, NotResolved, Withdrawn }
);

/// What can be done with a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferralTransition {
    /// Take the case.
    Accept,
    /// Not take it, with a reason.
    Refuse,
    /// Begin to work on it.
    Start,
    /// Tell that it is solved.
    Resolve,
    /// Tell that it ended without a solution, with a reason.
    NotResolve,
    /// Take it back.
    Withdraw,
}

same_names!(
    referral::ReferralAction,
    ReferralTransition { Accept, Refuse, Start, Resolve, NotResolve, Withdraw }
);

/// Why a referral ended so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferralStatusReason {
    /// It is another organisation's matter.
    NotResponsible,
    /// There is nothing under this contact or contract.
    NotFound,
    /// What was needed did not come.
    NoAnswer,
    /// The rules do not allow it.
    NotEligible,
    /// It was solved elsewhere.
    SolvedElsewhere,
    /// The household took its consent back.
    ConsentWithdrawn,
    /// The household does not want it any more.
    HouseholdWish,
    /// It was sent by mistake.
    Mistake,
}

same_names!(
    referral::ReferralStatusReason,
    ReferralStatusReason {
        NotResponsible,
        NotFound,
        NoAnswer,
        NotEligible,
        SolvedElsewhere,
        ConsentWithdrawn,
        HouseholdWish,
        Mistake
    }
);

/// What one side tells the other. Codes only: nothing about a person is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferralMessage {
    /// A paper is needed.
    NeedsDocument,
    /// The paper was sent.
    DocumentSent,
    /// Somebody should call.
    CallRequested,
    /// Nobody answered the call.
    CalledNoAnswer,
    /// They talked.
    Called,
    /// A day for an appointment was proposed.
    AppointmentProposed,
    /// The appointment is agreed.
    AppointmentAgreed,
    /// How far it is, please.
    StatusRequested,
    /// It takes longer than planned.
    Delayed,
}

same_names!(
    referral::ReferralMessage,
    ReferralMessage {
        NeedsDocument,
        DocumentSent,
        CallRequested,
        CalledNoAnswer,
        Called,
        AppointmentProposed,
        AppointmentAgreed,
        StatusRequested,
        Delayed
    }
);

/// A side of a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferralSide {
    /// The organisation that it was sent to.
    Partner,
    /// The association.
    Operator,
}

same_names!(Side, ReferralSide { Partner, Operator });
