//! Diagnoses as they are read and written.

use palier_domain::{
    diagnosis::{self, DiagnosisContent, DiagnosisDraft},
    error::Invalid,
    ids::{CampaignId, DiagnosisId, FieldWorkerId, HouseholdId, VisitId},
    time::{Day, Instant},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::http::{
    list::{Columns, Item},
    v1::{codes, meter_readings::Utility, same_names},
};

/// What a dwelling is equipped with, as far as it changes what is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Equipment {
    /// A washing machine at home.
    WashingMachine,
    /// A dishwasher.
    Dishwasher,
    /// A bathtub.
    Bathtub,
    /// A tap outside, for a garden or a car.
    OutdoorTap,
    /// Hot water made in the dwelling with electricity.
    ElectricWaterHeater,
    /// Hot water made in the dwelling with gas.
    GasWaterHeater,
    /// Hot water that comes from the building.
    SharedHotWater,
    /// Heated with electricity.
    ElectricHeating,
    /// Heated with gas, in the dwelling.
    GasHeating,
    /// Heated by the building.
    SharedHeating,
}

same_names!(
    diagnosis::Equipment,
    Equipment {
        WashingMachine,
        Dishwasher,
        Bathtub,
        OutdoorTap,
        ElectricWaterHeater,
        GasWaterHeater,
        SharedHotWater,
        ElectricHeating,
        GasHeating,
        SharedHeating,
    }
);

/// Where water runs that should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeakPlace {
    /// The flush of a toilet.
    Toilet,
    /// A tap.
    Tap,
    /// A shower or bathtub.
    Shower,
    /// A water heater.
    WaterHeater,
    /// A pipe.
    Pipe,
    /// Anywhere else.
    Other,
    /// Water runs, and nobody knows where.
    Unknown,
}

same_names!(diagnosis::LeakPlace, LeakPlace { Toilet, Tap, Shower, WaterHeater, Pipe, Other, Unknown });

/// A leak that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"place": "toilet", "litres_per_day": 120, "repaired": false}))]
pub struct Leak {
    /// Where.
    pub place: LeakPlace,
    /// How much is lost, if that was measured (two readings of the meter while nobody uses water): litres a day.
    #[schema(minimum = 1, maximum = 75_000)]
    pub litres_per_day: Option<u32>,
    /// Whether it was repaired.
    #[serde(default)]
    pub repaired: bool,
}

impl From<diagnosis::Leak> for Leak {
    fn from(leak: diagnosis::Leak) -> Self {
        let diagnosis::Leak { place, litres_per_day, repaired } = leak;
        Self { place: place.into(), litres_per_day, repaired }
    }
}

/// How a household uses water or energy, what was found, given and advised: an event that never changes. A correction, and
/// what a later visit finds, is another diagnosis.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-313131313131", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "campaign_id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e", "visit_id": "019ab0f2-6b1e-7c40-9d5e-777777777777",
    "utility": "water", "occupants": 3, "equipment": ["washing_machine"], "leak_found": true,
    "leak": {"place": "toilet", "litres_per_day": 120, "repaired": false}, "kit_given": true, "kit_installed": null,
    "advised_gestures": ["short_shower"], "follow_up_due_on": "2028-01-12",
    "field_worker_id": "019ab0f2-6b1e-7c40-9d5e-444444444444", "device_id": null,
    "occurred_at": "2027-01-12T16:25:00.000000Z", "received_at": "2027-01-12T18:05:12.345678Z",
    "supersedes_id": null, "superseded": false,
}))]
pub struct Diagnosis {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub household_id: Uuid,
    /// For which campaign.
    pub campaign_id: Option<Uuid>,
    /// In which visit.
    pub visit_id: Option<Uuid>,
    /// What it is about.
    pub utility: Utility,
    /// How many people lived there then.
    pub occupants: u32,
    /// What the dwelling is equipped with.
    pub equipment: Vec<Equipment>,
    /// Whether there is a leak; null: not looked for.
    pub leak_found: Option<bool>,
    /// The leak.
    pub leak: Option<Leak>,
    /// Whether a water-saving or energy-saving kit was given; null: not known.
    pub kit_given: Option<bool>,
    /// Whether a kit is installed, which is another fact; null: not known.
    pub kit_installed: Option<bool>,
    /// The gestures that were advised.
    #[schema(value_type = Vec<codes::Slug>)]
    pub advised_gestures: Vec<String>,
    /// When the meter is to be read again.
    #[schema(value_type = String, format = Date)]
    pub follow_up_due_on: Day,
    /// Who made it.
    pub field_worker_id: Option<Uuid>,
    /// The device that sent it; null: the operator.
    pub device_id: Option<Uuid>,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// When it arrived, by the clock of the server.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
    /// The diagnosis that it corrects.
    pub supersedes_id: Option<Uuid>,
    /// Whether another one corrects it.
    pub superseded: bool,
}

impl From<diagnosis::Diagnosis> for Diagnosis {
    fn from(found: diagnosis::Diagnosis) -> Self {
        let content = found.content;
        Self {
            id: found.id.0,
            household_id: found.household_id.0,
            campaign_id: found.campaign_id.map(Uuid::from),
            visit_id: found.visit_id.map(Uuid::from),
            utility: found.utility.into(),
            occupants: content.occupants,
            equipment: content.equipment.into_iter().map(Into::into).collect(),
            leak_found: content.leak_found,
            leak: content.leak.map(Leak::from),
            kit_given: content.kit_given,
            kit_installed: content.kit_installed,
            advised_gestures: content.advised_gestures,
            follow_up_due_on: found.follow_up_due_on,
            field_worker_id: found.field_worker_id.map(Uuid::from),
            device_id: found.device_id.map(Uuid::from),
            occurred_at: found.occurred_at,
            received_at: found.received_at,
            supersedes_id: found.supersedes_id.map(Uuid::from),
            superseded: found.superseded,
        }
    }
}

impl Item for Diagnosis {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("household_id", "/household_id"),
        ("campaign_id", "/campaign_id"),
        ("visit_id", "/visit_id"),
        ("utility", "/utility"),
        ("occupants", "/occupants"),
        ("equipment", "/equipment"),
        ("leak_found", "/leak_found"),
        ("leak_place", "/leak/place"),
        ("leak_litres_per_day", "/leak/litres_per_day"),
        ("leak_repaired", "/leak/repaired"),
        ("kit_given", "/kit_given"),
        ("kit_installed", "/kit_installed"),
        ("advised_gestures", "/advised_gestures"),
        ("follow_up_due_on", "/follow_up_due_on"),
        ("field_worker_id", "/field_worker_id"),
        ("device_id", "/device_id"),
        ("occurred_at", "/occurred_at"),
        ("received_at", "/received_at"),
        ("supersedes_id", "/supersedes_id"),
        ("superseded", "/superseded"),
    ];
}

/// A diagnosis as it is made.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-313131313131", "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555",
    "utility": "water", "occupants": 3, "equipment": ["washing_machine"], "leak_found": true,
    "leak": {"place": "toilet", "litres_per_day": 120}, "kit_given": true, "advised_gestures": ["short_shower"],
    "occurred_at": "2027-01-12T16:25:00Z",
}))]
pub struct DiagnosisInput {
    /// Its id, a UUIDv7 of your own making: the same diagnosis sent again under it changes nothing.
    pub id: Uuid,
    /// Whose it is; with its consent for `meter_data`.
    pub household_id: Uuid,
    /// For which campaign, if it was one.
    pub campaign_id: Option<Uuid>,
    /// In which visit, if it was one.
    pub visit_id: Option<Uuid>,
    /// What it is about.
    pub utility: Utility,
    /// How many people live there.
    #[schema(minimum = 1, maximum = 30)]
    pub occupants: u32,
    /// What the dwelling is equipped with, each once.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub equipment: Vec<Equipment>,
    /// Whether there is a leak, for water; leave it out if nobody looked.
    pub leak_found: Option<bool>,
    /// The leak, if one was found.
    #[validate(nested)]
    pub leak: Option<Leak>,
    /// Whether a water-saving or energy-saving kit was given.
    pub kit_given: Option<bool>,
    /// Whether a kit is installed, as far as is known: whoever was given one has not installed it yet.
    pub kit_installed: Option<bool>,
    /// The gestures that were advised, each once.
    #[serde(default)]
    #[schema(value_type = Vec<codes::Slug>, max_items = 20)]
    pub advised_gestures: Vec<String>,
    /// When the meter is to be read again; a year later if it is left out, so that the same season is compared.
    #[schema(value_type = Option<String>, format = Date)]
    pub follow_up_due_on: Option<Day>,
    /// Who made it. A device may leave it out.
    pub field_worker_id: Option<Uuid>,
    /// When, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Instant,
    /// The diagnosis that this one corrects: of the same household and utility. Both stay.
    pub supersedes_id: Option<Uuid>,
}

impl TryFrom<DiagnosisInput> for DiagnosisDraft {
    type Error = Invalid;

    fn try_from(input: DiagnosisInput) -> Result<Self, Invalid> {
        let leak = input.leak.map(|leak| diagnosis::Leak {
            place: leak.place.into(),
            litres_per_day: leak.litres_per_day,
            repaired: leak.repaired,
        });
        Ok(Self {
            id: DiagnosisId(input.id),
            household_id: HouseholdId(input.household_id),
            campaign_id: input.campaign_id.map(CampaignId),
            visit_id: input.visit_id.map(VisitId),
            utility: input.utility.into(),
            content: DiagnosisContent {
                occupants: input.occupants,
                equipment: input.equipment.into_iter().map(Into::into).collect(),
                leak_found: input.leak_found,
                leak,
                kit_given: input.kit_given,
                kit_installed: input.kit_installed,
                advised_gestures: input.advised_gestures,
            },
            follow_up_due_on: input.follow_up_due_on,
            field_worker_id: input.field_worker_id.map(FieldWorkerId),
            occurred_at: input.occurred_at,
            supersedes_id: input.supersedes_id.map(DiagnosisId),
        })
    }
}
