// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What happened, for whom it concerns: a feed to read, and what webhook endpoints are told.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What happened, for whom it concerns: a feed to read, and what webhook endpoints are told.
///
/// From [`Client::events`].
#[derive(Clone, Debug)]
pub struct Events {
    client: Client,
}

impl Events {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List events.
    ///
    /// What happened to what concerns your organisation, in an order in which none appears late: campaigns and referrals of
    /// yours, your organisation itself and its clients, and what concerns everybody, such as releases. The operator reads
    /// all. An event tells ids and statuses; what became of the thing since stands where the thing stands.
    ///
    /// Events are kept for 90 days, or for as long as the operator chose, and never for less than 30. To be told of them as they
    /// happen, register a webhook endpoint: it gets the same events with the same ids, and what it missed is here.
    ///
    /// `GET /v1/events`
    ///
    /// # Scope
    /// `events:read`
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
    /// let mut items = client.events().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Event = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListEvents {
        ListEvents { call: Call::new(&self.client, &LIST_EVENTS) }
    }

    /// Get an event.
    ///
    /// What happened, by the id that the feed and the webhook's `webhook-id` tell.
    ///
    /// `GET /v1/events/{id}`
    ///
    /// # Scope
    /// `events:read`
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
    /// let answer: palier_sdk::Response<Event> = client
    ///     .events()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<EventId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<EventId>) -> GetEvent {
        GetEvent { call: Call::new(&self.client, &GET_EVENT).segment("id", id.into()) }
    }
}

const LIST_EVENTS: Operation =
    Operation { id: "list_events", method: Method::GET, path: "/v1/events", repeat: Repeat::Always };

/// A call of [`Events::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListEvents {
    call: Call,
}

impl ListEvents {
    /// Only events after this one, in the order of the feed. Keep the `id` of the last one that you took, and go on from
    /// it the next time.
    pub fn after(mut self, after: impl Into<Uuid>) -> Self {
        self.call = self.call.query("after", after.into());
        self
    }

    /// Only events of this type.
    pub fn r#type(mut self, r#type: impl Into<EventType>) -> Self {
        self.call = self.call.query("type", r#type.into());
        self
    }

    /// Only events from this instant on.
    pub fn since(mut self, since: Timestamp) -> Self {
        self.call = self.call.query("since", since);
        self
    }

    /// Only events before this instant.
    pub fn until(mut self, until: Timestamp) -> Self {
        self.call = self.call.query("until", until);
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

crate::call::common!(ListEvents);
crate::call::json!(ListEvents => EventPage);
crate::call::pages!(ListEvents => EventPage, Event);
crate::call::lines!(ListEvents => Event);
crate::call::file!(ListEvents, write_csv, "text/csv");
const GET_EVENT: Operation =
    Operation { id: "get_event", method: Method::GET, path: "/v1/events/{id}", repeat: Repeat::Always };

/// A call of [`Events::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetEvent {
    call: Call,
}

impl GetEvent {}
crate::call::common!(GetEvent);
crate::call::json!(GetEvent => Event);
crate::call::conditional!(GetEvent => Event);
