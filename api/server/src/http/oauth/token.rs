//! `POST /oauth/token`.

use actix_web::{HttpResponse, post, web::Data};
use serde_json::json;

use super::{
    authenticated,
    form::Asked,
    never_stored,
    problems::{INVALID_SCOPE, UNSUPPORTED_GRANT_TYPE, oauth},
};
use crate::{app::App, auth::tokens, http::problem::Problem, service::tokens::grant};

/// Gives a client an access token for itself (RFC 6749, section 4.4).
#[post("/oauth/token")]
pub async fn token(app: Data<App>, asked: Asked) -> Result<HttpResponse, Problem> {
    // The token is dated before its client is read: a revocation that comes in between stops it.
    let now = app.now();
    // Before who asks: a client that uses another grant has other credentials, or none.
    if asked.form.required("grant_type")? != "client_credentials" {
        return Err(oauth(UNSUPPORTED_GRANT_TYPE, "The only grant type is client_credentials."));
    }
    let client = authenticated(&app, asked.credentials()?, now).await?;
    let scopes = grant(&client, asked.form.get("scope")).map_err(|detail| oauth(INVALID_SCOPE, detail))?;
    let issued = app
        .auth
        .issue(&app.keys.current(), (&client.caller(), client.organisation.version), &scopes, now)
        .map_err(|error| Problem::internal(format!("a token could not be signed: {error}")))?;
    Ok(never_stored(HttpResponse::Ok()).json(json!({
        "access_token": issued.token,
        "token_type": "Bearer",
        "expires_in": issued.expires_in,
        "scope": tokens::joined(&scopes),
    })))
}
