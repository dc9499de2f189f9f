//! `RateLimit`, `RateLimit-Policy`, 429.

use std::time::Duration;

use palier_server::config::Config;
use palier_tests::{Response, both, samples};
use sfv::{BareItem, List, ListEntry, Parser};

/// The one item of a structured list: its string and its integer parameters.
fn item(answer: &Response, name: &str) -> (String, Vec<(String, i64)>) {
    let text = answer.header(name);
    let list: List = Parser::new(text).parse().unwrap_or_else(|error| panic!("{name}: {text}: {error}"));
    let [ListEntry::Item(item)] = list.as_slice() else { panic!("{name}: {text} is not one item") };
    let BareItem::String(policy) = &item.bare_item else { panic!("{name}: {text} does not name its policy") };
    let number = |value: &BareItem| value.as_integer().map(i64::from).expect("an integer");
    let parameters = item.params.iter().map(|(name, value)| (name.as_str().to_owned(), number(value)));
    (policy.as_str().to_owned(), parameters.collect())
}

fn parameter(parameters: &[(String, i64)], name: &str) -> i64 {
    parameters
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| *value)
        .unwrap_or_else(|| panic!("no {name}"))
}

fn narrow(config: &mut Config) {
    config.limits.requests_per_minute = 60;
    config.limits.burst = 3;
}

both! {
    async fn c36_the_headers_parse_as_structured_fields_on_every_success(app) {
        let made = app.as_partner().post("/v1/campaigns", samples::campaign()).await.expect(201);
        let path = format!("/v1/campaigns/{}", made.id());
        let answers = [
            app.as_partner().get("/v1/campaigns").await.expect(200),
            app.as_partner().get("/v1/campaigns").accept("text/csv").await.expect(200),
            app.as_partner().get(&path).await.expect(200),
            app.as_partner().get(&path).header("if-none-match", "*").await.expect(304),
            app.as_partner()
                .post_empty(&format!("{path}/submit"))
                .header("prefer", "return=minimal")
                .await
                .expect(204),
            made,
            app.as_partner().get("/v1/campaigns/0").await.expect(404),
        ];
        let mut left = Vec::new();
        for answer in &answers {
            let (policy, allowed) = item(answer, "ratelimit-policy");
            let (named, standing) = item(answer, "ratelimit");
            assert_eq!((policy.as_str(), named.as_str()), ("client", "client"));
            assert_eq!((parameter(&allowed, "q"), parameter(&allowed, "w")), (600_000, 60));
            assert!((0..=60).contains(&parameter(&standing, "t")));
            left.push(parameter(&standing, "r"));
        }
        assert!(left.iter().all(|left| (0..100_000).contains(left)), "{left:?}");
    }

    async fn c36_what_is_left_counts_down(app, |config| {
        config.limits.requests_per_minute = 1;
        config.limits.burst = 5;
    }) {

        let _token = app.as_partner().token().await;
        for left in [4, 3, 2, 1, 0] {
            let answer = app.as_partner().get("/v1/themes").await.expect(200);
            let (_, standing) = item(&answer, "ratelimit");
            assert_eq!(parameter(&standing, "r"), left);
            assert_eq!(parameter(&standing, "t"), (5 - left) * 60, "seconds until all may be made again");
        }
    }

    async fn c37_too_many_requests_are_429_with_retry_after(app, narrow) {

        let _token = app.as_partner().token().await;
        for _ in 0..3 {
            let _seen = app.as_partner().get("/v1/themes?limit=1").await.expect(200);
        }
        let refused = app.as_partner().get("/v1/themes?limit=1").await;
        let problem = refused.problem(429, "rate_limited");
        assert_eq!(problem["policy"], "client");
        let wait: u64 = refused.header("retry-after").parse().expect("seconds");
        assert!((1..=2).contains(&wait), "{wait}");
        let (_, standing) = item(&refused, "ratelimit");
        assert_eq!(parameter(&standing, "r"), 0);
        // A bucket a client: another one is not disturbed.
        let _other = app.as_other_partner().get("/v1/themes?limit=1").await.expect(200);
        tokio::time::sleep(Duration::from_secs(wait)).await;
        let _again = app.as_partner().get("/v1/themes?limit=1").await.expect(200);
    }

    async fn c37_a_refused_write_is_not_made(app, narrow) {

        let _token = app.as_partner().token().await;
        let mut made = 0;
        for _ in 0..6 {
            let answer = app.as_partner().post("/v1/campaigns", samples::campaign()).await;
            match answer.status {
                201 => made += 1,
                _ => drop(answer.problem(429, "rate_limited")),
            }
        }
        assert!((3..6).contains(&made), "{made}");
        assert_eq!(app.connect().count("campaigns"), made);
    }

    async fn c37_the_token_endpoint_is_limited_by_address(app, |config| config.limits.token_requests_per_minute = 2) {

        let ask = || app.anonymous().form("/oauth/token", &[("grant_type", "client_credentials")]);
        for _ in 0..2 {
            ask().await.problem(401, "invalid_client");
        }
        let refused = ask().await;
        let problem = refused.problem(429, "rate_limited");
        assert_eq!(problem["policy"], "address");
        assert!(
            refused.header("retry-after").parse::<u32>().is_ok_and(|seconds| (1..=31).contains(&seconds))
        );
        // Whoever claims another address is not believed.
        ask().header("x-forwarded-for", "203.0.113.9").await.problem(429, "rate_limited");
        ask().header("forwarded", "for=203.0.113.9").await.problem(429, "rate_limited");
    }

    async fn c37_a_trusted_proxy_is_believed(app, |config| {
        config.limits.token_requests_per_minute = 1;
        config.server.trusted_proxies = vec!["127.0.0.1".parse().expect("an address")];
    }) {

        let ask = |of: &str| {
            let request = app.anonymous().form("/oauth/token", &[("grant_type", "client_credentials")]);
            request.header("x-forwarded-for", of)
        };
        ask("203.0.113.1").await.problem(401, "invalid_client");
        ask("203.0.113.1").await.problem(429, "rate_limited");
        ask("203.0.113.2").await.problem(401, "invalid_client");
        // What stands left of the proxy's own entry anybody may have written.
        ask("198.51.100.7, 203.0.113.1").await.problem(429, "rate_limited");
    }
}
