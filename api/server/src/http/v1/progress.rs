//! The live progress of a campaign on the wire.

use actix_web::{HttpRequest, HttpResponse, get, web::Data};
use palier_domain::{
    ids::CampaignId,
    release::{LiveStep, Period, Quarter},
    time::Day,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{codes, releases::period};
use crate::{
    app::App,
    http::{
        extract::{Authorized, Id, IfNoneMatch, Query, scopes},
        list::{self, Columns},
        negotiate::{Format, negotiate},
        problem::Problem,
        reply, run,
    },
    service::releases,
};

/// A step: what was told on a day, of the quarter up to then.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProgressStep {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub told_on: Day,
    /// The list of neighbourhoods that it was counted by. A campaign over neighbourhoods of two lists has steps of both.
    pub vintage: i32,
    /// Distinct households whose door was tried since the quarter began, rounded.
    pub doors_tried: u32,
    /// Those where somebody opened, rounded.
    pub doors_opened: u32,
    /// Those that were interviewed at the door, rounded.
    pub doors_interviewed: u32,
}

/// How far a campaign is in a quarter that is not over. The figures move all together, once a day at most, and only when
/// enough households were added to each of them and to the differences between them; until then they stay. What was told
/// stays as it is, and is not taken back by corrections.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "campaign_id": "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a", "quarter": "2026-Q3", "target_doors": 220,
    "steps": [
        {"told_on": "2026-07-21", "vintage": 2024, "doors_tried": 50, "doors_opened": 35, "doors_interviewed": 20},
        {"told_on": "2026-08-12", "vintage": 2024, "doors_tried": 115, "doors_opened": 75, "doors_interviewed": 40},
    ],
    "quiet_from": "2026-09-17",
}))]
pub struct CampaignProgress {
    /// The campaign.
    pub campaign_id: Uuid,
    /// The quarter.
    #[schema(value_type = codes::Quarter)]
    pub quarter: String,
    /// How many doors were ordered, of the whole campaign.
    pub target_doors: u32,
    /// What was told, the oldest first; the last one is where the campaign is. Empty until there is enough to tell.
    pub steps: Vec<ProgressStep>,
    /// From this day on there are no more steps of the quarter: two weeks before it, or the campaign, is over. What came
    /// of it stands in the results when the quarter is released.
    #[schema(value_type = String, format = Date)]
    pub quiet_from: Day,
}

impl From<(i32, LiveStep)> for ProgressStep {
    fn from((vintage, step): (i32, LiveStep)) -> Self {
        Self {
            told_on: step.on,
            vintage,
            doors_tried: step.doors_tried,
            doors_opened: step.doors_opened,
            doors_interviewed: step.doors_interviewed,
        }
    }
}

/// Which quarter.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProgressQuery {
    /// A quarter such as `2026-Q3`; without it, the present one (UTC).
    #[param(value_type = Option<codes::Quarter>, inline)]
    pub period: Option<String>,
}

const COLUMNS: Columns = &[
    ("told_on", "/told_on"),
    ("vintage", "/vintage"),
    ("doors_tried", "/doors_tried"),
    ("doors_opened", "/doors_opened"),
    ("doors_interviewed", "/doors_interviewed"),
];

/// Get a campaign's live progress
///
/// Doors tried, opened and interviewed so far in a quarter that is not over yet: rounded totals of the campaign, in
/// steps. Only the campaign's partner and the operator read it. `Accept: text/csv` gives the steps as a table.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = Uuid, Path, description = "The campaign's id."), ProgressQuery),
    security(("oauth2" = ["releases:read"])),
    responses((
        status = 200, description = "The progress.",
        content(
            (CampaignProgress = "application/json"),
            (String = "text/csv", example = "told_on,vintage,doors_tried,doors_opened,doors_interviewed\r\n2026-07-21,2024,50,35,20\r\n"),
        ),
    )),
)]
#[get("/campaigns/{id}/progress")]
pub async fn get_campaign_progress(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesRead>,
    id: Id<CampaignId>,
    parameters: Query<ProgressQuery>,
    known: IfNoneMatch,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let format = negotiate(&request, &[Format::Json, Format::Csv])?;
    let quarter = quarter(parameters.0.period, app.now().day())?;
    let who = caller.actor().clone();
    let found = run::read(&app, move |tx| releases::progress(tx, &who, (id.0, quarter))).await?;
    let progress = CampaignProgress {
        campaign_id: id.0.0,
        quarter: Period::Quarter(found.quarter).to_string(),
        target_doors: found.target_doors,
        steps: found.steps.into_iter().map(Into::into).collect(),
        quiet_from: found.quiet_from,
    };
    if format == Format::Json {
        return reply::conditional_by_content(&known, &progress);
    }
    let rows = progress.steps.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>();
    let table = list::csv_table(COLUMNS, &rows.map_err(Problem::internal)?)?;
    Ok(reply::conditional_bytes(&known, list::CSV, table.into_bytes()))
}

fn quarter(text: Option<String>, today: Day) -> Result<Quarter, Problem> {
    match period(text)? {
        None => Ok(Quarter::of(today)),
        Some(Period::Quarter(quarter)) => Ok(quarter),
        Some(Period::Year(_)) => {
            let detail = "Live progress is of a quarter, such as `2026-Q3`.";
            Err(Problem::parameter("period", "period", detail.to_owned()))
        }
    }
}
