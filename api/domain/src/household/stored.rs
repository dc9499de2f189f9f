//! A household as it is stored: what may stand openly, and what is sealed.

use super::{BillingMode, Conflict, DoNotDisturb, HouseholdDetails, Occupants, Registers, Tenure};
use crate::{
    caller::Mode,
    code::NeighbourhoodCode,
    ids::{DeviceId, HouseholdId},
    text,
    time::{Day, Instant},
};

/// What only the vault opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The household's own key, wrapped.
    pub data_key: Vec<u8>,
    /// The door label.
    pub door_label: Option<Vec<u8>>,
    /// The way to reach the household.
    pub contact: Option<Vec<u8>>,
    /// The note.
    pub note: Option<Vec<u8>>,
    /// The keyed hash by which the same door is found again.
    pub door_key: Option<Vec<u8>>,
    /// The registers.
    pub registers: Vec<u8>,
}

/// A household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    /// Its id.
    pub id: HouseholdId,
    /// Live or test data.
    pub mode: Mode,
    /// Where it lies.
    pub neighbourhood_code: NeighbourhoodCode,
    /// The building.
    pub building: Option<String>,
    /// The stairwell.
    pub stairwell: Option<String>,
    /// The floor.
    pub floor: Option<i32>,
    /// Who lives there.
    pub occupants: Option<Occupants>,
    /// By what right.
    pub tenure: Option<Tenure>,
    /// How water is paid for.
    pub water_billing: Option<BillingMode>,
    /// How heating is paid for.
    pub heating_billing: Option<BillingMode>,
    /// Whether it is to be left alone.
    pub do_not_disturb: Option<DoNotDisturb>,
    /// When that was said, by the clock of whoever was told.
    pub do_not_disturb_since: Option<Instant>,
    /// What is personal.
    pub sealed: Sealed,
    /// Of how many members different values stand.
    pub conflicts: u32,
    /// Tells whether the same draft was sent again.
    pub fingerprint: Vec<u8>,
    /// The device that entered it.
    pub device_id: Option<DeviceId>,
    /// When it was entered, by the clock of the device.
    pub occurred_at: Instant,
    /// Counts its changes.
    pub version: i32,
    /// When it arrived here.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl Household {
    /// Whether it is to be left alone on a day.
    #[must_use]
    pub fn spared_on(&self, day: Day) -> bool {
        self.do_not_disturb.is_some_and(|spared| spared.holds_on(day))
    }

    /// Takes over what may stand openly.
    pub fn show(&mut self, details: &HouseholdDetails) {
        self.neighbourhood_code.clone_from(&details.neighbourhood_code);
        self.building.clone_from(&details.building);
        self.stairwell.clone_from(&details.stairwell);
        self.floor = details.floor;
        self.occupants = details.occupants;
        self.tenure = details.tenure;
        self.water_billing = details.water_billing;
        self.heating_billing = details.heating_billing;
        self.do_not_disturb = details.do_not_disturb;
    }
}

/// What was sealed, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personal {
    /// The door label.
    pub door_label: Option<String>,
    /// The way to reach the household.
    pub contact: Option<String>,
    /// The note.
    pub note: Option<String>,
    /// The registers of all members.
    pub registers: Registers,
}

impl Personal {
    /// The members of which different values stand.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        self.registers.conflicts()
    }
}

/// A door as it is looked up: the same for everybody who writes it in another case, with other accents or spaces.
/// `None` without a label, since such a door can't be told from its neighbours.
#[must_use]
pub fn door_text(mode: Mode, details: &HouseholdDetails) -> Option<String> {
    let label = details.door_label.as_deref()?;
    let part = |text: &Option<String>| text.as_deref().map(text::fold).unwrap_or_default();
    let floor = details.floor.map(|floor| floor.to_string()).unwrap_or_default();
    let parts = [
        mode.as_str().to_owned(),
        details.neighbourhood_code.to_string(),
        part(&details.building),
        part(&details.stairwell),
        floor,
        text::fold(label),
    ];
    // A character that folding never leaves in a text, so that parts can't run into each other.
    Some(parts.join("\u{1f}"))
}
