//! The grants of devices: a one-time code for the first tokens (an extension grant, RFC 6749, section 4.5), and a refresh
//! token for the next ones (section 6). An app on a phone can't keep a secret, so its client only names it.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use palier_domain::{device::DeviceDetails, time::Instant};
use serde_json::json;

use super::{
    authenticated,
    form::{Asked, Form},
    never_stored,
    problems::{INVALID_GRANT, INVALID_REQUEST, INVALID_SCOPE, UNAUTHORIZED_CLIENT, oauth},
};
use crate::{
    app::App,
    auth::{devices::refresh_token, tokens},
    http::{
        middleware::{RequestId, observe},
        problem::Problem,
        run,
    },
    keys::KeyRing,
    service::{
        devices::grants::{self, Answer, Asking, Exchange, Grant, Refusal, Rules},
        tokens::identify,
    },
};

/// The grant type by which a device is enrolled.
pub const GRANT: &str = "urn:palier:params:oauth:grant-type:device-enrolment";

/// The app that asks for a device: verified if it shows credentials, taken at its word if not.
pub async fn asking(
    app: &Data<App>,
    asked: &Asked,
    (request, at): (&HttpRequest, Instant),
) -> Result<Asking, Problem> {
    let client = match asked.any_credentials()? {
        Some(credentials) => authenticated(app, credentials, at).await?,
        None => {
            let (shared, id) = (Data::clone(app), asked.form.required("client_id")?.to_owned());
            let client = run::block(move || identify(&shared.store, &id, at)).await?;
            tracing::Span::current().record("client_id", tracing::field::display(client.client.id));
            client
        }
    };
    Ok(Asking { app: client, request_id: RequestId::in_request(request), at })
}

/// What the grants need of the server.
pub fn rules<'a>(app: &App, keys: &'a KeyRing) -> Rules<'a> {
    Rules {
        keys: keys.sealing_key(),
        refresh_days: app.config.field.refresh_token_days,
        lifetime: app.config.auth.access_token_seconds,
    }
}

/// Enrols a device by a one-time code.
pub async fn enrol(
    app: &Data<App>,
    asked: &Asked,
    (request, now): (&HttpRequest, Instant),
) -> Result<HttpResponse, Problem> {
    let exchange = exchange(&asked.form)?;
    let asking = asking(app, asked, (request, now)).await?;
    if !grants::may_have_devices(&asking.app) {
        let detail = "Only clients of the operator and of publishers of apps enrol devices.";
        return Err(oauth(UNAUTHORIZED_CLIENT, detail));
    }
    let shared = Data::clone(app);
    let answer = run::block_to_write(app, move || {
        let keys = shared.keys.current();
        shared.store.write(|tx| grants::enrol(tx, &asking, rules(&shared, &keys), exchange))
    })
    .await?;
    if matches!(answer, Err(Refusal::Grant(_))) {
        // Whoever guesses codes is let in ever more seldom.
        app.limits.failed_token(asked.network)?;
    }
    respond(app, answer, now)
}

fn exchange(form: &Form) -> Result<Exchange, Problem> {
    let text = |name| form.get(name).map(str::to_owned);
    let code = form.required("code")?.to_owned();
    let nonce = text("device_nonce");
    if nonce.as_deref().is_some_and(|nonce| !is_nonce(nonce)) {
        let detail =
            "The parameter device_nonce has 22 to 128 letters, digits, hyphens and underscores, at random.";
        return Err(oauth(INVALID_REQUEST, detail));
    }
    let details = DeviceDetails {
        label: text("device_label"),
        platform: text("platform"),
        app_version: text("app_version"),
    };
    let details = details.check().map_err(|invalid| {
        let names: Vec<_> = invalid.0.iter().map(|error| error.pointer.trim_start_matches('/')).collect();
        let detail = format!("Too long (more than 100 characters) or no line of text: {}.", names.join(", "));
        oauth(INVALID_REQUEST, detail)
    })?;
    Ok(Exchange { code, nonce, details, scope: text("scope") })
}

/// At least 128 bits, if its characters are of base64.
fn is_nonce(text: &str) -> bool {
    (22..=128).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Gives a device its next tokens.
pub async fn refresh(
    app: &Data<App>,
    asked: &Asked,
    (request, now): (&HttpRequest, Instant),
) -> Result<HttpResponse, Problem> {
    let presented = asked.form.required("refresh_token")?.to_owned();
    let scope = asked.form.get("scope").map(str::to_owned);
    let asking = asking(app, asked, (request, now)).await?;
    let shared = Data::clone(app);
    let answer = run::block_to_write(app, move || {
        let keys = shared.keys.current();
        let rules = rules(&shared, &keys);
        shared.store.write(|tx| grants::refresh(tx, &asking, rules, (&presented, scope.as_deref())))
    })
    .await?;
    respond(app, answer, now)
}

fn respond(app: &App, answer: Answer, now: Instant) -> Result<HttpResponse, Problem> {
    let grant = answer.map_err(|refusal| match refusal {
        Refusal::Grant(detail) => oauth(INVALID_GRANT, detail),
        Refusal::Scope(detail) => oauth(INVALID_SCOPE, detail),
    })?;
    observe::note_caller(&grant.caller);
    let Grant { caller, organisation_version, refresh_token: id } = grant;
    let keys = app.keys.current();
    let issued = app
        .auth
        .issue(&keys, (&caller, organisation_version), &caller.scopes, now)
        .map_err(|error| Problem::internal(format!("a token could not be signed: {error}")))?;
    Ok(never_stored(HttpResponse::Ok()).json(json!({
        "access_token": issued.token,
        "token_type": "Bearer",
        "expires_in": issued.expires_in,
        "refresh_token": refresh_token(keys.sealing_key(), id),
        "scope": tokens::joined(&caller.scopes),
        "device_id": caller.device.map(|device| device.id),
        "field_worker_id": caller.device.map(|device| device.field_worker_id),
    })))
}
