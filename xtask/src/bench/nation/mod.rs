//! A quarter of the whole country: as many interviews as are wanted, put straight into a SQLite database, the time and
//! memory that the server takes to prepare its release, and what a published table costs to read with and without them.

mod rows;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use serde_json::{Value, json};

use super::Server;
use super::exports::memory;
use super::load::{agent, expect, median};
use crate::Outcome;
use crate::process::{complain, output, say};
use crate::served::Credentials;
use crate::site::{Kind, Site};

/// Campaigns that share the neighbourhoods.
const CAMPAIGNS: usize = 12;
/// The quarter.
const PERIOD: &str = "2026-Q1";
/// Time between two lines about the same step.
const SHOW_EVERY: Duration = Duration::from_secs(15);
/// How often a table is read.
const READS: usize = 200;

/// What to make.
#[derive(Args)]
pub struct Options {
    /// The list of neighbourhoods, as `palier import neighbourhoods` takes it.
    neighbourhoods: PathBuf,
    /// How many households are interviewed in the quarter.
    #[arg(long, default_value_t = 2_000_000)]
    interviews: u32,
}

/// Makes the country, releases the quarter, and prints what it took.
pub fn run(options: &Options) -> Outcome<ExitCode> {
    let binary = crate::server::build_release()?;
    let site = Site::open(Kind::Sqlite, &binary)?;
    import(&site, &options.neighbourhoods)?;
    let operator = site.setting.client("Association", "operator")?;
    let mut server = Server::start(&site, 8, &operator)?;
    let mut database = SqliteConnection::establish(&site.setting.database)?;
    let began = Instant::now();
    rows::campaigns(&mut database, &campaigns(&site, &server)?)?;
    let doors = rows::doors(&mut database, options.interviews, &themes(&server)?)?;
    complain(format_args!("{doors} doors inserted in {:.0} s", began.elapsed().as_secs_f64()));
    let release = prepared(&mut server, &operator)?;
    post(&server, &format!("{release}/publish"), &Value::Null, 200)?;
    say(format_args!("a published table with {doors} doors behind it: {}", read(&server, &release)?));
    database.batch_execute("DELETE FROM needs; DELETE FROM visits; ANALYZE;")?;
    say(format_args!("with none behind it any more: {}", read(&server, &release)?));
    Ok(ExitCode::SUCCESS)
}

fn import(site: &Site, list: &Path) -> Outcome<()> {
    let mut import = site.setting.command();
    import.args(["import", "neighbourhoods"]).arg(fs::canonicalize(list)?);
    complain(output(&mut import)?.trim_end());
    Ok(())
}

/// Prepares the release and says what it took; answers with its path.
fn prepared(server: &mut Server, operator: &Credentials) -> Outcome<String> {
    // 5 resets the peak (proc(5)).
    fs::write(format!("/proc/{}/clear_refs", server.running.child.id()), "5")?;
    let began = Instant::now();
    let job = post(server, "/v1/releases", &json!({"period": PERIOD, "vintage": 2024}), 202)?;
    let release = watched(server, operator, &format!("/v1/jobs/{}", text(&job, "id")?))?;
    let (seconds, mebibytes) = (began.elapsed().as_secs_f64(), memory(server, "VmHWM")?);
    say(format_args!("prepared, audited and written in {seconds:.0} s, {mebibytes:.0} MiB at most"));
    say(serde_json::to_string_pretty(&get(server, &release)?["report"])?);
    Ok(release)
}

/// Waits for a job and shows how far it is; answers with what came of it.
fn watched(server: &mut Server, operator: &Credentials, path: &str) -> Outcome<String> {
    let (mut shown, mut at) = (String::new(), Instant::now());
    loop {
        let job = get(server, path)?;
        let (progress, step) = (&job["progress"], text(&job["progress"], "step")?);
        if step != shown || at.elapsed() > SHOW_EVERY {
            complain(format_args!("   {step}: {} of {}", progress["done"], progress["total"]));
            // A token is good for some minutes only.
            server.authorization = format!("Bearer {}", server.setting.token(operator)?);
            (shown, at) = (step, Instant::now());
        }
        match text(&job, "status")?.as_str() {
            "succeeded" => return text(&job, "result_url"),
            "failed" => return Err(format!("the release came to nothing: {job}").into()),
            _ => std::thread::sleep(Duration::from_millis(500)),
        }
    }
}

/// The milliseconds that a table takes.
fn read(server: &Server, release: &str) -> Outcome<String> {
    let path = format!("{release}/figures?table=households_met&limit=200");
    let mut all = Vec::new();
    for _ in 0..READS {
        let began = Instant::now();
        get(server, &path)?;
        all.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(format!("{:.1} ms, the median of {READS}", median(&all)))
}

/// Campaigns that run, each in one neighbourhood so far; answers with their ids.
fn campaigns(site: &Site, server: &Server) -> Outcome<Vec<String>> {
    let partner = format!("Bearer {}", server.setting.token(&site.partner)?);
    let first = &get(server, "/v1/neighbourhoods?limit=1")?["items"][0]["code"];
    let mut ids = Vec::new();
    for number in 0..CAMPAIGNS {
        let body = json!({
            "title": format!("Campagne {number}"), "purpose": "Lire son compteur et trouver les fuites.",
            "themes": ["palier:eau--facture"], "information_kind": "advice", "target_doors": 100_000,
            "messages": [{"language": "fr", "text": "Bonjour, je viens pour l'eau."}],
            "questions": [{
                "code": "reads_own_meter", "text": {"fr": "Savez-vous lire votre compteur ?"},
                "answer": {"kind": "yes_no"},
            }],
            "actions": [{"code": "read_meter", "label": {"fr": "Lire le compteur"}}],
            "neighbourhood_codes": [first], "starts_on": "2026-01-01", "ends_on": "2026-12-31",
        });
        let id = text(&sent(server, &partner, "/v1/campaigns", &body, 201)?, "id")?;
        for step in ["submit", "approve", "start"] {
            post(server, &format!("/v1/campaigns/{id}/{step}"), &Value::Null, 200)?;
        }
        ids.push(id);
    }
    Ok(ids)
}

fn themes(server: &Server) -> Outcome<Vec<String>> {
    let themes = get(server, "/v1/themes")?;
    let all = themes["items"].as_array().ok_or("no list of themes")?;
    Ok(all.iter().filter_map(|theme| theme["code"].as_str().map(str::to_owned)).collect())
}

fn text(of: &Value, member: &str) -> Outcome<String> {
    Ok(of[member].as_str().ok_or_else(|| format!("no {member} in {of}"))?.to_owned())
}

fn get(server: &Server, path: &str) -> Outcome<Value> {
    let request = agent().get(server.setting.url(path)).header("Authorization", &server.authorization);
    Ok(serde_json::from_str(&expect(200, request.call()?)?)?)
}

fn post(server: &Server, path: &str, body: &Value, status: u16) -> Outcome<Value> {
    sent(server, &server.authorization, path, body, status)
}

fn sent(server: &Server, who: &str, path: &str, body: &Value, status: u16) -> Outcome<Value> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let key = format!("nation-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let request = agent().post(server.setting.url(path)).header("Authorization", who);
    let request = request.header("Idempotency-Key", key);
    let answer = if body.is_null() { request.send_empty()? } else { request.send_json(body)? };
    Ok(serde_json::from_str(&expect(status, answer)?)?)
}
