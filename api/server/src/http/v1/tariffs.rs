//! Tariffs on the wire.

use actix_web::{HttpRequest, HttpResponse, get, patch, post, web::Data};
use palier_domain::{
    code::CommuneCode,
    error::Invalid,
    ids::TariffId,
    money::Currency,
    tariff::{self, TariffDraft},
    time::{Day, Instant},
};
use palier_store::{filters, query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::{codes, meter_readings::Utility};
use crate::{
    app::App,
    http::{
        extract::{
            Authorized, Body, Id, IfMatch, IfNoneMatch, Listing, MergePatch, Query, Write, Writes, scopes,
        },
        list::{self, Columns, Item, PageOf},
        problem::Problem,
        reply, run,
    },
    service::tariffs,
};

/// What a unit of a utility costs in a commune, from a day until the next tariff starts.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "019ab0f2-6b1e-7c40-9d5e-323232323232", "commune_code": "99001", "utility": "water", "unit": "m3",
    "starts_on": "2026-01-01", "price_micros": 4520000, "currency": "EUR",
    "created_at": "2026-01-05T08:00:00.000000Z", "updated_at": "2026-01-05T08:00:00.000000Z",
}))]
pub struct Tariff {
    /// Its id.
    pub id: Uuid,
    /// Where it holds.
    #[schema(value_type = codes::CommuneCode)]
    pub commune_code: String,
    /// What is paid for.
    pub utility: Utility,
    /// The unit that the price is of: `m3` or `kWh`.
    pub unit: String,
    /// The first day on which it holds.
    #[schema(value_type = String, format = Date)]
    pub starts_on: Day,
    /// What a unit costs in millionths of the currency's unit: 4520000 is 4.52 EUR.
    pub price_micros: i64,
    /// In which currency.
    #[schema(value_type = codes::Currency)]
    pub currency: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

impl From<tariff::Tariff> for Tariff {
    fn from(tariff: tariff::Tariff) -> Self {
        let TariffInput { commune_code, utility, starts_on, price_micros, currency } =
            TariffInput::from(&tariff);
        Self {
            id: tariff.id.0,
            commune_code,
            utility,
            unit: tariff.content.utility.unit().to_owned(),
            starts_on,
            price_micros,
            currency,
            created_at: tariff.created_at,
            updated_at: tariff.updated_at,
        }
    }
}

impl Item for Tariff {
    const COLUMNS: Columns = &[
        ("id", "/id"),
        ("commune_code", "/commune_code"),
        ("utility", "/utility"),
        ("unit", "/unit"),
        ("starts_on", "/starts_on"),
        ("price_micros", "/price_micros"),
        ("currency", "/currency"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}

/// What an operator says of a tariff.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "commune_code": "99001", "utility": "water", "starts_on": "2026-01-01", "price_micros": 4520000,
}))]
pub struct TariffInput {
    /// Where it holds.
    #[schema(value_type = codes::CommuneCode)]
    pub commune_code: String,
    /// What is paid for.
    pub utility: Utility,
    /// The first day on which it holds; it holds until the next one starts.
    #[schema(value_type = String, format = Date)]
    pub starts_on: Day,
    /// What one more unit (m3 of water, kWh of electricity or gas) costs, all taxes included, in millionths of the
    /// currency's unit. Leave standing charges out: nobody saves them by using less.
    #[schema(minimum = 1, maximum = 1_000_000_000)]
    pub price_micros: i64,
    /// In which currency; the euro if it is left out.
    #[serde(default = "euro")]
    #[schema(value_type = codes::Currency)]
    pub currency: String,
}

fn euro() -> String {
    Currency::default().to_string()
}

impl From<&tariff::Tariff> for TariffInput {
    fn from(tariff: &tariff::Tariff) -> Self {
        let content = &tariff.content;
        Self {
            commune_code: content.commune_code.to_string(),
            utility: content.utility.into(),
            starts_on: content.starts_on,
            price_micros: content.price_micros,
            currency: content.currency.to_string(),
        }
    }
}

impl TryFrom<TariffInput> for TariffDraft {
    type Error = Invalid;

    fn try_from(input: TariffInput) -> Result<Self, Invalid> {
        let commune_code =
            CommuneCode::new(input.commune_code).map_err(|wrong| wrong.within("/commune_code"))?;
        Ok(Self {
            commune_code,
            utility: input.utility.into(),
            starts_on: input.starts_on,
            price_micros: input.price_micros,
            currency: Currency::new(input.currency).map_err(|wrong| wrong.within("/currency"))?,
        })
    }
}

/// Narrows the list of tariffs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TariffFilter {
    /// Only tariffs of this commune (INSEE code).
    #[param(value_type = Option<codes::CommuneCode>)]
    pub commune_code: Option<String>,
    /// Only tariffs of this utility.
    #[param(inline)]
    pub utility: Option<Utility>,
}

/// List tariffs
///
/// Oldest entry first; they are no secret, so every client reads all of them. The savings that an assessment tells in
/// money are reckoned with those that held on the day of the diagnosis.
#[utoipa::path(
    tag = "tariffs",
    params(TariffFilter),
    security(("oauth2" = ["tariffs:read"])),
    responses((status = 200, description = "A page of tariffs.", body = PageOf<Tariff>)),
)]
#[get("/tariffs")]
pub async fn list_tariffs(
    app: Data<App>,
    caller: Authorized<scopes::TariffsRead>,
    filter: Query<TariffFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let TariffFilter { commune_code, utility } = filter.0;
    let commune_code = commune_code.map(CommuneCode::new).transpose();
    let commune_code = commune_code
        .map_err(|wrong| Problem::parameter("commune_code", "commune_code", wrong.0[0].detail.clone()))?;
    let filter = filters::Tariffs { commune_code, utility: utility.map(Into::into) };
    list::respond(&app, &request, listing, move |tx, start| {
        Ok(query!(tx, tariffs::list(&who, &filter, start))?.map(Tariff::from))
    })
    .await
}

/// Create a tariff
///
/// One for each commune, utility and first day. Palier brings no tariffs of its own: enter what the water service and the
/// suppliers of your communes publish.
#[utoipa::path(
    tag = "tariffs",
    security(("oauth2" = ["tariffs:write"])),
    request_body = TariffInput,
    responses((status = 201, description = "The tariff was created.", body = Tariff)),
)]
#[post("/tariffs")]
pub async fn create_tariff(
    app: Data<App>,
    caller: Authorized<scopes::TariffsWrite>,
    write: Write,
    body: Body<TariffInput>,
) -> Result<HttpResponse, Problem> {
    let draft = TariffDraft::try_from(body.value)?;
    run::write(
        &app,
        (caller.act(), write.0, body.fingerprint),
        move |tx, act| tariffs::create(tx, act, draft),
        |tariff| {
            let (id, version) = (tariff.id, tariff.version);
            reply::created(&format!("/v1/tariffs/{id}"), version, &Tariff::from(tariff))
        },
    )
    .await
}

/// Get a tariff
///
/// What a unit costs in a commune from a day on, by the id of the entry.
#[utoipa::path(
    tag = "tariffs",
    params(("id" = Uuid, Path, description = "The tariff's id.")),
    security(("oauth2" = ["tariffs:read"])),
    responses((status = 200, description = "The tariff.", body = Tariff)),
)]
#[get("/tariffs/{id}")]
pub async fn get_tariff(
    app: Data<App>,
    caller: Authorized<scopes::TariffsRead>,
    id: Id<TariffId>,
    known: IfNoneMatch,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let tariff = run::read(&app, move |tx| Ok(query!(tx, tariffs::find(&who, id.0))?)).await?;
    reply::conditional(&known, tariff.version, &Tariff::from(tariff))
}

/// Change a tariff
///
/// A JSON Merge Patch, to put a mistake right; a new price is a new tariff with its first day. Assessments are reckoned
/// anew each time they are read, so they follow.
#[utoipa::path(
    tag = "tariffs",
    params(("id" = Uuid, Path, description = "The tariff's id.")),
    security(("oauth2" = ["tariffs:write"])),
    request_body(content = TariffInput, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The tariff as it is now.", body = Tariff)),
)]
#[patch("/tariffs/{id}")]
pub async fn update_tariff(
    app: Data<App>,
    caller: Authorized<scopes::TariffsWrite>,
    id: Id<TariffId>,
    expected: IfMatch,
    writes: Writes,
    patch: MergePatch,
) -> Result<HttpResponse, Problem> {
    let contract = app.contract.clone();
    let fingerprint = patch.fingerprint.clone();
    run::write(
        &app,
        (caller.act(), writes, fingerprint),
        move |tx, act| {
            tariffs::update(tx, act, (id.0, &expected.0), |current| {
                patch.apply(&contract, "TariffInput", &TariffInput::from(current))?.try_into()
            })
        },
        |tariff| reply::representation(200, tariff.version, &Tariff::from(tariff)),
    )
    .await
}
