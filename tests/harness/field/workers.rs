//! Field workers and rounds.

use serde_json::{Value, json};

use crate::{App, samples};

/// A field worker who is trained for these campaigns, as an operator describes one.
#[must_use]
pub fn field_worker(trained_for: &[&str]) -> Value {
    json!({
        "display_name": "Mésange",
        "status": "active",
        "languages": ["fr", "ar"],
        "neighbourhood_codes": ["QN09901N"],
        "contract": {"starts_on": "2026-01-01", "ends_on": null, "hours_per_month": 16},
        "trained_for": trained_for,
    })
}

/// Makes a field worker who is trained for these campaigns, and gives the id.
pub async fn worker(app: &App, trained_for: &[&str]) -> String {
    app.as_operator().post("/v1/field-workers", field_worker(trained_for)).await.expect(201).id()
}

/// A round as an operator plans it.
#[must_use]
pub fn round_of(worker: &str, campaign: &str, household_ids: &[&str]) -> Value {
    json!({
        "field_worker_id": worker, "campaign_id": campaign, "day": "2027-01-12", "household_ids": household_ids,
    })
}

/// A round with who goes and for what.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The round's id.
    pub round: String,
    /// Who goes.
    pub worker: String,
    /// For which campaign.
    pub campaign: String,
}

/// Plans a round of a new field worker's to these doors, for a new campaign that runs.
pub async fn round(app: &App, household_ids: &[&str]) -> Planned {
    let campaign = samples::running(app).await;
    let worker = worker(app, &[&campaign]).await;
    let body = round_of(&worker, &campaign, household_ids);
    let round = app.as_operator().post("/v1/rounds", body).await.expect(201).id();
    Planned { round, worker, campaign }
}
