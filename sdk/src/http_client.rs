//! How requests travel: by reqwest, or by whatever an app brings.

use std::fmt;

use bytes::Bytes;
use futures_util::stream::StreamExt;
use http::{Request, Response};

/// Requests and answers, of the version that [`HttpClient`] takes them in.
pub use http;

pub use crate::platform::{BoxFuture, BoxStream, MaybeSend};

/// The body of an answer, piece by piece.
pub type Chunks = BoxStream<'static, Result<Bytes, TransportError>>;

/// Sends requests. Bring your own to use another HTTP library, a proxy, or a fake in tests.
///
/// It sends each request once, takes every status for an answer, and follows no redirects: tries, times and tokens are
/// the client's matter.
pub trait HttpClient: MaybeSend + fmt::Debug + 'static {
    /// Sends a request and gives the answer, its body unread.
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Chunks>, TransportError>>;
}

/// Why there is no whole answer.
#[derive(Debug)]
#[non_exhaustive]
pub struct TransportError {
    /// What kind of failure it is.
    pub kind: TransportKind,
    /// The cause.
    source: Box<dyn std::error::Error + Send + Sync>,
}

/// Kinds of failures of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportKind {
    /// No connection came about: the server has seen nothing.
    Connect,
    /// It took too long.
    Timeout,
    /// The connection broke while it was used: the server may have done what it was asked.
    Broken,
    /// The request can't be sent at all.
    Request,
}

impl TransportError {
    /// A failure with its cause.
    pub fn new(kind: TransportKind, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind, source: cause.into() }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportKind::Connect => "no connection",
            TransportKind::Timeout => "no answer in time",
            TransportKind::Broken => "the connection broke",
            TransportKind::Request => "the request can't be sent",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.source.as_ref())
    }
}

/// reqwest, as the SDK sets it up.
#[derive(Clone, Debug)]
pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    pub(crate) fn new() -> Result<Self, crate::Error> {
        let builder = reqwest::Client::builder();
        #[cfg(not(target_arch = "wasm32"))]
        let builder = builder.redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never());
        let client = builder.build().map_err(|error| crate::Error::Setup(error.to_string()))?;
        Ok(Self(client))
    }
}

impl HttpClient for Reqwest {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Chunks>, TransportError>> {
        let client = self.0.clone();
        Box::pin(async move {
            let refused = |error| TransportError::new(TransportKind::Request, error);
            let request = reqwest::Request::try_from(request).map_err(refused)?;
            let answer = client.execute(request).await.map_err(failed)?;
            let mut response = Response::new(());
            *response.status_mut() = answer.status();
            *response.headers_mut() = answer.headers().clone();
            let chunks = answer.bytes_stream().map(|chunk| chunk.map_err(failed));
            Ok(response.map(|()| Box::pin(chunks) as Chunks))
        })
    }
}

/// Without the address: a path can name what a log should not.
fn failed(error: reqwest::Error) -> TransportError {
    let kind = if error.is_builder() {
        TransportKind::Request
    } else if error.is_timeout() {
        TransportKind::Timeout
    } else if is_connect(&error) {
        TransportKind::Connect
    } else {
        TransportKind::Broken
    };
    TransportError::new(kind, error.without_url())
}

#[cfg(not(target_arch = "wasm32"))]
fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

#[cfg(target_arch = "wasm32")]
fn is_connect(_error: &reqwest::Error) -> bool {
    false
}
