//! Organisations on the wire.

use actix_web::{HttpRequest, HttpResponse, get, patch, post, web::Data};
use palier_domain::{
    code::CommuneCode,
    error::Invalid,
    ids::OrganisationId,
    organisation::{self, OrganisationDraft},
    time::Instant,
};
use palier_store::{filters, query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

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
    service::organisations,
};

/// What an organisation is to the deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// The association that runs the deployment. It sees everything.
    Operator,
    /// Buys campaigns and pushes their content.
    Partner,
    /// A commune or a group of communes; reads what concerns its neighbourhoods.
    Municipality,
    /// Publishes third-party applications.
    AppPublisher,
}

super::same_names!(
    organisation::OrganisationKind,
    OrganisationKind { Operator, Partner, Municipality, AppPublisher }
);

/// An organisation: a tenant of this deployment.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e", "kind": "municipality", "name": "Ville de Montrelais",
    "commune_codes": ["99001"],
    "created_at": "2026-11-23T09:30:00.000000Z", "updated_at": "2026-11-23T09:30:00.000000Z",
}))]
pub struct Organisation {
    /// Its id.
    pub id: Uuid,
    /// What it is to the deployment; fixed for life.
    pub kind: OrganisationKind,
    /// Its public name.
    pub name: String,
    /// The communes (INSEE codes) that a municipality answers for; empty for every other kind.
    #[schema(value_type = Vec<codes::CommuneCode>)]
    pub commune_codes: Vec<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl From<organisation::Organisation> for Organisation {
    fn from(organisation: organisation::Organisation) -> Self {
        Self {
            id: organisation.id.0,
            kind: organisation.kind.into(),
            name: organisation.name,
            commune_codes: organisation.commune_codes.iter().map(ToString::to_string).collect(),
            created_at: organisation.created_at,
            updated_at: organisation.updated_at,
        }
    }
}

impl Item for Organisation {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("kind", "/kind"),
        ("name", "/name"),
        ("commune_codes", "/commune_codes"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}

/// What an operator says of an organisation.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "kind": "municipality", "name": "Ville de Montrelais", "commune_codes": ["99001"],
}))]
pub struct OrganisationInput {
    /// What it is to the deployment; fixed for life.
    pub kind: OrganisationKind,
    /// Its public name.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(custom(function = text::line))]
    pub name: String,
    /// The communes (INSEE codes) that a municipality answers for: at least one for a municipality, none for
    /// others.
    #[serde(default)]
    #[schema(value_type = Vec<codes::CommuneCode>, max_items = 200)]
    pub commune_codes: Vec<String>,
}

impl From<&organisation::Organisation> for OrganisationInput {
    fn from(organisation: &organisation::Organisation) -> Self {
        Self {
            kind: organisation.kind.into(),
            name: organisation.name.clone(),
            commune_codes: organisation.commune_codes.iter().map(ToString::to_string).collect(),
        }
    }
}

impl TryFrom<OrganisationInput> for OrganisationDraft {
    type Error = Invalid;

    fn try_from(input: OrganisationInput) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let commune_codes =
            super::each(&mut invalid, "/commune_codes", input.commune_codes, CommuneCode::new);
        invalid.or(Self { kind: input.kind.into(), name: input.name.trim().to_owned(), commune_codes })
    }
}

/// Narrows the list of organisations.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OrganisationFilter {
    /// Only organisations of this kind.
    #[param(inline)]
    pub kind: Option<OrganisationKind>,
}

/// List organisations
///
/// Oldest first. The operator sees all organisations; everyone else gets a list of one, its own.
#[utoipa::path(
    tag = "organisations",
    params(OrganisationFilter),
    security(("oauth2" = ["organisations:read"])),
    responses((status = 200, description = "A page of organisations.", body = PageOf<Organisation>)),
)]
#[get("/organisations")]
pub async fn list_organisations(
    app: Data<App>,
    caller: Authorized<scopes::OrganisationsRead>,
    filter: Query<OrganisationFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let filter = filters::Organisations { kind: filter.0.kind.map(Into::into) };
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, organisations::list(&who, &filter, start))?.map(Organisation::from))
    })
    .await
}

/// Create an organisation
///
/// The operator takes in a new tenant. A municipality names the communes it answers for: they decide which
/// neighbourhoods' campaigns it sees. Create its API clients next, with `POST /v1/clients`.
#[utoipa::path(
    tag = "organisations",
    security(("oauth2" = ["organisations:write"])),
    request_body = OrganisationInput,
    responses((status = 201, description = "The organisation was created.", body = Organisation)),
)]
#[post("/organisations")]
pub async fn create_organisation(
    app: Data<App>,
    caller: Authorized<scopes::OrganisationsWrite>,
    write: Write,
    body: Body<OrganisationInput>,
) -> Result<HttpResponse, Problem> {
    let draft = OrganisationDraft::try_from(body.value)?;
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| organisations::create(tx, act, draft),
        |organisation| {
            let (id, version) = (organisation.id, organisation.version);
            reply::created(&format!("/v1/organisations/{id}"), version, &Organisation::from(organisation))
        },
    )
    .await
}

/// Get an organisation
///
/// The operator reads any organisation, everyone else its own; any other id answers 404.
#[utoipa::path(
    tag = "organisations",
    params(("id" = Uuid, Path, description = "The organisation's id.")),
    security(("oauth2" = ["organisations:read"])),
    responses((status = 200, description = "The organisation.", body = Organisation)),
)]
#[get("/organisations/{id}")]
pub async fn get_organisation(
    app: Data<App>,
    caller: Authorized<scopes::OrganisationsRead>,
    id: Id<OrganisationId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let organisation = run::read(&app, move |tx| Ok(query!(tx, organisations::find(&who, id.0))?)).await?;
    reply::conditional(&known, organisation.version, &Organisation::from(organisation))
}

/// Change an organisation
///
/// A JSON Merge Patch. The kind is fixed for life. When a municipality's communes change, its access tokens stop
/// working within a second, since they name the communes; its clients then get new ones as usual.
#[utoipa::path(
    tag = "organisations",
    params(("id" = Uuid, Path, description = "The organisation's id.")),
    security(("oauth2" = ["organisations:write"])),
    request_body(content = OrganisationInput, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The organisation as it is now.", body = Organisation)),
)]
#[patch("/organisations/{id}")]
pub async fn update_organisation(
    app: Data<App>,
    caller: Authorized<scopes::OrganisationsWrite>,
    id: Id<OrganisationId>,
    expected: IfMatch,
    writes: Writes,
    patch: MergePatch,
) -> Result<HttpResponse, Problem> {
    let lifetime = app.config.auth.access_token_seconds;
    let contract = app.contract.clone();
    let fingerprint = patch.fingerprint.clone();
    run::write(
        &app,
        (caller.act(), writes, fingerprint),
        move |tx, act| {
            organisations::update(tx, act, (id.0, &expected.0), lifetime, |current| {
                let input = OrganisationInput::from(current);
                patch.apply(&contract, "OrganisationInput", &input)?.try_into()
            })
        },
        |organisation| reply::representation(200, organisation.version, &Organisation::from(organisation)),
    )
    .await
}
