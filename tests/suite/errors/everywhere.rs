//! Every error is a problem, whoever made it.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use palier_tests::{App, Response, both, samples};
use reqwest::Method;

/// One error of each kind that can be met without breaking anything.
async fn errors(app: &App) -> Vec<(&'static str, Response)> {
    let (anonymous, operator, partner) = (app.anonymous(), app.as_operator(), app.as_partner());
    let big = format!("{{\"title\": \"{}\"}}", "x".repeat(1 << 20));
    let unknown = "/v1/campaigns/019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e";
    let raw =
        |method: Method, path: &str| partner.request(method, path).key(&uuid::Uuid::now_v7().to_string());
    vec![
        ("no route", anonymous.get("/nowhere").await),
        ("no route in the version", partner.get("/v1/nowhere").await),
        ("no route below a resource", partner.get("/v1/themes/a/b").await),
        ("no version", partner.get("/v2/campaigns").await),
        ("a path that decodes to nothing", anonymous.get("/%00").await),
        ("a path that is not UTF-8", anonymous.get("/v1/themes/%FF").await),
        ("no such problem", anonymous.get("/problems/nothing").await),
        ("405 on a list", operator.request(Method::DELETE, "/v1/organisations").await),
        ("405 on a resource", operator.request(Method::PUT, unknown).await),
        (
            "405 of a method unheard of",
            operator.request(Method::from_bytes(b"BREW").expect("a method"), "/v1/themes").await,
        ),
        ("405 beside the API", anonymous.request(Method::POST, "/healthz").await),
        ("405 at the token endpoint", anonymous.get("/oauth/token").await),
        ("405 on the document", anonymous.request(Method::DELETE, "/v1/openapi.json").await),
        ("401", anonymous.get("/v1/campaigns").await),
        ("401 by a bad token", app.with_token("x").get("/v1/campaigns").await),
        ("401 of a client", anonymous.form("/oauth/token", &[("grant_type", "client_credentials")]).await),
        ("403", partner.clone().with_scope("themes:read").get("/v1/campaigns").await),
        ("404", partner.get(unknown).await),
        ("404 by an id that can't be", partner.get("/v1/campaigns/1").await),
        ("406", partner.get("/v1/campaigns").accept("image/png").await),
        ("406 of a resource", partner.get("/v1/neighbourhoods/QN09901N").accept("text/csv").await),
        ("413", raw(Method::POST, "/v1/campaigns").body("application/json", big).await),
        ("413 of a form", anonymous.form("/oauth/token", &[("grant_type", &"x".repeat(1 << 16))]).await),
        ("415", raw(Method::POST, "/v1/campaigns").body("text/plain", "{}").await),
        (
            "415 of a form",
            anonymous.request(Method::POST, "/oauth/token").body("application/json", "{}").await,
        ),
        ("415 without a type", raw(Method::POST, "/v1/campaigns").await),
        ("a body that is no JSON", raw(Method::POST, "/v1/campaigns").body("application/json", "{").await),
        (
            "a body that is not UTF-8",
            raw(Method::POST, "/v1/campaigns").body("application/json", vec![b'"', 0xff, b'"']).await,
        ),
        (
            "a body nested too deeply",
            raw(Method::POST, "/v1/campaigns").body("application/json", "[".repeat(5000)).await,
        ),
        (
            "an encoding that is broken",
            raw(Method::POST, "/v1/campaigns")
                .header("content-encoding", "gzip")
                .body("application/json", "{}")
                .await,
        ),
        ("no key", partner.post("/v1/campaigns", samples::campaign()).without_key().await),
        ("a key that can't be", partner.post("/v1/campaigns", samples::campaign()).key("a b").await),
        ("a key that is not ASCII", partner.post("/v1/campaigns", samples::campaign()).key("clé").await),
        ("an If-Match without quotes", partner.patch(unknown, serde_json::json!({})).if_match("1").await),
        ("an If-None-Match without quotes", partner.get(unknown).header("if-none-match", "1").await),
        ("a query that can't be", partner.get("/v1/campaigns?limit=many").await),
        ("a query with a null", partner.get("/v1/neighbourhoods?q=%00").await),
        ("422", partner.post("/v1/campaigns", serde_json::json!({})).await),
        ("422 of no object", partner.post("/v1/campaigns", serde_json::json!([])).await),
        (
            "422 of an unwanted body",
            partner.post(&format!("{unknown}/submit"), serde_json::json!({"a": 1})).await,
        ),
        ("428", partner.patch(unknown, serde_json::json!({})).await),
    ]
}

both! {
    async fn c13_every_error_is_a_problem(app) {
        for (what, answer) in errors(app).await {
            assert!((400..500).contains(&answer.status), "{what}: {} {}", answer.status, answer.text());
            answer.any_problem();
            assert_eq!(answer.header("cache-control"), "no-store", "{what}");
        }
    }

    async fn c14_the_type_of_every_problem_leads_to_a_page(app) {
        for (what, answer) in errors(app).await {
            let problem = answer.any_problem();
            let kind = problem["type"].as_str().expect("a type");
            assert!(kind.starts_with(app.url()), "{what}: {kind} is on another server");
            let page = app.anonymous().get(kind).await.expect(200);
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
            let text = page.text();
            assert!(text.contains(problem["code"].as_str().expect("a code")), "{what}: {text}");
            assert!(text.contains(&format!("HTTP status {}", answer.status)), "{what}: {text}");
        }
    }

    async fn c14_the_index_lists_every_problem(app) {
        let index = app.anonymous().get("/problems").await.expect(200).text();
        let links: Vec<_> =
            index.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let links: Vec<_> = links.into_iter().filter(|link| link.starts_with("/problems/")).collect();
        assert!(links.len() >= 25, "{links:?}");
        for link in links {
            let _page = app.anonymous().get(link).await.expect(200);
        }
        for code in
            ["rate_limited", "timeout", "insufficient_storage", "unavailable", "internal", "invalid_client"]
        {
            assert!(index.contains(&format!("/problems/{code}")), "{code}");
        }
    }

    async fn c13_head_answers_as_get_without_a_body(app) {
        for (path, status) in [("/v1/themes", 200), ("/v1/nowhere", 404), ("/healthz", 200)] {
            let (head, get) =
                (app.as_partner().request(Method::HEAD, path).await, app.as_partner().get(path).await);
            assert_eq!((head.status, get.status), (status, status), "{path}");
            assert!(head.body.is_empty());
            assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
        }
    }

    /// What is no HTTP has no request to answer; what can be read as far as its head is answered by a problem.
    async fn c13_bodies_that_break_off_are_refused(app) {
        let token = app.as_partner().token().await.expect("a token");
        let head = format!(
            "POST /v1/campaigns HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\nidempotency-key: k\r\n\
             content-type: application/json\r\nconnection: close\r\n"
        );
        let answer = raw(app, &format!("{head}transfer-encoding: chunked\r\n\r\nnot a chunk\r\n"));
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");
        assert!(answer.is_empty() || answer.contains("application/problem+json"), "{answer}");
    }
}

/// Sends bytes as they are, and reads until the end.
fn raw(app: &App, bytes: &str) -> String {
    let mut stream = TcpStream::connect(app.address()).expect("a connection");
    stream.write_all(bytes.as_bytes()).expect("sent");
    let mut answer = Vec::new();
    // A connection that is reset has said what it had to say.
    let _end = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
