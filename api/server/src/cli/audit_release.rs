//! `palier audit-release`: the command line of it.

use std::{io::Write, path::PathBuf};

use clap::Args;

use crate::outside::{self, OutsideError, Wanted};

pub(super) const EXAMPLES: &str = "\
Examples:
  palier audit-release --url http://127.0.0.1:8080 --credentials palier.demo.json
      Put together what all clients of the demo's town are told, and look what can be worked out.
  palier audit-release --url https://palier.example --credentials partners.json --keep 2026-11.json
  palier audit-release --url https://palier.example --credentials partners.json --before 2026-11.json
      Keep what is told today; see later that nothing of it has changed.

It knows nothing but what the API answers to these clients. Each calendar year is looked at by its own threshold. It \
ends with 1 if some count is certainly smaller than the threshold, if something that was published has changed, or if the \
seconds were over before every count was decided: then the audit is unfinished, and has to be given more.";

/// How to look at releases from outside.
#[derive(Args, Clone, Debug)]
pub struct AuditRelease {
    /// Where the API is served
    #[arg(long, value_name = "URL")]
    url: String,
    /// The clients who put together what they know: JSON, {"NAME": {"client_id": …, "client_secret": …}, …}; the file that
    /// `serve --demo` writes is one
    #[arg(long, value_name = "FILE")]
    credentials: PathBuf,
    /// What was kept at an earlier time
    #[arg(long, value_name = "FILE")]
    before: Option<PathBuf>,
    /// Keep what is told now: JSON, a line for each calendar year
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
    /// Begin no further linear program after so many seconds; if counts are undecided then, the audit is unfinished, and
    /// fails
    #[arg(long, value_name = "SECONDS", default_value_t = 240)]
    seconds: u64,
}

impl AuditRelease {
    /// Collects, audits, prints.
    ///
    /// # Errors
    /// [`OutsideError`].
    pub fn run(&self, out: &mut dyn Write) -> Result<(), OutsideError> {
        let wanted = Wanted {
            url: &self.url,
            credentials: &self.credentials,
            before: self.before.as_deref(),
            keep: self.keep.as_deref(),
            seconds: self.seconds,
        };
        outside::run(&wanted, out)
    }
}
