//! `private_key_jwt` (RFC 7523).

use palier_tests::{App, Response, both, jwt::Key};
use serde_json::{Value, json};
use uuid::Uuid;

const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A client of the partner's that authenticates with this key.
async fn register(app: &App, key: &Key) -> String {
    let body = json!({
        "organisation_id": app.seed().partner.id, "name": "By key", "scopes": ["themes:read"], "jwk": key.public_jwk(),
    });
    let made = app.as_operator().post("/v1/clients", body).await.expect(201);
    assert_eq!(made.json()["authentication"], "private_key_jwt");
    assert!(made.json().get("client_secret").is_none(), "a client with a key gets no secret");
    made.id()
}

/// Claims that are good; a test changes the one that it is about.
fn claims(app: &App, client: &str) -> Value {
    let now = now();
    json!({
        "iss": client, "sub": client, "aud": app.url(), "iat": now, "exp": now + 60, "jti": Uuid::now_v7().to_string(),
    })
}

fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

fn header() -> Value {
    json!({"alg": "EdDSA", "typ": "JWT"})
}

async fn present(app: &App, assertion: &str) -> Response {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", TYPE),
        ("client_assertion", assertion),
    ];
    app.anonymous().form("/oauth/token", &fields).await
}

#[track_caller]
fn refused(answer: &Response) {
    let problem = answer.problem(401, "invalid_client");
    assert_eq!(problem["error"], "invalid_client");
    let _challenge = answer.header("www-authenticate");
}

both! {
    async fn c01_an_assertion_for_any_audience_but_the_issuer_is_refused(app) {
        let key = Key::generate();
        let client = register(app, &key).await;
        let good = key.sign(&header(), &claims(app, &client));
        assert!(present(app, &good).await.expect(200).json()["access_token"].is_string());
        let issuer = app.url();
        let audiences = [
            json!(format!("{issuer}/oauth/token")),
            json!(format!("{issuer}/")),
            json!("https://other.example"),
            json!([issuer]),
            json!([issuer, "https://other.example"]),
            json!(issuer.to_uppercase()),
            json!(""),
            json!(null),
            json!(7),
        ];
        for audience in audiences {
            let mut claims = claims(app, &client);
            claims["aud"] = audience.clone();
            let answer = present(app, &key.sign(&header(), &claims)).await;
            assert_eq!(answer.status, 401, "{audience} was taken");
            refused(&answer);
        }
    }

    async fn c01_an_assertion_that_lacks_or_bends_a_claim_is_refused(app) {
        let key = Key::generate();
        let client = register(app, &key).await;
        let other = app.seed().partner.live.id.clone();
        let now = now();
        let bent: [(&str, Value); 11] = [
            ("iss", json!(other)),
            ("sub", json!(other)),
            ("sub", json!("nobody")),
            ("exp", json!(now - 1)),
            ("exp", json!(now + 3_600)),
            ("exp", Value::Null),
            ("jti", Value::Null),
            ("jti", json!("")),
            ("iat", json!(now + 600)),
            ("nbf", json!(now + 600)),
            ("exp", json!("soon")),
        ];
        for (claim, value) in bent {
            let mut claims = claims(app, &client);
            claims[claim] = value.clone();
            let answer = present(app, &key.sign(&header(), &claims)).await;
            assert_eq!(answer.status, 401, "{claim} = {value} was taken");
            refused(&answer);
        }
    }

    async fn c01_an_assertion_by_another_key_or_algorithm_is_refused(app) {
        let key = Key::generate();
        let client = register(app, &key).await;
        let claims = claims(app, &client);
        let forged = [
            Key::generate().sign(&header(), &claims),
            palier_tests::jwt::unsigned(&json!({"alg": "none"}), &claims),
            palier_tests::jwt::hs256(&key.public(), &json!({"alg": "HS256", "typ": "JWT"}), &claims),
            palier_tests::jwt::hs256(&key.public(), &header(), &claims),
            "a.b.c".to_owned(),
        ];
        for assertion in forged {
            refused(&present(app, &assertion).await);
        }
        // A client that has a secret has no key to sign with.
        let mut claims = claims;
        claims["iss"] = json!(app.seed().partner.live.id);
        claims["sub"] = claims["iss"].clone();
        refused(&present(app, &key.sign(&header(), &claims)).await);
    }

    async fn c02_an_assertion_is_taken_once(app) {
        let key = Key::generate();
        let client = register(app, &key).await;
        let claims = claims(app, &client);
        let assertion = key.sign(&header(), &claims);
        let _token = present(app, &assertion).await.expect(200);
        refused(&present(app, &assertion).await);
        // The jti is what counts, not the text: signed anew, it is the same assertion.
        let again = key.sign(&json!({"alg": "EdDSA"}), &claims);
        assert_ne!(again, assertion);
        refused(&present(app, &again).await);
        // Another instance remembers it too, but another client may use the same jti.
        let elsewhere = app.another_instance();
        let mut there = claims.clone();
        there["aud"] = json!(elsewhere.url());
        refused(&present(&elsewhere, &key.sign(&header(), &there)).await);
        let other_key = Key::generate();
        let other = register(app, &other_key).await;
        let mut others = claims;
        others["iss"] = json!(other);
        others["sub"] = json!(other);
        let _token = present(app, &other_key.sign(&header(), &others)).await.expect(200);
    }

    async fn c02_of_one_assertion_sent_many_times_at_once_one_is_taken(app) {
        let key = Key::generate();
        let client = register(app, &key).await;
        let assertion = key.sign(&header(), &claims(app, &client));
        let answers = futures_util::future::join_all((0..8).map(|_| present(app, &assertion))).await;
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
        assert!(statuses.iter().all(|status| matches!(status, 200 | 401)), "{statuses:?}");
    }
}
