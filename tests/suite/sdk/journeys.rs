//! The three journeys.

use palier_sdk::{
    Client, Field,
    device::{Enrolment, FileStore},
    jiff::Timestamp,
    offline::SyncQueue,
    testing::Example,
    types::{
        CampaignInput, CampaignPatch, CampaignStatus, Channel, FieldWorkerId, HouseholdId, Mode, Outcome,
        SyncItemInputVisit, SyncItemStatus, VisitId, VisitInput,
    },
};
use palier_tests::{both, field::visits};

use super::client;

both! {
    async fn a_partners_campaign_goes_from_draft_to_running(app) {
        let partner = client(app, &app.seed().partner).campaigns();
        let draft = partner.create(CampaignInput::example()).await.expect("it is made");
        assert!(draft.is_created());
        assert_eq!((&draft.status, draft.title.as_str()), (&CampaignStatus::Draft, "Eau solidaire aux Tilleuls"));
        let patch = CampaignPatch::new().target_doors(600).clear_price();
        let changed = partner.update(draft.id, draft.version().expect("it has one"), patch).await.expect("it is changed");
        assert_eq!((changed.target_doors, &changed.price), (600, &Field::Null));
        let outdated = partner.update(draft.id, draft.version().expect("it has one"), CampaignPatch::new()).await;
        assert!(outdated.expect_err("it was changed meanwhile").is_outdated());
        partner.submit(draft.id).send_minimal().await.expect("it is submitted");

        let denied = partner.approve(draft.id).await.expect_err("a partner does not decide");
        assert_eq!(denied.code(), Some("insufficient_scope"));
        let operator = client(app, &app.seed().operator).campaigns();
        operator.approve(draft.id).await.expect("it is approved");
        let running = operator.start(draft.id).await.expect("it is started");
        assert_eq!(running.status, CampaignStatus::Running);
        let tag = running.version().expect("it has one");
        assert!(operator.get(draft.id).send_if_changed(&tag).await.expect("it is asked").is_none());

        let seen = partner.list().status(CampaignStatus::Running).stream().try_collect().await.expect("a list");
        assert_eq!(seen.iter().map(|campaign| campaign.id).collect::<Vec<_>>(), [draft.id]);
    }

    async fn a_municipality_reads_pages_exports_and_files(app) {
        let client = client(app, &app.seed().municipality);
        let list = client.neighbourhoods().list().commune_code("99001");
        let by_page = list.clone().limit(1).stream().try_collect().await.expect("a list");
        let by_line = list.clone().export().try_collect().await.expect("an export");
        assert!(by_page.len() > 1);
        assert_eq!(by_page, by_line);
        let (mut csv, mut map) = (Vec::new(), Vec::new());
        list.clone().write_csv(&mut csv).await.expect("a file");
        list.clone().write_geojson(&mut map).await.expect("a file");
        let lines = String::from_utf8(csv).expect("it is text").lines().count();
        let map: palier_sdk::types::NeighbourhoodCollection = serde_json::from_slice(&map).expect("it is GeoJSON");
        assert_eq!((lines, map.features.len()), (by_page.len() + 1, by_page.len()));
        let wrong = client.neighbourhoods().list().commune_code("x").await.expect_err("it is no code");
        assert_eq!(wrong.field_errors()[0].parameter.as_deref(), Some("commune_code"));
        assert!(wrong.request_id().is_some());
    }

    async fn a_field_app_works_offline_and_sends_everything_later(app) {
        let door = visits::door(app).await;
        let worker: FieldWorkerId = door.worker.parse().expect("it is a UUID");
        let operator = client(app, &app.seed().operator);
        let enrolment = operator.devices().create_enrolment(worker).await.expect("a code");
        let png = operator.devices().get_enrolment_qr_code(enrolment.id).await.expect("a picture");
        assert!(png.starts_with(b"\x89PNG"));

        let folder = tempfile::tempdir().expect("a folder");
        let tokens = FileStore::new(folder.path().join("device.json"));
        let publisher = app.seed().app_publisher.live.id.as_str();
        let code = enrolment.code.clone().expect("it is shown once");
        let phone = Client::builder(app.url()).enrol(Enrolment::new(publisher, code), tokens.clone());
        phone.await.expect("the code is taken");
        let phone = Client::builder(app.url()).device(publisher, tokens).build().expect("it is set up again");

        let round = phone.rounds().list().stream().try_next().await.expect("a list").expect("the worker's round");
        let package = phone.rounds().get_package(round.id).await.expect("the package");
        let household: HouseholdId = door.household.parse().expect("it is a UUID");
        assert_eq!(package.doors[0].household.id, household);

        let queue = SyncQueue::open(folder.path().join("outbox.db")).expect("the outbox opens");
        let (id, now) = (VisitId::generate(), Timestamp::now());
        let visit = VisitInput::new(id, household, round.campaign_id, Channel::Door, Outcome::NoAnswer, now);
        queue.add(SyncItemInputVisit::new(visit.round_id(round.id))).expect("it is kept");
        let stranger = VisitInput::example();
        queue.add(SyncItemInputVisit::new(stranger)).expect("it is kept");
        let sent = queue.flush(&phone).await.expect("it is sent");
        assert_eq!((sent.applied, queue.waiting().expect("it can be read")), (1, 0), "{sent:?}");
        assert_eq!(sent.held.len() + sent.refused.len(), 1, "the other household is not known: {sent:?}");
        let applied = queue.entries(Some(&SyncItemStatus::Applied)).expect("it can be read");
        assert_eq!(applied[0].item.id, id.0);
        let visit = operator.visits().get(id).await.expect("it arrived");
        assert_eq!(visit.occurred_at.as_microsecond(), now.as_microsecond());
        assert_eq!(phone.sync().get_receipt(1).await.expect("it is kept").items.len(), 2);
    }

    async fn a_secret_is_shown_once_and_never_in_debug(app) {
        let operator = client(app, &app.seed().operator).clients();
        let clients = operator.list().stream().try_collect().await.expect("a list");
        assert!(clients.iter().any(|client| client.mode == Mode::Live));
        let own = clients.iter().find(|client| client.id.to_string() == app.seed().partner.live.id).expect("its own");
        let rotated = operator.rotate(own.id, palier_sdk::types::RotationInput::new()).await.expect("it is rotated");
        let secret = rotated.client_secret.as_ref().expect("it is shown once");
        assert!(!format!("{rotated:?}").contains(secret.expose()));
        let with_it = Client::builder(app.url()).credentials(own.id.to_string(), secret.expose()).build();
        with_it.expect("it is set up").themes().list().limit(1).await.expect("the new secret works");
    }
}
