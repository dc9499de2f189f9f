//! Households.

use palier_domain::{household::HouseholdEdit, ids::EditId, time::Instant};
use palier_server::service::{
    ServiceError,
    field::{self, Put},
    households::{self as service, Edited},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::App;

/// A household that is accepted as it is, with a new id.
#[must_use]
pub fn draft() -> Value {
    json!({
        "id": Uuid::now_v7(),
        "occurred_at": "2026-11-23T15:40:00Z",
        "neighbourhood_code": "QN09901N",
        "building": "B",
        "stairwell": "2",
        "floor": 4,
        "door_label": "porte gauche",
        "contact": "+33 6 99 00 00 01",
        "note": "Sonnette en panne, frapper.",
        "occupants": {"under_3": 1, "from_3_to_17": 2, "from_18_to_64": 2, "from_65": 0},
        "tenure": "social_tenant",
        "water_billing": "service_charges",
        "heating_billing": "unknown",
    })
}

/// The same with some members changed.
#[must_use]
pub fn draft_with(changes: Value) -> Value {
    let mut household = draft();
    for (name, value) in changes.as_object().expect("an object") {
        household[name] = value.clone();
    }
    household
}

/// Enters a household as the operator and gives its id.
pub async fn household(app: &App) -> String {
    app.as_operator().post("/v1/households", draft()).await.expect(201).id()
}

/// Enters so many households of a building as the operator and gives their ids.
pub async fn households(app: &App, building: &str, count: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for door in 0..count {
        let changes = json!({
            "building": building, "stairwell": (door / 10).to_string(), "floor": door % 10 / 2,
            "door_label": format!("porte {door}"),
        });
        ids.push(app.as_operator().post("/v1/households", draft_with(changes)).await.expect(201).id());
    }
    ids
}

/// Takes an edit as a sync of the operator's own would, made at a second of 2026-11-23 16:00 by whoever had read the
/// version `base`.
///
/// # Errors
/// What the use case refuses.
pub fn try_edit(
    app: &App,
    household: &str,
    (id, base, second): (Uuid, i32, i64),
    changes: &Value,
) -> Result<Put<Edited>, ServiceError> {
    let edited_at: Instant = "2026-11-23T16:00:00Z".parse().expect("an instant");
    let edit = HouseholdEdit {
        id: EditId(id),
        household_id: household.parse().expect("an id"),
        base_version: base,
        edited_at: edited_at.plus_seconds(second),
        changes: changes.as_object().expect("an object").clone(),
    };
    let act = crate::seed::act();
    let state = app.state();
    state.store.write(|tx| {
        field::take_turns(tx, &act, &service::turns_of_edit(&edit))?;
        service::edit(tx, &act, state.field(), edit)
    })
}

/// The same with a new id, where it is taken.
///
/// # Panics
/// If it is refused.
pub fn edit(app: &App, household: &str, (base, second): (i32, i64), changes: Value) -> Edited {
    match try_edit(app, household, (Uuid::now_v7(), base, second), &changes) {
        Ok(Put::Created(edited)) => edited,
        other => panic!("the edit is not taken: {other:?}"),
    }
}
