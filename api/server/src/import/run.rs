//! An import from the first byte of a file to the report: one transaction, so that an interrupted import has
//! changed nothing.

use std::{
    fs::File,
    io::{self, IsTerminal, Write},
    path::Path,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use palier_domain::caller::{Act, Actor};
use palier_store::{Recorded, Store, StoreError, Tx};
use uuid::Uuid;

use super::{ImportError, Row, communes, households, neighbourhoods, report::Report, successions};
use crate::service::{self, ServiceError, field::Field};

/// Why an import took nothing.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The file can't be read.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: String,
        /// Why not.
        error: ImportError,
    },
    /// The database failed; nothing was changed.
    #[error("Nothing was imported: {0}")]
    Store(#[from] StoreError),
    /// The use case failed, or the database; nothing was changed.
    #[error("Nothing was imported: {0}")]
    Service(#[from] ServiceError),
    /// Standard output.
    #[error("The output can't be written: {0}")]
    Output(#[from] io::Error),
    /// Each row was refused; the report, which was printed, says why.
    #[error("Nothing was imported: no row could be taken.")]
    NothingTaken,
}

/// Imports a list of neighbourhoods. Without a vintage, each row has that of its code's form.
///
/// # Errors
/// [`RunError`]; nothing was changed then.
pub fn neighbourhoods(
    store: &Store,
    file: &Path,
    vintage: Option<i32>,
    out: &mut dyn Write,
) -> Result<Report, RunError> {
    let rows = read(file, |file| neighbourhoods::read(file, vintage))?;
    finish(store, out, rows, |tx, act, rows, bar| {
        service::neighbourhoods::import(tx, act, rows, |done| bar.inc(done as u64))
    })
}

/// Imports an edition's list of communes.
///
/// # Errors
/// [`RunError`]; nothing was changed then.
pub fn communes(store: &Store, file: &Path, edition: i32, out: &mut dyn Write) -> Result<Report, RunError> {
    let rows = read(file, |file| communes::read(file))?;
    finish(store, out, rows, |tx, act, rows, bar| {
        service::communes::import(tx, act, edition, rows, |done| bar.inc(done as u64))
    })
}

/// Imports which neighbourhoods took over which.
///
/// # Errors
/// [`RunError`]; nothing was changed then.
pub fn successions(store: &Store, file: &Path, out: &mut dyn Write) -> Result<Report, RunError> {
    let rows = read(file, |file| successions::read(file))?;
    finish(store, out, rows, |tx, act, rows, bar| {
        service::neighbourhoods::import_successions(tx, act, rows, |done| bar.inc(done as u64))
    })
}

/// Imports a list of addresses: each door that is not there yet becomes a household.
///
/// # Errors
/// [`RunError`]; nothing was changed then.
pub fn households(
    store: &Store,
    field: Field<'_>,
    file: &Path,
    out: &mut dyn Write,
) -> Result<Report, RunError> {
    let rows = read(file, |file| households::read(file))?;
    finish(store, out, rows, |tx, act, rows, bar| {
        service::households::import(tx, act, field, rows, |done| bar.inc(done as u64))
    })
}

fn read<T>(
    path: &Path,
    read: impl FnOnce(&mut dyn io::Read) -> Result<Vec<Row<T>>, ImportError>,
) -> Result<Vec<Row<T>>, RunError> {
    let error = |error| RunError::File { path: path.display().to_string(), error };
    let file = File::open(path).map_err(|failed| error(failed.into()))?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let bar = bar(size, "Reading {bar:40} {percent}%");
    let rows = read(&mut bar.wrap_read(file)).map_err(error);
    bar.finish_and_clear();
    rows
}

fn finish<T, E: From<StoreError>>(
    store: &Store,
    out: &mut dyn Write,
    rows: Vec<Row<T>>,
    import: impl FnOnce(&mut Tx<'_>, &Act, Vec<Row<T>>, &ProgressBar) -> Result<Recorded<Report>, E>,
) -> Result<Report, RunError>
where
    RunError: From<E>,
{
    let act = Act {
        actor: Actor::CommandLine,
        request_id: format!("import-{}", Uuid::now_v7()),
        at: jiff::Timestamp::now().into(),
    };
    let bar = bar(rows.len() as u64, "Writing {bar:40} {pos}/{len}");
    let report = store.write(|tx| import(tx, &act, rows, &bar));
    bar.finish_and_clear();
    let report = report?;
    writeln!(out, "{report}")?;
    if report.rows() == report.refused.len() { Err(RunError::NothingTaken) } else { Ok(report) }
}

/// A bar on standard error if that is a terminal, else nothing: the report says it all.
fn bar(length: u64, template: &str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    // A template that indicatif can't read would only make the bar plainer.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

#[cfg(test)]
mod tests;
