// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What water, electricity and gas meters showed, with how it is known.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What water, electricity and gas meters showed, with how it is known.
///
/// From [`Client::meter_readings`].
#[derive(Clone, Debug)]
pub struct MeterReadings {
    client: Client,
}

impl MeterReadings {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List meter readings.
    ///
    /// By id, which is mostly the order in which they were taken down. The operator sees all readings, a device those that its
    /// field worker took down.
    ///
    /// `GET /v1/meter-readings`
    ///
    /// # Scope
    /// `meter-readings:read`
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
    /// let mut items = client.meter_readings().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: MeterReading = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListMeterReadings {
        ListMeterReadings { call: Call::new(&self.client, &LIST_METER_READINGS) }
    }

    /// Record a meter reading.
    ///
    /// You choose its id; the same reading sent again answers 200 and changes nothing. The household must have agreed
    /// (`meter_data`). An index that can't be by itself is refused; one that contradicts another reading (it went down, more
    /// flowed than a meter lets through) is kept and flagged, since either of the two may be wrong.
    ///
    /// `POST /v1/meter-readings`
    ///
    /// # Scope
    /// `meter-readings:write`
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
    /// let answer: palier_sdk::Response<MeterReading> = client
    ///     .meter_readings()
    ///     .create(
    ///         MeterReadingInput::new(
    ///             "019ab0f2-6b1e-7c40-9d5e-303030303030".parse::<MeterReadingId>()?,
    ///             "019ab0f2-6b1e-7c40-9d5e-555555555555".parse::<HouseholdId>()?,
    ///             Utility::Water,
    ///             1284.512,
    ///             ReadingSource::Read,
    ///             "2027-01-12T16:25:00Z".parse()?,
    ///         ),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<MeterReadingInput>) -> CreateMeterReading {
        CreateMeterReading {
            call: Call::new(&self.client, &CREATE_METER_READING).body("application/json", &body.into()),
        }
    }

    /// Get a meter reading.
    ///
    /// With what the operator should look at.
    ///
    /// `GET /v1/meter-readings/{id}`
    ///
    /// # Scope
    /// `meter-readings:read`
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
    /// let answer: palier_sdk::Response<MeterReading> = client
    ///     .meter_readings()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<MeterReadingId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<MeterReadingId>) -> GetMeterReading {
        GetMeterReading { call: Call::new(&self.client, &GET_METER_READING).segment("id", id.into()) }
    }

    /// Get a household's consumption.
    ///
    /// What flowed between the readings of one of its meters, a day and a person. Readings that are corrected, lie in the
    /// future or contradict each other make no period. Refused (`consent_required`) once the household no longer agrees.
    ///
    /// `GET /v1/households/{id}/consumption`
    ///
    /// # Scope
    /// `meter-readings:read`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
    /// - 406: None of the accepted media types is offered.
    /// - 409: The present state does not allow this, or a request with this key is still running.
    /// - 429: Too many requests; wait for as long as `Retry-After` says.
    /// - 500: A fault of the server.
    /// - 503: The server can't work right now; try again after `Retry-After`.
    /// - 504: The work took too long and was given up; a change may still have been made.
    ///
    /// # Example
    /// ```no_run
    /// # use palier_sdk::types::*;
    /// # async fn example(client: palier_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer: palier_sdk::Response<HouseholdConsumption> = client
    ///     .meter_readings()
    ///     .get_household_consumption(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<HouseholdId>()?,
    ///         Utility::Water,
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_household_consumption(
        &self,
        id: impl Into<HouseholdId>,
        utility: impl Into<Utility>,
    ) -> GetHouseholdConsumption {
        GetHouseholdConsumption {
            call: Call::new(&self.client, &GET_HOUSEHOLD_CONSUMPTION)
                .segment("id", id.into())
                .query("utility", utility.into()),
        }
    }
}

const LIST_METER_READINGS: Operation = Operation {
    id: "list_meter_readings",
    method: Method::GET,
    path: "/v1/meter-readings",
    repeat: Repeat::Always,
};

/// A call of [`MeterReadings::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListMeterReadings {
    call: Call,
}

impl ListMeterReadings {
    /// Only readings of this household's meters.
    pub fn household_id(mut self, household_id: impl Into<HouseholdId>) -> Self {
        self.call = self.call.query("household_id", household_id.into());
        self
    }

    /// Only readings of meters for this.
    pub fn utility(mut self, utility: impl Into<Utility>) -> Self {
        self.call = self.call.query("utility", utility.into());
        self
    }

    /// Only readings that are known so.
    pub fn source(mut self, source: impl Into<ReadingSource>) -> Self {
        self.call = self.call.query("source", source.into());
        self
    }

    /// Only readings with flags (`true`) or without (`false`).
    pub fn flagged(mut self, flagged: bool) -> Self {
        self.call = self.call.query("flagged", flagged);
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

crate::call::common!(ListMeterReadings);
crate::call::json!(ListMeterReadings => MeterReadingPage);
crate::call::pages!(ListMeterReadings => MeterReadingPage, MeterReading);
crate::call::lines!(ListMeterReadings => MeterReading);
crate::call::file!(ListMeterReadings, write_csv, "text/csv");
const CREATE_METER_READING: Operation = Operation {
    id: "create_meter_reading",
    method: Method::POST,
    path: "/v1/meter-readings",
    repeat: Repeat::WithKey,
};

/// A call of [`MeterReadings::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateMeterReading {
    call: Call,
}

impl CreateMeterReading {}
crate::call::common!(CreateMeterReading);
crate::call::keyed!(CreateMeterReading);
crate::call::json!(CreateMeterReading => MeterReading);
crate::call::minimal!(CreateMeterReading);
const GET_METER_READING: Operation = Operation {
    id: "get_meter_reading",
    method: Method::GET,
    path: "/v1/meter-readings/{id}",
    repeat: Repeat::Always,
};

/// A call of [`MeterReadings::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetMeterReading {
    call: Call,
}

impl GetMeterReading {}
crate::call::common!(GetMeterReading);
crate::call::json!(GetMeterReading => MeterReading);
crate::call::conditional!(GetMeterReading => MeterReading);
const GET_HOUSEHOLD_CONSUMPTION: Operation = Operation {
    id: "get_household_consumption",
    method: Method::GET,
    path: "/v1/households/{id}/consumption",
    repeat: Repeat::Always,
};

/// A call of [`MeterReadings::get_household_consumption`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetHouseholdConsumption {
    call: Call,
}

impl GetHouseholdConsumption {}
crate::call::common!(GetHouseholdConsumption);
crate::call::json!(GetHouseholdConsumption => HouseholdConsumption);
crate::call::conditional!(GetHouseholdConsumption => HouseholdConsumption);
