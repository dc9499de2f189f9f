use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::atomic::{AtomicUsize, Ordering},
};

use palier_domain::ids::EventId;
use uuid::Uuid;

use super::*;

/// A name server that answers each time with the next of these addresses, and the last one for ever.
fn leading_to(addresses: &'static [&'static str]) -> (LookUp, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let look_up: LookUp = Arc::new(move |_name| {
        let turn = count.fetch_add(1, Ordering::SeqCst).min(addresses.len().saturating_sub(1));
        let found = addresses.get(turn).map(|text| {
            text.split(' ').map(|one| SocketAddr::new(one.parse().expect("an address"), 0)).collect()
        });
        Box::pin(async move { found.ok_or_else(|| io::Error::other("no such name")) })
    });
    (look_up, asked)
}

fn message(url: &str) -> Message {
    Message {
        url: url.to_owned(),
        id: EventId(Uuid::from_u128(1)),
        timestamp: 1_795_426_200,
        signature: "v1,x".to_owned(),
        body: b"{}".to_vec(),
    }
}

async fn outcome(reach: Reach, look_up: LookUp, url: &str) -> Outcome {
    Client::new(reach, look_up).expect("a client").send(message(url)).await
}

fn this_machine() -> Reach {
    Reach::new(&["127.0.0.0/8".parse().expect("a network")])
}

/// A server of one answer, and its port.
fn answering(answer: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let _read = stream.read(&mut [0; 4096]);
        stream.write_all(answer.as_bytes()).expect("answered");
    });
    port
}

const REFUSED: Outcome = Outcome::Unanswered(DeliveryFailure::AddressRefused);

#[tokio::test]
async fn c45_a_name_that_leads_inside_is_refused_when_it_is_connected_to() {
    for inside in
        ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "fd00::1"]
    {
        let look_up: LookUp = Arc::new(move |_name| {
            let found = vec![SocketAddr::new(inside.parse().expect("an address"), 0)];
            Box::pin(async move { Ok(found) })
        });
        // The name can be registered: nothing is known of where it leads.
        let url = "https://rebinding.example/";
        assert!(target::check(url, &Reach::default()).is_ok());
        assert_eq!(outcome(Reach::default(), look_up, url).await, REFUSED, "{inside}");
    }
}

#[tokio::test]
async fn c45_a_name_that_leads_inside_the_second_time_is_refused_then() {
    // 192.0.2.1 would be refused as well: an open address that nobody listens at, within the private networks of the test.
    let (look_up, asked) = leading_to(&["127.0.0.1", "10.0.0.1"]);
    let client = Client::new(this_machine(), look_up).expect("a client");
    let first = client.send(message("https://rebinding.example:9/")).await;
    assert_eq!(
        first,
        Outcome::Unanswered(DeliveryFailure::NotConnected),
        "it was let through, and nobody is there"
    );
    assert_eq!(client.send(message("https://rebinding.example:9/")).await, REFUSED);
    assert_eq!(asked.load(Ordering::SeqCst), 2, "each connection asks anew");
}

#[tokio::test]
async fn c45_of_several_addresses_only_the_open_ones_are_connected_to() {
    let port = answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    let guarded = Guarded { reach: this_machine(), look_up: leading_to(&["10.0.0.1 127.0.0.1 ::1"]).0 };
    let found: Vec<_> =
        guarded.resolve("both.example".parse().expect("a name")).await.expect("one is open").collect();
    assert_eq!(found, [SocketAddr::from(([127, 0, 0, 1], 0))]);
    let answer = outcome(this_machine(), system(), &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!(answer, Outcome::Answered { status: 200, retry_after: None });
}

#[tokio::test]
async fn c45_a_literal_address_is_refused_when_it_is_sent_to() {
    let nobody_asks: LookUp = Arc::new(|_name| unreachable!("literals are not looked up"));
    for url in
        ["https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://169.254.169.254/latest"]
    {
        assert_eq!(outcome(Reach::default(), Arc::clone(&nobody_asks), url).await, REFUSED, "{url}");
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let port = answering("HTTP/1.1 307 Go\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n");
    let answer = outcome(this_machine(), system(), &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!(answer, Outcome::Answered { status: 307, retry_after: None });
}

#[tokio::test]
async fn retry_after_is_seconds_or_a_date() {
    for (text, seconds) in [("120", Some(120)), ("Mon, 23 Nov 2026 09:31:00 GMT", Some(60)), ("soon", None)] {
        let answer = format!("HTTP/1.1 503 Wait\r\nretry-after: {text}\r\ncontent-length: 0\r\n\r\n");
        let port = answering(answer.leak());
        let answer = outcome(this_machine(), system(), &format!("http://127.0.0.1:{port}/")).await;
        assert_eq!(answer, Outcome::Answered { status: 503, retry_after: seconds }, "{text}");
    }
}

#[tokio::test]
async fn a_name_that_is_not_known_is_told_so() {
    let outcome = outcome(Reach::default(), leading_to(&[]).0, "https://nowhere.example/").await;
    assert_eq!(outcome, Outcome::Unanswered(DeliveryFailure::NameNotResolved));
}

/// It would hold up a place of the sender otherwise.
#[tokio::test]
async fn an_answer_without_end_is_not_waited_for() {
    let port = answering("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\nso far");
    let begun = std::time::Instant::now();
    let answer = outcome(this_machine(), system(), &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!(answer, Outcome::Answered { status: 200, retry_after: None });
    assert!(begun.elapsed() < PATIENCE);
}

/// A server of one answer over TLS, with a certificate for this name; its port, and the certificate.
fn answering_by_tls(name: &str) -> (u16, reqwest::Certificate) {
    let own = rcgen::generate_simple_self_signed([name.to_owned()]).expect("a certificate");
    let certificate = reqwest::Certificate::from_der(own.cert.der()).expect("readable");
    let key = rustls::pki_types::PrivateKeyDer::Pkcs8(own.signing_key.serialize_der().into());
    let config =
        rustls::ServerConfig::builder_with_provider(rustls::crypto::aws_lc_rs::default_provider().into())
            .with_safe_default_protocol_versions()
            .expect("protocols")
            .with_no_client_auth()
            .with_single_cert(vec![own.cert.der().clone()], key)
            .expect("a configuration");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        let (mut tcp, _) = listener.accept().expect("a connection");
        let mut tls = rustls::ServerConnection::new(Arc::new(config)).expect("a connection");
        let mut stream = rustls::Stream::new(&mut tls, &mut tcp);
        // Whoever does not trust the certificate goes away.
        let _read = stream.read(&mut [0; 4096]);
        let _sent = stream.write_all(b"HTTP/1.1 204 So\r\ncontent-length: 0\r\n\r\n");
        let _flushed = stream.flush();
    });
    (port, certificate)
}

/// The address is the resolver's, the certificate has to be the name's.
#[tokio::test]
async fn a_name_is_sent_to_by_https_and_its_certificate_is_verified() {
    let here = || (this_machine(), leading_to(&["127.0.0.1"]).0);
    for (name, expected) in [
        ("partner.example", Outcome::Answered { status: 204, retry_after: None }),
        ("another.example", Outcome::Unanswered(DeliveryFailure::NotConnected)),
    ] {
        let (port, certificate) = answering_by_tls(name);
        let trusting = reqwest::Client::builder().tls_certs_only([certificate]);
        let client = Client::with(trusting, here()).expect("a client");
        let url = format!("https://partner.example:{port}/palier");
        assert_eq!(client.send(message(&url)).await, expected, "{name}");
    }
    let (port, _certificate) = answering_by_tls("partner.example");
    let stranger = Client::new(here().0, here().1).expect("a client");
    let outcome = stranger.send(message(&format!("https://partner.example:{port}/"))).await;
    assert_eq!(outcome, Outcome::Unanswered(DeliveryFailure::NotConnected), "nobody vouches for it");
}
