//! What is said of a diagnosis.

use serde::{Deserialize, Serialize};

use crate::{
    coded::coded,
    error::Invalid,
    ids::{CampaignId, DiagnosisId, FieldWorkerId, HouseholdId, VisitId, made_by_caller},
    meter_reading::Utility,
    text,
    time::{Day, Instant},
};

/// The most people who live in a dwelling.
pub const MAX_OCCUPANTS: u32 = 30;
/// The most gestures that are advised.
pub const MAX_GESTURES: usize = 20;
/// After how many days the meter is to be read again, unless something else is said: a year, so that the same season is
/// compared.
pub const FOLLOW_UP_DAYS: i32 = 365;

coded! {
    /// What a dwelling is equipped with, as far as it changes what is used.
    Equipment {
        /// A washing machine at home.
        WashingMachine = "washing_machine",
        /// A dishwasher.
        Dishwasher = "dishwasher",
        /// A bathtub.
        Bathtub = "bathtub",
        /// A tap outside, for a garden or a car.
        OutdoorTap = "outdoor_tap",
        /// Hot water made in the dwelling with electricity.
        ElectricWaterHeater = "electric_water_heater",
        /// Hot water made in the dwelling with gas.
        GasWaterHeater = "gas_water_heater",
        /// Hot water that comes from the building.
        SharedHotWater = "shared_hot_water",
        /// Heated with electricity.
        ElectricHeating = "electric_heating",
        /// Heated with gas, in the dwelling.
        GasHeating = "gas_heating",
        /// Heated by the building.
        SharedHeating = "shared_heating",
    }

    /// Where water runs that should not.
    LeakPlace {
        /// The flush of a toilet.
        Toilet = "toilet",
        /// A tap.
        Tap = "tap",
        /// A shower or bathtub.
        Shower = "shower",
        /// A water heater.
        WaterHeater = "water_heater",
        /// A pipe.
        Pipe = "pipe",
        /// Anywhere else.
        Other = "other",
        /// Water runs, and nobody knows where.
        Unknown = "unknown",
    }
}

/// A leak that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leak {
    /// Where.
    pub place: LeakPlace,
    /// How much is lost, if that was measured: litres of water a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub litres_per_day: Option<u32>,
    /// Whether it was repaired.
    pub repaired: bool,
}

/// What was found, given and advised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosisContent {
    /// How many people lived there then.
    pub occupants: u32,
    /// What the dwelling is equipped with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub equipment: Vec<Equipment>,
    /// Whether there is a leak; `None`: not looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leak_found: Option<bool>,
    /// The leak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leak: Option<Leak>,
    /// Whether a kit was given; `None`: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kit_given: Option<bool>,
    /// Whether a kit is installed: another fact than that one was given. `None`: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kit_installed: Option<bool>,
    /// The gestures that were advised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advised_gestures: Vec<String>,
}

/// A diagnosis as somebody tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosisDraft {
    /// Its id, a UUIDv7 that its maker chose.
    pub id: DiagnosisId,
    /// Whose it is.
    pub household_id: HouseholdId,
    /// For which campaign, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign_id: Option<CampaignId>,
    /// In which visit, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_id: Option<VisitId>,
    /// What it is about.
    pub utility: Utility,
    /// What was found.
    #[serde(flatten)]
    pub content: DiagnosisContent,
    /// When the meter is to be read again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_due_on: Option<Day>,
    /// Who made it; a device says it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_worker_id: Option<FieldWorkerId>,
    /// When, by the clock of the device.
    pub occurred_at: Instant,
    /// The diagnosis that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes_id: Option<DiagnosisId>,
}

impl DiagnosisDraft {
    /// Checks it by itself.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        made_by_caller(&mut invalid, "/id", self.id.0);
        if self.supersedes_id == Some(self.id) {
            invalid.push("/supersedes_id", "own_id", "A diagnosis can't correct itself.");
        }
        let content = &self.content;
        if !(1..=MAX_OCCUPANTS).contains(&content.occupants) {
            invalid.push("/occupants", "out_of_range", format!("From 1 to {MAX_OCCUPANTS} people."));
        }
        text::unique(&mut invalid, &content.equipment, |i| format!("/equipment/{i}"));
        leak(&mut invalid, self.utility, content);
        text::at_most(&mut invalid, "/advised_gestures", content.advised_gestures.len(), MAX_GESTURES);
        text::unique(&mut invalid, &content.advised_gestures, |i| format!("/advised_gestures/{i}"));
        for (i, gesture) in content.advised_gestures.iter().enumerate() {
            text::slug(&mut invalid, &format!("/advised_gestures/{i}"), gesture, crate::campaign::MAX_CODE);
        }
        if self.follow_up_due_on.is_some_and(|due| due <= self.occurred_at.day()) {
            let detail = "The meter is read again on a later day than that of the diagnosis.";
            invalid.push("/follow_up_due_on", "out_of_range", detail);
        }
        invalid.or(self)
    }

    /// When the meter is to be read again.
    #[must_use]
    pub fn due_on(&self) -> Day {
        let later = jiff::Span::new().days(FOLLOW_UP_DAYS);
        self.follow_up_due_on.unwrap_or_else(|| self.occurred_at.day().saturating_add(later))
    }
}

fn leak(invalid: &mut Invalid, utility: Utility, content: &DiagnosisContent) {
    if utility != Utility::Water && (content.leak_found.is_some() || content.leak.is_some()) {
        invalid.push("/leak_found", "not_applicable", "Leaks are looked for in a diagnosis of water.");
    }
    match (content.leak_found, content.leak) {
        (Some(true), None) => invalid.push("/leak", "required", "Say where the leak is, or `unknown`."),
        (Some(false) | None, Some(_)) => {
            invalid.push("/leak", "not_applicable", "Only with `leak_found`: true.");
        }
        _ => {}
    }
}
