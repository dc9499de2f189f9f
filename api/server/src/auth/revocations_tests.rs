use std::{collections::HashMap, sync::atomic::Ordering, time::Duration};

use palier_domain::{
    caller::{Act, Actor, Caller, Mode},
    ids::{ClientId, OrganisationId},
    organisation::OrganisationKind,
    time::Instant,
};
use palier_store::{Recorded, Settings, Store, StoreError, Target, query};
use uuid::{NoContext, Timestamp, Uuid};

use super::{Clock, InForce, Revocation, Revocations, Subject, organisation_subject, token_subject};
use crate::auth::Access;

const MILLISECOND: i64 = 1_795_426_200_123;

fn access(client: Uuid, millisecond: i64) -> Access {
    let (seconds, rest) = (millisecond / 1_000, millisecond % 1_000);
    let timestamp = Timestamp::from_unix(
        NoContext,
        seconds.try_into().expect("positive"),
        u32::try_from(rest).expect("small") * 1_000_000,
    );
    Access {
        caller: Caller {
            client_id: ClientId(client),
            organisation_id: OrganisationId(Uuid::now_v7()),
            kind: OrganisationKind::Partner,
            commune_codes: vec![],
            mode: Mode::Live,
            scopes: vec![],
            device: None,
        },
        organisation_version: 1,
        token_id: Uuid::new_v7(timestamp),
        issued_at: Instant::from_micros(seconds * 1_000_000),
        expires_at: Instant::from_micros((seconds + 900) * 1_000_000),
    }
}

fn store(folder: &tempfile::TempDir) -> Store {
    let store = Store::open(&Settings {
        target: Target::parse(&folder.path().join("a.db").display().to_string()),
        pool_size: 2,
        acquire_timeout: Duration::from_millis(300),
        busy_timeout: Duration::from_millis(300),
        statement_cache: true,
    });
    store.migrate().expect("migrated");
    store
}

fn now() -> Instant {
    jiff::Timestamp::now().into()
}

fn revoke(store: &Store, subject: &str) {
    let act = Act { actor: Actor::CommandLine, request_id: "test".to_owned(), at: now() };
    let until = act.at.plus_seconds(900);
    store
        .write(|tx| query!(tx, revocations::insert(&act, subject, until)).map(Recorded::unchanged))
        .expect("written");
}

#[test]
fn a_client_is_stopped_up_to_the_very_millisecond() {
    let client = Uuid::now_v7();
    let until = HashMap::from([(Subject::Client(client), MILLISECOND)]);
    let in_force = InForce { until, ..InForce::default() };
    assert!(in_force.stop(&access(client, MILLISECOND - 1)));
    assert!(in_force.stop(&access(client, MILLISECOND)));
    assert!(!in_force.stop(&access(client, MILLISECOND + 1)));
    assert!(!in_force.stop(&access(Uuid::now_v7(), MILLISECOND)));
}

#[test]
fn a_token_is_stopped_whatever_the_clocks_say() {
    let access = access(Uuid::now_v7(), MILLISECOND);
    let subject = Subject::parse(&token_subject(access.token_id)).expect("a subject");
    let in_force = InForce { until: HashMap::from([(subject, 0)]), ..InForce::default() };
    assert!(in_force.stop(&access));
    assert_eq!(Subject::parse("token:abc"), None);
    assert_eq!(Subject::parse("moon:67e55044-10b1-426f-9247-bb680e5fe0c8"), None);
}

#[test]
fn a_request_reads_for_itself_when_no_watch_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, revocations) = (store(&folder), Revocations::default());
    let millisecond = now().micros() / 1_000;
    let (one, other) = (access(Uuid::now_v7(), millisecond), access(Uuid::now_v7(), millisecond));
    assert!(!revocations.stop(&store, &one, now()).expect("read"));
    revoke(&store, &token_subject(one.token_id));
    revoke(&store, &format!("client:{}", other.caller.client_id));
    revocations.refresh(&store, now()).expect("read");
    assert!(revocations.stop(&store, &one, now()).expect("read"), "at once after a local revocation");
    assert!(revocations.stop(&store, &other, now()).expect("read"));
}

#[test]
fn a_revocation_by_another_instance_stops_within_a_second() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, revocations) = (store(&folder), Revocations::default());
    let token = access(Uuid::now_v7(), now().micros() / 1_000);
    assert!(!revocations.stop(&store, &token, now()).expect("read"));
    revoke(&store, &token_subject(token.token_id));
    let since = Clock::now();
    // No watch runs here: this is the worst case.
    while !revocations.stop(&store, &token, now()).expect("read") {
        assert!(since.elapsed() < Duration::from_secs(1));
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn nobody_is_let_in_while_revocations_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, revocations) = (store(&folder), Revocations::default());
    let token = access(Uuid::now_v7(), MILLISECOND);
    revocations.failing.store(true, Ordering::Release);
    let refused = revocations.stop(&store, &token, now());
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    revocations.failing.store(false, Ordering::Release);
    revocations.reading.store(true, Ordering::Release);
    let since = Clock::now();
    assert!(revocations.stop(&store, &token, now()).is_err());
    assert!(since.elapsed() < Duration::from_millis(500), "a request is not held up for long");
    revocations.reading.store(false, Ordering::Release);
    assert!(revocations.stop(&store, &token, now()).is_ok());
}

#[test]
fn of_two_readings_the_later_one_stands() {
    let revocations = Revocations::default();
    let (early, late) = (Clock::now(), Clock::now() + Duration::from_millis(5));
    let subject = Subject::Token(Uuid::now_v7());
    revocations.publish(InForce {
        read_at: Some(late),
        until: HashMap::from([(subject, 0)]),
        ..InForce::default()
    });
    revocations.publish(InForce { read_at: Some(early), ..InForce::default() });
    assert!(revocations.current.load().until.contains_key(&subject));
}

#[test]
fn an_organisation_is_stopped_up_to_its_version_whenever_the_token_was_issued() {
    let access = access(Uuid::now_v7(), MILLISECOND);
    let stopped = |versions: &[i32]| {
        let organisation = access.caller.organisation_id;
        let row = |version: &i32| Revocation {
            subject: organisation_subject(organisation, *version),
            issued_before: Instant::from_micros(0),
        };
        let in_force = InForce::new(Clock::now(), versions.iter().map(row).collect());
        [1, 2, 3]
            .map(|organisation_version| in_force.stop(&Access { organisation_version, ..access.clone() }))
    };
    assert_eq!(stopped(&[]), [false, false, false]);
    assert_eq!(stopped(&[2]), [true, false, false]);
    assert_eq!(stopped(&[3, 2]), [true, true, false]);
}

#[test]
fn what_is_stopped_stays_stopped_whatever_an_earlier_clock_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(&folder);
    let stop = |at: i64, until: i64| {
        let at = Instant::from_micros(at);
        let act = Act { actor: Actor::CommandLine, request_id: "test".to_owned(), at };
        let until = Instant::from_micros(until);
        store
            .write(|tx| query!(tx, revocations::insert(&act, "client:x", until)).map(Recorded::unchanged))
            .expect("written");
        let rows = store.read(|tx| query!(tx, revocations::in_force(Instant::from_micros(0)))).expect("read");
        rows.iter().map(|row| row.issued_before.micros()).collect::<Vec<_>>()
    };
    assert_eq!(stop(2_000_000, 9_000_000), [2_000_000]);
    assert_eq!(stop(1_000_000, 3_000_000), [2_000_000]);
    assert_eq!(stop(4_000_000, 3_000_000), [4_000_000]);
    let late = store.read(|tx| query!(tx, revocations::in_force(Instant::from_micros(8_000_000))));
    assert_eq!(late.expect("read").len(), 1, "the later end stands");
}
