//! Meter readings on the wire.

mod consumption;
mod wire;

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    ids::{HouseholdId, MeterReadingId},
    meter_reading::{self, MeterReadingDraft},
};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

pub use consumption::{
    ConsumptionPeriod, ConsumptionQuality, HouseholdConsumption, get_household_consumption,
};
pub use wire::{MeterReading, MeterReadingInput, ReadingSource, Utility};

use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{ServiceError, field::Put, meter_readings, once::Reply},
};

/// Narrows the list of meter readings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MeterReadingFilter {
    /// Only readings of this household's meters.
    pub household_id: Option<Uuid>,
    /// Only readings of meters for this.
    #[param(inline)]
    pub utility: Option<Utility>,
    /// Only readings that are known so.
    #[param(inline)]
    pub source: Option<ReadingSource>,
    /// Only readings with flags (`true`) or without (`false`).
    pub flagged: Option<bool>,
}

impl From<MeterReadingFilter> for filters::MeterReadings {
    fn from(filter: MeterReadingFilter) -> Self {
        Self {
            household_id: filter.household_id.map(HouseholdId),
            utility: filter.utility.map(Into::into),
            source: filter.source.map(Into::into),
            flagged: filter.flagged,
        }
    }
}

/// The answer to a reading that was put.
fn told(put: Put<meter_reading::MeterReading>) -> Result<Reply, ServiceError> {
    match put {
        Put::Created(reading) => {
            let (id, version) = (reading.id, reading.version);
            reply::created(&format!("/v1/meter-readings/{id}"), version, &MeterReading::from(reading))
        }
        Put::Unchanged(reading) => reply::representation(200, reading.version, &MeterReading::from(reading)),
    }
}

/// List meter readings
///
/// By id, which is mostly the order in which they were taken down. The operator sees all readings, a device those that its
/// field worker took down.
#[utoipa::path(
    tag = "meter-readings",
    params(MeterReadingFilter),
    security(("oauth2" = ["meter-readings:read"])),
    responses((status = 200, description = "A page of readings.", body = PageOf<MeterReading>)),
)]
#[get("/meter-readings")]
pub async fn list_meter_readings(
    app: Data<App>,
    caller: Authorized<scopes::MeterReadingsRead>,
    filter: Query<MeterReadingFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::MeterReadings::from(filter.0);
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, meter_readings::list(&who, &filter, start))?.map(MeterReading::from))
    })
    .await
}

/// Record a meter reading
///
/// You choose its id; the same reading sent again answers 200 and changes nothing. The household must have agreed
/// (`meter_data`). An index that can't be by itself is refused; one that contradicts another reading (it went down, more
/// flowed than a meter lets through) is kept and flagged, since either of the two may be wrong.
#[utoipa::path(
    tag = "meter-readings",
    security(("oauth2" = ["meter-readings:write"])),
    request_body = MeterReadingInput,
    responses(
        (status = 201, description = "The reading was recorded.", body = MeterReading),
        (status = 200, description = "It was there already.", body = MeterReading),
    ),
)]
#[post("/meter-readings")]
pub async fn create_meter_reading(
    app: Data<App>,
    caller: Authorized<scopes::MeterReadingsWrite>,
    write: Write,
    body: Body<MeterReadingInput>,
) -> Result<HttpResponse, Problem> {
    let draft = MeterReadingDraft::try_from(body.value)?;
    let writer = Data::clone(&app);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| meter_readings::create(tx, act, writer.field(), draft),
        told,
    )
    .await
}

/// Get a meter reading
///
/// With what the operator should look at.
#[utoipa::path(
    tag = "meter-readings",
    params(("id" = Uuid, Path, description = "The reading's id.")),
    security(("oauth2" = ["meter-readings:read"])),
    responses((status = 200, description = "The reading.", body = MeterReading)),
)]
#[get("/meter-readings/{id}")]
pub async fn get_meter_reading(
    app: Data<App>,
    caller: Authorized<scopes::MeterReadingsRead>,
    id: Id<MeterReadingId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let reading = run::read(&app, move |tx| Ok(query!(tx, meter_readings::find(&who, id.0))?)).await?;
    reply::conditional(&known, reading.version, &MeterReading::from(reading))
}
