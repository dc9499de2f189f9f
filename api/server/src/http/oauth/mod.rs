//! The authorization server's HTTP surface.

mod device;
mod form;
mod introspect;
mod metadata;
pub mod problems;
mod revoke;
#[cfg(test)]
mod tests;
mod token;

use actix_web::{
    HttpResponseBuilder,
    http::header::{CACHE_CONTROL, PRAGMA},
    web::{Data, ServiceConfig},
};
use palier_domain::time::Instant;

use super::{problem::Problem, run};
use crate::{
    app::App,
    service::tokens::{Authenticated, Credentials, authenticate, touch},
};

pub use device::GRANT as DEVICE_GRANT;

/// The endpoints and documents of the authorization server.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(token::token)
        .service(introspect::introspect)
        .service(revoke::revoke)
        .service(metadata::metadata)
        .service(metadata::jwks);
}

/// The client behind the credentials.
async fn authenticated(
    app: &Data<App>,
    credentials: Credentials,
    now: Instant,
) -> Result<Authenticated, Problem> {
    let shared = Data::clone(app);
    let writes = matches!(credentials, Credentials::Assertion { .. });
    let work = move || {
        let longest = shared.config.auth.assertion_max_seconds;
        authenticate((&shared.store, &shared.auth, longest), &credentials, now)
    };
    let client = match writes {
        true => run::block_to_write(app, work).await?,
        false => run::block(work).await?,
    };
    tracing::Span::current().record("client_id", tracing::field::display(client.client.id));
    note_use(app, &client, now);
    Ok(client)
}

/// Notes that a secret was used, beside the answer and not before it.
fn note_use(app: &Data<App>, client: &Authenticated, now: Instant) {
    let Some(secret) = &client.secret else { return };
    if !app.auth.should_touch(secret.id, secret.last_used_at, now) {
        return;
    }
    let (app, id) = (Data::clone(app), secret.id);
    actix_web::rt::spawn(async move {
        let shared = Data::clone(&app);
        if let Err(problem) = run::block_to_write(&app, move || touch(&shared.store, id, now)).await {
            tracing::warn!(error = ?problem.cause, "the use of a secret could not be noted");
        }
    });
}

/// RFC 6749, section 5.1: no cache keeps what holds or tells of credentials.
fn never_stored(mut response: HttpResponseBuilder) -> HttpResponseBuilder {
    response.insert_header((CACHE_CONTROL, "no-store")).insert_header((PRAGMA, "no-cache"));
    response
}
