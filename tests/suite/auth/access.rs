//! Access tokens (RFC 9068) at the API.

use palier_tests::{
    both,
    jwt::{self, Key},
};
use serde_json::json;

use super::met;

both! {
    async fn c04_only_our_own_access_tokens_are_taken(app) {
        let good = app.as_partner().token().await.expect("a token");
        let (header, claims) = jwt::parts(&good);
        assert_eq!(header["typ"], "at+jwt");
        assert_eq!(header["alg"], "EdDSA");
        let ours = Key::of_server(app);
        // What follows differs from a good token in one thing: the forger can sign as the server does.
        assert_eq!(met(app, &ours.sign(&header, &claims)).await, 200);
        let typ = |typ: &str| {
            let mut header = header.clone();
            header["typ"] = json!(typ);
            header
        };
        for (what, other) in
            [("typ JWT", typ("JWT")), ("typ jwt", typ("jwt")), ("typ id_token+jwt", typ("id_token+jwt"))]
        {
            assert_eq!(met(app, &ours.sign(&other, &claims)).await, 401, "{what} was taken");
        }
        let mut without_typ = header.clone();
        without_typ.as_object_mut().expect("an object").remove("typ");
        assert_eq!(met(app, &ours.sign(&without_typ, &claims)).await, 401, "no typ was taken");
        assert_eq!(
            met(app, &ours.sign(&typ("application/at+jwt"), &claims)).await,
            200,
            "RFC 9068, section 4"
        );
    }

    async fn c04_wrong_claims_are_refused(app) {
        let (header, claims) = jwt::parts(&app.as_partner().token().await.expect("a token"));
        let ours = Key::of_server(app);
        let now = jiff::Timestamp::now().as_second();
        let bent = [
            ("iss", json!("https://other.example")),
            ("aud", json!("https://other.example")),
            ("aud", json!([])),
            ("exp", json!(now - 1)),
            ("iat", json!(now + 3_600)),
            ("sub", json!(app.seed().operator.live.id)),
            ("client_id", json!(app.seed().operator.live.id)),
            ("organisation_kind", json!("king")),
            ("mode", json!("both")),
            ("jti", json!("1")),
        ];
        for (claim, value) in bent {
            let mut claims = claims.clone();
            claims[claim] = value.clone();
            assert_eq!(met(app, &ours.sign(&header, &claims)).await, 401, "{claim} = {value} was taken");
        }
        for claim in
            ["iss", "aud", "exp", "iat", "sub", "client_id", "jti", "scope", "organisation_id", "mode"]
        {
            let mut claims = claims.clone();
            claims.as_object_mut().expect("an object").remove(claim);
            assert_eq!(
                met(app, &ours.sign(&header, &claims)).await,
                401,
                "a token without {claim} was taken"
            );
        }
    }

    async fn c04_other_signatures_are_refused(app) {
        let good = app.as_partner().token().await.expect("a token");
        let (header, claims) = jwt::parts(&good);
        let ours = Key::of_server(app);
        let alg = |alg: &str| {
            let mut header = header.clone();
            header["alg"] = json!(alg);
            header
        };
        let mut unknown_key = header.clone();
        unknown_key["kid"] = json!("unknown");
        let mut no_key = header.clone();
        no_key.as_object_mut().expect("an object").remove("kid");
        let mut own_key = header.clone();
        own_key["jwk"] = Key::generate().public_jwk();
        let (head, rest) = good.split_at(good.len() - 20);
        let flipped = if rest.starts_with('A') { 'B' } else { 'A' };
        let forged = [
            ("another key", Key::generate().sign(&header, &claims)),
            ("another key that it brings along", Key::generate().sign(&own_key, &claims)),
            ("no signature", jwt::unsigned(&alg("none"), &claims)),
            ("no signature, None", jwt::unsigned(&alg("None"), &claims)),
            ("no signature, alg kept", jwt::unsigned(&header, &claims)),
            ("HS256 by the public key", jwt::hs256(&ours.public(), &alg("HS256"), &claims)),
            ("HS256, alg kept", jwt::hs256(&ours.public(), &header, &claims)),
            ("alg ES256", ours.sign(&alg("ES256"), &claims)),
            ("an unknown kid", ours.sign(&unknown_key, &claims)),
            ("no kid", ours.sign(&no_key, &claims)),
            ("a changed signature", format!("{head}{flipped}{}", &rest[1..])),
            ("a cut signature", head.to_owned()),
        ];
        for (what, token) in forged {
            assert_eq!(met(app, &token).await, 401, "{what} was taken");
        }
    }

    async fn c07_no_credentials_no_error(app) {
        let answer = app.anonymous().get("/v1/campaigns").await;
        answer.problem(401, "unauthenticated");
        let challenge = answer.header("www-authenticate");
        assert!(challenge.starts_with("Bearer"), "{challenge}");
        assert!(!challenge.contains("error"), "{challenge}");
    }

    async fn c07_a_bad_token_is_an_invalid_token(app) {
        for header in
            ["Bearer abc", "Bearer a.b.c", "bearer abc", "Bearer ", "Bearer", "Basic abc", "Token abc", "abc"]
        {
            let answer = app.anonymous().get("/v1/campaigns").header("authorization", header).await;
            answer.problem(401, "unauthenticated");
            let challenge = answer.header("www-authenticate");
            assert!(challenge.starts_with("Bearer"), "{header}: {challenge}");
            assert!(challenge.contains("error=\"invalid_token\""), "{header}: {challenge}");
        }
        // A token in the URL would stand in logs; it is not looked at.
        let token = app.as_partner().token().await.expect("a token");
        let answer = app.anonymous().get(&format!("/v1/campaigns?access_token={token}")).await;
        answer.problem(401, "unauthenticated");
    }

    async fn c08_a_missing_scope_is_named(app) {
        let reader = app.as_partner().with_scope("campaigns:read");
        let answer = reader.post("/v1/campaigns", palier_tests::samples::campaign()).await;
        let problem = answer.problem(403, "insufficient_scope");
        assert_eq!(problem["scope"], "campaigns:write");
        let challenge = answer.header("www-authenticate");
        for part in ["Bearer", "error=\"insufficient_scope\"", "scope=\"campaigns:write\""] {
            assert!(challenge.contains(part), "{part} is not in {challenge}");
        }
        let _seen = reader.get("/v1/campaigns").await.expect(200);
    }
}
