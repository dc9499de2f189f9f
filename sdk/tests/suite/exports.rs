//! Exports line by line and as files.

use std::time::Duration;

use palier_sdk::Error;
use palier_sdk::testing::Example;
use palier_sdk::types::Theme;

use crate::server::{Deed, Server, json, problem};

fn lines(count: usize) -> String {
    format!("{}\n", Theme::EXAMPLE).repeat(count)
}

#[tokio::test]
async fn an_export_gives_each_line_whatever_pieces_it_comes_in() {
    let server = Server::start(|number, _| match number {
        0 => problem(503, "unavailable"),
        1 => json(200, &lines(5000)),
        _ => json(200, lines(2).trim_end()),
    })
    .await;
    let themes = server.client().themes();
    let all = themes.list().export().try_collect().await.expect("they are there");
    assert_eq!(all.len(), 5000);
    assert!(all.iter().all(|theme| *theme == Theme::example()));
    assert_eq!(themes.list().export().try_collect().await.expect("they are there").len(), 2);
    assert_eq!(server.requests()[0].header("accept"), Some("application/x-ndjson"));
}

#[tokio::test]
async fn an_export_that_is_cut_is_an_error_after_what_came_whole() {
    let text = lines(3);
    let after = text.len() - 10;
    let server = Server::start(move |_, _| Deed::Cut { status: 200, body: text.clone().into(), after }).await;
    let mut items = server.client().themes().list().export();
    for _ in 0..2 {
        assert!(items.try_next().await.expect("it came whole").is_some());
    }
    let error = items.try_next().await.expect_err("the third was cut");
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert!(items.try_next().await.expect("it is over").is_none());
}

#[tokio::test]
async fn a_file_is_written_as_it_arrives() {
    let csv = "code,labels\r\n".repeat(10_000);
    let sent = csv.clone();
    let server = Server::start(move |_, _| json(200, &sent)).await;
    let mut written = Vec::new();
    let count = server.client().themes().list().write_csv(&mut written).await.expect("it is written");
    assert_eq!((count, written.len()), (csv.len() as u64, csv.len()));
    assert!(written == csv.as_bytes());
    assert_eq!(server.requests()[0].header("accept"), Some("text/csv"));
}

#[tokio::test]
async fn a_file_that_stops_arriving_is_given_up() {
    let server = Server::start(|_, _| Deed::Hang(Duration::from_secs(30))).await;
    let client =
        server.builder().attempt_timeout(Duration::from_millis(100)).timeout(Duration::from_millis(300));
    let client = client.build().expect("it is set up");
    let error = client.themes().list().write_csv(&mut Vec::new()).await.expect_err("nothing comes");
    assert!(matches!(error, Error::Timeout { .. }), "{error}");
}
