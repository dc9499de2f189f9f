//! Where webhooks do not go. The ranges are tested where they stand, in the server's `webhooks/address.rs`, and names that
//! lead elsewhere the second time in `webhooks/client.rs`.

use palier_tests::{
    both,
    receiver::{Receiver, settled},
    samples,
};
use serde_json::json;

use super::stop;

both! {
    async fn c45_an_address_that_is_not_open_to_the_world_is_refused_when_it_is_registered(app) {
        for (url, code) in [
            ("https://10.0.0.1/", "address_refused"),
            ("https://169.254.169.254/latest/meta-data", "address_refused"),
            ("https://[::1]/", "address_refused"),
            ("https://[::ffff:192.168.0.1]/", "address_refused"),
            ("https://[64:ff9b::a00:1]/", "address_refused"),
            ("https://0300.0250.1/", "address_refused"),
            ("http://partner.example/", "https_required"),
            ("https://ana:secret@partner.example/", "user_info"),
            ("https://partner.example/#there", "fragment"),
            ("partner.example", "malformed"),
        ] {
            let answer = app.as_partner().post("/v1/webhook-endpoints", json!({"url": url})).await;
            assert_eq!(answer.invalid(), [("/url".to_owned(), code.to_owned())], "{url}");
        }
        let made = Receiver::start().register(&app.as_partner(), json!({})).await;
        let path = format!("/v1/webhook-endpoints/{}", made["id"].as_str().expect("an id"));
        let patch = app.as_partner().patch(&path, json!({"url": "https://10.0.0.1/"})).if_match("*").await;
        assert_eq!(patch.invalid(), [("/url".to_owned(), "address_refused".to_owned())]);
    }

    async fn c45_a_name_that_leads_inside_is_refused_when_it_is_connected_to(app, |config| {
        config.webhooks.private_networks.clear();
    }) {
        let receiver = Receiver::start();
        let url = format!("https://localhost:{}/", receiver.port());
        let made = app.as_partner().post("/v1/webhook-endpoints", json!({"url": url})).await.expect(201).json();
        let _draft = samples::draft(app).await;
        let id = made["id"].as_str().expect("an id");
        let tried = settled(&app.as_partner(), id, |one| one["attempts"] == 1).await;
        assert_eq!(tried["failure"], "address_refused");
        receiver.stays_at(0).await;
    }

    async fn c45_what_was_allowed_once_is_refused_when_it_is_sent_to(app) {
        let receiver = Receiver::start();
        let made = receiver.register(&app.as_partner(), json!({})).await;
        stop(app).await;
        let strict = app.reconfigured(|config| config.webhooks.private_networks.clear());
        let _draft = samples::draft(&strict).await;
        let id = made["id"].as_str().expect("an id");
        let tried = settled(&strict.as_partner(), id, |one| one["attempts"] == 1).await;
        assert_eq!(tried["failure"], "address_refused");
        receiver.stays_at(0).await;
    }
}
