//! Devices that send at the same moment: what stands in the end is what stands when they send one after the other.

use std::collections::{BTreeMap, BTreeSet};

use palier_tests::{
    App, both,
    chance::Chance,
    field::{
        devices::{self, Phone},
        households::draft_with,
        sync::{batch, item},
        visits::{self, Door, need_of, with},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Pairs of batches that are sent at the same moment, and the items of each.
const PAIRS: i64 = 6;
const ITEMS: usize = 8;

/// Two phones of one field worker, and what they did, by names that are the same in every performance.
struct Play {
    door: Door,
    phones: [Phone; 2],
    households: Vec<Value>,
    visits: Vec<(Value, usize)>,
    needs: Vec<Value>,
    edits: usize,
}

impl Play {
    async fn set(app: &App) -> Self {
        let door = visits::door(app).await;
        let phones = [devices::enrol(app, &door.worker).await, devices::enrol(app, &door.worker).await];
        let households = vec![json!(door.household)];
        Self { door, phones, households, visits: vec![], needs: vec![], edits: 0 }
    }

    /// Something that either phone may have done. What it refers to may be in the other's batch.
    fn item(&mut self, rng: &mut fastrand::Rng) -> Value {
        let at = rng.usize(0..self.households.len());
        let household = self.households[at].clone();
        match rng.u8(0..10) {
            0..=1 => {
                let new = draft_with(json!({"floor": 0, "building": "0", "contact": null, "note": null}));
                self.households.push(new["id"].clone());
                item("household", new)
            }
            2..=5 => {
                self.edits += 1;
                let changes = match rng.u8(0..3) {
                    0 => json!({"floor": rng.u8(1..4)}),
                    1 => json!({"building": rng.u8(1..4).to_string()}),
                    _ => json!({"floor": rng.u8(1..4), "building": rng.u8(1..4).to_string()}),
                };
                item(
                    "household_edit",
                    json!({
                        "id": Uuid::now_v7(), "household_id": household, "base_version": 1, "changes": changes,
                        "edited_at": format!("2026-01-12T10:{:02}:{:02}Z", self.edits / 60, self.edits % 60),
                    }),
                )
            }
            6..=8 => {
                let visit = self.door.interview_with(json!({"household_id": household, "round_id": null}));
                self.visits.push((visit["id"].clone(), at));
                item("visit", visit)
            }
            _ => {
                let visit = (!self.visits.is_empty()).then(|| rng.usize(0..self.visits.len()));
                let visit = visit.map(|index| self.visits[index].clone());
                let at = visit.as_ref().map_or(at, |(_, at)| *at);
                let need = need_of(self.households[at].as_str().expect("an id"));
                let need = with(need, &json!({"visit_id": visit.map(|(id, _)| id)}));
                self.needs.push(need["id"].clone());
                item("need", need)
            }
        }
    }

    /// Plays it all: each pair at the same moment, one of the batches twice, or all one after the other.
    async fn perform(&mut self, app: &App, rng: &mut fastrand::Rng, together: bool) {
        for sequence in 1..=PAIRS {
            let mut items: Vec<Value> = (0..2 * ITEMS).map(|_| self.item(rng)).collect();
            rng.shuffle(&mut items);
            let (one, other) = items.split_at(ITEMS);
            // A few things are on both phones.
            let other = [other, &one[..2]].concat();
            let [phone, second] = &self.phones;
            let first = || async { batch(app, phone, sequence, one).await.expect(200).json() };
            let again = || async { batch(app, second, sequence, &other).await.expect(200).json() };
            let (receipt, repeated, theirs) = if together {
                tokio::join!(first(), first(), again())
            } else {
                let receipt = first().await;
                let theirs = again().await;
                (receipt, first().await, theirs)
            };
            assert_eq!(receipt["items"], repeated["items"], "the same batch gets the same results");
            for result in
                [&receipt, &theirs].into_iter().flat_map(|one| one["items"].as_array().expect("results"))
            {
                let status = result["status"].as_str().expect("a status");
                assert!(["applied", "unchanged", "held"].contains(&status), "{result}");
            }
        }
    }

    /// What stands, by those names.
    async fn end(&self, app: &App) -> Value {
        let device = app.as_device(&self.phones[0]);
        let all = async |path: &str| device.all(path, 200).await;
        for held in all("/v1/sync/held").await {
            assert_eq!(held["status"], "applied", "{held}");
        }
        let mut households = vec![];
        for id in &self.households {
            let path = format!("/v1/households/{}", id.as_str().expect("an id"));
            let shown = device.get(&path).await.expect(200).json();
            let kept: BTreeMap<_, BTreeSet<_>> = shown["conflicts"]
                .as_array()
                .expect("conflicts")
                .iter()
                .map(|one| {
                    let values = one["values"].as_array().expect("values").iter();
                    (one["member"].to_string(), values.map(|value| value["value"].to_string()).collect())
                })
                .collect();
            households.push(json!({"floor": shown["floor"], "building": shown["building"], "kept": kept}));
        }
        let place = |names: &[Value], id: &Value| names.iter().position(|name| name == id);
        let own: Vec<Value> = self.visits.iter().map(|(id, _)| id.clone()).collect();
        let mut visits: Vec<_> = all("/v1/visits")
            .await
            .iter()
            .map(|visit| (place(&own, &visit["id"]), place(&self.households, &visit["household_id"])))
            .collect();
        visits.sort();
        let raised = all("/v1/needs").await;
        let mut needs: Vec<_> = raised
            .iter()
            .filter_map(|need| Some((place(&self.needs, &need["id"])?, place(&own, &need["visit_id"]))))
            .collect();
        needs.sort();
        assert_eq!((visits.len(), needs.len()), (self.visits.len(), self.needs.len()), "all is there, once");
        assert_eq!(raised.len(), self.needs.len() + self.visits.len(), "with a need of each visit");
        json!({"households": households, "visits": visits, "needs": needs})
    }
}

both! {
    async fn devices_that_send_at_once_end_as_one_after_the_other(app, |config| config.database.pool_size = 6) {
        let chance = Chance::default();
        for part in 0..3 {
            let (mut once, mut twice) = (Play::set(app).await, Play::set(app).await);
            let mut rng = chance.rng.clone();
            (0..part).for_each(|_| { rng.u64(..); });
            let mut same = rng.clone();
            once.perform(app, &mut rng, false).await;
            twice.perform(app, &mut same, true).await;
            // What waited for something that the other brought is taken with it, at the latest by the job.
            for _ in 0..100 {
                let waiting = app.as_operator().get("/v1/sync/held?status=waiting").await.expect(200).json();
                if waiting["items"] == json!([]) { break; }
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
            assert_eq!(once.end(app).await, twice.end(app).await);
        }
    }
}
