//! What is said of a household.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{BillingMode, DoNotDisturbReason, Member, Tenure};
use crate::{
    code::NeighbourhoodCode,
    error::Invalid,
    ids::{HouseholdId, RoundId},
    time::{Day, Instant},
};

/// How many people live there, by broad band of age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Occupants {
    /// Younger than 3.
    pub under_3: u8,
    /// From 3 to 17.
    pub from_3_to_17: u8,
    /// From 18 to 64.
    pub from_18_to_64: u8,
    /// 65 and older.
    pub from_65: u8,
}

impl Occupants {
    /// How many people in all.
    #[must_use]
    pub fn total(self) -> u32 {
        [self.under_3, self.from_3_to_17, self.from_18_to_64, self.from_65].into_iter().map(u32::from).sum()
    }
}

/// That a household is to be left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoNotDisturb {
    /// Why.
    pub reason: DoNotDisturbReason,
    /// The last day of it; `None`: without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

impl DoNotDisturb {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(self, day: Day) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}

/// All that can be said of a household, and changed later, member by member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdDetails {
    /// Where it lies.
    pub neighbourhood_code: NeighbourhoodCode,
    /// The building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// The stairwell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stairwell: Option<String>,
    /// The floor; 0 is the ground floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<i32>,
    /// What tells the door from others of its floor. Personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub door_label: Option<String>,
    /// A way to reach the household. Personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// A short note. Personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who lives there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupants: Option<Occupants>,
    /// By what right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenure: Option<Tenure>,
    /// How water is paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub water_billing: Option<BillingMode>,
    /// How heating is paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heating_billing: Option<BillingMode>,
    /// Whether it is to be left alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub do_not_disturb: Option<DoNotDisturb>,
}

impl HouseholdDetails {
    /// The members that are said, each with its value.
    #[must_use]
    pub fn members(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(members)) => members,
            // Texts, numbers and codes: there is no other outcome.
            _ => Map::new(),
        }
    }

    /// What these members say together.
    ///
    /// # Errors
    /// If one of them is not of its form, or the neighbourhood is missing.
    pub fn from_members(members: Map<String, Value>) -> Result<Self, Invalid> {
        serde_json::from_value(Value::Object(members))
            .map_err(|error| Invalid::one("", "malformed", error.to_string()))
    }

    /// Checks every member, and brings texts into their canonical form: no spaces around them.
    ///
    /// # Errors
    /// Everything that is wrong, each located.
    pub fn check(self) -> Result<Self, Invalid> {
        Self::from_members(Member::check_all(&self.members())?)
    }
}

/// A household as whoever made it describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdDraft {
    /// Its id, a UUIDv7 that its maker chose.
    pub id: HouseholdId,
    /// When it was entered, by the clock of the device.
    pub occurred_at: Instant,
    /// The round whose doors it joins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_id: Option<RoundId>,
    /// What is said of it.
    #[serde(flatten)]
    pub details: HouseholdDetails,
}

impl HouseholdDraft {
    /// Checks it, and brings it into its canonical form.
    ///
    /// # Errors
    /// Everything that is wrong, each located.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        super::edit::check_id(&mut invalid, self.id.0);
        let details = match self.details.clone().check() {
            Ok(details) => details,
            Err(wrong) => {
                invalid.absorb("", wrong);
                self.details
            }
        };
        invalid.or(Self { details, ..self })
    }
}
