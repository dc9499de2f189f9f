//! Headers that go with reads and writes: conditions (RFC 9110, section 13), preferences (RFC 7240), and the
//! idempotency key (draft-ietf-httpapi-idempotency-key-header).

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{HeaderName, IF_MATCH, IF_NONE_MATCH},
};

use crate::http::problem::{IDEMPOTENCY_KEY_REQUIRED, PRECONDITION_REQUIRED, Problem};

/// The longest `Idempotency-Key`.
pub const MAX_KEY: usize = 255;

fn text<'r>(request: &'r HttpRequest, name: &HeaderName) -> Result<Option<&'r str>, Problem> {
    match request.headers().get(name) {
        None => Ok(None),
        Some(value) => value.to_str().map(Some).map_err(|_| {
            Problem::parameter(name.as_str(), "malformed", format!("{name} is not visible ASCII."))
        }),
    }
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
            .and_then(|value| value.map(|value| Tags::parse(&IF_NONE_MATCH, value)).transpose());
        ready(tags.map(Self))
    }
}

/// The version that a required `If-Match` names.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub Option<i32>);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match expected(request) {
            Ok(Expected::Nothing) => Err(Problem::new(
                PRECONDITION_REQUIRED,
                "Read the resource and send its ETag in If-Match, so that nobody's change is overwritten unseen.",
            )),
            Ok(Expected::Any) => Ok(Self(None)),
            Ok(Expected::Version(version)) => Ok(Self(Some(version))),
            Err(problem) => Err(problem),
        })
    }
}

enum Expected {
    Nothing,
    Any,
    Version(i32),
}

fn expected(request: &HttpRequest) -> Result<Expected, Problem> {
    let Some(value) = text(request, &IF_MATCH)? else { return Ok(Expected::Nothing) };
    match Tags::parse(&IF_MATCH, value)? {
        Tags::Any => Ok(Expected::Any),
        // Ours are strong and hold a number. A weak or foreign tag names no version that ever was, and never matches
        // (RFC 9110, section 13.1.1); but everything else that is wrong with the request comes first (13.2.1).
        Tags::Listed(tags) => {
            let own = tags.iter().find_map(|tag| tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok());
            Ok(Expected::Version(own.unwrap_or(NO_VERSION)))
        }
    }
}

/// No row has it.
const NO_VERSION: i32 = -1;

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
        let mut preferences = values.flat_map(|value| value.split(',')).map(str::trim);
        // RFC 7240, section 2: the first of several wins, unknown ones are ignored.
        preferences
            .find_map(|preference| match preference.replace(' ', "").to_ascii_lowercase().as_str() {
                "return=minimal" => Some(Self::Minimal),
                "return=representation" => Some(Self::Representation),
                _ => None,
            })
            .unwrap_or(Self::None)
    }
}

/// What goes with every write: an optional condition, a preference and an optional key.
#[derive(Debug)]
pub struct Writes {
    /// `If-Match`, where it is welcome but not required.
    pub expected: Option<i32>,
    /// `If-None-Match: *`: only if there is nothing yet.
    pub only_new: bool,
    /// `Prefer`.
    pub preference: Preference,
    /// `Idempotency-Key`.
    pub key: Option<String>,
}

impl FromRequest for Writes {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(writes(request))
    }
}

fn writes(request: &HttpRequest) -> Result<Writes, Problem> {
    let expected = match expected(request)? {
        Expected::Version(version) => Some(version),
        Expected::Any | Expected::Nothing => None,
    };
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
