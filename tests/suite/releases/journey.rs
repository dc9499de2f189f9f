//! From being asked for to being published.

use palier_domain::time::Instant;
use palier_tests::{
    both,
    field::{
        releases::{VINTAGE, prepared, published, team, team_since, tell_truly},
        sync::{item, send},
    },
};
use serde_json::{Value, json};

both! {
    async fn c29_a_202_leads_to_a_job_that_ends_in_a_result(app) {
        let job = prepared(app, "2026-Q1").await;
        assert_eq!((&job["status"], &job["problem"]), (&json!("succeeded"), &json!(null)));
        let release = app.as_operator().get(job["result_url"].as_str().expect("a path")).await.expect(200).json();
        assert_eq!((&release["status"], &release["period"]), (&json!("draft"), &json!("2026-Q1")));
    }

    async fn the_audits_report_tells_what_is_published_and_withheld_by_table_and_level(app) {
        team(app).await.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
        let job = prepared(app, "2026-Q1").await;
        let path = job["result_url"].as_str().expect("a path");
        let release = app.as_operator().get(path).await.expect(200).json();
        let audit = &release["report"]["audit"];
        assert_eq!(audit["violations"], 0);
        let doors = audit["figures"].as_array().expect("a list").iter().find(|told| {
            told["table"] == "doors_tried" && told["level"] == "neighbourhood" && told["by_campaign"] == false
        });
        let doors = doors.expect("doors by neighbourhood");
        let figures = app.as_operator().all(&format!("{path}/figures"), 200).await;
        let of = |figure: &&Value| {
            figure["table"] == "doors_tried" && figure["level"] == "neighbourhood" && figure["campaign_id"].is_null()
        };
        let all = figures.iter().filter(of);
        let (published, withheld): (Vec<_>, Vec<_>) = all.partition(|figure| figure["status"] == "published");
        assert_eq!((&doors["published"], &doors["withheld"]), (&json!(published.len()), &json!(withheld.len())));
        assert!(!published.is_empty(), "{audit}");
        assert!(audit["narrowest"]["lo"].is_number() && audit["seconds"].is_number(), "{audit}");
        assert_eq!(release["report"]["protection"]["small"], release["report"]["protection"]["certified"]);
    }

    async fn a_job_ends_when_it_ends_and_tells_that_all_is_done(app) {
        team(app).await.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
        let begun = std::time::Instant::now();
        let job = prepared(app, "2026-Q1").await;
        let at = |value: &serde_json::Value| -> Instant {
            value.as_str().expect("an instant").parse().expect("an instant")
        };
        let release = app.as_operator().get(job["result_url"].as_str().expect("a path")).await.expect(200).json();
        // It was counted when it began, and what came after that takes its time.
        let (started, counted, ended) = (at(&job["started_at"]), at(&release["counted_at"]), at(&job["ended_at"]));
        assert!(started <= counted && counted < ended, "{job} {release}");
        let microseconds = ended.micros() - started.micros();
        assert!((1_000..=begun.elapsed().as_micros() as i64).contains(&microseconds), "{microseconds}");
        let progress = &job["progress"];
        assert_eq!((&progress["step"], &progress["done"]), (&json!("writing"), &progress["total"]));
    }

    async fn a_draft_is_the_operators_and_a_release_is_everybodys(app) {
        let job = prepared(app, "2026-Q1").await;
        let path = job["result_url"].as_str().expect("a path");
        let others = || [app.as_partner(), app.as_municipality(), app.as_client(&app.seed().app_publisher.live)];
        for other in others() {
            other.get(path).await.problem(404, "not_found");
            other.get(&format!("{path}/figures")).await.problem(404, "not_found");
            assert_eq!(other.all("/v1/releases", 50).await.len(), 0);
        }
        app.as_operator().post_empty(&format!("{path}/publish")).await.expect(200);
        for other in others() {
            let release = other.get(path).await.expect(200).json();
            // What the protection did tells of the data.
            assert!(release["report"].get("protection").is_none(), "{release}");
            assert_eq!(other.all("/v1/releases", 50).await.len(), 1);
        }
    }

    async fn what_an_interrupted_preparation_wrote_is_not_shown_and_is_written_again(app) {
        let team = team(app).await;
        team.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
        let job = prepared(app, "2026-Q1").await;
        let path = job["result_url"].as_str().expect("a path");
        let figures = async || app.as_operator().all(&format!("{path}/figures"), 200).await;
        let written = figures().await;
        assert_ne!(written.len(), 0);
        // As a server leaves it that is killed before the last step.
        app.connect().execute("UPDATE releases SET status = 'preparing'");
        assert_eq!(figures().await.len(), 0, "what is being prepared tells nothing");
        app.connect().execute("UPDATE jobs SET status = 'queued', started_at = NULL, ended_at = NULL");
        prepared(app, "2025-Q4").await;
        assert_eq!(app.as_operator().get(path).await.expect(200).json()["status"], "draft");
        assert_eq!(figures().await, written);
    }

    async fn a_period_is_published_once_and_when_it_is_over(app) {
        let ask = async |period: &str| {
            app.as_operator().post("/v1/releases", json!({"period": period, "vintage": VINTAGE})).await
        };
        let invalid = ask("2099-Q1").await.invalid();
        assert_eq!(invalid, [("/period".to_owned(), "not_over".to_owned())]);
        let unknown = json!({"period": "2026-Q1", "vintage": 2050});
        let invalid = app.as_operator().post("/v1/releases", unknown).await.invalid();
        assert_eq!(invalid, [("/vintage".to_owned(), "unknown_reference".to_owned())]);
        ask("2025").await.refused_by("quarters_missing");
        let first = prepared(app, "2026-Q1").await;
        let second = prepared(app, "2026-Q1").await;
        let publish = async |job: &serde_json::Value| {
            let path = format!("{}/publish", job["result_url"].as_str().expect("a path"));
            app.as_operator().post_empty(&path).await
        };
        publish(&first).await.expect(200);
        publish(&first).await.problem(409, "transition_refused");
        publish(&second).await.refused_by("period_published");
        ask("2026-Q1").await.refused_by("period_published");
        let path = second["result_url"].as_str().expect("a path");
        app.as_operator().post_empty(&format!("{path}/discard")).await.expect(200);
        assert_eq!(app.as_operator().all(&format!("{path}/figures"), 200).await.len(), 0);
    }

    async fn the_same_period_prepared_again_is_rounded_the_same(app) {
        team(app).await.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
        let mut all = vec![];
        for _ in 0..2 {
            let job = prepared(app, "2026-Q1").await;
            let path = format!("{}/figures", job["result_url"].as_str().expect("a path"));
            all.push(app.as_operator().all(&path, 200).await);
        }
        assert_eq!(all[0], all[1]);
        assert!(all[0].iter().any(|figure| figure["status"] == "published"));
    }

    async fn a_year_is_the_union_of_its_quarters(app) {
        let team = team_since(app, "2025-01-02").await;
        // The same forty households in two quarters.
        let ids = team.meet(app, (1, 40), ("2025-02-10T16:00:00Z", json!({}))).await;
        let again = ids.iter().map(|id| item("visit", team.interview(id, "2025-05-10T16:00:00Z")));
        send(app, &team.phone, 2, &again.collect::<Vec<_>>()).await;
        for quarter in ["2025-Q1", "2025-Q2", "2025-Q3"] {
            published(app, quarter).await;
        }
        let year = json!({"period": "2025", "vintage": VINTAGE});
        app.as_operator().post("/v1/releases", year).await.refused_by("quarters_missing");
        published(app, "2025-Q4").await;
        // What the year is made of was counted before, whatever became of it since.
        app.connect().execute("DELETE FROM needs");
        app.connect().execute("DELETE FROM visits");
        assert!(app.connect().count("release_facts") > 0);
        let path = published(app, "2025").await;
        let figures = app.as_operator().all(&format!("{path}/figures"), 200).await;
        let of = |table: &str| {
            let nation = |figure: &&serde_json::Value| figure["table"] == table && figure["level"] == "nation";
            figures.iter().find(nation).expect(table)
        };
        tell_truly(&[(of("households_met"), 40), (of("doors_tried"), 40)]);
        assert_eq!(app.connect().count("release_facts"), 0, "nothing is counted from them any more");
    }

    async fn a_release_that_is_being_prepared_by_a_server_that_ends_is_taken_up_again(app) {
        let path = "/v1/releases";
        let body = json!({"period": "2026-Q1", "vintage": VINTAGE});
        let job = app.as_operator().post(path, body).await.expect(202).id();
        let other = app.another_instance();
        for _ in 0..600 {
            let state = other.as_operator().get(&format!("/v1/jobs/{job}")).await.expect(200).json();
            if state["status"] == "succeeded" {
                let drafts = app.as_operator().all("/v1/releases?status=draft", 50).await;
                assert_eq!(drafts.len(), 1, "two servers make one draft");
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("nobody ran the job");
    }
}
