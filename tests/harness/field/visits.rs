//! Visits, and what comes of them.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{households, workers};
use crate::{App, samples};

/// A door of a field worker's round, for a campaign that runs.
#[derive(Clone, Debug)]
pub struct Door {
    /// The household.
    pub household: String,
    /// The round.
    pub round: String,
    /// Whose round it is.
    pub worker: String,
    /// For which campaign.
    pub campaign: String,
}

/// A visit with the door that it was made to.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its id.
    pub id: String,
    /// What was sent.
    pub sent: Value,
    /// Where it was made.
    pub door: Door,
}

/// Makes a door, and a round with it, for a campaign of last winter.
pub async fn door(app: &App) -> Door {
    let household = households::household(app).await;
    let campaign = campaign(app).await;
    let worker = workers::worker(app, &[&campaign]).await;
    let round = round(app, (&worker, &campaign), &[&household]).await;
    Door { household, round, worker, campaign }
}

/// A campaign that has begun and still runs, so that what is told of it happened in the past.
pub async fn campaign(app: &App) -> String {
    let body = samples::campaign_with(json!({"starts_on": "2026-01-05", "ends_on": "2099-12-31"}));
    let id = app.as_partner().post("/v1/campaigns", body).await.expect(201).id();
    for step in ["submit", "approve", "start"] {
        let _moved = app.as_operator().post_empty(&format!("/v1/campaigns/{id}/{step}")).await.expect(200);
    }
    id
}

/// Plans a round on the day on which the visits are.
pub async fn round(app: &App, (worker, campaign): (&str, &str), households: &[&str]) -> String {
    let round = with(workers::round_of(worker, campaign, households), &json!({"day": "2026-01-12"}));
    app.as_operator().post("/v1/rounds", round).await.expect(201).id()
}

impl Door {
    /// An interview that is accepted as it is, with a new id.
    #[must_use]
    pub fn interview(&self) -> Value {
        json!({
            "id": Uuid::now_v7(),
            "household_id": self.household,
            "campaign_id": self.campaign,
            "round_id": self.round,
            "field_worker_id": self.worker,
            "channel": "door",
            "outcome": "interviewed",
            "language": "ar",
            "message": {"language": "fr", "version": 1},
            "occurred_at": "2026-01-12T16:20:00.000000Z",
            "duration_seconds": 900,
            "residents_present": 2,
            "answers": [
                {"question_code": "reads_own_meter", "answer": {"kind": "yes_no", "yes": false}},
                {"question_code": "leaks", "answer": {"kind": "multiple_choice", "choices": ["tap"]}},
            ],
            "found_useful": true,
            "learned_something": null,
            "actions_intended": ["repair_leak"],
            "needs": [{"id": Uuid::now_v7(), "theme": "palier:eau--facture", "urgency": "normal"}],
            "supersedes_id": null,
        })
    }

    /// The same with some members changed.
    #[must_use]
    pub fn interview_with(&self, changes: Value) -> Value {
        with(self.interview(), &changes)
    }

    /// A visit that nobody answered.
    #[must_use]
    pub fn no_answer(&self) -> Value {
        json!({
            "id": Uuid::now_v7(), "household_id": self.household, "campaign_id": self.campaign,
            "round_id": self.round, "field_worker_id": self.worker, "channel": "door", "outcome": "no_answer",
            "occurred_at": "2026-01-12T16:00:00.000000Z",
        })
    }
}

/// A body with some members changed.
#[must_use]
pub fn with(mut body: Value, changes: &Value) -> Value {
    for (name, value) in changes.as_object().expect("an object") {
        body[name] = value.clone();
    }
    body
}

/// Makes a door and has the operator record an interview there.
pub async fn interview(app: &App) -> Made {
    let door = door(app).await;
    let sent = door.interview();
    let id = app.as_operator().post("/v1/visits", &sent).await.expect(201).id();
    Made { id, sent, door }
}

/// A need that is accepted as it is, with a new id.
#[must_use]
pub fn need_of(household: &str) -> Value {
    json!({
        "id": Uuid::now_v7(), "household_id": household, "visit_id": null, "field_worker_id": null,
        "theme": "palier:eau--facture", "urgency": "high", "occurred_at": "2026-01-12T16:20:00.000000Z",
    })
}

/// Has the operator raise a need of a new household, and gives its id.
pub async fn need(app: &App) -> String {
    let household = households::household(app).await;
    app.as_operator().post("/v1/needs", need_of(&household)).await.expect(201).id()
}

/// What became of the leak that the resident of an interview meant to have repaired, with a new id.
#[must_use]
pub fn follow_up_of(visit: &str) -> Value {
    json!({
        "id": Uuid::now_v7(), "visit_id": visit, "action_code": "repair_leak", "status": "done",
        "reported_by": "resident", "known_by": "asked", "occurred_at": "2026-03-02T17:10:00Z",
    })
}
