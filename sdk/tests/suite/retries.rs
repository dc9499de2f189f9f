//! What is tried again, and what is not.

use std::time::{Duration, Instant};

use palier_sdk::testing::Example;
use palier_sdk::types::{Campaign, CampaignInput, SyncInput, SyncReceipt};
use palier_sdk::{Error, RetryPolicy};

use crate::answers::id;
use crate::server::{Deed, Server, json, problem};

#[tokio::test]
async fn c55_passing_failures_are_tried_again_and_lasting_ones_are_not() {
    for status in [408, 429, 502, 503, 504] {
        let server = Server::start(move |number, _| match number {
            0 | 1 => problem(status, "passing"),
            _ => json(200, Campaign::EXAMPLE),
        })
        .await;
        server.client().campaigns().get(id()).await.unwrap_or_else(|error| panic!("{status}: {error}"));
        assert_eq!(server.requests().len(), 3, "{status}");
    }
    for status in [400, 403, 404, 409, 412, 422, 428, 500, 507] {
        let server = Server::start(move |_, _| problem(status, "lasting")).await;
        let error = server.client().campaigns().get(id()).await.expect_err("it failed");
        assert_eq!(error.status().map(|s| s.as_u16()), Some(status));
        assert_eq!(server.requests().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn c55_broken_connections_are_tried_again() {
    let server = Server::start(|number, _| match number {
        0 => Deed::Drop,
        1 => Deed::Cut { status: 200, body: Campaign::EXAMPLE.into(), after: 40 },
        2 => Deed::Cut { status: 200, body: Campaign::EXAMPLE.into(), after: 0 },
        3 => Deed::Hang(Duration::from_secs(5)),
        _ => json(200, Campaign::EXAMPLE),
    })
    .await;
    let client = server.builder().attempt_timeout(Duration::from_millis(200)).build().expect("it is set up");
    let campaign = client.campaigns().get(id()).await.expect("the fifth try succeeds");
    assert_eq!(*campaign, Campaign::example());
    assert_eq!(server.requests().len(), 5);
}

#[tokio::test]
async fn c55_a_server_that_is_not_there_is_tried_again_until_the_tries_end() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = format!("http://{}", free.local_addr().expect("it is bound"));
    drop(free);
    let retry =
        RetryPolicy::new().attempts(3).delays_between(Duration::from_millis(20), Duration::from_millis(20));
    let client =
        palier_sdk::Client::builder(address).access_token("t").retry(retry).build().expect("it is set up");
    let start = Instant::now();
    let error = client.campaigns().get(id()).await.expect_err("nobody is there");
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert!(start.elapsed() >= Duration::from_millis(10), "it waited twice");
}

#[tokio::test]
async fn c55_retry_after_is_honoured() {
    let server = Server::start(|number, _| match number {
        0 => problem(429, "rate_limited").with("retry-after", "1"),
        _ => json(200, Campaign::EXAMPLE),
    })
    .await;
    let start = Instant::now();
    server.client().campaigns().get(id()).await.expect("the second try succeeds");
    assert!(start.elapsed() >= Duration::from_secs(1), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_wait_beyond_the_time_of_the_call_is_not_begun() {
    let server = Server::start(|_, _| problem(503, "unavailable").with("retry-after", "60")).await;
    let start = Instant::now();
    let call = server.client().campaigns().get(id()).timeout(Duration::from_secs(5));
    let error = call.await.expect_err("it is unavailable");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(60)));
    assert!(start.elapsed() < Duration::from_secs(4));
}

#[tokio::test]
async fn the_time_of_a_call_holds_for_all_its_tries() {
    let server = Server::start(|_, _| Deed::Hang(Duration::from_secs(20))).await;
    let start = Instant::now();
    let call = server.client().campaigns().get(id()).timeout(Duration::from_millis(400));
    let error = call.await.expect_err("nothing comes");
    assert!(matches!(error, Error::Timeout { .. }), "{error}");
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_client_whose_budget_is_used_up_spares_the_server() {
    let server = Server::start(|_, _| problem(503, "unavailable")).await;
    let retry =
        RetryPolicy::new().budget(4).delays_between(Duration::from_millis(1), Duration::from_millis(1));
    let client = server.builder().retry(retry).build().expect("it is set up");
    for _ in 0..10 {
        client.campaigns().get(id()).await.expect_err("it is unavailable");
    }
    assert_eq!(server.requests().len(), 14, "ten calls and four more tries");
}

#[tokio::test]
async fn c56_a_retried_post_keeps_its_key_and_its_body_and_the_next_call_has_another() {
    let server = Server::start(|number, _| match number % 3 {
        0 => Deed::Drop,
        1 => problem(409, "idempotency_key_in_use").with("retry-after", "0"),
        _ => json(201, Campaign::EXAMPLE),
    })
    .await;
    let campaigns = server.client().campaigns();
    let call = campaigns.create(CampaignInput::example());
    call.clone().await.expect("the third try succeeds");
    call.await.expect("the third try succeeds");
    let requests = server.requests();
    let keys: Vec<_> =
        requests.iter().map(|request| request.header("idempotency-key").expect("there is one")).collect();
    assert_eq!(keys.len(), 6);
    assert!(keys[..3].iter().all(|key| *key == keys[0]) && keys[3..].iter().all(|key| *key == keys[3]));
    assert_ne!(keys[0], keys[3]);
    assert!(requests.iter().all(|request| request.body == requests[0].body));
}

#[tokio::test]
async fn c56_a_key_of_the_apps_own_is_sent_as_it_is() {
    let server = Server::start(|_, _| json(201, Campaign::EXAMPLE)).await;
    let call = server.client().campaigns().create(CampaignInput::example()).idempotency_key("order-7");
    call.await.expect("it is made");
    assert_eq!(server.requests()[0].header("idempotency-key"), Some("order-7"));
}

#[tokio::test]
async fn a_batch_of_a_device_is_tried_again_under_its_number_and_needs_no_key() {
    let server =
        Server::start(|number, _| if number == 0 { Deed::Drop } else { json(200, SyncReceipt::EXAMPLE) })
            .await;
    server.client().sync().batch(7, SyncInput::example()).await.expect("the second try succeeds");
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.target == "/v1/sync?sequence=7"));
    assert_eq!((requests.len(), requests[1].header("idempotency-key")), (2, None));
}
