//! Client secrets: their form, their rotation, and the wall between live and test data.

use palier_domain::secret::Secret;
use palier_tests::{App, both, samples, seed::Credentials};
use serde_json::json;

use super::by_basic;

async fn works(app: &App, id: &str, secret: &str) -> bool {
    let answer = by_basic(app, &Credentials { id: id.to_owned(), secret: secret.to_owned() }).await;
    if answer.status != 200 {
        answer.problem(401, "invalid_client");
    }
    answer.status == 200
}

async fn rotate(app: &App, id: &str, body: serde_json::Value) -> String {
    let answer = app.as_partner().post(&format!("/v1/clients/{id}/rotate"), body).await.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.json()["client_secret"].as_str().expect("a secret").to_owned()
}

both! {
    async fn c12_two_secrets_overlap_in_a_rotation(app) {
        let Credentials { id, secret: first } = app.seed().partner.live.clone();
        let second = rotate(app, &id, json!({})).await;
        assert!(works(app, &id, &first).await && works(app, &id, &second).await);
        let shown = app.as_partner().get(&format!("/v1/clients/{id}")).await.expect(200).json();
        assert_eq!(shown["secrets"].as_array().map(Vec::len), Some(2));
        assert!(shown.get("client_secret").is_none(), "a secret is shown once");
        // Of three only two work: the oldest ends.
        let third = rotate(app, &id, json!({})).await;
        assert!(!works(app, &id, &first).await, "three secrets work at a time");
        assert!(works(app, &id, &second).await && works(app, &id, &third).await);
        // Without an overlap the old ones end at once.
        let fourth = rotate(app, &id, json!({"overlap_seconds": 0})).await;
        assert!(!works(app, &id, &second).await && !works(app, &id, &third).await);
        assert!(works(app, &id, &fourth).await);
    }

    async fn c12_secrets_have_a_prefix_and_a_checksum(app) {
        let body =
            |mode: &str| json!({"organisation_id": app.seed().partner.id, "name": "New", "mode": mode});
        for mode in ["live", "test"] {
            let made = app.as_operator().post("/v1/clients", body(mode)).await.expect(201);
            let (id, secret) =
                (made.id(), made.json()["client_secret"].as_str().expect("a secret").to_owned());
            assert!(secret.starts_with(&format!("palier_{mode}_")));
            assert!(Secret::parse(&secret).is_ok(), "the checksum is wrong");
            assert!(works(app, &id, &secret).await);
            assert!(!works(app, &id, &secret[..secret.len() - 1]).await);
            assert!(!works(app, &id, &format!("{secret} ")).await);
            let other = if mode == "live" { "test" } else { "live" };
            assert!(
                !works(app, &id, &secret.replace(&format!("palier_{mode}_"), &format!("palier_{other}_")))
                    .await
            );
            assert!(
                !works(app, &app.seed().other_partner.live.id, &secret).await,
                "another client's secret works"
            );
            assert!(!works(app, "nobody", &secret).await);
        }
    }

    async fn c12_no_secret_is_stored_in_clear(app) {
        let made = app
            .as_operator()
            .post("/v1/clients", json!({"organisation_id": app.seed().partner.id, "name": "New"}))
            .await
            .expect(201);
        let secret = made.json()["client_secret"].as_str().expect("a secret").to_owned();
        let hashes = app.connect().texts("SELECT hash AS text FROM client_secrets");
        assert!(hashes.iter().all(|hash| hash.starts_with("$argon2id$") && !hash.contains(&secret)));
        // The answer is kept for replays, and sealed.
        let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
        let kept = match app.backend {
            palier_tests::Backend::Sqlite => "SELECT lower(hex(reply)) AS text FROM idempotency_keys",
            palier_tests::Backend::Postgres => "SELECT encode(reply, 'hex') AS text FROM idempotency_keys",
        };
        let kept = app.connect().texts(kept);
        assert_eq!(kept.len(), 1);
        assert!(!kept[0].contains(&hex("palier_live_")), "a kept answer can be read");
        for table in ["audit_events", "events"] {
            let column = if table == "audit_events" { "detail" } else { "data" };
            let texts = app.connect().texts(&format!("SELECT CAST({column} AS TEXT) AS text FROM {table}"));
            assert!(texts.iter().all(|text| !text.contains("palier_live_")), "{table} tells a secret");
        }
        assert!(palier_tests::logs::lines_with(&secret).is_empty(), "a secret is logged");
    }

    async fn c12_live_and_test_never_meet(app) {
        let (live, test) = (app.as_partner(), app.as_client(&app.seed().partner.test));
        let ours = live.post("/v1/campaigns", samples::campaign()).await.expect(201).id();
        let trial = test.post("/v1/campaigns", samples::campaign()).await.expect(201).id();
        let path = |id: &str| format!("/v1/campaigns/{id}");
        live.get(&path(&trial)).await.problem(404, "not_found");
        test.get(&path(&ours)).await.problem(404, "not_found");
        live.post_empty(&format!("{}/submit", path(&trial))).await.problem(404, "not_found");
        test.post_empty(&format!("{}/submit", path(&ours))).await.problem(404, "not_found");
        // The operator's live client does not reach into test data either.
        app.as_operator().get(&path(&trial)).await.problem(404, "not_found");
        let operator_test = app.as_client(&app.seed().operator.test);
        operator_test.get(&path(&ours)).await.problem(404, "not_found");
        let _seen = operator_test.get(&path(&trial)).await.expect(200);
        let ids =
            |items: Vec<serde_json::Value>| items.iter().map(|item| item["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(live.all("/v1/campaigns", 50).await), [json!(ours)]);
        assert_eq!(ids(test.all("/v1/campaigns", 50).await), [json!(trial)]);
    }

    async fn the_last_use_of_a_secret_is_told(app) {
        let id = &app.seed().partner.live.id;
        let path = format!("/v1/clients/{id}");
        let _token = app.as_partner().token().await;
        for _ in 0..50 {
            let told = app.as_operator().get(&path).await.expect(200).json();
            if told["secrets"][0]["last_used_at"].is_string() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("last_used_at stays null");
    }
}
