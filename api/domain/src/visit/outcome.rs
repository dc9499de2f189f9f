//! How a visit went. What each outcome is in the funnel (a door attempt, an opened door and an interview are different
//! things) stands in one table here, and nowhere else.

use crate::coded::coded;

coded! {
    /// Where the visit took place.
    Channel {
        /// At the door of the dwelling.
        Door = "door",
        /// At the foot of the building.
        BuildingEntrance = "building_entrance",
        /// By telephone.
        Phone = "phone",
        /// At an event in the neighbourhood.
        Event = "event",
    }

    /// How it went.
    Outcome {
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// Somebody answered and did not wish to talk.
        Declined = "declined",
        /// Somebody answered, and it did not come to an interview.
        Opened = "opened",
        /// The message was heard and talked about.
        Interviewed = "interviewed",
        /// Nobody lives behind this door: a shop, a cellar.
        NotADwelling = "not_a_dwelling",
        /// Those who lived there have left.
        MovedOut = "moved_out",
    }
}

/// What a visit counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Funnel {
    /// The door of a dwelling was tried.
    pub door_attempt: bool,
    /// It was opened.
    pub door_opened: bool,
    /// There was an interview.
    pub interview: bool,
}

impl Outcome {
    /// What a visit with this outcome counts as.
    ///
    /// | outcome          | door attempt | door opened | interview |
    /// |------------------|--------------|-------------|-----------|
    /// | `no_answer`      | yes          |             |           |
    /// | `declined`       | yes          | yes         |           |
    /// | `opened`         | yes          | yes         |           |
    /// | `interviewed`    | yes          | yes         | yes       |
    /// | `not_a_dwelling` |              |             |           |
    /// | `moved_out`      | yes          |             |           |
    ///
    /// Off the door (at the building's entrance, by phone, at an event) no door was tried, whatever the outcome.
    #[must_use]
    pub fn funnel(self, channel: Channel) -> Funnel {
        let at_the_door = channel == Channel::Door;
        Funnel {
            door_attempt: at_the_door && self != Self::NotADwelling,
            door_opened: at_the_door && self.met_somebody(),
            interview: self == Self::Interviewed,
        }
    }

    /// Whether somebody of the household was met.
    #[must_use]
    pub const fn met_somebody(self) -> bool {
        matches!(self, Self::Declined | Self::Opened | Self::Interviewed)
    }
}
