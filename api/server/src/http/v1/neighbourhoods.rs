//! Neighbourhoods on the wire.

use actix_web::{HttpRequest, HttpResponse, get, web::Data};
use palier_domain::{
    boundary,
    code::{CommuneCode, NeighbourhoodCode},
    geography::GeographyIndex,
    neighbourhood,
    time::Instant,
};
use palier_store::{filters, query};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::{
    app::App,
    http::{
        extract::{Authorized, IfNoneMatch, Listing, Named, Query, scopes},
        list::{self, Columns, Item, PageOf},
        negotiate::{Format, negotiate},
        problem::Problem,
        reply, run,
    },
    service::neighbourhoods::{self, Position},
};

/// A priority neighbourhood (*quartier prioritaire de la politique de la ville*).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "code": "QN09901N", "name": "Les Tilleuls", "vintage": 2024, "commune_codes": ["99001", "99002"],
    "predecessors": ["QP099001"], "successors": [],
    "created_at": "2026-11-23T09:30:00.000000Z", "updated_at": "2026-11-23T09:30:00.000000Z",
}))]
pub struct Neighbourhood {
    /// Its official code: `QN…` in the lists from 2024 on, `QP…` in those from 2015 on.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// The year of the list it stands in.
    pub vintage: i32,
    /// The communes (INSEE codes) that it lies in: at least one, and several for one neighbourhood in ten.
    pub commune_codes: Vec<String>,
    /// The neighbourhoods of an earlier list that it took over, wholly or in part.
    pub predecessors: Vec<String>,
    /// The neighbourhoods of a later list that took it over, wholly or in part.
    pub successors: Vec<String>,
    /// Metres from the position that `near` names, to a decimetre: 0 inside, else to the boundary. Only in lists
    /// with `near`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 0)]
    pub distance_m: Option<f64>,
    /// When it was first imported.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When an import last changed it.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

/// Says what a GeoJSON object is.
macro_rules! constant {
    ($($name:ident = $value:ident),+) => {$(
        #[doc = concat!("`", stringify!($value), "`.")]
        #[derive(Clone, Copy, Debug, Serialize, ToSchema)]
        pub enum $name {
            #[doc = concat!("`", stringify!($value), "`.")]
            $value,
        }
    )+};
}
constant!(GeometryType = MultiPolygon, FeatureType = Feature, CollectionType = FeatureCollection);

/// A boundary as a GeoJSON geometry (RFC 7946).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MultiPolygon {
    /// Always `MultiPolygon`.
    #[serde(rename = "type")]
    #[schema(inline)]
    pub kind: GeometryType,
    /// Polygons, each an outer ring and then its holes, of positions `[longitude, latitude]` in WGS84 degrees.
    pub coordinates: Vec<Vec<Vec<Vec<f64>>>>,
}

/// A neighbourhood as a GeoJSON feature (RFC 7946).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "Feature", "id": "QN09901N",
    "geometry": {"type": "MultiPolygon", "coordinates": [[[
        [2.5, 48.5], [2.51, 48.5], [2.51, 48.51], [2.5, 48.51], [2.5, 48.5],
    ]]]},
    "properties": {
        "code": "QN09901N", "name": "Les Tilleuls", "vintage": 2024, "commune_codes": ["99001", "99002"],
        "predecessors": ["QP099001"], "successors": [],
        "created_at": "2026-11-23T09:30:00.000000Z", "updated_at": "2026-11-23T09:30:00.000000Z",
    },
}))]
pub struct NeighbourhoodFeature {
    /// Always `Feature`.
    #[serde(rename = "type")]
    #[schema(inline)]
    pub kind: FeatureType,
    /// The neighbourhood's code.
    pub id: String,
    /// The boundary, a `MultiPolygon` in WGS84 (longitude before latitude); `null` where the official list has none.
    #[schema(value_type = Option<MultiPolygon>)]
    pub geometry: Option<Value>,
    /// The neighbourhood.
    pub properties: Neighbourhood,
}

/// Neighbourhoods as a GeoJSON feature collection (RFC 7946).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "FeatureCollection",
    "features": [{
        "type": "Feature", "id": "QN09901N",
        "geometry": {"type": "MultiPolygon", "coordinates": [[[
            [2.5, 48.5], [2.51, 48.5], [2.51, 48.51], [2.5, 48.51], [2.5, 48.5],
        ]]]},
        "properties": {
            "code": "QN09901N", "name": "Les Tilleuls", "vintage": 2024, "commune_codes": ["99001", "99002"],
            "predecessors": ["QP099001"], "successors": [],
            "created_at": "2026-11-23T09:30:00.000000Z", "updated_at": "2026-11-23T09:30:00.000000Z",
        },
    }],
}))]
pub struct NeighbourhoodCollection {
    /// Always `FeatureCollection`.
    #[serde(rename = "type")]
    #[schema(inline)]
    pub kind: CollectionType,
    /// The neighbourhoods.
    pub features: Vec<NeighbourhoodFeature>,
}

/// What a list holds: the neighbourhood, and its boundary if the format has a place for it.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
struct Listed {
    neighbourhood: Neighbourhood,
    #[serde(skip)]
    geometry: Option<Value>,
}

impl Neighbourhood {
    /// The columns of the CSV export.
    pub const COLUMNS: Columns = &[
        ("code", "/code"),
        ("name", "/name"),
        ("vintage", "/vintage"),
        ("commune_codes", "/commune_codes"),
        ("predecessors", "/predecessors"),
        ("successors", "/successors"),
        ("distance_m", "/distance_m"),
        ("created_at", "/created_at"),
        ("updated_at", "/updated_at"),
    ];
}

impl Item for Listed {
    const COLUMNS: Columns = Neighbourhood::COLUMNS;
    const FORMATS: &'static [Format] = &[Format::Json, Format::GeoJson, Format::Ndjson, Format::Csv];

    fn feature(&self) -> Option<Value> {
        let feature = feature(self.neighbourhood.clone(), self.geometry.clone());
        serde_json::to_value(feature).ok()
    }
}

impl From<neighbourhood::Neighbourhood> for Listed {
    fn from(neighbourhood: neighbourhood::Neighbourhood) -> Self {
        let texts = |codes: &[NeighbourhoodCode]| codes.iter().map(ToString::to_string).collect();
        // The text was written by serde_json a moment ago; it can be read back.
        let geometry = |boundary| serde_json::from_str(&boundary::to_geojson(boundary)).ok();
        Self {
            geometry: neighbourhood.boundary.as_ref().and_then(geometry),
            neighbourhood: Neighbourhood {
                code: neighbourhood.code.to_string(),
                name: neighbourhood.name,
                vintage: neighbourhood.vintage,
                commune_codes: neighbourhood.commune_codes.iter().map(ToString::to_string).collect(),
                predecessors: texts(&neighbourhood.predecessors),
                successors: texts(&neighbourhood.successors),
                distance_m: None,
                created_at: neighbourhood.created_at,
                updated_at: neighbourhood.updated_at,
            },
        }
    }
}

fn feature(neighbourhood: Neighbourhood, geometry: Option<Value>) -> NeighbourhoodFeature {
    NeighbourhoodFeature {
        kind: FeatureType::Feature,
        id: neighbourhood.code.clone(),
        geometry,
        properties: neighbourhood,
    }
}

/// Narrows and orders the list of neighbourhoods.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NeighbourhoodFilter {
    /// Only neighbourhoods that lie in this commune (INSEE code), wholly or in part. Paris is `75056`.
    #[param(pattern = "^([0-9]{5}|2[AB][0-9]{3})$", example = "99001")]
    pub commune_code: Option<String>,
    /// Only neighbourhoods of the list of this year: `2024`, or `2015` for the one before it.
    #[param(minimum = 2015, maximum = 2100, example = 2024)]
    pub vintage: Option<i32>,
    /// Only neighbourhoods whose name or code contains this text. Accents and case do not matter.
    #[param(min_length = 1, max_length = 100, pattern = "^[^\\u0000]*$", example = "tilleuls")]
    pub q: Option<String>,
    /// Orders the list by the distance from this position, `latitude,longitude` in WGS84 degrees, and tells it as
    /// `distance_m`. Neighbourhoods without a boundary are left out.
    #[param(
        pattern = "^-?(90(\\.0{1,15})?|[0-8]?[0-9](\\.[0-9]{1,15})?),-?(180(\\.0{1,15})?|(1[0-7][0-9]|[0-9]{1,2})(\\.[0-9]{1,15})?)$",
        example = "48.505,2.505"
    )]
    pub near: Option<String>,
    /// Only neighbourhoods that this position, `latitude,longitude` in WGS84 degrees, lies in. A position on a
    /// boundary lies in.
    #[param(
        pattern = "^-?(90(\\.0{1,15})?|[0-8]?[0-9](\\.[0-9]{1,15})?),-?(180(\\.0{1,15})?|(1[0-7][0-9]|[0-9]{1,2})(\\.[0-9]{1,15})?)$",
        example = "48.505,2.505"
    )]
    pub contains: Option<String>,
}

impl NeighbourhoodFilter {
    fn rows(&self, index: &GeographyIndex) -> Result<filters::Neighbourhoods, Problem> {
        let commune_code = self.commune_code.as_deref().map(CommuneCode::new).transpose();
        let contains = position("contains", self.contains.as_deref())?;
        Ok(filters::Neighbourhoods {
            commune_code: commune_code.map_err(|wrong| {
                Problem::parameter("commune_code", "commune_code", wrong.0[0].detail.clone())
            })?,
            vintage: self.vintage,
            q: self.q.clone(),
            codes: contains.map(|at| index.containing(at.lat, at.lon)),
        })
    }
}

/// `48.505,2.505` as a position.
fn position(name: &str, text: Option<&str>) -> Result<Option<Position>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let degrees = |text: &str, most: f64| text.parse().ok().filter(|number: &f64| number.abs() <= most);
    let parsed = text
        .split_once(',')
        .and_then(|(lat, lon)| Some(Position { lat: degrees(lat, 90.0)?, lon: degrees(lon, 180.0)? }));
    parsed.map(Some).ok_or_else(|| {
        let detail = format!(
            "{name} is a latitude (-90 to 90) and a longitude (-180 to 180) in degrees with a comma between them, \
             such as 48.505,2.505."
        );
        Problem::parameter(name, "position", detail)
    })
}

/// List neighbourhoods
///
/// By code, or by distance with `near`. Filters add up: `contains` with `vintage=2024` finds the present neighbourhood
/// of an address that you have geocoded. The items carry no boundaries; `Accept: application/geo+json` streams the
/// whole list as a feature collection with them, for a map.
#[utoipa::path(
    tag = "neighbourhoods",
    params(NeighbourhoodFilter),
    security(("oauth2" = ["neighbourhoods:read"])),
    responses((
        status = 200, description = "A page of neighbourhoods, or all of them as features.",
        content(
            (PageOf<Neighbourhood> = "application/json"),
            (NeighbourhoodCollection = "application/geo+json"),
        ),
    )),
)]
#[get("/neighbourhoods")]
pub async fn list_neighbourhoods(
    app: Data<App>,
    caller: Authorized<scopes::NeighbourhoodsRead>,
    filter: Query<NeighbourhoodFilter>,
    listing: Listing,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let who = caller.actor().clone();
    let index = app.geography.load_full();
    let rows = filter.0.rows(&index)?;
    let boundaries = negotiate(&request, Listed::FORMATS)? == Format::GeoJson;
    let Some(near) = position("near", filter.0.near.as_deref())? else {
        return list::respond(&app, &request, listing, move |tx, start| {
            Ok(query!(tx, neighbourhoods::list(&who, &rows, start, boundaries))?.map(Listed::from))
        })
        .await;
    };
    list::respond(&app, &request, listing, move |tx, start| {
        let page = neighbourhoods::near(tx, &who, (&index, near), &rows, start, boundaries)?;
        Ok(page.map(|(neighbourhood, distance_m)| {
            let mut listed = Listed::from(neighbourhood);
            listed.neighbourhood.distance_m = Some(distance_m);
            listed
        }))
    })
    .await
}

/// Get a neighbourhood
///
/// Neighbourhoods of earlier lists stay readable; `successors` leads from them to the present ones.
/// `Accept: application/geo+json` gives a feature with the boundary.
#[utoipa::path(
    tag = "neighbourhoods",
    params(("code" = String, Path, description = "The neighbourhood's official code.", example = "QN09901N")),
    security(("oauth2" = ["neighbourhoods:read"])),
    responses((
        status = 200, description = "The neighbourhood.",
        content((Neighbourhood = "application/json"), (NeighbourhoodFeature = "application/geo+json")),
    )),
)]
#[get("/neighbourhoods/{code}")]
pub async fn get_neighbourhood(
    app: Data<App>,
    caller: Authorized<scopes::NeighbourhoodsRead>,
    code: Named,
    known: IfNoneMatch,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let format = negotiate(&request, &[Format::Json, Format::GeoJson])?;
    let code = NeighbourhoodCode::new(code.0).map_err(|_| Problem::not_found())?;
    let who = caller.actor().clone();
    let found = run::read(&app, move |tx| Ok(query!(tx, neighbourhoods::find(&who, &code))?)).await?;
    let version = found.version;
    let Listed { neighbourhood, geometry } = Listed::from(found);
    if format == Format::Json {
        return reply::conditional(&known, version, &neighbourhood);
    }
    // Two representations of one version are two entities (RFC 9110, section 8.8.3): the tags differ.
    let tag = format!("\"{version}-geo\"");
    let mut reply = reply::representation(200, version, &feature(neighbourhood, geometry))?;
    for (name, value) in &mut reply.headers {
        match name.as_str() {
            "content-type" => *value = format.media_type().to_owned(),
            "etag" => value.clone_from(&tag),
            _ => {}
        }
    }
    if known.has(&tag) {
        reply.status = 304;
        reply.body.clear();
        reply.headers.retain(|(name, _)| name != "content-type");
    }
    Ok(reply::send(reply))
}
