//! Syncs of phones.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    devices::{self, Phone},
    workers,
};
use crate::{App, Request};

/// A phone of a new field worker, who has no round yet.
pub async fn phone(app: &App) -> Phone {
    let worker = workers::worker(app, &[]).await;
    devices::enrol(app, &worker).await
}

/// A batch, to be sent.
pub fn batch<'a>(app: &'a App, phone: &Phone, sequence: i64, items: &[Value]) -> Request<'a> {
    let path = format!("/v1/sync?sequence={sequence}");
    app.as_device(phone).post(&path, json!({"items": items})).without_key()
}

/// Sends a batch that is taken, and gives the results of its items.
pub async fn send(app: &App, phone: &Phone, sequence: i64, items: &[Value]) -> Vec<Value> {
    let receipt = batch(app, phone, sequence, items).await.expect(200).json();
    receipt["items"].as_array().expect("results").clone()
}

/// An item of a kind.
#[must_use]
pub fn item(kind: &str, item: Value) -> Value {
    json!({"kind": kind, "item": item})
}

/// An edit of a household, made on this version of it.
#[must_use]
pub fn edit(household: &Value, base_version: i32, changes: Value) -> Value {
    item(
        "household_edit",
        json!({
            "id": Uuid::now_v7(), "household_id": household, "base_version": base_version,
            "edited_at": "2026-11-23T16:00:00Z", "changes": changes,
        }),
    )
}

/// What became of each item.
#[must_use]
pub fn statuses(results: &[Value]) -> Vec<&str> {
    results.iter().map(|result| result["status"].as_str().unwrap_or_default()).collect()
}
