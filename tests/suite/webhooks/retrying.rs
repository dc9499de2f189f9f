//! What follows when a delivery does not arrive.

use std::time::Duration;

use palier_tests::{
    App, Backend, both,
    receiver::{Answer, Delivery, Receiver, hasten, settled},
    samples,
};
use serde_json::{Value, json};

use super::stop;

fn id(endpoint: &Value) -> &str {
    endpoint["id"].as_str().expect("an id")
}

async fn endpoint(app: &App, id: &str) -> Value {
    app.as_partner().get(&format!("/v1/webhook-endpoints/{id}")).await.expect(200).json()
}

/// Waits until an endpoint is disabled, and gives it.
async fn disabled(app: &App, id: &str) -> Value {
    for _ in 0..600 {
        let now = endpoint(app, id).await;
        if now["status"] == "disabled" {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it is not disabled: {}", endpoint(app, id).await);
}

both! {
    async fn c44_a_retry_keeps_the_id_and_renews_the_timestamp(app) {
        let receiver = Receiver::answering([Answer::of(500)]);
        let made = receiver.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let pending = settled(&app.as_partner(), id(&made), |one| one["attempts"] == 1).await;
        assert_eq!(pending["status"], "pending");
        assert_eq!((&pending["response_status"], &pending["failure"]), (&json!(500), &json!("unsuccessful_status")));
        assert!(endpoint(app, id(&made)).await["failing_since"].is_string());
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        hasten(app);
        let got = receiver.deliveries(2).await;
        let header = |name: &str| got.iter().map(|one| one.header(name).to_owned()).collect::<Vec<_>>();
        let (ids, times, signatures) =
            (header("webhook-id"), header("webhook-timestamp"), header("webhook-signature"));
        assert_eq!(ids[0], ids[1]);
        assert_eq!(got[0].body, got[1].body);
        let seconds: Vec<i64> = times.iter().map(|text| text.parse().expect("a number")).collect();
        assert!(seconds[1] > seconds[0], "{seconds:?}");
        assert_ne!(signatures[0], signatures[1]);
        let done = settled(&app.as_partner(), id(&made), |one| one["status"] == "delivered").await;
        assert_eq!((&done["attempts"], &done["failure"]), (&json!(2), &json!(null)));
        assert!(endpoint(app, id(&made)).await["failing_since"].is_null());
    }

    async fn c44_the_first_retry_comes_by_itself_after_five_seconds(app) {
        let receiver = Receiver::answering([Answer::of(503)]);
        let _made = receiver.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let _first = receiver.deliveries(1).await;
        let begun = std::time::Instant::now();
        let _second = receiver.deliveries(2).await;
        let waited = begun.elapsed();
        assert!(waited > Duration::from_secs(4), "{waited:?}");
    }

    async fn c44_410_disables_the_endpoint(app) {
        let receiver = Receiver::answering([Answer::of(500), Answer::of(500), Answer::of(410)]);
        let operator = Receiver::start();
        operator.register(&app.as_operator(), json!({"event_types": ["webhook_endpoint.disabled"]})).await;
        let made = receiver.register(&app.as_partner(), json!({})).await;
        for _ in 0..2 {
            let _draft = samples::draft(app).await;
        }
        let _both = receiver.deliveries(2).await;
        let _third = samples::draft(app).await;
        let now = disabled(app, id(&made)).await;
        assert_eq!(now["disabled_reason"], "gone");
        // Nothing waits any more, and nothing is planned.
        let path = format!("/v1/webhook-endpoints/{}/deliveries", id(&made));
        let all = app.as_partner().all(&path, 50).await;
        assert!(all.iter().all(|one| one["status"] == "failed"), "{all:?}");
        let _fourth = samples::draft(app).await;
        assert_eq!(app.as_partner().all(&path, 50).await.len(), 3);
        receiver.stays_at(3).await;
        // The feed tells it, and so do the endpoints of those who may read it.
        let told = app.as_partner().all("/v1/events?type=webhook_endpoint.disabled", 50).await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0]["data"]["webhook_endpoint_id"], id(&made));
        assert_eq!(operator.deliveries(1).await[0].header("webhook-id"), told[0]["id"].as_str().expect("an id"));
        // Its owner starts it again.
        let patch = app.as_partner().patch(&format!("/v1/webhook-endpoints/{}", id(&made)), json!({"status": "enabled"}));
        let again = patch.if_match("*").await.expect(200).json();
        assert!(again["disabled_reason"].is_null() && again["failing_since"].is_null(), "{again}");
        let _fifth = samples::draft(app).await;
        let _arrives = receiver.deliveries(4).await;
    }

    async fn an_endpoint_of_a_test_client_is_disabled_among_test_data(app) {
        let receiver = Receiver::answering([Answer::of(410)]);
        let test = app.as_client(&app.seed().partner.test);
        let made = receiver.register(&test, json!({})).await;
        let _draft = test.post("/v1/campaigns", samples::campaign()).await.expect(201);
        let _gone = settled(&test, id(&made), |one| one["status"] == "failed").await;
        assert_eq!(test.all("/v1/events?type=webhook_endpoint.disabled", 50).await.len(), 1);
        assert!(app.as_partner().all("/v1/events?type=webhook_endpoint.disabled", 50).await.is_empty());
    }

    async fn an_endpoint_at_which_everything_failed_for_days_is_disabled(app) {
        let receiver = Receiver::always(Answer::of(404));
        let made = receiver.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let _tried = settled(&app.as_partner(), id(&made), |one| one["attempts"] == 1).await;
        let earlier = match app.backend {
            Backend::Sqlite => "failing_since - 5 * 86400000000",
            Backend::Postgres => "failing_since - interval '5 days'",
        };
        app.connect().execute(&format!("UPDATE webhook_endpoints SET failing_since = {earlier}"));
        hasten(app);
        assert_eq!(disabled(app, id(&made)).await["disabled_reason"], "failing");
        let failed = settled(&app.as_partner(), id(&made), |one| one["status"] == "failed").await;
        assert_eq!((&failed["next_at"], &failed["failure"]), (&json!(null), &json!("endpoint_disabled")));
    }

    async fn a_delivery_is_given_up_in_the_end_and_a_redirect_is_a_failure(app) {
        let elsewhere = Receiver::start();
        let headers = format!("location: {}\r\n", elsewhere.url()).leak();
        let receiver = Receiver::always(Answer { status: 308, headers, after: Duration::ZERO });
        let made = receiver.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let first = settled(&app.as_partner(), id(&made), |one| one["attempts"] == 1).await;
        assert_eq!((&first["response_status"], &first["status"]), (&json!(308), &json!("pending")));
        app.connect().execute("UPDATE webhook_deliveries SET attempts = 9");
        hasten(app);
        let last = settled(&app.as_partner(), id(&made), |one| one["status"] == "failed").await;
        assert_eq!((&last["attempts"], &last["failure"]), (&json!(10), &json!("unsuccessful_status")));
        assert_eq!(endpoint(app, id(&made)).await["status"], "enabled");
        elsewhere.stays_at(0).await;
    }

    async fn retry_after_is_honoured(app) {
        let headers = "retry-after: 7200\r\n";
        let receiver = Receiver::always(Answer { status: 503, headers, after: Duration::ZERO });
        let made = receiver.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let told = settled(&app.as_partner(), id(&made), |one| one["attempts"] == 1).await;
        let at = |name: &str| told[name].as_str().expect("an instant").parse::<jiff::Timestamp>().expect("one");
        let pause = at("next_at").as_second() - at("attempted_at").as_second();
        assert!((7_200..7_205).contains(&pause), "{pause}");
    }

    async fn what_waits_is_sent_by_the_next_server(app) {
        let receiver = Receiver::answering([Answer::of(500)]);
        let made = receiver.register(&app.as_partner(), json!({})).await;
        let _draft = samples::draft(app).await;
        let _tried = settled(&app.as_partner(), id(&made), |one| one["attempts"] == 1).await;
        stop(app).await;
        hasten(app);
        receiver.stays_at(1).await;
        let next = app.another_instance();
        let got = receiver.deliveries(2).await;
        assert_eq!(got[0].header("webhook-id"), got[1].header("webhook-id"));
        let done = settled(&next.as_partner(), id(&made), |one| one["status"] == "delivered").await;
        assert_eq!(done["attempts"], 2);
    }

    async fn what_can_not_be_signed_waits_and_is_nobodys_failure(app) {
        let receiver = Receiver::start();
        let made = receiver.register(&app.as_partner(), json!({})).await;
        let other = match app.backend {
            Backend::Sqlite => "x'00'",
            Backend::Postgres => r"'\x00'",
        };
        app.connect().execute(&format!("UPDATE webhook_endpoints SET secret = {other}"));
        let _draft = samples::draft(app).await;
        receiver.stays_at(0).await;
        let waits = settled(&app.as_partner(), id(&made), |one| one["status"] == "pending").await;
        assert_eq!((&waits["attempts"], &waits["failure"]), (&json!(0), &json!(null)));
        assert!(endpoint(app, id(&made)).await["failing_since"].is_null());
        let path = format!("/v1/webhook-endpoints/{}/rotate", id(&made));
        let _mended = app.as_partner().post(&path, json!({"overlap_seconds": 0})).await.expect(200);
        hasten(app);
        let _arrives = receiver.deliveries(1).await;
    }

    async fn two_servers_send_each_delivery_once(app) {
        let other = app.another_instance();
        let receiver = Receiver::start();
        let _made = receiver.register(&app.as_partner(), json!({})).await;
        for _ in 0..12 {
            let _draft = samples::draft(&other).await;
        }
        let got = receiver.deliveries(12).await;
        receiver.stays_at(12).await;
        let mut ids: Vec<_> = got.iter().map(|one: &Delivery| one.header("webhook-id")).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 12);
    }
}
