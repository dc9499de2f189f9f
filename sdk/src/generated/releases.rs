// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Protected figures of closed periods: prepared, audited, published, and then never changed.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Protected figures of closed periods: prepared, audited, published, and then never changed.
///
/// From [`Client::releases`].
#[derive(Clone, Debug)]
pub struct Releases {
    client: Client,
}

impl Releases {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List releases.
    ///
    /// Oldest first. Published ones are everybody's; the operator also sees those that are prepared, drafts, and those that
    /// came to nothing.
    ///
    /// `GET /v1/releases`
    ///
    /// # Scope
    /// `releases:read`
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
    /// let mut items = client.releases().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Release = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListReleases {
        ListReleases { call: Call::new(&self.client, &LIST_RELEASES) }
    }

    /// Prepare a release.
    ///
    /// Answers 202 with a job at once; `Location` is where it can be followed. It counts what the field recorded of the
    /// period, protects all figures together, and lets an independent program audit what would become public. If that finds
    /// anything that discloses a small count, the job fails and there is no draft. Else there is a draft, which only the
    /// operator sees, to be published or discarded. The same period prepared again gives the same rounding.
    ///
    /// `POST /v1/releases`
    ///
    /// # Scope
    /// `releases:publish`
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
    /// let answer: palier_sdk::Response<Job> = client
    ///     .releases()
    ///     .create(ReleaseInput::new("2026-Q3", 2024))
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<ReleaseInput>) -> CreateRelease {
        CreateRelease {
            call: Call::new(&self.client, &CREATE_RELEASE).body("application/json", &body.into()),
        }
    }

    /// Get a release.
    ///
    /// With how it was protected and what the audit found.
    ///
    /// `GET /v1/releases/{id}`
    ///
    /// # Scope
    /// `releases:read`
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
    /// let answer: palier_sdk::Response<Release> = client
    ///     .releases()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReleaseId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<ReleaseId>) -> GetRelease {
        GetRelease { call: Call::new(&self.client, &GET_RELEASE).segment("id", id.into()) }
    }

    /// Get a release's structure.
    ///
    /// Its places, and its campaigns as far as you may know them: which figures there can be, whatever was counted. With the
    /// figures it is all that `palier audit-release` needs to look for small counts that could be worked out.
    ///
    /// `GET /v1/releases/{id}/structure`
    ///
    /// # Scope
    /// `releases:read`
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
    /// let answer: palier_sdk::Response<ReleaseStructure> = client
    ///     .releases()
    ///     .get_structure("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReleaseId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_structure(&self, id: impl Into<ReleaseId>) -> GetReleaseStructure {
        GetReleaseStructure { call: Call::new(&self.client, &GET_RELEASE_STRUCTURE).segment("id", id.into()) }
    }

    /// List the figures of a release.
    ///
    /// All that the caller may read, in the order of places, campaigns and tables: the operator everything, a municipality
    /// its neighbourhoods, its communes, their departments and the country, a partner its campaigns and the country. Which
    /// rows there are is public structure and never depends on a count.
    ///
    /// `GET /v1/releases/{id}/figures`
    ///
    /// # Scope
    /// `releases:read`
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
    ///     .releases()
    ///     .list_figures("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReleaseId>()?)
    ///     .stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: ReleaseFigure = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_figures(&self, id: impl Into<ReleaseId>) -> ListReleaseFigures {
        ListReleaseFigures { call: Call::new(&self.client, &LIST_RELEASE_FIGURES).segment("id", id.into()) }
    }

    /// Publish a release.
    ///
    /// For ever: nothing of a published period changes again, whatever arrives later.
    ///
    /// `POST /v1/releases/{id}/publish`
    ///
    /// # Scope
    /// `releases:publish`
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
    /// let answer: palier_sdk::Response<Release> = client
    ///     .releases()
    ///     .publish("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReleaseId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn publish(&self, id: impl Into<ReleaseId>) -> PublishRelease {
        PublishRelease { call: Call::new(&self.client, &PUBLISH_RELEASE).segment("id", id.into()) }
    }

    /// Discard a release.
    ///
    /// Throws a draft away; its period can be prepared again.
    ///
    /// `POST /v1/releases/{id}/discard`
    ///
    /// # Scope
    /// `releases:publish`
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
    /// let answer: palier_sdk::Response<Release> = client
    ///     .releases()
    ///     .discard("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<ReleaseId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn discard(&self, id: impl Into<ReleaseId>) -> DiscardRelease {
        DiscardRelease { call: Call::new(&self.client, &DISCARD_RELEASE).segment("id", id.into()) }
    }
}

const LIST_RELEASES: Operation =
    Operation { id: "list_releases", method: Method::GET, path: "/v1/releases", repeat: Repeat::Always };

/// A call of [`Releases::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListReleases {
    call: Call,
}

impl ListReleases {
    /// Only releases of this period. Form: `^2[01][0-9]{2}(-Q[1-4])?$`.
    pub fn period(mut self, period: impl Into<Period>) -> Self {
        self.call = self.call.query("period", period.into());
        self
    }

    /// Only releases that stand so; all but the operator see published ones alone.
    pub fn status(mut self, status: impl Into<ReleaseStatus>) -> Self {
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

crate::call::common!(ListReleases);
crate::call::json!(ListReleases => ReleasePage);
crate::call::pages!(ListReleases => ReleasePage, Release);
crate::call::lines!(ListReleases => Release);
crate::call::file!(ListReleases, write_csv, "text/csv");
const CREATE_RELEASE: Operation =
    Operation { id: "create_release", method: Method::POST, path: "/v1/releases", repeat: Repeat::WithKey };

/// A call of [`Releases::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateRelease {
    call: Call,
}

impl CreateRelease {}
crate::call::common!(CreateRelease);
crate::call::keyed!(CreateRelease);
crate::call::json!(CreateRelease => Job);
crate::call::minimal!(CreateRelease);
const GET_RELEASE: Operation =
    Operation { id: "get_release", method: Method::GET, path: "/v1/releases/{id}", repeat: Repeat::Always };

/// A call of [`Releases::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetRelease {
    call: Call,
}

impl GetRelease {}
crate::call::common!(GetRelease);
crate::call::json!(GetRelease => Release);
crate::call::conditional!(GetRelease => Release);
const GET_RELEASE_STRUCTURE: Operation = Operation {
    id: "get_release_structure",
    method: Method::GET,
    path: "/v1/releases/{id}/structure",
    repeat: Repeat::Always,
};

/// A call of [`Releases::get_structure`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetReleaseStructure {
    call: Call,
}

impl GetReleaseStructure {}
crate::call::common!(GetReleaseStructure);
crate::call::json!(GetReleaseStructure => ReleaseStructure);
crate::call::conditional!(GetReleaseStructure => ReleaseStructure);
const LIST_RELEASE_FIGURES: Operation = Operation {
    id: "list_release_figures",
    method: Method::GET,
    path: "/v1/releases/{id}/figures",
    repeat: Repeat::Always,
};

/// A call of [`Releases::list_figures`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListReleaseFigures {
    call: Call,
}

impl ListReleaseFigures {
    /// Only figures of this table.
    pub fn table(mut self, table: impl Into<ReleaseTable>) -> Self {
        self.call = self.call.query("table", table.into());
        self
    }

    /// Only figures of the place with this code. 1 to 16 characters. Form: `^[0-9A-Z]+$`.
    pub fn place(mut self, place: impl Into<String>) -> Self {
        self.call = self.call.query("place", place.into());
        self
    }

    /// Only figures of this campaign.
    pub fn campaign_id(mut self, campaign_id: impl Into<CampaignId>) -> Self {
        self.call = self.call.query("campaign_id", campaign_id.into());
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

crate::call::common!(ListReleaseFigures);
crate::call::json!(ListReleaseFigures => ReleaseFigurePage);
crate::call::pages!(ListReleaseFigures => ReleaseFigurePage, ReleaseFigure);
crate::call::lines!(ListReleaseFigures => ReleaseFigure);
crate::call::file!(ListReleaseFigures, write_csv, "text/csv");
const PUBLISH_RELEASE: Operation = Operation {
    id: "publish_release",
    method: Method::POST,
    path: "/v1/releases/{id}/publish",
    repeat: Repeat::WithKey,
};

/// A call of [`Releases::publish`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct PublishRelease {
    call: Call,
}

impl PublishRelease {}
crate::call::common!(PublishRelease);
crate::call::keyed!(PublishRelease);
crate::call::matching!(PublishRelease);
crate::call::json!(PublishRelease => Release);
crate::call::minimal!(PublishRelease);
const DISCARD_RELEASE: Operation = Operation {
    id: "discard_release",
    method: Method::POST,
    path: "/v1/releases/{id}/discard",
    repeat: Repeat::WithKey,
};

/// A call of [`Releases::discard`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct DiscardRelease {
    call: Call,
}

impl DiscardRelease {}
crate::call::common!(DiscardRelease);
crate::call::keyed!(DiscardRelease);
crate::call::matching!(DiscardRelease);
crate::call::json!(DiscardRelease => Release);
crate::call::minimal!(DiscardRelease);
