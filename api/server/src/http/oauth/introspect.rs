//! `POST /oauth/introspect` (RFC 7662).

use actix_web::{HttpResponse, post, web::Data};
use palier_domain::caller::Caller;
use serde_json::{Value, json};

use super::{authenticated, form::Asked, never_stored};
use crate::{
    app::App,
    auth::{Access, Refused, tokens},
    http::problem::Problem,
};

/// Tells a client whether a token is good and what it says. Of a token that is not good, or not this client's
/// business, nothing is told.
#[post("/oauth/introspect")]
pub async fn introspect(app: Data<App>, asked: Asked) -> Result<HttpResponse, Problem> {
    let now = app.now();
    let credentials = asked.credentials()?;
    let token = asked.form.required("token")?.to_owned();
    let asker = authenticated(&app, credentials, now).await?.caller();
    let answer = match app.auth.verify((&app.store, &app.keys), &token, app.now()) {
        Ok(access) if may_know(&asker, &access.caller) => active(&app, &access),
        Ok(_) | Err(Refused::Token(_)) => json!({"active": false}),
        Err(Refused::Store(error)) => return Err(error.into()),
    };
    Ok(never_stored(HttpResponse::Ok()).json(answer))
}

/// The operator knows all; everyone else the tokens of its own organisation, in its own mode.
fn may_know(asker: &Caller, holder: &Caller) -> bool {
    asker.is_operator() || (asker.organisation_id, asker.mode) == (holder.organisation_id, holder.mode)
}

fn active(app: &App, access: &Access) -> Value {
    let caller = &access.caller;
    json!({
        "active": true,
        "scope": tokens::joined(&access.caller.scopes),
        "client_id": caller.client_id,
        "token_type": "Bearer",
        "exp": access.expires_at.seconds(),
        "iat": access.issued_at.seconds(),
        "sub": caller.client_id,
        "aud": app.auth.audience(),
        "iss": app.auth.issuer(),
        "jti": access.token_id,
        "organisation_id": caller.organisation_id,
        "organisation_kind": caller.kind.as_str(),
        "mode": caller.mode.as_str(),
    })
}
