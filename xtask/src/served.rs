//! A real server, started as a process on a database of its own, and a client's view of it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use ureq::Agent;

use crate::Outcome;
use crate::process::{Running, output, start};

/// The file of the vault, beside the key file.
pub const VAULT: &str = "vault.json";

/// How long a start may take, migrations and demo town included.
const PATIENCE: Duration = Duration::from_secs(300);

/// How the server is to be started; it can be, again and again.
#[derive(Clone)]
pub struct Setting {
    /// The binary.
    pub binary: PathBuf,
    /// The folder it runs in; its log goes there too.
    pub folder: PathBuf,
    /// A SQLite file, or the URL of a PostgreSQL database.
    pub database: String,
    /// The local port it listens on.
    pub port: u16,
    /// The key file, where the database is not SQLite; the vault ([`VAULT`]) stands beside it.
    pub keys: Option<PathBuf>,
    /// What else is to be set, by the names of the environment.
    pub environment: Vec<(&'static str, String)>,
}

impl Setting {
    /// The binary with this database and these keys; the command is still to be named.
    ///
    /// Limits are out of reach, since all the load comes from one client on one address.
    pub fn command(&self) -> Command {
        let mut command = palier(&self.binary);
        command.current_dir(&self.folder).stdin(Stdio::null());
        command.env("PALIER_DATABASE_URL", &self.database);
        command.env("PALIER_LOGGING_LEVEL", "warn");
        command.env("PALIER_LIMITS_REQUESTS_PER_MINUTE", "6000000");
        command.env("PALIER_LIMITS_BURST", "1000000");
        command.env("PALIER_LIMITS_TOKEN_REQUESTS_PER_MINUTE", "6000");
        if let Some(keys) = &self.keys {
            command.env("PALIER_AUTH_KEYS_FILE", keys);
            command.env("PALIER_PRIVACY_VAULT_FILE", keys.with_file_name(VAULT));
        }
        command.envs(self.environment.iter().cloned());
        command
    }

    /// Where the server's output goes.
    pub fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// Starts the server and waits until it says that it is ready.
    pub fn serve(&self, extra: &[&str]) -> Outcome<Running> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let mut command = self.command();
        command.args(["serve", "--listen", &format!("127.0.0.1:{}", self.port)]).args(extra);
        let mut running = start(command.stdout(log.try_clone()?).stderr(log))?;
        let agent = agent();
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end && running.child.try_wait()?.is_none() {
            let ready = agent.get(self.url("/readyz")).call();
            if ready.is_ok_and(|answer| answer.status() == 200) {
                return Ok(running);
            }
            thread::sleep(Duration::from_millis(10));
        }
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        Err(format!("the server did not become ready. Its log says:\n{log}").into())
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Makes a client, and its organisation of this kind, from the command line.
    pub fn client(&self, organisation: &str, kind: &str) -> Outcome<Credentials> {
        let mut create = self.command();
        create.args(["client", "create", "--organisation", organisation, "--kind", kind, "--json"]);
        let shown: Value = serde_json::from_str(&output(&mut create)?)?;
        let member = |name: &str| shown.get(name).and_then(Value::as_str).map(str::to_owned);
        match (member("client_id"), member("client_secret")) {
            (Some(id), Some(secret)) => Ok(Credentials { id, secret }),
            _ => Err("`palier client create --json` shows no client_id and client_secret".into()),
        }
    }

    /// An access token, by the client's id and secret.
    pub fn token(&self, credentials: &Credentials) -> Outcome<String> {
        let Credentials { id, secret } = credentials;
        let basic = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
        let request = agent().post(self.url("/oauth/token")).header("Authorization", basic);
        let mut answer = request.send_form([("grant_type", "client_credentials")])?;
        let status = answer.status();
        let body = answer.body_mut().read_to_string()?;
        let token = serde_json::from_str::<Value>(&body).ok();
        let token = token.and_then(|body| Some(body.get("access_token")?.as_str()?.to_owned()));
        token.ok_or_else(|| format!("/oauth/token answered {status} without an access token: {body}").into())
    }
}

/// A client of the API.
pub struct Credentials {
    /// Its `client_id`.
    pub id: String,
    /// Its `client_secret`.
    pub secret: String,
}

impl Credentials {
    /// Reads those of one role from the file that `serve --demo` writes beside its database.
    pub fn of_demo(database: &Path, role: &str) -> Outcome<Self> {
        let path = database.with_extension("demo.json");
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let all: Value = serde_json::from_str(&text)?;
        let member = |name: &str| all.pointer(&format!("/{role}/{name}")).and_then(Value::as_str);
        match (member("client_id"), member("client_secret")) {
            (Some(id), Some(secret)) => Ok(Self { id: id.to_owned(), secret: secret.to_owned() }),
            _ => Err(format!("{} has no credentials of the role {role}", path.display()).into()),
        }
    }
}

/// The binary without what the caller's own environment says to it: it refuses variables that it doesn't know, such
/// as the tasks' own.
pub fn palier(binary: &Path) -> Command {
    let mut command = Command::new(binary);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PALIER_")) {
        command.env_remove(name);
    }
    command
}

/// A client that takes every status for an answer.
pub fn agent() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false);
    config.timeout_global(Some(Duration::from_secs(10))).build().into()
}
