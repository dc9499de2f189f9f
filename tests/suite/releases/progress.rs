//! Live progress: what a partner sees of its campaign before the quarter is over.

use palier_domain::time::Day;
use palier_server::jobs::live;
use palier_tests::{
    App, both,
    field::{
        releases::{Team, prepared, published, team},
        sync::{item, send},
    },
};
use serde_json::{Value, json};

/// The tick of a day of the first quarter: how many campaigns moved.
fn tick(app: &App, month: i8, day: i8) -> usize {
    live::tick(app.state(), Day::constant(2026, month, day), app.state().now()).expect("it is looked at")
}

/// So many doors: interviewed, opened by who declined, not opened. Batches have the numbers from the given one on.
async fn doors(app: &App, team: &Team, batch: i64, counts: [usize; 3]) -> Vec<String> {
    let nobody = json!({"outcome": "no_answer", "language": null, "message": null, "found_useful": null});
    let declined = json!({"outcome": "declined", "language": null, "message": null, "found_useful": null});
    let at = "2026-02-10T16:00:00Z";
    let met = team.meet(app, (batch, counts[0]), (at, json!({}))).await;
    team.meet(app, (batch + 1, counts[1]), (at, declined)).await;
    team.meet(app, (batch + 2, counts[2]), (at, nobody)).await;
    met
}

fn path(team: &Team) -> String {
    format!("/v1/campaigns/{}/progress?period=2026-Q1", team.campaign)
}

async fn progress(app: &App, team: &Team) -> Value {
    app.as_partner().get(&path(team)).await.expect(200).json()
}

/// Each value is within 4 of its count.
fn tells(step: &Value, counts: [i64; 3]) {
    for (table, count) in ["doors_tried", "doors_opened", "doors_interviewed"].into_iter().zip(counts) {
        let value = step[table].as_i64().expect(table);
        assert!(value % 5 == 0 && (value - count).abs() <= 4, "{table} of {step} is told of {count}");
    }
}

both! {
    async fn c67_live_progress_moves_all_figures_together_and_by_large_steps_alone(app) {
        let team = team(app).await;
        let first = progress(app, &team).await;
        assert_eq!((&first["steps"], &first["quiet_from"]), (&json!([]), &json!("2026-03-18")));
        doors(app, &team, 1, [40, 40, 40]).await;
        assert_eq!((tick(app, 2, 11), tick(app, 2, 11)), (1, 0), "once a day");
        let answer = app.as_partner().get(&path(&team)).await.expect(200);
        tells(&answer.json()["steps"][0], [120, 80, 40]);
        assert_eq!(answer.json()["steps"][0]["told_on"], "2026-02-11");
        // Many more were tried, but few of them opened; and a few more are too few, whatever is drawn.
        doors(app, &team, 4, [5, 5, 60]).await;
        assert_eq!(tick(app, 2, 12), 0);
        let same = app.as_partner().get(&path(&team)).header("if-none-match", &answer.etag()).await;
        same.expect(304);
        // All of them by 22 and more.
        doors(app, &team, 7, [30, 30, 5]).await;
        assert_eq!(tick(app, 2, 13), 1);
        let steps = progress(app, &team).await["steps"].clone();
        assert_eq!(steps[0], answer.json()["steps"][0]);
        tells(&steps[1], [255, 150, 75]);
        // Two weeks before the quarter is over nothing moves any more.
        doors(app, &team, 10, [40, 40, 40]).await;
        assert_eq!((tick(app, 3, 18), tick(app, 3, 31)), (0, 0));
        let table = app.as_partner().get(&path(&team)).accept("text/csv").await.expect(200).text();
        assert!(table.starts_with("told_on,vintage,doors_tried,doors_opened,doors_interviewed\r\n2026-02-11,2024,"));
        // The quarter is released beside it, and the audit reckons with it.
        let release = published(app, "2026-Q1").await;
        let structure = app.as_partner().get(&format!("{release}/structure")).await.expect(200).json();
        assert_eq!(structure["steps"][1]["doors_tried"], steps[1]["doors_tried"]);
        let other = app.as_other_partner().get(&format!("{release}/structure")).await.expect(200).json();
        assert_eq!(other["steps"], json!([]));
        assert_eq!(progress(app, &team).await["steps"], steps);
    }

    async fn c68_live_progress_is_not_taken_back_by_corrections_and_erasures(app) {
        let team = team(app).await;
        let met = doors(app, &team, 1, [60, 40, 40]).await;
        assert_eq!(tick(app, 2, 11), 1);
        let before = progress(app, &team).await;
        let kept = app.connect().count("live_facts");
        assert_eq!(kept, 1, "what the step counted is kept");
        // Half of the interviews were none, it is said later; and some households are erased.
        let visits = app.as_operator().all("/v1/visits", 200).await;
        let of = |household: &str| visits.iter().find(|visit| visit["household_id"] == household).expect("a visit");
        let corrections: Vec<Value> = met[..30]
            .iter()
            .map(|household| {
                let mut visit = team.interview(household, "2026-02-10T16:00:00Z");
                visit["supersedes_id"] = of(household)["id"].clone();
                visit["outcome"] = json!("no_answer");
                for member in ["language", "message", "found_useful"] {
                    visit[member] = json!(null);
                }
                item("visit", visit)
            })
            .collect();
        send(app, &team.phone, 4, &corrections).await;
        app.connect().execute(
            "DELETE FROM visits WHERE supersedes_id IS NULL AND outcome = 'declined' \
             AND household_id IN (SELECT household_id FROM visits WHERE outcome = 'declined' LIMIT 20)",
        );
        assert_eq!((tick(app, 2, 12), progress(app, &team).await), (0, before.clone()));
        // The quarter counts them as they were told: else the step would not be within it.
        let release = published(app, "2026-Q1").await;
        assert_eq!(progress(app, &team).await, before);
        assert_eq!(app.connect().count("live_facts"), 0, "they stand in the facts of the quarter now");
        let figures = app.as_operator().all(&format!("{release}/figures?table=doors_interviewed"), 200).await;
        let whole = figures.iter().find(|figure| figure["place"] == json!(null)).expect("the campaign's");
        assert!(whole["value"].as_i64().is_none_or(|value| (value - 60).abs() <= 4), "{whole}");
    }

    async fn a_release_is_made_whatever_came_after_the_last_step(app) {
        let team = team(app).await;
        doors(app, &team, 1, [40, 40, 40]).await;
        assert_eq!(tick(app, 2, 11), 1);
        // Three more: a count in scope that nobody may learn.
        doors(app, &team, 4, [1, 1, 1]).await;
        let job = prepared(app, "2026-Q1").await;
        assert_eq!(job["status"], "succeeded", "{job}");
    }

    async fn progress_is_its_partners_and_the_operators_alone(app) {
        let team = team(app).await;
        assert_eq!(app.as_operator().get(&path(&team)).await.expect(200).json(), progress(app, &team).await);
        app.as_other_partner().get(&path(&team)).await.problem(404, "not_found");
        app.as_municipality().get(&path(&team)).await.problem(404, "not_found");
        let ask = async |period: &str| {
            app.as_partner().get(&format!("/v1/campaigns/{}/progress?period={period}", team.campaign)).await
        };
        for wrong in ["2026", "2026-Q5", "0000-Q1", "now"] {
            ask(wrong).await.problem(400, "invalid_parameters");
        }
        let present = format!("/v1/campaigns/{}/progress", team.campaign);
        let present = app.as_partner().get(&present).await.expect(200).json();
        let today = app.state().now().day();
        let quarter = format!("{}-Q{}", today.year(), (today.month() + 2) / 3);
        assert_eq!(present["quarter"], quarter);
    }

    async fn two_servers_take_one_step(app) {
        let team = team(app).await;
        doors(app, &team, 1, [40, 40, 40]).await;
        let moved: usize = std::thread::scope(|threads| {
            let both = [0, 1].map(|_| threads.spawn(|| tick(app, 2, 11)));
            both.into_iter().map(|thread| thread.join().expect("it ends")).sum()
        });
        assert_eq!((moved, progress(app, &team).await["steps"].as_array().map(Vec::len)), (1, Some(1)));
    }
}
