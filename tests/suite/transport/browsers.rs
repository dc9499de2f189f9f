//! Cross-origin requests.

use palier_server::config::Config;
use palier_tests::both;
use reqwest::Method;

const OURS: &str = "https://app.example.org";

fn one_origin(config: &mut Config) {
    config.cors.allowed_origins = vec![OURS.to_owned()];
}

both! {
    async fn a_preflight_from_an_allowed_origin_is_answered(app, one_origin) {

        let preflight = |method: &str, headers: &str| {
            let request = app.anonymous().request(Method::OPTIONS, "/v1/campaigns").header("origin", OURS);
            request
                .header("access-control-request-method", method)
                .header("access-control-request-headers", headers)
        };
        let wanted = "authorization, content-type, idempotency-key, if-match, if-none-match, prefer, x-request-id, accept";
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let answer = preflight(method, wanted).await;
            assert!(matches!(answer.status, 200 | 204), "{method}: {} {}", answer.status, answer.text());
            assert_eq!(answer.header("access-control-allow-origin"), OURS);
            assert!(answer.header("access-control-allow-methods").contains(method));
            let allowed = answer.header("access-control-allow-headers").to_ascii_lowercase();
            for header in wanted.split(", ") {
                assert!(allowed.contains(header), "{header} is not in {allowed}");
            }
            assert_eq!(answer.header("access-control-max-age"), "3600");
        }
    }

    async fn an_answer_shows_its_headers_to_an_allowed_origin(app, one_origin) {

        let answer = app.as_partner().get("/v1/campaigns").header("origin", OURS).await.expect(200);
        assert_eq!(answer.header("access-control-allow-origin"), OURS);
        let exposed = answer.header("access-control-expose-headers").to_ascii_lowercase();
        for header in
            ["etag", "link", "location", "ratelimit", "ratelimit-policy", "retry-after", "x-request-id"]
        {
            assert!(exposed.contains(header), "{header} is not in {exposed}");
        }
        // Errors can be read too, else a browser shows nothing but "failed".
        let error = app.anonymous().get("/v1/campaigns").header("origin", OURS).await;
        error.problem(401, "unauthenticated");
        assert_eq!(error.header("access-control-allow-origin"), OURS);
    }

    async fn another_origin_gets_no_leave(app, one_origin) {

        for origin in
            ["https://evil.example", "http://app.example.org", "https://app.example.org.evil.example", "null"]
        {
            let answer = app.as_partner().get("/v1/campaigns").header("origin", origin).await;
            assert!(answer.maybe_header("access-control-allow-origin").is_none(), "{origin}");
            let preflight =
                app.anonymous().request(Method::OPTIONS, "/v1/campaigns").header("origin", origin);
            let preflight = preflight.header("access-control-request-method", "POST").await;
            assert!(preflight.maybe_header("access-control-allow-origin").is_none(), "{origin}");
        }
    }

    async fn by_default_no_origin_is_allowed(app) {
        let answer = app.as_partner().get("/v1/campaigns").header("origin", OURS).await.expect(200);
        assert!(answer.maybe_header("access-control-allow-origin").is_none());
        // What is public may be read from everywhere.
        for path in ["/v1/openapi.json", "/.well-known/jwks.json", "/.well-known/oauth-authorization-server"]
        {
            let answer = app.anonymous().get(path).header("origin", OURS).await.expect(200);
            assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        }
    }

    async fn every_origin_can_be_allowed(app, |config| config.cors.allowed_origins = vec!["*".to_owned()]) {

        let answer = app
            .as_partner()
            .get("/v1/campaigns")
            .header("origin", "https://anything.example")
            .await
            .expect(200);
        assert!(matches!(answer.header("access-control-allow-origin"), "*" | "https://anything.example"));
        assert!(answer.maybe_header("access-control-allow-credentials").is_none());
    }
}
