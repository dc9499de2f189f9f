// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! The programs of an organisation and their credentials.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// The programs of an organisation and their credentials.
///
/// From [`Client::clients`].
#[derive(Clone, Debug)]
pub struct Clients {
    client: Client,
}

impl Clients {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List API clients.
    ///
    /// Oldest first. The operator sees all clients; everyone else those of its own organisation. Secrets are not part
    /// of the list: read one client for their hints.
    ///
    /// `GET /v1/clients`
    ///
    /// # Scope
    /// `clients:read`
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
    /// let mut items = client.clients().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: ApiClient = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListClients {
        ListClients { call: Call::new(&self.client, &LIST_CLIENTS) }
    }

    /// Create an API client.
    ///
    /// The operator gives an organisation credentials. The answer holds the secret, `client_secret`, this once: hand
    /// it over by a safe way. (An identical repetition with the same `Idempotency-Key` gets the identical answer for as
    /// long as keys are kept; it is kept encrypted.)
    ///
    /// `POST /v1/clients`
    ///
    /// # Scope
    /// `clients:manage`
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
    /// let answer: palier_sdk::Response<ApiClient> = client
    ///     .clients()
    ///     .create(
    ///         ClientInput::new(
    ///                 "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e".parse::<OrganisationId>()?,
    ///                 "Campaign desk",
    ///             )
    ///             .scopes(["campaigns:read", "campaigns:write"]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<ClientInput>) -> CreateClient {
        CreateClient { call: Call::new(&self.client, &CREATE_CLIENT).body("application/json", &body.into()) }
    }

    /// Get an API client.
    ///
    /// With the hints and times of its secrets that still work.
    ///
    /// `GET /v1/clients/{id}`
    ///
    /// # Scope
    /// `clients:read`
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
    /// let answer: palier_sdk::Response<ApiClient> = client
    ///     .clients()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ClientId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<ClientId>) -> GetClient {
        GetClient { call: Call::new(&self.client, &GET_CLIENT).segment("id", id.into()) }
    }

    /// Rotate a client's secret.
    ///
    /// Makes a new secret, shown this once; the old one works on for the overlap, so that a program can be moved over
    /// without a gap. At most two secrets work at a time. An organisation rotates the secrets of its own clients.
    ///
    /// `POST /v1/clients/{id}/rotate`
    ///
    /// # Scope
    /// `clients:write`
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
    /// let answer: palier_sdk::Response<ApiClient> = client
    ///     .clients()
    ///     .rotate(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ClientId>()?,
    ///         RotationInput::new().overlap_seconds(86400),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn rotate(&self, id: impl Into<ClientId>, body: impl Into<RotationInput>) -> RotateClient {
        RotateClient {
            call: Call::new(&self.client, &ROTATE_CLIENT)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }

    /// Revoke an API client.
    ///
    /// Ends the client for good: its secrets at once, its access tokens within a second on every instance of the
    /// server. It stays readable, so that the audit trail keeps its name.
    ///
    /// `POST /v1/clients/{id}/revoke`
    ///
    /// # Scope
    /// `clients:manage`
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
    /// let answer: palier_sdk::Response<ApiClient> = client
    ///     .clients()
    ///     .revoke("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ClientId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn revoke(&self, id: impl Into<ClientId>) -> RevokeClient {
        RevokeClient { call: Call::new(&self.client, &REVOKE_CLIENT).segment("id", id.into()) }
    }
}

const LIST_CLIENTS: Operation =
    Operation { id: "list_clients", method: Method::GET, path: "/v1/clients", repeat: Repeat::Always };

/// A call of [`Clients::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListClients {
    call: Call,
}

impl ListClients {
    /// Only clients of this organisation.
    pub fn organisation_id(mut self, organisation_id: impl Into<OrganisationId>) -> Self {
        self.call = self.call.query("organisation_id", organisation_id.into());
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

crate::call::common!(ListClients);
crate::call::json!(ListClients => ApiClientPage);
crate::call::pages!(ListClients => ApiClientPage, ApiClient);
crate::call::lines!(ListClients => ApiClient);
crate::call::file!(ListClients, write_csv, "text/csv");
const CREATE_CLIENT: Operation =
    Operation { id: "create_client", method: Method::POST, path: "/v1/clients", repeat: Repeat::WithKey };

/// A call of [`Clients::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateClient {
    call: Call,
}

impl CreateClient {}
crate::call::common!(CreateClient);
crate::call::keyed!(CreateClient);
crate::call::json!(CreateClient => ApiClient);
crate::call::minimal!(CreateClient);
const GET_CLIENT: Operation =
    Operation { id: "get_client", method: Method::GET, path: "/v1/clients/{id}", repeat: Repeat::Always };

/// A call of [`Clients::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetClient {
    call: Call,
}

impl GetClient {}
crate::call::common!(GetClient);
crate::call::json!(GetClient => ApiClient);
crate::call::conditional!(GetClient => ApiClient);
const ROTATE_CLIENT: Operation = Operation {
    id: "rotate_client",
    method: Method::POST,
    path: "/v1/clients/{id}/rotate",
    repeat: Repeat::WithKey,
};

/// A call of [`Clients::rotate`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct RotateClient {
    call: Call,
}

impl RotateClient {}
crate::call::common!(RotateClient);
crate::call::keyed!(RotateClient);
crate::call::matching!(RotateClient);
crate::call::json!(RotateClient => ApiClient);
crate::call::minimal!(RotateClient);
const REVOKE_CLIENT: Operation = Operation {
    id: "revoke_client",
    method: Method::POST,
    path: "/v1/clients/{id}/revoke",
    repeat: Repeat::WithKey,
};

/// A call of [`Clients::revoke`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct RevokeClient {
    call: Call,
}

impl RevokeClient {}
crate::call::common!(RevokeClient);
crate::call::keyed!(RevokeClient);
crate::call::matching!(RevokeClient);
crate::call::json!(RevokeClient => ApiClient);
crate::call::minimal!(RevokeClient);
