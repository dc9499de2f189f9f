//! What the log says. A program of its own: what is traced is remembered by the whole process.

use std::io;
use std::sync::{Arc, Mutex};

use palier_sdk::testing::Example;
use palier_sdk::types::{Campaign, CampaignInput};
use tracing_subscriber::fmt::format::FmtSpan;

#[allow(dead_code, reason = "the suite uses the rest")]
#[path = "suite/server.rs"]
mod server;

use server::{Server, json, problem};

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
