//! What is said when the server can't start: what is wrong, and what to do.

use std::collections::BTreeMap;

use palier_server::config::{Config, Sources};
use palier_tests::{App, Server};

fn refusal(change: impl FnOnce(&mut Config, &std::path::Path)) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = App::configuration_of(&folder.path().join("palier.db"), folder.path());
    config.auth.keys_file = Some(folder.path().join("own-keys.json"));
    change(&mut config, folder.path());
    match Server::start(config) {
        Ok(_) => panic!("it starts"),
        Err(text) => text,
    }
}

#[test]
fn unknown_settings_are_refused_with_the_nearest_known_one() {
    let read = |variable: &str| {
        let environment = BTreeMap::from([(variable.to_owned(), "1".to_owned())]);
        Sources { environment, ..Sources::default() }.load().expect_err("refused").to_string()
    };
    let text = read("PALIER_LIMITS_BRUST");
    assert!(text.contains("PALIER_LIMITS_BRUST") && text.contains("PALIER_LIMITS_BURST"), "{text}");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("palier.toml");
    std::fs::write(&file, "[databse]\nurl = \"x.db\"\n").expect("written");
    let text = Sources { file: Some(file), ..Sources::default() }.load().expect_err("refused").to_string();
    assert!(text.contains("databse") && text.contains("database"), "{text}");
}

#[test]
fn a_port_that_is_taken() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address");
    let text = refusal(|config, _| config.server.listen = address);
    assert!(text.contains(&address.to_string()) && text.contains("--listen"), "{text}");
}

#[test]
fn a_database_that_can_not_be_opened() {
    let text = refusal(|config, folder| {
        config.database.url = folder.join("nowhere/palier.db").display().to_string().into();
        config.database.acquire_timeout_ms = 200;
    });
    assert!(text.contains("PALIER_DATABASE_URL") && text.contains("folder"), "{text}");
    let text = refusal(|config, _| {
        config.database.url = "postgres://nobody:s3cret@127.0.0.1:1/nothing".into();
        config.database.acquire_timeout_ms = 200;
    });
    assert!(text.contains("database") && !text.contains("s3cret"), "{text}");
}

#[test]
fn postgres_without_a_key_file() {
    let text = refusal(|config, _| {
        config.database.url = "postgres://127.0.0.1:1/nothing".into();
        config.auth.keys_file = None;
    });
    assert!(text.contains("palier keys generate"), "{text}");
}

#[test]
fn a_certificate_that_is_not_there() {
    let text = refusal(|config, folder| {
        config.tls.cert = Some(folder.join("cert.pem"));
        config.tls.key = Some(folder.join("key.pem"));
    });
    assert!(text.contains("cert.pem"), "{text}");
}

#[test]
fn a_key_file_that_others_can_read() {
    use std::os::unix::fs::PermissionsExt;
    let text = refusal(|config, folder| {
        let file = folder.join("own-keys.json");
        std::fs::write(&file, "{}").expect("written");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("set");
        config.auth.keys_file = Some(file);
    });
    assert!(text.contains("chmod 600"), "{text}");
}

/// On an empty folder the embedded database and its keys are made, for their owner alone.
#[test]
fn a_first_start_makes_database_and_keys() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = App::configuration_of(&folder.path().join("palier.db"), folder.path());
    config.auth.keys_file = None;
    Server::start(config).expect("it starts").stop();
    let keys = std::fs::metadata(folder.path().join("palier.keys.json")).expect("the key file");
    assert_eq!(keys.permissions().mode() & 0o777, 0o600);
    assert!(folder.path().join("palier.db").exists());
}
