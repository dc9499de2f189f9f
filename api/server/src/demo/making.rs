//! Making the town in a file of its own, and giving it the database's name when it is whole.

use std::{
    ffi::OsString,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use actix_web::web::Data;
use tracing::subscriber::{NoSubscriber, with_default};

use super::{
    DemoError,
    content::MEMBERS,
    credentials::{Credentials, Login},
    in_process::{InProcess, PATIENCE},
    progress::Progress,
    releases,
    story::{Mission, SEED, Scale, Story},
    tell::Teller,
    town::{self, Logins},
    wire::Wire,
};
use crate::{
    app::App,
    config::{Config, FieldConfig, LimitsConfig},
    jobs, server,
    signals::Signals,
};

/// Whether the database holds nothing yet.
///
/// # Errors
/// If it can't be read.
pub fn is_missing(config: &Config, database: &Path) -> Result<bool, DemoError> {
    if !fs::metadata(database).is_ok_and(|found| found.len() > 0) {
        return Ok(true);
    }
    let store = server::open_store(config)?;
    store.migrate()?;
    let empty = store.snapshot(town::is_empty)?;
    store.close();
    Ok(empty)
}

/// Makes the town; the database holds it whole, or is as it was. A signal that comes too late to interrupt it is still in
/// what comes with the credentials.
///
/// # Errors
/// [`DemoError`]; nothing was changed then.
pub fn make(
    config: &Config,
    (database, file): (&Path, &Path),
    scale: Scale,
    out: &mut dyn Write,
) -> Result<(Credentials, Signals), DemoError> {
    let unfinished = with_suffix(database, ".unfinished");
    // What an interrupted start left behind.
    remove(&unfinished)?;
    let made = build(config, &unfinished, scale, out).and_then(|(logins, signals)| {
        let credentials = Credentials { url: config.public_url(), logins };
        credentials.write(file)?;
        Ok((credentials, signals))
    });
    let made = made.and_then(|made| {
        remove(database)?;
        fs::rename(&unfinished, database).map_err(of(database))?;
        Ok(made)
    });
    remove(&unfinished)?;
    made
}

fn of(path: &Path) -> impl Fn(io::Error) -> DemoError {
    move |cause| DemoError::Folder { path: path.to_owned(), cause }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// Removes a database with the files that SQLite keeps beside it, if they are there.
fn remove(database: &Path) -> Result<(), DemoError> {
    for suffix in ["", "-wal", "-shm"] {
        let path = with_suffix(database, suffix);
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                return Err(DemoError::Folder { path, cause });
            }
            _ => {}
        }
    }
    Ok(())
}

/// The configuration while the town is made: its own file, the database's keys, the usual rules of the field, and no
/// limits, since one process plays everybody.
fn configured(config: &Config, unfinished: &Path) -> Result<Config, DemoError> {
    let most = 1_000_000;
    let mut own = config.clone();
    own.auth.keys_file = Some(config.keys_file().map_err(server::StartError::from)?);
    own.privacy.vault_file = Some(config.vault_file().map_err(server::StartError::from)?);
    own.database.url = unfinished.display().to_string().into();
    own.auth.access_token_seconds = u32::try_from(PATIENCE.as_secs()).unwrap_or(u32::MAX);
    own.field = FieldConfig::default();
    own.limits = LimitsConfig {
        requests_per_minute: 60 * most,
        burst: most,
        token_requests_per_minute: most,
        ..config.limits.clone()
    };
    Ok(own)
}

fn build(
    config: &Config,
    unfinished: &Path,
    scale: Scale,
    out: &mut dyn Write,
) -> Result<(Logins, Signals), DemoError> {
    let config = configured(config, unfinished)?;
    let store = server::open_store(&config)?;
    store.migrate()?;
    let keys = server::open_keys(&config, true)?;
    let vault = server::open_vault(&config, true)?;
    let operator = town::found(&store, &config.auth)?;
    let public_url = config.public_url();
    let app = Data::new(App::new(store, config, (keys, vault), (public_url, None)));
    jobs::prime(&app)?;
    let mut progress = Progress::new(out);
    // Nobody wants to read of thousands of requests that were asked of nobody.
    let made = with_default(NoSubscriber::default(), || {
        let system = actix_web::rt::System::new();
        system.block_on(async {
            let mut signals = Signals::listen().map_err(server::StartError::from)?;
            let logins = tokio::select! {
                made = live(&app, operator, scale, &mut progress) => made?,
                () = signals.next() => return Err(DemoError::Interrupted),
            };
            Ok((logins, signals))
        })
    });
    progress.end();
    app.store.close();
    made
}

/// From the first organisation to yesterday.
async fn live(
    app: &Data<App>,
    operator: Login,
    scale: Scale,
    progress: &mut Progress<'_>,
) -> Result<Logins, DemoError> {
    let today = app.now().day();
    let api = InProcess::of(app).await;
    let steps = progress.begin("Organisations and campaigns", MEMBERS.len())?;
    let roster = town::gather(&api, operator).await?;
    let campaigns = town::push(&roster, today).await?;
    town::price(&roster, today).await?;
    steps.done(MEMBERS.len());
    let mut missions: Vec<Mission> = Vec::new();
    for member in MEMBERS {
        missions.extend(member.missions(today)?);
    }
    let story = Story::new(SEED, today, &missions, scale);
    let names = missions.iter().map(|mission| mission.content.external_id.clone().unwrap_or_default());
    let wire = Wire { story: &story, roster: &roster, campaigns: &campaigns, missions: names.collect() };
    Teller { api: &api, wire, app: "app_publisher" }.tell(progress).await?;
    town::end(&roster, &campaigns).await?;
    let begun = story.begun().unwrap_or(today);
    releases::publish((app, roster.operator()?), (begun, today), progress).await?;
    Ok(roster.logins)
}
