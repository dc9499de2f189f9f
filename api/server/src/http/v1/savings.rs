//! What programmes have saved, for everybody: no token is needed.

use actix_web::{HttpResponse, get, web::Data};
use palier_domain::{
    caller::Actor,
    consumption::Quality,
    control_group::Arm,
    release::pairs_item,
    savings::{ToldArm, ToldEffect, ToldInterval, ToldSummary},
    time::Instant,
};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{codes, figures::Figure, impact::cacheable};
use crate::{
    app::App,
    http::{
        extract::{IfNoneMatch, Public},
        problem::Problem,
        reply, run,
    },
    service::savings::{self, ToldProgramme},
};

/// An estimate with its 95 % interval, rounded; the interval to both sides, so that it never gets narrower.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct SavingsInterval {
    /// The estimate; negative: less is used, or paid.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What a programme has changed, by intention to treat: of those to whom it was offered, whatever they made of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct SavingsEffect {
    /// In the unit, a person and year.
    pub per_person_year: SavingsInterval,
    /// In percent of what would have been used without.
    pub percent: SavingsInterval,
    /// In cents a household and year, by the tariff that holds in its commune at the end; null where a commune of the
    /// programme has no tariff in euros.
    pub cents_per_household_year: Option<SavingsInterval>,
    /// Days from the programme to the end of what is compared, in the median: nothing is known of what came later.
    pub median_days_after: f64,
}

/// A mean and a median over households, rounded.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct SavingsSummary {
    /// The mean.
    pub mean: f64,
    /// The median.
    pub median: f64,
}

/// One arm of a programme. Means and medians are in the unit, a person and year, and told only if the number of households
/// of both arms is published.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct SavingsArm {
    /// Distinct households with a pair of readings.
    pub households: Figure,
    /// What they used before.
    pub before: Option<SavingsSummary>,
    /// What they used after.
    pub after: Option<SavingsSummary>,
    /// By how much that changed, household by household.
    pub change: Option<SavingsSummary>,
}

/// Both arms, by readings of one source quality.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct SavingsArms {
    /// The households whose stairwell was drawn into the programme.
    pub treatment: SavingsArm,
    /// Those whose stairwell was drawn to wait.
    pub control: SavingsArm,
}

/// The effect of a campaign with a control group on a utility, as the release of one quarter tells it, once: a year after
/// the campaign's last day.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(example = programme_example)]
pub struct ProgrammeSavings {
    /// The campaign.
    pub campaign_id: Uuid,
    /// `water`, `electricity` or `gas`.
    pub utility: String,
    /// `m3` or `kWh`.
    pub unit: String,
    /// The quarter whose release tells it.
    #[schema(value_type = codes::Quarter)]
    pub period: String,
    /// The release.
    pub release_id: Uuid,
    /// Up to when what had arrived was looked at.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Instant>,
    /// How it was reckoned.
    pub method: String,
    /// From which the bootstrap drew.
    pub seed: u64,
    /// `told`; `not_enough_data`: too few households or stairwells, or their numbers are withheld, and there is no effect to
    /// tell, which does not say that there is none.
    pub status: String,
    /// The effect, by measured pairs alone; null if there is not enough data.
    pub effect: Option<SavingsEffect>,
    /// By meters that somebody read, before and after.
    pub measured: SavingsArms,
    /// By indexes that a household told or a bill names: description, never added to what was measured.
    pub declared: SavingsArms,
    /// By estimated indexes: description, too.
    pub estimated: SavingsArms,
}

/// What programmes have saved.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = savings_example)]
pub struct ImpactSavings {
    /// By period, campaign and utility; only what is published.
    pub programmes: Vec<ProgrammeSavings>,
}

/// A programme about water.
fn programme_example() -> Value {
    json!({
        "campaign_id": "019ab0f2-6b1e-7c40-9d5e-222222222222", "utility": "water", "unit": "m3", "period": "2026-Q3",
        "release_id": "019ab0f2-6b1e-7c40-9d5e-626262626262", "as_of": "2026-10-15T09:00:00.412000Z",
        "method": "did_itt_stairwell_bootstrap_t_1",
        "seed": 4_812_334_109_221_i64, "status": "told",
        "effect": {
            "per_person_year": {"value": -5.0, "low": -9.0, "high": -2.0},
            "percent": {"value": -10.0, "low": -17.0, "high": -3.0},
            "cents_per_household_year": {"value": -5_600.0, "low": -9_700.0, "high": -1_600.0}, "median_days_after": 360.0,
        },
        "measured": {
            "treatment": {
                "households": {"value": 125, "status": "published"}, "before": {"mean": 54.0, "median": 51.0},
                "after": {"mean": 48.0, "median": 46.0}, "change": {"mean": -6.0, "median": -5.0},
            },
            "control": {
                "households": {"value": 120, "status": "published"}, "before": {"mean": 53.0, "median": 51.0},
                "after": {"mean": 52.0, "median": 50.0}, "change": {"mean": -1.0, "median": -1.0},
            },
        },
        "declared": {
            "treatment": {
                "households": {"value": 25, "status": "published"}, "before": null, "after": null, "change": null,
            },
            "control": {
                "households": {"value": null, "status": "withheld"}, "before": null, "after": null, "change": null,
            },
        },
        "estimated": {
            "treatment": {
                "households": {"value": null, "status": "withheld"}, "before": null, "after": null, "change": null,
            },
            "control": {
                "households": {"value": null, "status": "withheld"}, "before": null, "after": null, "change": null,
            },
        },
    })
}

/// One programme.
fn savings_example() -> Value {
    json!({"programmes": [programme_example()]})
}

impl From<ToldInterval> for SavingsInterval {
    fn from(of: ToldInterval) -> Self {
        Self { value: of.value, low: of.low, high: of.high }
    }
}

impl From<ToldEffect> for SavingsEffect {
    fn from(of: ToldEffect) -> Self {
        Self {
            per_person_year: of.per_person_year.into(),
            percent: of.percent.into(),
            cents_per_household_year: of.cents_per_household_year.map(SavingsInterval::from),
            median_days_after: of.median_days_after,
        }
    }
}

impl From<ToldSummary> for SavingsSummary {
    fn from(of: ToldSummary) -> Self {
        Self { mean: of.mean, median: of.median }
    }
}

impl From<ToldProgramme> for ProgrammeSavings {
    fn from(programme: ToldProgramme) -> Self {
        let ToldProgramme { release, of: (campaign, utility), told, pairs } = programme;
        let households = |quality: Quality, arm: Arm| {
            let item = pairs_item(utility, quality, arm);
            let found = pairs.iter().find(|figure| figure.item == item);
            found.map_or(Figure::WITHHELD, |figure| Figure::from((figure.value, figure.status)))
        };
        let arm = |quality: Quality, arm: Arm, of: Option<ToldArm>| SavingsArm {
            households: households(quality, arm),
            before: of.map(|of| of.before.into()),
            after: of.map(|of| of.after.into()),
            change: of.map(|of| of.change.into()),
        };
        let arms = |quality: Quality| {
            let described = told.described.iter().find(|of| of.quality == quality);
            SavingsArms {
                treatment: arm(quality, Arm::Treatment, described.map(|of| of.treatment)),
                control: arm(quality, Arm::Control, described.map(|of| of.control)),
            }
        };
        Self {
            campaign_id: campaign.0,
            utility: utility.as_str().to_owned(),
            unit: utility.unit().to_owned(),
            period: release.period.to_string(),
            release_id: release.id.0,
            as_of: release.counted_at,
            measured: arms(Quality::Measured),
            declared: arms(Quality::Declared),
            estimated: arms(Quality::Estimated),
            status: if told.effect.is_some() { "told" } else { "not_enough_data" }.to_owned(),
            effect: told.effect.map(SavingsEffect::from),
            seed: told.seed,
            method: told.method,
        }
    }
}

/// Get savings
///
/// The effect of each water or energy programme, that is of each campaign about them that has a control group, as measured by
/// meters: a difference in differences against the stairwells that had to wait, by intention to treat, with a 95 %
/// interval; and the numbers of households behind it, as protected figures. A programme is told once, in the release of the
/// quarter in which its last day was a year ago, and never changes. `docs/impact.md` has the method and its limits. No token
/// is needed, and caches may keep it.
#[utoipa::path(
    tag = "impact",
    security(()),
    responses((status = 200, description = "The savings.", body = ImpactSavings)),
)]
#[get("/impact/savings")]
pub async fn get_impact_savings(
    app: Data<App>,
    known: IfNoneMatch,
    _public: Public,
) -> Result<HttpResponse, Problem> {
    // The public reads what everybody may of live data.
    let found = run::read(&app, move |tx| savings::programmes(tx, &Actor::CommandLine)).await?;
    let savings = ImpactSavings { programmes: found.into_iter().map(ProgrammeSavings::from).collect() };
    Ok(cacheable(reply::conditional_by_content(&known, &savings)?))
}
