//! Access tokens.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use palier_sdk::testing::Example;
use palier_sdk::types::Campaign;
use serde_json::json as value;

use crate::answers::id;
use crate::server::{Deed, Server, json, problem};

fn token(number: usize, expires_in: u64) -> Deed {
    json(200, &value!({"access_token": format!("token-{number}"), "expires_in": expires_in}).to_string())
}

#[tokio::test]
async fn c60_many_calls_at_once_ask_for_one_token() {
    let server = Server::start(|_, _| json(200, Campaign::EXAMPLE)).await;
    let client = server.client();
    let calls = (0..50).map(|_| client.campaigns().get(id()).send());
    for answer in futures_util::future::join_all(calls).await {
        answer.expect("it is there");
    }
    assert_eq!((server.tokens(), server.requests().len()), (1, 50));
    let asked = &server.everything()[0];
    assert_eq!(asked.text(), "grant_type=client_credentials&client_id=client-1&client_secret=secret-1");
}

#[tokio::test]
async fn c60_a_refused_token_is_replaced_once_for_all() {
    let server = Server::start(|_, request| match request.header("authorization") {
        Some("Bearer token-1") => problem(401, "unauthenticated"),
        _ => json(200, Campaign::EXAMPLE),
    })
    .await;
    let client = server.client();
    let calls = (0..20).map(|_| client.campaigns().get(id()).send());
    for answer in futures_util::future::join_all(calls).await {
        answer.expect("the second token is taken");
    }
    assert_eq!(server.tokens(), 2);
}

#[tokio::test]
async fn a_token_that_is_refused_again_is_an_error() {
    let server = Server::start(|_, _| problem(401, "unauthenticated")).await;
    let error = server.client().campaigns().get(id()).await.expect_err("no token is taken");
    assert_eq!(error.code(), Some("unauthenticated"));
    assert_eq!((server.tokens(), server.requests().len()), (2, 2));
}

#[tokio::test]
async fn a_token_is_refreshed_before_it_ends() {
    let issued = AtomicUsize::new(0);
    let server = Server::raw(move |_, request| {
        if request.is_token() {
            // The first is good for a second, and to be replaced after four fifths of it.
            let number = issued.fetch_add(1, Ordering::Relaxed) + 1;
            return token(number, if number == 1 { 1 } else { 3600 });
        }
        json(200, Campaign::EXAMPLE)
    })
    .await;
    let client = server.client();
    client.campaigns().get(id()).await.expect("it is there");
    tokio::time::sleep(Duration::from_millis(850)).await;
    client.campaigns().get(id()).await.expect("it is there");
    let sent: Vec<_> =
        server.requests().iter().map(|r| r.header("authorization").unwrap_or("none").to_owned()).collect();
    assert_eq!(sent, ["Bearer token-1", "Bearer token-2"]);
}

#[tokio::test]
async fn a_busy_token_endpoint_is_asked_again_and_a_refusal_is_told() {
    let server = Server::raw(|number, request| match (number, request.is_token()) {
        (0, _) => problem(503, "unavailable"),
        (1, _) => Deed::Drop,
        (2, _) => token(1, 3600),
        (_, true) => problem(401, "invalid_client"),
        (_, false) => json(200, Campaign::EXAMPLE),
    })
    .await;
    server.client().campaigns().get(id()).await.expect("the third token request succeeds");
    let error = server.client().campaigns().get(id()).await.expect_err("the client is refused");
    assert_eq!(error.code(), Some("invalid_client"));
}

/// A P-256 key of no use but this test's.
const KEY: &str = "-----BEGIN PRIVATE KEY-----\n\
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2\n\
OF/2NxApJCzGCEDdfSp6VQO30hyhRANCAAQRWz+jn65BtOMvdyHKcvjBeBSDZH2r\n\
1RTwjmYSi9R/zpBnuQ4EiMnCqfMPWiZqB4QdbAd0E7oH50VpuZ1P087G\n\
-----END PRIVATE KEY-----\n";

#[tokio::test]
async fn a_private_key_signs_a_new_assertion_for_each_try() {
    let server = Server::raw(|number, request| match request.target.as_str() {
        "/.well-known/oauth-authorization-server" => json(200, r#"{"issuer":"https://issuer.example"}"#),
        "/oauth/token" if number == 1 => problem(503, "unavailable"),
        "/oauth/token" => token(1, 3600),
        _ => json(200, Campaign::EXAMPLE),
    })
    .await;
    let key = palier_sdk::PrivateKey::es256_pem(KEY).expect("it is a key").named("key-1");
    let client = server.builder().private_key("client-1", key).build().expect("it is set up");
    client.campaigns().get(id()).await.expect("it is there");
    let asked: Vec<_> = server.everything().into_iter().filter(crate::server::Request::is_token).collect();
    assert_eq!(asked.len(), 2);
    assert_ne!(asked[0].body, asked[1].body, "an assertion is taken once");
    assert!(
        asked[0].text().contains(
            "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
        )
    );
    assert!(palier_sdk::PrivateKey::eddsa_pem(KEY).is_err(), "it is of another kind");
}

#[tokio::test]
async fn a_token_that_somebody_else_got_is_sent_once() {
    let server = Server::start(|_, _| problem(401, "unauthenticated")).await;
    let client =
        palier_sdk::Client::builder(server.address.clone()).access_token("t").build().expect("it is set up");
    let error = client.campaigns().get(id()).await.expect_err("it is not taken");
    assert_eq!((error.code(), server.requests().len()), (Some("unauthenticated"), 1));
}

#[tokio::test]
async fn c55_a_token_endpoint_that_does_not_answer_is_asked_again() {
    let asked = AtomicUsize::new(0);
    let server = Server::raw(move |_, request| match (request.is_token(), asked.load(Ordering::Relaxed)) {
        (true, 0) => {
            asked.store(1, Ordering::Relaxed);
            Deed::Hang(Duration::from_secs(5))
        }
        (true, _) => token(1, 3600),
        _ => json(200, Campaign::EXAMPLE),
    })
    .await;
    let client = server.builder().attempt_timeout(Duration::from_millis(300)).build().expect("it is set up");
    client.campaigns().get(id()).await.expect("the second try has a token");
    assert_eq!(server.tokens(), 2);
}

#[tokio::test]
async fn c55_a_token_endpoint_that_asks_for_a_long_wait_is_not_waited_for() {
    let server = Server::raw(|_, request| match request.is_token() {
        true => problem(429, "rate_limited").with("retry-after", "600"),
        false => json(200, Campaign::EXAMPLE),
    })
    .await;
    let error = server.client().campaigns().get(id()).await.expect_err("it is told at once");
    assert_eq!((error.retry_after(), server.tokens()), (Some(Duration::from_secs(600)), 1));
}
