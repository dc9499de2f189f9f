// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Priority neighbourhoods (quartiers prioritaires), by vintage, with their boundaries.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Priority neighbourhoods (quartiers prioritaires), by vintage, with their boundaries.
///
/// From [`Client::neighbourhoods`].
#[derive(Clone, Debug)]
pub struct Neighbourhoods {
    client: Client,
}

impl Neighbourhoods {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List neighbourhoods.
    ///
    /// By code, or by distance with `near`. Filters add up: `contains` with `vintage=2024` finds the present neighbourhood
    /// of an address that you have geocoded. The items carry no boundaries; `Accept: application/geo+json` streams the
    /// whole list as a feature collection with them, for a map.
    ///
    /// `GET /v1/neighbourhoods`
    ///
    /// # Scope
    /// `neighbourhoods:read`
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
    /// let mut items = client.neighbourhoods().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Neighbourhood = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListNeighbourhoods {
        ListNeighbourhoods { call: Call::new(&self.client, &LIST_NEIGHBOURHOODS) }
    }

    /// Get a neighbourhood.
    ///
    /// Neighbourhoods of earlier lists stay readable; `successors` leads from them to the present ones.
    /// `Accept: application/geo+json` gives a feature with the boundary.
    ///
    /// `GET /v1/neighbourhoods/{code}`
    ///
    /// # Scope
    /// `neighbourhoods:read`
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
    /// let answer: palier_sdk::Response<Neighbourhood> = client
    ///     .neighbourhoods()
    ///     .get("QN09901N")
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, code: impl Into<String>) -> GetNeighbourhood {
        GetNeighbourhood { call: Call::new(&self.client, &GET_NEIGHBOURHOOD).segment("code", code.into()) }
    }
}

const LIST_NEIGHBOURHOODS: Operation = Operation {
    id: "list_neighbourhoods",
    method: Method::GET,
    path: "/v1/neighbourhoods",
    repeat: Repeat::Always,
};

/// A call of [`Neighbourhoods::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListNeighbourhoods {
    call: Call,
}

impl ListNeighbourhoods {
    /// Only neighbourhoods that lie in this commune (INSEE code), wholly or in part. Paris is `75056`. Form: `^([0-9]{5}|2[AB][0-9]{3})$`.
    pub fn commune_code(mut self, commune_code: impl Into<String>) -> Self {
        self.call = self.call.query("commune_code", commune_code.into());
        self
    }

    /// Only neighbourhoods of the list of this year: `2024`, or `2015` for the one before it. 2015 to 2100.
    pub fn vintage(mut self, vintage: i32) -> Self {
        self.call = self.call.query("vintage", vintage);
        self
    }

    /// Only neighbourhoods whose name or code contains this text. Accents and case do not matter. 1 to 100 characters. Form: `^[^\u0000]*$`.
    pub fn q(mut self, q: impl Into<String>) -> Self {
        self.call = self.call.query("q", q.into());
        self
    }

    /// Orders the list by the distance from this position, `latitude,longitude` in WGS84 degrees, and tells it as
    /// `distance_m`. Neighbourhoods without a boundary are left out. Form: `^-?(90(\.0{1,15})?|[0-8]?[0-9](\.[0-9]{1,15})?),-?(180(\.0{1,15})?|(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,15})?)$`.
    pub fn near(mut self, near: impl Into<String>) -> Self {
        self.call = self.call.query("near", near.into());
        self
    }

    /// Only neighbourhoods that this position, `latitude,longitude` in WGS84 degrees, lies in. A position on a
    /// boundary lies in. Form: `^-?(90(\.0{1,15})?|[0-8]?[0-9](\.[0-9]{1,15})?),-?(180(\.0{1,15})?|(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,15})?)$`.
    pub fn contains(mut self, contains: impl Into<String>) -> Self {
        self.call = self.call.query("contains", contains.into());
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

crate::call::common!(ListNeighbourhoods);
crate::call::json!(ListNeighbourhoods => NeighbourhoodPage);
crate::call::pages!(ListNeighbourhoods => NeighbourhoodPage, Neighbourhood);
crate::call::geojson!(ListNeighbourhoods => NeighbourhoodCollection);
crate::call::file!(ListNeighbourhoods, write_geojson, "application/geo+json");
crate::call::lines!(ListNeighbourhoods => Neighbourhood);
crate::call::file!(ListNeighbourhoods, write_csv, "text/csv");
const GET_NEIGHBOURHOOD: Operation = Operation {
    id: "get_neighbourhood",
    method: Method::GET,
    path: "/v1/neighbourhoods/{code}",
    repeat: Repeat::Always,
};

/// A call of [`Neighbourhoods::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetNeighbourhood {
    call: Call,
}

impl GetNeighbourhood {}
crate::call::common!(GetNeighbourhood);
crate::call::json!(GetNeighbourhood => Neighbourhood);
crate::call::geojson!(GetNeighbourhood => NeighbourhoodFeature);
crate::call::conditional!(GetNeighbourhood => Neighbourhood);
