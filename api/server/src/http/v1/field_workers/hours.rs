//! What a field worker worked, on the wire.

use actix_web::{HttpResponse, get, web::Data};
use palier_domain::{hours::MonthWorked, ids::FieldWorkerId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    app::App,
    http::{
        extract::{Authorized, Id, IfNoneMatch, Query, scopes},
        problem::Problem,
        reply, run,
    },
    service::field_workers,
};

/// A month of a field worker.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "month": 9, "hours_contracted": 16, "hours_worked": 14.25, "days": 6, "rounds": 6, "visits": 118,
}))]
pub struct MonthOfWork {
    /// Which month of the year, from 1.
    #[schema(minimum = 1, maximum = 12)]
    pub month: u32,
    /// Hours of the contract; those of a full month as soon as the contract runs on one day of it.
    pub hours_contracted: u32,
    /// Hours worked at the doors, derived from visits.
    pub hours_worked: f64,
    /// On how many days.
    pub days: u32,
    /// Rounds in which a visit was made.
    pub rounds: u32,
    /// Visits made, corrected ones once.
    pub visits: u32,
}

/// What a field worker worked in a year, beside the contract.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "field_worker_id": "019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b", "year": 2026,
    "months": [{"month": 9, "hours_contracted": 16, "hours_worked": 14.25, "days": 6, "rounds": 6, "visits": 118}],
}))]
pub struct FieldWorkerHours {
    /// Whose hours.
    pub field_worker_id: Uuid,
    /// Of which year.
    pub year: i16,
    /// Its twelve months.
    pub months: Vec<MonthOfWork>,
}

impl FieldWorkerHours {
    fn new((id, year): (FieldWorkerId, i16), months: Vec<MonthWorked>) -> Self {
        let months = (1..).zip(months).map(|(month, worked)| MonthOfWork {
            month,
            hours_contracted: worked.hours_contracted,
            hours_worked: hours(worked.seconds),
            days: worked.days,
            rounds: worked.rounds,
            visits: worked.visits,
        });
        Self { field_worker_id: id.0, year, months: months.collect() }
    }
}

/// To the hundredth of an hour.
fn hours(seconds: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a month has less than 2^53 seconds")]
    let seconds = seconds as f64;
    (seconds / 36.0).round() / 100.0
}

/// Says of which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HoursQuery {
    /// The year; this one if it is left out.
    #[param(minimum = 2000, maximum = 2100)]
    pub year: Option<i16>,
}

/// Get a field worker's hours
///
/// What was worked at the doors, month by month, with the contract's hours beside it. It is derived, and nobody writes it
/// down: the visits of one round make one stretch, from the beginning of the first to the end of the last; a visit outside
/// of any round is one of its own; stretches that overlap count once. Training, preparation and the way to the doors leave
/// no trace here, so that it is a lower bound of what was worked, and no basis for pay.
#[utoipa::path(
    tag = "field-workers",
    params(("id" = Uuid, Path, description = "The field worker's id."), HoursQuery),
    security(("oauth2" = ["field-workers:read"])),
    responses((status = 200, description = "The hours of a year.", body = FieldWorkerHours)),
)]
#[get("/field-workers/{id}/hours")]
pub async fn get_field_worker_hours(
    app: Data<App>,
    caller: Authorized<scopes::FieldWorkersRead>,
    id: Id<FieldWorkerId>,
    query: Query<HoursQuery>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let of = (id.0, query.0.year.unwrap_or_else(|| app.now().day().year()));
    let months = run::read(&app, move |tx| field_workers::hours(tx, &who, of)).await?;
    reply::conditional_by_content(&known, &FieldWorkerHours::new(of, months))
}
