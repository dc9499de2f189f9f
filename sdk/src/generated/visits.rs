// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What happened at each door: events that never change, and what became of them later.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What happened at each door: events that never change, and what became of them later.
///
/// From [`Client::visits`].
#[derive(Clone, Debug)]
pub struct Visits {
    client: Client,
}

impl Visits {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List visits.
    ///
    /// By id, which is mostly the order in which they were made. The operator sees all visits, a device those of its field
    /// worker. With `superseded=false` each stands as it was last corrected.
    ///
    /// `GET /v1/visits`
    ///
    /// # Scope
    /// `visits:read`
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
    /// let mut items = client.visits().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Visit = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListVisits {
        ListVisits { call: Call::new(&self.client, &LIST_VISITS) }
    }

    /// Record a visit.
    ///
    /// You choose its id. The same visit sent again, even much later, answers 200 and changes nothing; another one under the
    /// same id is refused with `content_differs`. A visit never changes: to correct one, record another with `supersedes_id`.
    /// Answers are checked against the questions that belong to the message that was heard. Whatever rule a visit broke, it
    /// is recorded, and flagged for the operator. Without a network, collect visits and send them with `POST /v1/sync`.
    ///
    /// `POST /v1/visits`
    ///
    /// # Scope
    /// `visits:write`
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
    /// let answer: palier_sdk::Response<Visit> = client
    ///     .visits()
    ///     .create(
    ///         VisitInput::new(
    ///                 "019ab0f2-6b1e-7c40-9d5e-777777777777".parse::<VisitId>()?,
    ///                 "019ab0f2-6b1e-7c40-9d5e-555555555555".parse::<HouseholdId>()?,
    ///                 "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e".parse::<CampaignId>()?,
    ///                 Channel::Door,
    ///                 Outcome::Interviewed,
    ///                 "2027-01-12T16:20:00Z".parse()?,
    ///             )
    ///             .field_worker_id(
    ///                 "019ab0f2-6b1e-7c40-9d5e-444444444444".parse::<FieldWorkerId>()?,
    ///             )
    ///             .language("ar")
    ///             .message(MessageHeardInput::new("ar", 1))
    ///             .duration_seconds(900)
    ///             .residents_present(2)
    ///             .answers([
    ///                 QuestionAnswerInput::new(
    ///                     "reads_own_meter",
    ///                     AnswerValueInput::YesNo(AnswerValueYesNoInput::new(true)),
    ///                 ),
    ///             ])
    ///             .found_useful(true)
    ///             .learned_something(true)
    ///             .actions_intended(["repair_leak"])
    ///             .needs([
    ///                 RaisedNeedInput::new(
    ///                     "019ab0f2-6b1e-7c40-9d5e-888888888888".parse::<NeedId>()?,
    ///                     "palier:eau--facture",
    ///                     Urgency::Normal,
    ///                 ),
    ///             ]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<VisitInput>) -> CreateVisit {
        CreateVisit { call: Call::new(&self.client, &CREATE_VISIT).body("application/json", &body.into()) }
    }

    /// Get a visit.
    ///
    /// With the visits that correct it, if any do. A visit that the caller may not see answers 404, as one that does not
    /// exist.
    ///
    /// `GET /v1/visits/{id}`
    ///
    /// # Scope
    /// `visits:read`
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
    /// let answer: palier_sdk::Response<Visit> = client
    ///     .visits()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<VisitId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<VisitId>) -> GetVisit {
        GetVisit { call: Call::new(&self.client, &GET_VISIT).segment("id", id.into()) }
    }
}

const LIST_VISITS: Operation =
    Operation { id: "list_visits", method: Method::GET, path: "/v1/visits", repeat: Repeat::Always };

/// A call of [`Visits::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListVisits {
    call: Call,
}

impl ListVisits {
    /// Only visits to this household.
    pub fn household_id(mut self, household_id: impl Into<HouseholdId>) -> Self {
        self.call = self.call.query("household_id", household_id.into());
        self
    }

    /// Only visits for this campaign.
    pub fn campaign_id(mut self, campaign_id: impl Into<CampaignId>) -> Self {
        self.call = self.call.query("campaign_id", campaign_id.into());
        self
    }

    /// Only visits on this round.
    pub fn round_id(mut self, round_id: impl Into<RoundId>) -> Self {
        self.call = self.call.query("round_id", round_id.into());
        self
    }

    /// Only visits by this field worker.
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.call = self.call.query("field_worker_id", field_worker_id.into());
        self
    }

    /// Only visits that went so.
    pub fn outcome(mut self, outcome: impl Into<Outcome>) -> Self {
        self.call = self.call.query("outcome", outcome.into());
        self
    }

    /// Only visits that took place there.
    pub fn channel(mut self, channel: impl Into<Channel>) -> Self {
        self.call = self.call.query("channel", channel.into());
        self
    }

    /// Only visits that the operator should look at; `false`: only those without flags.
    pub fn flagged(mut self, flagged: bool) -> Self {
        self.call = self.call.query("flagged", flagged);
        self
    }

    /// Only visits that another one corrects; `false`: only those that stand.
    pub fn superseded(mut self, superseded: bool) -> Self {
        self.call = self.call.query("superseded", superseded);
        self
    }

    /// Only visits from this day on (UTC), by the clock of the device.
    pub fn from(mut self, from: Date) -> Self {
        self.call = self.call.query("from", from);
        self
    }

    /// Only visits up to this day (UTC), by the clock of the device.
    pub fn to(mut self, to: Date) -> Self {
        self.call = self.call.query("to", to);
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

crate::call::common!(ListVisits);
crate::call::json!(ListVisits => VisitPage);
crate::call::pages!(ListVisits => VisitPage, Visit);
crate::call::lines!(ListVisits => Visit);
crate::call::file!(ListVisits, write_csv, "text/csv");
const CREATE_VISIT: Operation =
    Operation { id: "create_visit", method: Method::POST, path: "/v1/visits", repeat: Repeat::WithKey };

/// A call of [`Visits::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateVisit {
    call: Call,
}

impl CreateVisit {}
crate::call::common!(CreateVisit);
crate::call::keyed!(CreateVisit);
crate::call::json!(CreateVisit => Visit);
crate::call::minimal!(CreateVisit);
const GET_VISIT: Operation =
    Operation { id: "get_visit", method: Method::GET, path: "/v1/visits/{id}", repeat: Repeat::Always };

/// A call of [`Visits::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetVisit {
    call: Call,
}

impl GetVisit {}
crate::call::common!(GetVisit);
crate::call::json!(GetVisit => Visit);
crate::call::conditional!(GetVisit => Visit);
