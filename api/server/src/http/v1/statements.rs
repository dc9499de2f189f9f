//! The statement of a campaign on the wire: what was delivered against what was ordered, by published figures alone.

use actix_web::{HttpRequest, HttpResponse, get, web::Data};
use palier_domain::{
    campaign,
    ids::CampaignId,
    release::{Period, Quarter},
    statement::{self, unit_cents},
    time::Day,
};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    campaigns::{CampaignStatus, PriceTerms},
    codes,
    figures::Figure,
};
use crate::{
    app::App,
    http::{
        extract::{Authorized, Id, IfNoneMatch, scopes},
        list::{self, Columns},
        negotiate::{Format, negotiate},
        problem::Problem,
        reply, run,
    },
    service::statements,
};

/// What was delivered in a quarter, of one measure.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "quarter": "2026-Q3", "vintage": 2024, "release_id": "019ab0f2-6b1e-7c40-9d5e-626262626262",
    "measure": "doors_tried", "delivered": {"value": 215, "status": "published"},
    "at_least": 211, "at_most": 219, "unit_price_cents": 250, "amount_cents": 53_750,
}))]
pub struct StatementLine {
    /// The quarter.
    #[schema(value_type = codes::Quarter)]
    pub quarter: String,
    /// The list of neighbourhoods that it was counted by. A campaign over neighbourhoods of two lists has the lines of both.
    pub vintage: i32,
    /// The release that holds the figure.
    pub release_id: Uuid,
    /// `doors_tried`, `doors_opened` or `doors_interviewed`.
    pub measure: String,
    /// Distinct households; withheld is not told and not paid.
    pub delivered: Figure,
    /// The least that the true count can be: published figures are rounded. Null where it is withheld.
    pub at_least: Option<u32>,
    /// The most that it can be.
    pub at_most: Option<u32>,
    /// The price of one, in cents; null for what has no price.
    pub unit_price_cents: Option<i64>,
    /// The published figure times the price; null if it is withheld or has no price.
    pub amount_cents: Option<i64>,
}

/// One measure, over all quarters in which it is published.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "measure": "doors_tried", "ordered": 550, "delivered": 430, "at_least": 422, "at_most": 438, "published": 2,
    "withheld": 1, "withheld_periods": 1, "complete": false, "unit_price_cents": 250, "amount_cents": 107_500,
}))]
pub struct StatementTotal {
    /// `doors_tried`, `doors_opened` or `doors_interviewed`.
    pub measure: String,
    /// How many were ordered: the campaign's target of doors, exactly; null for other measures.
    pub ordered: Option<u32>,
    /// The sum of the published figures; null if none is published. A household whose door was tried in two quarters
    /// stands in both. It leaves out what is withheld or still to come: unless `complete`, do not hold it against `ordered`.
    pub delivered: Option<u32>,
    /// The least that the true sum of these quarters can be.
    pub at_least: Option<u32>,
    /// The most that it can be.
    pub at_most: Option<u32>,
    /// How many lines are published.
    pub published: usize,
    /// How many lines are withheld, and therefore not invoiced.
    pub withheld: usize,
    /// Of how many quarters a line of this measure is withheld. What was delivered in them is not in the sum, may be much
    /// or nothing, and is not invoiced.
    pub withheld_periods: usize,
    /// Whether the sum is over every quarter of the campaign: none is withheld, and none is to come.
    pub complete: bool,
    /// The price of one, in cents; null for what has no price.
    pub unit_price_cents: Option<i64>,
    /// The sum times the price; null for what has no price.
    pub amount_cents: Option<i64>,
}

/// What was delivered of a campaign against what was ordered. Ordered quantities and prices are exact; what was
/// delivered are the rounded figures of published releases, and amounts are reckoned from these, never from other counts.
/// What is withheld is left out of every sum and amount, always to the partner's favour.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "campaign_id": "019ab0f2-6b1e-7c40-9d5e-222222222222", "external_id": "EAU-2026-07",
    "title": "Eau solidaire aux Tilleuls", "status": "closed", "starts_on": "2026-07-06", "ends_on": "2026-09-25",
    "target_doors": 220, "price": {"currency": "EUR", "per_door_cents": 250, "per_interview_cents": 900},
    "lines": [
        {
            "quarter": "2026-Q3", "vintage": 2024, "release_id": "019ab0f2-6b1e-7c40-9d5e-626262626262",
            "measure": "doors_tried", "delivered": {"value": 215, "status": "published"},
            "at_least": 211, "at_most": 219, "unit_price_cents": 250, "amount_cents": 53_750,
        },
        {
            "quarter": "2026-Q3", "vintage": 2024, "release_id": "019ab0f2-6b1e-7c40-9d5e-626262626262",
            "measure": "doors_opened", "delivered": {"value": 130, "status": "published"},
            "at_least": 126, "at_most": 134, "unit_price_cents": null, "amount_cents": null,
        },
        {
            "quarter": "2026-Q3", "vintage": 2024, "release_id": "019ab0f2-6b1e-7c40-9d5e-626262626262",
            "measure": "doors_interviewed", "delivered": {"value": null, "status": "withheld"},
            "at_least": null, "at_most": null, "unit_price_cents": 900, "amount_cents": null,
        },
    ],
    "totals": [
        {
            "measure": "doors_tried", "ordered": 220, "delivered": 215, "at_least": 211, "at_most": 219,
            "published": 1, "withheld": 0, "withheld_periods": 0, "complete": true,
            "unit_price_cents": 250, "amount_cents": 53_750,
        },
        {
            "measure": "doors_opened", "ordered": null, "delivered": 130, "at_least": 126, "at_most": 134,
            "published": 1, "withheld": 0, "withheld_periods": 0, "complete": true,
            "unit_price_cents": null, "amount_cents": null,
        },
        {
            "measure": "doors_interviewed", "ordered": null, "delivered": null, "at_least": null, "at_most": null,
            "published": 0, "withheld": 1, "withheld_periods": 1, "complete": false,
            "unit_price_cents": 900, "amount_cents": 0,
        },
    ],
    "amount_cents": 53_750, "quarters_to_come": [], "is_final": true,
}))]
pub struct CampaignStatement {
    /// Which campaign.
    pub campaign_id: Uuid,
    /// The partner's own name for it.
    #[schema(value_type = Option<codes::ExternalId>)]
    pub external_id: Option<String>,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub status: CampaignStatus,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub starts_on: Day,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub ends_on: Day,
    /// How many doors were ordered.
    pub target_doors: u32,
    /// What the partner pays; null if nothing was agreed, and then there are no amounts.
    pub price: Option<PriceTerms>,
    /// By quarter and measure, of the quarters that are published.
    pub lines: Vec<StatementLine>,
    /// By measure, over them.
    pub totals: Vec<StatementTotal>,
    /// What is to be paid for all that is published, in cents of the price's currency.
    pub amount_cents: Option<i64>,
    /// Quarters from the campaign's first day to its last one (or to its close, if that was earlier) that are not published
    /// yet.
    #[schema(value_type = Vec<codes::Quarter>)]
    pub quarters_to_come: Vec<String>,
    /// Whether the statement will never change: the campaign is closed, and no quarter is to come.
    pub is_final: bool,
}

fn written(quarter: Quarter) -> String {
    Period::Quarter(quarter).to_string()
}

fn line(line: &statement::Line, price: Option<&campaign::PriceTerms>) -> StatementLine {
    let bounds = line.delivered.bounds;
    StatementLine {
        quarter: written(line.quarter),
        vintage: line.vintage,
        release_id: line.release_id.0,
        measure: line.measure.as_str().to_owned(),
        delivered: Figure::from((line.delivered.value, line.delivered.status)),
        at_least: bounds.map(|(least, _)| least),
        at_most: bounds.map(|(_, most)| most),
        unit_price_cents: unit_cents(price, line.measure),
        amount_cents: line.amount_cents,
    }
}

fn total(total: &statement::Total, price: Option<&campaign::PriceTerms>) -> StatementTotal {
    StatementTotal {
        measure: total.measure.as_str().to_owned(),
        ordered: total.ordered,
        delivered: total.value,
        at_least: total.bounds.map(|(least, _)| least),
        at_most: total.bounds.map(|(_, most)| most),
        published: total.published,
        withheld: total.withheld,
        withheld_periods: total.withheld_periods,
        complete: total.complete,
        unit_price_cents: unit_cents(price, total.measure),
        amount_cents: total.amount_cents,
    }
}

impl From<(campaign::Campaign, statement::Statement)> for CampaignStatement {
    fn from((campaign, statement): (campaign::Campaign, statement::Statement)) -> Self {
        let content = campaign.content;
        let price = content.price.as_ref();
        Self {
            campaign_id: campaign.id.0,
            external_id: content.external_id,
            title: content.title,
            status: campaign.status.into(),
            starts_on: content.starts_on,
            ends_on: content.ends_on,
            target_doors: content.target_doors,
            lines: statement.lines.iter().map(|of| line(of, price)).collect(),
            totals: statement.totals.iter().map(|of| total(of, price)).collect(),
            price: content.price.map(PriceTerms::from),
            amount_cents: statement.amount_cents,
            quarters_to_come: statement.to_come.into_iter().map(written).collect(),
            is_final: statement.is_final,
        }
    }
}

/// The columns of the table: the statement's lines, then a row for each total, then one for the whole.
const COLUMNS: Columns = &[
    ("row", "/row"),
    ("campaign_id", "/campaign_id"),
    ("quarter", "/quarter"),
    ("vintage", "/vintage"),
    ("release_id", "/release_id"),
    ("measure", "/measure"),
    ("ordered", "/ordered"),
    ("delivered", "/delivered"),
    ("status", "/status"),
    ("at_least", "/at_least"),
    ("at_most", "/at_most"),
    ("published", "/published"),
    ("withheld", "/withheld"),
    ("withheld_periods", "/withheld_periods"),
    ("complete", "/complete"),
    ("currency", "/currency"),
    ("unit_price_cents", "/unit_price_cents"),
    ("amount_cents", "/amount_cents"),
    ("quarters_to_come", "/quarters_to_come"),
    ("is_final", "/is_final"),
];

impl CampaignStatement {
    /// The table's rows, each a flat object.
    fn rows(&self) -> Result<Vec<Value>, Problem> {
        let mut rows = Vec::new();
        for line in &self.lines {
            let mut row = self.row("line", line)?;
            row["delivered"] = json!(line.delivered.value);
            row["status"] = json!(line.delivered.status);
            rows.push(row);
        }
        for total in &self.totals {
            rows.push(self.row("total", total)?);
        }
        let whole = json!({
            "amount_cents": self.amount_cents, "quarters_to_come": self.quarters_to_come,
            "is_final": self.is_final,
        });
        rows.push(self.row("statement", &whole)?);
        Ok(rows)
    }

    fn row(&self, name: &str, of: &impl Serialize) -> Result<Value, Problem> {
        let mut row = serde_json::to_value(of).map_err(Problem::internal)?;
        row["row"] = json!(name);
        row["campaign_id"] = json!(self.campaign_id);
        row["currency"] = json!(self.price.as_ref().map(|price| &price.currency));
        Ok(row)
    }
}

/// Get a campaign's statement
///
/// What was delivered, by quarter: doors tried, doors opened, interviews at the door, as the published releases tell them;
/// the bounds that rounding leaves; amounts by the campaign's price terms. What is withheld is not invoiced, so that a sum is
/// less than what was delivered wherever a quarter is withheld: `withheld_periods` and `complete` say where. Until the
/// campaign is closed and all its quarters are published, `quarters_to_come` says what is missing; a quarter that stands
/// here never changes. Only the campaign's partner and the operator read it. `Accept: text/csv` gives a table: a row a line
/// (`line`), a measure (`total`), and one for the whole (`statement`).
#[utoipa::path(
    tag = "campaigns",
    params(("id" = Uuid, Path, description = "The campaign's id.")),
    security(("oauth2" = ["releases:read"])),
    responses((
        status = 200, description = "The statement.",
        content(
            (CampaignStatement = "application/json"),
            (String = "text/csv", example = "row,campaign_id,quarter,vintage,release_id,measure,ordered,delivered,status,at_least,at_most,published,withheld,withheld_periods,complete,currency,unit_price_cents,amount_cents,quarters_to_come,is_final\r\nline,019ab0f2-6b1e-7c40-9d5e-222222222222,2026-Q3,2024,019ab0f2-6b1e-7c40-9d5e-626262626262,doors_tried,,215,published,211,219,,,,,EUR,250,53750,,\r\n"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_column_for_each_member_that_rows_have() {
        let example = serde_json::to_value(<CampaignStatement as utoipa::PartialSchema>::schema());
        let example = example.expect("a schema")["example"].clone();
        let members = ["/lines/0", "/totals/0"].map(|at| example.pointer(at).cloned().expect(at));
        for name in members.iter().flat_map(|member| member.as_object().expect("an object").keys()) {
            assert!(COLUMNS.iter().any(|(column, _)| column == name), "{name} is missing");
        }
    }
}
