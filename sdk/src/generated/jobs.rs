// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Work that takes longer than a request.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Work that takes longer than a request.
///
/// From [`Client::jobs`].
#[derive(Clone, Debug)]
pub struct Jobs {
    client: Client,
}

impl Jobs {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Get a job.
    ///
    /// How far it is, and, at its end, where its result is or why it failed.
    ///
    /// `GET /v1/jobs/{id}`
    ///
    /// # Scope
    /// `jobs:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<Job> = client
    ///     .jobs()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<JobId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<JobId>) -> GetJob {
        GetJob { call: Call::new(&self.client, &GET_JOB).segment("id", id.into()) }
    }
}

const GET_JOB: Operation =
    Operation { id: "get_job", method: Method::GET, path: "/v1/jobs/{id}", repeat: Repeat::Always };

/// A call of [`Jobs::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetJob {
    call: Call,
}

impl GetJob {}
crate::call::common!(GetJob);
crate::call::json!(GetJob => Job);
crate::call::conditional!(GetJob => Job);
