//! A server that is killed while it sends.

use std::time::Duration;

use palier_tests::{
    both,
    receiver::{Answer, Receiver, hasten},
    samples,
    served::Served,
};
use serde_json::json;

use super::stop;

both! {
    /// Nobody can tell whether it arrived, so it is sent again, and the receiver knows it by its id.
    async fn what_was_sent_and_not_noted_is_sent_again(app) {
        stop(app).await;
        let mut served = Served::start(app);
        let partner = app.with_token(served.token(app, &app.seed().partner.live).await);
        let receiver = Receiver::answering([Answer::slow(Duration::from_secs(3))]);
        let url = |path: &str| format!("{}{path}", served.url);
        let _made = partner.post(&url("/v1/webhook-endpoints"), json!({"url": receiver.url()})).await.expect(201);
        let _draft = partner.post(&url("/v1/campaigns"), samples::campaign()).await.expect(201);
        let _first = receiver.deliveries(1).await;
        served.kill();
        served.restart(app);
        receiver.stays_at(1).await;
        // Until its lease is over, it is the first server's.
        hasten(app);
        let got = receiver.deliveries(2).await;
        assert_eq!(got[0].header("webhook-id"), got[1].header("webhook-id"));
        assert_eq!(got[0].body, got[1].body);
    }
}
