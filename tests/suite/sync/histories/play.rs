//! Playing one history.

use std::collections::{BTreeMap, BTreeSet};

use palier_domain::{ids::EditId, paging::From as Start, sync::HeldStatus};
use palier_server::service::{
    ServiceError, households,
    sync::{self, Batch, Item, ItemResult, ItemStatus, Received},
};
use palier_store::{StoreError, filters, query};
use palier_tests::App;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    cast::{Cast, household, item, now},
    model::{Edit, MEMBERS, Model},
};

/// A batch of a device, as it was sent the first time.
struct Sent {
    device: usize,
    sequence: i64,
    items: Vec<usize>,
    answered: bool,
    results: Option<Vec<ItemResult>>,
}

/// A history while it is played.
struct Play<'a> {
    cast: Cast<'a>,
    chance: fastrand::Rng,
    model: Model,
    items: Vec<Item>,
    /// What each device has made and not had answered.
    outbox: Vec<Vec<usize>>,
    sent: Vec<Sent>,
}

/// Plays the history of a seed; panics with the seed if it ends otherwise than the model says.
pub fn history(app: &App, campaign: &str, seed: u64) {
    let mut chance = fastrand::Rng::with_seed(seed);
    let devices = chance.usize(2..=3);
    let cast = Cast::assemble(app, campaign, devices);
    let mut play = Play {
        cast,
        chance,
        model: Model::default(),
        items: vec![],
        outbox: vec![vec![]; devices],
        sent: vec![],
    };
    let end = play.live().and_then(|()| play.settle()).and_then(|()| play.check());
    if let Err(wrong) = end {
        panic!("TEST_SYNC_SEED={seed} on {:?}: {wrong}", app.backend);
    }
}

impl Play<'_> {
    fn live(&mut self) -> Result<(), String> {
        for _ in 0..self.chance.usize(4..=9) {
            let device = self.chance.usize(0..self.outbox.len());
            match self.chance.u8(0..10) {
                0..=5 => self.act(device),
                6..=7 => self.send_new(device)?,
                _ => self.send_again()?,
            }
        }
        Ok(())
    }

    /// A device does something.
    fn act(&mut self, device: usize) {
        let made = match self.chance.u8(0..10) {
            0..=1 => self.enter(),
            2..=5 => self.edit(),
            6..=8 => self.visit(),
            _ => self.need(),
        };
        self.items.push(made);
        self.outbox[device].push(self.items.len() - 1);
    }

    fn any_household(&mut self) -> Uuid {
        let known = self.model.households.len();
        match self.chance.usize(0..=known) {
            0 => self.cast.door.0,
            index => self.model.households[index - 1],
        }
    }

    fn enter(&mut self) -> Item {
        let id = Uuid::now_v7();
        self.model.households.push(id);
        item("household", household(id))
    }

    fn edit(&mut self) -> Item {
        let household = self.any_household();
        let stale = self.chance.bool();
        let (base, knew) = if stale { (1, BTreeSet::new()) } else { self.seen(household) };
        let mut changes = BTreeMap::new();
        for member in MEMBERS {
            if self.chance.bool() || changes.is_empty() {
                let value = self.chance.u8(1..=4);
                changes
                    .insert(member, if member == "floor" { json!(value) } else { json!(value.to_string()) });
            }
        }
        let at = i64::from(self.chance.u8(0..3));
        let id = Uuid::now_v7();
        let edited = item(
            "household_edit",
            json!({
                "id": id, "household_id": household, "base_version": base,
                "edited_at": format!("2026-11-23T10:00:0{at}Z"), "changes": changes,
            }),
        );
        self.model.edits.push(Edit { id, household, at, changes, knew });
        edited
    }

    /// The version of a household that a device reads now, and the edits that are in it.
    fn seen(&self, household: Uuid) -> (i32, BTreeSet<Uuid>) {
        let edits: Vec<Uuid> =
            self.model.edits.iter().filter(|edit| edit.household == household).map(|edit| edit.id).collect();
        self.cast.read(|tx, act| {
            let found =
                match query!(tx, households::find(&act.actor, household.to_string().parse().expect("an id")))
                {
                    Err(StoreError::NotFound) => return Ok((1, BTreeSet::new())),
                    found => found?,
                };
            let mut knew = BTreeSet::new();
            for id in &edits {
                if query!(tx, households::edit_taken(act, EditId(*id)))?.is_some() {
                    knew.insert(*id);
                }
            }
            Ok((found.version, knew))
        })
    }

    fn visit(&mut self) -> Item {
        let (id, household) = (Uuid::now_v7(), self.any_household());
        let mut earlier = self.model.visits.iter().filter(|(_, other)| *other == household);
        let supersedes = earlier.next().map(|(id, _)| *id).filter(|_| self.chance.bool());
        let mut visit = json!({
            "id": id, "household_id": household, "campaign_id": self.cast.campaign,
            "channel": "door", "outcome": "opened", "occurred_at": "2026-11-23T11:00:00Z",
            "answers": [], "actions_intended": [], "needs": [],
        });
        if let Some(supersedes) = supersedes {
            visit["supersedes_id"] = json!(supersedes);
        }
        if self.chance.bool() {
            let need = Uuid::now_v7();
            visit["needs"] = json!([{"id": need, "theme": "palier:eau--facture", "urgency": "normal"}]);
            self.model.needs.push((need, household));
        }
        self.model.visits.push((id, household));
        item("visit", visit)
    }

    fn need(&mut self) -> Item {
        let id = Uuid::now_v7();
        let of = (!self.model.visits.is_empty()).then(|| self.chance.usize(0..self.model.visits.len()));
        let (visit, household) = match of {
            Some(index) => (Some(self.model.visits[index].0), self.model.visits[index].1),
            None => (None, self.any_household()),
        };
        self.model.needs.push((id, household));
        let mut need = json!({
            "id": id, "household_id": household, "theme": "palier:eau--facture", "urgency": "high",
            "occurred_at": "2026-11-23T12:00:00Z",
        });
        if let Some(visit) = visit {
            need["visit_id"] = json!(visit);
        }
        item("need", need)
    }

    /// A device puts some of what it has into a new batch, in any order. What was sent before may be sent again in
    /// another batch.
    fn send_new(&mut self, device: usize) -> Result<(), String> {
        let mut items = self.outbox[device].clone();
        self.chance.shuffle(&mut items);
        items.truncate(self.chance.usize(1..=4));
        if items.is_empty() {
            return Ok(());
        }
        let sequence = 1 + self.sent.iter().filter(|sent| sent.device == device).count() as i64;
        self.sent.push(Sent { device, sequence, items, answered: false, results: None });
        self.deliver(self.sent.len() - 1)
    }

    /// Any batch that was ever sent comes again: a retry, or a copy that the network kept.
    fn send_again(&mut self) -> Result<(), String> {
        if self.sent.is_empty() {
            return Ok(());
        }
        let index = self.chance.usize(0..self.sent.len());
        self.deliver(index)
    }

    fn deliver(&mut self, index: usize) -> Result<(), String> {
        match self.chance.u8(0..10) {
            0..=1 => Ok(()), // lost on the way, or cut
            2..=3 => self.crash(index),
            4..=5 => self.arrive(index, self.chance.clone().bool()),
            _ => {
                self.arrive(index, true)?;
                self.answer(index);
                Ok(())
            }
        }
    }

    /// The server ends in the middle of its transaction.
    fn crash(&mut self, index: usize) -> Result<(), String> {
        let (act, device, batch) = self.batch(index);
        let state = self.cast.app.state();
        let result = state.store.write(|tx| {
            let _taken = sync::take(tx, &act, (state.field(), &explain), device, batch)?;
            Err(ServiceError::Internal("the power is gone".to_owned()))
        });
        match result {
            Err(ServiceError::Internal(_)) => Ok(()),
            Err(error) => Err(format!("batch {index}: {error}")),
            Ok(()) => Err("what crashed was committed".to_owned()),
        }
    }

    /// The batch is taken; the server may end between that and taking what had waited.
    fn arrive(&mut self, index: usize, to_the_end: bool) -> Result<(), String> {
        let (act, device, batch) = self.batch(index);
        let state = self.cast.app.state();
        let taken = state.store.write(|tx| sync::take(tx, &act, (state.field(), &explain), device, batch));
        let (receipt, provided) = taken.map_err(|error| format!("batch {index}: {error}"))?;
        if to_the_end {
            let released = sync::release(&state.store, (state.field(), &explain), provided, act.at);
            released.map_err(|error| format!("releasing: {error}"))?;
        }
        for result in &receipt.items {
            if matches!(result.status, ItemStatus::Refused | ItemStatus::Conflict) {
                return Err(format!("batch {index}: {result:?}"));
            }
        }
        match &self.sent[index].results {
            Some(before) if *before != receipt.items => {
                Err(format!("batch {index} was answered {before:?} and then {:?}", receipt.items))
            }
            _ => {
                self.sent[index].results = Some(receipt.items);
                Ok(())
            }
        }
    }

    fn answer(&mut self, index: usize) {
        let sent = &mut self.sent[index];
        sent.answered = true;
        let done: BTreeSet<usize> = sent.items.iter().copied().collect();
        self.outbox[sent.device].retain(|item| !done.contains(item));
    }

    fn batch(&self, index: usize) -> (palier_domain::caller::Act, palier_domain::caller::Device, Batch) {
        let sent = &self.sent[index];
        let state = self.cast.app.state();
        let received = |index: &usize| {
            let item = self.items[*index].clone();
            Received { kind: Some(item.kind().as_str().to_owned()), id: Some(item.id()), item: Ok(item) }
        };
        let batch = Batch {
            sequence: sent.sequence,
            atomic: false,
            items: sent.items.iter().map(received).collect(),
            fingerprint: state.vault.fingerprint("history", &json!(sent.items)),
        };
        (self.cast.act(sent.device), self.cast.devices[sent.device], batch)
    }

    /// The network is good again: everything that was not answered is sent until it is.
    fn settle(&mut self) -> Result<(), String> {
        for device in 0..self.outbox.len() {
            for index in 0..self.sent.len() {
                if self.sent[index].device == device && !self.sent[index].answered {
                    self.arrive(index, true)?;
                    self.answer(index);
                }
            }
            while !self.outbox[device].is_empty() {
                let before = self.sent.len();
                self.send_new(device)?;
                for index in before..self.sent.len() {
                    self.arrive(index, true)?;
                    self.answer(index);
                }
            }
        }
        // What a crash left waiting is taken by the job.
        let state = self.cast.app.state();
        let held = self.held()?;
        let waits = held.iter().filter(|held| held.status == HeldStatus::Waiting);
        let for_these = waits.filter_map(|held| held.waits_for.as_ref().map(|waits| waits.id)).collect();
        sync::release(&state.store, (state.field(), &explain), for_these, now())
            .map_err(|error| format!("releasing: {error}"))?;
        Ok(())
    }

    fn held(&self) -> Result<Vec<palier_store::rows::HeldItem>, String> {
        let start = Start { after: None, limit: 200 };
        let filter = filters::HeldItems::default();
        Ok(self.cast.read(|tx, act| query!(tx, held_items::list(&act.actor, &filter, &start))).items)
    }

    fn check(&self) -> Result<(), String> {
        if let Some(held) = self.held()?.iter().find(|held| held.status != HeldStatus::Applied) {
            return Err(format!("{} {} is {}", held.kind.as_str(), held.item_id, held.status.as_str()));
        }
        let start = Start { after: None, limit: 200 };
        let visits = self
            .cast
            .read(|tx, act| query!(tx, visits::list(&act.actor, &filters::Visits::default(), &start)));
        let found: Vec<_> = visits.items.iter().map(|visit| (visit.id.0, visit.household_id.0)).collect();
        same("visits", &found, &self.model.visits)?;
        let start = Start { after: None, limit: 200 };
        let needs =
            self.cast.read(|tx, act| query!(tx, needs::list(&act.actor, &filters::Needs::default(), &start)));
        let found: Vec<_> = needs.items.iter().map(|need| (need.id.0, need.household_id.0)).collect();
        same("needs", &found, &self.model.needs)?;
        self.check_households()
    }

    fn check_households(&self) -> Result<(), String> {
        let start = Start { after: None, limit: 200 };
        let filter = filters::Households::all(now().day());
        let found = self.cast.read(|tx, act| query!(tx, households::list(&act.actor, &filter, &start))).items;
        let ids: Vec<_> = found.iter().map(|household| (household.id.0, household.id.0)).collect();
        let expected: Vec<_> =
            self.model.households.iter().chain([&self.cast.door.0]).map(|id| (*id, *id)).collect();
        same("households", &ids, &expected)?;
        for household in &found {
            let state = self.cast.app.state();
            let opened = households::open(state.field(), household).map_err(|error| error.to_string())?;
            let shown = json!({
                "floor": household.floor, "building": household.building, "stairwell": household.stairwell,
            });
            let conflicts = opened.conflicts();
            if usize::try_from(household.conflicts) != Ok(conflicts.len()) {
                return Err(format!("{} says {} conflicts", household.id, household.conflicts));
            }
            self.model.check(household.id.0, &shown, &conflicts)?;
        }
        Ok(())
    }
}

fn explain(error: ServiceError) -> Value {
    json!({"why": error.to_string()})
}

fn same(what: &str, found: &[(Uuid, Uuid)], expected: &[(Uuid, Uuid)]) -> Result<(), String> {
    let sorted = |list: &[(Uuid, Uuid)]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    let (found, expected) = (sorted(found), sorted(expected));
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?}, not {expected:?}")) }
}
