//! Errors as callers get them: `application/problem+json` (RFC 9457). This file alone knows which HTTP status an
//! error has; every floor below speaks of what happened.

use std::fmt;

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{CONTENT_TYPE, HeaderName, HeaderValue},
    },
};
use palier_domain::error::{FieldError, Invalid};
use palier_store::{StoreError, Violation};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::service::ServiceError;

/// The media type of every error.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// A kind of problem: what its `type` page tells.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Stable code, and the last segment of the `type`.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The same for every problem of this kind.
    pub title: &'static str,
    /// What it means and what to do, for the page.
    pub about: &'static str,
}

macro_rules! kinds {
    ($($name:ident = $code:literal, $status:literal, $title:literal, $about:literal;)+) => {
        $(#[doc = $about] pub const $name: &Kind = &Kind { code: $code, status: $status, title: $title, about: $about };)+

        /// All kinds, for the pages that `type` leads to.
        pub const KINDS: &[&Kind] = &[$($name,)+];
    };
}

kinds! {
    MALFORMED_BODY = "malformed_body", 400, "The body can't be parsed",
        "The body is not the JSON text that its media type promises. `detail` gives line and column.";
    INVALID_PARAMETERS = "invalid_parameters", 400, "A query parameter or header is invalid",
        "A query parameter is unknown, given twice, or has a value that can't be; or a header can't be parsed. \
         `errors` names each `parameter`.";
    INVALID_CURSOR = "invalid_cursor", 400, "The cursor can't be used here",
        "A cursor continues one list with the filters it was made for. Take `next_cursor` as it is, and repeat the \
         other parameters unchanged; or start again without a cursor.";
    IDEMPOTENCY_KEY_REQUIRED = "idempotency_key_required", 400, "An Idempotency-Key is required",
        "Every POST carries an `Idempotency-Key` of 1 to 255 letters, digits or any of `. _ : ~ -`, a UUID for example. Send the \
         same key when you repeat the same request, and a new key for a new one.";
    UNAUTHENTICATED = "unauthenticated", 401, "A valid access token is required",
        "Send `Authorization: Bearer` with an access token from `POST /oauth/token`. Tokens last for 15 minutes; \
         when one is refused, get another and try once more.";
    INSUFFICIENT_SCOPE = "insufficient_scope", 403, "The access token lacks a scope",
        "The operation needs a scope that the token does not carry; `WWW-Authenticate` and `detail` name it. Ask for \
         it at the token endpoint; if that is refused, the client does not hold it.";
    NOT_FOUND = "not_found", 404, "There is no such resource",
        "Nothing is here, or nothing that this client may see: the two are answered alike.";
    METHOD_NOT_ALLOWED = "method_not_allowed", 405, "The method is not supported here",
        "The resource exists but not with this method; `Allow` lists those it has.";
    NOT_ACCEPTABLE = "not_acceptable", 406, "None of the accepted media types is offered",
        "`Accept` names no media type that the operation can answer with; `detail` lists those it can.";
    REQUEST_TIMEOUT = "request_timeout", 408, "The request took too long to arrive",
        "The body did not arrive in time. Send it again.";
    CONFLICT = "conflict", 409, "The present state does not allow this",
        "The request contradicts the state of a resource; `code` in `errors`, or `detail`, says how.";
    TRANSITION_REFUSED = "transition_refused", 409, "The campaign can't make this transition now",
        "The campaign's status does not allow the transition, or not to this caller. `allowed` lists those that this \
         caller may make now.";
    IDEMPOTENCY_KEY_IN_USE = "idempotency_key_in_use", 409, "A request with this key is still running",
        "The first request with this `Idempotency-Key` has not been answered yet. Wait for as long as `Retry-After` \
         says, then send the same request again.";
    PRECONDITION_FAILED = "precondition_failed", 412, "The resource has changed since you read it",
        "`If-Match` names another version than the present one, or `If-None-Match: *` met an existing resource. \
         Nothing was changed. Read the resource again and decide anew.";
    BODY_TOO_LARGE = "body_too_large", 413, "The body is too large",
        "The body, decompressed if it came compressed, exceeds the limit that `detail` gives.";
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type", 415, "The body's media type is not supported",
        "Send the media type that the operation takes: `application/json`, or `application/merge-patch+json` for PATCH \
         (`Accept-Patch` says so).";
    VALIDATION_FAILED = "validation_failed", 422, "The body is invalid",
        "The body is well-formed but says something that can't be. `errors` lists everything that is wrong, each with \
         a JSON Pointer into the body, a stable code and a sentence.";
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused", 422, "The key was used for another request",
        "This `Idempotency-Key` belongs to a request with another method, path or body. Use a new key.";
    PRECONDITION_REQUIRED = "precondition_required", 428, "If-Match is required",
        "Changing this resource needs `If-Match` with the `ETag` that you read, so that nobody's change is \
         overwritten unseen.";
    RATE_LIMITED = "rate_limited", 429, "Too many requests",
        "The client exceeded the policy that `policy` names. Wait for as long as `Retry-After` says; `RateLimit` on \
         every answer tells how much is left.";
    INTERNAL = "internal", 500, "The server failed",
        "A fault of ours. It is in our log under the `request_id`; please quote it. A POST may be repeated with the \
         same `Idempotency-Key`.";
    UNAVAILABLE = "unavailable", 503, "The service is not available right now",
        "The database can't be reached or the server is too busy. Try again after `Retry-After`; a POST with the same \
         `Idempotency-Key`.";
    TIMEOUT = "timeout", 504, "The request could not be answered in time",
        "The work took too long and the answer was given up; a change may still have been made. Repeat it with the \
         same `Idempotency-Key`, or read the resource first.";
    INSUFFICIENT_STORAGE = "insufficient_storage", 507, "The server has no room left",
        "The disk is full. Nothing was changed. The operator has been told by the log; try again later.";
}

/// One thing that is wrong with a request, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"pointer": "/target_doors", "code": "too_small", "detail": "The least is 1."}))]
pub struct FieldProblem {
    /// JSON Pointer (RFC 6901) into the body that was sent; the empty pointer is the body as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub pointer: Option<String>,
    /// The query parameter or header that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub parameter: Option<String>,
    /// Stable snake_case code for programs.
    pub code: String,
    /// One sentence for people.
    pub detail: String,
}

impl From<FieldError> for FieldProblem {
    fn from(error: FieldError) -> Self {
        Self {
            pointer: Some(error.pointer),
            parameter: None,
            code: error.code.to_owned(),
            detail: error.detail,
        }
    }
}

/// An error (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "https://palier.example/problems/validation_failed", "title": "The body is invalid", "status": 422,
    "detail": "One field is invalid.", "instance": "/v1/campaigns",
    "request_id": "019ab0f2-6b1e-7c40-9d5e-cccccccccccc", "code": "validation_failed",
    "errors": [{"pointer": "/target_doors", "code": "too_small", "detail": "The least is 1."}],
}))]
pub struct ProblemDocument {
    /// A page on this server that explains the kind of problem.
    #[serde(rename = "type")]
    pub type_: String,
    /// The kind of problem, in a few words; the same each time.
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What happened this time.
    pub detail: String,
    /// The path that was asked for.
    pub instance: String,
    /// Names the request in the server's log; the same as `X-Request-Id`.
    pub request_id: String,
    /// The kind of problem, for programs; stable.
    pub code: String,
    /// Everything that is wrong with the request, where it can be located.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldProblem>,
}

/// An error that is on its way to the caller.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Which kind.
    pub kind: &'static Kind,
    /// What happened this time.
    pub detail: String,
    /// Everything that is wrong with the request.
    pub errors: Vec<FieldProblem>,
    /// Further members of the problem.
    pub members: Map<String, Value>,
    /// Headers that go with it.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// What the log is told and the caller is not.
    pub cause: Option<String>,
}

impl Problem {
    /// A problem of a kind.
    pub fn new(kind: &'static Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            errors: vec![],
            members: Map::new(),
            headers: vec![],
            cause: None,
        }
    }

    /// The server's own fault; `cause` goes to the log only.
    pub fn internal(cause: impl fmt::Display) -> Self {
        let mut problem =
            Self::new(INTERNAL, "Something went wrong on our side; the log has it under this request id.");
        problem.cause = Some(cause.to_string());
        problem
    }

    /// Nothing here that this caller may see.
    pub fn not_found() -> Self {
        Self::new(NOT_FOUND, "There is nothing here, or nothing that this client may see.")
    }

    /// A query parameter or header that can't be taken.
    pub fn parameter(name: &str, code: &str, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self::new(INVALID_PARAMETERS, detail.clone()).with_errors(vec![FieldProblem {
            pointer: None,
            parameter: Some(name.to_owned()),
            code: code.to_owned(),
            detail,
        }])
    }

    /// A body with fields that can't be.
    pub fn validation(errors: Vec<FieldProblem>) -> Self {
        let detail = match errors.len() {
            1 => "One field is invalid.".to_owned(),
            n => format!("{n} fields are invalid."),
        };
        Self::new(VALIDATION_FAILED, detail).with_errors(errors)
    }

    /// The same with errors.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldProblem>) -> Self {
        self.errors = errors;
        self
    }

    /// The same with a header; one that can't be written is left out.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        if let Ok(value) = HeaderValue::from_str(&value.to_string()) {
            self.headers.push((HeaderName::from_static(name), value));
        }
        self
    }

    /// The same with a further member.
    #[must_use]
    pub fn with_member(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// Turns the status of an error that has no problem yet (routing, the framework) into one.
    pub fn of_status(status: StatusCode) -> Self {
        let kind = KINDS
            .iter()
            .find(|kind| kind.status == status.as_u16())
            .copied()
            .unwrap_or(if status.is_server_error() { INTERNAL } else { MALFORMED_BODY });
        Self::new(kind, kind.about)
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The answer, once it is known where and in which request it happened.
    pub fn body(&self, base: &str, instance: &str, request_id: &str) -> Vec<u8> {
        let mut body = json!({
            "type": format!("{base}/problems/{}", self.kind.code),
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "instance": instance,
            "request_id": request_id,
            "code": self.kind.code,
        });
        if let Value::Object(members) = &mut body {
            if !self.errors.is_empty() {
                members.insert("errors".to_owned(), json!(self.errors));
            }
            members.extend(self.members.clone());
        }
        body.to_string().into_bytes()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.code, self.detail)
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// The body is written by `middleware::problems`, which knows the request.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status());
        for (name, value) in &self.headers {
            response.append_header((name.clone(), value.clone()));
        }
        let mut response = response.insert_header((CONTENT_TYPE, PROBLEM_JSON)).finish();
        response.extensions_mut().insert(self.clone());
        response
    }
}

impl From<Invalid> for Problem {
    fn from(invalid: Invalid) -> Self {
        Self::validation(invalid.0.into_iter().map(FieldProblem::from).collect())
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Store(error) => Self::from(error),
            ServiceError::Invalid(invalid) => Self::from(invalid),
            ServiceError::Transition(refused) => {
                let allowed: Vec<Value> = refused.allowed.iter().map(|action| Value::from(*action)).collect();
                Self::new(
                    TRANSITION_REFUSED,
                    format!("{} is not possible from {}.", refused.action, refused.from),
                )
                .with_member("allowed", allowed)
            }
            ServiceError::Stale { current } => stale().with_header("etag", format!("\"{current}\"")),
            ServiceError::Precondition { detail } => Self::new(PRECONDITION_FAILED, detail),
            ServiceError::KeyReused => Self::new(
                IDEMPOTENCY_KEY_REUSED,
                "This key was sent with another method, path or body; use a new one.",
            ),
            ServiceError::Conflict { code, detail } => {
                Self::new(CONFLICT, detail.clone()).with_errors(vec![FieldProblem {
                    pointer: Some(String::new()),
                    parameter: None,
                    code: code.to_owned(),
                    detail,
                }])
            }
            ServiceError::ScopeNotAllowed(scope) => Self::from(Invalid::one(
                "/scopes",
                "scope_not_allowed",
                format!("{scope} can't be held here."),
            )),
            ServiceError::Internal(cause) => Self::internal(cause),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let cause = error.to_string();
        let mut problem = match error {
            StoreError::NotFound => return Self::not_found(),
            StoreError::Stale => return stale(),
            StoreError::KeyInUse => {
                return Self::new(
                    IDEMPOTENCY_KEY_IN_USE,
                    "The first request with this key is still running.",
                )
                .with_header("retry-after", 1);
            }
            StoreError::Violation(violation) => return Self::from(violation),
            StoreError::Unavailable(_) => Self::new(UNAVAILABLE, "The database can't be reached right now.")
                .with_header("retry-after", 2),
            StoreError::Full(_) => Self::new(INSUFFICIENT_STORAGE, "The disk is full; nothing was changed.")
                .with_header("retry-after", 60),
            StoreError::Internal(_) => Self::internal(""),
        };
        problem.cause = Some(cause);
        problem
    }
}

impl From<Violation> for Problem {
    fn from(violation: Violation) -> Self {
        match violation {
            Violation::ExternalIdTaken => Self::from(Invalid::one(
                "/external_id",
                "taken",
                "Another campaign of yours has this external id.",
            )),
            Violation::UnknownReference => Self::from(Invalid::one(
                "",
                "unknown_reference",
                "Something that is referred to does not exist.",
            )),
            Violation::AssertionReplayed | Violation::Duplicate => Self::new(CONFLICT, "It exists already."),
        }
    }
}

fn stale() -> Problem {
    Problem::new(PRECONDITION_FAILED, "The resource has changed since you read it; nothing was changed now.")
}
