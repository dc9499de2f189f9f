//! Whoever asks, and in whatever form: nothing is told of a period but the figures of its release.

use std::collections::BTreeMap;

use palier_tests::{
    App, Caller, both,
    field::releases::{published, team},
};
use serde_json::{Value, json};
use uuid::Uuid;

/// The cells of a release, as the operator reads them: what each is, and what is told of it.
type Cells = BTreeMap<String, (Value, Value)>;

const MEMBERS: [&str; 5] = ["table", "level", "place", "campaign_id", "item"];

fn cell(figure: &Value) -> (String, (Value, Value)) {
    let name = MEMBERS.map(|member| figure[member].as_str().unwrap_or_default()).join("|");
    (name, (figure["value"].clone(), figure["status"].clone()))
}

/// That of a place or, without a level, of a campaign.
fn named(table: &str, (level, place, campaign): (&str, &str, &str), item: &str) -> String {
    [table, level, place, campaign, item].join("|")
}

fn told(figure: &Value) -> (Value, Value) {
    (figure["value"].clone(), figure["status"].clone())
}

/// What somebody reads of a release, as JSON, as lines and as a table: three times the same.
async fn read(caller: &Caller<'_>, path: &str) -> Vec<Value> {
    let items = caller.all(path, 200).await;
    let lines = caller.get(path).header("accept", "application/x-ndjson").await.expect(200).text();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines, items);
    let table = caller.get(path).header("accept", "text/csv").await.expect(200).text();
    let rows: Vec<String> = table.lines().skip(1).map(str::to_owned).collect();
    let columns = MEMBERS.iter().chain(&["value", "status"]);
    let expected: Vec<String> = items
        .iter()
        .map(|item| {
            let text = |name: &str| match &item[name] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            columns.clone().map(|name| text(name)).collect::<Vec<_>>().join(",")
        })
        .collect();
    assert_eq!(rows, expected);
    items
}

/// Nothing but a share of it is to be had elsewhere.
async fn needs(app: &App, cells: &Cells) {
    let path = "/v1/municipalities/99001/needs?period=2026-Q1";
    let rows = app.as_municipality().all(path, 200).await;
    assert!(!rows.is_empty());
    for row in rows.iter().filter(|row| row["households"]["status"] != "structural_zero") {
        let at = (row["level"].as_str().expect("a level"), row["place"].as_str().expect("a place"), "");
        let (table, item) = match row["theme"].as_str() {
            None => ("needs", "any"),
            Some(theme) if theme.contains("--") => ("needs_theme", theme),
            Some(parent) => ("needs_parent", parent),
        };
        assert_eq!(told(&row["households"]), cells[&named(table, at, item)], "{row}");
        for table in ["households_met", "doors_tried", "doors_opened"] {
            assert_eq!(told(&row[table]), cells[&named(table, at, "")], "{row}");
        }
    }
}

async fn impact(app: &App, cells: &Cells) {
    let impact = app.anonymous().get("/v1/impact?period=2026-Q1").await.expect(200).json();
    let at = |table: &str, item: &str| cells[&named(table, ("nation", "FR", ""), item)].clone();
    for indicator in impact["indicators"].as_array().expect("indicators") {
        let name = indicator["name"].as_str().expect("a name");
        let cell = match name {
            "needs_raised" => at("needs", "any"),
            "needs_met" => at("needs_ended", "met"),
            "referrals_resolved" => at("referrals_ended", "resolved"),
            table => at(table, ""),
        };
        assert_eq!(told(&indicator["numerator"]), cell, "{name}");
    }
}

async fn statement(app: &App, campaign: &str, cells: &Cells) {
    let statement =
        app.as_partner().get(&format!("/v1/campaigns/{campaign}/statement")).await.expect(200).json();
    let lines = statement["lines"].as_array().expect("lines");
    assert!(!lines.is_empty());
    for line in lines.iter().filter(|line| line["quarter"] == "2026-Q1") {
        let measure = line["measure"].as_str().expect("a measure");
        assert_eq!(told(&line["delivered"]), cells[&named(measure, ("", "", campaign), "")], "{line}");
    }
}

both! {
    async fn c67_no_role_is_told_more_than_the_figures_of_a_release_in_any_form(app) {
        let team = team(app).await;
        team.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
        let nobody = json!({"outcome": "no_answer", "language": null, "message": null, "found_useful": null});
        team.meet(app, (2, 30), ("2026-02-11T16:00:00Z", nobody)).await;
        for number in 0..20 {
            let need = json!({"needs": [{"id": Uuid::now_v7(), "theme": "palier:eau--facture", "urgency": "normal"}]});
            team.meet(app, (3 + number, 1), ("2026-02-12T16:00:00Z", need)).await;
        }
        let path = format!("{}/figures", published(app, "2026-Q1").await);
        let all = read(&app.as_operator(), &path).await;
        let cells: Cells = all.iter().map(cell).collect();
        assert_eq!(cells.len(), all.len(), "each is told once");
        assert!(cells.values().filter(|(_, status)| status == "published").count() > 10);
        for caller in [
            app.as_partner(),
            app.as_other_partner(),
            app.as_municipality(),
            app.as_other_municipality(),
            app.as_app_publisher(),
        ] {
            for (name, told) in read(&caller, &path).await.iter().map(cell) {
                assert_eq!(cells.get(&name), Some(&told), "{name}");
            }
        }
        needs(app, &cells).await;
        impact(app, &cells).await;
        statement(app, &team.campaign, &cells).await;
    }
}
