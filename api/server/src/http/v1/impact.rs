//! The impact of the whole network, for everybody: no token is needed.

use actix_web::{HttpResponse, get, http::header, web::Data};
use palier_domain::{
    caller::Actor,
    impact::{self, INDICATORS, REFERRAL_DAYS, RESIDENTS, TOTALS, Told},
    release::{self, NATION, ReleaseFigure},
    time::Instant,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{codes, figures::Figure, releases::period};
use crate::{
    app::App,
    http::{
        extract::{IfNoneMatch, Public, Query},
        problem::Problem,
        reply, run,
    },
    service::figures,
};

/// Seconds for which anybody may keep an answer.
const CACHED_SECONDS: u32 = 3_600;

/// A number that is told as it is. It comes from contracts and campaigns alone, so that no visit changes it; it has no
/// denominator.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImpactTotal {
    /// `partnerships`, `campaigns`, `neighbourhoods` or `field_workers`.
    pub name: String,
    /// What it counts, exactly.
    pub definition: String,
    /// The version of the definition.
    pub version: u32,
    /// How many there are.
    pub value: usize,
    /// Up to when what had arrived was looked at.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Instant>,
}

/// What came of door-to-door outreach, as a protected count of distinct households.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Indicator {
    /// Its name, such as `found_useful`.
    pub name: String,
    /// What it counts, exactly.
    pub definition: String,
    /// The version of the definition.
    pub version: u32,
    /// The count.
    pub numerator: Figure,
    /// What it is a part of. Null for `doors_tried` and `households_met`, which are a share of nothing: what was not tried
    /// is not known, and households are met elsewhere than at doors, too.
    pub denominator: Option<Figure>,
    /// The share, where both are published.
    #[schema(minimum = 0, maximum = 1)]
    pub share: Option<f64>,
    /// Up to when what had arrived was counted.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Instant>,
}

/// Residents who took part in interviews. How many they are is not told; that they are so many at least is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ResidentsReached {
    /// Whom it counts, exactly.
    pub definition: String,
    /// The version of the definition.
    pub version: u32,
    /// There are at least so many, whatever was rounded and whoever was met twice: of the published figures of households by
    /// residents present, each counts at the least that it can stand for, and as many households have n residents or more
    /// as the largest of the figures of n and more says; these are added up over n. Figures that are withheld add nothing,
    /// so that it may be far less than the truth. Null where none is published.
    pub at_least: Option<u32>,
    /// Up to when what had arrived was counted.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Instant>,
}

/// Resolved referrals by the days that they took.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DaysTaken {
    /// `up_to_7`, `8_to_30`, `31_to_90` or `more_than_90`.
    pub days: String,
    /// Distinct households whose referral was resolved within them.
    pub numerator: Figure,
    /// Their share of the denominator, where both are published.
    #[schema(minimum = 0, maximum = 1)]
    pub share: Option<f64>,
}

/// How long resolved referrals took.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReferralDays {
    /// What is counted, exactly.
    pub definition: String,
    /// The version of the definition.
    pub version: u32,
    /// Households of which a referral was resolved.
    pub denominator: Figure,
    /// By days, few first.
    pub ranges: Vec<DaysTaken>,
    /// Up to when what had arrived was counted.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Instant>,
}

/// The impact of the whole network in a closed period. Households that were met are those that opened and talked; nothing
/// is extrapolated to others. Where no campaign was active, every figure is zero (`structural_zero`), which is public.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = impact_example)]
pub struct Impact {
    /// The quarter or year.
    #[schema(value_type = codes::Period)]
    pub period: String,
    /// The vintage of the neighbourhoods that were counted.
    #[schema(minimum = 2015, maximum = 2100)]
    pub vintage: i32,
    /// The release that holds it.
    pub release_id: Uuid,
    /// Up to when what had arrived was counted.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Instant>,
    /// Partnerships, campaigns, neighbourhoods and field workers.
    pub totals: Vec<ImpactTotal>,
    /// Residents who took part in interviews.
    pub residents_reached: ResidentsReached,
    /// Doors, households, needs, referrals and outcomes.
    pub indicators: Vec<Indicator>,
    /// How long resolved referrals took.
    pub referral_days: ReferralDays,
}

impl Impact {
    fn new((release, figures): (release::Release, Vec<ReleaseFigure>)) -> Self {
        let (frame, as_of) = (release.frame.unwrap_or_default(), release.counted_at);
        let told = Told { frame: &frame, method: &release.method, figures: &figures };
        let (_, definition, version) = RESIDENTS;
        Self {
            period: release.period.to_string(),
            vintage: release.vintage,
            release_id: release.id.0,
            as_of,
            totals: TOTALS.iter().map(|of| total(of, &frame, as_of)).collect(),
            residents_reached: ResidentsReached {
                definition: definition.to_owned(),
                version,
                at_least: told.residents_at_least(),
                as_of,
            },
            indicators: INDICATORS.iter().map(|of| indicator(of, &told, as_of)).collect(),
            referral_days: referral_days(&told, as_of),
        }
    }
}

fn total(of: &impact::Total, frame: &release::Frame, as_of: Option<Instant>) -> ImpactTotal {
    ImpactTotal {
        name: of.name.to_owned(),
        definition: of.definition.to_owned(),
        version: of.version,
        value: (of.of)(frame),
        as_of,
    }
}

fn indicator(of: &impact::Indicator, told: &Told<'_>, as_of: Option<Instant>) -> Indicator {
    let numerator = Figure::from(told.cell(of.numerator));
    let denominator = of.denominator.map(|whole| Figure::from(told.cell(whole)));
    Indicator {
        name: of.name.to_owned(),
        definition: of.definition.to_owned(),
        version: of.version,
        share: denominator.and_then(|whole| numerator.share_of(whole)),
        numerator,
        denominator,
        as_of,
    }
}

fn referral_days(told: &Told<'_>, as_of: Option<Instant>) -> ReferralDays {
    let impact::Indicator { definition, version, numerator: (table, _), denominator, .. } = REFERRAL_DAYS;
    let denominator = denominator.map_or(Figure::WITHHELD, |whole| Figure::from(told.cell(whole)));
    let range = |days: String| {
        let numerator = Figure::from(told.cell((table, &days)));
        DaysTaken { share: numerator.share_of(denominator), numerator, days }
    };
    ReferralDays {
        definition: definition.to_owned(),
        version,
        denominator,
        ranges: table.items(None).into_iter().map(range).collect(),
        as_of,
    }
}

/// The impact by period.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = series_example)]
pub struct ImpactSeries {
    /// The country's code.
    pub place: String,
    /// All that were published, oldest first; a year comes after its quarters. Do not read quarters and years as one trend:
    /// a year counts a household once, and counts its door as opened if it ever opened in the year, so that quarters do not
    /// add up to it and its contact rate is higher than theirs.
    pub periods: Vec<Impact>,
}

/// An impact of which little is told.
fn impact_example() -> Value {
    let as_of = "2027-01-15T09:00:00.412000Z";
    let total = |name: &str, value: usize| {
        let of = TOTALS.iter().find(|of| of.name == name);
        json!({
            "name": name, "definition": of.map(|of| of.definition), "version": 1, "value": value, "as_of": as_of,
        })
    };
    let indicator = |name: &str, (part, whole): (Value, Value), share: Option<f64>| {
        let of = INDICATORS.iter().find(|of| of.name == name);
        json!({
            "name": name, "definition": of.map(|of| of.definition), "version": 1, "numerator": part,
            "denominator": whole, "share": share, "as_of": as_of,
        })
    };
    let published = |value: u32| json!({"value": value, "status": "published"});
    let withheld = json!({"value": null, "status": "withheld"});
    json!({
        "period": "2026-Q3", "vintage": 2024, "release_id": "019ab0f2-6b1e-7c40-9d5e-626262626262", "as_of": as_of,
        "totals": [
            total("partnerships", 6), total("campaigns", 9), total("neighbourhoods", 5), total("field_workers", 12),
        ],
        "residents_reached": {"definition": RESIDENTS.1, "version": 1, "at_least": 310, "as_of": as_of},
        "indicators": [
            indicator("households_met", (published(290), Value::Null), None),
            indicator("found_useful", (published(265), published(290)), Some(0.914)),
        ],
        "referral_days": {
            "definition": REFERRAL_DAYS.definition, "version": 1, "denominator": published(45),
            "ranges": [
                {"days": "up_to_7", "numerator": withheld, "share": null},
                {"days": "8_to_30", "numerator": published(25), "share": 0.556},
            ],
            "as_of": as_of,
        },
    })
}

/// A quarter, and its year after it.
fn series_example() -> Value {
    let (quarter, mut year) = (impact_example(), impact_example());
    year["period"] = json!("2026");
    year["release_id"] = json!("019ab0f2-6b1e-7c40-9d5e-636363636363");
    json!({"place": NATION, "periods": [quarter, year]})
}

/// Says of which period.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ImpactQuery {
    /// This quarter or year. If it is left out: the last period of which anything is published, and of a year that is
    /// published and its last quarter the year. Where a period is told of neighbourhoods of several vintages, this is the
    /// latest; `GET /v1/impact/series` has all.
    #[param(value_type = Option<codes::Period>, inline)]
    pub period: Option<String>,
}

/// What is everybody's may be kept by every cache.
pub(super) fn cacheable(mut response: HttpResponse) -> HttpResponse {
    let public = header::HeaderValue::from_str(&format!("public, max-age={CACHED_SECONDS}"));
    if let Ok(public) = public {
        response.headers_mut().insert(header::CACHE_CONTROL, public);
    }
    response
}

/// Get the impact
///
/// What came of door-to-door outreach in a closed period, for the whole country: protected figures, each with its
/// definition. No token is needed, and caches may keep it.
#[utoipa::path(
    tag = "impact",
    params(ImpactQuery),
    security(()),
    responses(
        (status = 200, description = "The impact.", body = Impact),
        (status = 404, description = "Nothing is published of the period."),
    ),
)]
#[get("/impact")]
pub async fn get_impact(
    app: Data<App>,
    query: Query<ImpactQuery>,
    known: IfNoneMatch,
    _public: Public,
) -> Result<HttpResponse, Problem> {
    let period = period(query.0.period)?;
    // The public reads what everybody may of live data.
    let mut found = run::read(&app, move |tx| figures::of_nation(tx, &Actor::CommandLine, period)).await?;
    let last = found.pop().ok_or_else(Problem::not_found)?;
    Ok(cacheable(reply::conditional_by_content(&known, &Impact::new(last))?))
}

/// Get the impact by period
///
/// The same for every period that was published, each year after its quarters. No token is needed, and caches may keep it.
#[utoipa::path(
    tag = "impact",
    security(()),
    responses((status = 200, description = "The impact by period.", body = ImpactSeries)),
)]
#[get("/impact/series")]
pub async fn get_impact_series(
    app: Data<App>,
    known: IfNoneMatch,
    _public: Public,
) -> Result<HttpResponse, Problem> {
    let found = run::read(&app, move |tx| figures::of_nation(tx, &Actor::CommandLine, None)).await?;
    let series =
        ImpactSeries { place: NATION.to_owned(), periods: found.into_iter().map(Impact::new).collect() };
    Ok(cacheable(reply::conditional_by_content(&known, &series)?))
}
