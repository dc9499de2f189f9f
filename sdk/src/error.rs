//! What can go wrong, and what is known of it.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::http_client::TransportError;
use crate::types::{FieldProblem, Problem};

/// Why a call failed. What stands in it never names a secret or a body.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The server answered with an error.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// There was no whole answer.
    #[error("{operation}: {source}")]
    Transport {
        /// The operation.
        operation: &'static str,
        /// What happened.
        source: TransportError,
    },
    /// It took longer than the time that the call has.
    #[error("{operation}: no answer within {} s", limit.as_secs_f32())]
    Timeout {
        /// The operation.
        operation: &'static str,
        /// The time it has.
        limit: Duration,
    },
    /// The answer is not what the document says.
    #[error("{operation}: the answer can't be read (request {}): {reason}", request_id.as_deref().unwrap_or("unnamed"))]
    Decode {
        /// The operation.
        operation: &'static str,
        /// The request.
        request_id: Option<String>,
        /// What is wrong and where, without what stands there.
        reason: String,
    },
    /// What is to be sent can't be written as JSON or in a header.
    #[error("{operation}: the request can't be written: {reason}")]
    Request {
        /// The operation.
        operation: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// No access token could be had.
    #[error("no access token: {0}")]
    Token(String),
    /// The client is set up in a way that can't work.
    #[error("the client can't be set up: {0}")]
    Setup(String),
    /// What was received could not be passed on.
    #[error("what was received could not be written: {0}")]
    Write(#[from] std::io::Error),
    /// The outbox can't keep what it was given.
    #[cfg(feature = "offline")]
    #[error("the outbox: {0}")]
    Outbox(#[from] crate::offline::OutboxError),
    /// An answer has no entity tag to refer to.
    #[error("the answer has no ETag")]
    NoEtag,
}

impl Error {
    /// An answer that can't be read. The reader's own words would tell what stands in it, which is about people.
    pub(crate) fn unread(
        operation: &'static str,
        request_id: Option<String>,
        error: &serde_json::Error,
    ) -> Self {
        let what = match error.classify() {
            serde_json::error::Category::Data => "another value than expected",
            serde_json::error::Category::Eof => "it ends too early",
            serde_json::error::Category::Io | serde_json::error::Category::Syntax => "no JSON",
        };
        let reason = format!("{what}, in line {} at column {}", error.line(), error.column());
        Self::Decode { operation, request_id, reason }
    }

    /// The answer of the server, if it gave one.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The HTTP status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.api().map(|error| error.status)
    }

    /// The kind of problem, for programs: `validation_failed`, `not_found`, ….
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        Some(self.api()?.problem.as_ref()?.code.as_str())
    }

    /// What finds the request in the server's log.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id.as_deref(),
            Self::Decode { request_id, .. } => request_id.as_deref(),
            _ => None,
        }
    }

    /// How long the server asks to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.api()?.retry_after
    }

    /// What is wrong with the request, located.
    #[must_use]
    pub fn field_errors(&self) -> &[FieldProblem] {
        let problem = self.api().and_then(|error| error.problem.as_ref());
        problem.and_then(|problem| problem.errors.as_deref()).unwrap_or_default()
    }

    /// Whether nothing is there, or nothing that this client may see.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the resource was changed since it was read.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        self.status() == Some(StatusCode::PRECONDITION_FAILED)
    }

    /// Whether the state of things contradicts the request.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.status() == Some(StatusCode::CONFLICT)
    }
}

/// An answer that is an error (RFC 9457).
#[derive(Debug)]
#[non_exhaustive]
pub struct ApiError {
    /// The operation that was called.
    pub operation: &'static str,
    /// The HTTP status.
    pub status: StatusCode,
    /// What the server says of it; absent if something between answered in its place.
    pub problem: Option<Problem>,
    /// What finds the request in the server's log.
    pub request_id: Option<String>,
    /// How long the server asks to wait.
    pub retry_after: Option<Duration>,
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.status.as_u16())?;
        if let Some(problem) = &self.problem {
            write!(f, " {}: {}", problem.code, problem.detail)?;
            for error in problem.errors.iter().flatten() {
                let place = error.pointer.as_deref().or(error.parameter.as_deref()).unwrap_or_default();
                write!(f, " {place}: {}", error.detail)?;
            }
        }
        match &self.request_id {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ApiError {}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Api(Box::new(error))
    }
}
