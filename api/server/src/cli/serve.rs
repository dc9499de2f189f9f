//! `palier serve`.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;

use crate::config::Overrides;

pub(super) const EXAMPLES: &str = "\
Examples:
  palier serve --demo
  palier serve --listen 0.0.0.0:8443 --tls-cert fullchain.pem --tls-key privkey.pem

SIGHUP reads the certificate again; SIGTERM and Ctrl-C finish the running requests, then stop.";

/// Options of `palier serve`, and of `palier` alone.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Options of serve")]
pub struct ServeArgs {
    /// Load a fictional town into an empty SQLite database and print credentials to try the API with
    #[arg(long)]
    pub demo: bool,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// Certificate chain (PEM); with --tls-key, serves HTTPS
    #[arg(long, value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// Private key of the certificate (PEM)
    #[arg(long, value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
}

impl ServeArgs {
    /// These options, completed by those that stood before the word `serve`.
    pub(super) fn or(self, before: Self) -> Self {
        Self {
            demo: self.demo || before.demo,
            listen: self.listen.or(before.listen),
            tls_cert: self.tls_cert.or(before.tls_cert),
            tls_key: self.tls_key.or(before.tls_key),
        }
    }

    pub(super) fn overrides(&self, overrides: Overrides) -> Overrides {
        let text = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        overrides
            .set("--listen", "server.listen", self.listen)
            .set("--tls-cert", "tls.cert", text(&self.tls_cert))
            .set("--tls-key", "tls.key", text(&self.tls_key))
    }
}
