//! The contact rules: how far households are spared.
//!
//! - **Contact cap**: at most so many campaigns come to a household within so many days. The deployment has such a cap,
//!   and a campaign may have one of its own; each is held to by itself, so that the stricter one decides. A campaign
//!   counts with the days on which somebody was met, by whatever channel that was sought: a door that nobody opened
//!   disturbed nobody. The days of a cap end with the day in question: in a cap of 90 days, today and the 89 days before.
//! - **Do not disturb**: the household asked to be left alone, until a day or without end.
//! - **Withdrawn consent**: it had agreed to be contacted again, and took that back: `follow_up` closes the door,
//!   `contact_by_phone` the telephone. (Who refused in the first place said no to being asked for more, not to a visit.)
//! - **Control group**: its stairwell was drawn to be left until after the campaign, to compare with.
//!
//! What is spared is being sought out, at the door or by telephone. Who is met at the building's entrance or at an event
//! came of their own accord: no rule is broken there, and it counts for no cap.
//!
//! A round's package leaves out the doors that a rule spares. A visit that broke one happened all the same: it is
//! recorded, with the rules as flags. What counts for a visit is what had happened when it was made, not what was known
//! here when it arrived: its flags are the same in whatever order the devices send.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    campaign::ContactCap,
    consent::{self, Consent, ConsentDecision, Purpose},
    household::DoNotDisturb,
    ids::CampaignId,
    time::{Day, Instant},
    visit::{Channel, Outcome},
};

/// The rules for a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The deployment's cap.
    pub deployment: ContactCap,
    /// The campaign's own.
    pub campaign: Option<ContactCap>,
}

/// What is known of a household that the rules ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether it asked to be left alone, and when.
    pub do_not_disturb: Option<(DoNotDisturb, Instant)>,
    /// When which campaigns met somebody, having sought them out.
    pub met: BTreeMap<CampaignId, BTreeSet<Instant>>,
    /// What it decided, in any order.
    pub decisions: Vec<Consent>,
    /// The campaigns in whose control group its stairwell is.
    pub control_of: BTreeSet<CampaignId>,
}

/// The contact that is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It is planned for a day: all that is known now counts.
    Planned(Day),
    /// It was made: what came later does not count.
    Made(Instant),
}

impl When {
    fn day(self) -> Day {
        match self {
            Self::Planned(day) => day,
            Self::Made(at) => at.day(),
        }
    }

    /// The last moment that can count.
    fn end(self) -> Instant {
        match self {
            Self::Planned(day) => {
                Instant::from_micros(Instant::start_of(day.tomorrow().unwrap_or(day)).micros() - 1)
            }
            Self::Made(at) => at,
        }
    }

    fn knows(self, at: Instant) -> bool {
        match self {
            Self::Planned(_) => true,
            Self::Made(made) => at <= made,
        }
    }
}

/// A way of contact that a household can take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Coming again: the consent `follow_up`.
    Door,
    /// Calling: the consent `contact_by_phone`.
    Phone,
}

impl Way {
    /// The way of contact that a consent of this purpose is about.
    #[must_use]
    pub const fn of_purpose(purpose: Purpose) -> Option<Self> {
        match purpose {
            Purpose::FollowUp => Some(Self::Door),
            Purpose::ContactByPhone => Some(Self::Phone),
            Purpose::Referral | Purpose::MeterData | Purpose::HealthThemes => None,
        }
    }

    /// How a channel seeks a household out; `None`: it does not.
    #[must_use]
    pub const fn of_channel(channel: Channel) -> Option<Self> {
        match channel {
            Channel::Door => Some(Self::Door),
            Channel::Phone => Some(Self::Phone),
            Channel::BuildingEntrance | Channel::Event => None,
        }
    }
}

/// Whether a visit counts for the caps: somebody was sought out, and met.
#[must_use]
pub const fn counts(channel: Channel, outcome: Outcome) -> bool {
    Way::of_channel(channel).is_some() && outcome.met_somebody()
}

/// A rule that spares a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Broken {
    /// As many campaigns as may came already.
    ContactCap,
    /// It asked to be left alone.
    DoNotDisturb,
    /// It took back its consent to be contacted so.
    ConsentWithdrawn,
    /// It is left until later, to compare with.
    ControlGroup,
}

impl Broken {
    /// All rules.
    pub const ALL: [Self; 4] =
        [Self::ContactCap, Self::DoNotDisturb, Self::ConsentWithdrawn, Self::ControlGroup];

    /// The wire name: `contact_cap`, `do_not_disturb`, `consent_withdrawn`, `control_group`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ContactCap => "contact_cap",
            Self::DoNotDisturb => "do_not_disturb",
            Self::ConsentWithdrawn => "consent_withdrawn",
            Self::ControlGroup => "control_group",
        }
    }
}

/// The rules that a contact then, by that channel and for that campaign, breaks.
#[must_use]
pub fn broken(
    rules: &Rules,
    household: &Facts,
    when: When,
    channel: Channel,
    campaign: CampaignId,
) -> Vec<Broken> {
    let Some(way) = Way::of_channel(channel) else { return vec![] };
    let capped = |cap: &ContactCap| !within(cap, household, when, campaign);
    let spared = |(asked, at): (DoNotDisturb, Instant)| when.knows(at) && asked.holds_on(when.day());
    Broken::ALL
        .into_iter()
        .filter(|rule| match rule {
            Broken::ContactCap => capped(&rules.deployment) || rules.campaign.as_ref().is_some_and(capped),
            Broken::DoNotDisturb => household.do_not_disturb.is_some_and(spared),
            Broken::ConsentWithdrawn => withdrawn(household, when, way),
            Broken::ControlGroup => household.control_of.contains(&campaign),
        })
        .collect()
}

/// Whether the last decision about a way by then took the consent back.
fn withdrawn(household: &Facts, when: When, way: Way) -> bool {
    let about = |decision: &&Consent| Way::of_purpose(decision.purpose) == Some(way);
    let by_then =
        household.decisions.iter().filter(about).filter(|decision| when.knows(decision.decided_at()));
    consent::last(by_then).is_some_and(|decision| decision.decision == ConsentDecision::Withdrawn)
}

/// Whether this campaign still fits beside the others that came within the days of the cap.
fn within(cap: &ContactCap, household: &Facts, when: When, campaign: CampaignId) -> bool {
    let recent = |at: &Instant| {
        let days = when.day().duration_since(at.day()).as_hours() / 24;
        (0..i64::from(cap.days)).contains(&days)
    };
    // Of each campaign only its last contact by then can be recent: a household with a thousand visits is judged as fast
    // as one with ten.
    let last = |met: &BTreeSet<Instant>| met.range(..=when.end()).next_back().copied();
    let others = household.met.iter().filter(|(other, _)| **other != campaign);
    let others = others.filter(|(_, met)| last(met).as_ref().is_some_and(recent));
    others.count() < cap.campaigns as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::DoNotDisturbReason;

    const ON: Day = Day::constant(2027, 3, 31);

    fn campaign(number: u128) -> CampaignId {
        CampaignId(uuid::Uuid::from_u128(number))
    }

    fn cap(campaigns: u32, days: u32) -> ContactCap {
        ContactCap { campaigns, days }
    }

    fn noon(day: Day) -> Instant {
        format!("{day}T12:00:00Z").parse().expect("an instant")
    }

    fn met(contacts: &[(u128, Day)]) -> BTreeMap<CampaignId, BTreeSet<Instant>> {
        let mut met = BTreeMap::<_, BTreeSet<_>>::new();
        for (number, day) in contacts {
            met.entry(campaign(*number)).or_default().insert(noon(*day));
        }
        met
    }

    fn decided(purpose: Purpose, day: i8, decision: ConsentDecision) -> Consent {
        let at = noon(Day::constant(2027, 3, day));
        Consent {
            purpose,
            occurred_at: at,
            received_at: at,
            ..consent::tests::decision(u128::from(day.unsigned_abs()), (0, 0), decision)
        }
    }

    fn spared(until: Option<Day>) -> (DoNotDisturb, Instant) {
        let asked = noon(Day::constant(2027, 3, 1));
        (DoNotDisturb { reason: DoNotDisturbReason::ALL[0], until }, asked)
    }

    fn at_the_door(rules: &Rules, facts: &Facts) -> Vec<Broken> {
        broken(rules, facts, When::Planned(ON), Channel::Door, campaign(1))
    }

    #[test]
    fn so_many_other_campaigns_within_so_many_days_and_no_more() {
        let rules = Rules { deployment: cap(2, 90), campaign: None };
        let first = Day::constant(2027, 1, 1);
        assert_eq!(first.until(ON).expect("a span").get_days(), 89, "the first of 90 days");
        let mut facts = Facts { met: met(&[(2, first), (2, ON), (1, ON)]), ..Facts::default() };
        assert_eq!(at_the_door(&rules, &facts), [], "one other campaign, twice, and this one itself");
        facts.met.extend(met(&[(3, first)]));
        assert_eq!(at_the_door(&rules, &facts), [Broken::ContactCap]);
        let days = (first.yesterday().expect("a day"), ON.tomorrow().expect("a day"));
        facts.met.extend(met(&[(3, days.0), (4, days.1)]));
        assert_eq!(at_the_door(&rules, &facts), [], "too long ago, and not yet");
    }

    #[test]
    fn the_stricter_cap_decides_whichever_it_is() {
        let facts = Facts { met: met(&[(2, Day::constant(2027, 3, 1))]), ..Facts::default() };
        let rules = |deployment, campaign| Rules { deployment, campaign };
        assert_eq!(at_the_door(&rules(cap(3, 90), Some(cap(1, 60))), &facts), [Broken::ContactCap]);
        assert_eq!(at_the_door(&rules(cap(1, 90), Some(cap(3, 60))), &facts), [Broken::ContactCap]);
        assert_eq!(at_the_door(&rules(cap(3, 90), Some(cap(1, 20))), &facts), []);
    }

    #[test]
    fn who_asked_to_be_left_alone_is_until_the_last_day() {
        let rules = Rules { deployment: cap(3, 90), campaign: None };
        let facts = |until| Facts { do_not_disturb: Some(spared(until)), ..Facts::default() };
        assert_eq!(at_the_door(&rules, &facts(None)), [Broken::DoNotDisturb]);
        assert_eq!(at_the_door(&rules, &facts(Some(ON))), [Broken::DoNotDisturb]);
        assert_eq!(at_the_door(&rules, &facts(Some(Day::constant(2027, 3, 30)))), []);
    }

    #[test]
    fn a_withdrawn_consent_closes_its_own_way_alone() {
        let rules = Rules { deployment: cap(1, 90), campaign: None };
        let facts = Facts {
            decisions: vec![decided(Purpose::ContactByPhone, 2, ConsentDecision::Withdrawn)],
            met: met(&[(2, ON)]),
            do_not_disturb: Some(spared(None)),
            control_of: BTreeSet::from([campaign(1)]),
        };
        let by = |channel| broken(&rules, &facts, When::Planned(ON), channel, campaign(1));
        assert_eq!(by(Channel::Phone), Broken::ALL);
        assert_eq!(by(Channel::Door), [Broken::ContactCap, Broken::DoNotDisturb, Broken::ControlGroup]);
        assert_eq!(by(Channel::Event), []);
        assert_eq!(by(Channel::BuildingEntrance), []);
    }

    #[test]
    fn what_came_after_a_visit_does_not_count_for_it() {
        use ConsentDecision::{Granted, Withdrawn};
        let rules = Rules { deployment: cap(1, 90), campaign: None };
        let day = |number| noon(Day::constant(2027, 3, number));
        let door = |day, decision| decided(Purpose::FollowUp, day, decision);
        let facts = Facts {
            do_not_disturb: Some((DoNotDisturb { reason: DoNotDisturbReason::ALL[0], until: None }, day(10))),
            met: met(&[(2, Day::constant(2027, 3, 12))]),
            decisions: vec![door(2, Granted), door(14, Withdrawn), door(16, Granted)],
            control_of: BTreeSet::new(),
        };
        let on = |number| broken(&rules, &facts, When::Made(day(number)), Channel::Door, campaign(1));
        assert_eq!(on(9), []);
        assert_eq!(on(11), [Broken::DoNotDisturb]);
        assert_eq!(on(13), [Broken::ContactCap, Broken::DoNotDisturb]);
        assert_eq!(on(15), [Broken::ContactCap, Broken::DoNotDisturb, Broken::ConsentWithdrawn]);
        assert_eq!(on(17), [Broken::ContactCap, Broken::DoNotDisturb]);
    }

    #[test]
    fn who_was_not_met_or_not_sought_out_does_not_count() {
        assert!(counts(Channel::Door, Outcome::Declined) && counts(Channel::Phone, Outcome::Interviewed));
        assert!(!counts(Channel::Door, Outcome::NoAnswer) && !counts(Channel::Event, Outcome::Interviewed));
    }
}
