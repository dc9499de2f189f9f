//! The fake server that apps test with.

use palier_sdk::testing::{Example, Fake};
use palier_sdk::types::{Campaign, CampaignInput, CampaignStatus, Household};
use palier_sdk::{Error, RetryPolicy};

use crate::answers::id;

#[tokio::test]
async fn a_fake_answers_by_the_documents_examples() {
    let palier = Fake::new();
    let client = palier.client();
    let made = client.campaigns().create(CampaignInput::example()).await.expect("it is made");
    assert_eq!((&*made, made.is_created()), (&Campaign::example(), true));
    let exported = client.campaigns().list().export().try_collect().await.expect("an export");
    assert_eq!(exported, [Campaign::example()]);
    let listed = client.campaigns().list().stream().try_collect().await.expect("a list");
    assert_eq!(listed, [Campaign::example()]);
    let mut csv = Vec::new();
    client.campaigns().list().write_csv(&mut csv).await.expect("a file");
    assert!(csv.starts_with(b"id,"));
    let household = client.households().get(Household::example().id).await.expect("it is there");
    assert_eq!(*household, Household::example());
    let operations: Vec<_> = palier.requests().into_iter().map(|request| request.operation).collect();
    let wanted = ["create_campaign", "list_campaigns", "list_campaigns", "list_campaigns", "get_household"];
    assert_eq!(operations, wanted);
}

#[tokio::test]
async fn a_fake_answers_as_it_is_told_once() {
    let palier = Fake::new();
    let mut running = Campaign::example();
    running.status = CampaignStatus::Running;
    palier.break_next("get_campaign");
    palier.answer_next("get_campaign", 200, &running);
    palier.refuse_next("submit_campaign", 409, "transition_refused");
    let campaigns = palier.client().campaigns();
    assert!(matches!(campaigns.get(id()).await, Err(Error::Transport { .. })));
    assert_eq!(campaigns.get(id()).await.expect("it is there").status, CampaignStatus::Running);
    assert_eq!(campaigns.get(id()).await.expect("it is there").status, CampaignStatus::Draft);
    assert_eq!(campaigns.submit(id()).await.expect_err("it is refused").code(), Some("transition_refused"));
    palier.break_next("get_campaign");
    let patient = palier.builder().retry(RetryPolicy::new()).build().expect("it is set up");
    patient.campaigns().get(id()).await.expect("the second try succeeds");
}
