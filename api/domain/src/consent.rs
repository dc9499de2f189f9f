//! Consents: what a household agreed to, for which purpose. Each decision is an event that never changes; the last one for
//! a purpose (and, for a referral, an organisation) is in force. To refuse is a decision like any other.
//!
//! The last one is that with the greatest time: the order in which they arrive never matters. A device's clock that is
//! ahead counts as the moment of arrival, so that no decision outlives a later one that was made here. Of those that
//! arrived together from such a device its clock still tells which was later; and of two at the very same time, what
//! protects more counts as the last.
//!
//! Clocks of shared and cheap phones are wrong at times, and then the household is to be on the safe side:
//! - a withdrawal that names what it takes back comes after that, whatever the clocks say;
//! - a yes from a clock that is ahead does not count where a no of another clock was here before it: which of the two came
//!   first, nobody can tell.

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

/// By how many seconds a device's clock may be ahead and still be believed: networks are slow, and clocks drift.
pub const CLOCK_TOLERANCE_SECONDS: i64 = 300;

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
    /// Of a withdrawal: the decision that it takes back, and comes after, whatever the clocks say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraws_id: Option<ConsentId>,
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
        if self.withdraws_id.is_some() && self.decision != ConsentDecision::Withdrawn {
            let detail = "Only a withdrawal takes a decision back.";
            invalid.push("/withdraws_id", "not_applicable", detail);
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
    /// The decision that it takes back.
    pub withdraws_id: Option<ConsentId>,
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

    /// Whether it agrees to that purpose.
    #[must_use]
    pub fn grants(&self, purpose: Purpose) -> bool {
        self.purpose == purpose && self.decision == ConsentDecision::Granted
    }

    /// Whether it is about that, so that one of those about it is in force.
    #[must_use]
    pub fn is_about(&self, purpose: Purpose, organisation_id: Option<OrganisationId>) -> bool {
        self.about() == (purpose, organisation_id)
    }

    /// What a decision is about: of those about the same, one is in force.
    fn about(&self) -> (Purpose, Option<OrganisationId>) {
        (self.purpose, self.organisation_id)
    }

    fn order(&self) -> impl Ord + use<> {
        (self.decided_at(), self.occurred_at, self.decision.as_str(), self.id)
    }

    /// A yes of which nobody can tell whether it came before or after a no that is known.
    fn is_doubtful(&self, others: &[&Self]) -> bool {
        let ahead = self.occurred_at.seconds() - self.received_at.seconds();
        // Of one device's decisions its clock tells the order, however wrong it is.
        let other_clock = |other: &Self| self.device_id.is_none() || other.device_id != self.device_id;
        let no_before = |other: &&Self| {
            other.decision != ConsentDecision::Granted
                && other.received_at <= self.received_at
                && other_clock(other)
        };
        self.decision == ConsentDecision::Granted
            && ahead > CLOCK_TOLERANCE_SECONDS
            && others.iter().any(no_before)
    }
}

/// Of a household's decisions about one purpose, the one in force.
#[must_use]
pub fn in_force(
    decisions: &[Consent],
    purpose: Purpose,
    organisation_id: Option<OrganisationId>,
) -> Option<&Consent> {
    last(decisions.iter().filter(|consent| consent.is_about(purpose, organisation_id)))
}

/// The last of these decisions, which are all about the same.
#[must_use]
pub fn last<'a>(decisions: impl Iterator<Item = &'a Consent>) -> Option<&'a Consent> {
    let decisions: Vec<&Consent> = decisions.collect();
    let placed = |consent: &Consent| {
        let own = (consent.order(), false);
        let named = consent.withdraws_id.and_then(|id| decisions.iter().find(|other| other.id == id));
        match named {
            Some(named) => own.max((named.order(), true)),
            None => own,
        }
    };
    let believed = decisions.iter().filter(|consent| !consent.is_doubtful(&decisions));
    believed.max_by_key(|consent| placed(consent)).copied()
}

/// Of all decisions of a household those in force: one for each purpose (and organisation).
#[must_use]
pub fn all_in_force(decisions: &[Consent]) -> Vec<&Consent> {
    let mut about: Vec<_> = decisions.iter().map(Consent::about).collect();
    about.sort_unstable();
    about.dedup();
    about
        .into_iter()
        .filter_map(|(purpose, organisation)| in_force(decisions, purpose, organisation))
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use uuid::Uuid;

    use super::*;

    pub(crate) fn decision(
        number: u128,
        (occurred, received): (i64, i64),
        decision: ConsentDecision,
    ) -> Consent {
        Consent {
            id: ConsentId(Uuid::from_u128(number)),
            mode: Mode::Live,
            household_id: HouseholdId(Uuid::nil()),
            purpose: Purpose::FollowUp,
            organisation_id: None,
            decision,
            withdraws_id: None,
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
    fn a_withdrawal_comes_after_what_it_names_whatever_the_clocks_say() {
        use ConsentDecision::{Granted, Withdrawn};
        let slow =
            Consent { withdraws_id: Some(ConsentId(Uuid::from_u128(2))), ..decision(3, (1, 40), Withdrawn) };
        let decisions = [decision(1, (10, 20), Granted), decision(2, (30, 30), Granted), slow];
        let last = |decisions: &[Consent]| {
            in_force(decisions, Purpose::FollowUp, None).map(|last| last.id.0.as_u128())
        };
        assert_eq!(last(&decisions), Some(3));
        let again = [&decisions[..], &[decision(4, (35, 35), Granted)]].concat();
        assert_eq!(last(&again), Some(4), "they agreed again");
        assert_eq!(last(&decisions[1..]), Some(3));
        assert_eq!(last(&decisions[2..]), Some(3), "before what it names has come");
    }

    #[test]
    fn a_yes_from_a_clock_that_is_ahead_does_not_undo_a_no_that_was_here_before() {
        use ConsentDecision::{Granted, Refused, Withdrawn};
        let hour = 3_600_000_000;
        let last =
            |decisions: &[Consent]| in_force(decisions, Purpose::FollowUp, None).map(|last| last.decision);
        let ahead = decision(2, (60 + 2 * hour, 60), Granted);
        for no in [Refused, Withdrawn] {
            assert_eq!(last(&[decision(1, (10, 20), no), ahead.clone()]), Some(no));
        }
        assert_eq!(last(std::slice::from_ref(&ahead)), Some(Granted), "there was no no");
        let by = |device: u128, consent: &Consent| Consent {
            device_id: Some(DeviceId(Uuid::from_u128(device))),
            ..consent.clone()
        };
        let no = decision(1, (50 + 2 * hour, 60), Refused);
        assert_eq!(last(&[by(1, &no), by(1, &ahead)]), Some(Granted), "its own clock tells the order");
        assert_eq!(last(&[by(2, &no), by(1, &ahead)]), Some(Refused), "two clocks");
        assert_eq!(
            last(&[ahead, decision(3, (5, 70), Refused)]),
            Some(Granted),
            "a no that came later, of before"
        );
    }

    #[test]
    fn a_referral_names_its_organisation_and_nothing_else_does() {
        let draft = |purpose, organisation_id| ConsentDraft {
            id: ConsentId(Uuid::now_v7()),
            household_id: HouseholdId(Uuid::nil()),
            purpose,
            organisation_id,
            decision: ConsentDecision::Granted,
            withdraws_id: None,
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
