//! Whole lists as NDJSON, CSV and GeoJSON.

use palier_tests::{App, both, samples::campaign_with, town};
use serde_json::{Value, json};

/// Reads CSV (RFC 4180) by the letter: lines end in CRLF, quotes are doubled.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "the last line ends");
    rows
}

fn column<'r>(rows: &'r [Vec<String>], name: &str) -> Vec<&'r str> {
    let at = rows[0].iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"));
    rows[1..].iter().map(|row| row[at].as_str()).collect()
}

async fn ndjson(app: &App, path: &str) -> Vec<Value> {
    let export = app.as_operator().get(path).accept("application/x-ndjson").await.expect(200);
    assert_eq!(export.header("content-type"), "application/x-ndjson");
    let text = export.text();
    assert!(text.is_empty() || text.ends_with('\n'));
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

const TRICKY: [&str; 8] = [
    "=SOMME(A1)",
    "+33 1 23 45 67 89",
    "-1",
    "@nom",
    "Guillemets \"doubles\"",
    "Virgule, point; tabulation",
    "Accents éàü œ 漢字 مرحبا 🏠",
    "'apostrophe'",
];

both! {
    async fn an_export_holds_what_the_pages_hold(app) {
        for (n, title) in TRICKY.iter().enumerate() {
            let body = campaign_with(json!({"title": title, "external_id": format!("E-{n}")}));
            let _made = app.as_partner().post("/v1/campaigns", body).await.expect(201);
        }
        for path in [
            "/v1/campaigns",
            "/v1/organisations",
            "/v1/themes",
            "/v1/neighbourhoods",
            "/v1/clients",
            "/v1/campaigns?external_id=E-3",
            "/v1/neighbourhoods?near=48.5,2.5",
        ] {
            let pages = app.as_operator().all(path, 3).await;
            assert_eq!(ndjson(app, path).await, pages, "{path}");
            let text = app.as_operator().get(path).accept("text/csv").await.expect(200).text();
            let rows = csv(&text);
            assert_eq!(rows.len(), pages.len() + 1, "{path}");
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{path}");
        }
    }

    async fn cells_keep_their_text_and_no_formula_runs(app) {
        for title in TRICKY {
            let _made = app
                .as_partner()
                .post("/v1/campaigns", campaign_with(json!({"title": title})))
                .await
                .expect(201);
        }
        let export = app.as_partner().get("/v1/campaigns").accept("text/csv").await.expect(200);
        assert_eq!(export.header("content-type"), "text/csv; charset=utf-8; header=present");
        let rows = csv(&export.text());
        let expected: Vec<String> = TRICKY
            .iter()
            .map(|title| {
                if title.starts_with(['=', '+', '-', '@']) {
                    format!("'{title}")
                } else {
                    (*title).to_owned()
                }
            })
            .collect();
        assert_eq!(column(&rows, "title"), expected);
        assert!(column(&rows, "target_doors").iter().all(|cell| *cell == "550"));
        assert!(column(&rows, "external_id").iter().all(|cell| cell.is_empty()), "null is an empty cell");
        assert!(column(&rows, "per_door_cents").iter().all(|cell| *cell == "250"));
        let places = app.as_partner().get("/v1/neighbourhoods").accept("text/csv").await.expect(200).text();
        let places = csv(&places);
        let at = column(&places, "code").iter().position(|code| *code == town::TRICKY).expect("it is there");
        assert_eq!(column(&places, "name")[at], "'=SOMME(A1;\"dit\"),\nle Bas");
        let at =
            column(&places, "code").iter().position(|code| *code == town::TWO_COMMUNES).expect("it is there");
        assert_eq!(column(&places, "commune_codes")[at], "99001;99002");
    }

    async fn an_export_has_no_pages(app) {
        for query in ["limit=5", "cursor=AAAA"] {
            for format in ["text/csv", "application/x-ndjson"] {
                let answer = app.as_operator().get(&format!("/v1/themes?{query}")).accept(format).await;
                answer.problem(400, "invalid_parameters");
            }
        }
        let empty = app.as_operator().get("/v1/campaigns").accept("application/x-ndjson").await.expect(200);
        assert!(empty.body.is_empty());
        let header = app.as_operator().get("/v1/campaigns").accept("text/csv").await.expect(200);
        assert_eq!(csv(&header.text()).len(), 1);
    }

    async fn an_export_streams_many_batches(app) {
        let mut sql = String::new();
        for n in 0..1234 {
            let id = uuid::Uuid::now_v7();
            let (id, at) = match app.backend {
                palier_tests::Backend::Sqlite => (format!("X'{}'", id.simple()), "0"),
                palier_tests::Backend::Postgres => (format!("'{id}'"), "now()"),
            };
            sql.push_str(&format!(
                "INSERT INTO organisations VALUES ({id}, 'partner', 'P{n}', '[]', 1, {at}, {at});"
            ));
        }
        app.connect().execute(&sql);
        let all = ndjson(app, "/v1/organisations").await;
        assert_eq!(all.len(), 1240);
        let mut ids: Vec<_> = all.iter().map(|item| item["id"].to_string()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 1240);
    }

    async fn geojson_has_boundaries(app) {
        let export = app
            .as_operator()
            .get("/v1/neighbourhoods?vintage=2024")
            .accept("application/geo+json")
            .await
            .expect(200);
        assert_eq!(export.header("content-type"), "application/geo+json");
        let collection = export.json();
        assert_eq!(collection["type"], "FeatureCollection");
        let features = collection["features"].as_array().expect("features");
        let ids: Vec<_> = features.iter().map(|feature| feature["id"].as_str().expect("an id")).collect();
        assert_eq!(ids, town::ALL_2024);
        let of = |code: &str| &features[ids.iter().position(|id| *id == code).expect("it is there")];
        assert!(of(town::NO_BOUNDARY)["geometry"].is_null());
        let rings = |code: &str| {
            of(code)["geometry"]["coordinates"]
                .as_array()
                .expect("polygons")
                .iter()
                .map(|polygon| polygon.as_array().map_or(0, Vec::len))
                .collect::<Vec<_>>()
        };
        assert_eq!((rings(town::WITH_HOLE), rings(town::TWO_PARTS)), (vec![2], vec![1, 1]));
        // RFC 7946: longitude first, rings closed.
        let ring = of("QN09901N")["geometry"]["coordinates"][0][0].as_array().expect("a ring");
        assert_eq!((ring.first(), ring[0][0].as_f64()), (ring.last(), Some(2.5)));
        let empty = app
            .as_operator()
            .get("/v1/neighbourhoods?q=nowhere")
            .accept("application/geo+json")
            .await
            .expect(200);
        assert_eq!(empty.json()["features"], json!([]));
    }

    async fn so_many_exports_run_at_a_time(app, |config| config.limits.export_max_concurrent = 0) {

        let answer = app.as_operator().get("/v1/themes").accept("text/csv").await;
        answer.problem(503, "unavailable");
        assert!(answer.header("retry-after").parse::<u32>().is_ok());
        let _page = app.as_operator().get("/v1/themes").await.expect(200);
    }
}
