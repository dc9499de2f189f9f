//! Headers that go with reads and writes: conditions (RFC 9110, section 13), preferences (RFC 7240), and the
//! idempotency key (draft-ietf-httpapi-idempotency-key-header).

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{HeaderName, IF_MATCH, IF_NONE_MATCH},
};

use crate::{
    http::{
        problem::{IDEMPOTENCY_KEY_REQUIRED, PRECONDITION_REQUIRED, Problem},
        reply::etag,
    },
    service::Expected,
};

/// The longest `Idempotency-Key`.
pub const MAX_KEY: usize = 255;

/// A header's value; several lines of it are one list (RFC 9110, section 5.3).
fn text(request: &HttpRequest, name: &HeaderName) -> Result<Option<String>, Problem> {
    let mut lines = Vec::new();
    for value in request.headers().get_all(name) {
        lines.push(value.to_str().map_err(|_| {
            Problem::parameter(name.as_str(), "malformed", format!("{name} is not visible ASCII."))
        })?);
    }
    Ok(if lines.is_empty() { None } else { Some(lines.join(", ")) })
}

/// The entity tags of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Tags {
    Any,
    Listed(Vec<String>),
}

impl Tags {
    fn parse(name: &HeaderName, value: &str) -> Result<Self, Problem> {
        if value.trim() == "*" {
            return Ok(Self::Any);
        }
        value
            .split(',')
            .map(|tag| {
                let tag = tag.trim();
                let opaque = tag.strip_prefix("W/").unwrap_or(tag);
                let quoted = opaque.len() >= 2 && opaque.starts_with('"') && opaque.ends_with('"');
                quoted.then(|| tag.to_owned()).ok_or_else(|| {
                    let detail =
                        format!("{name} takes the ETag as it was sent, with its quotes, such as \"3\".");
                    Problem::parameter(name.as_str(), "malformed", detail)
                })
            })
            .collect::<Result<_, _>>()
            .map(Self::Listed)
    }
}

/// `If-None-Match` on a read.
#[derive(Debug)]
pub struct IfNoneMatch(Option<Tags>);

impl IfNoneMatch {
    /// Whether the caller has this representation already (weak comparison).
    pub fn has(&self, etag: &str) -> bool {
        match &self.0 {
            None => false,
            Some(Tags::Any) => true,
            Some(Tags::Listed(tags)) => tags.iter().any(|tag| tag.strip_prefix("W/").unwrap_or(tag) == etag),
        }
    }
}

impl FromRequest for IfNoneMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let tags = text(request, &IF_NONE_MATCH)
            .and_then(|value| value.map(|value| Tags::parse(&IF_NONE_MATCH, &value)).transpose());
        ready(tags.map(Self))
    }
}

/// What a required `If-Match` expects.
#[derive(Clone, Debug)]
pub struct IfMatch(pub Expected);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(expected(request).and_then(|expected| match expected {
            Expected::Nothing => Err(Problem::new(
                PRECONDITION_REQUIRED,
                "Read the resource and send its ETag in If-Match, so that nobody's change is overwritten unseen.",
            )),
            expected => Ok(Self(expected)),
        }))
    }
}

/// What `If-Match` expects. Ours are strong and hold a number; a weak or foreign tag names no version that ever was,
/// and never matches (RFC 9110, section 13.1.1). That is told last, after all else that is wrong (13.2.1).
fn expected(request: &HttpRequest) -> Result<Expected, Problem> {
    let Some(value) = text(request, &IF_MATCH)? else { return Ok(Expected::Nothing) };
    Ok(match Tags::parse(&IF_MATCH, &value)? {
        Tags::Any => Expected::Any,
        Tags::Listed(tags) => Expected::Versions(tags.iter().filter_map(|tag| version(tag)).collect()),
    })
}

/// The version that one of our own tags names.
fn version(tag: &str) -> Option<i32> {
    let version = tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()?;
    (etag(version) == tag).then_some(version)
}

/// `Prefer: return=…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Nothing preferred: the representation is sent.
    None,
    /// `return=representation`.
    Representation,
    /// `return=minimal`.
    Minimal,
}

impl Preference {
    fn of(request: &HttpRequest) -> Self {
        let values = request.headers().get_all("prefer").filter_map(|value| value.to_str().ok());
        let mut preferences = values.flat_map(|value| value.split(','));
        // RFC 7240, section 2: the first of several wins, unknown ones and parameters are ignored.
        preferences.find_map(Self::one).unwrap_or(Self::None)
    }

    fn one(preference: &str) -> Option<Self> {
        let (name, value) = preference.split(';').next()?.split_once('=')?;
        match (name.trim().to_ascii_lowercase().as_str(), value.trim().trim_matches('"')) {
            ("return", "minimal") => Some(Self::Minimal),
            ("return", "representation") => Some(Self::Representation),
            _ => None,
        }
    }
}

/// What goes with every write: an optional condition, a preference and an optional key.
#[derive(Debug)]
pub struct Writes {
    /// `If-Match`, where it is welcome but not required.
    pub expected: Expected,
    /// `If-None-Match: *`: only if there is nothing yet.
    pub only_new: bool,
    /// `Prefer`.
    pub preference: Preference,
    /// `Idempotency-Key`.
    pub key: Option<String>,
}

impl Writes {
    /// The same for an answer that has no body to be left out or sent.
    #[must_use]
    pub fn without_preference(self) -> Self {
        Self { preference: Preference::None, ..self }
    }
}

impl FromRequest for Writes {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(writes(request))
    }
}

fn writes(request: &HttpRequest) -> Result<Writes, Problem> {
    let expected = expected(request)?;
    let only_new = text(request, &IF_NONE_MATCH)?.is_some_and(|value| value.trim() == "*");
    Ok(Writes { expected, only_new, preference: Preference::of(request), key: key(request)? })
}

fn key(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let name = HeaderName::from_static("idempotency-key");
    let Some(value) = text(request, &name)? else { return Ok(None) };
    // The draft writes the key as a structured-field string, in quotes; most clients send it bare.
    let bare = value.trim().strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or(value.trim());
    if bare.is_empty() || bare.len() > MAX_KEY || !bare.bytes().all(sane) {
        return Err(Problem::parameter(
            "Idempotency-Key",
            "malformed",
            format!("An Idempotency-Key has 1 to {MAX_KEY} letters, digits or any of . _ : ~ -"),
        ));
    }
    Ok(Some(bare.to_owned()))
}

const fn sane(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b':' | b'~' | b'-')
}

/// What goes with a write that must carry an `Idempotency-Key`.
#[derive(Debug)]
pub struct Write(pub Writes);

impl FromRequest for Write {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(writes(request).and_then(|writes| match writes.key {
            Some(_) => Ok(Self(writes)),
            None => Err(Problem::new(
                IDEMPOTENCY_KEY_REQUIRED,
                "Send an Idempotency-Key header (a UUID, for example), and the same one when you repeat the request.",
            )),
        }))
    }
}
