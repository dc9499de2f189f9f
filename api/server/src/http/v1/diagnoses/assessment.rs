//! What a diagnosis comes to, on the wire.

use palier_domain::{
    diagnosis::{self, Baseline, cost},
    time::Day,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::v1::{
        control_groups::Arm,
        meter_readings::{ConsumptionPeriod, Utility},
        rounded, same_names,
        tariffs::Tariff,
    },
    service::diagnoses::Assessed,
};

/// What water is used for in a dwelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaterUse {
    /// Bath and shower.
    Washing,
    /// The toilet.
    Toilet,
    /// Laundry, with a washing machine at home.
    Laundry,
    /// Dishes.
    Dishes,
    /// Cooking.
    Cooking,
    /// Cleaning and various.
    Cleaning,
    /// A garden or a car.
    Outdoor,
    /// Drinking.
    Drinking,
}

same_names!(
    diagnosis::WaterUse,
    WaterUse { Washing, Toilet, Laundry, Dishes, Cooking, Cleaning, Outdoor, Drinking }
);

/// One use of the reference.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"use": "toilet", "per_person_per_day": 0.0296}))]
pub struct ReferenceUse {
    /// What for.
    #[serde(rename = "use")]
    pub used_for: WaterUse,
    /// How much a person and day, in the utility's unit.
    pub per_person_per_day: f64,
}

/// What a household of so many people with this equipment uses: a mean, to compare with, and no norm.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "method": "water_2021_uses", "per_person_per_day": 0.13912, "per_day": 0.41736,
    "uses": [{"use": "toilet", "per_person_per_day": 0.0296}],
}))]
pub struct ConsumptionReference {
    /// How it is reckoned. `water_2021_uses`: the mean of France in 2021, 148 litres a person and day, without the uses
    /// that the dwelling has no equipment for.
    pub method: String,
    /// How much a person and day, in the utility's unit.
    pub per_person_per_day: f64,
    /// How much a day, for all occupants.
    pub per_day: f64,
    /// What of it is for which use.
    pub uses: Vec<ReferenceUse>,
}

impl From<diagnosis::Reference> for ConsumptionReference {
    fn from(reference: diagnosis::Reference) -> Self {
        let uses = reference
            .uses
            .into_iter()
            .map(|(used, share)| ReferenceUse { used_for: used.into(), per_person_per_day: rounded(share) });
        Self {
            method: reference.method.to_owned(),
            per_person_per_day: rounded(reference.per_person_per_day),
            per_day: rounded(reference.per_day),
            uses: uses.collect(),
        }
    }
}

/// An estimate with its range.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(example = json!({"low": 0.0, "central": 18.63, "high": 48.6}))]
pub struct EstimatedRange {
    /// At the least.
    pub low: f64,
    /// What is most likely; null where nothing is to be preferred.
    pub central: Option<f64>,
    /// At the most.
    pub high: f64,
}

impl From<diagnosis::Range> for EstimatedRange {
    fn from(range: diagnosis::Range) -> Self {
        Self { low: rounded(range.low), central: range.central.map(rounded), high: rounded(range.high) }
    }
}

/// Money, estimated with its range.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"currency": "EUR", "low_cents": 0, "central_cents": 8421, "high_cents": 21967}))]
pub struct EstimatedMoney {
    /// ISO 4217.
    pub currency: String,
    /// At the least, at the lowest price of the neighbourhood's communes.
    pub low_cents: i64,
    /// What is most likely, at the mean of the lowest and highest price.
    pub central_cents: Option<i64>,
    /// At the most, at the highest price.
    pub high_cents: i64,
}

/// On what an estimate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SavingBaseline {
    /// What the household's own meter shows.
    Measured,
    /// What a household like it uses.
    Reference,
}

/// What a household may save in a year by what was done. It is an estimate: never add it to what was measured.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "baseline": "measured", "baseline_per_year": 162.06, "per_year": {"low": 0.0, "central": 18.6369, "high": 48.618},
    "money_per_year": {"currency": "EUR", "low_cents": 0, "central_cents": 8424, "high_cents": 21975},
}))]
pub struct EstimatedSaving {
    /// On what it stands.
    pub baseline: SavingBaseline,
    /// What is used in a year without it, in the utility's unit.
    pub baseline_per_year: f64,
    /// How much less a year, in the utility's unit.
    pub per_year: EstimatedRange,
    /// What that is worth by the tariffs below; null if there is none.
    pub money_per_year: Option<EstimatedMoney>,
}

/// What a diagnosis comes to, with all that is known by now.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "diagnosis_id": "019ab0f2-6b1e-7c40-9d5e-313131313131",
    "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "utility": "water", "unit": "m3", "occupants": 3,
    "before": null, "since": null,
    "reference": {
        "method": "water_2021_uses", "per_person_per_day": 0.13912, "per_day": 0.41736,
        "uses": [{"use": "toilet", "per_person_per_day": 0.0296}],
    },
    "ratio_to_reference": null, "saving": null, "tariffs": [], "kit_given_on": "2027-01-12",
    "kit_installed_on": null, "arm": "treatment", "follow_up_due_on": "2028-01-12", "follow_up_reading_id": null,
}))]
pub struct DiagnosisAssessment {
    /// The diagnosis.
    pub diagnosis_id: Uuid,
    /// Whose it is.
    pub household_id: Uuid,
    /// What it is about.
    pub utility: Utility,
    /// The unit of amounts: `m3` or `kWh`.
    pub unit: String,
    /// How many people lived there at the diagnosis.
    pub occupants: u32,
    /// What the household used up to the diagnosis: the last measured period of two weeks or more.
    pub before: Option<ConsumptionPeriod>,
    /// What it used since: the last measured period of two weeks or more that began at the diagnosis or later.
    pub since: Option<ConsumptionPeriod>,
    /// What a household like it uses; null where nothing sound can be said (electricity and gas).
    pub reference: Option<ConsumptionReference>,
    /// What it used before, as a multiple of the reference.
    pub ratio_to_reference: Option<f64>,
    /// What it may save by what was done; null if nothing was done that has a known effect.
    pub saving: Option<EstimatedSaving>,
    /// The tariffs that held on the day of the diagnosis in the communes of the neighbourhood.
    pub tariffs: Vec<Tariff>,
    /// The day of the first diagnosis that says that a kit was given.
    #[schema(value_type = Option<String>, format = Date)]
    pub kit_given_on: Option<Day>,
    /// The day of the first one that says that it is installed.
    #[schema(value_type = Option<String>, format = Date)]
    pub kit_installed_on: Option<Day>,
    /// The arm of the household's stairwell in the campaign, if one was drawn.
    pub arm: Option<Arm>,
    /// When the meter is to be read again.
    #[schema(value_type = String, format = Date)]
    pub follow_up_due_on: Day,
    /// The reading that was due, once it was made: measured, and not more than 30 days early.
    pub follow_up_reading_id: Option<Uuid>,
}

impl From<Assessed> for DiagnosisAssessment {
    fn from(found: Assessed) -> Self {
        let Assessed { assessment, tariffs, arm } = found;
        let diagnosis = assessment.diagnosis;
        let occupants = diagnosis.content.occupants;
        let period = |period| ConsumptionPeriod::new(&period, Some(occupants));
        let ratio =
            assessment.before.zip(assessment.reference.as_ref()).map(|(p, r)| p.per_day() / r.per_day);
        Self {
            diagnosis_id: diagnosis.id.0,
            household_id: diagnosis.household_id.0,
            utility: diagnosis.utility.into(),
            unit: diagnosis.utility.unit().to_owned(),
            occupants,
            before: assessment.before.map(period),
            since: assessment.since.map(period),
            reference: assessment.reference.map(Into::into),
            ratio_to_reference: ratio.map(rounded),
            saving: assessment.saving.map(|saving| told(saving, &tariffs)),
            tariffs: tariffs.into_iter().map(Into::into).collect(),
            kit_given_on: assessment.kit_given_on,
            kit_installed_on: assessment.kit_installed_on,
            arm: arm.map(Into::into),
            follow_up_due_on: diagnosis.follow_up_due_on,
            follow_up_reading_id: assessment.follow_up_reading_id.map(Uuid::from),
        }
    }
}

fn told(saving: diagnosis::Saving, tariffs: &[palier_domain::tariff::Tariff]) -> EstimatedSaving {
    // Prices of different currencies are not compared: those of the first one are taken.
    let currency = tariffs.first().map(|tariff| tariff.content.currency.clone());
    let same = tariffs.iter().filter(|tariff| Some(&tariff.content.currency) == currency.as_ref());
    let prices: Vec<i64> = same.map(|tariff| tariff.content.price_micros).collect();
    #[expect(clippy::cast_possible_truncation, reason = "a household's bill is far below 2^63 cents")]
    let cents = |value: f64| value.round() as i64;
    let money = cost(saving.per_year, &prices).zip(currency).map(|(range, currency)| EstimatedMoney {
        currency: currency.to_string(),
        low_cents: cents(range.low),
        central_cents: range.central.map(cents),
        high_cents: cents(range.high),
    });
    EstimatedSaving {
        baseline: match saving.baseline {
            Baseline::Measured(_) => SavingBaseline::Measured,
            Baseline::Reference(_) => SavingBaseline::Reference,
        },
        baseline_per_year: rounded(saving.baseline.per_year()),
        per_year: saving.per_year.into(),
        money_per_year: money,
    }
}
