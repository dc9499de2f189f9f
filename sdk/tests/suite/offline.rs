//! The outbox of field apps.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use palier_sdk::Error;
use palier_sdk::offline::SyncQueue;
use palier_sdk::testing::Example;
use palier_sdk::types::{HouseholdId, HouseholdInput, SyncItemInputHousehold, SyncItemStatus, SyncReceipt};
use serde_json::{Value, json as value};
use tempfile::TempDir;

use crate::server::{Deed, Request, Server, json, problem};

fn household(id: HouseholdId, floor: i32) -> SyncItemInputHousehold {
    let mut household = HouseholdInput::example();
    household.id = id;
    SyncItemInputHousehold::new(household.floor(floor))
}

fn queue(folder: &TempDir) -> SyncQueue {
    SyncQueue::open(folder.path().join("outbox.db")).expect("the file opens")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("there is a place")
}

/// What a server keeps of a device: batches by number, items by id.
#[derive(Default)]
struct Kept {
    batches: BTreeMap<i64, Vec<u8>>,
    items: BTreeMap<String, Value>,
    /// Items that were taken a second time, or with another content.
    wrong: Vec<String>,
}

fn sequence(request: &Request) -> i64 {
    let number = request.target.strip_prefix("/v1/sync?sequence=").expect("it is a batch");
    number.parse().expect("it has a number")
}

impl Kept {
    fn take(&mut self, request: &Request) -> Deed {
        let sequence = sequence(request);
        let again = self.batches.get(&sequence).cloned();
        if again.as_ref().is_some_and(|before| *before != request.body) {
            self.wrong.push(format!("batch {sequence} came with another content"));
        }
        self.batches.insert(sequence, request.body.clone());
        let body: Value = serde_json::from_slice(&request.body).expect("it is JSON");
        let mut results = Vec::new();
        for item in body["items"].as_array().expect("there are items") {
            let id = item["item"]["id"].as_str().expect("each has an id").to_owned();
            let status = match self.items.get(&id) {
                None => "applied",
                Some(before) if before == item => "unchanged",
                Some(_) => "conflict",
            };
            if again.is_none() && status != "applied" {
                self.wrong.push(format!("{id} came in two batches"));
            }
            self.items.insert(id.clone(), item.clone());
            results.push(result(&id, status));
        }
        let last = self.batches.keys().max().copied().unwrap_or_default();
        let missing = (1..last).filter(|number| !self.batches.contains_key(number));
        let missing: Vec<_> = missing.map(|number| value!({"from": number, "to": number})).collect();
        receipt(sequence, &results, &missing)
    }
}

fn result(id: &str, status: &str) -> Value {
    value!({
        "kind": "household", "id": id, "status": status, "version": 1, "merged": false, "conflicts": [],
        "waits_for": null, "deadline": null, "problem": null,
    })
}

fn receipt(sequence: i64, results: &[Value], missing: &[Value]) -> Deed {
    let body = value!({
        "sequence": sequence, "received_at": "2026-11-24T18:02:11.000412Z", "items": results,
        "missing_sequences": missing,
    });
    json(200, &body.to_string())
}

#[tokio::test]
async fn an_item_is_sent_once_and_never_with_another_content() {
    let kept = Arc::new(Mutex::new(Kept::default()));
    let (folder, shared) = (folder(), Arc::clone(&kept));
    let server = Server::start(move |_, request| shared.lock().expect("nobody panicked").take(request)).await;
    let (queue, id) = (queue(&folder), HouseholdId::generate());
    queue.add(household(id, 3)).expect("it is kept");
    queue.add(household(id, 3)).expect("the same again changes nothing");
    assert!(matches!(queue.add(household(id, 4)), Err(Error::Outbox(_))), "another content is refused");
    assert_eq!(queue.waiting().expect("it can be read"), 1);
    let sent = queue.flush(&server.client()).await.expect("it is sent");
    assert_eq!((sent.applied, queue.waiting().expect("it can be read")), (1, 0));
    let nothing = queue.flush(&server.client()).await.expect("there is nothing");
    assert_eq!((nothing.applied, server.requests().len()), (0, 1));
    assert!(queue.add(household(id, 4)).is_err(), "also after it was sent");
}

#[tokio::test]
async fn results_are_understood_and_kept() {
    let ids: Vec<_> = (0..5).map(|_| HouseholdId::generate()).collect();
    let told = ids.clone();
    let server = Server::start(move |_, _| {
        let statuses = ["applied", "unchanged", "held", "conflict", "refused"];
        let results: Vec<_> =
            told.iter().zip(statuses).map(|(id, status)| result(&id.to_string(), status)).collect();
        receipt(1, &results, &[])
    })
    .await;
    let folder = folder();
    let queue = queue(&folder);
    queue.add_all(ids.iter().map(|id| household(*id, 1))).expect("they are kept");
    let sent = queue.flush(&server.client()).await.expect("it is sent");
    assert_eq!((sent.applied, sent.unchanged), (1, 1));
    assert_eq!((sent.held.len(), sent.conflicts.len(), sent.refused.len()), (1, 1, 1));
    let refused = queue.entries(Some(&SyncItemStatus::Refused)).expect("it can be read");
    assert_eq!(refused[0].item.id, ids[4].0);
    queue.forget(1).expect("it can be forgotten");
    assert!(queue.entries(None).expect("it can be read").is_empty());
}

#[tokio::test]
async fn a_batch_that_was_begun_is_sent_in_the_same_bytes_after_a_crash_and_new_items_go_into_the_next() {
    let server = Server::start(|number, _| match number {
        0 => Deed::Hang(Duration::from_secs(20)),
        _ => json(200, SyncReceipt::EXAMPLE),
    })
    .await;
    let folder = folder();
    let first = queue(&folder);
    first.add(household(HouseholdId::generate(), 1)).expect("it is kept");
    let client = server.client();
    // The app is killed while it waits for the answer.
    drop(tokio::time::timeout(Duration::from_millis(200), first.flush(&client)).await);
    drop(first);
    let second = queue(&folder);
    second.add(household(HouseholdId::generate(), 2)).expect("it is kept");
    second.flush(&client).await.expect("they are sent");
    let requests = server.requests();
    let numbers: Vec<_> = requests.iter().map(sequence).collect();
    assert_eq!(numbers, [1, 1, 2]);
    assert_eq!(requests[0].body, requests[1].body);
}

#[tokio::test]
async fn a_batch_that_is_refused_as_a_whole_is_halved_until_the_culprit_is_alone() {
    let ids: Vec<_> = (0..7).map(|_| HouseholdId::generate()).collect();
    let (bad, kept) = (ids[4].to_string(), Arc::new(Mutex::new(Kept::default())));
    let shared = Arc::clone(&kept);
    let server = Server::start(move |_, request| match request.text().contains(&bad) {
        true => problem(422, "validation_failed"),
        false => shared.lock().expect("nobody panicked").take(request),
    })
    .await;
    let folder = folder();
    let queue = queue(&folder);
    queue.add_all(ids.iter().map(|id| household(*id, 1))).expect("they are kept");
    let sent = queue.flush(&server.client()).await.expect("the others are taken");
    assert_eq!((sent.applied, sent.refused.len()), (6, 1));
    assert_eq!(sent.refused[0].id, Some(ids[4].0));
    assert_eq!(kept.lock().expect("nobody panicked").wrong, Vec::<String>::new());
}

#[tokio::test]
async fn numbers_that_the_server_knows_otherwise_are_left_to_it_and_missing_batches_are_sent_again() {
    let server = Server::start(|number, request| match number {
        0 | 1 => problem(409, "sequence_reused"),
        // The third batch arrives; the server was restored and misses it when the fourth does.
        2 => json(200, SyncReceipt::EXAMPLE),
        3 => receipt(sequence(request), &[], &[value!({"from": 1, "to": 3})]),
        _ => json(200, SyncReceipt::EXAMPLE),
    })
    .await;
    let folder = folder();
    let (queue, client) = (queue(&folder), server.client());
    queue.add(household(HouseholdId::generate(), 1)).expect("it is kept");
    queue.flush(&client).await.expect("it is sent");
    queue.add(household(HouseholdId::generate(), 1)).expect("it is kept");
    queue.flush(&client).await.expect("it is sent");
    let requests = server.requests();
    let numbers: Vec<_> = requests.iter().map(sequence).collect();
    assert_eq!(numbers[..5], [1, 2, 3, 4, 3]);
    assert_eq!(requests[2].body, requests[4].body);
}

/// A server that enrols devices of a field worker, one after another, and keeps each one's batches apart.
#[tokio::test]
async fn an_outbox_goes_on_under_new_numbers_on_a_new_device_and_is_no_other_field_workers() {
    let folder = folder();
    let seen: Arc<Mutex<Vec<(String, i64, usize)>>> = Arc::default();
    let enrolled = Arc::new(Mutex::new(0_u8));
    let (log, devices) = (Arc::clone(&seen), Arc::clone(&enrolled));
    let server = Server::raw(move |_, request| {
        let mut device = devices.lock().expect("no test fails here");
        if request.is_token() {
            *device += u8::from(!String::from_utf8_lossy(&request.body).contains("refresh_token"));
            let worker = if *device < 3 { 1 } else { 2 };
            return json(
                200,
                &value!({
                    "access_token": format!("device-{device}"), "token_type": "Bearer", "expires_in": 900,
                    "refresh_token": "r", "device_id": format!("019ab0f2-0000-7000-8000-00000000000{device}"),
                    "field_worker_id": format!("019ab0f2-0000-7000-8000-0000000000a{worker}"),
                })
                .to_string(),
            );
        }
        let body: Value = serde_json::from_slice(&request.body).expect("it is JSON");
        let items = body["items"].as_array().expect("there are items");
        log.lock().expect("no test fails here").push((
            format!("device-{device}"),
            sequence(request),
            items.len(),
        ));
        if *device == 1 && items.len() == 2 {
            return Deed::Drop;
        }
        let ids = items.iter().map(|item| item["item"]["id"].as_str().expect("each has an id"));
        let results: Vec<_> = ids.map(|id| result(id, "applied")).collect();
        receipt(sequence(request), &results, &[])
    })
    .await;
    let enrol = async |name: &str| {
        let store = palier_sdk::device::FileStore::new(folder.path().join(name));
        let enrolment = palier_sdk::device::Enrolment::new("app", "CODE");
        let client = palier_sdk::Client::builder(server.address.clone())
            .retry(palier_sdk::RetryPolicy::new().attempts(1));
        client.enrol(enrolment, store).await.expect("it is enrolled")
    };
    let queue = queue(&folder);
    let first = enrol("first").await;
    queue.add(household(HouseholdId::generate(), 1)).expect("it is kept");
    queue.flush(&first).await.expect("it is taken");
    queue
        .add_all([household(HouseholdId::generate(), 2), household(HouseholdId::generate(), 3)])
        .expect("kept");
    queue.flush(&first).await.expect_err("the answer is lost");
    // The phone is enrolled anew: what was taken is not sent again, all else is, from number 1 on.
    let second = enrol("second").await;
    assert_eq!(queue.flush(&second).await.expect("they are taken").applied, 2);
    let sent = seen.lock().expect("no test fails here").clone();
    let of = |device: &str, sequence, items| (device.to_owned(), sequence, items);
    assert_eq!(sent, [of("device-1", 1, 1), of("device-1", 2, 2), of("device-2", 1, 2)]);
    // Another field worker's phone sends nothing of this one's.
    let stranger = enrol("third").await;
    queue.add(household(HouseholdId::generate(), 4)).expect("it is kept");
    let error = queue.flush(&stranger).await.expect_err("it is another field worker's");
    assert!(error.to_string().contains("another field worker"), "{error}");
    assert_eq!(seen.lock().expect("no test fails here").len(), 3);
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_reads_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let _queue = queue(&folder);
    let file = std::fs::metadata(folder.path().join("outbox.db")).expect("it is there");
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
}

/// A device that is killed again and again, on a network that drops, cuts, delays, refuses and answers twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_whatever_happens() {
    for seed in 0..20 {
        let kept = Arc::new(Mutex::new(Kept::default()));
        let (shared, chance) = (Arc::clone(&kept), Mutex::new(fastrand::Rng::with_seed(seed)));
        let server = Server::start(move |_, request| {
            let luck = chance.lock().expect("nobody panicked").u8(0..100);
            let take = || shared.lock().expect("nobody panicked").take(request);
            match luck {
                0..10 => Deed::Drop,
                10..20 => problem(503, "unavailable"),
                20..25 => problem(429, "rate_limited").with("retry-after", "0"),
                25..30 => problem(502, "bad_gateway"),
                30..40 => match take() {
                    // Done, and the answer is lost in the middle.
                    Deed::Answer { status, body, .. } => Deed::Cut { status, after: body.len() / 2, body },
                    other => other,
                },
                40..45 => {
                    drop(take());
                    Deed::Hang(Duration::from_millis(80))
                }
                _ => take(),
            }
        })
        .await;
        let client =
            server.builder().attempt_timeout(Duration::from_millis(50)).build().expect("it is set up");
        let (folder, mut rng) = (folder(), fastrand::Rng::with_seed(seed + 1000));
        let mut wanted = BTreeMap::new();
        for _ in 0..12 {
            let queue = queue(&folder);
            for _ in 0..rng.usize(0..9) {
                let (id, floor) = (HouseholdId::generate(), rng.i32(0..20));
                queue.add(household(id, floor)).expect("it is kept");
                wanted.insert(id.to_string(), floor);
            }
            let patience = Duration::from_millis(rng.u64(1..60));
            drop(tokio::time::timeout(patience, queue.flush(&client)).await);
        }
        let queue = queue(&folder);
        while queue.waiting().expect("it can be read") > 0 {
            drop(queue.flush(&client).await);
        }
        let kept = kept.lock().expect("nobody panicked");
        let taken: BTreeMap<_, _> =
            kept.items.iter().map(|(id, item)| (id.clone(), item["item"]["floor"].as_i64())).collect();
        let wanted: BTreeMap<_, _> =
            wanted.into_iter().map(|(id, floor)| (id, Some(i64::from(floor)))).collect();
        assert_eq!(taken, wanted, "seed {seed}");
        assert_eq!(kept.wrong, Vec::<String>::new(), "seed {seed}");
    }
}
