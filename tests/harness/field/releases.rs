//! Releases, and the interviews behind them.

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    devices::{self, Phone},
    households,
    sync::{item, send},
    visits, workers,
};
use crate::{App, Caller, samples};

/// The vintage of the neighbourhoods that tests have.
pub const VINTAGE: i32 = 2024;

/// A campaign with the phone of one who goes for it.
#[derive(Clone, Debug)]
pub struct Team {
    /// The campaign.
    pub campaign: String,
    /// Whose phone it is.
    pub worker: String,
    /// The phone.
    pub phone: Phone,
}

/// A campaign that runs since the first quarter of 2026, in the first neighbourhood.
pub async fn team(app: &App) -> Team {
    let door = visits::door(app).await;
    let phone = devices::enrol(app, &door.worker).await;
    Team { campaign: door.campaign, worker: door.worker, phone }
}

/// A campaign that runs since a day, in the first neighbourhood.
pub async fn team_since(app: &App, day: &str) -> Team {
    team_between(app, (day, "2099-12-31"), json!({})).await
}

/// A campaign that runs from one day to another, in the first neighbourhood, with some members changed.
pub async fn team_between(app: &App, (first, last): (&str, &str), changes: Value) -> Team {
    let mut body = samples::campaign_with(changes);
    (body["starts_on"], body["ends_on"]) = (json!(first), json!(last));
    team_of(app, &app.as_partner(), body).await
}

/// A campaign of a partner's that runs, with the phone of one who goes to its neighbourhoods.
pub async fn team_of(app: &App, partner: &Caller<'_>, campaign: Value) -> Team {
    let places = json!({"neighbourhood_codes": campaign["neighbourhood_codes"]});
    let campaign = samples::running_of(app, partner, campaign).await;
    let worker = visits::with(workers::field_worker(&[&campaign]), &places);
    let worker = app.as_operator().post("/v1/field-workers", worker).await.expect(201).id();
    let household = households::household(app).await;
    let _round = visits::round(app, (&worker, &campaign), &[&household]).await;
    let phone = devices::enrol(app, &worker).await;
    Team { campaign, worker, phone }
}

impl Team {
    /// Interviews so many new households at an instant, by the batch of this number; answers with their ids.
    ///
    /// # Panics
    /// If anything is not taken.
    pub async fn meet(
        &self,
        app: &App,
        (sequence, count): (i64, usize),
        (at, changes): (&str, Value),
    ) -> Vec<String> {
        let mut items = Vec::new();
        let mut ids = Vec::new();
        for door in 0..count {
            let household = Uuid::now_v7();
            items.push(item(
                "household",
                json!({
                    "id": household, "occurred_at": at, "neighbourhood_code": "QN09901N", "building": "R",
                    "stairwell": (door / 10).to_string(), "floor": 1, "door_label": format!("porte {household}"),
                }),
            ));
            items.push(item("visit", visits::with(self.interview(&household.to_string(), at), &changes)));
            ids.push(household.to_string());
        }
        let results = send(app, &self.phone, sequence, &items).await;
        let not_applied = results.iter().find(|result| result["status"] != "applied");
        assert!(not_applied.is_none(), "{not_applied:?}");
        ids
    }

    /// An interview of a household at an instant.
    #[must_use]
    pub fn interview(&self, household: &str, at: &str) -> Value {
        json!({
            "id": Uuid::now_v7(), "household_id": household, "campaign_id": self.campaign,
            "field_worker_id": self.worker, "channel": "door", "outcome": "interviewed", "language": "fr",
            "message": {"language": "fr", "version": 1}, "occurred_at": at, "found_useful": true,
            "answers": [], "actions_intended": [], "needs": [],
        })
    }
}

/// Asks for a release and waits for its job; answers with the job as it ended.
///
/// # Panics
/// If it does not end in time.
pub async fn prepared(app: &App, period: &str) -> Value {
    prepared_of(app, (period, VINTAGE)).await
}

async fn prepared_of(app: &App, (period, vintage): (&str, i32)) -> Value {
    let asked = app.as_operator().post("/v1/releases", json!({"period": period, "vintage": vintage})).await;
    let job = asked.expect(202);
    assert_eq!(job.header("location"), format!("/v1/jobs/{}", job.id()));
    ended(app, &job.id()).await
}

/// Waits for a job; answers with it as it ended.
///
/// # Panics
/// If it does not end in time.
pub async fn ended(app: &App, job: &str) -> Value {
    // The year of a small town takes minutes where much has to be proved, and other tests run beside it.
    for _ in 0..6_000 {
        let job = app.as_operator().get(&format!("/v1/jobs/{job}")).await.expect(200).json();
        if matches!(job["status"].as_str(), Some("succeeded" | "failed")) {
            return job;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the job {job} does not end");
}

/// Prepares a release and publishes it; answers with its path.
///
/// # Panics
/// If it comes to nothing.
pub async fn published(app: &App, period: &str) -> String {
    published_of(app, (period, VINTAGE)).await
}

/// [`published`], of the neighbourhoods of a vintage.
///
/// # Panics
/// If it comes to nothing.
pub async fn published_of(app: &App, of: (&str, i32)) -> String {
    let job = prepared_of(app, of).await;
    assert_eq!(job["status"], "succeeded", "{job}");
    let path = job["result_url"].as_str().expect("a path").to_owned();
    let published = app.as_operator().post_empty(&format!("{path}/publish")).await.expect(200).json();
    assert_eq!(published["status"], "published");
    path
}

/// Holds figures against the truth behind them: each is published within 4 of it, but one, which may be withheld without
/// need (one in two hundred is, and the keys of a test are drawn anew each time).
///
/// # Panics
/// If one is off, or more are withheld.
pub fn tell_truly(figures: &[(&Value, i64)]) {
    let mut withheld = 0;
    for (figure, truth) in figures {
        match figure["value"].as_i64() {
            Some(value) => assert!((value - truth).abs() <= 4, "{figure} is told of {truth}"),
            None => withheld += 1,
        }
    }
    assert!(withheld <= 1, "{withheld} are withheld: {figures:?}");
}
