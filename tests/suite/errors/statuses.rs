//! 400, 405, 406, 413 and 415, each for its reason.

use palier_tests::both;
use reqwest::Method;
use serde_json::json;

both! {
    async fn c16_what_can_not_be_parsed_is_400(app) {
        let post = |body: &'static str| {
            let request = app.as_partner().request(Method::POST, "/v1/campaigns").key("k");
            request.body("application/json", body)
        };
        for body in ["", "{", "{\"title\": }", "{} {}", "'title'", "\u{feff}{}", "NaN", "{\"a\": 1e}"] {
            let problem = post(body).await.problem(400, "malformed_body");
            assert!(
                problem["detail"].as_str().is_some_and(|detail| detail.contains("line")),
                "{body}: {problem}"
            );
        }
    }

    async fn c16_a_body_of_another_type_is_415(app) {
        let post = |media_type: &str| {
            app.as_partner().request(Method::POST, "/v1/campaigns").key("k").body(media_type, "{}")
        };
        for media_type in [
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "application/jsonp",
            "json",
        ] {
            let answer = post(media_type).await;
            answer.problem(415, "unsupported_media_type");
            assert_eq!(answer.header("accept-post"), "application/json", "{media_type}");
        }
        for media_type in ["application/json", "APPLICATION/JSON", "application/json; charset=utf-8"] {
            assert_eq!(post(media_type).await.status, 422, "{media_type}");
        }
    }

    async fn c16_405_tells_what_is_allowed(app) {
        for (method, path, allowed) in [
            (Method::DELETE, "/v1/campaigns", vec!["GET", "HEAD", "POST"]),
            (
                Method::PUT,
                "/v1/organisations/019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e",
                vec!["GET", "HEAD", "PATCH"],
            ),
            (Method::GET, "/v1/campaigns/019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e/submit", vec!["POST"]),
            (Method::POST, "/v1/campaigns/by-external-id/EAU-1", vec!["PUT"]),
            (Method::PATCH, "/healthz", vec!["GET", "HEAD"]),
            (Method::PUT, "/oauth/token", vec!["POST"]),
            (Method::DELETE, "/.well-known/jwks.json", vec!["GET", "HEAD"]),
        ] {
            let answer = app.as_operator().request(method.clone(), path).await;
            answer.problem(405, "method_not_allowed");
            let mut allow: Vec<_> = answer.header("allow").split(", ").collect();
            allow.sort_unstable();
            allow.dedup();
            assert_eq!(allow, allowed, "{method} {path}");
        }
    }

    async fn c16_406_where_nothing_fits(app) {
        let partner = app.as_partner();
        for accept in
            ["image/png", "text/html", "application/xml", "application/json;q=0", "*/*;q=0", "text/csv;q=0.0"]
        {
            let problem = partner.get("/v1/campaigns").accept(accept).await.problem(406, "not_acceptable");
            assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains("application/json")));
        }
        for (accept, media_type) in [
            ("*/*", "application/json"),
            ("application/*", "application/json"),
            ("APPLICATION/JSON", "application/json"),
            ("text/csv", "text/csv; charset=utf-8; header=present"),
            ("text/*", "text/csv; charset=utf-8; header=present"),
            ("application/json;q=0.1, application/x-ndjson", "application/x-ndjson"),
            ("image/png, */*;q=0.1", "application/json"),
            ("text/html, application/json;q=0.9", "application/json"),
            ("*/*, application/json;q=0", "application/x-ndjson"),
        ] {
            let answer = partner.get("/v1/campaigns").accept(accept).await.expect(200);
            assert_eq!(answer.header("content-type"), media_type, "{accept}");
        }
    }

    /// A resource has one representation, but a caller that wants another one is told so.
    async fn c16_406_on_single_resources(app) {
        let path = format!("/v1/organisations/{}", app.seed().partner.id);
        let theme = "/v1/themes/palier:eau--facture";
        let neighbourhood = "/v1/neighbourhoods/QN09901N";
        for path in [&path, theme, neighbourhood] {
            app.as_partner().get(path).accept("text/csv").await.problem(406, "not_acceptable");
            let _seen = app.as_partner().get(path).accept("application/*").await.expect(200);
        }
    }

    async fn bodies_up_to_the_limit_are_read_and_no_larger_ones(app, |config| config.server.body_limit_bytes = 1000) {

        let of_size = |size: usize| {
            let text = json!({"title": ""}).to_string();
            let text = text.replace("\"\"", &format!("\"{}\"", "x".repeat(size - text.len())));
            app.as_partner().request(Method::POST, "/v1/campaigns").key("k").body("application/json", text)
        };
        assert_eq!(of_size(1000).await.status, 422);
        of_size(1001).await.problem(413, "body_too_large");
        // A stream says nothing of its size beforehand.
        let chunks = (0..20).map(|_| Ok::<_, std::io::Error>("x".repeat(100)));
        let stream = reqwest::Body::wrap_stream(futures_util::stream::iter(chunks));
        let request = app.as_partner().request(Method::POST, "/v1/campaigns").key("k");
        request.body("application/json", stream).await.problem(413, "body_too_large");
    }
}
