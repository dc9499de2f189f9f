//! What nobody gets to see.

use palier_sdk::testing::Example;
use palier_sdk::types::{ApiClient, CampaignInput, Enrolment};
use palier_sdk::{Client, PrivateKey, Secret};

#[test]
fn c60_debug_shows_no_secrets() {
    let builder = Client::builder("https://palier.example").credentials("client-1", "palier_live_hush");
    assert!(!format!("{builder:?}").contains("hush"));
    let client = builder.access_token("hush-token").build().expect("it is set up");
    assert!(!format!("{client:?}").contains("hush"));
    assert!(!format!("{:?}", Secret::new("hush")).contains("hush"));
    let mut shown = ApiClient::example();
    shown.client_secret = Some("palier_live_hush".into());
    assert!(!format!("{shown:?}").contains("hush"));
    let enrolment = Enrolment::example();
    let code = enrolment.code.clone().expect("the example has one");
    assert!(!format!("{enrolment:?}").contains(code.expose()));
    let call = client.campaigns().create(CampaignInput::example());
    assert!(!format!("{call:?}").contains("Tilleuls"), "a call shows no body");
    let enrolment = palier_sdk::device::Enrolment::new("client-1", "7K2M-Q9XD-4RTW");
    assert!(!format!("{enrolment:?}").contains("7K2M"));
    let broken = PrivateKey::es256_pem("-----BEGIN hush").expect_err("it is no key");
    assert!(!format!("{broken:?} {broken}").contains("hush"));
}
