//! What an error tells.

use std::time::Duration;

use palier_sdk::Error;
use palier_sdk::testing::Example;
use palier_sdk::types::{CampaignInput, Problem};

use crate::answers::id;
use crate::server::{Deed, Server, json, problem};

#[tokio::test]
async fn c58_an_error_tells_status_type_request_delay_and_fields() {
    let server = Server::start(|_, _| {
        json(422, Problem::EXAMPLE).with("x-request-id", "request-9").with("retry-after", "7")
    })
    .await;
    let error =
        server.client().campaigns().create(CampaignInput::example()).await.expect_err("it is refused");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(422));
    assert_eq!(error.code(), Some("validation_failed"));
    assert_eq!(error.request_id(), Some("request-9"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    let field = &error.field_errors()[0];
    assert_eq!((field.pointer.as_deref(), field.code.as_str()), (Some("/target_doors"), "too_small"));
    let problem = error.api().and_then(|api| api.problem.as_ref()).expect("there is one");
    assert_eq!(problem.r#type, "https://palier.example/problems/validation_failed");
    let said = error.to_string();
    let wanted = "create_campaign: 422 validation_failed: One field is invalid. /target_doors: The least is 1. \
                  (request request-9)";
    assert_eq!(said, wanted);
}

#[tokio::test]
async fn c58_errors_that_others_gave_in_the_servers_place_have_their_status() {
    let server = Server::start(|_, _| json(403, "<html>a proxy says no</html>")).await;
    let error = server.client().campaigns().get(id()).await.expect_err("it is refused");
    assert_eq!((error.status().map(|s| s.as_u16()), error.code()), (Some(403), None));
    assert!(!error.to_string().contains("proxy says"), "what others say is not repeated: {error}");
}

#[tokio::test]
async fn an_answer_that_is_not_what_the_document_says_is_told_with_its_request() {
    let server = Server::start(|_, _| json(200, r#"{"id": 7}"#).with("x-request-id", "request-3")).await;
    let error = server.client().campaigns().get(id()).await.expect_err("it can't be read");
    assert!(matches!(error, Error::Decode { .. }), "{error}");
    assert_eq!(error.request_id(), Some("request-3"));
}

#[tokio::test]
async fn kinds_of_errors_can_be_asked_for() {
    let server = Server::start(|number, _| match number {
        0 => problem(404, "not_found"),
        1 => problem(412, "precondition_failed"),
        2 => problem(409, "conflict"),
        _ => Deed::Drop,
    })
    .await;
    let campaigns = server.client().campaigns();
    assert!(campaigns.get(id()).await.expect_err("it fails").is_not_found());
    assert!(campaigns.get(id()).await.expect_err("it fails").is_outdated());
    assert!(campaigns.get(id()).await.expect_err("it fails").is_conflict());
    let transport = campaigns.get(id()).await.expect_err("it fails");
    assert_eq!((transport.status(), transport.api().is_none()), (None, true));
}

#[tokio::test]
async fn an_answer_that_can_not_be_read_is_told_without_what_stands_in_it() {
    let server = Server::start(|_, _| json(200, r#"{"id": "Mme Dupont"}"#)).await;
    let error = server.client().campaigns().get(id()).await.expect_err("that is no campaign");
    let chain = format!("{error} {error:?} {:?}", std::error::Error::source(&error).map(ToString::to_string));
    assert!(chain.contains("line 1") && !chain.contains("Dupont"), "{chain}");
}
