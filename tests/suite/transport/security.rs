//! TLS, and the headers that every answer carries.

use std::path::Path;

use palier_tests::{App, Backend, both};
use rcgen::{CertifiedKey, generate_simple_self_signed};

both! {
    async fn every_answer_carries_the_security_headers(app) {
        for answer in [
            app.as_partner().get("/v1/campaigns").await,
            app.anonymous().get("/v1/campaigns").await,
            app.anonymous().get("/nowhere").await,
            app.anonymous().get("/healthz").await,
            app.anonymous().get("/problems").await,
        ] {
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("x-frame-options"), "DENY");
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
            assert!(answer.header("content-security-policy").contains("default-src 'none'"));
            assert!(answer.maybe_header("server").is_none());
            assert!(answer.maybe_header("strict-transport-security").is_none());
        }
        let answer = app.as_partner().get("/v1/campaigns").await.expect(200);
        assert!(answer.header("cache-control").contains("private"));
        let vary = answer.header_values("vary").to_ascii_lowercase();
        assert!(vary.contains("authorization") && vary.contains("accept"), "{vary}");
    }

    async fn strict_transport_security_can_be_asked_for(app, |config| config.server.hsts = true) {

        let answer = app.anonymous().get("/healthz").await.expect(200);
        assert!(answer.header("strict-transport-security").starts_with("max-age="));
    }

    async fn a_configured_public_url_is_the_issuer_and_the_base_of_types(app, |config| {
        config.server.public_url = Some("https://api.example.org/".to_owned());
    }) {

        let here = format!("http://{}", app.address());
        let get = |path: &str| app.anonymous().get(&format!("{here}{path}")).into_future();
        let metadata = get("/.well-known/oauth-authorization-server").await.expect(200).json();
        assert_eq!(metadata["issuer"], "https://api.example.org");
        let problem = get("/v1/campaigns").await.problem(401, "unauthenticated");
        assert_eq!(problem["type"], "https://api.example.org/problems/unauthenticated");
    }
}

fn write_certificate(folder: &Path) -> String {
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names).expect("a certificate");
    std::fs::write(folder.join("cert.pem"), cert.pem()).expect("written");
    std::fs::write(folder.join("key.pem"), signing_key.serialize_pem()).expect("written");
    cert.pem()
}

#[test]
fn tls_by_our_own_certificate() {
    let folder = tempfile::tempdir().expect("a folder");
    let pem = write_certificate(folder.path());
    let mut config = App::configuration_of(&folder.path().join("palier.db"), folder.path());
    config.tls.cert = Some(folder.path().join("cert.pem"));
    config.tls.key = Some(folder.path().join("key.pem"));
    let server = palier_tests::Server::start(config).expect("it starts");
    let url = format!("https://127.0.0.1:{}", server.address.port());
    assert_eq!(server.state.public_url, url);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let trusted = reqwest::Certificate::from_pem(pem.as_bytes()).expect("a certificate");
        let client = |certificates: Vec<reqwest::Certificate>| {
            reqwest::Client::builder().no_proxy().tls_certs_only(certificates).build().expect("a client")
        };
        let answer = client(vec![trusted]).get(format!("{url}/healthz")).send().await.expect("a handshake");
        assert_eq!(answer.status(), 200);
        assert!(
            client(vec![]).get(format!("{url}/healthz")).send().await.is_err(),
            "who does not trust it hangs up"
        );
        let plain = client(vec![]).get(url.replace("https", "http")).send().await;
        assert!(
            plain.is_err() || plain.is_ok_and(|answer| answer.status() != 200),
            "plain HTTP is not served"
        );
    });
    assert!(Backend::Sqlite.is_asked_for() || Backend::Postgres.is_asked_for());
}
