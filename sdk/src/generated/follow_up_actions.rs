// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What became of what residents meant to do, by whom it is told and how it is known.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What became of what residents meant to do, by whom it is told and how it is known.
///
/// From [`Client::follow_up_actions`].
#[derive(Clone, Debug)]
pub struct FollowUpActions {
    client: Client,
}

impl FollowUpActions {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List follow-up actions.
    ///
    /// By id, which is mostly the order in which they were told; count only those that are `current`. The operator sees all,
    /// a device those that its field worker took down.
    ///
    /// `GET /v1/follow-up-actions`
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
    /// let mut items = client.follow_up_actions().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: FollowUpAction = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListFollowUpActions {
        ListFollowUpActions { call: Call::new(&self.client, &LIST_FOLLOW_UP_ACTIONS) }
    }

    /// Tell what became of an action.
    ///
    /// Of an action that somebody meant to take in a visit: done, not done, or asked and not known, with who told it and how
    /// it is known. You choose its id; the same sent again answers 200 and changes nothing. It can be told several times: the
    /// latest is the last word, and all of them stay.
    ///
    /// `POST /v1/follow-up-actions`
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
    /// let answer: palier_sdk::Response<FollowUpAction> = client
    ///     .follow_up_actions()
    ///     .create(
    ///         FollowUpActionInput::new(
    ///             "019ab0f2-6b1e-7c40-9d5e-353535353535".parse::<FollowUpActionId>()?,
    ///             "019ab0f2-6b1e-7c40-9d5e-777777777777".parse::<VisitId>()?,
    ///             "repair_leak",
    ///             ActionStatus::Done,
    ///             ReportedBy::Resident,
    ///             KnownBy::Asked,
    ///             "2027-03-02T17:10:00Z".parse()?,
    ///         ),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<FollowUpActionInput>) -> CreateFollowUpAction {
        CreateFollowUpAction {
            call: Call::new(&self.client, &CREATE_FOLLOW_UP_ACTION).body("application/json", &body.into()),
        }
    }

    /// Get a follow-up action.
    ///
    /// As it was told, and whether it is the last word by now.
    ///
    /// `GET /v1/follow-up-actions/{id}`
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
    /// let answer: palier_sdk::Response<FollowUpAction> = client
    ///     .follow_up_actions()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<FollowUpActionId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<FollowUpActionId>) -> GetFollowUpAction {
        GetFollowUpAction { call: Call::new(&self.client, &GET_FOLLOW_UP_ACTION).segment("id", id.into()) }
    }
}

const LIST_FOLLOW_UP_ACTIONS: Operation = Operation {
    id: "list_follow_up_actions",
    method: Method::GET,
    path: "/v1/follow-up-actions",
    repeat: Repeat::Always,
};

/// A call of [`FollowUpActions::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListFollowUpActions {
    call: Call,
}

impl ListFollowUpActions {
    /// Only what became of actions of this visit.
    pub fn visit_id(mut self, visit_id: impl Into<VisitId>) -> Self {
        self.call = self.call.query("visit_id", visit_id.into());
        self
    }

    /// Only of this household.
    pub fn household_id(mut self, household_id: impl Into<HouseholdId>) -> Self {
        self.call = self.call.query("household_id", household_id.into());
        self
    }

    /// Only where this became of the action.
    pub fn status(mut self, status: impl Into<ActionStatus>) -> Self {
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

crate::call::common!(ListFollowUpActions);
crate::call::json!(ListFollowUpActions => FollowUpActionPage);
crate::call::pages!(ListFollowUpActions => FollowUpActionPage, FollowUpAction);
crate::call::lines!(ListFollowUpActions => FollowUpAction);
crate::call::file!(ListFollowUpActions, write_csv, "text/csv");
const CREATE_FOLLOW_UP_ACTION: Operation = Operation {
    id: "create_follow_up_action",
    method: Method::POST,
    path: "/v1/follow-up-actions",
    repeat: Repeat::WithKey,
};

/// A call of [`FollowUpActions::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateFollowUpAction {
    call: Call,
}

impl CreateFollowUpAction {}
crate::call::common!(CreateFollowUpAction);
crate::call::keyed!(CreateFollowUpAction);
crate::call::json!(CreateFollowUpAction => FollowUpAction);
crate::call::minimal!(CreateFollowUpAction);
const GET_FOLLOW_UP_ACTION: Operation = Operation {
    id: "get_follow_up_action",
    method: Method::GET,
    path: "/v1/follow-up-actions/{id}",
    repeat: Repeat::Always,
};

/// A call of [`FollowUpActions::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetFollowUpAction {
    call: Call,
}

impl GetFollowUpAction {}
crate::call::common!(GetFollowUpAction);
crate::call::json!(GetFollowUpAction => FollowUpAction);
crate::call::conditional!(GetFollowUpAction => FollowUpAction);
