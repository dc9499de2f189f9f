//! `POST /oauth/revoke` (RFC 7009).

use actix_web::{HttpRequest, HttpResponse, post, web::Data};
use palier_domain::caller::{Act, Actor};

use super::{authenticated, form::Asked, never_stored};
use crate::{
    app::App,
    auth::Refused,
    http::{middleware::RequestId, problem::Problem, run},
    service::tokens,
};

/// Takes a token of the client's own back before its time. A token that is unknown, expired or another client's is
/// answered alike, and nothing happens to it.
#[post("/oauth/revoke")]
pub async fn revoke(app: Data<App>, asked: Asked, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let now = app.now();
    let credentials = asked.credentials()?;
    let token = asked.form.required("token")?.to_owned();
    let caller = authenticated(&app, credentials, now).await?.caller();
    match app.auth.verify((&app.store, &app.keys), &token, app.now()) {
        Ok(access) if access.caller.client_id == caller.client_id => {
            let request_id = RequestId::in_request(&request);
            let act = Act { actor: Actor::Client(caller), request_id, at: app.now() };
            let shared = Data::clone(&app);
            run::block_to_write(&shared, move || {
                app.store.write(|tx| tokens::revoke(tx, &act, &access))?;
                // Committed: the other instances see it within a second, this one at once.
                if let Err(error) = app.auth.refresh_revocations(&app.store, app.now()) {
                    tracing::warn!(%error, "a revocation was kept, and this instance will notice it a moment later");
                }
                Ok::<_, crate::service::ServiceError>(())
            })
            .await?;
        }
        Ok(_) | Err(Refused::Token(_)) => {}
        Err(Refused::Store(error)) => return Err(error.into()),
    }
    Ok(never_stored(HttpResponse::Ok()).finish())
}
