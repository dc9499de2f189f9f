//! Control groups: drawn by stairwell, from a seed, so that anybody can draw again.

use std::collections::BTreeMap;

use aws_lc_rs::digest::{SHA256, digest};
use palier_tests::{
    App, both,
    field::{
        households::{draft_with, households},
        meters::approved,
        visits::{self, Door},
        workers,
    },
};
use serde_json::{Value, json};

async fn arms(app: &App, campaign: &str) -> Vec<Value> {
    app.as_operator().all(&format!("/v1/campaigns/{campaign}/control-group/stairwells"), 3).await
}

/// The control group as its description says that it is drawn, by other means than the server's.
fn drawn_by_hand(seed: &str, wells: &[(&str, &str, &str)], share: usize) -> Vec<String> {
    let mut by_neighbourhood: BTreeMap<&str, Vec<(Vec<u8>, String)>> = BTreeMap::new();
    for (code, building, stairwell) in wells {
        let text = format!("{seed}\u{1f}{code}\u{1f}{building}\u{1f}{stairwell}");
        let hash = digest(&SHA256, text.as_bytes()).as_ref().to_vec();
        by_neighbourhood.entry(code).or_default().push((hash, format!("{building}/{stairwell}")));
    }
    let mut control = Vec::new();
    for mut all in by_neighbourhood.into_values() {
        all.sort();
        let share = ((all.len() * share + 50) / 100).max(1);
        control.extend(all.into_iter().take(share).map(|(_, name)| name));
    }
    control.sort();
    control
}

both! {
    async fn the_same_seed_draws_the_same_stairwells_for_whoever_draws(app) {
        households(app, "B", 40).await;
        households(app, "C", 30).await;
        let bare = json!({"building": "D", "stairwell": null});
        app.as_operator().post("/v1/households", draft_with(bare)).await.expect(201);
        let campaign = approved(app).await;
        let asked = json!({"share_percent": 25, "seed": "palier-2026"});
        let path = format!("/v1/campaigns/{campaign}/control-group");
        let made = app.as_operator().post(&path, &asked).await.expect(201);
        assert_eq!((&made.json()["control"], &made.json()["treatment"]), (&json!(2), &json!(6)));
        assert_eq!(app.as_operator().get(&path).await.expect(200).json(), made.json());
        let all = arms(app, &campaign).await;
        let wells: Vec<(String, String, String)> = all.iter().map(|well| {
            let text = |name: &str| well[name].as_str().unwrap_or_default().to_owned();
            (text("neighbourhood_code"), text("building"), text("stairwell"))
        }).collect();
        let borrowed: Vec<_> = wells.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
        let mut control: Vec<String> = app.as_operator().all(&format!("{path}/stairwells?arm=control"), 10).await.iter()
            .map(|well| format!("{}/{}", well["building"].as_str().unwrap_or_default(), well["stairwell"].as_str().unwrap_or_default()))
            .collect();
        control.sort();
        assert_eq!(control, drawn_by_hand("palier-2026", &borrowed, 25));
        app.as_operator().post(&path, &asked).await.refused_by("control_group_exists");
    }

    async fn who_leaves_the_seed_to_the_server_is_told_it(app) {
        households(app, "B", 20).await;
        let campaign = approved(app).await;
        let path = format!("/v1/campaigns/{campaign}/control-group");
        let made = app.as_operator().post(&path, json!({"share_percent": 50})).await.expect(201).json();
        assert_eq!(made["seed"].as_str().map(str::len), Some(32));
    }

    async fn a_draw_comes_before_the_campaign_and_needs_two_stairwells(app) {
        let campaign = approved(app).await;
        let path = format!("/v1/campaigns/{campaign}/control-group");
        app.as_operator().get(&path).await.problem(404, "not_found");
        let asked = json!({"share_percent": 25});
        app.as_operator().post(&path, &asked).await.refused_by("too_few_stairwells");
        households(app, "B", 20).await;
        let _started = app.as_operator().post_empty(&format!("/v1/campaigns/{campaign}/start")).await.expect(200);
        app.as_operator().post(&path, &asked).await.refused_by("campaign_started");
        app.as_partner().get(&path).await.problem(403, "insufficient_scope");
    }

    async fn doors_of_the_control_group_are_left_out_and_a_visit_there_is_flagged(app) {
        let doors = households(app, "B", 20).await;
        let campaign = approved(app).await;
        let path = format!("/v1/campaigns/{campaign}/control-group");
        app.as_operator().post(&path, json!({"share_percent": 50, "seed": "a"})).await.expect(201);
        let _started = app.as_operator().post_empty(&format!("/v1/campaigns/{campaign}/start")).await.expect(200);
        let control = app.as_operator().all(&format!("{path}/stairwells?arm=control"), 10).await;
        let stairwell: usize = control[0]["stairwell"].as_str().and_then(|text| text.parse().ok()).expect("a number");
        let (left, tried) = (doors[stairwell * 10].clone(), doors[(1 - stairwell) * 10].clone());
        let worker = workers::worker(app, &[&campaign]).await;
        let round = visits::round(app, (&worker, &campaign), &[&left, &tried]).await;
        let package = app.as_operator().get(&format!("/v1/rounds/{round}/package")).await.expect(200).json();
        assert_eq!(package["left_out"], json!([{"household_id": left, "reasons": ["control_group"]}]));
        for (household, flags) in [(left, json!(["control_group"])), (tried, json!([]))] {
            let door = Door {
                household, round: round.clone(), worker: worker.clone(), campaign: campaign.clone(),
            };
            let made = app.as_operator().post("/v1/visits", door.interview()).await.expect(201).json();
            assert_eq!(made["flags"], flags);
        }
    }
}
