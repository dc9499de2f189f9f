//! Lists page by page.

use futures_util::{StreamExt, TryStreamExt};
use palier_sdk::testing::Example;
use palier_sdk::types::{Campaign, CampaignStatus};

use crate::server::{Deed, Server, json, problem};

/// Pages of two items, as many as said.
fn page(number: usize, pages: usize) -> Deed {
    let cursor = (number + 1 < pages).then(|| format!("cursor-{}", number + 1));
    let item: serde_json::Value = serde_json::from_str(Campaign::EXAMPLE).expect("it is JSON");
    json(200, &serde_json::json!({"items": [item, item], "next_cursor": cursor}).to_string())
}

#[tokio::test]
async fn c59_a_list_is_asked_for_page_by_page_as_it_is_read() {
    let server = Server::start(|number, _| page(number, 3)).await;
    let mut items = server.client().campaigns().list().status(CampaignStatus::Draft).stream();
    assert_eq!(server.requests().len(), 0, "nothing is sent before it is read");
    for read in 1..=6 {
        assert!(items.try_next().await.expect("it is there").is_some());
        assert_eq!(server.requests().len(), usize::div_ceil(read, 2), "after {read} items");
    }
    assert!(items.try_next().await.expect("it ends").is_none());
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    let wanted =
        ["", "&cursor=cursor-1", "&cursor=cursor-2"].map(|more| format!("/v1/campaigns?status=draft{more}"));
    assert_eq!(targets, wanted);
}

#[tokio::test]
async fn c59_a_list_that_is_dropped_asks_for_nothing_more() {
    let server = Server::start(|number, _| page(number, 1000)).await;
    let items = server.client().campaigns().list().stream();
    let three: Vec<Campaign> = items.take(3).try_collect().await.expect("they are there");
    assert_eq!(three.len(), 3);
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_page_that_failed_is_tried_again_and_a_lasting_failure_ends_the_list() {
    let server = Server::start(|number, _| match number {
        0 => page(0, 3),
        1 => Deed::Drop,
        2 => page(1, 3),
        _ => problem(400, "invalid_cursor"),
    })
    .await;
    let mut items = server.client().campaigns().list().stream();
    for _ in 0..4 {
        assert!(items.try_next().await.expect("it is there").is_some());
    }
    assert_eq!(items.try_next().await.expect_err("the third page fails").code(), Some("invalid_cursor"));
    assert!(items.try_next().await.expect("it is over").is_none());
}

#[tokio::test]
async fn pages_can_be_had_as_such() {
    let server = Server::start(|number, _| page(number, 2).with("x-request-id", "r")).await;
    let pages =
        server.client().campaigns().list().limit(2).pages().try_collect().await.expect("they are there");
    assert_eq!(pages.len(), 2);
    assert!(pages.iter().all(|page| page.items.len() == 2 && page.request_id() == Some("r")));
}
