//! Large batches of a device, and what must stand when they were taken.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    sync::{edit, item},
    visits::Door,
};
use crate::App;

/// A batch of households with what was done at their doors; in any order.
#[derive(Clone, Debug)]
pub struct Large {
    /// The items.
    pub items: Vec<Value>,
    doors: Vec<Uuid>,
    visits: Vec<Uuid>,
    needs: Vec<Uuid>,
}

/// The items that one door brings: its household, an edit of it, two visits with a need each, and a need.
const A_DOOR: usize = 5;

impl Large {
    /// So many items (a multiple of five) of the worker of this door.
    pub fn new(door: &Door, items: usize, rng: &mut fastrand::Rng) -> Self {
        let mut large = Self { items: vec![], doors: vec![], visits: vec![], needs: vec![] };
        for _ in 0..items / A_DOOR {
            large.add(door);
        }
        rng.shuffle(&mut large.items);
        large
    }

    fn add(&mut self, door: &Door) {
        let household = Uuid::now_v7();
        let [first, second] = [Uuid::now_v7(), Uuid::now_v7()];
        let needs = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
        self.items.push(item(
            "household",
            json!({
                "id": household, "occurred_at": "2026-01-12T15:00:00Z", "neighbourhood_code": "QN09901N",
                "building": "C", "floor": 1, "door_label": "à droite, « chez Zoé »",
            }),
        ));
        self.items.push(edit(&json!(household), 1, json!({"floor": 7})));
        for (visit, need) in [(first, needs[0]), (second, needs[1])] {
            self.items.push(item(
                "visit",
                door.interview_with(json!({
                    "id": visit, "household_id": household, "round_id": null,
                    "supersedes_id": (visit == second).then_some(first),
                    "needs": [{"id": need, "theme": "palier:eau--facture", "urgency": "normal"}],
                })),
            ));
        }
        self.items.push(item(
            "need",
            json!({
                "id": needs[2], "household_id": household, "visit_id": second, "theme": "palier:eau--facture",
                "urgency": "high", "occurred_at": "2026-01-12T16:30:00Z",
            }),
        ));
        self.doors.push(household);
        self.visits.extend([first, second]);
        self.needs.extend(needs);
    }

    /// Holds what the operator sees of these batches, and nothing else but the door that was there before, against what
    /// was sent.
    ///
    /// # Panics
    /// If anything is lost, doubled or otherwise than it was sent.
    pub async fn check(app: &App, before: &Door, batches: &[&Self]) {
        let operator = app.as_operator();
        let households = operator.all("/v1/households", 200).await;
        let own = |found: &&Value| found["id"] != before.household.as_str();
        same("households", households.iter().filter(own), batches.iter().flat_map(|batch| &batch.doors));
        for household in households.iter().filter(own) {
            let stands = (&household["floor"], &household["conflict_count"]);
            assert_eq!(stands, (&json!(7), &json!(0)), "{household}");
        }
        let visits = operator.all("/v1/visits", 200).await;
        same("visits", visits.iter(), batches.iter().flat_map(|batch| &batch.visits));
        let needs = operator.all("/v1/needs", 200).await;
        same("needs", needs.iter(), batches.iter().flat_map(|batch| &batch.needs));
        let mut rows = app.connect();
        let edits = batches.iter().map(|batch| batch.doors.len()).sum::<usize>();
        assert_eq!(usize::try_from(rows.count("household_edits")), Ok(edits), "edits");
        assert_eq!(rows.count("held_items"), 0, "held items");
        let told = |action: &str| format!("(SELECT count(*) FROM audit_events WHERE action = '{action}')");
        let visited = rows.number(&told("visit.recorded"));
        assert_eq!(usize::try_from(visited), Ok(visits.len()), "each visit is told once");
        assert_eq!(usize::try_from(rows.count("sync_batches")), Ok(batches.len()), "receipts");
    }
}

fn same<'a>(what: &str, found: impl Iterator<Item = &'a Value>, sent: impl Iterator<Item = &'a Uuid>) {
    let mut found: Vec<_> = found.map(|found| found["id"].as_str().expect("an id").to_owned()).collect();
    let mut sent: Vec<_> = sent.map(ToString::to_string).collect();
    found.sort();
    sent.sort();
    assert!(found == sent, "{what}: {} stand and {} were sent", found.len(), sent.len());
}
