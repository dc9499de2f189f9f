//! Errors as callers get them: `application/problem+json` (RFC 9457). This file alone knows which HTTP status an
//! error has; every floor below speaks of what happened.

mod document;
mod kinds;

use std::fmt;

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{CONTENT_TYPE, HeaderName, HeaderValue},
    },
};
use palier_domain::error::Invalid;
use palier_store::{StoreError, Violation};
use serde_json::{Map, Value, json};

pub use document::{FieldProblem, ProblemDocument};
pub use kinds::*;

use crate::{
    service::{Missing, ServiceError, consents},
    telemetry::metrics::DB_UNAVAILABLE,
};

/// The media type of every error.
pub const PROBLEM_JSON: &str = "application/problem+json";

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

    /// The present state forbids it, for the reason that `code` names.
    pub fn conflict(code: &str, detail: &str) -> Self {
        Self::new(CONFLICT, detail).with_errors(vec![FieldProblem {
            pointer: Some(String::new()),
            parameter: None,
            code: code.to_owned(),
            detail: detail.to_owned(),
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
            .unwrap_or(if status.is_server_error() { INTERNAL } else { BAD_REQUEST });
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
            ServiceError::Conflict { code, detail } => Self::conflict(code, &detail),
            ServiceError::Missing(missing) => Self::validation(missing.into_iter().map(unknown).collect()),
            ServiceError::Differs { kind, id, version } => {
                let detail = format!(
                    "There is a {kind} {id} already, with another content: its version is {version}."
                );
                Self::new(CONTENT_DIFFERS, detail)
                    .with_member("current_version", version)
                    .with_header("etag", format!("\"{version}\""))
            }
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
            StoreError::Unavailable(_) | StoreError::Disconnected(_) => {
                ::metrics::counter!(DB_UNAVAILABLE).increment(1);
                Self::new(UNAVAILABLE, "The database can't be reached right now.")
                    .with_header("retry-after", 2)
            }
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
            Violation::TariffTaken => Self::from(Invalid::one(
                "/starts_on",
                "taken",
                "There is a tariff of this commune and utility that starts on this day; change that one.",
            )),
            Violation::ControlGroupTaken => Self::conflict(
                "control_group_exists",
                "The campaign has a control group already; another draw would undo what was left until later.",
            ),
            Violation::PeriodPublished => Self::conflict(
                "period_published",
                "The period was published already; what is published never changes.",
            ),
            Violation::UnknownReference => Self::from(Invalid::one(
                "",
                "unknown_reference",
                "Something that is referred to does not exist.",
            )),
            Violation::AssertionReplayed | Violation::Duplicate => Self::new(CONFLICT, "It exists already."),
        }
    }
}

fn unknown(missing: Missing) -> FieldProblem {
    let Missing { pointer, kind, id } = missing;
    let (code, detail) = if kind == consents::BY_HOUSEHOLD {
        ("consent_required", format!("The household {id} has not consented to this."))
    } else {
        ("unknown_reference", format!("There is no {kind} {id} that this client may see."))
    };
    FieldProblem { pointer: Some(pointer), parameter: None, code: code.to_owned(), detail }
}

fn stale() -> Problem {
    Problem::new(PRECONDITION_FAILED, "The resource has changed since you read it; nothing was changed now.")
}
