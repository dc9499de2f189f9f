//! HTTPS with a certificate that can be renewed while the server runs.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use arc_swap::ArcSwap;
use rustls::{
    ServerConfig,
    crypto::{CryptoProvider, aws_lc_rs},
    pki_types::{CertificateDer, PrivateKeyDer, pem, pem::PemObject},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read, or holds no PEM of the needed kind.
    #[error("{what} cannot be read from {}: {cause}. It must be a PEM file that this user may read.", .path.display())]
    File {
        /// What was looked for.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: pem::Error,
    },
    /// The key is not the certificate's, or of a kind that is not supported.
    #[error("The certificate {} and the key {} cannot be used together: {cause}.", .cert.display(), .key.display())]
    Pair {
        /// The certificate's file.
        cert: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// What is wrong.
        cause: rustls::Error,
    },
    /// The library offers no common protocol version.
    #[error("TLS cannot be set up: {0}.")]
    Setup(#[from] rustls::Error),
}

/// A certificate with its key, and the files it comes from.
#[derive(Debug)]
pub struct Certificate {
    cert: PathBuf,
    key: PathBuf,
    provider: Arc<CryptoProvider>,
    current: ArcSwap<CertifiedKey>,
}

impl Certificate {
    /// Reads a certificate chain and its private key.
    pub fn load(cert: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Result<Arc<Self>, TlsError> {
        let (cert, key) = (cert.into(), key.into());
        let provider = Arc::new(aws_lc_rs::default_provider());
        let current = ArcSwap::from_pointee(read(&cert, &key, &provider)?);
        Ok(Arc::new(Self { cert, key, provider, current }))
    }

    /// Reads the files again; connections made from now on see the new certificate. On an error the old one stays.
    pub fn reload(&self) -> Result<(), TlsError> {
        self.current.store(Arc::new(read(&self.cert, &self.key, &self.provider)?));
        Ok(())
    }

    /// What a server needs to speak TLS 1.2 and 1.3 with this certificate, over HTTP/2 or HTTP/1.1.
    pub fn server_config(self: &Arc<Self>) -> Result<ServerConfig, TlsError> {
        let mut config = ServerConfig::builder_with_provider(self.provider.clone())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(self.clone());
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }

    /// Reloads at each SIGHUP, for as long as the runtime lives. A failure is logged, and the old certificate stays.
    pub async fn reload_on_hangup(self: Arc<Self>) -> std::io::Result<()> {
        let mut hangups = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup())?;
        while hangups.recv().await.is_some() {
            match self.reload() {
                Ok(()) => tracing::info!(cert = %self.cert.display(), "the certificate was read again"),
                Err(error) => {
                    tracing::warn!(%error, "the certificate was not reloaded; the old one stays in use")
                }
            }
        }
        Ok(())
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current.load_full())
    }
}

fn read(cert: &Path, key: &Path, provider: &CryptoProvider) -> Result<CertifiedKey, TlsError> {
    let failed = |what, path: &Path| {
        let path = path.to_owned();
        move |cause| TlsError::File { what, path, cause }
    };
    let chain = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .and_then(|chain| if chain.is_empty() { Err(pem::Error::NoItemsFound) } else { Ok(chain) })
        .map_err(failed("A certificate", cert))?;
    let private = PrivateKeyDer::from_pem_file(key).map_err(failed("A private key", key))?;
    CertifiedKey::from_der(chain, private, provider).map_err(|cause| TlsError::Pair {
        cert: cert.to_owned(),
        key: key.to_owned(),
        cause,
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Writes a new self-signed certificate and its key, and gives the certificate back.
    fn write_pair(cert: &Path, key: &Path) -> CertificateDer<'static> {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("made");
        fs::write(cert, made.cert.pem()).expect("written");
        fs::write(key, made.signing_key.serialize_pem()).expect("written");
        made.cert.der().clone()
    }

    #[test]
    fn reloads_and_keeps_the_old_certificate_on_an_error() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
        let first = write_pair(&cert, &key);
        let certificate = Certificate::load(&cert, &key).expect("loaded");
        let shown = || certificate.current.load().cert[0].clone();
        assert_eq!(shown(), first);
        let second = write_pair(&cert, &key);
        certificate.reload().expect("reloaded");
        assert_eq!(shown(), second);
        // The key of another certificate, as in the middle of a renewal.
        let other = folder.path().join("other.pem");
        write_pair(&folder.path().join("unused.pem"), &other);
        fs::copy(&other, &key).expect("copied");
        let error = certificate.reload().expect_err("they do not match");
        assert!(matches!(error, TlsError::Pair { .. }), "{error}");
        fs::write(&cert, "no PEM").expect("written");
        assert!(matches!(certificate.reload(), Err(TlsError::File { .. })));
        assert_eq!(shown(), second);
        assert_eq!(certificate.server_config().expect("set up").alpn_protocols[0], b"h2");
    }

    #[test]
    fn a_missing_file_is_named() {
        let error =
            Certificate::load("/nowhere/cert.pem", "/nowhere/key.pem").expect_err("missing").to_string();
        assert!(error.contains("/nowhere/cert.pem"), "{error}");
    }
}
