//! Meter readings, diagnoses, tariffs and control groups.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    households,
    referrals::{decide, decision},
    visits::with,
};
use crate::{App, samples};

/// A household that agrees to have its meters read.
pub async fn willing(app: &App) -> String {
    let household = households::household(app).await;
    decide(app, &decision(&household, "meter_data", "granted")).await;
    household
}

/// A reading of the water meter, on a day at noon.
#[must_use]
pub fn reading_of(household: &str, day: &str, index: f64) -> Value {
    json!({
        "id": Uuid::now_v7(), "household_id": household, "utility": "water", "index": index, "source": "read",
        "occurred_at": format!("{day}T12:00:00Z"),
    })
}

/// Has the operator take a reading down, and gives it as it is read back.
pub async fn read(app: &App, reading: &Value) -> Value {
    app.as_operator().post("/v1/meter-readings", reading).await.expect(201).json()
}

/// The flags of all readings of a household, oldest first.
pub async fn flags(app: &App, household: &str) -> Vec<Value> {
    let path = format!("/v1/meter-readings?household_id={household}");
    let mut all = app.as_operator().all(&path, 100).await;
    all.sort_by_key(|reading| (reading["occurred_at"].to_string(), reading["id"].to_string()));
    all.into_iter().map(|reading| reading["flags"].clone()).collect()
}

/// A diagnosis of a household of three with a washing machine, on a day at noon.
#[must_use]
pub fn diagnosis_of(household: &str, day: &str) -> Value {
    json!({
        "id": Uuid::now_v7(), "household_id": household, "utility": "water", "occupants": 3,
        "equipment": ["washing_machine"], "leak_found": true,
        "leak": {"place": "toilet", "litres_per_day": 120, "repaired": false}, "kit_given": true,
        "advised_gestures": ["short_shower"], "occurred_at": format!("{day}T12:00:00Z"),
    })
}

/// The same with some members changed.
#[must_use]
pub fn diagnosis_with(household: &str, day: &str, changes: &Value) -> Value {
    with(diagnosis_of(household, day), changes)
}

/// Has the operator record a diagnosis, and gives what it comes to.
pub async fn assess(app: &App, diagnosis: &Value) -> Value {
    let id = app.as_operator().post("/v1/diagnoses", diagnosis).await.expect(201).id();
    app.as_operator().get(&format!("/v1/diagnoses/{id}/assessment")).await.expect(200).json()
}

/// A tariff of water in the commune of the tests' households.
#[must_use]
pub fn tariff(starts_on: &str, price_micros: i64) -> Value {
    json!({"commune_code": "99001", "utility": "water", "starts_on": starts_on, "price_micros": price_micros})
}

/// A campaign that was approved and has not started, and stairwells to draw among.
pub async fn drawable(app: &App) -> String {
    households::households(app, "B", 20).await;
    approved(app).await
}

/// A campaign that was approved and has not started.
pub async fn approved(app: &App) -> String {
    let body = samples::campaign_with(json!({"starts_on": "2026-01-05", "ends_on": "2099-12-31"}));
    let id = app.as_partner().post("/v1/campaigns", body).await.expect(201).id();
    for step in ["submit", "approve"] {
        let _moved = app.as_operator().post_empty(&format!("/v1/campaigns/{id}/{step}")).await.expect(200);
    }
    id
}
