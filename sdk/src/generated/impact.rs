// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What came of it all, for everybody: no token is needed.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What came of it all, for everybody: no token is needed.
///
/// From [`Client::impact`].
#[derive(Clone, Debug)]
pub struct ImpactCalls {
    client: Client,
}

impl ImpactCalls {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Get the impact.
    ///
    /// What came of door-to-door outreach in a closed period, for the whole country: protected figures, each with its
    /// definition. No token is needed, and caches may keep it.
    ///
    /// `GET /v1/impact`
    ///
    /// # Scope
    /// None: no credentials are needed.
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
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
    /// let answer: palier_sdk::Response<Impact> = client.impact().get().await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self) -> GetImpact {
        GetImpact { call: Call::new(&self.client, &GET_IMPACT) }
    }

    /// Get the impact by period.
    ///
    /// The same for every period that was published, each year after its quarters. No token is needed, and caches may keep it.
    ///
    /// `GET /v1/impact/series`
    ///
    /// # Scope
    /// None: no credentials are needed.
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
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
    /// let answer: palier_sdk::Response<ImpactSeries> = client.impact().get_series().await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_series(&self) -> GetImpactSeries {
        GetImpactSeries { call: Call::new(&self.client, &GET_IMPACT_SERIES) }
    }

    /// Get savings.
    ///
    /// The effect of each water or energy programme, that is of each campaign about them that has a control group, as measured by
    /// meters: a difference in differences against the stairwells that had to wait, by intention to treat, with a 95 %
    /// interval; and the numbers of households behind it, as protected figures. A programme is told once, in the release of the
    /// quarter in which its last day was a year ago, and never changes. `docs/impact.md` has the method and its limits. No token
    /// is needed, and caches may keep it.
    ///
    /// `GET /v1/impact/savings`
    ///
    /// # Scope
    /// None: no credentials are needed.
    ///
    /// # Errors
    /// Whatever the connection and the token endpoint give, and answers of these statuses:
    ///
    /// - 400: A parameter, a header, the cursor or the body can't be read.
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
    /// let answer: palier_sdk::Response<ImpactSavings> = client
    ///     .impact()
    ///     .get_savings()
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_savings(&self) -> GetImpactSavings {
        GetImpactSavings { call: Call::new(&self.client, &GET_IMPACT_SAVINGS) }
    }
}

const GET_IMPACT: Operation =
    Operation { id: "get_impact", method: Method::GET, path: "/v1/impact", repeat: Repeat::Always };

/// A call of [`ImpactCalls::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetImpact {
    call: Call,
}

impl GetImpact {
    /// This quarter or year. If it is left out: the last period of which anything is published, and of a year that is
    /// published and its last quarter the year. Where a period is told of neighbourhoods of several vintages, this is the
    /// latest; `GET /v1/impact/series` has all. Form: `^2[01][0-9]{2}(-Q[1-4])?$`.
    pub fn period(mut self, period: impl Into<Period>) -> Self {
        self.call = self.call.query("period", period.into());
        self
    }
}

crate::call::common!(GetImpact);
crate::call::json!(GetImpact => Impact);
crate::call::conditional!(GetImpact => Impact);
const GET_IMPACT_SERIES: Operation = Operation {
    id: "get_impact_series",
    method: Method::GET,
    path: "/v1/impact/series",
    repeat: Repeat::Always,
};

/// A call of [`ImpactCalls::get_series`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetImpactSeries {
    call: Call,
}

impl GetImpactSeries {}
crate::call::common!(GetImpactSeries);
crate::call::json!(GetImpactSeries => ImpactSeries);
crate::call::conditional!(GetImpactSeries => ImpactSeries);
const GET_IMPACT_SAVINGS: Operation = Operation {
    id: "get_impact_savings",
    method: Method::GET,
    path: "/v1/impact/savings",
    repeat: Repeat::Always,
};

/// A call of [`ImpactCalls::get_savings`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetImpactSavings {
    call: Call,
}

impl GetImpactSavings {}
crate::call::common!(GetImpactSavings);
crate::call::json!(GetImpactSavings => ImpactSavings);
crate::call::conditional!(GetImpactSavings => ImpactSavings);
