use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use palier_domain::{
    caller::Mode,
    client::ClientSecret,
    ids::{ClientId, SecretId},
    secret::Secret,
    time::Instant,
};
use serde_json::json;
use uuid::Uuid;

use super::{Decoy, find, generate, public_jwk, verify};
use crate::{config::AuthConfig, service::clients::NewSecret};

fn cheap() -> AuthConfig {
    AuthConfig { argon2_memory_kib: 64, argon2_iterations: 1, ..AuthConfig::default() }
}

fn kept(made: &NewSecret) -> ClientSecret {
    ClientSecret {
        id: SecretId(Uuid::now_v7()),
        client_id: ClientId(Uuid::now_v7()),
        hash: made.hash.clone(),
        hint: made.secret.hint().to_owned(),
        created_at: Instant::from_micros(0),
        expires_at: None,
        last_used_at: None,
    }
}

#[test]
fn a_secret_is_found_among_those_that_work() {
    let config = cheap();
    let decoy = Decoy::new(&config);
    let make = || generate(&config, Mode::Live).expect("made");
    let (old, new, other) = (make(), make(), make());
    let working = [kept(&new), kept(&old)];
    assert_eq!(find(&new.secret, &working, &decoy), Some(&working[0]));
    assert_eq!(find(&old.secret, &working, &decoy), Some(&working[1]));
    assert_eq!(find(&other.secret, &working, &decoy), None);
    assert_eq!(find(&other.secret, &[], &decoy), None);
    // The right hint is not enough.
    let disguised = ClientSecret { hint: other.secret.hint().to_owned(), ..kept(&new) };
    assert_eq!(find(&other.secret, &[disguised], &decoy), None);
}

#[test]
fn the_hash_names_its_own_cost() {
    let made = generate(&cheap(), Mode::Test).expect("made");
    assert!(made.hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{}", made.hash);
    assert!(made.secret.expose().starts_with("palier_test_"));
    assert!(verify(&made.secret, &made.hash), "by an instance with another configuration");
}

#[test]
fn the_decoy_costs_what_a_hash_costs() {
    let config = AuthConfig { argon2_memory_kib: 4_096, argon2_iterations: 2, ..AuthConfig::default() };
    let (made, decoy) = (generate(&config, Mode::Live).expect("made"), Decoy::new(&config));
    let time = |work: &dyn Fn()| {
        let mut times: Vec<_> = (0..5)
            .map(|_| {
                let since = std::time::Instant::now();
                work();
                since.elapsed()
            })
            .collect();
        times.sort();
        times[2]
    };
    let real = time(&|| assert!(verify(&made.secret, &made.hash)));
    let decoyed = time(&|| decoy.verify(&made.secret));
    // A decoy that argon2 refused to read would take microseconds.
    assert!(decoyed > real / 4, "{decoyed:?} against {real:?}");
    assert!(!verify(&Secret::from_bytes(Mode::Live, [1; 32]), &decoy.0));
}

#[test]
fn keys_that_assertions_cannot_be_verified_with() {
    let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    let codes = |jwk: serde_json::Value| {
        public_jwk(&jwk).map_or_else(|invalid| invalid.0.iter().map(|e| e.code).collect(), |_| vec![])
    };
    assert!(codes(json!({"kty": "OKP", "crv": "Ed25519", "x": x})).is_empty());
    assert!(
        codes(json!({"kty": "OKP", "crv": "Ed25519", "x": x, "use": "sig", "alg": "EdDSA", "kid": "a"}))
            .is_empty()
    );
    assert_eq!(codes(json!({"kty": "OKP", "crv": "Ed25519", "x": x, "d": x})), ["private_key"]);
    assert_eq!(codes(json!({"kty": "OKP", "crv": "Ed25519", "x": "abc"})), ["malformed"]);
    assert_eq!(codes(json!({"kty": "OKP", "crv": "Ed25519", "x": x, "alg": "ES256"})), ["malformed"]);
    assert_eq!(codes(json!({"kty": "OKP", "crv": "Ed25519", "x": x, "use": "enc"})), ["malformed"]);
    for operations in [json!(["sign"]), json!([]), json!("verify"), json!(null)] {
        let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": x, "key_ops": operations});
        assert_eq!(codes(jwk), ["malformed"]);
    }
    assert_eq!(codes(json!({"kty": "OKP", "crv": "Ed25519", "x": x, "kid": "k".repeat(201)})), ["too_long"]);
    assert_eq!(codes(json!({"kty": "EC", "crv": "P-256", "x": x})), ["malformed"]);
    assert_eq!(codes(json!({"kty": "EC", "crv": "P-256", "x": x, "y": x})), ["malformed"], "off the curve");
    assert_eq!(codes(json!({"kty": "RSA", "n": "AQAB", "e": "AQAB"})), ["unsupported_key"]);
    assert_eq!(codes(json!({"kty": "oct", "k": "AQAB"})), ["unsupported_key"]);
    assert_eq!(codes(json!("text")), ["unsupported_key"]);
}

#[test]
fn keys_that_anybody_can_sign_for() {
    // Points of order 1, 2, 4, 8 and 8 (RFC 8032's curve; the order 8 ones as libsodium lists them).
    for point in [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ] {
        let bytes: Vec<u8> = (0..32)
            .map(|at| u8::from_str_radix(&point[2 * at..2 * at + 2], 16).expect("two digits"))
            .collect();
        let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": BASE64_URL_SAFE_NO_PAD.encode(bytes)});
        assert!(public_jwk(&jwk).is_err(), "{point}");
    }
}

#[test]
fn of_a_key_only_what_is_needed_is_kept() {
    let key = json!({
        "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": "a", "use": "sig",
    });
    let mut sent = key.clone();
    sent["x5c"] = json!(["M".repeat(500_000)]);
    sent["key_ops"] = json!(["verify"]);
    sent["alg"] = json!(null);
    assert_eq!(public_jwk(&sent).ok(), Some(key));
}
