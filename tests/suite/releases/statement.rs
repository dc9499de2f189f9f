//! What a partner is told that it ordered, got and owes.

use palier_tests::{
    App, both,
    field::releases::{Team, published, team_between, tell_truly},
};
use serde_json::{Value, json};

/// Sixty households are interviewed, behind thirty doors nobody opens.
async fn work(app: &App, team: &Team) {
    try_doors(app, team, 1, ("2026-02-10T16:00:00Z", 30)).await;
}

/// Sixty households are interviewed at an instant, behind so many other doors nobody opens.
async fn try_doors(app: &App, team: &Team, batch: i64, (at, closed): (&str, usize)) {
    team.meet(app, (batch, 60), (at, json!({}))).await;
    let nobody = json!({"outcome": "no_answer", "language": null, "message": null, "found_useful": null});
    team.meet(app, (batch + 1, closed), (at, nobody)).await;
}

async fn statement(app: &App, team: &Team) -> Value {
    let path = format!("/v1/campaigns/{}/statement", team.campaign);
    app.as_partner().get(&path).await.expect(200).json()
}

async fn close(app: &App, team: &Team) {
    app.as_operator().post_empty(&format!("/v1/campaigns/{}/close", team.campaign)).await.expect(200);
}

/// The line or total of a measure.
fn of<'s>(list: &'s Value, measure: &str) -> &'s Value {
    let mut all = list.as_array().expect("a list").iter();
    all.find(|entry| entry["measure"] == measure).expect(measure)
}

/// A table's rows by their columns.
fn rows(table: &str) -> Vec<Value> {
    let mut lines = table.split("\r\n").filter(|line| !line.is_empty()).map(|line| line.split(','));
    let names: Vec<&str> = lines.next().expect("a header").collect();
    let row = |cells: std::str::Split<'_, char>| -> Value {
        names.iter().copied().zip(cells).map(|(name, cell)| (name.to_owned(), json!(cell))).collect()
    };
    lines.map(row).collect()
}

/// A value as a table has it.
fn cell(value: &Value) -> Value {
    match value {
        Value::Null => json!(""),
        Value::String(text) => json!(text),
        Value::Array(all) => {
            let texts: Vec<String> =
                all.iter().map(|of| of.as_str().map_or_else(|| of.to_string(), str::to_owned)).collect();
            json!(texts.join(";"))
        }
        other => json!(other.to_string()),
    }
}

/// Holds each row of the table against the statement.
fn agree(statement: &Value, table: &str) {
    let rows = rows(table);
    let mut told = vec![];
    for (kind, list) in [("line", "lines"), ("year", "years")] {
        for line in statement[list].as_array().expect(list) {
            let mut line = line.clone();
            let delivered = line["delivered"].clone();
            (line["delivered"], line["status"]) = (delivered["value"].clone(), delivered["status"].clone());
            told.push((kind, line));
        }
    }
    told.extend(statement["totals"].as_array().expect("totals").iter().map(|total| ("total", total.clone())));
    let whole = ["amount_cents", "quarters_to_come", "years_to_come", "is_final"];
    let whole: Value = whole.iter().map(|name| ((*name).to_owned(), statement[*name].clone())).collect();
    told.push(("statement", whole));
    assert_eq!(rows.len(), told.len(), "{table}");
    for (row, (kind, value)) in rows.iter().zip(told) {
        assert_eq!(row["row"], kind);
        assert_eq!(row["campaign_id"], statement["campaign_id"]);
        assert_eq!(row["currency"], cell(&statement["price"]["currency"]));
        for (name, value) in value.as_object().expect("an object") {
            assert_eq!(row[name], cell(value), "{name} of {row}");
        }
    }
}

/// Reads a statement in both forms.
async fn read(app: &App, team: &Team) -> Value {
    let read = statement(app, team).await;
    let path = format!("/v1/campaigns/{}/statement", team.campaign);
    let table = app.as_partner().get(&path).header("accept", "text/csv").await.expect(200);
    agree(&read, &table.text());
    read
}

/// By what a measure of a year should be settled, as its quarters and its release tell, and how much that is.
fn settled(read: &Value, (measure, year): (&str, &Value)) -> (&'static str, Value) {
    let lines = read["lines"].as_array().expect("lines").iter().filter(|line| line["measure"] == measure);
    let told: Vec<Option<u64>> = lines.map(|line| line["delivered"]["value"].as_u64()).collect();
    let sum: u64 = told.iter().flatten().sum();
    match year["value"].as_u64() {
        _ if told.iter().all(Option::is_some) => ("quarters", json!(sum)),
        Some(year) if year >= sum => ("year", json!(year)),
        _ if told.iter().all(Option::is_none) => ("published_quarters", Value::Null),
        _ => ("published_quarters", json!(sum)),
    }
}

/// Holds each measure of a statement of one year against what the year's release tells of it; answers with those that
/// are settled by it.
fn settles(read: &Value, funnel: &Value) -> Vec<&'static str> {
    let mut by_year = vec![];
    for measure in ["doors_tried", "doors_opened", "doors_interviewed"] {
        let (year, total) = (of(&read["years"], measure), of(&read["totals"], measure));
        assert_eq!(year["delivered"], funnel[measure], "{year}");
        let (by, value) = settled(read, (measure, &funnel[measure]));
        assert_eq!((&year["settled_by"], &year["settled"]), (&json!(by), &value), "{read}");
        for (of_total, of_year) in
            [("delivered", "settled"), ("at_least", "at_least"), ("at_most", "at_most")]
        {
            assert_eq!(total[of_total], year[of_year], "{read}");
        }
        assert_eq!(total["complete"], by != "published_quarters");
        let left_out = if by == "published_quarters" { total["withheld"].clone() } else { json!(0) };
        assert_eq!(total["withheld_periods"], left_out);
        if by == "year" {
            by_year.push(measure);
        }
    }
    by_year
}

both! {
    async fn a_statement_invoices_published_figures(app) {
        let team = team_between(app, ("2026-01-05", "2026-03-31"), json!({})).await;
        work(app, &team).await;
        let early = statement(app, &team).await;
        assert_eq!((&early["lines"], &early["amount_cents"]), (&json!([]), &json!(0)));
        assert_eq!((&early["quarters_to_come"], &early["is_final"]), (&json!(["2026-Q1"]), &json!(false)));
        published(app, "2026-Q1").await;
        assert_eq!(statement(app, &team).await["is_final"], false, "the campaign is not closed");
        close(app, &team).await;
        let last = statement(app, &team).await;
        let (lines, totals) = (&last["lines"], &last["totals"]);
        tell_truly(&[
            (&of(lines, "doors_tried")["delivered"], 90),
            (&of(lines, "doors_opened")["delivered"], 60),
        ]);
        // The sum of what is told, each with its price and the bounds that rounding leaves.
        let mut due = 0;
        for (measure, price) in [("doors_tried", Some(250)), ("doors_opened", None), ("doors_interviewed", Some(900))] {
            let (line, total) = (of(lines, measure), of(totals, measure));
            let value = line["delivered"]["value"].as_i64();
            assert_eq!(total["delivered"].as_i64(), value);
            assert_eq!(total["withheld"], i32::from(value.is_none()));
            assert_eq!(total["withheld_periods"], total["withheld"]);
            assert_eq!(total["complete"], value.is_some());
            assert_eq!(line["at_least"].as_i64(), value.map(|value| (value - 4).max(11)));
            assert_eq!(line["at_most"].as_i64(), value.map(|value| value + 4));
            assert_eq!(line["amount_cents"].as_i64(), value.zip(price).map(|(value, price)| value * price));
            due += value.unwrap_or(0) * price.unwrap_or(0);
        }
        assert_eq!(last["amount_cents"], due);
        // One may be withheld without need; then the year may still tell it.
        let withheld = totals.as_array().expect("totals").iter().any(|total| total["complete"] == false);
        assert_eq!((&last["quarters_to_come"], &last["is_final"]), (&json!([]), &json!(!withheld)));
        assert_eq!(last["years_to_come"], if withheld { json!([2026]) } else { json!([]) });
        assert_eq!(of(totals, "doors_tried")["ordered"], 550);
        // What no figure of the release tells, the statement does not tell either.
        let results = format!("/v1/campaigns/{}/results", team.campaign);
        let funnel = &app.as_partner().get(&results).await.expect(200).json()["periods"][0]["funnel"];
        for measure in ["doors_tried", "doors_opened", "doors_interviewed"] {
            assert_eq!(of(lines, measure)["delivered"], funnel[measure]);
        }
    }

    async fn a_statement_is_the_same_as_a_table(app) {
        let team = team_between(app, ("2026-01-05", "2026-12-31"), json!({})).await;
        work(app, &team).await;
        published(app, "2026-Q1").await;
        published(app, "2026-Q2").await;
        let read = statement(app, &team).await;
        assert_eq!(read["quarters_to_come"], json!(["2026-Q3", "2026-Q4"]));
        // Nothing was done in the second quarter.
        let tried = |line: &&Value| line["measure"] == "doors_tried";
        let tried: Vec<&Value> = read["lines"].as_array().expect("lines").iter().filter(tried).collect();
        assert_eq!(tried[1]["delivered"], json!({"value": null, "status": "withheld"}));
        let withheld = tried.iter().filter(|line| line["delivered"]["value"].is_null()).count();
        let total = of(&read["totals"], "doors_tried");
        assert_eq!((&total["withheld"], &total["withheld_periods"]), (&json!(withheld), &json!(withheld)));
        assert_eq!(total["complete"], false, "not to be held against what was ordered");
        assert_eq!(read["years_to_come"], json!([2026]));
        let path = format!("/v1/campaigns/{}/statement", team.campaign);
        let table = app.as_partner().get(&path).header("accept", "text/csv").await.expect(200);
        assert!(table.header("content-type").starts_with("text/csv"));
        agree(&read, &table.text());
        let tag = table.etag();
        let again = app.as_partner().get(&path).header("accept", "text/csv").header("if-none-match", &tag).await;
        assert_eq!(again.status, 304);
        app.as_partner().get(&path).header("if-none-match", &tag).await.expect(200);
        app.as_partner().get(&path).header("accept", "image/png").await.problem(406, "not_acceptable");
    }

    async fn a_year_settles_what_a_quarter_of_it_withholds(app) {
        // Two of them: a figure in two hundred is withheld without need.
        let mut teams = vec![];
        for _ in 0..2 {
            let team = team_between(app, ("2025-01-05", "2025-06-30"), json!({})).await;
            try_doors(app, &team, 1, ("2025-02-10T16:00:00Z", 30)).await;
            // So few doors stayed closed that it can't be told both how many were tried and how many opened.
            try_doors(app, &team, 3, ("2025-05-10T16:00:00Z", 4)).await;
            close(app, &team).await;
            teams.push(team);
        }
        for quarter in ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"] {
            published(app, quarter).await;
        }
        let mut interim = vec![];
        for team in &teams {
            let before = read(app, team).await;
            let told = json!({"doors_tried": null, "doors_opened": null, "doors_interviewed": null});
            assert_eq!(settles(&before, &told), Vec::<&str>::new());
            assert!(before["totals"].as_array().expect("totals").iter().any(|total| total["complete"] == false));
            assert_eq!((&before["quarters_to_come"], &before["years_to_come"]), (&json!([]), &json!([2025])));
            assert_eq!((&before["is_final"], &before["years"][0]["release_id"]), (&json!(false), &Value::Null));
            interim.push(before);
        }
        let release = published(app, "2025").await;
        let mut by_year = 0;
        for (team, before) in teams.iter().zip(interim) {
            let after = read(app, team).await;
            let results = format!("/v1/campaigns/{}/results?period=2025", team.campaign);
            let funnel = &app.as_partner().get(&results).await.expect(200).json()["periods"][0]["funnel"];
            for measure in settles(&after, funnel) {
                let truth = if measure == "doors_tried" { 154 } else { 120 };
                tell_truly(&[(&json!({"value": of(&after["totals"], measure)["delivered"]}), truth)]);
                by_year += 1;
            }
            assert_eq!(after["lines"], before["lines"], "what was told of quarters stays");
            assert!(after["amount_cents"].as_i64() >= before["amount_cents"].as_i64(), "nothing is taken back");
            assert_eq!((&after["years_to_come"], &after["is_final"]), (&json!([]), &json!(true)));
            assert!(release.ends_with(after["years"][0]["release_id"].as_str().expect("an id")));
        }
        assert_ne!(by_year, 0);
    }

    async fn without_a_price_a_statement_has_no_amounts(app) {
        let team = team_between(app, ("2026-01-05", "2026-03-31"), json!({"price": null})).await;
        work(app, &team).await;
        published(app, "2026-Q1").await;
        let read = statement(app, &team).await;
        assert_eq!((&read["price"], &read["amount_cents"]), (&json!(null), &json!(null)));
        let all = read["lines"].as_array().expect("lines").iter().chain(read["totals"].as_array().expect("totals"));
        for entry in all {
            assert_eq!((&entry["unit_price_cents"], &entry["amount_cents"]), (&json!(null), &json!(null)));
        }
        tell_truly(&[(&of(&read["lines"], "doors_tried")["delivered"], 90)]);
    }

    async fn a_quarter_that_was_released_before_the_campaign_began_holds_nothing_of_it(app) {
        published(app, "2026-Q1").await;
        let team = team_between(app, ("2026-01-05", "2026-06-30"), json!({})).await;
        let read = statement(app, &team).await;
        let tried = of(&read["lines"], "doors_tried");
        assert_eq!(tried["delivered"], json!({"value": 0, "status": "structural_zero"}));
        assert_eq!((&tried["at_most"], &tried["amount_cents"]), (&json!(0), &json!(0)));
        assert_eq!(read["quarters_to_come"], json!(["2026-Q2"]));
    }

    async fn c09_statements_of_others_are_not_shown(app) {
        let team = team_between(app, ("2026-01-05", "2026-03-31"), json!({})).await;
        let path = format!("/v1/campaigns/{}/statement", team.campaign);
        app.as_partner().get(&path).await.expect(200);
        app.as_operator().get(&path).await.expect(200);
        let publisher = app.as_client(&app.seed().app_publisher.live);
        for stranger in [app.as_other_partner(), app.as_municipality(), app.as_other_municipality(), publisher] {
            stranger.get(&path).await.problem(404, "not_found");
        }
    }
}
