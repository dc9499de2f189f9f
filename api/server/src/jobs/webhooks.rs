//! Sends webhooks: a thread with a runtime of its own, on which many are under way at once. What is due stands in the
//! database; nothing is kept here but who has how many under way, so that a slow receiver holds up nobody else.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, mpsc::Receiver},
    time::Duration,
};

use actix_web::web::Data;
use palier_domain::{
    ids::{OrganisationId, WebhookEndpointId},
    webhook::{Follows, MOST_JITTER},
};
use palier_store::{Recorded, Tx, rows::Busy, rows::Due};
use tokio::{task::JoinSet, time::sleep};

use super::Reported;
use crate::{
    app::App,
    service::{ServiceError, webhook_deliveries as deliveries},
    telemetry::metrics::{WEBHOOK_ATTEMPTS, WEBHOOKS_IN_FLIGHT},
    webhooks::{
        client::{self, Client},
        message::Message,
    },
};

/// Time between two looks at whether something is due.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// How long those that are under way are waited for when the server stops; the others are sent again by whoever runs next.
const PATIENCE: Duration = Duration::from_secs(4);

/// The most that are under way at once, …
const MOST: usize = 32;
/// … of these, to one organisation, …
const MOST_OF_ORGANISATION: usize = 8;
/// … and to one endpoint.
const MOST_OF_ENDPOINT: usize = 4;

/// Sends what is due until the sender of `stopped` is dropped.
pub fn run(app: &Data<App>, stopped: Receiver<()>) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return tracing::error!(%error, "webhooks can't be sent"),
    };
    runtime.block_on(send_until(app, stopped));
    // A name that is being looked up would hold up the end.
    runtime.shutdown_background();
}

async fn send_until(app: &Data<App>, stopped: Receiver<()>) {
    let mut sender = Sender::new(app);
    let mut stop = tokio::task::spawn_blocking(move || stopped.recv());
    loop {
        sender.fill().await;
        tokio::select! {
            _ = &mut stop => break,
            Some(_ended) = sender.running.join_next() => {}
            () = sleep(LOOK_EVERY) => {}
        }
    }
    let rest = async { while sender.running.join_next().await.is_some() {} };
    if tokio::time::timeout(PATIENCE, rest).await.is_err() {
        tracing::info!("webhooks that were under way are sent again at the next start");
    }
}

struct Sender {
    app: Data<App>,
    client: Option<Client>,
    places: Places,
    running: JoinSet<()>,
    claiming: Reported,
    preparing: Reported,
}

impl Sender {
    fn new(app: &Data<App>) -> Self {
        Self {
            app: Data::clone(app),
            client: None,
            places: Places::default(),
            running: JoinSet::new(),
            claiming: Reported::new("webhooks that are due can't be looked at"),
            preparing: Reported::new("webhooks can't be sent"),
        }
    }

    /// Begins to send what is due, as far as there are places.
    async fn fill(&mut self) {
        while !self.places.are_taken() {
            let claimed = claim(&self.app, &self.places).await;
            let claimed = self.claiming.note(claimed).unwrap_or_default();
            if claimed.is_empty() {
                return;
            }
            // Not before something is to be sent: reading the certificates of this machine takes its time.
            if self.client.is_none() {
                self.client = self.preparing.note(Client::new(self.app.reach.clone(), client::system()));
            }
            let Some(client) = &self.client else { return };
            for (due, place) in claimed {
                let (app, client) = (Data::clone(&self.app), client.clone());
                self.running.spawn(async move {
                    deliver(&app, &client, due).await;
                    drop(place);
                });
            }
        }
    }
}

/// Takes what is due and has a place.
async fn claim(app: &Data<App>, places: &Places) -> Result<Vec<(Due, Place)>, ServiceError> {
    let (shared, places) = (Data::clone(app), places.clone());
    block(move || {
        let (now, busy) = (shared.now(), places.busy());
        deliveries::claim(
            &shared.store,
            (now, &busy),
            |(due, _): &(Due, Place)| due.id,
            |due| due.into_iter().filter_map(|due| places.take(&due).map(|place| (due, place))).collect(),
        )
    })
    .await
}

/// Sends one, and writes what came of it. If that can't be written, it is sent again when its lease is over.
async fn deliver(app: &Data<App>, client: &Client, due: Due) {
    let delivery = due.id;
    let result = if due.endpoint.is_enabled() {
        attempt(app, client, due).await
    } else {
        write(app, move |tx| deliveries::give_up(tx, &due)).await
    };
    if let Err(error) = result {
        tracing::warn!(%delivery, %error, "a webhook could not be sent, or what came of it not be written");
    }
}

async fn attempt(app: &Data<App>, client: &Client, due: Due) -> Result<(), ServiceError> {
    let (delivery, endpoint, now) = (due.id, due.endpoint.id, app.now());
    let message = match Message::new(&app.vault, (&due.endpoint, &due.event), now) {
        Ok(message) => message,
        // Our own fault, a restored database with another vault for example: nothing is counted against the endpoint.
        Err(error) => {
            tracing::error!(%delivery, %endpoint, %error, "a webhook can't be written; it waits for an hour");
            return write(app, move |tx| deliveries::postpone(tx, &due, now)).await;
        }
    };
    let (outcome, now) = (client.send(message).await, app.now());
    let jitter = fastrand::u32(0..=MOST_JITTER);
    let follows = write(app, move |tx| deliveries::settle(tx, (&due, outcome), (now, jitter))).await?;
    let label = match follows {
        Follows::Delivered => "delivered",
        Follows::Again(_) => "retried",
        Follows::Gone | Follows::GivenUp => "failed",
    };
    metrics::counter!(WEBHOOK_ATTEMPTS, "outcome" => label).increment(1);
    tracing::debug!(%delivery, %endpoint, ?outcome, follows = label, "a webhook was sent");
    Ok(())
}

/// Writes on a thread made for waiting, after those that wait for the one writer of SQLite.
async fn write<T: Send + 'static>(
    app: &Data<App>,
    f: impl FnOnce(&mut Tx<'_>) -> Result<Recorded<T>, ServiceError> + Send + 'static,
) -> Result<T, ServiceError> {
    let turn = app.turn_to_write().await?;
    let app = Data::clone(app);
    block(move || {
        let _turn = turn;
        app.store.write(f)
    })
    .await
}

async fn block<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ServiceError> + Send + 'static,
) -> Result<T, ServiceError> {
    let ended = tokio::task::spawn_blocking(work).await;
    ended.unwrap_or_else(|error| Err(ServiceError::Internal(format!("the sender of webhooks: {error}"))))
}

/// How many are under way, to whom.
#[derive(Clone, Default)]
struct Places(Arc<Mutex<UnderWay>>);

#[derive(Default)]
struct UnderWay {
    all: usize,
    organisations: HashMap<OrganisationId, usize>,
    endpoints: HashMap<WebhookEndpointId, usize>,
}

impl Places {
    fn with<T>(&self, f: impl FnOnce(&mut UnderWay) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn are_taken(&self) -> bool {
        self.with(|under_way| under_way.all >= MOST)
    }

    fn busy(&self) -> Busy {
        self.with(|under_way| Busy {
            endpoints: full(&under_way.endpoints, MOST_OF_ENDPOINT),
            organisations: full(&under_way.organisations, MOST_OF_ORGANISATION),
        })
    }

    /// A place, if there is one for this delivery.
    fn take(&self, due: &Due) -> Option<Place> {
        let (organisation, endpoint) = (due.endpoint.organisation_id, due.endpoint.id);
        self.with(|under_way| {
            let of_organisation = under_way.organisations.get(&organisation).copied().unwrap_or_default();
            let of_endpoint = under_way.endpoints.get(&endpoint).copied().unwrap_or_default();
            if under_way.all >= MOST
                || of_organisation >= MOST_OF_ORGANISATION
                || of_endpoint >= MOST_OF_ENDPOINT
            {
                return None;
            }
            under_way.all += 1;
            under_way.organisations.insert(organisation, of_organisation + 1);
            under_way.endpoints.insert(endpoint, of_endpoint + 1);
            metrics::gauge!(WEBHOOKS_IN_FLIGHT).set(under_way.all as f64);
            Some(Place { places: self.clone(), organisation, endpoint })
        })
    }
}

fn full<K: Copy>(counts: &HashMap<K, usize>, most: usize) -> Vec<K> {
    counts.iter().filter(|(_, count)| **count >= most).map(|(id, _)| *id).collect()
}

fn one_less<K: std::hash::Hash + Eq>(counts: &mut HashMap<K, usize>, key: K) {
    if let std::collections::hash_map::Entry::Occupied(mut count) = counts.entry(key) {
        *count.get_mut() -= 1;
        if *count.get() == 0 {
            count.remove();
        }
    }
}

/// One that is under way; over when it is dropped.
struct Place {
    places: Places,
    organisation: OrganisationId,
    endpoint: WebhookEndpointId,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.with(|under_way| {
            under_way.all -= 1;
            one_less(&mut under_way.organisations, self.organisation);
            one_less(&mut under_way.endpoints, self.endpoint);
            metrics::gauge!(WEBHOOKS_IN_FLIGHT).set(under_way.all as f64);
        });
    }
}
