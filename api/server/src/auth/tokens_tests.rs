use jsonwebtoken::{EncodingKey, Header};
use palier_domain::{
    caller::{Caller, Mode},
    code::CommuneCode,
    ids::{ClientId, OrganisationId},
    organisation::OrganisationKind,
    scope::Scope,
    time::Instant,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{TokenFault, Tokens};
use crate::{
    config::SigningAlgorithm::{self, EdDsa, Es256},
    keys::KeyRing,
};

const ISSUER: &str = "https://palier.example";

fn now() -> Instant {
    jiff::Timestamp::now().into()
}

fn tokens() -> Tokens {
    Tokens::new(ISSUER.to_owned(), "https://palier.example/api".to_owned(), 900)
}

fn ring(algorithm: SigningAlgorithm) -> KeyRing {
    KeyRing::generate(algorithm, now().plus_seconds(-1)).expect("keys are made")
}

fn caller() -> Caller {
    Caller {
        client_id: ClientId(Uuid::now_v7()),
        organisation_id: OrganisationId(Uuid::now_v7()),
        kind: OrganisationKind::Municipality,
        commune_codes: vec![CommuneCode::new("2A004").expect("a code")],
        mode: Mode::Test,
        scopes: vec![Scope::ThemesRead],
        device: None,
    }
}

/// A good token's claims, for a test to change.
fn claims(ring: &KeyRing) -> Value {
    let issued = tokens().issue(ring, (&caller(), 1), &[Scope::ThemesRead], now()).expect("issued");
    jsonwebtoken::dangerous::insecure_decode::<Value>(issued.token).expect("a JWT").claims
}

/// Signs any claims with a ring's key, as a token of type `typ`.
fn signed(ring: &KeyRing, typ: Option<&str>, claims: &Value) -> String {
    let key = ring.signing_key(now());
    let header = Header {
        typ: typ.map(str::to_owned),
        kid: Some(key.kid.clone()),
        ..Header::new(key.jwt_algorithm())
    };
    jsonwebtoken::encode(&header, claims, key.encoding_key()).expect("signed")
}

fn refused(ring: &KeyRing, token: &str) -> TokenFault {
    tokens().read(ring, token, now()).expect_err("refused")
}

#[test]
fn a_token_says_who_calls_and_what_may_be_done() {
    for algorithm in [EdDsa, Es256] {
        let (ring, caller, now) = (ring(algorithm), caller(), now());
        let scopes = [Scope::ThemesRead, Scope::NeighbourhoodsRead];
        let issued = tokens().issue(&ring, (&caller, 1), &scopes, now).expect("issued");
        assert_eq!(issued.expires_in, 900);
        let (access, kid) = tokens().read(&ring, &issued.token, now).expect("good");
        assert_eq!(access.caller, Caller { scopes: scopes.to_vec(), ..caller });
        assert_eq!((access.token_id, kid), (issued.token_id, ring.signing_key(now).kid.clone()));
        assert_eq!(access.expires_at.seconds(), now.seconds() + 900);
        let millisecond = i64::try_from(access.token_id.as_u128() >> 80).expect("48 bits");
        assert_eq!(millisecond, now.micros().div_euclid(1_000));
    }
}

#[test]
fn the_claims_are_those_of_rfc_9068() {
    let ring = ring(EdDsa);
    let claims = claims(&ring);
    assert_eq!((&claims["iss"], &claims["aud"]), (&json!(ISSUER), &json!("https://palier.example/api")));
    assert_eq!(claims["sub"], claims["client_id"]);
    assert_eq!(claims["exp"].as_i64(), claims["iat"].as_i64().map(|iat| iat + 900));
    assert_eq!((&claims["scope"], &claims["mode"]), (&json!("themes:read"), &json!("test")));
    assert_eq!(
        (&claims["organisation_kind"], &claims["commune_codes"]),
        (&json!("municipality"), &json!(["2A004"]))
    );
}

#[test]
fn only_the_type_of_access_tokens_is_taken() {
    let ring = ring(EdDsa);
    let claims = claims(&ring);
    for typ in ["at+jwt", "AT+JWT", "application/at+jwt"] {
        assert!(tokens().read(&ring, &signed(&ring, Some(typ), &claims), now()).is_ok(), "{typ}");
    }
    for typ in [None, Some("JWT"), Some("application/jwt"), Some("client-authentication+jwt"), Some("")] {
        assert_eq!(refused(&ring, &signed(&ring, typ, &claims)), TokenFault::OtherType, "{typ:?}");
    }
}

#[test]
fn foreign_keys_and_symmetric_signatures_are_refused() {
    let (ours, foreign) = (ring(EdDsa), ring(EdDsa));
    let claims = claims(&ours);
    assert_eq!(refused(&ours, &signed(&foreign, Some("at+jwt"), &claims)), TokenFault::UnknownKey);
    // The foreign key under our key's name.
    let kid = ours.signing_key(now()).kid.clone();
    let mut header = Header {
        typ: Some("at+jwt".to_owned()),
        kid: Some(kid.clone()),
        ..Header::new(jsonwebtoken::Algorithm::EdDSA)
    };
    let forged =
        jsonwebtoken::encode(&header, &claims, foreign.signing_key(now()).encoding_key()).expect("signed");
    assert_eq!(refused(&ours, &forged), TokenFault::Signature);
    // HS256 with the public key as the secret.
    header.alg = jsonwebtoken::Algorithm::HS256;
    let public = ours.jwks(now())["keys"][0]["x"].to_string();
    let forged =
        jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(public.as_bytes())).expect("signed");
    assert_eq!(refused(&ours, &forged), TokenFault::Algorithm);
    // Our own ES256 key under the EdDSA key's name.
    let other = ring(Es256);
    header.alg = jsonwebtoken::Algorithm::ES256;
    let forged =
        jsonwebtoken::encode(&header, &claims, other.signing_key(now()).encoding_key()).expect("signed");
    assert_eq!(refused(&ours, &forged), TokenFault::Algorithm);
}

#[test]
fn unsigned_and_broken_tokens_are_refused() {
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
    let ring = ring(EdDsa);
    let good = signed(&ring, Some("at+jwt"), &claims(&ring));
    let payload = good.split('.').nth(1).expect("three parts");
    let kid = &ring.signing_key(now()).kid;
    let none = BASE64.encode(json!({"typ": "at+jwt", "alg": "none", "kid": kid}).to_string());
    let critical = Header {
        typ: Some("at+jwt".to_owned()),
        kid: Some(kid.clone()),
        crit: Some(vec!["b64".to_owned()]),
        ..Header::new(jsonwebtoken::Algorithm::EdDSA)
    };
    let critical = jsonwebtoken::encode(&critical, &claims(&ring), ring.signing_key(now()).encoding_key());
    for broken in [
        String::new(),
        "abc".to_owned(),
        format!("{none}.{payload}."),
        format!("{none}.{payload}.AAAA"),
        critical.expect("signed"),
    ] {
        assert_eq!(refused(&ring, &broken), TokenFault::Malformed, "{broken}");
    }
    let unnamed = Header { typ: Some("at+jwt".to_owned()), ..Header::new(jsonwebtoken::Algorithm::EdDSA) };
    let unnamed = jsonwebtoken::encode(&unnamed, &claims(&ring), ring.signing_key(now()).encoding_key());
    assert_eq!(refused(&ring, &unnamed.expect("signed")), TokenFault::UnknownKey);
}

#[test]
fn each_claim_has_to_be_right() {
    let ring = ring(EdDsa);
    let good = claims(&ring);
    let seconds = now().seconds();
    for (name, value, fault) in [
        ("iss", json!("https://other.example"), TokenFault::Issuer),
        ("iss", json!(["https://palier.example"]), TokenFault::Malformed),
        ("aud", json!("https://palier.example"), TokenFault::Audience),
        ("aud", json!(["https://palier.example/api", "https://other.example"]), TokenFault::Malformed),
        ("exp", json!(seconds - 1), TokenFault::Expired),
        ("exp", json!(seconds), TokenFault::Expired),
        ("exp", json!("tomorrow"), TokenFault::Malformed),
        ("iat", json!(seconds + 60), TokenFault::Future),
        ("sub", json!(Uuid::now_v7()), TokenFault::Malformed),
        ("jti", json!("67e55044-10b1-426f-9247-bb680e5fe0c8"), TokenFault::Malformed),
        ("organisation_kind", json!("king"), TokenFault::Malformed),
        ("mode", json!("dry"), TokenFault::Malformed),
        ("exp", Value::Null, TokenFault::Malformed),
        ("iss", Value::Null, TokenFault::Malformed),
        ("aud", Value::Null, TokenFault::Malformed),
        ("jti", Value::Null, TokenFault::Malformed),
    ] {
        let mut claims = good.clone();
        claims[name] = value.clone();
        let token = signed(&ring, Some("at+jwt"), &claims);
        assert_eq!(refused(&ring, &token), fault, "{name}: {value}");
    }
}

#[test]
fn a_scope_of_another_version_allows_nothing() {
    let ring = ring(EdDsa);
    let mut claims = claims(&ring);
    claims["scope"] = json!("moon:write themes:read");
    let (access, _) = tokens().read(&ring, &signed(&ring, Some("at+jwt"), &claims), now()).expect("good");
    assert_eq!(access.caller.scopes, [Scope::ThemesRead]);
}

#[test]
fn a_retired_key_verifies_nothing() {
    let mut ring = KeyRing::generate(EdDsa, now().plus_seconds(-10_000)).expect("keys are made");
    let token = signed(&ring, Some("at+jwt"), &claims(&ring));
    ring.rotate(EdDsa, now().plus_seconds(-5_000), 0, 900).expect("rotated");
    assert_eq!(refused(&ring, &token), TokenFault::UnknownKey);
}
