use palier_tests::{
    App, Backend, both,
    field::{
        devices::{self, Phone},
        households,
        sync::{edit, send},
        workers,
    },
    on_postgres,
};
use serde_json::{Value, json};

/// Waits until nothing is written in the database: what the server notes beside its answers holds the feed up while it
/// runs, since something may still come before it.
async fn quiet(app: &App) {
    if app.backend == Backend::Sqlite {
        return;
    }
    let writers = "(SELECT count(*) FROM pg_stat_activity \
                   WHERE datname = current_database() AND backend_xid IS NOT NULL)";
    let mut rows = app.connect();
    for _ in 0..1_000 {
        if rows.number(writers) == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("somebody writes for ten seconds");
}

/// All changes after a cursor, once nobody writes, and the cursor after them.
async fn all(app: &App, phone: &Phone, cursor: &str) -> (Vec<Value>, String) {
    quiet(app).await;
    shown(app, phone, cursor).await
}

/// The changes after a cursor that are shown now, in one page, and the cursor after them.
async fn shown(app: &App, phone: &Phone, cursor: &str) -> (Vec<Value>, String) {
    let cursor = if cursor.is_empty() { String::new() } else { format!("&cursor={cursor}") };
    let answer =
        app.as_device(phone).get(&format!("/v1/sync/changes?limit=1000{cursor}")).await.expect(200).json();
    assert_eq!(answer["has_more"], false);
    let changes = answer["changes"].as_array().expect("changes").clone();
    (changes, answer["next_cursor"].as_str().expect("a cursor").to_owned())
}

fn named(changes: &[Value], household: &str) -> bool {
    changes.iter().any(|change| change["household_id"] == household)
}

both! {
    async fn a_device_is_told_what_touches_its_rounds_and_nothing_else(app, |config| {
        config.field.round_window_days = 400;
    }) {
        let (mine, theirs) = (households::household(app).await, households::household(app).await);
        let planned = workers::round(app, &[&mine]).await;
        workers::round(app, &[&theirs]).await;
        let phone = devices::enrol(app, &planned.worker).await;
        let first = all(app, &phone, "").await;
        assert!(named(&first.0, &mine) && !named(&first.0, &theirs), "{:?}", first.0);
        assert!(first.0.iter().any(|change| change["kind"] == "round" && change["id"] == planned.round.as_str()));
        assert_eq!(all(app, &phone, &first.1).await.0, Vec::<Value>::new());
        send(app, &phone, 1, &[edit(&json!(mine), 1, json!({"floor": 8}))]).await;
        households::household(app).await;
        let message = json!({"language": "fr", "text": "Un nouveau message."});
        app.as_partner().post(&format!("/v1/campaigns/{}/messages", planned.campaign), message).await.expect(201);
        let later = all(app, &phone, &first.1).await.0;
        let kinds: Vec<_> = later.iter().map(|change| change["kind"].as_str().expect("a kind")).collect();
        assert_eq!(kinds, ["household", "campaign"]);
        app.as_device(&phone).get("/v1/sync/changes?cursor=abc").await.problem(400, "invalid_cursor");
        app.as_operator().get("/v1/sync/changes").await.problem(403, "device_required");
    }

    async fn a_round_that_is_far_ahead_is_told_when_it_is_planned(app, |config| config.field.round_window_days = 1) {
        // Were it told only when its day comes near, the cursor would be beyond its planning by then.
        let planned = workers::round(app, &[&households::household(app).await]).await;
        let phone = devices::enrol(app, &planned.worker).await;
        let start = all(app, &phone, "").await.1;
        let door = households::household(app).await;
        let round = json!({
            "field_worker_id": planned.worker, "campaign_id": planned.campaign, "day": "2027-02-26",
            "household_ids": [door],
        });
        let round = app.as_operator().post("/v1/rounds", round).await.expect(201).id();
        // PostgreSQL tells it once whatever began before has ended, in any of the cluster's databases.
        for _ in 0..100 {
            if all(app, &phone, &start).await.0.iter().any(|change| change["round_id"] == round.as_str()) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("it is never told");
    }

    async fn pages_hold_each_change_once_and_in_order(app, |config| config.field.round_window_days = 400) {
        let ids = households::households(app, "C", 7).await;
        let planned = workers::round(app, &ids.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let phone = devices::enrol(app, &planned.worker).await;
        let whole = all(app, &phone, "").await.0;
        let entered: Vec<_> = whole.iter().filter(|change| change["kind"] == "household").collect();
        let entered: Vec<_> = entered.iter().map(|change| change["id"].as_str().expect("an id")).collect();
        assert_eq!(entered, ids);
        let (mut cursor, mut paged) = (String::new(), vec![]);
        quiet(app).await;
        loop {
            let answer = app.as_device(&phone).get(&format!("/v1/sync/changes?limit=3{cursor}")).await;
            let answer = answer.expect(200).json();
            paged.extend(answer["changes"].as_array().expect("changes").clone());
            cursor = format!("&cursor={}", answer["next_cursor"].as_str().expect("a cursor"));
            if answer["has_more"] == false { break; }
        }
        assert_eq!(paged, whole);
    }
}

on_postgres! {
    async fn a_change_that_is_committed_late_is_never_skipped(app, |config| {
        config.field.round_window_days = 400;
    }) {
        let household = households::household(app).await;
        let planned = workers::round(app, &[&household]).await;
        let phone = devices::enrol(app, &planned.worker).await;
        let start = all(app, &phone, "").await.1;
        // A transaction that takes its place in the order, and is not committed for a while.
        let mut late = app.connect();
        late.execute("BEGIN");
        late.execute(&format!(
            "INSERT INTO sync_changes (mode, kind, subject_id, household_id, at) \
             VALUES ('live', 'late', '{household}', '{household}', now())"
        ));
        send(app, &phone, 1, &[edit(&json!(household), 1, json!({"floor": 8}))]).await;
        let meanwhile = shown(app, &phone, &start).await;
        late.execute("COMMIT");
        let rest = all(app, &phone, &meanwhile.1).await;
        let kinds: Vec<_> = meanwhile.0.iter().chain(&rest.0).map(|change| change["kind"].clone()).collect();
        assert_eq!(kinds, ["late", "household"], "each once, and none skipped");
    }
    async fn a_long_transaction_of_another_database_holds_nothing_up(app, |config| {
        config.field.round_window_days = 400;
    }) {
        let household = households::household(app).await;
        let planned = workers::round(app, &[&household]).await;
        let phone = devices::enrol(app, &planned.worker).await;
        let start = all(app, &phone, "").await.1;
        let neighbour = App::start(Backend::Postgres, |_| ());
        let mut long = neighbour.connect();
        long.execute("BEGIN; SELECT pg_current_xact_id()");
        send(app, &phone, 1, &[edit(&json!(household), 1, json!({"floor": 8}))]).await;
        assert!(named(&all(app, &phone, &start).await.0, &household));
        long.execute("ROLLBACK");
    }
}
