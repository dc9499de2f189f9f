//! Who is told of an event. The feed decides it where it is read, and webhooks where it happens: both by the same rule.

use std::collections::BTreeSet;

use palier_domain::{
    caller::{Act, Actor, Mode},
    event::EventType,
    ids::OrganisationId,
};
use palier_store::{Announcement, StoreError};
use palier_tests::{App, Caller, both, receiver::Receiver, seed::Tenant};
use serde_json::{Value, json};
use uuid::Uuid;

/// An organisation that reads the feed and has an endpoint, in a mode.
struct Reader {
    tenant: Tenant,
    mode: Mode,
    endpoint: Uuid,
    /// The last event that it could read before.
    known: String,
}

fn ids(list: &[Value], name: &str) -> BTreeSet<String> {
    list.iter().map(|one| one[name].as_str().expect("an id").to_owned()).collect()
}

impl Reader {
    fn caller<'a>(&self, app: &'a App) -> Caller<'a> {
        app.as_client(if self.mode == Mode::Live { &self.tenant.live } else { &self.tenant.test })
    }

    async fn new(app: &App, receiver: &Receiver, tenant: &Tenant, mode: Mode) -> Self {
        let mut reader = Self { tenant: tenant.clone(), mode, endpoint: Uuid::nil(), known: String::new() };
        let endpoint = receiver.register(&reader.caller(app), json!({})).await;
        reader.endpoint = endpoint["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        let before = reader.caller(app).all("/v1/events", 200).await;
        reader.known = before
            .last()
            .map(|event| format!("after={}", event["id"].as_str().expect("an id")))
            .unwrap_or_default();
        reader
    }

    /// What it reads since then, once the feed shows all of it.
    async fn feed(&self, app: &App, last: &str) -> Vec<Value> {
        for _ in 0..200 {
            let feed = self.caller(app).all(&format!("/v1/events?{}", self.known), 200).await;
            if feed.iter().any(|event| event["id"] == last) {
                return feed;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("the feed does not come to {last}");
    }

    async fn deliveries(&self, app: &App) -> Vec<Value> {
        self.caller(app).all(&format!("/v1/webhook-endpoints/{}/deliveries", self.endpoint), 200).await
    }
}

/// Tells of an event as the document has it, of a thing and to whom; answers with its id.
fn announce(
    app: &App,
    (document, mode): (&Value, Mode),
    (event_type, organisation_id, subject): (EventType, Option<OrganisationId>, Uuid),
) -> String {
    let body = &document["webhooks"][event_type.as_str()]["post"]["requestBody"]["content"];
    let data = &body["application/json"]["example"]["data"];
    let act = Act { actor: Actor::Server(mode), request_id: "test".to_owned(), at: app.state().now() };
    let announced: Result<_, StoreError> = app.store().write(|tx| {
        let subject_id = subject.to_string();
        tx.announce(&act, Announcement { event_type, subject_id, organisation_id, data: data.clone() })
    });
    announced.expect("announced").id.to_string()
}

both! {
    async fn an_endpoint_gets_what_its_organisation_may_read_and_nothing_else(app) {
        let (receiver, seed, mut readers) = (Receiver::start(), app.seed(), vec![]);
        // All kinds of organisations, and two of those whose events are not each other's.
        let tenants = [
            &seed.operator, &seed.partner, &seed.other_partner, &seed.municipality, &seed.other_municipality,
            &seed.app_publisher,
        ];
        for tenant in tenants {
            for mode in [Mode::Live, Mode::Test] {
                readers.push(Reader::new(app, &receiver, tenant, mode).await);
            }
        }
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        let mut trials = BTreeSet::new();
        for event_type in EventType::ALL {
            for reader in &readers {
                let organisation = OrganisationId(reader.tenant.id);
                let id = announce(app, (&document, reader.mode), (*event_type, Some(organisation), reader.endpoint));
                if *event_type == EventType::WebhookEndpointPinged {
                    trials.insert(id);
                }
            }
        }
        let last = [Mode::Live, Mode::Test]
            .map(|mode| (mode, announce(app, (&document, mode), (EventType::ReleasePublished, None, Uuid::now_v7()))));
        for reader in &readers {
            let (_, last) = last.iter().find(|(mode, _)| *mode == reader.mode).expect("each mode");
            let feed = ids(&reader.feed(app, last).await, "id");
            let told = ids(&reader.deliveries(app).await, "event_id");
            assert!(told.is_subset(&feed), "told of what it may not read: {:?}", told.difference(&feed));
            // A trial is told to that endpoint alone, though the operator may read of it.
            let missing: BTreeSet<&String> = feed.difference(&told).collect();
            assert!(missing.iter().all(|id| trials.contains(*id)), "not told of what it may read: {missing:?}");
            let own = EventType::ALL.len() + 1;
            let operator = reader.tenant.id == seed.operator.id;
            let (read, trials) = if operator { (own + 5 * (own - 1), 5) } else { (own, 0) };
            assert_eq!((feed.len(), missing.len()), (read, trials));
        }
    }
}
