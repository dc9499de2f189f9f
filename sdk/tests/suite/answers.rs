//! What a good answer gives, and how requests look.

use palier_sdk::testing::Example;
use palier_sdk::types::{
    Campaign, CampaignInput, CampaignPatch, Enrolment, ExternalId, NeighbourhoodFeature,
};
use palier_sdk::{ETag, IfMatch};

use crate::server::{Deed, Server, json};

pub const ID: &str = "019ab0f2-6b1e-7c40-9d5e-111111111111";

pub fn id() -> palier_sdk::types::CampaignId {
    ID.parse().expect("it is a UUID")
}

#[tokio::test]
async fn an_answer_has_its_version_its_request_and_the_rate_limit() {
    let server = Server::start(|_, _| {
        json(201, Campaign::EXAMPLE)
            .with("etag", "\"3\"")
            .with("location", "/v1/campaigns/x")
            .with("x-request-id", "request-7")
            .with("ratelimit", "\"client\";r=99;t=1")
    })
    .await;
    let made = server.client().campaigns().create(CampaignInput::example()).await.expect("it is made");
    assert_eq!(*made, Campaign::example());
    assert!(made.is_created());
    assert_eq!(made.version().expect("there is one"), ETag::new("\"3\""));
    assert_eq!((made.request_id(), made.location()), (Some("request-7"), Some("/v1/campaigns/x")));
    assert_eq!(made.rate_limit().map(|limit| limit.remaining), Some(99));
    let request = &server.requests()[0];
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/v1/campaigns"));
    assert_eq!(request.header("authorization"), Some("Bearer token-1"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    let sent: serde_json::Value = serde_json::from_slice(&request.body).expect("it is JSON");
    let example: serde_json::Value = serde_json::from_str(CampaignInput::EXAMPLE).expect("it is JSON");
    assert_eq!(sent, example);
}

#[tokio::test]
async fn a_merge_patch_says_what_stays_what_goes_and_what_is_set() {
    let server = Server::start(|_, _| json(200, Campaign::EXAMPLE)).await;
    let patch = CampaignPatch::new().clear_purpose().target_doors(600).themes(["palier:eau--facture"]);
    let campaigns = server.client().campaigns();
    campaigns.update(id(), ETag::new("\"3\""), patch).await.expect("it is changed");
    campaigns.update(id(), IfMatch::any(), CampaignPatch::new()).await.expect("it is changed");
    let requests = server.requests();
    let wanted = r#"{"purpose":null,"themes":["palier:eau--facture"],"target_doors":600}"#;
    assert_eq!(requests[0].text(), wanted);
    assert_eq!(requests[0].header("content-type"), Some("application/merge-patch+json"));
    assert_eq!((requests[0].header("if-match"), requests[1].header("if-match")), (Some("\"3\""), Some("*")));
    assert_eq!(requests[1].text(), "{}");
}

#[tokio::test]
async fn paths_and_queries_are_encoded_and_a_path_is_never_another() {
    let server = Server::start(|_, _| json(200, Campaign::EXAMPLE)).await;
    let campaigns = server.client().campaigns();
    campaigns.push("a/b ?é", CampaignInput::example()).await.expect("it is pushed");
    let pages = campaigns.list().external_id("a&b=c d").limit(5).send().await;
    assert!(pages.is_err(), "a campaign is no page");
    let requests = server.requests();
    assert_eq!(requests[0].target, "/v1/campaigns/by-external-id/a%2Fb%20%3F%C3%A9");
    assert_eq!(requests[1].target, "/v1/campaigns?external_id=a%26b%3Dc+d&limit=5");
    for wrong in ["", ".", ".."] {
        let refused = campaigns.push(ExternalId::from(wrong), CampaignInput::example()).await;
        assert!(matches!(refused, Err(palier_sdk::Error::Request { .. })), "{wrong}");
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let server = Server::start(|number, _| match number {
        0 => Deed::Answer { status: 304, headers: vec![], body: vec![] },
        _ => json(200, Campaign::EXAMPLE),
    })
    .await;
    let tag = ETag::new("\"3\"");
    let campaigns = server.client().campaigns();
    assert!(campaigns.get(id()).send_if_changed(&tag).await.expect("it is asked").is_none());
    assert!(campaigns.get(id()).send_if_changed(&tag).await.expect("it is asked").is_some());
    assert_eq!(server.requests()[0].header("if-none-match"), Some("\"3\""));
}

#[tokio::test]
async fn a_minimal_answer_has_no_body() {
    let server = Server::start(|_, _| {
        Deed::Answer { status: 204, headers: vec![], body: vec![] }.with("etag", "\"4\"")
    })
    .await;
    let done = server.client().campaigns().submit(id()).send_minimal().await.expect("it is submitted");
    assert_eq!(done.etag(), Some(&ETag::new("\"4\"")));
    assert_eq!(server.requests()[0].header("prefer"), Some("return=minimal"));
}

#[tokio::test]
async fn files_and_geojson_come_as_they_are() {
    let server = Server::start(|_, request| match request.header("accept") {
        Some("application/geo+json") => json(200, NeighbourhoodFeature::EXAMPLE),
        Some("image/png") => json(200, "\u{1}png"),
        _ => json(200, "<svg/>"),
    })
    .await;
    let client = server.client();
    let feature = client.neighbourhoods().get("QN09901N").geojson().await.expect("it is there");
    assert_eq!(*feature, NeighbourhoodFeature::example());
    let enrolment = Enrolment::example().id;
    let code = client.devices().get_enrolment_qr_code(enrolment);
    assert_eq!(&code.clone().await.expect("it is there")[..], b"\x01png");
    assert_eq!(&code.svg().await.expect("it is there")[..], b"<svg/>");
}
