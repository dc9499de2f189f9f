//! Field workers on the wire.

mod hours;

use actix_web::{HttpRequest, HttpResponse, get, patch, post, web::Data};
use palier_domain::{
    code::NeighbourhoodCode,
    error::Invalid,
    field_worker::{self, FieldWorkerContent, FieldWorkerDraft},
    ids::{CampaignId, FieldWorkerId},
    language::LanguageTag,
    time::{Day, Instant},
};
use palier_store::{filters, query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

pub use hours::*;

use super::codes;
use crate::{
    app::App,
    http::{
        extract::{
            Authorized, Body, Id, IfMatch, IfNoneMatch, Listing, MergePatch, Query, Write, Writes, scopes,
        },
        list::{self, Columns, Item, PageOf},
        problem::Problem,
        reply, run, text,
    },
    service::field_workers,
};

/// Whether a field worker goes to the doors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldWorkerStatus {
    /// Goes.
    Active,
    /// Not at present: no rounds are planned for them.
    OnLeave,
    /// No longer. What they did stays.
    Left,
}

super::same_names!(field_worker::FieldWorkerStatus, FieldWorkerStatus { Active, OnLeave, Left });

/// What was agreed on with a field worker.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"starts_on": "2026-09-01", "ends_on": null, "hours_per_month": 16}))]
pub struct FieldWorkerContract {
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub starts_on: Day,
    /// Its last day; most contracts have none.
    #[schema(value_type = Option<String>, format = Date)]
    pub ends_on: Option<Day>,
    /// Hours a month; 16 is usual.
    #[schema(minimum = 1, maximum = 200)]
    pub hours_per_month: u32,
}

impl From<field_worker::Contract> for FieldWorkerContract {
    fn from(contract: field_worker::Contract) -> Self {
        Self {
            starts_on: contract.starts_on,
            ends_on: contract.ends_on,
            hours_per_month: contract.hours_per_month,
        }
    }
}

/// A resident whom the association employs to go from door to door, known here by a pseudonym.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b", "display_name": "Mésange", "status": "active",
    "languages": ["fr", "ar"], "neighbourhood_codes": ["QN09901N"],
    "contract": {"starts_on": "2026-09-01", "ends_on": null, "hours_per_month": 16},
    "trained_for": ["019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a"],
    "created_at": "2026-09-01T08:00:00.000000Z", "updated_at": "2026-11-23T09:30:00.000000Z",
}))]
pub struct FieldWorker {
    /// Its id.
    pub id: Uuid,
    /// A pseudonym, such as the name of a bird: never a person's own name.
    pub display_name: String,
    /// Whether they go to the doors.
    pub status: FieldWorkerStatus,
    /// What they speak, best first: a round's package holds the messages in these languages.
    #[schema(value_type = Vec<codes::LanguageTag>)]
    pub languages: Vec<String>,
    /// Where they are at home.
    #[schema(value_type = Vec<codes::NeighbourhoodCode>)]
    pub neighbourhood_codes: Vec<String>,
    /// What was agreed on.
    pub contract: FieldWorkerContract,
    /// The campaigns that they were trained for.
    pub trained_for: Vec<Uuid>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl From<field_worker::FieldWorker> for FieldWorker {
    fn from(worker: field_worker::FieldWorker) -> Self {
        let input = FieldWorkerInput::from(&worker);
        Self {
            id: worker.id.0,
            display_name: input.display_name,
            status: input.status,
            languages: input.languages,
            neighbourhood_codes: input.neighbourhood_codes,
            contract: input.contract,
            trained_for: input.trained_for,
            created_at: worker.created_at,
            updated_at: worker.updated_at,
        }
    }
}

impl Item for FieldWorker {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("display_name", "/display_name"),
        ("status", "/status"),
        ("languages", "/languages"),
        ("neighbourhood_codes", "/neighbourhood_codes"),
        ("contract_starts_on", "/contract/starts_on"),
        ("contract_ends_on", "/contract/ends_on"),
        ("hours_per_month", "/contract/hours_per_month"),
        ("trained_for", "/trained_for"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}

/// What an operator says of a field worker.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "display_name": "Mésange", "status": "active", "languages": ["fr", "ar"], "neighbourhood_codes": ["QN09901N"],
    "contract": {"starts_on": "2026-09-01", "ends_on": null, "hours_per_month": 16},
    "trained_for": ["019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a"],
}))]
pub struct FieldWorkerInput {
    /// A pseudonym, such as the name of a bird: never a person's own name.
    #[schema(min_length = 1, max_length = 80)]
    #[validate(custom(function = text::line))]
    pub display_name: String,
    /// Whether they go to the doors.
    #[serde(default = "active")]
    pub status: FieldWorkerStatus,
    /// What they speak, best first.
    #[schema(value_type = Vec<codes::LanguageTag>, min_items = 1, max_items = 30)]
    pub languages: Vec<String>,
    /// Where they are at home.
    #[serde(default)]
    #[schema(value_type = Vec<codes::NeighbourhoodCode>, max_items = 50)]
    pub neighbourhood_codes: Vec<String>,
    /// What was agreed on.
    #[validate(nested)]
    pub contract: FieldWorkerContract,
    /// The campaigns that they were trained for; only for these are rounds planned.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub trained_for: Vec<Uuid>,
}

const fn active() -> FieldWorkerStatus {
    FieldWorkerStatus::Active
}

impl From<&field_worker::FieldWorker> for FieldWorkerInput {
    fn from(worker: &field_worker::FieldWorker) -> Self {
        let content = &worker.content;
        Self {
            display_name: worker.display_name.clone(),
            status: worker.status.into(),
            languages: content.languages.iter().map(ToString::to_string).collect(),
            neighbourhood_codes: content.neighbourhood_codes.iter().map(ToString::to_string).collect(),
            contract: content.contract.into(),
            trained_for: content.trained_for.iter().map(|id| id.0).collect(),
        }
    }
}

impl TryFrom<FieldWorkerInput> for FieldWorkerDraft {
    type Error = Invalid;

    fn try_from(input: FieldWorkerInput) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let languages = super::each(&mut invalid, "/languages", input.languages, LanguageTag::new);
        let at = "/neighbourhood_codes";
        let neighbourhood_codes =
            super::each(&mut invalid, at, input.neighbourhood_codes, NeighbourhoodCode::new);
        invalid.or(Self {
            display_name: input.display_name.trim().to_owned(),
            status: input.status.into(),
            content: FieldWorkerContent {
                languages,
                neighbourhood_codes,
                contract: field_worker::Contract {
                    starts_on: input.contract.starts_on,
                    ends_on: input.contract.ends_on,
                    hours_per_month: input.contract.hours_per_month,
                },
                trained_for: input.trained_for.into_iter().map(CampaignId).collect(),
            },
        })
    }
}

/// Narrows the list of field workers.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FieldWorkerFilter {
    /// Only field workers who stand so.
    #[param(inline)]
    pub status: Option<FieldWorkerStatus>,
}

/// List field workers
///
/// In the order in which they were entered, each with its languages, neighbourhoods and contract, and the campaigns that
/// it was trained for: what one needs to know to plan a round. Those who have left stay in the list, since their rounds
/// and visits do; `status` leaves them out.
#[utoipa::path(
    tag = "field-workers",
    params(FieldWorkerFilter),
    security(("oauth2" = ["field-workers:read"])),
    responses((status = 200, description = "A page of field workers.", body = PageOf<FieldWorker>)),
)]
#[get("/field-workers")]
pub async fn list_field_workers(
    app: Data<App>,
    caller: Authorized<scopes::FieldWorkersRead>,
    filter: Query<FieldWorkerFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::FieldWorkers { status: filter.0.status.map(Into::into) };
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, field_workers::list(&who, &filter, start))?.map(FieldWorker::from))
    })
    .await
}

/// Create a field worker
///
/// The name is a pseudonym; who stands behind it is the association's own matter, and nothing of it belongs here. Rounds
/// are planned for a field worker who is active, under contract on the day, and trained for the campaign. The
/// neighbourhoods say where they are at home; they may go elsewhere too, to help out.
#[utoipa::path(
    tag = "field-workers",
    security(("oauth2" = ["field-workers:write"])),
    request_body = FieldWorkerInput,
    responses((status = 201, description = "The field worker was created.", body = FieldWorker)),
)]
#[post("/field-workers")]
pub async fn create_field_worker(
    app: Data<App>,
    caller: Authorized<scopes::FieldWorkersWrite>,
    write: Write,
    body: Body<FieldWorkerInput>,
) -> Result<HttpResponse, Problem> {
    let draft = FieldWorkerDraft::try_from(body.value)?;
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| field_workers::create(tx, act, draft),
        |worker| {
            let (id, version) = (worker.id, worker.version);
            reply::created(&format!("/v1/field-workers/{id}"), version, &FieldWorker::from(worker))
        },
    )
    .await
}

/// Get a field worker
///
/// By its id, with its contract and the campaigns that it was trained for.
#[utoipa::path(
    tag = "field-workers",
    params(("id" = Uuid, Path, description = "The field worker's id.")),
    security(("oauth2" = ["field-workers:read"])),
    responses((status = 200, description = "The field worker.", body = FieldWorker)),
)]
#[get("/field-workers/{id}")]
pub async fn get_field_worker(
    app: Data<App>,
    caller: Authorized<scopes::FieldWorkersRead>,
    id: Id<FieldWorkerId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let worker = run::read(&app, move |tx| Ok(query!(tx, field_workers::find(&who, id.0))?)).await?;
    reply::conditional(&known, worker.version, &FieldWorker::from(worker))
}

/// Change a field worker
///
/// A JSON Merge Patch; lists such as `trained_for` are replaced as a whole. Rounds that are planned already stay as
/// they are. The devices of one who left are revoked.
#[utoipa::path(
    tag = "field-workers",
    params(("id" = Uuid, Path, description = "The field worker's id.")),
    security(("oauth2" = ["field-workers:write"])),
    request_body(content = FieldWorkerInput, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The field worker as it is now.", body = FieldWorker)),
)]
#[patch("/field-workers/{id}")]
pub async fn update_field_worker(
    app: Data<App>,
    caller: Authorized<scopes::FieldWorkersWrite>,
    id: Id<FieldWorkerId>,
    expected: IfMatch,
    writes: Writes,
    patch: MergePatch,
) -> Result<HttpResponse, Problem> {
    let (contract, lifetime) = (app.contract.clone(), app.config.auth.access_token_seconds);
    let fingerprint = patch.fingerprint.clone();
    run::write(
        &app,
        (caller.act(), writes, fingerprint),
        move |tx, act| {
            field_workers::update(tx, act, (id.0, &expected.0), lifetime, |current| {
                let input = FieldWorkerInput::from(current);
                patch.apply(&contract, "FieldWorkerInput", &input)?.try_into()
            })
        },
        |worker| reply::representation(200, worker.version, &FieldWorker::from(worker)),
    )
    .await
}
