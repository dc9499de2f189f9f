//! Protected figures of needs, by neighbourhood and commune, on the wire.

use actix_web::{HttpRequest, HttpResponse, get, web::Data};
use palier_domain::{
    boundary,
    caller::Actor,
    code::{CommuneCode, NeighbourhoodCode},
    release::Level,
    theme::{parents, themes},
};
use palier_store::{Tx, filters, query};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::{
    codes,
    figures::Figure,
    neighbourhoods::{CollectionType, FeatureType, MultiPolygon},
    releases::period,
};
use crate::{
    app::App,
    http::{
        extract::{Authorized, Listing, Named, Query, scopes},
        list::{self, Columns, Item, PageOf},
        negotiate::{Format, negotiate},
        problem::Problem,
    },
    service::{
        ServiceError,
        figures::{self, LineFilter, NeedLine, PlaceAsked},
    },
};

/// What households of a place lacked in a closed period. Residents who open and talk are those who chose to: read the
/// doors tried and the contact rate beside each figure, and do not extrapolate to those who were not met.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "period": "2026-Q3", "vintage": 2024, "level": "neighbourhood", "place": "QN09901N", "theme": "palier:eau",
    "households": {"value": 35, "status": "published"}, "households_met": {"value": 120, "status": "published"},
    "share_of_met": 0.292, "doors_tried": {"value": 215, "status": "published"},
    "doors_opened": {"value": 130, "status": "published"}, "contact_rate": 0.605,
}))]
pub struct NeedFigures {
    /// The quarter or year.
    #[schema(value_type = codes::Period)]
    pub period: String,
    /// The vintage of the neighbourhoods that were counted. A period may be told of several, each by itself: a commune's line
    /// then holds its neighbourhoods of that vintage.
    #[schema(minimum = 2015, maximum = 2100)]
    pub vintage: i32,
    /// How large the place is.
    #[schema(value_type = codes::Level)]
    pub level: String,
    /// Its code.
    pub place: String,
    /// The theme, or the group of themes (`palier:eau`); null: any need. Themes are told from communes upwards.
    pub theme: Option<String>,
    /// Distinct households with such a need.
    pub households: Figure,
    /// Distinct households that were interviewed there in the period.
    pub households_met: Figure,
    /// The share of those met, where both are published.
    #[schema(minimum = 0, maximum = 1)]
    pub share_of_met: Option<f64>,
    /// Distinct households whose door was tried.
    pub doors_tried: Figure,
    /// Those where somebody opened.
    pub doors_opened: Figure,
    /// The share of doors tried that opened, where both are published.
    #[schema(minimum = 0, maximum = 1)]
    pub contact_rate: Option<f64>,
}

impl From<NeedLine> for NeedFigures {
    fn from(line: NeedLine) -> Self {
        let (households, households_met) = (Figure::from(line.households), Figure::from(line.households_met));
        let (tried, opened) = (Figure::from(line.doors_tried), Figure::from(line.doors_opened));
        Self {
            period: line.period.to_string(),
            vintage: line.vintage,
            level: line.place.level.as_str().to_owned(),
            place: line.place.code,
            theme: line.theme,
            share_of_met: households.share_of(households_met),
            contact_rate: opened.share_of(tried),
            households,
            households_met,
            doors_tried: tried,
            doors_opened: opened,
        }
    }
}

impl NeedFigures {
    /// The columns of the CSV export.
    pub const COLUMNS: Columns = &[
        ("period", "/period"),
        ("vintage", "/vintage"),
        ("level", "/level"),
        ("place", "/place"),
        ("theme", "/theme"),
        ("households", "/households/value"),
        ("households_status", "/households/status"),
        ("households_met", "/households_met/value"),
        ("households_met_status", "/households_met/status"),
        ("share_of_met", "/share_of_met"),
        ("doors_tried", "/doors_tried/value"),
        ("doors_tried_status", "/doors_tried/status"),
        ("doors_opened", "/doors_opened/value"),
        ("doors_opened_status", "/doors_opened/status"),
        ("contact_rate", "/contact_rate"),
    ];
}

/// Figures as a GeoJSON feature (RFC 7946): the neighbourhood's boundary with one line of its figures.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "Feature", "id": "2026-Q3/2024/QN09901N/palier:eau",
    "geometry": {"type": "MultiPolygon", "coordinates": [[[
        [2.5, 48.5], [2.51, 48.5], [2.51, 48.51], [2.5, 48.51], [2.5, 48.5],
    ]]]},
    "properties": {
        "period": "2026-Q3", "vintage": 2024, "level": "neighbourhood", "place": "QN09901N", "theme": "palier:eau",
        "households": {"value": 35, "status": "published"}, "households_met": {"value": 120, "status": "published"},
        "share_of_met": 0.292, "doors_tried": {"value": 215, "status": "published"},
        "doors_opened": {"value": 130, "status": "published"}, "contact_rate": 0.605,
    },
}))]
pub struct NeedFiguresFeature {
    /// Always `Feature`.
    #[serde(rename = "type")]
    #[schema(inline)]
    pub kind: FeatureType,
    /// Period, vintage, place and theme.
    pub id: String,
    /// The neighbourhood's boundary in WGS84; `null` for larger places.
    #[schema(value_type = Option<MultiPolygon>)]
    pub geometry: Option<Value>,
    /// The figures.
    pub properties: NeedFigures,
}

/// Figures as a GeoJSON feature collection (RFC 7946).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "FeatureCollection",
    "features": [{
        "type": "Feature", "id": "2026-Q3/2024/QN09901N/palier:eau", "geometry": null,
        "properties": {
            "period": "2026-Q3", "vintage": 2024, "level": "neighbourhood", "place": "QN09901N", "theme": "palier:eau",
            "households": {"value": null, "status": "withheld"},
            "households_met": {"value": 120, "status": "published"}, "share_of_met": null,
            "doors_tried": {"value": 215, "status": "published"},
            "doors_opened": {"value": 130, "status": "published"}, "contact_rate": 0.605,
        },
    }],
}))]
pub struct NeedFiguresCollection {
    /// Always `FeatureCollection`.
    #[serde(rename = "type")]
    #[schema(inline)]
    pub kind: CollectionType,
    /// One a line.
    pub features: Vec<NeedFiguresFeature>,
}

/// What a list holds: the figures, and the boundary if the format has a place for it.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
struct Listed {
    figures: NeedFigures,
    #[serde(skip)]
    geometry: Option<Value>,
}

impl Item for Listed {
    const COLUMNS: Columns = NeedFigures::COLUMNS;
    const FORMATS: &'static [Format] = &[Format::Json, Format::GeoJson, Format::Ndjson, Format::Csv];

    fn feature(&self) -> Option<Value> {
        let NeedFigures { period, vintage, place, theme, .. } = &self.figures;
        let feature = NeedFiguresFeature {
            kind: FeatureType::Feature,
            id: format!("{period}/{vintage}/{place}/{}", theme.as_deref().unwrap_or("any")),
            geometry: self.geometry.clone(),
            properties: self.figures.clone(),
        };
        serde_json::to_value(feature).ok()
    }
}

/// Narrows the figures.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NeedFiguresFilter {
    /// Only this quarter or year; all that were published, if it is left out: the trend. A year stands before its quarters.
    /// Compare quarters with quarters and years with years: a year counts a household once, and its door as opened if it
    /// ever opened in the year, so that its contact rate is higher than those of its quarters.
    #[param(value_type = Option<codes::Period>, inline)]
    pub period: Option<String>,
    /// Only this theme or group of themes, such as `palier:eau` or `palier:eau--facture`; one that there is not is refused.
    /// Themes are told from communes upwards: of a neighbourhood the list is empty for them.
    #[param(pattern = "^(palier:)?[a-z0-9-]+$", min_length = 1, max_length = 120)]
    pub theme: Option<String>,
}

/// A theme or group of themes that there is.
fn known(theme: String) -> Result<String, Problem> {
    let is_known =
        themes().iter().any(|known| known.code == theme) || parents().iter().any(|known| known.code == theme);
    let detail = format!("There is no theme or group of themes `{theme}`. See `GET /v1/themes`.");
    is_known.then_some(theme).ok_or_else(|| Problem::parameter("theme", "unknown_reference", detail))
}

type Places = Box<dyn Fn(&mut Tx<'_>, &Actor) -> Result<Vec<PlaceAsked>, ServiceError> + Send + Sync>;

async fn respond(
    app: &Data<App>,
    request: &HttpRequest,
    (who, filter, listing): (Actor, NeedFiguresFilter, Listing),
    places: Places,
) -> Result<HttpResponse, Problem> {
    let filter = LineFilter { period: period(filter.period)?, theme: filter.theme.map(known).transpose()? };
    let boundaries = negotiate(request, Listed::FORMATS)? == Format::GeoJson;
    list::respond(app, request, listing, move |tx, start| {
        let places = places(tx, &who)?;
        let page = figures::need_lines(tx, &who, (&places, &filter), start)?;
        let shapes = if boundaries { shapes(tx, &who, &places)? } else { Default::default() };
        Ok(page.map(|line| Listed {
            geometry: shapes.get(&line.place.code).cloned().flatten(),
            figures: NeedFigures::from(line),
        }))
    })
    .await
}

type Shapes = std::collections::HashMap<String, Option<Value>>;

fn shapes(tx: &mut Tx<'_>, who: &Actor, places: &[PlaceAsked]) -> Result<Shapes, ServiceError> {
    let mut shapes = Shapes::new();
    for place in places.iter().filter(|place| place.level == Level::Neighbourhood) {
        let found = query!(tx, neighbourhoods::find(who, &NeighbourhoodCode::trusted(place.code.clone())))?;
        let geometry =
            found.boundary.as_ref().and_then(|shape| serde_json::from_str(&boundary::to_geojson(shape)).ok());
        shapes.insert(place.code.clone(), geometry);
    }
    Ok(shapes)
}

/// List a neighbourhood's needs
///
/// By period and theme: how many distinct households told of a need, beside those met and the doors tried. A municipality
/// reads its own neighbourhoods. `Accept: text/csv` gives a table, `application/geo+json` a map.
#[utoipa::path(
    tag = "needs",
    params(
        ("code" = String, Path, description = "The neighbourhood's official code.", example = "QN09901N"),
        NeedFiguresFilter,
    ),
    security(("oauth2" = ["releases:read"])),
    responses((
        status = 200, description = "A page of figures, or all of them as features.",
        content((PageOf<NeedFigures> = "application/json"), (NeedFiguresCollection = "application/geo+json")),
    )),
)]
#[get("/neighbourhoods/{code}/needs")]
pub async fn list_neighbourhood_needs(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesRead>,
    code: Named,
    filter: Query<NeedFiguresFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let code = NeighbourhoodCode::new(code.0).map_err(|_| Problem::not_found())?;
    let places: Places = Box::new(move |tx, who| Ok(vec![figures::neighbourhood(tx, who, &code)?]));
    respond(&app, &request, (caller.actor().clone(), filter.0, listing), places).await
}

/// List a municipality's needs
///
/// Of the commune as a whole, and of each neighbourhood that lies in it, wholly or in part. A neighbourhood that spans
/// communes is counted in the first of them (by code) alone, so that the commune's own figures may leave it out while
/// its line is listed.
#[utoipa::path(
    tag = "needs",
    params(
        ("commune_code" = String, Path, description = "The commune's INSEE code.", example = "99001"),
        NeedFiguresFilter,
    ),
    security(("oauth2" = ["releases:read"])),
    responses((
        status = 200, description = "A page of figures, or all of them as features.",
        content((PageOf<NeedFigures> = "application/json"), (NeedFiguresCollection = "application/geo+json")),
    )),
)]
#[get("/municipalities/{commune_code}/needs")]
pub async fn list_municipality_needs(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesRead>,
    commune_code: Named,
    filter: Query<NeedFiguresFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let code = CommuneCode::new(commune_code.0).map_err(|_| Problem::not_found())?;
    let places: Places = Box::new(move |tx, who| {
        let mut places = vec![figures::commune(tx, who, &code)?];
        let inside = filters::Neighbourhoods { commune_code: Some(code.clone()), ..Default::default() };
        let codes = query!(tx, neighbourhoods::codes(who, &inside))?;
        places.extend(
            codes.into_iter().map(|code| PlaceAsked { level: Level::Neighbourhood, code: code.to_string() }),
        );
        Ok(places)
    });
    respond(&app, &request, (caller.actor().clone(), filter.0, listing), places).await
}

/// Export needs
///
/// All figures of needs that the caller may read, of every place and period: the operator everything, a municipality the
/// country, its departments, its communes and their neighbourhoods, all others the country.
#[utoipa::path(
    tag = "needs",
    params(NeedFiguresFilter),
    security(("oauth2" = ["releases:read"])),
    responses((
        status = 200, description = "A page of figures, or all of them as features.",
        content((PageOf<NeedFigures> = "application/json"), (NeedFiguresCollection = "application/geo+json")),
    )),
)]
#[get("/needs/export")]
pub async fn export_needs(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesRead>,
    filter: Query<NeedFiguresFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let places: Places = Box::new(figures::places);
    respond(&app, &request, (caller.actor().clone(), filter.0, listing), places).await
}
