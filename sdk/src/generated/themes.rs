// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What needs and campaigns are about: data·inclusion v1 and Palier's own.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// What needs and campaigns are about: data·inclusion v1 and Palier's own.
///
/// From [`Client::themes`].
#[derive(Clone, Debug)]
pub struct Themes {
    client: Client,
}

impl Themes {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// List themes.
    ///
    /// By code. Campaigns and needs carry these codes: the data·inclusion taxonomy as French public inclusion services use
    /// it, and Palier's own for what that does not have.
    ///
    /// `GET /v1/themes`
    ///
    /// # Scope
    /// `themes:read`
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
    /// let mut items = client.themes().list().stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: Theme = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListThemes {
        ListThemes { call: Call::new(&self.client, &LIST_THEMES) }
    }

    /// Get a theme.
    ///
    /// With its labels and those of its group.
    ///
    /// `GET /v1/themes/{code}`
    ///
    /// # Scope
    /// `themes:read`
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
    /// let answer: palier_sdk::Response<Theme> = client
    ///     .themes()
    ///     .get("palier:eau--facture")
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, code: impl Into<String>) -> GetTheme {
        GetTheme { call: Call::new(&self.client, &GET_THEME).segment("code", code.into()) }
    }
}

const LIST_THEMES: Operation =
    Operation { id: "list_themes", method: Method::GET, path: "/v1/themes", repeat: Repeat::Always };

/// A call of [`Themes::list`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListThemes {
    call: Call,
}

impl ListThemes {
    /// Only themes of this group. 1 to 100 characters.
    pub fn parent(mut self, parent: impl Into<String>) -> Self {
        self.call = self.call.query("parent", parent.into());
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

crate::call::common!(ListThemes);
crate::call::json!(ListThemes => ThemePage);
crate::call::pages!(ListThemes => ThemePage, Theme);
crate::call::lines!(ListThemes => Theme);
crate::call::file!(ListThemes, write_csv, "text/csv");
const GET_THEME: Operation =
    Operation { id: "get_theme", method: Method::GET, path: "/v1/themes/{code}", repeat: Repeat::Always };

/// A call of [`Themes::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetTheme {
    call: Call,
}

impl GetTheme {}
crate::call::common!(GetTheme);
crate::call::json!(GetTheme => Theme);
crate::call::conditional!(GetTheme => Theme);
