//! A period may be told of the neighbourhoods of several vintages, each by itself, and each line says of which.

use std::collections::BTreeSet;

use palier_tests::{
    App, both,
    field::releases::{VINTAGE, published_of, team},
};
use serde_json::{Value, json};

/// The vintage before.
const OLDER: i32 = 2015;

/// Two quarters, of the older vintage, too.
async fn publish(app: &App) {
    team(app).await.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
    for quarter in ["2026-Q1", "2026-Q2"] {
        for vintage in [VINTAGE, OLDER] {
            published_of(app, (quarter, vintage)).await;
        }
    }
}

/// What makes a line the one that it is.
fn key(line: &Value) -> String {
    ["period", "vintage", "level", "place", "theme"].map(|name| line[name].to_string()).join(" ")
}

/// The periods and vintages of lines, in their order.
fn told(lines: &[Value]) -> Vec<(Value, Value)> {
    let mut told: Vec<_> =
        lines.iter().map(|line| (line["period"].clone(), line["vintage"].clone())).collect();
    told.dedup();
    told
}

both! {
    async fn the_trend_of_needs_has_every_line_of_every_vintage_once_however_it_is_read(app) {
        publish(app).await;
        let municipality = app.as_municipality();
        for path in ["/v1/municipalities/99001/needs", "/v1/needs/export"] {
            let all = municipality.all(path, 200).await;
            let keys: BTreeSet<_> = all.iter().map(key).collect();
            assert_eq!(keys.len(), all.len(), "{path}: each line once");
            let order = ["2026-Q1", "2026-Q2"].into_iter();
            let order = order.flat_map(|quarter| [OLDER, VINTAGE].map(|vintage| (json!(quarter), json!(vintage))));
            assert_eq!(told(&all), order.collect::<Vec<_>>(), "{path}");
            // Pages end within a vintage, a place, a period, and between them.
            for limit in [7, 40] {
                assert_eq!(municipality.all(path, limit).await, all, "{path}, {limit} a page");
            }
            let table = municipality.get(path).header("accept", "text/csv").await.expect(200).text();
            assert_eq!(table.lines().count(), all.len() + 1, "{path}");
        }
        // The commune has its neighbourhoods of that vintage; those of the older one are not active anywhere.
        let commune = municipality.all("/v1/municipalities/99001/needs?period=2026-Q1", 200).await;
        let met = |vintage: i32| {
            let of = |line: &&Value| line["vintage"] == vintage && line["theme"].is_null() && line["place"] == "99001";
            commune.iter().find(of).expect("a line")["households_met"]["status"].clone()
        };
        assert_eq!((met(VINTAGE), met(OLDER)), (json!("published"), json!("structural_zero")));
    }

    async fn a_release_that_is_published_between_two_pages_moves_no_line_of_the_ones_before(app) {
        team(app).await;
        published_of(app, ("2026-Q1", OLDER)).await;
        let path = "/v1/needs/export?period=2026-Q1";
        let before = app.as_operator().all(path, 200).await;
        // Two pages end among the neighbourhoods. The other vintage has communes that come before them.
        let limit = (before.len() - 20) / 2;
        let (mut lines, mut cursor) = (vec![], String::new());
        for page in 1.. {
            let next = app.as_operator().get(&format!("{path}&limit={limit}{cursor}")).await.expect(200).json();
            lines.extend(next["items"].as_array().expect("a list").iter().cloned());
            let Some(next) = next["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
            if page == 2 {
                published_of(app, ("2026-Q1", VINTAGE)).await;
            }
        }
        lines.retain(|line: &Value| line["vintage"] == OLDER);
        assert_eq!(lines, before);
    }

    async fn impact_is_of_the_latest_vintage_and_its_series_of_all(app) {
        publish(app).await;
        let impact = app.anonymous().get("/v1/impact?period=2026-Q1").await.expect(200).json();
        assert_eq!((&impact["vintage"], &impact["period"]), (&json!(VINTAGE), &json!("2026-Q1")));
        let series = app.anonymous().get("/v1/impact/series").await.expect(200).json();
        let periods = series["periods"].as_array().expect("a list");
        assert_eq!((told(periods).len(), periods.len()), (4, 4));
    }
}
