//! Answers, and what tests ask of them.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Response {
    asked: String,
    /// The status.
    pub status: u16,
    /// The header fields.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    pub(crate) async fn read(asked: String, response: reqwest::Response) -> Result<Self, reqwest::Error> {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Ok(Self { asked, status, headers, body: response.bytes().await?.to_vec() })
    }

    /// Passes if the status is this.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{} answered {} {}", self.asked, self.status, self.text());
        self
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    #[track_caller]
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{} answered no JSON ({error}): {}", self.asked, self.text()))
    }

    /// A header field that must be there.
    #[track_caller]
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.maybe_header(name)
            .unwrap_or_else(|| panic!("{} answered without {name}: {:?}", self.asked, self.headers))
    }

    /// A header field that may be there.
    #[must_use]
    pub fn maybe_header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("a header of ASCII"))
    }

    /// All values of a header field, as one list.
    #[must_use]
    pub fn header_values(&self, name: &str) -> String {
        let values =
            self.headers.get_all(name).iter().map(|value| value.to_str().expect("a header of ASCII"));
        values.collect::<Vec<_>>().join(", ")
    }

    /// The `ETag`.
    #[track_caller]
    #[must_use]
    pub fn etag(&self) -> String {
        self.header("etag").to_owned()
    }

    /// The `id` of the resource in the body.
    #[track_caller]
    #[must_use]
    pub fn id(&self) -> String {
        self.json()["id"].as_str().expect("an id").to_owned()
    }

    /// The problem, if it is a well-formed one of this status and code.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{} answered {} {}", self.asked, self.status, self.text());
        let problem = self.any_problem();
        assert_eq!(problem["code"], code, "{}: {problem}", self.asked);
        problem
    }

    /// Checks that the present state forbade it, for this reason.
    #[track_caller]
    pub fn refused_by(&self, code: &str) {
        let problem = self.problem(409, "conflict");
        assert_eq!(problem["errors"][0]["code"], code, "{}: {problem}", self.asked);
    }

    /// The problem, if it is a well-formed one.
    #[track_caller]
    pub fn any_problem(&self) -> Value {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}: {}",
            self.asked,
            self.text()
        );
        let problem = self.json();
        assert_eq!(problem["status"], self.status, "{}: {problem}", self.asked);
        assert_eq!(problem["request_id"], self.header("x-request-id"), "{}: {problem}", self.asked);
        let code = problem["code"].as_str().expect("a code");
        let kind = problem["type"].as_str().expect("a type");
        assert!(
            kind.starts_with("http") && kind.ends_with(&format!("/problems/{code}")),
            "{}: {kind}",
            self.asked
        );
        for member in ["title", "detail", "instance"] {
            assert!(
                problem[member].as_str().is_some_and(|text| !text.is_empty()),
                "no {member} in {problem}"
            );
        }
        problem
    }

    /// The pointers and codes of a 422's errors, in their order.
    #[track_caller]
    #[must_use]
    pub fn invalid(&self) -> Vec<(String, String)> {
        let problem = self.problem(422, "validation_failed");
        let errors = problem["errors"].as_array().expect("errors");
        let text = |error: &Value, member: &str| error[member].as_str().expect("a text").to_owned();
        errors
            .iter()
            .map(|error| {
                assert!(!text(error, "detail").is_empty(), "no detail in {error}");
                (text(error, "pointer"), text(error, "code"))
            })
            .collect()
    }
}
