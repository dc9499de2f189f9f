//! `cargo xtask bench`: what the server does on both databases, side by side in one run, as one table.
//!
//! The numbers are for comparison within one run, on one machine: nothing fails because of them. What is to be
//! compared takes turns, round by round, so that other work on the machine meets all of it alike.

mod exports;
mod load;
pub mod nation;
mod requests;
mod rows;
mod table;

use std::process::ExitCode;

use clap::Args;

use crate::Outcome;
use crate::postgres::free_port;
use crate::process::{Running, complain, say};
use crate::served::{Credentials, Setting};
use crate::server;
use crate::site::{Databases, Kind, Site};
use table::Table;

/// How much to ask.
#[derive(Args)]
pub struct Options {
    /// On which database.
    #[arg(long, default_value = "both")]
    database: Databases,
    /// How many clients ask at the same time.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Reads a round and setting; a third as many writes, and a tenth as many tokens by at most 8 clients.
    #[arg(long, default_value_t = 3000)]
    requests: usize,
    /// How often everything takes its turn.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// How many rows to list and export, in growing order.
    #[arg(long, value_delimiter = ',', default_value = "10000,1000000")]
    rows: Vec<u32>,
}

/// Measures and prints.
pub fn run(options: &Options) -> Outcome<ExitCode> {
    let binary = server::build_release()?;
    let kinds = options.database.kinds();
    let sites = kinds.iter().map(|kind| Site::open(*kind, &binary)).collect::<Outcome<Vec<_>>>()?;
    let before = load_average();
    let mut table = Table::new(kinds.iter().map(|kind| kind.title()));
    complain("-- requests");
    requests::measure(options, &sites, &mut table)?;
    complain("-- lists and exports");
    exports::measure(options, &sites, &mut table)?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let Options { connections, requests, rounds, .. } = options;
    say(format_args!(
        "{cores} cores for the server, its database and {connections} clients; {rounds} rounds of {requests} \
         requests; load average {before} before, {} after\n",
        load_average()
    ));
    say(&table);
    Ok(ExitCode::SUCCESS)
}

/// How many programs wanted a core in the last minute, where the system tells: other work makes all numbers worse.
fn load_average() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned()
}

impl Kind {
    /// As it stands on top of a column.
    fn title(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A server of its own on a site's database, and a token for it.
struct Server {
    setting: Setting,
    authorization: String,
    running: Running,
}

impl Server {
    fn start(site: &Site, pool_size: u32, client: &Credentials) -> Outcome<Self> {
        let mut setting = Setting { port: free_port()?, ..site.setting.clone() };
        setting.environment.push(("PALIER_DATABASE_POOL_SIZE", pool_size.to_string()));
        setting.environment.push(("PALIER_LIMITS_TOKEN_REQUESTS_PER_MINUTE", "6000000".to_owned()));
        let running = setting.serve(&[])?;
        let authorization = format!("Bearer {}", setting.token(client)?);
        Ok(Self { setting, authorization, running })
    }
}
