//! What nobody gets to see.

use std::io;
use std::sync::{Arc, Mutex};

use palier_sdk::testing::Example;
use palier_sdk::types::{ApiClient, Campaign, CampaignInput, Enrolment};
use palier_sdk::{Client, PrivateKey, Secret};
use tracing_subscriber::fmt::format::FmtSpan;

use crate::server::{Server, json, problem};

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

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panicked").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn c60_traces_name_the_request_and_no_secrets_or_bodies() {
    let log = Log::default();
    let made = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_writer(move || made.clone())
        .with_ansi(false)
        .finish();
    tracing::subscriber::with_default(subscriber, || {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("there is a runtime");
        runtime.block_on(async {
            let server = Server::start(|number, _| match number {
                0 => problem(503, "unavailable"),
                1 => problem(401, "unauthenticated"),
                _ => json(201, Campaign::EXAMPLE).with("x-request-id", "request-5"),
            })
            .await;
            let client =
                server.builder().credentials("client-1", "hush-secret").build().expect("it is set up");
            client.campaigns().create(CampaignInput::example()).await.expect("the third try succeeds");
        });
    });
    let said = String::from_utf8(log.0.lock().expect("nobody panicked").clone()).expect("it is text");
    for wanted in ["create_campaign", "request-5", "attempts=3", "status=201"] {
        assert!(said.contains(wanted), "{wanted} is not in:\n{said}");
    }
    for never in ["hush-secret", "token-1", "token-2", "Tilleuls", "meter"] {
        assert!(!said.contains(never), "{never} is in:\n{said}");
    }
}
