//! The command line: what can be said, and the commands that need neither database nor server.

pub mod audit_release;
pub mod client;
pub mod import;
pub mod keys;
pub mod serve;
#[cfg(test)]
mod tests;

use std::{
    fmt::Display,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, error::ErrorKind};

use crate::config::{Config, ConfigError, Overrides};

pub use audit_release::AuditRelease;
pub use client::ClientCommand;
pub use import::ImportCommand;
pub use keys::KeysCommand;
pub use serve::ServeArgs;

const EXAMPLES: &str = "\
Examples:
  palier --demo
      Serve a fictional town from a new database, and print credentials and three commands to try.
  palier serve --listen 0.0.0.0:8080 --database postgres://palier@db/palier
      Serve from PostgreSQL.
  palier import neighbourhoods qpv2024.geojson.gz --vintage 2024
      Load the official list of neighbourhoods.
  palier client create --organisation \"My association\" --kind operator
      Make the first client; its secret is shown once.
  palier config
      Show the configuration in force and every setting there is.

Settings come from flags, then PALIER_* environment variables (PALIER_SERVER_LISTEN sets server.listen), then the \
configuration file, then defaults.";

/// The open API of door-to-door outreach.
///
/// Partners push campaigns, field workers carry them from door to door, municipalities read what their neighbourhoods
/// need. Without a command, palier serves.
#[derive(Debug, Parser)]
#[command(name = "palier", version, after_help = EXAMPLES, disable_help_subcommand = true, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: GlobalArgs,
    #[command(flatten)]
    serve: ServeArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options that every command takes.
#[derive(Args, Clone, Debug, Default)]
pub struct GlobalArgs {
    /// Configuration file (TOML) [default: ./palier.toml, if there is one]
    #[arg(long, value_name = "FILE", global = true, help_heading = "Options of every command")]
    pub config: Option<PathBuf>,
    /// SQLite file, or postgres:// URL; a URL with a password belongs in PALIER_DATABASE_URL, because other users of
    /// this machine can read a command line [default: palier.db]
    #[arg(long, value_name = "URL", global = true, help_heading = "Options of every command")]
    pub database: Option<String>,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Bring the database up to date and serve the API
    #[command(after_help = serve::EXAMPLES)]
    Serve(ServeArgs),
    /// Bring the database up to date and end
    Migrate,
    /// Print the OpenAPI document
    Openapi,
    /// Load official lists into the database
    #[command(subcommand, after_help = import::EXAMPLES)]
    Import(ImportCommand),
    /// Make, rotate, revoke and list API clients
    #[command(subcommand, after_help = client::EXAMPLES)]
    Client(ClientCommand),
    /// Make, rotate and list the keys that sign access tokens, and those that protect personal data
    #[command(subcommand, after_help = keys::EXAMPLES)]
    Keys(KeysCommand),
    /// Look at published releases from outside: what can be worked out of them?
    #[command(after_help = audit_release::EXAMPLES)]
    AuditRelease(AuditRelease),
    /// Print the configuration in force, without secrets
    Config,
}

/// A command line that was understood.
#[derive(Clone, Debug)]
pub struct Invocation {
    /// Options that every command takes.
    pub global: GlobalArgs,
    /// What to do.
    pub command: Command,
}

impl Invocation {
    /// Reads the process's command line. On a wrong one, or for `--help`, it prints what is due and exits: 2 or 0.
    #[must_use]
    pub fn of_process() -> Self {
        Self::read(std::env::args_os()).unwrap_or_else(|error| error.exit())
    }

    fn read<T: Into<std::ffi::OsString> + Clone>(
        args: impl IntoIterator<Item = T>,
    ) -> Result<Self, clap::Error> {
        let Cli { global, serve, command } =
            Cli::from_arg_matches(&Cli::command().try_get_matches_from(args)?)?;
        let command = match command {
            None => Command::Serve(serve),
            Some(Command::Serve(inner)) => Command::Serve(inner.or(serve)),
            Some(_) if serve != ServeArgs::default() => {
                let text = "the options of `palier serve` stand before another command; leave them out";
                return Err(Cli::command().error(ErrorKind::ArgumentConflict, text));
            }
            Some(command) => command,
        };
        Ok(Self { global, command })
    }

    /// The configuration in force for this command line.
    pub fn config(&self) -> Result<Config, ConfigError> {
        let mut overrides =
            Overrides::default().set("--database", "database.url", self.global.database.as_deref());
        if let Command::Serve(serve) = &self.command {
            overrides = serve.overrides(overrides);
        }
        Config::load(self.global.config.as_deref(), overrides)
    }
}

/// Prints the effective configuration.
pub fn print_config(config: &Config, out: &mut dyn Write) -> Result<(), CliError> {
    out.write_all(config.to_toml()?.as_bytes())?;
    Ok(())
}

/// Why a command that needs neither database nor server failed.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] crate::keys::KeyError),
    /// Standard output.
    #[error("The output cannot be written: {0}")]
    Output(#[from] io::Error),
}

/// The exit code of a command: 0, or 1 after its error was printed. Wrong usage, exit code 2, never gets this far.
pub fn exit_code<E: Display>(result: Result<(), E>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // With standard error closed there is nobody left to tell.
            let _ = writeln!(io::stderr(), "palier: {error}");
            ExitCode::FAILURE
        }
    }
}
