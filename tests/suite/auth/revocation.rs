//! Revocation (RFC 7009) and introspection (RFC 7662).

use std::time::Duration;

use palier_tests::{App, Response, both, jwt::Key, seed::Credentials};
use serde_json::json;

use super::{by_basic, met};

async fn revoke(app: &App, by: &Credentials, token: &str) -> Response {
    app.anonymous().form("/oauth/revoke", &[("token", token)]).basic(&by.id, &by.secret).await
}

async fn introspect(app: &App, by: &Credentials, token: &str) -> Response {
    app.anonymous().form("/oauth/introspect", &[("token", token)]).basic(&by.id, &by.secret).await
}

async fn token(app: &App, of: &Credentials) -> String {
    by_basic(app, of).await.expect(200).json()["access_token"].as_str().expect("a token").to_owned()
}

both! {
    async fn c11_unknown_tokens_are_revoked_with_200(app) {
        let partner = &app.seed().partner.live;
        for unknown in
            ["abc", "a.b.c", &Key::generate().sign(&json!({"alg": "EdDSA", "typ": "at+jwt"}), &json!({}))]
        {
            let answer = revoke(app, partner, unknown).await.expect(200);
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(introspect(app, partner, unknown).await.expect(200).text(), r#"{"active":false}"#);
        }
        let good = token(app, partner).await;
        let _once = revoke(app, partner, &good).await.expect(200);
        let _twice = revoke(app, partner, &good).await.expect(200);
        app.anonymous().form("/oauth/revoke", &[("token", &good)]).await.problem(401, "invalid_client");
        revoke(app, partner, "").await.problem(400, "invalid_request");
    }

    async fn c11_a_revoked_token_is_inactive_and_others_live_on(app) {
        let partner = &app.seed().partner.live;
        let (revoked, other) = (token(app, partner).await, token(app, partner).await);
        assert_eq!(introspect(app, partner, &revoked).await.expect(200).json()["active"], true);
        let _done = revoke(app, partner, &revoked).await.expect(200);
        assert_eq!(introspect(app, partner, &revoked).await.expect(200).text(), r#"{"active":false}"#);
        assert_eq!((met(app, &revoked).await, met(app, &other).await), (401, 200));
        let answer = app.with_token(&revoked).get("/v1/themes").await;
        assert!(answer.header("www-authenticate").contains("error=\"invalid_token\""));
    }

    async fn c11_a_strangers_token_is_neither_told_of_nor_revoked(app) {
        let (partner, other) = (&app.seed().partner.live, &app.seed().other_partner.live);
        let theirs = token(app, partner).await;
        assert_eq!(introspect(app, other, &theirs).await.expect(200).text(), r#"{"active":false}"#);
        assert_eq!(
            introspect(app, &app.seed().partner.test, &theirs).await.expect(200).text(),
            r#"{"active":false}"#
        );
        let _nothing = revoke(app, other, &theirs).await.expect(200);
        assert_eq!(met(app, &theirs).await, 200);
        // The operator may know.
        let told = introspect(app, &app.seed().operator.live, &theirs).await.expect(200).json();
        assert_eq!(told["active"], true);
        assert_eq!(told["client_id"], partner.id);
        assert_eq!(told["iss"], app.url());
    }

    async fn a_revocation_works_within_a_second_on_every_instance(app) {
        let elsewhere = app.another_instance();
        // Each instance issues in its own name here, so each has a token of its own to lose.
        let partner = &app.seed().partner.live;
        let (here, there) = (token(app, partner).await, token(&elsewhere, partner).await);
        assert_eq!((met(app, &here).await, met(&elsewhere, &there).await), (200, 200));
        let _revoked =
            app.as_operator().post_empty(&format!("/v1/clients/{}/revoke", partner.id)).await.expect(200);
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!((met(app, &here).await, met(&elsewhere, &there).await), (401, 401));
        by_basic(app, partner).await.problem(401, "invalid_client");
        by_basic(&elsewhere, partner).await.problem(401, "invalid_client");
    }

    async fn a_municipality_whose_communes_change_needs_a_new_token(app) {
        let municipality = &app.seed().municipality;
        let before = token(app, &municipality.live).await;
        let path = format!("/v1/organisations/{}", municipality.id);
        let etag = app.as_operator().get(&path).await.expect(200).etag();
        let change = json!({"commune_codes": ["99001", "99002"]});
        let _changed = app.as_operator().patch(&path, change).if_match(&etag).await.expect(200);
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(met(app, &before).await, 401);
        assert_eq!(met(app, &token(app, &municipality.live).await).await, 200);
    }
}
