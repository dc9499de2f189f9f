// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! A field worker's doors of a day, and all that is needed to try them without a network.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// A field worker's doors of a day, and all that is needed to try them without a network.
///
/// From [`Client::rounds`].
#[derive(Clone, Debug)]
pub struct Rounds {
    client: Client,
}

impl Rounds {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List rounds.
    ///
    /// In the order in which they were planned, without their doors. A field worker's device sees its own, whatever their
    /// status.
    ///
    /// `GET /v1/rounds`
    ///
    /// # Scope
    /// `rounds:read`
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
    /// let mut items = client.rounds().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: RoundSummary = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListRounds {
        ListRounds { call: Call::new(&self.client, &LIST_ROUNDS) }
    }

    /// Plan a round.
    ///
    /// Sends a field worker to some doors on a day. The field worker must be active, under contract on that day and trained
    /// for the campaign; another neighbourhood than their own is no obstacle. The campaign runs, or was approved and has
    /// the day within its period. Every door is a household in one of the campaign's neighbourhoods. Doors that the
    /// contact rules spare may stand in a round: the package leaves them out, and tells why.
    ///
    /// `POST /v1/rounds`
    ///
    /// # Scope
    /// `rounds:write`
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
    /// let answer: palier_sdk::Response<Round> = client
    ///     .rounds()
    ///     .create(
    ///         RoundInput::new(
    ///             "019ab0f2-7d01-7b3e-8a44-5c6d7e8f9a0b".parse::<FieldWorkerId>()?,
    ///             "019ab0f2-6c3d-7e58-b1a0-7f6e5d4c3b2a".parse::<CampaignId>()?,
    ///             jiff::civil::date(2027, 1, 12),
    ///             ["019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d".parse::<HouseholdId>()?],
    ///         ),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<RoundInput>) -> CreateRound {
        CreateRound { call: Call::new(&self.client, &CREATE_ROUND).body("application/json", &body.into()) }
    }

    /// Get a round.
    ///
    /// A field worker's device reads its own; any other id answers 404.
    ///
    /// `GET /v1/rounds/{id}`
    ///
    /// # Scope
    /// `rounds:read`
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
    /// let answer: palier_sdk::Response<Round> = client
    ///     .rounds()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<RoundId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<RoundId>) -> GetRound {
        GetRound { call: Call::new(&self.client, &GET_ROUND).segment("id", id.into()) }
    }

    /// Change a round.
    ///
    /// A JSON Merge Patch of a planned round's day and doors; `household_ids` is replaced as a whole. A door that is taken
    /// off stays known to its field worker, who may have knocked already. The field worker and the campaign are fixed, for
    /// the same reason: to send somebody else, cancel the round and plan another one.
    ///
    /// `PATCH /v1/rounds/{id}`
    ///
    /// # Scope
    /// `rounds:write`
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
    /// let answer: palier_sdk::Response<Round> = client
    ///     .rounds()
    ///     .update(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<RoundId>()?,
    ///         &etag,
    ///         RoundPatch::new()
    ///             .household_ids([
    ///                 "019ab0f2-9f20-7d33-8c66-7e8f9a0b1c2d".parse::<HouseholdId>()?,
    ///             ]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        id: impl Into<RoundId>,
        if_match: impl Into<IfMatch>,
        body: impl Into<RoundPatch>,
    ) -> UpdateRound {
        UpdateRound {
            call: Call::new(&self.client, &UPDATE_ROUND)
                .segment("id", id.into())
                .if_match(if_match)
                .body("application/merge-patch+json", &body.into()),
        }
    }

    /// List a round's doors.
    ///
    /// By household, with each door's place in the round; also those that were taken off. What the contact rules leave out of
    /// the package is told with its reasons, as it stands now for the round's day.
    ///
    /// `GET /v1/rounds/{id}/doors`
    ///
    /// # Scope
    /// `rounds:read`
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
    /// let mut items = client
    ///     .rounds()
    ///     .list_doors("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<RoundId>()?)
    ///     .stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: RoundDoor = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_doors(&self, id: impl Into<RoundId>) -> ListRoundDoors {
        ListRoundDoors { call: Call::new(&self.client, &LIST_ROUND_DOORS).segment("id", id.into()) }
    }

    /// Get a round's package.
    ///
    /// One download with all that is needed at the doors without a network; a device gets those of its own rounds. What the
    /// contact rules spare is left out, and why stands beside it. With `since`, `doors` and `messages` hold only what changed
    /// since that package, and `removed` tells which doors are no longer to be tried; all else is told in full each time.
    /// Nothing that changed is ever skipped; that a change is told twice can happen. A `since` that can't be read (it was
    /// made for another round, or before the server's keys were replaced) is refused: get the whole package instead.
    ///
    /// `GET /v1/rounds/{id}/package`
    ///
    /// # Scope
    /// `rounds:read`
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
    /// let answer: palier_sdk::Response<RoundPackage> = client
    ///     .rounds()
    ///     .get_package("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<RoundId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_package(&self, id: impl Into<RoundId>) -> GetRoundPackage {
        GetRoundPackage { call: Call::new(&self.client, &GET_ROUND_PACKAGE).segment("id", id.into()) }
    }

    /// Close a round.
    ///
    /// The round is over. What its field worker did and has not sent yet is still taken.
    ///
    /// `POST /v1/rounds/{id}/close`
    ///
    /// # Scope
    /// `rounds:write`
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
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
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
    /// let answer: palier_sdk::Response<Round> = client
    ///     .rounds()
    ///     .close("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<RoundId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn close(&self, id: impl Into<RoundId>) -> CloseRound {
        CloseRound { call: Call::new(&self.client, &CLOSE_ROUND).segment("id", id.into()) }
    }

    /// Cancel a round.
    ///
    /// The round will not be gone. Should its field worker have gone already, what they did is still taken.
    ///
    /// `POST /v1/rounds/{id}/cancel`
    ///
    /// # Scope
    /// `rounds:write`
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
    /// - 412: The resource is not of the version that `If-Match` names; nothing was changed.
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
    /// let answer: palier_sdk::Response<Round> = client
    ///     .rounds()
    ///     .cancel("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<RoundId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn cancel(&self, id: impl Into<RoundId>) -> CancelRound {
        CancelRound { call: Call::new(&self.client, &CANCEL_ROUND).segment("id", id.into()) }
    }
}

const LIST_ROUNDS: Operation =
    Operation { id: "list_rounds", method: Method::GET, path: "/v1/rounds", repeat: Repeat::Always };

/// A call of [`Rounds::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListRounds {
    call: Call,
}

impl ListRounds {
    /// Only this field worker's rounds.
    pub fn field_worker_id(mut self, field_worker_id: impl Into<FieldWorkerId>) -> Self {
        self.call = self.call.query("field_worker_id", field_worker_id.into());
        self
    }

    /// Only rounds for this campaign.
    pub fn campaign_id(mut self, campaign_id: impl Into<CampaignId>) -> Self {
        self.call = self.call.query("campaign_id", campaign_id.into());
        self
    }

    /// Only rounds of this day.
    pub fn day(mut self, day: Date) -> Self {
        self.call = self.call.query("day", day);
        self
    }

    /// Only rounds of this day and later.
    pub fn from(mut self, from: Date) -> Self {
        self.call = self.call.query("from", from);
        self
    }

    /// Only rounds of this day and earlier.
    pub fn to(mut self, to: Date) -> Self {
        self.call = self.call.query("to", to);
        self
    }

    /// Only rounds that stand so.
    pub fn status(mut self, status: impl Into<RoundStatus>) -> Self {
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

crate::call::common!(ListRounds);
crate::call::json!(ListRounds => RoundSummaryPage);
crate::call::pages!(ListRounds => RoundSummaryPage, RoundSummary);
crate::call::lines!(ListRounds => RoundSummary);
crate::call::file!(ListRounds, write_csv, "text/csv");
const CREATE_ROUND: Operation =
    Operation { id: "create_round", method: Method::POST, path: "/v1/rounds", repeat: Repeat::WithKey };

/// A call of [`Rounds::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateRound {
    call: Call,
}

impl CreateRound {}
crate::call::common!(CreateRound);
crate::call::keyed!(CreateRound);
crate::call::json!(CreateRound => Round);
crate::call::minimal!(CreateRound);
const GET_ROUND: Operation =
    Operation { id: "get_round", method: Method::GET, path: "/v1/rounds/{id}", repeat: Repeat::Always };

/// A call of [`Rounds::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetRound {
    call: Call,
}

impl GetRound {}
crate::call::common!(GetRound);
crate::call::json!(GetRound => Round);
crate::call::conditional!(GetRound => Round);
const UPDATE_ROUND: Operation =
    Operation { id: "update_round", method: Method::PATCH, path: "/v1/rounds/{id}", repeat: Repeat::WithKey };

/// A call of [`Rounds::update`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct UpdateRound {
    call: Call,
}

impl UpdateRound {}
crate::call::common!(UpdateRound);
crate::call::keyed!(UpdateRound);
crate::call::json!(UpdateRound => Round);
crate::call::minimal!(UpdateRound);
const LIST_ROUND_DOORS: Operation = Operation {
    id: "list_round_doors",
    method: Method::GET,
    path: "/v1/rounds/{id}/doors",
    repeat: Repeat::Always,
};

/// A call of [`Rounds::list_doors`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListRoundDoors {
    call: Call,
}

impl ListRoundDoors {
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

crate::call::common!(ListRoundDoors);
crate::call::json!(ListRoundDoors => RoundDoorPage);
crate::call::pages!(ListRoundDoors => RoundDoorPage, RoundDoor);
crate::call::lines!(ListRoundDoors => RoundDoor);
crate::call::file!(ListRoundDoors, write_csv, "text/csv");
const GET_ROUND_PACKAGE: Operation = Operation {
    id: "get_round_package",
    method: Method::GET,
    path: "/v1/rounds/{id}/package",
    repeat: Repeat::Always,
};

/// A call of [`Rounds::get_package`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetRoundPackage {
    call: Call,
}

impl GetRoundPackage {
    /// The `as_of` of an earlier package of this round: only what changed since is told. At most 4000 characters.
    pub fn since(mut self, since: impl Into<String>) -> Self {
        self.call = self.call.query("since", since.into());
        self
    }
}

crate::call::common!(GetRoundPackage);
crate::call::json!(GetRoundPackage => RoundPackage);
crate::call::conditional!(GetRoundPackage => RoundPackage);
const CLOSE_ROUND: Operation = Operation {
    id: "close_round",
    method: Method::POST,
    path: "/v1/rounds/{id}/close",
    repeat: Repeat::WithKey,
};

/// A call of [`Rounds::close`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CloseRound {
    call: Call,
}

impl CloseRound {}
crate::call::common!(CloseRound);
crate::call::keyed!(CloseRound);
crate::call::matching!(CloseRound);
crate::call::json!(CloseRound => Round);
crate::call::minimal!(CloseRound);
const CANCEL_ROUND: Operation = Operation {
    id: "cancel_round",
    method: Method::POST,
    path: "/v1/rounds/{id}/cancel",
    repeat: Repeat::WithKey,
};

/// A call of [`Rounds::cancel`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CancelRound {
    call: Call,
}

impl CancelRound {}
crate::call::common!(CancelRound);
crate::call::keyed!(CancelRound);
crate::call::matching!(CancelRound);
crate::call::json!(CancelRound => Round);
crate::call::minimal!(CancelRound);
