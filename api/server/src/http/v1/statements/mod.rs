//! The statement of a campaign.

mod example;
mod table;
mod wire;

use actix_web::{HttpRequest, HttpResponse, get, web::Data};
use palier_domain::ids::CampaignId;

use table::COLUMNS;
pub use wire::CampaignStatement;

use crate::{
    app::App,
    http::{
        extract::{Authorized, Id, IfNoneMatch, scopes},
        list,
        negotiate::{Format, negotiate},
        problem::Problem,
        reply, run,
    },
    service::statements,
};

/// Get a campaign's statement
///
/// What was delivered, by quarter and by calendar year: doors tried, doors opened, interviews at the door, as the published
/// releases tell them; the bounds that rounding leaves; amounts by the campaign's price terms.
///
/// Each year is settled measure by measure (`years`). By its quarters, if all that the campaign has in it are published: a
/// door that was tried in two of them counts in both. If one is withheld, by the figure of the year's own release, which may
/// be published all the same: each door of the year counts once, and the figure stands instead of the quarters, unless these
/// told more already. Else by what of its quarters is published: then what was delivered in the others is neither told nor
/// invoiced, and `withheld_periods` and `complete` say so.
///
/// Until the year's release this is an interim statement, by quarters, and after it the final one. `quarters_to_come` and
/// `years_to_come` say which releases are missing, and `is_final` that none is. A line of a quarter never changes; what is
/// settled of a year changes only when one of its quarters is published or its own figure takes their place, and never
/// becomes less. Invoice by quarters as they come, if you like, and the difference at the year's release.
///
/// Only the campaign's partner and the operator read it. `Accept: text/csv` gives a table: a row a line (`line`), a year and
/// measure (`year`), a measure (`total`), and one for the whole (`statement`).
#[utoipa::path(
    tag = "campaigns",
    params(("id" = Uuid, Path, description = "The campaign's id.")),
    security(("oauth2" = ["releases:read"])),
    responses((
        status = 200, description = "The statement.",
        content(
            (CampaignStatement = "application/json"),
            (String = "text/csv", example = "row,campaign_id,quarter,year,vintage,release_id,measure,ordered,delivered,status,settled_by,settled,at_least,at_most,published,withheld,withheld_periods,complete,currency,unit_price_cents,amount_cents,quarters_to_come,years_to_come,is_final\r\nline,019ab0f2-6b1e-7c40-9d5e-222222222222,2026-Q3,,2024,019ab0f2-6b1e-7c40-9d5e-626262626262,doors_tried,,180,published,,,176,184,,,,,EUR,250,45000,,,\r\nyear,019ab0f2-6b1e-7c40-9d5e-222222222222,,2026,2024,019ab0f2-6b1e-7c40-9d5e-646464646464,doors_tried,,200,published,year,200,196,204,,,,,EUR,250,50000,,,\r\n"),
        ),
    )),
)]
#[get("/campaigns/{id}/statement")]
pub async fn get_campaign_statement(
    app: Data<App>,
    caller: Authorized<scopes::ReleasesRead>,
    id: Id<CampaignId>,
    known: IfNoneMatch,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let format = negotiate(&request, &[Format::Json, Format::Csv])?;
    let who = caller.actor().clone();
    let found = run::read(&app, move |tx| statements::of_campaign(tx, &who, id.0)).await?;
    let statement = CampaignStatement::from(found);
    if format == Format::Json {
        return reply::conditional_by_content(&known, &statement);
    }
    let table = list::csv_table(COLUMNS, &statement.rows()?)?;
    Ok(reply::conditional_bytes(&known, list::CSV, table.into_bytes()))
}
