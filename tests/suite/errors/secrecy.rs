//! What an answer never tells, and where it is told instead.

use palier_tests::{App, Response, both, logs, samples};
use reqwest::Method;

/// What nobody outside needs to know.
const SECRETS: [&str; 16] = [
    "SELECT",
    "INSERT",
    "select ",
    "relation",
    "no such table",
    "sqlite",
    "SQLite",
    "postgres",
    "diesel",
    "r2d2",
    ".rs",
    "src/",
    "panicked",
    "campaigns_",
    "palier.db",
    "/tmp",
];

fn tells_nothing(answer: &Response) {
    let text = answer.text();
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} is told: {text}");
    }
}

async fn internal_errors(app: &App) -> Vec<Response> {
    let id = samples::draft(app).await;
    let campaign = format!("/v1/campaigns/{id}");
    let partner = app.as_partner();
    let _token = partner.token().await;
    app.connect().execute("ALTER TABLE campaigns RENAME TO gone");
    vec![
        partner.get("/v1/campaigns").await,
        partner.get(&campaign).await,
        partner.get("/v1/campaigns").accept("text/csv").await,
        partner.post("/v1/campaigns", samples::campaign()).await,
        partner.post_empty(&format!("{campaign}/submit")).await,
        partner.patch(&campaign, serde_json::json!({"title": "x"})).if_match("*").await,
    ]
}

both! {
    async fn c17_a_500_tells_nothing_and_the_log_all(app) {
        for answer in internal_errors(app).await {
            answer.problem(500, "internal");
            tells_nothing(&answer);
            let lines = logs::lines_with(answer.header("x-request-id"));
            assert!(
                lines.iter().any(|line| line.contains("gone") || line.contains("campaigns")),
                "{lines:?}"
            );
            assert!(lines.iter().any(|line| line.contains("500")), "{lines:?}");
        }
    }

    async fn c17_what_a_caller_sends_is_not_logged(app) {
        let token = app.as_partner().token().await.expect("a token");
        let body = samples::campaign_with(serde_json::json!({"title": "Titre-dont-nul-ne-parle"}));
        let id =
            app.as_partner().post("/v1/campaigns", body).key("cle-dont-nul-ne-parle").await.expect(201).id();
        let _seen = app.as_partner().get("/v1/campaigns?external_id=id-dont-nul-ne-parle").await.expect(200);
        let _nothing = app.anonymous().get("/chemin-dont-nul-ne-parle?x=y").await;
        for secret in [
            token.as_str(),
            "Titre-dont",
            "cle-dont",
            "id-dont",
            "chemin-dont",
            &app.seed().partner.live.secret,
        ] {
            assert!(logs::lines_with(secret).is_empty(), "{secret} is logged");
        }
        let _seen = app
            .as_partner()
            .get(&format!("/v1/campaigns/{id}"))
            .header("x-request-id", &id)
            .await
            .expect(200);
        let lines = logs::lines_with(&id);
        assert!(
            lines.iter().any(|line| line.contains("/v1/campaigns/{id}")),
            "the route template is logged: {lines:?}"
        );
    }

    async fn c17_errors_of_the_framework_tell_nothing(app) {
        for answer in [
            app.anonymous().get("/v1/../../etc/passwd").await,
            app.anonymous().get("/static/%2e%2e/%2e%2e/etc/passwd").await,
            app.as_partner()
                .request(Method::POST, "/v1/campaigns")
                .key("k")
                .body("application/json", "{")
                .await,
            app.as_partner().get("/v1/campaigns?cursor=AAAA").await,
            app.as_partner().get("/v1/campaigns?status='; DROP TABLE campaigns; --").await,
        ] {
            answer.any_problem();
            tells_nothing(&answer);
        }
    }
}
