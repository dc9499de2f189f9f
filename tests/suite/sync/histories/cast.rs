//! Who plays in a history: a field worker with some devices, a round, and a door that was there before.

use palier_domain::{
    caller::{Act, Actor, Caller, Device as Bound, Mode},
    device::{Device, DeviceDetails, DeviceStatus},
    field_worker::{Contract, FieldWorker, FieldWorkerContent, FieldWorkerStatus},
    ids::{CampaignId, ClientId, DeviceId, FieldWorkerId, HouseholdId, OrganisationId, RoundId},
    organisation::OrganisationKind,
    round::{Door, Round, RoundStatus},
    scope::Scope,
    time::{Day, Instant},
};
use palier_server::service::{ServiceError, sync::Item};
use palier_store::{Recorded, StoreError, query};
use palier_tests::App;
use serde_json::{Value, json};
use uuid::Uuid;

/// The players.
pub struct Cast<'a> {
    pub app: &'a App,
    pub campaign: CampaignId,
    pub devices: Vec<Bound>,
    /// A door of the round, which the operator entered.
    pub door: HouseholdId,
}

pub fn now() -> Instant {
    jiff::Timestamp::now().into()
}

pub fn item(kind: &str, item: Value) -> Item {
    serde_json::from_value(json!({"kind": kind, "item": item})).expect("an item")
}

/// A household as an item; what is edited later begins with these values.
pub fn household(id: Uuid) -> Value {
    json!({
        "id": id, "occurred_at": "2026-11-23T09:00:00Z", "neighbourhood_code": "QN09901N",
        "floor": 0, "building": "0", "stairwell": "0",
    })
}

impl<'a> Cast<'a> {
    pub fn assemble(app: &'a App, campaign: &str, devices: usize) -> Self {
        let campaign: CampaignId = campaign.parse().expect("an id");
        let (worker, door) = (FieldWorkerId(Uuid::now_v7()), HouseholdId(Uuid::now_v7()));
        let devices: Vec<_> =
            (0..devices).map(|_| Bound { id: DeviceId(Uuid::now_v7()), field_worker_id: worker }).collect();
        let cast = Self { app, campaign, devices, door };
        cast.enter(worker).expect("the cast is assembled");
        cast
    }

    fn enter(&self, worker: FieldWorkerId) -> Result<(), ServiceError> {
        let state = self.app.state();
        let shell = Act { actor: Actor::CommandLine, request_id: "cast".to_owned(), at: now() };
        let client: ClientId = self.app.seed().app_publisher.live.id.parse().expect("an id");
        state.store.write(|tx| {
            query!(tx, field_workers::insert(&shell, &person(worker, self.campaign, shell.at)))?;
            for device in &self.devices {
                query!(tx, devices::insert(&shell, &phone(*device, client, shell.at)))?;
            }
            let door = Door { household_id: self.door, position: 0, removed_at: None };
            let _entered = item("household", household(self.door.0)).put(tx, &shell, state.field())?;
            query!(tx, rounds::insert(&shell, &round(worker, self.campaign, shell.at), &[door]))?;
            Ok::<_, ServiceError>(Recorded::unchanged(()))
        })
    }

    /// The act of a device.
    pub fn act(&self, device: usize) -> Act {
        let device = self.devices[device];
        let seed = self.app.seed();
        let caller = Caller {
            client_id: seed.app_publisher.live.id.parse().expect("an id"),
            organisation_id: OrganisationId(seed.operator.id),
            kind: OrganisationKind::Operator,
            commune_codes: vec![],
            mode: Mode::Live,
            scopes: Scope::FOR_DEVICES.to_vec(),
            device: Some(device),
        };
        Act { actor: Actor::Client(caller), request_id: "history".to_owned(), at: now() }
    }

    /// Reads something as the first device.
    pub fn read<T>(&self, f: impl Fn(&mut palier_store::Tx<'_>, &Act) -> Result<T, StoreError>) -> T {
        let act = self.act(0);
        self.app.store().read(|tx| f(tx, &act)).expect("read")
    }
}

fn person(id: FieldWorkerId, campaign: CampaignId, at: Instant) -> FieldWorker {
    FieldWorker {
        id,
        mode: Mode::Live,
        display_name: "Mésange".to_owned(),
        status: FieldWorkerStatus::Active,
        content: FieldWorkerContent {
            languages: vec![],
            neighbourhood_codes: vec![],
            contract: Contract { starts_on: Day::constant(2026, 1, 1), ends_on: None, hours_per_month: 16 },
            trained_for: vec![campaign],
        },
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

fn phone(device: Bound, client_id: ClientId, at: Instant) -> Device {
    Device {
        id: device.id,
        mode: Mode::Live,
        field_worker_id: device.field_worker_id,
        client_id,
        details: DeviceDetails::default(),
        status: DeviceStatus::Active,
        revocation_reason: None,
        revoked_at: None,
        last_seen_at: None,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

fn round(field_worker_id: FieldWorkerId, campaign_id: CampaignId, at: Instant) -> Round {
    Round {
        id: RoundId(Uuid::now_v7()),
        mode: Mode::Live,
        field_worker_id,
        campaign_id,
        day: Day::constant(2027, 1, 12),
        status: RoundStatus::Planned,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}
