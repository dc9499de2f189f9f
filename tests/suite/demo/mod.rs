//! `palier serve --demo`, as a newcomer meets it: a town that is whole or not there, and lively.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use palier_domain::time::Day;
use serde_json::Value;

/// How long it may take to end, even in the middle of a job.
const PATIENCE: Duration = Duration::from_secs(60);

/// A `serve --demo` of the real binary; killed when dropped.
struct Demo {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Demo {
    fn start(folder: &Path) -> Self {
        let binary = std::env::var("TEST_PALIER_BINARY").expect("`cargo xtask test` builds the binary");
        let mut child = Command::new(binary)
            .args(["serve", "--demo", "--listen", "127.0.0.1:0"])
            .env_clear()
            .env("PALIER_LOGGING_LEVEL", "error")
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("its output"));
        Self { child, lines }
    }

    /// Reads on until a line has this; answers with that line.
    fn until(&mut self, sign: &str) -> String {
        let mut line = String::new();
        while self.lines.read_line(&mut line).expect("it reads") > 0 {
            if line.contains(sign) {
                return line;
            }
            line.clear();
        }
        panic!("it ended without a word of {sign}");
    }

    /// Ctrl-C, which ends it, whatever it is doing.
    fn interrupt(mut self) -> ExitStatus {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().expect("its status") {
                return status;
            }
            sleep(Duration::from_millis(20));
        }
        panic!("it did not end");
    }
}

/// A caller of the demo, with credentials from the file that it wrote.
struct Caller {
    client: reqwest::Client,
    url: String,
    token: String,
}

impl Caller {
    async fn of(folder: &Path, role: &str) -> Self {
        let text = std::fs::read(folder.join("palier.demo.json")).expect("the credentials");
        let demo: Value = serde_json::from_slice(&text).expect("JSON");
        let (url, login) = (demo["url"].as_str().expect("a URL").to_owned(), &demo[role]);
        let client = reqwest::Client::new();
        let asked = client
            .post(format!("{url}/oauth/token"))
            .basic_auth(login["client_id"].as_str().expect(role), login["client_secret"].as_str())
            .form(&[("grant_type", "client_credentials")]);
        let answer: Value = asked.send().await.expect("sent").json().await.expect("JSON");
        let token = answer["access_token"].as_str().unwrap_or_else(|| panic!("{role}: {answer}")).to_owned();
        Self { client, url, token }
    }

    /// All items of a list, by its export.
    async fn all(&self, path: &str) -> Vec<Value> {
        let asked = self.client.get(format!("{}{path}", self.url)).bearer_auth(&self.token);
        let answer = asked.header("accept", "application/x-ndjson").send().await.expect("sent");
        assert_eq!(answer.status(), 200, "{path}");
        let text = answer.text().await.expect("text");
        text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }
}

fn counted(items: &[Value], member: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item[member].as_str().unwrap_or("null").to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn a_first_start_that_is_interrupted_leaves_no_town_and_the_next_one_makes_a_lively_one_and_ends_when_told() {
    if !palier_tests::Backend::Sqlite.is_asked_for() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = Demo::start(folder.path());
    first.until("Visits of eighteen months");
    assert!(!first.interrupt().success());
    let left =
        std::fs::read_dir(folder.path()).expect("lists").map(|entry| entry.expect("an entry").file_name());
    let left: BTreeSet<_> = left.map(|name| name.into_string().expect("UTF-8")).collect();
    assert_eq!(left, ["palier.keys.json", "palier.vault.json"].map(str::to_owned).into());

    let mut second = Demo::start(folder.path());
    second.until("Palier serves at");
    // At once: nothing that it was told since the town was whole may be lost.
    assert!(second.interrupt().success());

    let mut third = Demo::start(folder.path());
    let line = third.until("");
    assert!(line.starts_with("Palier serves at"), "it makes nothing twice: {line}");
    third.until("Paste into another terminal");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let operator = Caller::of(folder.path(), "operator").await;
        people(&operator).await;
        visits(&operator).await;
        cases(&operator).await;
        programmes(&operator).await;
        let partner = Caller::of(folder.path(), "partner").await;
        let own = partner.all("/v1/referrals").await;
        assert!(!own.is_empty() && own.iter().all(|referral| referral["household_id"].is_null()));
    });
    assert!(third.interrupt().success());
}

async fn people(operator: &Caller) {
    let households = operator.all("/v1/households").await;
    assert_eq!(households.len(), 900);
    assert_eq!(counted(&households, "neighbourhood_code").len(), 5);
    let neighbourhoods = operator.all("/v1/neighbourhoods?vintage=2024").await;
    assert_eq!(neighbourhoods.len(), 5);
    assert_eq!(operator.all("/v1/field-workers").await.len(), 12);
    assert_eq!(counted(&operator.all("/v1/organisations").await, "kind")["partner"], 6);
    assert_eq!(counted(&operator.all("/v1/devices").await, "status")["revoked"], 1);
    let statuses = counted(&operator.all("/v1/campaigns").await, "status");
    assert!(
        statuses["closed"] >= 4 && statuses["running"] >= 3 && statuses["submitted"] >= 1,
        "{statuses:?}"
    );
    assert!(!operator.all("/v1/households?conflicts=true").await.is_empty());
    assert!(!operator.all("/v1/households?do_not_disturb=true").await.is_empty());
}

async fn visits(operator: &Caller) {
    let visits = operator.all("/v1/visits").await;
    assert!(visits.len() > 3_000, "{}", visits.len());
    let months: BTreeSet<&str> =
        visits.iter().map(|visit| &visit["occurred_at"].as_str().expect("a time")[..7]).collect();
    assert!((18..=20).contains(&months.len()), "{months:?}");
    let days = visits.iter().map(|visit| visit["occurred_at"].as_str().expect("a time")[..10].parse::<Day>());
    let days: BTreeSet<Day> = days.map(|day| day.expect("a day")).collect();
    let first = days.first().expect("a day");
    let last = days.iter().rev().nth(1).expect("the day before the one of a clock that is ahead");
    assert!(first.duration_until(*last).as_hours() / 24 > 530, "{first} {last}");
    let outcomes = counted(&visits, "outcome");
    assert_eq!(outcomes.len(), 6, "{outcomes:?}");
    let languages = counted(&visits, "language");
    assert!(["fr", "ar", "tr", "pt", "kab"].iter().all(|tag| languages.contains_key(*tag)), "{languages:?}");
    let flagged = operator.all("/v1/visits?flagged=true").await;
    assert!((3..=12).contains(&flagged.len()), "{}", flagged.len());
    let needs = counted(&operator.all("/v1/needs").await, "status");
    let statuses: Vec<&str> = needs.keys().map(String::as_str).collect();
    assert_eq!(statuses, ["met", "not_met", "raised", "referred", "withdrawn"]);
    let told = counted(&operator.all("/v1/follow-up-actions").await, "status");
    assert!(told["done"] > told["not_done"] && told["not_done"] > told["unknown"], "{told:?}");
}

/// A programme of the town was over for a year: everybody reads of it, and nobody called at the doors that waited.
async fn programmes(operator: &Caller) {
    let told = operator.client.get(format!("{}/v1/impact/savings", operator.url)).send().await.expect("sent");
    let told: Value = told.json().await.expect("JSON");
    let utilities: BTreeSet<_> =
        told["programmes"].as_array().expect("a list").iter().map(|of| of["utility"].as_str()).collect();
    assert_eq!(utilities, BTreeSet::from([Some("electricity"), Some("gas")]), "{told}");
    let flags = operator.all("/v1/visits?flagged=true").await;
    assert!(flags.iter().all(|visit| !visit["flags"].to_string().contains("control_group")), "{flags:?}");
}

async fn cases(operator: &Caller) {
    let referrals = operator.all("/v1/referrals").await;
    assert!((50..=70).contains(&referrals.len()), "{}", referrals.len());
    assert_eq!(counted(&referrals, "organisation_id").len(), 6, "every partner has some");
    let statuses = counted(&referrals, "status");
    assert_eq!(statuses.len(), 7, "{statuses:?}");
    let waiting: BTreeSet<_> =
        referrals.iter().filter_map(|referral| referral["waiting"]["on"].as_str()).collect();
    assert_eq!(waiting, BTreeSet::from(["operator", "partner"]));
    let held = counted(&operator.all("/v1/sync/held").await, "status");
    assert_eq!(held.keys().map(String::as_str).collect::<Vec<_>>(), ["aside", "waiting"]);
}
