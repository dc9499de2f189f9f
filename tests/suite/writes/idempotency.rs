//! `Idempotency-Key`.

use palier_tests::{
    App, Response, both,
    samples::{campaign, campaign_with},
};
use serde_json::{Value, json};

use crate::isolation::operations::{Operation, all};

/// What a replay repeats: all but what tells one request from another.
fn repeated(answer: &Response) -> (u16, Vec<(String, String)>, String) {
    let passing = ["x-request-id", "date", "ratelimit"];
    let headers = answer.headers.iter().filter(|(name, _)| !passing.contains(&name.as_str()));
    let mut headers: Vec<_> = headers
        .map(|(name, value)| {
            // Some headers are sets, written in any order.
            let mut set: Vec<_> = value.to_str().expect("ASCII").split(", ").collect();
            set.sort_unstable();
            (name.to_string(), set.join(", "))
        })
        .collect();
    headers.sort();
    (answer.status, headers, answer.text())
}

async fn count(app: &App, table: &str) -> i64 {
    app.connect().count(table)
}

both! {
    async fn c19_every_post_needs_a_key(app) {
        // The number of a sync's batch is its key.
        let keyed = |operation: &Operation| operation.method == "POST" && operation.id != "sync_batch";
        for operation in all(app).await.into_iter().filter(keyed) {
            let mut request = app.as_operator().request(operation.method.clone(), &operation.unknown_path());
            if let Some((media_type, body)) = operation.body() {
                request = request.body(&media_type, body.to_string());
            }
            request.await.problem(400, "idempotency_key_required");
        }
    }

    async fn c19_keys_have_a_form(app) {
        let long = "k".repeat(255);
        for key in ["k", "\"quoted\"", "a.b_c:d~e-f", long.as_str()] {
            let _made = app.as_partner().post("/v1/campaigns", campaign()).key(key).await.expect(201);
        }
        let longer = "k".repeat(256);
        for key in ["", " ", "\"\"", "a b", "a/b", "a,b", longer.as_str()] {
            let problem = app.as_partner().post("/v1/campaigns", campaign()).key(key).await;
            let problem = problem.problem(400, "invalid_parameters");
            assert_eq!(problem["errors"][0]["parameter"], "Idempotency-Key", "{key:?}: {problem}");
        }
    }

    async fn c20_the_same_request_gets_the_identical_answer_and_one_row(app) {
        let post = || app.as_partner().post("/v1/campaigns", campaign()).key("same");
        let first = post().await.expect(201);
        for _ in 0..3 {
            let again = post().await;
            assert_eq!(repeated(&again), repeated(&first));
            assert_ne!(again.header("x-request-id"), first.header("x-request-id"));
        }
        assert_eq!(count(app, "campaigns").await, 1);
        assert_eq!(count(app, "idempotency_keys").await, 1);
        // Quoted, as the draft standard writes it, it is the same key.
        assert_eq!(
            repeated(&app.as_partner().post("/v1/campaigns", campaign()).key("\"same\"").await),
            repeated(&first)
        );
        // Whatever became of the resource since, the answer is the first one.
        let path = format!("/v1/campaigns/{}", first.id());
        let _changed =
            app.as_partner().patch(&path, json!({"title": "Autre"})).if_match("*").await.expect(200);
        assert_eq!(repeated(&post().await), repeated(&first));
    }

    async fn c20_every_kind_of_write_is_replayed(app) {
        let id = app.as_partner().post("/v1/campaigns", campaign()).await.expect(201).id();
        let path = format!("/v1/campaigns/{id}");
        let patch =
            || app.as_partner().patch(&path, json!({"title": "Autre"})).if_match("\"1\"").key("patch");
        let patched = patch().await.expect(200);
        // Without the key it would be stale.
        assert_eq!(repeated(&patch().await), repeated(&patched));
        let submit = || app.as_partner().post_empty(&format!("{path}/submit")).key("submit");
        let submitted = submit().await.expect(200);
        assert_eq!(repeated(&submit().await), repeated(&submitted));
        let put = || {
            app.as_partner()
                .put("/v1/campaigns/by-external-id/X", campaign_with(json!({"external_id": "X"})))
                .key("put")
        };
        let pushed = put().await.expect(201);
        assert_eq!(repeated(&put().await), repeated(&pushed), "without the key it would be 200");
        let minimal = || {
            app.as_partner()
                .post("/v1/campaigns", campaign())
                .key("minimal")
                .header("prefer", "return=minimal")
        };
        let made = minimal().await.expect(201);
        assert!(made.body.is_empty());
        assert_eq!(repeated(&minimal().await), repeated(&made));
        let empty = || app.as_partner().post(&format!("{path}/close"), json!({})).key("close");
        empty().await.problem(409, "transition_refused");
    }

    async fn c20_a_secret_is_shown_again_only_to_the_same_request(app) {
        let body = json!({"organisation_id": app.seed().partner.id, "name": "New"});
        let post = || app.as_operator().post("/v1/clients", &body).key("client");
        let first = post().await.expect(201);
        assert!(first.json()["client_secret"].is_string());
        assert_eq!(repeated(&post().await), repeated(&first));
        assert_eq!(first.header("cache-control"), "no-store");
        let shown = app.as_operator().get(&format!("/v1/clients/{}", first.id())).await.expect(200);
        assert!(shown.json().get("client_secret").is_none());
    }

    async fn c20_many_at_once_make_one_row(app) {
        let post = || async { app.as_partner().post("/v1/campaigns", campaign()).key("at-once").await };
        let _token = app.as_partner().token().await;
        let answers = futures_util::future::join_all((0..12).map(|_| post())).await;
        let made: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
        assert!(!made.is_empty());
        for answer in &answers {
            match answer.status {
                201 => assert_eq!(repeated(answer), repeated(made[0])),
                _ => drop(answer.problem(409, "idempotency_key_in_use")),
            }
        }
        assert_eq!(count(app, "campaigns").await, 1);
    }

    async fn c20_another_instance_replays_too(app) {
        let post = async |app: &App| app.as_partner().post("/v1/campaigns", campaign()).key("shared").await;
        let first = post(app).await.expect(201);
        let elsewhere = app.another_instance();
        assert_eq!(repeated(&post(&elsewhere).await), repeated(&first));
        let both_at_once = || async {
            let body = campaign_with(json!({"title": "Deux"}));
            let (here, there) = (app.as_partner(), elsewhere.as_partner());
            tokio::join!(async { here.post("/v1/campaigns", &body).key("race").await }, async {
                there.post("/v1/campaigns", &body).key("race").await
            },)
        };
        let (here, there) = both_at_once().await;
        for answer in [&here, &there] {
            if answer.status != 201 {
                answer.problem(409, "idempotency_key_in_use");
            }
        }
        assert_eq!(count(app, "campaigns").await, 2);
    }

    async fn c21_the_same_key_with_another_request_is_refused(app) {
        let partner = app.as_partner();
        let made = partner.post("/v1/campaigns", campaign()).key("one").await.expect(201);
        let other = campaign_with(json!({"title": "Autre"}));
        partner.post("/v1/campaigns", &other).key("one").await.problem(422, "idempotency_key_reused");
        let submit = format!("/v1/campaigns/{}/submit", made.id());
        partner.post_empty(&submit).key("one").await.problem(422, "idempotency_key_reused");
        let patch = partner.patch(&format!("/v1/campaigns/{}", made.id()), json!({"title": "x"}));
        patch.if_match("*").key("one").await.problem(422, "idempotency_key_reused");
        assert_eq!(count(app, "campaigns").await, 1);
        let seen = partner.get(&format!("/v1/campaigns/{}", made.id())).await.expect(200);
        assert_eq!(
            (seen.json()["title"].clone(), seen.json()["status"].clone()),
            (campaign()["title"].clone(), json!("draft"))
        );
    }

    async fn c22_keys_are_kept_per_client(app) {
        let post = async |caller: palier_tests::Caller<'_>| {
            caller.post("/v1/campaigns", campaign()).key("mine").await
        };
        let ours = post(app.as_partner()).await.expect(201);
        let theirs = post(app.as_other_partner()).await.expect(201);
        let trial = post(app.as_client(&app.seed().partner.test)).await.expect(201);
        assert!(ours.id() != theirs.id() && ours.id() != trial.id());
        assert_eq!(count(app, "campaigns").await, 3);
    }

    async fn c22_how_long_keys_are_kept_is_documented(app) {
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        let hours = palier_server::config::IdempotencyConfig::default().retention_hours;
        let description = document["info"]["description"].as_str().expect("a description");
        assert!(description.contains(&format!("{hours} hours")), "{description}");
    }

    async fn c22_a_key_that_was_kept_long_enough_is_free_again(app, |config| config.idempotency.retention_hours = 0) {

        let post = |title: &str| {
            app.as_partner().post("/v1/campaigns", campaign_with(json!({"title": title}))).key("k")
        };
        let first = post("Un").await.expect(201).id();
        let second = post("Deux").await.expect(201).id();
        assert_ne!(first, second);
    }

    async fn c23_a_refused_request_does_not_consume_the_key(app) {
        let partner = app.as_partner();
        let post = |body: Value| partner.post("/v1/campaigns", body).key("retry");
        let _shape = post(json!({"title": ""})).await.invalid();
        let _meaning = post(campaign_with(json!({"ends_on": "2020-01-01"}))).await.invalid();
        let _reference = post(campaign_with(json!({"neighbourhood_codes": ["QN09999N"]}))).await.invalid();
        partner
            .request(reqwest::Method::POST, "/v1/campaigns")
            .key("retry")
            .body("application/json", "{")
            .await
            .problem(400, "malformed_body");
        partner
            .request(reqwest::Method::POST, "/v1/campaigns")
            .key("retry")
            .body("text/plain", "{}")
            .await
            .problem(415, "unsupported_media_type");
        assert_eq!(count(app, "idempotency_keys").await, 0);
        let id = post(campaign()).await.expect(201).id();
        // Neither does one that the present state refuses.
        let approve = || app.as_operator().post_empty(&format!("/v1/campaigns/{id}/approve")).key("approve");
        approve().await.problem(409, "transition_refused");
        let _submitted = partner.post_empty(&format!("/v1/campaigns/{id}/submit")).await.expect(200);
        assert_eq!(approve().await.expect(200).json()["status"], "approved");
    }
}
