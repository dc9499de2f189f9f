//! A server that is none: it stands where the network would begin.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use futures_util::stream;
use http::{HeaderValue, Request, Response, StatusCode};
use serde::Serialize;

use super::Sample;
use crate::generated::samples::SAMPLES;
use crate::http_client::{BoxFuture, Chunks, HttpClient, TransportError, TransportKind};
use crate::{Client, ClientBuilder, RetryPolicy};

/// A request that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recorded {
    /// The operation: `create_campaign`.
    pub operation: String,
    /// The HTTP method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The query, without its question mark.
    pub query: String,
    /// The headers.
    pub headers: http::HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// What is answered in place of an example.
#[derive(Clone, Debug)]
enum Stub {
    Answer(StatusCode, Bytes),
    Broken,
}

/// Answers each operation with the document's example, or as it is told. Clones are one.
///
/// ```
/// # #[tokio::main]
/// # async fn main() -> Result<(), palier_sdk::Error> {
/// let palier = palier_sdk::testing::Fake::new();
/// palier.refuse_next("get_theme", 404, "not_found");
/// let themes = palier.client().themes();
/// assert!(themes.get("palier:eau--facture").await.expect_err("it was told so").is_not_found());
/// assert_eq!(themes.get("palier:eau--facture").await?.code, "palier:eau--facture");
/// assert_eq!(palier.requests().len(), 2);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Fake {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    stubs: Vec<(String, Stub)>,
    requests: Vec<Recorded>,
}

impl Fake {
    /// One that answers by the examples alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A client of it.
    ///
    /// # Panics
    /// Never: what it is set up with is known to work.
    #[must_use]
    pub fn client(&self) -> Client {
        self.builder()
            .retry(RetryPolicy::never())
            .build()
            .expect("a fake needs nothing that could be missing")
    }

    /// A client of it, to be set up further.
    pub fn builder(&self) -> ClientBuilder {
        Client::builder("https://palier.invalid").access_token("fake").http_client(self.clone())
    }

    /// Answers the next call of an operation with this value.
    ///
    /// # Panics
    /// If there is no such operation, or the value is no JSON.
    pub fn answer_next(&self, operation: &str, status: u16, value: &impl Serialize) {
        let body = serde_json::to_vec(value).expect("the value can be written as JSON");
        self.stub(operation, Stub::Answer(code(status), body.into()));
    }

    /// Refuses the next call of an operation with a problem of this status and code.
    ///
    /// # Panics
    /// If there is no such operation.
    pub fn refuse_next(&self, operation: &str, status: u16, problem: &str) {
        let body = serde_json::json!({
            "type": format!("https://palier.invalid/problems/{problem}"), "title": "It is refused", "status": status,
            "detail": "The test wants it so.", "instance": "/v1", "request_id": "fake", "code": problem,
        });
        self.stub(operation, Stub::Answer(code(status), body.to_string().into()));
    }

    /// Breaks the connection of the next call of an operation.
    ///
    /// # Panics
    /// If there is no such operation.
    pub fn break_next(&self, operation: &str) {
        self.stub(operation, Stub::Broken);
    }

    /// What was asked so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    fn stub(&self, operation: &str, stub: Stub) {
        let known = SAMPLES.iter().any(|sample| sample.operation == operation);
        assert!(known, "there is no operation `{operation}`");
        self.state().stubs.push((operation.to_owned(), stub));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn act(&self, request: &Request<Bytes>) -> Result<Response<Chunks>, TransportError> {
        let path = request.uri().path();
        let of_path =
            |sample: &&Sample| sample.method == request.method().as_str() && fits(sample.path, path);
        let accepted = request.headers().get(http::header::ACCEPT).and_then(|value| value.to_str().ok());
        let of_media = |sample: &&Sample| accepted.is_none_or(|media| media == sample.media);
        // A path without a parameter stands before one with.
        let best = SAMPLES.iter().filter(of_path).min_by_key(|sample| sample.path.matches('{').count());
        let Some(operation) = best.map(|sample| sample.operation) else {
            return Err(TransportError::new(TransportKind::Request, "the document has no such operation"));
        };
        let mut state = self.state();
        state.requests.push(recorded(operation, request));
        if let Some(index) = state.stubs.iter().position(|(known, _)| known == operation) {
            return match state.stubs.remove(index).1 {
                Stub::Answer(status, body) => Ok(answer(status, "application/json", body)),
                Stub::Broken => Err(TransportError::new(TransportKind::Broken, "the test wants it so")),
            };
        }
        let sample = SAMPLES.iter().filter(|sample| sample.operation == operation).find(of_media);
        sample.map_or_else(
            || Ok(answer(StatusCode::NOT_ACCEPTABLE, "text/plain", Bytes::new())),
            |sample| {
                Ok(answer(code(sample.status), sample.media, Bytes::from_static(sample.body.as_bytes())))
            },
        )
    }
}

impl HttpClient for Fake {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Chunks>, TransportError>> {
        let answer = self.act(&request);
        Box::pin(async move { answer })
    }
}

fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::OK)
}

fn recorded(operation: &str, request: &Request<Bytes>) -> Recorded {
    Recorded {
        operation: operation.to_owned(),
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        headers: request.headers().clone(),
        body: request.body().clone(),
    }
}

fn answer(status: StatusCode, media: &'static str, body: Bytes) -> Response<Chunks> {
    let body: Chunks = Box::pin(stream::iter([Ok(body)]));
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert("content-type", HeaderValue::from_static(media));
    headers.insert("etag", HeaderValue::from_static("\"1\""));
    headers.insert("x-request-id", HeaderValue::from_static("fake"));
    response
}

/// Whether a path is one of a template.
fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted.starts_with('{') || wanted == given => {}
            _ => return false,
        }
    }
}
