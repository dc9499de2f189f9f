//! `POST /oauth/token`.

use actix_web::{HttpRequest, HttpResponse, post, web::Data};
use palier_domain::time::Instant;
use serde_json::json;

use super::{
    authenticated, device,
    form::Asked,
    never_stored,
    problems::{INVALID_SCOPE, UNSUPPORTED_GRANT_TYPE, oauth},
};
use crate::{app::App, auth::tokens, http::problem::Problem, service::tokens::grant};

/// Gives a client an access token for itself (RFC 6749, section 4.4), and a device its own.
#[post("/oauth/token")]
pub async fn token(app: Data<App>, asked: Asked, request: HttpRequest) -> Result<HttpResponse, Problem> {
    // The token is dated before its client is read: a revocation that comes in between stops it.
    let now = app.now();
    // Before who asks: each grant has credentials of its own.
    match asked.form.required("grant_type")? {
        "client_credentials" => client_credentials(&app, &asked, now).await,
        "refresh_token" => device::refresh(&app, &asked, (&request, now)).await,
        device::GRANT => device::enrol(&app, &asked, (&request, now)).await,
        _ => {
            let detail =
                format!("The grant types are client_credentials, refresh_token and {}.", device::GRANT);
            Err(oauth(UNSUPPORTED_GRANT_TYPE, detail))
        }
    }
}

async fn client_credentials(app: &Data<App>, asked: &Asked, now: Instant) -> Result<HttpResponse, Problem> {
    let client = authenticated(app, asked.credentials()?, now).await?;
    let scopes = grant(client.scopes().collect(), asked.form.get("scope"))
        .map_err(|detail| oauth(INVALID_SCOPE, detail))?;
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
