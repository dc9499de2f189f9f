//! A server that is killed in the midst of syncs, and started again on the same database.

use std::time::{Duration, Instant};

use palier_tests::{
    App, both,
    chance::Chance,
    field::{batches::Large, devices::Phone, visits},
    served::Served,
};
use serde_json::{Value, json};

/// How often it is killed.
const KILLS: u32 = 8;

async fn post(app: &App, (url, phone): (&str, &Phone), sequence: i64, items: &[Value]) -> Option<Value> {
    let path = format!("{url}/v1/sync?sequence={sequence}");
    let request = app.as_device(phone).post(&path, json!({"items": items})).without_key();
    // A connection that is kept for the next request would be the killed server's.
    let sent = request.header("connection", "close").try_send().await;
    sent.ok().map(|answer| answer.expect(200).json())
}

both! {
    async fn c65_a_server_killed_in_mid_sync_has_taken_a_batch_once_or_not_at_all(app) {
        let mut chance = Chance::default();
        let door = visits::door(app).await;
        let mut server = Served::start(app);
        let url = server.url.clone();
        let phone = server.enrol(app, &door.worker).await;
        let mut batches = vec![Large::new(&door, 100, &mut chance.rng)];
        let begun = Instant::now();
        let undisturbed = post(app, (&url, &phone), 1, &batches[0].items).await.expect("an answer");
        assert_eq!(undisturbed["items"].as_array().map(Vec::len), Some(100));
        let usual = begun.elapsed();
        for sequence in 2..=i64::from(KILLS) + 1 {
            let large = Large::new(&door, 100, &mut chance.rng);
            let after = usual.mul_f64(chance.rng.f64() * 1.2);
            let before = {
                let sent = post(app, (&url, &phone), sequence, &large.items);
                tokio::pin!(sent);
                let answered = tokio::time::timeout(after, &mut sent).await.ok();
                server.kill();
                // What the server had written by then may still arrive.
                match answered {
                    Some(answer) => answer,
                    None => tokio::time::timeout(Duration::from_secs(10), sent).await.ok().flatten(),
                }
            };
            server.restart(app);
            let receipt = post(app, (&url, &phone), sequence, &large.items).await.expect("an answer");
            if let Some(before) = before {
                assert_eq!(receipt, before, "what was answered stays so");
            }
            let results = receipt["items"].as_array().expect("results");
            assert!(results.len() == 100 && results.iter().all(|one| one["status"] == "applied"), "{receipt}");
            assert_eq!(receipt["missing_sequences"], json!([]));
            let kept = format!("{url}/v1/sync/receipts/{sequence}");
            assert_eq!(app.as_device(&phone).get(&kept).header("connection", "close").await.expect(200).json(), receipt);
            batches.push(large);
        }
        Large::check(app, &door, &batches.iter().collect::<Vec<_>>()).await;
    }
}
