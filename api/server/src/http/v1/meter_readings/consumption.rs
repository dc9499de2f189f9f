//! What a household uses, on the wire.

use actix_web::{HttpResponse, get, web::Data};
use palier_domain::{
    consumption::{Period, Quality},
    ids::HouseholdId,
    time::Instant,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Utility;
use crate::{
    app::App,
    http::{
        extract::{Authorized, Id, IfNoneMatch, Query, scopes},
        problem::Problem,
        reply, run,
        v1::{rounded, same_names},
    },
    service::consumption,
};

/// How well a period is known: as well as the worse of its two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsumptionQuality {
    /// Both indexes were read, or stand on a bill as read.
    Measured,
    /// The household told at least one of them.
    Declared,
    /// At least one of them is an estimate.
    Estimated,
}

same_names!(Quality, ConsumptionQuality { Measured, Declared, Estimated });

/// What flowed between two readings of a meter.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "from": "2026-10-12T16:25:00.000000Z", "to": "2027-01-12T16:25:00.000000Z",
    "from_reading_id": "019ab0f2-6b1e-7c40-9d5e-292929292929",
    "to_reading_id": "019ab0f2-6b1e-7c40-9d5e-303030303030", "quality": "measured", "days": 92.0, "amount": 40.848,
    "per_day": 0.444, "per_person_per_day": 0.148,
}))]
pub struct ConsumptionPeriod {
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub from: Instant,
    /// When it ended.
    #[schema(value_type = String, format = DateTime)]
    pub to: Instant,
    /// The reading at its beginning.
    pub from_reading_id: Uuid,
    /// The reading at its end.
    pub to_reading_id: Uuid,
    /// How well it is known. Never add amounts of different qualities.
    pub quality: ConsumptionQuality,
    /// How long it was.
    pub days: f64,
    /// How much flowed, in the utility's unit.
    pub amount: f64,
    /// How much a day.
    pub per_day: f64,
    /// How much a person and day; null if it is not known how many live there.
    pub per_person_per_day: Option<f64>,
}

impl ConsumptionPeriod {
    /// A period of a household of so many people.
    #[must_use]
    pub fn new(period: &Period, occupants: Option<u32>) -> Self {
        Self {
            from: period.from.1,
            to: period.to.1,
            from_reading_id: period.from.0.0,
            to_reading_id: period.to.0.0,
            quality: period.quality.into(),
            days: rounded(period.days),
            amount: period.amount.units(),
            per_day: rounded(period.per_day()),
            per_person_per_day: occupants.and_then(|people| period.per_person_per_day(people)).map(rounded),
        }
    }
}

/// What a household uses, by its own meter.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "household_id": "019ab0f2-6b1e-7c40-9d5e-555555555555", "utility": "water", "unit": "m3", "occupants": 3,
    "periods": [{
        "from": "2026-10-12T16:25:00.000000Z", "to": "2027-01-12T16:25:00.000000Z",
        "from_reading_id": "019ab0f2-6b1e-7c40-9d5e-292929292929",
        "to_reading_id": "019ab0f2-6b1e-7c40-9d5e-303030303030", "quality": "measured", "days": 92.0,
        "amount": 40.848, "per_day": 0.444, "per_person_per_day": 0.148,
    }],
}))]
pub struct HouseholdConsumption {
    /// Whose it is.
    pub household_id: Uuid,
    /// Of what.
    pub utility: Utility,
    /// The unit of amounts: `m3` or `kWh`.
    pub unit: String,
    /// How many people live there, by the last diagnosis or else by what is known of the household.
    pub occupants: Option<u32>,
    /// Between readings, oldest first. Periods of different qualities overlap: `measured` ones lie between measured
    /// readings, whatever was declared or estimated between them.
    pub periods: Vec<ConsumptionPeriod>,
}

impl From<consumption::Consumption> for HouseholdConsumption {
    fn from(found: consumption::Consumption) -> Self {
        let period = |period| ConsumptionPeriod::new(period, found.occupants);
        Self {
            household_id: found.household_id.0,
            utility: found.utility.into(),
            unit: found.utility.unit().to_owned(),
            occupants: found.occupants,
            periods: found.periods.iter().map(period).collect(),
        }
    }
}

/// Says of which meter.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ConsumptionQuery {
    /// What the meter measures.
    #[param(inline)]
    pub utility: Utility,
}

/// Get a household's consumption
///
/// What flowed between the readings of one of its meters, a day and a person. Readings that are corrected, lie in the
/// future or contradict each other make no period. Refused (`consent_required`) once the household no longer agrees.
#[utoipa::path(
    tag = "meter-readings",
    params(("id" = Uuid, Path, description = "The household's id."), ConsumptionQuery),
    security(("oauth2" = ["meter-readings:read"])),
    responses(
        (status = 200, description = "Its consumption.", body = HouseholdConsumption),
        (status = 409, description = "The household does not agree (any more)."),
    ),
)]
#[get("/households/{id}/consumption")]
pub async fn get_household_consumption(
    app: Data<App>,
    caller: Authorized<scopes::MeterReadingsRead>,
    id: Id<HouseholdId>,
    query: Query<ConsumptionQuery>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let utility = query.0.utility.into();
    let found = run::read(&app, move |tx| consumption::of(tx, &who, id.0, utility)).await?;
    reply::conditional_by_content(&known, &HouseholdConsumption::from(found))
}
