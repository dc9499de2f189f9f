//! A statement as a table.

use serde::Serialize;
use serde_json::{Value, json};

use super::wire::CampaignStatement;
use crate::http::{list::Columns, problem::Problem, v1::figures::Figure};

/// The columns of the table: the statement's lines, then its years, then a row for each total, then one for the whole.
pub const COLUMNS: Columns = &[
    ("row", "/row"),
    ("campaign_id", "/campaign_id"),
    ("quarter", "/quarter"),
    ("year", "/year"),
    ("vintage", "/vintage"),
    ("release_id", "/release_id"),
    ("measure", "/measure"),
    ("ordered", "/ordered"),
    ("delivered", "/delivered"),
    ("status", "/status"),
    ("settled_by", "/settled_by"),
    ("settled", "/settled"),
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
    ("years_to_come", "/years_to_come"),
    ("is_final", "/is_final"),
];

impl CampaignStatement {
    /// The table's rows, each a flat object.
    pub fn rows(&self) -> Result<Vec<Value>, Problem> {
        let mut rows = Vec::new();
        for line in &self.lines {
            rows.push(told(self.row("line", line)?, Some(line.delivered)));
        }
        for year in &self.years {
            rows.push(told(self.row("year", year)?, year.delivered));
        }
        for total in &self.totals {
            rows.push(self.row("total", total)?);
        }
        let whole = json!({
            "amount_cents": self.amount_cents, "quarters_to_come": self.quarters_to_come,
            "years_to_come": self.years_to_come, "is_final": self.is_final,
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

/// A row with its figure in two cells; a figure that is to come has none.
fn told(mut row: Value, delivered: Option<Figure>) -> Value {
    row["delivered"] = json!(delivered.and_then(|figure| figure.value));
    row["status"] = json!(delivered.map(|figure| figure.status));
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_column_for_each_member_that_rows_have() {
        let example = serde_json::to_value(<CampaignStatement as utoipa::PartialSchema>::schema());
        let example = example.expect("a schema")["example"].clone();
        let members = ["/lines/0", "/years/0", "/totals/0"].map(|at| example.pointer(at).cloned().expect(at));
        for name in members.iter().flat_map(|member| member.as_object().expect("an object").keys()) {
            assert!(COLUMNS.iter().any(|(column, _)| column == name), "{name} is missing");
        }
    }
}
