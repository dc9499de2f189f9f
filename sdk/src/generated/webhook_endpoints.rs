// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Where an organisation is told of events as they happen: signed, tried again, replayed.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Where an organisation is told of events as they happen: signed, tried again, replayed.
///
/// From [`Client::webhook_endpoints`].
#[derive(Clone, Debug)]
pub struct WebhookEndpoints {
    client: Client,
}

impl WebhookEndpoints {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List webhook endpoints.
    ///
    /// Your organisation's, of the mode of the client that asks, oldest first. Secrets are never part of it.
    ///
    /// `GET /v1/webhook-endpoints`
    ///
    /// # Scope
    /// `webhook-endpoints:read`
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
    /// let mut items = client.webhook_endpoints().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: WebhookEndpoint = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListWebhookEndpoints {
        ListWebhookEndpoints { call: Call::new(&self.client, &LIST_WEBHOOK_ENDPOINTS) }
    }

    /// Register a webhook endpoint.
    ///
    /// From now on the events that your organisation may read, of the types that you name, are sent there as they happen: at
    /// least once, in no promised order, signed as Standard Webhooks has it. A test client's
    /// endpoint is told of test data alone. The answer holds the secret, `secret`, this once. Your organisation has at most
    /// 20 endpoints in each mode.
    ///
    /// Answer a delivery with any 2xx at once, and do the work afterwards. Verify the signature over the bytes as they came,
    /// refuse timestamps older than five minutes, and remember `webhook-id`: it is the same when an event comes again. What is
    /// missed is in the feed, `GET /v1/events`, under the same ids.
    ///
    /// `POST /v1/webhook-endpoints`
    ///
    /// # Scope
    /// `webhook-endpoints:write`
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
    /// let answer: palier_sdk::Response<WebhookEndpoint> = client
    ///     .webhook_endpoints()
    ///     .create(
    ///         WebhookEndpointInput::new("https://partner.example/palier")
    ///             .description("Campaign desk")
    ///             .event_types([EventType::CampaignApproved, EventType::CampaignRejected]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<WebhookEndpointInput>) -> CreateWebhookEndpoint {
        CreateWebhookEndpoint {
            call: Call::new(&self.client, &CREATE_WEBHOOK_ENDPOINT).body("application/json", &body.into()),
        }
    }

    /// Get a webhook endpoint.
    ///
    /// Where it is, what it is told, and whether deliveries to it arrive.
    ///
    /// `GET /v1/webhook-endpoints/{id}`
    ///
    /// # Scope
    /// `webhook-endpoints:read`
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
    /// let answer: palier_sdk::Response<WebhookEndpoint> = client
    ///     .webhook_endpoints()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<WebhookEndpointId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<WebhookEndpointId>) -> GetWebhookEndpoint {
        GetWebhookEndpoint { call: Call::new(&self.client, &GET_WEBHOOK_ENDPOINT).segment("id", id.into()) }
    }

    /// Remove a webhook endpoint.
    ///
    /// Nothing more is sent there, and what was sent is forgotten; a delivery that is under way at this moment may still
    /// arrive. To stop it for a while, disable it instead.
    ///
    /// `DELETE /v1/webhook-endpoints/{id}`
    ///
    /// # Scope
    /// `webhook-endpoints:write`
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
    /// - 401: There is no access token, or not a valid one.
    /// - 403: The access token lacks the scope that the operation needs.
    /// - 404: There is no such resource, or none that this client may see.
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
    /// client
    ///     .webhook_endpoints()
    ///     .delete("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<WebhookEndpointId>()?)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, id: impl Into<WebhookEndpointId>) -> DeleteWebhookEndpoint {
        DeleteWebhookEndpoint {
            call: Call::new(&self.client, &DELETE_WEBHOOK_ENDPOINT).segment("id", id.into()),
        }
    }

    /// Change a webhook endpoint.
    ///
    /// A JSON Merge Patch. `{"status": "disabled"}` stops it, and gives up what is still to be sent;
    /// `{"status": "enabled"}` starts it again, also after it was disabled for its failures.
    ///
    /// `PATCH /v1/webhook-endpoints/{id}`
    ///
    /// # Scope
    /// `webhook-endpoints:write`
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
    /// let answer: palier_sdk::Response<WebhookEndpoint> = client
    ///     .webhook_endpoints()
    ///     .update(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<WebhookEndpointId>()?,
    ///         &etag,
    ///         WebhookEndpointPatch::new()
    ///             .event_types([EventType::CampaignApproved, EventType::CampaignRejected]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        id: impl Into<WebhookEndpointId>,
        if_match: impl Into<IfMatch>,
        body: impl Into<WebhookEndpointPatch>,
    ) -> UpdateWebhookEndpoint {
        UpdateWebhookEndpoint {
            call: Call::new(&self.client, &UPDATE_WEBHOOK_ENDPOINT)
                .segment("id", id.into())
                .if_match(if_match)
                .body("application/merge-patch+json", &body.into()),
        }
    }

    /// Rotate a webhook endpoint's secret.
    ///
    /// Makes a new secret, shown this once. For the overlap, a day if nothing is said, each delivery carries two signatures,
    /// by the new secret and the old one, so that a receiver can be moved over without a gap. Of three only two sign.
    ///
    /// `POST /v1/webhook-endpoints/{id}/rotate`
    ///
    /// # Scope
    /// `webhook-endpoints:write`
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
    /// let answer: palier_sdk::Response<WebhookEndpoint> = client
    ///     .webhook_endpoints()
    ///     .rotate(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<WebhookEndpointId>()?,
    ///         WebhookRotationInput::new().overlap_seconds(86400),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn rotate(
        &self,
        id: impl Into<WebhookEndpointId>,
        body: impl Into<WebhookRotationInput>,
    ) -> RotateWebhookEndpoint {
        RotateWebhookEndpoint {
            call: Call::new(&self.client, &ROTATE_WEBHOOK_ENDPOINT)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }

    /// Try a webhook endpoint.
    ///
    /// Sends it the event `webhook_endpoint.pinged`, within a second, whatever types it takes: see whether it arrives and
    /// whether you can verify its signature. Follow the delivery by its `event_id` in the list of deliveries.
    ///
    /// `POST /v1/webhook-endpoints/{id}/ping`
    ///
    /// # Scope
    /// `webhook-endpoints:write`
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
    /// let answer: palier_sdk::Response<WebhookDelivery> = client
    ///     .webhook_endpoints()
    ///     .ping("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<WebhookEndpointId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn ping(&self, id: impl Into<WebhookEndpointId>) -> PingWebhookEndpoint {
        PingWebhookEndpoint { call: Call::new(&self.client, &PING_WEBHOOK_ENDPOINT).segment("id", id.into()) }
    }

    /// List the deliveries to a webhook endpoint.
    ///
    /// What was sent, is to be sent, or was given up, oldest first, for as long as the events themselves are kept. What is
    /// answered by anything but 2xx within 15 seconds is tried again, up to ten times in some three days, with the same
    /// `webhook-id`.
    ///
    /// `GET /v1/webhook-endpoints/{id}/deliveries`
    ///
    /// # Scope
    /// `webhook-endpoints:read`
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
    ///     .webhook_endpoints()
    ///     .list_webhook_deliveries(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<WebhookEndpointId>()?,
    ///     )
    ///     .stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: WebhookDelivery = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_webhook_deliveries(&self, id: impl Into<WebhookEndpointId>) -> ListWebhookDeliveries {
        ListWebhookDeliveries {
            call: Call::new(&self.client, &LIST_WEBHOOK_DELIVERIES).segment("id", id.into()),
        }
    }

    /// Deliver events again.
    ///
    /// Either one, by its id, or all of a time that your organisation may read and the endpoint takes, whether they arrived
    /// before or not: after a fault of yours, or for what happened while the endpoint was disabled. Each has the id that it
    /// always had, so that whoever remembers ids takes none twice.
    ///
    /// `POST /v1/webhook-endpoints/{id}/replay`
    ///
    /// # Scope
    /// `webhook-endpoints:write`
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
    /// let answer: palier_sdk::Response<WebhookReplay> = client
    ///     .webhook_endpoints()
    ///     .replay_webhook_events(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<WebhookEndpointId>()?,
    ///         WebhookReplayInput::new()
    ///             .since("2026-11-20T00:00:00Z".parse()?)
    ///             .until("2026-11-23T12:00:00Z".parse()?),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn replay_webhook_events(
        &self,
        id: impl Into<WebhookEndpointId>,
        body: impl Into<WebhookReplayInput>,
    ) -> ReplayWebhookEvents {
        ReplayWebhookEvents {
            call: Call::new(&self.client, &REPLAY_WEBHOOK_EVENTS)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }
}

const LIST_WEBHOOK_ENDPOINTS: Operation = Operation {
    id: "list_webhook_endpoints",
    method: Method::GET,
    path: "/v1/webhook-endpoints",
    repeat: Repeat::Always,
};

/// A call of [`WebhookEndpoints::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListWebhookEndpoints {
    call: Call,
}

impl ListWebhookEndpoints {
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

crate::call::common!(ListWebhookEndpoints);
crate::call::json!(ListWebhookEndpoints => WebhookEndpointPage);
crate::call::pages!(ListWebhookEndpoints => WebhookEndpointPage, WebhookEndpoint);
crate::call::lines!(ListWebhookEndpoints => WebhookEndpoint);
crate::call::file!(ListWebhookEndpoints, write_csv, "text/csv");
const CREATE_WEBHOOK_ENDPOINT: Operation = Operation {
    id: "create_webhook_endpoint",
    method: Method::POST,
    path: "/v1/webhook-endpoints",
    repeat: Repeat::WithKey,
};

/// A call of [`WebhookEndpoints::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateWebhookEndpoint {
    call: Call,
}

impl CreateWebhookEndpoint {}
crate::call::common!(CreateWebhookEndpoint);
crate::call::keyed!(CreateWebhookEndpoint);
crate::call::json!(CreateWebhookEndpoint => WebhookEndpoint);
crate::call::minimal!(CreateWebhookEndpoint);
const GET_WEBHOOK_ENDPOINT: Operation = Operation {
    id: "get_webhook_endpoint",
    method: Method::GET,
    path: "/v1/webhook-endpoints/{id}",
    repeat: Repeat::Always,
};

/// A call of [`WebhookEndpoints::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetWebhookEndpoint {
    call: Call,
}

impl GetWebhookEndpoint {}
crate::call::common!(GetWebhookEndpoint);
crate::call::json!(GetWebhookEndpoint => WebhookEndpoint);
crate::call::conditional!(GetWebhookEndpoint => WebhookEndpoint);
const DELETE_WEBHOOK_ENDPOINT: Operation = Operation {
    id: "delete_webhook_endpoint",
    method: Method::DELETE,
    path: "/v1/webhook-endpoints/{id}",
    repeat: Repeat::WithKey,
};

/// A call of [`WebhookEndpoints::delete`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct DeleteWebhookEndpoint {
    call: Call,
}

impl DeleteWebhookEndpoint {}
crate::call::common!(DeleteWebhookEndpoint);
crate::call::keyed!(DeleteWebhookEndpoint);
crate::call::matching!(DeleteWebhookEndpoint);
crate::call::empty!(DeleteWebhookEndpoint);
const UPDATE_WEBHOOK_ENDPOINT: Operation = Operation {
    id: "update_webhook_endpoint",
    method: Method::PATCH,
    path: "/v1/webhook-endpoints/{id}",
    repeat: Repeat::WithKey,
};

/// A call of [`WebhookEndpoints::update`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct UpdateWebhookEndpoint {
    call: Call,
}

impl UpdateWebhookEndpoint {}
crate::call::common!(UpdateWebhookEndpoint);
crate::call::keyed!(UpdateWebhookEndpoint);
crate::call::json!(UpdateWebhookEndpoint => WebhookEndpoint);
crate::call::minimal!(UpdateWebhookEndpoint);
const ROTATE_WEBHOOK_ENDPOINT: Operation = Operation {
    id: "rotate_webhook_endpoint",
    method: Method::POST,
    path: "/v1/webhook-endpoints/{id}/rotate",
    repeat: Repeat::WithKey,
};

/// A call of [`WebhookEndpoints::rotate`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct RotateWebhookEndpoint {
    call: Call,
}

impl RotateWebhookEndpoint {}
crate::call::common!(RotateWebhookEndpoint);
crate::call::keyed!(RotateWebhookEndpoint);
crate::call::matching!(RotateWebhookEndpoint);
crate::call::json!(RotateWebhookEndpoint => WebhookEndpoint);
crate::call::minimal!(RotateWebhookEndpoint);
const PING_WEBHOOK_ENDPOINT: Operation = Operation {
    id: "ping_webhook_endpoint",
    method: Method::POST,
    path: "/v1/webhook-endpoints/{id}/ping",
    repeat: Repeat::WithKey,
};

/// A call of [`WebhookEndpoints::ping`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct PingWebhookEndpoint {
    call: Call,
}

impl PingWebhookEndpoint {}
crate::call::common!(PingWebhookEndpoint);
crate::call::keyed!(PingWebhookEndpoint);
crate::call::matching!(PingWebhookEndpoint);
crate::call::json!(PingWebhookEndpoint => WebhookDelivery);
crate::call::minimal!(PingWebhookEndpoint);
const LIST_WEBHOOK_DELIVERIES: Operation = Operation {
    id: "list_webhook_deliveries",
    method: Method::GET,
    path: "/v1/webhook-endpoints/{id}/deliveries",
    repeat: Repeat::Always,
};

/// A call of [`WebhookEndpoints::list_webhook_deliveries`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListWebhookDeliveries {
    call: Call,
}

impl ListWebhookDeliveries {
    /// Only deliveries that stand here.
    pub fn status(mut self, status: impl Into<WebhookDeliveryStatus>) -> Self {
        self.call = self.call.query("status", status.into());
        self
    }

    /// Only that of this event.
    pub fn event_id(mut self, event_id: impl Into<EventId>) -> Self {
        self.call = self.call.query("event_id", event_id.into());
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

crate::call::common!(ListWebhookDeliveries);
crate::call::json!(ListWebhookDeliveries => WebhookDeliveryPage);
crate::call::pages!(ListWebhookDeliveries => WebhookDeliveryPage, WebhookDelivery);
crate::call::lines!(ListWebhookDeliveries => WebhookDelivery);
crate::call::file!(ListWebhookDeliveries, write_csv, "text/csv");
const REPLAY_WEBHOOK_EVENTS: Operation = Operation {
    id: "replay_webhook_events",
    method: Method::POST,
    path: "/v1/webhook-endpoints/{id}/replay",
    repeat: Repeat::WithKey,
};

/// A call of [`WebhookEndpoints::replay_webhook_events`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ReplayWebhookEvents {
    call: Call,
}

impl ReplayWebhookEvents {}
crate::call::common!(ReplayWebhookEvents);
crate::call::keyed!(ReplayWebhookEvents);
crate::call::matching!(ReplayWebhookEvents);
crate::call::json!(ReplayWebhookEvents => WebhookReplay);
crate::call::minimal!(ReplayWebhookEvents);
