//! `POST /oauth/revoke` (RFC 7009).

use actix_web::{HttpRequest, HttpResponse, post, web::Data};
use palier_domain::{
    caller::{Act, Actor},
    time::Instant,
};
use palier_store::{Recorded, Tx};

use super::{authenticated, device, form::Asked, never_stored};
use crate::{
    app::App,
    auth::{Refused, devices::REFRESH_PREFIX},
    http::{middleware::RequestId, problem::Problem, run},
    service::{ServiceError, devices::grants, tokens},
};

/// Takes a token of the client's own back before its time; with a device's refresh token goes the device. A token that
/// is unknown, expired or another client's is answered alike, and nothing happens to it.
#[post("/oauth/revoke")]
pub async fn revoke(app: Data<App>, asked: Asked, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let now = app.now();
    if asked.form.get("token").is_some_and(|token| token.starts_with(REFRESH_PREFIX)) {
        sign_out(&app, &asked, (&request, now)).await?;
        return Ok(never_stored(HttpResponse::Ok()).finish());
    }
    let credentials = asked.credentials()?;
    let token = asked.form.required("token")?.to_owned();
    let caller = authenticated(&app, credentials, now).await?.caller();
    match app.auth.verify((&app.store, &app.keys), &token, app.now()) {
        Ok(access) if access.caller.client_id == caller.client_id => {
            let request_id = RequestId::in_request(&request);
            let act = Act { actor: Actor::Client(caller), request_id, at: app.now() };
            stop(&app, move |tx| tokens::revoke(tx, &act, &access)).await?;
        }
        Ok(_) | Err(Refused::Token(_)) => {}
        Err(Refused::Store(error)) => return Err(error.into()),
    }
    Ok(never_stored(HttpResponse::Ok()).finish())
}

/// Whoever holds a device's refresh token may give it back, as its app does when somebody signs out.
async fn sign_out(
    app: &Data<App>,
    asked: &Asked,
    (request, now): (&HttpRequest, Instant),
) -> Result<(), Problem> {
    let token = asked.form.required("token")?.to_owned();
    let asking = device::asking(app, asked, (request, now)).await?;
    let shared = Data::clone(app);
    stop(app, move |tx| {
        let keys = shared.keys.current();
        grants::sign_out(tx, &asking, device::rules(&shared, &keys), &token)
    })
    .await
}

/// Carries a revocation out, and takes it up at once.
async fn stop(
    app: &Data<App>,
    f: impl FnOnce(&mut Tx<'_>) -> Result<Recorded<()>, ServiceError> + Send + 'static,
) -> Result<(), Problem> {
    let shared = Data::clone(app);
    run::block_to_write(app, move || {
        shared.store.write(f)?;
        // Committed: the other instances see it within a second, this one at once.
        if let Err(error) = shared.auth.refresh_revocations(&shared.store, shared.now()) {
            tracing::warn!(%error, "a revocation was kept, and this instance will notice it a moment later");
        }
        Ok::<_, ServiceError>(())
    })
    .await
}
