//! Two thousand operations through a network that loses, cuts, delays and doubles: exactly what was done is there.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use palier_sdk::{
    Client, ClientBuilder, RetryPolicy,
    device::{Enrolment, FileStore},
    jiff::Timestamp,
    offline::SyncQueue,
    testing::Example,
    types::{
        CampaignId, CampaignInput, CampaignPatch, CampaignStatus, Channel, FieldWorkerId, HouseholdId,
        HouseholdInput, HouseholdPatch, HouseholdSummary, Outcome, SyncItemInputHousehold,
        SyncItemInputVisit, VisitId, VisitInput,
    },
};
use palier_tests::{
    App, both,
    field::visits::{self, Door},
    seed::Tenant,
};
use tempfile::TempDir;

use super::proxy::{Fate, Proxy};

/// How many histories, and operations in each.
const SEEDS: u64 = 20;
const OPERATIONS: usize = 100;

/// A field worker's phone: what it keeps, and where it goes.
struct Phone {
    folder: TempDir,
    publisher: String,
    door: Door,
}

impl Phone {
    /// Is enrolled while the network is good.
    async fn enrolled(app: &App) -> Self {
        let door = visits::door(app).await;
        let worker: FieldWorkerId = door.worker.parse().expect("it is a UUID");
        let enrolment = super::client(app, &app.seed().operator).devices().create_enrolment(worker).await;
        let code = enrolment.expect("a code").code.clone().expect("it is shown once");
        let publisher = app.seed().app_publisher.live.id.clone();
        let phone = Self { folder: tempfile::tempdir().expect("a folder"), publisher, door };
        let enrolment = Enrolment::new(phone.publisher.as_str(), code);
        Client::builder(app.url()).enrol(enrolment, phone.tokens()).await.expect("the code is taken");
        phone
    }

    fn tokens(&self) -> FileStore {
        FileStore::new(self.folder.path().join("device.json"))
    }

    /// A visit to a household that it meets for the first time.
    fn visit(&self, queue: &SyncQueue) -> (HouseholdId, i32, VisitId) {
        let mut household = HouseholdInput::example().floor(4);
        household.id = HouseholdId::generate();
        let (id, at) = (household.id, VisitId::generate());
        let campaign: CampaignId = self.door.campaign.parse().expect("it is a UUID");
        let visit = VisitInput::new(at, id, campaign, Channel::Door, Outcome::NoAnswer, Timestamp::now());
        queue.add(SyncItemInputHousehold::new(household)).expect("it is kept");
        queue.add(SyncItemInputVisit::new(visit)).expect("it is kept");
        (id, 4, at)
    }
}

/// Two clients and a phone on a bad network, and what has to be there in the end.
struct History<'p> {
    partner: Client,
    operator: Client,
    device: Client,
    phone: &'p Phone,
    rng: fastrand::Rng,
    there: There,
}

/// What was done.
#[derive(Default)]
struct There {
    campaigns: BTreeMap<CampaignId, (i32, CampaignStatus)>,
    households: BTreeMap<HouseholdId, i32>,
    visits: BTreeSet<VisitId>,
}

impl<'p> History<'p> {
    fn begin(app: &App, proxy: &Proxy, phone: &'p Phone, (seed, there): (u64, There)) -> Self {
        let retry = RetryPolicy::new().attempts(25).budget(1000);
        let retry = retry.delays_between(Duration::from_millis(1), Duration::from_millis(20));
        let set_up = |client: ClientBuilder| {
            let client = client.retry(retry.clone()).attempt_timeout(Duration::from_secs(2));
            client.build().expect("it is set up")
        };
        let of = |tenant: &Tenant| {
            let (id, secret) = (tenant.live.id.as_str(), tenant.live.secret.as_str());
            set_up(Client::builder(&proxy.url).credentials(id, secret))
        };
        let device = set_up(Client::builder(&proxy.url).device(phone.publisher.as_str(), phone.tokens()));
        let (partner, operator) = (of(&app.seed().partner), of(&app.seed().operator));
        Self { partner, operator, device, phone, rng: fastrand::Rng::with_seed(seed), there }
    }

    /// One operation, or a reading and the change that follows; they have to succeed whatever the network does.
    async fn step(&mut self) {
        let number = self.rng.i32(1..90);
        let drafts = self.there.campaigns.iter().filter(|(_, (_, status))| *status == CampaignStatus::Draft);
        let draft = self.rng.choice(drafts.map(|(id, _)| *id).collect::<Vec<_>>());
        let household = self.rng.choice(self.there.households.keys().copied().collect::<Vec<_>>());
        match (self.rng.u8(0..7), draft, household) {
            (1, Some(id), _) => self.change_campaign(id, number).await,
            (2, Some(id), _) => self.submit(id).await,
            (0..3, ..) => self.create_campaign(number).await,
            (3 | 4, _, Some(id)) => self.change_household(id, number).await,
            (6, ..) => self.sync().await,
            _ => self.create_household(number).await,
        }
    }

    /// The server names campaigns: one that is made twice is two.
    async fn create_campaign(&mut self, doors: i32) {
        let mut input = CampaignInput::example();
        (input.external_id, input.target_doors) = (None, doors);
        let made = self.partner.campaigns().create(input).await.expect("it is made");
        self.there.campaigns.insert(made.id, (doors, CampaignStatus::Draft));
    }

    async fn change_campaign(&mut self, id: CampaignId, doors: i32) {
        let campaigns = self.partner.campaigns();
        let version = campaigns.get(id).await.expect("it is there").version().expect("it has one");
        let patch = CampaignPatch::new().target_doors(doors);
        campaigns.update(id, version, patch).await.expect("it is changed");
        self.there.campaigns.insert(id, (doors, CampaignStatus::Draft));
    }

    async fn submit(&mut self, id: CampaignId) {
        let submitted = self.partner.campaigns().submit(id).await.expect("it is submitted");
        self.there.campaigns.insert(id, (submitted.target_doors, CampaignStatus::Submitted));
    }

    async fn create_household(&mut self, floor: i32) {
        let mut input = HouseholdInput::example().floor(floor);
        input.id = HouseholdId::generate();
        let id = input.id;
        self.operator.households().create(input).await.expect("it is made");
        self.there.households.insert(id, floor);
    }

    async fn change_household(&mut self, id: HouseholdId, floor: i32) {
        let households = self.operator.households();
        let version = households.get(id).await.expect("it is there").version().expect("it has one");
        let patch = HouseholdPatch::new().floor(floor);
        households.update(id, version, patch).await.expect("it is changed");
        self.there.households.insert(id, floor);
    }

    /// The phone opens its outbox, as it does each time that it is started, and sends what it did meanwhile.
    async fn sync(&mut self) {
        let queue = SyncQueue::open(self.phone.folder.path().join("outbox.db")).expect("the outbox opens");
        for _ in 0..self.rng.u8(1..4) {
            let (household, floor, visit) = self.phone.visit(&queue);
            self.there.households.insert(household, floor);
            self.there.visits.insert(visit);
        }
        let sent = queue.flush(&self.device).await.expect("it is sent");
        assert!(sent.held.is_empty() && sent.refused.is_empty() && sent.conflicts.is_empty(), "{sent:?}");
        assert_eq!(queue.waiting().expect("it can be read"), 0);
    }

    /// An export that is cut can't be continued, and is not begun again by itself: it has no place in the list.
    async fn exported(&self) -> Vec<HouseholdSummary> {
        for _ in 0..50 {
            if let Ok(found) = self.operator.households().list().export().try_collect().await {
                return found;
            }
        }
        panic!("no export came through");
    }

    /// Exactly what was done is there, the newest households to the letter.
    async fn check(&self, seed: u64) {
        let found = self.partner.campaigns().list().limit(100).stream().try_collect().await.expect("a list");
        let found = found.into_iter().map(|campaign| (campaign.id, (campaign.target_doors, campaign.status)));
        assert_eq!(found.collect::<BTreeMap<_, _>>(), self.there.campaigns, "seed {seed}");
        let found = self.exported().await;
        let ids: Vec<_> = found.iter().map(|household| household.id).collect();
        assert_eq!(ids, self.there.households.keys().copied().collect::<Vec<_>>(), "seed {seed}");
        let found = self.operator.visits().list().limit(200).stream().try_collect().await.expect("a list");
        let found: Vec<_> = found.into_iter().map(|visit| visit.id).collect();
        assert_eq!(found, self.there.visits.iter().copied().collect::<Vec<_>>(), "seed {seed}");
        for (id, floor) in self.there.households.iter().rev().take(20) {
            let household = self.operator.households().get(*id).await.expect("it is there");
            assert_eq!(household.floor, Some(*floor), "seed {seed}");
        }
    }
}

both! {
    async fn c55_c56_two_thousand_operations_on_a_bad_network_happen_exactly_once(app) {
        let phone = Phone::enrolled(app).await;
        let mut there = There::default();
        there.campaigns.insert(phone.door.campaign.parse().expect("a UUID"), (550, CampaignStatus::Running));
        there.households.insert(phone.door.household.parse().expect("a UUID"), 4);
        let mut met: BTreeMap<Fate, u32> = BTreeMap::new();
        for seed in 0..SEEDS {
            let proxy = Proxy::before(app.url(), seed).await;
            let mut history = History::begin(app, &proxy, &phone, (seed, there));
            for _ in 0..OPERATIONS {
                history.step().await;
            }
            history.check(seed).await;
            there = history.there;
            for (fate, times) in proxy.met() {
                *met.entry(fate).or_default() += times;
            }
        }
        assert!(there.campaigns.len() > 100 && there.households.len() > 100 && there.visits.len() > 100);
        assert!(met.len() == 10 && met.values().all(|times| *times >= 3), "each fate was met: {met:?}");
    }
}
