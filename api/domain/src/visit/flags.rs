//! Flags: what the operator should look at. A visit that broke a rule happened all the same: it is recorded and flagged,
//! never dropped.

use super::VisitDraft;
use crate::{
    campaign::{Campaign, CampaignStatus, settled},
    coded::coded,
    contact_rules::Broken,
    time::Instant,
};

coded! {
    /// Something about a visit that the operator should look at.
    Flag {
        /// More campaigns came to the household than the caps allow.
        ContactCap = "contact_cap",
        /// The household had asked to be left alone.
        DoNotDisturb = "do_not_disturb",
        /// The household had withdrawn its consent.
        ConsentWithdrawn = "consent_withdrawn",
        /// The household's stairwell is of the campaign's control group.
        ControlGroup = "control_group",
        /// By its own clock the visit lies in the future.
        ClockAhead = "clock_ahead",
        /// The campaign did not run then.
        CampaignNotRunning = "campaign_not_running",
        /// The door was not one of the round's.
        NotInRound = "not_in_round",
        /// More than one visit corrects this one.
        SupersededTwice = "superseded_twice",
    }
}

/// How far a device's clock may be ahead of the server's.
pub const CLOCK_TOLERANCE_SECONDS: i64 = 10 * 60;

/// What is known around a visit when it arrives.
#[derive(Clone, Debug)]
pub struct Circumstances<'a> {
    /// Its campaign.
    pub campaign: &'a Campaign,
    /// When it arrived, by the server's clock.
    pub received_at: Instant,
    /// Whether the door is one of its round's; true if there is no round.
    pub in_round: bool,
}

impl Flag {
    /// Whether it tells of a contact rule: such a flag is judged anew with what arrives later.
    #[must_use]
    pub fn is_of_contact_rule(self) -> bool {
        Broken::ALL.iter().any(|rule| Self::from(*rule) == self)
    }
}

impl From<Broken> for Flag {
    fn from(rule: Broken) -> Self {
        match rule {
            Broken::ContactCap => Self::ContactCap,
            Broken::DoNotDisturb => Self::DoNotDisturb,
            Broken::ConsentWithdrawn => Self::ConsentWithdrawn,
            Broken::ControlGroup => Self::ControlGroup,
        }
    }
}

/// The flags of a visit that arrives, without those of the contact rules.
#[must_use]
pub fn flags(visit: &VisitDraft, known: &Circumstances<'_>) -> Vec<Flag> {
    let ahead = visit.occurred_at > known.received_at.plus_seconds(CLOCK_TOLERANCE_SECONDS);
    let judged = [
        (Flag::ClockAhead, ahead),
        (Flag::CampaignNotRunning, !ran(known.campaign, visit.occurred_at)),
        (Flag::NotInRound, !known.in_round),
    ];
    judged.into_iter().filter(|(_, raised)| *raised).map(|(flag, _)| flag).collect()
}

/// Whether the campaign ran at that time: within its period, and before it was paused or closed. (The devices learn of a
/// pause at their next sync, so that what was done before it is as it should be.)
fn ran(campaign: &Campaign, at: Instant) -> bool {
    let period = campaign.content.starts_on..=campaign.content.ends_on;
    let stopped = match campaign.status {
        CampaignStatus::Running => false,
        CampaignStatus::Paused | CampaignStatus::Closed => at > campaign.updated_at,
        status => !settled(status) || status == CampaignStatus::Approved,
    };
    period.contains(&at.day()) && !stopped
}
