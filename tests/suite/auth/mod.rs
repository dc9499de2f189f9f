//! The authorization server, and what the API makes of its tokens.

mod access;
mod assertions;
mod keys;
mod published;
mod revocation;
mod secrets;

use palier_tests::{App, Response, seed::Credentials};

/// Asks for a token by HTTP Basic.
async fn by_basic(app: &App, credentials: &Credentials) -> Response {
    let fields = [("grant_type", "client_credentials")];
    app.anonymous().form("/oauth/token", &fields).basic(&credentials.id, &credentials.secret).await
}

/// Asks for a token with the secret in the form.
async fn by_post(app: &App, credentials: &Credentials) -> Response {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_id", &credentials.id),
        ("client_secret", &credentials.secret),
    ];
    app.anonymous().form("/oauth/token", &fields).await
}

/// The status that a token is met with.
async fn met(app: &App, token: &str) -> u16 {
    app.with_token(token).get("/v1/themes?limit=1").await.status
}
