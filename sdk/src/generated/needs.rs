// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What households lack, from being raised to being met.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What households lack, from being raised to being met.
///
/// From [`Client::needs`].
#[derive(Clone, Debug)]
pub struct Needs {
    client: Client,
}

impl Needs {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List a neighbourhood's needs.
    ///
    /// By period and theme: how many distinct households told of a need, beside those met and the doors tried. A municipality
    /// reads its own neighbourhoods. `Accept: text/csv` gives a table, `application/geo+json` a map.
    ///
    /// `GET /v1/neighbourhoods/{code}/needs`
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
    /// let mut items = client.needs().list_neighbourhood_needs("QN09901N").stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: NeedFigures = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_neighbourhood_needs(&self, code: impl Into<String>) -> ListNeighbourhoodNeeds {
        ListNeighbourhoodNeeds {
            call: Call::new(&self.client, &LIST_NEIGHBOURHOOD_NEEDS).segment("code", code.into()),
        }
    }

    /// List a municipality's needs.
    ///
    /// Of the commune as a whole, and of each neighbourhood that lies in it, wholly or in part. A neighbourhood that spans
    /// communes is counted in the first of them (by code) alone, so that the commune's own figures may leave it out while
    /// its line is listed.
    ///
    /// `GET /v1/municipalities/{commune_code}/needs`
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
    /// let mut items = client.needs().list_municipality_needs("99001").stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: NeedFigures = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_municipality_needs(&self, commune_code: impl Into<String>) -> ListMunicipalityNeeds {
        ListMunicipalityNeeds {
            call: Call::new(&self.client, &LIST_MUNICIPALITY_NEEDS)
                .segment("commune_code", commune_code.into()),
        }
    }

    /// Export needs.
    ///
    /// All figures of needs that the caller may read, of every place and period: the operator everything, a municipality the
    /// country, its departments, its communes and their neighbourhoods, all others the country.
    ///
    /// `GET /v1/needs/export`
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
    /// let mut items = client.needs().export_needs().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: NeedFigures = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn export_needs(&self) -> ExportNeeds {
        ExportNeeds { call: Call::new(&self.client, &EXPORT_NEEDS) }
    }

    /// List needs.
    ///
    /// By id, which is mostly the order in which they were raised. The operator sees all needs, a device those that its
    /// field worker took down.
    ///
    /// `GET /v1/needs`
    ///
    /// # Scope
    /// `needs:read`
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
    /// let mut items = client.needs().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Need = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListNeeds {
        ListNeeds { call: Call::new(&self.client, &LIST_NEEDS) }
    }

    /// Raise a need.
    ///
    /// You choose its id. The same need sent again, even much later, answers 200 and changes nothing; another one under the
    /// same id is refused with `content_differs`. Needs that were raised in a visit are best sent with the visit.
    ///
    /// `POST /v1/needs`
    ///
    /// # Scope
    /// `needs:write`
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
    /// let answer: palier_sdk::Response<Need> = client
    ///     .needs()
    ///     .create(
    ///         NeedInput::new(
    ///             "019ab0f2-6b1e-7c40-9d5e-8a8a8a8a8a8a".parse::<NeedId>()?,
    ///             "019ab0f2-6b1e-7c40-9d5e-555555555555".parse::<HouseholdId>()?,
    ///             "palier:eau--facture",
    ///             Urgency::Normal,
    ///             "2027-01-12T16:20:00Z".parse()?,
    ///         ),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: impl Into<NeedInput>) -> CreateNeed {
        CreateNeed { call: Call::new(&self.client, &CREATE_NEED).body("application/json", &body.into()) }
    }

    /// Get a need.
    ///
    /// With all that happened to it.
    ///
    /// `GET /v1/needs/{id}`
    ///
    /// # Scope
    /// `needs:read`
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
    /// let answer: palier_sdk::Response<Need> = client
    ///     .needs()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<NeedId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<NeedId>) -> GetNeed {
        GetNeed { call: Call::new(&self.client, &GET_NEED).segment("id", id.into()) }
    }

    /// Mark a need as met.
    ///
    /// What the household lacked is there. Also for a need that was referred, if that is known before the referral ends.
    ///
    /// `POST /v1/needs/{id}/mark-met`
    ///
    /// # Scope
    /// `needs:write`
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
    /// let answer: palier_sdk::Response<Need> = client
    ///     .needs()
    ///     .mark_met("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<NeedId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn mark_met(&self, id: impl Into<NeedId>) -> MarkNeedMet {
        MarkNeedMet { call: Call::new(&self.client, &MARK_NEED_MET).segment("id", id.into()) }
    }

    /// Mark a need as not met.
    ///
    /// What was tried did not help. The need can be referred again, or taken up again.
    ///
    /// `POST /v1/needs/{id}/mark-not-met`
    ///
    /// # Scope
    /// `needs:write`
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
    /// let answer: palier_sdk::Response<Need> = client
    ///     .needs()
    ///     .mark_not_met("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<NeedId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn mark_not_met(&self, id: impl Into<NeedId>) -> MarkNeedNotMet {
        MarkNeedNotMet { call: Call::new(&self.client, &MARK_NEED_NOT_MET).segment("id", id.into()) }
    }

    /// Withdraw a need.
    ///
    /// The household does not pursue it, or it was taken down by mistake. Its history stays.
    ///
    /// `POST /v1/needs/{id}/withdraw`
    ///
    /// # Scope
    /// `needs:write`
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
    /// let answer: palier_sdk::Response<Need> = client
    ///     .needs()
    ///     .withdraw("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<NeedId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn withdraw(&self, id: impl Into<NeedId>) -> WithdrawNeed {
        WithdrawNeed { call: Call::new(&self.client, &WITHDRAW_NEED).segment("id", id.into()) }
    }

    /// Reopen a need.
    ///
    /// A need that was met, not met or withdrawn is raised again.
    ///
    /// `POST /v1/needs/{id}/reopen`
    ///
    /// # Scope
    /// `needs:write`
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
    /// let answer: palier_sdk::Response<Need> = client
    ///     .needs()
    ///     .reopen("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<NeedId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn reopen(&self, id: impl Into<NeedId>) -> ReopenNeed {
        ReopenNeed { call: Call::new(&self.client, &REOPEN_NEED).segment("id", id.into()) }
    }
}

const LIST_NEIGHBOURHOOD_NEEDS: Operation = Operation {
    id: "list_neighbourhood_needs",
    method: Method::GET,
    path: "/v1/neighbourhoods/{code}/needs",
    repeat: Repeat::Always,
};

/// A call of [`Needs::list_neighbourhood_needs`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListNeighbourhoodNeeds {
    call: Call,
}

impl ListNeighbourhoodNeeds {
    /// Only this quarter or year; all that were published, if it is left out: the trend. A year stands before its quarters.
    /// Compare quarters with quarters and years with years: a year counts a household once, and its door as opened if it
    /// ever opened in the year, so that its contact rate is higher than those of its quarters. Form: `^2[01][0-9]{2}(-Q[1-4])?$`.
    pub fn period(mut self, period: impl Into<Period>) -> Self {
        self.call = self.call.query("period", period.into());
        self
    }

    /// Only this theme or group of themes, such as `palier:eau` or `palier:eau--facture`; one that there is not is refused.
    /// Themes are told from communes upwards: of a neighbourhood the list is empty for them. 1 to 120 characters. Form: `^(palier:)?[a-z0-9-]+$`.
    pub fn theme(mut self, theme: impl Into<String>) -> Self {
        self.call = self.call.query("theme", theme.into());
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

crate::call::common!(ListNeighbourhoodNeeds);
crate::call::json!(ListNeighbourhoodNeeds => NeedFiguresPage);
crate::call::pages!(ListNeighbourhoodNeeds => NeedFiguresPage, NeedFigures);
crate::call::geojson!(ListNeighbourhoodNeeds => NeedFiguresCollection);
crate::call::file!(ListNeighbourhoodNeeds, write_geojson, "application/geo+json");
crate::call::lines!(ListNeighbourhoodNeeds => NeedFigures);
crate::call::file!(ListNeighbourhoodNeeds, write_csv, "text/csv");
const LIST_MUNICIPALITY_NEEDS: Operation = Operation {
    id: "list_municipality_needs",
    method: Method::GET,
    path: "/v1/municipalities/{commune_code}/needs",
    repeat: Repeat::Always,
};

/// A call of [`Needs::list_municipality_needs`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListMunicipalityNeeds {
    call: Call,
}

impl ListMunicipalityNeeds {
    /// Only this quarter or year; all that were published, if it is left out: the trend. A year stands before its quarters.
    /// Compare quarters with quarters and years with years: a year counts a household once, and its door as opened if it
    /// ever opened in the year, so that its contact rate is higher than those of its quarters. Form: `^2[01][0-9]{2}(-Q[1-4])?$`.
    pub fn period(mut self, period: impl Into<Period>) -> Self {
        self.call = self.call.query("period", period.into());
        self
    }

    /// Only this theme or group of themes, such as `palier:eau` or `palier:eau--facture`; one that there is not is refused.
    /// Themes are told from communes upwards: of a neighbourhood the list is empty for them. 1 to 120 characters. Form: `^(palier:)?[a-z0-9-]+$`.
    pub fn theme(mut self, theme: impl Into<String>) -> Self {
        self.call = self.call.query("theme", theme.into());
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

crate::call::common!(ListMunicipalityNeeds);
crate::call::json!(ListMunicipalityNeeds => NeedFiguresPage);
crate::call::pages!(ListMunicipalityNeeds => NeedFiguresPage, NeedFigures);
crate::call::geojson!(ListMunicipalityNeeds => NeedFiguresCollection);
crate::call::file!(ListMunicipalityNeeds, write_geojson, "application/geo+json");
crate::call::lines!(ListMunicipalityNeeds => NeedFigures);
crate::call::file!(ListMunicipalityNeeds, write_csv, "text/csv");
const EXPORT_NEEDS: Operation =
    Operation { id: "export_needs", method: Method::GET, path: "/v1/needs/export", repeat: Repeat::Always };

/// A call of [`Needs::export_needs`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ExportNeeds {
    call: Call,
}

impl ExportNeeds {
    /// Only this quarter or year; all that were published, if it is left out: the trend. A year stands before its quarters.
    /// Compare quarters with quarters and years with years: a year counts a household once, and its door as opened if it
    /// ever opened in the year, so that its contact rate is higher than those of its quarters. Form: `^2[01][0-9]{2}(-Q[1-4])?$`.
    pub fn period(mut self, period: impl Into<Period>) -> Self {
        self.call = self.call.query("period", period.into());
        self
    }

    /// Only this theme or group of themes, such as `palier:eau` or `palier:eau--facture`; one that there is not is refused.
    /// Themes are told from communes upwards: of a neighbourhood the list is empty for them. 1 to 120 characters. Form: `^(palier:)?[a-z0-9-]+$`.
    pub fn theme(mut self, theme: impl Into<String>) -> Self {
        self.call = self.call.query("theme", theme.into());
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

crate::call::common!(ExportNeeds);
crate::call::json!(ExportNeeds => NeedFiguresPage);
crate::call::pages!(ExportNeeds => NeedFiguresPage, NeedFigures);
crate::call::geojson!(ExportNeeds => NeedFiguresCollection);
crate::call::file!(ExportNeeds, write_geojson, "application/geo+json");
crate::call::lines!(ExportNeeds => NeedFigures);
crate::call::file!(ExportNeeds, write_csv, "text/csv");
const LIST_NEEDS: Operation =
    Operation { id: "list_needs", method: Method::GET, path: "/v1/needs", repeat: Repeat::Always };

/// A call of [`Needs::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListNeeds {
    call: Call,
}

impl ListNeeds {
    /// Only needs of this household.
    pub fn household_id(mut self, household_id: impl Into<HouseholdId>) -> Self {
        self.call = self.call.query("household_id", household_id.into());
        self
    }

    /// Only needs that stand so.
    pub fn status(mut self, status: impl Into<NeedStatus>) -> Self {
        self.call = self.call.query("status", status.into());
        self
    }

    /// Only needs about this. At most 120 characters. Form: `^(palier:)?[a-z0-9-]+--[a-z0-9-]+$`.
    pub fn theme(mut self, theme: impl Into<ThemeCode>) -> Self {
        self.call = self.call.query("theme", theme.into());
        self
    }

    /// Only needs of this urgency.
    pub fn urgency(mut self, urgency: impl Into<Urgency>) -> Self {
        self.call = self.call.query("urgency", urgency.into());
        self
    }

    /// Only needs of households in this neighbourhood. Form: `^(QN(0[0-9]{2}|02[AB]|9[78][0-9])[0-9]{2}[NMIC]|QP[0-9A-Z]{3}[0-9]{3})$`.
    pub fn neighbourhood_code(mut self, neighbourhood_code: impl Into<NeighbourhoodCode>) -> Self {
        self.call = self.call.query("neighbourhood_code", neighbourhood_code.into());
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

crate::call::common!(ListNeeds);
crate::call::json!(ListNeeds => NeedPage);
crate::call::pages!(ListNeeds => NeedPage, Need);
crate::call::lines!(ListNeeds => Need);
crate::call::file!(ListNeeds, write_csv, "text/csv");
const CREATE_NEED: Operation =
    Operation { id: "create_need", method: Method::POST, path: "/v1/needs", repeat: Repeat::WithKey };

/// A call of [`Needs::create`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct CreateNeed {
    call: Call,
}

impl CreateNeed {}
crate::call::common!(CreateNeed);
crate::call::keyed!(CreateNeed);
crate::call::json!(CreateNeed => Need);
crate::call::minimal!(CreateNeed);
const GET_NEED: Operation =
    Operation { id: "get_need", method: Method::GET, path: "/v1/needs/{id}", repeat: Repeat::Always };

/// A call of [`Needs::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetNeed {
    call: Call,
}

impl GetNeed {}
crate::call::common!(GetNeed);
crate::call::json!(GetNeed => Need);
crate::call::conditional!(GetNeed => Need);
const MARK_NEED_MET: Operation = Operation {
    id: "mark_need_met",
    method: Method::POST,
    path: "/v1/needs/{id}/mark-met",
    repeat: Repeat::WithKey,
};

/// A call of [`Needs::mark_met`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct MarkNeedMet {
    call: Call,
}

impl MarkNeedMet {}
crate::call::common!(MarkNeedMet);
crate::call::keyed!(MarkNeedMet);
crate::call::matching!(MarkNeedMet);
crate::call::json!(MarkNeedMet => Need);
crate::call::minimal!(MarkNeedMet);
const MARK_NEED_NOT_MET: Operation = Operation {
    id: "mark_need_not_met",
    method: Method::POST,
    path: "/v1/needs/{id}/mark-not-met",
    repeat: Repeat::WithKey,
};

/// A call of [`Needs::mark_not_met`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct MarkNeedNotMet {
    call: Call,
}

impl MarkNeedNotMet {}
crate::call::common!(MarkNeedNotMet);
crate::call::keyed!(MarkNeedNotMet);
crate::call::matching!(MarkNeedNotMet);
crate::call::json!(MarkNeedNotMet => Need);
crate::call::minimal!(MarkNeedNotMet);
const WITHDRAW_NEED: Operation = Operation {
    id: "withdraw_need",
    method: Method::POST,
    path: "/v1/needs/{id}/withdraw",
    repeat: Repeat::WithKey,
};

/// A call of [`Needs::withdraw`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct WithdrawNeed {
    call: Call,
}

impl WithdrawNeed {}
crate::call::common!(WithdrawNeed);
crate::call::keyed!(WithdrawNeed);
crate::call::matching!(WithdrawNeed);
crate::call::json!(WithdrawNeed => Need);
crate::call::minimal!(WithdrawNeed);
const REOPEN_NEED: Operation = Operation {
    id: "reopen_need",
    method: Method::POST,
    path: "/v1/needs/{id}/reopen",
    repeat: Repeat::WithKey,
};

/// A call of [`Needs::reopen`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ReopenNeed {
    call: Call,
}

impl ReopenNeed {}
crate::call::common!(ReopenNeed);
crate::call::keyed!(ReopenNeed);
crate::call::matching!(ReopenNeed);
crate::call::json!(ReopenNeed => Need);
crate::call::minimal!(ReopenNeed);
