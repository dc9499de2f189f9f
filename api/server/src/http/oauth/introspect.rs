//! `POST /oauth/introspect` (RFC 7662).

use actix_web::{HttpResponse, post, web::Data};
use palier_domain::{
    caller::{Caller, Mode},
    device::{Device, RefreshToken},
    ids::ClientId,
    time::Instant,
};
use serde_json::{Value, json};

use super::{authenticated, form::Asked, never_stored};
use crate::{
    app::App,
    auth::{Access, Refused, devices::REFRESH_PREFIX, tokens},
    http::{problem::Problem, run},
    service::devices::grants,
};

/// Tells a client whether a token is good and what it says. Of a token that is not good, or not this client's
/// business, nothing is told.
#[post("/oauth/introspect")]
pub async fn introspect(app: Data<App>, asked: Asked) -> Result<HttpResponse, Problem> {
    let now = app.now();
    let credentials = asked.credentials()?;
    let token = asked.form.required("token")?.to_owned();
    let asker = authenticated(&app, credentials, now).await?.caller();
    let answer = match token.starts_with(REFRESH_PREFIX) {
        true => refresh_token(&app, &asker, (token, now)).await?,
        false => access_token(&app, &asker, &token)?,
    };
    Ok(never_stored(HttpResponse::Ok()).json(answer))
}

fn access_token(app: &App, asker: &Caller, token: &str) -> Result<Value, Problem> {
    match app.auth.verify((&app.store, &app.keys), token, app.now()) {
        Ok(access) if may_know(asker, &access.caller) => Ok(active(app, asker, &access)),
        Ok(_) | Err(Refused::Token(_)) => Ok(json!({"active": false})),
        Err(Refused::Store(error)) => Err(error.into()),
    }
}

/// The operator knows all; an app its devices' tokens; everyone else the tokens of its own organisation, in its own mode.
fn may_know(asker: &Caller, holder: &Caller) -> bool {
    asker.is_operator()
        || asker.client_id == holder.client_id
        || (asker.organisation_id, asker.mode) == (holder.organisation_id, holder.mode)
}

/// Which device holds a token, and whose it is, is told to its app and to the operator in the device's own mode.
fn may_know_device(asker: &Caller, (app, mode): (ClientId, Mode)) -> bool {
    asker.client_id == app || (asker.is_operator() && asker.mode == mode)
}

fn active(app: &App, asker: &Caller, access: &Access) -> Value {
    let caller = &access.caller;
    let mut told = json!({
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
    });
    if let Some(device) = caller.device
        && may_know_device(asker, (caller.client_id, caller.mode))
    {
        told["sub"] = json!(device.id);
        told["device_id"] = json!(device.id);
        told["field_worker_id"] = json!(device.field_worker_id);
    }
    told
}

async fn refresh_token(
    app: &Data<App>,
    asker: &Caller,
    (token, now): (String, Instant),
) -> Result<Value, Problem> {
    let shared = Data::clone(app);
    let found = run::read(app, move |tx| {
        let keys = shared.keys.current();
        grants::usable(tx, keys.sealing_key(), (&token, now))
    })
    .await?;
    Ok(match found {
        Some((token, device)) if may_know_device(asker, (device.client_id, device.mode)) => {
            usable(app, &token, &device)
        }
        _ => json!({"active": false}),
    })
}

fn usable(app: &App, token: &RefreshToken, device: &Device) -> Value {
    json!({
        "active": true,
        "scope": tokens::joined(&token.scopes),
        "client_id": device.client_id,
        "exp": token.expires_at.seconds(),
        "iat": token.created_at.seconds(),
        "sub": device.id,
        "iss": app.auth.issuer(),
        "device_id": device.id,
        "field_worker_id": device.field_worker_id,
        "mode": device.mode.as_str(),
    })
}
