//! Tokens as they are given, and what the server publishes of itself.

use jsonwebtoken::{DecodingKey, Validation, jwk::JwkSet};
use palier_tests::{both, jwt};
use serde_json::{Value, json};

use super::{by_basic, by_post};

both! {
    async fn c03_a_token_answer_is_as_rfc_6749_says(app) {
        for answer in
            [by_basic(app, &app.seed().partner.live).await, by_post(app, &app.seed().partner.live).await]
        {
            let answer = answer.expect(200);
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("pragma"), "no-cache");
            assert_eq!(answer.header("content-type"), "application/json");
            let body = answer.json();
            assert_eq!(body["token_type"], "Bearer");
            assert_eq!(body["expires_in"], 900);
            assert!(body.get("refresh_token").is_none());
            assert!(body["scope"].as_str().is_some_and(|scope| scope.contains("campaigns:write")));
            let (_, claims) = jwt::parts(body["access_token"].as_str().expect("a token"));
            let seconds = claims["exp"].as_i64().expect("exp") - claims["iat"].as_i64().expect("iat");
            assert_eq!(seconds, 900);
            assert_eq!(claims["aud"], app.url());
            assert_eq!(claims["client_id"], app.seed().partner.live.id);
        }
    }

    async fn c03_refusals_are_as_rfc_6749_says(app) {
        let live = &app.seed().partner.live;
        let ask = async |fields: &[(&str, &str)]| {
            app.anonymous().form("/oauth/token", fields).basic(&live.id, &live.secret).await
        };
        let client_credentials = ("grant_type", "client_credentials");
        for (fields, status, error) in [
            (vec![("grant_type", "password")], 400, "unsupported_grant_type"),
            (vec![("scope", "campaigns:read")], 400, "invalid_request"),
            (vec![client_credentials, client_credentials], 400, "invalid_request"),
            (vec![client_credentials, ("scope", "clients:manage")], 400, "invalid_scope"),
            (vec![client_credentials, ("scope", "campaigns:fly")], 400, "invalid_scope"),
            (vec![client_credentials, ("client_secret", &live.secret)], 400, "invalid_request"),
        ] {
            let answer = ask(&fields).await;
            let problem = answer.problem(status, error);
            assert_eq!(problem["error"], error, "{fields:?}");
            assert_eq!(answer.header("cache-control"), "no-store");
        }
        let nobody = app.anonymous().form("/oauth/token", &[client_credentials]).await;
        nobody.problem(401, "invalid_client");
        // A secret in the URL would stand in logs.
        let path = format!("/oauth/token?client_id={}&client_secret={}", live.id, live.secret);
        app.anonymous().form(&path, &[client_credentials]).await.problem(400, "invalid_request");
    }

    async fn c03_a_narrower_scope_is_given_as_asked(app) {
        let token = app.as_partner().with_scope("themes:read campaigns:read").token().await.expect("a token");
        let (_, claims) = jwt::parts(&token);
        let mut scopes: Vec<_> = claims["scope"].as_str().expect("scopes").split(' ').collect();
        scopes.sort_unstable();
        assert_eq!(scopes, ["campaigns:read", "themes:read"]);
    }

    async fn c05_the_metadata_says_what_is_true(app) {
        let metadata =
            app.anonymous().get("/.well-known/oauth-authorization-server").await.expect(200).json();
        assert_eq!(metadata["issuer"], app.url());
        let live = &app.seed().partner.live;
        let at = |name: &str| metadata[name].as_str().unwrap_or_else(|| panic!("no {name}")).to_owned();
        let token = app
            .anonymous()
            .form(&at("token_endpoint"), &[("grant_type", "client_credentials")])
            .basic(&live.id, &live.secret)
            .await
            .expect(200)
            .json()["access_token"]
            .as_str()
            .expect("a token")
            .to_owned();
        let fields = [("token", token.as_str())];
        let told =
            app.anonymous().form(&at("introspection_endpoint"), &fields).basic(&live.id, &live.secret).await;
        assert_eq!(told.expect(200).json()["active"], true);
        let _revoked = app
            .anonymous()
            .form(&at("revocation_endpoint"), &fields)
            .basic(&live.id, &live.secret)
            .await
            .expect(200);
        let device_enrolment = "urn:palier:params:oauth:grant-type:device-enrolment";
        let grants = json!(["client_credentials", "refresh_token", device_enrolment]);
        assert_eq!(metadata["grant_types_supported"], grants);
        assert_eq!(metadata["response_types_supported"], json!([]));
        for of in ["token", "introspection", "revocation"] {
            let methods = &metadata[format!("{of}_endpoint_auth_methods_supported")];
            let mut expected = vec!["client_secret_basic", "client_secret_post", "private_key_jwt"];
            // An app on a device can't keep a secret; it never introspects.
            if of != "introspection" {
                expected.push("none");
            }
            assert_eq!(*methods, json!(expected), "{of}");
        }
        let documented = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        let flow = &documented["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"];
        let scopes: Vec<_> =
            flow["scopes"].as_object().expect("scopes").keys().map(|key| json!(key)).collect();
        assert_eq!(metadata["scopes_supported"], Value::Array(scopes));
        let page = app.anonymous().get(&at("service_documentation")).await;
        assert!(matches!(page.status, 200 | 301..=308), "the documentation answers {}", page.status);
    }

    async fn c05_the_published_keys_verify_our_tokens(app) {
        let answer = app.anonymous().get("/.well-known/jwks.json").await.expect(200);
        assert_eq!(answer.header("content-type"), "application/jwk-set+json");
        assert!(!answer.text().contains("\"d\""), "a private key is published");
        let keys: JwkSet = serde_json::from_slice(&answer.body).expect("a key set");
        let token = app.as_partner().token().await.expect("a token");
        let header = jsonwebtoken::decode_header(&token).expect("a header");
        let key = keys.find(&header.kid.expect("a kid")).expect("the key is published");
        let mut validation = Validation::new(header.alg);
        validation.set_audience(&[app.url()]);
        validation.set_issuer(&[app.url()]);
        let claims: jsonwebtoken::TokenData<Value> =
            jsonwebtoken::decode(&token, &DecodingKey::from_jwk(key).expect("a key"), &validation)
                .expect("verified");
        assert_eq!(claims.claims["sub"], app.seed().partner.live.id);
    }
}
