//! A referral as it is kept, and the clock of each side.

use super::{ReferralMessage, ReferralReason, ReferralStatus, ReferralStatusReason, Side};
use crate::{
    caller::Mode,
    code::NeighbourhoodCode,
    coded::coded,
    ids::{ConsentId, DeviceId, FieldWorkerId, HouseholdId, NeedId, OrganisationId, ReferralId},
    theme::ThemeCode,
    time::{Day, Instant},
};

coded! {
    /// What an event of a referral is.
    ReferralEventKind {
        /// A step of its way.
        Step = "step",
        /// A message.
        Message = "message",
    }
}

/// Something that happened to a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralEvent {
    /// The referral's version since.
    pub version: i32,
    /// When.
    pub at: Instant,
    /// By which side.
    pub by: Side,
    /// What it is.
    pub kind: ReferralEventKind,
    /// Where the referral stood from then on.
    pub status: ReferralStatus,
    /// The reason of a step, or the code of a message.
    pub code: Option<String>,
}

/// How long each side let the other wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waited {
    /// For whom it waits now, and since when; nobody at the end.
    pub on: Option<(Side, Instant)>,
    /// Seconds for which it waited for the partner, up to `on`.
    pub partner_seconds: i64,
    /// Seconds for which it waited for the association, up to `on`.
    pub operator_seconds: i64,
}

impl Waited {
    /// A clock that begins with the partner.
    #[must_use]
    pub fn begin(at: Instant) -> Self {
        Self { on: Some((Side::Partner, at)), ..Self::default() }
    }

    /// The same clock, stopped.
    fn stopped(self, at: Instant) -> Self {
        let (partner_seconds, operator_seconds) = self.by(at);
        Self { on: None, partner_seconds, operator_seconds }
    }

    /// The clock after a side was given the word; `None` ends it.
    #[must_use]
    pub fn turn(self, to: Option<Side>, at: Instant) -> Self {
        match (self.on, to) {
            (Some((side, _)), Some(next)) if side == next => self,
            (_, next) => Self { on: next.map(|side| (side, at)), ..self.stopped(at) },
        }
    }

    /// Seconds for the partner and for the association, by this moment.
    #[must_use]
    pub fn by(self, now: Instant) -> (i64, i64) {
        let running = |side: Side| match self.on {
            Some((on, since)) if on == side => (now.seconds() - since.seconds()).max(0),
            _ => 0,
        };
        (self.partner_seconds + running(Side::Partner), self.operator_seconds + running(Side::Operator))
    }
}

/// A referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Its id.
    pub id: ReferralId,
    /// Live or test data.
    pub mode: Mode,
    /// Whose case it is.
    pub household_id: HouseholdId,
    /// Where the household lives.
    pub neighbourhood_code: NeighbourhoodCode,
    /// Who is to solve it.
    pub organisation_id: OrganisationId,
    /// The decision by which the household agreed.
    pub consent_id: ConsentId,
    /// Why.
    pub reason: ReferralReason,
    /// What it is about.
    pub themes: Vec<ThemeCode>,
    /// The needs that it is to meet.
    pub need_ids: Vec<NeedId>,
    /// How the household can be reached, sealed with the household's data key.
    pub contact: Option<Vec<u8>>,
    /// That data key, wrapped.
    pub data_key: Vec<u8>,
    /// By when an answer is hoped for.
    pub due_on: Option<Day>,
    /// Where it stands.
    pub status: ReferralStatus,
    /// Why it ended so.
    pub status_reason: Option<ReferralStatusReason>,
    /// The clocks.
    pub waited: Waited,
    /// Who took it down.
    pub field_worker_id: Option<FieldWorkerId>,
    /// By which device.
    pub device_id: Option<DeviceId>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
    /// All that happened to it, oldest first.
    pub history: Vec<ReferralEvent>,
    /// Keyed digest of what was sent.
    pub fingerprint: Vec<u8>,
    /// Counts its changes.
    pub version: i32,
    /// When it arrived.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl ReferralEvent {
    /// A message of a side.
    #[must_use]
    pub fn message(
        version: i32,
        (at, by): (Instant, Side),
        status: ReferralStatus,
        code: ReferralMessage,
    ) -> Self {
        let kind = ReferralEventKind::Message;
        Self { version, at, by, kind, status, code: Some(code.as_str().to_owned()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_micros(0).plus_seconds(seconds)
    }

    #[test]
    fn each_side_has_its_clock_and_the_end_stops_both() {
        let clock = Waited::begin(at(0));
        assert_eq!(clock.by(at(10)), (10, 0));
        let clock = clock.turn(Some(Side::Operator), at(10));
        assert_eq!(clock.by(at(25)), (10, 15));
        let clock = clock.turn(Some(Side::Operator), at(20)).turn(Some(Side::Partner), at(30));
        assert_eq!(clock.by(at(31)), (11, 20));
        let clock = clock.turn(None, at(40));
        assert_eq!((clock.on, clock.by(at(1_000))), (None, (20, 20)));
        // Another server's clock may be behind.
        assert_eq!(Waited::begin(at(10)).by(at(5)), (0, 0));
    }
}
