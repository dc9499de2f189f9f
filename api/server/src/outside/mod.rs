//! `palier audit-release`: the auditor from outside, on nothing but what the API answers to some clients who put
//! together what they know.

mod api;
mod collect;
mod told;

use std::{collections::BTreeMap, fs, io, io::Write, path::Path, time::Instant};

use palier_audit::{Budget, Difference, Publication, Release, audit, compare};

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
    /// Seconds after which the auditor begins no further linear program; the audit fails if counts are undecided then.
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
    /// A year by two methods.
    #[error("{0}: two thresholds hold of one year; what was told by one can't be reckoned with by the other")]
    Methods(String),
    /// There is nothing to look at.
    #[error("These clients read no published release.")]
    Nothing,
    /// What was found; it was printed.
    #[error("{0} findings: see above")]
    Found(usize),
    /// Nothing was found, but not everything was looked at. Inside, that stops a release.
    #[error("The audit is unfinished: it could not decide on {0} counts in time. Give it more --seconds.")]
    Unfinished(usize),
    /// Standard output.
    #[error("The output can't be written: {0}")]
    Output(#[from] io::Error),
}

/// Collects what the clients are told, audits it, and prints a report.
///
/// # Errors
/// [`OutsideError`]; [`OutsideError::Found`] if anything can be worked out, or changed since an earlier time, and
/// [`OutsideError::Unfinished`] if nothing did, as far as the auditor came.
pub fn run(wanted: &Wanted<'_>, out: &mut dyn Write) -> Result<(), OutsideError> {
    let logins = api::logins(&read(wanted.credentials)?)?;
    let years = collect::publications(wanted.url, &logins, out)?;
    if let Some(path) = wanted.keep {
        fs::write(path, kept(&years)?).map_err(of(path))?;
    }
    let changed = wanted.before.map_or_else(|| Ok(vec![]), |path| changed_since(path, &years))?;
    let Audited { found, undecided } = audited(&years, wanted.seconds, out)?;
    told::changed(&changed, out)?;
    verdict(found + changed.len(), undecided)
}

/// What was found matters more than what was not looked at.
fn verdict(found: usize, undecided: usize) -> Result<(), OutsideError> {
    match (found, undecided) {
        (0, 0) => Ok(()),
        (0, _) => Err(OutsideError::Unfinished(undecided)),
        _ => Err(OutsideError::Found(found)),
    }
}

/// What came of the audits of all years.
#[derive(Default)]
struct Audited {
    /// How many findings.
    found: usize,
    /// How many counts the auditor did not come to.
    undecided: usize,
}

/// Audits each year by its own method, and prints a report of each.
fn audited(
    years: &BTreeMap<String, Publication>,
    seconds: u64,
    out: &mut dyn Write,
) -> Result<Audited, OutsideError> {
    let all = Instant::now();
    let mut audited = Audited::default();
    for (left, (year, publication)) in (1..=years.len() as u64).rev().zip(years) {
        // Each has its share of what the years before it have left.
        let share = seconds.saturating_sub(all.elapsed().as_secs()) / left;
        let begun = Instant::now();
        let stop = || begun.elapsed().as_secs() >= share;
        let report = audit(publication, &Budget { component: WHOLE, stop: &stop, ..Budget::default() });
        told::year((year, publication), out)?;
        told::report(&report, begun.elapsed().as_secs_f64(), out)?;
        audited.found += report.violations.len() + report.form.len();
        audited.undecided += report.decided.undecided;
    }
    Ok(audited)
}

/// What is told now, to be kept: a line for each year.
fn kept(years: &BTreeMap<String, Publication>) -> Result<Vec<u8>, OutsideError> {
    let mut text = vec![];
    for publication in years.values() {
        serde_json::to_writer(&mut text, publication).map_err(io::Error::from)?;
        text.push(b'\n');
    }
    Ok(text)
}

/// What differs from what was kept at an earlier time.
fn changed_since(
    path: &Path,
    years: &BTreeMap<String, Publication>,
) -> Result<Vec<Difference>, OutsideError> {
    let text = read(path)?;
    let before: Result<Vec<Publication>, _> =
        serde_json::Deserializer::from_slice(&text).into_iter().collect();
    let before = before.map_err(|error| of(path)(error.into()))?;
    if before.is_empty() {
        return Err(of(path)(io::ErrorKind::UnexpectedEof.into()));
    }
    Ok(compare(&releases(&before), &releases(years.values())))
}

fn releases<'p>(publications: impl IntoIterator<Item = &'p Publication>) -> Vec<Release> {
    publications.into_iter().flat_map(|publication| publication.releases.clone()).collect()
}

fn read(path: &Path) -> Result<Vec<u8>, OutsideError> {
    fs::read(path).map_err(of(path))
}

fn of(path: &Path) -> impl Fn(io::Error) -> OutsideError {
    move |cause| OutsideError::File { path: path.display().to_string(), cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_that_came_to_no_end_is_not_taken_for_one_that_found_nothing() {
        assert!(verdict(0, 0).is_ok());
        let unfinished = verdict(0, 3).expect_err("three counts are undecided").to_string();
        assert!(unfinished.contains("unfinished") && unfinished.contains("--seconds"), "{unfinished}");
        assert!(matches!(verdict(2, 3), Err(OutsideError::Found(2))));
    }
}
