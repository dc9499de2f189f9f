use std::collections::BTreeMap;

use super::{Config, ConfigError, Overrides, SigningAlgorithm, Sources};

fn with_env(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let environment =
        variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Sources { environment, ..Sources::default() }.load()
}

fn with_file(toml: &str) -> Result<Config, ConfigError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("palier.toml");
    std::fs::write(&path, toml).expect("the file is written");
    Sources { file: Some(path), ..Sources::default() }.load()
}

fn refusal(result: Result<Config, ConfigError>) -> String {
    result.expect_err("must be refused").to_string()
}

#[test]
fn defaults_stand_alone() {
    let config = with_env(&[]).expect("defaults are valid");
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.public_url(), "http://127.0.0.1:8080");
    assert_eq!(config.audience(), config.public_url());
    assert_eq!(config.keys_file().expect("beside the database").to_str(), Some("palier.keys.json"));
    assert_eq!(config.server.body_limit_bytes, 1_048_576);
}

#[test]
fn flags_win_over_the_environment_over_the_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("palier.toml");
    std::fs::write(&path, "[server]\nlisten = \"127.0.0.1:1\"\nworkers = 1\nrequest_timeout_seconds = 1\n")
        .expect("the file is written");
    let config = Sources {
        file: Some(path),
        environment: BTreeMap::from([
            ("PALIER_SERVER_LISTEN".to_owned(), "127.0.0.1:2".to_owned()),
            ("PALIER_SERVER_WORKERS".to_owned(), "2".to_owned()),
        ]),
        overrides: Overrides::default().set("--listen", "server.listen", Some("127.0.0.1:3")),
    }
    .load()
    .expect("valid");
    assert_eq!(config.server.listen.port(), 3);
    assert_eq!(config.server.workers, 2);
    assert_eq!(config.server.request_timeout_seconds, 1);
    assert_eq!(config.server.shutdown_timeout_seconds, 30);
}

#[test]
fn c67_the_threshold_of_disclosure_control_is_raised_and_never_lowered() {
    let threshold = |value: &str| with_env(&[("PALIER_DISCLOSURE_THRESHOLD", value)]);
    assert_eq!(threshold("12").expect("higher").disclosure.threshold, 12);
    let refused = refusal(threshold("10"));
    assert!(
        refused.contains("disclosure.threshold is 10. It takes a whole number from 11 to 1000."),
        "{refused}"
    );
}

#[test]
fn variables_take_every_type() {
    let config = with_env(&[
        ("PALIER_SERVER_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
        ("PALIER_SERVER_HSTS", "true"),
        ("PALIER_AUTH_SIGNING_ALGORITHM", "ES256"),
        ("PALIER_AUTH_KEYS_FILE", "/etc/palier/keys.json"),
        ("PALIER_TELEMETRY_OTLP_ENDPOINT", ""),
        ("PALIER_TELEMETRY_SERVICE_NAME", "42"),
    ])
    .expect("valid");
    assert!(config.server.trusts([10, 1, 2, 3].into()) && !config.server.trusts([11, 1, 2, 3].into()));
    assert!(config.server.trusts("::ffff:10.0.0.1".parse().expect("an address")));
    assert!(config.server.hsts);
    assert_eq!(config.auth.signing_algorithm, SigningAlgorithm::Es256);
    assert_eq!(config.telemetry.otlp_endpoint, None);
    assert_eq!(config.telemetry.service_name, "42");
}

#[test]
fn variables_of_other_tools_are_a_fallback() {
    let url = "postgres://db/a";
    let fallback = with_env(&[("DATABASE_URL", url), ("PALIER_AUTH_KEYS_FILE", "k")]).expect("valid");
    assert_eq!(fallback.database.redacted_url(), url);
    let both = with_env(&[("DATABASE_URL", url), ("PALIER_DATABASE_URL", "b.db")]).expect("valid");
    assert_eq!(both.database.redacted_url(), "b.db");
    let traced = with_env(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318")]).expect("valid");
    assert_eq!(traced.telemetry.otlp_endpoint.as_deref(), Some("http://localhost:4318"));
}

#[test]
fn unknown_names_are_refused_with_the_nearest() {
    let text = refusal(with_env(&[("PALIER_SERVER_LISTN", "x")]));
    assert!(text.contains("PALIER_SERVER_LISTN is unknown. Did you mean PALIER_SERVER_LISTEN?"), "{text}");
    let text = refusal(with_file("[server]\nlistne = \"x\"\n[databse]\nurl = \"x\"\n"));
    assert!(
        text.contains("palier.toml has an unknown key server.listne. Did you mean server.listen?"),
        "{text}"
    );
    assert!(text.contains("unknown key databse. Did you mean database?"), "{text}");
    let text = refusal(with_file("listen = \"127.0.0.1:1\""));
    assert!(text.contains("Did you mean server.listen?"), "{text}");
}

#[test]
fn a_bad_value_names_key_source_and_what_is_accepted() {
    for (name, value, expected) in [
        (
            "PALIER_SERVER_WORKERS",
            "many",
            "server.workers, from the environment variable PALIER_SERVER_WORKERS",
        ),
        ("PALIER_SERVER_WORKERS", "-1", "It takes a whole number"),
        ("PALIER_SERVER_WORKERS", "0", "from 1 to 1024"),
        ("PALIER_SERVER_LISTEN", "8080", "It takes an address and a port"),
        (
            "PALIER_SERVER_TRUSTED_PROXIES",
            "10.0.0.1,proxy",
            "\"proxy\" is neither an IP address nor a network",
        ),
        ("PALIER_LOGGING_FORMAT", "xml", "(found \"xml\"). It takes auto, json or pretty"),
        ("PALIER_SERVER_HSTS", "yes", "It takes true or false"),
        ("PALIER_SERVER_PUBLIC_URL", "api.example.org", "such as https://api.example.org"),
        ("PALIER_LOGGING_LEVEL", "a=b=c", "directives such as"),
        ("PALIER_DATABASE_URL", "mysql://u:s3cret@h/d", "scheme \"mysql\" is not supported"),
        ("PALIER_CORS_ALLOWED_ORIGINS", "https://a.example/path", "list of origins"),
    ] {
        let text = refusal(with_env(&[(name, value)]));
        assert!(text.contains(expected) && !text.contains("s3cret"), "{name}={value}: {text}");
    }
    let text = refusal(with_file("[server]\nworkers = \"two\"\n"));
    assert!(text.contains("server.workers, from the file /"), "{text}");
    assert!(refusal(with_file("server = 3")).contains("a table of settings"));
    assert!(refusal(with_file("[server")).contains("cannot be read as TOML"));
}

#[test]
fn fields_that_depend_on_each_other() {
    let text = refusal(with_env(&[("PALIER_TLS_CERT", "cert.pem")]));
    assert!(text.contains("tls.cert is set without tls.key"), "{text}");
    let postgres = with_env(&[("PALIER_DATABASE_URL", "postgres://db/palier")]).expect("valid by itself");
    let text = postgres.check_serving().expect_err("keys are missing").to_string();
    assert!(text.contains("palier keys generate --out FILE"), "{text}");
}

#[test]
fn a_named_file_must_exist() {
    let missing = std::path::Path::new("/nowhere/palier.toml");
    let text = refusal(Config::load(Some(missing), Overrides::default()));
    assert!(text.contains("/nowhere/palier.toml does not exist"), "{text}");
}

#[test]
fn shown_without_secrets_and_readable_again() {
    let config = with_env(&[("PALIER_DATABASE_URL", "postgres://ana:s3cret@db/palier")]).expect("valid");
    let shown = config.to_toml().expect("shown");
    assert!(shown.contains("url = \"postgres://ana:***@db/palier\"") && !shown.contains("s3cret"), "{shown}");
    assert!(shown.contains("# public_url is not set"), "{shown}");
    assert!(!format!("{config:?}").contains("s3cret"));
    with_file(&shown).expect("what is shown can be read");
}
