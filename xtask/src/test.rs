//! `cargo xtask test`: the whole suite, on both databases, in one run.

use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::process::{ExitCode, Stdio};

use clap::{Args, ValueEnum};

use crate::Outcome;
use crate::postgres::{Cluster, Durability};
use crate::process::{cargo, complain, say, start};
use crate::server;

/// Names the superuser's URL of the PostgreSQL in which the suite makes its databases.
const POSTGRES: &str = "TEST_POSTGRES_URL";
/// Names the only database to test, where one is asked for.
const ONLY: &str = "TEST_ONLY_DATABASE";

/// What to test.
#[derive(Args)]
pub struct Options {
    /// Test on this database alone.
    #[arg(long)]
    only: Option<Database>,
    /// Passed on to the test runner, such as a filter or --nocapture.
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// A database Palier runs on.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Database {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

impl Database {
    fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Runs the suite; the exit code is cargo's.
pub fn run(options: &Options) -> Outcome<ExitCode> {
    let binary = server::build()?;
    let mut command = cargo();
    command.args(["test", "--workspace", "--no-fail-fast", "--"]).args(&options.arguments);
    command.env(server::BINARY, binary).env_remove(ONLY);
    if let Some(only) = options.only {
        command.env(ONLY, only.name());
    }
    let given = std::env::var_os(POSTGRES).is_some();
    let cluster = match options.only {
        Some(Database::Sqlite) => None,
        _ if given => None,
        _ => Some(Cluster::start(Durability::Fast)?),
    };
    if let Some(cluster) = &cluster {
        complain(format_args!("a private PostgreSQL runs at {}", cluster.url()));
        command.env(POSTGRES, cluster.url());
    }
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut running = start(command.stdout(Stdio::piped()))?;
    let mut tally = Tally::default();
    if let Some(pipe) = running.child.stdout.take() {
        tally.pass_on(BufReader::new(pipe))?;
    }
    let status = running.wait()?;
    say(format_args!("{} passed, {} failed", tally.passed, tally.failed));
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    let code = if code == 0 && tally.failed > 0 { 1 } else { code };
    Ok(ExitCode::from(code))
}

/// The sums over all `test result:` lines.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// Copies the runner's output as it comes, and counts. Bytes, since a test may print anything.
    fn pass_on(&mut self, mut output: impl BufRead) -> Outcome<()> {
        let mut line = Vec::new();
        let mut out = std::io::stdout().lock();
        while output.read_until(b'\n', &mut line)? > 0 {
            out.write_all(&line)?;
            out.flush()?;
            self.count(&String::from_utf8_lossy(&line));
            line.clear();
        }
        Ok(())
    }

    fn count(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else { return };
        let number_before = |word: &str| -> u64 {
            let before = result.split(word).next().unwrap_or_default();
            before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
        };
        self.passed += number_before(" passed");
        self.failed += number_before(" failed");
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn results_of_all_binaries_are_summed() {
        let mut tally = Tally::default();
        tally.count("running 3 tests");
        tally.count("test result: ok. 41 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.count("test result: FAILED. 2 passed; 13 failed; 0 ignored; 0 measured; 0 filtered out");
        assert_eq!((tally.passed, tally.failed), (43, 13));
    }
}
