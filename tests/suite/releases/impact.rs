//! What everybody reads.

use palier_tests::{
    App, both,
    field::{
        releases::{published, team, team_since, tell_truly},
        sync::{item, send},
        visits, workers,
    },
};
use serde_json::{Value, json};

/// A number that is told as it is.
fn total<'t>(impact: &'t Value, name: &str) -> &'t Value {
    let mut all = impact["totals"].as_array().expect("a list").iter();
    &all.find(|total| total["name"] == name).expect(name)["value"]
}

/// A field worker under contract between these days.
async fn under_contract(app: &App, starts_on: &str, ends_on: Value) {
    let mut body = workers::field_worker(&[]);
    body["contract"] = json!({"starts_on": starts_on, "ends_on": ends_on, "hours_per_month": 16});
    app.as_operator().post("/v1/field-workers", body).await.expect(201);
}

both! {
    async fn everybody_reads_the_impact_without_a_token(app) {
        app.anonymous().get("/v1/impact").await.problem(404, "not_found");
        let team = team(app).await;
        for residents in [2, 3] {
            let changes = json!({"residents_present": residents});
            team.meet(app, (residents, 40), ("2026-02-10T16:00:00Z", changes)).await;
        }
        published(app, "2026-Q1").await;
        let answer = app.anonymous().get("/v1/impact").await.expect(200);
        assert_eq!(answer.header("cache-control"), "public, max-age=3600");
        let impact = answer.json();
        assert_eq!(impact["period"], "2026-Q1");
        for name in ["partnerships", "campaigns", "neighbourhoods", "field_workers"] {
            assert_eq!(total(&impact, name), 1, "{name}");
        }
        // 40 of two and 40 of three, which is never exceeded; one of them may be withheld, and adds nothing.
        let residents = impact["residents_reached"]["at_least"].as_u64().expect("a number");
        assert!((72..=200).contains(&residents), "{residents}");
        let of = |name: &str| -> Value {
            let mut all = impact["indicators"].as_array().expect("a list").iter();
            all.find(|indicator| indicator["name"] == name).cloned().expect(name)
        };
        // Each says what it is, by which version, and of when.
        let as_of = impact["as_of"].as_str().expect("an instant");
        let lists = [&impact["totals"], &impact["indicators"]];
        let each = lists.into_iter().flat_map(|list| list.as_array().expect("a list").iter());
        for figure in each.chain([&impact["residents_reached"], &impact["referral_days"]]) {
            assert!(figure["definition"].as_str().is_some_and(|text| text.len() > 20), "{figure}");
            assert_eq!((&figure["version"], &figure["as_of"]), (&json!(1), &json!(as_of)), "{figure}");
        }
        assert_eq!(of("doors_tried")["denominator"], Value::Null);
        assert_eq!(impact["referral_days"]["denominator"], of("referrals_resolved")["numerator"]);
        let met = of("households_met")["numerator"].clone();
        tell_truly(&[(&met, 80)]);
        // Everybody found it useful: who did not is few, and nobody is told how few.
        assert_eq!(of("found_useful")["numerator"]["status"], "withheld");
        assert_eq!(of("found_useful")["denominator"], met);
        let again = app.anonymous().get("/v1/impact").header("if-none-match", &answer.etag()).await;
        assert_eq!(again.status, 304);
        let series = app.anonymous().get("/v1/impact/series").await.expect(200).json();
        assert_eq!(series["periods"][0], impact);
        app.anonymous().get("/v1/impact?period=2025-Q1").await.problem(404, "not_found");
    }

    async fn c69_how_many_field_workers_there_are_does_not_say_whether_anybody_was_visited(app) {
        let team = team_since(app, "2025-01-02").await;
        under_contract(app, "2024-01-01", json!("2025-01-01")).await;
        under_contract(app, "2024-01-01", json!("2024-12-31")).await;
        under_contract(app, "2025-04-01", Value::Null).await;
        published(app, "2025-Q1").await;
        let first = app.anonymous().get("/v1/impact").await.expect(200).json();
        // The one whose contract ended on its first day; the team's own begins in 2026.
        assert_eq!(total(&first, "field_workers"), 1, "nobody was visited");
        assert_eq!(first["residents_reached"]["at_least"], Value::Null);
        // Whoever goes to doors, under contract or not, is no more than that.
        team.meet(app, (1, 40), ("2025-05-10T16:00:00Z", json!({}))).await;
        for quarter in ["2025-Q2", "2025-Q3", "2025-Q4", "2025"] {
            published(app, quarter).await;
        }
        let series = app.anonymous().get("/v1/impact/series").await.expect(200).json();
        let periods = series["periods"].as_array().expect("a list");
        let told: Vec<_> = periods.iter().map(|of| (of["period"].clone(), total(of, "field_workers").clone())).collect();
        // A year comes after its quarters, and unites them.
        let expected = [("2025-Q1", 1), ("2025-Q2", 1), ("2025-Q3", 1), ("2025-Q4", 1), ("2025", 2)];
        assert_eq!(told, expected.map(|(period, workers)| (json!(period), json!(workers))));
        let last = app.anonymous().get("/v1/impact").await.expect(200).json();
        assert_eq!(last["period"], "2025");
    }

    async fn where_no_campaign_was_active_the_impact_is_zero_and_says_so(app) {
        published(app, "2020-Q1").await;
        let impact = app.anonymous().get("/v1/impact?period=2020-Q1").await.expect(200).json();
        let zero = json!({"value": 0, "status": "structural_zero"});
        for indicator in impact["indicators"].as_array().expect("a list") {
            assert_eq!(indicator["numerator"], zero, "{indicator}");
            assert!(indicator["denominator"] == zero || indicator["denominator"].is_null(), "{indicator}");
            assert_eq!(indicator["share"], Value::Null);
        }
        let days = &impact["referral_days"];
        assert_eq!((&days["denominator"], &days["ranges"][0]["numerator"]), (&zero, &zero));
        assert_eq!(impact["residents_reached"]["at_least"], 0);
        assert_eq!(total(&impact, "campaigns"), 0);
    }

    async fn no_more_residents_are_told_than_there_are(app) {
        let team = team(app).await;
        // Sixty households of two, of which all were met again with three, and forty of one.
        let two = json!({"residents_present": 2});
        let ids = team.meet(app, (1, 60), ("2026-02-10T16:00:00Z", two)).await;
        let again = ids.iter().map(|id| {
            let visit = team.interview(id, "2026-02-12T16:00:00Z");
            item("visit", visits::with(visit, &json!({"residents_present": 3})))
        });
        send(app, &team.phone, 2, &again.collect::<Vec<_>>()).await;
        team.meet(app, (3, 40), ("2026-02-11T16:00:00Z", json!({"residents_present": 1}))).await;
        published(app, "2026-Q1").await;
        let impact = app.anonymous().get("/v1/impact").await.expect(200).json();
        if let Some(residents) = impact["residents_reached"]["at_least"].as_u64() {
            assert!(residents <= 60 * 3 + 40, "{residents}");
        }
    }

    async fn the_public_is_held_to_the_document_and_to_a_limit(app, |config| {
        config.limits.requests_per_minute = 60;
        config.limits.burst = 5;
    }) {
        app.anonymous().get("/v1/impact?perod=2026").await.problem(400, "invalid_parameters");
        app.anonymous().get("/v1/impact?period=2026-Q7").await.problem(400, "invalid_parameters");
        let mut answered = vec![];
        for _ in 0..7 {
            answered.push(app.anonymous().get("/v1/impact").await.status);
        }
        assert!(answered.contains(&429), "{answered:?}");
    }
}
