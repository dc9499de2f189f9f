//! The impact of the whole network, for everybody: no token is needed.

use actix_web::{HttpResponse, get, http::header, web::Data};
use palier_domain::{
    caller::Actor,
    release::{self, NATION, ReleaseFigure, Table},
    time::Instant,
};
use serde::{Deserialize, Serialize};
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

/// Which definition of its indicators an answer follows; it changes when a definition does.
const DEFINITIONS: u32 = 1;

/// Seconds for which anybody may keep an answer.
const CACHED_SECONDS: u32 = 3_600;

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
    /// What it is a part of, if it is a share.
    pub denominator: Option<Figure>,
    /// The share, where both are published.
    #[schema(minimum = 0, maximum = 1)]
    pub share: Option<f64>,
}

/// Resolved referrals by the days that they took.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DaysTaken {
    /// `up_to_7`, `8_to_30`, `31_to_90` or `more_than_90`.
    pub days: String,
    /// Distinct households whose referral was resolved within them.
    pub households: Figure,
}

/// The impact of the whole network in a closed period. Households that were met are those that opened and talked; nothing
/// is extrapolated to others.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "period": "2026-Q3", "release_id": "019ab0f2-6b1e-7c40-9d5e-626262626262", "as_of": "2027-01-15T09:00:00.412000Z",
    "partnerships": 6, "campaigns": 9, "neighbourhoods": 5, "field_workers": 12, "residents_reached_at_least": 310,
    "indicators": [{
        "name": "found_useful", "definition": "Of the households met, those that found an interview useful.",
        "version": 1, "numerator": {"value": 265, "status": "published"},
        "denominator": {"value": 290, "status": "published"}, "share": 0.914,
    }],
    "referral_days": [{"days": "8_to_30", "households": {"value": null, "status": "withheld"}}],
}))]
pub struct Impact {
    /// The quarter or year.
    #[schema(value_type = codes::Period)]
    pub period: String,
    /// The release that holds it.
    pub release_id: Uuid,
    /// Up to when what had arrived was counted.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Instant>,
    /// Organisations that had a campaign.
    pub partnerships: usize,
    /// Campaigns that were active: they ran, or had ended within two quarters.
    pub campaigns: usize,
    /// Neighbourhoods that they were active in.
    pub neighbourhoods: usize,
    /// Field workers who went to doors.
    pub field_workers: usize,
    /// Residents who took part in interviews, at least: by the published figures of households by residents present;
    /// null where none is published.
    pub residents_reached_at_least: Option<u32>,
    /// Doors, households, needs, referrals and outcomes.
    pub indicators: Vec<Indicator>,
    /// How long resolved referrals took.
    pub referral_days: Vec<DaysTaken>,
}

/// A table and an item of it.
type Counted = (Table, &'static str);

/// The indicators: their names, what they count and what they are shares of.
const INDICATORS: &[(&str, Counted, Option<Counted>)] = &[
    ("doors_tried", (Table::DoorsTried, ""), None),
    ("doors_opened", (Table::DoorsOpened, ""), Some((Table::DoorsTried, ""))),
    ("households_met", (Table::HouseholdsMet, ""), None),
    ("found_useful", (Table::FoundUseful, ""), Some((Table::HouseholdsMet, ""))),
    ("learned_something", (Table::LearnedSomething, ""), Some((Table::HouseholdsMet, ""))),
    ("intends_to_act", (Table::IntendsToAct, ""), Some((Table::HouseholdsMet, ""))),
    ("acted", (Table::Acted, ""), Some((Table::FollowedUp, ""))),
    ("needs_raised", (Table::Needs, "any"), Some((Table::HouseholdsMet, ""))),
    ("needs_met", (Table::NeedsEnded, "met"), Some((Table::NeedsEnded, "any"))),
    ("referrals_resolved", (Table::ReferralsEnded, "resolved"), Some((Table::ReferralsEnded, "any"))),
];

fn figure(figures: &[ReleaseFigure], table: Table, item: &str) -> Figure {
    let found = figures.iter().find(|figure| figure.table == table && figure.item == item);
    found.map_or(Figure::WITHHELD, |figure| Figure::from((figure.value, figure.status)))
}

/// Residents by published figures alone, each at its least.
fn residents(figures: &[ReleaseFigure]) -> Option<u32> {
    let least = [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5_or_more", 5)];
    let published = least.iter().filter_map(|(item, each)| {
        let households = figure(figures, Table::ResidentsPresent, item).value?;
        Some(households.saturating_mul(*each))
    });
    published.reduce(u32::saturating_add)
}

impl Impact {
    fn new((release, figures): (release::Release, Vec<ReleaseFigure>)) -> Self {
        let frame = release.frame.unwrap_or_default();
        let mut partners: Vec<_> = frame.campaigns.iter().map(|campaign| campaign.organisation_id).collect();
        partners.sort();
        partners.dedup();
        let active = frame.places.iter();
        let active = active.filter(|place| place.active && place.level == release::Level::Neighbourhood);
        let indicator = |(name, (table, item), of): &(&str, Counted, Option<Counted>)| {
            let numerator = figure(&figures, *table, item);
            let denominator = of.map(|(table, item)| figure(&figures, table, item));
            Indicator {
                name: (*name).to_owned(),
                definition: table.record().definition.to_owned(),
                version: DEFINITIONS,
                share: denominator.and_then(|whole| numerator.share_of(whole)),
                numerator,
                denominator,
            }
        };
        let days =
            |days: String| DaysTaken { households: figure(&figures, Table::ReferralDays, &days), days };
        Self {
            period: release.period.to_string(),
            release_id: release.id.0,
            as_of: release.counted_at,
            partnerships: partners.len(),
            campaigns: frame.campaigns.len(),
            neighbourhoods: active.count(),
            field_workers: frame.field_workers.len(),
            residents_reached_at_least: residents(&figures),
            indicators: INDICATORS.iter().map(indicator).collect(),
            referral_days: Table::ReferralDays.items(None).into_iter().map(days).collect(),
        }
    }
}

/// The impact by period.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"place": "FR", "periods": []}))]
pub struct ImpactSeries {
    /// The country's code.
    pub place: String,
    /// All that were published, oldest first. Quarters and years stand beside each other: a year counts a household once,
    /// so that quarters do not add up to it.
    pub periods: Vec<Impact>,
}

/// Says of which period.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ImpactQuery {
    /// This quarter or year; the last one that was published, if it is left out.
    #[param(value_type = Option<codes::Period>, inline)]
    pub period: Option<String>,
}

/// What is everybody's may be kept by every cache.
fn cacheable(mut response: HttpResponse) -> HttpResponse {
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
/// The same for every period that was published. No token is needed, and caches may keep it.
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
