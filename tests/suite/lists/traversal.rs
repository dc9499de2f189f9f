//! A traversal while others write.

use std::collections::BTreeMap;

use palier_tests::{App, both, samples};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::json;

/// What somebody else does between two pages.
#[derive(Clone, Debug)]
enum Change {
    Insert,
    Edit(prop::sample::Index),
    Submit(prop::sample::Index),
}

/// The size of a page, and what happens after each page.
fn plans() -> impl Strategy<Value = (usize, Vec<Vec<Change>>)> {
    let change = prop_oneof![
        Just(Change::Insert),
        any::<prop::sample::Index>().prop_map(Change::Edit),
        any::<prop::sample::Index>().prop_map(Change::Submit),
    ];
    (1_usize..9, prop::collection::vec(prop::collection::vec(change, 0..4), 0..8))
}

async fn carry_out(app: &App, change: &Change, ids: &[String], touched: &mut Vec<String>) {
    let path = |id: &str| format!("/v1/campaigns/{id}");
    match change {
        Change::Insert => drop(app.as_partner().post("/v1/campaigns", samples::campaign()).await.expect(201)),
        Change::Edit(which) => {
            let id = which.get(ids);
            // One that was submitted is not edited any more.
            let _done = app.as_partner().patch(&path(id), json!({"title": "Autre"})).if_match("*").await;
            touched.push(id.clone());
        }
        Change::Submit(which) => {
            let id = which.get(ids);
            let _done = app.as_partner().post_empty(&format!("{}/submit", path(id))).await;
            touched.push(id.clone());
        }
    }
}

/// Reads all pages, with changes in between, and counts how often each campaign is met.
async fn traverse(
    app: &App,
    filter: &str,
    (limit, plan): &(usize, Vec<Vec<Change>>),
    ids: &[String],
) -> (BTreeMap<String, usize>, Vec<String>) {
    let (mut met, mut touched) = (BTreeMap::new(), Vec::new());
    let first = format!("/v1/campaigns?limit={limit}{filter}");
    let (mut next, mut plan) = (first.clone(), plan.iter());
    loop {
        let page = app.as_partner().get(&next).await.expect(200).json();
        for item in page["items"].as_array().expect("items") {
            *met.entry(item["id"].as_str().expect("an id").to_owned()).or_default() += 1;
        }
        for change in plan.next().into_iter().flatten() {
            carry_out(app, change, ids, &mut touched).await;
        }
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("{first}&cursor={cursor}"),
            None => return (met, touched),
        }
    }
}

both! {
    /// Every row that nobody touches is met exactly once; every other one at most once. The list is then read with a
    /// filter whose answer the changes change.
    async fn c30_every_unchanged_row_is_met_exactly_once(app) {
        let mut ids = Vec::new();
        for _ in 0..17 {
            ids.push(samples::draft(app).await);
        }
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[30; 32]);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        for round in 0..8 {
            let plan = plans().new_tree(&mut runner).expect("a plan").current();
            let filter = if round % 2 == 0 { "" } else { "&status=draft" };
            let drafts = app
                .as_partner()
                .all(&format!("/v1/campaigns?x{filter}").replace("?x&", "?").replace("?x", ""), 200)
                .await;
            let there: Vec<_> =
                drafts.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect();
            let (met, touched) = traverse(app, filter, &plan, &ids).await;
            for id in &there {
                let times = met.get(id).copied().unwrap_or(0);
                let least = usize::from(!touched.contains(id) || filter.is_empty());
                assert!((least..=1).contains(&times), "{id} is met {times} times by {plan:?}");
            }
            assert!(met.values().all(|times| *times == 1), "{plan:?}: {met:?}");
        }
    }

    async fn c30_writers_that_never_stop_do_not_disturb(app) {
        for _ in 0..30 {
            let _made = samples::draft(app).await;
        }
        let before: Vec<_> =
            app.as_partner().all("/v1/campaigns", 200).await.iter().map(|item| item["id"].clone()).collect();
        let stop = std::cell::Cell::new(false);
        let writing = async {
            while !stop.get() {
                let _made = samples::draft(app).await;
            }
        };
        let reading = async {
            for limit in [1, 3, 7] {
                // New rows come at the end, so a reader that is slower than the writer would never be done.
                let mut met = Vec::new();
                let mut next = format!("/v1/campaigns?limit={limit}");
                while met.len() < before.len() {
                    let page = app.as_partner().get(&next).await.expect(200).json();
                    met.extend(
                        page["items"].as_array().expect("items").iter().map(|item| item["id"].clone()),
                    );
                    next = format!(
                        "/v1/campaigns?limit={limit}&cursor={}",
                        page["next_cursor"].as_str().unwrap_or_default()
                    );
                }
                assert_eq!(met[..before.len()], before[..], "by pages of {limit}");
            }
            stop.set(true);
        };
        tokio::join!(writing, reading);
    }
}
