//! Diagnoses on the wire.

mod assessment;
mod wire;

use actix_web::{HttpRequest, HttpResponse, get, post, web::Data};
use palier_domain::{
    diagnosis::{self, DiagnosisDraft},
    ids::{CampaignId, DiagnosisId, HouseholdId},
    time::Day,
};
use palier_store::{filters, query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

pub use assessment::DiagnosisAssessment;
pub use wire::{Diagnosis, DiagnosisInput};

use super::meter_readings::Utility;
use crate::{
    app::App,
    http::{
        extract::{Authorized, Body, Id, IfNoneMatch, Listing, Query, Write, scopes},
        list::{self, PageOf},
        problem::Problem,
        reply, run,
    },
    service::{ServiceError, diagnoses, field::Put, once::Reply},
};

/// Narrows the list of diagnoses.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DiagnosisFilter {
    /// Only diagnoses of this household.
    pub household_id: Option<Uuid>,
    /// Only diagnoses for this campaign.
    pub campaign_id: Option<Uuid>,
    /// Only diagnoses about this.
    #[param(inline)]
    pub utility: Option<Utility>,
    /// Only diagnoses whose meter is to be read again by this day, and was not read yet.
    #[param(value_type = Option<String>, format = Date)]
    pub follow_up_due_by: Option<Day>,
}

impl From<DiagnosisFilter> for filters::Diagnoses {
    fn from(filter: DiagnosisFilter) -> Self {
        Self {
            household_id: filter.household_id.map(HouseholdId),
            campaign_id: filter.campaign_id.map(CampaignId),
            utility: filter.utility.map(Into::into),
            follow_up_due_by: filter.follow_up_due_by,
        }
    }
}

/// The answer to a diagnosis that was put.
fn told(put: Put<diagnosis::Diagnosis>) -> Result<Reply, ServiceError> {
    match put {
        Put::Created(found) => {
            let (id, version) = (found.id, found.version());
            reply::created(&format!("/v1/diagnoses/{id}"), version, &Diagnosis::from(found))
        }
        Put::Unchanged(found) => reply::representation(200, found.version(), &Diagnosis::from(found)),
    }
}

/// List diagnoses
///
/// By id, which is mostly the order in which they were made. The operator sees all diagnoses, a device those that its
/// field worker made. With `follow_up_due_by`: whose meter is to be read again.
#[utoipa::path(
    tag = "diagnoses",
    params(DiagnosisFilter),
    security(("oauth2" = ["diagnoses:read"])),
    responses((status = 200, description = "A page of diagnoses.", body = PageOf<Diagnosis>)),
)]
#[get("/diagnoses")]
pub async fn list_diagnoses(
    app: Data<App>,
    caller: Authorized<scopes::DiagnosesRead>,
    filter: Query<DiagnosisFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::Diagnoses::from(filter.0);
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, diagnoses::list(&who, &filter, start))?.map(Diagnosis::from))
    })
    .await
}

/// Record a diagnosis
///
/// You choose its id; the same diagnosis sent again answers 200 and changes nothing. The household must have agreed
/// (`meter_data`). What its meter showed is a reading of its own; what all of it comes to is the assessment.
#[utoipa::path(
    tag = "diagnoses",
    security(("oauth2" = ["diagnoses:write"])),
    request_body = DiagnosisInput,
    responses(
        (status = 201, description = "The diagnosis was recorded.", body = Diagnosis),
        (status = 200, description = "It was there already.", body = Diagnosis),
    ),
)]
#[post("/diagnoses")]
pub async fn create_diagnosis(
    app: Data<App>,
    caller: Authorized<scopes::DiagnosesWrite>,
    write: Write,
    body: Body<DiagnosisInput>,
) -> Result<HttpResponse, Problem> {
    let draft = DiagnosisDraft::try_from(body.value)?;
    let writer = Data::clone(&app);
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| diagnoses::create(tx, act, writer.field(), draft),
        told,
    )
    .await
}

/// Get a diagnosis
///
/// As it was made at the household; a correction is another diagnosis, which supersedes it.
#[utoipa::path(
    tag = "diagnoses",
    params(("id" = Uuid, Path, description = "The diagnosis' id.")),
    security(("oauth2" = ["diagnoses:read"])),
    responses((status = 200, description = "The diagnosis.", body = Diagnosis)),
)]
#[get("/diagnoses/{id}")]
pub async fn get_diagnosis(
    app: Data<App>,
    caller: Authorized<scopes::DiagnosesRead>,
    id: Id<DiagnosisId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let found = run::read(&app, move |tx| Ok(query!(tx, diagnoses::find(&who, id.0))?)).await?;
    reply::conditional(&known, found.version(), &Diagnosis::from(found))
}

/// Assess a diagnosis
///
/// What it comes to by now: consumption before and since by the household's own meter, what a household like it uses, what
/// may be saved with its range, and whether the meter was read again. Refused (`consent_required`) once the household no
/// longer agrees. How each figure is reckoned stands in docs/consumption.md.
#[utoipa::path(
    tag = "diagnoses",
    params(("id" = Uuid, Path, description = "The diagnosis' id.")),
    security(("oauth2" = ["diagnoses:read"])),
    responses(
        (status = 200, description = "What it comes to.", body = DiagnosisAssessment),
        (status = 409, description = "The household does not agree (any more)."),
    ),
)]
#[get("/diagnoses/{id}/assessment")]
pub async fn get_diagnosis_assessment(
    app: Data<App>,
    caller: Authorized<scopes::DiagnosesRead>,
    id: Id<DiagnosisId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let found = run::read(&app, move |tx| diagnoses::assessed(tx, &who, id.0)).await?;
    reply::conditional_by_content(&known, &DiagnosisAssessment::from(found))
}
