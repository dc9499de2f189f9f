//! The served document, the committed one and the routes are the same.

use palier_tests::both;
use reqwest::Method;

use crate::isolation::operations::all;

/// What the server serves beside the versioned API.
const BESIDE: [&str; 10] = [
    "/healthz",
    "/readyz",
    "/",
    "/problems",
    "/v1/openapi.json",
    "/docs/",
    "/.well-known/jwks.json",
    "/.well-known/oauth-authorization-server",
    "/problems/not_found",
    "/docs",
];

both! {
    async fn c54_the_served_document_is_the_committed_one(app) {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/v1.json");
        let committed = std::fs::read_to_string(path).expect("openapi/v1.json is committed");
        let served = app.anonymous().get("/v1/openapi.json").await.expect(200);
        assert_eq!(served.header("content-type"), "application/json");
        let same = served.text() == committed;
        assert!(
            same,
            "the server says another document than openapi/v1.json: run `cargo xtask openapi` and look at the difference"
        );
    }

    async fn c54_every_documented_operation_is_a_route(app) {
        for operation in all(app).await {
            let answer = app.anonymous().request(operation.method.clone(), &operation.unknown_path()).await;
            assert_eq!(answer.status, 401, "{} is not routed: {}", operation.id, answer.text());
        }
    }

    async fn c54_no_other_method_is_a_route(app) {
        let operations = all(app).await;
        let methods = [
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
            Method::OPTIONS,
            Method::TRACE,
        ];
        for operation in &operations {
            for method in &methods {
                let known = |other: &&crate::isolation::operations::Operation| {
                    other.path == operation.path && other.method == *method
                };
                if operations.iter().find(known).is_some() {
                    continue;
                }
                let answer = app.as_operator().request(method.clone(), &operation.unknown_path()).await;
                answer.problem(405, "method_not_allowed");
                let allow = answer.header("allow").to_owned();
                assert!(allow.contains(operation.method.as_str()), "{method} {}: {allow}", operation.path);
                assert!(
                    !allow.split(", ").any(|allowed| allowed == method.as_str()),
                    "{method} {}: {allow}",
                    operation.path
                );
            }
        }
    }

    async fn c54_what_stands_beside_the_document_is_there(app) {
        for path in BESIDE {
            let answer = app.anonymous().get(path).await;
            assert!(matches!(answer.status, 200 | 301 | 302 | 307 | 308), "{path} answers {}", answer.status);
        }
        // The pages of the documentation bring all they need: nothing is fetched from elsewhere.
        let page = app.anonymous().get("/docs/").await.expect(200);
        assert!(page.header("content-type").starts_with("text/html"));
        let text = page.text();
        for elsewhere in ["https://", "http://", "src=\"//"] {
            assert!(!text.contains(elsewhere), "/docs/ refers to {elsewhere}…: {text}");
        }
    }
}
