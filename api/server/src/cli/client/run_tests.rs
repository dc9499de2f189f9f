use std::time::Duration;

use palier_domain::{
    client::AuthMethod,
    ids::ClientId,
    organisation::OrganisationKind::{self, Operator, Partner},
    scope::Scope,
};
use palier_store::{Settings, Store, Target};
use serde_json::Value;

use super::ClientError;
use crate::{
    cli::client::{ClientCommand, CreateClient, ListClients, NamedClient},
    config::AuthConfig,
};

struct Shell {
    folder: tempfile::TempDir,
    store: Store,
}

impl Shell {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&Settings {
            target: Target::parse(&folder.path().join("a.db").display().to_string()),
            pool_size: 2,
            acquire_timeout: Duration::from_secs(1),
            busy_timeout: Duration::from_secs(1),
            statement_cache: true,
        });
        store.migrate().expect("migrated");
        Self { folder, store }
    }

    fn run(&self, command: ClientCommand) -> Result<String, ClientError> {
        let config = AuthConfig { argon2_memory_kib: 64, argon2_iterations: 1, ..AuthConfig::default() };
        let mut out = Vec::new();
        command.run(&self.store, &config, &mut out)?;
        Ok(String::from_utf8(out).expect("text"))
    }

    fn json(&self, command: ClientCommand) -> Value {
        serde_json::from_str(&self.run(command).expect("done")).expect("JSON")
    }
}

fn create(organisation: &str, kind: Option<OrganisationKind>) -> CreateClient {
    CreateClient {
        organisation: organisation.to_owned(),
        kind,
        communes: vec![],
        name: "Desk".to_owned(),
        scopes: vec![],
        test: false,
        public_key: None,
        json: true,
    }
}

fn named(client: &Value) -> NamedClient {
    let id: ClientId = client["client_id"].as_str().expect("an id").parse().expect("an id");
    NamedClient { id, json: true }
}

#[test]
fn the_first_client_and_its_life() {
    let shell = Shell::open();
    let made = shell.json(ClientCommand::Create(create("Association", Some(Operator))));
    let secret = made["client_secret"].as_str().expect("shown");
    assert!(secret.starts_with("palier_live_"));
    assert!(made["scopes"].as_array().is_some_and(|scopes| scopes.contains(&"clients:manage".into())));
    let again = shell.json(ClientCommand::Rotate(named(&made)));
    assert_ne!(again["client_secret"], made["client_secret"]);
    let list = shell.run(ClientCommand::List(ListClients { organisation: None, json: false })).expect("done");
    assert!(list.contains("active") && !list.contains("palier_live_"), "{list}");
    let ended = shell.json(ClientCommand::Revoke(named(&made)));
    assert_eq!((&ended["state"], ended.get("client_secret")), (&"revoked".into(), None));
    assert!(shell.run(ClientCommand::Revoke(named(&made))).is_err());
}

#[test]
fn an_organisation_is_made_once_and_found_by_name_or_id() {
    let shell = Shell::open();
    let first = shell.json(ClientCommand::Create(create("Waterworks", Some(Partner))));
    let id = first["organisation_id"].as_str().expect("an id");
    for (organisation, kind) in [("Waterworks", None), ("Waterworks", Some(Partner)), (id, None)] {
        let next = shell.json(ClientCommand::Create(create(organisation, kind)));
        assert_eq!(next["organisation_id"], first["organisation_id"]);
    }
    let other = shell.run(ClientCommand::Create(create("Waterworks", Some(Operator))));
    assert!(matches!(other, Err(ClientError::OtherKind { .. })), "{other:?}");
    let unknown = shell.run(ClientCommand::Create(create("Nobody", None)));
    assert!(matches!(unknown, Err(ClientError::UnknownOrganisation(_))), "{unknown:?}");
}

#[test]
fn what_is_impossible_is_said_and_changes_nothing() {
    let shell = Shell::open();
    let refused = |command| shell.run(command).expect_err("refused").to_string();
    let scopes = vec![Scope::ClientsManage];
    let text = refused(ClientCommand::Create(CreateClient { scopes, ..create("W", Some(Partner)) }));
    assert!(text.contains("clients:manage"), "{text}");
    let communes = vec!["99".to_owned()];
    let kind = Some(OrganisationKind::Municipality);
    let text = refused(ClientCommand::Create(CreateClient { communes, ..create("M", kind) }));
    assert!(text.contains("five characters"), "{text}");
    let list = shell.json(ClientCommand::List(ListClients { organisation: None, json: true }));
    assert_eq!(list, serde_json::json!([]));
    let unmade = shell.run(ClientCommand::Create(create("W", None)));
    assert!(unmade.is_err(), "the organisation of a refused client was not kept");
}

#[test]
fn a_client_with_its_own_key_gets_no_secret() {
    let shell = Shell::open();
    let path = shell.folder.path().join("key.json");
    let public = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    std::fs::write(&path, public).expect("written");
    let with_key = || CreateClient { public_key: Some(path.clone()), ..create("W", Some(Partner)) };
    let made = shell.json(ClientCommand::Create(with_key()));
    assert_eq!(made["authentication"], AuthMethod::PrivateKeyJwt.as_str());
    assert_eq!(made.get("client_secret"), None);
    std::fs::write(&path, public.replace("\"x\"", "\"d\":\"AA\",\"x\"")).expect("written");
    let text = shell.run(ClientCommand::Create(with_key())).expect_err("a private key").to_string();
    assert!(text.contains("private key"), "{text}");
}
