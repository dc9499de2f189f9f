use std::time::Duration;

use palier_domain::{
    caller::{Caller, Mode},
    ids::{ClientId, OrganisationId, SecretId},
    organisation::OrganisationKind,
    scope::Scope,
    time::Instant,
};
use palier_store::{Settings, Store, Target};
use uuid::Uuid;

use super::{Auth, Refused, TokenFault};
use crate::{
    config::{Config, SigningAlgorithm},
    keys::{KeyRing, SharedKeyRing},
};

fn now() -> Instant {
    jiff::Timestamp::now().into()
}

struct Server {
    folder: tempfile::TempDir,
    store: Store,
    keys: SharedKeyRing,
    auth: Auth,
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("keys.json");
        KeyRing::generate(SigningAlgorithm::EdDsa, now().plus_seconds(-5_000))
            .and_then(|ring| ring.create(&file))
            .expect("keys are made");
        let store = Store::open(&Settings {
            target: Target::parse(&folder.path().join("a.db").display().to_string()),
            pool_size: 2,
            acquire_timeout: Duration::from_secs(1),
            busy_timeout: Duration::from_secs(1),
            statement_cache: true,
        });
        store.migrate().expect("migrated");
        let keys = SharedKeyRing::load(file).expect("loaded");
        Self { folder, store, keys, auth: Auth::new(&Config::default(), "https://palier.example") }
    }

    fn issue(&self) -> String {
        let caller = Caller {
            client_id: ClientId(Uuid::now_v7()),
            organisation_id: OrganisationId(Uuid::now_v7()),
            kind: OrganisationKind::Partner,
            commune_codes: vec![],
            mode: Mode::Live,
            scopes: vec![],
            device: None,
        };
        let keys = self.keys.current();
        self.auth.issue(&keys, (&caller, 1), &[Scope::ThemesRead], now()).expect("issued").token
    }

    fn fault(&self, token: &str, now: Instant) -> TokenFault {
        match self.auth.verify((&self.store, &self.keys), token, now) {
            Err(Refused::Token(fault)) => fault,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_remembered_token_still_expires() {
    let server = Server::start();
    let token = server.issue();
    let first = server.auth.verify((&server.store, &server.keys), &token, now()).expect("good");
    let again = server.auth.verify((&server.store, &server.keys), &token, now()).expect("good");
    assert!(std::sync::Arc::ptr_eq(&first, &again), "verified once");
    assert_eq!(server.fault(&token, now().plus_seconds(901)), TokenFault::Expired);
}

#[test]
fn a_remembered_token_falls_with_its_key() {
    let server = Server::start();
    let token = server.issue();
    assert!(server.auth.verify((&server.store, &server.keys), &token, now()).is_ok());
    let file = server.folder.path().join("keys.json");
    // The answer to a stolen key: rotate as if the old one's last token had long expired.
    KeyRing::update(&file, |ring| ring.rotate(SigningAlgorithm::EdDsa, now().plus_seconds(-4_000), 0, 0))
        .expect("rotated");
    assert!(server.keys.reload_if_changed().expect("loaded"));
    assert_eq!(server.fault(&token, now()), TokenFault::UnknownKey);
}

#[test]
fn faults_tell_nothing_of_the_token() {
    let server = Server::start();
    let shown = server.fault("eyJhbGciOiJub25lIn0.c2VjcmV0.", now()).to_string();
    assert!(!shown.contains("c2VjcmV0"), "{shown}");
}

#[test]
fn the_use_of_a_secret_is_noted_once_a_minute() {
    let server = Server::start();
    let secret = SecretId(Uuid::now_v7());
    assert!(server.auth.should_touch(secret, None, now()));
    assert!(!server.auth.should_touch(secret, None, now()), "requests at the same time note it once");
    let other = SecretId(Uuid::now_v7());
    assert!(!server.auth.should_touch(other, Some(now().plus_seconds(-30)), now()));
    assert!(server.auth.should_touch(other, Some(now().plus_seconds(-61)), now()));
}
