// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What water, electricity and gas cost, by commune and day.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What water, electricity and gas cost, by commune and day.
///
/// From [`Client::tariffs`].
#[derive(Clone, Debug)]
pub struct Tariffs {
    client: Client,
}

impl Tariffs {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List tariffs.
    ///
    /// Oldest entry first; they are no secret, so every client reads all of them. The savings that an assessment tells in
    /// money are reckoned with those that held on the day of the diagnosis.
    ///
    /// `GET /v1/tariffs`
    ///
    /// # Scope
    /// `tariffs:read`
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
    /// let mut items = client.tariffs().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Tariff = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListTariffs {
        ListTariffs { call: Call::new(&self.client, &LIST_TARIFFS) }
    }

    /// Create a tariff.
    ///
    /// One for each commune, utility and first day. Palier brings no tariffs of its own: enter what the water service and the
    /// suppliers of your communes publish.
    ///
    /// `POST /v1/tariffs`
    ///
    /// # Scope
    /// `tariffs:write`
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
    /// let answer: palier_sdk::Response<Tariff> = client
    ///     .tariffs()
    ///     .create(
    ///         TariffInput::new(
    ///             "99001",
    ///             Utility::Water,
    ///             jiff::civil::date(2026, 1, 1),
    ///             4520000,
    ///         ),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<TariffInput>) -> CreateTariff {
        CreateTariff { call: Call::new(&self.client, &CREATE_TARIFF).body("application/json", &body.into()) }
    }

    /// Get a tariff.
    ///
    /// What a unit costs in a commune from a day on, by the id of the entry.
    ///
    /// `GET /v1/tariffs/{id}`
    ///
    /// # Scope
    /// `tariffs:read`
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
    /// let answer: palier_sdk::Response<Tariff> = client
    ///     .tariffs()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<TariffId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<TariffId>) -> GetTariff {
        GetTariff { call: Call::new(&self.client, &GET_TARIFF).segment("id", id.into()) }
    }

    /// Change a tariff.
    ///
    /// A JSON Merge Patch, to put a mistake right; a new price is a new tariff with its first day. Assessments are reckoned
    /// anew each time they are read, so they follow.
    ///
    /// `PATCH /v1/tariffs/{id}`
    ///
    /// # Scope
    /// `tariffs:write`
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
    /// let answer: palier_sdk::Response<Tariff> = client
    ///     .tariffs()
    ///     .update(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<TariffId>()?,
    ///         &etag,
    ///         TariffPatch::new().price_micros(4520000),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        id: impl Into<TariffId>,
        if_match: impl Into<IfMatch>,
        body: impl Into<TariffPatch>,
    ) -> UpdateTariff {
        UpdateTariff {
            call: Call::new(&self.client, &UPDATE_TARIFF)
                .segment("id", id.into())
                .if_match(if_match)
                .body("application/merge-patch+json", &body.into()),
        }
    }
}

const LIST_TARIFFS: Operation =
    Operation { id: "list_tariffs", method: Method::GET, path: "/v1/tariffs", repeat: Repeat::Always };

/// A call of [`Tariffs::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListTariffs {
    call: Call,
}

impl ListTariffs {
    /// Only tariffs of this commune (INSEE code).
    pub fn commune_code(mut self, commune_code: impl Into<CommuneCode>) -> Self {
        self.call = self.call.query("commune_code", commune_code.into());
        self
    }

    /// Only tariffs of this utility.
    pub fn utility(mut self, utility: impl Into<Utility>) -> Self {
        self.call = self.call.query("utility", utility.into());
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

crate::call::common!(ListTariffs);
crate::call::json!(ListTariffs => TariffPage);
crate::call::pages!(ListTariffs => TariffPage, Tariff);
crate::call::lines!(ListTariffs => Tariff);
crate::call::file!(ListTariffs, write_csv, "text/csv");
const CREATE_TARIFF: Operation =
    Operation { id: "create_tariff", method: Method::POST, path: "/v1/tariffs", repeat: Repeat::WithKey };

/// A call of [`Tariffs::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateTariff {
    call: Call,
}

impl CreateTariff {}
crate::call::common!(CreateTariff);
crate::call::keyed!(CreateTariff);
crate::call::json!(CreateTariff => Tariff);
crate::call::minimal!(CreateTariff);
const GET_TARIFF: Operation =
    Operation { id: "get_tariff", method: Method::GET, path: "/v1/tariffs/{id}", repeat: Repeat::Always };

/// A call of [`Tariffs::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetTariff {
    call: Call,
}

impl GetTariff {}
crate::call::common!(GetTariff);
crate::call::json!(GetTariff => Tariff);
crate::call::conditional!(GetTariff => Tariff);
const UPDATE_TARIFF: Operation = Operation {
    id: "update_tariff",
    method: Method::PATCH,
    path: "/v1/tariffs/{id}",
    repeat: Repeat::WithKey,
};

/// A call of [`Tariffs::update`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct UpdateTariff {
    call: Call,
}

impl UpdateTariff {}
crate::call::common!(UpdateTariff);
crate::call::keyed!(UpdateTariff);
crate::call::json!(UpdateTariff => Tariff);
crate::call::minimal!(UpdateTariff);
