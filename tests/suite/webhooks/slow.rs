//! Receivers that take their time.

use std::time::{Duration, Instant};

use palier_tests::{
    both,
    receiver::{Answer, Receiver, settled},
    samples,
};
use serde_json::json;

both! {
    async fn a_slow_endpoint_holds_up_nobody_else(app) {
        let slow = Receiver::always(Answer::slow(Duration::from_secs(6)));
        let quick = Receiver::start();
        slow.register(&app.as_partner(), json!({})).await;
        quick.register(&app.as_partner(), json!({})).await;
        let begun = Instant::now();
        for _ in 0..7 {
            let _draft = samples::draft(app).await;
        }
        let _all = quick.deliveries(7).await;
        assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
        let _all = slow.deliveries(7).await;
        assert!(slow.most_at_once() <= 4, "{} at once", slow.most_at_once());
    }

    async fn after_fifteen_seconds_it_counts_as_failed(app) {
        let slow = Receiver::answering([Answer::slow(Duration::from_secs(20))]);
        let made = slow.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let id = made["id"].as_str().expect("an id");
        let tried = settled(&app.as_partner(), id, |one| one["attempts"] == 1).await;
        let told = (&tried["status"], &tried["failure"], &tried["response_status"]);
        assert_eq!(told, (&json!("pending"), &json!("timed_out"), &json!(null)));
    }
}
