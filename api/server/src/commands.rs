//! From a command line that was understood to its result.

use std::io::Write;

use crate::{
    cli::client::ClientError,
    cli::{self, CliError, ClientCommand, Command, ImportCommand, Invocation, ServeArgs},
    config::{Config, ConfigError},
    demo::{Demo, DemoError},
    http::openapi,
    import::run::RunError,
    outside::OutsideError,
    server::{self, StartError},
    service::ServiceError,
    telemetry::{self, TelemetryError},
};

/// Why a command failed; printed as it is.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A command that needs neither database nor server.
    #[error(transparent)]
    Cli(#[from] CliError),
    /// The server.
    #[error(transparent)]
    Start(#[from] StartError),
    /// A use case.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The clients.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The demo.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// An import.
    #[error(transparent)]
    Import(#[from] RunError),
    /// An audit from outside.
    #[error(transparent)]
    Outside(#[from] OutsideError),
    /// Logs and traces.
    #[error(transparent)]
    Telemetry(#[from] TelemetryError),
    /// Standard output, or the listener.
    #[error("Input or output failed: {0}")]
    Io(#[from] std::io::Error),
}

/// Prints the document.
///
/// # Errors
/// If it can't be printed.
pub fn openapi(out: &mut dyn Write) -> Result<(), CommandError> {
    let mut text = serde_json::to_string_pretty(&openapi::document()).map_err(std::io::Error::from)?;
    text.push('\n');
    Ok(out.write_all(text.as_bytes())?)
}

/// Runs any other command.
///
/// # Errors
/// [`CommandError`], which says what to do.
pub fn run(invocation: &Invocation, command: &Command, out: &mut dyn Write) -> Result<(), CommandError> {
    let config = invocation.config()?;
    match command {
        Command::Config => Ok(cli::print_config(&config, out)?),
        Command::Keys(keys) => Ok(cli::keys::run(keys.clone(), &config, jiff::Timestamp::now().into(), out)?),
        Command::Openapi => openapi(out),
        Command::Migrate => migrate(&config, out),
        Command::Serve(args) => serve(config, args, out),
        Command::Import(what) => import(&config, what, out),
        Command::AuditRelease(what) => Ok(what.run(out)?),
        Command::Client(what) => client(&config, what, out),
    }
}

fn migrate(config: &Config, out: &mut dyn Write) -> Result<(), CommandError> {
    let done = server::open_store(config)?.migrate().map_err(StartError::from)?;
    for name in &done {
        writeln!(out, "ran {name}")?;
    }
    writeln!(out, "{} migrations run, none pending", done.len())?;
    Ok(())
}

fn client(config: &Config, what: &ClientCommand, out: &mut dyn Write) -> Result<(), CommandError> {
    let store = server::open_store(config)?;
    store.migrate().map_err(StartError::from)?;
    let result = what.clone().run(&store, &config.auth, out);
    store.close();
    Ok(result?)
}

fn import(config: &Config, what: &ImportCommand, out: &mut dyn Write) -> Result<(), CommandError> {
    let store = server::open_store(config)?;
    store.migrate().map_err(StartError::from)?;
    let vault = || Ok::<_, CommandError>(server::open_vault(config, store.single_writer())?);
    let result = what.run(&store, (&config.field, vault), out);
    store.close();
    result
}

fn serve(config: Config, args: &ServeArgs, out: &mut dyn Write) -> Result<(), CommandError> {
    let _telemetry = telemetry::init(&config)?;
    // Before the server answers: nobody sees a town that is half there.
    let mut demo = if args.demo { Some(Demo::prepare(&config, out)?) } else { None };
    let signals = demo.as_mut().and_then(Demo::signals);
    let system = actix_web::rt::System::new();
    let result = system.block_on(async move {
        let running = server::start(config, signals)?;
        writeln!(out, "Palier serves at {}", running.app.public_url)?;
        if let Some(demo) = demo {
            demo.announce(&running.app.public_url, out)?;
        }
        out.flush()?;
        Ok(running.serve().await?)
    });
    // All that could end in time has ended. Dropping the runtime would wait for the threads that could not, such as
    // one inside a database call that never returns; the process's end does not.
    std::mem::forget(system);
    result
}
