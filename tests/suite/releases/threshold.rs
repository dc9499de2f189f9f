//! The threshold below which nothing is told.

use palier_domain::time::Day;
use palier_server::jobs::live;
use palier_tests::{
    App, both,
    field::releases::{Team, ended, prepared, published, team, team_since},
};
use serde_json::{Value, json};

/// A server of the same deployment, whose operator has raised the threshold.
fn raised(app: &App) -> App {
    app.reconfigured(|config| config.disclosure.threshold = 15)
}

async fn threshold(app: &App, release: &str) -> Value {
    app.as_operator().get(release).await.expect(200).json()["method"]["threshold"].clone()
}

/// Interviews, people who declined, and doors that nobody opened: so many of each, in February.
async fn doors(app: &App, team: &Team, batch: i64, each: usize) {
    let other =
        |outcome| json!({"outcome": outcome, "language": null, "message": null, "found_useful": null});
    for (after, changes) in [json!({}), other("declined"), other("no_answer")].into_iter().enumerate() {
        team.meet(app, (batch + after as i64, each), ("2026-02-10T16:00:00Z", changes)).await;
    }
}

both! {
    async fn c67_a_raised_threshold_holds_from_the_next_year_on(app) {
        let team = team_since(app, "2025-01-01").await;
        for (batch, at) in [(1, "2025-02-10T16:00:00Z"), (2, "2025-05-10T16:00:00Z"), (3, "2026-02-10T16:00:00Z")] {
            team.meet(app, (batch, 60), (at, json!({}))).await;
        }
        let first = published(app, "2025-Q1").await;
        let raised = raised(app);
        // A year is told as the union of its quarters: by 15 it could not be, with a quarter told by 11.
        for period in ["2025-Q2", "2025-Q3", "2025-Q4", "2025"] {
            let release = published(&raised, period).await;
            assert_eq!(threshold(app, &release).await, 11, "{period}");
        }
        assert_eq!(threshold(app, &first).await, 11);
        let next = published(&raised, "2026-Q1").await;
        assert_eq!(threshold(app, &next).await, 15);
        let method = raised.as_operator().get(&next).await.expect(200).json()["method"].clone();
        assert_eq!(method["least_published"], 20);
    }

    async fn c67_live_progress_fixes_the_threshold_of_its_year(app) {
        let team = team(app).await;
        doors(app, &team, 1, 40).await;
        let tick = |app: &App, day| live::tick(app.state(), Day::constant(2026, 2, day), app.state().now()).expect("a look");
        assert_eq!(tick(app, 11), 1);
        let raised = raised(app);
        doors(app, &team, 4, 40).await;
        assert_eq!(tick(&raised, 12), 1);
        let release = published(&raised, "2026-Q1").await;
        assert_eq!(threshold(app, &release).await, 11);
    }

    async fn a_draft_under_another_threshold_than_its_years_is_not_published(app) {
        let team = team_since(app, "2025-01-01").await;
        team.meet(app, (1, 60), ("2025-02-10T16:00:00Z", json!({}))).await;
        let draft = prepared(app, "2025-Q1").await;
        assert_eq!(draft["status"], "succeeded", "{draft}");
        let raised = raised(app);
        published(&raised, "2025-Q2").await;
        let path = draft["result_url"].as_str().expect("a path");
        let refused = app.as_operator().post_empty(&format!("{path}/publish")).await.expect(409).json();
        assert_eq!(refused["errors"][0]["code"], "threshold_changed");
        app.as_operator().post_empty(&format!("{path}/discard")).await.expect(200);
        let again = published(app, "2025-Q1").await;
        assert_eq!(threshold(app, &again).await, 15);
    }
    async fn a_release_whose_year_gets_another_threshold_meanwhile_comes_to_nothing(app) {
        let team = team_since(app, "2025-01-01").await;
        team.meet(app, (1, 60), ("2025-02-10T16:00:00Z", json!({}))).await;
        let job = prepared(app, "2025-Q1").await;
        let (id, path) = (job["id"].as_str().expect("an id"), job["result_url"].as_str().expect("a path"));
        // As a server leaves it that is killed before the last step.
        app.connect().execute("UPDATE releases SET status = 'preparing'");
        let raised = raised(app);
        published(&raised, "2025-Q2").await;
        let again = "UPDATE jobs SET status = 'queued', started_at = NULL, ended_at = NULL WHERE id IN \
                     (SELECT job_id FROM releases WHERE period = '2025-Q1')";
        app.connect().execute(again);
        let job = ended(app, id).await;
        assert_eq!((&job["status"], &job["problem"]["code"]), (&json!("failed"), &json!("threshold_changed")));
        assert_eq!(app.as_operator().get(path).await.expect(200).json()["status"], "failed");
        assert_eq!(app.as_operator().all(&format!("{path}/figures"), 200).await.len(), 0);
        let next = published(app, "2025-Q1").await;
        assert_eq!(threshold(app, &next).await, 15);
    }
}
