//! `palier audit-release`: the auditor from outside, on nothing but what the API answers to some clients who put
//! together what they know.

mod api;
mod collect;
mod told;

use std::{fs, io, io::Write, path::Path, time::Instant};

use palier_audit::{Budget, Publication, audit, compare};

pub use api::AskError;

/// Unknowns up to which linear programs are solved over all that hangs together, as before publishing.
const WHOLE: usize = 3_000;

/// What is wanted of the auditor.
#[derive(Clone, Debug)]
pub struct Wanted<'w> {
    /// Where the API is served.
    pub url: &'w str,
    /// The clients' credentials: JSON, `{"NAME": {"client_id": …, "client_secret": …}, …}`, other members are left alone.
    pub credentials: &'w Path,
    /// What was collected at an earlier time, to see that nothing of it changed since.
    pub before: Option<&'w Path>,
    /// Where to keep what is collected now.
    pub keep: Option<&'w Path>,
    /// Seconds after which the auditor begins no further linear program.
    pub seconds: u64,
}

/// Why an audit came to nothing, or found something.
#[derive(Debug, thiserror::Error)]
pub enum OutsideError {
    /// A file.
    #[error("{path}: {cause}")]
    File {
        /// Which.
        path: String,
        /// Why not.
        cause: io::Error,
    },
    /// The API.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// Two clients were told different things.
    #[error("{0}: two clients were told different things")]
    Contradiction(String),
    /// There is nothing to look at.
    #[error("These clients read no published release.")]
    Nothing,
    /// What was found; it was printed.
    #[error("{0} findings: see above")]
    Found(usize),
    /// Standard output.
    #[error("The output can't be written: {0}")]
    Output(#[from] io::Error),
}

/// Collects what the clients are told, audits it, and prints a report.
///
/// # Errors
/// [`OutsideError`]; [`OutsideError::Found`] if anything can be worked out, or changed since an earlier time.
pub fn run(wanted: &Wanted<'_>, out: &mut dyn Write) -> Result<(), OutsideError> {
    let logins = api::logins(&read(wanted.credentials)?)?;
    let publication = collect::publication(wanted.url, &logins, out)?;
    if let Some(path) = wanted.keep {
        let text = serde_json::to_vec(&publication).map_err(io::Error::from)?;
        fs::write(path, text).map_err(of(path))?;
    }
    let changed = match wanted.before {
        None => vec![],
        Some(path) => {
            let before: Publication = serde_json::from_slice(&read(path)?).map_err(|error| {
                OutsideError::File { path: path.display().to_string(), cause: error.into() }
            })?;
            compare(&before, &publication)
        }
    };
    let begun = Instant::now();
    let stop = || begun.elapsed().as_secs() >= wanted.seconds;
    let report = audit(&publication, &Budget { component: WHOLE, stop: &stop, ..Budget::default() });
    told::report(&report, &changed, begun.elapsed().as_secs_f64(), out)?;
    match report.violations.len() + report.form.len() + changed.len() {
        0 => Ok(()),
        found => Err(OutsideError::Found(found)),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, OutsideError> {
    fs::read(path).map_err(of(path))
}

fn of(path: &Path) -> impl Fn(io::Error) -> OutsideError {
    move |cause| OutsideError::File { path: path.display().to_string(), cause }
}
