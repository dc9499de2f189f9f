//! From a handler into the use cases: blocking work on the threads made for it.

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    web::{self, Data},
};
use palier_domain::caller::{Act, Actor};
use palier_store::{Recorded, Tx};

use super::{
    extract::Writes,
    problem::{IDEMPOTENCY_KEY_IN_USE, Problem},
    reply,
};
use crate::{
    app::App,
    service::{
        ServiceError,
        once::{self, Once, Reply},
    },
};

/// Runs blocking work; its panic is a problem, not the end of the connection.
///
/// # Errors
/// What `work` returns.
pub async fn block<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, Problem>
where
    T: Send + 'static,
    E: Send + 'static,
    Problem: From<E>,
{
    match web::block(work).await {
        Ok(result) => result.map_err(Problem::from),
        Err(error) => Err(Problem::internal(format!("a use case panicked: {error}"))),
    }
}

/// As [`block`], for work that writes: it takes a thread only when its turn has come.
///
/// # Errors
/// What `work` returns; 503 if its turn does not come.
pub async fn block_to_write<T, E>(
    app: &App,
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, Problem>
where
    T: Send + 'static,
    E: Send + 'static,
    Problem: From<E>,
{
    let turn = app.turn_to_write().await?;
    block(move || {
        let _turn = turn; // Until the work is done, also when nobody waits for its answer any more.
        work()
    })
    .await
}

/// Reads in one snapshot.
///
/// # Errors
/// What `f` returns.
pub async fn read<T: Send + 'static>(
    app: &Data<App>,
    f: impl FnOnce(&mut Tx<'_>) -> Result<T, ServiceError> + Send + 'static,
) -> Result<T, Problem> {
    let app = Data::clone(app);
    block(move || app.store.snapshot(f)).await
}

/// Changes something once, and answers.
///
/// # Errors
/// What `change` or `render` returns; 409 if the same key is running.
pub async fn write<T: 'static>(
    app: &Data<App>,
    (act, writes, fingerprint): (&Act, Writes, Vec<u8>),
    change: impl FnOnce(&mut Tx<'_>, &Act) -> Result<Recorded<T>, ServiceError> + Send + 'static,
    render: impl FnOnce(T) -> Result<Reply, ServiceError> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let app: Arc<App> = Data::clone(app).into_inner();
    let act = act.clone();
    let once = keyed(&app, &act, writes.key, fingerprint);
    let running = match &once {
        Some(once) => Some(app.begin(once.client, &once.key).ok_or_else(|| {
            Problem::new(IDEMPOTENCY_KEY_IN_USE, "The first request with this key is still running.")
                .with_header("retry-after", 1)
        })?),
        None => None,
    };
    let preference = writes.preference;
    let shared = Arc::clone(&app);
    let reply = block_to_write(&shared, move || {
        let _running = running;
        let keys = app.keys.current();
        once::write(
            &app.store,
            keys.sealing_key(),
            (&act, once.as_ref()),
            |tx| change(tx, &act),
            |value| render(value).map(|reply| reply::prefer(reply, preference)),
        )
    })
    .await?;
    Ok(reply::send(reply))
}

fn keyed(app: &App, act: &Act, key: Option<String>, fingerprint: Vec<u8>) -> Option<Once> {
    let Actor::Client(caller) = &act.actor else { return None };
    let hours = i64::from(app.config.idempotency.retention_hours);
    let expires_at = act.at.plus_seconds(hours * 3600);
    // All devices of an app share its client; a client's own keys can't hold a slash.
    let key = key.map(|key| match caller.device {
        Some(device) => format!("{}/{key}", device.id),
        None => key,
    });
    key.map(|key| Once { client: caller.client_id, key, fingerprint, expires_at })
}
