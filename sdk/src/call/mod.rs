//! One call of one operation: what is sent, and how the answer is taken.

pub(crate) mod macros;
mod send;
mod streams;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, IF_MATCH, IF_NONE_MATCH};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::response::{ETag, Meta, Response};
use crate::{Client, Error};
use send::{Reading, Received};
pub(crate) use send::{api_error, collect};

#[allow(unused_imports, reason = "see `empty`")]
pub(crate) use macros::{
    awaited, bytes, common, conditional, empty, file, geojson, json, keyed, lines, matching, minimal, page,
    pages,
};
pub use streams::Items;
pub(crate) use streams::Page;

/// What stays as it is in a segment of a path (RFC 3986, section 2.3).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const PREFER: HeaderName = HeaderName::from_static("prefer");

/// An operation of the document.
#[derive(Debug)]
pub(crate) struct Operation {
    pub id: &'static str,
    pub method: Method,
    pub path: &'static str,
    pub repeat: Repeat,
}

/// When an operation may be sent again after nobody knows what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Always: it changes nothing, or the same again.
    Always,
    /// With the idempotency key that the call makes for itself.
    WithKey,
    /// Never.
    #[allow(dead_code, reason = "no operation of the present document is like that")]
    Never,
}

/// Which version of a resource is to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfMatch(String);

impl IfMatch {
    /// Whatever version is there: changes that others made meanwhile are overwritten.
    #[must_use]
    pub fn any() -> Self {
        Self("*".to_owned())
    }
}

impl From<ETag> for IfMatch {
    fn from(tag: ETag) -> Self {
        Self(tag.as_str().to_owned())
    }
}

impl From<&ETag> for IfMatch {
    fn from(tag: &ETag) -> Self {
        Self(tag.as_str().to_owned())
    }
}

/// What the crate itself does with builders.
#[cfg(feature = "offline")]
pub(crate) trait Builder {
    /// Sends these bytes, which were written down before.
    fn with_body(self, body: Bytes) -> Self;
}

/// A call that is being put together.
#[derive(Clone)]
pub(crate) struct Call {
    client: Client,
    operation: &'static Operation,
    path: String,
    query: Vec<(&'static str, String)>,
    headers: HeaderMap,
    body: Bytes,
    limit: Option<Duration>,
    /// Why it can't be sent; told when it is.
    failure: Option<String>,
}

/// Without values: a path, a query and a body can name people.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

impl Call {
    pub(crate) fn new(client: &Client, operation: &'static Operation) -> Self {
        Self {
            client: client.clone(),
            operation,
            path: operation.path.to_owned(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            limit: None,
            failure: None,
        }
    }

    pub(crate) fn segment(mut self, name: &str, value: impl fmt::Display) -> Self {
        let value = value.to_string();
        // A path with an empty or a dotted segment is another path.
        if matches!(value.as_str(), "" | "." | "..") {
            self.failure = Some(format!("`{name}` can't be `{value}`"));
        }
        let encoded = utf8_percent_encode(&value, SEGMENT).to_string();
        self.path = self.path.replace(&format!("{{{name}}}"), &encoded);
        self
    }

    pub(crate) fn query(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.query.retain(|(known, _)| *known != name);
        self.query.push((name, value.to_string()));
        self
    }

    fn header(mut self, name: HeaderName, value: &str) -> Self {
        match HeaderValue::from_str(value) {
            Ok(value) => drop(self.headers.insert(name, value)),
            Err(_) => self.failure = Some(format!("`{name}` can't be sent with this value")),
        }
        self
    }

    pub(crate) fn body(mut self, media: &'static str, body: &impl Serialize) -> Self {
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
        match serde_json::to_vec(body) {
            Ok(bytes) => self.body = bytes.into(),
            Err(error) => self.failure = Some(format!("the body is no JSON: {error}")),
        }
        self
    }

    #[cfg(feature = "offline")]
    pub(crate) fn bytes_of_body(mut self, body: Bytes) -> Self {
        self.body = body;
        self
    }

    pub(crate) fn if_match(self, version: impl Into<IfMatch>) -> Self {
        self.header(IF_MATCH, &version.into().0)
    }

    pub(crate) fn key(self, key: &str) -> Self {
        self.header(KEY, key)
    }

    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    fn accept(self, media: &'static str) -> Self {
        self.header(ACCEPT, media)
    }

    fn decode<T: DeserializeOwned>(&self, received: Received) -> Result<Response<T>, Error> {
        let meta = Meta::read(&received.headers);
        match serde_json::from_slice(&received.body) {
            Ok(value) => Ok(Response::new(value, received.status, meta)),
            Err(error) => Err(Error::unread(self.operation.id, meta.request_id, &error)),
        }
    }

    /// The answer as a value.
    pub(crate) async fn json<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        self.typed("application/json").await
    }

    /// The answer as a value of this media type.
    pub(crate) async fn typed<T: DeserializeOwned>(self, media: &'static str) -> Result<Response<T>, Error> {
        let call = self.accept(media);
        let received = call.send(Reading::Whole).await?;
        call.decode(received)
    }

    /// The answer as a value, or nothing if it still is of this version.
    pub(crate) async fn unless<T: DeserializeOwned>(self, tag: &ETag) -> Result<Option<Response<T>>, Error> {
        let call = self.accept("application/json").header(IF_NONE_MATCH, tag.as_str());
        let received = call.send(Reading::Whole).await?;
        if received.status == http::StatusCode::NOT_MODIFIED {
            Ok(None)
        } else {
            call.decode(received).map(Some)
        }
    }

    /// The answer without a body.
    pub(crate) async fn nothing(self) -> Result<Response<()>, Error> {
        let received = self.send(Reading::Whole).await?;
        Ok(Response::new((), received.status, Meta::read(&received.headers)))
    }

    /// The answer without a body, which the server is asked to leave out.
    pub(crate) async fn minimal(self) -> Result<Response<()>, Error> {
        self.header(PREFER, "return=minimal").nothing().await
    }

    /// The answer as a file.
    pub(crate) async fn bytes(self, media: &'static str) -> Result<Response<Bytes>, Error> {
        let received = self.accept(media).send(Reading::Whole).await?;
        let meta = Meta::read(&received.headers);
        Ok(Response::new(received.body, received.status, meta))
    }
}
