//! Exports that stream at the same time: how many may, and what becomes of one that nobody reads.

use std::{
    collections::HashMap,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use uuid::Uuid;

use super::problem::{Problem, RATE_LIMITED, UNAVAILABLE};
use crate::config::LimitsConfig;

/// Seconds after which a refused caller may try again.
const RETRY_AFTER: u32 = 5;

type Cause = Box<dyn std::error::Error>;

/// The exports that are running.
pub struct Exports {
    places: Arc<Semaphore>,
    per_client: usize,
    running: Arc<Mutex<HashMap<Uuid, usize>>>,
}

/// A place among them, until it is dropped.
pub struct Place {
    client: Uuid,
    running: Arc<Mutex<HashMap<Uuid, usize>>>,
    _place: OwnedSemaphorePermit,
}

impl Exports {
    pub(super) fn new(config: &LimitsConfig) -> Self {
        Self {
            places: Arc::new(Semaphore::new(config.export_max_concurrent)),
            per_client: config.exports_per_client,
            running: Arc::default(),
        }
    }

    pub(super) fn begin(&self, client: Uuid) -> Result<Place, Problem> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let own = running.get(&client).copied().unwrap_or(0);
        if own >= self.per_client {
            let detail =
                format!("As many exports of this client are running as may at the same time: {own}.");
            return Err(Problem::new(RATE_LIMITED, detail)
                .with_member("policy", "exports")
                .with_header("retry-after", RETRY_AFTER));
        }
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| {
            Problem::new(UNAVAILABLE, "As many exports as may run at the same time are running.")
                .with_header("retry-after", RETRY_AFTER)
        })?;
        running.insert(client, own + 1);
        Ok(Place { client, running: Arc::clone(&self.running), _place: place })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = running.get_mut(&self.client) {
            *own -= 1;
            if *own == 0 {
                running.remove(&self.client);
            }
        }
    }
}

/// The body of an export, which keeps its place for as long as somebody reads it. The framework does not ask for a
/// chunk while the last one can't be sent, so only a task of its own notices that: once nothing was taken for the
/// time of `stall`, it gives the place free, and the body ends with an error whenever it is asked for again.
pub fn held<E: Into<Cause> + 'static>(
    place: Place,
    stall: Duration,
    chunks: impl Stream<Item = Result<Bytes, E>> + 'static,
) -> impl Stream<Item = Result<Bytes, Cause>> + 'static {
    let (sender, receiver) = mpsc::channel(1);
    actix_web::rt::spawn(async move {
        let _place = place;
        let mut chunks = pin!(chunks);
        loop {
            // The end is sent too: without it the body was cut off.
            let chunk: Result<Option<Bytes>, Cause> = chunks.next().await.transpose().map_err(Into::into);
            let goes_on = matches!(chunk, Ok(Some(_)));
            match tokio::time::timeout(stall, sender.send(chunk)).await {
                Ok(Ok(())) if goes_on => {}
                Ok(_) => return,
                Err(_) => {
                    tracing::warn!(seconds = stall.as_secs(), "an export was given up: nobody reads it");
                    return;
                }
            }
        }
    });
    stream::unfold(Some(receiver), |receiver| async move {
        let mut receiver = receiver?;
        match receiver.recv().await {
            Some(Ok(Some(chunk))) => Some((Ok(chunk), Some(receiver))),
            Some(Ok(None)) => None,
            Some(Err(error)) => Some((Err(error), None)),
            None => Some((Err("the export was given up".into()), None)),
        }
    })
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, time::Duration};

    use actix_web::web::Bytes;
    use futures_util::{StreamExt, stream};
    use uuid::Uuid;

    use super::{Exports, held};
    use crate::config::LimitsConfig;

    fn exports(export_max_concurrent: usize, exports_per_client: usize) -> Exports {
        Exports::new(&LimitsConfig { export_max_concurrent, exports_per_client, ..LimitsConfig::default() })
    }

    fn chunks(count: usize) -> impl futures_util::Stream<Item = Result<Bytes, Infallible>> + 'static {
        stream::iter((0..count).map(|_| Ok(Bytes::from_static(b"row\n"))))
    }

    #[test]
    fn places_are_limited_for_a_client_and_for_all() {
        let exports = exports(3, 2);
        let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
        let status = |client| exports.begin(client).map(drop).map_err(|problem| problem.kind.status);
        let mut places: Vec<_> = [one, one].map(|client| exports.begin(client).ok()).into_iter().collect();
        assert!(places.iter().all(Option::is_some));
        assert_eq!(status(one), Err(429));
        assert_eq!(status(other), Ok(()));
        places.push(exports.begin(other).ok());
        assert_eq!(status(other), Err(503));
        places.remove(0);
        assert_eq!(status(one), Ok(()));
    }

    #[actix_web::test]
    async fn a_body_that_is_read_is_whole() {
        let exports = exports(1, 1);
        let client = Uuid::now_v7();
        let place = exports.begin(client).expect("a place");
        let body: Vec<_> = held(place, Duration::from_secs(5), chunks(5)).collect().await;
        assert_eq!(body.len(), 5);
        assert!(body.iter().all(Result::is_ok));
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert!(exports.begin(client).is_ok());
    }

    #[actix_web::test]
    async fn a_body_that_nobody_reads_gives_its_place_free_and_is_cut_off() {
        let exports = exports(1, 1);
        let client = Uuid::now_v7();
        let place = exports.begin(client).expect("a place");
        let mut body = Box::pin(held(place, Duration::from_millis(50), chunks(5)));
        assert!(body.next().await.is_some_and(|chunk| chunk.is_ok()));
        assert!(exports.begin(client).is_err());
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(exports.begin(client).is_ok());
        let rest: Vec<_> = body.collect().await;
        assert!(rest.last().is_some_and(Result::is_err), "{rest:?}");
    }
}
