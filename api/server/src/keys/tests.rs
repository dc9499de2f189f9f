use std::{fs, os::unix::fs::PermissionsExt};

use jsonwebtoken::{Header, Validation};
use palier_domain::time::Instant;
use serde_json::{Value, json};

use super::{KeyError, KeyRing, SealingKey, SharedKeyRing, SigningKey, Unsealable};
use crate::config::SigningAlgorithm::{self, EdDsa, Es256};

const START: Instant = Instant::from_micros(1_795_426_200_000_000);

fn ring(algorithm: SigningAlgorithm) -> KeyRing {
    KeyRing::generate(algorithm, START).expect("keys are made")
}

fn sign(key: &SigningKey) -> String {
    let header = Header { kid: Some(key.kid.clone()), ..Header::new(key.jwt_algorithm()) };
    jsonwebtoken::encode(&header, &json!({"sub": "a"}), key.encoding_key()).expect("signed")
}

fn verifies(key: &SigningKey, token: &str) -> bool {
    let mut validation = Validation::new(key.jwt_algorithm());
    validation.required_spec_claims.clear();
    jsonwebtoken::decode::<Value>(token, key.decoding_key(), &validation).is_ok()
}

#[test]
fn signs_and_verifies_also_after_a_round_trip_through_the_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for algorithm in [EdDsa, Es256] {
        let path = folder.path().join(format!("{algorithm}.json"));
        let made = ring(algorithm);
        made.create(&path).expect("written");
        let mode = fs::metadata(&path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
        let loaded = KeyRing::load(&path).expect("loaded");
        let token = sign(made.signing_key(START));
        assert!(verifies(loaded.signing_key(START), &token));
        assert!(!verifies(ring(algorithm).signing_key(START), &token));
        assert_eq!(loaded.jwks(START), made.jwks(START));
        let sealed = made.sealing_key().seal("a", b"text", b"").expect("sealed");
        assert_eq!(loaded.sealing_key().open("a", &sealed, b""), Ok(b"text".to_vec()));
    }
}

#[test]
fn the_key_set_is_what_a_verifier_reads() {
    for (algorithm, kty, crv, alg) in [(EdDsa, "OKP", "Ed25519", "EdDSA"), (Es256, "EC", "P-256", "ES256")] {
        let ring = ring(algorithm);
        let set = ring.jwks(START);
        let jwk = &set["keys"][0];
        assert_eq!((&jwk["kty"], &jwk["crv"]), (&json!(kty), &json!(crv)));
        assert_eq!((&jwk["alg"], &jwk["use"]), (&json!(alg), &json!("sig")));
        let read: jsonwebtoken::jwk::JwkSet = serde_json::from_value(set).expect("a key set");
        let key = ring.signing_key(START);
        let found = read.find(&key.kid).expect("by its kid");
        let decoding = jsonwebtoken::DecodingKey::from_jwk(found).expect("a public key");
        let mut validation = Validation::new(key.jwt_algorithm());
        validation.required_spec_claims.clear();
        jsonwebtoken::decode::<Value>(sign(key), &decoding, &validation)
            .expect("verified by the published key");
    }
}

#[test]
fn rotation_publishes_then_uses_then_retires() {
    let mut ring = ring(EdDsa);
    let old = ring.signing_key(START).kid.clone();
    ring.rotate(Es256, START, 600, 900).expect("rotated");
    let new = ring.keys()[1].kid.clone();
    let at = |seconds| START.plus_seconds(seconds);
    assert_eq!(ring.jwks(START)["keys"].as_array().map(Vec::len), Some(2), "published at once");
    assert_eq!(ring.signing_key(at(599)).kid, old);
    assert_eq!(ring.signing_key(at(600)).kid, new);
    // The last token of the old key, made at 599 s, lives until 1,499 s.
    assert!(ring.verifying_key(&old, at(1_499)).is_some());
    assert!(ring.verifying_key(&old, at(600 + 900 + 60)).is_none());
    assert!(ring.verifying_key(&new, at(100_000)).is_some());
    assert_eq!(ring.jwks(at(2_000))["keys"].as_array().map(Vec::len), Some(1));
    assert!(ring.verifying_key("unknown", START).is_none());
}

#[test]
fn a_second_rotation_waits_for_the_first() {
    let mut ring = ring(EdDsa);
    ring.rotate(EdDsa, START, 600, 900).expect("rotated");
    ring.rotate(EdDsa, START.plus_seconds(10), 0, 900).expect("rotated");
    let newest = ring.keys()[2].kid.clone();
    assert_eq!(ring.signing_key(START.plus_seconds(10)).kid, ring.keys()[0].kid);
    assert_eq!(ring.signing_key(START.plus_seconds(600)).kid, newest);
    ring.prune(START.plus_seconds(86_400 * 60));
    assert_eq!(ring.keys().len(), 1);
    assert_eq!(ring.signing_key(START).kid, newest, "a clock that went back still finds a key");
}

#[test]
fn refuses_files_that_are_open_to_others_or_damaged() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("keys.json");
    ring(EdDsa).create(&path).expect("written");
    assert!(matches!(ring(EdDsa).create(&path), Err(KeyError::Exists(_))));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("mode set");
    let error = KeyRing::load(&path).expect_err("group may read").to_string();
    assert!(error.contains("chmod 600"), "{error}");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("mode set");
    let good = fs::read_to_string(&path).expect("read");
    let kid = ring(EdDsa).signing_key(START).kid.clone();
    let other_kid = good.replace(&KeyRing::load(&path).expect("good").keys()[0].kid, &kid);
    let no_keys = r#"{"version":1,"sealing_key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","keys":[]}"#;
    let other_version = good.replace("\"version\": 1", "\"version\": 2");
    for damaged in [&other_kid, no_keys, &other_version, "{", &good.replace("EdDSA", "ES256")] {
        fs::write(&path, damaged).expect("written");
        assert!(matches!(KeyRing::load(&path), Err(KeyError::Invalid { .. })), "{damaged}");
    }
}

#[test]
fn first_starts_at_the_same_time_share_one_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("keys.json");
    let starts = std::thread::scope(|scope| {
        let start = || KeyRing::load_or_generate(&path, EdDsa, START).map(|ring| ring.keys()[0].kid.clone());
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect::<Result<Vec<_>, _>>()
    });
    let kids = starts.expect("all start");
    assert!(kids.iter().all(|kid| *kid == kids[0]));
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "no temporary file is left");
}

#[test]
fn a_running_server_takes_up_a_rotation_and_survives_a_bad_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("keys.json");
    ring(EdDsa).create(&path).expect("written");
    let shared = SharedKeyRing::load(&path).expect("loaded");
    assert!(!shared.reload_if_changed().expect("unchanged"));
    KeyRing::update(&path, |ring| ring.rotate(EdDsa, START, 600, 900)).expect("rotated");
    assert!(shared.reload_if_changed().expect("reloaded"));
    assert_eq!(shared.current().keys().len(), 2);
    fs::write(&path, "broken").expect("written");
    assert!(shared.reload_if_changed().is_err());
    assert!(!shared.reload_if_changed().expect("reported once"));
    fs::remove_file(&path).expect("removed");
    assert!(shared.reload_if_changed().is_err());
    assert_eq!(shared.current().keys().len(), 2);
}

#[test]
fn sealed_things_open_only_as_they_were_sealed() {
    let key = SealingKey::new([7; 32]);
    let sealed = key.seal("reply", b"body", b"client 1").expect("sealed");
    assert_eq!(key.open("reply", &sealed, b"client 1"), Ok(b"body".to_vec()));
    assert_ne!(key.seal("reply", b"body", b"client 1").expect("sealed"), sealed, "a fresh nonce each time");
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert_eq!(key.open("reply", &changed, b"client 1"), Err(Unsealable));
    }
    assert_eq!(key.open("reply", &sealed, b"client 2"), Err(Unsealable));
    assert_eq!(key.open("cursor", &sealed, b"client 1"), Err(Unsealable));
    assert_eq!(key.open("reply", &sealed[..5], b"client 1"), Err(Unsealable));
    assert_eq!(SealingKey::new([8; 32]).open("reply", &sealed, b"client 1"), Err(Unsealable));
    let code = key.mac("cursor", b"data");
    assert!(key.verify_mac("cursor", b"data", &code));
    assert!(!key.verify_mac("cursor", b"date", &code));
    assert!(!key.verify_mac("reply", b"data", &code));
    assert!(!key.verify_mac("cursor", b"data", &code[..16]));
}

#[test]
fn secrets_do_not_show_in_debug_output() {
    let ring = ring(EdDsa);
    let shown = format!("{ring:?}");
    assert!(shown.contains("SealingKey(…)") && !shown.contains("pkcs8"), "{shown}");
}
