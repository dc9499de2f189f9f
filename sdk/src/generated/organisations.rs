// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! The tenants of this deployment: operator, partners, municipalities, app publishers.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// The tenants of this deployment: operator, partners, municipalities, app publishers.
///
/// From [`Client::organisations`].
#[derive(Clone, Debug)]
pub struct Organisations {
    client: Client,
}

impl Organisations {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List organisations.
    ///
    /// Oldest first. The operator sees all organisations; everyone else gets a list of one, its own.
    ///
    /// `GET /v1/organisations`
    ///
    /// # Scope
    /// `organisations:read`
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
    /// let mut items = client.organisations().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Organisation = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListOrganisations {
        ListOrganisations { call: Call::new(&self.client, &LIST_ORGANISATIONS) }
    }

    /// Create an organisation.
    ///
    /// The operator takes in a new tenant. A municipality names the communes it answers for: they decide which
    /// neighbourhoods' campaigns it sees. Create its API clients next, with `POST /v1/clients`.
    ///
    /// `POST /v1/organisations`
    ///
    /// # Scope
    /// `organisations:write`
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
    /// let answer: palier_sdk::Response<Organisation> = client
    ///     .organisations()
    ///     .create(
    ///         OrganisationInput::new(OrganisationKind::Municipality, "Ville de Montrelais")
    ///             .commune_codes(["99001"]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<OrganisationInput>) -> CreateOrganisation {
        CreateOrganisation {
            call: Call::new(&self.client, &CREATE_ORGANISATION).body("application/json", &body.into()),
        }
    }

    /// Get an organisation.
    ///
    /// The operator reads any organisation, everyone else its own; any other id answers 404.
    ///
    /// `GET /v1/organisations/{id}`
    ///
    /// # Scope
    /// `organisations:read`
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
    /// let answer: palier_sdk::Response<Organisation> = client
    ///     .organisations()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<OrganisationId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<OrganisationId>) -> GetOrganisation {
        GetOrganisation { call: Call::new(&self.client, &GET_ORGANISATION).segment("id", id.into()) }
    }

    /// Change an organisation.
    ///
    /// A JSON Merge Patch. The kind is fixed for life. When a municipality's communes change, its access tokens stop
    /// working within a second, since they name the communes; its clients then get new ones as usual.
    ///
    /// `PATCH /v1/organisations/{id}`
    ///
    /// # Scope
    /// `organisations:write`
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
    /// let answer: palier_sdk::Response<Organisation> = client
    ///     .organisations()
    ///     .update(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<OrganisationId>()?,
    ///         &etag,
    ///         OrganisationPatch::new().commune_codes(["99001"]),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        id: impl Into<OrganisationId>,
        if_match: impl Into<IfMatch>,
        body: impl Into<OrganisationPatch>,
    ) -> UpdateOrganisation {
        UpdateOrganisation {
            call: Call::new(&self.client, &UPDATE_ORGANISATION)
                .segment("id", id.into())
                .if_match(if_match)
                .body("application/merge-patch+json", &body.into()),
        }
    }
}

const LIST_ORGANISATIONS: Operation = Operation {
    id: "list_organisations",
    method: Method::GET,
    path: "/v1/organisations",
    repeat: Repeat::Always,
};

/// A call of [`Organisations::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListOrganisations {
    call: Call,
}

impl ListOrganisations {
    /// Only organisations of this kind.
    pub fn kind(mut self, kind: impl Into<OrganisationKind>) -> Self {
        self.call = self.call.query("kind", kind.into());
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

crate::call::common!(ListOrganisations);
crate::call::json!(ListOrganisations => OrganisationPage);
crate::call::pages!(ListOrganisations => OrganisationPage, Organisation);
crate::call::lines!(ListOrganisations => Organisation);
crate::call::file!(ListOrganisations, write_csv, "text/csv");
const CREATE_ORGANISATION: Operation = Operation {
    id: "create_organisation",
    method: Method::POST,
    path: "/v1/organisations",
    repeat: Repeat::WithKey,
};

/// A call of [`Organisations::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateOrganisation {
    call: Call,
}

impl CreateOrganisation {}
crate::call::common!(CreateOrganisation);
crate::call::keyed!(CreateOrganisation);
crate::call::json!(CreateOrganisation => Organisation);
crate::call::minimal!(CreateOrganisation);
const GET_ORGANISATION: Operation = Operation {
    id: "get_organisation",
    method: Method::GET,
    path: "/v1/organisations/{id}",
    repeat: Repeat::Always,
};

/// A call of [`Organisations::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetOrganisation {
    call: Call,
}

impl GetOrganisation {}
crate::call::common!(GetOrganisation);
crate::call::json!(GetOrganisation => Organisation);
crate::call::conditional!(GetOrganisation => Organisation);
const UPDATE_ORGANISATION: Operation = Operation {
    id: "update_organisation",
    method: Method::PATCH,
    path: "/v1/organisations/{id}",
    repeat: Repeat::WithKey,
};

/// A call of [`Organisations::update`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct UpdateOrganisation {
    call: Call,
}

impl UpdateOrganisation {}
crate::call::common!(UpdateOrganisation);
crate::call::keyed!(UpdateOrganisation);
crate::call::json!(UpdateOrganisation => Organisation);
crate::call::minimal!(UpdateOrganisation);
