use jsonwebtoken::{Algorithm, Header};
use palier_domain::{ids::ClientId, time::Instant};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Assertion, ClientKey, UNSIGNED, claimed_client, verify};
use crate::{
    config::SigningAlgorithm::{self, EdDsa, Es256},
    keys::KeyRing,
};

const ISSUER: &str = "https://palier.example";
const NOW: Instant = Instant::from_micros(1_795_426_200_500_000);

struct Party {
    id: ClientId,
    ring: KeyRing,
}

impl Party {
    fn new(algorithm: SigningAlgorithm) -> Self {
        Self { id: ClientId(Uuid::now_v7()), ring: KeyRing::generate(algorithm, NOW).expect("keys are made") }
    }

    fn claims(&self) -> Value {
        json!({
            "iss": self.id, "sub": self.id, "aud": ISSUER, "jti": "a", "iat": NOW.seconds(),
            "exp": NOW.seconds() + 60,
        })
    }

    fn sign(&self, claims: &Value, change: impl FnOnce(&mut Header)) -> String {
        let key = self.ring.signing_key(NOW);
        let mut header = Header::new(key.jwt_algorithm());
        change(&mut header);
        jsonwebtoken::encode(&header, claims, key.encoding_key()).expect("signed")
    }

    fn key(&self) -> ClientKey {
        ClientKey::parse(&self.ring.signing_key(NOW).jwk()).expect("a key")
    }

    fn verify(&self, assertion: &str) -> Result<Assertion, &'static str> {
        verify(assertion, (self.id, &self.key()), (ISSUER, 300), NOW)
    }

    fn with(&self, name: &str, value: Value) -> Result<Assertion, &'static str> {
        let mut claims = self.claims();
        claims[name] = value;
        self.verify(&self.sign(&claims, |_| ()))
    }
}

#[test]
fn a_good_assertion_of_either_algorithm() {
    for algorithm in [EdDsa, Es256] {
        let party = Party::new(algorithm);
        let assertion = party.sign(&party.claims(), |_| ());
        assert_eq!(claimed_client(&assertion), Ok(party.id));
        let taken = party.verify(&assertion).expect("good");
        assert_eq!(taken.jti, "a");
        assert!(taken.expires_at >= NOW.plus_seconds(60));
    }
}

#[test]
fn the_audience_is_the_issuer_and_nothing_else() {
    let party = Party::new(EdDsa);
    for audience in [
        json!("https://palier.example/oauth/token"),
        json!("https://palier.example/"),
        json!([ISSUER]),
        json!([ISSUER, "https://other.example"]),
        json!("https://other.example"),
        json!(""),
        Value::Null,
    ] {
        let error = party.with("aud", audience.clone()).expect_err("refused");
        assert!(error.contains("aud"), "{audience}: {error}");
    }
}

#[test]
fn times_have_to_be_near() {
    let party = Party::new(EdDsa);
    let at = |seconds: i64| json!(NOW.seconds() + seconds);
    assert!(party.with("exp", at(300)).is_ok());
    assert!(party.with("exp", json!(NOW.seconds() as f64 + 60.5)).is_ok(), "NumericDate may have decimals");
    assert!(party.with("exp", at(0)).is_err());
    assert!(party.with("exp", at(-60)).is_err());
    assert!(party.with("exp", at(400)).is_err());
    assert!(party.with("exp", json!(1e300)).is_err());
    assert!(party.with("exp", Value::Null).is_err());
    assert!(party.with("iat", at(3)).is_ok());
    assert!(party.with("iat", at(60)).is_err());
    assert!(party.with("nbf", at(60)).is_err());
}

#[test]
fn names_have_to_be_the_clients() {
    let party = Party::new(EdDsa);
    assert!(party.with("iss", json!("someone")).is_err());
    assert!(party.with("sub", json!(Uuid::now_v7())).is_err());
    for jti in [json!(""), json!("a\u{0}b"), json!("x".repeat(256)), Value::Null] {
        assert!(party.with("jti", jti.clone()).is_err(), "{jti}");
    }
    assert!(claimed_client("not a JWT").is_err());
    assert!(claimed_client(&party.sign(&json!({"sub": 7}), |_| ())).is_err());
}

#[test]
fn other_keys_types_and_extensions_are_refused() {
    let (party, other) = (Party::new(EdDsa), Party::new(EdDsa));
    assert_eq!(party.verify(&other.sign(&party.claims(), |_| ())), Err(UNSIGNED));
    assert_eq!(party.verify(&Party::new(Es256).sign(&party.claims(), |_| ())), Err(UNSIGNED));
    let secret = jsonwebtoken::EncodingKey::from_secret(b"secret");
    let symmetric = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &party.claims(), &secret);
    assert_eq!(party.verify(&symmetric.expect("signed")), Err(UNSIGNED));
    let typed = |typ: Option<&str>| {
        let typ = typ.map(str::to_owned);
        claimed_client(&party.sign(&party.claims(), |header| header.typ = typ))
    };
    assert!(typed(None).is_ok() && typed(Some("client-authentication+jwt")).is_ok());
    assert!(typed(Some("at+jwt")).is_err(), "an access token is no assertion");
    let critical = party.sign(&party.claims(), |header| header.crit = Some(vec!["b64".to_owned()]));
    assert!(claimed_client(&critical).is_err());
}
