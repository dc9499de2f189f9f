//! Answers: the value, and what the headers say beside it.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::Error;

/// The version of a resource, as the server writes it, quotes included.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ETag(String);

impl ETag {
    /// A tag that was kept from an earlier answer.
    pub fn new(tag: impl Into<String>) -> Self {
        Self(tag.into())
    }

    /// As the server writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How many more requests may be made (draft-ietf-httpapi-ratelimit-headers).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The policy's name.
    pub policy: String,
    /// Requests that may be made at once now.
    pub remaining: u64,
    /// When all may be made again.
    pub reset: Option<Duration>,
}

impl RateLimit {
    /// Reads `"client";r=99;t=1`.
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let policy = parts.next()?.trim_matches('"').to_owned();
        let (mut remaining, mut reset) = (None, None);
        for part in parts {
            match part.split_once('=') {
                Some(("r", value)) => remaining = value.parse().ok(),
                Some(("t", value)) => reset = value.parse().ok().map(Duration::from_secs),
                _ => {}
            }
        }
        Some(Self { policy, remaining: remaining?, reset })
    }
}

/// An answer. It stands for its value: `campaign.title` works on a `Response<Campaign>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    meta: Meta,
}

/// What the headers say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Meta {
    etag: Option<ETag>,
    pub(crate) request_id: Option<String>,
    rate_limit: Option<RateLimit>,
    location: Option<String>,
}

impl Meta {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name)?.to_str().ok().map(str::to_owned);
        Self {
            etag: text("etag").map(ETag),
            request_id: text("x-request-id"),
            rate_limit: text("ratelimit").as_deref().and_then(RateLimit::read),
            location: text("location"),
        }
    }
}

impl<T> Response<T> {
    pub(crate) const fn new(value: T, status: StatusCode, meta: Meta) -> Self {
        Self { value, status, meta }
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The HTTP status: 201 if something was made, 200 if it was there.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Whether something new was made.
    pub fn is_created(&self) -> bool {
        self.status == StatusCode::CREATED
    }

    /// The version of the resource.
    pub const fn etag(&self) -> Option<&ETag> {
        self.meta.etag.as_ref()
    }

    /// The version of the resource, for a change that is bound to it.
    ///
    /// # Errors
    /// If the answer has none.
    pub fn version(&self) -> Result<ETag, Error> {
        self.meta.etag.clone().ok_or(Error::NoEtag)
    }

    /// What finds the request in the server's log.
    pub fn request_id(&self) -> Option<&str> {
        self.meta.request_id.as_deref()
    }

    /// How many more requests may be made.
    pub const fn rate_limit(&self) -> Option<&RateLimit> {
        self.meta.rate_limit.as_ref()
    }

    /// Where the new resource is.
    pub fn location(&self) -> Option<&str> {
        self.meta.location.as_deref()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_limits_are_read_as_the_server_writes_them() {
        let limit = RateLimit::read("\"client\";r=99;t=1").expect("it is well formed");
        assert_eq!((limit.policy.as_str(), limit.remaining), ("client", 99));
        assert_eq!(limit.reset, Some(Duration::from_secs(1)));
        assert_eq!(RateLimit::read("\"client\";t=1"), None);
    }
}
