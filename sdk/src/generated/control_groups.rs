// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Which stairwells of a campaign are left until later, to compare with.

use super::types::*;
use crate::Client;
use crate::call::{Call, IfMatch, Operation, Repeat};
use crate::values::{Cents, Secret};
use http::Method;
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Which stairwells of a campaign are left until later, to compare with.
///
/// From [`Client::control_groups`].
#[derive(Clone, Debug)]
pub struct ControlGroups {
    client: Client,
}

impl ControlGroups {
    pub(crate) fn new(client: &Client) -> Self {
        Self { client: client.clone() }
    }

    /// Get a campaign's control group.
    ///
    /// The draw with its seed.
    ///
    /// `GET /v1/campaigns/{id}/control-group`
    ///
    /// # Scope
    /// `control-groups:read`
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
    /// let answer: palier_sdk::Response<ControlGroup> = client
    ///     .control_groups()
    ///     .get("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn get(&self, id: impl Into<CampaignId>) -> GetControlGroup {
        GetControlGroup { call: Call::new(&self.client, &GET_CONTROL_GROUP).segment("id", id.into()) }
    }

    /// Draw a control group.
    ///
    /// Before the campaign starts, and once: whom to leave until later, so that what the campaign changes can be told from
    /// what changes anyway. Stairwells are drawn, not households, since neighbours talk. In each neighbourhood they are put in
    /// the order of the SHA-256 of seed, neighbourhood code, building and stairwell (joined by U+001F; the stairwell is empty
    /// where a building has none), and the first share of them, rounded to the nearest number and at least one of two, is the
    /// control group. Only stairwells of households that are known by then are drawn; enter the address list first. Packages
    /// leave the doors of the control group out.
    ///
    /// `POST /v1/campaigns/{id}/control-group`
    ///
    /// # Scope
    /// `control-groups:write`
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
    /// let answer: palier_sdk::Response<ControlGroup> = client
    ///     .control_groups()
    ///     .draw(
    ///         "019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?,
    ///         ControlGroupInput::new(25).seed("eau-2026-07-tirage"),
    ///     )
    ///     .await?;
    /// println!("{answer:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn draw(&self, id: impl Into<CampaignId>, body: impl Into<ControlGroupInput>) -> DrawControlGroup {
        DrawControlGroup {
            call: Call::new(&self.client, &DRAW_CONTROL_GROUP)
                .segment("id", id.into())
                .body("application/json", &body.into()),
        }
    }

    /// List the stairwells of a control group.
    ///
    /// All that were drawn, with their arms, by neighbourhood, building and stairwell.
    ///
    /// `GET /v1/campaigns/{id}/control-group/stairwells`
    ///
    /// # Scope
    /// `control-groups:read`
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
    ///     .control_groups()
    ///     .list_stairwells("019ab0f2-6b1e-7c40-9d5e-111111111111".parse::<CampaignId>()?)
    ///     .stream();
    /// while let Some(item) = items.try_next().await? {
    ///     let item: ControlGroupStairwell = item;
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_stairwells(&self, id: impl Into<CampaignId>) -> ListControlGroupStairwells {
        ListControlGroupStairwells {
            call: Call::new(&self.client, &LIST_CONTROL_GROUP_STAIRWELLS).segment("id", id.into()),
        }
    }
}

const GET_CONTROL_GROUP: Operation = Operation {
    id: "get_control_group",
    method: Method::GET,
    path: "/v1/campaigns/{id}/control-group",
    repeat: Repeat::Always,
};

/// A call of [`ControlGroups::get`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct GetControlGroup {
    call: Call,
}

impl GetControlGroup {}
crate::call::common!(GetControlGroup);
crate::call::json!(GetControlGroup => ControlGroup);
crate::call::conditional!(GetControlGroup => ControlGroup);
const DRAW_CONTROL_GROUP: Operation = Operation {
    id: "draw_control_group",
    method: Method::POST,
    path: "/v1/campaigns/{id}/control-group",
    repeat: Repeat::WithKey,
};

/// A call of [`ControlGroups::draw`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct DrawControlGroup {
    call: Call,
}

impl DrawControlGroup {}
crate::call::common!(DrawControlGroup);
crate::call::keyed!(DrawControlGroup);
crate::call::matching!(DrawControlGroup);
crate::call::json!(DrawControlGroup => ControlGroup);
crate::call::minimal!(DrawControlGroup);
const LIST_CONTROL_GROUP_STAIRWELLS: Operation = Operation {
    id: "list_control_group_stairwells",
    method: Method::GET,
    path: "/v1/campaigns/{id}/control-group/stairwells",
    repeat: Repeat::Always,
};

/// A call of [`ControlGroups::list_stairwells`]: set what is optional, then await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListControlGroupStairwells {
    call: Call,
}

impl ListControlGroupStairwells {
    /// Only stairwells of this arm.
    pub fn arm(mut self, arm: impl Into<Arm>) -> Self {
        self.call = self.call.query("arm", arm.into());
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

crate::call::common!(ListControlGroupStairwells);
crate::call::json!(ListControlGroupStairwells => ControlGroupStairwellPage);
crate::call::pages!(
    ListControlGroupStairwells => ControlGroupStairwellPage, ControlGroupStairwell
);
crate::call::lines!(ListControlGroupStairwells => ControlGroupStairwell);
crate::call::file!(ListControlGroupStairwells, write_csv, "text/csv");
