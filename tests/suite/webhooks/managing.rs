//! Endpoints: registered, changed, removed, and nobody else's.

use palier_tests::{
    both, logs,
    receiver::{Answer, Receiver, hasten},
    samples,
};
use serde_json::{Value, json};

const ENDPOINTS: &str = "/v1/webhook-endpoints";

fn path(endpoint: &Value) -> String {
    format!("{ENDPOINTS}/{}", endpoint["id"].as_str().expect("an id"))
}

both! {
    async fn an_endpoint_is_registered_changed_and_removed(app) {
        let partner = app.as_partner();
        let body = json!({"url": "https://partner.example/palier", "description": "Campaign desk"});
        let made = partner.post(ENDPOINTS, &body).await.expect(201);
        let endpoint = made.json();
        assert_eq!(made.header("location"), path(&endpoint));
        assert_eq!(made.header("cache-control"), "no-store");
        assert_eq!((&endpoint["event_types"], &endpoint["status"]), (&json!([]), &json!("enabled")));
        let read = partner.get(&path(&endpoint)).await.expect(200);
        assert_eq!(read.etag(), made.etag());
        let _same = partner.get(&path(&endpoint)).header("if-none-match", &read.etag()).await.expect(304);
        partner.patch(&path(&endpoint), json!({})).await.problem(428, "precondition_required");
        let patch = json!({"description": null, "event_types": ["campaign.approved"], "status": "disabled"});
        let changed = partner.patch(&path(&endpoint), patch).if_match(&read.etag()).await.expect(200);
        let now = changed.json();
        assert_eq!((&now["description"], &now["disabled_reason"]), (&json!(null), &json!("asked")));
        let stale = partner.request(reqwest::Method::DELETE, &path(&endpoint)).if_match(&read.etag());
        stale.await.problem(412, "precondition_failed");
        let removed = partner.request(reqwest::Method::DELETE, &path(&endpoint)).if_match(&changed.etag());
        assert!(removed.header("prefer", "return=minimal").await.expect(204).body.is_empty());
        partner.get(&path(&endpoint)).await.problem(404, "not_found");
        partner.request(reqwest::Method::DELETE, &path(&endpoint)).await.problem(404, "not_found");
    }

    async fn c20_a_removal_with_a_key_can_be_repeated(app) {
        let endpoint = Receiver::start().register(&app.as_partner(), json!({})).await;
        for _ in 0..2 {
            let remove = app.as_partner().request(reqwest::Method::DELETE, &path(&endpoint));
            let _gone = remove.key("remove-it").await.expect(204);
        }
    }

    async fn a_secret_is_shown_once_and_never_again(app) {
        let partner = app.as_partner();
        let body = json!({"url": "https://partner.example/palier?token=t0ken"});
        let post = || partner.post(ENDPOINTS, &body).key("make-it");
        let made = post().await.expect(201);
        let secret = made.json()["secret"].as_str().expect("a secret").to_owned();
        assert!(secret.starts_with("whsec_") && secret.len() == 50, "{}", secret.len());
        assert_eq!(post().await.expect(201).body, made.body, "a lost answer does not lose the secret");
        let endpoint = made.json();
        let rotated = partner.post(&format!("{}/rotate", path(&endpoint)), json!({})).await.expect(200);
        assert_eq!(rotated.header("cache-control"), "no-store");
        let second = rotated.json()["secret"].as_str().expect("a secret").to_owned();
        for read in [&path(&endpoint), ENDPOINTS, "/v1/events"] {
            let text = partner.get(read).await.expect(200).text();
            assert!(!text.contains("whsec_") && !text.contains("\"secret\""), "{text}");
        }
        let kept = [
            "SELECT CAST(detail AS text) AS text FROM audit_events",
            "SELECT CAST(data AS text) AS text FROM events",
        ];
        let kept: Vec<_> = kept.iter().flat_map(|sql| app.connect().texts(sql)).collect();
        for told in [secret.as_str(), second.as_str(), "whsec_", "t0ken"] {
            assert!(logs::lines_with(told).is_empty(), "it is logged");
            assert!(!kept.iter().any(|text| text.contains(told)), "it is recorded");
        }
        // At rest it is sealed.
        let bytes = match app.backend {
            palier_tests::Backend::Sqlite => "SELECT hex(secret) AS text FROM webhook_endpoints",
            palier_tests::Backend::Postgres => "SELECT upper(encode(secret, 'hex')) AS text FROM webhook_endpoints",
        };
        let sealed = app.connect().texts(bytes).remove(0);
        use base64::Engine;
        let plain = base64::prelude::BASE64_STANDARD.decode(&second["whsec_".len()..]).expect("base64");
        let plain: String = plain.iter().map(|byte| format!("{byte:02X}")).collect();
        assert!(!sealed.contains(&plain));
    }

    async fn an_endpoint_is_its_organisations_alone_and_of_one_mode(app) {
        let endpoint = Receiver::start().register(&app.as_partner(), json!({})).await;
        let strangers = [
            app.as_operator(),
            app.as_other_partner(),
            app.as_municipality(),
            app.as_client(&app.seed().partner.test),
        ];
        for stranger in strangers {
            assert!(stranger.all(ENDPOINTS, 50).await.is_empty());
            stranger.get(&path(&endpoint)).await.problem(404, "not_found");
            stranger.get(&format!("{}/deliveries", path(&endpoint))).await.problem(404, "not_found");
        }
        assert_eq!(app.as_partner().all(ENDPOINTS, 1).await.len(), 1);
    }

    async fn an_organisation_has_at_most_twenty_in_each_mode(app) {
        let body = json!({"url": "https://partner.example/palier"});
        for _ in 0..20 {
            let _made = app.as_partner().post(ENDPOINTS, &body).await.expect(201);
        }
        app.as_partner().post(ENDPOINTS, &body).await.refused_by("too_many_webhook_endpoints");
        let _trial = app.as_client(&app.seed().partner.test).post(ENDPOINTS, &body).await.expect(201);
        let _other = app.as_other_partner().post(ENDPOINTS, &body).await.expect(201);
    }

    async fn what_is_pending_goes_with_the_endpoint(app) {
        let receiver = Receiver::always(Answer::of(500));
        let endpoint = receiver.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let _tried = receiver.deliveries(1).await;
        let _gone = app.as_partner().request(reqwest::Method::DELETE, &path(&endpoint)).await.expect(204);
        hasten(app);
        receiver.stays_at(1).await;
        assert_eq!(app.connect().count("webhook_deliveries"), 0);
        // One that was planned at that very moment is forgotten when it is due.
        let other = receiver.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let _tried = receiver.deliveries(2).await;
        app.connect().execute("DELETE FROM webhook_endpoints");
        hasten(app);
        for _ in 0..100 {
            if app.connect().count("webhook_deliveries") == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(app.connect().count("webhook_deliveries"), 0, "{other}");
        receiver.stays_at(2).await;
    }

    async fn what_is_wrong_with_an_endpoint_is_located(app) {
        let url = "https://partner.example/";
        for (body, pointer, code) in [
            (json!({"description": "x"}), "/url", "required"),
            (json!({"url": format!("{url}{}", "a".repeat(2_000))}), "/url", "too_long"),
            (json!({"url": url, "description": "\u{202e}x"}), "/description", "control_character"),
            (json!({"url": url, "event_types": ["visit.recorded"]}), "/event_types/0", "unknown_value"),
            (json!({"url": url, "event_types": ["campaign.closed", "campaign.closed"]}), "/event_types/1", "duplicate"),
            (json!({"url": url, "status": "gone"}), "/status", "unknown_value"),
            (json!({"url": url, "secret": "whsec_x"}), "/secret", "unknown_member"),
        ] {
            let answer = app.as_partner().post(ENDPOINTS, &body).await;
            assert_eq!(answer.invalid(), [(pointer.to_owned(), code.to_owned())], "{body}");
        }
    }
}
