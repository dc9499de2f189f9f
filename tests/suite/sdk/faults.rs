//! Two thousand operations through a network that loses, cuts, delays and doubles: exactly what was done is there.

use std::{collections::BTreeMap, time::Duration};

use palier_sdk::{
    Client, RetryPolicy,
    testing::Example,
    types::{
        CampaignId, CampaignInput, CampaignPatch, CampaignStatus, HouseholdId, HouseholdInput,
        HouseholdPatch, HouseholdSummary,
    },
};
use palier_tests::{App, both, seed::Tenant};

use super::proxy::{Fate, Proxy};

/// How many histories, and operations in each.
const SEEDS: u64 = 20;
const OPERATIONS: usize = 100;

/// Two clients on a bad network, and what has to be there in the end.
struct History {
    partner: Client,
    operator: Client,
    rng: fastrand::Rng,
    campaigns: BTreeMap<CampaignId, (i32, CampaignStatus)>,
    households: BTreeMap<HouseholdId, i32>,
}

impl History {
    fn begin(app: &App, proxy: &Proxy, seed: u64) -> Self {
        let retry = RetryPolicy::new().attempts(25).budget(1000);
        let retry = retry.delays_between(Duration::from_millis(1), Duration::from_millis(20));
        let set_up = |tenant: &Tenant| {
            let (id, secret) = (tenant.live.id.as_str(), tenant.live.secret.as_str());
            let client = Client::builder(&proxy.url).credentials(id, secret).retry(retry.clone());
            client.attempt_timeout(Duration::from_secs(2)).build().expect("it is set up")
        };
        let (partner, operator) = (set_up(&app.seed().partner), set_up(&app.seed().operator));
        let rng = fastrand::Rng::with_seed(seed);
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
        assert_eq!(found.collect::<BTreeMap<_, _>>(), self.campaigns, "seed {seed}");
        let found = self.exported().await;
        let ids: Vec<_> = found.iter().map(|household| household.id).collect();
        assert_eq!(ids, self.households.keys().copied().collect::<Vec<_>>(), "seed {seed}");
        for (id, floor) in self.households.iter().rev().take(20) {
            let household = self.operator.households().get(*id).await.expect("it is there");
            assert_eq!(household.floor, Some(*floor), "seed {seed}");
        }
    }
}

both! {
    async fn c55_c56_two_thousand_operations_on_a_bad_network_happen_exactly_once(app) {
        let mut before: (BTreeMap<_, _>, BTreeMap<_, _>) = Default::default();
        let mut met: BTreeMap<Fate, u32> = BTreeMap::new();
        for seed in 0..SEEDS {
            let proxy = Proxy::before(app.url(), seed).await;
            let mut history = History::begin(app, &proxy, seed);
            (history.campaigns, history.households) = before;
            for _ in 0..OPERATIONS {
                history.step().await;
            }
            history.check(seed).await;
            before = (history.campaigns, history.households);
            for (fate, times) in proxy.met() {
                *met.entry(fate).or_default() += times;
            }
        }
        assert!(before.0.len() > 100 && before.1.len() > 100);
        assert!(met.len() == 10 && met.values().all(|times| *times >= 3), "each fate was met: {met:?}");
    }
}
