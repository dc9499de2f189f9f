//! Problems as the document describes them.

use palier_domain::error::FieldError;
use serde::Serialize;
use utoipa::ToSchema;

/// An error (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem, example = json!({
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
    /// What the caller may do instead, where a transition was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub allowed: Option<Vec<String>>,
    /// The scope that was missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub scope: Option<String>,
    /// The rate limit that was exceeded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub policy: Option<String>,
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
