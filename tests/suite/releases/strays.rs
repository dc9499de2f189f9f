//! Visits for a campaign that is not active where they took place.

use palier_tests::{
    App, both,
    field::{
        devices, households,
        releases::{Team, published, tell_truly},
        visits, workers,
    },
    samples,
};
use serde_json::{Value, json};

/// A campaign of 2025 that goes to a neighbourhood.
async fn campaign(app: &App, code: &str) -> String {
    let body = samples::campaign_with(json!({
        "neighbourhood_codes": [code], "starts_on": "2025-01-01", "ends_on": "2099-12-31",
    }));
    let campaign = app.as_partner().post("/v1/campaigns", body).await.expect(201).id();
    for step in ["submit", "approve", "start"] {
        app.as_operator().post_empty(&format!("/v1/campaigns/{campaign}/{step}")).await.expect(200);
    }
    campaign
}

both! {
    async fn c67_what_a_campaign_records_where_it_is_not_active_is_not_counted_there(app) {
        let at = "2025-02-10T16:00:00Z";
        let [here, elsewhere] = [campaign(app, "QN09901N").await, campaign(app, "QN09902N").await];
        let worker = workers::worker(app, &[&here, &elsewhere]).await;
        for (campaign, code) in [(&here, "QN09901N"), (&elsewhere, "QN09902N")] {
            let household = households::draft_with(json!({"neighbourhood_code": code}));
            let household = app.as_operator().post("/v1/households", household).await.expect(201).id();
            visits::round(app, (&worker, campaign), &[&household]).await;
        }
        let phone = devices::enrol(app, &worker).await;
        let team = Team { campaign: here, worker, phone };
        team.meet(app, (1, 40), (at, json!({"residents_present": 2}))).await;
        team.meet(app, (2, 30), (at, json!({"residents_present": 1}))).await;
        // By mistake the same field worker names the other campaign.
        let stray = Team { campaign: elsewhere, ..team };
        stray.meet(app, (3, 60), (at, json!({"residents_present": 2}))).await;
        let release = published(app, "2025-Q1").await;
        let figures = app.as_operator().all(&format!("{release}/figures?place=FR"), 200).await;
        let find = |table: &str, item: &str| -> &Value {
            let is_it = |figure: &&Value| {
                figure["table"] == table && figure["item"].as_str().unwrap_or_default() == item
                    && figure["campaign_id"] == json!(null)
            };
            figures.iter().find(is_it).unwrap_or_else(|| panic!("no {table}/{item} in {figures:?}"))
        };
        // 60 more with two residents would be more than there are households met.
        tell_truly(&[
            (find("households_met", ""), 70),
            (find("residents_present", "2"), 40),
            (find("residents_present", "1"), 30),
        ]);
    }
}
