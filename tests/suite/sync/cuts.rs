//! Connections that are cut at any byte, of the request or of the answer.

use std::{
    io::{ErrorKind, Read, Write},
    net::{Shutdown, SocketAddr, TcpStream},
    time::Duration,
};

use palier_tests::{
    both,
    chance::Chance,
    field::{batches::Large, devices, devices::Phone, sync::statuses, visits},
};
use serde_json::{Value, json};

/// Items of the batch, and how often it is cut.
const ITEMS: usize = 1_000;
const CUTS: usize = 50;

/// More bytes than any answer has.
const WHOLE: usize = usize::MAX;

/// A request as its bytes: the head's, and all.
struct Raw {
    head: usize,
    bytes: Vec<u8>,
}

impl Raw {
    fn new(address: SocketAddr, phone: &Phone, sequence: i64, items: &[Value]) -> Self {
        let body = json!({"items": items}).to_string();
        let head = format!(
            "POST /v1/sync?sequence={sequence} HTTP/1.1\r\nhost: {address}\r\nauthorization: {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            phone.authorization(),
            body.len(),
        );
        Self { head: head.len(), bytes: [head.as_bytes(), body.as_bytes()].concat() }
    }
}

/// Sends so many bytes of a request, reads so many of its answer, and hangs up.
fn cut(address: SocketAddr, sent: &[u8], read: usize) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a timeout");
    stream.write_all(sent).expect("the server reads");
    let mut answer = vec![];
    let mut buffer = [0; 4096];
    while answer.len() < read {
        let most = buffer.len().min(read - answer.len());
        match stream.read(&mut buffer[..most]) {
            Ok(0) => break,
            Ok(got) => answer.extend_from_slice(&buffer[..got]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => panic!("no answer: {error}"),
        }
        if read == WHOLE && is_whole(&answer) {
            break;
        }
    }
    // Somebody may have hung up before.
    let _closed = stream.shutdown(Shutdown::Both);
    answer
}

/// Where the body of an answer begins, and how long it is.
fn body(answer: &[u8]) -> Option<(usize, usize)> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"))?.trim().parse().ok()?;
    Some((end, length))
}

fn is_whole(answer: &[u8]) -> bool {
    body(answer).is_some_and(|(start, length)| answer.len() >= start + length)
}

/// The receipt of an answer that came as a whole.
fn receipt(answer: &[u8]) -> Value {
    let text = String::from_utf8_lossy(answer);
    assert!(text.starts_with("HTTP/1.1 200 "), "{}", text.chars().take(2_000).collect::<String>());
    let (start, _) = body(answer).expect("a body of known length");
    serde_json::from_slice(&answer[start..]).expect("JSON")
}

both! {
    async fn c65_a_sync_cut_at_any_byte_and_sent_again_leaves_exactly_the_right_rows(app) {
        let mut chance = Chance::default();
        let door = visits::door(app).await;
        let phone = devices::enrol(app, &door.worker).await;
        let address = app.address();
        let (mut batches, mut cuts) = (vec![], 0);
        // A batch that is never cut tells how long an answer is.
        let first = Large::new(&door, 50, &mut chance.rng);
        let whole = cut(address, &Raw::new(address, &phone, 1, &first.items).bytes, WHOLE);
        let of_an_item = whole.len() / 50;
        assert!(statuses(receipt(&whole)["items"].as_array().expect("results")).iter().all(|s| *s == "applied"));
        batches.push(first);
        let large = Large::new(&door, ITEMS, &mut chance.rng);
        let request = Raw::new(address, &phone, 2, &large.items);
        while cuts < CUTS {
            let rng = &mut chance.rng;
            let (sent, read) = match rng.u8(0..10) {
                0..=2 => (rng.usize(1..request.head), 0),
                // Twice at the very edges: without the last byte, and with it.
                _ if cuts == 20 => (request.bytes.len() - 1, 0),
                _ if cuts == 21 => (request.bytes.len(), 0),
                3..=7 => (rng.usize(request.head..request.bytes.len()), 0),
                _ => (request.bytes.len(), rng.usize(0..ITEMS * of_an_item)),
            };
            cut(address, &request.bytes[..sent], read);
            cuts += 1;
        }
        batches.push(large);
        let whole = receipt(&cut(address, &request.bytes, WHOLE));
        let results = whole["items"].as_array().expect("results");
        assert_eq!(results.len(), ITEMS);
        assert!(statuses(results).iter().all(|status| *status == "applied"), "as when it arrived first");
        assert_eq!(receipt(&cut(address, &request.bytes, WHOLE)), whole, "the same results, however often");
        let kept = app.as_device(&phone).get("/v1/sync/receipts/2").await.expect(200).json();
        assert_eq!(kept, whole);
        Large::check(app, &door, &batches.iter().collect::<Vec<_>>()).await;
    }

    async fn what_was_cut_before_its_end_is_not_taken_at_all(app) {
        let mut chance = Chance::default();
        let door = visits::door(app).await;
        let phone = devices::enrol(app, &door.worker).await;
        let large = Large::new(&door, 20, &mut chance.rng);
        let request = Raw::new(app.address(), &phone, 1, &large.items);
        for _ in 0..20 {
            cut(app.address(), &request.bytes[..chance.rng.usize(1..request.bytes.len())], 0);
        }
        // The last of them may still be on its way.
        tokio::time::sleep(Duration::from_millis(200)).await;
        Large::check(app, &door, &[]).await;
        app.as_device(&phone).get("/v1/sync/receipts/1").await.problem(404, "not_found");
    }
}
