//! Consents: what a household agreed to, for which purpose. Each decision is an event that never changes; the last one for
//! a purpose (and, for a referral, an organisation) is in force. To refuse is a decision like any other.
//!
//! The last one is that with the greatest time: the order in which they arrive never matters. A device's clock that is
//! ahead counts as the moment of arrival, so that no decision outlives a later one that was made here. Of those that
//! arrived together from such a device its clock still tells which was later; and of two at the very same time, what
//! protects more counts as the last.

use serde::{Deserialize, Serialize};

use crate::{
    caller::Mode,
    coded::coded,
    error::Invalid,
    ids::{ConsentId, DeviceId, FieldWorkerId, HouseholdId, OrganisationId, VisitId, made_by_caller},
    language::LanguageTag,
    text,
    time::Instant,
};

/// The longest name of a text's version.
pub const MAX_TEXT_VERSION: usize = 40;

coded! {
    /// What a household agrees to.
    Purpose {
        /// To be visited again, and asked what came of it.
        FollowUp = "follow_up",
        /// That its case is handed to a named organisation.
        Referral = "referral",
        /// To be called, and that its contact way is handed on with a referral.
        ContactByPhone = "contact_by_phone",
        /// That its meters are read and the readings kept.
        MeterData = "meter_data",
        /// That its needs about health are kept (GDPR, article 9).
        HealthThemes = "health_themes",
    }

    /// What was decided.
    ConsentDecision {
        /// Yes.
        Granted = "granted",
        /// No.
        Refused = "refused",
        /// No longer.
        Withdrawn = "withdrawn",
    }
}

/// A decision as somebody tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentDraft {
    /// Its id, a UUIDv7 that its maker chose.
    pub id: ConsentId,
    /// Whose decision it is.
    pub household_id: HouseholdId,
    /// What for.
    pub purpose: Purpose,
    /// To whom a referral may go; only for that purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<OrganisationId>,
    /// What was decided.
    pub decision: ConsentDecision,
    /// Which version of the text was read out.
    pub text_version: String,
    /// In which language.
    pub language: LanguageTag,
    /// In which visit, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_id: Option<VisitId>,
    /// Who took it down; a device says it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
}

impl ConsentDraft {
    /// Checks a draft by itself.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        made_by_caller(&mut invalid, "/id", self.id.0);
        text::slug(&mut invalid, "/text_version", &self.text_version, MAX_TEXT_VERSION);
        match (self.purpose, self.organisation_id) {
            (Purpose::Referral, None) => {
                invalid.push("/organisation_id", "required", "Say to which organisation a referral may go.");
            }
            (Purpose::Referral, Some(_)) | (_, None) => {}
            (_, Some(_)) => {
                invalid.push(
                    "/organisation_id",
                    "not_applicable",
                    "Only a referral goes to an organisation.",
                );
            }
        }
        invalid.or(self)
    }
}

/// A decision as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Its id.
    pub id: ConsentId,
    /// Live or test data.
    pub mode: Mode,
    /// Whose decision it is.
    pub household_id: HouseholdId,
    /// What for.
    pub purpose: Purpose,
    /// To whom a referral may go.
    pub organisation_id: Option<OrganisationId>,
    /// What was decided.
    pub decision: ConsentDecision,
    /// Which version of the text was read out.
    pub text_version: String,
    /// In which language.
    pub language: LanguageTag,
    /// In which visit.
    pub visit_id: Option<VisitId>,
    /// Who took it down.
    pub field_worker_id: Option<FieldWorkerId>,
    /// By which device.
    pub device_id: Option<DeviceId>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// Keyed digest of what was sent.
    pub fingerprint: Vec<u8>,
}

impl Consent {
    /// From when on it counts: the clock of the device, unless that was ahead.
    #[must_use]
    pub fn decided_at(&self) -> Instant {
        self.occurred_at.min(self.received_at)
    }

    /// What sorts the decisions of a household, the last one last. The store sorts by the same columns.
    #[must_use]
    pub fn order(&self) -> impl Ord {
        (self.decided_at(), self.occurred_at, self.decision.as_str(), self.id)
    }

    /// Whether it is about the same as another one, so that one of them is in force.
    #[must_use]
    pub fn is_about(&self, purpose: Purpose, organisation_id: Option<OrganisationId>) -> bool {
        self.purpose == purpose && self.organisation_id == organisation_id
    }
}

/// Of a household's decisions about one purpose, the one in force.
#[must_use]
pub fn in_force(
    decisions: &[Consent],
    purpose: Purpose,
    organisation_id: Option<OrganisationId>,
) -> Option<&Consent> {
    let about = decisions.iter().filter(|consent| consent.is_about(purpose, organisation_id));
    about.max_by_key(|consent| consent.order())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn decision(number: u128, (occurred, received): (i64, i64), decision: ConsentDecision) -> Consent {
        Consent {
            id: ConsentId(Uuid::from_u128(number)),
            mode: Mode::Live,
            household_id: HouseholdId(Uuid::nil()),
            purpose: Purpose::FollowUp,
            organisation_id: None,
            decision,
            text_version: "v1".to_owned(),
            language: LanguageTag::trusted("fr".to_owned()),
            visit_id: None,
            field_worker_id: None,
            device_id: None,
            occurred_at: Instant::from_micros(occurred),
            received_at: Instant::from_micros(received),
            fingerprint: vec![],
        }
    }

    #[test]
    fn the_last_decision_is_in_force_in_whatever_order_they_arrive() {
        use ConsentDecision::{Granted, Refused, Withdrawn};
        let mut decisions = vec![
            decision(1, (10, 90), Granted),
            decision(2, (30, 40), Withdrawn),
            decision(3, (20, 95), Refused),
        ];
        for _ in 0..decisions.len() {
            decisions.rotate_left(1);
            let last = in_force(&decisions, Purpose::FollowUp, None).map(|consent| consent.decision);
            assert_eq!(last, Some(Withdrawn));
        }
        assert_eq!(in_force(&decisions, Purpose::MeterData, None), None);
    }

    #[test]
    fn a_clock_that_is_ahead_does_not_outlive_a_later_decision() {
        let decisions = [
            decision(1, (1_000_000, 10), ConsentDecision::Granted),
            decision(2, (20, 20), ConsentDecision::Withdrawn),
        ];
        let last = in_force(&decisions, Purpose::FollowUp, None).map(|consent| consent.decision);
        assert_eq!(last, Some(ConsentDecision::Withdrawn));
    }

    #[test]
    fn of_two_at_the_same_time_the_clock_of_the_device_and_then_what_protects_more_decides() {
        use ConsentDecision::{Granted, Refused, Withdrawn};
        let last =
            |decisions: &[Consent]| in_force(decisions, Purpose::FollowUp, None).map(|last| last.decision);
        // A clock that is ahead, and both arrive at once.
        assert_eq!(
            last(&[decision(2, (70, 10), Granted), decision(1, (80, 10), Withdrawn)]),
            Some(Withdrawn)
        );
        assert_eq!(last(&[decision(1, (80, 10), Granted), decision(2, (70, 10), Withdrawn)]), Some(Granted));
        for (id, no) in [(1, Refused), (1, Withdrawn), (3, Refused), (3, Withdrawn)] {
            assert_eq!(last(&[decision(2, (5, 10), Granted), decision(id, (5, 20), no)]), Some(no));
        }
    }

    #[test]
    fn a_referral_names_its_organisation_and_nothing_else_does() {
        let draft = |purpose, organisation_id| ConsentDraft {
            id: ConsentId(Uuid::now_v7()),
            household_id: HouseholdId(Uuid::nil()),
            purpose,
            organisation_id,
            decision: ConsentDecision::Granted,
            text_version: "2027-01".to_owned(),
            language: LanguageTag::trusted("fr".to_owned()),
            visit_id: None,
            field_worker_id: None,
            occurred_at: Instant::from_micros(0),
        };
        let somebody = Some(OrganisationId(Uuid::nil()));
        assert!(draft(Purpose::Referral, somebody).check().is_ok());
        assert!(draft(Purpose::MeterData, None).check().is_ok());
        for (purpose, organisation, code) in
            [(Purpose::Referral, None, "required"), (Purpose::MeterData, somebody, "not_applicable")]
        {
            let wrong = draft(purpose, organisation).check().expect_err("refused");
            assert_eq!((wrong.0[0].pointer.as_str(), wrong.0[0].code), ("/organisation_id", code));
        }
    }
}
