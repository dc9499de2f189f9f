//! What every test finds: organisations with clients of known secrets, and a fictional town of department 99.

use std::{path::Path, sync::OnceLock};

use palier_domain::{
    caller::{Act, Actor, Mode},
    client::AuthMethod,
    code::CommuneCode,
    ids::OrganisationId,
    organisation::{OrganisationDraft, OrganisationKind},
};
use palier_server::{
    auth::secrets,
    config::AuthConfig,
    keys::{KeyRing, Vault},
    service::{ServiceError, clients, organisations},
};
use palier_store::{Recorded, Store};
use uuid::Uuid;

/// A client's id and secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The OAuth `client_id`.
    pub id: String,
    /// The secret.
    pub secret: String,
}

/// An organisation and its two clients, which hold every scope that its kind may hold.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// The organisation's id.
    pub id: Uuid,
    /// Its client for live data.
    pub live: Credentials,
    /// Its client for test data.
    pub test: Credentials,
}

/// All of them.
#[derive(Clone, Debug)]
pub struct Seed {
    /// Runs the deployment.
    pub operator: Tenant,
    /// A water company.
    pub partner: Tenant,
    /// A landlord.
    pub other_partner: Tenant,
    /// The town of commune 99001.
    pub municipality: Tenant,
    /// The town of commune 99003.
    pub other_municipality: Tenant,
    /// Publishes a field app.
    pub app_publisher: Tenant,
}

/// Tests verify many secrets; a hash carries its own parameters, so cheap ones are verified cheaply.
pub(crate) fn auth() -> AuthConfig {
    AuthConfig { argon2_memory_kib: 8, argon2_iterations: 1, ..AuthConfig::default() }
}

/// One key file a process; every test gets a copy that it may rotate.
pub(crate) fn copy_keys(to: &Path) {
    static KEYS: OnceLock<std::path::PathBuf> = OnceLock::new();
    let file = KEYS.get_or_init(|| {
        let file = crate::database::process_folder().join("keys.json");
        let ring = KeyRing::generate(auth().signing_algorithm, now()).expect("keys can be made");
        ring.create(&file).expect("the key file can be written");
        file
    });
    // A copy keeps the mode, 0600.
    std::fs::copy(file, to).expect("the key file can be copied");
}

/// Each test's database has a vault of its own.
pub(crate) fn make_vault(file: &Path) {
    Vault::generate(now()).and_then(|vault| vault.create(file)).expect("the vault can be made");
}

fn now() -> palier_domain::time::Instant {
    std::time::SystemTime::now()
        .try_into()
        .map(|timestamp: jiff::Timestamp| timestamp.into())
        .expect("a clock of this century")
}

/// Migrates an empty database and fills it.
pub(crate) fn plant(store: &Store) -> Seed {
    store.migrate().expect("the migrations run");
    let communes =
        |codes: &[&str]| codes.iter().map(|code| CommuneCode::new(*code).expect("a code")).collect();
    let tenant = |kind, name: &str, codes: &[&str]| {
        tenant(store, OrganisationDraft { kind, name: name.to_owned(), commune_codes: communes(codes) })
    };
    crate::town::build(store);
    Seed {
        operator: tenant(OrganisationKind::Operator, "Porte à Porte", &[]),
        partner: tenant(OrganisationKind::Partner, "Eaux du Val", &[]),
        other_partner: tenant(OrganisationKind::Partner, "Logis Montrelais", &[]),
        municipality: tenant(OrganisationKind::Municipality, "Ville de Montrelais", &["99001"]),
        other_municipality: tenant(OrganisationKind::Municipality, "Ville de Saint-Aubin", &["99003"]),
        app_publisher: tenant(OrganisationKind::AppPublisher, "Appli des Paliers", &[]),
    }
}

pub(crate) fn act() -> Act {
    Act { actor: Actor::CommandLine, request_id: "seed".to_owned(), at: now() }
}

fn tenant(store: &Store, draft: OrganisationDraft) -> Tenant {
    let act = act();
    let made: Result<_, ServiceError> = store.write(|tx| organisations::create(tx, &act, draft.clone()));
    let id = made.expect("the organisation is made").id;
    Tenant { id: id.0, live: client(store, id, Mode::Live), test: client(store, id, Mode::Test) }
}

fn client(store: &Store, organisation_id: OrganisationId, mode: Mode) -> Credentials {
    let act = act();
    let secret = secrets::generate(&auth(), mode).expect("a secret");
    let text = secret.secret.expose().to_owned();
    let draft = clients::ClientDraft {
        organisation_id,
        name: format!("Tests ({})", mode.as_str()),
        mode,
        auth_method: AuthMethod::ClientSecret,
        jwk: None,
        scopes: None,
    };
    let made: Result<Uuid, ServiceError> = store.write(|tx| {
        let made: Recorded<_> = clients::create(tx, &act, draft, Some(secret))?;
        Ok(made.map(|view| view.client.id.0))
    });
    Credentials { id: made.expect("the client is made").to_string(), secret: text }
}
