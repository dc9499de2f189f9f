// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Those who go from door to door, by a pseudonym, and the hours that they worked.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Those who go from door to door, by a pseudonym, and the hours that they worked.
///
/// From [`Client::field_workers`].
#[derive(Clone, Debug)]
pub struct FieldWorkers {
    client: Client,
}

impl FieldWorkers {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List field workers.
    ///
    /// In the order in which they were entered, each with its languages, neighbourhoods and contract, and the campaigns that
    /// it was trained for: what one needs to know to plan a round. Those who have left stay in the list, since their rounds
    /// and visits do; `status` leaves them out.
    ///
    /// `GET /v1/field-workers`
    ///
    /// # Scope
    /// `field-workers:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
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
    /// let mut items = client.field_workers().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: FieldWorker = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListFieldWorkers {
        ListFieldWorkers { call: Call::new(&self.client, &LIST_FIELD_WORKERS) }
    }

    /// Create a field worker.
    ///
    /// The name is a pseudonym; who stands behind it is the association's own matter, and nothing of it belongs here. Rounds
    /// are planned for a field worker who is active, under contract on the day, and trained for the campaign. The
    /// neighbourhoods say where they are at home; they may go elsewhere too, to help out.
    ///
    /// `POST /v1/field-workers`
    ///
    /// # Scope
    /// `field-workers:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 408: The body did not arrive in time.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
    /// - 413: The body exceeds the limit.
    /// - 415: The body is not of the media type that the operation takes.
    /// - 422: The body says something that can't be, or the key was used for another request.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    /// - 507: The server has no room left; nothing was changed.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<FieldWorker> = client
    ///     .field_workers()
    ///     .create(
    ///         FieldWorkerInput::new(
    ///                 "Mésange",
    ///                 ["fr", "ar"],
    ///                 FieldWorkerContractInput::new(jiff::civil::date(2026, 9, 1), 16),
    ///             )
    ///             .status(FieldWorkerStatus::Active)
    ///             .neighbourhood_codes(["QN09901N"])
    ///             .trained_for([
    ///                 "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a".parse::<uuid::Uuid>()?,
    ///             ]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<FieldWorkerInput>) -> CreateFieldWorker {
        CreateFieldWorker {
            call: Call::new(&self.client, &CREATE_FIELD_WORKER).body("application/json", &body.into()),
        }
    }

    /// Get a field worker.
    ///
    /// By its id, with its contract and the campaigns that it was trained for.
    ///
    /// `GET /v1/field-workers/{id}`
    ///
    /// # Scope
    /// `field-workers:read`
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
    /// let answer: palier_sdk::Response<FieldWorker> = client
    ///     .field_workers()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<FieldWorkerId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<FieldWorkerId>) -> GetFieldWorker {
        GetFieldWorker { call: Call::new(&self.client, &GET_FIELD_WORKER).segment("id", id.into()) }
    }

    /// Change a field worker.
    ///
    /// A JSON Merge Patch; lists such as `trained_for` are replaced as a whole. Rounds that are planned already stay as
    /// they are. The devices of one who left are revoked.
    ///
    /// `PATCH /v1/field-workers/{id}`
    ///
    /// # Scope
    /// `field-workers:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 408: The body did not arrive in time.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
    /// - 413: The body exceeds the limit.
    /// - 415: The body is not of the media type that the operation takes.
    /// - 422: The body says something that can't be, or the key was used for another request.
    /// - 428: `If-Match` is required.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    /// - 507: The server has no room left; nothing was changed.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// # let etag = palier_sdk::ETag::new("\"3\"");
    /// let answer: palier_sdk::Response<FieldWorker> = client
    ///     .field_workers()
    ///     .update(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<FieldWorkerId>()?,
    ///         &etag,
    ///         FieldWorkerPatch::new()
    ///             .trained_for([
    ///                 "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a".parse::<uuid::Uuid>()?,
    ///             ]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        id: impl Into<FieldWorkerId>,
        if_match: impl Into<IfMatch>,
        body: impl Into<FieldWorkerPatch>,
    ) -> UpdateFieldWorker {
        UpdateFieldWorker {
            call: Call::new(&self.client, &UPDATE_FIELD_WORKER)
                .segment("id", id.into())
                .if_match(if_match)
                .body("application/merge-patch+json", &body.into()),
        }
    }

    /// Get a field worker's hours.
    ///
    /// What was worked at the doors, month by month, with the contract's hours beside it. It is derived, and nobody writes it
    /// down: the visits of one round make one stretch, from the beginning of the first to the end of the last; a visit outside
    /// of any round is one of its own; stretches that overlap count once. Training, preparation and the way to the doors leave
    /// no trace here, so that it is a lower bound of what was worked, and no basis for pay.
    ///
    /// `GET /v1/field-workers/{id}/hours`
    ///
    /// # Scope
    /// `field-workers:read`
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
    /// let answer: palier_sdk::Response<FieldWorkerHours> = client
    ///     .field_workers()
    ///     .get_hours("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<FieldWorkerId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_hours(&self, id: impl Into<FieldWorkerId>) -> GetFieldWorkerHours {
        GetFieldWorkerHours {
            call: Call::new(&self.client, &GET_FIELD_WORKER_HOURS).segment("id", id.into()),
        }
    }
}

const LIST_FIELD_WORKERS: Operation = Operation {
    id: "list_field_workers",
    method: Method::GET,
    path: "/v1/field-workers",
    repeat: Repeat::Always,
};

/// A call of [`FieldWorkers::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListFieldWorkers {
    call: Call,
}

impl ListFieldWorkers {
    /// Only field workers who stand so.
    pub fn status(mut self, status: impl Into<FieldWorkerStatus>) -> Self {
        self.call = self.call.query("status", status.into());
        self
    }

    /// Items a page. More than 200 is refused with 400. Not with an export. 1 to 200. Default: `50`.
    pub fn limit(mut self, limit: i32) -> Self {
        self.call = self.call.query("limit", limit);
        self
    }

    /// `next_cursor` of the page before, with all other parameters unchanged. Not with an export. 1 to 2000 characters.
    pub fn cursor(mut self, cursor: impl Into<String>) -> Self {
        self.call = self.call.query("cursor", cursor.into());
        self
    }
}

crate::call::common!(ListFieldWorkers);
crate::call::json!(ListFieldWorkers => FieldWorkerPage);
crate::call::pages!(ListFieldWorkers => FieldWorkerPage, FieldWorker);
crate::call::lines!(ListFieldWorkers => FieldWorker);
crate::call::file!(ListFieldWorkers, write_csv, "text/csv");
const CREATE_FIELD_WORKER: Operation = Operation {
    id: "create_field_worker",
    method: Method::POST,
    path: "/v1/field-workers",
    repeat: Repeat::WithKey,
};

/// A call of [`FieldWorkers::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateFieldWorker {
    call: Call,
}

impl CreateFieldWorker {}
crate::call::common!(CreateFieldWorker);
crate::call::keyed!(CreateFieldWorker);
crate::call::json!(CreateFieldWorker => FieldWorker);
crate::call::minimal!(CreateFieldWorker);
const GET_FIELD_WORKER: Operation = Operation {
    id: "get_field_worker",
    method: Method::GET,
    path: "/v1/field-workers/{id}",
    repeat: Repeat::Always,
};

/// A call of [`FieldWorkers::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetFieldWorker {
    call: Call,
}

impl GetFieldWorker {}
crate::call::common!(GetFieldWorker);
crate::call::json!(GetFieldWorker => FieldWorker);
crate::call::conditional!(GetFieldWorker => FieldWorker);
const UPDATE_FIELD_WORKER: Operation = Operation {
    id: "update_field_worker",
    method: Method::PATCH,
    path: "/v1/field-workers/{id}",
    repeat: Repeat::WithKey,
};

/// A call of [`FieldWorkers::update`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct UpdateFieldWorker {
    call: Call,
}

impl UpdateFieldWorker {}
crate::call::common!(UpdateFieldWorker);
crate::call::keyed!(UpdateFieldWorker);
crate::call::json!(UpdateFieldWorker => FieldWorker);
crate::call::minimal!(UpdateFieldWorker);
const GET_FIELD_WORKER_HOURS: Operation = Operation {
    id: "get_field_worker_hours",
    method: Method::GET,
    path: "/v1/field-workers/{id}/hours",
    repeat: Repeat::Always,
};

/// A call of [`FieldWorkers::get_hours`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetFieldWorkerHours {
    call: Call,
}

impl GetFieldWorkerHours {
    /// The year; this one if it is left out. 2000 to 2100.
    pub fn year(mut self, year: i32) -> Self {
        self.call = self.call.query("year", year);
        self
    }
}

crate::call::common!(GetFieldWorkerHours);
crate::call::json!(GetFieldWorkerHours => FieldWorkerHours);
crate::call::conditional!(GetFieldWorkerHours => FieldWorkerHours);
