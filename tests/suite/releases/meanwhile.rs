//! What happens while a release is being prepared. The test is the server that prepares it, and the deployment's own waits
//! until nothing was heard of it for a minute.

use palier_domain::{
    ids::JobId,
    job::{LEFT_BEHIND_AFTER_SECONDS, Progress},
    release::Release,
    time::Instant,
};
use palier_server::{
    jobs::work::Beat,
    service::{
        ServiceError,
        releases::{Listener, Preparing, prepare},
    },
};
use palier_store::{Recorded, StoreError, query};
use palier_tests::{
    App, both,
    field::releases::{Team, prepared, team},
};
use serde_json::json;

/// Seconds for which nothing has been heard of the job when it is taken up.
const SILENT: i64 = 20;

/// Sixty interviews, behind thirty doors nobody opens.
async fn work(app: &App, team: &Team) {
    team.meet(app, (1, 60), ("2026-02-10T16:00:00Z", json!({}))).await;
    let nobody = json!({"outcome": "no_answer", "language": null, "message": null, "found_useful": null});
    team.meet(app, (2, 30), ("2026-02-11T16:00:00Z", nobody)).await;
}

/// A release that is being prepared, as the server that does so has it; nothing was heard of it for some seconds.
async fn begun(app: &App, silent: i64) -> Release {
    let job = prepared(app, "2026-Q1").await;
    let id = JobId(job["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"));
    app.connect().execute("UPDATE releases SET status = 'preparing'");
    let heard = app.state().now().plus_seconds(-silent);
    let progress = Progress { step: "waiting".to_owned(), done: 0, total: 0 };
    let beat: Result<(), StoreError> =
        app.store().write(|tx| query!(tx, jobs::beat(id, heard, &progress)).map(Recorded::unchanged));
    beat.expect("it is written");
    app.connect().execute("UPDATE jobs SET status = 'running', ended_at = NULL");
    let found: Result<Release, StoreError> = app.store().read(|tx| query!(tx, releases::of_job(id)));
    found.expect("a release")
}

fn prepare_it(app: &App, release: &Release, listener: Listener<'_>) -> Result<(), ServiceError> {
    let state = app.state();
    let (zone, now) = (state.zone().expect("a zone"), || state.now());
    let with = Preparing { store: app.store(), vault: &state.vault, zone: &zone, now: &now };
    prepare(with, release, listener)
}

/// Whether another server would take the job at that time.
fn left_behind(app: &App, at: Instant) -> bool {
    let found: Result<bool, StoreError> = app.store().read(|tx| query!(tx, jobs::any_to_take(at)));
    found.expect("it is looked at")
}

both! {
    async fn a_job_that_is_worked_at_is_not_taken_for_one_that_was_left_behind(app) {
        work(app, &team(app).await).await;
        let release = begun(app, SILENT).await;
        // However long one thing takes that is done between two beats: almost a minute, but for what a slow test takes.
        let almost = LEFT_BEHIND_AFTER_SECONDS - SILENT / 2;
        assert!(left_behind(app, app.state().now().plus_seconds(almost)), "as if it ended where it is");
        let (mut beat, mut steps) = (Beat::new(app.state(), release.job_id), vec![]);
        let prepared = prepare_it(app, &release, &mut |progress| {
            let at = app.state().now();
            beat.tell(&progress)?;
            assert!(!left_behind(app, at.plus_seconds(almost)), "{progress:?}");
            steps.push(progress.step);
            Ok(())
        });
        prepared.expect("a draft");
        // It is heard of in all that may take long, and not only when that begins.
        for step in ["counting", "rounding", "certifying", "auditing", "writing"] {
            assert!(steps.iter().filter(|told| *told == step).count() > 1, "{step} of {steps:?}");
        }
    }

    async fn a_threshold_that_is_fixed_while_a_release_is_protected_leaves_no_draft(app) {
        work(app, &team(app).await).await;
        let release = begun(app, 0).await;
        let (mode, mut beat) = (release.mode, Beat::new(app.state(), release.job_id));
        let refused = prepare_it(app, &release, &mut |progress| {
            beat.tell(&progress)?;
            if progress.step == "protecting" {
                app.store().write(|tx| {
                    query!(tx, year_thresholds::fix((mode, 2026), 15)).map(Recorded::unchanged)
                })?;
            }
            Ok(())
        });
        let code = match refused {
            Err(ServiceError::Conflict { code, .. }) => code,
            other => panic!("{other:?}"),
        };
        assert_eq!(code, "threshold_changed");
        let path = format!("/v1/releases/{}", release.id);
        assert_eq!(app.as_operator().get(&path).await.expect(200).json()["status"], "preparing");
    }
}
