//! A network that drops, delays, cuts, answers in the server's place, and sends twice.

use std::{collections::BTreeMap, sync::Mutex, time::Duration};

use futures_util::{StreamExt, stream};
use palier_sdk::{
    Client, RetryPolicy,
    http_client::{BoxFuture, Chunks, HttpClient, TransportError, TransportKind},
    testing::Example,
    types::{
        CampaignId, CampaignInput, CampaignPatch, CampaignStatus, HouseholdId, HouseholdInput, HouseholdPatch,
    },
};
use palier_tests::{App, both};
use reqwest::StatusCode;

use super::builder;

/// How many histories, and operations in each.
const SEEDS: u64 = 20;
const OPERATIONS: usize = 100;

type Answer = Result<http::Response<Chunks>, TransportError>;

/// Between the SDK and the server.
#[derive(Debug)]
struct Bad {
    http: reqwest::Client,
    chance: Mutex<fastrand::Rng>,
}

impl HttpClient for Bad {
    fn send(&self, request: http::Request<bytes::Bytes>) -> BoxFuture<'_, Answer> {
        let luck = self.chance.lock().expect("nobody panicked").u8(0..100);
        Box::pin(async move {
            match luck {
                0..6 => Err(TransportError::new(TransportKind::Connect, "no way through")),
                6..10 => Ok(instead(StatusCode::TOO_MANY_REQUESTS)),
                10..14 => Ok(instead(StatusCode::BAD_GATEWAY)),
                14..18 => Ok(instead(StatusCode::SERVICE_UNAVAILABLE)),
                18..26 => {
                    drop(self.pass(request).await?);
                    Err(TransportError::new(TransportKind::Broken, "the answer was lost"))
                }
                26..32 => {
                    let answer = self.pass(request).await?;
                    Ok(answer.map(|body| Box::pin(body.take(1).chain(stream::iter([cut()]))) as Chunks))
                }
                32..37 => {
                    let first = self.pass(request.clone()).await;
                    first.and(self.pass(request).await)
                }
                // The second meets the first while it runs, and is told to wait a second.
                37 => {
                    let twice =
                        futures_util::future::join(self.pass(request.clone()), self.pass(request)).await;
                    twice.0.and(twice.1)
                }
                38..41 => {
                    drop(self.pass(request).await?);
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    Err(TransportError::new(TransportKind::Broken, "too late"))
                }
                _ => self.pass(request).await,
            }
        })
    }
}

fn cut() -> Result<bytes::Bytes, TransportError> {
    Err(TransportError::new(TransportKind::Broken, "cut in the middle"))
}

/// What something between answers in the server's place.
fn instead(status: StatusCode) -> http::Response<Chunks> {
    let body: Chunks = Box::pin(stream::iter([Ok(bytes::Bytes::from_static(b"<html>busy</html>"))]));
    let mut answer = http::Response::new(body);
    *answer.status_mut() = status;
    answer
}

impl Bad {
    async fn pass(&self, request: http::Request<bytes::Bytes>) -> Answer {
        let broken = |error: reqwest::Error| TransportError::new(TransportKind::Broken, error);
        let request = reqwest::Request::try_from(request).expect("it can be sent");
        let answer = self.http.execute(request).await.map_err(broken)?;
        let mut response = http::Response::new(());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        let body: Chunks = Box::pin(answer.bytes_stream().map(move |chunk| chunk.map_err(broken)));
        Ok(response.map(|()| body))
    }
}

/// Two clients on a bad network, and what has to be there in the end.
struct History {
    partner: Client,
    operator: Client,
    rng: fastrand::Rng,
    campaigns: BTreeMap<CampaignId, (i32, CampaignStatus)>,
    households: BTreeMap<HouseholdId, i32>,
}

impl History {
    fn begin(app: &App, seed: u64) -> Self {
        let retry = RetryPolicy::new().attempts(25).budget(1000);
        let retry = retry.delays_between(Duration::from_millis(1), Duration::from_millis(20));
        let set_up = |tenant, seed| {
            let chance = Mutex::new(fastrand::Rng::with_seed(seed));
            let bad = Bad { http: reqwest::Client::new(), chance };
            builder(app, tenant).http_client(bad).retry(retry.clone()).build().expect("it is set up")
        };
        let (partner, operator) =
            (set_up(&app.seed().partner, seed), set_up(&app.seed().operator, seed + 1000));
        let rng = fastrand::Rng::with_seed(seed + 2000);
        Self { partner, operator, rng, campaigns: BTreeMap::new(), households: BTreeMap::new() }
    }

    /// One operation, or a reading and the change that follows; they have to succeed whatever the network does.
    async fn step(&mut self) {
        let number = self.rng.i32(1..90);
        let drafts = self.campaigns.iter().filter(|(_, (_, status))| *status == CampaignStatus::Draft);
        let draft = self.rng.choice(drafts.map(|(id, _)| *id).collect::<Vec<_>>());
        let household = self.rng.choice(self.households.keys().copied().collect::<Vec<_>>());
        match (self.rng.u8(0..6), draft, household) {
            (1, Some(id), _) => self.change_campaign(id, number).await,
            (2, Some(id), _) => self.submit(id).await,
            (0..3, ..) => self.create_campaign(number).await,
            (3 | 4, _, Some(id)) => self.change_household(id, number).await,
            _ => self.create_household(number).await,
        }
    }

    /// The server names campaigns: one that is made twice is two.
    async fn create_campaign(&mut self, doors: i32) {
        let mut input = CampaignInput::example();
        (input.external_id, input.target_doors) = (None, doors);
        let made = self.partner.campaigns().create(input).await.expect("it is made");
        self.campaigns.insert(made.id, (doors, CampaignStatus::Draft));
    }

    async fn change_campaign(&mut self, id: CampaignId, doors: i32) {
        let campaigns = self.partner.campaigns();
        let version = campaigns.get(id).await.expect("it is there").version().expect("it has one");
        let patch = CampaignPatch::new().target_doors(doors);
        campaigns.update(id, version, patch).await.expect("it is changed");
        self.campaigns.insert(id, (doors, CampaignStatus::Draft));
    }

    async fn submit(&mut self, id: CampaignId) {
        let submitted = self.partner.campaigns().submit(id).await.expect("it is submitted");
        self.campaigns.insert(id, (submitted.target_doors, CampaignStatus::Submitted));
    }

    async fn create_household(&mut self, floor: i32) {
        let mut input = HouseholdInput::example().floor(floor);
        input.id = HouseholdId::generate();
        let id = input.id;
        self.operator.households().create(input).await.expect("it is made");
        self.households.insert(id, floor);
    }

    async fn change_household(&mut self, id: HouseholdId, floor: i32) {
        let households = self.operator.households();
        let version = households.get(id).await.expect("it is there").version().expect("it has one");
        let patch = HouseholdPatch::new().floor(floor);
        households.update(id, version, patch).await.expect("it is changed");
        self.households.insert(id, floor);
    }

    /// Exactly what was done is there, the newest households to the letter.
    async fn check(&self, seed: u64) {
        let found = self.partner.campaigns().list().limit(100).stream().try_collect().await.expect("a list");
        let found = found.into_iter().map(|campaign| (campaign.id, (campaign.target_doors, campaign.status)));
        assert_eq!(found.collect::<BTreeMap<_, _>>(), self.campaigns, "seed {seed}");
        let found = self.operator.households().list().export().try_collect().await;
        // An export that is cut can't be continued, and is not tried again by itself.
        if let Ok(found) = found {
            let ids: Vec<_> = found.iter().map(|household| household.id).collect();
            assert_eq!(ids, self.households.keys().copied().collect::<Vec<_>>(), "seed {seed}");
        }
        for (id, floor) in self.households.iter().rev().take(20) {
            let household = self.operator.households().get(*id).await.expect("it is there");
            assert_eq!(household.floor, Some(*floor), "seed {seed}");
        }
    }
}

both! {
    async fn two_thousand_operations_on_a_bad_network_end_as_they_should(app) {
        let mut before: (BTreeMap<_, _>, BTreeMap<_, _>) = Default::default();
        for seed in 0..SEEDS {
            let mut history = History::begin(app, seed);
            (history.campaigns, history.households) = before;
            for _ in 0..OPERATIONS {
                history.step().await;
            }
            history.check(seed).await;
            before = (history.campaigns, history.households);
        }
        assert!(before.0.len() > 100 && before.1.len() > 100);
    }
}
